"""Which loops someone's list holds, without reading the loops themselves; knows not who may see what."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Row,
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
from sqlalchemy.orm import Session

from rubrics.panel.candidate_names import WHOLE, begins, name_typed, name_words
from rubrics.panel.loop import InterviewState, LoopState
from rubrics.panel.plan import InterviewKind
from storage.candidates import CandidateRow, CandidateWordRow
from storage.columns import unforeseen
from storage.loop_members import EVERYBODY, LoopMemberRow
from storage.loops import InterviewRow, LoopRow
from storage.people import ACCOUNT, IS_ACCOUNT, Account, PersonRow, account_from
from storage.plain_reading import PLANNED_ANEW, read

MOST_LISTED = 100
MOST_COMPARED = 1_000
"""Loops whose candidates are compared with what someone typed where no index finds it: a few milliseconds."""
MOST_WORDS = 20
"""So many words of a search are looked for; no name has more."""


@dataclass(frozen=True, slots=True)
class ListedLoop:
    """A loop as a list knows it: whether the person runs it, and the state of their own interview in it, if any.

    Whom the decision waits for is the one who `decides`: the hiring manager, or anyone who they named for it.
    """

    id: str
    state: LoopState
    opened_at: datetime
    deadline_at: datetime
    runs: bool
    interview: InterviewState | None
    decides: bool = False

    @property
    def is_open(self) -> bool:
        """Whether its panel is still sealed and may go on."""
        return self.state is LoopState.OPEN

    @property
    def names_person(self) -> bool:
        """Whether the person has a part in it; an admin's list holds others, too."""
        return self.runs or self.decides or self.interview is not None

    @property
    def urgency(self) -> tuple[bool, float, str]:
        """What puts a list in order: the open ones first, late before due later, then the others, newest first."""
        return not self.is_open, self.deadline_at.timestamp() if self.is_open else -self.opened_at.timestamp(), self.id


@dataclass(frozen=True, slots=True)
class LoopList:
    """At most a hundred loops by urgency: late, then what is due soonest, then the newest; `is_cut`: there are more.

    Of more, the person's own open ones are kept first, then the other open ones, then the newest.
    """

    loops: tuple[ListedLoop, ...] = ()
    is_cut: bool = False


def loops_listed(session: Session, team_id: str, user: str, *, everyone: bool = False) -> LoopList:
    """Return the loops that name a user; with `everyone`, all loops of the workspace.

    Those about the user themselves as the candidate are left out.
    """
    return _listed(session, _OWN, _ALL, {"team": team_id, "user": user}, everyone=everyone)


def account_and_loops(
    session: Session, team_id: str, user: str, sees_all: Callable[[Account], bool]
) -> tuple[Account, LoopList]:
    """Return what is known of a user with the same list, which nearly every answer begins with; in one statement.

    What the account is tells whether the list is of everyone.
    """
    asked = {"team": team_id, "user": user}
    rows = read(session, _WITH_ACCOUNT, asked)
    account = account_from(rows[0][: len(ACCOUNT)])
    mine = [listed_loop(row[len(ACCOUNT) :]) for row in rows if row.loop_id is not None]
    return account, _with_everybodys(session, mine, _ALL, asked) if sees_all(account) else _cut(mine)


def loops_listed_about(session: Session, team_id: str, user: str, words: str, *, everyone: bool = False) -> LoopList:
    """Return those of the same whose candidate is meant by these words, however they are typed.

    A code or an account means one candidate; a whole name everybody of that name; else each word is one of a name's,
    or begins it. What means someone more narrowly leaves out what would mean them more widely.
    """
    asked = name_typed(words)
    known: dict[str, object] = {"team": team_id, "user": user}
    if asked.code or asked.account:
        exact = known | {"code": asked.code, "account": asked.account, "whole": ""}
        if (found := _listed(session, _OWN_CALLED, _ALL_CALLED, exact, everyone=everyone)).loops:
            return found
    exact = known | {"code": "", "account": "", "whole": WHOLE + asked.key}
    found = _listed(session, _OWN_CALLED, _ALL_CALLED, exact, everyone=everyone)
    parts = sorted(set(name_words(asked.text)))
    if found.loops or not parts or len(parts) > MOST_WORDS:
        return found
    exact = known | {"parts": parts, "number": len(parts)}
    if (found := _listed(session, _OWN_WITH_WORDS, _ALL_WITH_WORDS, exact, everyone=everyone)).loops:
        return found
    begun = [
        candidate.id
        for candidate in candidates_known(session, team_id, user, everyone=everyone)
        if begins(parts, name_words(candidate.name))
    ]
    exact = known | {"candidates": begun}
    return _listed(session, _OWN_ABOUT, _ALL_ABOUT, exact, everyone=everyone) if begun else found


@dataclass(frozen=True, slots=True)
class KnownCandidate:
    """A candidate whom someone may know of, with the loop of theirs that is listed first."""

    id: str
    code: str
    name: str
    loop: str


