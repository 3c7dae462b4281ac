"""What someone should look at before they send a candidate feedback: names, codes, protected topics. Never a block."""

import re
from collections.abc import Iterable
from enum import StrEnum

from rubrics.catalogue.model import Value
from rubrics.panel.remarks import RemarkRules, remarks

PROTECTED = "protected"
"""The rule on characteristics that may not weigh (rubrics/definitions/language/evidence.yaml)."""
SHORTEST_NAME = 3
"""Letters of a part of a name that is looked for by itself: shorter ones are words as well, such as "Al" or "Jo"."""
CODE = re.compile(r"\bC-[0-9A-Z]{4,}\b")
MENTION = re.compile(r"<@[UW][0-9A-Z]+>")


class CautionKind(StrEnum):
    """What a caution is about."""

    NAME = "name"
    CODE = "code"
    PROTECTED = "protected"


class Caution(Value):
    """One thing to look at, with the words that it is about."""

    kind: CautionKind
    quote: str


def cautions(text: str, names: Iterable[str], rules: RemarkRules) -> tuple[Caution, ...]:
    """Return what a text for a candidate should not hold: names of others, codes, what may not weigh.

    A name counts as it is written, whole or by one of its parts: "will" is a word, and "Will" someone.
    """
    parts = dict.fromkeys(part for name in names for part in (name, *name.split()) if len(part) >= SHORTEST_NAME)
    found = [part for part in parts if re.search(rf"(?<!\w){re.escape(part)}(?!\w)", text)]
    longest = [part for part in found if not any(part != other and part in other.split() for other in found)]
    codes = [*CODE.findall(text), *MENTION.findall(text)]
    touched = [remark.quote for remark in remarks(text, rules) if remark.rule == PROTECTED]
    return (
        *(Caution(kind=CautionKind.NAME, quote=part) for part in longest),
        *(Caution(kind=CautionKind.CODE, quote=code) for code in dict.fromkeys(codes)),
        *(Caution(kind=CautionKind.PROTECTED, quote=quote) for quote in touched),
    )
