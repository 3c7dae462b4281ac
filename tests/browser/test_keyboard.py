"""The page without a mouse: the focus goes where one is needed, and comes back."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.visiting import APP, HOME, JD, ON_DESK, ON_PHONE, Visitor

FOCUSED = "(part) => part.contains(document.activeElement)"
TAB_STOPS = 40


@ON_DESK
def test_a_window_takes_the_focus_and_gives_it_back_to_the_button_that_opened_it(visitor: Visitor) -> None:
    why = visitor.messages.get_by_role("button", name="Why").last
    why.focus()
    visitor.page.keyboard.press("Enter")
    with visitor.window("Why") as window:
        assert _has_focus(window)
        body = window.locator(".body")
        visitor.page.keyboard.press("End")
        expect(body.locator(".block").last).to_be_in_viewport()
        visitor.close()
    expect(why).to_be_focused()


@ON_DESK
def test_escape_closes_the_window_in_front_and_held_down_none_below_it(visitor: Visitor) -> None:
    visitor.messages.get_by_role("button", name="Why").last.click()
    with visitor.window("Why"):
        visitor.press("Matrix")
    with visitor.window("Matrix"):
        for _ in range(3):  # without letting it go, so that the second and third are the key's repeats
            visitor.page.keyboard.down("Escape")
    with visitor.window("Why"):
        visitor.page.keyboard.up("Escape")
        visitor.close()


@ON_DESK
def test_a_form_starts_in_its_first_field_or_where_one_is_chosen_already(visitor: Visitor) -> None:
    visitor.messages.filter(has_text="Not enough evidence").get_by_role("button", name="Add interview").click()
    visitor.close()  # Rita is told who decides
    visitor.become("Hana Suzuki")
    visitor.messages.filter(has_text="Not enough evidence").get_by_role("button", name="Add interview").click()
    with visitor.window("Decide C-") as form:
        expect(form.get_by_label("Another interview", exact=True)).to_be_focused()
        visitor.close()


@ON_DESK
def test_a_form_starts_in_its_first_field_and_ends_in_the_message_field(visitor: Visitor) -> None:
    visitor.send("/loop new")
    with visitor.window("New loop") as form:
        expect(form.get_by_label("Candidate", exact=True)).to_be_focused()
        visitor.page.keyboard.press("Enter")  # in a text field it submits nothing
        for _ in range(TAB_STOPS):
            visitor.page.keyboard.press("Tab")
            assert _has_focus(form), "what stands behind the window was reached"
        visitor.press("Next")
        expect(form.get_by_label("Candidate", exact=True)).to_be_focused()
        expect(form.get_by_role("alert").first).to_have_text("Please complete this required field.")
        visitor.look()
        visitor.close()
    expect(visitor.composer).to_be_focused()


@pytest.mark.parametrize("is_touch", [True], indirect=True)
@ON_PHONE
def test_under_a_finger_too_a_command_typed_ends_where_it_was_typed(visitor: Visitor) -> None:
    visitor.send("/loop new")
    with visitor.window("New loop"):
        visitor.close()
    expect(visitor.composer).to_be_focused()


def test_a_refused_form_shows_and_focuses_its_first_error_each_time(visitor: Visitor) -> None:
    visitor.open_loop("Kim Reyes", ["Ivan"])
    visitor.become("Ivan Petrov")
    visitor.go(APP)
    visitor.messages.filter(has_text="Kim Reyes").get_by_role("button", name="Score").click()
    with visitor.window("Score C-") as form:
        ratings = visitor.ratings
        for answered in range(2):
            for _ in range(2):  # the second time with the same errors, from wherever one has read on to
                visitor.press("Submit")
                expect(form.get_by_role("alert").first).to_be_in_viewport()
                expect(ratings.nth(answered).get_by_role("radio").first).to_be_focused()
                form.locator(".block").last.scroll_into_view_if_needed()
            ratings.nth(answered).get_by_role("radio", name="3 ·").check()
        expect(ratings.nth(1).get_by_role("radio", name="3 ·")).to_be_focused()
        visitor.close()


@ON_DESK
def test_escape_closes_only_what_is_in_front(visitor: Visitor) -> None:
    visitor.send("/loop new")
    with visitor.window("New loop") as form:
        form.get_by_role("combobox", name="Hiring manager").focus()
        visitor.page.keyboard.press("ArrowDown")
        expect(form.get_by_role("listbox")).to_be_visible()
        visitor.page.keyboard.press("Escape")
        expect(form.get_by_role("listbox")).to_be_hidden()
        expect(form).to_be_visible()
        visitor.page.locator("#who").click()
        visitor.page.keyboard.press("Escape")
        expect(visitor.page.get_by_role("menu")).to_have_count(0)
        expect(visitor.page.locator("#who")).to_be_focused()
        expect(form).to_be_visible()
        visitor.close()  # wherever the focus is


@ON_PHONE
def test_escape_closes_the_drawer_and_gives_the_focus_back(visitor: Visitor) -> None:
    drawer = visitor.page.locator("#drawer")
    drawer.click()
    expect(drawer).to_have_attribute("aria-expanded", "true")
    visitor.page.locator("#side").get_by_role("button", name=HOME).focus()
    visitor.page.keyboard.press("Escape")
    expect(drawer).to_have_attribute("aria-expanded", "false")
    expect(drawer).to_be_focused()


@ON_PHONE
def test_a_question_stands_in_front_of_its_window_and_is_answered_first(visitor: Visitor) -> None:
    visitor.send("/jd review")
    with visitor.window("Review a JD") as form:
        form.get_by_label("The JD").fill(JD)
        visitor.press("Review")
    with visitor.window("JD review"):
        visitor.close()
    visitor.send("/jd history")
    with visitor.window("Your JD reviews") as history:
        history.get_by_role("combobox").select_option("AI Engineer")
    with visitor.window("Keep or delete") as kept:
        delete = kept.get_by_role("button", name="Delete the review")
        delete.click()
        with visitor.window("Delete this review?") as question:
            assert _has_focus(question)
            visitor.page.keyboard.press("Escape")
            expect(question).to_have_count(0)
        expect(delete).to_be_focused()
        visitor.page.keyboard.press("Enter")
        with visitor.window("Delete this review?") as question:
            question.get_by_role("button", name="Delete it").click()
    with visitor.window("Deleted") as deleted:
        expect(delete).to_have_count(0)
        assert _has_focus(deleted)
        visitor.close()  # and with it what lies below


@ON_DESK
def test_commands_people_and_places_are_chosen_by_keys(visitor: Visitor) -> None:
    keyboard = visitor.page.keyboard
    visitor.composer.focus()
    keyboard.type("/")
    offered = visitor.page.get_by_role("listbox", name="Commands").get_by_role("option")
    expect(offered.first).to_have_attribute("aria-selected", "true")
    visitor.look()
    keyboard.press("ArrowDown")
    expect(offered.nth(1)).to_have_attribute("aria-selected", "true")
    keyboard.press("Tab")
    expect(visitor.composer).to_have_value("/jd ")
    keyboard.type("checklist ai-engineer")
    keyboard.press("Enter")
    expect(visitor.messages.last).to_contain_text("Must say")

    visitor.page.locator("#who").focus()
    keyboard.press("Enter")
    keyboard.press("ArrowDown")
    keyboard.press("Enter")
    expect(visitor.page.locator("#who")).to_contain_text("Hana Suzuki")
    expect(visitor.page.locator("#who")).to_be_focused()
    home = visitor.page.locator("#side").get_by_role("button", name=HOME)
    home.focus()
    keyboard.press("Enter")
    expect(visitor.page.get_by_role("heading", name="Loops you run")).to_be_visible()
    expect(home).to_be_focused()


@ON_DESK
def test_people_are_found_by_their_names_before_their_titles(visitor: Visitor) -> None:
    visitor.send("/loop new")
    with visitor.window("New loop") as form:
        form.get_by_role("combobox", name="Interviewers").click()
        visitor.page.keyboard.type("In")
        found = form.get_by_role("listbox", name="Suggestions").get_by_role("option")
        expect(found.first).to_have_attribute("aria-selected", "true")
        names = [words.partition("@")[0].strip() for words in found.all_inner_texts()]
        assert names[:2] == ["Inês Duarte", "Ida Lindqvist"]
        assert names.index("Hana Suzuki") > 1
        visitor.page.keyboard.press("Enter")
        expect(form.get_by_role("button", name="Remove Inês Duarte")).to_be_visible()
        visitor.close()


def _has_focus(part: Locator) -> bool:
    return bool(part.evaluate(FOCUSED))
