"""docs/coverage.csv says where each item of the sources is read in Slack; every row is held against what is shown.

An item is *usable* (someone works with it), *shown*, *partly* there or *left out*; the last two say why.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from bot.features.rubric.pay_figures import fact_words
from bot.features.rubric.show_answer import page_on
from bot.features.rubric.topic import topic_of
from bot.features.staffing.answer_questions import Asking
from bot.features.staffing.show_staffing import outcome_name
from bot.features.staffing.staffing_form import form as staffing_form
from rubrics.authoring.loader import load_catalogue
from rubrics.catalogue.market import Fact
from rubrics.jd.knowledge.loading import load_knowledge

ITEMS = list(csv.DictReader(Path("docs/coverage.csv").read_text(encoding="utf-8").splitlines()))
SHOWN, MISSED = {"usable", "shown"}, {"partly", "left out"}
CATALOGUE = load_catalogue()


@cache
def said(page: str) -> str:
    """All that a page shows, tables included, without Slack's marks; “staffing” is the form that asks about hiring."""
    if page == "staffing":
        return "\n".join(_texts(_staffing_views()))
    answer = page_on(CATALOGUE, topic_of(page))
    return unescape("\n".join(_texts([*answer.blocks, *(answer.newer or []), *answer.links]))).replace("*", "")


def _staffing_views() -> list[Any]:
    assert CATALOGUE.hiring is not None
    assert CATALOGUE.hiring.staffing is not None
    questions = CATALOGUE.hiring.staffing
    outcomes = [{"text": outcome_name(rule.outcome)} for rule in questions.rules]
    return [staffing_form(Asking(questions, ()), None), *outcomes]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("text"), str):
            yield value["text"]
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from _texts(each)


@pytest.mark.parametrize("item", [item for item in ITEMS if item["status"] in SHOWN], ids=lambda item: item["item"])
def test_an_item_of_the_sources_stands_where_the_table_says(item):
    if rule := re.fullmatch(r"rule ([\w-]+)", item["page"]):
        assert rule[1] in {known.id for known in load_knowledge(CATALOGUE).rules.rules}
    else:
        assert item["words"]
        assert item["words"] in said(item["page"])


def test_each_item_stands_in_the_table_once_and_what_is_missed_says_why():
    assert len({item["item"] for item in ITEMS}) == len(ITEMS) == 484
    assert {item["status"] for item in ITEMS} <= SHOWN | MISSED
    assert not [item["item"] for item in ITEMS if item["status"] in MISSED and not item["why"]]


def test_no_item_is_lost_again():
    """Raised whenever more are shown; what is left stands in the table."""
    counts = Counter(item["status"] in SHOWN for item in ITEMS)
    assert counts[True] / len(ITEMS) >= 0.97


@pytest.mark.parametrize("fact", CATALOGUE.facts, ids=lambda fact: fact.id)
def test_every_single_figure_is_read_with_its_unit_on_the_market_page_of_a_role(fact: Fact) -> None:
    assert fact.roles
    for role in fact.roles:
        assert f"{fact.text}: {fact_words(fact)}" in said(f"market {role} - -")
