"""What is around the messages: the hints for newcomers, and what a reload keeps."""

import re

from playwright.sync_api import expect

from tests.browser.visiting import APP, CHANNEL, HOME, ON_DESK, ON_PHONE, Visitor

BESIDE_A_SCROLLBAR = 385
"""Pixels that a scrollbar leaves of a window of 400; Chromium without a window hides its own."""
ONE_ROW = 60
"""Pixels: less than two rows of buttons, which are 40 high."""
SCROLLS = """(part) => {
  const { overflowX, overflowY } = getComputedStyle(part);
  return (overflowX === "auto" && part.scrollWidth > part.clientWidth)
    || (overflowY === "auto" && part.scrollHeight > part.clientHeight);
}"""


@ON_PHONE
def test_a_signals_table_needs_no_scrollbars(visitor: Visitor) -> None:
    visitor.page.set_viewport_size({"width": BESIDE_A_SCROLLBAR, "height": 800})
    with visitor.thread(visitor.messages.nth(-2)) as thread:
        tables = thread.locator(".wide")
        expect(tables.last).to_be_visible()
        assert not [table.inner_text() for table in tables.all() if table.evaluate(SCROLLS)]


@ON_DESK
def test_light_or_dark_is_the_systems_until_somebody_chooses_and_then_theirs(visitor: Visitor) -> None:
    visitor.page.emulate_media(color_scheme="dark")
    dark = _paper(visitor)
    visitor.page.emulate_media(color_scheme="light")
    light = _paper(visitor)
    assert light != dark
    visitor.page.get_by_role("button", name="Theme: as the system").click()
    visitor.page.get_by_role("menuitem", name="Theme: dark").click()
    assert _paper(visitor) == dark
    visitor.reload()
    assert _paper(visitor) == dark
    expect(visitor.page.get_by_role("button", name="Theme: dark")).to_be_visible()


def test_a_reaction_is_one_more_with_each_person_and_taken_back(visitor: Visitor) -> None:
    last = visitor.messages.last
    last.get_by_role("button", name="More actions").click()
    visitor.look()
    visitor.page.get_by_role("menuitem", name="React with :tada:").click()
    pressed = last.get_by_role("button", name=":tada:")
    expect(pressed).to_have_attribute("aria-pressed", "true")
    expect(pressed).to_contain_text("1")
    visitor.become("Hana Suzuki")
    expect(pressed).to_have_attribute("aria-pressed", "false")
    pressed.click()
    expect(pressed).to_contain_text("2")
    visitor.look()
    pressed.click()
    expect(pressed).to_contain_text("1")


@ON_DESK
def test_a_reload_keeps_the_person_the_place_and_a_form_half_filled(visitor: Visitor) -> None:
    visitor.become("Ivan Petrov")
    visitor.go(APP)
    messages = visitor.messages.count()
    visitor.send("/loop new")
    with visitor.window("New loop") as form, visitor.page.expect_response("**/page/act"):
        form.get_by_label("Candidate", exact=True).fill("Dana Fox")
    visitor.reload()
    expect(visitor.page.locator("#who")).to_contain_text("Ivan Petrov")
    with visitor.window("New loop") as form:
        expect(form.get_by_label("Candidate", exact=True)).to_have_value("Dana Fox")
        visitor.close()
    expect(visitor.page.locator("#head")).to_contain_text("Direct messages between the app and you")
    expect(visitor.messages).to_have_count(messages)


@ON_DESK
def test_whose_clock_the_times_follow_is_said_wherever_one_looks(visitor: Visitor) -> None:
    head, due = visitor.page.locator("#head"), visitor.messages.last.get_by_text("Due ")
    expect(head).to_contain_text("New York time")
    in_new_york = due.inner_text()
    visitor.become("Inês Duarte")
    expect(head).to_contain_text("Los Angeles time")
    expect(due).not_to_have_text(in_new_york, use_inner_text=True)
    for place in (APP, HOME):
        visitor.go(place)
        expect(head).to_contain_text("Los Angeles time")


@ON_PHONE
def test_the_newest_message_is_followed_but_nobody_is_torn_from_reading(visitor: Visitor) -> None:
    visitor.hears("U0HANA", "While the beginning of the newest message is read")
    expect(visitor.messages.last).to_contain_text("While the beginning")
    expect(visitor.messages.last).to_be_in_viewport()

    visitor.messages.first.scroll_into_view_if_needed()
    visitor.hears("U0HANA", "While something old is read")
    expect(visitor.messages.last).to_contain_text("While something old")
    expect(visitor.messages.first).to_be_in_viewport()

    visitor.send("/rubric ai-engineer senior")
    expect(visitor.messages.last).to_contain_text("Only visible to you")
    expect(visitor.messages.last).to_be_in_viewport()


@ON_PHONE
def test_news_for_others_leaves_the_bar_one_row_and_the_newest_message_whole(visitor: Visitor) -> None:
    visitor.open("/")  # a tour above the messages, to be put away
    visitor.go(CHANNEL)
    bar, waiting = visitor.page.locator("#top"), visitor.page.locator("#waiting")
    assert bar.bounding_box()["height"] < ONE_ROW
    visitor.open_loop("Kim Reyes", ["Ivan", "Ida", "Imran"])
    visitor.page.get_by_role("button", name="Close the tour").click()
    expect(waiting).to_have_text(re.compile(r"^\d waiting$"))
    assert bar.bounding_box()["height"] < ONE_ROW
    visitor.look()
    expect(visitor.messages.last).to_be_in_viewport(ratio=1)
    visitor.page.set_viewport_size({"width": 400, "height": 640})
    expect(visitor.messages.last).to_be_in_viewport(ratio=1)
    waiting.get_by_role("button").click()
    expect(visitor.page.get_by_role("menu", name="Act as")).to_be_visible()


def _paper(visitor: Visitor) -> str:
    return str(visitor.page.evaluate("getComputedStyle(document.getElementById('main')).backgroundColor"))
