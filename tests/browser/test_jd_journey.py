"""From a JD with mistakes to what its interviews assess: reviewed, fixed, approved by two, opened, traced, checked."""

import re

from playwright.sync_api import expect

from tests.browser.visiting import APP, CHANNEL, HOME, ON_DESK, Visitor

OPENING = "Support product"


@ON_DESK
def test_a_jd_is_fixed_approved_by_two_and_carried_by_its_opening(visitor: Visitor) -> None:
    _fix(visitor)
    _ask_for_approval(visitor)
    _approve_from_a_message(visitor)
    _approve_from_home(visitor)
    _open_the_opening(visitor)
    _trace(visitor)
    _check(visitor)


def _fix(visitor: Visitor) -> None:
    visitor.open("/")
    visitor.page.get_by_role("region", name="Tour").get_by_role("button", name="Review this JD").click()
    with visitor.window("JD review"):
        visitor.press("Fix all I can")
    with visitor.window("Fix all I can") as form:
        for label, fact in (("Minimum pay", "200000"), ("Maximum pay", "240000")):
            form.get_by_label(label).fill(fact)
        form.get_by_label("Bonus and equity").fill("10% bonus")
        form.get_by_label("Benefits").fill("Health insurance, 401(k)")
        visitor.press("See the fixed text")
    with visitor.window("Fixed text") as fixed:
        expect(fixed).to_contain_text("$200,000 to $240,000")
        visitor.press("Ask for approval")


def _ask_for_approval(visitor: Visitor) -> None:
    with visitor.window("Ask for approval") as form:
        visitor.choose("Who approves?", "Hana", "Ivan")
        form.get_by_role("button", name="Ask", exact=True).click()
    with visitor.window("JD approval") as asked:
        expect(asked).to_contain_text("In review: 0 of 2 approvals")
        expect(asked.get_by_role("button", name="Approve", exact=True)).to_have_count(0)
    visitor.close_all()


def _approve_from_a_message(visitor: Visitor) -> None:
    visitor.become("Hana Suzuki")
    visitor.go(APP)
    asked = visitor.messages.filter(has_text="asks you to approve a JD")
    asked.get_by_role("button", name="Read and approve").click()
    with visitor.window("JD approval") as page:
        visitor.press("Read the text")
    with visitor.window("The text") as text:
        expect(text).to_contain_text("$200,000 to $240,000")
        visitor.press("Back")
    with visitor.window("JD approval") as page:
        page.get_by_role("button", name="Approve", exact=True).click()
        expect(page).to_contain_text("In review: 1 of 2 approvals")
        expect(page.get_by_role("button", name="Withdraw approval")).to_be_visible()
        visitor.close()


def _approve_from_home(visitor: Visitor) -> None:
    visitor.become("Ivan Petrov")
    visitor.go(HOME)
    home = visitor.page.get_by_role("main")
    expect(home).to_contain_text("1 JD to approve")
    home.get_by_role("button", name=re.compile("^Read and approve")).click()
    with visitor.window("JD approval") as page:
        page.get_by_role("button", name="Approve", exact=True).click()
        expect(page).to_contain_text("Approved")
        visitor.close()


def _open_the_opening(visitor: Visitor) -> None:
    visitor.become("Rita Okafor")
    visitor.go(APP)
    told = visitor.messages.filter(has_text="The JD is approved")
    told.get_by_role("button", name="Open").click()
    with visitor.window("JD approval") as page:
        expect(page).to_contain_text("Approved")
        visitor.press("New opening")
    with visitor.window("New opening") as form:
        form.get_by_label("Name", exact=True).fill(OPENING)
        visitor.choose("Hiring manager", "Hana")
        visitor.choose("Channel", CHANNEL)
        visitor.press("Next: panel")
    with visitor.window("Who interviews"):
        visitor.press("Save")
    with visitor.window("Plan"):
        pass
    visitor.close_all()
    visitor.go(CHANNEL)
    visitor.send(f"/opening show {OPENING}")
    shown = visitor.messages.last
    expect(shown).to_contain_text("JD approved")
    shown.get_by_role("button", name=re.compile("^Open the JD|^Open JD")).click()
    with visitor.window("JD approval") as page:
        expect(page).to_contain_text(OPENING)
        expect(page).to_contain_text("Approved")
        visitor.close()


def _trace(visitor: Visitor) -> None:
    visitor.messages.last.get_by_role("button", name="against its interviews").click()
    with visitor.window("JD and interviews") as page:
        expect(page).to_contain_text("to confirm")
        expect(page).to_contain_text("The approved JD against the plan of this opening.")
        visitor.press("Confirm")
    with visitor.window("What assesses it?") as form:
        expect(form).to_contain_text("Leave a field empty if nothing does")
        visitor.press("Confirm")
    with visitor.window("JD and interviews") as page:
        expect(page).to_contain_text("demands assessed")
        expect(page).to_contain_text("Assessed, never advertised")
        visitor.close()  # and no page of before stands behind it


def _check(visitor: Visitor) -> None:
    """Hold the approved text, and one that says another thing, against what was approved."""
    visitor.messages.last.get_by_role("button", name=re.compile("^Open the JD|^Open JD")).click()
    with visitor.window("JD approval"):
        visitor.press("Read the text")
    with visitor.window("The text") as text:
        approved = "\n".join(text.locator("pre").all_inner_texts())
    visitor.close_all()
    visitor.send("/jd check")
    for published, said in (
        (approved, f"This is the approved JD of {OPENING}"),
        (approved.replace("$240,000", "$250,000"), "Differs from the approved JD"),
    ):
        with visitor.window("Check a posting") as form:
            form.get_by_label("The JD").fill(published)
            form.get_by_role("button", name="Check", exact=True).click()
            expect(form).to_contain_text(said)
            form.get_by_role("button", name="Check another").click()
            expect(form.get_by_label("The JD")).to_be_visible()
    visitor.close_all()
