"""A fix rids a text of its remark and brings no other, invents nothing and loses nothing: over all rules and texts."""

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rubrics.jd import review_jd
from rubrics.jd.checks.pay import ABSENT
from rubrics.jd.fixes.asking import Ask, AskKind
from rubrics.jd.fixes.edits import Change, Edit, clash, fixed_text, original_text, pieces_of
from rubrics.jd.fixes.fix import Fixed, Fixer
from rubrics.jd.knowledge.rules import Example
from rubrics.jd.text.matcher import phrases_of
from rubrics.jd.values import BLANK
from tests.built_in import KNOWLEDGE

TODAY = date(2026, 11, 21)
FACTS = {
    "pay-low": "150000",
    "pay-high": "180000",
    "pay-unit": "USD year",
    "level": "senior",
    "benefits": "health insurance, 401(k), 25 days of paid leave",
    "other-pay": "stock options",
    "place": "Austin, TX",
    "deadline": "ongoing",
    "new-deadline": "June 3, 2030",
    "reports-to": "the CTO",
    "interview-steps": "one call, one work sample",
    "accommodation": "jobs@example.com",
    "visa": "offered",
    "equal-opportunity": "short",
    "vacancy": "existing",
    "ai-notice": "used",
    "blank-1": "Ada",
    "title": "1",
    "name": "1",
    "musts": ("0", "1", "2", "3"),
}
MORE = "\n- Clear writing in English"
FULLER = (
    f"{MORE}\n- 3 years of experience in Python\n- Right to work in the country\n\nWhat you will do"
    "\n- Build services that our customers use\n- Own them in production"
    "\n\nOther\n- You report to the head of engineering"
)
"""What stands behind an example: a posting has more than the one line that is wrong with it."""
SKILLS = [f"- Skill number {number} in production" for number in range(12)]
OWN = {
    "hype": "AI Engineer\n\nJoin a world-class team and its cutting-edge product."
    "\nOur industry-leading clients have seen revolutionary results.",
    "no-split": "\n".join(["AI Engineer", "", "Requirements", *SKILLS[:9]]),
    "many-musts": "\n".join(["AI Engineer", "", "Requirements", *SKILLS]),
    "wall-of-text": "AI Engineer\n\nWhat you will do\n" + "You build services that our customers use each day. " * 30,
    "no-headings": "AI Engineer\n\n" + "- Build services for our customers and own their quality in production\n" * 30,
    "missing-level": "AI Engineer\n\nRequirements\n- Python",
}
"""Texts of the rules whose examples are too short for a fix to hold, and of those that need a long one."""
UNFIXED = frozenset(
    (
        *("place-contradicts", "not-english", "same-text", "second-job", "kitchen-sink", "prompt-only"),
        *("regulated-gap", "pay-basis-unclear", "pay-equity-only", "pay-off-market", "years-many", "years-contradict"),
        *("many-tools", "missing-duties", "missing-requirements", "role-not-said", "too-short", "too-long"),
        *("level-conflict", "company-blurb", "hard-to-read", "unpaid-trial", "worker-pays", "unpaid-internship"),
    )
)
"""What only its author can fix, by rewriting: a new rule is either fixed or named here."""
EXAMPLES = [
    pytest.param(rule.id, example, id=f"{rule.id}-{number}")
    for rule in KNOWLEDGE.rules.rules
    for number, example in enumerate(rule.examples.fails)
    if not example.beside
]


def fixer(text: str, location: str | None = None, title: str | None = None) -> Fixer:
    return Fixer(KNOWLEDGE, text, TODAY, title=title, location=location)


def counts(text: str, location: str | None = None, title: str | None = None) -> Counter[str]:
    review = review_jd(KNOWLEDGE, text, title=title, location=location, today=TODAY)
    return Counter(finding.rule for finding in review.findings)


