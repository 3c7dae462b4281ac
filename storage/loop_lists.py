"""Which loops someone's list holds, without reading the loops themselves; knows not who may see what."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session

from rubrics.panel.candidate_names import WHOLE, begins, name_typed, name_words
from rubrics.panel.loop import InterviewState, LoopState
from storage.loop_list_statements import (
    EVERYBODYS,
    EVERYBODYS_ABOUT,
    EVERYBODYS_CALLED,
    EVERYBODYS_WITH_WORDS,
    KNOWN_CANDIDATES,
    MOST_LISTED,
    NEXT_OPEN_LOOPS,
    OPEN_INTERVIEWS,
    OWN,
    OWN_ABOUT,
    OWN_CALLED,
    OWN_WITH_ACCOUNT,
    OWN_WITH_WORDS,
    Statement,
)
from storage.loop_members import EVERYBODY
from storage.people import ACCOUNT, Account, account_from
from storage.plain_reading import read

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
    return _listed(session, OWN, EVERYBODYS, {"team": team_id, "user": user}, everyone=everyone)


def account_and_loops(
    session: Session, team_id: str, user: str, sees_all: Callable[[Account], bool]
) -> tuple[Account, LoopList]:
    """Return what is known of a user with the same list, which nearly every answer begins with; in one statement.

    What the account is tells whether the list is of everyone.
    """
    asked = {"team": team_id, "user": user}
    rows = read(session, OWN_WITH_ACCOUNT, asked)
    account = account_from(rows[0][: len(ACCOUNT)])
    mine = [listed_loop(row[len(ACCOUNT) :]) for row in rows if row.loop_id is not None]
    return account, _with_everybodys(session, mine, EVERYBODYS, asked) if sees_all(account) else _cut(mine)


def loops_listed_about(session: Session, team_id: str, user: str, words: str, *, everyone: bool = False) -> LoopList:
    """Return those of the same whose candidate is meant by these words, however they are typed.

    A code or an account means one candidate; a whole name everybody of that name; else each word is one of a name's,
    or begins it. What means someone more narrowly leaves out what would mean them more widely.
    """
    asked = name_typed(words)
    known: dict[str, object] = {"team": team_id, "user": user}
    if asked.code or asked.account:
        exact = known | {"code": asked.code, "account": asked.account, "whole": ""}
        if (found := _listed(session, OWN_CALLED, EVERYBODYS_CALLED, exact, everyone=everyone)).loops:
            return found
    exact = known | {"code": "", "account": "", "whole": WHOLE + asked.key}
    found = _listed(session, OWN_CALLED, EVERYBODYS_CALLED, exact, everyone=everyone)
    parts = sorted(set(name_words(asked.text)))
    if found.loops or not parts or len(parts) > MOST_WORDS:
        return found
    exact = known | {"parts": parts, "number": len(parts)}
    if (found := _listed(session, OWN_WITH_WORDS, EVERYBODYS_WITH_WORDS, exact, everyone=everyone)).loops:
        return found
    begun = [
        candidate.id
        for candidate in candidates_known(session, team_id, user, everyone=everyone)
        if begins(parts, name_words(candidate.name))
    ]
    exact = known | {"candidates": begun}
    return _listed(session, OWN_ABOUT, EVERYBODYS_ABOUT, exact, everyone=everyone) if begun else found


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
    for candidate, code, name, loop in read(session, KNOWN_CANDIDATES, asked):
        known.setdefault(candidate, KnownCandidate(candidate, code, name or code, loop))
    return list(known.values())


def open_interviews_of(
    session: Session, team_id: str, user: str, *, after: tuple[datetime, str], until: datetime, limit: int
) -> list[tuple[datetime, str]]:
    """Return when they opened and the ids of open loops that a user interviews in, the oldest first.

    Only those that opened until a moment, and behind one that is given in the same way.
    """
    asked = {"team": team_id, "user": user, "after_at": after[0], "after_id": after[1], "until": until, "most": limit}
    return [(opened_at, loop_id) for opened_at, loop_id in read(session, OPEN_INTERVIEWS, asked)]


@dataclass(frozen=True, slots=True)
class OpenLoop:
    """An open loop, and whether anyone still owes a scorecard in it."""

    team_id: str
    id: str
    is_owed: bool


def open_loops_after(session: Session, loop_id: str, limit: int) -> list[OpenLoop]:
    """Return the open loops of all workspaces behind one, in the order of their ids."""
    rows = read(session, NEXT_OPEN_LOOPS, {"after": loop_id, "most": limit})
    return [OpenLoop(team, loop, is_owed=bool(owed)) for team, loop, owed in rows]


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
