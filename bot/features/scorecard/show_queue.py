"""A person's own scorecards: those they may choose from, and what is left to do where none is due."""

from datetime import datetime

from bot.features.doors import Door
from bot.features.loop.show_loop import told_apart
from bot.features.loop.show_progress import late_for, verb_for
from bot.features.scorecard.choose_scorecard import ScorecardChoice
from bot.slack.block_types import Block, Element, Message, Modal
from bot.slack.blocks import actions, modal, private, section
from bot.slack.elements import button
from bot.slack.paging import page_menu
from bot.wording.escaping import Mrkdwn
from bot.wording.phrases import cut
from bot.wording.words import plain_words, words
from rubrics.panel.loop import Interview, InterviewState, Loop

OPEN_HERE = "scorecard_here"
"""Opens a scorecard in place of the modal that was clicked in, so that its full anchors still find room on top."""
MINE, MINE_HERE = "scorecards_mine", "scorecards_mine_here"
"""Shows all of one's own scorecards: from a message, and in place of the modal that was clicked in."""
TURN = "scorecards_page"
LOOPS = "scorecards_loops"
LONGEST_ASKED = 80
"""Characters of what was typed behind the command that are quoted back."""


def choice(offered: ScorecardChoice, now: datetime) -> Message:
    """Return the interviews a person may score, each with a button; or that none is due, and what else there is."""
    if (offered.is_idle and offered.last) or not offered.shown:
        return private(_nothing_due(offered), _empty(offered, Door.OPEN_SCORECARD))
    rest = offered.number > len(offered.shown)
    every = actions(button(_label("mine_all", number=offered.number), MINE)) if rest else []
    return private(_heading(offered), [*_lines(offered, Door.OPEN_SCORECARD, now), *every])


def mine(offered: ScorecardChoice, now: datetime) -> Modal:
    """Return a page of a person's scorecards as a modal, whether any is due or not; each opens in its place."""
    blocks = _lines(offered, OPEN_HERE, now) if offered.shown else _empty(offered, OPEN_HERE)
    turn = page_menu(TURN, "mine", offered.page, offered.pages)
    return modal(_label("mine_title"), [*blocks, *turn], callback_id=MINE)


def _heading(offered: ScorecardChoice) -> Mrkdwn:
    due = sum(_is_due(*each) for each in offered.shown)
    facts = {"asked": _asked(offered), "due": due, "number": offered.number, "is_near": offered.is_near}
    return words("queue.heading", **facts, why_not=_why_not(offered))


def _why_not(offered: ScorecardChoice) -> str:
    return plain_words(offered.why_not.key, **offered.why_not.values) if offered.why_not else ""


def _lines(offered: ScorecardChoice, opening: str, now: datetime) -> list[Block]:
    lines = [_line(*each, opening, now, begun=each[1].id in offered.begun) for each in offered.shown]
    return [section(_heading(offered)), *lines]


def _line(loop: Loop, interview: Interview, opening: str, now: datetime, *, begun: bool) -> Block:
    verb = verb_for(loop, interview, begun=begun)
    label = _label("opens", verb=verb, candidate=loop.candidate_code)
    is_due = _is_due(loop, interview)
    open_it = button(verb, opening, interview.id, label=label, primary=is_due)
    state = "revealed_without" if interview.state is InterviewState.DUE and loop.is_revealed else None
    if interview.state is InterviewState.SUBMITTED:
        state = "in_revealed" if loop.is_revealed else "in_sealed"
    facts = {"loop": loop, "state": state or "due", "begun": begun, "about": told_apart(loop, interview)["focus"]}
    is_ahead = interview.starts_at is not None and interview.starts_at > now and not interview.took_place_early
    times = {"late_for": late_for(loop.deadline_at, now), "starts_at": interview.starts_at if is_ahead else None}
    practice = not interview.counts
    return section(words("queue.line", **facts, **times, practice=practice), accessory=open_it)


def _is_due(loop: Loop, interview: Interview) -> bool:
    return interview.state is InterviewState.DUE and loop.is_open


def _nothing_due(offered: ScorecardChoice) -> Mrkdwn:
    return words("queue.nothing_due", asked=_asked(offered), last=offered.last, why_not=_why_not(offered))


def _asked(offered: ScorecardChoice) -> str:
    return cut(offered.asked, LONGEST_ASKED)


def _empty(offered: ScorecardChoice, opening: str) -> list[Block]:
    last, others = offered.last, offered.number > 1
    buttons: list[Element | None] = [
        button(_label("open_last"), opening, last.interview.id, label=_label("open_last_of", loop=last.loop))
        if last
        else None,
        button(_label("mine"), MINE) if others else None,
        button(_label("loops"), LOOPS),
        button(_label("rubrics"), Door.BROWSE_RUBRICS),
    ]
    return [section(_nothing_due(offered)), *actions(*buttons)]


def _label(name: str, **values: object) -> str:
    return plain_words(f"scorecard_labels.{name}", **values)