def check(fixed: Fixed, of: Fixer) -> None:
    """Review a fixed text anew, and hold what is said of it to that."""
    assert original_text(fixed.pieces) == of.readable
    assert fixed_text(fixed.pieces) == fixed.text
    after, before = counts(fixed.text, of.location, of.title), Counter(one.rule for one in fixed.before.findings)
    assert after == Counter(one.rule for one in fixed.after.findings)
    brought = {one.rule for one in fixed.new} | ({BLANK} if fixed.blank else set())
    assert all(after[rule] <= before[rule] for rule in after if rule not in brought)
    assert {one.rule for one in fixed.new} <= {"pay-off-market", "pay-single", "role-not-said", "pay-missing"}
    assert len(fixed.done) + len(fixed.blank) + len(fixed.left) == len(fixed.before.findings)
    waiting, left = {one.rule for one in fixed.blank}, {one.rule for one in (*fixed.left, *fixed.new)}
    assert not any(after[rule] for rule in waiting - left - {BLANK}), "a blank stands for its remark, not beside it"
    for finding in fixed.done:
        assert (finding.rule, finding.quote) not in {(one.rule, one.quote) for one in fixed.after.findings}


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_a_fix_rids_an_example_of_its_remark_and_brings_no_other(rule: str, example: Example) -> None:
    one = fixer(example.text + MORE, example.location, example.title)
    for facts, rules in ((FACTS, None), ({}, [rule])):
        check(one.fixed(facts, rules), one)


def ways(one: Fixer, rule: str) -> list[dict[str, str | tuple[str, ...]]]:
    """Return the answers to try: each option of each choice, with all facts."""
    chosen = [(ask.id, option.value) for ask in one.asks([rule]) for option in ask.options if option.value != "keep"]
    return [{**FACTS, key: value} for key, value in chosen if not isinstance(FACTS.get(key), tuple)] or [FACTS]


def is_fixed(one: Fixer, rule: str) -> bool:
    return any(rule in {done.rule for done in one.fixed(way, [rule]).done} for way in ways(one, rule))


def test_every_rule_is_fixed_in_some_way_or_named_as_its_authors_to_rewrite() -> None:
    unfixed = set()
    for rule in KNOWLEDGE.rules.rules:
        texts = [(one.text + FULLER, one.location, one.title) for one in rule.examples.fails]
        texts += [(OWN[rule.id], None, None)] if rule.id in OWN else []
        if not any(is_fixed(fixer(*text), rule.id) for text in texts):
            unfixed.add(rule.id)
    assert unfixed == UNFIXED


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_only_options_that_a_review_bears_out_are_offered(rule: str, example: Example) -> None:
    one = fixer(example.text + FULLER, example.location, example.title)
    for ask in one.asks([rule]):
        assert ask.kind is not AskKind.CHOICE or {*ask.suggested} <= {*(option.value for option in ask.options), "none"}
        for option in ask.options if ask.kind is AskKind.CHOICE and ask.quote else ():
            fixed = one.fixed({ask.id: option.value}, ask.rules)
            assert option.value == "keep" or {one.rule for one in (*fixed.done, *fixed.blank)} & {*ask.rules}


SENTENCES = (
    "We are looking for a {} who wants to change how claims are paid.",
    "You are {} and you like claims.",
    "We want {}, and people who care.",
    "{} for our team in production",
)
"""How a rule's words may stand in a text: as a noun, an adjective, in a list, before a noun."""


def words_of_rules() -> st.SearchStrategy[str]:
    """Return words that raise a rule whose words may give way, as its terms spell them out."""
    rules = [one for one in KNOWLEDGE.rules.rules if one.id in (*KNOWLEDGE.fixes.instead, *KNOWLEDGE.fixes.cut)]
    terms = [term for one in rules for term in one.terms]
    return st.sampled_from(terms).flatmap(lambda term: st.sampled_from([*phrases_of(term)]))


def can_change(one: Fixer, rule: str) -> bool:
    """Whether the form of a rule's fix has a field to fill in, or its text changes without one."""
    fields = [
        ask for ask in one.asks([rule]) if ask.kind is not AskKind.CHOICE or len(ask.options) + bool(ask.asks) > 1
    ]
    return bool(fields) or any(piece.change is not Change.KEPT for piece in one.fixed({}, [rule]).pieces)


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_a_fix_that_is_offered_for_an_example_can_change_its_text(rule: str, example: Example) -> None:
    one = fixer(example.text + FULLER, example.location, example.title)
    assert rule not in one.fixable() or can_change(one, rule)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(words_of_rules(), st.sampled_from(SENTENCES)), min_size=1, max_size=2), st.booleans())
def test_a_fix_that_is_offered_can_change_any_text(said: list[tuple[str, str]], listed: bool) -> None:
    lines = [sentence.format(words) for words, sentence in said]
    text = "\n".join(["AI Engineer", "", *(["Requirements", *(f"- {line}" for line in lines)] if listed else lines)])
    one = fixer(text + FULLER)
    assert all(can_change(one, rule) for rule in one.fixable()), text


