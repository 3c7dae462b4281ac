"""What the forms of a draft take and refuse, and how an approver reads what is new; no Slack, no database."""

import pytest

from bot.errors import FormRefusal, Reason
from bot.features.authoring import role_form as form
from bot.features.authoring.add_competency import added
from bot.features.authoring.level_form import (
    AFTER,
    LEVEL_NAME,
    LOWEST,
    NEW_EXPECTATION,
    NEW_LEVEL_NAME,
    NEW_LIKE,
    after_menu,
    level_filled,
    relabeled,
    with_level_named,
)
from bot.features.authoring.say_misfit import said
from bot.features.authoring.scale_form import ADDED_UP, BAR, POINTS, SCALE, VALUES, rescaled, scale_filled
from bot.features.authoring.show_proposal import WHOLE, line_of_change
from bot.features.authoring.signal_form import FEWEST, SHARE, signal_filled, with_signal
from bot.wording.problems import sentence
from bot.wording.words import words
from rubrics.authoring.misfits import Misfit
from rubrics.authoring.role_changes import competencies_at, with_level
from rubrics.authoring.scale_changes import scale_in
from rubrics.authoring.team_layer import misfits_of
from rubrics.authoring.version_changes import NewCompetency, VersionChange, new_competencies
from rubrics.authoring.written_out import Written
from rubrics.catalogue.levels import RoleLevel
from rubrics.catalogue.model import Arithmetic
from rubrics.catalogue.problem_kinds import ProblemKind
from rubrics.catalogue.scale import FIVE, YES_OR_NO, scale_of
from tests.built_in import CATALOGUE

ON_FIVE: Written = {"id": "craft", "anchors": {"1": {}, "5": {}}}


@pytest.mark.parametrize(
    ("typed", "meant"), [("25%", 25.0), ("25 %", 25.0), ("25", 25.0), ("2.5", 2.5), ("nan", "nan"), ("many", "many")]
)
def test_a_weight_is_a_number_with_or_without_its_percent_sign(typed: str, meant: float | str) -> None:
    assert form.number_of(typed) == meant


@pytest.mark.parametrize(("line", "rating"), [("9: Names all", 9), ("1: Says nothing", 1), ("5:Names all", 5)])
def test_a_line_for_a_rating_off_the_scale_is_refused_at_its_field(line: str, rating: int) -> None:
    field = form.QUESTION.about("question-1").block_id
    with pytest.raises(FormRefusal) as refused:
        form.with_questions({field: f"How would you do it?\n{line}"}, ON_FIVE, FIVE)
    assert refused.value.fields == {field: Reason("authoring_refusals.off_scale", {"rating": rating, "top": 5})}


def test_times_of_day_and_ratings_on_the_scale_are_taken() -> None:
    field = form.QUESTION.about("question-1").block_id
    taken = form.with_questions({field: "It pages you at\n9:30 on a Sunday. What now?\n4: Names two"}, ON_FIVE, FIVE)
    question = taken["questions"]["question-1"]
    assert question == {"ask": "It pages you at 9:30 on a Sunday. What now?", "listen_for": {"4": "Names two"}}


def test_what_comes_from_the_library_is_no_must_have() -> None:
    rubric = next(each for each in CATALOGUE.rubrics.values() if any(one.must_have for one in each.competencies))
    one = next(one for one in rubric.competencies if one.must_have)
    written = with_level({"id": rubric.role}, CATALOGUE, rubric.level)
    written["competencies"] = [each for each in written["competencies"] if each["id"] != one.id]
    chosen = {form.LIBRARY.block_id: f"{rubric.role} {rubric.level} {one.id}"}
    new = competencies_at(added(written, rubric.level, CATALOGUE, chosen), rubric.level)[-1]
    assert new["id"] == one.id
    assert not new.get("must_have")
    assert "floor" not in new


