"""The steps of the boundary build, used by ``geo/build.py`` only."""
