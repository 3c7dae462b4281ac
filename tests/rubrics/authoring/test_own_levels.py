"""A team's role may have levels of its own: up to ten, in its own words and order, like Debrief's where it says so."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from bot.wording.problems import sentence
from rubrics.authoring.loader import load_catalogue
from rubrics.authoring.sheet_levels import level_cell, levels_in
from rubrics.authoring.sheet_writing import sheet_csv, sheet_markdown
from rubrics.catalogue.errors import CatalogueError
from rubrics.catalogue.levels import FIVE_LEVELS, Level, RoleLevel
from rubrics.catalogue.limits import LEVEL_ID, LEVEL_NAME, LEVELS
from rubrics.catalogue.model import Rubric
from tests.built_in import CATALOGUE
from tests.own_levels import backend_role

ROLE = "backend-specialist"


def loaded(folder: Path, text: str, name: str = "backend.yaml"):
    (folder / name).write_text(text, encoding="utf-8")
    return load_catalogue(folder)


def refusals(folder: Path, text: str) -> list[str]:
    with pytest.raises(CatalogueError) as refused:
        loaded(folder, text)
    return [sentence(each.kind, each.values) for each in refused.value.problems]


@pytest.fixture
def catalogue(tmp_path: Path):
    return loaded(tmp_path, backend_role())


def test_levels_stand_in_their_own_order_with_their_names(catalogue) -> None:
    assert [level.name for level in catalogue.levels(ROLE)] == ["IC2", "IC3", "IC4", "Fellow"]
    assert catalogue.rubric(ROLE, "ic3").title == "Backend Specialist, IC3"
    assert catalogue.rubric(ROLE, "ic3").id == "backend-specialist/ic3"


def test_a_ladder_and_weights_go_by_the_level_that_a_level_is_like(catalogue) -> None:
    library = CATALOGUE.rubric("ai-engineer", Level.SENIOR).competency("software-engineering")
    own = catalogue.rubric(ROLE, "ic3").competency("software-engineering")
    assert (own.anchors, own.questions, own.weight) == (library.anchors, library.questions, 30)
    assert catalogue.rubric(ROLE, "ic4").competency("software-engineering") == own
    mid = catalogue.rubric(ROLE, "ic2").competency("software-engineering")
    assert mid.weight == 40
    assert [each.behavior for each in mid.anchors[1:]] == [each.behavior for each in own.anchors[:-1]]


def test_a_level_that_is_like_none_has_what_holds_at_every_level_and_nothing_else(catalogue) -> None:
    assert [each.id for each in catalogue.rubric(ROLE, "fellow").competencies] == ["outages"]
    assert catalogue.documented_words(ROLE, catalogue.levels(ROLE)[-1]) == ()


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("ic3", ["IC3"]),
        ("IC3", ["IC3"]),
        ("fellow", ["Fellow"]),
        ("mid", ["IC2"]),
        ("medior", ["IC2"]),
        ("senior", ["IC3", "IC4"]),
        ("staff", []),
        ("nonsense", []),
    ],
)
def test_a_level_is_found_by_its_id_its_name_or_a_word_for_what_it_is_like(catalogue, word: str, meant: list[str]):
    assert [level.name for level in catalogue.levels_called(ROLE, word)] == meant


def test_pay_of_a_level_is_that_of_the_level_it_is_like_or_its_own(tmp_path: Path) -> None:
    pay = "".join(
        f"  - {{roles: [{ROLE}], level: {level}, year: 2026, low: {low}, high: 200, basis: base, source: S0}}\n"
        for level, low in (("mid", 120), ("ic3", 150), ("ic4", 170))
    )
    catalogue = loaded(tmp_path, backend_role() + f"pay:\n{pay}")
    lows = {level.name: [band.low for band in catalogue.pay(ROLE, level)] for level in catalogue.levels(ROLE)}
    assert lows == {"IC2": [120], "IC3": [150], "IC4": [170], "Fellow": []}


def test_a_rubric_keeps_its_level_whatever_becomes_of_the_definitions(catalogue) -> None:
    rubric = catalogue.rubric(ROLE, "ic3")
    again = Rubric.model_validate_json(rubric.canonical)
    assert (again.level.name, again.level.like, again.title) == ("IC3", Level.SENIOR, rubric.title)
    assert again.digest == rubric.digest


def test_a_level_of_debriefs_is_kept_as_it_always_was() -> None:
    level = TypeAdapter(RoleLevel)
    for each in Level:
        assert level.dump_json(RoleLevel(each)).decode() == f'"{each}"'
        assert level.validate_json(f'"{each}"').like is each


@pytest.mark.parametrize(
    ("levels", "refusal"),
    [
        ("\n    seniro: {expectation: Leads.}\n", '"seniro" is not one of Debrief\'s levels; did you mean "senior"?'),
        ("\n    senior: {like: mid, expectation: Leads.}\n", '"senior" is one of Debrief\'s levels'),
        (
            "\n    a: {name: Lead, expectation: Leads.}\n    b: {name: lead, expectation: Leads.}\n",
            '"a" and "b" are both called lead',
        ),
        (
            "\n    a: {name: A, like: staff, expectation: Leads.}\n    b: {name: B, like: mid, expectation: Leads.}\n"
            "    c: {name: C, expectation: Leads.}\n",
            '"b" is like mid and comes after "a", which is like staff',
        ),
        ("\n    IC3: {name: IC3, expectation: Leads.}\n", "write small letters, digits and hyphens"),
    ],
)
def test_levels_that_cannot_be_meant_are_refused(tmp_path: Path, levels: str, refusal: str) -> None:
    assert any(each.startswith(refusal) or refusal in each for each in refusals(tmp_path, backend_role(levels)))


def test_more_levels_than_a_menu_takes_are_refused(tmp_path: Path) -> None:
    levels = "".join(f"\n    l{n}: {{name: L{n}, like: mid, expectation: Works.}}" for n in range(LEVELS + 1))
    assert refusals(tmp_path, backend_role(f"{levels}\n"))
    fewer = levels.rsplit("\n", 1)[0]
    assert len(loaded(tmp_path, backend_role(f"{fewer}\n")).levels(ROLE)) == LEVELS


def test_a_competency_names_only_levels_that_its_role_has(tmp_path: Path) -> None:
    unknown = backend_role().replace("mid: 40", "ic9: 40")
    assert refusals(tmp_path, unknown) == [
        'this role has no level "ic9"; it has ic2, ic3, ic4 and fellow; did you mean "ic2"?'
    ]
    off = backend_role().replace("weight: {mid: 40, senior: 30}", "weight: {fellow: 40, senior: 30, mid: 20}")
    (said,) = refusals(tmp_path, off)
    assert said.startswith('"Software engineering" is rated on a ladder, and "fellow" has no place on it')


def test_a_sheet_of_own_levels_is_written_and_read_without_loss(catalogue, tmp_path: Path) -> None:
    rubrics = [catalogue.rubric(ROLE, level) for level in catalogue.levels(ROLE)]
    for write, name in ((sheet_csv, "again.csv"), (sheet_markdown, "again.md")):
        folder = tmp_path / name.partition(".")[2]
        folder.mkdir()
        again = loaded(folder, write(catalogue.role(ROLE), rubrics, "every-role"), name)
        assert again.levels(ROLE) == catalogue.levels(ROLE)
        assert [again.rubric(ROLE, each.level).digest for each in rubrics] == [each.digest for each in rubrics]


@given(
    st.from_regex(r"[a-z][a-z0-9]{0,5}(-[a-z0-9]{1,5}){0,2}", fullmatch=True).filter(
        lambda each: each not in FIVE_LEVELS
    ),
    st.from_regex(r"[A-Za-z][A-Za-z0-9 +./'-]{0,27}[A-Za-z0-9]", fullmatch=True),
    st.sampled_from([None, *Level]),
)
def test_a_level_reads_as_it_was_written_in_a_cell(level_id: str, name: str, like: Level | None) -> None:
    level = RoleLevel(level_id, name, like)
    assert levels_in(level_cell(level)) == [(level_id, name, like)]


def test_ids_and_names_of_levels_fit_where_they_stand() -> None:
    level = TypeAdapter(RoleLevel)
    assert level.validate_python({"id": "l" * LEVEL_ID, "name": "n" * LEVEL_NAME}).name
    for wrong in ({"id": "l" * (LEVEL_ID + 1), "name": "n"}, {"id": "l", "name": "n" * (LEVEL_NAME + 1)}):
        with pytest.raises(ValueError, match="at most"):
            level.validate_python(wrong)
