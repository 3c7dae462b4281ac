"""How a review puts days, pay and long sentences, wherever it is read; knows no text."""

from datetime import date

from rubrics.jd.values import PayFound
from rubrics.jd.wording import listed


def dated(day: date) -> str:
    """Return a day as people write it: “21 November 2026”."""
    return f"{day.day} {day:%B %Y}"


def cut(text: str, longest: int) -> str:
    """Return a text on one line, cut between words and marked with “…” where it is too long."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    return f"{line[: longest - 1].rpartition(' ')[0] or line[: longest - 2]} …"


def pay_words(pay: PayFound) -> str:
    """Return a stated pay as people write it: “USD 150,000 to 190,000 a year, base”."""
    ends = [_amount(end) for end in dict.fromkeys((pay.low, pay.high)) if end is not None]
    opening = "up to " if pay.low is None else "from " if pay.high is None else ""
    more = " or more" if pay.exceeds else ""
    currency = f"{pay.currency} " if pay.currency else ""
    period = f" {'an' if pay.period == 'hour' else 'a'} {pay.period}" if pay.period_stated else ""
    unsaid = [] if pay.currency else ["the currency"]
    unsaid += [] if pay.period_stated else ["the period"]
    unsaid += ["whether base or total"] if pay.basis == "unclear" else []
    known = "" if pay.basis == "unclear" else f", {pay.basis}"
    missing = f" (not stated: {listed(unsaid)})" if unsaid else ""
    return f"{opening}{currency}{' to '.join(ends)}{more}{period}{known}{missing}"


def _amount(figure: float) -> str:
    return f"{figure:,.0f}" if figure == int(figure) else f"{figure:,.2f}"
