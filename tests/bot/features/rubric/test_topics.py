"""docs/topics.csv says where each topic of two public interview guides of 2026 is asked; every row is held to that."""

import csv
from pathlib import Path

import pytest

from bot.features.rubric.topic import topic_of
from tests.bot.features.rubric.test_coverage import said
from tests.built_in import CATALOGUE

TOPICS = list(csv.DictReader(Path("docs/topics.csv").read_text(encoding="utf-8").splitlines()))


def test_there_are_46_topics_each_once():
    assert len({row["topic"] for row in TOPICS}) == len(TOPICS) == 46


@pytest.mark.parametrize("row", TOPICS, ids=lambda row: row["topic"])
def test_a_topic_is_asked_where_the_table_says(row):
    assert row["words"]
    assert row["words"] in said(row["page"])


@pytest.mark.parametrize("row", TOPICS, ids=lambda row: row["topic"])
def test_a_topic_is_asked_of_a_level_in_a_competency_or_is_an_exercise(row):
    topic = topic_of(row["page"])
    assert topic.role == "ai-engineer"
    if topic.kind == "exercise":
        assert CATALOGUE.exercise(topic.detail) in CATALOGUE.exercises_for(topic.role, topic.level)
    else:
        assert CATALOGUE.rubric(topic.role, topic.level).competency(topic.detail).questions
