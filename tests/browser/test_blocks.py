"""The newer blocks on the page: drawn to be read at both widths, used by mouse and keyboard, named for who listens."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from bot.playground.slack.local_slack import Delivery, LocalSlack, Reply
from bot.slack.block_types import Block
from bot.slack.blocks import actions, container, context, field, header, modal, section
from bot.slack.elements import button, checkboxes, confirmation, overflow, radio, select
from bot.slack.tables import bar_chart, column, data_table, number_cell, table
from bot.wording.escaping import Mrkdwn
from tests.browser.conftest import PATIENCE_MS
from tests.browser.soundness import Watch, assert_sound
from tests.browser.visiting import ON_DESK, ON_PHONE

LEVELS = [("Junior", "junior"), ("Principal, after many years of it", "principal")]
MENU = [("Copy", "copy"), ("Hold", "hold")]
SURE = confirmation("Sure?", "Everybody will see it", "Yes", "No")
WEIGHTS = [
    ("Competency", "Weight", "Ida"),
    ("Retrieval", number_cell(0.09, "9%"), number_cell(4)),
    ("Evaluation", number_cell(0.28, "28%"), "–"),
    ("Agents", number_cell(0.14, "14%"), number_cell(3)),
]
BY_WEIGHT = ["Retrieval", "Agents", "Evaluation"]
PAY = bar_chart(
    "Total pay, $ thousand",
    ["Remote-first", "Startup*", "Big Tech", "Any employer†", "AI lab†"],
    {"From": [220, 240, 310, 320, 500], "To": [300, 360, 450, 500, 800]},
    y_label="$ thousand a year",
)
DARK_TOO = pytest.mark.parametrize("scheme", ["light", "dark"])


class Reader:
    """Someone in a channel, and an app that writes there and acknowledges whatever they do."""

    def __init__(self, slack: LocalSlack, page: Page) -> None:
        self.slack, self.page = slack, page
        self.sent: list[dict[str, Any]] = []
        self._chromium = page.context.new_cdp_session(page)
        slack.connect(self._deliver)

    def _deliver(self, delivery: Delivery) -> Reply:
        payload = json.loads(parse_qs(delivery.body)["payload"][0])
        self.sent += payload.get("actions", [])
        return Reply(200)

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Let the app call a method."""
        answer = self.slack.web_api.call(method, params, self.slack.bot_token).body
        assert isinstance(answer, dict)
        assert answer["ok"], answer
        return answer

    def reads(self, *blocks: Block) -> Locator:
        """Let the app post these, look the page over, and return the message as it is drawn."""
        messages = self.page.get_by_role("article")
        there = messages.count()
        self.call("chat.postMessage", channel="C0HIRING", text="x", blocks=list(blocks))
        expect(messages).to_have_count(there + 1)
        self.look()
        return messages.last

    def look(self) -> None:
        """Look the page over."""
        assert_sound(self.page, self._chromium)

    def does(self, control: Locator) -> None:
        """Press something, and wait until the app has heard of it."""
        with self.page.expect_response("**/page/act"):
            control.click()


@pytest.fixture
def scheme() -> str:
    return "light"


@pytest.fixture
def reader(browser: Browser, size: dict[str, int], scheme: Any) -> Iterator[Reader]:
    slack = LocalSlack()
    slack.add_person("U0RITA", name="rita", real_name="Rita Okafor")
    slack.add_channel("C0HIRING", name="hiring", members=["U0RITA"])
    with slack.serving() as url, browser.new_context(base_url=url, viewport=size, color_scheme=scheme) as window:  # type: ignore[arg-type]
        window.set_default_timeout(PATIENCE_MS)
        watch = Watch(window, url)
        page = window.new_page()
        page.goto("/?as=U0RITA&channel=C0HIRING")
        expect(page.locator("#head")).to_contain_text("hiring")
        yield Reader(slack, page)
        page.close()
        assert watch.seen == []


def box(part: Locator) -> dict[str, float]:
    found = part.bounding_box()
    assert found is not None
    return {**found}


