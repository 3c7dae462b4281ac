"""Builds roles, rubrics and checklists from what the files say; knows no file format and no way to ask for them."""

from collections.abc import Iterator

from rubrics.authoring.level_shapes import LevelText, levels_of, weight_at
from rubrics.authoring.scale_checks import scale_of_one, scale_of_role
from rubrics.authoring.shapes import ChecklistText, CompetencyText, QuestionText, RoleText, Rung, WorkSampleText
from rubrics.catalogue.checklist import Checklist, ChecklistItem
from rubrics.catalogue.levels import STEP, Level, RoleLevel, is_or_like
from rubrics.catalogue.model import Anchor, Competency, ListenFor, Question, Reason, Rubric, WorkSample
from rubrics.catalogue.role import Background, LevelGuide, Role, RoleDescription, Statement
from rubrics.catalogue.scale import MIDDLE, YES_OR_NO, Scale

RATED_ALIKE = RoleLevel(Level.SENIOR)
"""The level by which criteria are built that are rated alike at every level."""
EXACT = 1e-9
"""A point that counts 3 by a division may be off by its last digits."""
BUILDS_ON = "Also "
"""How a line of what to listen for begins that takes the line below it for granted."""


def role_of(text: RoleText) -> Role:
    """Return the role as teams read it."""
    described = {name: getattr(text, name) for name in RoleDescription.model_fields}
    guides = [_guide(level, text.levels[level]) for level in levels_of(text.levels)]
    return Role(
        **described,
        levels=tuple(guides),
        backgrounds=tuple(Background(id=name, **dict(each)) for name, each in text.backgrounds.items()),
        do_not_ask=tuple(text.do_not_ask.values()),
    )


def _guide(level: RoleLevel, text: LevelText) -> LevelGuide:
    return LevelGuide(level=level, expectation=text.expectation, scope=text.scope)


def rubrics_of(text: RoleText) -> dict[tuple[str, str], Rubric]:
    """Return the rubric of each level of a role."""
    return {(text.id, level): _rubric(text, level) for level in levels_of(text.levels)}


def _rubric(text: RoleText, level: RoleLevel) -> Rubric:
    scale = scale_of_role(text)
    return Rubric(
        role=text.id,
        role_name=text.name,
        level=level,
        arithmetic=text.arithmetic,
        bar=scale.rating_at(MIDDLE) if text.bar is None else text.bar,
        recommendation_share=text.recommendation_share,
        minimum_scorecards=text.minimum_scorecards,
        expectation=text.levels[level].expectation,
        competencies=tuple(_competency(text, each, level, scale) for each in text.assessed(level)),
        do_not_ask=tuple(each.text for each in text.do_not_ask.values()),
        sources=text.sources,
        approved_by=text.approved.by if text.approved else None,
        approved_on=text.approved.on if text.approved else None,
    )


def _competency(role: RoleText, text: CompetencyText, level: RoleLevel, scale: Scale) -> Competency:
    own = YES_OR_NO if text.yes_or_no else scale
    return competency_at(text, level, own).model_copy(update={"weight": role.weight(text, level)})


def competency_at(text: CompetencyText, level: RoleLevel, scale: Scale | None = None) -> Competency:
    """Return a competency with the anchors and questions of one level, on a scale or the one its anchors run over."""
    scale = scale or scale_of_one(text)
    return Competency(
        id=text.id or text.extends or "",
        name=text.name,
        short=text.short,
        meaning=text.meaning,
        weight=weight_at(text.weight or {}, level) or 0.0,
        weight_reason=_reason(text.weight_reason),
        must_have=text.must_have,
        floor=text.floor,
        knock_out=text.knock_out,
        scale=scale,
        anchors=tuple(_anchors(text, level, scale)),
        questions=tuple(_questions(text, level, scale)),
        strong_evidence=text.strong_evidence,
        red_flags=text.red_flags,
        sources=text.sources,
    )


def _reason(text: Statement | None) -> Reason | None:
    return Reason(text=text.text, sources=text.sources) if text else None


def _anchors(text: CompetencyText, level: RoleLevel, scale: Scale) -> Iterator[Anchor]:
    """Yield the anchors of a scale's points, the lowest first; of a check what its answers are called at least."""
    for point in scale.points:
        if rung := _rung(text, level, scale, point):
            yield Anchor(rating=point, short=rung.short, behavior=rung.behavior)
        elif text.yes_or_no:
            yield Anchor(rating=point, short=scale.name(point), behavior=scale.name(point))


def _rung(text: CompetencyText, level: RoleLevel, scale: Scale, point: int) -> Rung | None:
    """Return what is described at a point: its anchor, or the rung of a ladder that it counts as much as."""
    if not text.ladder:
        return (text.anchors or {}).get(point)
    rating = rung_rating(scale, point)
    return None if rating is None else text.ladder[rating + (_step(text, level) or 0)]


def rung_rating(scale: Scale, point: int) -> int | None:
    """Return which of a level's five rungs a point counts as much as; None where it lies between two.

    So of four points spread evenly the ends are described by rungs 1 and 5, and of seven the middle by rung 3 besides.
    """
    value = scale.values[point - 1]
    return round(value) if abs(value - round(value)) < EXACT else None


def _step(text: CompetencyText, level: RoleLevel) -> int | None:
    """Return how far up a competency's ladder a level stands; None without a ladder."""
    return STEP[level.like] if text.ladder and level.like else None


def _questions(text: CompetencyText, level: RoleLevel, scale: Scale) -> Iterator[Question]:
    for name, each in text.questions.items():
        if not each.levels or any(is_or_like(level, name) for name in each.levels):
            signs = _listen_for(each, _step(text, level), scale)
            yield Question(
                id=name, ask=each.ask, follow_ups=each.follow_ups, listen_for=tuple(signs), sources=each.sources
            )


def _listen_for(text: QuestionText, offset: int | None, scale: Scale) -> Iterator[ListenFor]:
    """Yield what to listen for at each point between the ends that is described; its own words go before its rung's.

    Around the bar an answer has to be told apart; the ends are told by their anchors. What was written for a ladder is
    about five ratings, and a point takes that of the rating it counts as much as. A line that builds on the one below
    it stands alone where a level shows none below.
    """
    is_first = True
    for point in scale.points[1:-1]:
        rating = point if offset is None else rung_rating(scale, point)
        if rating is None:
            continue
        by_rung = None if offset is None else text.listen_on_ladder.get(rating + offset)
        if sign := text.listen_for.get(rating) or by_rung:
            yield ListenFor(rating=point, sign=_alone(sign) if is_first and sign == by_rung else sign)
            is_first = False


def _alone(sign: str) -> str:
    """Return a line of a ladder without the word that leans on the line below it."""
    alone = sign.removeprefix(BUILDS_ON)
    return alone[:1].upper() + alone[1:]


def checklist_of(text: ChecklistText, role_id: str) -> Checklist:
    """Return a role's checklist."""
    items = (ChecklistItem(id=name, **dict(item)) for name, item in text.items.items())
    return Checklist(role=role_id, items=tuple(items))


def work_sample_of(name: str, text: WorkSampleText) -> WorkSample:
    """Return how a portfolio or a work sample is rated; the same at every level."""
    criteria = (competency_at(each.model_copy(update={"id": key}), RATED_ALIKE) for key, each in text.criteria.items())
    return WorkSample(
        id=name,
        name=text.name,
        brief=text.brief,
        hours=text.hours,
        criteria=tuple(criteria),
        weight=text.weight,
        sources=text.sources,
    )
