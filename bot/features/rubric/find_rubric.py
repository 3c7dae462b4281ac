"""Finding what someone means by what they typed about roles and rubrics; reads the definitions only."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from bot.errors import Refusal
from bot.features.rubric.topic import Kind, Topic
from bot.wording.phrases import at_level
from bot.wording.words import plain_words
from rubrics.catalogue.errors import UnknownNameError
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.model import Level, Rubric
from rubrics.catalogue.names import close_names, folded
from rubrics.catalogue.role import Role

LONGEST_LEVEL = 2
"""Words in a level's longest name, such as “entry level”."""
LONGEST_ECHO = 60
"""Characters of a name no one knows that an answer repeats."""
ASIDES: Mapping[str, Kind] = {
    "questions": Kind.QUESTIONS,
    "anchors": Kind.ANCHORS,
    "sources": Kind.SOURCES,
    "pay": Kind.PAY,
    "requirements": Kind.REQUIREMENTS,
    "backgrounds": Kind.BACKGROUNDS,
    "market": Kind.MARKET,
    "work-sample": Kind.WORK_SAMPLE,
    "exercises": Kind.EXERCISES,
    "checklist": Kind.CHECKLIST,
}
"""What may stand behind a role and a level."""
NEED_A_LEVEL = frozenset({Kind.QUESTIONS, Kind.ANCHORS})
HAVE_LEVELS = NEED_A_LEVEL | {Kind.SOURCES, Kind.PAY, Kind.EXERCISES}
BETWEEN = frozenset({"and", "with", "to", "or", "vs", "vs."})

Choice = tuple[str, Topic]
"""An answer that may have been meant, by the words that offer it."""


class Unclear(Refusal):
    """A question that is not understood; `near` holds the answers to choose from.

    They are those that may have been meant, nearest first, where `is_guess`, else all there are.
    """

    def __init__(self, key: str, near: Sequence[Choice], *, is_guess: bool = False, **values: Any) -> None:
        self.near, self.is_guess = tuple(near), is_guess
        super().__init__(f"rubric_refusals.{key}", meant=[text for text, _ in near], is_guess=is_guess, **values)


def find_topic(catalogue: Catalogue, text: str) -> Topic:
    """Return what “ai-engineer senior anchors retrieval” and its like ask for.

    Raises Unclear, with what may have been meant, where a role, level or competency is unknown.
    """
    words = _words(text)
    if not _is_role(catalogue, text):
        match words[0].lower():
            case "compare":
                return find_pair(catalogue, words[1:])
            case "hire":
                return Topic(kind=Kind.HIRE)
        for place, word in enumerate(words):
            if kind := ASIDES.get(word.lower()):
                return _aside(catalogue, kind, words[:place], words[place + 1 :])
    return _role_rubric_or_competency(catalogue, words)


def _words(text: str) -> list[str]:
    """Return the words of a question; a rubric's id, as records print it, is a role and a level."""
    return _LEVEL_OF_AN_ID.sub(" ", text).split()


_LEVEL_OF_AN_ID = re.compile(rf"(?<=\w)/(?=(?:{'|'.join(Level)})\b)", re.IGNORECASE)


def _role_rubric_or_competency(catalogue: Catalogue, words: Sequence[str]) -> Topic:
    if _is_role(catalogue, " ".join(words)) or _known_split(catalogue, words):
        return _on(*find_role_and_level(catalogue, words))
    for place in range(len(words) - 1, 1, -1):
        if known := _known_split(catalogue, words[:place]):
            role, level = _with_level(catalogue, *known)
            rubric, rest = catalogue.rubric(role.id, level), " ".join(words[place:])
            return Topic(kind=Kind.COMPETENCY, role=role.id, level=level, detail=_find_competency(rubric, rest))
    return _on(*find_role_and_level(catalogue, words))


def _on(role: Role, level: Level | None) -> Topic:
    return Topic(kind=Kind.RUBRIC if level else Kind.ROLE, role=role.id, level=level)


def _aside(catalogue: Catalogue, kind: Kind, before: Sequence[str], behind: Sequence[str]) -> Topic:
    named, competency = (before, " ".join(behind)) if kind is Kind.ANCHORS and before else ([*before, *behind], "")
    if not named:
        each = Kind.ROLE if kind in NEED_A_LEVEL else kind
        raise Unclear("no_role_named", [(role.name, Topic(kind=each, role=role.id)) for role in catalogue.roles])
    role, level = find_role_and_level(catalogue, named)
    if kind in NEED_A_LEVEL and level is None:
        raise Unclear("level_needed", _at_levels(catalogue, role, kind), kind=kind, role=role.name)
    if competency and level is not None:
        competency_id = _find_competency(catalogue.rubric(role.id, level), competency)
        return Topic(kind=kind, role=role.id, level=level, detail=competency_id)
    return Topic(kind=kind, role=role.id, level=level if kind in HAVE_LEVELS else None)


