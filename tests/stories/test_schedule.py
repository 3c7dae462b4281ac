"""A schedule pasted as rows or .ics fills in who interviews when: shown first, applied as a whole, never by itself."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from bot.errors import Refusal
from bot.features.loop.kept_stage import begun_stage
from bot.playground.slack.local_slack import LocalSlack, Person
from bot.wiring import Actor, Services
from rubrics.panel.loop import Loop
from tests.conftest import Clock
from tests.stories.acting import OTTO, PANEL, chosen, close_all, first_step, last_dm, modal, score
from tests.stories.conftest import OpenLoop, Worker
from tests.stories.openings import make_opening
from tests.stories.test_loop_of_opening import begin, newest
from tests.stories.test_stage_after_stage import open_planned, stages
from tests.stories.test_stages import what_next

PASTE, PASTE_EDIT, PASTE_PLANNED = "loop_paste_schedule", "loop_edit_paste_schedule", "loop_planned_schedule"
PASTE_STAGE = "stage_paste_schedule"


def rows(start: datetime, *names: str) -> str:
    """Return a schedule of these people as a spreadsheet has it, one after the other for half an hour each."""
    at = [start + timedelta(minutes=30 * number) for number in range(len(names))]
    lines = [f"{name},{begin:%Y-%m-%d},{begin:%H:%M},30" for name, begin in zip(names, at, strict=True)]
    return "\n".join(["Interviewer,Date,Start,Minutes", *lines])


def paste(person: Person, action: str, text: str) -> None:
    person.click(modal(person), action)
    person.fill({"schedule": text})
    assert person.submit().action == "updated", modal(person).plain


def times(loop: Loop) -> dict[str, tuple[datetime | None, int | None]]:
    return {each.interviewer: (each.starts_at, each.minutes) for each in loop.interviews}


def filled(person: Person) -> dict[str, int | None]:
    """Return which times stand in the form, by the key of each interview."""
    fields = {name: state for name, state in modal(person).state.items() if name.startswith("time:")}
    return {
        name.removeprefix("time:").partition("@")[0]: next(iter(state.values())).get("selected_date_time")
        for name, state in fields.items()
    }


def tomorrow(services: Services) -> datetime:
    return services.now().replace(hour=14, minute=0, second=0, microsecond=0) + timedelta(days=1)


def test_a_new_loop_takes_its_times_from_rows_after_they_were_shown(
    rita: Person, services: Services, worker: Worker
) -> None:
    first_step(rita, services)
    rita.submit()
    worker()
    start = tomorrow(services)
    rows_of_three = rows(start, "Ivan Petrov", "ines.duarte@example.com", "Otto <!channel> Adler")
    paste(rita, PASTE, rows_of_three)
    shown = modal(rita).plain
    assert "Understood. Check the times below." in shown
    assert "@Ivan Petrov · tomorrow at" in shown
    assert "30 minutes" in shown
    assert 'Line 4 "Otto <!channel> Adler, ' in shown, "literal: it pings no one"
    assert "no one on this panel" in shown
    assert filled(rita) == {
        "U0IVAN": int(start.timestamp()),
        "U0IDA": None,
        "U0IMRAN": None,
        "U0INES": int((start + timedelta(minutes=30)).timestamp()),
    }
    rita.submit()
    rita.submit() if modal(rita).callback_id == "loop_coverage" else None
    assert "is open" in modal(rita).plain, modal(rita).plain
    assert times(newest(services)) == {
        "U0IVAN": (start, 30),
        "U0IDA": (None, None),
        "U0IMRAN": (None, None),
        "U0INES": (start + timedelta(minutes=30), 30),
    }


def test_the_next_stage_takes_its_times_and_lengths_from_a_schedule_and_asks_why_once(
    slack: LocalSlack, rita: Person, hana: Person, services: Services, worker: Worker
) -> None:
    make_opening(rita, people=(OTTO, *PANEL))
    first = open_planned(rita, services, worker)
    score(slack.person(OTTO), 4)
    what_next(hana, "advance", first)
    hana.fill({"reason": "Deep on retrieval"})
    hana.submit()
    assert "reason" not in modal(hana).state, "it was asked for a page before"
    with pytest.raises(Refusal, match="form_is_gone"):
        begun_stage(services.workspace("T0LOCAL"), Actor("T0LOCAL", rita.id), modal(hana).private_metadata[:32])
    assert begun_stage(services.workspace("T0LOCAL"), Actor("T0LOCAL", hana.id), modal(hana).private_metadata[:32])
    hana.fill({"interviewers": [*PANEL[:3], "U0RITA"]})
    worker()
    start = tomorrow(services)
    paste(hana, PASTE_STAGE, "Ivan Petrov,soon")
    assert "no date" in modal(hana).plain
    assert "start" in modal(hana).state, "as nothing was understood, one start is asked for as before"
    hana.fill({"schedule": rows(start, "Rita", "Ivan", "Ida")})
    assert hana.submit().action == "updated"
    assert "Understood. Check the times below." in modal(hana).plain
    assert filled(hana) == {
        "U0IVAN": int((start + timedelta(minutes=30)).timestamp()),
        "U0IDA": int((start + timedelta(minutes=60)).timestamp()),
        "U0IMRAN": None,
        "U0RITA": int(start.timestamp()),
    }
    assert len(stages(services, first)) == 1, "nothing opens before the form is submitted"
    hana.submit()
    hana.submit() if "Before you open it" in modal(hana).plain else None
    assert "Onsite is open for Dana Fox" in modal(hana).plain, modal(hana).plain
    screen, onsite = stages(services, first)
    assert times(onsite)["U0RITA"] == (start, 30)
    assert times(onsite)["U0IDA"] == (start + timedelta(minutes=60), 30)
    assert times(onsite)["U0IMRAN"] == (None, 45), "what the schedule says nothing of is as planned"
    assert onsite.deadline_at == start + timedelta(minutes=90, days=1)
    assert screen.stage.outcome is not None
    assert screen.stage.outcome.reason == "Deep on retrieval"


def test_what_is_not_understood_at_all_stands_there_again_with_why(rita: Person, services: Services) -> None:
    first_step(rita, services)
    rita.submit()
    before = filled(rita)
    paste(rita, PASTE, "Ivan Petrov,soon")
    assert 'Line 1 "Ivan Petrov, soon": no date' in modal(rita).plain
    assert "Ivan Petrov,soon" in str(modal(rita).state["schedule"])
    rita.fill({"schedule": None})
    rita.submit()
    assert "schedule" not in modal(rita).state, "an empty field leads back to the form as it was"
    assert filled(rita) == before


def test_a_loop_for_an_opening_is_shown_with_the_times_of_its_schedule_before_it_opens(
    rita: Person, services: Services, worker: Worker
) -> None:
    make_opening(rita, people=("U0IVAN", "U0IDA", "U0IMRAN", "U0INES"), plan="one")
    worker()
    begin(rita)
    rita.fill({"candidate": "Dana Fox"})
    rita.click(modal(rita), PASTE_PLANNED)
    assert chosen(rita, "candidate") == "Dana Fox", "nothing typed is lost"
    start = tomorrow(services)
    names = ("Imran", "Ivan", "Ida", "Inês")
    attendees = ("imran", "ivan", "ida", "ines")
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{number}\r\nSUMMARY:{name}\r\nDTSTART:{at:%Y%m%dT%H%M%SZ}\r\nDURATION:PT1H\r\n"
        f"ATTENDEE:mailto:{address}@example.com\r\nEND:VEVENT\r\n"
        for number, (name, address) in enumerate(zip(names, attendees, strict=True))
        for at in [start + timedelta(hours=number)]
    )
    rita.fill({"schedule": f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR"})
    assert rita.submit().action == "updated"
    assert modal(rita).callback_id == "loop_focus", modal(rita).plain
    assert "Not understood" not in modal(rita).plain
    rita.submit()
    rita.submit() if modal(rita).callback_id == "loop_coverage" else None
    loop = newest(services)
    assert times(loop)["U0IMRAN"] == (start, 60)
    assert times(loop)["U0INES"] == (start + timedelta(hours=3), 60)
    assert loop.deadline_at == start + timedelta(hours=4, days=1), "a day after the last one"


def test_a_running_loop_is_rescheduled_as_a_whole_and_those_concerned_are_told(
    slack: LocalSlack,
    rita: Person,
    panel: list[Person],
    services: Services,
    open_loop: OpenLoop,
    worker: Worker,
) -> None:
    open_loop(posted=True)
    rita.command("/loop", "edit Dana Fox")
    rita.submit()
    before, start = times(newest(services)), tomorrow(services)
    paste(rita, PASTE_EDIT, rows(start, "@Ida", "<@U0IVAN>", "Nobody"))
    assert "Line 4" in modal(rita).plain
    worker()
    assert times(newest(services)) == before, "shown, and not applied"
    rita.submit()
    rita.submit() if modal(rita).callback_id == "loop_edit_focus" else None
    assert modal(rita).title == "Loop changed", modal(rita).plain
    after = times(newest(services))
    assert after["U0IDA"] == (start, 30)
    assert after["U0IVAN"] == (start + timedelta(minutes=30), 30)
    assert after["U0INES"] == before["U0INES"]
    worker()
    assert "changed" in last_dm(panel[1])


def test_times_without_a_zone_are_in_the_zone_of_whoever_pastes(
    slack: LocalSlack, now: Clock, rita: Person, services: Services, open_loop: OpenLoop, worker: Callable[[], None]
) -> None:
    slack.add_person("U0RITA", name="rita", real_name="Rita Okafor", tz="America/New_York")
    open_loop(posted=True)
    now.tick(days=1, hours=1)
    worker()
    rita.command("/loop", "edit Dana Fox")
    rita.submit()
    start = tomorrow(services)
    paste(rita, PASTE_EDIT, rows(start, "Ida Lindqvist"))
    assert filled(rita)["U0IDA"] == int((start + timedelta(hours=5)).timestamp())
    paste(rita, PASTE_EDIT, "Ida,tomorrow\nIda," + f"{start:%B %d}" + ",9 AM PT,60")
    assert filled(rita)["U0IDA"] == int((start + timedelta(hours=3)).timestamp()), "a second one fills in anew"
    close_all(rita)
    assert times(newest(services))["U0IDA"] == (None, None)
