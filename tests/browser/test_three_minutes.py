"""The first three minutes are three: every word on the way is read, every press takes its time, and the sum is counted.

The way is the README's: what it says until it lists what Debrief does, the JD's review, one scorecard, the signal it
reveals, and the next step that is offered there. What frames every Slack (its top bar, its channels) isn't read.
"""

import re
from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.browser.visiting import ON_DESK, Visitor

README = Path(__file__).parents[2] / "README.md"
A_WORD_S = 60 / 200
"""Seconds: people read 200 to 250 words a minute when they mean to understand; the slow ones count."""
A_PRESS_S = 2
"""Seconds to find a button and press it."""
MOST_S = 180
WORD = re.compile(r"\S*[^\W_]\S*")
PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
SEEN = """(part) => {
  const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
  const seen = new Set(); // what stands there word for word again isn't read again
  const isBelowTheChosen = (radio) => {
    const chosen = radio?.closest("[role=radiogroup]")?.querySelector("input:checked");
    return Boolean(chosen && chosen.compareDocumentPosition(radio) & Node.DOCUMENT_POSITION_FOLLOWING);
  };
  while (walker.nextNode()) {
    const { parentElement: holder, textContent } = walker.currentNode;
    if (!holder.checkVisibility() || holder.closest(".unseen, [aria-hidden=true]")) continue;
    if (holder.getBoundingClientRect().width <= 1) continue; // named for a screen reader alone
    if (holder.matches("option") && !holder.selected) continue;
    if (isBelowTheChosen(holder.closest("label")?.querySelector("input[type=radio]"))) continue;
    seen.add(textContent.trim());
  }
  return [...seen].join(" ");
}"""


class Newcomer:
    """Someone who reads all that stands before them, and presses what leads on; counts both."""

    def __init__(self) -> None:
        self.words: dict[str, int] = {}
        self.presses = 0

    def read(self, what: str, text: str) -> None:
        """Read something to its end."""
        self.words[what] = len(WORD.findall(text))

    def look(self, what: str, *parts: Locator) -> None:
        """Read what is to be seen in these parts of the page."""
        self.read(what, " ".join(part.evaluate(SEEN) for part in parts))

    def press(self, button: Locator) -> None:
        """Press a button, or check a box."""
        button.click()
        self.presses += 1

    @property
    def seconds(self) -> float:
        """Return how long all of it took."""
        return sum(self.words.values()) * A_WORD_S + self.presses * A_PRESS_S


@ON_DESK
def test_from_the_readme_to_the_step_after_a_signal_takes_three_minutes(visitor: Visitor) -> None:
    newcomer, page = Newcomer(), visitor.page
    newcomer.read("README, until it lists what Debrief does", for_newcomers())
    visitor.open("/")
    tour, messages = page.get_by_role("region", name="Tour"), page.locator("#messages")
    newcomer.look("the page, with a JD", tour, messages)
    newcomer.press(tour.get_by_role("button", name="Review this JD"))
    with visitor.window("JD review") as review:
        newcomer.look("JD review", review)
        newcomer.press(review.get_by_role("button", name="Close").last)
    newcomer.look("the tour's next step", tour.locator("[aria-current]"), tour.locator(".step"))
    newcomer.press(tour.get_by_role("button", name="Score as Ivan"))
    with visitor.window("Score C-") as card:
        for group in visitor.ratings.all():
            newcomer.press(group.get_by_role("radio", name=re.compile("^4 ·")))
        overall = visitor.modal.get_by_role("radiogroup", name="Overall")
        newcomer.press(overall.get_by_label("Yes", exact=True))
        newcomer.look("scorecard, each scale down to what fits", card)
        newcomer.press(card.get_by_role("button", name="Submit"))
    with visitor.window("Panel revealed") as reveal:
        newcomer.look("signal, at the reveal", reveal)
        newcomer.press(reveal.get_by_role("button", name="Done"))
    expect(tour.get_by_role("button", name="Start debrief as Hana")).to_be_in_viewport()
    newcomer.look("the step after it", tour.locator("[aria-current]"), tour.locator(".step"))

    assert newcomer.seconds <= MOST_S, (newcomer.words, newcomer.presses)


def for_newcomers() -> str:
    """Return what the README says to someone who only wants to see it; pictures are looked at, not read."""
    told, listed, _ = README.read_text(encoding="utf-8").partition("## What it does")
    assert listed
    return PICTURE.sub("", told)
