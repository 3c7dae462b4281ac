"""Amounts of pay as someone types them: “150k”, “$200,000”, “200.000”; knows no form and no command."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rubrics.jd.fixes.asking import UNIT, Answers, Ask, AskKind
from rubrics.jd.knowledge.pay_words import PayWords
from rubrics.jd.reading.money import Amount, amounts_in
from rubrics.jd.text.plaintext import lowered

_LONGEST = 40
"""Characters; an amount with its currency and period has fewer."""
_EURO_CENTS = re.compile(r"(?<=\d),(\d{2})(?![\d,.])")
_EURO_GROUPS = re.compile(r"(?<=\d)\.(?=\d{3}(?:\D|$))")
_PERIOD = re.compile(r"[ \t]*(?:/|per|an?)?[ \t]*(?:y(?:ea)?r|annum|month|mo|week|day|h(?:ou)?r)?\.?[ \t]*")
_SPACES = re.compile(r"[\u00a0\u2009\u202f]")
"""Spaces that word processors put between groups of digits."""


class Misfit(StrEnum):
    """Why what was typed is no pay: it is no single amount, of another currency, or out of all proportion."""

    UNREAD = "unread"
    CURRENCY = "currency"
    SIZE = "size"


def amount_typed(typed: str, words: PayWords) -> Amount | None:
    """Return the one amount above zero that was typed, with what may stand around it; None where it is no amount."""
    folded = _SPACES.sub(" ", lowered(typed.strip())).replace("’", "'")
    if len(folded) > _LONGEST:
        return None
    folded = _EURO_CENTS.sub(r".\1", _EURO_GROUPS.sub("", folded))
    amounts = list(amounts_in(folded, words.currencies))
    if len(amounts) != 1:
        return None
    amount = amounts[0]
    is_all = not folded[: amount.start].strip() and _PERIOD.fullmatch(folded, amount.end) is not None
    return amount if is_all and not amount.plus and amount.full > 0 else None


def misfit_of(typed: str, currency: str, period: str, words: PayWords) -> Misfit | None:
    """Return why what was typed is no pay in a currency for a period; None where it is."""
    amount = amount_typed(typed, words)
    if amount is None:
        return Misfit.UNREAD
    any_dollar = typed.lstrip().startswith("$") and amount.currency == words.dollar("") and currency.endswith("D")
    if amount.currency is not None and amount.currency != currency and not any_dollar:
        return Misfit.CURRENCY
    low, high = words.plausible.get(currency, words.plausible["default"])[period]
    return None if low <= amount.full <= high else Misfit.SIZE


@dataclass(frozen=True, slots=True)
class Unfit:
    """What was typed as an amount and is none: the question it answers, and the currency and unit that were chosen."""

    ask: str
    typed: str
    misfit: Misfit
    currency: str
    unit: str


def unfit_amounts(asks: Sequence[Ask], given: Mapping[str, str | tuple[str, ...]], words: PayWords) -> Iterator[Unfit]:
    """Yield the answers that are no pay in the unit chosen with them."""
    answers = Answers(given)
    unit = next((ask for ask in asks if ask.id == UNIT), None)
    if unit is None:
        return
    chosen = answers.choice(unit)
    currency, _, period = chosen.partition(" ")
    named = next((option.text for option in unit.options if option.value == chosen), chosen)
    for ask in asks:
        typed = answers.fact(ask) if ask.kind is AskKind.AMOUNT and ask.id in given else ""
        misfit = misfit_of(typed, currency, period, words) if typed else None
        if misfit is not None:
            yield Unfit(ask.id, typed, misfit, currency, named)
