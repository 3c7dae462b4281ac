"""A team's `jd/` files count, entry by entry and word by word, or are refused with file, line and a sentence."""

from datetime import date
from pathlib import Path

import pytest

from bot.wording.problems import located
from rubrics.catalogue.errors import CatalogueError
from rubrics.jd import Knowledge, Severity, review_jd
from rubrics.jd.fixes.fix import Fixer
from tests.built_in import KNOWLEDGE
from tests.rubrics.jd.own_team import knowledge_with, support_role

TODAY = date(2026, 11, 21)
OWN_RULE = """rules:
  - id: no-emoji
    severity: note
    why: "“{quote}” is a picture."
    fix: Write words.
    source: Our style guide
    terms: [smiley]
    examples: {fails: [], passes: []}
"""


def rules_on(knowledge: Knowledge, text: str, location: str | None = None) -> dict[str, Severity]:
    review = review_jd(knowledge, text, location=location, today=TODAY)
    return {finding.rule: finding.severity for finding in review.findings}


def known(folder: Path, **files: str) -> Knowledge:
    return knowledge_with(folder, support=support_role(), **files)


def test_a_rule_of_their_own_is_raised(tmp_path: Path) -> None:
    text = "AI Engineer\n\nDuties\n- Build agents with a smiley"
    assert "no-emoji" in rules_on(known(tmp_path, jd__rules=OWN_RULE), text)
    assert "no-emoji" not in rules_on(KNOWLEDGE, text)


def test_a_built_in_rule_is_overridden_field_by_field(tmp_path: Path) -> None:
    knowledge = known(tmp_path, jd__rules="rules:\n  - {id: rockstar, severity: blocker}\n")
    rule, before = knowledge.rule_by_id["rockstar"], KNOWLEDGE.rule_by_id["rockstar"]
    assert (rule.severity, rule.terms, rule.why) == (Severity.BLOCKER, before.terms, before.why)
    assert len(knowledge.rules.rules) == len(KNOWLEDGE.rules.rules)


def test_a_rule_that_is_switched_off_is_never_raised(tmp_path: Path) -> None:
    duties, musts = "Build agents as a rockstar", "9+ years of hands-on experience with LangChain"
    text = f"AI Engineer\n\nDuties\n- {duties}\n\nRequirements\n- {musts}"
    off = "rules:\n" + "".join(
        f"  - {{id: {rule}, off: true}}\n" for rule in ("rockstar", "impossible-years", "pay-missing")
    )
    assert {"rockstar", "impossible-years", "pay-missing"} <= rules_on(KNOWLEDGE, text).keys()
    left = rules_on(known(tmp_path, jd__rules=off), text)
    assert not {"rockstar", "impossible-years", "pay-missing"} & left.keys()
    assert left.keys() == rules_on(KNOWLEDGE, text).keys() - {"rockstar", "impossible-years", "pay-missing"}


def test_a_law_of_another_place_binds(tmp_path: Path) -> None:
    law = (
        "rows:\n  - {id: de, name: Germany, law: an act, in_force: 2026-01-01, who: all, requires: [range],"
        " remote: false, source: a ministry, checked: 2026-11-01, verified: true}\n"
    )
    knowledge = known(tmp_path, jd__law=law, jd__places="names: {de: [berlin, germany]}\n")
    text = "AI Engineer\n\nDuties\n- Build agents"
    assert rules_on(knowledge, text, "Berlin")["pay-missing-law"] is Severity.BLOCKER
    assert "pay-missing-law" not in rules_on(KNOWLEDGE, text, "Berlin")


def test_lists_of_words_grow_and_numbers_are_replaced(tmp_path: Path) -> None:
    knowledge = known(tmp_path, jd__words="tools: [zig]\nmust_limit: 4\n")
    assert {"zig", "python"} <= set(knowledge.words.tools)
    assert knowledge.words.must_limit == 4


def test_the_age_of_a_technology_is_corrected(tmp_path: Path) -> None:
    knowledge = known(tmp_path, jd__ages="technologies:\n  - {name: LangChain, since: 2012-01-01}\n")
    text = "AI Engineer\n\nRequirements\n- 5+ years of hands-on experience with LangChain"
    assert "impossible-years" in rules_on(KNOWLEDGE, text)
    assert "impossible-years" not in rules_on(knowledge, text)


REFUSED = [
    ("rulez", "rules: []\n", 1, 'did you mean "rules"'),
    ("zzz", "role: {id: x}\n", 1, "known are"),
    ("rules", "rules:\n  - {id: hype, severity: grave}\n", 2, "severity"),
    ("rules", "rules:\n  - {id: hype, off: maybe}\n", 2, "off"),
    ("rules", OWN_RULE.replace("    terms: [smiley]\n", ""), 2, "nothing would ever raise it"),
    ("rules", OWN_RULE.replace("{quote}", "{ratio}"), 2, "can't fill in {ratio}"),
    ("rules", OWN_RULE.replace("{quote}", "{weight}"), 4, "{weight} is no fact"),
    ("rules", OWN_RULE.replace("Write words.", "w" * 301), 5, "at most 300 fit"),
    ("rules", "rules:\n  - {id: hype, sources: [X9]}\n", 2, 'no source has the id "X9"'),
    ("rules", OWN_RULE + OWN_RULE.partition("\n")[2], 9, "already in this list"),
    ("law", "rows:\n  - {id: us-ca, requires: [rangee]}\n", 2, "requires"),
    ("law", "rows:\n  - {id: us-ca, place: us-cx}\n", 2, "no place"),
    ("roles", "roles:\n  - {id: customer-suport}\n", 2, 'did you mean "customer-support"'),
    ("checklist", "items:\n  - {item: output, surprise: 1}\n", 2, "surprise"),
    ("words", "templates:\n  - {literal: x, pattern: '('}\n", 2, "not a regular expression"),
    ("ages", "technologies: 7\n", 1, "technologies"),
]


