"""A running loop can be changed; what was submitted stays, and those concerned are told."""

from collections.abc import Callable
from datetime import timedelta

from bot.playground.slack.local_slack import LocalSlack, Person
from bot.wiring import Services
from storage.tables import PersonRow
from tests.stories.acting import PANEL, channel_post, close_all, last_dm, modal, open_card, said, score

OpenLoop = Callable[..., None]


def edit(rita: Person, **changes: object) -> None:
    """Take both steps of `/loop edit`, changing fields of the first."""
    rita.command("/loop", "edit Dana Fox")
    rita.fill(changes)
    assert rita.submit().action == "updated"


def test_somebody_new_is_invited_and_whoever_is_left_out_is_excused(
    slack: LocalSlack, rita: Person, panel: list[Person], otto: Person, open_loop: OpenLoop, worker: Callable[[], None]
) -> None:
    open_loop()
    ivan, ida, imran, ines = panel
    score(ivan, 4)
    edit(rita, interviewers=["U0IVAN", "U0IDA", "U0IMRAN", "U0OTTO"])
    assert rita.submit().action == "updated"
    assert "is changed" in modal(rita).plain
    worker()
    assert "You're interviewing Dana Fox" in last_dm(otto)
    assert "no longer on the panel" in last_dm(ines)
    assert not any("Reason given" in message.plain for message in ines.direct_messages()), "nobody gave one"
    assert "1 of 4 scorecards is in" in channel_post(slack, "interviews for").plain
    for person in (ida, imran, otto):
        score(person, 4)
    worker()
    assert channel_post(slack, " · bar 3.0")


def test_a_moved_interview_keeps_the_draft_and_tells_the_interviewer(
    services: Services, rita: Person, panel: list[Person], open_loop: OpenLoop, worker: Callable[[], None]
) -> None:
    open_loop()
    ivan = panel[0]
    open_card(ivan)
    first = next(b["block_id"] for b in modal(ivan).blocks if b["block_id"].startswith("rating:"))
    ivan.fill({first: "4"})
    ivan.close()
    edit(rita)
    moved = int((services.now() + timedelta(hours=5)).timestamp())
    rita.fill({"time:U0IVAN": moved})
    rita.submit()
    worker()
    assert "was changed" in last_dm(ivan)
    open_card(ivan)
    assert "planned for" in modal(ivan).plain
    ivan.click(modal(ivan), "interview_took_place")
    assert "Saved at" in modal(ivan).plain
    assert modal(ivan).state[first]["rating"]["selected_option"]["value"] == "4"


def test_whoever_has_submitted_cannot_be_taken_off(rita: Person, panel: list[Person], open_loop: OpenLoop) -> None:
    open_loop(scored=panel[:1])
    rita.command("/loop", "edit Dana Fox")
    rita.fill({"interviewers": ["U0IDA", "U0IMRAN", "U0INES"]})
    assert "has submitted a scorecard" in rita.submit().errors["interviewers"]


def test_a_hiring_manager_may_add_but_not_remove(hana: Person, open_loop: OpenLoop) -> None:
    open_loop()
    hana.command("/loop", "edit Dana Fox")
    hana.fill({"interviewers": ["U0IVAN", "U0IDA", "U0IMRAN"]})
    assert "Hiring managers can't remove interviewers." in hana.submit().errors["interviewers"]
    hana.fill({"interviewers": ["U0IVAN", "U0IDA", "U0IMRAN", "U0INES", "U0OTTO"]})
    assert hana.submit().action == "updated"


def test_taking_off_the_last_missing_interviewer_reveals(
    slack: LocalSlack, rita: Person, panel: list[Person], open_loop: OpenLoop, worker: Callable[[], None]
) -> None:
    open_loop(scored=panel[:3])
    edit(rita, interviewers=["U0IVAN", "U0IDA", "U0IMRAN"])
    assert "the panel is revealed now, for good" in modal(rita).plain
    rita.submit()
    worker()
    assert channel_post(slack, " · bar 3.0")


