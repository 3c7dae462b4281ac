"""The rows of a desk: a loop in two or three lines and the one button that leads on; a group is rendered at once."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from bot.features.debrief.show_buttons import READ
from bot.features.doors import Door
from bot.features.home.read_desk import Group
from bot.features.home.read_home import Row
from bot.features.loop.show_progress import late_for, verb_for
from bot.features.scorecard.card_form import RATING
from bot.features.signal.phrasing import tally_text
from bot.features.signal.show_gist import Shown, word_shown
from bot.slack.block_types import Block, Element
from bot.slack.blocks import section
from bot.slack.elements import button
from bot.wording.escaping import Mrkdwn
from bot.wording.phrases import at_level, mention
from bot.wording.pictures import progress_dots
from bot.wording.words import plain_words, words
from rubrics.panel.debrief import Debrief
from rubrics.panel.decision import Decided
from rubrics.panel.loop import Interview, Loop, LoopState
from rubrics.signal import HireSignal, tally_of_recommendations
from storage.desk import Standing

END = "\x1e"
"""What stands behind each row of a rendered group; no row's own words hold one, since `_line` takes it for a space."""


def row_blocks(group: Group, rows: Sequence[Row], now: datetime, *, is_first: bool = False) -> list[Block]:
    """Return the rows of one list; with `is_first` the first one's button is the primary one of its surface."""
    texts = rows_text("loops", [_facts(row, now) for row in rows])
    return [
        section(text, accessory=_button(group, row, primary=is_first and not number))
        for number, (text, row) in enumerate(zip(texts, rows, strict=True))
    ]


def rows_text(block: str, rows: Sequence[Mapping[str, Any]]) -> list[Mrkdwn]:
    """Return the text of each row, all of them by one rendering: a group of five costs what a row does."""
    # As attributes: Jinja looks for those first, and each that a dictionary has not costs it an exception.
    named = [SimpleNamespace(**row) for row in rows]
    rendered = words(f"home_rows.{block}", rows=named, end=Mrkdwn(END)) if rows else ""
    return [Mrkdwn(text.strip()) for text in rendered.split(END)[: len(rows)]]


def _facts(row: Row, now: datetime) -> dict[str, Any]:
    loop = row.loop
    role = _line(at_level(loop.rubric.role_name, loop.rubric.level))
    facts = {"candidate": _line(loop.candidate_name or loop.candidate_code), "role": role, "about": _about(loop, role)}
    if loop.decision is not None and loop.state is LoopState.DECIDED:
        return {**facts, **_decided_facts(loop.decision, now)}
    if row.debrief is not None:
        return {**facts, **_debrief_facts(row.debrief)}
    if row.signal is not None:
        return {**facts, **_signal_facts(loop, row.signal)}
    own = _own_due(row)
    if own is not None and row.standing is not None:
        if len(row.loop.interviews_of(own.interviewer)) > 1:  # two rows of one candidate differ by what they assess
            role = _line(" · ".join(row.loop.rubric.competency(each).short_name for each in own.focus))
        return {**facts, "about": role, **_own_facts(own, row.standing, now)}
    return {**facts, **_panel_facts(loop, now)}


def _about(loop: Loop, role: str) -> str:
    """Return what a loop is for; a stage says which, since one candidate's stages stand side by side."""
    opening = _line(loop.opening) if loop.opening not in ("", loop.rubric.title) else role
    return " · ".join(filter(None, (opening, _line(loop.stage.name) if loop.stage.is_part else "")))


def _line(text: str) -> str:
    return " ".join(text.split())


def _own_due(row: Row) -> Interview | None:
    interview = row.standing.interview if row.standing else None
    return next((i for i in row.loop.interviews if i.id == interview), None)


def _own_facts(own: Interview, standing: Standing, now: datetime) -> dict[str, Any]:
    if standing.takes_place_after(now):
        return {"state": "next", "starts_at": standing.starts_at}
    rated = sum(bool(standing.draft.get(RATING.block_about(competency))) for competency in own.focus)
    return {
        "state": "due",
        "late_for": late_for(standing.deadline_at, now),
        "due_at": standing.deadline_at,
        "dots": progress_dots(rated, len(own.focus)) if any(standing.draft.values()) else "",
        "rated": rated,
        "number": len(own.focus),
    }


