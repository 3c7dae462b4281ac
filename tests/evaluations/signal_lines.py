"""A line of an evaluation: what was measured, what is required, and whether it holds."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One target: what was measured, what is required, and whether it holds (None: only reported)."""

    target: str
    measured: str
    required: str
    holds: bool | None


def within(target: str, value: float, low: float, high: float, form: str = ".3f") -> Line:
    """A target that must lie between two limits."""
    return Line(target, format(value, form), f"{low:g} to {high:g}", low <= value <= high)


def below(target: str, value: float, limit: float) -> Line:
    """A target that must stay under a limit."""
    return Line(target, f"{value:.1e}", f"< {limit:g}", value < limit)


def at_least(target: str, value: float, least: float) -> Line:
    """A target that must reach a limit."""
    return Line(target, f"{value:+.3f}", f"≥ {least:g}", value >= least)


def at_most(target: str, value: float, most: float) -> Line:
    """A target that must not exceed a limit."""
    return Line(target, f"{value:.3f}", f"≤ {most:g}", value <= most)


def reported(target: str, measured: str) -> Line:
    """A figure without a target of its own."""
    return Line(target, measured, "", None)
