"""The form of a loop says what its own sentences rest on."""

from bot.features.loop.show_parts import part_fields
from rubrics.catalogue.levels import Level
from rubrics.catalogue.lookup import Catalogue
from rubrics.panel.parts import parts_for


def test_who_assesses_what_marks_the_must_haves(catalogue: Catalogue) -> None:
    rubric = catalogue.rubric("ai-engineer", Level.SENIOR)
    _, focus, _ = part_fields(rubric, parts_for(["U0IVAN"]), {"U0IVAN": ()}, {}, names={}, menu="m")
    told = {each["value"]: each["text"]["text"] for each in focus["element"]["options"]}
    marked = {competency for competency, text in told.items() if text.endswith(" · must-have")}
    assert marked == {each.id for each in rubric.competencies if each.must_have} != set()
