"""Names and texts meant to harm are words on the page: they make no element, run nothing and call no one."""

import re

from playwright.sync_api import expect

from tests.browser.visiting import APP, HOME, JD, ON_DESK, ON_PHONE, Visitor

MARKUP = "<img src=x onerror=alert(1)> <!channel>"
READ = f"{MARKUP}\u200f &amp; עד {'W' * 24}"
NAME = f"\u202e{READ}\u2067"
"""As typed: with marks besides that would turn the words around it."""
MADE = "img:not([src='/page/app-icon.svg']), body script, .broadcast, a[href^=javascript]"
"""What a text would have become; the page's one image is the app's icon."""


@ON_PHONE
def test_a_candidates_name_is_only_text(visitor: Visitor) -> None:
    visitor.open_loop(NAME, ["Ivan"], shown_as="The name")
    expect(visitor.messages.last).to_contain_text(READ)
    _is_only_text(visitor)
    visitor.become("Ivan Petrov")
    visitor.go(APP)
    expect(visitor.messages.last).to_contain_text(READ)
    _is_only_text(visitor)
    visitor.messages.last.get_by_role("button", name="Score").click()
    with visitor.window("Score C-") as scorecard:
        expect(scorecard).to_contain_text(READ)
        _is_only_text(visitor)
        visitor.close()
    visitor.go(HOME)
    expect(visitor.page.locator("#messages")).to_contain_text(READ)
    visitor.look()
    _is_only_text(visitor)


@ON_DESK
def test_what_people_write_and_paste_is_only_text(visitor: Visitor) -> None:
    visitor.send(MARKUP)
    expect(visitor.messages.last).to_contain_text(MARKUP)
    _is_only_text(visitor)
    visitor.send("/jd review")
    with visitor.window("Review a JD") as form:
        form.get_by_label("The JD").fill(JD.replace("LangChain", f"LangChain, {MARKUP}"))
        form.get_by_label("Title").fill(MARKUP)
        visitor.press("Review")
    with visitor.window("JD review") as review:
        expect(review).to_contain_text(MARKUP)
        _is_only_text(visitor)
        visitor.press("remarks")
    with visitor.window(re.compile("remarks$")) as remarks:
        expect(remarks).to_contain_text("LangChain")
        _is_only_text(visitor)
        visitor.press("Open: Ask for fewer years of LangChain")
    with visitor.window(re.compile("^Remark")) as remark:
        expect(remark.get_by_role("blockquote").filter(has_text="15+ years").first).to_contain_text(MARKUP)
        _is_only_text(visitor)
        visitor.press("Back")
    with visitor.window(re.compile("remarks$")):
        visitor.press("Back")
    with visitor.window("JD review"):
        visitor.close()


def _is_only_text(visitor: Visitor) -> None:
    """Require that nothing of it became an element or a mention; `Watch` sees to dialogs, errors and requests."""
    visitor.look()
    expect(visitor.page.locator(MADE)).to_have_count(0)
