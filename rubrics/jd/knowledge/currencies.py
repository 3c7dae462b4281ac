"""How money is written: codes, signs and names of currencies, as the patterns that find amounts; knows no text."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

KRONA = "KR"
"""A crown of one of the countries that write “kr”: which one only the place tells."""
_NUMBER = r"\d{1,3}(?:,\d{2,3}){1,4}(?:\.\d{1,2})?|\d{1,3}(?:[.' ]\d{3}){1,2}(?![\d.,])|\d{1,9}(?:\.\d{1,2})?"
_GROUPED = r"\d{1,3}(?:[, ]\d{3}|\d?k)\b"
"""A figure of thousands: a lone letter before any other is no sign."""


@dataclass(frozen=True)
class Currencies:
    """The lists of pay.yaml that name currencies, in lower case; each sign and name with its code."""

    codes: Sequence[str]
    signs: Mapping[str, str]
    names: Mapping[str, str]
    doubtful: frozenset[str]

    @cached_property
    def any_code(self) -> str:
        """A choice of all codes, for a pattern."""
        return "|".join(map(re.escape, self.codes))

    @cached_property
    def amount(self) -> re.Pattern[str]:
        """Finds a number with what is printed at it."""
        signs = sorted(self.signs, key=len, reverse=True)
        before = "|".join(
            re.escape(sign) + (rf"(?= ?{_GROUPED})" if sign.isalpha() and len(sign) == 1 else "") for sign in signs
        )
        behind = "|".join(re.escape(sign) for sign in signs if sign == "$" or not sign.isascii())
        bare = "".join(re.escape(sign) for sign in signs if len(sign) == 1 and not sign.isalpha())
        return re.compile(
            rf"(?:(?<![^\W_])(?<![.,#])|(?<=[a-z])(?=[{bare}]\d))"  # a sign tells a figure from a word it was glued to
            rf"(?:(?P<code>{self.any_code})[ \t]{{0,3}}[$£€]?[ \t]{{0,2}}|(?P<sign>{before})[ \t]{{0,8}})?"
            rf"(?P<number>{_NUMBER})"
            r"(?P<scale>[ \t]?(?:k|mm|mn|m|bn|b|tn|t|lakhs?|lacs?|lpa|l|crores?|cr"
            r"|thousand|million|billion|trillion)\b)?"
            rf"(?P<plus>[ \t]?\+(?![ \t]{{0,4}}[a-z$£€_*]))?(?:[ \t]{{0,2}}(?:\(?(?P<after>{self.any_code})\b"
            rf"|(?P<tail>{behind})(?!\d)|(?P<name>{'|'.join(map(re.escape, self.names))})\b))?"
            r"(?!\d|%|[ \t]?(?:%|percent))"
        )

    def of(self, match: re.Match[str]) -> str | None:
        """Return the code of the currency that is printed at an amount; None where none is."""
        code = match["after"] or match["code"]
        if code:
            return code.upper()
        sign = match["sign"] or match["tail"] or match["name"]
        return self.signs.get(sign) or self.names.get(sign) if sign else None
