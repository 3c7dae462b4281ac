"""Where the built-in definitions stand, and how much a folder of definitions may hold; reads nothing."""

from pathlib import Path

BUILT_IN = Path(__file__).parent.parent / "definitions"
MOST_BYTES = 1_000_000
"""Of one file."""
MOST_FILES = 500
"""Of one folder."""
