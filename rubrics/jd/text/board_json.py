"""A posting as a job board or a page hands it out, in JSON, as the text that a person would read.

JSON-LD JobPosting (also inside a page), Greenhouse, Lever, Ashby, Workable, SmartRecruiters and what is like them: an
object with a title and a description. Knows nothing of what is good in a posting.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rubrics.jd.text.invisible import visible_of
from rubrics.jd.text.json_values import Leaf, Node, read_json
from rubrics.jd.text.plaintext import links_in
from rubrics.jd.text.rewriting import Rewriting

_SCRIPT = re.compile(r"<script\b[^>]{0,300}application/ld\+json[^>]{0,300}>", re.IGNORECASE)
_BEGINS = re.compile(r"\A[^{\[]{0,400}?(?:^|\n)[ \t]*(?=\{|\[[ \t\n\r]*\{)")
"""JSON begins a line, at most some sentences below the first."""
_MOST_SCRIPTS = 20
_TITLES = ("title", "text", "jobTitle", "job_title", "positionTitle", "position_title", "position", "role", "name")
_BODIES = (
    "descriptionHtml",
    "description",
    "descriptionPlain",
    "content",
    "contentHtml",
    "jobDescription",
    "job_description",
    "body",
    "html",
)
_MORE: tuple[tuple[str, str], ...] = (
    ("responsibilities", "Responsibilities"),
    ("requirements", "Requirements"),
    ("qualifications", "Qualifications"),
    ("skills", "Skills"),
    ("jobBenefits", "Benefits"),
    ("benefits", "Benefits"),
    ("incentiveCompensation", "Compensation"),
    ("salaryDescription", "Pay"),
    ("additional", ""),
)
"""What some boards keep beside the description, and the heading that its key stands for."""
_JOINER = "\u200d"
_JOINED = f"[\u2190-\U0001faff]{_JOINER}(?=[\u2190-\U0001faff])"
"""Half an emoji and the invisible sign that joins it to the other half; compiled only for a text that has the sign,
since so wide a range takes as long as thirty other patterns."""
_PLACES = ("name", "location", "city", "addressLocality", "state", "region", "addressRegion", "country")
_SHORTEST = 200
"""Characters; a shorter description in a page is a teaser, and the page itself holds the posting."""
_UNITS = {"hour": "hour", "day": "day", "week": "week", "month": "month", "year": "year", "annual": "year"}


@dataclass(frozen=True, slots=True)
class Opened:
    """The text of the first posting, where each of its characters stands, and the titles of the others."""

    text: str
    places: Sequence[int]
    others: tuple[tuple[int, int], ...]


def opened(text: str) -> Opened | None:
    """Return the posting that a text holds as JSON; None for any other text."""
    if "{" not in text or '"' not in text:
        return None
    for start, least in _beginnings(text):
        end = text.find("</script", start) if least else len(text)
        root = read_json(text, start, end) if end >= 0 else None
        postings = list(_postings(root)) if root is not None else []
        if postings and sum(len(leaf.raw) for leaf in _bodies(postings[0])) >= least:
            return _written(text, postings)
    return None


def readable(text: str) -> str:
    """Return a text as a person reads it: the posting that it holds as JSON, else the text without its markup."""
    board = opened(text)
    return visible_of(board.text if board else text)[0]


def readable_and_links(text: str) -> tuple[str, dict[int, str]]:
    """Return a text as a person reads it, and what some places of it stand for: links, and emoji made of several.

    Of a link a space is left, of an emoji that joins others to one the first.
    """
    board = opened(text)
    source = board.text if board else text
    visible, places = visible_of(source)
    if places is None:
        return visible, {}
    links = links_in(source)
    if _JOINER in source:
        links |= {joined.start(): joined[0] for joined in re.finditer(_JOINED, source)}
    return visible, {at: links.pop(place) for at, place in enumerate(places) if place in links}


def _beginnings(text: str) -> Iterator[tuple[int, int]]:
    """Yield where JSON may begin, and how long its description must be."""
    whole = _BEGINS.match(text)
    if whole:
        yield whole.end(), 0
    scripts = _SCRIPT.finditer(text) if "ld+json" in text else iter(())
    for _, script in zip(range(_MOST_SCRIPTS), scripts, strict=False):
        yield script.end(), _SHORTEST


def _postings(root: Node) -> Iterator[Node]:
    """Yield every object with a title and a description, in their order, not those inside one."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if not node.is_list and _title(node) is not None and (_bodies(node) or _lists(node)):
            yield node
            continue
        waiting += reversed([one for one in node.values.values() if isinstance(one, Node)])


def _title(node: Node) -> Leaf | None:
    leaf = node.leaf(*_TITLES)
    return leaf if leaf is not None and leaf.quoted else None


def _bodies(node: Node) -> list[Leaf]:
    """Return the description of a posting: one that is kept as HTML and as plain text, once."""
    found = node.leaf(*_BODIES)
    return [found] if found is not None and found.quoted else []


