"""The reason that excusing, overriding and canceling ask for: given, and short enough to be read in a message."""

from bot.errors import FormRefusal, reason

LONGEST_REASON = 500
"""Characters, as many as the forms let one type; checked here too, because a client need not keep to its form."""


def need_reason(text: str) -> None:
    """Raise FormRefusal where no reason is given or it is too long."""
    if not text.strip():
        raise FormRefusal({"reason": reason("loop_refusals.no_reason")})
    if len(text) > LONGEST_REASON:
        raise FormRefusal({"reason": reason("loop_refusals.too_long", most=LONGEST_REASON)})
