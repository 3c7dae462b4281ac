"""Which sums in a text are the pay of this post: ranges, single figures, open ends, period and basis.

Knows no law and no market band; the words that tell pay from funding and stipends are data.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from rubrics.jd.knowledge.currencies import KRONA
from rubrics.jd.knowledge.pay_words import PayWords
from rubrics.jd.reading.money import Amount, amounts_in
from rubrics.jd.reading.pay_context import PayContext, clause_before, context_of, end_of_last
from rubrics.jd.values import PayFound, Period

_PERIODS: tuple[tuple[Period, re.Pattern[str]], ...] = (
    ("hour", re.compile(r"/ ?h(?:ou)?r\b|per h(?:ou)?r\b|an h(?:ou)?r\b|\bhourly|\bp\.?h\.?\b|/ ?h\b")),
    ("day", re.compile(r"/ ?day\b|per day\b|a day\b|\bdaily\b|day rate")),
    ("week", re.compile(r"/ ?w(?:ee)?k\b|per week\b|a week\b|\bweekly\b")),
    ("month", re.compile(r"/ ?mo(?:nth)?\b|per month\b|a month\b|\bmonthly\b|\bp\.?c\.?m\b|\bp/m\b")),
    (
        "year",
        re.compile(
            r"/ ?y(?:ea)?r\b|per y(?:ea)?r\b|a year\b|per annum|\bannual(?:ly|i[sz]ed)?\b"
            r"|\byearly\b|\bp\.a\b|\bp/a\b|\blpa\b|\bctc\b"
        ),
    ),
)
_PERIOD = re.compile("|".join(f"(?P<{name}>{period.pattern})" for name, period in _PERIODS))
_UNIT = re.compile(
    r"(?:/ ?|per |an? )?(?:h(?:ou)?r|(?<=/)h|hourly|day|week|month|mo|y(?:ea)?r|annum|annually|monthly|yearly)\b\.?"
).pattern
_STEP = re.compile(r"[ \t]{0,3}-{1,3}[ \t]{0,3}|[ \t]{0,4}[,;]?[ \t\n]{0,4}(?:mid(?:point)?|max(?:imum)?)[: \t]{1,6}")
"""What stands between the steps of a range of three: “C$175,100 - C$206,000 - C$236,900”, “Min …, Mid …, Max …”."""
_EXTRA = re.compile(r"(?:(?!\bplus\b|\band\b|\bwith\b|\bincl)[^.,;+&\n]){0,30}\bbonus(?![ -]eligible)")
"""A sum that is a bonus: not one beside which a bonus is named."""
_BESIDE = re.compile(r"(?:\+|&|,|\b(?:plus|and|with|basic|base|gross|doe|dep(?:ending)?|depending)\b)[^\d\n]{0,60}")
_EXTRAS = re.compile(r"(?:\+|plus)[^\d\n]{0,20}\b(?:bonus|commission|benefits|pension|equity|options|shares)\b")
_UNPAID = re.compile(
    r"\bno base (?:salary|pay)\b|\bsweat equity\b|\bequity[- ]only\b"
    r"|\bno (?:cash )?(?:salary|compensation)(?=[ \t]*(?:[.,;(\n]|until|at first|initially|for the first|$))"
)
"""What says that a total is shares of the company or of its profit, and nothing a month."""
_SENTENCE = re.compile(r"[.!?;][ \t]")
_NEAR, _BEFORE = 90, 150
"""So many characters behind and before a figure may say what it pays for."""

_HEAD = 2_000
"""Characters at the head of a text that may name the country of a crown."""


def pay_in(folded: str, place: str, words: PayWords) -> tuple[PayFound, ...]:
    """Return the stated pays of a lower-case text in order, each once."""
    krona = words.krona(place.lower()) or words.krona(folded[:_HEAD])
    finder = _Finder(folded, words, words.dollar(place.lower()), krona)
    pays = list(finder.pays())
    if any(pay.basis == "total" for pay in pays) and _UNPAID.search(folded):
        pays = [pay for pay in pays if pay.basis != "total"]
    return tuple({_key(pay): pay for pay in reversed(pays)}.values())[::-1]


def _key(pay: PayFound) -> tuple[object, ...]:
    return pay.low, pay.high, pay.currency, pay.period


@cache
def _join(codes: str) -> re.Pattern[str]:
    """Find what stands between the two ends of a range, a code of a currency among it."""
    return re.compile(
        rf"[ \t\n]{{0,6}}(?:\(?(?:{codes})\)?[ \t]{{0,4}})?(?:{_UNIT}[ \t]{{0,3}})?"
        rf"(?:\([a-z ]{{1,15}}\)[ \t]{{0,3}})?"
        r"(?:-{1,3}|~|to|through|up to|and(?=[ \t\n]))[ \t\n]{0,6}(?:up to[ \t]{0,3})?|"
        r"[ \t]{0,4}(?:\.{3}|,|;)?[ \t\n]{0,4}(?:mid(?:point)?|max(?:imum)?)[: \t]{1,6}|"
        r"(?:/|[ \t])(?:[^.\n\d$£€]|\n(?!\n)){0,60}[ \t\n]up[ \t\n]to[ \t\n]{1,3}"
    )


@cache
def _behind(codes: str) -> re.Pattern[str]:
    """Find the code of a currency behind a figure: “a year, USD”."""
    return re.compile(rf"[ \t]{{0,3}}\(?[a-z ]{{0,14}}?\b({codes})\b")


class _Finder:
    """Reads one text; holds the text so that each step can look around a figure."""

    def __init__(self, folded: str, words: PayWords, dollar: str, krona: str | None) -> None:
        self.folded, self.words, self.dollar, self.krona = folded, words, dollar, krona

    def pays(self) -> Iterator[PayFound]:
        amounts = list(amounts_in(self.folded, self.words.currencies))
        index = 0
        while index < len(amounts):
            first = amounts[index]
            second = amounts[index + 1] if index + 1 < len(amounts) else None
            if second is not None and self._joined(first, second):
                last = self._last_step(amounts, index + 1)
                pay = self._range(first, amounts[last])
                if pay is not None:
                    yield pay
                    index = last + 1
                    continue
            single = self._single(first)
            if single is not None:
                yield single
            index += 1

    def _last_step(self, amounts: Sequence[Amount], index: int) -> int:
        """Return where a range ends that goes on over a midpoint; its second figure's place where it does not."""
        while index + 1 < len(amounts):
            here, following = amounts[index], amounts[index + 1]
            joint = _STEP.fullmatch(self.folded, here.end, following.start)
            if joint is None or not here.full < following.full < 2 * here.full:
                break
            index += 1
        return index

    def _joined(self, first: Amount, second: Amount) -> bool:
        if second.start - first.end > 75:
            return False
        joint = _join(self.words.currencies.any_code).fullmatch(self.folded, first.end, second.start)
        if joint is None:
            return False
        return "and" not in joint[0] or "between" in self.folded[max(0, first.start - 25) : first.start]

    def _range(self, first: Amount, second: Amount) -> PayFound | None:
        low, high = _scaled(first, second)
        if not 0 < low < high or high / low > 12 or second.full >= 1e8:
            return None
        currency = self._currency(first, second)
        context = self._context(first.start, second.end)
        if currency is None and not (context.pay_near and (low >= 1000 or second.scale_word == "lpa")):
            return None
        if currency in self.words.currencies.doubtful and not context.pay_near:
            return None
        if (context.excluded and not context.pay_near) or self._for_other(first.start, second.end):
            return None
        period = self._period(first.start, second.end, high, currency, second.scale_word)
        if not self._plausible(low, high, period[0], currency):
            return None
        opened = second.plus or self._open_after(second.end)
        return PayFound(
            low=low,
            high=high,
            currency=currency,
            period=period[0],
            period_stated=period[1],
            basis=context.basis,
            start=first.start,
            end=second.end,
            exceeds=opened,
        )

    def _single(self, amount: Amount) -> PayFound | None:
        """Read a lone figure as pay only where the sentence speaks of pay and of nothing else."""
        if amount.currency is None and amount.scale_word not in ("lpa", "lakh", "lakhs"):
            return None
        context = self._context(amount.start, amount.end)
        alone = self._alone(amount)
        if not (context.pay_near or alone) or (context.excluded and not alone) or amount.full >= 1e8:
            return None
        other = self._insured(amount.start) or self._for_other(amount.start, amount.end)
        by_the_year = _PERIOD.match(self.folded, amount.end) is not None
        if other or not (context.named or alone or amount.value < 1000 or by_the_year):
            return None
        currency = self._currency(amount, amount)
        period = self._period(amount.start, amount.end, amount.full, currency, amount.scale_word)
        if period[0] != "year" and not _PERIOD.search(self.folded, amount.end, amount.end + 20):
            return None
        if not self._plausible(amount.full, amount.full, period[0], currency):
            return None
        before = self.folded[max(0, amount.start - 22) : amount.start].rstrip(" \t:$")
        floor = amount.plus or self._open_after(amount.end) or before.endswith(tuple(self.words.open_before_low))
        cap = before.endswith(tuple(self.words.open_before_high))
        return PayFound(
            low=None if cap else amount.full,
            high=None if floor and not cap else amount.full,
            currency=currency,
            period=period[0],
            period_stated=period[1],
            basis=context.basis,
            start=amount.start,
            end=amount.end,
        )

    def _alone(self, amount: Amount) -> bool:
        """Whether a figure fills its line but for “up to” or “from”, a period and what comes on top of it.

        “Up to $200k a year”, “£85,000 + bonus + pension”.
        """
        before = self.folded[max(0, amount.start - _BEFORE) : amount.start].rpartition("\n")[2].strip(" \t*-•:")
        after = self.folded[amount.end : amount.end + _NEAR].partition("\n")[0].strip(" \t*.")
        openers = (*self.words.open_before_low, *self.words.open_before_high)
        period = _PERIOD.match(after)
        rest = after[period.end() if period else 0 :].strip()
        if before in openers:
            return not rest or _BESIDE.fullmatch(rest) is not None
        return not before and _EXTRAS.match(rest) is not None

    def _for_other(self, start: int, end: int) -> bool:
        """Whether the figure's own clause says what else it is: a signing bonus, tuition, a budget.

        A word of pay beside it makes it pay again.
        """
        before = self.folded[max(0, start - _BEFORE) : start]
        clause = clause_before(before)
        if self.words.pay.search(clause):
            return False
        return _EXTRA.match(self.folded, end) is not None or self.words.other_sum.search(clause) is not None

    def _insured(self, start: int) -> bool:
        """Whether a lone figure is what an insurance pays: “life insurance of 1x your salary, up to $250,000”."""
        before = self.folded[max(0, start - _BEFORE) : start].rpartition("\n")[2]
        return self.words.insurance.search(before[end_of_last(_SENTENCE, before) :]) is not None

    def _open_after(self, end: int) -> bool:
        tail = self.folded[end : end + 14].lstrip(" \t(")
        return tail.startswith(tuple(self.words.open_after)) and not tail.startswith(("plus ", "+ ", "+_", "+*"))

    def _context(self, start: int, end: int) -> PayContext:
        folded = self.folded
        left = max(folded.rfind("\n\n", max(0, start - _BEFORE), start), start - _BEFORE, 0)
        before = folded[left:start]
        for stop in (". ", "! ", "? "):
            before = before.rpartition(stop)[2] if stop in before[:-60] else before
        right = folded.find("\n", end, end + _NEAR)
        after = folded[end : right if right >= 0 else end + _NEAR]
        sentence_end = re.search(r"[.!?][ \t]", after)
        nearby = after[: sentence_end.end()] if sentence_end else after
        return context_of(before, nearby, after, self.words)

    def _currency(self, first: Amount, second: Amount) -> str | None:
        marked = [amount for amount in (second, first) if amount.currency]
        # A bare “$” is that of the code beside the other figure: “CAD $160,000 - $200,000”.
        own = [amount.currency for amount in marked if self.folded[amount.start] != "$"]
        codes = own or [amount.currency for amount in marked]
        if codes and codes[0] == KRONA:
            return self.krona
        tail = _behind(self.words.currencies.any_code).match(self.folded[second.end : second.end + 24])
        if tail and (not codes or codes[0] == "USD"):
            return tail[1].upper()
        if not codes:
            return "INR" if second.scale_word in ("lpa", "lakh", "lakhs", "lac", "lacs") else None
        bare = self.folded[first.start] == "$" and codes[0] == "USD" and not tail
        return self.dollar if bare and "usd" not in self.folded[first.start : second.end + 8] else codes[0]

    def _period(self, start: int, end: int, top: float, currency: str | None, scale: str) -> tuple[Period, bool]:
        if scale == "lpa":
            return "year", True
        direct = _PERIOD.match(self.folded, end) or _PERIOD.match(self.folded, end + 1)
        if direct:
            return _period_named(direct), True
        inferred = _inferred(top, self.words.inferred_period.get(currency or "", self.words.inferred_period["default"]))
        windows = (
            self.folded[start : end + 28].partition("\n")[0],
            self.folded[max(0, start - 70) : start].rpartition("\n\n")[2],
            self.folded[end : end + 90].partition("\n\n")[0],
        )
        for window in windows:
            for match in _PERIOD.finditer(window):
                period = _period_named(match)
                if self._plausible(top, top, period, currency):
                    return period, True
        return inferred, False

    def _plausible(self, low: float, high: float, period: Period, currency: str | None) -> bool:
        limits = self.words.plausible.get(currency or "", self.words.plausible["default"])[period]
        return limits[0] <= low and high <= limits[1]


def _scaled(first: Amount, second: Amount) -> tuple[float, float]:
    """Give the first figure the second's scale where it plainly shares it: “200–250k”, “16 to 24 lakh”."""
    low, high = first.full, second.full
    if first.scale == 1 and second.scale > 1 and low < second.value * 1.5 and low < 1000:
        low *= second.scale
    return low, high


def _period_named(match: re.Match[str]) -> Period:
    return next(period for period, _ in _PERIODS if match[period])


def _inferred(top: float, limits: Mapping[str, float]) -> Period:
    for period in ("hour", "day", "month"):
        if period in limits and top <= limits[period]:
            return period
    return "year"
