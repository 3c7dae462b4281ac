"""What someone in front of the page does with mouse and keyboard; after each act the page is looked over."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.soundness import assert_sound

DRAFTS, CHANNEL, APP, HOME = "jd-drafts", "hiring-ai-engineer", "Debrief", "Home"
PHONE, DESK = {"width": 400, "height": 800}, {"width": 1280, "height": 800}
ON_PHONE = pytest.mark.parametrize("size", [PHONE], indirect=True, ids=["phone"])
ON_DESK = pytest.mark.parametrize("size", [DESK], indirect=True, ids=["desk"])
JD = """AI Engineer

What you will do

- Train and fine-tune vision models in PyTorch on our own labeled images
- Build training pipelines, tune hyperparameters and retrain when drift appears
- Ship retrieval features on top of hosted models, from the API to the on-call rotation

What you bring

- PyTorch, TensorFlow and CUDA; a digital native with a rockstar attitude
- 15+ years of experience with LangChain
- A recent graduate, young and energetic; native English speaker

Competitive salary. Remote (US).
"""
"""A job description of our own making, with mistakes to find."""


IS_OTHER = "before => document.querySelector('dialog.modal')?.innerText !== before"
"""Whether no modal is in front, or another one than was."""


class Visitor:
    """Someone in front of the page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._chromium = page.context.new_cdp_session(page)

    @property
    def modal(self) -> Locator:
        """Return the modal in front."""
        return self.page.locator("dialog.modal")

    @property
    def ratings(self) -> Locator:
        """Return the ratings of the scorecard in front, one group a competency."""
        return self.modal.get_by_role("radiogroup").filter(has_text="Not assessed")

    @property
    def messages(self) -> Locator:
        """Return the messages of the place they look at, private ones included."""
        return self.page.get_by_role("log").get_by_role("article")

    @property
    def composer(self) -> Locator:
        """Return the message field."""
        return self.page.get_by_label("Message", exact=True)

    def look(self) -> None:
        """Look the page over."""
        assert_sound(self.page, self._chromium)

    def open(self, address: str = "/?as=U0RITA&channel=C0HIRING") -> None:
        """Open the page, as Rita in the channel of the loops unless told otherwise, and look it over."""
        self.arrive(address)
        self.look()

    def arrive(self, address: str = "/?as=U0RITA&channel=C0HIRING") -> None:
        """Open the page and look no further: how it begins is looked over by the tests that come back to it."""
        self.page.goto(address)
        expect(self.messages.first).to_be_visible()

    def reload(self) -> None:
        """Reload the page."""
        self.page.reload()
        expect(self.page.locator("#who")).to_contain_text("You are")

    def send(self, words: str) -> None:
        """Type into the message field and press Enter."""
        self.composer.click()
        self.page.keyboard.type(words)
        self.page.keyboard.press("Enter")

    def hears(self, user: str, words: str) -> None:
        """Let someone else, at another screen, write into the channel."""
        said = {"act": "say", "as": user, "channel": "C0HIRING", "text": words}
        assert self.page.request.post("/page/act", data=said).ok

    def become(self, name: str) -> None:
        """Choose another person in the menu top right."""
        self.page.locator("#who").click()
        self.page.get_by_role("menu", name="Act as").get_by_role("menuitem", name=name).click()
        expect(self.page.locator("#who")).to_contain_text(name)

    def go(self, place: str) -> None:
        """Choose a place in the list of channels and messages, which a narrow window keeps in a drawer."""
        drawer = self.page.locator("#drawer")
        if drawer.is_visible():
            drawer.click()
            self.look()
        self.page.locator("#side").get_by_role("button", name=place).click()
        expect(self.page.locator("#side [aria-current=page]")).to_contain_text(place)
        self.look()

    @contextmanager
    def window(self, title: str | re.Pattern[str]) -> Iterator[Locator]:
        """Wait for the modal with this title, look it over, and yield it."""
        modal = self.page.get_by_role("dialog", name=title)
        expect(modal).to_be_visible()
        self.look()
        yield modal

    @contextmanager
    def thread(self, message: Locator | None = None) -> Iterator[Locator]:
        """Open the thread of a message, or of the newest one, look it over, yield its pane, and close it."""
        (message or self.messages.last).get_by_role("button", name=re.compile("repl(y|ies)")).click()
        pane = self.page.get_by_role("complementary", name="Thread")
        expect(pane).to_be_visible()
        self.look()
        yield pane
        pane.get_by_role("button", name="Close the thread").click()
        expect(pane).to_be_hidden()

    def press(self, button: str) -> None:
        """Press a button of the modal in front."""
        self.modal.get_by_role("button", name=button).click()

    def choose(self, field: str, *names: str) -> None:
        """Find people or things in a field with type-ahead, and choose each with Enter."""
        box = self.modal.get_by_role("combobox", name=field)
        for name in names:
            box.click()
            self.page.keyboard.type(name)
            expect(self.modal.get_by_role("listbox").get_by_role("option", selected=True)).to_contain_text(name)
            self.look()
            self.page.keyboard.press("Enter")

    def open_loop(
        self, candidate: str, interviewers: Sequence[str], shown_as: str = "A code", role: str = "AI Engineer"
    ) -> None:
        """Type `/loop new`, fill in both steps, and close what it says at the end."""
        self.send("/loop new")
        self.fill_in_loop(candidate, interviewers, shown_as, role)

    def fill_in_loop(
        self, candidate: str, interviewers: Sequence[str], shown_as: str = "A code", role: str = "AI Engineer"
    ) -> None:
        """Fill in both steps of a new loop, and close what it says at the end."""
        with self.window("New loop") as form:
            form.get_by_label("Candidate", exact=True).fill(candidate)
            form.get_by_role("radio", name=shown_as).check()
            form.get_by_label("Role").select_option(role)
            form.get_by_label("Level").select_option("Senior")
            self.choose("Hiring manager", "Hana")
            self.choose("Interviewers", *interviewers)
            self.press("Next")
        with self.window("Who assesses what"):
            gaps = self.modal.get_by_role("button", name="Next").count()
            self.press("Next" if gaps else "Open loop")
        if gaps:
            with self.window(re.compile("in this panel|Before you open it")):
                self.press("Open anyway")
        with self.window("Loop opened"):
            self.close()

    def close(self) -> None:
        """Close the modal in front with Escape."""
        self.page.keyboard.press("Escape")
        expect(self.modal).to_have_count(0)

    def close_all(self) -> None:
        """Close what stands behind it, too, each once the one before it is gone."""
        while self.modal.count():
            before = self.modal.inner_text()
            self.page.keyboard.press("Escape")
            self.page.wait_for_function(IS_OTHER, arg=before)

    def rate(self, rating: int, recommendation: str) -> None:
        """Give each competency of the scorecard in front this rating, and recommend."""
        for group in self.ratings.all():
            group.get_by_role("radio", name=re.compile(f"^{rating} ·")).check()
        self.modal.get_by_role("radiogroup", name="Overall").get_by_label(recommendation, exact=True).check()
