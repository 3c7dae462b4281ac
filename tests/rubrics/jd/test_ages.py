"""Whose years are too many: those of a technology that is younger, and those of work whose tools are young."""

from collections.abc import Sequence
from datetime import date

import pytest

from rubrics.jd.checks.requirements import requirement_findings
from rubrics.jd.review import read, review_jd
from rubrics.jd.text.matcher import phrases_of
from tests.built_in import KNOWLEDGE

TODAY = date(2026, 11, 21)
OTHER_WORK = (
    "Duties",
    *("- Design REST APIs in Java", "- Own the billing service and its databases", "- Write unit tests, review code"),
    *("- Run the service on call", "- Migrate the monolith to services"),
)
AI_WORK = ("Duties", "- Build agents with LLM APIs", "- Build retrieval pipelines with evals", "- Ship LLM features")


@pytest.mark.parametrize(
    ("title", "work", "many"),
    [
        ("AI Engineer", (), True),
        ("Backend Engineer", (), False),
        ("Engineer", AI_WORK, True),
        ("AI Engineer", OTHER_WORK, False),
        ("Backend Engineer", OTHER_WORK, False),
    ],
)
def test_many_years_are_questioned_where_the_work_is_ai_work(title: str, work: Sequence[str], many: bool) -> None:
    text = "\n".join((*work, "Requirements", "- 12 years of software experience"))
    reading = read(KNOWLEDGE, text, title=title, location=None, today=TODAY)
    assert ("years-many" in {finding.rule for finding in requirement_findings(reading)}) is many


@pytest.mark.parametrize(
    ("technology", "rule"),
    [("LangChain", "impossible-years"), ("Airflow", "unrealistic-years"), ("Java", "years-many")],
)
def test_the_same_years_are_questioned_once(technology: str, rule: str) -> None:
    text = f"AI Engineer\n\nRequirements\n- 12 years of experience with {technology}"
    told = [one.rule for one in review_jd(KNOWLEDGE, text, today=TODAY).findings if one.fault == "years"]
    assert told == [rule]


@pytest.mark.parametrize(
    ("bullet", "name"),
    [
        ("12+ years of dbt experience", "dbt"),
        ("dbt: 12+ years", "dbt"),
        ("12 years of dbt, FastAPI or Snowflake", "dbt"),
        ("12 years of experience with dbt (or, failing that, patience)", "dbt"),
        ("20 years of Azure ML", "Azure Machine Learning"),
        ("20 years of experience in Apache Kafka", "Kafka"),
        ("9 years in Google Cloud Vertex AI", "Vertex AI"),
        # Years that may be of another field:
        ("12 years of dbt or Informatica", None),
        ("12 years of dbt/Informatica", None),
        ("12 years of dbt, Informatica, or Talend", None),
        ("Informatica or dbt: 12 years", None),
        ("Informatica/dbt (12 years)", None),
        ("20 years with TypeScript and JavaScript", None),
        ("15 years of Snowflake schema design", None),
        ("20 years of Azure, machine learning", None),
        ("20 years of Azure/ML", None),
        # Years of experience at large, and something of the technology besides:
        ("12 years of experience and strong knowledge of dbt", None),
        ("12 years of experience with hands-on expertise in dbt", None),
        ("An engineer (12 years of experience) with strong knowledge of dbt", None),
        ("12 years of experience with 5 years in dbt", None),
    ],
)
def test_years_are_held_against_a_technology_only_where_they_are_plainly_of_it(bullet: str, name: str | None) -> None:
    reading = read(KNOWLEDGE, f"Requirements\n- {bullet}", title="AI Engineer", location=None, today=TODAY)
    found = [one.facts.name for one in requirement_findings(reading) if one.rule == "impossible-years"]
    assert found == ([name] if name else [])


def test_a_technology_is_named_once_and_was_for_few_before_it_was_for_everyone() -> None:
    technologies = KNOWLEDGE.ages.technologies
    terms = [phrase for one in technologies for term in one.terms for phrase in phrases_of(term)]
    assert len(terms) == len(set(terms))
    assert [one.name for one in technologies if one.broad and one.broad <= one.since] == []
