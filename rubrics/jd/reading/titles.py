"""What a job title says: the roles whose work it fits, and the level; knows nothing of the body."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rubrics.catalogue.levels import Level
from rubrics.jd.knowledge.knowledge import Knowledge
from rubrics.jd.text.lists import ListKind
from rubrics.jd.text.matcher import Hit, words_of
from rubrics.jd.values import OTHER

_BRACKETS = re.compile(r"\([^()]*\)")
_JOINED = re.compile(r"[ \t]*[/|][ \t]*|[ \t](?:or|and|&)[ \t]")
_INTERN = ("intern", "internship")
_LEADING = ("head of", "director", "vp", "chief", "fellow")
_ANY = "any"
_OUTSIDE = frozenset((OTHER, _ANY))


@dataclass(frozen=True, slots=True)
class TitleReading:
    """The roles a title fits (empty: it names none; `any_role`: whatever the body says), the team’s own roles it
    names, its levels, and whether it names another function outright (a tester, a seller) and no job of a role."""

    roles: frozenset[str]
    any_role: bool
    levels: frozenset[Level]
    fixed: bool
    own: frozenset[str] = frozenset()
    job: bool = False
    """Whether it ends with a word for a job, and not with a field: “AI Engineer”, not “AI”."""
    joined: bool = False
    """Whether it joins several jobs that no one role has."""
    trade: bool = False
    """Whether it names no role but another trade, which analyzes and automates too: “Revenue Strategist”."""


def read_title(title: str, knowledge: Knowledge) -> TitleReading:
    """Return what a title says; brackets after a title that names an AI role tell its level only."""
    title = knowledge.same_titles(title.lower())
    joined = [_read(part, knowledge) for part in _JOINED.split(title)]
    if _of_unlike_jobs(joined):
        return replace(_read(title, knowledge), joined=True)
    bare = _BRACKETS.sub(" ", title)
    if bare != title and bare.strip():
        head = _read(bare, knowledge)
        if head.roles and OTHER not in head.roles and not head.any_role:
            return replace(head, levels=_read(title, knowledge).levels)
    return _read(title, knowledge)


def at_level(title: str, other: str, knowledge: Knowledge) -> str:
    """Return another title at the level that a title begins with, in its words: “Senior …”; of an intern, “… Intern”.

    A word that leads people is of the job it stands with, and no level of another.
    """
    hits = [hit for hit in knowledge.title_matcher.hits(words_of(title.lower())) if hit.kind is ListKind.TITLE_LEVEL]
    if any(hit.phrase in _INTERN for hit in hits):
        return f"{other} Intern"
    first = max((hit for hit in hits if hit.first == 0), key=lambda hit: hit.end, default=None)
    return other if first is None or first.phrase in _LEADING else f"{title[: first.end]} {other}"


def _of_unlike_jobs(parts: Sequence[TitleReading]) -> bool:
    """Whether a title joins several jobs that no one role has: “AI Engineer / Data Scientist / Product Manager”."""
    jobs = [part.roles for part in parts if part.job and part.roles]
    return len(jobs) > 1 and not frozenset.intersection(*jobs)


def _read(title: str, knowledge: Knowledge) -> TitleReading:
    data = knowledge.titles
    hits = knowledge.title_matcher.hits(words_of(title))
    longest = _longest(hits)
    named = {role for hit in longest for role in _roles_of(hit, knowledge)}
    jobs = [hit for hit in longest if hit.kind is ListKind.TITLE_OWN or hit.phrase.rpartition(" ")[2] in data.jobs]
    named_jobs = {role for hit in jobs for role in _roles_of(hit, knowledge)}
    roles = named - {_ANY}
    fixed = named_jobs <= _OUTSIDE and any(hit.kind is ListKind.TITLE_FIXED for hit in hits)
    if roles == {OTHER} and not fixed and any(hit.kind is ListKind.TITLE_OPEN for hit in hits):
        roles |= set(data.open_roles)
    levels = frozenset(Level(hit.name) for hit in hits if hit.kind is ListKind.TITLE_LEVEL)
    own = frozenset(hit.name for hit in longest if hit.kind is ListKind.TITLE_OWN)
    last = words_of(title).keys[-1:]
    job = bool(last) and last[0] in knowledge.job_words
    trade = roles <= {OTHER} and any(hit.kind is ListKind.TITLE_TRADE for hit in hits)
    return TitleReading(frozenset(roles), _ANY in named, levels, fixed, own, job, trade=trade)


def _roles_of(hit: Hit, knowledge: Knowledge) -> Sequence[str]:
    if hit.kind is ListKind.TITLE_OWN:
        return (knowledge.own_roles[hit.name].verdict,)
    return knowledge.titles.families[int(hit.name)].roles


def _longest(hits: Sequence[Hit]) -> list[Hit]:
    """Keep the longest phrases and drop what overlaps them; equal phrases of two families both stay.

    A team’s own title is its own, whatever else would be read in it.
    """
    naming = (hit for hit in hits if hit.kind is ListKind.TITLE_FAMILY or hit.kind is ListKind.TITLE_OWN)
    families = sorted(naming, key=lambda hit: (hit.first - hit.last, hit.kind is not ListKind.TITLE_OWN))
    taken: list[Hit] = []
    for hit in families:
        if all(hit.last < old.first or old.last < hit.first or _same(hit, old) for old in taken):
            taken.append(hit)
    return taken


def _same(one: Hit, other: Hit) -> bool:
    """Whether two families share a phrase; where one is a team’s own, the other one gives way."""
    return one.kind is other.kind and (one.first, one.last) == (other.first, other.last)
