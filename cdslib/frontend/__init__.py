"""The page code, styles, fonts and the chart bundle that Jupyter servers hand to browsers."""
