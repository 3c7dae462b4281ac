"""A refusal names the field as its author wrote it, and says what would be right there."""

from pathlib import Path

import pytest

from bot.wording.problems import sentence
from rubrics.authoring.loader import load_catalogue
from rubrics.catalogue.errors import CatalogueError

ROLE = "role:\n  id: ml-engineer\n  extends: ml-engineer\n"
A_WEIGHT = '"weight": write a number from 0.001 to 100, or one such number for each level'


def only_refusal(folder: Path, text: str) -> str:
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError) as refused:
        load_catalogue(folder)
    (problem,) = refused.value.problems
    return f"{problem.line}: {sentence(problem.kind, problem.values)}"


@pytest.mark.parametrize("weight", ["thirty", "-3", "0", "1e-200", "101", "true", "[1, 2]", ".inf", "'30'"])
def test_a_weight_that_is_none_is_answered_with_what_a_weight_is(tmp_path, weight):
    text = f"{ROLE}  competencies:\n    - extends: modeling\n      weight: {weight}\n"
    assert only_refusal(tmp_path, text) == f"6: {A_WEIGHT}"


@pytest.mark.parametrize(
    ("lines", "refusal"),
    [
        (
            "  competencies:\n    - {extends: modeling, weight: 3}\n    - modeling\n",
            '6: "competencies, entry 2" must be a mapping: lines of `key: value`',
        ),
        ("  sources: [S0, 7]\n", '4: "sources, entry 2" must be text; put "7" in quotes'),
        ("  minimum_scorecards: 12\n", '4: "minimum_scorecards" must be at most 10, not 12'),
        (
            "  recommendation_share: 1e-200\n",
            '4: "recommendation_share": write 0 where recommendations don\'t count, or at least 0.001',
        ),
        (
            "  minimum_scorecards: 1\n",
            '4: "minimum_scorecards": 1 can\'t be enough for ML Engineer, junior: with 1 complete scorecard the likely '
            "range is wider than ±0.6; write at least 2",
        ),
        (
            "  bar: 5\n",
            '4: "bar": 5 can\'t work for ML Engineer, junior: even 5 for everything reads split there; '
            "write at most 4.85",
        ),
        (
            "  bar: 1\n",
            '4: "bar": 1 can\'t work for ML Engineer, junior: even 1 for everything reads split there; '
            "write at least 1.15",
        ),
        ("  minimum_scorecards: 2.5\n", '4: "minimum_scorecards" must be a whole number, not 2.5'),
        (
            "  competencies:\n    - {extends: modeling, weight: 3, must_have: false, floor: 3}\n",
            '5: "competencies, entry 1": only a must-have has a floor: write `must_have: true`, or leave the floor out',
        ),
        (
            "  backgrounds:\n    software:\n      ramps:\n"
            "        - {what: engineer, low: 9, high: 3, unit: months, source: S0}\n",
            '7: "ramps, entry 1": low (9) is more than high (3)',
        ),
    ],
)
def test_an_entry_is_called_by_its_list_and_its_place_in_it(tmp_path, lines, refusal):
    assert only_refusal(tmp_path, ROLE + lines) == refusal


PAY = "pay:\n  - {{roles: [ai-engineer], year: 2026, low: {low}, high: {high}, basis: base, source: S0}}\n"
FACT = "facts:\n  - {{id: one, text: One, low: {low}, high: {high}, unit: years, source: S0}}\n"
YEARS = "level_words:\n  - {{word: boss, level: principal, years_low: {low}, years_high: {high}, source: S0}}\n"


@pytest.mark.parametrize("section", [PAY, FACT, YEARS], ids=["pay", "facts", "level words"])
def test_a_range_that_runs_downward_is_refused(tmp_path, section):
    refusal = only_refusal(tmp_path, section.format(low=300, high=100))
    assert refusal == '2: "this definition": low (300) is more than high (100)'


@pytest.mark.parametrize("section", [PAY, FACT], ids=["pay", "facts"])
def test_a_figure_without_any_number_is_refused_because_nothing_could_be_shown(tmp_path, section):
    assert only_refusal(tmp_path, section.format(low="null", high="null")) == (
        '2: "this definition": give low, high or both'
    )


def test_a_work_sample_is_rated_by_anchors_because_it_has_no_level_to_climb_to(tmp_path):
    rungs = "".join(f"          {number}: {{short: S{number}, behavior: Shows {number}}}\n" for number in range(1, 10))
    text = (
        "work_samples:\n  analysis:\n    extends: analysis\n    criteria:\n      own:\n        name: Own\n"
        f"        meaning: Own work.\n        weight: 10\n        ladder:\n{rungs}"
    )
    assert only_refusal(tmp_path, text) == (
        '4: "criteria": own needs anchors of its own: a work sample is rated alike at every level'
    )
