"""An interview with a time comes with a file for one's calendar, again when that changes, and once for each change."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from icalendar import Calendar, Event

from bot.playground.slack.local_slack import LocalSlack, Person
from bot.playground.slack.screen import Message
from bot.wiring import Services
from storage.message_lookups import messages_about
from storage.messages import MessageKind, MessageState
from tests.conftest import Clock
from tests.stories.acting import close_all, modal
from tests.stories.conftest import Once, Worker
from tests.stories.openings import make_opening
from tests.stories.test_kit import open_planned
from tests.stories.test_loop_of_opening import newest
from tests.stories.test_running_a_loop import excuse

TEAM = "T0LOCAL"


@pytest.fixture
def granted(slack: LocalSlack) -> LocalSlack:
    """A workspace that lets Debrief share files."""
    slack.workspace.optional_scopes = frozenset({"files:write"})
    return slack


@pytest.fixture
def planned(rita: Person, services: Services, once: Once) -> None:
    """A loop of four interviews in a row, from an hour from now."""

    def by_hand() -> None:
        make_opening(rita, people=("U0IVAN", "U0IDA", "U0IMRAN", "U0INES"), plan="one")
        open_planned(rita, services)

    once(("four interviews in a row",), by_hand)


def shared(person: Person) -> list[Message]:
    """Return the messages to someone that carry a file."""
    return [message for message in person.direct_messages() if message.files]


def event_in(message: Message) -> tuple[str, Event]:
    """Return what a file does with the one event it holds, and that event."""
    ((name, content),) = message.files.items()
    assert name.endswith(".ics")
    calendar = Calendar.from_ical(content)
    (event,) = calendar.walk("VEVENT")
    assert isinstance(event, Event)
    return str(calendar["METHOD"]), event


def move(person: Person, start: datetime, interviewer: str = "U0IVAN") -> None:
    """Give one interview of the loop another time."""
    person.command("/loop", "edit Dana Fox")
    person.submit()
    person.fill({f"time:{interviewer}": int(start.timestamp())})
    person.submit()
    person.submit() if modal(person).callback_id == "loop_edit_focus" else None
    assert modal(person).title == "Loop changed", modal(person).plain
    close_all(person)


def test_an_invitation_comes_with_the_interview_as_a_file_that_names_no_candidate(
    granted: LocalSlack, planned: None, panel: list[Person], services: Services, worker: Worker
) -> None:
    worker()
    loop = newest(services)
    for person, interview in zip(panel, loop.interviews, strict=True):
        (message,) = shared(person)
        method, event = event_in(message)
        assert (method, str(event["STATUS"]), int(event["SEQUENCE"])) == ("PUBLISH", "CONFIRMED", 0)
        assert (event["DTSTART"].dt, event["DTEND"].dt) == (interview.starts_at, interview.ends_at)
        assert event["SUMMARY"] == f"Interview {loop.candidate_code}"
        assert event["CLASS"] == "PRIVATE"
        assert "Dana" not in str(message.files)
        assert "Dana" not in message.plain
        assert loop.candidate_code in message.plain
        invited = next(each for each in person.direct_messages() if "interviewing" in each.plain)
        assert invited.ts < message.ts, "below the invitation"
        assert "Add to calendar" in invited.plain, "the link stays for those who keep no files"
    worker()
    assert all(len(shared(person)) == 1 for person in panel)


def test_another_time_and_an_end_come_as_updates_of_the_same_event(
    granted: LocalSlack, planned: None, rita: Person, panel: list[Person], services: Services, worker: Worker
) -> None:
    worker()
    ivan, later = panel[0], services.now().replace(microsecond=0) + timedelta(hours=5)
    move(rita, later)
    worker()
    rita.command("/loop", "cancel Dana Fox")
    rita.fill({"reason": "Filled"})
    rita.submit()
    close_all(rita)
    worker()
    (first, moved, canceled) = map(event_in, shared(ivan))
    assert [each[0] for each in (first, moved, canceled)] == ["PUBLISH", "PUBLISH", "CANCEL"]
    assert [int(event["SEQUENCE"]) for _, event in (first, moved, canceled)] == [0, 1, 2]
    assert len({str(event["UID"]) for _, event in (first, moved, canceled)}) == 1
    assert moved[1]["DTSTART"].dt == later
    assert canceled[1]["STATUS"] == "CANCELLED"
    assert canceled[1]["SUMMARY"].startswith("Canceled: ")
    assert "The time changed" in shared(ivan)[1].plain
    assert [event_in(each)[0] for each in shared(panel[1])] == ["PUBLISH", "CANCEL"], "hers was not moved"


def test_what_changes_nothing_about_the_time_brings_no_file(
    granted: LocalSlack, planned: None, rita: Person, panel: list[Person], worker: Worker
) -> None:
    worker()
    rita.command("/loop", "links Dana Fox")
    rita.fill({"links": "CV https://files.example.com/cv.pdf"})
    rita.submit()
    close_all(rita)
    worker()
    assert all(len(shared(person)) == 1 for person in panel)


def test_a_change_that_is_taken_back_before_it_was_told_brings_no_file(
    granted: LocalSlack, planned: None, rita: Person, panel: list[Person], services: Services, worker: Worker
) -> None:
    worker()
    start = newest(services).interviews[0].starts_at
    assert start is not None
    move(rita, start + timedelta(hours=3))
    move(rita, start)
    worker()
    assert len(shared(panel[0])) == 1


def test_a_workspace_without_the_scope_keeps_the_link_and_hears_nothing_of_it(
    slack: LocalSlack, planned: None, rita: Person, panel: list[Person], services: Services, now: Clock, worker: Worker
) -> None:
    worker()
    worker()
    tried = [call for call in slack.calls if call.method.startswith("files.")]
    assert len(tried) == 1, "it is asked once, not for each interview"
    assert not any(shared(person) for person in panel)
    assert all(any("Add to calendar" in each.plain for each in person.direct_messages()) for person in panel)
    assert not any("couldn't" in each.plain for each in rita.direct_messages())
    slack.workspace.optional_scopes = frozenset({"files:write"})
    now.tick(days=1)
    later = services.now().replace(microsecond=0) + timedelta(hours=5)
    move(rita, later)
    worker()
    assert event_in(shared(panel[0])[0])[1]["DTSTART"].dt == later, "once it is granted, the next change has a file"


@pytest.mark.parametrize(
    ("method", "fault"),
    [
        ("files.getUploadURLExternal", {"error": "ratelimited", "status": 429, "retry_after": 1}),
        ("files.getUploadURLExternal", {"status": 500}),
        ("files.completeUploadExternal", {"error": "internal_error"}),
        ("files.completeUploadExternal", {"drop": True}),
    ],
)
def test_an_upload_that_fails_is_made_again_and_none_is_lost(
    granted: LocalSlack,
    planned: None,
    panel: list[Person],
    now: Clock,
    worker: Worker,
    method: str,
    fault: dict[str, object],
) -> None:
    granted.fail(method, **fault)
    worker()
    now.tick(seconds=30)
    worker()
    assert [len(shared(person)) for person in panel] == [1, 1, 1, 1]


def test_one_that_may_have_arrived_comes_again_with_a_mark_and_is_the_same_event(
    granted: LocalSlack, planned: None, panel: list[Person], now: Clock, worker: Callable[[], None]
) -> None:
    granted.fail("files.completeUploadExternal", drop=True, after=True, times=1)
    worker()
    now.tick(seconds=30)
    worker()
    twice = next(shared(person) for person in panel if len(shared(person)) == 2)
    assert twice[0].files == twice[1].files, "to open both changes nothing"
    assert "sent" in twice[1].plain.replace(twice[0].plain, "")


def test_no_file_is_owed_to_anybody_in_the_end(
    granted: LocalSlack, planned: None, services: Services, worker: Worker
) -> None:
    worker()
    with services.reads() as session:
        rows = [row for row in messages_about(session, TEAM, newest(services).id) if row.kind is MessageKind.CALENDAR]
    assert {row.state for row in rows} == {MessageState.STANDING}


def test_an_interview_that_rests_or_is_handed_on_leaves_the_calendar_and_comes_back_when_it_goes_on(
    granted: LocalSlack, planned: None, rita: Person, panel: list[Person], worker: Worker
) -> None:
    worker()
    rita.command("/loop", "hold Dana Fox")
    rita.fill({"reason": "Budget is being settled"})
    rita.submit()
    close_all(rita)
    worker()
    rita.command("/loop", "resume Dana Fox")
    rita.submit()
    close_all(rita)
    worker()
    excuse(rita, "Inês", "Fell ill")
    worker()
    files = [event_in(each) for each in shared(panel[0])]
    assert [method for method, _ in files] == ["PUBLISH", "CANCEL", "PUBLISH"]
    assert [int(event["SEQUENCE"]) for _, event in files] == [0, 1, 2], "each newer than the one before"
    assert [event_in(each)[0] for each in shared(panel[3])] == ["PUBLISH", "CANCEL", "PUBLISH", "CANCEL"]