def find_pair(catalogue: Catalogue, words: Sequence[str]) -> Topic:
    """Return the comparison that is asked for: of two roles, at a level or not, or of one role at two levels.

    The roles are found wherever the first one's name ends; raises Unclear.
    """
    named = [word for word in words if word.lower() not in BETWEEN]
    if two_levels := _two_levels(catalogue, named):
        return two_levels
    if pair := _two_roles(catalogue, named):
        return compare(catalogue, *pair)
    level = catalogue.level_of(named[-1]) if named else None
    if level and (pair := _two_roles(catalogue, named[:-1])):
        return compare(catalogue, *pair, level)
    for one, other in _pairs(named):
        if _is_role(catalogue, one) or _is_role(catalogue, other):
            find_role(catalogue, other if _is_role(catalogue, one) else one)
    role = find_role(catalogue, " ".join(named[:1]))
    raise Unclear("two_roles_needed", _with_others(catalogue, role), role=role.name)


def _pairs(words: Sequence[str]) -> list[tuple[str, str]]:
    return [(" ".join(words[:place]), " ".join(words[place:])) for place in range(1, len(words))]


def _two_roles(catalogue: Catalogue, words: Sequence[str]) -> tuple[Role, Role] | None:
    for one, other in _pairs(words):
        if _is_role(catalogue, one) and _is_role(catalogue, other):
            return find_role(catalogue, one), find_role(catalogue, other)
    return None


def _two_levels(catalogue: Catalogue, words: Sequence[str]) -> Topic | None:
    """Return the comparison of a role's two levels, named behind it or before it."""
    for named, levels in ((words[:-2], words[-2:]), (words[2:], words[:2])):
        found = [catalogue.level_of(word) for word in levels]
        if named and _is_role(catalogue, " ".join(named)) and None not in found and found[0] != found[1]:
            role = find_role(catalogue, " ".join(named))
            low, high = sorted((level for level in found if level), key=list(Level).index)
            for level in (low, high):
                _with_level(catalogue, role, level)
            return Topic(kind=Kind.COMPARE_LEVELS, role=role.id, level=low, detail=high.value)
    return None


def compare(catalogue: Catalogue, one: Role, other: Role, level: Level | None = None) -> Topic:
    """Return the comparison of two roles, at a level if one is given; raises Unclear where they are the same."""
    if one.id == other.id:
        raise Unclear("compared_with_itself", _with_others(catalogue, one), role=one.name)
    if level:
        for role in (one, other):
            _with_level(catalogue, role, level)
    return Topic(kind=Kind.COMPARE, role=one.id, level=level, detail=other.id)


def _with_others(catalogue: Catalogue, role: Role) -> list[Choice]:
    return [
        (
            plain_words("rubric_labels.one_or_other", one=role, other=other),
            Topic(kind=Kind.COMPARE, role=role.id, detail=other.id),
        )
        for other in catalogue.roles
        if other.id != role.id
    ]


def find_role_and_level(catalogue: Catalogue, words: Sequence[str]) -> tuple[Role, Level | None]:
    """Return the role, and the level if one is named, before or behind it: “Senior AI Engineer”; raises Unclear."""
    words = _words(" ".join(words))
    whole = " ".join(words)
    if _is_role(catalogue, whole):
        return catalogue.find_role(whole), None
    if known := _known_split(catalogue, words):
        return _with_level(catalogue, *known)
    splits = list(_splits(words))
    for place in range(len(words) - 1, 1, -1):
        if known := _known_split(catalogue, words[:place]):
            near = [(at_level(known[0].name, known[1]), _on(*known))]
            raise Unclear("nothing_called", near, is_guess=True, echo=_echo(" ".join(words[place:])))
    for role, level in splits:
        if _is_role(catalogue, role):
            raise _unknown_level(catalogue, catalogue.find_role(role), level)
    for role, level in splits:
        if near := _meant(catalogue, role, level):
            raise Unclear("no_such_role", near, echo=_echo(role), is_guess=True)
    for role, level in splits:
        if catalogue.level_of(level):
            return find_role(catalogue, role), None
    return find_role(catalogue, whole), None


