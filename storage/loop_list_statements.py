"""The statements that read whose list holds which loops: each goes through one range of an index; runs none."""

from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    Subquery,
    bindparam,
    case,
    exists,
    false,
    func,
    literal,
    select,
    true,
    tuple_,
    union_all,
)

from rubrics.panel.loop import InterviewState, LoopState
from rubrics.panel.plan import InterviewKind
from storage.candidates import CandidateRow, CandidateWordRow
from storage.columns import unforeseen
from storage.loop_members import EVERYBODY, LoopMemberRow
from storage.loops import InterviewRow, LoopRow
from storage.people import ACCOUNT, IS_ACCOUNT, PersonRow
from storage.plain_reading import PLANNED_ANEW

MOST_LISTED = 100
MOST_COMPARED = 1_000
"""Loops whose candidates are compared with what someone typed where no index finds it: a few milliseconds."""

Statement = Select[*tuple[Any, ...]]

_LOOPS, _CANDIDATES, _WORDS = LoopRow.__table__, CandidateRow.__table__, CandidateWordRow.__table__
LISTED = LoopMemberRow.__table__.alias("listed")
_MINE = LoopMemberRow.__table__.alias("mine")
_TEAM = unforeseen("team", LISTED.c.team_id)
_IN_TEAM = _CANDIDATES.c.team_id == bindparam("team")
_ABOUT_THEMSELVES = (
    select(_LOOPS.c.id)
    .join(_CANDIDATES, _CANDIDATES.c.id == _LOOPS.c.candidate_id)
    .where(_IN_TEAM, _CANDIDATES.c.user_id == bindparam("user"))
)


def _members(person: Any, parts: Any) -> Statement:
    """Return a person's list without its order, and without what is about themselves."""
    flags = (parts.c.opens, parts.c.recruits, parts.c.manages, parts.c.decides, parts.c.interview)
    columns = (LISTED.c.loop_id, LISTED.c.state, LISTED.c.opened_at, LISTED.c.deadline_at, *flags)
    return select(*columns).where(LISTED.c.person == person, LISTED.c.loop_id.not_in(_ABOUT_THEMSELVES))


def open_ones(listed: Statement) -> Statement:
    """Return the open loops of a list, late before due later: one range of an index."""
    return _ranged(listed, is_open=True).order_by(LISTED.c.deadline_at, LISTED.c.loop_id)


def other_ones(listed: Statement) -> Statement:
    """Return the other loops of a list, newest first: one range of an index."""
    return _ranged(listed, is_open=False).order_by(LISTED.c.opened_at.desc(), LISTED.c.loop_id.desc())


def _ranged(listed: Statement, *, is_open: bool) -> Statement:
    return listed.where(LISTED.c.team_id == _TEAM, LISTED.c.is_open == (true() if is_open else false()))


def _by_urgency(listed: Statement, most: int = MOST_LISTED + 1) -> Statement:
    """Return the first of both, one more than a list holds, so that it tells whether there are more."""
    both = _both(listed, most)
    return select(both).order_by(*_in_order(both)).limit(most)


def _both(listed: Statement, most: int) -> Subquery:
    parts = [part.limit(most).subquery() for part in (open_ones(listed), other_ones(listed))]
    return union_all(*map(select, parts)).subquery()


def _in_order(both: Subquery) -> tuple[ColumnElement[Any], ...]:
    is_open = both.c.state == LoopState.OPEN
    return is_open.desc(), case((is_open, both.c.deadline_at)), both.c.opened_at.desc(), both.c.loop_id


def _beside_account(listed: Statement) -> Statement:
    """Return the same beside what is known of the person, and a row for a person of whom nothing is known."""
    one, both = select(literal(1).label("one")).subquery(), _both(listed, MOST_LISTED + 1)
    joined = one.outerjoin(PersonRow.__table__, IS_ACCOUNT).outerjoin(both, true())
    return select(*ACCOUNT, *both.c).select_from(joined).order_by(*_in_order(both)).limit(MOST_LISTED + 1)


def _about(listed: Statement, candidates: Any) -> Statement:
    """Return of a list what is about candidates, who are of the team.

    Without the team, so that no planner goes through the whole range in its order and asks of each loop whom it is
    about: it goes from the candidates to their loops. Only with the words at hand it knows that these are few.
    """
    about = LISTED.c.loop_id.in_(select(_LOOPS.c.id).where(_LOOPS.c.candidate_id.in_(candidates)))
    order = (LISTED.c.is_open.desc(), case((LISTED.c.is_open, LISTED.c.deadline_at)), LISTED.c.opened_at.desc())
    found = listed.where(about).order_by(*order, LISTED.c.loop_id).limit(MOST_LISTED + 1)
    return found.execution_options(**{PLANNED_ANEW: True})


