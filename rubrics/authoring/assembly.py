"""Builds roles, rubrics and checklists from what the files say; knows no file format and no way to ask for them."""

from collections.abc import Iterator

from rubrics.authoring.shapes import ChecklistText, CompetencyText, QuestionText, RoleText, Rung, WorkSampleText
from rubrics.catalogue.model import (
    Anchor,
    Checklist,
    ChecklistItem,
    Competency,
    Level,
    ListenFor,
    Question,
    Reason,
    Rubric,
    WorkSample,
)
from rubrics.catalogue.role import Background, LevelGuide, Role, RoleDescription, Statement

STEP = {level: number for number, level in enumerate(Level)}
"""A level's place on a ladder of nine rungs: junior is rated on rungs 1 to 5, principal on 5 to 9."""
LISTENED_FOR = (2, 3, 4)
"""Around the bar an answer has to be told apart; a 1 and a 5 are told by their anchors."""


def role_of(text: RoleText) -> Role:
    """Return the role as teams read it."""
    described = {name: getattr(text, name) for name in RoleDescription.model_fields}
    guides = [LevelGuide(level=level, **dict(text.levels[level])) for level in Level if level in text.levels]
    return Role(
        **described,
        levels=tuple(guides),
        backgrounds=tuple(Background(id=name, **dict(each)) for name, each in text.backgrounds.items()),
        do_not_ask=tuple(text.do_not_ask.values()),
    )


def rubrics_of(text: RoleText) -> dict[tuple[str, Level], Rubric]:
    """Return the rubric of each level of a role."""
    levels = [level for level in Level if level in text.levels]
    return {(text.id, level): _rubric(text, level) for level in levels}


def _rubric(text: RoleText, level: Level) -> Rubric:
    return Rubric(
        role=text.id,
        role_name=text.name,
        level=level,
        bar=text.bar,
        recommendation_share=text.recommendation_share,
        minimum_scorecards=text.minimum_scorecards,
        expectation=text.levels[level].expectation,
        competencies=tuple(competency_at(each, level) for each in text.assessed(level)),
        do_not_ask=tuple(each.text for each in text.do_not_ask.values()),
        sources=text.sources,
        approved_by=text.approved.by if text.approved else None,
        approved_on=text.approved.on if text.approved else None,
    )


def competency_at(text: CompetencyText, level: Level) -> Competency:
    """Return a competency with the anchors and questions of one level."""
    return Competency(
        id=text.id or text.extends or "",
        name=text.name,
        short=text.short,
        meaning=text.meaning,
        weight=(text.weight or {})[level],
        weight_reason=_reason(text.weight_reason),
        must_have=text.must_have,
        floor=text.floor,
        anchors=_anchors(text, level),
        questions=tuple(_questions(text, level)),
        strong_evidence=text.strong_evidence,
        red_flags=text.red_flags,
        sources=text.sources,
    )


def _reason(text: Statement | None) -> Reason | None:
    return Reason(text=text.text, sources=text.sources) if text else None


def _anchors(text: CompetencyText, level: Level) -> tuple[Anchor, ...]:
    rungs: dict[int, Rung] = text.ladder or text.anchors or {}
    offset = STEP[level] if text.ladder else 0
    return tuple(
        Anchor(rating=rating, short=rungs[rating + offset].short, behavior=rungs[rating + offset].behavior)
        for rating in range(1, 6)
    )


def _questions(text: CompetencyText, level: Level) -> Iterator[Question]:
    for name, each in text.questions.items():
        if level in each.levels:
            on_ladder = STEP[level] if text.ladder else None
            signs = _listen_for(each, on_ladder)
            yield Question(
                id=name, ask=each.ask, follow_ups=each.follow_ups, listen_for=tuple(signs), sources=each.sources
            )


def _listen_for(text: QuestionText, offset: int | None) -> Iterator[ListenFor]:
    """Yield what to listen for at each rating that is described; a rating's own words go before those of its rung."""
    by_rung = {} if offset is None else text.listen_on_ladder
    for rating in LISTENED_FOR:
        if sign := text.listen_for.get(rating) or by_rung.get(rating + (offset or 0)):
            yield ListenFor(rating=rating, sign=sign)


def checklist_of(text: ChecklistText, role_id: str) -> Checklist:
    """Return a role's checklist."""
    items = (ChecklistItem(id=name, **dict(item)) for name, item in text.items.items())
    return Checklist(role=role_id, items=tuple(items))


def work_sample_of(name: str, text: WorkSampleText) -> WorkSample:
    """Return how a portfolio or a work sample is rated; the same at every level."""
    criteria = (competency_at(each.model_copy(update={"id": key}), Level.SENIOR) for key, each in text.criteria.items())
    return WorkSample(
        id=name,
        name=text.name,
        brief=text.brief,
        hours=text.hours,
        criteria=tuple(criteria),
        sources=text.sources,
    )
