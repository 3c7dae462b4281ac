"""A post that mixes too many kinds of work, or holds prompts alone, is told from one that only looks so."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from rubrics.jd import Finding, review_jd
from tests.built_in import KNOWLEDGE

TODAY = date(2026, 11, 30)
POSTS = yaml.safe_load((Path(__file__).parent / "made_up_posts.yaml").read_text(encoding="utf-8"))
CASES = [(rule, says, text) for rule, posts in POSTS.items() for says, texts in posts.items() for text in texts]
KINDS = (
    "- Train forecasting models",
    "- Build our mobile app in React Native",
    "- Run the Kubernetes clusters",
    "- Build data pipelines in Spark",
)


def findings(text: str) -> dict[str, Finding]:
    return {one.rule: one for one in review_jd(KNOWLEDGE, text, today=TODAY).findings}


def post(*lines: str) -> str:
    return "\n".join(["AI Engineer", "", "What you'll do", *lines, "- Talk to users every week"])


@pytest.mark.parametrize(("rule", "says", "text"), CASES, ids=[f"{case[0]}-{case[1]}" for case in CASES])
def test_made_up_posts_are_told_apart(rule: str, says: str, text: str) -> None:
    assert (rule in findings(text)) is (says == "speaks")


def test_a_kitchen_sink_names_the_kinds_of_work_it_mixes() -> None:
    facts = findings(post(*KINDS))["kitchen-sink"].facts
    assert facts.count == 4
    assert facts.families == ("models", "product and interfaces", "infrastructure", "data pipelines")


@pytest.mark.parametrize(
    "line",
    [
        "- Help customers train forecasting models",
        "- You will not train forecasting models",
        "- Work with researchers who train forecasting models",
        "- Learn one of: forecasting models, queues or caches",
        "- Use methods such as forecasting models",
        "- We train forecasting models",
        "- Talk about forecasting models",
        "- Document feature design, forecasting models and their sources",
        "- Build what our teams ask for (forecasting models, say)",
    ],
)
def test_others_work_waivers_choices_and_examples_are_no_kind_of_work(line: str) -> None:
    assert "kitchen-sink" not in findings(post(line, *KINDS[1:]))


def test_one_line_that_lists_everything_is_no_kitchen_sink_by_itself() -> None:
    assert "kitchen-sink" not in findings(post("- Build models, our mobile app, data pipelines and run our servers"))
