"""A role for people: what it is and is not, whom it asks for, where they come from and how their work is rated."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from bot.features.rubric.show_page import Page, open_button
from bot.features.rubric.topic import Kind, Topic
from bot.slack.blocks import divider, header, section, sections
from bot.wording.escaping import Mrkdwn
from bot.wording.phrases import cited
from bot.wording.words import plain_words, words
from rubrics.catalogue.market import HiringAdvice
from rubrics.catalogue.model import Checklist, WorkSample
from rubrics.catalogue.role import Role, Statement

CHECKLIST_KINDS = ("must", "should", "must_not")
Lists = Sequence[tuple[str, Sequence[Statement]]]


def role(told: Role) -> Page:
    """Return a role: what it does and does not do, its levels with the way to their rubrics, titles and growth."""
    blocks = [
        section(words("rubric_role.summary", role=told)),
        *_lists((("It does", told.does), ("It does not", told.does_not))),
        *sections(words("rubric_role.nature", role=told)),
        divider(),
        *_levels(told),
        divider(),
        *_lists((("Often confused with", told.confused_with),)),
    ]
    if told.related_titles:
        blocks += sections(words("rubric_role.titles", role=told))
    if told.growth:
        blocks.append(section(words("rubric_role.growth", growth=told.growth)))
    return Page(
        topic=Topic(kind=Kind.ROLE, role=told.id),
        title="Role",
        heading=told.name,
        blocks=blocks,
        links=[
            open_button(text, Topic(kind=kind, role=told.id))
            for text, kind in (
                ("Requirements", Kind.REQUIREMENTS),
                ("Backgrounds", Kind.BACKGROUNDS),
                ("Work sample", Kind.WORK_SAMPLE),
                ("Pay", Kind.PAY),
                ("JD checklist", Kind.CHECKLIST),
                ("Sources", Kind.SOURCES),
            )
        ],
        small_print=words("rubric.brackets"),
    )


def _levels(told: Role) -> list[Block]:
    return [
        section(
            words("rubric_role.level", guide=guide),
            button=open_button(
                "Rubric",
                Topic(kind=Kind.RUBRIC, role=told.id, level=guide.level),
                label=f"Rubric: {told.name}, {guide.level}",
            ),
        )
        for guide in told.levels
    ]


def requirements(told: Role) -> Page:
    """Return what a role needs, welcomes and does not need, with the tools and mathematics of its days."""
    lists = (
        ("Must have", told.must_have),
        ("Nice to have", told.nice_to_have),
        ("Not needed", told.not_needed),
        ("Daily tools", told.daily_tools),
        ("Mathematics", _only(told.mathematics)),
        ("Typical background", _only(told.typical_background)),
        ("How to tell this role from others", told.markers),
        ("Hire for it when", _only(told.hire_when)),
        ("In regulated work", _only(told.regulated_fit)),
        ("Do not ask", told.do_not_ask),
    )
    return _page(told, Kind.REQUIREMENTS, "Requirements", _lists(lists))


def backgrounds(told: Role) -> Page:
    """Return where people come to a role from, how long they take, and what to probe because of it."""
    blocks: list[Block] = []
    for background in told.backgrounds:
        blocks += [header(background.origin)]
        if background.ramps:
            blocks += sections(words("rubric_role.ramps", ramps=background.ramps))
        blocks += _lists((("Probe", background.probe), ("Good to know", background.notes)))
    intro = "rubric_role.backgrounds" if blocks else "rubric_role.no_backgrounds"
    return _page(told, Kind.BACKGROUNDS, "Backgrounds", [section(words(intro, role=told)), *blocks])


def work_sample(told: Role, sample: WorkSample | None) -> Page:
    """Return how a portfolio or piece of work is rated, and what in it speaks for and against somebody."""
    blocks = _sample(sample) if sample else [section(words("rubric_role.no_sample", role=told))]
    signals = _lists((("Speaks for somebody", told.strong_signals), ("Speaks against", told.weak_signals)))
    return _page(told, Kind.WORK_SAMPLE, "Work sample", [*blocks, *([divider()] if signals else []), *signals])


def _sample(sample: WorkSample) -> list[Block]:
    total = sum(criterion.weight for criterion in sample.criteria)
    blocks = sections(words("rubric_role.sample", sample=sample))
    for criterion in sample.criteria:
        share = criterion.weight / total
        blocks += [divider(), *sections(words("rubric_role.criterion", criterion=criterion, share=share))]
    return blocks


def checklist(told: Role, checked: Checklist) -> Page:
    """Return what a JD for a role must, should and must not say, each item with its reason."""
    blocks: list[Block] = []
    for kind in CHECKLIST_KINDS:
        if items := [item for item in checked.items if item.kind == kind]:
            blocks += sections(words("jd.items", title=plain_words(f"checklist_kinds.{kind}"), items=items))
    return _page(told, Kind.CHECKLIST, "JD checklist", blocks)


def hire(advice: HiringAdvice) -> Page:
    """Return whether to hire at all, with the interest of whoever advises."""
    lists = (
        ("Hire if all of this holds", advice.hire_if_all),
        ("Otherwise", advice.otherwise),
        ("Before you post", advice.before_posting),
        ("What to ask a partner", advice.partner_check),
        ("What can be automated", advice.automatable),
    )
    topic = Topic(kind=Kind.HIRE)
    return Page(
        topic=topic,
        title="Hire or not",
        heading=advice.question,
        blocks=[section(words("rubric_role.interest", advice=advice)), *_lists(lists)],
        links=[open_button("Sources", Topic(kind=Kind.SOURCES))],
        small_print=words("rubric.brackets"),
    )


def _page(told: Role, kind: Kind, title: str, blocks: Sequence[Block]) -> Page:
    return Page(
        topic=Topic(kind=kind, role=told.id),
        title=title,
        heading=f"{title}: {told.name}",
        blocks=blocks,
        links=[
            open_button("The role", Topic(kind=Kind.ROLE, role=told.id)),
            open_button("Sources", Topic(kind=Kind.SOURCES, role=told.id)),
        ],
        small_print=words("rubric.brackets"),
    )


def _only(statement: Statement | None) -> list[Statement]:
    return [statement] if statement else []


def _lists(lists: Lists) -> list[Block]:
    blocks: list[Block] = []
    for title, statements in lists:
        if statements:
            blocks += sections(words("rubric_role.list", title=title, lines=lines(statements)))
    return blocks


def lines(statements: Sequence[Statement]) -> list[Mrkdwn]:
    """Return statements as lines, each with the marks of its documents."""
    return [cited(statement.text, statement.sources) for statement in statements]
