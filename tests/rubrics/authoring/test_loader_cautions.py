"""What is allowed and yet worth a second look is named with its line, and never stops anything."""

from pathlib import Path

from bot.wording.problems import sentence
from rubrics.authoring.loader import load_catalogue

ROLE = """
role:
  id: pair
  extends: every-role
  name: Pair
  summary: A role for a test
  does: [Works in pairs]
  output: Pairs
  strongest_at: Pairing
  levels:
    mid: {expectation: Pairs well., scope: One pair}
  competencies:
    - id: pairing
      name: Pairing
      meaning: Works with somebody at one screen.
      weight: 10
      anchors:
        1: {short: Alone, behavior: Takes the keyboard and falls silent.}
        2: {short: After, behavior: Explains what was done once it is done.}
        3: {short: Aloud, behavior: Says what they try while they try it.}
        4: {short: Aloud, behavior: Asks before taking the keyboard.}
        5: {short: Better, behavior: Shows an excellent attitude.}
"""


def cautions(folder: Path, text: str = ROLE) -> list[str]:
    (folder / "pair.yaml").write_text(text, encoding="utf-8")
    found = load_catalogue(folder).cautions
    return [f"{each.line}: {sentence(each.kind, each.values)}" for each in found]


def test_each_caution_has_its_line(tmp_path):
    assert cautions(tmp_path) == [
        "12: Pair, mid: 1 competencies; 5 to 8 are usual",
        '14: "Pairing" has 0 questions; 3 or more serve a panel',
        '14: "Pairing" names no red flag',
        "21: 3 and 4 have the same short text",
        '22: "excellent" judges the person; say what one would see or hear instead',
    ]


def test_a_definition_with_cautions_is_loaded(tmp_path):
    cautions(tmp_path)
    assert load_catalogue(tmp_path).role("pair").name == "Pair"


def test_an_overridden_rung_is_looked_over_where_it_stands(tmp_path):
    text = """
competencies:
  evaluation:
    extends: evaluation
    ladder:
      4: {short: Ours, behavior: Is confident about the figures.}
"""
    assert cautions(tmp_path, text) == ['6: "confident" judges the person; say what one would see or hear instead']


def test_a_name_that_reads_as_two_or_outgrows_its_bar_is_told(tmp_path):
    text = """
competencies:
  evaluation:
    extends: evaluation
    name: Evaluation and testing
"""
    assert cautions(tmp_path, text) == [
        '5: "Evaluation and testing" has a comma or "and", so that in a list it reads as two; one term reads as one',
        '5: "Evaluation and testing" has 22 characters; give it a "short" of at most 20 for pictures',
    ]


def test_a_long_name_with_a_short_one_is_fine(tmp_path):
    text = """
competencies:
  evaluation:
    extends: evaluation
    name: Evaluation of AI features
    short: Evaluation
"""
    assert cautions(tmp_path, text) == []


def test_an_anchor_of_more_than_one_line_is_told_where_it_stands(tmp_path):
    text = """
competencies:
  evaluation:
    extends: evaluation
    ladder:
      4:
        behavior: Keeps a set of cases with written criteria.
        short: SHORT
"""
    assert cautions(tmp_path, text.replace("SHORT", "a" * 40)) == []
    assert cautions(tmp_path, text.replace("SHORT", "a" * 41)) == [
        '8: "short" has 41 characters; at most 40 fit one line of a phone'
    ]
