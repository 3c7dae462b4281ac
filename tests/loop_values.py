"""A loop as a value, for tests that need no database: of one stage, with the facts that most of them share."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from rubrics.catalogue.model import Rubric
from rubrics.panel.loop import Interview, Loop
from rubrics.panel.stage import Stage


def loop_of(rubric: Rubric, interviews: Iterable[Interview], *, opened_at: datetime, **facts: Any) -> Loop:
    """Return a loop with these interviews, opened at a moment and due a day later; `facts` are what else it has."""
    shared: dict[str, Any] = {
        "stage": Stage(first="f" * 32),
        "id": "f" * 32,
        "team_id": "T0LOCAL",
        "opening_id": "O1",
        "opening": "Support product",
        "candidate_id": "K1",
        "candidate_code": "C-K7P2",
        "candidate_name": None,
        "candidate_user": None,
        "shows_name": False,
        "channel": "C0HIRING",
        "hiring_manager": "U0HANA",
        "recruiter": "U0RITA",
        "opened_by": "U0RITA",
        "deadline_at": opened_at + timedelta(days=1),
    }
    own = {"rubric": rubric, "interviews": tuple(interviews), "opened_at": opened_at}
    return Loop(**{**shared, **own, **facts})
