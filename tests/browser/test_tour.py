"""The first three minutes: a newcomer lands on a JD, and the tour ticks itself off by what they do."""

import re

from playwright.sync_api import Locator, expect

from tests.browser.visiting import DRAFTS, HOME, JD, ON_DESK, ON_PHONE, Visitor

CUT_OFF = """() => {
  const frame = document.getElementById("scroll").getBoundingClientRect();
  return [...document.getElementById("messages").children].filter((part) => {
    const { top, bottom } = part.getBoundingClientRect();
    const [above, below] = [top < frame.top - 1, bottom > frame.bottom + 1];
    return (above && bottom > frame.top + 1) || (below && top < frame.bottom - 1);
  }).map((part) => part.textContent);
}"""


def test_somebody_new_lands_on_a_whole_jd_with_the_next_step_above_it(visitor: Visitor) -> None:
    visitor.open("/")
    expect(visitor.page.locator("#head")).to_contain_text(DRAFTS)
    expect(visitor.messages).to_have_count(1)
    expect(visitor.messages.first).to_be_in_viewport(ratio=1)
    assert visitor.page.evaluate(CUT_OFF) == []
    expect(_tour(visitor).get_by_role("button", name="Review this JD")).to_be_in_viewport(ratio=1)


def test_the_tour_ticks_off_what_was_done_until_nothing_is_left(visitor: Visitor) -> None:
    visitor.open("/")
    tour = _tour(visitor)
    tour.get_by_role("button", name="Review this JD").click()
    with visitor.window("JD review"):
        visitor.close()
    _expect_done(tour, 1)

    tour.get_by_role("button", name="Score as Ivan").click()
    with visitor.window("Score "):
        expect(visitor.page.locator("#who")).to_contain_text("Ivan Petrov")
        visitor.rate(4, "Yes")
        visitor.press("Submit")
    _expect_done(tour, 2)
    visitor.close()

    tour.get_by_role("button", name="Start debrief as Hana").click()
    with visitor.window("Start debrief"):
        expect(visitor.page.locator("#who")).to_contain_text("Hana Suzuki")
        visitor.press("Start debrief")
    with visitor.window("Debrief "):
        _expect_done(tour, 2)  # where they differ is still to be read
        visitor.press("Both sides")
    with visitor.window("Silent read "):
        _expect_done(tour, 3)
        visitor.page.keyboard.press("Escape")
    with visitor.window("Debrief "):
        visitor.close()

    tour.get_by_role("button", name="Decide as Hana").click()
    with visitor.window("Decide C-") as form:
        form.get_by_label("Hire", exact=True).check()
        visitor.press("Record decision")
    _expect_done(tour, 4)
    with visitor.window("Decided C-"):
        visitor.close()

    tour.get_by_role("button", name="Paste a JD as Rita").click()
    with visitor.window("Review a JD") as form:
        form.get_by_label("The JD").fill(JD)
        visitor.press("Review")
    with visitor.window("JD review"):
        visitor.close()
    _expect_done(tour, 4)  # a loop of one's own is still on offer
    expect(tour.get_by_role("button", name="Paste a JD as Rita")).to_contain_text("✓")
    tour.get_by_role("button", name="Open a loop as Rita").click()
    visitor.fill_in_loop("Mara Lindholm", ["Ivan", "Ida", "Imran"])
    _expect_done(tour, 5)
    expect(tour.get_by_role("paragraph")).to_have_text(
        "That's Debrief. Next: see Put it in your Slack in the README, or send that page to your Slack admin.",
        use_inner_text=True,
    )
    visitor.look()
    visitor.go(HOME)
    expect(tour).to_be_hidden()  # its goodbye is said once, and can be called back
    visitor.page.get_by_role("button", name="Tour: 3 minutes").click()
    expect(tour).to_contain_text("Put it in your Slack")


@ON_DESK
def test_a_step_can_be_looked_at_again_and_the_tour_put_away_and_taken_back(visitor: Visitor) -> None:
    tour = _tour(visitor)
    fourth = tour.get_by_role("button", name="Your own")
    fourth.focus()
    visitor.page.keyboard.press("Enter")
    expect(fourth).to_be_focused()
    visitor.become("Ivan Petrov")
    tour.get_by_role("button", name="Open a loop as Rita").click()
    with visitor.window("loop"):
        expect(visitor.page.locator("#who")).to_contain_text("Rita")
        visitor.close()
    tour.get_by_role("button", name="Close the tour").click()
    expect(tour).to_be_hidden()
    visitor.reload()
    expect(tour).to_be_hidden()
    visitor.page.get_by_role("button", name="Tour: 3 minutes").click()
    expect(tour).to_be_visible()


@ON_PHONE
def test_the_tour_leaves_most_of_a_phone_to_the_messages(visitor: Visitor) -> None:
    steps = _tour(visitor).locator("ol").get_by_role("button").all()
    assert len(steps) > 1
    for step in steps:
        step.click()
        visitor.look()
        assert _tour(visitor).bounding_box()["height"] < 150


def _tour(visitor: Visitor) -> Locator:
    return visitor.page.get_by_role("region", name="Tour")


def _expect_done(tour: Locator, count: int) -> None:
    expect(tour.get_by_role("button", name=re.compile(r"\(done\)"))).to_have_count(count)
