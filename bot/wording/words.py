"""Renders the words in templates/*.mrkdwn.j2: text only, every value from people escaped, nothing missing allowed."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from rubrics.jd.figures import dated
from rubrics.panel.coverage import CoverageWarning
from rubrics.signal import figure, percent

ROOT = Path(__file__).parent.parent
MENU_LIMIT = 75

_MARK = re.compile(r"(?<!\w)[*_~`]+|[*_~`]+(?!\w)")
_PERCENT = re.compile(r"(?<=\d) %")
_TURNING = re.compile("[\u202a-\u202e\u2066\u2067]")
_ISOLATING = re.compile("[\u2068\u2069]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]")
_TWINS = str.maketrans({"*": "\u2217", "_": "\u02cd", "~": "\u223c", "`": "\u02cb"})


class Mrkdwn(str):
    """Text that is mrkdwn already; anything else is escaped when a template prints it."""

    __slots__ = ()


def escaped(value: object) -> str:
    """Return a value as text that Slack shows literally; Mrkdwn passes as it is.

    mrkdwn has no escape for its formatting marks. One that could begin or end formatting is shown by its twin of
    the same look instead; inside a word, as in snake_case, it stays.
    """
    if isinstance(value, Mrkdwn):
        return value
    text = isolated(str(value)).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARK.sub(lambda mark: mark[0].translate(_TWINS), text)


def isolated(text: str) -> str:
    """Return words from people so that they turn nothing around them, however their own letters run.

    Characters that make what follows run the other way are left out. Words written from right to left stand between
    two characters that set them apart, so that Debrief’s own words beside them keep their order.
    """
    kept = _ISOLATING.sub("", _TURNING.sub("", text))
    return f"\u2068{kept}\u2069" if _RIGHT_TO_LEFT.search(kept) else kept


def straight(text: str) -> str:
    """Return text without the characters that make what follows run the other way; what `isolated` set apart stays."""
    kept = _TURNING.sub("", text)
    return kept if _is_closed(kept) else _ISOLATING.sub("", kept)


def _is_closed(text: str) -> bool:
    depth = 0
    for mark in _ISOLATING.findall(text):
        depth += 1 if mark == "\u2068" else -1
        if depth < 0:
            return False
    return depth == 0


def words(part: str, **values: object) -> Mrkdwn:
    """Render one part of a template: `words("signal.headline", …)` is block `headline` of signal.mrkdwn.j2.

    No line ends between a number and its percent sign.
    """
    name, block = part.split(".")
    template = _environment.get_template(f"{name}.mrkdwn.j2")
    context = template.new_context(values)
    text = "".join(template.blocks[block](context)).strip()
    return Mrkdwn(_PERCENT.sub("\u00a0%", text))


def mention(user: str) -> Mrkdwn:
    """Return a user's name as Slack renders it."""
    return Mrkdwn(f"<@{user}>")


def channel_link(channel: str) -> Mrkdwn:
    """Return a channel's name as Slack renders it."""
    return Mrkdwn(f"<#{channel}>")


def when(moment: datetime) -> Mrkdwn:
    """Return a moment in the reader's own time zone, with UTC for whoever cannot render it."""
    return Mrkdwn(f"<!date^{int(moment.timestamp())}^{{date_short_pretty}} at {{time}}|{written_out(moment)}>")


def written_out(moment: datetime) -> str:
    """Return a moment as Debrief itself writes it, where Slack does not: “21 November 2026 at 16:04 UTC”."""
    there = moment.astimezone(UTC)
    return f"{dated(there.date())} at {there:%H:%M} UTC"


def listed(items: Iterable[str], joint: str = "and") -> Mrkdwn:
    """Return items as people list them: “a, b and c”."""
    parts = [escaped(item) for item in items]
    if len(parts) < 2:
        return Mrkdwn("".join(parts))
    return Mrkdwn(f"{', '.join(parts[:-1])} {joint} {parts[-1]}")


def cited(text: object, sources: Iterable[str] = ()) -> Mrkdwn:
    """Return a fact with the marks of its documents behind it: “Ships features (S0, S1)”."""
    told, marks = escaped(text), ", ".join(escaped(mark) for mark in sources)
    if not marks:
        return Mrkdwn(told)
    return Mrkdwn(f"{told[:-1]} ({marks})." if told.endswith(".") else f"{told} ({marks})")


def shortened(text: str, limit: int = MENU_LIMIT) -> str:
    """Return text that fits a menu or a label, ending in “…” where it had to be cut."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def warned(warning: CoverageWarning) -> Mrkdwn:
    """Return a warning's sentence with the person it concerns by name."""
    sentence = escaped(warning.sentence)
    return Mrkdwn(sentence.replace("{who}", mention(warning.who)) if warning.who else sentence)


def count(number: int, singular: str, plural: str | None = None) -> str:
    """Return a number with its noun: “1 scorecard”, “3 scorecards”, “1,204 words”."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def share(part: float) -> str:
    """Return a part of one as a percentage that never says all or nothing of a part."""
    if 0 < part < 0.005:
        return "less than 1 %"
    if 0.995 <= part < 1 - 1e-9:
        return "more than 99 %"
    return f"{100 * part:.0f} %"


_environment = Environment(
    loader=FileSystemLoader(sorted(ROOT.glob("**/words"))),
    autoescape=False,  # noqa: S701 – HTML's escapes are not Slack's; `finalize` escapes for Slack
    finalize=escaped,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.globals.update(
    mention=mention,
    when=when,
    dated=dated,
    listed=listed,
    count=count,
    channel_link=channel_link,
    warned=warned,
    cited=cited,
    share=share,
    figure=figure,
    percent=percent,
)