@pytest.mark.parametrize(
    "beside",
    [button("Score", "score"), overflow("more", MENU), select("level", LEVELS, "junior")],
    ids=["button", "menu", "select"],
)
def test_what_belongs_beside_a_paragraph_stands_there_however_narrow_the_window(reader: Reader, beside: Block) -> None:
    said = "*Dana Fox* · Senior AI Engineer. Due Monday, three scorecards are in and one is to come."
    message = reader.reads(section(Mrkdwn(said), accessory=beside))
    words, control = box(message.locator(".words")), box(message.locator(".accessory"))
    assert control["x"] >= words["x"] + words["width"]
    assert control["y"] < words["y"] + words["height"]


def test_a_menu_in_a_row_is_as_wide_as_what_it_shows(reader: Reader) -> None:
    message = reader.reads(*actions(select("level", LEVELS, placeholder="Another level"), button("Why?", "why")))
    menu, press = box(message.get_by_role("combobox")), box(message.get_by_role("button", name="Why?"))
    assert menu["width"] < 180, "neither as its longest entry nor as the window"
    assert press["x"] > menu["x"] + menu["width"]
    assert press["y"] < menu["y"] + menu["height"]


def test_an_overflow_menu_is_named_by_what_stands_beside_or_above_it(reader: Reader) -> None:
    words = Mrkdwn("*Ada* is late\nby a day")
    more = actions(overflow("more", MENU, confirm=SURE))
    beside = section(words, accessory=overflow("ada", MENU))
    message = reader.reads(beside, section(words), context(Mrkdwn("Small print")), *more)
    menus = message.get_by_role("button", name="More actions: Ada is late", exact=True)
    expect(menus).to_have_count(2)
    menus.first.click()
    reader.look()
    reader.does(reader.page.get_by_role("menuitem", name="Hold"))
    menus.last.click()
    reader.page.get_by_role("menuitem", name="Copy").click()
    reader.page.get_by_role("dialog", name="Sure?").get_by_role("button", name="No").click()
    menus.last.click()
    reader.page.get_by_role("menuitem", name="Copy").click()
    reader.does(reader.page.get_by_role("dialog", name="Sure?").get_by_role("button", name="Yes"))
    chosen = [(one["action_id"], one["selected_option"]["value"]) for one in reader.sent]
    assert chosen == [("ada", "hold"), ("more", "copy")]


@ON_DESK
def test_a_select_asks_before_it_does_and_goes_back_where_one_says_no(reader: Reader) -> None:
    message = reader.reads(*actions(select("level", LEVELS, "junior", confirm=SURE)))
    menu, sure = message.get_by_role("combobox"), reader.page.get_by_role("dialog", name="Sure?")
    menu.select_option("principal")
    sure.get_by_role("button", name="No").click()
    expect(menu).to_have_value("junior")
    menu.select_option("principal")
    reader.does(sure.get_by_role("button", name="Yes"))
    assert [one["selected_option"]["value"] for one in reader.sent] == ["principal"]
    expect(menu).to_have_value("principal")


def test_boxes_in_a_message_keep_what_their_reader_ticked(reader: Reader) -> None:
    boxes = checkboxes("topics", [("Retrieval", "r", "Two see it otherwise"), ("Agents", "a")], ["r"])
    blocks = [header("Topics"), *[{**row, "block_id": "row"} for row in actions(boxes)]]
    message = reader.reads(*blocks)
    expect(message.get_by_role("group", name="Topics")).to_contain_text("Two see it otherwise")
    expect(message.get_by_role("checkbox", name="Retrieval")).to_be_checked()
    reader.does(message.get_by_role("checkbox", name="Agents"))
    reader.does(message.get_by_role("checkbox", name="Retrieval"))
    assert [[o["value"] for o in one["selected_options"]] for one in reader.sent] == [["r", "a"], ["a"]]
    edited = [header("Topics, edited"), *blocks[1:]]
    ts = reader.slack.messages("C0HIRING")[-1].ts
    reader.call("chat.update", channel="C0HIRING", ts=ts, text="x", blocks=edited)
    expect(message.get_by_role("heading", name="Topics, edited")).to_be_visible()
    expect(message.get_by_role("checkbox", name="Agents")).to_be_checked()
    expect(message.get_by_role("checkbox", name="Retrieval")).not_to_be_checked()


