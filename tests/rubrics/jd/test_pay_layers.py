"""A posting's pay is held against what its kind of employer pays, where someone said which that is."""

from datetime import date

import pytest

from rubrics.catalogue.market import MarketLayer
from rubrics.jd import review_jd
from tests.built_in import KNOWLEDGE

JD = """Senior AI Engineer

Responsibilities
- Build agents with LLM APIs
- Build retrieval pipelines with evals
- Ship LLM features

Total compensation: $190,000 - $200,000 a year
"""


@pytest.mark.parametrize(
    ("layer", "speaks"), [(None, False), (MarketLayer.REMOTE, False), (MarketLayer.BIG_TECH, True)]
)
def test_what_other_kinds_of_employers_pay_does_not_count(layer: MarketLayer | None, speaks: bool) -> None:
    review = review_jd(KNOWLEDGE.of_layer(layer), JD, location="Austin, TX, USA", today=date(2026, 11, 30))
    assert ("pay-off-market" in {finding.rule for finding in review.findings}) is speaks


def test_the_same_knowledge_is_made_once_for_each_kind_of_employer() -> None:
    assert KNOWLEDGE.of_layer(MarketLayer.LAB) is KNOWLEDGE.of_layer(MarketLayer.LAB)
    assert KNOWLEDGE.of_layer(None) is KNOWLEDGE
    assert KNOWLEDGE.layer is None
