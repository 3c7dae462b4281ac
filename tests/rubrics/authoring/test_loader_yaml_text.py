"""The YAML reader gives the data that stands in the text, with the line of each part."""

import json
import string

import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.wording.problems import sentence
from rubrics.authoring.blocks import Block, Listing
from rubrics.authoring.yaml_text import parse

WORDS = st.text(string.ascii_letters + string.digits + " –’.,;!?-_/", max_size=30)
SCALARS = st.none() | st.booleans() | st.integers(-(10**12), 10**12) | WORDS
DATA = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(string.ascii_lowercase, min_size=1), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(DATA)
def test_what_was_written_as_json_is_read_as_it_was(data):
    assert parse(json.dumps(data, ensure_ascii=False), "x.yaml") == (data, [])


@given(st.dictionaries(st.text(string.ascii_lowercase, min_size=1), DATA, max_size=4))
def test_what_was_written_as_yaml_is_read_as_it_was(data):
    # long enough lines, so that plain text is not folded into another spacing
    text = yaml.safe_dump(data, allow_unicode=True, width=10_000, default_style='"')
    read, problems = parse(text.replace("!!null ", "").replace("!!bool ", "").replace("!!int ", ""), "x.yaml")
    assert problems == []
    assert read == _as_text(data)


def _as_text(data):
    """With every scalar in quotes, all of them are text."""
    if isinstance(data, dict):
        return {key: _as_text(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_as_text(value) for value in data]
    return data if isinstance(data, str) else yaml.safe_dump(data).split("\n")[0]


@given(st.text(max_size=200))
def test_any_text_at_all_is_either_read_or_refused_with_a_line(text):
    data, problems = parse(text, "x.yaml")
    assert all(problem.line >= 1 and sentence(problem.kind, problem.values) for problem in problems)
    assert data is None or isinstance(data, Block | Listing | str | int | float | bool)


@given(st.lists(st.text(string.ascii_lowercase, min_size=1, max_size=8), min_size=1, max_size=20, unique=True))
def test_each_key_knows_its_line(keys):
    data, _ = parse("".join(f"{key}:\n  - 1\n" for key in keys), "x.yaml")
    assert [data.places[key].line for key in keys] == [2 * number + 1 for number in range(len(keys))]


def test_words_that_other_readers_take_for_yes_and_no_stay_words():
    data, _ = parse("a: no\nb: on\nc: 2026-11-21\nd: 1e3\ne: 0x10\nf: true\ng: ~\nh: 12:30\n", "x.yaml")
    assert data == {
        "a": "no", "b": "on", "c": "2026-11-21", "d": "1e3", "e": "0x10", "f": True, "g": None, "h": "12:30",
    }  # fmt: skip


def test_every_repeated_key_is_reported():
    _, problems = parse("a: 1\nb: {c: 1, c: 2}\na: 2\na: 3\n", "x.yaml")
    assert [problem.line for problem in problems] == [2, 3, 4]