def _known_split(catalogue: Catalogue, words: Sequence[str]) -> tuple[Role, Level] | None:
    """Return the role and the level that these words are, if they are both and nothing else."""
    for role, level in _splits(words):
        if _is_role(catalogue, role) and (named := catalogue.level_of(level)):
            return catalogue.find_role(role), named
    return None


def _meant(catalogue: Catalogue, role: str, level: str) -> list[Choice]:
    """Return the rubrics that a misspelled role and a level, misspelled or not, come close to."""
    # The level first: comparing with a score of words costs little, and where none is near no role is compared.
    likely = catalogue.level_of(level) or next(iter(_near(catalogue.find_level, level)), None)
    if likely is None:
        return []
    roles = [catalogue.role(near) for near in _near(catalogue.find_role, role)]
    of_that_level = [each for each in roles if likely in catalogue.levels(each.id)]
    return [(at_level(each.name, likely), _on(each, Level(likely))) for each in of_that_level]


def _near(find: Callable[[str], object], word: str) -> Sequence[str]:
    try:
        find(word)
    except UnknownNameError as unknown:
        return unknown.suggestions
    return ()


def _echo(text: str) -> str:
    """Return what someone typed as far as it is worth repeating."""
    return text if len(text) <= LONGEST_ECHO else f"{text[:LONGEST_ECHO]}…"


def _splits(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    for length in range(1, min(LONGEST_LEVEL, len(words) - 1) + 1):
        yield " ".join(words[:-length]), " ".join(words[-length:])
        yield " ".join(words[length:]), " ".join(words[:length])


def _with_level(catalogue: Catalogue, role: Role, level: Level) -> tuple[Role, Level]:
    if level not in catalogue.levels(role.id):
        raise Unclear("level_not_defined", _at_levels(catalogue, role), role=role.name, level=level)
    return role, level


def _at_levels(catalogue: Catalogue, role: Role, kind: Kind = Kind.RUBRIC, only: Sequence[str] = ()) -> list[Choice]:
    """Return an answer at each level of a role, or at some of them in their order."""
    defined = catalogue.levels(role.id)
    levels = [Level(level) for level in only if level in defined] or defined
    return [(at_level(role.name, level), Topic(kind=kind, role=role.id, level=level)) for level in levels]


def _unknown_level(catalogue: Catalogue, role: Role, word: str) -> Unclear:
    try:
        catalogue.find_level(word)
    except UnknownNameError as unknown:
        near = _at_levels(catalogue, role, only=unknown.suggestions)
        if word.lower() in {entry.word.lower() for entry in catalogue.level_words}:
            return Unclear("several_levels", near, is_guess=True, word=word)
        return Unclear("no_such_level", near, echo=_echo(word), is_guess=bool(unknown.suggestions))
    return Unclear("no_such_level", _at_levels(catalogue, role), echo=_echo(word))


def find_role(catalogue: Catalogue, text: str) -> Role:
    """Return the role that someone named; raises Unclear with what they may have meant."""
    try:
        return catalogue.find_role(text)
    except UnknownNameError as unknown:
        roles = [catalogue.role(name) for name in unknown.suggestions] or catalogue.roles
        near = [(role.name, Topic(kind=Kind.ROLE, role=role.id)) for role in roles]
        raise Unclear("no_such_role", near, echo=_echo(text), is_guess=bool(unknown.suggestions)) from None


def _find_competency(rubric: Rubric, text: str) -> str:
    """Return the id of the competency that someone named, in full or by a part no other has; raises Unclear."""
    wanted = folded(text)
    names = {folded(name): c for c in rubric.competencies for name in (c.short_name, c.name, c.id)}
    if wanted in names:
        return names[wanted].id
    holding = list(dict.fromkeys(c.id for name, c in names.items() if wanted and wanted in name))
    if len(holding) == 1:
        return holding[0]
    likely = holding or list(dict.fromkeys(names[name].id for name in close_names(text, names)))
    shown = [rubric.competency(each) for each in likely] or rubric.competencies
    named = {"kind": Kind.COMPETENCY, "role": rubric.role, "level": rubric.level}
    near = [(each.name, Topic.model_validate({**named, "detail": each.id})) for each in shown]
    name = at_level(rubric.role_name, rubric.level)
    raise Unclear("no_such_competency", near, is_guess=bool(likely), rubric=name, echo=_echo(text))


def _is_role(catalogue: Catalogue, text: str) -> bool:
    return catalogue.names_role(text)
