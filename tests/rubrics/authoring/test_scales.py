"""Scales and shapes as teams write them: what is read, on which scale a rubric is rated, and what is refused where."""

import pytest
from hypothesis import given
from pydantic_core import PydanticCustomError

from bot.wording.problems import located, sentence
from rubrics.authoring.loader import load_catalogue, load_layers
from rubrics.authoring.scale_shape import read_scale, scale_line
from rubrics.authoring.sheet_writing import sheet_csv, sheet_markdown
from rubrics.catalogue.errors import CatalogueError
from rubrics.catalogue.levels import Level
from rubrics.catalogue.model import Arithmetic
from rubrics.catalogue.scale import FIVE, YES_OR_NO, Scale, scale_of
from tests.rubrics.catalogue.test_scale import scales

HIRING = ("Strong no", "Lean no", "Hire", "Strong hire")

ROLE = """role:
  id: support-lead
  name: Support Lead
  summary: Keeps customers served.
  levels: {{mid: {{expectation: Runs a shift alone.}}}}
{fields}  competencies:
{competencies}"""


def competency(name: str, anchors: str = "{1, 4}", **fields: object) -> str:
    """A competency in a few lines; `anchors` are the points that are described."""
    lines = [f"id: {name}", f"name: {name.capitalize()}", f"meaning: About {name}."]
    lines += [f"{key}: {value}" for key, value in {"weight": 1, **fields}.items() if value is not None]
    points = [point.strip() for point in anchors.strip("{}").split(",") if point.strip()]
    if points:
        lines.append("anchors:")
        lines += [f"  {point}: {{short: Step {point}, behavior: Shows step {point} of {name}.}}" for point in points]
    return "".join(f"    {'- ' if number == 0 else '  '}{line}\n" for number, line in enumerate(lines))


def role(*competencies: str, **fields: object) -> str:
    said = "".join(f"  {key}: {value}\n" for key, value in fields.items())
    return ROLE.format(fields=said, competencies="".join(competencies))


@pytest.fixture
def rubric_of(tmp_path):
    """The rubric of a role that stands alone, and what is to be looked at twice in it."""

    def load(text: str, name: str = "own.yaml"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        catalogue = load_layers([tmp_path])
        rubric = catalogue.rubric("support-lead", Level.MID)
        return rubric, [sentence(each.kind, each.values) for each in catalogue.cautions]

    return load


@pytest.fixture
def problems_of(tmp_path):
    def load(text: str) -> list[str]:
        (tmp_path / "own.yaml").write_text(text, encoding="utf-8")
        with pytest.raises(CatalogueError) as refused:
            load_layers([tmp_path])
        return [located(each).removeprefix(f"{tmp_path.as_posix()}/own.yaml:") for each in refused.value.problems]

    return load


@pytest.mark.parametrize(
    ("written", "scale"),
    [
        (5, FIVE),
        ("7", scale_of(7)),
        (list(HIRING), scale_of(4, HIRING)),
        ("4: Strong no, Lean no, Hire, Strong hire", scale_of(4, HIRING)),
        ("Strong no, Lean no, Hire, Strong hire", scale_of(4, HIRING)),
        ({"points": list(HIRING), "values": [1, 2, 4, 5]}, Scale(values=(1, 2, 4, 5), names=HIRING)),
        ({"points": 3, "values": [1, 4, 5]}, Scale(values=(1, 4, 5))),
        ("Below = 1, At = 4, Above = 5", Scale(values=(1, 4, 5), names=("Below", "At", "Above"))),
    ],
)
def test_a_scale_may_be_a_number_names_both_with_values_or_one_line(written, scale):
    assert read_scale(written) == scale


@given(scales())
def test_a_scale_in_one_line_is_read_as_it_was(scale):
    named = scale.model_copy(update={"names": tuple(f"Step {point}" for point in scale.points)})
    assert read_scale(scale_line(scale)) == scale
    assert read_scale(scale_line(named)) == named


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        (1, "scale_points"),
        (8, "scale_points"),
        ("none", "scale_points"),
        ("3: A, B", "scale_counts"),
        ({"points": 3, "values": [1, 5]}, "scale_counts"),
        ({"points": 3, "values": [1, 4, 3]}, "scale_values"),
        ({"points": 2, "values": ["low", "high"]}, "scale_values"),
        ({"points": 2, "steps": 3}, "scale_fields"),
        (["Yes", "yes"], "points_alike"),
        (["No", "Yes, mostly"], "point_name"),
        (["No", "A name that is much too long for a menu"], "point_name"),
    ],
)
def test_what_is_no_scale_is_refused_with_its_reason(written, kind):
    with pytest.raises(PydanticCustomError) as refused:
        read_scale(written)
    assert refused.value.type == kind


