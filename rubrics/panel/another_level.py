"""Who assesses what once a loop goes by the rubric of another level; what both rubrics assess stays where it was."""

from collections.abc import Mapping, Sequence

from rubrics.catalogue.model import Rubric
from rubrics.panel.coverage import LEAST_RATERS, MOST_FOCUS


def refocused(rubric: Rubric, focus: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Return each interview's competencies by another rubric, by the interview's id.

    What the rubric does not assess falls away; what no one assesses yet goes to anyone who has least to do, must-haves
    to two; an interview that would be left with nothing gets what weighs most.
    """
    order = [competency.id for competency in rubric.competencies]
    by_need = sorted(rubric.competencies, key=lambda each: (not each.must_have, -each.weight))
    kept = {interview: [each for each in ids if each in order] for interview, ids in focus.items()}
    for competency in by_need:
        wanted = LEAST_RATERS if competency.must_have else 1
        for _ in range(wanted - sum(competency.id in ids for ids in kept.values())):
            _give(kept, competency.id)
    for ids in kept.values():
        if not ids:
            ids.append(by_need[0].id)
    return {interview: tuple(sorted(ids, key=order.index)) for interview, ids in kept.items()}


def _give(kept: Mapping[str, list[str]], competency: str) -> None:
    free = [ids for ids in kept.values() if competency not in ids and len(ids) < MOST_FOCUS]
    if free:
        min(free, key=len).append(competency)
