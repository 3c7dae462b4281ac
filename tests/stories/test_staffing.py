"""Whether to hire: six questions, an outcome that leads on, and a record for those whom it concerns."""

from bot.features.doors import Door
from bot.features.staffing.export_checks import export_checks
from bot.playground.slack.local_slack import Person
from bot.wiring import Services
from tests.bot.features.opened_loop import TEAM
from tests.stories.acting import CHANNEL, close_all, modal, said
from tests.stories.openings import make_opening

MET = {"work": "product", "team": "technical", "budget": "market", "start": "sooner", "inside": "no-one", "law": "open"}


def answer(person: Person, **changes: str) -> None:
    """Answer the six questions from `/rubric hire` on, all conditions of a hire met unless changed."""
    (page,) = person.command("/rubric", "hire").messages
    person.click(page, Door.STAFFING)
    opening = {"staffing_opening": changes.pop("opening")} if "opening" in changes else {}
    person.fill({f"staffing_answer:{name}": value for name, value in {**MET, **changes}.items()} | opening)
    person.submit()


def test_answers_are_kept_for_who_gave_them_and_for_those_who_run_the_opening(
    rita: Person, hana: Person, otto: Person, services: Services
) -> None:
    make_opening(rita)
    (opening,) = [each for each in _offered(rita) if each]
    answer(rita, opening=opening)
    shown = modal(rita).plain
    assert "Hire full-time" in shown
    assert "All three conditions for a full-time hire are met." in shown
    assert {action for action, _, _ in modal(rita).buttons} >= {Door.OPENING, Door.DRAFT_JD}
    rita.click(modal(rita), "staffing_why")
    assert "a hire alone comes too late" in modal(rita).plain
    assert "What Is an AI Engineer?" in modal(rita).plain
    check = next(value.partition(":")[0] for action, _, value in modal(rita).buttons if action == "staffing_back")

    close_all(rita)
    (page,) = hana.command("/opening", "show Support product", channel=CHANNEL).messages
    assert "Hire or not? Hire full-time" in page.plain
    hana.click(page, Door.STAFFING_CHECK)
    assert "Answered by @Rita" in modal(hana).plain

    close_all(rita)
    answer(otto, budget="less", inside="engineers")
    assert "Grow the team you have" in modal(otto).plain
    otto.click(modal(otto), "staffing_list")
    assert "Support product" not in modal(otto).plain, "a list holds one's own answers"
    assert check not in [value for _, _, value in modal(otto).buttons]

    first, second = sorted(export_checks(services, TEAM), key=lambda each: each["outcome"])
    assert (first["outcome"], second["outcome"]) == ("augment", "hire")
    assert second["opening"] == opening
    assert second["answers"][0]["answer"] == "It's an ongoing product"
    assert export_checks(services, "T0OTHER") == []


def _offered(person: Person) -> list[str]:
    """Return the openings that the form offers, and close it."""
    (page,) = person.command("/rubric", "hire").messages
    person.click(page, Door.STAFFING)
    (menu,) = [block["element"] for block in modal(person).blocks if block["block_id"] == "staffing_opening"]
    close_all(person)
    return [option["value"] for option in menu["options"]]


def test_an_answer_left_out_is_asked_for(rita: Person) -> None:
    (page,) = rita.command("/rubric", "hire").messages
    rita.click(page, Door.STAFFING)
    rita.fill({f"staffing_answer:{name}": value for name, value in MET.items() if name != "law"})
    assert rita.submit().action == "errors"
    assert "Answer 6 questions" in said(rita.command("/rubric", "hire"))
