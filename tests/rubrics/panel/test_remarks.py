"""Evidence is looked over for what may not weigh and for what says too little."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics.panel.remarks import load_remark_rules, remarks

BUILT_IN = load_remark_rules()
RULES = BUILT_IN.rules


@pytest.mark.parametrize(("rule", "text"), [(r.id, text) for r in RULES for text in r.examples.remarked])
def test_each_rule_remarks_on_its_examples(rule: str, text: str) -> None:
    assert rule in [remark.rule for remark in remarks(text, BUILT_IN)]


@pytest.mark.parametrize(("rule", "text"), [(r.id, text) for r in RULES for text in r.examples.accepted])
def test_each_rule_lets_its_counter_examples_pass(rule: str, text: str) -> None:
    assert rule not in [remark.rule for remark in remarks(text, BUILT_IN)]


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
