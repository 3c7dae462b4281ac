"""What a job title says: the roles whose work it fits, and the level; knows nothing of the body."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rubrics.catalogue.model import Level
from rubrics.jd.knowledge.knowledge import Knowledge
from rubrics.jd.reading.matcher import Hit, words_of

_BRACKETS = re.compile(r"\([^()]*\)")
_OUTSIDE = frozenset(("other", "any"))


@dataclass(frozen=True, slots=True)
class TitleReading:
    """The role families a title fits (empty: it names none; `any_role`: whatever the body says) its levels,
    and whether it names another function outright (a tester, a seller) and no job of an AI role beside it."""

    roles: frozenset[str]
    any_role: bool
    levels: frozenset[Level]
    fixed: bool


def read_title(title: str, knowledge: Knowledge) -> TitleReading:
    """Return what a title says; brackets after a title that names an AI role tell its level only."""
    title = knowledge.same_titles(title.lower())
    bare = _BRACKETS.sub(" ", title)
    if bare != title and bare.strip():
        head = _read(bare, knowledge)
        if head.roles and "other" not in head.roles and not head.any_role:
            return replace(head, levels=_read(title, knowledge).levels)
    return _read(title, knowledge)


def _read(title: str, knowledge: Knowledge) -> TitleReading:
    data = knowledge.titles
    hits = knowledge.title_matcher.hits(words_of(title))
    longest = _longest(hits)
    named = [role for hit in longest for role in data.families[int(hit.group[2:])].roles]
    jobs = (hit for hit in longest if hit.phrase.rpartition(" ")[2] in data.jobs)
    named_jobs = {role for hit in jobs for role in data.families[int(hit.group[2:])].roles}
    roles = set(named) - {"any"}
    fixed = named_jobs <= _OUTSIDE and any(hit.group == "x:" for hit in hits)
    if roles == {"other"} and not fixed and any(hit.group == "o:" for hit in hits):
        roles |= {"ai-engineer", "ml-engineer"}
    levels = frozenset(Level(hit.group[2:]) for hit in hits if hit.group[0] == "l")
    return TitleReading(frozenset(roles), "any" in named, levels, fixed)


def _longest(hits: Sequence[Hit]) -> list[Hit]:
    """Keep the longest phrases and drop what overlaps them; equal phrases of two families both stay."""
    families = sorted((hit for hit in hits if hit.group[0] == "f"), key=lambda hit: hit.first - hit.last)
    taken: list[Hit] = []
    for hit in families:
        if all(hit.last < old.first or old.last < hit.first or _same(hit, old) for old in taken):
            taken.append(hit)
    return taken


def _same(one: Hit, other: Hit) -> bool:
    return (one.first, one.last) == (other.first, other.last)