@pytest.mark.parametrize(
    ("path", "kind", "sentence"),
    [
        (("competencies", 0, "anchors", "2", "short"), ProblemKind.TEXT_EMPTY, "the short text is empty"),
        (("questions", "q", "ask"), ProblemKind.TEXT_EMPTY, "the question is empty"),
        (("levels", "senior", "expectation"), ProblemKind.FIELD_MISSING, "what is expected is empty"),
        (("competencies",), ProblemKind.TOO_FEW, "Add at least one competency."),
    ],
)
def test_what_is_wrong_is_said_by_the_names_of_fields(
    path: tuple[int | str, ...], kind: ProblemKind, sentence: str
) -> None:
    assert said(Misfit(path, kind, {"field": "x", "given": "", "least": 1, "count": 0})) == sentence


def test_an_approver_reads_what_a_new_competency_weighs_and_holds() -> None:
    new = NewCompetency(name="Craft", share=0.1, must_have=True, anchors=((1, "Guesses"), (5, "Measures")))
    change = VersionChange(
        level="Senior", competency="Craft", where="competency", kind="added", after="Craft: Knows how", new=new
    )
    lines = line_of_change(change, "", WHOLE).splitlines()
    assert lines == ["*Craft* · added · weight 10% · must-have", "+ Craft: Knows how", "1 · Guesses", "5 · Measures"]


def test_a_scale_of_other_points_takes_the_bar_with_it_unless_a_bar_was_typed() -> None:
    written = with_level({"id": "ai-engineer"}, CATALOGUE, "senior")
    filled = {**scale_filled(written), SCALE.block_id: "4", POINTS.block_id: "Strong no, No, Yes, Strong yes"}
    four = rescaled(written, filled)
    assert (four["scale"], four["bar"]) == ("4: Strong no, No, Yes, Strong yes", 2.5)
    assert rescaled(written, {**filled, BAR.block_id: "3.25"})["bar"] == 3.25
    counted = rescaled(written, {**filled, ADDED_UP.block_id: "none"})
    assert counted["arithmetic"] == "none"
    assert "bar" not in counted
    assert not misfits_of(CATALOGUE, counted)
    assert rescaled(four, scale_filled(four)) == four


@pytest.mark.parametrize(
    ("names", "key"), [("No, Yes", "names_of_points"), ("A, a, B, C", "point_names"), ("A: x, B, C, D", "point_names")]
)
def test_names_that_fit_no_scale_are_refused_at_their_field(names: str, key: str) -> None:
    written = with_level({"id": "ai-engineer"}, CATALOGUE, "senior")
    with pytest.raises(FormRefusal) as refused:
        rescaled(written, {**scale_filled(written), SCALE.block_id: "4", POINTS.block_id: names})
    (said_of,) = refused.value.fields.items()
    assert (said_of[0], said_of[1].key) == (POINTS.block_id, f"authoring_refusals.{key}")


def on_four(**more: str | None) -> Written:
    """A senior AI Engineer as written on four points, with what else is filled in at the same time."""
    written = with_level({"id": "ai-engineer"}, CATALOGUE, "senior")
    return rescaled(written, {**scale_filled(written), SCALE.block_id: "4", **more})


def test_points_count_what_was_filled_in_and_go_on_doing_so() -> None:
    uneven = on_four(**{VALUES.block_id: "1, 2, 4,5"})
    assert scale_in(uneven).values == (1.0, 2.0, 4.0, 5.0)
    assert not misfits_of(CATALOGUE, uneven)
    assert scale_filled(uneven)[VALUES.block_id] == "1, 2, 4, 5"
    assert rescaled(uneven, scale_filled(uneven)) == uneven
    named = rescaled(uneven, {**scale_filled(uneven), POINTS.block_id: "A, B, C, D"})
    assert scale_in(named).values == (1.0, 2.0, 4.0, 5.0)
    assert scale_in(rescaled(uneven, {**scale_filled(uneven), SCALE.block_id: "3"})) == scale_of(3)
    assert scale_in(rescaled(uneven, {**scale_filled(uneven), VALUES.block_id: None})) == scale_of(4)
    before = {block: text for block, text in scale_filled(uneven).items() if block != VALUES.block_id}
    assert rescaled(uneven, before) == uneven, "a form that was opened before there was such a field"


