"""Finding what somebody means by what they typed about roles and rubrics; reads the definitions only."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from bot.errors import Refusal
from bot.features.rubric.topic import Kind, Topic
from rubrics.catalogue.errors import UnknownNameError
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.model import Level, Rubric
from rubrics.catalogue.names import close_names, folded
from rubrics.catalogue.role import Role

LONGEST_LEVEL = 2
"""Words in a level's longest name, such as “entry level”."""
LONGEST_ECHO = 60
"""Characters of a name nobody knows that an answer repeats."""
ASIDES: Mapping[str, Kind] = {
    "questions": Kind.QUESTIONS,
    "anchors": Kind.ANCHORS,
    "sources": Kind.SOURCES,
    "pay": Kind.PAY,
    "requirements": Kind.REQUIREMENTS,
    "backgrounds": Kind.BACKGROUNDS,
    "work-sample": Kind.WORK_SAMPLE,
    "checklist": Kind.CHECKLIST,
}
"""What may stand behind a role and a level."""
NEED_A_LEVEL = frozenset({Kind.QUESTIONS, Kind.ANCHORS})
HAVE_LEVELS = NEED_A_LEVEL | {Kind.SOURCES, Kind.PAY}
BETWEEN = frozenset({"and", "with", "to", "vs", "vs."})


def find_topic(catalogue: Catalogue, text: str) -> Topic:
    """Return what “ai-engineer senior anchors retrieval” and its like ask for.

    Raises Refusal, with what may have been meant, where a role, level or competency is unknown.
    """
    words = text.split()
    if not _is_role(catalogue, text):
        match words[0].lower():
            case "compare":
                return find_pair(catalogue, words[1:])
            case "hire":
                return Topic(kind=Kind.HIRE)
        for place, word in enumerate(words):
            if kind := ASIDES.get(word.lower()):
                return _aside(catalogue, kind, words[:place], words[place + 1 :])
    role, level = find_role_and_level(catalogue, words)
    return Topic(kind=Kind.RUBRIC if level else Kind.ROLE, role=role.id, level=level)


def _aside(catalogue: Catalogue, kind: Kind, before: Sequence[str], behind: Sequence[str]) -> Topic:
    named, competency = (before, " ".join(behind)) if kind is Kind.ANCHORS and before else ([*before, *behind], "")
    if not named:
        raise Refusal("rubric_refusals.no_role_named", example=_example(kind, catalogue.roles[0]))
    role, level = find_role_and_level(catalogue, named)
    if kind in NEED_A_LEVEL and level is None:
        facts: dict[str, Any] = {
            "example": _example(kind, role),
            "role": role.name,
            "levels": catalogue.levels(role.id),
        }
        raise Refusal("rubric_refusals.level_needed", kind=kind, **facts)
    if competency and level is not None:
        competency_id = _find_competency(catalogue.rubric(role.id, level), competency)
        return Topic(kind=kind, role=role.id, level=level, detail=competency_id)
    return Topic(kind=kind, role=role.id, level=level if kind in HAVE_LEVELS else None)


def _example(kind: Kind, role: Role) -> str:
    level = f"{role.levels[len(role.levels) // 2].level} " if kind in HAVE_LEVELS else ""
    return f"/rubric pay {role.id} {level}".strip() if kind is Kind.PAY else f"/rubric {role.id} {level}{kind}"


def find_pair(catalogue: Catalogue, words: Sequence[str]) -> Topic:
    """Return the comparison that two roles' names ask for, wherever the first one ends; raises Refusal."""
    named = [word for word in words if word.lower() not in BETWEEN]
    splits = [(" ".join(named[:place]), " ".join(named[place:])) for place in range(1, len(named))]
    for one, other in splits:
        if _is_role(catalogue, one) and _is_role(catalogue, other):
            return compare(catalogue, find_role(catalogue, one), find_role(catalogue, other))
    for one, other in splits:
        if _is_role(catalogue, one) or _is_role(catalogue, other):
            find_role(catalogue, other if _is_role(catalogue, one) else one)
    find_role(catalogue, " ".join(named[:1]))
    raise Refusal("rubric_refusals.two_roles_needed", role=named[0])


def compare(catalogue: Catalogue, one: Role, other: Role) -> Topic:
    """Return the comparison of two roles; raises Refusal where they are one and the same."""
    if one.id == other.id:
        others = [role.id for role in catalogue.roles if role.id != one.id]
        raise Refusal("rubric_refusals.compared_with_itself", role=one.name, others=others)
    return Topic(kind=Kind.COMPARE, role=one.id, detail=other.id)


