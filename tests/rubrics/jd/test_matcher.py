"""Phrases are found word by word, whatever their case, plural and punctuation, at the place where they stand."""

import itertools
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics.jd.text.lists import ListKey, ListKind
from rubrics.jd.text.matcher import Matcher, forms_of, phrases_of, word_key, words_of

VERB, TOOL = ListKey(ListKind.VERB, "v"), ListKey(ListKind.TOOL, "t")
TEXTS = st.text(st.sampled_from("ab zs'+#-.,\n é9"), max_size=60)


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("agents", "agent"),
        ("agent's", "agent"),
        ("libraries", "library"),
        ("ties", "tie"),
        ("class", "class"),
        ("status", "status"),
        ("analysis", "analysis"),
        ("news", "news"),
        ("videos", "videos"),
        ("gas", "gas"),
        ("apis", "apis"),
    ],
)
def test_a_word_is_compared_without_plural_and_possessive(word: str, key: str) -> None:
    assert word_key(word) == key


@given(TEXTS)
def test_every_word_stands_where_it_says(text: str) -> None:
    for word in words_of(text):
        assert word_key(text[word.start : word.end]) == word.key
    spans = words_of(text).spans
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))


@given(TEXTS, st.integers(0, 20), st.integers(0, 20))
def test_the_words_of_a_stretch_are_its_own_and_keep_their_offsets(text: str, start: int, end: int) -> None:
    stretch = words_of(text, start, end)
    assert all(start <= word.start < word.end <= end for word in stretch)
    assert stretch.keys == [word.key for word in stretch]
    assert words_of(text).between(1, 3) == list(words_of(text))[1:3]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("c++ and c#", ["c++", "and", "c#"]),
        ("retrieval-augmented", ["retrieval", "augmented"]),
        ("snake_case", ["snake", "case"]),
        ("c#5 c", ["c", "5", "c"]),
        ("münchen", ["münchen"]),
    ],
)
def test_marks_part_words_unless_they_name_a_language(text: str, keys: list[str]) -> None:
    assert words_of(text).keys == keys


@pytest.mark.parametrize(
    ("pattern", "phrases"),
    [
        ("ship agents", ["ship agents"]),
        ("(build|ship) agents", ["build agents", "ship agents"]),
        ("(senior |)engineer", ["senior engineer", "engineer"]),
        ("(a|b) (c|d)", ["a c", "a d", "b c", "b d"]),
        ("bonus (plan|for (results|meeting goals))", ["bonus plan", "bonus for results", "bonus for meeting goals"]),
    ],
)
def test_a_pattern_is_spelled_out(pattern: str, phrases: list[str]) -> None:
    assert list(phrases_of(pattern)) == phrases


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("design", ("design", "designing", "designed")),
        ("build", ("build", "building", "built")),
        ("ship", ("ship", "shipping", "shipped")),
        ("write", ("write", "writing", "wrote", "written")),
        ("evaluate", ("evaluate", "evaluating", "evaluated")),
        ("modify", ("modify", "modifying", "modified")),
        ("deploy", ("deploy", "deploying", "deployed")),
    ],
)
def test_a_verb_is_known_in_all_its_forms(verb: str, forms: tuple[str, ...]) -> None:
    assert forms_of(verb) == forms


def test_overlapping_phrases_of_several_lists_are_all_found_in_order() -> None:
    matcher = Matcher([(VERB, ["build agents"]), (TOOL, ["agent", "build agents now"])])
    hits = matcher.hits(words_of("we build, agents now"))
    assert [(hit.kind, hit.phrase, hit.start, hit.end, hit.first, hit.last) for hit in hits] == [
        (ListKind.VERB, "build agents", 3, 16, 1, 2),
        (ListKind.TOOL, "build agents now", 3, 20, 1, 3),
        (ListKind.TOOL, "agent", 10, 16, 2, 2),
    ]


def test_a_phrase_given_twice_is_found_once_and_a_part_of_one_is_none() -> None:
    matcher = Matcher([(VERB, ["ship it", "(ship|own) it"])])
    assert matcher.size == 2
    assert len(matcher.hits(words_of("ship it"))) == 1
    assert matcher.hits(words_of("ship the it")) == matcher.hits(words_of("ship")) == []


@given(st.lists(st.sampled_from(["build", "ship", "agents", "now"]), max_size=12))
def test_a_phrase_is_found_wherever_it_stands_and_nowhere_else(words: list[str]) -> None:
    hits = Matcher([(VERB, ["ship agents"])]).hits(words_of(" ".join(words)))
    there = [place for place in range(len(words)) if words[place : place + 2] == ["ship", "agents"]]
    assert [hit.first for hit in hits] == there


PHRASES = st.lists(st.text(st.sampled_from("abc "), max_size=9).map("a{}".format), max_size=30)


@given(PHRASES, st.text(st.sampled_from("abc "), max_size=80))
@pytest.mark.parametrize("longest", [1, 60])
def test_a_matcher_kept_and_read_back_finds_the_same_and_is_kept_the_same_again(
    longest: int, phrases: list[str], text: str
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("rubrics.jd.text.matcher._LONG", longest)  # so that few phrases make branches of every kind
        fresh = Matcher([(VERB, phrases), (TOOL, phrases[::2])])
        kept = pickle.loads(pickle.dumps(fresh))  # noqa: S301 – written in the same line
        assert kept.hits(words_of(text)) == kept.hits(words_of(text)) == fresh.hits(words_of(text))
        assert kept.__getstate__() == fresh.__getstate__()