def test_a_form_from_before_somebody_elses_change_takes_nobody_off_and_reveals_nothing(
    services: Services, rita: Person, hana: Person, panel: list[Person], open_loop: OpenLoop
) -> None:
    open_loop()
    later = int((services.now() + timedelta(days=3)).timestamp())
    rita.command("/loop", "edit Dana Fox")
    edit(hana, interviewers=[*PANEL, "U0OTTO"])
    hana.submit()
    close_all(hana)
    rita.fill({"deadline": later})
    assert rita.submit().action == "pushed"
    assert "Someone changed this loop after you opened the form." in modal(rita).plain
    close_all(rita)

    edit(rita, deadline=later)
    edit(hana, deadline=later + 3600)
    hana.submit()
    for person in panel:
        score(person, 4)
    assert rita.submit().action == "pushed"
    close_all(rita)
    assert "4 of 5 scorecards are in" in said(rita.command("/loop", "show Dana Fox"))


def test_a_scorecard_that_comes_in_meanwhile_does_not_hinder_a_change(
    services: Services, rita: Person, panel: list[Person], open_loop: OpenLoop
) -> None:
    open_loop()
    edit(rita, deadline=int((services.now() + timedelta(days=3)).timestamp()))
    score(panel[0], 4)
    rita.submit()
    assert "is changed" in modal(rita).plain


def test_whoever_is_back_on_the_panel_is_invited_anew(
    rita: Person, panel: list[Person], open_loop: OpenLoop, worker: Callable[[], None]
) -> None:
    open_loop()
    ines = panel[3]
    edit(rita, interviewers=list(PANEL[:3]))
    rita.submit()
    worker()
    close_all(rita)
    notified = len(ines.notifications)
    edit(rita, interviewers=list(PANEL))
    rita.submit()
    worker()
    assert len(ines.notifications) == notified + 1
    assert "Scorecard due" in last_dm(ines)


def test_whoever_has_submitted_and_left_does_not_hinder_a_change(
    slack: LocalSlack, services: Services, rita: Person, panel: list[Person], open_loop: OpenLoop
) -> None:
    open_loop()
    ivan = panel[0]
    score(ivan, 4)
    slack.workspace.members[ivan.id].deleted = True
    with services.sessions.begin() as session:
        session.get_one(PersonRow, (slack.workspace.team_id, ivan.id)).is_deleted = True
    edit(rita, interviewers=list(PANEL[:3]))
    rita.submit()
    assert "is changed" in modal(rita).plain


def test_without_an_open_loop_there_is_none_to_change(rita: Person, panel: list[Person], open_loop: OpenLoop) -> None:
    open_loop(scored=panel)
    assert "You don't run any open loops." in said(rita.command("/loop", "edit"))


def test_a_change_of_nothing_says_so_and_leaves_no_entry(rita: Person, open_loop: OpenLoop) -> None:
    open_loop()
    edit(rita)
    rita.submit()
    assert "Nothing was changed." in modal(rita).plain
    rita.close()
    rita.close()
    rita.command("/loop", "record dana")
    assert "changed the loop" not in modal(rita).plain


def test_a_loop_is_cancelled_by_command_with_a_reason(
    slack: LocalSlack, rita: Person, panel: list[Person], open_loop: OpenLoop, worker: Callable[[], None]
) -> None:
    open_loop()
    assert "You can't cancel this loop." in said(panel[0].command("/loop", "cancel Dana Fox"))
    rita.command("/loop", "cancel Dana Fox")
    rita.fill({"reason": "The post was withdrawn"})
    rita.submit()
    worker()
    assert "This loop was canceled" in channel_post(slack, "interviews for").plain


def test_an_outsider_cannot_change_a_loop(otto: Person, open_loop: OpenLoop) -> None:
    open_loop()
    assert "None of your loops" in said(otto.command("/loop", "edit Dana Fox"))