WRITTEN_ANEW = "We want an engineer who ships."


def lands(one: Fixer, ask: Ask) -> bool:
    """Tell whether a line that is written anew takes its place, or is refused at its field."""
    written = one.fixed({ask.id: WRITTEN_ANEW})
    return WRITTEN_ANEW in written.text or ask.id in written.unfit


def test_a_line_that_several_rules_quote_is_asked_for_once_and_written_anew() -> None:
    lines = ["Requirements", "- must be able to lift 50 pounds and stand; young guys"]
    lines.append("- We want a young, energetic digital native rockstar who ships.")
    one = fixer("\n".join(["AI Engineer", *lines]) + FULLER)
    asked = [ask for ask in one.asks() if ask.kind is AskKind.LINE]
    assert asked
    assert len({ask.id for ask in asked}) == len({ask.proposed for ask in asked}) == len(asked)
    assert all(lands(one, ask) for ask in asked)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(words_of_rules(), st.sampled_from(SENTENCES)), min_size=1, max_size=3))
def test_a_line_written_anew_takes_its_place_or_is_refused_whatever_else_is_said(said: list[tuple[str, str]]) -> None:
    fewer = replace(KNOWLEDGE, fixes=KNOWLEDGE.fixes.model_copy(update={"nouns": {}}))
    text = "\n".join(["AI Engineer", "", *(sentence.format(words) for words, sentence in said)])
    one = Fixer(fewer, text + FULLER, TODAY)
    assert all(lands(one, ask) for ask in one.asks() if ask.kind is AskKind.LINE), text


def test_a_line_is_asked_for_where_no_words_of_ours_would_hold() -> None:
    """Without a noun for it, “digital native” would stay, and its own remark come."""
    line = "We are looking for a young, energetic digital native who ships."
    fewer = replace(KNOWLEDGE, fixes=KNOWLEDGE.fixes.model_copy(update={"nouns": {}}))
    one = Fixer(fewer, f"AI Engineer\n\n{line}{FULLER}", TODAY)
    assert not one.fixed({}, ["age-asked"]).done
    (ask,) = one.asks(["age-asked"])
    assert (ask.kind, ask.proposed, ask.suggested) == (AskKind.LINE, (line,), ()), "no one's line is changed by itself"
    assert ask in one.asks()
    written = one.fixed({ask.id: "We want an engineer."}, ["age-asked"])
    assert "age-asked" in {done.rule for done in written.done}
    assert "\nWe want an engineer.\n" in written.text
    assert line not in one.fixed({ask.id: ""}, ["age-asked"]).text
    for same in (line, f" {line}  "):
        kept = one.fixed({ask.id: same}, ["age-asked"])
        assert line in kept.text
        assert not kept.unfit
    worse = one.fixed({ask.id: "We want a young, energetic engineer."}, ["age-asked"])
    assert worse.unfit == (ask.id,)
    assert line in worse.text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "We are looking for a young, energetic digital native who ships.",
            "We are looking for an energetic person who",
        ),
        ("We are looking for a young digital native who ships.", "We are looking for a person who ships."),
        ("We want a young, digital-native engineer who ships.", "We want an engineer who ships."),
        ("We want young, energetic digital native engineers.", "We want energetic engineers."),
        ("We seek young digital natives.", "We seek people."),
        ("You are a young, dynamic engineer.", "You are a dynamic engineer."),
        ("We want a young ninja.", "We want an expert."),
    ],
)
def test_age_words_go_and_the_sentence_stands(before: str, after: str) -> None:
    fixed = fixer(f"AI Engineer\n\n{before}{FULLER}").fixed()
    assert after in fixed.text
    assert not {"age-asked", "age-coded"} & {one.rule for one in fixed.after.findings}


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("Pay: competitive salary and benefits", "Pay: base pay of $150,000 to $180,000 a year and benefits"),
        ("Pay: competitive salary & benefits", "Pay: base pay of $150,000 to $180,000 a year & benefits"),
        ("Salary: competitive", "Base pay: $150,000 to $180,000 a year"),
        ("- Compensation: DOE", "- Base pay: $150,000 to $180,000 a year"),
        ("We offer a competitive salary package.", "We offer base pay of $150,000 to $180,000 a year."),
    ],
)
@pytest.mark.parametrize("place", [None, "Denver, CO"])
def test_pay_takes_the_place_of_a_line_for_it_that_says_none(line: str, after: str, place: str | None) -> None:
    fixed = fixer(f"AI Engineer{FULLER}\n\nBenefits\n- Lunch\n{line}\n", place).fixed(FACTS)
    assert f"\n{after}\n" in fixed.text
    assert fixed.text.count("$150,000") == 1
    assert not any(words in fixed.text for words in ("ompetitive", "DOE"))


