"""Whatever is typed behind `/rubric` is either understood or refused with a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Refusal
from bot.features.rubric.find_rubric import ASIDES, find_topic
from bot.features.rubric.show_answer import page_on
from bot.features.rubric.topic import Kind, Topic, topic_of
from bot.wording.refusals import reason_and_advice
from rubrics.catalogue.lookup import Catalogue
from tests.built_in import CATALOGUE

PARTS = (
    *ASIDES,
    *(role.id for role in CATALOGUE.roles),
    *(role.name for role in CATALOGUE.roles),
    *("compare", "hire", "pay", "and", "senior", "junior", "L4", "entry level", "retrieval", "x", "”", "<!here>"),
)
texts = st.one_of(
    st.lists(st.sampled_from(PARTS), min_size=1, max_size=5).map(" ".join),
    st.text(min_size=1, max_size=80).map(lambda text: " ".join(text.split())).filter(bool),
)


def understood(text: str) -> Topic | Refusal:
    """Return what a text means, or the refusal it gets."""
    try:
        return find_topic(CATALOGUE, text)
    except Refusal as refusal:
        return refusal


@given(texts)
def test_every_text_is_understood_or_refused(text: str) -> None:
    found = understood(text)
    if isinstance(found, Topic):
        assert page_on(CATALOGUE, found).topic == found
        assert topic_of(found.key) == found
    else:
        assert all(reason_and_advice(found))


@pytest.mark.parametrize("key", ["", "role", "role ai-engineer", "nonsense ai-engineer - -", "rubric ai-engineer X! -"])
def test_what_is_no_key_of_a_topic_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match=r"not|should match"):
        topic_of(key)


def test_a_role_goes_before_a_word_that_also_names_an_answer(catalogue: Catalogue) -> None:
    assert find_topic(catalogue, "ai-engineer").kind is Kind.ROLE
    assert find_topic(catalogue, "sources ml-engineer") == Topic(kind=Kind.SOURCES, role="ml-engineer")


@pytest.mark.parametrize("text", ["ai engneer senor", "ai-engneer senior", "senor ai engneer"])
def test_a_misspelled_role_keeps_the_level_that_was_named(text: str) -> None:
    found = understood(text)
    assert isinstance(found, Refusal)
    assert "Senior AI Engineer" in reason_and_advice(found)[1]


@pytest.mark.parametrize("text", ["A" * 5000, f"ai-engineer {'A' * 5000}", f"ai-engineer senior anchors {'A' * 5000}"])
def test_what_nobody_knows_is_repeated_only_as_far_as_it_helps(text: str) -> None:
    found = understood(text)
    assert isinstance(found, Refusal)
    assert len(reason_and_advice(found)[0]) < 160
