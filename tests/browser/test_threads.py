"""Threads in the page: how many replied, a pane with what they said, and back to where one was."""

from playwright.sync_api import Locator, expect

from tests.browser.visiting import CHANNEL, ON_DESK, Visitor

REPLY = "Shall we talk about the must-haves first?"


def test_a_reply_is_written_and_read_beside_the_channel_not_in_it(visitor: Visitor) -> None:
    count = visitor.messages.count()
    pane = _reply_to_the_last_message(visitor)
    expect(pane.get_by_role("article")).to_have_count(2)
    expect(pane).to_contain_text(CHANNEL)
    visitor.look()
    pane.get_by_role("button", name="Close the thread").click()
    expect(pane).to_be_hidden()
    expect(visitor.messages).to_have_count(count)

    visitor.become("Ivan Petrov")
    visitor.messages.last.get_by_role("button", name="1 reply").click()
    expect(pane.get_by_role("article").last).to_contain_text(REPLY)
    expect(pane.get_by_role("article").last).to_contain_text("Rita Okafor")


@ON_DESK
def test_a_thread_is_opened_read_and_closed_by_keys(visitor: Visitor) -> None:
    pane = _reply_to_the_last_message(visitor)
    keyboard = visitor.page.keyboard
    keyboard.press("Escape")
    expect(pane).to_be_hidden()
    replies = visitor.messages.last.get_by_role("button", name="1 reply")
    expect(replies).to_be_focused()
    keyboard.press("Enter")
    expect(pane.get_by_role("button", name="Close the thread")).to_be_focused()
    expect(pane).to_contain_text(REPLY)


@ON_DESK
def test_another_place_or_person_has_the_thread_closed(visitor: Visitor) -> None:
    pane = _reply_to_the_last_message(visitor)
    visitor.go("general")
    expect(pane).to_be_hidden()


@ON_DESK
def test_a_button_in_a_thread_opens_its_window(visitor: Visitor) -> None:
    _reply_to_the_last_message(visitor)
    pane = visitor.page.get_by_role("complementary", name="Thread")
    pane.get_by_role("button", name="Score").click()
    expect(visitor.modal).to_be_visible()
    visitor.close()
    expect(pane).to_be_visible()


def _reply_to_the_last_message(visitor: Visitor) -> Locator:
    visitor.messages.last.get_by_role("button", name="More actions").click()
    visitor.page.get_by_role("menuitem", name="Reply in thread").click()
    pane = visitor.page.get_by_role("complementary", name="Thread")
    pane.get_by_label("Reply", exact=True).fill(REPLY)
    visitor.page.keyboard.press("Enter")
    expect(pane.get_by_role("article").last).to_contain_text(REPLY)
    return pane