def test_a_line_for_pay_with_a_figure_is_not_written_over() -> None:
    text = f"AI Engineer{FULLER}\n\nBenefits\n- Pay: competitive and 13 months\n"
    assert "- Pay: competitive and 13 months\n" in fixer(text).fixed(FACTS).text


def test_what_is_proposed_for_years_is_the_fix_even_where_no_one_answers_for_it() -> None:
    text = "AI Engineer\n\nRequirements\n- 9+ years of experience with LangChain, LangGraph and LlamaIndex\n"
    (ask,) = (ask for ask in fixer(text).asks() if ask.id == "years-1")
    assert ask.proposed == ("fewer",)
    assert ask.suggested == ("keep",)


@pytest.mark.parametrize(
    ("rule", "line", "proposed"),
    [
        ("phd-required", "You know how to design experiments and hold a PhD in machine learning", "wish"),
        ("culture-fit", "You know how we work, love what we do each day, and are a culture fit for the team", "cut"),
    ],
)
def test_who_asks_for_one_fix_alone_is_offered_it(rule: str, line: str, proposed: str) -> None:
    one = fixer(f"AI Engineer\n\nRequirements\n- {line}\n- SQL{FULLER}")
    (ask,) = one.asks([rule])
    assert (ask.proposed, ask.suggested) == ((proposed,), ("keep",))
    assert not any(proposed in other.proposed for other in one.asks() if other.id == ask.id), "nor among all the others"


def test_a_tool_is_quoted_as_the_text_names_it() -> None:
    fixed = fixer(f"AI Engineer{FULLER}\n\nRequirements\n- 6+ years of Claude Code\n").fixed()
    assert "6+ years of Claude Code" in {finding.quote for finding in fixed.before.findings}
    assert "- Shipped systems with Claude Code\n" in fixed.text


LINES = st.sampled_from(
    [
        "Requirements",
        "- Python and SQL in production",
        "- Bachelor's degree in physics",
        "- PhD in machine learning",
        "- 9 years of LLMs",
        "- You no older than 40, with a good credit score, US citizens only",
        "- A coding ninja with Lang Chain and Pytoch, a plus",
        "What you will do",
        "- Build retrieval pipelines over our contracts and measure their quality in every single week",
        "Build agents for our customers. " * 30,
        "We offer a competitive salary and lunch.",
        "Salary: up to $150,000",
        "Salary: $90,000 - $190,000",
        "Nice to have:",
        "## Benefits",
        "<li>Guys &amp; manpower</li>",
        "Apply by 3 June 2024, {{name}}.",
        "Send your CV with current salary and notice period.",
        "We are an equal opportunity employer.",
        "",
        "he is young and dynamic \u200b\u202e",
    ]
)


@settings(max_examples=30, deadline=None)
@given(st.lists(LINES, max_size=14), st.sampled_from([None, "Denver, CO", "Toronto, Ontario", "Remote (US)"]))
def test_every_character_of_any_text_is_kept_moved_or_shown_as_removed(lines: list[str], location: str | None) -> None:
    one = fixer("\n".join(["AI Engineer", *lines]), location)
    for facts in ({}, FACTS):
        fixed = one.fixed(facts)
        check(fixed, one)
        moved_away = Counter(piece.text for piece in fixed.pieces if piece.change is Change.MOVED_AWAY)
        assert moved_away == Counter(piece.text for piece in fixed.pieces if piece.change is Change.MOVED_HERE)


def accounted(fixed: Fixed) -> None:
    """Hold each original sentence to one of four fates: kept, moved, edited in plain sight, or a repeat taken out."""
    for piece in fixed.pieces:
        if piece.change is Change.REMOVED and piece.rule == "duplicate-block":
            assert " ".join(piece.text.split()).strip("-• ").casefold() in " ".join(fixed.text.split()).casefold()
        if piece.change is Change.REMOVED and piece.text.strip():
            assert piece.rule


