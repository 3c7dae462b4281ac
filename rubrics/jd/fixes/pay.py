"""Pay that its author is asked for: in place of words that say nothing, of a range that's wrong, or in a new line."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from rubrics.jd.checks.pay import ABSENT, pay_blank
from rubrics.jd.fixes.amounts import amount_typed
from rubrics.jd.fixes.asking import UNIT, Ask, AskKind, Option
from rubrics.jd.fixes.edits import Edit
from rubrics.jd.fixes.layout import added_line
from rubrics.jd.fixes.proposal import Case, Proposal
from rubrics.jd.text.lists import ListKind
from rubrics.jd.values import BLANK, PayFound

WRONG = ("pay-open-ended", "pay-open-ended-law", "pay-single", "pay-wide", "pay-very-wide", "pay-width-law")
"""Remarks that another range in the same place answers."""
CURRENCY = "pay-currency-missing"
_MAY_BRING = ("pay-off-market", "pay-single", "pay-basis-unclear")
"""Remarks that judge what an author says of the pay, such as a total: they are true all the same."""
_PERIOD = re.compile(r"\b(?:year|annum|month|hour|day|week|annual\w*|yearly|hourly|daily)\b|/", re.IGNORECASE)
_RATE = re.compile(r"\b(?:annual(?:ly|ized)?|yearly|hourly|monthly|daily)\b", re.IGNORECASE)
_LEAD = 80
"""Characters before a figure that may say already what it is paid for: “The annual base pay is …”."""
_CODE = 3
"""Letters; a name of no more is a code, in capitals."""
_OPENING = re.compile(
    r"\b(?:up to|from|starting (?:at|from)|starts at|at least|as much as|(?:a )?(?:minimum|maximum) of)[ \t]+$",
    re.IGNORECASE,
)
_ENDING = re.compile(r"[ \t]*(?:\+|,? ?(?:or more|and up|and above|or higher|plus)\b)", re.IGNORECASE)
_PRAISE_BEFORE = re.compile(
    r"(?:^|\n[^\w\n]*|[.:;,!?][ \t]+"
    r"|\b(?:offers?|offering|provides?|providing|with|includes?|including|and|have|receive|get)[ \t]+)"
    r"((?:an?[ \t]+)?(?:(?:highly|very|extremely|really|super|truly|quite)[ \t]+)?)$",
    re.IGNORECASE,
)
"""What may stand before them: the beginning of a sentence or an item, or a verb that offers; with words of praise."""
_VAGUE_AFTER = re.compile(r"(?:[ \t]+package)?[ \t]*(?:[.,;!)\n+&]|(?:and|plus|with)\b|$)")
"""What may follow words such as “competitive salary” for figures to take their place."""


_VAGUE = (
    r"(?:(?:highly|very|extremely|market[- ]|above[- ]market|industry|attractive|excellent|generous|great|competitive"
    r"|negotiable|commensurate(?: with experience)?|based on experience|depend(?:s|ing|ent)(?: up)?on experience|doe"
    r"|tbd|to be (?:discussed|determined)|open|salary|pay|compensation|wage|rate|package)\b[ \t,/()-]{0,3}){1,6}"
)
_EMPTY_LINE = re.compile(
    r"[ \t]{0,9}(?:[-*•·][ \t]+)?(?P<mark>[*_]{1,2})?"
    r"(?P<label>(?:base |annual )?(?:salary|pay|compensation|remuneration)(?: range)?)"
    rf"[ \t]?(?:[*_]{{1,2}})?[ \t]?[:–-](?:[*_]{{1,2}})?[ \t]{{1,4}}(?P<vague>{_VAGUE}?)"
    r"(?P<rest>[ \t]{0,3}(?:and|&|\+|,|;|plus|with)[ \t][^\d\n]{2,120})?[ \t]{0,9}\.?[ \t]{0,9}$",
    re.IGNORECASE,
)
"""A line for pay of nothing but words that say none, with benefits behind them; a figure in it is not overwritten."""


def pay_proposals(case: Case) -> Iterator[Proposal]:
    """Yield the fixes of pay, with the questions they all share."""
    absent, wrong, currency = case.wants(*ABSENT), case.wants(*WRONG), case.wants(CURRENCY)
    blank = pay_blank(case.reading) if case.wants(BLANK) else None
    asks = _asks(case, bool(absent) or blank is not None)
    written = _written(case, asks)
    if blank is not None:
        edits = (_filled(case, blank, written),) if written else ()
        yield Proposal((BLANK,), edits, asks, may_bring=_MAY_BRING)
    if absent:
        yield _stated(case, absent, asks, written)
    if wrong:
        yield _corrected(case, wrong, asks)
    if currency and not wrong:
        pay = next(one for one in case.reading.pay if one.currency is None)
        unit = _chosen_unit(case, asks)
        edits = (Edit(pay.start, pay.start, f"{unit[0]} ", CURRENCY),) if unit else ()
        yield Proposal(currency, edits, (asks[2],))


def _asks(case: Case, leaves_blank: bool) -> tuple[Ask, ...]:
    blank = (BLANK,) if pay_blank(case.reading) is not None else ()
    rules = case.wants(*ABSENT, *WRONG, CURRENCY, *blank)
    stated = case.reading.pay[0] if case.reading.pay else None
    units = _units(case, stated)
    low, high = _ends(case)
    basis = "total" if stated and stated.basis == "total" else "base"
    return (
        Ask(id="pay-low", kind=AskKind.AMOUNT, rules=rules, suggested=_figure(low), leaves_blank=leaves_blank),
        Ask(id="pay-high", kind=AskKind.AMOUNT, rules=rules, suggested=_figure(high), leaves_blank=leaves_blank),
        Ask(
            id=UNIT,
            kind=AskKind.CHOICE,
            rules=rules,
            options=tuple(Option(value=unit, text=_unit_words(case, unit)) for unit in units),
            suggested=units[:1],
        ),
        Ask(
            id="pay-basis",
            kind=AskKind.CHOICE,
            rules=rules,
            options=tuple(
                Option(value=key, text=words) for key, words in case.reading.knowledge.fixes.pay.basis.items()
            ),
            suggested=(basis,),
        ),
    )


def _ends(case: Case) -> tuple[float | None, float | None]:
    """Return both ends of the first pay that the text states."""
    stated = case.reading.pay[0] if case.reading.pay else None
    return (stated.low, stated.high) if stated else (None, None)


def _figure(amount: float | None) -> tuple[str, ...]:
    return () if amount is None else (f"{amount:,.2f}" if amount != int(amount) else f"{amount:,.0f}",)


def _units(case: Case, stated: PayFound | None) -> tuple[str, ...]:
    """Return the currencies and periods offered, as in “USD year”, the likeliest first."""
    data = case.reading.knowledge.fixes.pay
    first = stated.currency if stated and stated.currency else _currency(case)
    period = stated.period if stated and stated.period in data.periods else "year"
    periods = [period, *(one for one in ("year", "hour", "month", "day") if one != period)]
    others = [one for one in data.offered if one != first]
    units = [f"{first} {one}" for one in periods] + [f"{one} {period}" for one in others]
    return tuple(units)


def _currency(case: Case) -> str:
    """Return the currency of the place that is given, else of the places that the text names."""
    data = case.reading.knowledge.fixes.pay
    title = case.reading.document.title_line
    for words in (case.review.location or "", title, *(case.text[start:end] for start, end in case.reading.where.said)):
        named = _named_currency(words, data.currencies)
        if named is not None:
            return named
    countries = [place.partition("-")[0] for place in sorted(case.reading.where.places)]
    return next((data.by_country[country] for country in countries if country in data.by_country), data.offered[0])


def _named_currency(words: str, currencies: Mapping[str, Sequence[str]]) -> str | None:
    """Return the currency of the first place that some words name; “us” in small letters is none."""
    places: list[tuple[int, str]] = []
    for currency, names in currencies.items():
        for name in names:
            found = re.search(rf"\b{re.escape(name)}\b", words, re.IGNORECASE)
            if found and (len(name) > _CODE or found[0].isupper()):
                places.append((found.start(), currency))
    return min(places)[1] if places else None


def _unit_words(case: Case, unit: str) -> str:
    currency, _, period = unit.partition(" ")
    return f"{currency} {case.reading.knowledge.fixes.pay.periods[period]}"


def _chosen_unit(case: Case, asks: tuple[Ask, ...]) -> tuple[str, str] | None:
    currency, _, period = case.answers.choice(asks[2]).partition(" ")
    return (currency, period) if period else None


def _figures(case: Case, asks: tuple[Ask, ...]) -> tuple[float, float] | None:
    """Return both ends as they were given, the lower first; None where one is missing or no amount."""
    words = case.reading.knowledge.pay_words
    low, high = (amount_typed(case.answers.fact(ask), words) for ask in asks[:2])
    return (min(low.full, high.full), max(low.full, high.full)) if low and high else None


def _range(case: Case, figures: tuple[float, float], currency: str) -> str:
    """Return a range as people write it: “$120,000 to $150,000”, “PLN 20,000 to 25,000”."""
    sign = case.reading.knowledge.fixes.pay.signs.get(currency)
    low, high = (f"{amount:,.0f}" if amount == int(amount) else f"{amount:,.2f}" for amount in figures)
    if low == high:
        return f"{sign}{low}" if sign else f"{currency} {low}"
    return f"{sign}{low} to {sign}{high}" if sign else f"{currency} {low} to {high}"


def _written(case: Case, asks: tuple[Ask, ...]) -> str:
    """Return the line that states the pay; empty where a figure is missing."""
    figures, unit = _figures(case, asks), _chosen_unit(case, asks)
    if figures is None or unit is None:
        return ""
    data = case.reading.knowledge.fixes.pay
    values = {"basis": data.basis[case.answers.choice(asks[3])], "pay": _range(case, figures, unit[0])}
    return data.line.format(**values, period=data.periods[unit[1]])


def _stated(case: Case, rules: tuple[str, ...], asks: tuple[Ask, ...], written: str) -> Proposal:
    """Put the pay, or a blank for it, in place of words that say nothing; else into a line of its own."""
    line = written or case.reading.knowledge.fixes.pay.blank
    rule = rules[0]
    added = Proposal(
        rules,
        (added_line(case.reading, "pay", line, rule, 0),),
        asks,
        blanks=0 if written else 1,
        may_bring=_MAY_BRING if written else ABSENT,
    )
    edit = _in_place_of_praise(case, line, rule) or _in_empty_line(case, line, rule)
    return added if edit is None else replace(added, edits=(edit,), otherwise=added)


def _filled(case: Case, blank: tuple[int, int], written: str) -> Edit:
    """Put the pay in place of its blank, and of the words before it that say what it is: “Base pay of [pay range]”."""
    basis, _, figures = written.partition(": ")
    names = "|".join(map(re.escape, case.reading.knowledge.fixes.pay.basis.values()))
    lead = re.search(rf"(?:{names})(: | of )$", case.text[: blank[0]], re.IGNORECASE)
    if lead is None:
        return Edit(*blank, figures, BLANK)
    basis = basis if lead[0][0].isupper() else basis[:1].lower() + basis[1:]
    return Edit(lead.start(), blank[1], f"{basis}{lead[1]}{figures}", BLANK)


def _in_place_of_praise(case: Case, line: str, rule: str) -> Edit | None:
    """Put figures where “a competitive salary” stands by itself; inside a longer name of it they would not read."""
    hit = next((hit for _, hit in case.reading.hits(ListKind.VAGUE_PAY)), None)
    if hit is None or not _VAGUE_AFTER.match(case.text, hit.end):
        return None
    start, text = hit.start, case.text
    lead = _PRAISE_BEFORE.search(text, max(0, start - 30), start)
    if lead is None:
        return None
    start = lead.start(1) if lead[1] else start
    basis, _, figures = line.partition(": ")
    basis = basis if text[start].isupper() else basis[:1].lower() + basis[1:]
    package = re.compile(r"[ \t]+package\b", re.IGNORECASE).match(text, hit.end)
    end = package.end() if package else hit.end
    ends = re.match(r"[ \t]*[.;]?[ \t]*(?:\n|$)", text[end:])
    alone = ends and not text[text.rfind("\n", 0, start) + 1 : start].strip(" \t-*•·")
    return Edit(start, end, line if alone else f"{basis} of {figures}", rule)


def _in_empty_line(case: Case, line: str, rule: str) -> Edit | None:
    """Put figures into the text's own line for pay that has none: “Salary: competitive”, “Pay: DOE”."""
    text = case.text
    for own in case.reading.document.lines:
        empty = _EMPTY_LINE.match(text, own.start, own.end)
        if empty is None:
            continue
        end = empty.start("vague") + len(empty["vague"].rstrip(" \t,/()-"))
        basis, _, figures = line.partition(": ")
        if empty["mark"] or empty["rest"]:
            basis = basis if empty["vague"][0].isupper() else basis[:1].lower() + basis[1:]
            return Edit(empty.start("vague"), end, f"{basis} of {figures}", rule)
        return Edit(empty.start("label"), end, line, rule)
    return None


