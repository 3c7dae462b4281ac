"""Which places a line of words names, and whether it speaks of remote work; knows no posting and no law."""

import re
from collections.abc import Collection, Iterable, Sequence

from rubrics.jd.knowledge.knowledge import Knowledge
from rubrics.jd.text.lists import ListKind
from rubrics.jd.text.matcher import Hit, words_of
from rubrics.jd.text.plaintext import lowered

CODE = re.compile(r"(?<![A-Za-z])[A-Z]{2,3}(?![A-Za-z0-9]|[ -]?SITE)")
"""A code of a place; “ON SITE” is none."""
_STATE = re.compile(r"[a-z.],[ \t]{0,2}([A-Z]{2})(?![A-Za-z])")
"""The code of a state behind a town and a comma; elsewhere OR, IN and ME are words."""
_BEHIND = re.compile(r"(?:[ \t]{0,2}(?:,[ \t]{0,2}\(?|\()|[ \t]{1,2}(?!OR|IN|ME))([A-Z]{2})(?![A-Za-z]|[ -]?SITE)")
BEHIND_PLACE = re.compile(r",?[ \t](?:with|where|which|that|who|has|have|we|to|for|serving|since|on|by|in)\b")
"""What ends the words on a place: what comes behind is about something else."""
_COMMA = re.compile(r"[ \t]{0,2}[,(][ \t]{0,2}\(?")
_DAYS = re.compile(r"\bdays?[ \t]*(?:of )?$")
"""What stands before the share of a hybrid job that is remote: “3 days onsite, 2 days remote”."""
_COUNTRY = re.compile(r"\bcanad")
_STATES = re.compile(r"(?:us|ca)-[a-z]{2}")
"""The ids of states and provinces; a town's has more behind it."""
_TOWN = 2
"""The dashes in the id of a town that has a law of its own."""


def union(lines: Iterable[str], knowledge: Knowledge) -> tuple[frozenset[str], bool]:
    """Return the places that some lines name, and whether any speaks of remote work."""
    read = [read_line(line, knowledge) for line in lines]
    return frozenset[str]().union(*(places for places, _ in read)), any(remote for _, remote in read)


def places_named(line: str, knowledge: Knowledge) -> frozenset[str]:
    """Return the places that a line names."""
    return read_line(line, knowledge)[0]


def is_one(places: Collection[str]) -> bool:
    """Whether places are one and what it lies in: a town with its state."""
    return sum(not any(other.startswith(f"{one}-") for other in places) for one in places) == 1


def read_line(line: str, knowledge: Knowledge) -> tuple[frozenset[str], bool]:
    """Return the places that a line names, and whether it speaks of remote work."""
    lower, data = lowered(line), knowledge.places
    hits = knowledge.place_matcher.hits(words_of(lower))
    refused = [hit for hit in hits if hit.kind is ListKind.NOT_PLACE]
    named = {
        hit.name
        for hit in hits
        if hit.kind is ListKind.PLACE
        and (hit.phrase != "us" or line[hit.start : hit.end].isupper())
        and not any(no.name == hit.name and no.first <= hit.last and hit.first <= no.last for no in refused)
        and not _is_elsewhere(hit, line, hits, knowledge)
    }
    abroad = bool(_COUNTRY.search(lower)) or any(place.startswith("ca-") for place in named)
    codes = {data.codes[code[0]] for code in CODE.finditer(line) if code[0] in data.codes}
    codes |= {data.other_codes[code[1]] for code in _STATE.finditer(line) if code[1] in data.other_codes}
    named |= {place for place in codes if not (place == data.codes.get("CA") and abroad)}
    towns = {place for place in knowledge.rowless_states & named if any(one.startswith(f"{place}-") for one in named)}
    remote = any(hit.kind is ListKind.REMOTE and not _DAYS.search(lower, 0, hit.start) for hit in hits)
    return frozenset(named - towns), remote


def _is_elsewhere(hit: Hit, line: str, hits: Sequence[Hit], knowledge: Knowledge) -> bool:
    """Whether another state stands behind the name of a town: “Vancouver, WA”, “Arlington, TX”, “Columbus, Georgia”."""
    data = knowledge.places
    code = _BEHIND.match(line, hit.end)
    place = code and (data.codes.get(code[1]) or data.other_codes.get(code[1]))
    if place:
        return _are_apart(hit.name, place)
    if (hit.phrase == data.names[hit.name][0] and hit.name.count("-") < _TOWN) or not (
        comma := _COMMA.match(line, hit.end)
    ):
        return False
    behind = [one for one in hits if one.start == comma.end() and one.kind is ListKind.PLACE]
    states = [one.name for one in behind if _is_state(one, knowledge)]
    return any(_are_apart(hit.name, state) for state in states)


def _is_state(hit: Hit, knowledge: Knowledge) -> bool:
    """Whether words are the own name of a state or province, and of no town."""
    data = knowledge.places
    own = hit.phrase == data.names[hit.name][0] and hit.phrase not in data.towns_too
    return own and _STATES.fullmatch(hit.name) is not None


def _are_apart(place: str, other: str) -> bool:
    return not place.startswith(other) and not other.startswith(place)
