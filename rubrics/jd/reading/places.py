"""Which places a posting is for: the union of all that its location, its title and its text say; knows no law."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from rubrics.jd.knowledge.knowledge import Knowledge
from rubrics.jd.reading.place_lines import place_lines
from rubrics.jd.reading.place_names import BEHIND_PLACE, CODE, is_one, places_named, read_line, union
from rubrics.jd.text.document import Document
from rubrics.jd.text.lines import lines_with
from rubrics.jd.values import PayFound

_LABEL = re.compile(
    r"[\n|•;.!?](?:(?<=[\n|•;])|(?<=[.!?]) )"
    r"[ \t*#-]{0,6}(?:(?:job|work|office|primary|position|preferred|candidate|available|possible"
    r"|eligible|hiring) ){0,2}(?:locations?|offices?)"
    r"(?: designation| type|\(s\))?[ \t*]{0,4}(?:[:\-]|\n)[ \t*]{0,4}\n?([^\n]{2,160})"
)
"""It begins with one of a set of signs, which are found fast: a text is searched with a line before its first."""
_SHAPE = (
    r"(?:(?:an? )?(?:full[- ]time|part[- ]time|hybrid|remote|permanent|temporary|contract|on[- ]?site|in[- ]person)"
    r"(?: role| position| job)?,? (?:and |or )?){0,3}"
)
"""What may stand between a job and its place: “is full-time and based in”."""
_SAID = re.compile(
    rf"\b(?:(?:role|position|job|you(?:'ll| will| must)?) (?:is |be |can be |must be )?{_SHAPE}"
    r"(?:based|located|performed) (?:anywhere |remotely |fully remote |on[- ]?site )?(?:in|out of|at|within|across)"
    r"|we(?:'re| are) based (?:in|out of)|remotely(?: from| within| in| across| anywhere in)"
    r"|remote(?! (?:team members?|teammates?|employees|colleagues|workers|offices|hubs)\b)"
    r"(?: from| within| in| across)?[ \t]{0,2}(?:\(|-|,)?|work from"
    r"|hybrid(?: (?:role|position|job|work|model|schedule|setup))?(?: (?:based|located))? (?:in|at|from|out of)"
    r"|days? (?:a|per|each) week (?:in|at|from|on[- ]site (?:in|at))"
    r"|(?:days?|work) (?:in|from|at) (?:our|the) [^.\n;)]{0,20}offices? in"
    r"|(?:commut(?:able|ing)|driving) distance (?:of|to|from)"
    r"|resid(?:e|ing) in"
    r"|candidates (?:based |located |living )?in(?! (?:a manner|accordance|line with|compliance|consideration))"
    r"|is hiring in|\bhire in|on[- ]?site (?:in|at)"
    r"|(?:(?<=\n)|(?<=[.!?] ))(?:based|located) (?:on[- ]?site |remotely )?(?:in|out of)"
    r"|(?:following|these) (?:u\.?s\.? )?(?:states|locations|countries|cities|offices|provinces):)"
    r" ((?:[^.\n;)]|\.(?=\w)){2,120})"
)
_SAYING = (
    *("based", "located", "performed", "remote", "work from", "hybrid", " week ", "office", "distance ", "residing"),
    *(
        "reside",
        "candidates ",
        "hiring in",
        "hire in",
        "site",
        "states:",
        "locations:",
        "countries:",
        "cities:",
        "provinces:",
    ),
)
"""Each way to say so holds one of these."""
_OFFICE = re.compile(
    r"(?<!\w)(?:(?:our|an?|the) (?:(?!head |main |central |satellite |additional |second |regional )[\w&'’-]+ ){0,3}?"
    r"(?:office|studio|campus|hub|workshop)"
    r"(?: is| sits)?(?: located| based)? (?:in|at)"
    r"|we(?:['’]re| are)(?: located| an? (?:[\w&'’-]+ ){0,4}?team(?: of \w+)?)? in"
    r"|(?:join|work with) (?:us|our team|the team) (?:in|at)"
    r"|(?:in|from|at) (?:our|the)(?= [^.;:!?\n()]{2,40} (?:office|studio|campus|hub)(?!\w)))"
    r" ([^.;:!?\n()]{2,60})"
)
"""Where the office is, which is where the work is if nothing else is said of it."""
_EMPLOYER = re.compile(
    r"(?:based|located)\b[^.;\n]{3,60}?, (?!(?:you|we|this|it|the (?:role|job|position))\b)"
    r"[\w&'’.-]+(?: [\w&'’.-]+){0,3} (?:is|was|has|helps|builds|provides|offers|develops|delivers|serves)\b"
)
"""Where the company is that a sentence goes on about: “Based in Oslo, Acme is …”."""
_APART = re.compile(r"\b(?:remote|remotely|distributed|from anywhere|from home)\b")
_SUM = re.compile(r"[$£€]\d{2,3}[,k]")
_PAY_BY_PLACE = re.compile(r"[ \t*•-]{0,6}([^\n:$£€]{2,120}):[ \t*]{1,4}(?:usd|cad|c|us)?[ \t]?[$£€]\d{2,3}[,k]")
"""A line of places with what is paid there: “New York/California: $170,000 …”."""
_PARTS = re.compile(r"[ \t]+[-–—|/@][ \t]+|[|(),;:•·]|\bin\b")
_SENTENCE_END = re.compile(r"[.!?][ \t\n]|[;\n]")
_STOP = re.compile(r"[.!?][ \t]")
_BUT = re.compile(
    r"\b(?:(?:except|excluding|other than|outside|during)\b"
    r"|to (?=(?:provide|support|cover|serve|help|assist|supplement|work with|collaborate with)\b)"
    r"|overlap\w*\b|with (?=(?:\w+ )?(?:offices?|hubs?|headquarters|hq)\b)"
    r"|for (?=[^.;,\n]{0,40}\b(?:clients|customers)\b))"
)
"""What stands behind it is no place of the job's, but one left out, or the one that the work is for."""
_REFUSED = re.compile(
    r"\b(?:not|unable|cannot|can't|don't|won't|no longer|exclud(?:es?|ing)"
    r"|our teams|teams of|nomads)\b[^.!?\n]*$"
)
"""Before a place it is one that the job is not for, or where others work."""
_LEAVING_OUT = re.compile(r"\b(?:except|excluding)\b")
_NOT_FOR = re.compile(
    r"\b(?:not (?:currently )?(?:eligible|available|open|able)|unable|cannot|can't|exclud(?:es?|ing))\b[^.!?\n]*$"
)
_OF_SOME = re.compile(
    r"\b(?:if you|(?:for|of) (?:an? |all |our |the )?(?:applicants?|candidates?|residents|employees|hires?)|customers"
    r"|clients|targets?|privacy|salar(?:y|ies)|compensation)\b[^.!?\n]*$"
)
_LAW = re.compile(r"\b(?:pursuant|ordinance|privacy|fair chance|law|criminal|convictions?)\b")
"""What makes a sentence one on the law or the pay of a place, and not on where the work is done."""
_NOTICE = re.compile(
    r"\b(?:if you are (?:an? )?(?:applicant|candidate|employee|resident|individual|person)\b|law 144\b)[^.!?\n]*$"
)
"""What makes a sentence a notice to the residents of a place, which stands in all postings of an employer."""
_SHORT_LINE = 10
"""Words; a short line above a stated pay may say for which place it is."""
_SOMEWHERE = 12_000
"""Characters; what comes later is about the company or the law."""
_BEFORE_PAY, _REFUSING, _NOTIFYING = 300, 60, 120
"""Characters before a stated pay that may say for which place it is, and before a place that may refuse or notify."""


