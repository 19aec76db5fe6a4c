"""Make the shared chart bundle that every page loads once: Vega, Vega-Lite and vega-embed.

Run ``python -m cdslib.frontend.build`` after a change of altair or vl-convert; the result is
committed, so that users need neither a network nor a JavaScript tool chain.
"""

from pathlib import Path

from cdslib.writing import write_whole

STATIC = Path(__file__).parent / "cdslib" / "static"
VEGALITE = "6.4"


def chart_bundle() -> str:
    """Return the bundle as one JavaScript module exporting ``embed``, ``vega`` and ``vegaLite``."""
    import vl_convert

    return vl_convert.javascript_bundle("export { vegaEmbed as embed, vega, vegaLite };", vl_version=VEGALITE)


def main() -> None:
    """Write the bundle beside the other static files."""
    write_whole(STATIC / "vega.mjs", chart_bundle().encode())


if __name__ == "__main__":
    main()
