"""The reviewer's knowledge is complete, points to what exists, and says where a file of it is broken."""

import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import get_args

import pytest

from rubrics.catalogue.errors import CatalogueError
from rubrics.jd import review_jd
from rubrics.jd.knowledge.loading import FOLDER, load_knowledge
from rubrics.jd.text.matcher import word_key
from rubrics.jd.values import SectionKind
from tests.built_in import CATALOGUE, KNOWLEDGE

TODAY = date(2026, 11, 21)


def copied(tmp_path: Path) -> Path:
    shutil.copytree(FOLDER.parent, tmp_path / "definitions")
    return tmp_path / "definitions" / "jd"


def test_every_problem_of_a_broken_file_is_named_with_its_line(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / "law.yaml").write_text("rows:\n  - {id: us-xx}\n", encoding="utf-8")
    (folder / "roles.yaml").write_text("roles: []\nsoftware: []\nsurprise: 1\n", encoding="utf-8")
    with pytest.raises(CatalogueError) as failure:
        load_knowledge(CATALOGUE, built_in=folder.parent)
    assert any(problem.file.endswith("jd/law.yaml") and problem.line == 2 for problem in failure.value.problems)
    assert any(problem.values.get("field") == "surprise" for problem in failure.value.problems)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / "ages.yaml").unlink()
    with pytest.raises(CatalogueError, match=r"ages\.yaml"):
        load_knowledge(CATALOGUE, built_in=folder.parent)


def test_every_role_of_the_review_is_a_role_of_the_catalogue_or_other() -> None:
    ids = {*KNOWLEDGE.families, *(cues.id for cues in KNOWLEDGE.special_roles)}
    unread = {role.id for role in CATALOGUE.roles if not role.in_jd_review}
    assert ids == {*KNOWLEDGE.role_names, "other"} - unread


def test_every_built_in_checklist_item_has_a_cue() -> None:
    items = {item.id for checklist in CATALOGUE.checklists.values() for item in checklist.items}
    assert items - {cue.item for cue in KNOWLEDGE.checklist.items} == set()


def test_duties_name_verbs_and_concepts_that_exist() -> None:
    evidence = KNOWLEDGE.evidence
    concepts = {concept.id for concept in evidence.concepts} | set(evidence.objects)
    for duty in evidence.duties:
        assert set(duty.verbs) <= set(evidence.verbs)
        assert set(duty.objects) <= concepts


def test_families_of_work_name_concepts_that_exist() -> None:
    concepts = {concept.id for concept in KNOWLEDGE.evidence.concepts}
    assert {*KNOWLEDGE.words.ai_concepts, *KNOWLEDGE.words.prompts.beyond} <= concepts
    assert set(KNOWLEDGE.words.prompts.beyond_works) <= set(KNOWLEDGE.works.classes)
    assert set(KNOWLEDGE.words.ai_seeming) <= {clue.kind for clue in KNOWLEDGE.evidence.clues}


def test_no_misspelling_is_the_right_word_in_its_plural_or_possessive() -> None:
    for right, wrong in KNOWLEDGE.words.misspelled.items():
        assert word_key(right.lower()) not in {word_key(word) for word in wrong}


def test_every_kind_of_section_has_a_weight() -> None:
    assert set(KNOWLEDGE.sections.weights) == set(get_args(SectionKind))


def test_every_place_with_a_law_can_be_named() -> None:
    assert {place for row in KNOWLEDGE.law.rows for place in row.at} <= set(KNOWLEDGE.places.names)


def test_every_rule_that_findings_come_from_exists() -> None:
    rules = {rule for cue in KNOWLEDGE.checklist.items for rule in cue.findings}
    assert rules <= set(KNOWLEDGE.rule_by_id)


@pytest.mark.parametrize(
    ("location", "places"),
    [
        ("Denver, CO", {"us-co"}),
        ("New York, NY", {"us-ny", "us-ny-nyc"}),
        ("Albany, New York", {"us-ny"}),
        ("Jersey City, NJ", {"us-nj", "us-nj-jersey-city"}),
        ("Washington DC", {"us-dc"}),
        ("Toronto, ON, CA", {"ca-on"}),
        ("Remote (US)", {"us"}),
        ("San Francisco or Seattle", {"us-ca", "us-wa"}),
        ("London, UK", {"gb"}),
        ("Bengaluru, IND", {"in"}),
        ("Vilnius, Lithuania", {"lt"}),
    ],
)
def test_a_location_line_names_its_places(location: str, places: set[str]) -> None:
    review = review_jd(KNOWLEDGE, "AI Engineer\n\nDuties\n- Build agents", location=location, today=TODAY)
    assert set(review.jurisdictions) == places


