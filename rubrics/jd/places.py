"""Which places a posting is for, read from its location line; knows no law."""

import re

from rubrics.jd.knowledge import Knowledge
from rubrics.jd.matcher import words_of
from rubrics.jd.plaintext import PlainText

_CODE = re.compile(r"(?<![A-Za-z])[A-Z]{2,3}(?![A-Za-z])")
_LINE = re.compile(
    r"(?:^|\n)[ \t*#-]{0,6}(?:job |work |office |primary |position )?locations?(?: designation| type|\(s\))?"
    r"[ \t*]{0,4}[:\-][ \t*]{0,4}([^\n]{2,160})"
)
_SAID = re.compile(
    r"(?:(?:role|position|job|you(?:'ll| will| must)?) (?:is |be |can be |must be )?"
    r"(?:based|located|performed) (?:in|out of|at)"
    r"|based (?:in|out of)|remote(?:ly)?(?: from| within| in| across)?[ \t]{0,2}(?:\(|-|,)?|work from) ([^.\n;)]{2,80})"
)
_SOMEWHERE = 12_000


def places_of(text: PlainText, location: str | None, knowledge: Knowledge) -> tuple[frozenset[str], bool, bool]:
    """Return the places (as ids of places.yaml), whether the work is remote, and whether a location was stated."""
    line = location or _location_line(text)
    if not line:
        return frozenset(), False, False
    found = knowledge.place_matcher.hits(words_of(line.lower()))
    refused = [hit for hit in found if hit.group[0] == "-"]
    named = {
        hit.group[2:]
        for hit in found
        if hit.group[0] == "p"
        and not any(no.group[2:] == hit.group[2:] and no.first <= hit.last and hit.first <= no.last for no in refused)
    }
    named |= {knowledge.places.codes[code[0]] for code in _CODE.finditer(line) if code[0] in knowledge.places.codes}
    if "us-ca" in named and ("canada" in line.lower() or named & {"ca-on", "ca-bc", "ca-pe"}):
        named -= {"us-ca"} if "california" not in line.lower() else set()
    remote = any(hit.group == "r:" for hit in found)
    return frozenset(named), remote, True


def _location_line(text: PlainText) -> str | None:
    stated = _LINE.search(text.folded, 0, _SOMEWHERE)
    if stated:
        return text.plain[stated.start(1) : stated.end(1)]
    said = _SAID.search(text.folded, 0, _SOMEWHERE)
    return text.plain[said.start() : said.end(1)] if said else None
