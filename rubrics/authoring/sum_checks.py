"""Whether a rubric's score can come to anything: its least number of scorecards, its bar; knows nothing of files."""

from collections.abc import Iterator, Sequence

from rubrics.authoring.blocks import Block
from rubrics.catalogue.errors import Problem
from rubrics.catalogue.model import Arithmetic, Rubric
from rubrics.catalogue.precision import HALF_WIDTH, fewest_scorecards, highest_bar
from rubrics.catalogue.problem_kinds import ProblemKind
from rubrics.catalogue.scale import LEAST, MIDDLE, MOST


def check_sum(rubrics: Sequence[Rubric], block: Block) -> Iterator[Problem]:
    """Yield what keeps a role's rubrics from ever saying anything, each at the level where it is worst."""
    summed = [rubric for rubric in rubrics if rubric.arithmetic is Arithmetic.SCORE]
    if summed:
        yield from _minimum(max(summed, key=fewest_scorecards), block)
        yield from _bar(min(summed, key=highest_bar), block)


def _minimum(rubric: Rubric, block: Block) -> Iterator[Problem]:
    """Yield a least number of scorecards that can never be enough."""
    if rubric.minimum_scorecards >= fewest_scorecards(rubric):
        return
    facts = {"role": rubric.role_name, "level": rubric.level.name, "given": rubric.minimum_scorecards}
    facts |= {"needed": fewest_scorecards(rubric), "most": HALF_WIDTH * rubric.scale.step}
    place = block.places.get("minimum_scorecards", block.place)
    yield Problem.at(place, ProblemKind.MINIMUM_TOO_LOW, **facts)


def _bar(rubric: Rubric, block: Block) -> Iterator[Problem]:
    """Yield a bar so close to an end of the scale that no rating of everything leads to any word but split."""
    highest, scale = highest_bar(rubric), rubric.scale
    lowest = LEAST + MOST - highest
    if lowest <= rubric.bar_value <= highest:
        return
    facts = {"role": rubric.role_name, "level": rubric.level.name, "given": rubric.bar, "top": scale.top}
    facts |= {"highest": scale.rating_at(highest), "lowest": scale.rating_at(lowest)}
    is_high = rubric.bar_value > MIDDLE
    yield Problem.at(block.places.get("bar", block.place), ProblemKind.BAR_OUT_OF_REACH, is_high=is_high, **facts)