MY_LIST = _members(unforeseen("user", LISTED.c.person), LISTED)
EVERYBODYS_LIST = _members(EVERYBODY, _MINE).outerjoin_from(
    LISTED, _MINE, (_MINE.c.loop_id == LISTED.c.loop_id) & (_MINE.c.person == bindparam("user"))
)
OWN, EVERYBODYS = _by_urgency(MY_LIST), _by_urgency(EVERYBODYS_LIST)
OWN_WITH_ACCOUNT = _beside_account(MY_LIST)
_STANDING = select(func.coalesce(_CANDIDATES.c.merged_into, _CANDIDATES.c.id)).where(_IN_TEAM)
# Each by its own index: PostgreSQL reads every candidate for what an OR joins with a subquery.
_CALLED = union_all(
    _STANDING.where(_CANDIDATES.c.code == bindparam("code")),
    _STANDING.where(_CANDIDATES.c.user_id == bindparam("account")),
    _STANDING.where(
        _CANDIDATES.c.id.in_(
            select(_WORDS.c.candidate_id).where(
                _WORDS.c.team_id == bindparam("team"), _WORDS.c.word == bindparam("whole")
            )
        )
    ),
)
_WITH_WORDS = (
    select(_WORDS.c.candidate_id)
    .where(_WORDS.c.team_id == bindparam("team"), _WORDS.c.word.in_(bindparam("parts", expanding=True)))
    .group_by(_WORDS.c.candidate_id)
    .having(func.count() == bindparam("number"))
)


OWN_CALLED, EVERYBODYS_CALLED = _about(MY_LIST, _CALLED), _about(EVERYBODYS_LIST, _CALLED)
OWN_WITH_WORDS, EVERYBODYS_WITH_WORDS = _about(MY_LIST, _WITH_WORDS), _about(EVERYBODYS_LIST, _WITH_WORDS)
_GIVEN: BindParameter[Any] = bindparam("candidates", expanding=True)
OWN_ABOUT, EVERYBODYS_ABOUT = _about(MY_LIST, _GIVEN), _about(EVERYBODYS_LIST, _GIVEN)
_COMPARED = _by_urgency(_members(bindparam("whose"), LISTED), MOST_COMPARED).subquery("compared")
KNOWN_CANDIDATES = (
    select(_CANDIDATES.c.id, _CANDIDATES.c.code, _CANDIDATES.c.name, _COMPARED.c.loop_id)
    .select_from(_COMPARED)
    .join(_LOOPS, _LOOPS.c.id == _COMPARED.c.loop_id)
    .join(_CANDIDATES, _CANDIDATES.c.id == _LOOPS.c.candidate_id)
    .order_by((_COMPARED.c.state == LoopState.OPEN).desc(), _COMPARED.c.opened_at.desc(), _COMPARED.c.loop_id)
)

_AGE = (LISTED.c.opened_at, LISTED.c.loop_id)
OPEN_INTERVIEWS = (
    select(*_AGE)
    .where(
        LISTED.c.team_id == bindparam("team"),
        LISTED.c.person == bindparam("user"),
        LISTED.c.is_open == true(),
        LISTED.c.interview.is_not(None),
        tuple_(*_AGE) > tuple_(bindparam("after_at", type_=LISTED.c.opened_at.type), bindparam("after_id")),
        LISTED.c.opened_at <= bindparam("until"),
    )
    .order_by(*_AGE)
    .limit(bindparam("most"))
)

_INTERVIEWS = InterviewRow.__table__
# Cut first, asked of the few afterward: else PostgreSQL gathers who owes a card in every loop there is.
_NEXT_OPEN = (
    select(_LOOPS.c.team_id, _LOOPS.c.id)
    .where(_LOOPS.c.state == LoopState.OPEN, _LOOPS.c.id > bindparam("after"))
    .order_by(_LOOPS.c.id)
    .limit(bindparam("most"))
    .subquery("next_open")
)
_COUNTS = _INTERVIEWS.c.kind == InterviewKind.FULL
_IS_OWED = exists().where(_INTERVIEWS.c.loop_id == _NEXT_OPEN.c.id, _INTERVIEWS.c.state == InterviewState.DUE, _COUNTS)
NEXT_OPEN_LOOPS = select(_NEXT_OPEN.c.team_id, _NEXT_OPEN.c.id, _IS_OWED).order_by(_NEXT_OPEN.c.id)
