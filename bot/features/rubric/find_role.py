"""Finding the role, and the level, that someone means by what they typed; reads the definitions only."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from bot.errors import Refusal
from bot.features.rubric.topic import Kind, Topic
from bot.wording.phrases import at_level
from rubrics.catalogue.errors import UnknownNameError
from rubrics.catalogue.levels import RoleLevel
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.role import Role

LONGEST_ECHO = 60
"""Characters of a name no one knows that an answer repeats."""
Choice = tuple[str, Topic]
"""An answer that may have been meant, by the words that offer it."""


class Unclear(Refusal):
    """A question that is not understood; `near` holds the answers to choose from.

    They are those that may have been meant, nearest first, where `is_guess`, else all there are.
    """

    def __init__(self, key: str, near: Sequence[Choice], *, is_guess: bool = False, **values: Any) -> None:
        self.near, self.is_guess = tuple(near), is_guess
        super().__init__(f"rubric_refusals.{key}", meant=[text for text, _ in near], is_guess=is_guess, **values)


def words_of(catalogue: Catalogue, text: str) -> list[str]:
    """Return the words of a question; a rubric's id, as records print it, is a role and a level."""
    known = catalogue.every_level
    return _OF_AN_ID.sub(lambda found: " " if found[1].lower() in known else found[0], text).split()


_OF_AN_ID = re.compile(r"(?<=\w)/(?=([\w-]+))")


def on_role(role: Role, level: RoleLevel | None) -> Topic:
    """Return the answer about a role, or about its rubric at a level."""
    return Topic(kind=Kind.RUBRIC if level else Kind.ROLE, role=role.id, level=level)


def find_role_and_level(catalogue: Catalogue, words: Sequence[str]) -> tuple[Role, RoleLevel | None]:
    """Return the role, and the level if one is named, before or behind it: “Senior AI Engineer”; raises Unclear."""
    words = words_of(catalogue, " ".join(words))
    whole = " ".join(words)
    if is_role(catalogue, whole):
        return catalogue.find_role(whole), None
    if known := known_split(catalogue, words):
        return with_level(catalogue, *known)
    splits = list(_splits(catalogue, words))
    for place in range(len(words) - 1, 1, -1):
        if known := known_split(catalogue, words[:place]):
            near = [(at_level(known[0].name, known[1]), on_role(*known))]
            raise Unclear("nothing_called", near, is_guess=True, echo=echo_of(" ".join(words[place:])))
    for role, level in splits:
        if is_role(catalogue, role):
            raise _unknown_level(catalogue, catalogue.find_role(role), level)
    for role, level in splits:
        if near := _meant(catalogue, role, level):
            raise Unclear("no_such_role", near, echo=echo_of(role), is_guess=True)
    for role, level in splits:
        if catalogue.level_of(level):
            return find_role(catalogue, role), None
    return find_role(catalogue, whole), None


def known_split(catalogue: Catalogue, words: Sequence[str]) -> tuple[Role, RoleLevel] | None:
    """Return the role and the level that these words are, if they are both and nothing else."""
    for name, word in _splits(catalogue, words):
        if is_role(catalogue, name):
            role = catalogue.find_role(name)
            if level := level_meant(catalogue, role, word):
                return role, level
    return None


def level_meant(catalogue: Catalogue, role: Role, word: str) -> RoleLevel | None:
    """Return the level of a role that a word means, or one of Debrief's that the role lacks; None for another word.

    Raises Unclear where several of the role's own are like it.
    """
    meant = catalogue.levels_called(role.id, word)
    if len(meant) > 1:
        raise Unclear("levels_alike", at_levels(catalogue, role, only=meant), is_guess=True, role=role.name, word=word)
    known = catalogue.level_of(word)
    return meant[0] if meant else RoleLevel(known) if known else None


def _meant(catalogue: Catalogue, role: str, level: str) -> list[Choice]:
    """Return the rubrics that a misspelled role and a level, misspelled or not, come close to."""
    # The level first: comparing with a score of words costs little, and where none is near no role is compared.
    likely = catalogue.level_of(level) or next(iter(_near(catalogue.find_level, level)), None)
    if likely is None:
        return []
    roles = [catalogue.role(near) for near in _near(catalogue.find_role, role)]
    alike = [(each, catalogue.level_like(each.id, likely)) for each in roles]
    return [(at_level(each.name, level), on_role(each, level)) for each, level in alike if level]


def _near(find: Callable[[str], object], word: str) -> Sequence[str]:
    try:
        find(word)
    except UnknownNameError as unknown:
        return unknown.suggestions
    return ()


def echo_of(text: str) -> str:
    """Return what someone typed as far as it is worth repeating."""
    return text if len(text) <= LONGEST_ECHO else f"{text[:LONGEST_ECHO]}…"


def _splits(catalogue: Catalogue, words: Sequence[str]) -> Iterator[tuple[str, str]]:
    for length in range(1, min(catalogue.longest_level, len(words) - 1) + 1):
        yield " ".join(words[:-length]), " ".join(words[-length:])
        yield " ".join(words[length:]), " ".join(words[:length])


def with_level(catalogue: Catalogue, role: Role, level: RoleLevel) -> tuple[Role, RoleLevel]:
    """Return a role with a level of its own; raises Unclear for one that it lacks."""
    if level not in catalogue.levels(role.id):
        raise Unclear("level_not_defined", at_levels(catalogue, role), role=role.name, level=level)
    return role, level


def at_levels(catalogue: Catalogue, role: Role, kind: Kind = Kind.RUBRIC, only: Sequence[str] = ()) -> list[Choice]:
    """Return an answer at each level of a role, or at some of them in their order."""
    defined = catalogue.levels(role.id)
    levels = [level for each in only if (level := catalogue.level_like(role.id, each))] or defined
    return [(at_level(role.name, level), Topic(kind=kind, role=role.id, level=level)) for level in levels]


def _unknown_level(catalogue: Catalogue, role: Role, word: str) -> Unclear:
    try:
        catalogue.find_level(word)
    except UnknownNameError as unknown:
        near = at_levels(catalogue, role, only=unknown.suggestions)
        if word.lower() in {entry.word.lower() for entry in catalogue.level_words}:
            return Unclear("several_levels", near, is_guess=True, word=word)
        return Unclear("no_such_level", near, echo=echo_of(word), is_guess=bool(unknown.suggestions))
    return Unclear("no_such_level", at_levels(catalogue, role), echo=echo_of(word))


def find_role(catalogue: Catalogue, text: str) -> Role:
    """Return the role that someone named; raises Unclear with what they may have meant."""
    try:
        return catalogue.find_role(text)
    except UnknownNameError as unknown:
        roles = [catalogue.role(name) for name in unknown.suggestions] or catalogue.roles
        near = [(role.name, Topic(kind=Kind.ROLE, role=role.id)) for role in roles]
        raise Unclear("no_such_role", near, echo=echo_of(text), is_guess=bool(unknown.suggestions)) from None


def is_role(catalogue: Catalogue, text: str) -> bool:
    """Tell whether a text names a role."""
    return catalogue.names_role(text)
