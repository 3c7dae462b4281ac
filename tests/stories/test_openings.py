"""A job to fill, from `/opening new` to its closing, as a recruiter and those around her meet it."""

from collections.abc import Callable

from bot.playground.slack.local_slack import LocalSlack, Person
from tests.stories.acting import CHANNEL, HANA, chosen, close_all, modal, old_button, said
from tests.stories.openings import filled_opening, make_opening, seats

OpenLoop = Callable[..., None]
Worker = Callable[[], None]


def choose(person: Person, act: str) -> None:
    """Choose an act in the ⋯ menu of the opening that `/opening show` answers with."""
    shown = person.command("/opening", "show support product").messages[-1]
    menus = [element for block in shown.blocks for element in block.get("elements", ())]
    values = [option["value"] for menu in menus for option in menu.get("options", ())]
    person.click(shown, "opening_more", next(value for value in values if value.startswith(f"{act} ")))


def test_without_an_opening_the_list_leads_to_one(rita: Person) -> None:
    answer = rita.command("/opening").messages[-1]
    assert "No openings yet" in answer.plain
    rita.click(answer, "opening_new")
    assert modal(rita).title == "New opening"
    close_all(rita)
    rita.click(answer, "loop_new")
    assert modal(rita).title == "New loop", "loops without an opening stay possible"


def test_an_opening_begins_with_a_plan_of_its_roles_rubric(rita: Person, hana: Person) -> None:
    rita.command("/opening", "new", channel=CHANNEL)
    rita.fill(filled_opening())
    rita.submit()
    assert len(seats(rita)) == 5, "a screen and a panel of four"
    rita.fill(dict(zip(seats(rita), ["U0IDA", "U0IVAN", "U0IDA", "U0IMRAN"], strict=False)))
    rita.submit()
    plan = modal(rita).plain
    assert "1. Screen · 45 min @Ida" in plan
    assert "2. Onsite · 4 × 45 min @Ivan Petrov @Ida" in plan
    assert "1 to name" in plan
    assert "All" in plan
    assert "competencies" in plan
    close_all(rita)

    shown = said(rita.command("/opening", "show Support product"))
    assert "Senior AI Engineer · Remote (US)" in shown
    assert "No candidates yet" in shown
    assert "Hiring manager @Hana" in shown
    assert "decides who goes on" in shown
    assert "Support product" in said(hana.command("/opening")), "its hiring manager runs it as well"


def test_who_recruits_for_themselves_is_named_once(hana: Person) -> None:
    hana.command("/opening", "new", channel=CHANNEL)
    hana.fill(filled_opening())
    hana.submit()
    hana.submit()
    close_all(hana)
    shown = said(hana.command("/opening", "show Support product"))
    assert "@Hana Suzuki decides who goes on" in shown
    assert "or @Hana" not in shown


def test_an_opening_is_only_for_those_who_run_it(slack: LocalSlack, rita: Person, otto: Person) -> None:
    make_opening(rita)
    assert "Support product" not in said(otto.command("/opening"))
    assert "None of your openings" in said(otto.command("/opening", "show Support product"))
    shown = rita.command("/opening", "show Support product").messages[-1]
    opening = next(value for action, _, value in shown.buttons if action == "loop_new")
    for action, value in (
        ("opening_open", opening),
        ("opening_plan", opening),
        ("opening_more", f"close {opening}"),
        ("opening_more", f"edit {opening}"),
        ("opening_candidates", f"{opening}:0"),
        ("opening_rubric", opening),
        ("opening_add_stage", f"{opening} abc"),
    ):
        otto.click(old_button(slack, action, value, "C0GENERAL"), action)
        assert "Only its hiring manager" in modal(otto).plain, action
        close_all(otto)


def test_a_name_finds_an_opening_in_parts_and_misspelled(rita: Person) -> None:
    make_opening(rita)
    make_opening(rita, name="Search platform")
    assert "Search platform" in said(rita.command("/opening", "show platform"))
    assert "2 openings" in said(rita.command("/opening", "list"))
    near = rita.command("/opening", "show Suport prodct").messages[-1]
    rita.click(near, "opening_open:0")
    assert modal(rita).title == "Support product"
    close_all(rita)
    several = said(rita.command("/opening", "show p"))
    assert "Which one?" in several


def test_the_same_form_twice_makes_one_opening_and_a_taken_name_says_so(rita: Person) -> None:
    make_opening(rita)
    make_opening(rita)
    assert "1 opening" in said(rita.command("/opening"))
    rita.command("/opening", "new", channel=CHANNEL)
    rita.fill(filled_opening(place="Berlin"))
    assert "has this name" in rita.submit().errors["name"]


def test_people_channel_and_bar_change_for_the_next_loops(rita: Person, otto: Person) -> None:
    make_opening(rita)
    choose(rita, "edit")
    assert chosen(rita, "name") == "Support product"
    rita.fill({"hiring_manager": otto.id, "place": "Oakland", "bar": "3.5"})
    rita.submit()
    shown = modal(rita).plain
    assert "Oakland" in shown
    assert "bar 3.5" in shown
    close_all(rita)
    assert "Support product" in said(otto.command("/opening")), "the new hiring manager runs it"
    choose(rita, "edit")
    rita.fill({"name": " "})
    assert rita.submit().errors


def test_a_guest_runs_no_opening(slack: LocalSlack, rita: Person, otto: Person, worker: Worker) -> None:
    slack.add_person(HANA, name="hana", real_name="Hana Kim", is_restricted=True)
    make_opening(rita, hiring_manager=otto.id)
    rita.command("/opening", "new", channel=CHANNEL)
    rita.fill(filled_opening(name="Search platform"))
    rita.submit()
    close_all(rita)
    worker()
    choose(rita, "edit")
    rita.fill({"hiring_manager": HANA})
    assert "is a guest here" in rita.submit().errors["hiring_manager"]
    guest = slack.person(HANA)
    assert "No openings yet" in said(guest.command("/opening"))
    assert "Only full members of this workspace can." in said(guest.command("/opening", "new", channel=CHANNEL))


def test_an_opening_is_held_closed_and_opened_again(rita: Person) -> None:
    make_opening(rita)
    choose(rita, "hold")
    assert "On hold" in modal(rita).plain
    assert "loop_new" not in str(modal(rita).blocks), "nothing begins while it rests"
    close_all(rita)
    assert "On hold" in said(rita.command("/opening"))
    choose(rita, "open")
    close_all(rita)
    rita.command("/opening", "close Support product")
    assert "takes no new loops" in modal(rita).plain
    rita.submit()
    assert "Closed" in modal(rita).plain
    close_all(rita)
    answer = rita.command("/opening").messages[-1]
    assert "No openings yet" in answer.plain
    rita.click(answer, "opening_list:other")
    assert "1 closed opening" in modal(rita).plain
    rita.click(modal(rita), "opening_open")
    assert "Closed" in modal(rita).plain


def test_a_label_that_loops_had_becomes_their_opening(rita: Person, open_loop: OpenLoop) -> None:
    open_loop(opening="Support product")
    assert "No openings yet" in said(rita.command("/opening")), "a label alone is no opening"
    make_opening(rita)
    shown = said(rita.command("/opening", "show Support product"))
    assert "1 candidate\nDana Fox" in shown
    assert "○○○○" in shown