def find_role_and_level(catalogue: Catalogue, words: Sequence[str]) -> tuple[Role, Level | None]:
    """Return the role, and the level if one is named, before or behind it: “Senior AI Engineer”; raises Refusal."""
    whole = " ".join(words)
    if _is_role(catalogue, whole):
        return catalogue.find_role(whole), None
    splits = list(_splits(words))
    for role, level in splits:
        if _is_role(catalogue, role) and (named := catalogue.level_of(level)):
            return _with_level(catalogue, catalogue.find_role(role), named)
    for place in range(len(words) - 1, 1, -1):
        if any(_is_role(catalogue, r) and catalogue.level_of(w) for r, w in _splits(words[:place])):
            echo = _echo(" ".join(words[place:]))
            raise Refusal("rubric_refusals.nothing_called", echo=echo, asides=list(ASIDES))
    for role, level in splits:
        if _is_role(catalogue, role):
            raise _unknown_level(catalogue, catalogue.find_role(role), level)
    for role, level in splits:
        if meant := _meant(catalogue, role, level):
            raise Refusal("rubric_refusals.no_such_role", echo=_echo(role), meant=meant, known=[])
    for role, level in splits:
        if catalogue.level_of(level):
            return find_role(catalogue, role), None
    return find_role(catalogue, whole), None


def _meant(catalogue: Catalogue, role: str, level: str) -> list[str]:
    """Return the roles with the level that a misspelled role and a level, misspelled or not, come close to."""
    # The level first: comparing with a score of words costs little, and where none is near no role is compared.
    likely = catalogue.level_of(level) or next(iter(_near(catalogue.find_level, level)), None)
    return [f"{near} {likely}" for near in _near(catalogue.find_role, role)] if likely else []


def _near(find: Callable[[str], object], word: str) -> Sequence[str]:
    try:
        find(word)
    except UnknownNameError as unknown:
        return unknown.suggestions
    return ()


def _echo(text: str) -> str:
    """Return what somebody typed as far as it is worth repeating."""
    return text if len(text) <= LONGEST_ECHO else f"{text[:LONGEST_ECHO]}…"


def _splits(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    for length in range(1, min(LONGEST_LEVEL, len(words) - 1) + 1):
        yield " ".join(words[:-length]), " ".join(words[-length:])
        yield " ".join(words[length:]), " ".join(words[:length])


def _with_level(catalogue: Catalogue, role: Role, level: Level) -> tuple[Role, Level]:
    if level not in catalogue.levels(role.id):
        levels = catalogue.levels(role.id)
        raise Refusal("rubric_refusals.level_not_defined", role=role.name, level=level, levels=levels)
    return role, level


def _unknown_level(catalogue: Catalogue, role: Role, word: str) -> Refusal:
    facts: dict[str, Any] = {"echo": _echo(word), "role": role.name, "levels": catalogue.levels(role.id)}
    try:
        catalogue.find_level(word)
    except UnknownNameError as unknown:
        if word.lower() in {entry.word.lower() for entry in catalogue.level_words}:
            return Refusal("rubric_refusals.several_levels", word=word, meant=unknown.suggestions)
        return Refusal("rubric_refusals.no_such_level", meant=unknown.suggestions, **facts)
    return Refusal("rubric_refusals.not_a_level_here", **facts)


def find_role(catalogue: Catalogue, text: str) -> Role:
    """Return the role that somebody named; raises Refusal with what they may have meant."""
    try:
        return catalogue.find_role(text)
    except UnknownNameError as unknown:
        facts: dict[str, Any] = {"meant": unknown.suggestions, "known": [role.id for role in catalogue.roles]}
        raise Refusal("rubric_refusals.no_such_role", echo=_echo(text), **facts) from None


def _find_competency(rubric: Rubric, text: str) -> str:
    """Return the id of the competency that somebody named, in full or by a part no other has; raises Refusal."""
    wanted = folded(text)
    names = {folded(name): c for c in rubric.competencies for name in (c.name, c.id)}
    if wanted in names:
        return names[wanted].id
    holding = list(dict.fromkeys(c.id for name, c in names.items() if wanted and wanted in name))
    if len(holding) == 1:
        return holding[0]
    near = holding or list(dict.fromkeys(names[name].id for name in close_names(text, names)))
    known = [competency.id for competency in rubric.competencies]
    facts: dict[str, Any] = {"rubric": rubric.title, "echo": _echo(text), "meant": near, "known": known}
    raise Refusal("rubric_refusals.no_such_competency", **facts)


def _is_role(catalogue: Catalogue, text: str) -> bool:
    return catalogue.names_role(text)