@pytest.mark.parametrize("file", sorted(Path("tests/rubrics/jd/synthetic").glob("*.txt")), ids=lambda file: file.stem)
def test_every_sentence_of_a_whole_posting_is_accounted_for(file: Path) -> None:
    one = fixer(file.read_text("utf-8"))
    assert one.readable.split() == file.read_text("utf-8").split()
    fixed = one.fixed()
    check(fixed, one)
    accounted(fixed)


def test_what_a_fix_adds_are_the_answers_and_the_definitions_own_words() -> None:
    text = "AI Engineer\n\nRequirements\n- Python\n\nWe offer a competitive salary and lunch."
    fixed = fixer(text, "Denver, CO").fixed(FACTS)
    added = "".join(piece.text for piece in fixed.pieces if piece.change is Change.ADDED)
    known = {*FACTS.values()} | {line.line or "" for line in KNOWLEDGE.fixes.lines}
    words = {word for one in (*map(str, known), *KNOWLEDGE.fixes.headings.values()) for word in one.lower().split()}
    words |= {word for line in KNOWLEDGE.fixes.lines for one in line.choices.values() for word in one.lower().split()}
    pay = {"base", "pay", "of", "$150,000", "to", "$180,000", "a", "year", "senior"}
    assert {word for word in added.lower().split() if word.strip(".,") not in {w.strip(".,{}") for w in words}} <= pay


def test_a_new_heading_has_the_texts_own_style_and_stands_behind_the_list() -> None:
    musts = [f"- Skill number {number} in production" for number in range(11)]
    text = "\n".join(["AI Engineer", "", "## Requirements", *musts, "", "## Benefits", "- Lunch"])
    fixed = fixer(text).fixed({"musts": ("0", "9")}, ["many-musts"]).text
    assert fixed.index("- Skill number 9") < fixed.index("\n## Nice to have\n") < fixed.index("- Skill number 1 ")
    assert fixed.index("- Skill number 10") < fixed.index("## Benefits")


def test_chosen_musts_stay_in_their_order_and_the_others_become_wishes() -> None:
    musts = [f"- Skill number {number} in production" for number in range(9)]
    text = "\n".join(["AI Engineer", "", "Requirements", *musts])
    fixed = fixer(text).fixed({"musts": ("0", "3", "5")}, ["no-split"])
    assert {one.rule for one in fixed.done} == {"no-split"}
    before, _, behind = fixed.text.partition("Nice to have")
    assert [line[-15] for line in before.splitlines() if line.startswith("-")] == ["0", "3", "5"]
    assert [line[-15] for line in behind.splitlines() if line.startswith("-")] == ["1", "2", "4", "6", "7", "8"]


def test_a_blank_is_seen_by_the_review_and_goes_when_it_is_filled() -> None:
    one = fixer("AI Engineer\n\nRequirements\n- Python\n\nBenefits\n- Lunch", "Denver, CO")
    fixed = one.fixed()
    assert "- Base pay: [pay range]" in fixed.text
    blanks = [finding.quote for finding in fixed.after.findings if finding.rule == "unfilled-template"]
    assert "[pay range]" in blanks
    assert not any(counts(fixed.text, "Denver, CO")[rule] for rule in ABSENT), "one remark for one gap"
    filled = fixed.text.replace("[pay range]", "$150,000 to $180,000 a year")
    assert "pay-missing-law" not in counts(filled, "Denver, CO")
    assert len(blanks) - 1 == counts(filled, "Denver, CO")["unfilled-template"]


@pytest.mark.parametrize("praise", ["", "\n\nWhat we offer\nA competitive salary and a friendly team."])
def test_a_blank_for_pay_is_filled_by_the_questions_of_pay(praise: str) -> None:
    text = fixer(f"AI Engineer\n\nRequirements\n- Python{praise}", "Denver, CO").fixed().text
    again = fixer(text, "Denver, CO")
    asked = {ask.id for ask in again.asks([BLANK])}
    assert {"pay-low", "pay-high", "pay-unit", "pay-basis"} <= asked
    filled = again.fixed({"pay-low": "150000", "pay-high": "180000"}, [BLANK])
    assert f"Base pay{' of' if praise else ':'} $150,000 to $180,000 a year" in filled.text
    assert "[pay range]" not in filled.text
    assert filled.text.count("ase pay") == 1


