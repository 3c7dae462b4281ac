"""App Home: what one owes, the loops one is on, the roles, and what Debrief can do; useful with nothing to do."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot.views.blocks import actions, button, divider, header, section
from bot.views.jd import START_REVIEW
from bot.views.loop import LOOP_DETAILS, START_LOOP
from bot.views.progress import progress
from bot.views.scorecard import OPEN_SCORECARD
from bot.views.words import words
from rubrics.loop import Interview, Loop
from rubrics.role import Role

BROWSE_RUBRICS = "browse_rubrics"
MOST_SHOWN = 10


def home(
    to_score: Sequence[tuple[Loop, Interview]], loops: Sequence[Loop], roles: Sequence[Role], now: datetime
) -> dict[str, Any]:
    """Return one person's App Home."""
    blocks = [
        header("Your scorecards"),
        *_queue(to_score, now),
        divider(),
        header("Your loops"),
        *_loops(loops, now),
        *actions(button("Open a loop", START_LOOP), button("Review a JD", START_REVIEW)),
        divider(),
        header("Roles and rubrics"),
        section(words("home.roles", names=[role.name for role in roles])),
        *actions(button("Browse rubrics", BROWSE_RUBRICS)),
        divider(),
        header("Help"),
        section(words("home.help")),
    ]
    return View(type="home", blocks=blocks).to_dict()


def _queue(to_score: Sequence[tuple[Loop, Interview]], now: datetime) -> list[Block]:
    if not to_score:
        return [section(words("home.nothing_to_score"))]
    return [
        section(
            words("home.to_score", loop=loop, late=loop.is_late(now)),
            button=button("Score", OPEN_SCORECARD, interview.id, label=f"Score {loop.candidate_code}", primary=True),
        )
        for loop, interview in to_score[:MOST_SHOWN]
    ]


def _loops(loops: Sequence[Loop], now: datetime) -> list[Block]:
    if not loops:
        return [section(words("home.no_loops"))]
    return [
        section(
            words("loop.line", loop=loop, progress=progress(loop), late=loop.is_late(now)),
            button=button("Details", LOOP_DETAILS, loop.id, label=f"Details of {loop.candidate_code}"),
        )
        for loop in loops[:MOST_SHOWN]
    ]
