"""Writes a catalogue's roles and rubrics as the data of a definition file; opens no file and checks no text.

What is written holds a competency once for each level, with the anchors of that level in the place of a ladder. Fields
that a value shares by name with what authors write are carried over as they are, so that new ones need no line here.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rubrics.authoring.scale_shape import scale_line
from rubrics.authoring.shapes import CompetencyText, RoleText
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.model import Competency, Question, Rubric, Value
from rubrics.catalogue.role import Role, RoleDescription
from rubrics.catalogue.scale import FIVE

Written = dict[str, Any]
"""What a definition file holds at some place, as JSON."""

DESCRIBED = tuple(name for name in RoleDescription.model_fields if name not in ("id", "extends"))
RUBRIC_WIDE = tuple(
    name for name in RoleText.model_fields if name in Rubric.model_fields and name not in ("competencies", "do_not_ask")
)
"""What a file says once for all levels of a role, and every rubric has."""


def role_written(role: Role, rubrics: Sequence[Rubric]) -> Written:
    """Return a role with these of its rubrics, all that is said once for a role taken from the first of them."""
    first = rubrics[0]
    written: Written = {"id": role.id, "name": role.name, "summary": role.summary}
    written |= {name: value for name, value in _plain(first).items() if name in RUBRIC_WIDE}
    if first.scale != FIVE:
        written["scale"] = scale_line(first.scale)
    written["do_not_ask"] = {f"never-{number}": text for number, text in enumerate(first.do_not_ask, start=1)}
    written["levels"] = {str(each.level): level_written(role, each) for each in rubrics}
    written["competencies"] = [competency_written(one, each.level) for each in rubrics for one in each.competencies]
    return written


def level_written(role: Role, rubric: Rubric) -> Written:
    """Return what a role says of a rubric's level."""
    guide = next((_plain(guide) for guide in role.levels if guide.level == rubric.level), {})
    # A level of a team's own says what it is called beside its id.
    named = _rest(guide["level"], "id") if isinstance(guide.get("level"), dict) else {}
    return {**named, **_rest(guide, "level"), "expectation": rubric.expectation}


def competency_written(one: Competency, level: str) -> Written:
    """Return a competency with its weight, anchors and questions at one level."""
    written = {name: value for name, value in _plain(one).items() if name in CompetencyText.model_fields}
    written["weight"] = {str(level): one.weight}
    if one.scale.is_yes_or_no:
        written["yes_or_no"] = True
    written["anchors"] = {str(each.rating): _rest(_plain(each), "rating") for each in one.anchors}
    written["questions"] = questions_written(one.questions)
    return written


def questions_written(questions: Iterable[Question]) -> Written:
    """Return questions by their ids; one without an id is given a number."""
    written: Written = {}
    for number, each in enumerate(questions, start=1):
        question = _rest(_plain(each), "id")
        if each.listen_for:
            question["listen_for"] = {str(one.rating): one.sign for one in each.listen_for}
        written[each.id or f"question-{number}"] = question
    return written


def rubric_at(catalogue: Catalogue, role_id: str, level: str) -> Rubric | None:
    """Return the rubric of a role at a level, both by their ids, or None."""
    rubrics: Mapping[Any, Rubric] = catalogue.rubrics
    return rubrics.get((role_id, level))


def described(catalogue: Catalogue, role_id: str | None) -> Written:
    """Return all that a known role says of itself beside its levels; nothing for one that is not known."""
    role = next((each for each in catalogue.roles if each.id == role_id), None)
    return {} if role is None else {name: value for name, value in _plain(role).items() if name in DESCRIBED}


def _plain(value: Value) -> Written:
    """Return a value as JSON, without what it does not say."""
    return {name: each for name, each in value.model_dump(mode="json").items() if each not in (None, [], {}, ())}


def _rest(written: Mapping[str, Any], left_out: str) -> Written:
    return {name: value for name, value in written.items() if name != left_out}
