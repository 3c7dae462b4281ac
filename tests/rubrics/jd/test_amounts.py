"""Pay as people type it into a field: read where it is one amount of the currency asked, else refused with why."""

import pytest

from rubrics.jd.fixes.amounts import Misfit, amount_typed, misfit_of
from tests.built_in import KNOWLEDGE

WORDS = KNOWLEDGE.pay_words


@pytest.mark.parametrize(
    ("typed", "full", "currency"),
    [
        ("150k", 150_000, None),
        ("150K", 150_000, None),
        ("$200,000", 200_000, "USD"),
        ("200.000", 200_000, None),
        ("€ 75.000", 75_000, "EUR"),
        ("75.000,50 €", 75_000.5, "EUR"),
        ("USD 150,000", 150_000, "USD"),
        ("150,000 USD", 150_000, "USD"),
        ("150 000", 150_000, None),
        ("150\u202f000", 150_000, None),
        ("CHF 120’000", 120_000, "CHF"),
        ("₹24 lakh", 2_400_000, "INR"),
        ("5,00,000", 500_000, None),
        ("$85/hr", 85, "USD"),
        ("85.50", 85.5, None),
        ("150,000 per year", 150_000, None),
    ],
)
def test_an_amount_is_read_as_people_type_it(typed: str, full: float, currency: str | None) -> None:
    amount = amount_typed(typed, WORDS)
    assert amount
    assert (amount.full, amount.currency) == (full, currency)


@pytest.mark.parametrize("typed", ["", "lots", "about 150", "150k-180k", "-5", "0", "1e5", "150k+", "1 or 2", "9" * 50])
def test_what_is_no_single_amount_is_not_read(typed: str) -> None:
    assert misfit_of(typed, "USD", "year", WORDS) is Misfit.UNREAD


@pytest.mark.parametrize(
    ("typed", "unit", "misfit"),
    [
        ("$150k", "CAD year", None),
        ("C$150k", "USD year", Misfit.CURRENCY),
        ("€75.000", "USD year", Misfit.CURRENCY),
        ("150", "USD year", Misfit.SIZE),
        ("150", "USD hour", None),
        ("150k", "USD hour", Misfit.SIZE),
        ("£95k", "GBP year", None),
    ],
)
def test_an_amount_has_to_be_pay_in_its_currency_and_period(typed: str, unit: str, misfit: Misfit | None) -> None:
    currency, period = unit.split()
    assert misfit_of(typed, currency, period, WORDS) is misfit
