"""Which bullets of a text are musts of their own, of which people are to have every one; judges nothing."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from rubrics.jd.text.document import Document
from rubrics.jd.text.lists import ListKind
from rubrics.jd.text.matcher import Hit
from rubrics.jd.text.segments import Segment

A_LIST = 7
"""Fewer musts are no list to look into, and need no second one."""
_LISTING = re.compile(r"\b(?:following|below|these|love (?:it )?if|bonus points)\b")
_MARKS = str.maketrans("*_", "  ")
"""What sets off words: to a pattern “_Nice” begins with a letter, and “:_” ends with one."""
_LEADS = ":—–-"
"""A line that ends with one of these leads to those behind it: “Bonus points if you have—”."""
_FEW = 6
"""A bullet of so many words that ends in a semicolon leads to those behind it."""
_HEADING_WORDS = 4
"""A bullet of more words is no heading."""
_WANTED = frozenset(("musts", "nice"))
"""A sentence of these between two bullets is of the list that they are of."""
_SIGN, _FIRST_PICTURE = 4, "\U0001f000"
"""So many characters before a bullet hold its sign; from this one on they are pictures."""
_REQUIRE = re.compile(r"\brequir|\bneed|\bnecessar")
_NOT_REQUIRED = re.compile(r"\bnot (?:strictly |necessarily )?required\b")
_WISHED = re.compile(
    r"^\W*(?:desirable|desired|preferred|preferably|ideally|nice to have|bonus|optional)\b"
    r"|\b(?:preferred|desirable|desired|optional|nice to have|an? (?:\w+ )?(?:plus|bonus|advantage|asset))\W*$"
)
"""What makes all of a bullet a wish; in its middle or in brackets it makes one of a part."""
_WISHES = re.compile(
    r"\b(?:helpful|nice to have|(?:a|big|huge|strong) plus|bonus|preferred|desirable|desired|advantage|an asset"
    r"|would (?:really )?(?:love|be great)|we(?:'d| would) love|we(?:'d)? like|extra credit|ideally"
    r"|highly valued|not (?:strictly |necessarily )?required)\b"
)
"""What makes wishes of the bullets behind it, in a heading, a sentence or a bullet that leads to more."""
WISH = re.compile(
    r"(?<![a-z])bonus(?![a-z])|\ba plus\b|nice to have|\bprefer|\badvantage|desirable|\bideally\b|beneficial"
    r"|helpful|\basset\b|not (?:strictly )?required"
)
"""What tells a wish apart among musts, in a sentence or in the heading over them."""
_NEGATED = frozenset((ListKind.NEGATION_AFTER, ListKind.NEGATION_BEFORE))
_LOOSE = (ListKind.TRAIT_HEADING, ListKind.ANY_OF)


def must_bullets(document: Document, headings: Iterable[Hit], choices: Iterable[Segment]) -> list[Segment]:
    """Return the bullets that are musts of their own, by their first sentence: the longest list of them.

    No trait counts, no heading, none of a choice and nothing that is said not to be needed. `headings` are the phrases
    in headings, `choices` the sentences that offer one.
    """
    starts = {line.start for line in document.lines if line.bullet and line.heading is None}
    musts = (segment for segment in document.segments if segment.kind == "musts")
    bullets = [segment for segment in musts if segment.bullet and segment.start in starts]
    if len(bullets) < A_LIST:
        return bullets
    loose = _loose_parts(document, headings, choices)
    kept = [one for one in bullets if one.section not in loose]
    pairs = zip_longest(kept, kept[1:])
    own = [one for one, after in pairs if not _heads(document, one, after) and not _is_wished(document, one)]
    lists, led = _lists(document), led_by_a_wish(document)
    own = [one for one in own if one.start not in led]
    longest = {number for number, _ in Counter(lists[one.start] for one in own).most_common(1)}
    return [one for one in own if lists[one.start] in longest]


def _lists(document: Document) -> dict[int, int]:
    """Return the number of the list that each bullet is in, by where it begins.

    Another one begins in another section, behind a sentence of none, and where other signs give way to pictures.
    """
    lists: dict[int, int] = {}
    number, before = 0, None
    for segment in document.segments:
        here = (segment.section, _is_pictured(document, segment)) if segment.bullet else None
        if here is not None:
            number += here != before
            lists[segment.start] = number
            before = here
        elif segment.kind not in _WANTED:
            before = None
    return lists


def led_by_a_wish(document: Document) -> set[int]:
    """Return where the bullets begin that stand behind a sentence, or a bullet that leads to more, with a wish."""
    led: set[int] = set()
    section, wished, line, end = -1, False, "", 0
    for segment in document.segments:
        said = _plain(document, segment)
        line = said if "\n" in document.text.folded[end : segment.start] else f"{line} {said}"
        end = segment.end
        wished = wished and segment.section == section
        section = segment.section
        ends = said.rstrip()[-1:]
        if (
            (ends and ends in _LEADS)
            or (ends == ";" and len(segment.words) <= _FEW)
            or (not segment.bullet and _LISTING.search(said))
        ):
            wished = _WISHES.search(line) is not None
        elif wished:
            led.add(segment.start)
    return led


def _is_pictured(document: Document, bullet: Segment) -> bool:
    return document.text.plain[max(0, bullet.start - _SIGN) : bullet.start].rstrip()[-1:] >= _FIRST_PICTURE


def is_waived(document: Document, bullet: Segment) -> bool:
    """Whether a bullet says that something is not needed."""
    negated = not _NEGATED.isdisjoint(bullet.holds)
    return negated and _REQUIRE.search(document.text.folded[bullet.start : bullet.end]) is not None


def _loose_parts(document: Document, headings: Iterable[Hit], choices: Iterable[Segment]) -> set[int]:
    """Return the sections whose heading speaks of traits or of a choice, and those with a choice in them."""
    starts = [part.start for part in document.parts]
    headed = {bisect_right(starts, hit.start) - 1 for hit in headings if hit.kind in _LOOSE}
    wished = {number for number, part in enumerate(document.parts) if _is_of_wishes((part.heading or "").lower())}
    return headed | wished | {one.section for one in choices if one.kind == "musts" and _ends(document, one)}


def _is_of_wishes(heading: str) -> bool:
    """Whether a heading speaks of wishes, and of nothing that is required beside them."""
    return _WISHES.search(heading) is not None and _REQUIRE.search(_NOT_REQUIRED.sub("", heading)) is None


def _is_wished(document: Document, bullet: Segment) -> bool:
    """Whether a bullet says that something is not needed, or that all of it would only be good to have."""
    return is_waived(document, bullet) or _WISHED.search(_plain(document, bullet)) is not None


def _plain(document: Document, segment: Segment) -> str:
    """Return the words of a sentence in lower case, without the signs that set them off."""
    return document.text.folded[segment.start : segment.end].translate(_MARKS)


def _ends(document: Document, segment: Segment) -> bool:
    return _plain(document, segment).rstrip().endswith(":")


def _heads(document: Document, bullet: Segment, after: Segment | None) -> bool:
    """Whether a bullet is a heading or a slogan by its looks: by its last sign, or a few capitals over a longer one."""
    words: Sequence[str] = document.quote(bullet.start, bullet.end).split()
    if words and words[-1].rstrip("_*").endswith((":", "!")):
        return True
    capital = all(word[:1].isupper() or not word.isalpha() for word in words)
    return after is not None and 1 < len(words) <= _HEADING_WORDS and capital and len(after.words) > 2 * len(words)