def test_four_named_points_with_the_bar_at_one_of_them(rubric_of):
    rubric, _ = rubric_of(
        role(competency("calm", "{1, 2, 3, 4}"), scale="[Strong no, Lean no, Hire, Strong hire]", bar=3)
    )
    assert rubric.scale == scale_of(4, HIRING)
    assert (rubric.bar, rubric.bar_value) == (3, pytest.approx(11 / 3))
    assert [anchor.rating for anchor in rubric.competencies[0].anchors] == [1, 2, 3, 4]


def test_a_scale_that_no_one_declared_is_the_one_that_the_anchors_run_over(rubric_of):
    """A four-point rubric copied from elsewhere is read as it is, its bar in the middle, and a remark says so."""
    rubric, cautions = rubric_of(role(competency("calm", "{1, 2, 3, 4}"), competency("reach", "{1, 4}")))
    assert (rubric.scale, rubric.bar) == (scale_of(4), 2.5)
    assert any("rated on 4 points" in caution for caution in cautions)


def test_anchors_may_stand_at_the_ends_only(rubric_of):
    rubric, _ = rubric_of(role(competency("calm", "{1, 5}")))
    assert rubric.scale == FIVE
    assert [anchor.rating for anchor in rubric.competencies[0].anchors] == [1, 5]
    assert rubric.competencies[0].anchor(3) is None


def test_sixteen_competencies_are_a_rubric_and_seventeen_are_not(rubric_of, problems_of):
    parts = [competency(f"part-{letter}", "{1, 5}") for letter in "abcdefghijklmnopq"]
    rubric, _ = rubric_of(role(*parts[:16]))
    assert len(rubric.competencies) == 16
    (problem,) = problems_of(role(*parts))
    assert "17 competencies have a weight at mid; 1 to 16 can be assessed" in problem


def test_a_yes_or_no_needs_neither_weight_nor_anchors_and_its_anchors_may_be_named(rubric_of):
    permit = competency("permit", "", yes_or_no="true", knock_out="true", weight=None)
    shift = competency("shift", "{no, yes}", yes_or_no="true", weight=2)
    rubric, _ = rubric_of(role(competency("calm", "{1, 5}"), permit, shift))
    _, asked, weighed = rubric.competencies
    assert (asked.scale, asked.weight, asked.knock_out) == (YES_OR_NO, 0, True)
    assert [anchor.short for anchor in asked.anchors] == ["No", "Yes"]
    assert [anchor.short for anchor in weighed.anchors] == ["Step no", "Step yes"]
    assert rubric.scale == FIVE
    assert rubric.shares[asked.id] == 0


def test_without_arithmetic_nothing_needs_weights_or_anchors(rubric_of):
    rubric, _ = rubric_of(role(competency("calm", "", weight=None), arithmetic="none"))
    assert rubric.arithmetic is Arithmetic.NONE
    assert not rubric.competencies[0].is_rated


