"""A panel by hand in the page: its last scorecard alone, and all from the first command to “Why?”."""

import re

from playwright.sync_api import expect

from tests.browser.visiting import APP, CHANNEL, Visitor

COUNT_PRESSES = "window.presses = 0; addEventListener('pointerdown', () => window.presses++, true)"
PANEL = ("Ivan Petrov", "Ida Lindqvist", "Imran Qureshi")


def test_the_panel_that_waits_opens_within_ten_clicks_of_a_newcomer(visitor: Visitor) -> None:
    visitor.page.evaluate(COUNT_PRESSES)
    expect(visitor.messages.last).to_contain_text("3 of 4 scorecards are in.")
    visitor.page.get_by_role("button", name=re.compile("^Ivan has . new messages?$")).click()
    visitor.messages.last.get_by_role("button", name="Score").click()
    with visitor.window("Score C-"):
        visitor.rate(4, "Yes")
        visitor.press("Submit")
    with visitor.window("Scorecard stored") as stored:
        stored.get_by_text("Close", exact=True).click()
    visitor.go(CHANNEL)
    signal = visitor.messages.filter(has=visitor.page.get_by_role("heading")).last
    expect(signal.get_by_role("heading")).to_have_text(re.compile(r"^Lean hire · C-\w{4}$"))
    expect(signal).to_contain_text("4 of 4 scorecards · 4 yes")
    expect(visitor.messages.last).to_contain_text("Design decisions and how they are told: 2 to 4")
    assert visitor.page.evaluate("window.presses") <= 10


def test_a_loop_is_opened_scored_by_everybody_and_explained(visitor: Visitor) -> None:
    visitor.open_loop("Dana Fox", PANEL)
    expect(visitor.messages.last).to_contain_text("0 of 3 scorecards are in.")
    for interviewer in PANEL:
        visitor.become(interviewer)
        visitor.go(APP)
        visitor.messages.last.get_by_role("button", name="Score").click()
        with visitor.window("Score C-"):
            visitor.rate(4, "Yes")
            visitor.press("Submit")
        with visitor.window("Scorecard stored"):
            visitor.close()

    visitor.go(CHANNEL)
    signal = visitor.messages.filter(has=visitor.page.get_by_role("heading")).last
    expect(signal.get_by_role("heading")).to_have_text(re.compile(r"^Strong hire · C-\w{4}$"))
    expect(signal).to_contain_text("3 of 3 scorecards · 3 yes")
    expect(visitor.messages.last.get_by_role("table")).to_contain_text("Retrieval")
    visitor.look()
    signal.get_by_role("button", name="Matrix").click()
    with visitor.window("Matrix") as matrix:
        expect(matrix).to_contain_text("3 yes · Ivan · Ida · Imran")
        matrix.get_by_role("button", name="Send the matrix to me").click()
        expect(matrix).to_contain_text("Sent to your messages")
        visitor.close()
    signal.get_by_role("button", name="Why").click()
    with visitor.window("Why") as why:
        expect(why).to_contain_text("chance of landing above the bar of 3.0")
        visitor.close()
