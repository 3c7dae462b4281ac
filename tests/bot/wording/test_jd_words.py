"""A JD review's facts are put into words once: each by its kind, and all that a rule's sentence names."""

from datetime import date

import pytest

from bot.wording.jd import (
    FORMATS,
    change_words,
    conclusion_words,
    finding_words,
    law_rows,
    minutes_for,
    task_words,
    why_around_laws,
)
from rubrics.catalogue.levels import Level
from rubrics.catalogue.market import PayBand
from rubrics.jd import Finding, Severity, Verdict
from rubrics.jd.knowledge.rules import PLACEHOLDERS, Rule
from rubrics.jd.outcome import Remark, remark_of
from rubrics.jd.values import Facts, LawCited, MarketSide, Money
from rubrics.jd.verdicts import Counterfactual
from tests.built_in import KNOWLEDGE

ONTARIO = LawCited(place="Ontario", law="ESA", in_force=date(2026, 1, 1), source="an agency; law firms: A, B")
QUEBEC = LawCited(place="Quebec", law="QSA", in_force=date(2026, 1, 1), source="law firms: B, C")
BAND = PayBand(roles=("ai-engineer",), year=2026, low=170, high=210, basis="base", employer="startup", source="S0")


def finding(rule: str, quote: str | None = None, more: int = 0, **facts: object) -> Finding:
    return Finding(
        rule=rule,
        severity=Severity.NOTE,
        start=None,
        end=None,
        quote=quote,
        section=None,
        facts=Facts.model_validate(facts),
        more=more,
    )


def why(rule: str, quote: str | None = None, more: int = 0, **facts: object) -> str:
    return finding_words(KNOWLEDGE, finding(rule, quote, more, **facts)).why


def test_everything_that_a_sentence_may_name_is_put_into_words() -> None:
    assert {*FORMATS, "quote", "items", "role"} == PLACEHOLDERS


def test_shares_roles_and_titles() -> None:
    said = finding_words(
        KNOWLEDGE,
        finding("title-mismatch", title="Wizard", role="ml-engineer", share=0.618, fitting=("ML Engineer", "MLE")),
    )
    assert said.why.startswith('The title says "Wizard"; the text reads 62% ML Engineer.')
    assert said.fix.startswith('Call it "ML Engineer" or "MLE",')
    elsewhere = finding_words(KNOWLEDGE, finding("title-mismatch", title="x", role="other", kind="analytics", share=1))
    assert "reads 100% analytics work." in elsewhere.why
    assert elsewhere.fix.startswith("Call it what it is,")


def test_days_ages_and_years() -> None:
    text = why("impossible-years", years=8, name="LangChain", since=date(2022, 10, 22), age=4.08, source="a page")
    assert text == "No one has 8 years of LangChain. First public use was in October 2022, 4 years ago."


def test_one_law_is_dated_and_several_are_named_by_place_and_sources_once() -> None:
    alone = why("pay-missing-law", laws=(ONTARIO,))
    assert "required in Ontario." in alone
    assert alone.endswith("breaks the law: ESA, in force since Jan 1, 2026.")
    both = finding_words(KNOWLEDGE, finding("pay-missing-law", laws=(ONTARIO, QUEBEC)))
    assert "required in Ontario and Quebec." in both.why
    assert both.why.endswith("breaks the law: Ontario (ESA); Quebec (QSA).")
    many = tuple(ONTARIO.model_copy(update={"place": place}) for place in "ABCA")
    assert "required in A, B and C." in why("pay-missing-law", laws=many)
    most = tuple(ONTARIO.model_copy(update={"place": place}) for place in "ABCDEFGHI")
    assert "required in A, B, C, D, E, F, G and 2 more." in why("pay-missing-law", laws=most)
    assert both.source == "an agency; law firms: A, B, C"


def test_a_page_gives_each_law_a_row_and_names_the_places_of_the_others() -> None:
    laws = tuple(ONTARIO.model_copy(update={"place": place}) for place in "ABCDE")
    assert law_rows(Facts(laws=laws[:1])) == ["A (ESA)"]
    assert law_rows(Facts(laws=laws)) == ["A (ESA)", "B (ESA)", "C (ESA)", "Also D and E"]
    around = why_around_laws(KNOWLEDGE, finding("pay-missing-law", laws=laws))
    assert around is not None
    assert around[0].startswith("Not found: a pay range, required in the places below.")
    assert around[1] == ""
    assert why_around_laws(KNOWLEDGE, finding("pay-missing")) is None


def test_many_places_are_counted_as_what_they_are() -> None:
    def counted(*places: str) -> str:
        laws = tuple(ONTARIO.model_copy(update={"place": place}) for place in places)
        return conclusion_words(KNOWLEDGE, finding("pay-missing-law", laws=laws))

    states = ("Colorado", "California", "Illinois", "Vermont")
    assert "required in 4 states." in counted(*states)
    assert "required in 4 states and DC." in counted(*states, "Washington DC")
    assert "required in 5 places." in counted(*states, "Ontario")