@pytest.mark.parametrize(("name", "text", "line", "part"), REFUSED)
def test_what_cannot_count_is_refused_with_its_place(
    tmp_path: Path, name: str, text: str, line: int, part: str
) -> None:
    with pytest.raises(CatalogueError) as refused:
        known(tmp_path, **{f"jd__{name}": text})
    shown = [located(problem) for problem in refused.value.problems]
    file = tmp_path / "jd" / f"{name}.yaml"
    assert any(each.startswith(f"{file.as_posix()}:{line}:") and part in each for each in shown), shown


def test_a_folder_that_holds_only_jd_files_is_a_folder_of_definitions(tmp_path: Path) -> None:
    assert "no-emoji" in knowledge_with(tmp_path, jd__rules=OWN_RULE).rule_by_id


def test_their_own_words_and_lines_are_what_a_fix_writes(tmp_path: Path) -> None:
    own = (
        "instead: {rockstar: {ninja: colleague}}\n"
        "lines:\n  - {id: union, items: [visa], section: process, asks: Union, line: 'Union: {}'}\n"
    )
    knowledge = known(tmp_path, jd__fixes=own)
    text = "AI Engineer\n\nDuties\n- Build agents as a coding ninja"
    assert "a coding colleague" in Fixer(knowledge, text, TODAY).fixed().text
    assert "Union: yes" in Fixer(knowledge, text, TODAY).fixed({"union": "yes"}, ["not-said"]).text
    assert "a coding expert" in Fixer(KNOWLEDGE, text, TODAY).fixed().text


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ("instead: {rockstarr: {ninja: colleague}}\n", "rockstarr"),
        ("cut: [age-limits]\n", "age-limits"),
        ("lines:\n  - {id: union, rules: [unions], section: process, asks: Union, line: 'Union: {}'}\n", "unions"),
        ("lines:\n  - {id: union, items: [visa], section: process, asks: Union, line: Union}\n", "{}"),
        ("lines:\n  - {id: union, items: [visa], section: process, asks: U, choices: {none: No union.}}\n", "none"),
    ],
)
def test_a_fix_of_no_rule_or_without_words_is_refused(tmp_path: Path, own: str, said: str) -> None:
    with pytest.raises(CatalogueError) as refused:
        known(tmp_path, jd__fixes=own)
    assert said in " ".join(map(located, refused.value.problems))


def test_a_team_writes_money_of_its_own(tmp_path: Path) -> None:
    pay = (
        'currency_codes: [GEL]\ncurrency_signs: {"₾": GEL}\ncurrency_names: {lari: GEL}\n'
        "plausible:\n  GEL: {hour: [5, 500], day: [40, 4000], week: [200, 20000],"
        " month: [800, 90000], year: [9000, 900000]}\n"
    )
    knowledge = known(tmp_path, jd__pay=pay)
    for written in (
        "₾9,000 - ₾12,000 a month",
        "GEL 9,000 - 12,000 a month",
        "9,000 - 12,000 lari a month",
    ):
        (found,) = review_jd(knowledge, f"AI Engineer\n\nSalary: {written}", today=TODAY).pay
        assert (found.low, found.high, found.currency, found.period) == (9_000, 12_000, "GEL", "month")
        assert not any(
            one.currency == "GEL" for one in review_jd(KNOWLEDGE, f"AI Engineer\n\nSalary: {written}", today=TODAY).pay
        )


SENIOR = (
    "Senior AI Engineer\n\nResponsibilities\n- Build agents with LLM APIs\n- Build retrieval pipelines with evals\n\n"
    "Base salary: {}"
)


@pytest.mark.parametrize(
    ("written", "location", "off"),
    [
        ("EUR 30,000 - 40,000 a year", "Berlin, Germany", True),
        ("EUR 85,000 - 110,000 a year", "Berlin, Germany", False),
        ("EUR 30,000 - 40,000 a year", "Paris, France", False),
        ("$30,000 - $40,000 a year", "Berlin, Germany", False),
    ],
)
def test_a_teams_own_bands_are_compared_in_their_currency_and_place(
    tmp_path: Path, written: str, location: str, *, off: bool
) -> None:
    bands = (
        "pay:\n  - {roles: [ai-engineer], level: senior, place: Germany, year: 2026, low: 80, high: 120,"
        " unit: thousand EUR a year, basis: base, source: S0}\n"
    )
    knowledge = known(tmp_path, pay__ours=bands)
    rules = rules_on(knowledge, SENIOR.format(written), location)
    assert ("pay-off-market" in rules) is off
    assert "pay-off-market" not in rules_on(KNOWLEDGE, SENIOR.format(written), location)