def test_a_location_is_read_from_the_text_where_none_is_given() -> None:
    review = review_jd(KNOWLEDGE, "AI Engineer\n\nLocation: Denver, CO\n\nDuties\n- Build agents", today=TODAY)
    assert review.jurisdictions == ("us-co",)


DUTIES = "What you will do\n- Build agents\n- Ship LLM features"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (f"AI Engineer\n\nSan Francisco, CA\n\n{DUTIES}", {"us-ca"}),
        (f"AI Engineer\n\nSeattle, WA | Full-time\n\n{DUTIES}", {"us-wa"}),
        (f"Senior AI Engineer - New York, NY\n\n{DUTIES}", {"us-ny", "us-ny-nyc"}),
        (f"Senior AI Engineer (San Francisco)\n\n{DUTIES}", {"us-ca"}),
        (f"AI Engineer\nLocation\nChicago, Illinois\n\n{DUTIES}", {"us-il"}),
        (f"AI Engineer\n\n{DUTIES}\n\nHybrid, 2 days a week in San Francisco, CA.", {"us-ca"}),
        (f"AI Engineer\n\n{DUTIES}\n\nWe build things. Location: Denver, CO", {"us-co"}),
        (
            f"AI Engineer\n\n{DUTIES}\n\nYou will work from our office in Boston or NYC.",
            {"us-ma", "us-ny", "us-ny-nyc"},
        ),
        (f"AI Engineer\n\n{DUTIES}\n\nRemote within the US except California.", {"us"}),
        (f"AI Engineer\n\n{DUTIES}\n\nWe serve customers in California and New York.", set()),
        (f"AI Engineer\n\nAbout Us\n\n{DUTIES}", set()),
        (f"Washington Post AI Engineer\n\n{DUTIES}", set()),
        (f"AI Engineer\n\n{DUTIES}\n\nRemote work from South America.", set()),
    ],
)
def test_a_place_is_read_where_people_write_it(text: str, places: set[str]) -> None:
    assert set(review_jd(KNOWLEDGE, text, today=TODAY).jurisdictions) == places


def test_a_law_binds_from_the_day_it_is_in_force() -> None:
    text = "AI Engineer\n\nDuties\n- Build agents"
    before = review_jd(KNOWLEDGE, text, location="Richmond, Virginia", today=date(2026, 6, 30))
    after = review_jd(KNOWLEDGE, text, location="Richmond, Virginia", today=date(2026, 7, 1))
    assert "pay-missing-law" not in {finding.rule for finding in before.findings}
    assert "pay-missing-law" in {finding.rule for finding in after.findings}


@pytest.mark.parametrize(
    ("location", "since"),
    [
        ("Bratislava, Slovakia", date(2018, 5, 1)),
        ("Vilnius, Lithuania", date(2019, 7, 27)),
        ("Riga, Latvia", date(2018, 11, 28)),
        ("Vienna, Austria", date(2011, 3, 1)),
    ],
)
def test_some_countries_of_europe_want_the_pay_in_the_posting_itself(location: str, since: date) -> None:
    text = "AI Engineer\n\nDuties\n- Build agents"
    before = review_jd(KNOWLEDGE, text, location=location, today=since - timedelta(days=1))
    after = review_jd(KNOWLEDGE, text, location=location, today=since)
    assert "pay-missing-law" not in {finding.rule for finding in before.findings}
    assert {"pay-missing-law"} == {
        one.rule for one in after.findings if one.rule in ("pay-missing-law", "law-early-pay")
    }
    priced = review_jd(KNOWLEDGE, f"{text}\n\nSalary: EUR 4,000 per month", location=location, today=since)
    assert not {"pay-missing", "pay-missing-law"} & {finding.rule for finding in priced.findings}


@pytest.mark.parametrize("location", ["Newark, NJ", "Boston, MA", "Richmond, Virginia"])
def test_where_a_range_must_have_both_ends_an_open_one_is_against_the_law(location: str) -> None:
    text = "AI Engineer\n\nDuties\n- Build agents\n\nSalary: up to $150,000 a year"
    review = review_jd(KNOWLEDGE, text, location=location, today=TODAY)
    assert "pay-open-ended-law" in {finding.rule for finding in review.findings}


