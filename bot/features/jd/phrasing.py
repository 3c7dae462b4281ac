"""How a JD review puts shares, dates and quotations into Slack's own forms; knows no page."""

import html
import re
from collections.abc import Iterable, Mapping

from bot.slack.block_types import Block, RichTextPart
from bot.slack.rich_text import rich_quote, rich_section, rich_text, text_run
from bot.wording.escaping import straight
from bot.wording.jd import role_words
from bot.wording.phrases import cut
from bot.wording.words import plain_words
from rubrics.jd import Knowledge, Review, Verdict
from rubrics.jd.outcome import Outcome
from rubrics.jd.reading.titles import read_title

LEAST_SHOWN = 0.05
MIXED, PLAIN = 0.3, 0.45
LONGEST_QUOTE = 280
AROUND = 80
"""How many characters of its line are shown on either side of a quotation."""
NEAR = 30
LONGEST_WORDS = 140
LONG_ENOUGH = 60
MOST_READ = 2_000
"""A text may be one long line, of which only what stands near is read."""
_TAGS = re.compile(r"</?(?:a|b|br|code|div|em|h[1-6]|i|li|ol|p|span|strong|u|ul)(?:\s[^<>]{0,300})?/?>", re.IGNORECASE)
_BULLET = re.compile(r"^[-*•·●▪◦‣–][ \t]+")
_UNSEEN = dict.fromkeys(
    [*range(32), 0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF, 0x061C]
) | {ord("\n"): " ", ord("\t"): " "}


def shares(verdict: Verdict, names: Mapping[str, str]) -> list[str]:
    """Return the roles worth naming with their shares, the greatest first."""
    ranked = sorted(verdict.distribution.items(), key=lambda pair: (-pair[1], pair[0]))
    return [
        plain_words("jd_labels.share_of", share=share, role=role_words(role, verdict.other_kind, names))
        for role, share in ranked
        if share >= LEAST_SHOWN
    ]


def surest(verdict: Verdict, names: Mapping[str, str]) -> str:
    """Return the role that the text most likely describes, and how sure that is: “AI Engineer, 67% sure”."""
    role, share = min(verdict.distribution.items(), key=lambda pair: (-pair[1], pair[0]))
    return plain_words("jd_labels.surest", share=share, role=role_words(role, verdict.other_kind, names))


def is_mixed(verdict: Verdict) -> bool:
    """Tell whether naming one role alone would mislead: a second has much of the evidence, or the first has little."""
    if verdict.mixed_with is not None:
        return True
    ranked = sorted(verdict.distribution.values(), reverse=True)
    return len(ranked) > 1 and (ranked[1] >= MIXED or ranked[0] < PLAIN)


def own_name(knowledge: Knowledge, review: Review) -> str | None:
    """Return what a text calls the job in its own words, where that says another role or level than the title."""
    name = review.verdict.self_name
    if not name:
        return None
    body, title = (read_title(each, knowledge) for each in (name, review.title))
    agrees = body.roles == title.roles or _words(name) <= _words(review.title)
    return None if agrees and body.levels <= title.levels else name


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


def outcome_words(outcome: Outcome, names: Mapping[str, str]) -> str:
    """Return a verdict in a few words: "reads as ML Engineer, 62% sure; the title doesn't fit"."""
    role = outcome.role or ""
    called = role_words(role, outcome.other_kind, names)
    return plain_words("jd_labels.outcome", outcome=outcome, named=names.get(role), role=called)


def quotation(quotes: Iterable[tuple[str, str]]) -> Block:
    """Return people's own words, each with a remark on it; shown literally, whatever they contain."""
    parts: list[RichTextPart] = []
    for quote, remark in dict(quotes).items():
        parts.append(rich_quote(text_run(cut(readable(quote), LONGEST_QUOTE) or "–")))
        if remark:
            parts.append(rich_section(text_run(straight(remark), italic=True)))
    return rich_text(*parts)


def quotation_in_place(text: str, start: int, end: int) -> Block:
    """Return the line around a stretch of a text, with the stretch in bold: people find it again by that."""
    before, inside, behind = _in_place(text, start, end, AROUND)
    runs = ((before, False), (cut(inside, LONGEST_QUOTE), True), (behind, False))
    shown = [text_run(words, bold=bold and bool(before or behind)) for words, bold in runs if words]
    return rich_text(rich_quote(*(shown or [text_run("–")])))


def words_in_place(text: str, start: int, end: int) -> str:
    """Return a stretch of a text with a few words around it where it is short, so that one sees how it was meant."""
    before, inside, behind = _in_place(text, start, end, NEAR)
    if end - start >= LONG_ENOUGH:
        before, behind = "", ""
    return _BULLET.sub("", f"{before}{cut(inside, LONGEST_WORDS)}{behind}".strip())


def readable(text: str) -> str:
    """Return a quotation without HTML's tags and without characters that are invisible or that turn the line round."""
    return html.unescape(_TAGS.sub("", text)).translate(_UNSEEN)


def _in_place(text: str, start: int, end: int, around: int) -> tuple[str, str, str]:
    """Return a stretch with its line before and behind it, cut between words and marked with "…" where it goes on."""
    first = max(text.rfind("\n", 0, start) + 1, start - MOST_READ)
    last = min(_line_end(text, end), end + MOST_READ)
    before = _BULLET.sub("", _spaced(readable(text[first:start])).lstrip())
    behind = _spaced(readable(text[end:last])).rstrip()
    if len(before) > around:
        before = "… " + before[-around:].partition(" ")[2]
    if len(behind) > around:
        behind = behind[:around].rpartition(" ")[0] + " …"
    return before, readable(text[start:end]), behind


def _spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end