def _panel_facts(loop: Loop, now: datetime) -> dict[str, Any]:
    if loop.state is LoopState.CANCELED:
        return {"state": "canceled"}
    if loop.state is LoopState.WITHDRAWN:
        return {"state": "withdrawn"}
    if loop.state is LoopState.ON_HOLD:
        return {"state": "on_hold", "until": loop.hold.until if loop.hold else None}
    submitted, number, is_late = len(loop.submitted), loop.expected, loop.is_late(now)
    missing = dict.fromkeys(interview.interviewer for interview in loop.pending) if is_late else ()
    return {
        "state": "open",
        "late_for": late_for(loop.deadline_at, now) if is_late else None,
        "due_at": loop.deadline_at,
        "missing": [*map(mention, missing)],
        "dots": progress_dots(submitted, number),
        "submitted": submitted,
        "number": number,
    }


def _debrief_facts(debrief: Debrief) -> dict[str, Any]:
    """Return how far a debrief is; what was voted only once it is open."""
    voted, number = sum(each.voted_at is not None for each in debrief.votes), len(debrief.votes)
    after = tally_of_recommendations([each.counted for each in debrief.votes]) if debrief.is_open else None
    return {
        "state": "debrief",
        "dots": progress_dots(voted, number),
        "voted": voted,
        "number": number,
        "after": tally_text(after) if after else "",
        "discussed": sum(each.is_discussed for each in debrief.topics),
        "topics": len(debrief.topics),
    }


def _decided_facts(decision: Decided, now: datetime) -> dict[str, Any]:
    """Return what was decided; not while it may be undone, which must leave no trace."""
    is_settled = now >= decision.settles_at
    choice = plain_words(f"decisions.{decision.choice}") if is_settled else ""
    return {"state": "decided", "choice": choice, "at": decision.at}


def _signal_facts(loop: Loop, signal: HireSignal) -> dict[str, Any]:
    # As in the channel: nothing here asks who of its readers may read the panel.
    shown = Shown(loop, [signal])
    word, shows_figures = word_shown(shown), shown.shows_figures(signal)
    return {
        "state": "signal",
        "word": f"{word[:1].upper()}{word[1:]}",
        "score": signal.score if shows_figures else None,
        "range": signal.likely_range if shows_figures else None,
    }


def _button(group: Group, row: Row, *, primary: bool) -> Element:
    text, action, value = _leads_to(row)
    if group is Group.DECIDE:
        text, action = plain_words("door_labels.decide"), Door.DECIDE
    if group is Group.DECIDE and row.loop.stage.later:  # the candidate goes on, or stops, before anyone decides
        text, action, value = plain_words("home.what_next"), Door.END_STAGE, row.loop.id
    if group is Group.NEXT and row.standing and row.standing.interview:
        text, action, value = plain_words("home.what_to_ask"), Door.INTERVIEW_KIT, row.standing.interview
    candidate = _line(row.loop.candidate_name or row.loop.candidate_code)
    return button(text, action, value, label=f"{text}: {candidate}", primary=primary)


def _leads_to(row: Row) -> tuple[str, str, str]:
    own = _own_due(row)
    if own is not None and row.standing is not None:
        verb = verb_for(row.loop, own, begun=any(row.standing.draft.values()))
        return verb, Door.OPEN_SCORECARD, own.id
    if row.debrief is not None:
        return plain_words("home.revote" if row.votes else "home.debrief"), _debrief_door(row), row.loop.id
    if row.signal is not None:
        return plain_words("home.signal"), Door.READ_SIGNAL, row.loop.id
    return plain_words("home.open"), Door.LOOP_DETAILS, row.loop.id


def _debrief_door(row: Row) -> str:
    """Return what a debrief's button opens: both sides, for anyone who has still to vote; else the debrief."""
    return READ if row.votes else Door.DEBRIEF