def test_values_that_a_form_shows_shortened_stay_as_exact_as_they_were() -> None:
    third = {**on_four(), "scale": "4: = 1, = 2.3333333333333335, = 4, = 5"}
    assert rescaled(third, scale_filled(third)) == third


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ("1, 2, 5", "4 and 3 points are given; give as many names and values as there are points"),
        ("1, 4, 2, 5", "Values say what each point counts: begin at 1, end at 5,"),
        ("0, 2, 4, 5", "Values say what each point counts: begin at 1, end at 5,"),
        ("1, nan, 4, 5", "Values say what each point counts: begin at 1, end at 5,"),
        ("one, 2, 4, 5", "Values say what each point counts: begin at 1, end at 5,"),
    ],
)
def test_what_points_cannot_count_is_refused_at_its_field_as_files_are(values: str, wrong: str) -> None:
    with pytest.raises(FormRefusal) as refused:
        on_four(**{VALUES.block_id: values})
    (block, text) = next(iter(refused.value.fields.items()))
    assert (block, str(text)[: len(wrong)]) == (VALUES.block_id, wrong)


@pytest.mark.parametrize(
    ("typed", "share"), [("40%", 0.4), ("40", 0.4), ("0.4", 0.4), ("0", 0.0), ("12.5 %", 0.125), ("0.5%", 0.005)]
)
def test_the_recommendations_part_is_written_as_people_do(typed: str, share: float) -> None:
    written = with_level({"id": "ai-engineer"}, CATALOGUE, "senior")
    changed = with_signal(written, {**signal_filled(written), SHARE.block_id: typed})
    assert changed["recommendation_share"] == pytest.approx(share)
    assert not misfits_of(CATALOGUE, changed)
    assert with_signal(changed, signal_filled(changed)) == changed


@pytest.mark.parametrize("typed", ["60%", "-1", "many", "nan", "0.01%", "5000"])
def test_a_part_that_recommendations_cannot_have_is_refused_at_its_field(typed: str) -> None:
    written = with_level({"id": "ai-engineer"}, CATALOGUE, "senior")
    changed = with_signal(written, {SHARE.block_id: typed})
    with pytest.raises(FormRefusal) as refused:
        form.refuse_at_fields(misfits_of(CATALOGUE, changed), [SHARE.block_id, FEWEST.block_id])
    assert refused.value.fields == {SHARE.block_id: "Write 0% where recommendations don't count, or 0.1% to 50%"}


def test_too_few_scorecards_are_refused_with_the_sentence_for_files_and_taken_where_nothing_is_added_up() -> None:
    written = with_level({"id": "ai-engineer"}, CATALOGUE, "senior")
    changed = with_signal(written, {FEWEST.block_id: "1"})
    (misfit,) = misfits_of(CATALOGUE, changed)
    with pytest.raises(FormRefusal) as refused:
        form.refuse_at_fields([misfit], [FEWEST.block_id])
    told = refused.value.fields[FEWEST.block_id]
    assert sentence(misfit.kind, misfit.values) == f'"minimum_scorecards": {told}'
    assert str(told).endswith("write at least 3")
    assert with_signal(written, {FEWEST.block_id: "5"})["minimum_scorecards"] == 5
    counted = rescaled(changed, {**scale_filled(changed), ADDED_UP.block_id: Arithmetic.NONE.value})
    assert not misfits_of(CATALOGUE, counted)


def test_more_scorecards_than_a_panel_has_are_refused_at_their_field() -> None:
    written = with_signal(with_level({"id": "ai-engineer"}, CATALOGUE, "senior"), {FEWEST.block_id: "11"})
    with pytest.raises(FormRefusal) as refused:
        form.refuse_at_fields(misfits_of(CATALOGUE, written), [FEWEST.block_id])
    assert refused.value.fields == {FEWEST.block_id: "The number of scorecards must be at most 10"}


