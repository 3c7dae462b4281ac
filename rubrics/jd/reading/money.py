"""Amounts of money in a text, read as numbers with currency and scale; knows nothing of what they pay for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rubrics.jd.knowledge.currencies import Currencies
from rubrics.jd.text.lines import lines_at

_SCALES = {
    "k": 1e3, "thousand": 1e3, "m": 1e6, "mm": 1e6, "mn": 1e6, "million": 1e6, "b": 1e9, "bn": 1e9,
    "billion": 1e9, "t": 1e12, "tn": 1e12, "trillion": 1e12, "lakh": 1e5, "lakhs": 1e5, "lac": 1e5,
    "lacs": 1e5, "lpa": 1e5, "l": 1e5, "crore": 1e7, "crores": 1e7, "cr": 1e7,
}  # fmt: skip
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Amount:
    """One number with the currency and scale printed at it; `scale` is 1 where none is."""

    value: float
    scale: float
    currency: str | None
    plus: bool
    start: int
    end: int
    scale_word: str

    @property
    def full(self) -> float:
        """The value with its scale."""
        return self.value * self.scale

    @property
    def marked(self) -> bool:
        """Whether a currency is printed at the number itself."""
        return self.currency is not None


def amounts_in(folded: str, currencies: Currencies) -> Iterator[Amount]:
    """Yield every number of a lower-case text that could be money, in order."""
    lines = lines_at(folded, (digit.start() for digit in _DIGIT.finditer(folded)))
    for match in (amount for start, end in lines for amount in currencies.amount.finditer(folded, start, end)):
        number = match["number"]
        scale_word = (match["scale"] or "").strip()
        yield Amount(
            value=_number(number),
            scale=_SCALES.get(scale_word, 1.0),
            currency=currencies.of(match),
            plus=bool(match["plus"]),
            start=match.start(),
            end=match.end(),
            scale_word=scale_word,
        )


def _number(written: str) -> float:
    if re.fullmatch(r"\d{1,3}(?:[.' ]\d{3}){1,2}", written):
        return float(re.sub(r"[.' ]", "", written))
    return float(written.replace(",", ""))