def test_a_menu_below_a_row_that_has_its_own_control_is_not_named_by_that_row(reader: Reader) -> None:
    row = section(Mrkdwn("*1. Ada* is late"), accessory=button("Open", "open"))
    message = reader.reads(row, *actions(button("All", "all"), overflow("more", MENU)))
    expect(message.locator(".block.actions .more")).to_have_accessible_name("More actions")


def test_menus_and_boxes_work_in_a_modal(reader: Reader) -> None:
    blocks = [
        section(Mrkdwn("*Ada*"), accessory=overflow("more", MENU)),
        field(
            "picked", "Topics", checkboxes("topics", [("Retrieval", "r"), ("Agents", "a", "All of it")]), dispatch=True
        ),
        field("rated", "Rating", radio("rating", [("3", "3", "Ships it"), ("4", "4")])),
    ]
    trigger = reader.slack.parts.tickets.trigger("U0RITA", "C0HIRING")
    view = modal("Pick", blocks, callback_id="pick", submit="Save")
    reader.call("views.open", trigger_id=trigger, view=view)
    window = reader.page.get_by_role("dialog", name="Pick")
    expect(window.get_by_role("group", name="Topics")).to_contain_text("All of it")
    reader.look()
    window.get_by_role("button", name="More actions: Ada").click()
    reader.does(reader.page.get_by_role("menuitem", name="Hold"))
    reader.does(window.get_by_role("checkbox", name="Agents"))
    menu, ticked = reader.sent
    assert menu["selected_option"]["value"] == "hold"
    assert [one["value"] for one in ticked["selected_options"]] == ["a"]
    expect(window.get_by_role("radio", name="3 Ships it")).to_be_visible()


def test_a_tables_column_stays_in_one_line_unless_it_is_said_to_wrap(reader: Reader) -> None:
    words = "Model evaluation and experiments"
    drawn = table([(words, words)], [column(is_wrapped=True), column("right")])
    cells = reader.reads(header("Weights"), drawn).locator("th")
    assert cells.evaluate_all("(all) => all.map((cell) => getComputedStyle(cell).whiteSpace)") == ["normal", "nowrap"]
    expect(reader.page.get_by_role("region", name="Table: Weights")).to_be_visible()


@DARK_TOO
def test_a_data_table_is_sorted_by_its_headings_and_named_for_who_listens(reader: Reader) -> None:
    message = reader.reads(data_table("Weights of C-7M3P", WEIGHTS))
    names = message.get_by_role("rowheader")
    expect(message.get_by_role("table", name="Weights of C-7M3P")).to_be_visible()
    expect(names).to_have_text(["Retrieval", "Evaluation", "Agents"])
    weight = message.get_by_role("columnheader", name="Weight")
    weight.get_by_role("button").click()
    expect(weight).to_have_attribute("aria-sort", "ascending")
    expect(names).to_have_text(BY_WEIGHT)
    expect(weight.get_by_role("button")).to_be_focused()
    reader.page.keyboard.press("Enter")
    expect(weight).to_have_attribute("aria-sort", "descending")
    expect(names).to_have_text([*reversed(BY_WEIGHT)])
    message.get_by_role("button", name="Ida").click()
    expect(names).to_have_text(["Agents", "Retrieval", "Evaluation"])  # what is no figure comes last
    reader.look()


