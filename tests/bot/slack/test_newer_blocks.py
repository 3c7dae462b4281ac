"""What our constructors draw is what Slack takes: its own SDK says so where it knows a block, else a check of ours."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from slack_sdk.models.blocks import Block

from bot.playground.slack.limits import accept_blocks, accept_view
from bot.playground.slack.workspace import SlackRefusalError
from bot.slack import limits
from bot.slack.blocks import actions, columns, container, context, divider, field, header, image, modal, section
from bot.slack.capabilities import LEVEL, newer_kinds
from bot.slack.elements import Offer, button, checkboxes, confirmation, overflow, radio, select
from bot.slack.rich_text import link_run, person_run, rich_list, rich_quote, rich_section, rich_text, text_run
from bot.slack.tables import EMPTY, Row, bar_chart, column, data_table, number_cell, rich_cell, table
from bot.wording.escaping import Mrkdwn

LONG = "x" * 4000
PICTURE = "https://example.com/a.png"
OFFERS: list[Offer] = [("A", "a", "what A is"), ("B", "b")]
PROSE = section(Mrkdwn("*Lean hire*"))

KNOWN = {
    "a select beside a paragraph": section(Mrkdwn("x"), accessory=select("s", OFFERS, placeholder="Another level")),
    "a menu beside a paragraph": section(Mrkdwn("x"), accessory=overflow("o", OFFERS)),
    "a picture beside a paragraph": section(Mrkdwn("x"), accessory=image(PICTURE, "a bar")),
    "fields alone": columns(None, [Mrkdwn("Evaluation"), Mrkdwn("3.5")]),
    "fields beside a menu": columns(Mrkdwn("x"), [Mrkdwn("y")], accessory=overflow("o", OFFERS)),
    "a picture": image(PICTURE, "a bar", title="Pay"),
    "a picture in small print": {"type": "context", "elements": [image(PICTURE, "a bar")]},
    "radio with descriptions": field("f", "Pick", radio("r", OFFERS, "b")),
    "checkboxes": field("f", "Pick", checkboxes("c", OFFERS, ["a"])),
    "a row": actions(
        button("Open", "open", url="https://example.com", label="Open the page"),
        checkboxes("c", OFFERS),
        overflow("o", OFFERS, confirm=confirmation("Sure?", "It cannot be undone", "Yes", "No")),
        select("s", OFFERS, "a", confirm=confirmation("Sure?", "It cannot be undone", "Yes", "No")),
    )[0],
    "rich text": rich_text(
        rich_section(text_run("a", strike=True), text_run("b", code=True), link_run(PICTURE), person_run("U1")),
        rich_list([rich_section(text_run("one"))], ordered=True, indent=1),
        rich_quote(text_run("said", bold=True, italic=True)),
    ),
    "a table": table(
        [("Who", "Share", "Links"), ("Ines", number_cell(0.28, "28%"), rich_cell(text_run("x", bold=True))), ("Ida",)],
        [column(), column("right", is_wrapped=True)],
    ),
    "a container": container("Sources", [PROSE, divider(), context(Mrkdwn("y"))], subtitle="Four", collapsed=True),
}


@pytest.mark.parametrize("block", KNOWN.values(), ids=KNOWN.keys())
def test_slacks_own_sdk_takes_each_block_it_knows_and_knows_all_of_it(
    block: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "slack_sdk"):
        parsed = Block.parse(block)
        assert parsed is not None
        assert parsed.to_dict() == block
    assert not caplog.records


ROWS: list[Row] = [("Competency", "Ida"), ("Retrieval", number_cell(4)), ("Agents", "")]
LATEST = {
    "a data table": data_table(LONG, [(LONG, "Ida"), (rich_cell(link_run(PICTURE)), number_cell(4)), ("", "")]),
    "a data table beyond one page": data_table("Ratings", [("A",), *[("b",)] * limits.DATA_TABLE_ROWS]),
    "bars": bar_chart(LONG, [str(n) for n in range(limits.CHART_POINTS)], {LONG: [*range(20)]}, y_label=LONG),
    "as many bars as there may be": bar_chart("x", ["y"], {str(n): [n] for n in range(limits.CHART_SERIES)}),
    "a container of a table": container(LONG, [table(ROWS)] + [PROSE] * (limits.CONTAINER_BLOCKS - 1), subtitle=LONG),
    "a heading with a level": header(LONG, level=4),
}


@pytest.mark.parametrize("block", [*KNOWN.values(), *LATEST.values()], ids=[*KNOWN, *LATEST])
def test_slacks_stand_in_takes_each_block_on_the_surfaces_it_belongs_to(block: dict[str, Any]) -> None:
    assert accept_blocks([block], "message")
    is_core = not newer_kinds({"blocks": [block]}) - {LEVEL}
    view = modal("x", [block], callback_id="c", submit="Send")
    if is_core:
        assert accept_view(view, "modal")
    else:
        with pytest.raises(SlackRefusalError, match="invalid_arguments"):
            accept_view(view, "modal")


def test_what_there_may_be_at_most_is_what_the_stand_in_takes_at_most() -> None:
    for beyond in (
        data_table("x", [("A",), *[("b",)] * (limits.DATA_TABLE_ROWS + 1)]),
        data_table("x", [["a"] * (limits.TABLE_COLUMNS + 1)] * 2),
        data_table("x", [("A",), ("b" * limits.DATA_TABLE_TEXT,)]),
        table([("a",)] * (limits.TABLE_ROWS + 1)),
        table([["a"] * (limits.TABLE_COLUMNS + 1)]),
        table([("a" * (limits.TABLE_TEXT + 1),)]),
        bar_chart("x", [str(n) for n in range(limits.CHART_POINTS + 1)], {"a": [1] * (limits.CHART_POINTS + 1)}),
        bar_chart("x", ["y"], {str(n): [n] for n in range(limits.CHART_SERIES + 1)}),
        container("x", [PROSE] * (limits.CONTAINER_BLOCKS + 1)),
        columns(None, [Mrkdwn("x")] * (limits.SECTION_FIELDS + 1)),
        columns(None, [Mrkdwn("x" * (limits.FIELD_TEXT + 1))]),
        *actions(overflow("o", [(str(n), str(n)) for n in range(limits.OVERFLOW_OPTIONS + 1)])),
        *actions(checkboxes("c", [(str(n), str(n)) for n in range(limits.CHOICES + 1)])),
        *actions(radio("r", [("a", "a" * (limits.OPTION_VALUE + 1))])),
    ):
        with pytest.raises(SlackRefusalError, match="invalid_blocks"):
            accept_blocks([beyond], "message")
    with pytest.raises(SlackRefusalError, match="invalid_blocks"):
        accept_blocks([bar_chart("x", ["y"], {"a": [1]})] * (limits.MESSAGE_CHARTS + 1), "message")


def parts_of(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for part in value:
            yield from parts_of(part)
    elif isinstance(value, dict):
        yield value
        for part in value.values():
            yield from parts_of(part)


def test_a_data_table_names_itself_and_its_rows_and_shows_all_of_them() -> None:
    drawn = data_table("Ratings", [("Competency", "Ida"), ("Retrieval", number_cell(4))])
    assert drawn == {
        "type": "data_table",
        "caption": "Ratings",
        "rows": [
            [{"type": "raw_text", "text": "Competency"}, {"type": "raw_text", "text": "Ida"}],
            [{"type": "raw_text", "text": "Retrieval"}, {"type": "raw_number", "value": 4, "text": "4"}],
        ],
        "page_size": 1,
        "row_header_column_index": 0,
    }
    many = data_table("Many", [("A",), *[("b",)] * 150])
    assert many["page_size"] == limits.DATA_TABLE_PAGE
    assert data_table("Few", [("A",), ("b",), ("c",)], page_size=1, row_header=0)["page_size"] == 1


@pytest.mark.parametrize("draw", [table, lambda rows: data_table("c", rows)])
def test_a_tables_rows_are_as_long_as_each_other_and_no_cell_is_empty(draw: Any) -> None:
    rows = draw([("A", "B"), ("a", ""), ("b",), ()])["rows"]
    assert [[cell["text"] for cell in row] for row in rows] == [["A", "B"], ["a", EMPTY], ["b", EMPTY], [EMPTY] * 2]


def test_a_number_reads_as_it_is_unless_told_otherwise() -> None:
    assert number_cell(3.0)["text"] == "3"
    assert number_cell(0.28, "28%") == {"type": "raw_number", "value": 0.28, "text": "28%"}


def test_a_charts_bars_stand_in_the_order_of_its_categories() -> None:
    drawn = bar_chart("Total pay", ["Startup", "AI lab"], {"From": [240, 500], "To": [360, 800]}, y_label="$ thousand")
    assert drawn["title"] == "Total pay"
    assert drawn["chart"] == {
        "type": "bar",
        "series": [
            {"name": "From", "data": [{"label": "Startup", "value": 240}, {"label": "AI lab", "value": 500}]},
            {"name": "To", "data": [{"label": "Startup", "value": 360}, {"label": "AI lab", "value": 800}]},
        ],
        "axis_config": {"categories": ["Startup", "AI lab"], "y_label": "$ thousand"},
    }


def test_a_charts_words_are_cut_to_what_slack_takes() -> None:
    drawn = bar_chart(LONG, [LONG], {LONG: [1]}, x_label=LONG, y_label=LONG)
    (bars,), axis = drawn["chart"]["series"], drawn["chart"]["axis_config"]
    assert len(drawn["title"]) == limits.CHART_TITLE
    assert len(bars["name"]) == len(axis["categories"][0]) == limits.CHART_LABEL
    assert bars["data"][0]["label"] == axis["categories"][0]
    assert len(axis["x_label"]) == len(axis["y_label"]) == limits.AXIS_LABEL


def test_a_chart_whose_figures_or_categories_do_not_match_is_not_drawn() -> None:
    with pytest.raises(ValueError, match="zip"):
        bar_chart("Pay", ["a", "b"], {"From": [1]})
    with pytest.raises(ValueError, match="read the same"):
        bar_chart("Pay", ["z" * 25 + "a", "z" * 25 + "b"], {"From": [1, 2]})


@pytest.mark.parametrize(
    ("drawn", "path", "most"),
    [
        (container(LONG, [PROSE]), ("title", "text"), limits.CONTAINER_TITLE),
        (container("x", [PROSE], subtitle=LONG), ("subtitle", "text"), limits.CONTAINER_TITLE),
        (image(PICTURE, LONG), ("alt_text",), limits.IMAGE_ALT_TEXT),
        (image(PICTURE, "x", title=LONG), ("title", "text"), limits.IMAGE_TITLE),
        (radio("r", [("A", "a", LONG)]), ("options", 0, "description", "text"), limits.OPTION_TEXT),
        (overflow("o", [(LONG, "a")]), ("options", 0, "text", "text"), limits.OPTION_TEXT),
    ],
    ids=["container", "subtitle", "alt text", "title", "description", "entry"],
)
def test_a_text_is_cut_to_exactly_what_its_place_takes(drawn: Any, path: tuple[str | int, ...], most: int) -> None:
    for step in path:
        drawn = drawn[step]
    assert len(drawn) == most


def test_a_heading_has_a_level_only_where_one_is_asked_for() -> None:
    assert "level" not in header("Pay")
    assert header("Pay", level=2)["level"] == 2


def test_of_several_boxes_those_still_offered_are_ticked() -> None:
    drawn = checkboxes("c", OFFERS, ["b", "gone"])
    assert [one["value"] for one in drawn["initial_options"]] == ["b"]
    assert "initial_options" not in checkboxes("c", OFFERS)


def test_nothing_a_person_wrote_turns_the_words_after_it_around() -> None:
    turned = "a\u202eb"
    drawn = [
        container(turned, [PROSE], subtitle=turned),
        data_table(turned, [(turned,), (number_cell(1, turned),)]),
        bar_chart(turned, [turned], {turned: [1]}, x_label=turned, y_label=turned),
        image(PICTURE, turned, title=turned),
    ]
    texts = [value for part in parts_of(drawn) for value in part.values() if isinstance(value, str)]
    assert not [text for text in texts if "\u202e" in text]
