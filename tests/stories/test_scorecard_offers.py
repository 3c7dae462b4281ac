"""Wherever a scorecard is offered, its button says what pressing it does."""

from collections.abc import Callable

from bot.playground.slack.local_slack import Person
from bot.playground.slack.screen import View
from tests.conftest import Clock
from tests.stories.acting import close_all, fill_card, last_dm, modal, open_card, said, score

OpenLoop = Callable[..., None]


def test_a_scorecard_that_is_begun_is_continued_and_one_after_the_reveal_is_added(
    worker: Callable[[], None], now: Clock, hana: Person, panel: list[Person], open_loop: OpenLoop
) -> None:
    open_loop()
    ines = panel[3]
    ines.open_home()
    assert ("open_scorecard", "Score") in [(action, text) for action, text, _ in home_of(ines).buttons]
    open_card(ines)
    fill_card(ines, 3)
    close_all(ines)
    worker()
    assert ("open_scorecard", "Continue") in [(action, text) for action, text, _ in ines.direct_messages()[0].buttons]
    ines.open_home()
    assert ("open_scorecard", "Continue") in [(action, text) for action, text, _ in home_of(ines).buttons]

    for person in panel[:3]:
        score(person, 4)
    now.tick(days=3)
    hana.click(hana.command("/loop", "show Dana Fox").messages[0], "loop_override")
    hana.fill({"reason": "No time left"})
    hana.submit()
    open_loop(candidate="Robin Hale")
    open_loop(candidate="Kim Reyes")
    offered = said(ines.command("/score"))
    assert "Senior AI Engineer\nRevealed without it" in offered
    assert [text for _, text, _ in ines.command("/score").messages[0].buttons] == ["Score", "Score", "Add scorecard"]


def home_of(person: Person) -> View:
    """Return the Home in front of a person."""
    assert person.home is not None
    return person.home


def test_the_direct_message_carries_the_interview_kit(panel: list[Person], open_loop: OpenLoop) -> None:
    open_loop()
    kit = last_dm(panel[0])
    assert kit.count("Strong evidence\n• ") == kit.count("Red flags\n• ") >= 2
    assert ";" not in kit.partition("Strong evidence")[2].partition("Red flags")[0]
    assert kit.count("?") >= 6
    assert "Do not ask" not in kit, "the same list in every message would not be read"
    assert "11 things not to ask" in kit
    panel[0].click(panel[0].direct_messages()[-1], "interview_kit")
    assert modal(panel[0]).plain.count("Do not ask") == 1
