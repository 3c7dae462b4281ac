"""A panel by hand in the page: its last scorecard alone, and all from the first command to “Why?”."""

import re
from itertools import pairwise

from playwright.sync_api import expect

from tests.browser.visiting import APP, CHANNEL, ON_PHONE, PHONE, Visitor

COUNT_PRESSES = "window.presses = 0; addEventListener('pointerdown', () => window.presses++, true)"
PANEL = ("Ivan Petrov", "Ida Lindqvist", "Imran Qureshi")


def open_as_ivan(visitor: Visitor) -> int:
    """Follow the sign that Ivan has news; returns how many clicks more that is on a phone where others have some, too.

    They do while a morning's reminders are out, by the clock on the wall.
    """
    waiting, menu = visitor.page.locator("#waiting"), visitor.page.get_by_role("menu", name="Act as")
    waiting.get_by_role("button", name=re.compile(r"^(Ivan|\d waiting)")).click()
    gathered = menu.is_visible()
    if gathered:
        menu.get_by_role("menuitem", name="Ivan").click()
    return int(gathered)


def test_the_panel_that_waits_opens_within_eight_clicks_of_a_newcomer(visitor: Visitor) -> None:
    visitor.page.evaluate(COUNT_PRESSES)
    expect(visitor.messages.last).to_contain_text("3 of 4 scorecards are in.")
    more = open_as_ivan(visitor)
    visitor.messages.last.get_by_role("button", name="Score").click()
    with visitor.window("Score C-"):
        visitor.rate(4, "Yes")
        visitor.press("Submit")
    with visitor.window("Panel revealed") as revealed:
        expect(revealed.get_by_role("heading", name=re.compile(r"^Lean hire · Sam Whitlock \(C-"))).to_be_visible()
        assert visitor.page.evaluate("window.presses") <= 8 + more
        revealed.get_by_text("Done", exact=True).click()
    visitor.go(CHANNEL)
    signal = visitor.messages.last
    expect(signal.get_by_role("heading")).to_have_text(re.compile(r"^Lean hire · C-\w{4}$"))
    expect(signal).to_contain_text("4 of 4 scorecards · 4 yes")
    with visitor.thread() as thread:
        expect(thread).to_contain_text("Design judgment: 2 to 4")


@ON_PHONE
def test_on_a_phone_the_first_rating_is_in_view_at_once_and_no_competency_takes_long(visitor: Visitor) -> None:
    visitor.become("Ivan Petrov")
    visitor.go(APP)
    visitor.messages.last.get_by_role("button", name="Score").click()
    with visitor.window("Score C-") as form:
        first = visitor.ratings.first
        for option in first.get_by_role("radio").all():
            expect(option).to_be_in_viewport(ratio=1)
        expect(form.get_by_role("button", name="Submit")).to_be_in_viewport()
        for rating in visitor.ratings.all():
            rating.get_by_role("radio", name=re.compile("^5 ·")).check()
        expect(form.get_by_role("textbox")).to_have_count(4)
        tops = [rating.bounding_box()["y"] for rating in visitor.ratings.all()]
        assert max(after - before for before, after in pairwise(tops)) <= 1.5 * PHONE["height"]
        visitor.look()
        visitor.close()


def test_evidence_is_added_by_keys_and_the_full_anchors_lead_back_to_where_one_was(visitor: Visitor) -> None:
    keyboard = visitor.page.keyboard
    visitor.become("Ivan Petrov")
    visitor.go(APP)
    visitor.messages.last.get_by_role("button", name="Score").click()
    with visitor.window("Score C-") as form:
        visitor.ratings.nth(2).get_by_role("radio", name=re.compile("^3 ·")).check()
        form.get_by_role("button", name="Add evidence: LLM operations").press("Enter")
        evidence = form.get_by_role("textbox", name="Evidence: LLM operations")
        expect(evidence).to_be_focused()
        keyboard.type("Had the bill at hand")
        anchors = form.get_by_role("button", name="Full anchors: LLM operations")
        anchors.press("Enter")
    with visitor.window("LLM operations") as five:
        expect(five).to_contain_text("At best:")
        keyboard.press("Escape")
    with visitor.window("Score C-") as form:
        expect(anchors).to_be_focused()
        expect(evidence).to_be_in_viewport()
        expect(evidence).to_have_value("Had the bill at hand")
        expect(visitor.ratings.nth(2).get_by_role("radio", name=re.compile("^3 ·"))).to_be_checked()
        visitor.close()
    visitor.messages.last.get_by_role("button", name="Continue").click()
    with visitor.window("Score C-") as form:
        expect(form).to_contain_text("Saved at")
        expect(evidence).to_have_value("Had the bill at hand")
        visitor.close()


def test_a_loop_is_opened_scored_by_everybody_and_explained(visitor: Visitor) -> None:
    visitor.open_loop("Kim Reyes", PANEL)
    expect(visitor.messages.last).to_contain_text("0 of 3 scorecards are in.")
    for interviewer in PANEL:
        visitor.become(interviewer)
        visitor.go(APP)
        visitor.messages.filter(has_text="Kim Reyes").get_by_role("button", name="Score").click()
        with visitor.window("Score C-"):
            visitor.rate(4, "Yes")
            visitor.press("Submit")
        with visitor.window("Panel revealed" if interviewer == PANEL[-1] else "Scorecard in"):
            visitor.close()

    visitor.go(CHANNEL)
    signal = visitor.messages.last
    expect(signal.get_by_role("heading")).to_have_text(re.compile(r"^Clear hire · C-\w{4}$"))
    expect(signal).to_contain_text("3 of 3 scorecards · 3 yes")
    with visitor.thread() as thread:
        expect(thread.get_by_role("table")).to_contain_text("Retrieval")
    signal.get_by_role("button", name="Matrix").click()
    with visitor.window("Matrix") as matrix:
        expect(matrix).to_contain_text("3 yes · Ivan · Ida · Imran")
        matrix.get_by_role("button", name="Send me the matrix").click()
        expect(matrix).to_contain_text("Sent to your messages")
        visitor.close()
    signal.get_by_role("button", name="Why").click()
    with visitor.window("Why") as why:
        expect(why).to_contain_text("likely to be above the bar of 3.0")
        visitor.close()