def test_a_law_bounds_the_width_of_a_range_from_the_day_its_law_is_in_force() -> None:
    text = "AI Engineer\n\nDuties\n- Build agents\n\nSalary: CAD 90,000 - CAD 150,000 a year"
    before, after = (
        {one.rule for one in review_jd(KNOWLEDGE, text, location="Toronto, ON", today=day).findings}
        for day in (date(2025, 12, 31), date(2026, 1, 1))
    )
    assert "pay-width-law" not in before
    assert "pay-width-law" in after


def test_an_unverified_law_is_a_note_and_marked() -> None:
    review = review_jd(KNOWLEDGE, "AI Engineer\n\nDuties\n- Build agents", location="Baltimore", today=TODAY)
    finding = next(finding for finding in review.findings if finding.rule == "law-other-pay")
    assert finding.severity == "note"
    assert not finding.verified


def test_remote_work_in_the_us_meets_the_union_of_laws_that_reach_it() -> None:
    review = review_jd(KNOWLEDGE, "AI Engineer\n\nDuties\n- Build agents", location="Remote (US)", today=TODAY)
    finding = next(finding for finding in review.findings if finding.rule == "pay-missing-law")
    assert "Colorado" in [law.place for law in finding.facts.laws]
    assert review.cites_law


@pytest.mark.parametrize(
    ("location", "says"),
    [
        ("Reno, Nevada", "after a completed interview"),
        ("Toledo, Ohio", "after a conditional offer"),
        ("Cincinnati, Ohio", "after a conditional offer"),
        ("Valletta, Malta", "before employment starts"),
        ("Warsaw, Poland", "before the interview"),
        ("Berlin, Germany", "not yet national law"),
        ("Dublin, Ireland", "not yet national law"),
    ],
)
def test_where_pay_is_due_early_the_remark_says_when_and_is_a_note(location: str, says: str) -> None:
    review = review_jd(KNOWLEDGE, "AI Engineer\n\nDuties\n- Build agents", location=location, today=TODAY)
    found = next(one for one in review.findings if one.rule == "law-early-pay")
    assert found.severity == "note"
    assert any(says in law.law for law in found.facts.laws)


@pytest.mark.parametrize(("day", "due"), [(date(2027, 12, 1), False), (date(2027, 12, 2), True)])
def test_ai_in_hiring_is_due_all_over_the_european_union_from_one_day_on(day: date, due: bool) -> None:
    for location in ("Paris, France", "Vienna, Austria", "Warsaw, Poland"):
        review = review_jd(KNOWLEDGE, "AI Engineer\n\nDuties\n- Build agents", location=location, today=day)
        laws = [law.law for one in review.findings if one.rule == "law-ai-use" for law in one.facts.laws]
        assert any("2024/1689" in law for law in laws) is due


@pytest.mark.parametrize(
    ("place", "duties", "since"),
    [
        ("us-va", {"range", "closed-range"}, date(2026, 7, 1)),
        ("us-de", {"range", "closed-range", "benefits", "other-pay"}, date(2027, 9, 26)),
        ("us-nj", {"range", "closed-range", "benefits", "other-pay"}, date(2025, 6, 1)),
        ("us-ma", {"range", "closed-range"}, date(2025, 10, 29)),
        ("us-ct", {"range", "benefits"}, date(2026, 10, 1)),
        ("us-hi", {"range"}, date(2024, 1, 1)),
        ("us-me", {"range"}, date(2026, 7, 29)),
        ("us-oh-columbus", {"range"}, date(2027, 1, 1)),
        ("ca-on", {"range", "closed-range", "ai-notice", "vacancy"}, date(2026, 1, 1)),
        ("it", {"range"}, date(2026, 6, 7)),
        ("mt", {"early-pay"}, date(2025, 8, 27)),
        ("pl", {"early-pay"}, date(2025, 12, 24)),
    ],
)
def test_a_law_asks_for_what_its_sources_say_from_the_day_they_say(place: str, duties: set[str], since: date) -> None:
    row = next(one for one in KNOWLEDGE.law.rows if one.id == place)
    assert (set(row.requires), row.in_force) == (duties, since)


def test_remote_work_in_the_united_states_is_held_against_the_laws_that_reach_it() -> None:
    reach = {one.id for one in KNOWLEDGE.law.rows if one.remote}
    assert {"us-co", "us-wa", "us-ny", "us-il", "us-vt", "us-ma", "us-va", "us-de", "us-ct"} <= reach
