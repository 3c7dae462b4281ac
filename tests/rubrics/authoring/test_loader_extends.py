"""Definitions share what they share by `extends`, and a team's folder is laid over the built-in one."""

from pathlib import Path

import pytest

from bot.wording.problems import located
from rubrics.authoring.loader import load_catalogue
from rubrics.catalogue.errors import CatalogueError, UnknownNameError
from rubrics.catalogue.levels import Level
from tests.built_in import CATALOGUE


def catalogue_with(folder: Path, **files: str):
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return load_catalogue(folder)


def problems_with(folder: Path, **files: str) -> list[str]:
    with pytest.raises(CatalogueError) as refused:
        catalogue_with(folder, **files)
    return [located(problem).removeprefix(f"{folder.as_posix()}/") for problem in refused.value.problems]


def test_a_rubrics_anchors_move_up_the_ladder_by_one_rung_a_level():
    def evaluation(level):
        return CATALOGUE.rubric("ai-engineer", level).competency("evaluation")

    for below, above in zip(list(Level), list(Level)[1:], strict=False):
        lower = [anchor.behavior for anchor in evaluation(below).anchors]
        higher = [anchor.behavior for anchor in evaluation(above).anchors]
        assert higher[:-1] == lower[1:]


def test_what_meets_the_bar_at_one_level_is_a_rating_higher_one_level_below():
    mid = CATALOGUE.rubric("ai-engineer", Level.MID).competency("retrieval")
    senior = CATALOGUE.rubric("ai-engineer", Level.SENIOR).competency("retrieval")
    assert senior.anchor(3).short == mid.anchor(4).short


def test_a_role_takes_what_it_does_not_say_from_the_role_it_extends():
    base, client = CATALOGUE.role("ai-engineer"), CATALOGUE.role("forward-deployed-engineer")
    assert client.daily_tools == base.daily_tools
    assert client.does != base.does


def test_a_role_shows_the_pay_of_the_role_it_extends():
    assert CATALOGUE.pay("regulated-ai-engineer") == CATALOGUE.pay("ai-engineer")


def test_a_checklist_overrides_an_inherited_item_in_its_place():
    general = [item.id for item in CATALOGUE.checklist("ai-researcher").items]
    own = {item.id: item for item in CATALOGUE.checklist("ai-engineer").items}
    assert general[0] == "output"
    assert next(iter(own)) == "output"
    assert "feature" in own["output"].text


def test_one_rung_can_be_replaced_and_the_others_stay(tmp_path):
    ours = catalogue_with(
        tmp_path,
        ours="""
competencies:
  evaluation:
    extends: evaluation
    ladder:
      5: {short: Our own bar, behavior: Shows what we ask of a senior here.}
""",
    )
    anchors = ours.rubric("ai-engineer", Level.SENIOR).competency("evaluation").anchors
    built_in = CATALOGUE.rubric("ai-engineer", Level.SENIOR).competency("evaluation").anchors
    assert anchors[2].short == "Our own bar"
    assert (*anchors[:2], *anchors[3:]) == (*built_in[:2], *built_in[3:])


def test_new_words_in_full_leave_the_inherited_short_ones_behind(tmp_path):
    ours = catalogue_with(
        tmp_path,
        ours="""
competencies:
  statistics: {extends: statistics, name: Inference}
role:
  id: data-scientist
  extends: data-scientist
  output: {text: A forecast}
  hire_when: {short: forecast}
""",
    )
    assert ours.rubric("data-scientist", Level.SENIOR).competency("statistics").short_name == "Inference"
    role, built_in = ours.role("data-scientist"), CATALOGUE.role("data-scientist")
    assert (role.output.text, role.output.short) == ("A forecast", None)
    assert (role.hire_when.text, role.hire_when.short) == (built_in.hire_when.text, "forecast")


def test_null_drops_what_was_inherited(tmp_path):
    ours = catalogue_with(
        tmp_path,
        ours="""
checklist:
  id: data-scientist
  extends: data-scientist
  items:
    no-phd: null
role:
  id: data-scientist
  extends: data-scientist
  do_not_ask:
    riddles: null
""",
    )
    assert "no-phd" not in {item.id for item in ours.checklist("data-scientist").items}
    assert len(ours.role("data-scientist").do_not_ask) == len(CATALOGUE.role("data-scientist").do_not_ask) - 1


def test_a_teams_file_without_extends_replaces_a_checklist_whole(tmp_path):
    ours = catalogue_with(
        tmp_path,
        ours="""
checklist:
  id: ml-engineer
  items:
    pay-range: {kind: must, text: State the pay, why: We always do}
""",
    )
    assert [item.id for item in ours.checklist("ml-engineer").items] == ["pay-range"]


def test_a_teams_pay_for_a_role_replaces_the_built_in_pay_of_that_role_only(tmp_path):
    ours = catalogue_with(
        tmp_path,
        pay="""
sources:
  OURS: {title: Our bands, publisher: Us, interest: We pay them, strongest_on: What we pay}
pay:
  - {roles: [ml-engineer], level: mid, year: 2026, low: 100, high: 120, basis: base, source: OURS}
""",
    )
    assert [band.source for band in ours.pay("ml-engineer")] == ["OURS"]
    figures = [(band.low, band.high, band.source) for band in ours.pay("ai-engineer")]
    assert figures == [(band.low, band.high, band.source) for band in CATALOGUE.pay("ai-engineer")]


def test_a_teams_level_word_settles_what_the_sources_leave_open(tmp_path):
    ours = catalogue_with(tmp_path, words="level_words:\n  - {word: L4, level: senior}\n")
    assert ours.find_level("l4") is Level.SENIOR