def candidates_known(session: Session, team_id: str, user: str, *, everyone: bool = False) -> list[KnownCandidate]:
    """Return whom the loops that someone may know of are about, the open ones first: of a thousand loops at most."""
    asked = {"team": team_id, "user": user, "whose": EVERYBODY if everyone else user}
    known: dict[str, KnownCandidate] = {}
    for candidate, code, name, loop in read(session, _KNOWN, asked):
        known.setdefault(candidate, KnownCandidate(candidate, code, name or code, loop))
    return list(known.values())


def open_interviews_of(
    session: Session, team_id: str, user: str, *, after: tuple[datetime, str], until: datetime, limit: int
) -> list[tuple[datetime, str]]:
    """Return when they opened and the ids of open loops that a user interviews in, the oldest first.

    Only those that opened until a moment, and behind one that is given in the same way.
    """
    asked = {"team": team_id, "user": user, "after_at": after[0], "after_id": after[1], "until": until, "most": limit}
    return [(opened_at, loop_id) for opened_at, loop_id in read(session, _OPEN_AFTER, asked)]


@dataclass(frozen=True, slots=True)
class OpenLoop:
    """An open loop, and whether anyone still owes a scorecard in it."""

    team_id: str
    id: str
    is_owed: bool


def open_loops_after(session: Session, loop_id: str, limit: int) -> list[OpenLoop]:
    """Return the open loops of all workspaces behind one, in the order of their ids."""
    rows = read(session, _OPEN_LOOPS, {"after": loop_id, "most": limit})
    return [OpenLoop(team, loop, is_owed=bool(owed)) for team, loop, owed in rows]


Statement = Select[*tuple[Any, ...]]


def _listed(
    session: Session, own: Statement, everybodys: Statement, asked: Mapping[str, object], *, everyone: bool
) -> LoopList:
    mine = _rows(session, own, asked)
    return _with_everybodys(session, mine, everybodys, asked) if everyone else _cut(mine)


def _with_everybodys(
    session: Session, mine: Sequence[ListedLoop], everybodys: Statement, asked: Mapping[str, object]
) -> LoopList:
    kept_first = [loop for loop in mine if loop.is_open]
    known = {loop.id for loop in kept_first}
    return _cut([*kept_first, *(loop for loop in _rows(session, everybodys, asked) if loop.id not in known)])


def _rows(session: Session, statement: Statement, asked: Mapping[str, object]) -> list[ListedLoop]:
    return [listed_loop(row) for row in read(session, statement, asked)]


def listed_loop(row: Row[*tuple[Any, ...]] | Sequence[Any]) -> ListedLoop:
    """Hand a row of a list out as a value."""
    loop_id, state, opened_at, deadline_at, opens, recruits, manages, decides, interview = row
    return ListedLoop(
        loop_id, state, opened_at, deadline_at, bool(opens or recruits or manages), interview, bool(decides)
    )


def _cut(loops: Sequence[ListedLoop]) -> LoopList:
    kept = sorted(loops[:MOST_LISTED], key=lambda loop: loop.urgency)
    return LoopList(tuple(kept), is_cut=len(loops) > MOST_LISTED)


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
_OWN, _ALL = _by_urgency(MY_LIST), _by_urgency(EVERYBODYS_LIST)
_WITH_ACCOUNT = _beside_account(MY_LIST)
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


_OWN_CALLED, _ALL_CALLED = _about(MY_LIST, _CALLED), _about(EVERYBODYS_LIST, _CALLED)
_OWN_WITH_WORDS, _ALL_WITH_WORDS = _about(MY_LIST, _WITH_WORDS), _about(EVERYBODYS_LIST, _WITH_WORDS)
_GIVEN: BindParameter[Any] = bindparam("candidates", expanding=True)
_OWN_ABOUT, _ALL_ABOUT = _about(MY_LIST, _GIVEN), _about(EVERYBODYS_LIST, _GIVEN)
_COMPARED = _by_urgency(_members(bindparam("whose"), LISTED), MOST_COMPARED).subquery("compared")
_KNOWN = (
    select(_CANDIDATES.c.id, _CANDIDATES.c.code, _CANDIDATES.c.name, _COMPARED.c.loop_id)
    .select_from(_COMPARED)
    .join(_LOOPS, _LOOPS.c.id == _COMPARED.c.loop_id)
    .join(_CANDIDATES, _CANDIDATES.c.id == _LOOPS.c.candidate_id)
    .order_by((_COMPARED.c.state == LoopState.OPEN).desc(), _COMPARED.c.opened_at.desc(), _COMPARED.c.loop_id)
)

_AGE = (LISTED.c.opened_at, LISTED.c.loop_id)
_OPEN_AFTER = (
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
_OPEN_LOOPS = select(_NEXT_OPEN.c.team_id, _NEXT_OPEN.c.id, _IS_OWED).order_by(_NEXT_OPEN.c.id)