@dataclass(frozen=True, slots=True)
class PlacesRead:
    """The places (as ids of places.yaml), whether the work is remote, whether a location was stated, and where.

    `said` are all words on where the work is done, also those that name no place of places.yaml; `excluded` are places
    that the job is said not to be for.
    """

    places: frozenset[str]
    remote: bool
    stated: bool
    span: tuple[int, int] | None
    said: tuple[tuple[int, int], ...] = ()
    excluded: frozenset[str] = frozenset()


def places_of(document: Document, location: str | None, pays: Iterable[PayFound], knowledge: Knowledge) -> PlacesRead:
    """Return what a posting says about where its work is done.

    They are the union of all that is said: by a given location, under that label, behind the title, in short lines
    at the head, in sentences on where the work is done, and at each stated pay. Only where nothing else says
    whether the work is remote may a sentence say so, and where nothing says either, the one office is the place.
    """
    text = document.text
    labels = [(label.start(1) - 1, label.end(1) - 1) for label in _LABEL.finditer("\n" + text.folded[:_SOMEWHERE])]
    labeled = [text.plain[start:end] for start, end in labels]
    given = [location] if location else []
    heads = place_lines(document, knowledge)
    places, remote = union([*given, *labeled, _behind_title(document), *(head.words for head in heads)], knowledge)
    every = [
        (one.start(), one.end(1))
        for start, end in lines_with(text.folded, _SAYING, _SOMEWHERE)
        for one in _SAID.finditer(text.folded, start, min(end, _SOMEWHERE))
        if not _EMPLOYER.match(text.folded, one.start())
    ]
    refused = [span for span in every if _REFUSED.search(text.folded, max(0, span[0] - _REFUSING), span[0])]
    said = [span for span in every if span not in refused]
    of_job = [span for span in said if not _NOTICE.search(text.folded, max(0, span[0] - _NOTIFYING), span[0])]
    more, away = union((_BUT.split(text.plain[start:end])[0] for start, end in of_job), knowledge)
    paid, _ = union([*_beside_pay(document, pays), *_priced(document)], knowledge)
    excluded = _excluded(document, refused, of_job, knowledge)
    found = (places | more | paid) - excluded
    if not found and not remote and not away and not _APART.search(text.folded):
        offices = list(_offices(document, knowledge))
        said, found = said + offices, union((text.plain[start:end] for start, end in offices), knowledge)[0]
    short = [(head.start, head.end) for head in heads]
    plainly = [
        (start, end)
        for start, end in said
        if not _OF_SOME.search(text.folded, max(0, start - _REFUSING), start)
        and not _LAW.search(text.folded, start, end)
    ]
    placed = (span for span in plainly if read_line(text.plain[slice(*span)], knowledge)[0])
    named = (span for span in (*labels, *short) if any(read_line(text.plain[slice(*span)], knowledge)))
    return PlacesRead(
        places=found,
        remote=remote or (away and not places),
        stated=bool(given or labels or said or places or remote),
        span=next(chain(named, placed), None),
        said=(*labels, *short, *plainly),
        excluded=excluded,
    )


