"""Wherever a scorecard is offered, its button says what pressing it does."""

from collections.abc import Callable

from bot.playground.slack.local_slack import LocalSlack, Person
from bot.playground.slack.screen import View
from tests.conftest import Clock
from tests.stories.acting import close_all, fill_card, modal, old_button, open_card, said, score

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
    ivan = panel[0]
    told = ivan.direct_messages()[-1].plain
    assert "Your focus: " in told
    assert told.count("Open with") == 1, "one question; the others stand behind a button"
    ivan.click(ivan.direct_messages()[-1], "interview_kit")
    kit = modal(ivan)
    assert kit.plain.count("•") == 2 * kit.plain.count("More")
    parts = [value for action, _, value in kit.buttons if action == "interview_kit_part"]
    ivan.click(kit, "interview_kit_part", parts[0])
    assert modal(ivan).plain.count("Strong evidence\n• ") == modal(ivan).plain.count("Red flags\n• ") == 1
    assert any(part.get("indent") for part in modal(ivan).blocks[0]["elements"]), "with what to ask next"
    ivan.close()
    ivan.click(kit, "interview_kit_part", parts[-1])
    assert modal(ivan).plain.count("What not to ask") == 1
    assert modal(ivan).plain.count("•") == 11


def test_the_kit_of_somebody_else_is_not_shown(slack: LocalSlack, panel: list[Person], open_loop: OpenLoop) -> None:
    open_loop()
    ivan, ida = panel[:2]
    ivan.click(ivan.direct_messages()[-1], "interview_kit")
    ivans = next(value for action, _, value in modal(ivan).buttons if action == "interview_kit_part")
    ida.click(old_button(slack, "interview_kit_part", str(ivans)), "interview_kit_part")
    assert modal(ida).callback_id == "refusal"
