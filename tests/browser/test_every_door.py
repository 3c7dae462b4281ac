"""Whatever a button of a message or of Home opens fits the window and can be used without seeing it."""

from playwright.sync_api import Locator, expect

from tests.browser.visiting import APP, CHANNEL, HOME, Visitor

COMMANDS = (
    "/rubric ai-engineer senior",
    "/rubric",
    "/jd checklist ai-engineer",
    "/loop list",
    "/score",
    "/signal",
    "/debrief help",
)


MORE = "⋯"
"""What a menu of further actions is drawn as."""


def test_every_button_opens_a_window_that_fits(visitor: Visitor) -> None:
    for person, places in {"Rita Okafor": (HOME, CHANNEL), "Ida Lindqvist": (HOME, APP)}.items():
        visitor.become(person)
        for place in places:
            visitor.go(place)
            assert open_every_door(visitor, visitor.page.locator("#messages"))


def test_every_private_answer_comes_into_view_and_fits_and_so_does_what_it_opens(visitor: Visitor) -> None:
    for command in COMMANDS:
        before = visitor.messages.count()
        visitor.send(command)
        expect(visitor.messages).to_have_count(before + 1)
        expect(visitor.messages.last).to_contain_text("Only visible to you")
        expect(visitor.messages.last).to_be_in_viewport()
        visitor.look()
        open_every_door(visitor, visitor.messages.last)


def open_every_door(visitor: Visitor, part: Locator) -> list[str]:
    """Press one button of each wording in this part of the page, look over and close what opens; return the words."""
    expect(part.locator(".block").first).to_be_visible()
    buttons = part.locator(".block").get_by_role("button")
    opened = list(dict.fromkeys(buttons.all_inner_texts()))
    for words in opened:
        buttons.filter(has_text=words).last.click()
        if words == MORE:
            expect(visitor.page.get_by_role("menuitem").first).to_be_visible()
            visitor.look()
            visitor.page.keyboard.press("Escape")
            continue
        expect(visitor.modal).to_be_visible()
        visitor.look()
        visitor.close()
    return opened
