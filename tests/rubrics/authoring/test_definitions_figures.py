"""Every figure of the documents stands in the definitions with its unit, basis and mark, and no other figure does."""

import pytest

from rubrics.catalogue.role import span
from tests.built_in import CATALOGUE

# where | figure as people write it | unit | basis | mark
TABLE = """
pay ai-engineer junior, Big Tech                        | 170–210  | thousand USD a year | total      | S0
pay ai-engineer junior, startup                         | 140–180  | thousand USD a year | ambiguous  | S0
pay ai-engineer junior, remote-first                    | 130–160  | thousand USD a year | total      | S0
pay ai-engineer mid, Big Tech                           | 230–310  | thousand USD a year | total      | S0
pay ai-engineer mid, startup                            | 180–260  | thousand USD a year | ambiguous  | S0
pay ai-engineer mid, remote-first                       | 170–220  | thousand USD a year | total      | S0
pay ai-engineer senior, Big Tech                        | 310–450  | thousand USD a year | total      | S0
pay ai-engineer senior, startup                         | 240–360  | thousand USD a year | ambiguous  | S0
pay ai-engineer senior, remote-first                    | 220–300  | thousand USD a year | total      | S0
pay ai-engineer staff, Big Tech                         | 450–680  | thousand USD a year | total      | S0
pay ai-engineer staff, startup                          | 350–550  | thousand USD a year | ambiguous  | S0
pay ai-engineer staff, remote-first                     | 300–420  | thousand USD a year | total      | S0
pay ai-engineer principal, Big Tech                     | 650–1100 | thousand USD a year | total      | S0
pay ai-engineer principal, startup                      | 500–900  | thousand USD a year | ambiguous  | S0
pay ai-engineer principal, remote-first                 | 420–650  | thousand USD a year | total      | S0
pay ai-engineer+ml-engineer any-level, any employer     | 187.5    | thousand USD a year | not stated | S1
pay ai-engineer+ml-engineer any-level, any employer     | 122–265  | thousand USD a year | not stated | S1
pay ai-engineer+ml-engineer junior, any employer        | 150      | thousand USD a year | total      | S1
pay ai-engineer+ml-engineer mid, any employer           | 193      | thousand USD a year | total      | S1
pay ai-engineer+ml-engineer senior, any employer        | 240      | thousand USD a year | total      | S1
pay ai-engineer+ml-engineer staff, FAANG                | 583+     | thousand USD a year | total      | S1
pay ai-engineer any-level, any employer                 | 100–500+ | thousand USD a year | not stated | S2
pay ml-engineer any-level, any employer                 | 120–350  | thousand USD a year | not stated | S2
pay data-scientist any-level, any employer              | 90–250   | thousand USD a year | not stated | S2
pay ai-engineer junior, any employer                    | 100–150  | thousand USD a year | not stated | S2
pay ai-engineer senior, any employer                    | 250–350  | thousand USD a year | not stated | S2
pay ai-engineer staff, FAANG and well-funded startups   | 500+     | thousand USD a year | not stated | S2
pay ai-engineer principal, FAANG and well-funded startups | 500+   | thousand USD a year | not stated | S2
pay ai-engineer mid, any employer                       | 220–400  | thousand USD a year | not stated | S3
pay ml-engineer mid, any employer                       | 200–380  | thousand USD a year | not stated | S3
pay data-scientist mid, any employer                    | 160–280  | thousand USD a year | not stated | S3
pay ai-engineer mid, any employer                       | 200–320  | thousand USD a year | total      | S3
pay ai-engineer mid, AI lab                             | up to 500 | thousand USD a year | total     | S3
pay ai-engineer senior, any employer                    | 320–500  | thousand USD a year | total      | S3
pay ai-engineer senior, AI lab                          | 500–800  | thousand USD a year | total      | S3
pay ai-engineer staff, top payer                        | 500–1000+ | thousand USD a year | total     | S3
pay ai-engineer principal, top payer                    | 500–1000+ | thousand USD a year | total     | S3
pay ai-engineer any-level, AI lab                       | 300–700  | thousand USD a year | total      | S3
pay ai-engineer any-level, hyperscaler                  | 250–500  | thousand USD a year | not stated | S3
pay ai-engineer any-level, startup                      | 180–350  | thousand USD a year | not stated | S3
pay ai-engineer junior, any employer                    | 95–130   | thousand USD a year | base       | S4
pay ai-engineer mid, any employer                       | 140–190  | thousand USD a year | base       | S4
pay ai-engineer senior, any employer                    | 200–280+ | thousand USD a year | base       | S4
pay ai-engineer staff, regulated industry               | 300–500+ | thousand USD a year | total      | S4
pay ai-engineer principal, regulated industry           | 300–500+ | thousand USD a year | total      | S4
pay ai-engineer any-level, consulting or fractional     | 150–400  | USD an hour         | not stated | S4
pay ai-engineer any-level, any employer                 | 130–280+ | thousand USD a year | not stated | S4
pay ml-engineer any-level, any employer                 | 130–260+ | thousand USD a year | not stated | S4
pay data-scientist any-level, any employer              | 100–200+ | thousand USD a year | not stated | S4
pay ai-engineer any-level, any employer                 | 140–250  | thousand USD a year | base       | S4
pay ai-engineer staff, Google, Meta, OpenAI or Microsoft | 500+    | thousand USD a year | total      | S4
pay ai-engineer principal, Google, Meta, OpenAI or Microsoft | 500+ | thousand USD a year | total     | S4
years senior, senior                                    | 4–6      | years               | experience | S2
years senior, senior                                    | 5+       | years               | experience | S4
years mid, mid                                          | 3–5      | years               | experience | S4
years junior, entry                                     | 0–2      | years               | experience | S4
ramp ai-engineer, backend                               | 3–6      | months | back-end engineer               | S0
ramp ai-engineer, backend                               | 3–6      | months | software engineer               | S3
ramp ai-engineer, backend                               | 6–12     | months | software engineer               | S4
ramp ai-engineer, front-end                             | 3–6      | months | front-end or full-stack engineer | S0
ramp ai-engineer, data-or-ml                            | 3        | weeks  | technical part                  | S0
ramp ai-engineer, data-or-ml                            | 3        | months | cultural part                   | S0
ramp ai-engineer, data-or-ml                            | 9–15     | months | data scientist                  | S4
ramp ai-engineer, no-software                           | 10–14    | months | full-time study                 | S2
ramp ai-engineer, no-software                           | 18–24    | months | study beside a job              | S2
ramp ai-engineer, no-software                           | 12–18    | months | from no software background     | S3
fact fundamentals-share      | 60       | percent of the job    | about        | S0
fact skills-in-order         | 7        | skills                | as stated    | S0
fact building-blocks         | 5        | blocks                | as stated    | S3
fact pillars                 | 4        | pillars               | as stated    | S3
fact query-price             | 50       | USD a query           | example      | S2
fact eye-check               | 10       | prompts               | example      | S0
fact retrieval-precision     | 87       | percent precision     | example      | S1
fact portfolio-projects-s2   | 3–5      | projects              | as stated    | S2
fact portfolio-projects-s3   | 3–5      | projects              | as stated    | S3
fact post-mortem-words       | 1500     | words                 | as stated    | S3
fact lab-premium             | 20–50    | percent               | total        | S0
fact non-tech-discount       | 30–50    | percent               | total        | S0
fact stated-spread           | 90–600+  | thousand USD a year   | not stated   | S0
fact inflated-backend-pay    | 90       | thousand USD a year   | not stated   | S0
fact headline-spread         | 250–600+ | thousand USD a year   | not stated   | S3
fact postings-counted        | 10133    | postings              | as stated    | S1
fact in-california           | 33.3     | percent of postings   | a third      | S1
fact in-new-york             | 11       | percent of postings   | as stated    | S1
fact in-texas                | 8        | percent of postings   | as stated    | S1
fact top-earners-pay         | 150      | thousand USD a year   | not stated   | S1
fact top-earners-share       | 12       | percent of earners    | as stated    | S1
fact role-growth             | 143      | percent a year        | as stated    | S2
fact hiring-budget           | 200+     | thousand USD a year   | not stated   | S4
fact hiring-conditions       | 3        | conditions            | as stated    | S4
fact senior-search           | 6–12     | months                | as stated    | S4
fact hours-saved             | 30       | hours a week          | vendor claim | S4
fact title-age               | up to 2  | years                 | within about | S0
fact tools-age               | 3        | years                 | about        | S0
fact role-age                | up to 3  | years                 | within       | S2
fact focused-years           | 2        | years                 | claim        | S1
fact focused-months          | 3        | months                | claim        | S3
fact steady-months           | 3–6      | months                | claim        | S3
fact beaten-applicants       | 90       | percent of applicants | claim        | S3
fact theory-study            | 1        | weekend               | as stated    | S0
fact agents-growth           | 2025–2026 | calendar years       | as stated    | S0
fact questioned-years        | 5+       | years                 | our inference | S0
"""

