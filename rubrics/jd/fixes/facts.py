"""Facts that only the author knows: each is asked for, and stands in a line of its own once it is answered."""

from collections.abc import Iterator

from rubrics.jd.checks.deadlines import past_deadlines
from rubrics.jd.checks.pay import ABSENT, pay_blank
from rubrics.jd.fixes.asking import KEEP, NOTHING, Ask, AskKind, Option
from rubrics.jd.fixes.edits import Edit
from rubrics.jd.fixes.layout import added_line
from rubrics.jd.fixes.proposal import Case, Proposal
from rubrics.jd.knowledge.fix_data import FactLine
from rubrics.jd.knowledge.knowledge import Knowledge
from rubrics.jd.values import BLANK, Review, Severity

GAPS = "not-said"
"""The remark that gathers what candidates ask."""
DEADLINE_PAST = "deadline-past"


def waiting(knowledge: Knowledge, review: Review) -> frozenset[str]:
    """Return the rules whose remarks the blanks in a text stand for: they are gone, and not fixed."""
    fixes, quotes = knowledge.fixes, {(one.quote or "").casefold() for one in review.blanks}
    rules = [*ABSENT] if fixes.pay.bracketed.casefold() in quotes else []
    rules += [DEADLINE_PAST] if fixes.deadline.casefold() in quotes else []
    for line in fixes.lines:
        if line.blank and line.blank.casefold() in quotes:
            rules += line.rules
    return frozenset(rules)


def fact_proposals(case: Case) -> Iterator[Proposal]:
    """Yield a proposal for each line that some remark asks for."""
    missing = {item for one in case.review.findings if one.rule == GAPS for item in one.facts.items}
    for order, line in enumerate(case.reading.knowledge.fixes.lines, start=1):
        rules = case.wants(*line.rules)
        if missing.intersection(line.items):
            rules += case.wants(GAPS)
        if rules:
            yield _proposal(case, line, rules, order)


def _proposal(case: Case, line: FactLine, rules: tuple[str, ...], order: int) -> Proposal:
    grave = any(one.severity is not Severity.NOTE for one in case.review.findings if one.rule in rules)
    leaves_blank = line.blank is not None and (grave or case.asked_alone)
    ask = Ask(
        id=line.id,
        kind=AskKind.CHOICE if line.choices else AskKind.TEXT,
        rules=rules,
        asks=line.asks,
        example=line.example or "",
        options=tuple(Option(value=value, text=text) for value, text in line.choices.items()),
        suggested=(NOTHING,) if line.choices else (),
        leaves_blank=leaves_blank,
    )
    answer = case.answers.choice(ask) if line.choices else case.answers.fact(ask).rstrip(".")
    if answer and answer not in (KEEP, NOTHING):
        return Proposal(rules, (added_line(case.reading, line.section, line.written(answer), rules[0], order),), (ask,))
    if leaves_blank and line.left_blank:
        edit = added_line(case.reading, line.section, line.left_blank, rules[0], order)
        return Proposal(rules, (edit,), (ask,), blanks=1)
    return Proposal(rules, (), (ask,))


def blank_proposals(case: Case) -> Iterator[Proposal]:
    """Ask what belongs into each blank that stands in a text; pay has questions of its own."""
    if not case.wants(BLANK):
        return
    blanks = [one for one in case.review.findings if one.rule == BLANK]
    for number, finding in enumerate(blanks, start=1):
        if finding.start is None or finding.end is None or (finding.start, finding.end) == pay_blank(case.reading):
            continue
        ask = Ask(
            id=f"blank-{number}",
            kind=AskKind.TEXT,
            rules=(BLANK,),
            quote=finding.quote or "",
            leaves_blank=True,
        )
        answer = case.answers.fact(ask)
        edits = (Edit(finding.start, finding.end, answer, finding.rule),) if answer else ()
        yield Proposal((BLANK,), edits, (ask,))


def deadline_proposals(case: Case) -> Iterator[Proposal]:
    """Ask for the new date in place of a deadline that has passed, wherever it stands; without one a blank does."""
    passed = [(one.start, one.end) for one in past_deadlines(case.reading) if case.wants(one.rule)]
    spans = [(start, end) for start, end in passed if start is not None and end is not None]
    if not spans:
        return
    ask = Ask(
        id="new-deadline",
        kind=AskKind.TEXT,
        rules=(DEADLINE_PAST,),
        quote=case.text[slice(*spans[0])],
        leaves_blank=True,
    )
    answer = case.answers.fact(ask)
    new = answer or case.reading.knowledge.fixes.deadline
    edits = tuple(Edit(start, end, new, DEADLINE_PAST) for start, end in spans)
    yield Proposal((DEADLINE_PAST,), edits, (ask,), blanks=0 if answer else len(edits))