def test_the_library_is_rated_on_other_scales_where_its_ratings_fall_on_points(tmp_path):
    """Of four even points the ends take rungs of a ladder; declared values let the others take theirs."""
    own = """role:
  id: tester
  extends: every-role
  name: Tester
  summary: Finds faults.
  levels: {senior: {expectation: Finds what others miss.}}
  scale: SCALE
  competencies:
    - {extends: software-engineering, weight: 1}
"""
    anchors = {}
    for name, scale in (("five", "5"), ("even", "4"), ("declared", "{points: 4, values: [1, 2, 4, 5]}")):
        (tmp_path / "own.yaml").write_text(own.replace("SCALE", scale), encoding="utf-8")
        found = load_catalogue(tmp_path).rubric("tester", Level.SENIOR).competencies[0].anchors
        anchors[name] = {anchor.rating: anchor.short for anchor in found}
    five = anchors["five"]
    assert anchors["even"] == {1: five[1], 4: five[5]}
    assert anchors["declared"] == {1: five[1], 2: five[2], 3: five[4], 4: five[5]}


CALM = competency("calm", "{1, 4}")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (role(CALM, scale=1), 6, "2 to 7 points"),
        (role(CALM, scale="{points: 4, values: [1, 3, 2, 5]}"), 6, "begin at 1, end at 5"),
        (role(CALM, bar=4.5), 6, "4.5 is not on this role's scale; write a number from 1 to 4"),
        (role(CALM, scale=5), 12, "5 is missing for Calm"),
        (role(CALM, scale=3), 14, "describes 4, and this role's scale ends at 3"),
        (role(CALM, competency("reach", "{1, 3}")), 18, "4 is missing for Reach"),
        (role(competency("calm", "{2, 4}")), 11, "describe both ends"),
        (role(competency("calm", "{1, 4}", must_have="true", floor=5)), 12, "5 for Calm is not on this role's scale"),
        (role(competency("calm", "")), 7, "describe 1 and the highest point"),
        (role(CALM, competency("permit", "", knock_out="true", weight=1)), 14, "only a yes-or-no is a knock-out"),
        (role(CALM, competency("permit", "{1, 5}", yes_or_no="true")), 14, "its anchors are no and yes"),
        (role(CALM, competency("reach", "{1, 4}", weight=0)), 17, "write a number from 0.001"),
        (role(competency("permit", "", yes_or_no="true")).replace("weight: 1", "weight: 0"), 6, "there is no score"),
    ],
)
def test_what_does_not_fit_a_scale_is_refused_at_its_line(problems_of, text, line, said):
    problems = problems_of(text)
    assert any(each.startswith(f"{line}:") and said in each for each in problems), problems


FIVE_CASES = {
    "named": role(competency("calm", "{1, 2, 4}", must_have="true", floor=2), scale="[Strong no, Lean no, Hire, Best]"),
    "uneven": role(CALM, scale="{points: 4, values: [1, 2, 4.5, 5]}", bar=3),
    "checks": role(CALM, competency("permit", "", yes_or_no="true", knock_out="true", weight=None)),
    "unsummed": role(competency("calm", "", weight=None), competency("reach", "{1, 5}"), arithmetic="none"),
    "seven": role(competency("calm", "{1, 4, 7}"), bar=4.25),
}


@pytest.mark.parametrize("text", FIVE_CASES.values(), ids=FIVE_CASES.keys())
@pytest.mark.parametrize("ending", ["csv", "md"])
def test_a_sheet_gives_every_shape_again_as_it_was(tmp_path, text, ending):
    (tmp_path / "own.yaml").write_text(text, encoding="utf-8")
    catalogue = load_layers([tmp_path])
    rubric = catalogue.rubric("support-lead", Level.MID)
    write = sheet_csv if ending == "csv" else sheet_markdown
    sheet = write(catalogue.role("support-lead"), [rubric], None)
    (tmp_path / "own.yaml").write_text("role: {id: every-role, abstract: true, name: Every, summary: All}\n")
    (tmp_path / f"sheet.{ending}").write_text(sheet, encoding="utf-8")
    again = load_layers([tmp_path]).rubric("support-lead", Level.MID)
    assert again.competencies == rubric.competencies
    assert (again.scale, again.bar, again.arithmetic) == (rubric.scale, rubric.bar, rubric.arithmetic)
