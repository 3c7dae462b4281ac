"""A post that mixes too many kinds of work, or holds none but prompts; the kinds and their words are data."""

from collections.abc import Collection, Iterator, Mapping

from rubrics.jd.reading.reading import Reading
from rubrics.jd.text.lists import ListKind
from rubrics.jd.values import Finding

_KINDS = 4
"""So many kinds of work are more than one person does well."""
_TOLD_KINDS = 2
"""Where the text itself says that it is several jobs in one."""
_CORE_KINDS = frozenset(("intro", "duties", "musts", "other"))
_PROMPT_LINES = 2
"""One line on prompts is a passing mention."""
_ENOUGH_DUTIES = 3
"""Fewer may just not have come to the rest."""
_PROMPT_SHARE = 0.4
"""The share of duties about prompts from which the others are what goes with them."""
_SURE = 0.5
"""From this share on a statement is called one of a family."""


def spread_findings(reading: Reading) -> Iterator[Finding]:
    """Yield what is wrong with how much kinds of work a post holds."""
    yield from _kitchen_sink(reading)
    yield from _prompt_only(reading)


def _kitchen_sink(reading: Reading) -> Iterator[Finding]:
    """Find a post that spreads over many kinds of work, each on a line that no other kind needs."""
    told = next((pair for pair in reading.hits(ListKind.MANY_IN_ONE) if pair[0].kind in _CORE_KINDS), None)
    named = {hit.name for _, hit in reading.hits(ListKind.WORK_KIND)}
    if len(named) < (_TOLD_KINDS if told else _KINDS):
        return
    spread = kinds_of_work(reading)
    if len(spread) >= _KINDS and _lines_apart(spread) >= _KINDS:
        first = reading.document.segments[min(min(lines) for lines in spread.values())]
        yield reading.finding("kitchen-sink", (first.start, first.end), count=len(spread), families=tuple(spread))
    elif told and len(spread) >= _TOLD_KINDS:
        yield reading.finding("kitchen-sink", (told[1].start, told[1].end), families=tuple(spread))


def kinds_of_work(reading: Reading) -> Mapping[str, set[int]]:
    """Return the kinds of work that the person will do, with the sentences that say so."""
    verbs = reading.knowledge.kind_verbs
    spread: dict[str, set[int]] = {}
    for act in reading.acts_of(ListKind.WORK_KIND):
        if act.certain and not verbs[act.thing].isdisjoint(act.verbs):
            spread.setdefault(act.thing, set()).add(act.segment)
    return {name: spread[name] for name in verbs if name in spread}


def _lines_apart(spread: Mapping[str, set[int]]) -> int:
    """Return how many kinds can each have a sentence of their own."""
    holders: dict[int, str] = {}

    def placed(name: str, seen: set[int]) -> bool:
        for line in spread[name] - seen:
            seen.add(line)
            if line not in holders or placed(holders[line], seen):
                holders[line] = name
                return True
        return False

    return sum(placed(name, set()) for name in spread)


def _prompt_only(reading: Reading) -> Iterator[Finding]:
    """Find a post whose duties are about prompts, and about nothing that would make a job of them."""
    data = reading.knowledge.words.prompts
    named = {segment.start for segment, _ in reading.hits(ListKind.PROMPT)}
    if not named:
        return
    duties = reading.duty_lines
    titled = any(key in data.titles for key in reading.document.title_words.keys)
    least = 1.0 if titled else max(_PROMPT_LINES, _PROMPT_SHARE * len(duties))
    if len(duties) < _ENOUGH_DUTIES or len(named) < least:
        return
    prompted = {
        act.segment
        for act in reading.acts_of(ListKind.PROMPT)
        if act.certain and not reading.knowledge.prompt_verbs.isdisjoint(act.verbs)
    }
    if len(prompted) < least or any(
        act.certain and act.thing in data.beyond for act in reading.acts_of(ListKind.CONCEPT)
    ):
        return
    if not (_beyond(reading, data.beyond_works) & duties) - prompted:
        first = reading.document.segments[min(prompted)]
        yield reading.finding("prompt-only", (first.start, first.end))


def _beyond(reading: Reading, works: Collection[str]) -> set[int]:
    """Return the statements that are plainly of one of these families of work."""
    plainly = (one for one in reading.statements if any(one.works.get(name, 0.0) >= _SURE for name in works))
    return {one.segment for one in plainly}
