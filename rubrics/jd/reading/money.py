"""Amounts of money in a text, read as numbers with currency and scale; knows nothing of what they pay for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SYMBOLS = {
    "$": "USD", "£": "GBP", "€": "EUR", "₹": "INR", "¥": "JPY", "₪": "ILS", "zł": "PLN", "₩": "KRW", "₦": "NGN",
    "₺": "TRY", "₴": "UAH", "₱": "PHP", "฿": "THB", "₫": "VND", "₵": "GHS", "kč": "CZK", "r": "ZAR",
}  # fmt: skip
_PREFIXED = {
    "us$": "USD", "usd$": "USD", "ca$": "CAD", "c$": "CAD", "cad$": "CAD", "cdn$": "CAD", "a$": "AUD",
    "au$": "AUD", "aud$": "AUD", "s$": "SGD", "sg$": "SGD", "sgd$": "SGD", "nz$": "NZD", "hk$": "HKD",
    "r$": "BRL", "mx$": "MXN", "nt$": "TWD", "rs": "INR", "rs.": "INR", "ksh": "KES", "rp": "IDR", "rm": "MYR",
    "rmb": "CNY", "tl": "TRY",
}  # fmt: skip
CODES = (
    "usd|eur|gbp|inr|cad|aud|nzd|sgd|chf|sek|nok|dkk|pln|czk|huf|ron|ils|jpy|krw|hkd|aed|sar|brl|mxn|zar|php|myr"
    "|ngn|kes|ghs|egp|try|cny|twd|thb|idr|vnd|uah|pkr|bdt|lkr|qar|kwd|clp|ars|isk"
)
KRONA = "KR"
"""A crown of one of the countries that write “kr”: which one only the place tells."""
DOUBTFUL = frozenset(("TRY", "ZAR"))
"""Currencies whose sign is a word or a letter too: “try”, “R”."""
_NAMED = {
    "euros": "EUR", "euro": "EUR", "rand": "ZAR", "naira": "NGN", "lira": "TRY", "yuan": "CNY", "rupees": "INR",
    "shillings": "KES", "ringgit": "MYR", "yen": "JPY", "rmb": "CNY", "tl": "TRY", "kr": KRONA, "kronor": "SEK",
    "kroner": KRONA,
}  # fmt: skip
_SCALES = {
    "k": 1e3, "thousand": 1e3, "m": 1e6, "mm": 1e6, "mn": 1e6, "million": 1e6, "b": 1e9, "bn": 1e9,
    "billion": 1e9, "t": 1e12, "tn": 1e12, "trillion": 1e12, "lakh": 1e5, "lakhs": 1e5, "lac": 1e5,
    "lacs": 1e5, "lpa": 1e5, "l": 1e5, "crore": 1e7, "crores": 1e7, "cr": 1e7,
}  # fmt: skip
_NUMBER = re.compile(
    r"\d{1,3}(?:,\d{2,3}){1,4}(?:\.\d{1,2})?|\d{1,3}(?:[.' ]\d{3}){1,2}(?![\d.,])|\d{1,9}(?:\.\d{1,2})?"
).pattern
_NUMBERED = re.compile(r"^[^\n\d]*\d[^\n]*", re.MULTILINE)
_GROUPED = r"\d{1,3}(?:[, ]\d{3}|\d?k)\b"
"""A figure of thousands: a lone “r” before any other is no rand."""
_AMOUNT = re.compile(
    r"(?:(?<![\w.,#])|(?<=[a-z])(?=[$£€]\d))"  # a sign tells a figure from a word it was glued to
    rf"(?:(?P<code>{CODES})[ \t]{{0,3}}[$£€]?[ \t]{{0,2}}|(?P<sign>"
    r"(?:us|usd|ca|cad|cdn|c|au|aud|a|sg|sgd|s|nz|hk|r|mx|nt)?\$|[£€₹¥₪₩₦₺₴₱฿₫₵]|zł|rs\.?|ksh|rmb|rp|rm|kr|tl"
    rf"|r(?= ?{_GROUPED}))[ \t]{{0,8}})?"
    rf"(?P<number>{_NUMBER})"
    r"(?P<scale>[ \t]?(?:k|mm|mn|m|bn|b|tn|t|lakhs?|lacs?|lpa|l|crores?|cr"
    r"|thousand|million|billion|trillion)\b)?"
    rf"(?P<plus>[ \t]?\+(?![ \t]{{0,4}}[a-z$£€_*]))?(?:[ \t]{{0,2}}(?:\(?(?P<after>{CODES})\b"
    rf"|(?P<tail>[$£€₹₦₺₴₱฿₫]|zł|kč)(?!\d)|(?P<name>{'|'.join(_NAMED)})\b))?"
    r"(?!\d|%|[ \t]?(?:%|percent))"
)


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


def amounts_in(folded: str) -> Iterator[Amount]:
    """Yield every number that could be money, in order."""
    lines = (line.span() for line in _NUMBERED.finditer(folded))
    for match in (amount for start, end in lines for amount in _AMOUNT.finditer(folded, start, end)):
        number = match["number"]
        scale_word = (match["scale"] or "").strip()
        yield Amount(
            value=_number(number),
            scale=_SCALES.get(scale_word, 1.0),
            currency=_currency(match),
            plus=bool(match["plus"]),
            start=match.start(),
            end=match.end(),
            scale_word=scale_word,
        )


def _number(written: str) -> float:
    if re.fullmatch(r"\d{1,3}(?:[.' ]\d{3}){1,2}", written):
        return float(re.sub(r"[.' ]", "", written))
    return float(written.replace(",", ""))


def _currency(match: re.Match[str]) -> str | None:
    if match["after"]:
        return match["after"].upper()
    if match["code"]:
        return match["code"].upper()
    sign = match["sign"] or match["tail"] or match["name"]
    return _PREFIXED.get(sign) or _SYMBOLS.get(sign) or _NAMED.get(sign) if sign else None
