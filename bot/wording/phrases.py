"""How Debrief puts numbers, shares, days, lists and names, once for everything it says; knows no sentence."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from math import ceil, floor, fsum
from typing import Protocol

from bot.wording.escaping import Mrkdwn, escaped, isolated, joined
from rubrics.catalogue.levels import RoleLevel

NEIGHBORS = 2
"""Where ratings differ from two points on, those that don't are neighbors."""


class Averaged(Protocol):
    """Ratings of one thing: their mean, their range and how many there are; a check's are 1 for no and 2 for yes."""

    @property
    def n(self) -> int:
        """How many rated it."""

    @property
    def mean(self) -> float | None:
        """Their mean."""

    @property
    def low(self) -> int | None:
        """The lowest."""

    @property
    def high(self) -> int | None:
        """The highest."""

    @property
    def is_check(self) -> bool:
        """Whether it is answered yes or no."""


_SPELLED_WITH_A_VOWEL = frozenset("AEFHILMNORSX")
_SOUNDS_LIKE_YOU_OR_ONE = re.compile(r"(?:uni|us[ei]|ut[ei]|eu|one\b|once\b)", re.IGNORECASE)
_SILENT_H = re.compile(r"(?:hour|honest|hono|heir)", re.IGNORECASE)
_INITIALS = re.compile(r"[A-Z](?:[A-Z]|[/&.-][A-Z]|\b)")


def mention(user: str) -> Mrkdwn:
    """Return a user's name as Slack renders it."""
    return Mrkdwn(f"<@{user}>")


def channel_link(channel: str) -> Mrkdwn:
    """Return a channel's name as Slack renders it."""
    return Mrkdwn(f"<#{channel}>")


def when(moment: datetime) -> Mrkdwn:
    """Return a moment in the reader's own time zone, with UTC for anyone who cannot render it."""
    return Mrkdwn(f"<!date^{int(moment.timestamp())}^{{date_short_pretty}} at {{time}}|{written_out(moment)}>")


def clock_time(moment: datetime) -> Mrkdwn:
    """Return a moment's time of day in the reader's own time zone: “2:05 PM”."""
    return Mrkdwn(f"<!date^{int(moment.timestamp())}^{{time}}|{_time_of(moment.astimezone(UTC))} UTC>")


def day(moment: datetime) -> Mrkdwn:
    """Return the day of a moment in the reader's own time zone: “Nov 26, 2026”."""
    there = moment.astimezone(UTC)
    return Mrkdwn(f"<!date^{int(moment.timestamp())}^{{date_short}}|{dated(there.date())}>")


def written_out(moment: datetime) -> str:
    """Return a moment as Debrief itself writes it, where Slack does not: “Nov 21, 2026 at 4:04 PM UTC”."""
    there = moment.astimezone(UTC)
    return f"{dated(there.date())} at {_time_of(there)} UTC"


def _time_of(there: datetime) -> str:
    return f"{there.hour % 12 or 12}:{there:%M} {'AM' if there.hour < 12 else 'PM'}"


def dated(day: date) -> str:
    """Return a day as Americans write it: “Nov 21, 2026”."""
    return f"{day:%b} {day.day}, {day.year}"


def listed(items: Iterable[object], joint: str = "and") -> Mrkdwn:
    """Return items as people list them, each escaped: “a, b and c”."""
    return Mrkdwn(joined(map(escaped, items), joint))


def plainly_listed(items: Iterable[object], joint: str = "and") -> str:
    """Return the same where text is shown literally."""
    return joined((isolated(str(item)) for item in items), joint)


def shortened(text: str, limit: int) -> str:
    """Return text of at most so many characters, ending in “…” where it had to be cut."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def cut(text: str, longest: int) -> str:
    """Return a text on one line, cut between words and marked with “…” where it is too long."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    return f"{line[: longest - 1].rpartition(' ')[0] or line[: longest - 2]} …"


def count(number: int, singular: str, plural: str | None = None, *, or_more: bool = False) -> str:
    """Return a number with its noun: “1 scorecard”, “3 scorecards”, “1,204 words”, “100+ loops”."""
    is_one = number == 1 and not or_more
    return f"{number:,}{'+' if or_more else ''} {singular if is_one else plural or singular + 's'}"


