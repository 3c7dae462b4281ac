"""What each check finds in a text, and what comes so near that it must stay silent."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics.jd.checks.deadlines import deadline_findings
from rubrics.jd.checks.duplicates import beside, body_digest
from rubrics.jd.checks.duties import duties_of, rows_for
from rubrics.jd.checks.repeats import MOST_OF_ONE_RULE, counting, without_repeats
from rubrics.jd.checks.requirements import must_count, requirement_findings, stated_years
from rubrics.jd.checks.structure import structure_findings
from rubrics.jd.likeness import are_drafts_of_one
from rubrics.jd.reading.reading import Reading
from rubrics.jd.review import read, review_jd
from rubrics.jd.values import Finding, Severity
from tests.built_in import KNOWLEDGE
from tests.rubrics.jd.test_review import JD

TODAY = date(2026, 11, 21)
LIMITS = KNOWLEDGE.words.limits


def read_out(*lines: str, title: str = "AI Engineer", location: str | None = None, today: date = TODAY) -> Reading:
    return read(KNOWLEDGE, "\n".join(lines), title=title, location=location, today=today)


def required(*bullets: str, title: str = "AI Engineer") -> set[str]:
    """The rules that a list of requirements breaks."""
    reading = read_out("Requirements", *(f"- {bullet}" for bullet in bullets), title=title)
    return {finding.rule for finding in requirement_findings(reading)}


def built(*lines: str) -> dict[str, Finding]:
    return {finding.rule: finding for finding in structure_findings(read_out(*lines))}


def found(rule: str = "too-short", quote: str | None = "x", more: int = 0) -> Finding:
    return Finding(
        rule=rule, severity=Severity.NOTE, start=None, end=None, quote=quote, section=None, verified=True, legal=False,
        more=more,
    )  # fmt: skip


@given(st.dates(date(2020, 1, 1), date(2029, 12, 31)))
def test_a_deadline_has_passed_only_where_its_day_lies_before_today(day: date) -> None:
    for written in (f"{day:%B} {day.day}, {day.year}", f"{day.day} {day:%b} {day.year}", day.isoformat()):
        passed = list(deadline_findings(read_out(f"Apply by {written}.")))
        assert bool(passed) == (day < TODAY), written
        assert all(finding.quote is not None and str(day.year) in finding.quote for finding in passed)


@given(st.dates(date(2020, 1, 1), date(2029, 12, 31)))
def test_a_day_that_can_be_read_two_ways_has_passed_only_by_both(day: date) -> None:
    ways = [day, *([date(day.year, day.day, day.month)] if day.day <= 12 else [])]
    passed = list(deadline_findings(read_out(f"Apply by {day.month}/{day.day}/{day.year}.")))
    assert bool(passed) == all(way < TODAY for way in ways)


@pytest.mark.parametrize(
    "line",
    [
        "We were founded on May 1, 2020.",
        "Apply by February 31, 2020.",
        "Apply by 13/13/2020.",
        "Apply by 2020.",
        "Apply today. We opened on May 1, 2020.",
        "Apply by November 21, 2026.",
    ],
)
def test_a_day_that_is_no_deadline_no_day_or_not_over_is_none(line: str) -> None:
    assert list(deadline_findings(read_out(line))) == []


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from([None, "x", "X!", "y", "z", "v", "w", "u"]))))
def test_repeats_are_counted_and_none_is_lost(pairs: list[tuple[str, str | None]]) -> None:
    kept = without_repeats(found(rule, quote) for rule, quote in pairs)
    assert sum(1 + finding.more for finding in kept) == len(pairs)
    for rule in "ab":
        of_rule = [finding for finding in kept if finding.rule == rule]
        assert len(of_rule) <= MOST_OF_ONE_RULE
        assert sum(1 + finding.more for finding in of_rule) == sum(each == rule for each, _ in pairs)
        assert len({(finding.quote or "").casefold().strip("!") for finding in of_rule}) == len(of_rule)


def test_a_phrase_is_the_same_whatever_its_case_and_marks_and_counts_where_it_is_repeated() -> None:
    kept = without_repeats([found(quote="Rock star"), found(quote="y"), found(quote="rock-STAR!")])
    assert [(finding.quote, finding.more) for finding in kept] == [("Rock star", 1), ("y", 0)]
    assert counting(found(more=2), 3).more == 5


BODY = "Build agents with care " * 10


def test_a_body_is_the_same_whatever_its_marks_spaces_and_case_and_too_short_a_one_is_none() -> None:
    one, other = read_out(BODY), read_out(BODY.upper().replace(" ", ",  "), title="Other")
    assert body_digest(one.document) == body_digest(other.document) != ""
    assert body_digest(read_out(BODY + "now").document) != body_digest(one.document)
    assert body_digest(read_out("word " * 39).document) == ""
    assert body_digest(read_out("word " * 40).document) != ""


def test_the_same_text_is_named_under_other_titles_and_never_under_its_own() -> None:
    review = review_jd(KNOWLEDGE, BODY, title="AI Engineer", today=TODAY)
    assert beside(KNOWLEDGE, review, ["ai  ENGINEER"]) == review
    named = beside(KNOWLEDGE, review, ["D", "B", "A", "C", "AI Engineer", "A"]).findings[-1]
    assert (named.rule, named.facts.others) == ("same-text", ("A", "B", "C"))


@pytest.mark.parametrize(
    ("other", "alike"),
    [("a b c d e f", True), ("A, b. C d", True), ("a b c x y z", False), ("a b x c d e y f", False), ("u v w", False)],
)
def test_two_texts_are_drafts_of_one_where_most_runs_of_the_shorter_stand_in_the_longer(
    other: str, alike: bool
) -> None:
    assert are_drafts_of_one("a b c d e f", other) is are_drafts_of_one(other, "a b c d e f") is alike


def test_a_law_binds_from_its_first_day_and_only_at_its_place() -> None:
    row = next(row for row in KNOWLEDGE.law.rows if row.id == "us-co")
    for day, place, binds in (
        (row.in_force, "Colorado", True),
        (row.in_force - timedelta(days=1), "Colorado", False),
        (row.in_force, "Texas", False),
    ):
        reading = read_out("Ship.", location=place, today=day)
        assert (row in rows_for(reading, "range")) is binds


def test_remote_work_in_the_country_takes_every_states_law_that_reaches_it() -> None:
    rows = rows_for(read_out("Ship.", location="Remote, US"), "range")
    assert {row.id for row in rows} >= {"us-co", "us-wa"}
    assert all(row.remote for row in rows if row.at[0].startswith("us-"))
    assert "us-wa" not in {row.id for row in rows_for(read_out("Ship.", location="Remote, Colorado, US"), "range")}
    assert duties_of(read_out("Ship."), "range") is None


def test_a_duty_is_cited_by_verified_rows_and_dated_by_the_one_looked_at_longest_ago() -> None:
    reading = read_out("Ship.", location="Colorado")
    duty, rows = duties_of(reading, "range"), rows_for(reading, "range")
    assert duty is not None
    assert (duty.verified, duty.checked) == (True, min(row.checked for row in rows))
    assert [law.law for law in duty.laws] == [row.law for row in rows]


@pytest.mark.parametrize("words", ["+ RSUs", "plus PSUs", "and a sign-on payment", "with variable compensation"])
def test_other_pay_is_named_by_any_of_its_usual_names(words: str) -> None:
    text = f"AI Engineer\n\nBase salary: $150,000 - $180,000 a year {words}"
    review = review_jd(KNOWLEDGE, text, location="Denver, CO", today=TODAY)
    assert "law-other-pay" not in {finding.rule for finding in review.findings}


@pytest.mark.parametrize(
    ("title", "bullet", "rule"),
    [
        ("Junior AI Engineer", "3 years of experience", "level-conflict"),
        ("Junior AI Engineer", "2 years of experience", None),
        ("AI Engineer", "11 years of experience", "years-many"),
        ("AI Engineer", "10 years of experience", None),
        ("Principal AI Engineer", "11 years of experience", None),
        ("AI Engineer", "11 years of education", None),
        ("AI Engineer", "no more than 5 years of experience", "years-cap"),
        ("AI Engineer", "up to 5 years of experience", None),
        ("AI Engineer", "Bachelor's degree in computer science", "degree-only"),
        ("AI Engineer", "Bachelor's degree or equivalent experience", None),
        ("AI Engineer", "Bachelor's degree preferred", None),
    ],
)
def test_a_requirement_is_questioned_up_to_its_limit_and_no_further(title: str, bullet: str, rule: str | None) -> None:
    asked = {"level-conflict", "years-many", "years-cap", "degree-only", "phd-required"}
    assert required(bullet, title=title) & asked >= ({rule} if rule else set())
    assert rule is not None or not required(bullet, title=title) & asked


@pytest.mark.parametrize(("bullet", "asked"), [("PhD in computer science", True), ("PhD or master's degree", False)])
def test_a_doctorate_is_questioned_where_the_work_is_no_research_and_nothing_else_will_do(
    bullet: str, asked: bool
) -> None:
    reading = read_out(JD.replace("- 4+ years", f"- {bullet}\n- 4+ years"), title="Senior AI Engineer")
    assert ("phd-required" in {finding.rule for finding in requirement_findings(reading)}) is asked


@pytest.mark.parametrize(
    ("second", "contradicts"), [("3 years", True), ("5 years", False), ("3-5 years", False), ("8 years", False)]
)
def test_a_lower_minimum_of_all_experience_contradicts_the_first(second: str, contradicts: bool) -> None:
    rules = required("5 years of professional experience", f"{second} of work experience")
    assert ("years-contradict" in rules) is contradicts


@pytest.mark.parametrize("extra", [0, 1])
def test_one_must_too_many_is_too_many(extra: int) -> None:
    count = KNOWLEDGE.words.must_limit + extra
    bullets = [f"Deep knowledge of subject{number}" for number in range(count)]
    assert must_count(read_out("Requirements", *(f"- {one}" for one in bullets))) == count
    assert ("many-musts" in required(*bullets)) is bool(extra)


def test_years_count_as_stated_wherever_they_are_asked_for() -> None:
    assert stated_years(read_out("Requirements", "- 5 years of Python"))
    assert not stated_years(read_out("Requirements", "- Python"))


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        (LIMITS.short - 1, "too-short"),
        (LIMITS.short, None),
        (LIMITS.long, None),
        (LIMITS.long + 1, "too-long"),
    ],
)
def test_a_text_is_too_short_below_its_limit_and_too_long_above(words: int, rule: str | None) -> None:
    assert set(built("word " * words)) & {"too-short", "too-long"} == ({rule} if rule else set())


@pytest.mark.parametrize("extra", [0, 1])
def test_a_paragraph_is_a_wall_from_one_word_over_the_limit(extra: int) -> None:
    assert ("wall-of-text" in built("word " * (LIMITS.paragraph + extra))) is bool(extra)


@pytest.mark.parametrize("missing", [0, 1])
def test_a_sentence_that_stands_twice_is_a_repeat_from_so_many_words_on(missing: int) -> None:
    line = "- " + "word " * (LIMITS.repeat - missing)
    assert ("duplicate-block" in built("What you will do", line, line)) is not missing


@pytest.mark.parametrize(
    ("lines", "empty"),
    [
        (("Requirements:", "Benefits:", "- Tea"), True),
        (("Requirements:", "- Python"), False),
        (("Requirements:", "## Benefits", "- Tea"), False),
        (("What you will do:", "Responsibilities:", "- Ship"), False),
    ],
)
def test_a_heading_with_nothing_below_is_empty_unless_the_next_one_continues_it(
    lines: tuple[str, ...], empty: bool
) -> None:
    assert ("empty-heading" in built(*lines)) is empty


def test_a_wrong_expansion_counts_only_beside_its_short_form() -> None:
    assert built("Use MCP (model context programming).")["wrong-expansion"].facts.right == "Model Context Protocol"
    assert "wrong-expansion" not in built("We teach model context programming.")


@pytest.mark.parametrize(
    "line",
    [
        "The role focuses on making reports and on keeping them right.",
        "The analyst will turn questions into queries.",
        "Primary responsibilities include writing SQL.",
    ],
)
def test_duties_told_in_prose_are_duties(line: str) -> None:
    review = review_jd(KNOWLEDGE, f"Business Analyst\n\nWe are a bank. {line}\n\nRequirements\n- SQL", today=TODAY)
    assert "missing-duties" not in {finding.rule for finding in review.findings}


@pytest.mark.parametrize(
    "line",
    [
        "Applications are accepted until the position is filled.",
        "We review applications on a rolling basis.",
        "There is no closing date.",
    ],
)
def test_applications_without_an_end_answer_the_law_on_deadlines(line: str) -> None:
    review = review_jd(
        KNOWLEDGE, f"AI Engineer\n\nDuties\n- Build agents\n\n{line}", location="Denver, CO", today=TODAY
    )
    assert "law-deadline" not in {finding.rule for finding in review.findings}


def test_tools_that_need_not_all_be_known_are_no_musts() -> None:
    tools = ["Python, SQL, Docker, Kafka, Spark", "React, Angular, Rust, Redis, Snowflake", "Terraform, Airflow, Scala"]
    assert "many-tools" in required(*tools)
    assert "many-tools" not in required("You don't need to know all of these from the start", *tools)


def test_a_phrase_does_not_cross_a_comma() -> None:
    text = "AI Engineer\n\nDuties\n- Support {}, large language model serving and guardrails"
    for words, told in (("user training", False), ("foundation model training", True)):
        review = review_jd(KNOWLEDGE, text.format(words), today=TODAY)
        quotes = [finding.quote for finding in review.findings if finding.rule == "foundation-training"]
        assert quotes == ([words] if told else [])


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("We are great guys.", True),
        ("Guys, join us.", True),
        ("WE ARE GREAT GUYS.", True),
        ("We made the game Bumble Guys.", False),
        ("He/She ships.", True),
        ("We ship for Hims & Hers.", False),
    ],
)
def test_a_word_inside_a_capitalized_name_is_a_name(line: str, *, told: bool) -> None:
    rules = {finding.rule for finding in review_jd(KNOWLEDGE, f"AI Engineer\n\n{line}", today=TODAY).findings}
    assert bool(rules & {"gendered-noun", "slash-pronoun"}) is told


@pytest.mark.parametrize(
    ("item", "sentence", "found"),
    [
        ("bonus-equity", "Our customers read stock quotes all day.", False),
        ("bonus-equity", "You get company stock.", True),
        ("on-call", "Write a one-pager for each change.", False),
        ("on-call", "You carry the pager one week in six.", True),
        ("cost-awareness", "Build systems that scale to millions of listeners.", False),
        ("cost-awareness", "Reduce the inference cost per request.", True),
        ("visa", "Companies such as Visa use our product.", False),
        ("visa", "We offer visa sponsorship.", True),
    ],
)
def test_an_item_is_ticked_for_words_that_say_it_and_not_for_loose_ones(item: str, sentence: str, found: bool) -> None:
    text = f"AI Engineer\n\nResponsibilities\n- Build agents\n- {sentence}\n\nBenefits\n- {sentence}"
    marks = {mark.item: mark for mark in review_jd(KNOWLEDGE, text, today=TODAY).checklist}
    assert marks[item].found is found


def test_no_stated_pay_is_one_remark_whatever_words_stand_in_its_place() -> None:
    def about_pay(text: str, location: str | None = None) -> list[str]:
        findings = review_jd(KNOWLEDGE, text, location=location, today=TODAY).findings
        return [finding.rule for finding in findings if finding.rule.startswith("pay-")]

    praised = "AI Engineer\n\nResponsibilities\n- Build agents\n\nWe offer a competitive salary."
    assert about_pay(praised) == ["pay-competitive"]
    assert about_pay(praised, "Denver, CO") == ["pay-missing-law"]
    assert about_pay("AI Engineer\n\nResponsibilities\n- Build agents") == ["pay-missing"]


def test_a_tool_that_is_waived_or_others_use_is_none_of_many() -> None:
    tools = [
        "Python",
        "SQL",
        "Docker",
        "Kubernetes",
        "Terraform",
        "Kafka",
        "Spark",
        "Airflow",
        "Snowflake",
        "Redis",
        "React",
    ]
    asked = "\n".join(f"- Experience with {tool}" for tool in (*tools, "Angular", "PyTorch"))
    text = f"AI Engineer\n\nRequirements\n{asked}\n"
    waived = text.replace(
        "- Experience with Angular\n- Experience with PyTorch", "- No Angular or PyTorch\n- Good manners"
    )
    for one, told in ((text, True), (waived, False)):
        rules = {finding.rule for finding in review_jd(KNOWLEDGE, one, today=TODAY).findings}
        assert ("many-tools" in rules) is told