@pytest.mark.parametrize("praise", ["", "\n\nWe offer a competitive salary.", "\n\nBase pay: [pay range]"])
def test_total_pay_is_written_as_what_it_is_and_its_remark_is_told(praise: str) -> None:
    fixer = Fixer(KNOWLEDGE, f"AI Engineer{FULLER}{praise}", TODAY)
    fixed = fixer.fixed({**FACTS, "pay-basis": "total"})
    assert "otal pay" in fixed.text
    assert "$150,000 to $180,000" in fixed.text
    assert "pay-basis-unclear" in {finding.rule for finding in fixed.new}
    assert not {"pay-missing", "pay-competitive"} & {finding.rule for finding in fixed.after.findings}


def test_figures_that_a_law_forbids_are_not_written() -> None:
    text = "AI Engineer\n\nRequirements\n- Python"
    fixed = fixer(text, "Toronto, Ontario").fixed({"pay-low": "60000", "pay-high": "150000"}, ["pay-missing-law"])
    assert not fixed.done
    assert fixed.text.strip() == text


def test_edits_that_touch_the_same_words_clash_and_others_do_not() -> None:
    assert clash([Edit(0, 5), Edit(4, 6)])
    assert not clash([Edit(0, 5), Edit(5, 6), Edit(5, 5, "x")])
    assert clash([Edit(2, 6), Edit(4, 4, "x")])


def test_lines_added_at_one_place_share_their_heading() -> None:
    edits = [Edit(1, 1, "a\n", under="H\n", order=1), Edit(1, 1, "b\n", under="H\n", order=2)]
    assert fixed_text(pieces_of("x", edits)) == "xH\na\nb\n"


def test_pay_stands_with_the_other_benefits_and_before_the_notices_at_the_end() -> None:
    notice = "We are an equal opportunity employer and consider all applicants without regard to race, color or sex."
    listed = f"AI Engineer\n\nRequirements\n- Python\n\nBenefits\n- Health insurance\n\n{notice}\n"
    assert "- Health insurance\n- Base pay: [pay range]\n" in fixer(listed, "Denver, CO").fixed().text
    bare = f"AI Engineer\n\nRequirements\n- Python\n\n{notice}\n"
    fixed = fixer(bare, "Denver, CO").fixed().text
    assert fixed.index("- Python") < fixed.index("Pay and benefits") < fixed.index(notice)
    assert "\n\n\n" not in fixed


def test_a_repeated_section_goes_with_its_heading_and_leaves_no_gap() -> None:
    work = (
        "We seek an engineer who builds agents for our customers and keeps them well in production. You will own them."
    )
    text = f"AI Engineer\n\n{work}\n\nJob overview:\n\n{work}\n\nRequirements:\n- Python\n"
    fixed = fixer(text).fixed({}, ["duplicate-block"]).text
    assert fixed == f"AI Engineer\n\n{work}\n\nRequirements:\n- Python\n"


def test_a_new_heading_copies_marks_and_no_emoji() -> None:
    text = "AI Engineer\n\nWhat you'll do 👇🏼\n- Build agents\n\n**Requirements:**\n- Python\n"
    assert "\n**Pay and benefits:**\n" in fixer(text, "Denver, CO").fixed().text


def test_years_of_a_list_of_technologies_are_left_unless_chosen() -> None:
    text = "AI Engineer\n\nRequirements\n- 9+ years of experience with LangChain, LangGraph and LlamaIndex\n"
    assert "9+ years" in fixer(text).fixed().text
    assert "4+ years" in fixer(text).fixed({"years-1": "fewer"}).text


def test_each_choice_of_a_fact_is_written_as_it_is_defined() -> None:
    text = "AI Engineer\n\nResponsibilities\n- Build agents"
    for line in KNOWLEDGE.fixes.lines:
        for value, words in line.choices.items():
            rules = [*line.rules, "not-said"]
            for location in ("Toronto, Ontario", "Chicago, IL"):
                fixed = fixer(text, location).fixed({**FACTS, line.id: value}, rules)
                if words in fixed.text:
                    break
            else:
                raise AssertionError((line.id, value))


@pytest.mark.parametrize("seed", ["5+ years of LLM work. ", "Requirements:\n- agents\n", "- a ninja with Lang Chain\n"])
def test_a_text_longer_than_any_posting_is_left_alone_and_a_repetitive_one_asks_little(seed: str) -> None:
    long = fixer(f"AI Engineer\n\n{seed * 2000}")
    assert not long.fixable()
    assert not long.asks()
    short = fixer(f"AI Engineer\n\n{seed * 100}")
    assert len(short.asks()) < 40
    assert all(len(ask.options) <= 100 for ask in short.asks())