def _excluded(
    document: Document, refused: Iterable[tuple[int, int]], said: Iterable[tuple[int, int]], knowledge: Knowledge
) -> frozenset[str]:
    """Return the places that a text says its job is not for: “remote in the US, excluding residents of Colorado”."""
    text = document.text
    left_out = (
        text.plain[but.end() : stop]
        for start, end in said
        if (stop := _sentence_end(text.folded, end)) and (but := _LEAVING_OUT.search(text.folded, start, stop))
    )
    not_for = (
        text.plain[start:end]
        for start, end in refused
        if _NOT_FOR.search(text.folded, max(0, start - _REFUSING), start)
    )
    named = union([*left_out, *not_for], knowledge)[0]
    # A town leaves out neither its state nor its country.
    return frozenset(place for place in named if not any(other.startswith(f"{place}-") for other in named))


def _sentence_end(folded: str, place: int) -> int:
    """Return where a sentence ends that goes on behind brackets: “remote (US), excluding residents of Colorado”."""
    stop = _SENTENCE_END.search(folded, place, place + _BEFORE_PAY)
    return stop.start() if stop else min(len(folded), place + _BEFORE_PAY)


def _offices(document: Document, knowledge: Knowledge) -> Iterator[tuple[int, int]]:
    """Yield the words that name the place of the one office there is; none where there are several."""
    text = document.text
    spans = [one.span(1) for one in _OFFICE.finditer(text.folded, 0, _SOMEWHERE)]
    cut = [(start, start + len(BEHIND_PLACE.split(text.folded[start:end])[0])) for start, end in spans]
    named = {span: places_named(text.plain[slice(*span)], knowledge) for span in cut}
    places = frozenset[str]().union(*named.values())
    if is_one(places):
        yield from (span for span in cut if named[span])


def _beside_pay(document: Document, pays: Iterable[PayFound]) -> Iterator[str]:
    """Yield what stands before each stated pay in its sentence, or in the short line above where nothing does."""
    plain = document.text.plain
    for pay in pays:
        above, _, line = plain[max(0, pay.start - _BEFORE_PAY) : pay.start].rpartition("\n")
        head = above.rstrip().rpartition("\n")[2]
        yield _STOP.split(line)[-1] if line.strip(" -*•") or len(head.split()) > _SHORT_LINE else head


def _priced(document: Document) -> Iterator[str]:
    """Yield the places of each line of places with what is paid there."""
    plain, folded, end = document.text.plain, document.text.folded, 0
    while end >= 0 and (paid := _SUM.search(folded, end)):
        line = _PAY_BY_PLACE.match(folded, folded.rfind("\n", end, paid.start()) + 1)
        if line is not None:
            yield plain[line.start(1) : line.end(1)]
        end = folded.find("\n", paid.end())


def _behind_title(document: Document) -> str:
    """Return the parts of a title behind dashes, commas and brackets; a code counts only where it stands alone."""
    parts = [part.strip() for part in _PARTS.split(document.title_line)[1:]]
    return ", ".join(part if CODE.fullmatch(part) else part.lower() for part in parts)
