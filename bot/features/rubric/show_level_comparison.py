"""One role at two levels, side by side: what is expected at each, how the weights move, what meets the bar."""

from math import ceil

from bot.features.rubric.comparison_table import OF_LEVELS, Cells, as_table, in_characters, share_of
from bot.features.rubric.show_page import Page, open_button, opening
from bot.features.rubric.topic import Kind, Topic
from bot.slack.block_types import Block
from bot.slack.blocks import section
from bot.wording.phrases import at_level, level_label
from bot.wording.words import plain_words, words
from rubrics.catalogue.levels import RoleLevel
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.model import Rubric
from rubrics.catalogue.role import Role
from rubrics.catalogue.scale import MIDDLE


def compare_levels(catalogue: Catalogue, role: Role, low: RoleLevel, high: RoleLevel) -> Page:
    """Return one role at two levels: what is expected at each, how the weights move, what meets the bar."""
    lower, higher = catalogue.rubric(role.id, low), catalogue.rubric(role.id, high)
    names = [at_level(role.name, level) for level in (low, high)]
    head = (plain_words("rubric_labels.share_of_score"), level_label(low), level_label(high))
    weights = _weights_of(lower, higher)
    verdict = section(words("rubric_compare.levels", low=low, high=high, lower=lower, higher=higher))
    return Page(
        topic=Topic(kind=Kind.COMPARE_LEVELS, role=role.id, level=low, detail=high.value),
        title=plain_words("rubric_labels.compare_levels"),
        heading=plain_words("rubric_labels.levels_of", role=role, low=low, high=high),
        conclusion=plain_words("rubric_labels.levels_in_short", names=names),
        blocks=[verdict, *in_characters([head, *weights], OF_LEVELS), *_bar_rises(lower, higher)],
        newer=[verdict, as_table([head, *weights]), *_bar_rises(lower, higher)],
        links=[
            open_button(name, Topic(kind=Kind.RUBRIC, role=role.id, level=level))
            for name, level in zip(names, (low, high), strict=True)
        ],
        more=(opening(role.name, Topic(kind=Kind.ROLE, role=role.id)),),
    )


def _weights_of(lower: Rubric, higher: Rubric) -> list[Cells]:
    found = {each.id: each for each in (*lower.competencies, *higher.competencies)}
    return [(each.short_name, _share_in(lower, each.id), _share_in(higher, each.id)) for each in found.values()]


def _share_in(rubric: Rubric, competency_id: str) -> str:
    own = [each for each in rubric.competencies if each.id == competency_id]
    return share_of(rubric, own[0]) if own else ""


def _bar_rises(lower: Rubric, higher: Rubric) -> list[Block]:
    """Return what earns a 3 at each level in what weighs most at both."""
    shared = {each.id for each in lower.competencies} & {each.id for each in higher.competencies}
    first = max((each for each in higher.competencies if each.id in shared), key=lambda c: c.weight, default=None)
    if first is None:
        return []
    point = ceil(higher.scale.rating_at(MIDDLE))
    anchors = [rubric.competency(first.id).anchor(point) for rubric in (lower, higher)]
    described = [anchor for anchor in anchors if anchor]
    if len(described) < len(anchors):
        return []
    return [section(words("rubric_compare.bar_rises", competency=first, point=point, anchors=described))]
