"""The words that tell pay from other sums of money, as patterns; knows no text under review."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rubrics.jd.knowledge.currencies import Currencies
from rubrics.jd.values import Basis


@dataclass(frozen=True)
class PayWords:
    """The lists that tell pay from other sums; see definitions/jd/pay.yaml."""

    pay_words: Sequence[str]
    rate_words: Sequence[str]
    not_pay_words: Sequence[str]
    other_sums: Sequence[str]
    insurance_words: Sequence[str]
    base_words: Sequence[str]
    total_words: Sequence[str]
    on_target_words: Sequence[str]
    open_after: Sequence[str]
    open_before_low: Sequence[str]
    open_before_high: Sequence[str]
    plausible: Mapping[str, Mapping[str, tuple[float, float]]]
    inferred_period: Mapping[str, Mapping[str, float]]
    dollar_by_place: Mapping[str, str]
    krona_by_place: Mapping[str, str]
    currency_codes: Sequence[str]
    currency_signs: Mapping[str, str]
    currency_names: Mapping[str, str]
    doubtful_currencies: Sequence[str]

    @cached_property
    def currencies(self) -> Currencies:
        """How money is written."""
        signs, names = (
            {word.lower(): code for word, code in listed.items()}
            for listed in (self.currency_signs, self.currency_names)
        )
        codes = [code.lower() for code in self.currency_codes]
        return Currencies(codes, signs, names, frozenset(self.doubtful_currencies))

    @cached_property
    def pay(self) -> re.Pattern[str]:
        """Finds a word of pay."""
        return _any_of(self.pay_words)

    @cached_property
    def rate(self) -> re.Pattern[str]:
        """Finds a word of pay per time, which a stipend may have too."""
        return _any_of(self.rate_words)

    @cached_property
    def other_money(self) -> re.Pattern[str]:
        """Finds a word of funding, revenue, stipends and the like."""
        return _any_of(self.not_pay_words)

    @cached_property
    def other_sum(self) -> re.Pattern[str]:
        """Finds what names another sum than the pay: a bonus, tuition, a budget."""
        return _any_of(self.other_sums)

    @cached_property
    def insurance(self) -> re.Pattern[str]:
        """Finds what names an insurance, whose sum may be told in salaries."""
        return _any_of(self.insurance_words)

    @cached_property
    def bases(self) -> Sequence[tuple[Basis, re.Pattern[str]]]:
        """Finds what a figure is the sum of, the most telling first."""
        return (
            ("on-target", _whole(self.on_target_words)),
            ("total", _whole(self.total_words)),
            ("base", _whole(self.base_words)),
        )

    @cached_property
    def base_salary(self) -> re.Pattern[str]:
        """Finds base pay by a name of its own: “base salary”, not “base and bonus”."""
        return _whole([phrase for phrase in self.base_words if " " in phrase])

    def says_basis(self, text: str) -> bool:
        """Whether a lower-case text says what a figure is the sum of."""
        return any(pattern.search(text) for _, pattern in self.bases)

    def dollar(self, place: str) -> str:
        """Return the currency a bare “$” means in a place."""
        return _at(place, self.dollar_by_place) or "USD"

    def krona(self, place: str) -> str | None:
        """Return the currency “kr” means in a place; None where no one can tell."""
        return _at(place, self.krona_by_place)


def _at(place: str, currencies: Mapping[str, str]) -> str | None:
    return next((currency for name, currency in currencies.items() if name in place), None)


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile("(?<![a-z])(?:" + "|".join(map(re.escape, words)) + ")")


def _whole(words: Sequence[str]) -> re.Pattern[str]:
    """Find whole words only: “base” is not in “based”."""
    return re.compile(_any_of(words).pattern + "(?![a-z])")