Row = tuple[str, str, str, str, str]


def rows_of_the_table() -> list[Row]:
    rows = [tuple(cell.strip() for cell in line.split("|")) for line in TABLE.strip().splitlines()]
    return [(where, figure, unit, basis, mark) for where, figure, unit, basis, mark in rows]


def rows_of_the_catalogue() -> list[Row]:
    found = []
    for figure in CATALOGUE.figures():
        plus = "+" if figure.and_more and figure.high is not None else ""
        words = span(figure.low, figure.high) + plus
        found.append((figure.where, words, figure.unit, figure.basis, figure.source))
    # Roles that extend the AI engineer show the same ramps; they are the same figures.
    return [row for row in found if not row[0].startswith(("ramp forward", "ramp regulated"))]


@pytest.mark.parametrize("row", rows_of_the_table(), ids=" ".join)
def test_a_figure_of_the_documents_stands_in_the_definitions(row):
    assert row in rows_of_the_catalogue()


def test_no_figure_stands_in_the_definitions_that_the_table_lacks():
    assert [row for row in rows_of_the_catalogue() if row not in rows_of_the_table()] == []


def test_the_table_counts_each_figure_once():
    rows = rows_of_the_table()
    assert len(set(rows)) == len(rows) == len(rows_of_the_catalogue())


def test_base_and_total_never_share_a_band():
    for role in CATALOGUE.roles:
        for band in CATALOGUE.pay(role.id):
            assert band.basis in {"base", "total", "not stated", "ambiguous"}


@pytest.mark.parametrize(
    ("words", "mark"),
    [
        ("90 to 600+", "S0"),
        ("L4 senior", "S3"),
        ("220–400 as a mid-level salary", "S3"),
        ("140–250 typical", "S4"),
        ("30–50% lower", "S0"),
        ("Meta counts among the labs", "S0"),
    ],
)
def test_each_conflict_between_figures_is_shown_beside_the_bands(words, mark):
    conflicts = [note for note in CATALOGUE.pay_notes("ai-engineer") if note.kind == "conflict"]
    assert [note for note in conflicts if words in note.text and mark in note.sources]