def _corrected(case: Case, rules: tuple[str, ...], asks: tuple[Ask, ...]) -> Proposal:
    """Put another range in the place of one that is open, too wide or a single figure."""
    spans = {(one.start, one.end) for one in case.review.findings if one.rule in rules}
    pays = [pay for pay in case.reading.pay if (pay.start, pay.end) in spans]
    figures, unit = _figures(case, asks), _chosen_unit(case, asks)
    given = figures is not None and any(figure != end for figure, end in zip(figures, _ends(case), strict=True))
    if len(pays) != 1 or not given or figures is None or unit is None:
        return Proposal(rules, (), asks)
    pay, text = pays[0], case.text
    opening = _OPENING.search(text, max(0, pay.start - 30), pay.start)
    ending = _ENDING.match(text, pay.end)
    start, end = opening.start() if opening else pay.start, ending.end() if ending else pay.end
    line_end = text.find("\n", end)
    near = text[end : min(end + 30, line_end if line_end >= 0 else len(text))]
    before = text[max(text.rfind("\n", 0, start) + 1, start - _LEAD) : start]
    period = (
        "" if _PERIOD.search(near) or _RATE.search(before) else f" {case.reading.knowledge.fixes.pay.periods[unit[1]]}"
    )
    new = f"{_range(case, figures, unit[0])}{period}"
    return Proposal(rules, (Edit(start, end, new, rules[0]),), asks, may_bring=("pay-off-market",))