def _lists(node: Node) -> list[tuple[Leaf | None, Leaf]]:
    """Return the sections that some boards keep apart, each with its heading."""
    advertised = node.node("jobAd")
    sections = advertised.node("sections") if advertised else None
    named = [one for one in sections.values.values() if isinstance(one, Node)] if sections else []
    pairs = [(one.leaf("text"), one.leaf("content")) for one in node.nodes("lists")]
    pairs += [(one.leaf("title"), one.leaf("text")) for one in named]
    return [(heading, content) for heading, content in pairs if content is not None]


def _written(text: str, postings: Sequence[Node]) -> Opened:
    first, *others = postings
    writer = Rewriting(text)
    title = _title(first)
    if title is not None:
        _say(writer, title)
    _write_places(writer, first)
    _write_pay(writer, first)
    for body in _bodies(first):
        writer.add("\n\n", body.start)
        _say(writer, body)
    for heading, content in _lists(first):
        if heading is not None:
            writer.add("\n\n# ", heading.start)
            _say(writer, heading)
        writer.add("\n\n", content.start)
        _say(writer, content)
    for key, heading_words in _MORE:
        leaf = first.leaf(key, f"{key}Plain")
        if leaf is not None and leaf.quoted:
            writer.add(f"\n\n# {heading_words}\n\n" if heading_words else "\n\n", leaf.start)
            _say(writer, leaf)
    titles = tuple(leaf for leaf in map(_title, others) if leaf is not None)
    spans = tuple((leaf.start, leaf.start + len(leaf.raw)) for leaf in titles)
    return Opened(writer.text, writer.places, spans)


def _say(writer: Rewriting, leaf: Leaf) -> None:
    for piece, start in leaf.pieces():
        if len(piece) == 1:
            writer.add(piece, start)
        else:
            writer.keep(start, start + len(piece))


def _write_places(writer: Rewriting, posting: Node) -> None:
    said = list(_places(posting))
    if said:
        writer.add("\nLocation: ", said[0][0].start)
    for number, leaves in enumerate(said):
        writer.add("; " if number else "")
        for index, leaf in enumerate(leaves):
            writer.add(", " if index else "")
            _say(writer, leaf)
    remote = posting.leaf("jobLocationType", "workplaceType", "isRemote", "remote")
    if remote is not None and str(remote).lower() in ("telecommute", "remote", "true"):
        writer.add("; Remote" if said else "\nLocation: Remote", remote.start)


def _places(posting: Node) -> Iterator[list[Leaf]]:
    """Yield each place as its parts: town, state, country."""
    one = posting.leaf("location", "locationName", "candidate_required_location")
    if one is not None:
        yield [one]
    categories = posting.node("categories")
    given = categories.leaf("location") if categories else None
    if given is not None:
        yield [given]
    for key in ("location", "jobLocation", "secondaryLocations", "applicantLocationRequirements"):
        for node in posting.nodes(key):
            address = node.node("address") or node
            inside = address.node("addressCountry")
            country = [address.leaf("addressCountry"), inside.leaf("name") if inside else None]
            parts = [address.leaf(name) for name in _PLACES]
            leaves = [leaf for leaf in (*parts, *country) if leaf is not None]
            if leaves:
                yield leaves


def _write_pay(writer: Rewriting, posting: Node) -> None:
    pay = posting.node("compensation")
    said = pay.leaf("scrapeableCompensationSalarySummary", "compensationTierSummary") if pay else None
    said = said or posting.leaf("salary", "salary_range", "compensation")
    if said is not None:
        writer.add("\nPay: ", said.start)
        _say(writer, said)
    for salary in (*posting.nodes("baseSalary"), *posting.nodes("salaryRange")):
        value = salary.node("value") or salary
        low, high = value.leaf("minValue", "min", "value"), value.leaf("maxValue", "max")
        unit = value.leaf("unitText", "interval") or salary.leaf("unitText")
        _write_range(writer, salary.leaf("currency"), low, high, unit)
    for pay_range in posting.nodes("pay_input_ranges"):
        low, high = pay_range.leaf("min_cents"), pay_range.leaf("max_cents")
        _write_range(writer, pay_range.leaf("currency_type"), low, high, None, cents=True)


def _write_range(
    writer: Rewriting,
    currency: Leaf | None,
    low: Leaf | None,
    high: Leaf | None,
    unit: Leaf | None,
    *,
    cents: bool = False,
) -> None:
    amounts = [(leaf, _amount(leaf, cents=cents)) for leaf in (low, high) if leaf is not None]
    sums = [(leaf, amount) for leaf, amount in amounts if amount]
    if not sums:
        return
    writer.add("\nPay: ", sums[0][0].start)
    for index, (leaf, amount) in enumerate(sums):
        writer.add(" - " if index else "")
        writer.add(f"{currency} {amount:,.0f}" if currency else f"{amount:,.0f}", leaf.start)
    named = str(unit).lower() if unit else ""
    period = next((word for key, word in _UNITS.items() if key in named), None)
    writer.add(f" per {period}" if period else "", unit.start if unit else None)


def _amount(leaf: Leaf, *, cents: bool) -> float | None:
    try:
        amount = float(str(leaf).replace(",", ""))
    except ValueError:
        return None
    return amount / 100 if cents else amount
