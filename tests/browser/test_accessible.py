"""axe finds nothing serious around the surfaces, on a phone or desk, light or dark; test_surfaces asks it of each."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import grave_faults, is_installed
from tests.browser.pictures import SCHEMES
from tests.browser.visiting import HOME, ON_DESK, Visitor

pytestmark = pytest.mark.skipif(not is_installed(), reason="axe isn't installed; `make test` brings it")


def test_axe_finds_nothing_grave_around_the_messages(visitor: Visitor) -> None:
    page = visitor.page
    visitor.open("/")
    _expect_usable(visitor)  # the tour, too
    page.locator("#who").click()
    expect(page.get_by_role("menu", name="Act as")).to_be_visible()
    _expect_usable(visitor)
    page.keyboard.press("Escape")
    drawer = page.locator("#drawer")
    if drawer.is_visible():
        drawer.click()
        _expect_usable(visitor)
        drawer.click()
    visitor.composer.click()
    page.keyboard.type("/")
    expect(page.get_by_role("listbox", name="Commands")).to_be_visible()
    _expect_usable(visitor)
    page.keyboard.press("Backspace")
    visitor.go(HOME)
    _expect_usable(visitor)


def test_axe_finds_nothing_grave_in_what_opens_from_a_message(visitor: Visitor) -> None:
    page = visitor.page
    last = visitor.messages.last
    last.get_by_role("button", name="More actions").click()
    _expect_usable(visitor)
    page.get_by_role("menuitem", name="React with :tada:").click()
    with visitor.thread(visitor.messages.nth(-2)):
        _expect_usable(visitor)
    visitor.send("/loop new")
    with visitor.window("New loop") as form:
        visitor.press("Next")
        expect(form.get_by_role("alert").first).to_be_visible()
        form.get_by_role("combobox", name="Interviewers").click()
        page.keyboard.type("In")
        expect(form.get_by_role("listbox", name="Suggestions")).to_be_visible()
        _expect_usable(visitor)
        page.keyboard.press("Escape")
        visitor.close()


@ON_DESK
def test_axe_finds_nothing_grave_on_a_record_to_print(visitor: Visitor) -> None:
    visitor.send("/loop record Dana Fox")
    with visitor.window("Record C-") as record:
        record.get_by_label("Export as").select_option("Page to print")
        expect(record).to_contain_text("works for 10 minutes")
        with visitor.page.context.expect_page() as opened:
            record.get_by_role("button", name="Open").click()
    printed = opened.value
    expect(printed.get_by_role("heading", level=1)).to_contain_text("Dana Fox")
    assert [*grave_faults(printed.locator("html"))] == []


SPOILED = {
    "button-name": "(part) => { part.removeAttribute('aria-label'); part.replaceChildren(); }",
    "color-contrast": "(part) => { part.style.color = 'gray'; part.style.background = 'darkgray'; }",
    "aria-valid-attr-value": "(part) => part.setAttribute('aria-expanded', 'perhaps')",
}
"""What is done to a button, by the rule of axe's that it breaks."""


@ON_DESK
@pytest.mark.parametrize("rule", SPOILED)
def test_a_button_that_was_spoiled_is_found(visitor: Visitor, rule: str) -> None:
    message = visitor.messages.last
    assert not [*grave_faults(message)]
    message.get_by_role("button", name="Score").evaluate(SPOILED[rule])
    assert [fault for fault in grave_faults(message) if fault.startswith(rule)]


def _expect_usable(visitor: Visitor) -> None:
    """Require that axe finds nothing grave in all that is on the page, light or dark."""
    for scheme in SCHEMES:
        visitor.page.emulate_media(color_scheme=scheme)
        assert [*grave_faults(visitor.page.locator("html"))] == [], scheme
