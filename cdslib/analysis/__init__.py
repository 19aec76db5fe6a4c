"""Pure functions of tidy frames: merging, classes, the index."""
