"""App Home: what one owes, the loops one is on, the roles, and what Debrief can do; useful with nothing to do."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.features.doors import Door
from bot.features.home.read_home import HomeFacts, Shown
from bot.features.loop.show_loop import LOOP_DETAILS, START_LOOP, more_loops
from bot.features.loop.show_progress import interview_state, progress, verb_for
from bot.slack.block_types import Block
from bot.slack.blocks import actions, divider, header, section
from bot.slack.elements import button
from bot.wording.phrases import mention
from bot.wording.words import plain_words, words
from rubrics.panel.loop import Interview, Loop


def home(facts: HomeFacts, now: datetime) -> dict[str, Any]:
    """Return one person's App Home; its private_metadata is a digest, to tell whether anything changed."""
    blocks = [
        header("Your scorecards"),
        *_queue(facts, now),
        divider(),
        header("Loops you run"),
        *_loops(facts.runs, now, by_person=True),
        *(_others(facts.others, now) if facts.others.items else []),
        *actions(button("Open a loop", START_LOOP), button("Review a JD", Door.START_REVIEW)),
        divider(),
        header("Roles and rubrics"),
        section(words("home.roles", names=[role.name for role in facts.roles])),
        *actions(button("Browse rubrics", Door.BROWSE_RUBRICS)),
        divider(),
        header("Help"),
        section(words("home.help")),
    ]
    return {"type": "home", "blocks": blocks, "private_metadata": _digest(blocks)}


def _digest(blocks: Sequence[Block]) -> str:
    return hashlib.sha256(json.dumps(list(blocks)).encode()).hexdigest()


def _queue(facts: HomeFacts, now: datetime) -> list[Block]:
    if not facts.to_score.items:
        return [section(words("home.nothing_to_score"))]
    lines = [_to_score(loop, i, now, begun=i.id in facts.begun) for loop, i in facts.to_score.items]
    return [*lines, *_more(facts.to_score, "/score")]


def _to_score(loop: Loop, interview: Interview, now: datetime, *, begun: bool) -> Block:
    verb = verb_for(loop, interview, begun=begun)
    open_it = button(verb, Door.OPEN_SCORECARD, interview.id, label=f"{verb}: {loop.candidate_code}", primary=True)
    return section(words("home.to_score", loop=loop, late=loop.is_late(now), begun=begun), accessory=open_it)


def _others(loops: Shown[Loop], now: datetime) -> list[Block]:
    return [header(plain_words("home.others")), *_loops(loops, now, by_person=False)]


def _loops(loops: Shown[Loop], now: datetime, *, by_person: bool) -> list[Block]:
    if not loops.items:
        return [section(words("home.no_loops"))]
    return [*(_line(loop, now, by_person=by_person) for loop in loops.items), *_more(loops, "/loop show")]


def _line(loop: Loop, now: datetime, *, by_person: bool) -> Block:
    people = [(mention(i.interviewer), interview_state(loop, i, now)) for i in loop.interviews] if by_person else []
    line = words("home.loop", loop=loop, progress=progress(loop), late=loop.is_late(now), people=people)
    return section(line, accessory=button("Details", LOOP_DETAILS, loop.id, label=f"Details of {loop.candidate_code}"))


def _more(part: Shown[Any], command: str) -> list[Block]:
    return more_loops(part.number - len(part.items), command, is_cut=part.is_cut)
