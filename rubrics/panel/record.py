"""A loop's record as values: who did what and when; knows neither how it is kept nor how it is told."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from rubrics.catalogue.model import Value

DEBRIEF = "debrief"
"""Who acted where nobody did but Debrief itself."""


class RecordEntry(Value):
    """One entry of a loop's record; `number` counts from 1, and what `facts` holds depends on the action."""

    number: int
    at: datetime
    actor: str
    action: str
    facts: Mapping[str, Any]