@ON_PHONE
def test_a_data_table_is_turned_by_pages_and_stays_where_one_was(reader: Reader) -> None:
    message = reader.reads(data_table("Weights", WEIGHTS, page_size=2))
    turn = message.get_by_role("button", name="Next: Weights")
    expect(message.get_by_role("status")).to_have_text("1–2 of 3")
    turn.focus()
    reader.page.keyboard.press("Enter")
    expect(message.get_by_role("status")).to_have_text("3–3 of 3")
    expect(message.get_by_role("rowheader")).to_have_text(["Agents"])
    expect(turn).to_be_focused()
    turn.click(force=True)
    expect(message.get_by_role("status")).to_have_text("3–3 of 3")
    message.get_by_role("button", name="Previous: Weights").click()
    expect(message.get_by_role("rowheader")).to_have_text(["Retrieval", "Evaluation"])


@DARK_TOO
def test_a_charts_bars_are_as_high_as_their_figures_and_read_as_a_table(reader: Reader) -> None:
    message = reader.reads(PAY)
    heights = message.locator(".bars rect").evaluate_all(
        "(all) => all.map((bar) => bar.getBoundingClientRect().height)"
    )
    figures = [220, 300, 240, 360, 310, 450, 320, 500, 500, 800]
    for height, figure in zip(heights, figures, strict=True):
        assert height == pytest.approx(heights[-1] * figure / 800, abs=1)
    expect(message.get_by_role("figure")).to_contain_text("Total pay, $ thousand")
    read = message.get_by_role("table", name="Total pay, $ thousand, $ thousand a year")
    expect(read.get_by_role("row", name="AI lab† 500 800")).to_have_count(1)
    expect(read.get_by_role("columnheader")).to_have_text(["Category", "From", "To"])


@ON_PHONE
def test_a_chart_of_many_categories_or_of_losses_is_drawn_all_the_same(reader: Reader) -> None:
    many = [f"Category {number}" for number in range(20)]
    reader.reads(bar_chart("Many", many, {"Sum": [*range(20)]}))
    expect(reader.page.get_by_role("region", name="Many")).to_be_visible()
    message = reader.reads(bar_chart("Losses", ["a", "b", "c"], {"Sum": [-4, 0, 4]}))
    lost, none, won = (box(bar) for bar in message.locator(".bars rect").all())
    assert none["height"] == 0
    assert lost["height"] == pytest.approx(won["height"], abs=1)
    assert won["y"] + won["height"] == pytest.approx(lost["y"], abs=1)
    nothing = reader.reads(bar_chart("Nothing", ["a"], {"Sum": [0]}))
    assert box(nothing.locator(".bars rect"))["height"] == 0


@DARK_TOO
def test_a_container_opens_and_closes_and_what_it_holds_works(reader: Reader) -> None:
    inside = [section(Mrkdwn("Levels.fyi, 2026")), *actions(button("Open source", "open"))]
    message = reader.reads(
        container("Sources", inside, subtitle="Four", collapsed=True), container("Kept open", [header("Within")])
    )
    source = message.get_by_role("button", name="Open source")
    expect(source).to_be_hidden()
    expect(message.get_by_role("heading", name="Within")).to_be_visible()
    message.get_by_text("Sources").click()
    reader.look()
    reader.does(source)
    assert [one["action_id"] for one in reader.sent] == ["open"]
    ts = reader.slack.messages("C0HIRING")[-1].ts
    same = reader.slack.messages("C0HIRING")[-1].blocks
    reader.call("chat.update", channel="C0HIRING", ts=ts, text="x", blocks=[*same, header("Edited")])
    expect(message.get_by_role("heading", name="Edited")).to_be_visible()
    expect(source).to_be_visible()  # opened by its reader, an edit does not close it


@ON_DESK
def test_headings_stand_one_below_what_they_are_in(reader: Reader) -> None:
    message = reader.reads(header("Pay"), header("Sources", level=2))
    expect(message.get_by_role("heading", name="Pay", level=2)).to_be_visible()
    expect(message.get_by_role("heading", name="Sources", level=3)).to_be_visible()
    trigger = reader.slack.parts.tickets.trigger("U0RITA", "C0HIRING")
    reader.call("views.open", trigger_id=trigger, view=modal("Pay", [header("Base")], callback_id="pay"))
    expect(reader.page.get_by_role("heading", name="Base", level=3)).to_be_visible()
