"""Reviews a job description: one pass over the text, then each kind of check; knows no network and no clock."""

from datetime import date

from rubrics.jd.checks.completeness import completeness_findings
from rubrics.jd.checks.deadlines import deadline_findings
from rubrics.jd.checks.duplicates import body_digest
from rubrics.jd.checks.pay import one_for_the_blank, pay_findings
from rubrics.jd.checks.repeats import one_each, without_repeats
from rubrics.jd.checks.requirements import requirement_findings
from rubrics.jd.checks.roles import role_findings
from rubrics.jd.checks.structure import structure_findings
from rubrics.jd.checks.ticks import agreeing, checklist_of, hinted_in
from rubrics.jd.checks.words import coded_words, word_findings
from rubrics.jd.knowledge.knowledge import Knowledge
from rubrics.jd.reading.employer_place import employer_places
from rubrics.jd.reading.evidence import evidence_in
from rubrics.jd.reading.pay import pay_in
from rubrics.jd.reading.places import places_of
from rubrics.jd.reading.reading import Reading
from rubrics.jd.reading.self_mentions import self_mention
from rubrics.jd.reading.statements import statements_of
from rubrics.jd.reading.titles import read_title
from rubrics.jd.reading.verdict import Grounds, verdict_of
from rubrics.jd.text.board_json import Opened, opened
from rubrics.jd.text.document import sections_of, take_apart
from rubrics.jd.text.english import is_english
from rubrics.jd.text.invisible import placed_in, visible_of
from rubrics.jd.text.plaintext import MAX_LENGTH
from rubrics.jd.values import Apart, Finding, LeftOut, Review, Severity

_ORDER = {severity: rank for rank, severity in enumerate(Severity)}


def review_jd(
    knowledge: Knowledge, text: str, *, title: str | None = None, location: str | None = None, today: date
) -> Review:
    """Return everything there is to say about a job description; equal knowledge and texts give equal reviews.

    The first line is the title unless one is given; offsets point into the text as it was passed, of which the
    first 200,000 characters are read.
    """
    board = opened(text[:MAX_LENGTH])
    visible, places = visible_of(board.text if board else text[:MAX_LENGTH])
    review = reviewed(read(knowledge, visible, title=title, location=location, today=today), location)
    if board is not None:
        inside = board.places if places is None else [board.places[place] for place in places]
        return _with_others(knowledge, placed_in(text, inside, review, quoting=False), text, board)
    return review if places is None else placed_in(text, places, review)


def reviewed(reading: Reading, location: str | None) -> Review:
    """Return the review of a text that was read; offsets point into what was read."""
    findings = _findings(reading) if reading.english else [reading.finding("not-english")]
    checklist, hinted = checklist_of(reading, findings), hinted_in(reading)
    if reading.english:
        findings += completeness_findings(reading, {mark.item: mark for mark in checklist}, hinted)
    rules = reading.knowledge.rule_by_id
    wanted = [one for one in one_for_the_blank(reading, findings) if not rules[one.rule].off]
    findings = sorted(without_repeats(one_each(wanted)), key=_rank)
    return Review(
        title=reading.document.title,
        verdict=reading.verdict,
        pay=tuple(reading.pay),
        findings=tuple(findings),
        sections=sections_of(reading.document),
        words=reading.document.word_count,
        checklist=agreeing(reading, checklist, findings, hinted),
        location=location,
        jurisdictions=tuple(sorted(reading.where.places)),
        employer_places=() if location or reading.where.places else _employer_places(reading),
        remote=reading.where.remote,
        coded_words=coded_words(reading),
        body_digest=body_digest(reading.document),
        left_out=tuple(map(reading.document.told, reading.document.left_out)),
        english=reading.english,
    )


def _employer_places(reading: Reading) -> tuple[str, ...]:
    return tuple(sorted(employer_places(reading.document, reading.knowledge)))


def _with_others(knowledge: Knowledge, review: Review, text: str, board: Opened) -> Review:
    """Return a review that says so where a board handed out more than one posting."""
    rule = knowledge.rule_by_id["second-job"]
    if not board.others:
        return review
    start, end = board.others[0]
    out = LeftOut(kind=Apart.SECOND_JOB, start=start, end=len(text), head=text[start:end])
    review = review.model_copy(update={"left_out": (*review.left_out, out)})
    if rule.off or not review.english:
        return review
    severity = rule.severity if rule.verified else Severity.NOTE
    finding = Finding(rule=rule.id, severity=severity, start=start, end=end, quote=text[start:end], section=None)
    return review.model_copy(update={"findings": tuple(sorted((*review.findings, finding), key=_rank))})


def _findings(reading: Reading) -> list[Finding]:
    """Return what is wrong with what the text says; what it leaves out comes after the checklist."""
    findings = [*role_findings(reading), *pay_findings(reading), *requirement_findings(reading)]
    return [*findings, *word_findings(reading), *structure_findings(reading), *deadline_findings(reading)]


def read(knowledge: Knowledge, text: str, *, title: str | None, location: str | None, today: date) -> Reading:
    """Read everything out of a text that the checks need; it holds no markup and no invisible characters."""
    document = take_apart(text, title, knowledge.section_lists, knowledge.sentence_types)
    pays = pay_in(document.text.folded, location or "", knowledge.pay_words)
    where = places_of(document, location, pays, knowledge)
    named = self_mention(document, knowledge)
    if not document.title and named is not None:
        document.entitle(named.name.strip())
        named = None
    heading = read_title(document.title, knowledge)
    named_title = read_title(named.name, knowledge) if named else None
    evidence = evidence_in(document, knowledge)
    statements = statements_of(document, evidence, knowledge.works)
    english = is_english(document.spoken, knowledge.words.english, knowledge.words.foreign)
    return Reading(
        document=document,
        pay=pays,
        title=heading,
        named=named,
        named_title=named_title,
        evidence=evidence,
        statements=statements,
        verdict=verdict_of(
            Grounds(
                document, evidence, statements, heading, named_title, named.name.strip() if named else None, english
            ),
            knowledge,
        ),
        where=where,
        english=english,
        today=today,
        knowledge=knowledge,
    )


def _rank(finding: Finding) -> tuple[int, bool, bool, int]:
    return _ORDER[finding.severity], not finding.legal, finding.start is None, finding.start or 0
