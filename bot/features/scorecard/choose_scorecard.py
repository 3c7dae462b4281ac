"""Which scorecard is meant, or which there are to choose from: by urgency, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from bot.errors import Reason, reason
from bot.features.loop.access import loops_of, loops_shown, near_to
from bot.features.loop.read_loop import MOST_SHOWN
from bot.features.people.viewer import viewer
from bot.features.scorecard.open_scorecard import ScorecardForm, form_of, in_time, need_own_interview
from bot.wiring import Actor, Workspace
from rubrics.panel.loop import ON_THE_PANEL, TAKES_CARDS, Interview, InterviewState, Loop, LoopState
from rubrics.panel.permissions import Viewer
from storage.drafts import drafted
from storage.loop_lists import ListedLoop, LoopList
from storage.loop_pages import ListPage, due_paged
from storage.scorecards import newest_submit


@dataclass(frozen=True)
class LastCard:
    """The scorecard that someone submitted last, of those that they may still change."""

    loop: Loop
    interview: Interview
    submitted_at: datetime


@dataclass(frozen=True)
class ScorecardChoice:
    """The first of one's own interviews that take a scorecard, those due first, and how many there are.

    `begun` are the ids of those whose scorecard is begun but not submitted; `is_cut` says that there may be more.
    `asked` is what was typed where none of them is about it; `is_near` then says that they come near it, and `why_not`
    why they take no scorecard for someone whose loop they know. `is_idle` says that nothing is due and nothing was
    asked for; `last` is the scorecard submitted last then, if any. `page` is the one shown of so many `pages`.
    """

    shown: Sequence[tuple[Loop, Interview]]
    number: int = 0
    begun: frozenset[str] = frozenset()
    is_cut: bool = False
    asked: str = ""
    is_idle: bool = False
    last: LastCard | None = None
    is_near: bool = False
    why_not: Reason | None = None
    page: int = 0
    pages: int = 1


def scorecard_or_choice(workspace: Workspace, actor: Actor, words: str = "") -> ScorecardForm | ScorecardChoice:
    """Return the form of the one scorecard that is due, or of the only one about a candidate; or what there is to do.

    With words, only those about that candidate count, and all of one's own are offered where there is none. Raises
    TooEarlyRefusal.
    """
    with workspace.reads() as session:
        asking = viewer(workspace, session, actor)
        listed = loops_of(session, actor, asking, words) if words else LoopList()
        mine = to_score(listed.loops)
        if words and not mine:
            return _none_about(session, actor, asking, words, listed)
        if not words:
            owed_ones = _due(session, actor, asking, 0)
            if owed_ones.number != 1:
                page = _page(session, actor, asking, 0, owed_ones)
                return _choice(session, actor, asking, page, is_idle=not page.number_due)
            mine = list(owed_ones.loops)
        due = [each for each in mine if is_owed(each)]
        certain = due if len(due) == 1 else mine
        if len(certain) != 1:
            return _choice(session, actor, asking, _Page(mine, len(mine), listed.is_cut))
        (loop,) = loops_shown(session, actor, asking, certain)
        own = _taking_cards(loop, actor)
        owed = [each for each in own if each.state is InterviewState.DUE]
        if len(owed or own) > 1:
            return _choice(session, actor, asking, _Page(certain, 1, is_cut=False))
        form = form_of(session, loop, next(iter(owed), None) or need_own_interview(loop, actor))
    return in_time(workspace, form)


def my_scorecards(workspace: Workspace, actor: Actor, page: int = 0) -> ScorecardChoice:
    """Return a page of one's own interviews that take a scorecard: late, then due by time, then what may be amended."""
    with workspace.reads() as session:
        asking = viewer(workspace, session, actor)
        return _choice(session, actor, asking, _page(session, actor, asking, page))


def to_score(listed: Sequence[ListedLoop]) -> list[ListedLoop]:
    """Return those loops of a person's list that still take their scorecard, those due first."""
    takes_card = [each for each in listed if each.state in TAKES_CARDS and each.interview in ON_THE_PANEL]
    return sorted(takes_card, key=lambda each: (not each.is_open, each.interview is not InterviewState.DUE))


@dataclass(frozen=True)
class _Page:
    """A part of someone's list of scorecards, with how many it holds in all, and how many of them are due."""

    shown: Sequence[ListedLoop]
    number: int
    is_cut: bool
    number_due: int = 0
    page: int = 0


