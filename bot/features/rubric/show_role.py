"""A role for people: what it is and is not, whom it asks for, where they come from and how their work is rated."""

from collections.abc import Sequence

from bot.features.rubric.show_page import Page, open_button
from bot.features.rubric.topic import Kind, Topic
from bot.slack.block_types import Block
from bot.slack.blocks import divider, header, section, sections
from bot.wording.escaping import Mrkdwn
from bot.wording.phrases import cited
from bot.wording.words import plain_words, words
from rubrics.catalogue.market import HiringAdvice
from rubrics.catalogue.model import Checklist, WorkSample
from rubrics.catalogue.role import Role, Statement

CHECKLIST_KINDS = ("must", "should", "must_not")
"""The order in which a checklist is read."""

Lists = Sequence[tuple[str, Sequence[Statement]]]


def role(role: Role) -> Page:
    """Return a role: what it does and does not do, its levels with the way to their rubrics, titles and growth."""
    blocks = [
        section(words("rubric_role.summary", role=role)),
        *_lists((("It does", role.does), ("It does not", role.does_not))),
        *sections(words("rubric_role.nature", role=role)),
        divider(),
        *_levels(role),
        divider(),
        *_lists(((plain_words("rubric_labels.confused_with"), role.confused_with),)),
    ]
    if role.related_titles:
        blocks += sections(words("rubric_role.titles", role=role))
    if role.growth:
        blocks.append(section(words("rubric_role.growth", growth=role.growth)))
    return Page(
        topic=Topic(kind=Kind.ROLE, role=role.id),
        title="Role",
        heading=role.name,
        blocks=blocks,
        links=[
            open_button(text, Topic(kind=kind, role=role.id))
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


def _levels(role: Role) -> list[Block]:
    return [
        section(
            words("rubric_role.level", guide=guide),
            accessory=open_button(
                "Rubric",
                Topic(kind=Kind.RUBRIC, role=role.id, level=guide.level),
                label=f"Rubric: {role.name}, {guide.level}",
            ),
        )
        for guide in role.levels
    ]


def requirements(role: Role) -> Page:
    """Return what a role needs, welcomes and does not need, with the tools and mathematics of its days."""
    lists = (
        ("Must have", role.must_have),
        ("Nice to have", role.nice_to_have),
        ("Not needed", role.not_needed),
        ("Daily tools", role.daily_tools),
        ("Mathematics", _only(role.mathematics)),
        ("Typical background", _only(role.typical_background)),
        (plain_words("rubric_labels.how_to_tell"), role.markers),
        (plain_words("rubric_labels.hire_for_it_when"), _only(role.hire_when)),
        (plain_words("rubric_labels.in_regulated_work"), _only(role.regulated_fit)),
        ("Do not ask", role.do_not_ask),
    )
    return _page(role, Kind.REQUIREMENTS, "Requirements", _lists(lists))


def backgrounds(role: Role) -> Page:
    """Return where people come to a role from, how long they take, and what to probe because of it."""
    blocks: list[Block] = []
    for background in role.backgrounds:
        blocks += [header(background.origin)]
        if background.ramps:
            blocks += sections(words("rubric_role.ramps", ramps=background.ramps))
        blocks += _lists((("Probe", background.probe), (plain_words("rubric_labels.good_to_know"), background.notes)))
    intro = "rubric_role.backgrounds" if blocks else "rubric_role.no_backgrounds"
    return _page(role, Kind.BACKGROUNDS, "Backgrounds", [section(words(intro, role=role)), *blocks])


def work_sample(role: Role, sample: WorkSample | None) -> Page:
    """Return how a portfolio or piece of work is rated, and what in it speaks for and against somebody."""
    blocks = _sample(sample) if sample else [section(words("rubric_role.no_sample", role=role))]
    signals = _lists(
        ((plain_words("rubric_labels.speaks_for"), role.strong_signals), ("Speaks against", role.weak_signals))
    )
    return _page(role, Kind.WORK_SAMPLE, "Work sample", [*blocks, *([divider()] if signals else []), *signals])


def _sample(sample: WorkSample) -> list[Block]:
    total = sum(criterion.weight for criterion in sample.criteria)
    blocks = sections(words("rubric_role.sample", sample=sample))
    for criterion in sample.criteria:
        share = criterion.weight / total
        blocks += [divider(), *sections(words("rubric_role.criterion", criterion=criterion, share=share))]
    return blocks


def checklist(role: Role, checked: Checklist) -> Page:
    """Return what a JD for a role must, should and must not say, each item with its reason."""
    blocks: list[Block] = []
    for kind in CHECKLIST_KINDS:
        if items := [item for item in checked.items if item.kind == kind]:
            title = plain_words(f"rubric_labels.a_jd_{kind}")
            blocks += sections(words("rubric_role.items", title=title, items=items))
    return _page(role, Kind.CHECKLIST, "JD checklist", blocks)


def hire(advice: HiringAdvice) -> Page:
    """Return whether to hire at all, with the interest of whoever advises."""
    lists = (
        (plain_words("rubric_labels.hire_if_all"), advice.hire_if_all),
        ("Otherwise", advice.otherwise),
        (plain_words("rubric_labels.before_you_post"), advice.before_posting),
        (plain_words("rubric_labels.ask_a_partner"), advice.partner_check),
        (plain_words("rubric_labels.automatable"), advice.automatable),
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


def _page(role: Role, kind: Kind, title: str, blocks: Sequence[Block]) -> Page:
    return Page(
        topic=Topic(kind=kind, role=role.id),
        title=title,
        heading=f"{title}: {role.name}",
        blocks=blocks,
        links=[
            open_button("The role", Topic(kind=Kind.ROLE, role=role.id)),
            open_button("Sources", Topic(kind=Kind.SOURCES, role=role.id)),
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
