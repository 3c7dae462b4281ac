"""Stated pay is read in every form people write it, and funding, revenue and stipends are not pay."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics.jd import review_jd
from rubrics.jd.reading.pay import pay_in
from rubrics.jd.text.plaintext import plain_text
from tests.built_in import KNOWLEDGE

WORDS = KNOWLEDGE.pay_words

READ = [
    ("Pay: $40-$100/hour", 40, 100, "USD", "hour"),
    ("Pay: $200-$250k", 200_000, 250_000, "USD", "year"),
    ("Range $97,400.00 - $174,050.00", 97_400, 174_050, "USD", "year"),
    ("USD 154,445  -  USD 185,334", 154_445, 185_334, "USD", "year"),
    ("CTC INR 16 Lakh to 24 Lakh", 1_600_000, 2_400_000, "INR", "year"),
    ("Base pay: CRC 34,400,000.00 - 47,300,000.00 per year", 34_400_000, 47_300_000, "CRC", "year"),
    ("The pay scale is an annual salary of _$135,000._", 135_000, 135_000, "USD", "year"),
    (
        "Our target new hire base salary ranges for this role are the following:\n"
        "- US employees (any location): $203,100 - 238,900",
        203_100,
        238_900,
        "USD",
        "year",
    ),
    ("The hourly rate is _$ 75/h. – $80/h._", 75, 80, "USD", "hour"),
    ("A cost to company of between R30k and R35k", 30_000, 35_000, "ZAR", "month"),
    ("Salary: PHP 120,000 - 150,000 per month", 120_000, 150_000, "PHP", "month"),
    ("Salary: COP 12,000,000 - 15,000,000 monthly", 12_000_000, 15_000_000, "COP", "month"),
    ("Salary 16-24 LPA", 1_600_000, 2_400_000, "INR", "year"),
    ("Salary: Rs. 12,00,000 - 18,00,000 per annum", 1_200_000, 1_800_000, "INR", "year"),
    ("Hiring Target Min:USD 163,360.00 ... Max:USD 204,200.00", 163_360, 204_200, "USD", "year"),
    ("EUR 5700 to 7100 gross per month", 5_700, 7_100, "EUR", "month"),
    ("Compensation: $140-180K + equity", 140_000, 180_000, "USD", "year"),
    ("between €60.000 and €75.000 per year", 60_000, 75_000, "EUR", "year"),
    ("80 000 € - 95 000 €", 80_000, 95_000, "EUR", "year"),
    ("CHF 120'000 - 150'000", 120_000, 150_000, "CHF", "year"),
    ("C$120,000 to C$150,000", 120_000, 150_000, "CAD", "year"),
    ("Salary range $165,000 (min) - $210,000 (max)", 165_000, 210_000, "USD", "year"),
    ("The base pay: $147,400/year in our lowest market up to $272,100/year", 147_400, 272_100, "USD", "year"),
    ("The base pay: $147,400/year in our lowest market up\nto $272,100/year", 147_400, 272_100, "USD", "year"),
    ("The salary is CAD $120,000 - $150,000", 120_000, 150_000, "CAD", "year"),
    ("Salary: C$110,000 - C$130,000 - C$150,000", 110_000, 150_000, "CAD", "year"),
    ("Pay range\n\nMin: $100,000\n\nMid: $120,000\n\nMax: $140,000", 100_000, 140_000, "USD", "year"),
    ("The starting rate is expected to be $95,000/yr.", 95_000, 95_000, "USD", "year"),
    ("Compensation$120-150k baseBenefits", 120_000, 150_000, "USD", "year"),
    ("Salary: £500 per day", 500, 500, "GBP", "day"),
    ("the salary is $120,000 a year", 120_000, 120_000, "USD", "year"),
    ("Salary: $350,000+", 350_000, None, "USD", "year"),
    ("Compensation: up to $150,000", None, 150_000, "USD", "year"),
    ("Salary from £50k", 50_000, None, "GBP", "year"),
    ("Up to £70k basic + car allowance", None, 70_000, "GBP", "year"),
    ("Up to £70,000 plus a GENEROUS bonus", None, 70_000, "GBP", "year"),
    ("£70,000 + bonus + pension", 70_000, 70_000, "GBP", "year"),
    ("Annual salary: £60,000 and a bonus of a tenth", 60_000, 60_000, "GBP", "year"),
    ("Salary: R700,000 - R900,000 per annum", 700_000, 900_000, "ZAR", "year"),
    ("Salary: R 45 000 - R 60 000 per month", 45_000, 60_000, "ZAR", "month"),
    ("Salary: ₦900,000 - ₦1,200,000 monthly", 900_000, 1_200_000, "NGN", "month"),
    ("Salary: KES 250,000 - 350,000 per month", 250_000, 350_000, "KES", "month"),
    ("Salary: ₺120,000 - ₺150,000 a month", 120_000, 150_000, "TRY", "month"),
    ("Salary: 300,000 to 400,000 RMB a year", 300_000, 400_000, "CNY", "year"),
    ("Office in Oslo. Salary: 650 000 - 750 000 kr per year", 650_000, 750_000, "NOK", "year"),
]
NOT_PAY = [
    "We raised $20M - $30M in funding",
    "a $3.2 trillion market",
    "manage ad spend of $100,000 - $500,000 a month",
    "$1,000-$2,000 learning stipend",
    "customers with $100K-$200K ARR",
    "$2,500 referral bonus",
    "401(k) match up to $4,000",
    "Get $138/month for the gym on top of your salary",
    "5-7 years of experience, founded 1998 - 2004",
    "Compensation\nSigning bonus: $10,000 - $20,000",
    "Pay: see below\nTuition: $12,500 a year",
    "Relocation budget: $10,000 - $15,000",
    "Try 20,000 - 30,000 records in R 4",
]


@pytest.mark.parametrize(("text", "low", "high", "currency", "period"), READ)
def test_stated_pay_is_read(text: str, low: float | None, high: float | None, currency: str, period: str) -> None:
    found = pay_in(plain_text(text).folded, "", WORDS)
    assert [(pay.low, pay.high, pay.currency, pay.period) for pay in found] == [(low, high, currency, period)]


@pytest.mark.parametrize("text", NOT_PAY)
def test_other_sums_are_not_pay(text: str) -> None:
    assert pay_in(plain_text(text).folded, "", WORDS) == ()


@pytest.mark.parametrize(
    ("text", "low", "high", "exceeds"),
    [
        ("Up to $200k", None, 200_000, False),
        ("* Up to $200k a year", None, 200_000, False),
        ("Salary: $250,000 - $800,000 (or more), uncapped", 250_000, 800_000, True),
        ("Salary: $150,000 - $180,000 plus equity", 150_000, 180_000, False),
    ],
)
def test_an_end_left_open_is_read(text: str, low: float | None, high: float | None, *, exceeds: bool) -> None:
    (pay,) = pay_in(plain_text(text).folded, "", WORDS)
    assert (pay.low, pay.high, pay.exceeds) == (low, high, exceeds)
    assert pay.open_ended == (exceeds or low is None)


def test_a_table_of_places_is_several_pays() -> None:
    text = "San Francisco: $180,000 - $220,000; New York: $175,000 - $215,000"
    assert len(pay_in(text.lower(), "", WORDS)) == 2


def test_a_bare_dollar_is_the_dollar_of_the_place() -> None:
    assert pay_in("salary: $120,000 - $150,000", "Toronto, Ontario", WORDS)[0].currency == "CAD"
    assert pay_in("salary: $120,000 - $150,000", "Canada, United States", WORDS)[0].currency == "USD"


def test_base_total_and_on_target_are_told_apart() -> None:
    bases = {
        "base salary: $150,000 - $180,000": "base",
        "total cash compensation: $150,000 - $180,000": "total",
        "ote: $150,000 - $180,000": "on-target",
        "salary: $150,000 - $180,000": "unclear",
        "pay is based on experience: $150,000 - $180,000": "unclear",
        "base $150k - $180k, ote $250k": "base",
        "ote (base + commission): $150,000 - $180,000": "on-target",
        "total compensation of base and bonus: $150,000 - $180,000": "total",
        "total compensation is generous, with a base salary of $150,000 - $180,000": "base",
        "base salary and bonus, total cash: $150,000 - $180,000": "total",
        "pay is one part of total compensation. for this role the salary is $150,000 - $180,000": "unclear",
        "our salary, total cash: $150,000 - $180,000": "total",
    }
    assert {text: pay_in(text, "", WORDS)[0].basis for text in bases} == bases


def test_each_figure_has_the_basis_of_its_own_clause() -> None:
    pays = pay_in("salary: base $150k - $180k, ote $250k", "", WORDS)
    assert [pay.basis for pay in pays] == ["base", "on-target"]


def test_a_crown_without_a_country_has_no_currency() -> None:
    (pay,) = pay_in("salary: 45 000 - 55 000 kr per month", "", WORDS)
    assert pay.currency is None
    assert pay_in("salary: 45 000 - 55 000 kr per month", "Malmö", WORDS)[0].currency == "SEK"


@given(st.integers(20, 690), st.integers(5, 300), st.sampled_from(["-", " - ", " to ", "–", " — "]))
def test_any_yearly_range_in_thousands_is_read_as_written(low: int, more: int, joint: str) -> None:
    high = low + more
    text = f"AI Engineer\n\nSalary: ${low},000{joint}${high},000 a year"
    found = review_jd(KNOWLEDGE, text, today=date(2026, 11, 21)).pay
    if high / low <= 12:
        assert [(pay.low, pay.high) for pay in found] == [(low * 1000, high * 1000)]
        assert text[found[0].start : found[0].end] == f"${low},000{joint}${high},000"


@pytest.mark.parametrize(
    ("pay", "spoken"),
    [
        ("Pay: $23.00 per hour", False),
        ("Salary: $144,200 a year. It is not negotiable.", True),
        ("The salary is $144,200 a year and not negotiable.", False),
        ("A flat salary of $240,000 a year for all", False),
        ("Salary: $144,200 a year", True),
    ],
)
def test_a_sum_that_is_fixed_asks_for_no_range(pay: str, spoken: bool) -> None:
    text = f"AI Engineer\n\n{pay}"
    findings = review_jd(KNOWLEDGE, text, today=date(2026, 12, 1)).findings
    assert ("pay-single" in {one.rule for one in findings}) is spoken
