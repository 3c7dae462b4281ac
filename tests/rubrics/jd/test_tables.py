"""A page is read as people see it: tables by their columns, and nothing of its menus, footers and other jobs."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rubrics.jd import Review, review_jd
from rubrics.jd.text.invisible import visible_of
from rubrics.jd.text.tables import reading_order
from tests.built_in import KNOWLEDGE

TODAY = date(2026, 11, 21)
TABLE = (
    "<h1>Senior AI Engineer</h1><table><tr><th>What you will do</th><th>What you bring</th></tr>"
    "<tr><td>Build agents on the OpenAI API</td><td>5 years of Python</td></tr>"
    "<tr><td>Write evals for each of them</td><td>SQL</td></tr></table><p>Salary: $150,000 - $180,000 a year</p>"
)
PIECES = st.sampled_from(
    ["<table>", "</table>", "<TABLE>", "<tr>", "</tr>", "<th>", "</th>", "<td>", "</td>", "x ", "\u200b", "İ", "\n"]
)


def review(text: str) -> Review:
    return review_jd(KNOWLEDGE, text, today=TODAY)


def test_a_table_is_read_column_by_column() -> None:
    read = review(TABLE)
    assert {section.kind for section in read.sections} >= {"duties", "musts"}
    assert not {"empty-heading", "missing-duties", "missing-requirements"} & {one.rule for one in read.findings}
    quotes = [one.quote for one in read.verdict.evidence["ai-engineer"]]
    assert any("agents on the OpenAI API" in quote for quote in quotes)
    assert all("Python" not in quote for quote in quotes)
    assert [TABLE[pay.start : pay.end] for pay in read.pay] == ["$150,000 - $180,000"]


@pytest.mark.parametrize(
    "table",
    [
        "<table><tr><td>Pay</td><td>Good</td></tr><tr><td>Place</td><td>Here</td></tr></table>",
        "<table><tr><th>Pay</th><td>Good</td></tr><tr><th>Place</th><td>Here</td></tr></table>",
        "<table><tr><th>Pay</th><th>Place</th></tr><tr><td>Good</td></tr></table>",
    ],
)
def test_a_table_without_headings_over_its_columns_is_read_by_rows(table: str) -> None:
    assert reading_order(table) == [(0, len(table))]


@given(st.lists(PIECES, max_size=40).map("".join))
def test_nothing_that_can_be_seen_is_lost_or_read_twice(text: str) -> None:
    visible, places = visible_of(text)
    assert places is None or len(places) == len(visible) == len(set(places))
    assert visible.count("x") == text.count("x")


def test_menus_footers_and_other_jobs_of_a_page_are_not_read() -> None:
    text = (
        "<nav><a>Ninja jobs</a></nav><h1>AI Engineer</h1><h2>Responsibilities</h2><ul><li>Build agents</li></ul>"
        "<h3>Similar jobs</h3><ul><li>Sales Guru, £60,000 - £70,000 a year</li></ul>"
        "<h2>Requirements</h2><ul><li>Python</li></ul><footer>Rock stars wanted</footer>"
    )
    read = review(text)
    assert read.pay == ()
    rules = {finding.rule for finding in read.findings}
    assert not {"rockstar", "missing-requirements"} & rules
    assert "pay-missing" in rules


def test_other_jobs_of_a_pasted_page_are_not_read() -> None:
    text = "AI Engineer\n\nDuties\n- Build agents\n\nJobs you may like\n- Guru, $60,000 - $70,000 a year\n- Ninja"
    read = review(text)
    assert read.pay == ()
    assert "rockstar" not in {finding.rule for finding in read.findings}
