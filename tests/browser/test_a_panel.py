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
    expect(visitor.messages.last.get_by_role("heading")).to_have_text(re.compile(r"^C-\w{4}: lean hire$"))
    expect(visitor.messages.nth(-2)).to_contain_text("4 of 4 scorecards are in.")
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
    signal = visitor.messages.last
    expect(signal.get_by_role("heading")).to_have_text(re.compile(r"^C-\w{4}: strong hire$"))
    expect(signal).to_contain_text("Recommendations: 3 yes.")
    expect(visitor.messages.nth(-2)).to_contain_text("3 of 3 scorecards are in.")
    visitor.look()
    signal.get_by_role("button", name="Why").click()
    with visitor.window("Why") as why:
        expect(why).to_contain_text("The bar for AI Engineer, senior is 3.0.")
        visitor.close()