def _due(session: Session, actor: Actor, asking: Viewer, page: int) -> ListPage:
    """Return a page of one's own scorecards that are due, or what is left for it."""
    if asking.is_outsider:
        return ListPage((), 0)
    return due_paged(session, actor.team, actor.user, first=page * MOST_SHOWN, most=MOST_SHOWN)


def _page(session: Session, actor: Actor, asking: Viewer, page: int, known_due: ListPage | None = None) -> _Page:
    """Return a page of all one's own scorecards; the last one where there are fewer."""
    first, listed = page * MOST_SHOWN, loops_of(session, actor, asking)
    due = known_due or _due(session, actor, asking, page)
    others = [each for each in to_score(listed.loops) if not is_owed(each)]
    number = due.number + len(others)
    if page and first >= number:
        return _page(session, actor, asking, max(0, number - 1) // MOST_SHOWN)
    begin = max(0, first - due.number)
    shown = [*due.loops, *others[begin : begin + MOST_SHOWN - len(due.loops)]]
    return _Page(shown, number, listed.is_cut, due.number, page)


def _none_about(session: Session, actor: Actor, asking: Viewer, words: str, listed: LoopList) -> ScorecardChoice:
    """Return one's scorecards that come near a name, else all; why none is due where its loop may be known of."""
    if listed.loops:
        page, (loop,) = _page(session, actor, asking, 0), loops_shown(session, actor, asking, listed.loops[:1])
        return replace(_choice(session, actor, asking, page, asked=words), why_not=_why_no_card(loop, listed.loops[0]))
    near = [loops_of(session, actor, asking, each.code) for each in near_to(session, actor, asking, words)]
    mine = [each for its in near for each in to_score(its.loops)]
    if not mine:
        return _choice(session, actor, asking, _page(session, actor, asking, 0), asked=words)
    found = _choice(session, actor, asking, _Page(mine, len(mine), is_cut=False), asked=words)
    return replace(found, is_near=True)


def _why_no_card(loop: Loop, listed: ListedLoop) -> Reason:
    if listed.interview is None:
        return reason("scorecard_labels.not_on_panel", label=loop.private_label)
    if listed.state is LoopState.ON_HOLD:
        return reason("scorecard_labels.loop_on_hold", label=loop.private_label)
    ended = listed.state not in TAKES_CARDS
    return reason(f"scorecard_labels.{'panel_ended' if ended else 'no_card_of_yours'}", label=loop.private_label)


def is_owed(listed: ListedLoop) -> bool:
    """Tell whether a person's scorecard in a loop of their list is due before its reveal."""
    return listed.is_open and listed.interview is InterviewState.DUE


def _choice(
    session: Session,
    actor: Actor,
    asking: Viewer,
    page: _Page,
    *,
    asked: str = "",
    is_idle: bool = False,
) -> ScorecardChoice:
    loops = loops_shown(session, actor, asking, page.shown[:MOST_SHOWN])
    shown = [(loop, interview) for loop in loops for interview in _taking_cards(loop, actor)]
    shown.sort(key=lambda each: not (each[0].is_open and each[1].state is InterviewState.DUE))
    ids = [interview.id for _, interview in shown]
    begun = frozenset(drafted(session, ids))
    last = _last(session, shown) if is_idle else None
    pages = max(1, -(-page.number // MOST_SHOWN))
    number = len(shown) + page.number - len(loops)
    return ScorecardChoice(shown, number, begun, page.is_cut, asked, is_idle, last, page=page.page, pages=pages)


def _taking_cards(loop: Loop, actor: Actor) -> list[Interview]:
    """Return a person's own interviews in a loop that take a scorecard, those due first."""
    taking = [each for each in loop.interviews_of(actor.user) if each.state in ON_THE_PANEL]
    return sorted(taking, key=lambda each: each.state is not InterviewState.DUE)


def _last(session: Session, shown: Sequence[tuple[Loop, Interview]]) -> LastCard | None:
    newest = newest_submit(session, [interview.id for _, interview in shown])
    if newest is None:
        return None
    interview_id, submitted_at = newest
    (of_it,) = ((loop, interview) for loop, interview in shown if interview.id == interview_id)
    return LastCard(*of_it, submitted_at)