def percent(share: float) -> str:
    """Return a part of one as a percentage that never says all or nothing of a part: “36%”."""
    if share > 0 and round(100 * share) == 0:
        return "less than 1%"
    if share < 1 - 1e-9 and round(100 * share) == 100:
        return "more than 99%"
    return f"{100 * share:.0f}%"


def percents(parts: Sequence[float], decimals: int = 0) -> list[str]:
    """Return the parts of a whole as percentages that add up to 100: what is cut off goes to the largest remainders."""
    unit, whole = 10**decimals, fsum(parts)
    if whole <= 0:
        return [f"{0:.{decimals}f}%" for _ in parts]
    exact = [100 * unit * part / whole for part in parts]
    units = [floor(one + 1e-9) for one in exact]
    largest = sorted(range(len(exact)), key=lambda place: units[place] - exact[place])
    for place in largest[: 100 * unit - sum(units)]:
        units[place] += 1
    return [f"{one / unit:.{decimals}f}%" for one in units]


def chance(probability: float) -> str:
    """Return a probability so that it never seems to lie on the other side of a word's limit (hire-signal §10)."""
    if probability < 0.01:
        return "less than 1%"
    if probability > 0.99:
        return "more than 99%"
    hundredths = probability * 100
    # The lowest limit is at 3%: below 4 it is rounded up, above down, so that no word's limit is crossed.
    return f"{ceil(hundredths - 1e-9) if hundredths < 4 else floor(hundredths + 1e-9)}%"


def figure(value: float) -> str:
    """Return a figure on the scale with one decimal, or two where a second one is needed."""
    return f"{value:.1f}" if abs(value * 10 - round(value * 10)) < 1e-6 else f"{value:.2f}"


def points(rating: float) -> str:
    """Return a rating as it was given, or the mean of someone's two: “3”, “3.5”, “3.67”."""
    return f"{rating:.0f}" if rating == round(rating) else figure(rating)


def mean_of(rated: Averaged) -> str:
    """Return a mean of ratings with one decimal, of a check how many said yes: “3.4”, “3 of 4 yes”."""
    if rated.mean is None:
        return ""
    return f"{points((rated.mean - 1) * rated.n)} of {rated.n} yes" if rated.is_check else f"{rated.mean:.1f}"


def span_of(rated: Averaged) -> str:
    """Return from where to where ratings lie: “2 to 4”, of a check “no to yes”."""
    if rated.is_check:
        return {(1, 1): "no", (2, 2): "yes"}.get((rated.low or 0, rated.high or 0), "no to yes")
    return f"{rated.low} to {rated.high}"


def within(apart: int) -> str:
    """Return how close ratings lie that are no disagreement, where that begins so many points apart."""
    return "within one point" if apart == NEIGHBORS else f"within {apart - 1} points" if apart > NEIGHBORS else "alike"


def at_level(role_name: str, level: str) -> str:
    """Return a role with its level as people say it: “Senior AI Engineer”, “Mid-level AI Engineer”.

    What a team calls a level of its own may be any words, and stands behind: “Backend Engineer (IC3)”.
    """
    if isinstance(level, RoleLevel) and level.own_name:
        return f"{role_name} ({level.own_name})"
    return f"{'Mid-level' if level == 'mid' else level.capitalize()} {role_name}"


def level_name(level: str) -> str:
    """Return what a level is called in a sentence: “senior”, “IC3”."""
    return level.name if isinstance(level, RoleLevel) else str(level)


def level_label(level: str) -> str:
    """Return what a level is called on a button or in a list: “Senior”, “IC3”."""
    return level.own_name if isinstance(level, RoleLevel) and level.own_name else level.capitalize()


def with_article(name: str) -> str:
    """Return a name after “a” or “an”, by how it is spoken: “an ML Engineer”, “a Data Scientist”."""
    return f"{'an' if _begins_with_a_vowel_sound(name) else 'a'} {name}"


def _begins_with_a_vowel_sound(name: str) -> bool:
    if _INITIALS.match(name):
        return name[0] in _SPELLED_WITH_A_VOWEL
    if _SOUNDS_LIKE_YOU_OR_ONE.match(name):
        return False
    return bool(_SILENT_H.match(name)) or name[:1].lower() in tuple("aeiou")
