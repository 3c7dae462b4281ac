"""What Slack refuses, LocalSlack refuses: lengths, counts, ids, surfaces, and whatever it does not know."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.slack.limits import BLOCKS, NEWER, SURFACES, accept_blocks, accept_suggestions, accept_view
from bot.playground.slack.workspace import SlackRefusalError

Json = dict[str, Any]


def plain(words: str = "x") -> Json:
    return {"type": "plain_text", "text": words}


def mrkdwn(words: str = "x") -> Json:
    return {"type": "mrkdwn", "text": words}


def section(**more: Any) -> Json:
    return {"type": "section", **({"text": mrkdwn()} | more)}


def actions(*elements: Json, **more: Any) -> Json:
    return {"type": "actions", "elements": list(elements), **more}


def button(**more: Any) -> Json:
    return {"type": "button", "action_id": "go", "text": plain(), **more}


def option(words: str = "1", **more: Any) -> Json:
    return {"text": plain(words), "value": words, **more}


def radio(**more: Any) -> Json:
    return {"type": "radio_buttons", "action_id": "r", "options": [option()], **more}


def typed(**more: Any) -> Json:
    return {"type": "plain_text_input", "action_id": "t", **more}


def asked(element: Json, **more: Any) -> Json:
    return {"type": "input", "label": plain(), "element": element, **more}


def table(rows: list[list[Json]]) -> Json:
    return {"type": "table", "rows": rows}


def cell(words: str = "x") -> Json:
    return {"type": "raw_text", "text": words}


def rich(words: str = "x") -> Json:
    run = {"type": "rich_text_section", "elements": [{"type": "text", "text": words}]}
    return {"type": "rich_text", "elements": [run]}


def number(value: float = 1, words: str = "1") -> Json:
    return {"type": "raw_number", "value": value, "text": words}


def data_table(rows: list[list[Json]], **more: Any) -> Json:
    return {"type": "data_table", "caption": "Ratings", "rows": rows, **more}


def chart(title: str = "Pay", kind: str = "bar", **series: list[float]) -> Json:
    categories = ["a", "b"]
    data = {
        name: [{"label": at, "value": value} for at, value in zip(categories, values, strict=False)]
        for name, values in (series or {"From": [1, 2], "To": [2, 3]}).items()
    }
    bars = [{"name": name, "data": points} for name, points in data.items()]
    drawn = {"type": kind, "series": bars, "axis_config": {"categories": categories}}
    return {"type": "data_visualization", "title": title, "chart": drawn}


def container(*blocks: Json, **more: Any) -> Json:
    return {"type": "container", "title": plain("x" * 150), "child_blocks": list(blocks), **more}


GOOD = {
    "section": section(text=mrkdwn("x" * 3000)),
    "fields": {"type": "section", "fields": [mrkdwn("x" * 2000)] * 10},
    "header": {"type": "header", "text": plain("x" * 150), "level": 2},
    "context": {"type": "context", "elements": [mrkdwn()] * 10},
    "actions": actions(*[button(action_id=str(n)) for n in range(25)]),
    "divider": {"type": "divider"},
    "image": {"type": "image", "image_url": "https://x.test/a.png", "alt_text": "A picture"},
    "input": asked(typed(max_length=3000)),
    "radio": asked(radio(options=[option(str(n)) for n in range(10)])),
    "date": asked({"type": "datetimepicker", "action_id": "d", "initial_date_time": 1_790_000_000}),
    "rich_text": rich(),
    "table": table([[cell()] * 20] * 100),
    "markdown": {"type": "markdown", "text": "x" * 12_000},
    "data_table": data_table([[cell()] * 20] * 101, page_size=100, row_header_column_index=19),
    "data_table of figures": data_table([[cell(), cell()], [rich(), number(0.28, "28%")]]),
    "data_visualization": chart("x" * 50),
    "container": container(
        section(), actions(button()), table([[cell()]]), *[{"type": "divider"}] * 7,
        subtitle=mrkdwn("x" * 150), is_collapsible=True, default_collapsed=True, width="full",
    ),
}  # fmt: skip

BAD = {
    "an empty text": section(text=mrkdwn("")),
    "3,001 characters in a section": section(text=mrkdwn("x" * 3001)),
    "2,001 characters in a field": {"type": "section", "fields": [mrkdwn("x" * 2001)]},
    "eleven fields": {"type": "section", "fields": [mrkdwn()] * 11},
    "a section of nothing": {"type": "section"},
    "emoji on an mrkdwn text": section(text={**mrkdwn(), "emoji": True}),
    "verbatim on a plain_text": section(text={**plain(), "verbatim": True}),
    "a null accessory": section(accessory=None),
    "a header of 151": {"type": "header", "text": plain("x" * 151)},
    "a header in mrkdwn": {"type": "header", "text": mrkdwn()},
    "eleven elements of context": {"type": "context", "elements": [mrkdwn()] * 11},
    "no elements of context": {"type": "context", "elements": []},
    "26 buttons": actions(*[button(action_id=str(n)) for n in range(26)]),
    "no buttons": actions(),
    "the same action_id twice in a block": actions(button(), button()),
    "a button of 76": actions(button(text=plain("x" * 76))),
    "a button's value of 2,001": actions(button(value="x" * 2001)),
    "a confirmation text of 301": actions(
        button(confirm={"title": plain(), "text": plain("x" * 301), "confirm": plain(), "deny": plain()})
    ),
    "a block_id of 256": section(block_id="x" * 256),
    "an action_id of 256": actions(button(action_id="x" * 256)),
    "an option's value of 151": asked(radio(options=[option("1", value="x" * 151)])),
    "an option's text of 76": asked(radio(options=[option("1", text=plain("x" * 76))])),
    "an option's description of 76": asked(radio(options=[option("1", description=plain("x" * 76))])),
    "eleven radio buttons": asked(radio(options=[option(str(n)) for n in range(11)])),
    "no radio buttons": asked(radio(options=[])),
    "an initial option that is none": asked(radio(initial_option=option("2"))),
    "no initial options, said": asked({"type": "checkboxes", "options": [option()], "initial_options": []}),
    "101 options": asked({"type": "static_select", "options": [option(str(n)) for n in range(101)]}),
    "options and groups": asked(
        {"type": "static_select", "options": [option()], "option_groups": [{"label": plain(), "options": [option()]}]}
    ),
    "six entries of an overflow menu": actions({"type": "overflow", "options": [option(str(n)) for n in range(6)]}),
    "a placeholder of 151": asked({"type": "users_select", "placeholder": plain("x" * 151)}),
    "a label of 2,001": {"type": "input", "label": plain("x" * 2001), "element": typed()},
    "max_length of 3,001": asked(typed(max_length=3001)),
    "initial_value of 3,001": asked(typed(initial_value="x" * 3001)),
    "initial_value beyond max_length": asked(typed(initial_value="xxx", max_length=2)),
    "a button in an input": asked(button()),
    "a text field among actions": actions(typed()),
    "a date that is none": asked({"type": "datepicker", "initial_date": "20.11.2026"}),
    "milliseconds in a datetimepicker": asked({"type": "datetimepicker", "initial_date_time": 1_790_000_000_000}),
    "a number field that does not say which": asked({"type": "number_input"}),
    "an image without words": {"type": "image", "image_url": "https://x.test/a.png"},
    "an empty text in rich_text": rich(""),
    "21 columns": table([[cell()] * 21]),
    "101 rows": table([[cell()]] * 101),
    "an empty cell": table([[cell("")]]),
    "10,001 characters in a table": table([[cell("x" * 5001)], [cell("x" * 5000)]]),
    "12,001 characters of markdown": {"type": "markdown", "text": "x" * 12_001},
    "a data table without a caption": {"type": "data_table", "rows": [[cell()], [cell()]]},
    "a data table of a heading alone": data_table([[cell()]]),
    "101 rows below the heading of a data table": data_table([[cell()]] * 102),
    "21 columns of a data table": data_table([[cell()] * 21] * 2),
    "rows of unlike length": data_table([[cell(), cell()], [cell()]]),
    "a heading in rich text": data_table([[rich()], [cell()]]),
    "a number that does not read": data_table([[cell()], [{"type": "raw_number", "value": 1}]]),
    "a row header beyond the columns": data_table([[cell()], [cell()]], row_header_column_index=1),
    "101 rows in a page": data_table([[cell()], [cell()]], page_size=101),
    "20,001 characters in a data table": data_table([[cell("x" * 10_001)], [cell("x" * 10_000)]]),
    "a chart's title of 51": chart("x" * 51),
    "a pie": chart(kind="pie"),
    "a series that lacks a category": chart(From=[1]),
    "a series with a name of 21": chart(**{"x" * 21: [1.0, 2.0]}),
    "thirteen series": chart(**{str(n): [1.0, 2.0] for n in range(13)}),
    "a container without a title": {"type": "container", "child_blocks": [section()]},
    "eleven blocks in a container": container(*[section()] * 11),
    "no blocks in a container": container(),
    "rich text in a container": container(rich()),
    "a field in a container": container(asked(typed())),
    "a data table in a container": container(data_table([[cell()], [cell()]])),
    "a container in a container": container(container(section())),
    "a container that is closed and cannot open": container(section(), default_collapsed=True),
    "a property Slack does not know": section(color="red"),
    "a block from the future": {"type": "carousel", "elements": []},
    "an element from the future": actions({"type": "timepicker", "action_id": "t"}),
    "no block at all": "section",
}


@pytest.mark.parametrize("name", GOOD)
def test_a_message_at_the_limit_is_taken(name: str) -> None:
    (block,) = accept_blocks([GOOD[name]], "message")
    assert block["block_id"]


@pytest.mark.parametrize("name", BAD)
def test_a_message_beyond_the_limit_is_refused_with_a_pointer(name: str) -> None:
    with pytest.raises(SlackRefusalError) as refusal:
        accept_blocks([BAD[name]], "message")
    assert refusal.value.code == "invalid_blocks"
    assert all("json-pointer:/blocks" in detail for detail in refusal.value.details)


@pytest.mark.parametrize(
    "blocks",
    [
        [section()] * 51,
        [section(block_id="a"), section(block_id="a")],
        [GOOD["markdown"], GOOD["markdown"]],
        [GOOD["table"], GOOD["table"]],
        [GOOD["table"], container(table([[cell()]]))],
        [chart()] * 3,
        [data_table([[cell()], [cell("x" * 10_000)]])] * 2,
        [section(block_id="a"), container(section(block_id="a"))],
    ],
    ids=[
        "51 blocks",
        "a block_id twice",
        "markdown in sum",
        "two tables",
        "two tables, one in a container",
        "three charts",
        "data tables in sum",
        "a block_id twice, once in a container",
    ],
)
def test_what_is_fine_alone_can_be_too_much_together(blocks: list[Json]) -> None:
    with pytest.raises(SlackRefusalError, match="invalid_blocks"):
        accept_blocks(blocks, "message")


def modal(*blocks: Json, **more: Any) -> Json:
    return {"type": "modal", "title": plain("x" * 24), "blocks": list(blocks), **more}


@pytest.mark.parametrize(
    "view",
    [
        {"type": "modal", "blocks": [section()]},
        modal(section(), title=plain("x" * 25)),
        modal(section(), submit=plain("x" * 25)),
        modal(asked(typed())),
        modal(),
        modal(*[section()] * 101),
        modal(section(), private_metadata="x" * 3001),
        modal(section(), callback_id="x" * 256),
        modal(section(), external_id="x" * 256),
        modal(section(), id="V123"),
        modal(GOOD["markdown"]),
        modal(GOOD["table"]),
        modal(GOOD["data_table"]),
        modal(GOOD["data_visualization"]),
        modal(GOOD["container"]),
        modal(asked(typed(focus_on_load=True)), asked(typed(action_id="u", focus_on_load=True)), submit=plain("Send")),
        {"type": "home", "blocks": [section()]},
        "modal",
    ],
    ids=[
        "no title",
        "a title of 25",
        "a submit of 25",
        "an input without submit",
        "no blocks",
        "101 blocks",
        "private_metadata of 3,001",
        "callback_id of 256",
        "external_id of 256",
        "a view that came from Slack",
        "markdown",
        "a table",
        "a data table",
        "a chart",
        "a container",
        "two fields with the focus",
        "a home where a modal belongs",
        "no view",
    ],
)
def test_a_modal_slack_refuses_is_refused(view: Any) -> None:
    with pytest.raises(SlackRefusalError) as refusal:
        accept_view(view, "modal")
    assert refusal.value.code == "invalid_arguments"


def test_a_view_beyond_250_kilobytes_is_too_large() -> None:
    with pytest.raises(SlackRefusalError, match="view_too_large"):
        accept_view(modal(*[section(text=mrkdwn("x" * 2900), block_id=str(n)) for n in range(90)]), "modal")


def test_home_takes_tables_and_containers_and_neither_title_nor_markdown_nor_charts() -> None:
    for taken in ("table", "data_table", "container"):
        assert accept_view({"type": "home", "blocks": [GOOD[taken]]}, "home")
    for refused in (
        {"blocks": [GOOD["markdown"]]},
        {"blocks": [GOOD["data_visualization"]]},
        {"blocks": [section()], "title": plain()},
    ):
        with pytest.raises(SlackRefusalError):
            accept_view({"type": "home", **refused}, "home")


def test_what_stands_inside_a_container_gets_ids_as_well() -> None:
    (block,) = accept_blocks([container(actions({"type": "button", "text": plain()}))], "message")
    (row,) = block["child_blocks"]
    assert row["block_id"]
    assert row["elements"][0]["action_id"]


@pytest.mark.parametrize("kind", sorted(NEWER))
def test_a_workspace_may_lack_what_came_late(kind: str) -> None:
    late = GOOD["header"] if kind == "header.level" else GOOD[kind]
    inside = [container(late)] if kind in {"table", "header.level"} else []
    for block in [late, *inside]:
        assert accept_blocks([block], "message", NEWER - {kind, "container", "table"})
        with pytest.raises(SlackRefusalError, match="invalid_blocks"):
            accept_blocks([block], "message", {kind})
    if kind != "data_visualization":
        with pytest.raises(SlackRefusalError, match="invalid_arguments"):
            accept_view({"type": "home", "blocks": [late]}, "home", {kind})
    assert accept_blocks([section(), {"type": "header", "text": plain()}], "message", NEWER)


def test_a_markdown_block_does_not_keep_its_block_id() -> None:
    (block,) = accept_blocks([{"type": "markdown", "text": "x", "block_id": "mine"}], "message")
    assert block["block_id"] != "mine"


@pytest.mark.parametrize("answer", [None, "text", {}, {"options": [{"text": plain()}]}, {"options": [option()] * 101}])
def test_suggestions_slack_cannot_use_are_refused(answer: Any) -> None:
    with pytest.raises(SlackRefusalError, match="invalid_options"):
        accept_suggestions(answer)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "type",
                    "text",
                    "elements",
                    "element",
                    "options",
                    "rows",
                    "block_id",
                    "accessory",
                    "chart",
                    "child_blocks",
                ]
            ),
            inner | st.sampled_from([*BLOCKS, "plain_text", "mrkdwn", "button", "raw_text"]),
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(blocks=st.lists(anything, max_size=3), surface=st.sampled_from(sorted(SURFACES)))
def test_whatever_arrives_is_taken_or_refused_and_never_a_crash(blocks: list[Any], surface: str) -> None:
    with suppress(SlackRefusalError):
        accept_blocks(blocks, surface)
