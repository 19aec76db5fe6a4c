"""Lets ``python -m cdslib`` do what the command ``cdslib`` does."""

import sys

from cdslib.cli import main

if __name__ == "__main__":
    sys.exit(main())