def test_anchors_between_the_ends_may_be_left_out_and_those_of_a_check_altogether() -> None:
    filled = {
        form.ANCHOR.about(point).block_id: text for point, text in (("1", "Guesses"), ("5", "Measures"), ("3", None))
    }
    filled |= {form.BEHAVIOR.about(point).block_id: "As seen" for point in ("1", "5")}
    kept = form.with_anchors(
        filled, {"id": "x", "anchors": {"3": {"short": "Was", "behavior": "Was"}}}, FIVE, needed=True
    )
    assert [*kept["anchors"]] == ["1", "5"]
    assert [*form.with_anchors({}, {"id": "x"}, FIVE, needed=True)["anchors"]] == ["1", "5"], "to be refused as empty"
    assert "anchors" not in form.with_anchors({}, {"id": "x", "anchors": {"1": {}}}, YES_OR_NO, needed=False)


def test_a_check_is_no_must_have() -> None:
    filled = {form.KIND.block_id: form.CHECK, form.MUST.block_id: form.NO_FLOOR, form.NAME.block_id: "Craft"}
    with pytest.raises(FormRefusal) as refused:
        form.with_facts(filled, ON_FIVE, "senior", FIVE)
    assert [*refused.value.fields] == [form.MUST.block_id]


@pytest.mark.parametrize(("name", "is_taken"), [("Senior", True), ("IC3", True), ("IC4", False), ("!!", True)])
def test_a_levels_name_is_its_own(name: str, is_taken: bool) -> None:
    written = with_level({"id": "ai-engineer"}, CATALOGUE, "senior")
    levels = [RoleLevel("senior"), RoleLevel("ic3", "IC3")]
    filled = {NEW_LEVEL_NAME.block_id: name, NEW_LIKE.block_id: "staff", NEW_EXPECTATION.block_id: "Leads"}
    if is_taken:
        with pytest.raises(FormRefusal):
            with_level_named(written, levels[0], filled, levels)
    else:
        made = with_level_named(written, levels[0], filled, levels)["levels"]["ic4"]
        assert made == {"expectation": "Leads", "name": "IC4", "like": "staff"}


def test_levels_that_are_like_none_stand_where_they_are_put_and_others_by_what_they_are_like() -> None:
    written = with_level({"id": "ai-engineer"}, CATALOGUE, "senior")
    one, two = ({"name": name, "expectation": "Leads"} for name in ("Guide", "Chief"))
    own = {**written, "levels": {"guide": one, "chief": two}}
    levels = [RoleLevel("guide", "Guide"), RoleLevel("chief", "Chief")]
    menu = after_menu(own, levels[1])
    assert menu is not None
    assert [value for _, value in menu.options] == [LOWEST, "guide"]
    filled = {**level_filled(own, levels[1]), AFTER.block_id: LOWEST, LEVEL_NAME.block_id: "Maker"}
    changed = relabeled(own, levels[1], filled, levels)
    assert {level: said["name"] for level, said in changed["levels"].items()} == {"chief": "Maker", "guide": "Guide"}
    assert [*changed["levels"]] == ["chief", "guide"]
    assert after_menu(written, RoleLevel("senior")) is None
    with pytest.raises(FormRefusal):
        relabeled(own, levels[1], {**filled, LEVEL_NAME.block_id: "Guide"}, levels)


def test_an_approver_reads_a_new_rubric_line_by_line_with_its_scale() -> None:
    rubric = CATALOGUE.rubric("backend-engineer", "senior")
    lines = words("proposal.new_rubric", rubric=rubric, competencies=new_competencies(rubric)).splitlines()
    assert lines[0] == "*Senior Backend Engineer* · bar 3"
    assert len(lines) == 1 + len(rubric.competencies)
    counted = rubric.model_copy(update={"arithmetic": Arithmetic.NONE})
    told = words("proposal.new_rubric", rubric=counted, competencies=new_competencies(counted))
    assert "recommendations alone" in told
    assert "weight" not in told
