"""Finding what someone means by what they typed about roles and rubrics; reads the definitions only."""

from collections.abc import Mapping, Sequence

from bot.features.rubric.find_pair import find_pair
from bot.features.rubric.find_role import (
    Unclear,
    at_levels,
    echo_of,
    find_role,
    find_role_and_level,
    is_role,
    known_split,
    on_role,
    with_level,
    words_of,
)
from bot.features.rubric.topic import Kind, Topic
from bot.wording.phrases import at_level
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.model import Rubric
from rubrics.catalogue.names import close_names, folded

ASIDES: Mapping[str, Kind] = {
    "questions": Kind.QUESTIONS,
    "anchors": Kind.ANCHORS,
    "sources": Kind.SOURCES,
    "pay": Kind.PAY,
    "requirements": Kind.REQUIREMENTS,
    "blocks": Kind.BLOCKS,
    "backgrounds": Kind.BACKGROUNDS,
    "market": Kind.MARKET,
    "work-sample": Kind.WORK_SAMPLE,
    "exercises": Kind.EXERCISES,
    "checklist": Kind.CHECKLIST,
}
"""What may stand behind a role and a level."""
NEED_A_LEVEL = frozenset({Kind.QUESTIONS, Kind.ANCHORS})
HAVE_LEVELS = NEED_A_LEVEL | {Kind.SOURCES, Kind.PAY, Kind.EXERCISES}


def find_topic(catalogue: Catalogue, text: str) -> Topic:
    """Return what “ai-engineer senior anchors retrieval” and its like ask for.

    Raises Unclear, with what may have been meant, where a role, level or competency is unknown.
    """
    words = words_of(catalogue, text)
    if not is_role(catalogue, text):
        match words[0].lower():
            case "compare":
                return find_pair(catalogue, words[1:])
            case "hire":
                return Topic(kind=Kind.HIRE)
        for place, word in enumerate(words):
            if kind := ASIDES.get(word.lower()):
                return _aside(catalogue, kind, words[:place], words[place + 1 :])
    return _role_rubric_or_competency(catalogue, words)


def _role_rubric_or_competency(catalogue: Catalogue, words: Sequence[str]) -> Topic:
    whole = " ".join(words)
    if is_role(catalogue, whole) and (title := find_role(catalogue, whole).title_called(whole)) and title.note:
        return Topic(kind=Kind.ROLE, role=find_role(catalogue, whole).id, detail=title.key)
    if is_role(catalogue, whole) or known_split(catalogue, words):
        return on_role(*find_role_and_level(catalogue, words))
    for place in range(len(words) - 1, 1, -1):
        if known := known_split(catalogue, words[:place]):
            role, level = with_level(catalogue, *known)
            rubric, rest = catalogue.rubric(role.id, level), " ".join(words[place:])
            return Topic(kind=Kind.COMPETENCY, role=role.id, level=level, detail=_find_competency(rubric, rest))
    return on_role(*find_role_and_level(catalogue, words))


def _aside(catalogue: Catalogue, kind: Kind, before: Sequence[str], behind: Sequence[str]) -> Topic:
    named, competency = (before, " ".join(behind)) if kind is Kind.ANCHORS and before else ([*before, *behind], "")
    if not named:
        each = Kind.ROLE if kind in NEED_A_LEVEL else kind
        raise Unclear("no_role_named", [(role.name, Topic(kind=each, role=role.id)) for role in catalogue.roles])
    role, level = find_role_and_level(catalogue, named)
    if kind in NEED_A_LEVEL and level is None:
        raise Unclear("level_needed", at_levels(catalogue, role, kind), kind=kind, role=role.name)
    if competency and level is not None:
        competency_id = _find_competency(catalogue.rubric(role.id, level), competency)
        return Topic(kind=kind, role=role.id, level=level, detail=competency_id)
    return Topic(kind=kind, role=role.id, level=level if kind in HAVE_LEVELS else None)


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
    raise Unclear("no_such_competency", near, is_guess=bool(likely), rubric=name, echo=echo_of(text))
