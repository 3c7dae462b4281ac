"""From the line that all arithmetic is done on, 1 to 5, back to the points of a rubric's scale; adds nothing up.

Where points are spread evenly everything is put in points, sums too. Where a team declared other values a sum of points
would not be the score: there the parts stay on the line, and only what stands for the candidate is put in points.
"""

from math import fsum

from rubrics.catalogue.scale import LEAST, Scale
from rubrics.signal.values import Interval, Shortfall, StandardError


def interval_in_points(interval: Interval, scale: Scale) -> Interval:
    """Return a range in points; what reaches beyond the line reaches beyond the scale."""
    return scale.rating_at(interval[0]), scale.rating_at(interval[1])


def counted(value: float, scale: Scale) -> float:
    """Return what a rating counts, in points where they are spread evenly, else on the line."""
    return scale.rating_at(value) if scale.is_even else value


def parts_of(parts: list[float], weight: float, scale: Scale) -> float:
    """Return the sum of parts on the line, which together weigh so much, as it's counted."""
    total = fsum(parts)
    if scale.is_plain or not scale.is_even:
        return total
    return weight + (total - weight * LEAST) * scale.step


def error_in_points(error: StandardError, scale: Scale) -> StandardError:
    """Return a standard error in points where they are spread evenly; a variance is one of squared points."""
    if scale.is_plain or not scale.is_even:
        return error
    square = scale.step**2
    return error.model_copy(
        update={
            "not_assessed": error.not_assessed * square,
            "interviewers": error.interviewers * square,
            "single_ratings": error.single_ratings * square,
            "design": error.design * scale.step,
            "total": error.total * scale.step,
        }
    )


def width_in_points(shortfall: Shortfall, scale: Scale) -> Shortfall:
    """Return a lack of precision with its widths in points, as many as lie on the line's on average."""
    if scale.is_plain:
        return shortfall
    widths = {"measured": shortfall.measured * scale.step, "needed": shortfall.needed * scale.step}
    return shortfall.model_copy(update=widths)
