"""A team's words, fixes, checklist and bands change both what a review says and what a fix writes."""

from datetime import date
from pathlib import Path

from rubrics.authoring.loader import load_catalogue
from rubrics.jd import Knowledge, review_jd
from rubrics.jd.fixes.fix import Fixer
from rubrics.jd.knowledge.loading import load_knowledge
from tests.built_in import KNOWLEDGE
from tests.rubrics.jd.own_team import knowledge_with

TODAY = date(2026, 11, 21)
TEXT = """AI Engineer

Duties
- Build retrieval and agents on hosted models, as our smiley-loving wizard
- Write evaluations before each release
- Ship retrieval features on top of hosted models, from the API to the on-call rotation
- Integrate our LLM features with the CRM, and measure their answers in production

Requirements
- Python
"""
OWN_RULE = """rules:
  - id: no-emoji
    severity: note
    why: "“{quote}” is a picture."
    fix: Write words.
    source: Our style guide
    terms: [smiley-loving]
    examples: {fails: ["AI Engineer\\n\\nDuties\\n- Build smiley-loving agents"], passes: ["AI Engineer"]}
"""


def made(knowledge: Knowledge, text: str = TEXT) -> set[str]:
    return {finding.rule for finding in review_jd(knowledge, text, today=TODAY).findings}


def asked(knowledge: Knowledge, text: str = TEXT) -> tuple[str, ...]:
    """Return what a review says that candidates ask and the text doesn't say."""
    found = review_jd(knowledge, text, today=TODAY).findings
    return next((finding.facts.items for finding in found if finding.rule == "not-said"), ())


def test_their_own_words_are_found_and_replaced(tmp_path: Path) -> None:
    own = "instead: {no-emoji: {smiley-loving: thoughtful}}\n"
    knowledge = knowledge_with(tmp_path, jd__rules=OWN_RULE, jd__fixes=own)
    assert "no-emoji" in made(knowledge) - made(KNOWLEDGE)
    fixed = Fixer(knowledge, TEXT, TODAY).fixed({}, ["no-emoji"])
    assert "our thoughtful wizard" in fixed.text
    assert {finding.rule for finding in fixed.done} == {"no-emoji"}


def test_a_built_in_rules_words_grow_by_theirs(tmp_path: Path) -> None:
    own = "rules:\n  - {id: rockstar, also: [smiley-loving]}\n"
    fixes = "instead: {rockstar: {smiley-loving: thoughtful}}\n"
    knowledge = knowledge_with(tmp_path, jd__rules=own, jd__fixes=fixes)
    quotes = {one.quote for one in review_jd(knowledge, TEXT, today=TODAY).findings if one.rule == "rockstar"}
    assert quotes == {"smiley-loving", "wizard"}
    assert knowledge.rule_by_id["rockstar"].terms == KNOWLEDGE.rule_by_id["rockstar"].terms
    assert "our thoughtful expert" in Fixer(knowledge, TEXT, TODAY).fixed({}, ["rockstar"]).text


def test_their_own_checklist_item_is_ticked_missed_and_filled_in(tmp_path: Path) -> None:
    checklist = """checklist:
  id: ai-engineer
  extends: every-role
  items:
    union: {kind: must, text: Say which union agreement applies, why: Our works council asks for it}
"""
    cues = "items:\n  - {item: union, cues: [collective agreement]}\n"
    fixes = (
        "lines:\n  - {id: union, items: [union], section: process, asks: Agreement, line: 'Collective agreement: {}'}\n"
    )
    knowledge = knowledge_with(
        tmp_path,
        checklist=checklist,
        jd__checklist=cues,
        jd__words="not_said: {union: which agreement applies}\n",
        jd__fixes=fixes,
    )
    assert "union" in {item.id for item in knowledge.catalogue.checklist("ai-engineer").items}
    assert "union" in asked(knowledge)
    assert "union" not in asked(KNOWLEDGE)
    fixed = Fixer(knowledge, TEXT, TODAY).fixed({"union": "metal industry"}, ["not-said"])
    assert "Collective agreement: metal industry" in fixed.text
    assert "union" not in asked(knowledge, fixed.text)


def test_their_own_bands_judge_the_pay_that_a_fix_writes(tmp_path: Path) -> None:
    band = """pay:
  - {roles: [ai-engineer], level: mid, year: 2026, low: 30, high: 60, basis: base, source: OURS}
  - {roles: [ai-engineer], level: senior, year: 2026, low: 30, high: 60, basis: base, source: OURS}
sources:
  OURS: {title: Our own guide, publisher: Us, interest: None, strongest_on: Our pay}
"""
    knowledge = knowledge_with(tmp_path, bands=band)
    text = TEXT.replace("AI Engineer", "Senior AI Engineer", 1)
    facts = {"pay-low": "40000", "pay-high": "50000"}
    before, after = (Fixer(known, text, TODAY, location="Austin, TX").fixed(facts) for known in (KNOWLEDGE, knowledge))
    assert "$40,000 to $50,000" in before.text
    assert "pay-off-market" in {finding.rule for finding in before.new}
    assert "pay-off-market" not in {finding.rule for finding in after.new}


def test_a_rule_whose_words_are_theirs_has_no_verdicts_of_ours(tmp_path: Path) -> None:
    rule = next(rule for rule in KNOWLEDGE.judged.rules if KNOWLEDGE.rule_by_id[rule].terms)
    severity = f"rules:\n  - {{id: {rule}, severity: note}}\n"
    assert rule in knowledge_with(tmp_path / "a", jd__rules=severity).judged.rules
    own = f"rules:\n  - {{id: {rule}, terms: [smiley-loving]}}\n"
    assert rule not in knowledge_with(tmp_path / "b", jd__rules=own).judged.rules


def test_a_team_may_say_how_often_its_own_rules_were_wrong(tmp_path: Path) -> None:
    folder = tmp_path / "jd"
    folder.mkdir()
    (folder / "rules.yaml").write_text(OWN_RULE, encoding="utf-8")
    (folder / "judged.yaml").write_text("rules:\n  no-emoji: {read: 9, wrong: 1}\n", encoding="utf-8")
    knowledge = load_knowledge(load_catalogue(tmp_path), tmp_path)
    assert knowledge.judged.rules["no-emoji"].read == 9
