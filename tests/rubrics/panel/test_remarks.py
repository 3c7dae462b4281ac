"""Evidence is looked over for what may not weigh and for what says too little."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.wording.problems import located
from rubrics.catalogue.errors import CatalogueError
from rubrics.panel.loading import load_remark_rules
from rubrics.panel.remarks import RemarkRule, judging, remarks

BUILT_IN = load_remark_rules()
RULES = BUILT_IN.rules


@pytest.mark.parametrize(("rule", "text"), [(r.id, text) for r in RULES for text in r.examples.remarked])
def test_each_rule_remarks_on_its_examples(rule: str, text: str) -> None:
    assert rule in [remark.rule for remark in remarks(text, BUILT_IN)]


@pytest.mark.parametrize(("rule", "text"), [(r.id, text) for r in RULES for text in r.examples.accepted])
def test_each_rule_lets_its_counter_examples_pass(rule: str, text: str) -> None:
    assert rule not in [remark.rule for remark in remarks(text, BUILT_IN)]


@pytest.mark.parametrize("rule", BUILT_IN.handed_on, ids=lambda rule: rule.id)
def test_a_note_to_be_handed_on_may_ask_but_not_rate(rule: RemarkRule) -> None:
    assert [rule.id in [hint.rule for hint in judging(text, BUILT_IN)] for text in rule.examples.remarked] == [
        True for _ in rule.examples.remarked
    ]
    assert [judging(text, BUILT_IN) for text in rule.examples.accepted] == [() for _ in rule.examples.accepted]
    assert not judging("", BUILT_IN)


def test_what_rates_is_remarked_on_in_a_note_to_be_handed_on_alone() -> None:
    text = "Strong on retrieval: drew the index, explained why it is sharded."
    assert [hint.quote for hint in judging(text, BUILT_IN)] == ["Strong"]
    assert not remarks(text, BUILT_IN)


def test_a_hint_names_what_it_means_and_how_to_mend_it() -> None:
    (hint,) = remarks("Sharp, but too old for this team.", BUILT_IN)
    assert hint.name == "protected characteristics"
    assert "“too old”" in hint.hint


def test_words_within_words_are_let_alone() -> None:
    assert not remarks(
        "Explained the engaged user metric, then measured wifetime distributions of the sessions.", BUILT_IN
    )


def test_no_text_deserves_no_hint() -> None:
    assert remarks("", BUILT_IN) == ()


@given(st.text(max_size=500))
def test_looking_over_any_text_ends_and_gives_the_same_each_time(text: str) -> None:
    assert remarks(text, BUILT_IN) == remarks(text, BUILT_IN)
    assert len(remarks(text, BUILT_IN)) <= len(RULES)


def test_a_huge_hostile_text_is_looked_over_at_once() -> None:
    assert len(remarks("too " * 1000 + "old " * 1000, BUILT_IN)) <= len(RULES)


OWN = """rules:
  - id: jargon
    name: jargon
    hint: Say “{quote}” plainly.
    phrases: [synergy]
    examples: {remarked: [Great synergy], accepted: [Explained it]}
"""


def test_a_teams_own_rule_counts_beside_the_built_in_ones(tmp_path: Path) -> None:
    (tmp_path / "language").mkdir()
    (tmp_path / "language" / "evidence.yaml").write_text(OWN, encoding="utf-8")
    own = load_remark_rules(tmp_path)
    assert [remark.rule for remark in remarks("Much synergy in every answer of theirs.", own)] == ["jargon"]
    assert len(own.rules) == len(RULES) + 1


@pytest.mark.parametrize(
    ("name", "text", "part"),
    [("words.yaml", "rules: []", 'is called "words"'), ("evidence.yaml", OWN.replace("hint", "hnit"), ":2: ")],
)
def test_what_of_a_team_cannot_count_is_refused(tmp_path: Path, name: str, text: str, part: str) -> None:
    (tmp_path / "language").mkdir()
    (tmp_path / "language" / name).write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError) as refused:
        load_remark_rules(tmp_path)
    assert any(part in located(problem) or "hnit" in located(problem) for problem in refused.value.problems)
