"""How a JD review puts things: shares, dates, pay and quotations; knows no page."""

import html
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from slack_sdk.models.blocks import RichTextBlock, RichTextElementParts, RichTextQuoteElement, RichTextSectionElement

from bot.views.words import Mrkdwn, shortened, straight
from rubrics.jd import PayFound, Verdict
from rubrics.jd.outcome import Outcome
from rubrics.jd.wording import percent

LEAST_SHOWN = 0.05
MIXED = 0.3
LONGEST_QUOTE = 280
AROUND = 80
"""How many characters of its line are shown on either side of a quotation."""
OTHER = "another kind of post"
_TAGS = re.compile(r"</?(?:a|b|br|code|div|em|h[1-6]|i|li|ol|p|span|strong|u|ul)(?:\s[^<>]{0,300})?/?>", re.IGNORECASE)
_UNSEEN = dict.fromkeys(
    [*range(32), 0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF, 0x061C]
) | {ord("\n"): " ", ord("\t"): " "}


def role_called(role: str | None, other_kind: str | None, names: Mapping[str, str]) -> str:
    """Return what to call a role, also where it is none of ours."""
    if role is not None and role in names:
        return names[role]
    return f"{OTHER} ({other_kind})" if other_kind else OTHER


def shares(verdict: Verdict, names: Mapping[str, str]) -> list[str]:
    """Return the roles worth naming with their shares, the greatest first."""
    ranked = sorted(verdict.distribution.items(), key=lambda pair: (-pair[1], pair[0]))
    return [
        f"{role_called(role, verdict.other_kind, names)} {percent(share)}"
        for role, share in ranked
        if share >= LEAST_SHOWN
    ]


def is_mixed(verdict: Verdict) -> bool:
    """Tell whether a second role has so much of the evidence that naming one alone would mislead."""
    ranked = sorted(verdict.distribution.values(), reverse=True)
    return len(ranked) > 1 and ranked[1] >= MIXED


def outcome_words(outcome: Outcome, names: Mapping[str, str]) -> str:
    """Return a verdict in a few words: “ML Engineer, 62 %; the title does not fit”."""
    if outcome.role is None:
        return "no verdict on the role"
    fits = {True: "the title fits", False: "the title does not fit", None: "whether the title fits is open"}
    role = role_called(outcome.role, outcome.other_kind, names)
    return f"{role}, {percent(outcome.share)}; {fits[outcome.title_fits]}"


def pay_words(pay: PayFound) -> str:
    """Return a stated pay as people write it: “USD 150,000 to 190,000 a year, base”."""
    ends = [_amount(end) for end in dict.fromkeys((pay.low, pay.high)) if end is not None]
    opening = "" if not pay.open_ended else ("up to " if pay.low is None else "from ")
    currency = f"{pay.currency} " if pay.currency else ""
    period = f"{'an' if pay.period == 'hour' else 'a'} {pay.period}"
    unsaid = [] if pay.period_stated else ["the period"]
    unsaid += ["whether base or total"] if pay.basis == "unclear" else []
    known = "" if pay.basis == "unclear" else f", {pay.basis}"
    missing = f" (not stated: {' and '.join(unsaid)})" if unsaid else ""
    return f"{opening}{currency}{' to '.join(ends)} {period}{known}{missing}"


def _amount(figure: float) -> str:
    return f"{figure:,.0f}" if figure == int(figure) else f"{figure:,.2f}"


def on_day(moment: datetime) -> Mrkdwn:
    """Return a day in the reader's own time zone."""
    day = moment.astimezone(UTC).strftime("%Y-%m-%d")
    return Mrkdwn(f"<!date^{int(moment.timestamp())}^{{date}}|{day}>")


def quotation(quotes: Iterable[tuple[str, str]]) -> RichTextBlock:
    """Return people's own words, each with what is said of it; shown literally, whatever they contain."""
    elements: list[RichTextQuoteElement | RichTextSectionElement] = []
    for quote, remark in dict(quotes).items():
        line = shortened(" ".join(readable(quote).split()), LONGEST_QUOTE)
        elements.append(RichTextQuoteElement(elements=[_run(line or "–")]))
        if remark:
            small = RichTextElementParts.TextStyle(italic=True)
            said = RichTextElementParts.Text(text=straight(remark), style=small)
            elements.append(RichTextSectionElement(elements=[said]))
    return RichTextBlock(elements=elements)


def quotation_in_place(text: str, start: int, end: int) -> RichTextBlock:
    """Return the line around a stretch of a text, with the stretch in bold: people find it again by that."""
    before = text[max(text.rfind("\n", 0, start) + 1, start - AROUND) : start]
    behind = text[end : min(_line_end(text, end), end + AROUND)]
    runs = (
        (re.sub(r"\s+", " ", readable(before)).lstrip(), False),
        (shortened(" ".join(readable(text[start:end]).split()), LONGEST_QUOTE), True),
        (re.sub(r"\s+", " ", readable(behind)).rstrip(), False),
    )
    shown = [_run(words, bold=bold and bool(runs[0][0] or runs[2][0])) for words, bold in runs if words]
    return RichTextBlock(elements=[RichTextQuoteElement(elements=shown or [_run("–")])])


def readable(text: str) -> str:
    """Return a quotation without HTML's tags and without characters that nobody sees or that turn the line round."""
    return html.unescape(_TAGS.sub("", text)).translate(_UNSEEN)


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _run(words: str, *, bold: bool = False) -> RichTextElementParts.Text:
    return RichTextElementParts.Text(text=words, style=RichTextElementParts.TextStyle(bold=True) if bold else None)
