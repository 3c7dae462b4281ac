"""A role as written changes its scale, and single competencies become yes or no; what fits on the new one is kept."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics.authoring.level_changes import changed_level, placed_after, with_new_level, without_level
from rubrics.authoring.loader import load_catalogue
from rubrics.authoring.own_files import own_files
from rubrics.authoring.role_changes import competencies_at, with_level
from rubrics.authoring.scale_changes import answered, on_scale, rated, scale_in
from rubrics.authoring.sheet_writing import sheet_csv
from rubrics.authoring.team_layer import digest_of, misfits_of, rubric_of, with_role
from rubrics.authoring.version_changes import changes_between
from rubrics.authoring.written_out import Written
from rubrics.catalogue.scale import FIVE, Scale, scale_of
from tests.built_in import CATALOGUE


@pytest.fixture
def role() -> Written:
    return with_level({"id": "ai-engineer"}, CATALOGUE, "senior")


@given(st.integers(2, 7), st.integers(2, 7))
def test_any_scale_fits_what_was_written_for_another(first: int, second: int) -> None:
    """Both ends stay described, nothing stands off the scale, and the order of what was said is kept."""
    role = with_level({"id": "ai-engineer"}, CATALOGUE, "senior")
    for top in (first, second):
        role = on_scale(role, scale_of(top))
        assert scale_in(role).top == top
        assert not misfits_of(CATALOGUE, role)
    rubric = rubric_of(CATALOGUE, role, "senior")
    assert rubric is not None
    assert {each.scale.top for each in rubric.competencies} == {second}
    shorts = {each.id: [anchor.short for anchor in each.anchors] for each in rubric.competencies}
    for each in CATALOGUE.rubric("ai-engineer", "senior").competencies:
        known = [anchor.short for anchor in each.anchors]
        assert [known.index(short) for short in shorts[each.id]] == sorted(
            known.index(short) for short in shorts[each.id]
        )
        assert (shorts[each.id][0], shorts[each.id][-1]) == (known[0], known[-1])


def test_bar_and_floors_lie_as_high_as_before(role: Written) -> None:
    role["bar"] = 3.5
    floored = next(each for each in role["competencies"] if each.get("must_have"))
    floored["floor"] = 3.0
    seven = on_scale(role, scale_of(7))
    assert seven["bar"] == 4.75
    assert next(each for each in seven["competencies"] if each.get("must_have"))["floor"] == 4.0
    assert on_scale(role, FIVE) == role


def test_names_of_points_move_nothing(role: Written) -> None:
    named = on_scale(role, scale_of(5, ("No", "Hardly", "Partly", "Yes", "Fully")))
    assert named["competencies"] == role["competencies"]
    assert scale_in(named).names[1] == "Hardly"
    uneven = Scale(values=(1.0, 2.0, 5.0))
    assert scale_in(on_scale(role, uneven)) == uneven


def test_a_competency_becomes_a_check_and_is_rated_again(role: Written) -> None:
    one = next(each for each in role["competencies"] if each.get("must_have"))
    check = answered(one, knock_out=True)
    role["competencies"] = [check if each is one else each for each in role["competencies"]]
    assert not misfits_of(CATALOGUE, role)
    rubric = rubric_of(CATALOGUE, role, "senior")
    assert rubric is not None
    made = rubric.competency(one["id"])
    assert (made.scale.is_yes_or_no, made.knock_out, made.must_have) == (True, True, False)
    assert [each.short for each in made.anchors] == [one["anchors"]["1"]["short"], one["anchors"]["5"]["short"]]
    back = rated(check, FIVE)
    assert back["anchors"] == {rating: one["anchors"][rating] for rating in ("1", "5")}
    assert "knock_out" not in back
    assert rated(answered({"id": "x", "anchors": {}}, knock_out=False), FIVE)["anchors"]["5"] == {
        "short": "",
        "behavior": "",
    }


def test_a_level_has_a_teams_own_name_and_another_stands_above_it(role: Written) -> None:
    named = changed_level(role, "senior", {"name": "IC3"})
    more = with_new_level(named, "ic4", {"name": "IC4", "expectation": "Leads"}, "senior")
    assert [*more["levels"]] == ["senior", "ic4"]
    assert [each["id"] for each in competencies_at(more, "ic4")] == [
        each["id"] for each in competencies_at(role, "senior")
    ]
    assert not misfits_of(CATALOGUE, more)
    shown = with_role(CATALOGUE, more).role("ai-engineer")
    assert [each.level.name for each in shown.levels if each.level in ("senior", "ic4")] == ["IC3", "IC4"]
    assert without_level(more, "ic4") == named
    told = {change.where for change in changes_between(CATALOGUE, with_role(CATALOGUE, more), "ai-engineer")}
    assert {"level's name", "level"} <= told


def test_the_order_of_levels_is_part_of_a_version(role: Written) -> None:
    two = with_new_level(
        {**role, "id": "own", "name": "Own"}, "upper", {"name": "Upper", "expectation": "Leads"}, "senior"
    )
    turned = placed_after(two, "upper", None)
    assert [*turned["levels"]] == ["upper", "senior"]
    assert placed_after(turned, "upper", "senior") == two
    assert digest_of(turned) != digest_of(two)
    one, other = (with_role(CATALOGUE, each) for each in (two, turned))
    assert [change.where for change in changes_between(one, other, "own")] == ["order of levels"]


def test_an_approver_reads_that_the_scale_changed_and_not_all_that_moved_with_it(role: Written) -> None:
    for level in CATALOGUE.levels("ai-engineer"):
        role = with_level(role, CATALOGUE, level)
    four = on_scale(role, scale_of(4, ("Strong no", "No", "Yes", "Strong yes")))
    assert not misfits_of(CATALOGUE, four)
    told = changes_between(CATALOGUE, with_role(CATALOGUE, four), "ai-engineer")
    (scale,) = told
    assert (scale.where, scale.level, scale.before) == ("scale", "", "5")
    assert scale.after == "4: Strong no, No, Yes, Strong yes"
    lower = with_role(CATALOGUE, {**four, "bar": 2.0})
    assert [(each.where, each.level) for each in changes_between(CATALOGUE, lower, "ai-engineer")] == [
        ("scale", ""),
        ("Bar", ""),
    ]


def test_an_approver_reads_that_a_competency_became_a_check_and_not_what_follows_from_it(role: Written) -> None:
    first = role["competencies"][0]
    role["competencies"] = [answered(first, knock_out=True), *role["competencies"][1:]]
    (told,) = changes_between(CATALOGUE, with_role(CATALOGUE, role), "ai-engineer")
    assert (told.where, told.before, told.after) == ("how it's judged", "rated", "knock-out")


def test_an_approver_reads_that_nothing_is_added_up_and_of_no_bar(role: Written) -> None:
    role |= {"arithmetic": "none", "bar": 2.0}
    told = changes_between(CATALOGUE, with_role(CATALOGUE, role), "ai-engineer")
    assert [(each.where, each.before, each.after) for each in told] == [
        ("adds up to", "a score", "recommendations alone")
    ]


def test_a_bar_in_points_of_another_scale_is_not_that_of_levels_which_keep_theirs(role: Written) -> None:
    four = with_role(CATALOGUE, on_scale({**role, "bar": 3.5}, scale_of(4)))
    assert four.rubric("ai-engineer", "senior").bar == 2.88
    assert four.rubric("ai-engineer", "junior").bar == CATALOGUE.rubric("ai-engineer", "junior").bar


def test_a_level_of_a_teams_own_has_what_is_written_for_it_alone_in_forms_files_and_sheets(tmp_path: Path) -> None:
    role = {"id": "ai-engineer"}
    for level in ("senior", "staff"):
        role = with_level(role, CATALOGUE, level)
    role = with_new_level(role, "ic4", {"name": "IC4", "like": "staff", "expectation": "Leads"}, "senior")
    assert not misfits_of(CATALOGUE, role)
    rubric = rubric_of(CATALOGUE, role, "ic4")
    assert rubric is not None
    assert [each.id for each in rubric.competencies] == [each["id"] for each in competencies_at(role, "ic4")]
    ours = with_role(CATALOGUE, role)
    (name, text), *_ = own_files(CATALOGUE, [role]).items()
    (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    assert load_catalogue(tmp_path).rubric("ai-engineer", "ic4") == rubric
    one = ours.role("ai-engineer")
    sheet = sheet_csv(one, [ours.rubric("ai-engineer", each) for each in ours.levels("ai-engineer")], "ai-engineer")
    (tmp_path / f"{name}.yaml").unlink()
    (tmp_path / f"{name}.csv").write_text(sheet, encoding="utf-8")
    assert load_catalogue(tmp_path).rubric("ai-engineer", "ic4") == rubric