def test_sums_and_bands() -> None:
    width = why("pay-width-law", laws=(ONTARIO,), width=60_000, widest=Money(amount=50_000, currency="CAD"), top=2e5)
    assert width.startswith(
        "The range is 60,000 wide; CAD 50,000 is the most in Ontario. That holds for pay up to 200,000."
    )
    market = why("pay-off-market", "$9", side=MarketSide.BELOW, band=BAND)
    assert market == (
        "$9 is below the base band of 170–210 thousand USD (startup)."
        " The band is for this role and level (2026, United States)."
    )


def test_levels_counts_and_items() -> None:
    levels = why("level-named-otherwise", title="a", name="b", levels=(Level.SENIOR,), other_levels=(Level.STAFF,))
    assert levels == 'The title says "a" (senior); the text says "b" (staff).'
    assert why("kitchen-sink", families=("a", "b")).startswith("The duties mix several kinds of work (a and b).")
    assert why("not-said", items=("benefits", "visa")).startswith("Not found: benefits and visa or right to work.")
    asked = why("role-not-said", role="ai-engineer", items=("quality-measure",))
    assert asked.startswith("Not found: how quality is measured.")


@pytest.mark.parametrize(("age", "told"), [(1.77, "1 year"), (4.08, "4 years"), (0.62, "0.6 years")])
def test_an_age_is_told_in_years(age: float, told: str) -> None:
    said = why("impossible-years", years=8, name="LangChain", since=date(2022, 10, 22), age=age)
    assert said == f"No one has 8 years of LangChain. First public use was in October 2022, {told} ago."
    said = why("unrealistic-years", years=8, name="LLMs", since=date(2022, 10, 22), age=age)
    assert said.startswith(f"LLMs: you ask for 8 years; broad access came {told} ago, in October 2022.")


@pytest.mark.parametrize(("items", "each"), [(("benefits",), "that"), (("benefits", "visa"), "each")])
def test_one_gap_is_not_spoken_of_as_several(items: tuple[str, ...], each: str) -> None:
    said = finding_words(KNOWLEDGE, finding("not-said", items=items)).fix
    assert said == f"Add a line for {each}, or say why it's open."


def test_what_to_do_and_why_stand_in_a_few_words_with_what_they_cost() -> None:
    years = finding("impossible-years", years=8, name="LangChain", since=date(2022, 10, 22), age=4.08, source="a page")
    assert task_words(KNOWLEDGE, years) == "Ask for fewer years of LangChain"
    assert conclusion_words(KNOWLEDGE, years) == "No one has 8 years of LangChain."
    assert minutes_for(KNOWLEDGE, [years, finding("missing-duties")]) == 11
    long = task_words(KNOWLEDGE, finding("rockstar", "a rockstar of whom one may expect rather a lot every day"))
    assert long == 'Cut "a rockstar of whom one may expect …"'


@pytest.mark.parametrize("rule", KNOWLEDGE.rules.rules, ids=lambda rule: rule.id)
def test_every_built_in_rule_says_in_a_line_what_to_do_and_why(rule: Rule) -> None:
    assert rule.task is not None
    assert len(rule.task.split()) <= 8
    assert not rule.task.endswith(".")
    assert len(rule.conclusion.split()) <= 18
    assert rule.conclusion.endswith(".")


def test_a_rule_of_ones_own_without_a_task_says_how_to_fix_it_in_its_first_sentence() -> None:
    own = KNOWLEDGE.rule_by_id["rockstar"].model_copy(update={"task": None, "fix": "Say less. Or nothing."})
    assert own.short_task == "Say less"
    assert task_words(KNOWLEDGE, Remark(rule="gone", severity=Severity.NOTE, quote=None)) == "gone"


def test_a_brace_in_a_quotation_fills_in_nothing_and_more_places_are_counted() -> None:
    assert why("unfilled-template", "{title}", 1) == (
        '"{title}" is a blank left to fill in. The same holds in 1 more place.'
    )


def test_a_remembered_finding_is_called_as_it_was_and_one_kept_as_a_sentence_by_its_rule() -> None:
    original = finding("many-musts", count=14)
    restored = Remark.model_validate_json(remark_of(original).model_dump_json(exclude_defaults=True))
    assert task_words(KNOWLEDGE, restored) == task_words(KNOWLEDGE, original)
    old = {"rule": "gone", "severity": "note", "why": "It was so.", "quote": None}
    assert task_words(KNOWLEDGE, Remark.model_validate(old)) == "gone"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (Counterfactual(sentences=("Train models",), leader="ml-engineer"), 'Without "Train models" it would read'),
        (Counterfactual(sentences=("a",), runner_up="ml-engineer"), "Even without its strongest sentence, it reads"),
        (Counterfactual(sentences=("a", "b"), runner_up="ml-engineer"), "Even without its 2 strongest sentences, it"),
        (Counterfactual(sentences=(), runner_up="ml-engineer"), "It reads as AI Engineer. Next is ML Engineer, 30%."),
        (Counterfactual(sentences=(), runner_up="other"), "It reads as AI Engineer. Nothing else comes close."),
    ],
)
def test_what_would_change_a_verdict(change: Counterfactual, words: str) -> None:
    shares = {"ai-engineer": 0.69, "ml-engineer": 0.3, "other": 0.01}
    verdict = Verdict(role="ai-engineer", distribution=shares, would_change=change)
    assert (change_words(verdict, KNOWLEDGE.role_names) or "").startswith(words)
