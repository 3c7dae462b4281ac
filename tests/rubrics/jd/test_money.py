"""Each scale that people write behind a sum is read at its size, in the sum and in the pay it states."""

import pytest

from rubrics.jd.reading.money import amounts_in
from rubrics.jd.reading.pay import pay_in
from tests.built_in import KNOWLEDGE

SCALES = [
    ("1.5k", 1_500),
    ("1.5 thousand", 1_500),
    ("1.5 lakh", 150_000),
    ("1.5 lakhs", 150_000),
    ("1.5 lac", 150_000),
    ("1.5 lacs", 150_000),
    ("1.5 lpa", 150_000),
    ("1.5 l", 150_000),
    ("1.5m", 1_500_000),
    ("1.5mm", 1_500_000),
    ("1.5 mn", 1_500_000),
    ("1.5 million", 1_500_000),
    ("1.5 crore", 15_000_000),
    ("1.5 crores", 15_000_000),
    ("1.5 cr", 15_000_000),
    ("1.5b", 1_500_000_000),
    ("1.5 bn", 1_500_000_000),
    ("1.5 billion", 1_500_000_000),
    ("1.5t", 1_500_000_000_000),
    ("1.5 tn", 1_500_000_000_000),
    ("1.5 trillion", 1_500_000_000_000),
]
PAYS = [
    ("salary: $120 thousand to $150 thousand a year", 120_000, 150_000),
    ("salary: 120-150k usd", 120_000, 150_000),
    ("salary: rs. 12 lakh to 18 lakh per annum", 1_200_000, 1_800_000),
    ("salary: inr 12 to 18 lacs", 1_200_000, 1_800_000),
    ("ctc: inr 1 crore to 1.5 crore", 10_000_000, 15_000_000),
    ("ctc: inr 1.2 cr to 2 cr", 12_000_000, 20_000_000),
    ("salary: $1.2 million to $1.5m a year", 1_200_000, 1_500_000),
]


@pytest.mark.parametrize(("written", "full"), SCALES)
def test_a_scale_multiplies_the_figure_before_it(written: str, full: float) -> None:
    (amount,) = amounts_in(f"inr {written}", KNOWLEDGE.pay_words.currencies)
    assert amount.full == pytest.approx(full)


@pytest.mark.parametrize(("text", "low", "high"), PAYS)
def test_a_pay_is_read_at_its_scale(text: str, low: float, high: float) -> None:
    assert [(pay.low, pay.high) for pay in pay_in(text, "", KNOWLEDGE.pay_words)] == [(low, high)]