def test_a_role_without_a_checklist_gets_the_general_one(tmp_path):
    ours = catalogue_with(
        tmp_path,
        role="""
role:
  id: data-engineer
  extends: ml-engineer
  name: Data Engineer
  related_titles: []
""",
    )
    assert ours.checklist("data-engineer").role == "data-engineer"
    assert ours.lineage("data-engineer") == ("data-engineer", "ml-engineer")


def test_a_circle_of_extends_is_named(tmp_path):
    found = problems_with(
        tmp_path,
        a="role:\n  id: a-role\n  extends: b-role\n",
        b="role:\n  id: b-role\n  extends: a-role\n",
    )
    assert any("goes in a circle: a-role → b-role → a-role" in problem for problem in found)


def test_extending_an_unknown_name_is_answered_with_a_near_one(tmp_path):
    found = problems_with(tmp_path, a="role:\n  id: ours\n  extends: ai-enginer\n")
    assert 'a.yaml:3: there is no role "ai-enginer" to extend; did you mean "ai-engineer"?' in found


def test_all_problems_of_all_files_are_reported_in_the_order_of_files_and_lines(tmp_path):
    found = problems_with(
        tmp_path,
        b="facts:\n  - {id: one, text: One, low: 1, high: x, unit: years, source: S9}\n",
        a="level_words:\n  - {word: boss, level: chief}\npays: []\n",
    )
    assert [problem.split(": ")[0] for problem in found] == ["a.yaml:2", "a.yaml:3", "b.yaml:2", "b.yaml:2"]


def test_a_fault_in_a_shared_part_is_reported_once(tmp_path):
    found = problems_with(tmp_path, a="competencies:\n  evaluation:\n    extends: evaluation\n    meaning: ''\n")
    assert found == ['a.yaml:4: "meaning" is empty']


def test_the_digest_of_the_catalogue_follows_the_content_of_its_files_and_not_their_place(tmp_path):
    text = "level_words:\n  - {word: boss, level: principal}\n"
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    one = catalogue_with(tmp_path / "one", a=text)
    two = catalogue_with(tmp_path / "two", a=text)
    assert one.digest == two.digest != CATALOGUE.digest


def test_who_approved_a_version_is_part_of_the_rubric_and_of_its_digest(tmp_path):
    ours = catalogue_with(
        tmp_path,
        ours="""
role:
  id: ml-engineer
  extends: ml-engineer
  approved: {by: R. Okafor, on: 2026-11-20}
""",
    )
    rubric = ours.rubric("ml-engineer", Level.MID)
    assert (rubric.approved_by, str(rubric.approved_on)) == ("R. Okafor", "2026-11-20")
    assert rubric.digest != CATALOGUE.rubric("ml-engineer", Level.MID).digest


def test_a_level_that_nothing_is_assessed_for_is_refused(tmp_path):
    found = problems_with(
        tmp_path,
        a="""
role:
  id: ml-engineer
  extends: ml-engineer
  competencies:
    - extends: modeling
      weight: {mid: 10}
""",
    )
    assert len(found) == 1
    assert "0 competencies have a weight at junior; 1 to 16 can be assessed" in found[0]


def test_a_sum_without_end_is_no_figure(tmp_path):
    found = problems_with(
        tmp_path,
        a="facts:\n  - {id: one, text: One, low: 1e400, high: 1, unit: years, source: S0}\n",
    )
    assert len(found) == 1
    assert found[0].startswith('a.yaml:2: "low"')


def test_names_in_another_script_are_told_apart(tmp_path):
    ours = catalogue_with(
        tmp_path,
        a="role: {id: data-engineer, extends: ml-engineer, name: 数据工程师}\n"
        "level_words: [{word: старший, level: senior}, {word: младший, level: junior}]\n",
    )
    assert ours.find_role("数据工程师").id == "data-engineer"
    assert (ours.find_level("Старший"), ours.find_level("младший")) == (Level.SENIOR, Level.JUNIOR)
    for other in ("市场经理", "???"):
        with pytest.raises(UnknownNameError):
            ours.find_role(other)


def test_a_role_that_a_team_changes_a_little_keeps_what_it_shares_with_the_role_beneath(tmp_path):
    changed = "role: {id: forward-deployed-engineer, extends: forward-deployed-engineer, name: Field Engineer}\n"
    ours = catalogue_with(tmp_path, a=changed)
    assert ours.role("forward-deployed-engineer").name == "Field Engineer"
    assert ours.lineage("forward-deployed-engineer") == ("forward-deployed-engineer", "ai-engineer")
    assert ours.pay("forward-deployed-engineer") == CATALOGUE.pay("forward-deployed-engineer") != ()


def test_a_role_takes_the_checklist_of_the_nearest_role_beneath_that_has_one(tmp_path):
    ours = catalogue_with(
        tmp_path,
        a="role: {id: legal-engineer, extends: regulated-ai-engineer, name: Legal Engineer}\n",
        b="role: {id: patent-engineer, extends: legal-engineer, name: Patent Engineer}\n",
    )
    for role in ("legal-engineer", "patent-engineer"):
        assert ours.checklist(role).items == CATALOGUE.checklist("regulated-ai-engineer").items


def test_a_fact_given_twice_in_one_folder_is_refused_and_one_of_a_later_folder_replaces_it(tmp_path):
    one = "  - {id: role-growth, text: One, low: 1, high: 1, unit: percent, source: S2}\n"
    ours = catalogue_with(tmp_path, a=f"facts:\n{one}")
    assert [fact.text for fact in ours.facts if fact.id == "role-growth"] == ["One"]
    (refusal,) = problems_with(tmp_path, b=f"facts:\n{one}")
    assert refusal.startswith('b.yaml:2: "role-growth" is already defined in ')
    assert refusal.endswith("a.yaml:2; keep one of the two")
