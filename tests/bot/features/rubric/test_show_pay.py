"""Pay is told by basis, drawn by kind of employer, and never mixed, averaged or said without what it rests on."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.rubric.pay_figures import apart_from_the_top, figures, in_full, medians_of, money, ranges, span_of
from bot.features.rubric.show_comparison import compare
from bot.features.rubric.show_level_comparison import compare_levels
from bot.features.rubric.show_page import Page, as_modal
from bot.features.rubric.show_pay import every_figure, pay, pay_notes, pay_of_two
from bot.features.rubric.show_role import work_sample
from bot.wording.words import plain_words
from rubrics.catalogue.levels import Level
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.market import MarketLayer, PayBand, PayNote, Unit
from tests.built_in import CATALOGUE

ROLE = CATALOGUE.role("ai-engineer")
SENIOR = Level.SENIOR


def band(**changes: Any) -> PayBand:
    values = {"roles": ("ai-engineer",), "year": 2025, "low": 100, "high": 150, "basis": "base", "source": "S1"}
    return PayBand(**{**values, **changes})


def total(low: float, high: float, **changes: Any) -> PayBand:
    return band(**{"basis": "total", "level": SENIOR, "low": low, "high": high, **changes})


def with_pay(*bands: PayBand, notes: tuple[PayNote, ...] = ()) -> Catalogue:
    return replace(CATALOGUE, pay_bands=bands, pay_conditions=notes)


def lines(page: Page) -> list[str]:
    """Everything an answer says in core blocks, line by line."""
    return "\n".join(_texts(page.blocks)).splitlines()


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["text"]] if isinstance(value.get("text"), str) else []
        return own + [text for key, each in value.items() if key != "text" or own == [] for text in _texts(each)]
    return [text for each in value for text in _texts(each)] if isinstance(value, list | tuple) else []


def said(catalogue: Catalogue, level: Level | None = SENIOR, today: date | None = None) -> list[str]:
    return lines(pay(catalogue, ROLE, level, today=today))


def chart(page: Page) -> dict[str, Any] | None:
    return next((block for block in page.newer or () if block["type"] == "data_visualization"), None)


def test_base_and_total_stand_in_one_line_each_by_itself() -> None:
    bands = (
        band(level=SENIOR, low=200, high=280, and_more=True),
        total(220, 300),
        total(310, 450, employer="Big Tech"),
    )
    told = said(with_pay(*bands))
    assert told[0] == "*Base $200k–$280k+* · *total $220k–$450k*"
    assert told[1] == "United States, 2025."


def test_the_kind_of_employer_that_pays_most_does_not_stretch_what_the_others_pay() -> None:
    bands = (total(220, 300), total(310, 450, employer="Big Tech"), total(500, 1100, employer="AI lab"))
    assert said(with_pay(*bands))[0] == "*Total $220k–$450k*, AI lab up to $1.1M"


def test_bars_are_total_pay_only_with_what_is_ambiguous_and_from_elsewhere_marked() -> None:
    bands = (
        total(220, 300, employer="remote-first"),
        total(310, 450, employer="Big Tech"),
        total(240, 360, employer="startup", basis="ambiguous"),
        total(320, 500, source="S3"),
        band(level=SENIOR, low=1, high=2),
        band(level=SENIOR, low=3, high=4, basis="not stated"),
    )
    page = pay(with_pay(*bands), ROLE, SENIOR)
    drawn = [line.split()[0] for line in lines(page) if "█" in line]
    assert drawn == ["Remote-first", "Startup*", "Big", "Any"]
    assert any(line.startswith("Any employer†") and line.endswith("320–500") for line in lines(page))
    assert "*May exclude equity. †Another source. All 2 sources say base or total." in lines(page)
    found = chart(page)
    assert found is not None
    assert found["chart"]["axis_config"]["categories"] == ["Remote-first", "Startup*", "Big Tech", "Any employer†"]
    assert [[point["value"] for point in series["data"]] for series in found["chart"]["series"]] == [
        [220, 240, 310, 320],
        [300, 360, 450, 500],
    ]


def test_a_modal_and_the_fall_back_say_the_same_in_characters_of_at_most_39_columns() -> None:
    for role in CATALOGUE.roles:
        for level in (None, *Level):
            page = pay(CATALOGUE, role, level)
            modal = as_modal(page)
            assert all(block["type"] != "data_visualization" for block in modal["blocks"])
            assert all(len(line) <= 40 for line in lines(page) if "█" in line)


def test_one_range_alone_is_no_chart() -> None:
    page = pay(with_pay(total(220, 300)), ROLE, SENIOR)
    assert page.newer is None
    assert not any("█" in line for line in lines(page))
    assert lines(page)[0] == "*Total $220k–$300k*"


def test_what_does_not_say_its_basis_is_left_out_and_its_sources_are_counted() -> None:
    bands = (total(220, 300), band(level=SENIOR, low=900, high=999, basis="not stated", source="S2"))
    told = said(with_pay(*bands))
    assert not any("900" in line or "999" in line for line in told)
    assert "1 of 2 sources says base or total; the other is left out." in told


def test_a_role_whose_sources_never_say_their_basis_says_so() -> None:
    told = said(with_pay(band(level=SENIOR, basis="not stated")))
    assert told[0] == "*No source says if it means base or total.*"
    assert "1 source, none used here." in told


def test_medians_stand_for_ranges_where_there_are_none_and_below_them_otherwise() -> None:
    median = total(240, 240, statistic="median")
    assert said(with_pay(median))[0] == "*Median total $240k*"
    assert "Median total: $240k. The source says base or total." in said(with_pay(median, total(200, 300)))


def test_medians_that_differ_say_what_they_are_of() -> None:
    median, lower = total(240, 240, statistic="median"), total(150, 150, statistic="median")
    elsewhere = lower.model_copy(update={"source": "S2"})
    junior = lower.model_copy(update={"level": Level.JUNIOR})
    assert medians_of([total(200, 300)]) is None
    assert said(with_pay(median, elsewhere))[0] == "*Median total $150k–$240k (medians of 2 sources)*"
    assert said(with_pay(median, lower))[0] == "*Median total $150k–$240k (several medians)*"
    medians = medians_of([median, junior])
    assert medians is not None
    assert plain_words("rubric_labels.medians", medians=medians) == "$150k–$240k (one median per level)"


def test_without_a_level_there_is_a_bar_for_each() -> None:
    bands = (total(100, 200, level=Level.JUNIOR), total(220, 300))
    page = pay(with_pay(*bands), ROLE)
    assert [line.split()[0] for line in lines(page) if "█" in line] == ["Junior", "Senior"]
    assert lines(page)[0] == "*Total $100k–$300k*"


def test_figures_that_name_no_level_tell_where_a_level_has_none_of_its_own() -> None:
    assert said(with_pay(band(low=140, high=250)))[0] == "*Base $140k–$250k*"
    assert said(with_pay(band(low=140, high=250), band(level=SENIOR, low=200, high=280)))[0] == "*Base $200k–$280k*"


def test_a_figure_has_its_basis_employer_place_and_note_in_full() -> None:
    only = band(employer="A & *B*", level_word="L5", statistic="median", unit=Unit.USD_AN_HOUR, note="One offer.")
    assert in_full(only) == '$100–$150 an hour base, median, A & *B*, called "L5", United States 2025. One offer'
    (line,) = [line for line in lines(every_figure(with_pay(only), ROLE)) if line.startswith("•")]
    assert line.startswith("• No level stated: $100–$150 an hour base, median, A &amp; \u2217B\u2217")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"low": 310, "high": 450}, "$310k–$450k"),
        ({"low": 187.5, "high": 187.5}, "$187.5k"),
        ({"low": None, "high": 500}, "up to $500k"),
        ({"low": 500, "high": None}, "$500k+"),
        ({"low": 500, "high": 1000, "and_more": True}, "$500k–$1M+"),
        ({"low": 150, "high": 400, "unit": Unit.USD_AN_HOUR}, "$150–$400 an hour"),
    ],
)
def test_a_figure_is_written_as_people_write_it(changes: dict[str, Any], words: str) -> None:
    assert figures(band(**changes)) == words


@given(st.lists(st.tuples(st.integers(1, 999), st.integers(0, 999), st.sampled_from("ABC")), min_size=1, max_size=9))
def test_a_span_holds_every_range_and_ends_in_two_of_them(found: list[tuple[int, int, str]]) -> None:
    bands = [total(low, low + more, employer=employer) for low, more, employer in found]
    span = span_of(ranges(bands, "total"))
    assert span is not None
    assert all(span.low <= (each.low or 0) <= (each.high or 0) <= span.high for each in bands)
    assert span.low in {each.low for each in bands}
    assert span.high in {each.high for each in bands}
    rest, top = apart_from_the_top(bands)
    assert top is None or (money(max(each.high or 0 for each in bands)) == top.high and len(rest) >= 2)
    assert {each.employer for each in bands} - {each.employer for each in rest} == ({top.employer} if top else set())


def test_a_place_and_year_that_all_figures_share_are_said_once_and_others_not_at_all() -> None:
    alike, mixed = said(with_pay(band(), band(low=1))), said(with_pay(band(), band(low=1, year=2024)))
    assert sum("United States" in line for line in alike) == 1
    assert not any("United States" in line for line in mixed)


@pytest.mark.parametrize(("today", "aged"), [(date(2026, 12, 31), False), (date(2027, 1, 1), True), (None, False)])
def test_figures_have_aged_a_year_after_the_end_of_theirs(today: date | None, aged: bool) -> None:
    assert any("Look for newer ones" in line for line in said(with_pay(band()), today=today)) is aged


def test_a_role_without_figures_says_so_and_offers_no_level() -> None:
    note = PayNote(roles=("ai-engineer",), kind="conflict", text="They differ")
    page = pay(with_pay(notes=(note,)), ROLE)
    assert lines(page)[0].startswith("*No source gives pay for this role.*")
    assert [link["text"]["text"] for link in page.links] == ["What moves pay"]


def test_notes_stand_by_kind_conflicts_first() -> None:
    notes = tuple(
        PayNote(roles=("ai-engineer",), kind=kind, text=f"A {kind}") for kind in ("place", "basis", "conflict")
    )
    told = [line for line in lines(pay_notes(with_pay(band(), notes=notes), ROLE)) if line.startswith("•")]
    assert told == ["• A conflict", "• A basis", "• A place"]


def test_the_pay_of_two_roles_stands_line_by_line_each_with_its_own_basis() -> None:
    page = pay_of_two(CATALOGUE, ROLE, CATALOGUE.role("ml-engineer"), SENIOR)
    told = lines(page)
    assert told.index("*Senior AI Engineer*") + 1 == told.index(
        "*Base $200k–$280k+* · *total $220k–$500k*, AI lab up to $800k"
    )
    assert told.index("*Senior ML Engineer*") + 1 == told.index("*Median total $240k*")


def test_two_roles_name_what_both_assess_and_count_what_one_does() -> None:
    one, other = ROLE, CATALOGUE.role("ml-engineer")
    mine, theirs = ({each.id for each in CATALOGUE.rubric(role.id, SENIOR).competencies} for role in (one, other))
    page = compare(CATALOGUE, one, other)
    told = lines(page)
    assert told[0] == (
        "*Hire an AI Engineer to build on models that exist, an ML Engineer to train your own.* "
        f"{len(mine & theirs)} of {len(mine | theirs)} competencies are shared."
    )
    assert "*Only AI Engineer* Evaluation (must), Retrieval, Agent design, 3 more" in told
    assert "*Only ML Engineer* Model building (must), Model lifecycle, Training data, 2 more" in told
    (table,) = [block for block in page.newer or () if block["type"] == "table"]
    rows = [[cell["text"] for cell in row] for row in table["rows"]]
    assert rows[0] == ["Senior", "AI Engineer", "ML Engineer"]
    assert ["Software engineering", "19% must", "13% must"] in rows
    assert ["Leaves behind", "A live feature", "A trained model"] in rows


def test_the_verdict_on_roles_of_a_team_is_what_each_is_hired_for_in_its_own_words() -> None:
    own = ROLE.model_copy(update={"hire_when": None, "name": "Own Role", "id": "own"})
    catalogue = replace(
        CATALOGUE,
        roles=(*CATALOGUE.roles, own),
        rubrics={**CATALOGUE.rubrics, **{("own", level): CATALOGUE.rubric("ai-engineer", level) for level in Level}},
    )
    told = lines(compare(catalogue, own, CATALOGUE.role("ml-engineer")))
    assert told[:2] == [
        f"*Own Role* {own.summary}",
        "*ML Engineer* You need models of your own, or a platform for them",
    ]


def test_a_comparison_in_characters_is_at_most_39_columns_wide_and_keeps_every_word() -> None:
    for one in CATALOGUE.roles:
        for other in CATALOGUE.roles:
            if one.id != other.id:
                _narrow(compare(CATALOGUE, one, other))
        if {Level.MID, SENIOR} <= set(CATALOGUE.levels(one.id)):
            _narrow(compare_levels(CATALOGUE, one, Level.MID, SENIOR))


def _narrow(page: Page) -> None:
    (drawn,) = [block for block in page.blocks if block["type"] == "rich_text"]
    text = drawn["elements"][0]["elements"][0]["text"]
    assert max(map(len, text.splitlines())) <= 39
    (table,) = [block for block in page.newer or () if block["type"] == "table"]
    for row in table["rows"][1:-1]:
        for cell in row:
            assert set(cell["text"].split()) <= set(text.split())


def test_a_role_at_two_levels_begins_with_what_is_expected_at_each() -> None:
    told = lines(compare_levels(CATALOGUE, ROLE, Level.MID, SENIOR))
    assert told[0].startswith("*Mid* Owns an AI feature")
    assert told[1].startswith("*Senior* Designs and owns AI systems")
    assert any(line.startswith("Collaboration") and line.endswith("–") for line in told)
    assert "*A 3 in Software engineering* Makes a retry safe → Handles network and database failures" in told


def test_the_shares_of_a_work_sample_are_of_all_its_weights() -> None:
    sample = next(iter(CATALOGUE.work_samples.values()))
    weighted = tuple(
        each.model_copy(update={"weight": weight}) for each, weight in zip(sample.criteria[:2], (1, 3), strict=True)
    )
    page = work_sample(ROLE, sample.model_copy(update={"criteria": weighted}))
    text = "\n".join(str(block) for block in page.blocks)
    assert f"*{weighted[0].name}*, 25%" in text
    assert f"*{weighted[1].name}*, 75%" in text


def test_what_other_kinds_of_employers_pay_is_left_out_for_one() -> None:
    bands = (
        total(220, 300, employer="remote-first", layers=("remote",)),
        total(310, 450, employer="Big Tech", layers=("big-tech",)),
        total(240, 360, employer="startup", layers=("startup",), basis="ambiguous"),
        total(320, 500),
        band(level=SENIOR, low=200, high=280),
    )
    catalogue = with_pay(*bands)
    told = lines(pay(catalogue, ROLE, SENIOR, MarketLayer.BIG_TECH))
    assert told[0] == "*Total $310k–$450k*"
    assert [line.split()[0] for line in told if "█" in line] == ["Big", "Any"]
    assert lines(pay(catalogue, ROLE, SENIOR, MarketLayer.STARTUP))[0] == "*$240k–$360k*, total or without equity"
    lab = lines(pay(catalogue, ROLE, SENIOR, MarketLayer.LAB))
    assert lab[0] == "*Base $200k–$280k* · *total $320k–$500k*", "without figures of its own, any employer's"
    assert "No source gives figures of its own for this kind of employer." in lab


def test_what_is_known_of_one_kind_of_employer_stands_below_its_figures() -> None:
    told = "\n".join(lines(pay(CATALOGUE, ROLE, None, MarketLayer.STARTUP)))
    assert "with upside" in told
    assert "AI lab" not in told


def test_bands_in_a_teams_own_currency_and_by_the_hour_are_told_and_drawn_in_it() -> None:
    euros = {"unit": "thousand EUR a year", "place": "Berlin"}
    told = said(with_pay(total(90, 120, employer="A", **euros), total(80, 150, employer="B", **euros)))
    assert told[0] == "*Total EUR 80k–EUR 150k*"
    assert "Total, thousand EUR a year" in told
    hourly = said(with_pay(band(level=SENIOR, low=70, high=95, unit="GBP an hour")))
    assert hourly[0] == "*Base GBP 70–GBP 95 an hour*"
    mixed = (total(220, 300), total(230, 310, source="S2"), band(level=SENIOR, low=70, high=95, unit="GBP an hour"))
    assert said(with_pay(*mixed))[0] == "*Total $220k–$310k*", "one unit at a time, the one that most figures are in"
