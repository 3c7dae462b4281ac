"""What goes with an interview reaches its interviewer before it begins: pages, exercise, what others left for them."""

from datetime import timedelta

from bot.playground.slack.local_slack import Person
from bot.wiring import Services
from tests.conftest import Clock
from tests.stories.acting import chosen, close_all, fill_card, modal, open_card
from tests.stories.conftest import Worker
from tests.stories.openings import make_opening
from tests.stories.test_loop_of_opening import begin, newest
from tests.stories.test_opening_plan import edit_interview, edit_stage
from tests.stories.test_openings import choose
from tests.stories.test_reminders import dms

CV = "https://files.example.com/cv.pdf"
EXERCISE = "Review a <!here> & pull request"
ASK = "Okapi: out of time, please cover cost."


def plan_exercise(person: Person) -> None:
    """Make an opening of two interviewers whose second interview sets an exercise."""
    make_opening(person, people=("U0IVAN", "U0IDA"), plan="one")
    choose(person, "plan")
    edit_stage(person, 1)
    for _ in range(2):
        edit_interview(person, 3)
        person.click(modal(person), "opening_remove_interview")
    edit_interview(person, 2)
    person.fill({"exercise": EXERCISE})
    person.submit()
    close_all(person)


def open_planned(person: Person, services: Services, **filled: object) -> None:
    """Open the loop of the only opening, an hour from now; what its panel lacks is taken as it is."""
    begin(person)
    start = int((services.now() + timedelta(hours=1)).timestamp())
    person.fill({"candidate": "Dana Fox", "start": start, **filled})
    person.submit()
    person.submit() if modal(person).callback_id == "loop_coverage" else None
    assert "is open" in modal(person).plain, modal(person).plain
    close_all(person)


def test_a_link_typed_with_the_candidate_is_checked_and_kept_with_all_else_that_was_typed(
    rita: Person, services: Services
) -> None:
    make_opening(rita)
    begin(rita)
    rita.fill({"candidate": "Dana Fox", "links": "CV http://example.com/cv.pdf"})
    assert "isn't a link that Debrief can show" in str(rita.submit().errors["links"])
    rita.fill({"links": f"CV {CV}"})
    rita.click(modal(rita), "loop_change_seats")
    assert chosen(rita, "links") == f"CV {CV}"
    rita.submit()
    assert "is open" in modal(rita).plain
    assert [(link.label, link.url) for link in newest(services).links] == [("CV", CV)]


def test_links_typed_for_an_opening_go_along_into_a_loop_without_one(rita: Person) -> None:
    make_opening(rita)
    begin(rita)
    rita.fill({"candidate": "Dana Fox", "links": f"CV {CV}"})
    rita.click(modal(rita), "loop_without_opening")
    assert chosen(rita, "links") == f"CV {CV}"


def test_the_kit_brings_links_exercise_and_what_others_left_to_the_next_interviewer(
    now: Clock, rita: Person, panel: list[Person], services: Services, worker: Worker
) -> None:
    plan_exercise(rita)
    open_planned(rita, services, links=f"CV {CV}")
    worker()
    ivan, ida = panel[:2]
    now.tick(minutes=46)
    worker()
    (first,) = dms(ivan, "Soon: Dana Fox")
    assert CV in str(first.blocks)
    assert "Exercise" not in first.plain, "his interview sets none"
    assert not dms(ida, "Soon: Dana Fox")

    now.tick(minutes=20)
    open_card(ivan)
    fill_card(ivan, 4)
    ivan.click(modal(ivan), "add_notes")
    ivan.fill({"next_note": ASK})
    ivan.submit()
    close_all(ivan)
    now.tick(minutes=25)
    worker()
    (kit,) = dms(ida, "Soon: Dana Fox")
    assert f"Exercise: {EXERCISE}" in kit.plain
    assert f"For the next interviewer, from @Ivan Petrov\n{ASK}" in kit.plain
    assert CV in str(kit.blocks)
    ida.click(kit, "interview_kit")
    assert f"Exercise: {EXERCISE}" in modal(ida).plain
    assert ASK not in "".join(message.plain for message in ivan.direct_messages())


def test_a_second_interview_of_the_same_person_has_no_exercise_of_the_first(rita: Person, services: Services) -> None:
    plan_exercise(rita)
    open_planned(rita, services)
    loop = newest(services)
    assert [each.exercise for each in loop.interviews] == ["", EXERCISE]
    rita.command("/loop", "edit Dana Fox")
    rita.submit()
    values = [f"second {each.interviewer}" for each in loop.interviews]
    rita.click(modal(rita), "loop_edit_part", values[1])
    rita.fill({f"focus:{loop.interviews[1].interviewer}.2": [loop.interviews[1].focus[0]]})
    rita.submit()
    rita.submit() if "Change anyway" in str(modal(rita).submit) else None
    assert modal(rita).title == "Loop changed", modal(rita).plain
    assert [each.exercise for each in newest(services).interviews] == ["", EXERCISE, ""], "a second one sets none"
