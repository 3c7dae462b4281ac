"""What is around the messages: the hints for newcomers, and what a reload keeps."""

from playwright.sync_api import expect

from tests.browser.visiting import APP, HOME, ON_DESK, ON_PHONE, Visitor

BESIDE_A_SCROLLBAR = 385
"""Pixels that a scrollbar leaves of a window of 400; Chromium without a window hides its own."""
SCROLLS = """(part) => {
  const { overflowX, overflowY } = getComputedStyle(part);
  return (overflowX === "auto" && part.scrollWidth > part.clientWidth)
    || (overflowY === "auto" && part.scrollHeight > part.clientHeight);
}"""


@ON_PHONE
def test_hints_are_one_line_where_room_is_short_until_somebody_wants_them(visitor: Visitor) -> None:
    hints, hint = visitor.page.locator("#tour"), visitor.page.get_by_role("button", name="/loop new")
    expect(hint).to_be_hidden()
    assert hints.bounding_box()["height"] < 50
    hints.get_by_text("Try this").click()
    visitor.look()
    hint.click()
    expect(visitor.composer).to_have_value("/loop new")
    expect(hint).to_be_hidden()
    hints.get_by_role("button", name="Dismiss").click()
    visitor.reload()
    expect(hints).to_be_hidden()


@ON_PHONE
def test_folded_hints_and_a_signals_table_need_no_scrollbars(visitor: Visitor) -> None:
    visitor.page.set_viewport_size({"width": BESIDE_A_SCROLLBAR, "height": 800})
    hints, tables = visitor.page.locator("#tour"), visitor.messages.locator(".wide")
    expect(hints.get_by_text("Try this")).to_be_visible()
    assert not hints.evaluate(SCROLLS)
    expect(tables.last).to_be_visible()
    assert not [table.inner_text() for table in tables.all() if table.evaluate(SCROLLS)]


@ON_DESK
def test_hints_are_open_where_there_is_room(visitor: Visitor) -> None:
    visitor.page.get_by_role("button", name="/signal").click()
    expect(visitor.composer).to_have_value("/signal")
    expect(visitor.composer).to_be_focused()
    expect(visitor.page.get_by_role("button", name="/loop new")).to_be_visible()


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
    expect(head).to_contain_text("London time")
    in_london = due.inner_text()
    visitor.become("Imran Qureshi")
    expect(head).to_contain_text("New York time")
    expect(due).not_to_have_text(in_london, use_inner_text=True)
    for place in (APP, HOME):
        visitor.go(place)
        expect(head).to_contain_text("New York time")


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
