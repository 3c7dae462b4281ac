"""Imports structlog alone, for bot.logs; decides nothing about what is written.

Where rich is installed, as typer has it, structlog imports it with all its parts, to draw tracebacks in boxes. None is
drawn here, and rich takes longer to import than structlog itself.
"""

import sys

RICH = sys.modules.get("rich")
sys.modules["rich"] = None  # type: ignore[assignment]  # Python's own way to say that there is none

import structlog  # noqa: E402
from structlog.typing import EventDict, Processor  # noqa: E402

if RICH is None:
    del sys.modules["rich"]
else:
    sys.modules["rich"] = RICH

__all__ = ["EventDict", "Processor", "structlog"]
