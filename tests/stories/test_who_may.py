"""Every click and every form is authorised again: for anyone who it was drawn, and however old it is."""

from collections.abc import Callable

from sqlalchemy import func, select

from bot.playground.slack.local_slack import LocalSlack, Person
from bot.wiring import Services
from storage.tables import InterviewRow, LoopRow, ScorecardRow
from tests.conftest import Clock
from tests.stories.acting import (
    CHANNEL,
    OTTO,
    channel_post,
    choose_more,
    close_all,
    fill_card,
    first_step,
    in_channel,
    loop_id,
    modal,
    old_button,
    open_card,
    said,
    score,
)

Worker = Callable[[], None]
OpenLoop = Callable[..., None]


def stored_cards(services: Services) -> int:
    """Return how many versions of scorecards are stored."""
    with services.reads() as session:
        return session.scalar(select(func.count()).select_from(ScorecardRow)) or 0


def told_on_click(person: Person, slack: LocalSlack, action_id: str, value: str) -> str:
    """Let a person click an old button and return what the modal says."""
    person.click(old_button(slack, action_id, value), action_id)
    told = modal(person).plain
    close_all(person)
    return told


def test_an_outsider_learns_nothing_of_a_loop(
    slack: LocalSlack, services: Services, otto: Person, open_loop: OpenLoop
) -> None:
    open_loop(channel="C0GENERAL")
    announced = channel_post(slack, "0 of 4 scorecards are in", "C0GENERAL")
    score_button = old_button(slack, "score_loop", loop_id(services), "C0GENERAL")
    for message, action_id in ((score_button, "score_loop"), (announced, "loop_details")):
        otto.click(message, action_id)
        assert "Only those on a loop can see it." in modal(otto).plain
        close_all(otto)
    for command, text in (("/signal", "Dana Fox"), ("/loop", "show Dana Fox"), ("/loop", "edit Dana Fox")):
        assert 'None of your loops is about "Dana Fox".' in said(otto.command(command, text))
    assert 'You have no scorecard for "Dana Fox".' in said(otto.command("/score", "Dana Fox"))
    assert "No loops yet." in said(otto.command("/loop", "list"))
    assert "No loops yet." in said(otto.command("/signal"))
    with services.reads() as session:
        interview = session.scalars(select(InterviewRow.id)).first() or ""
    slack.workspace.channels[CHANNEL].members.add(OTTO)
    for action_id in ("open_scorecard", "interview_kit"):
        assert "Only those on a loop can see it." in told_on_click(otto, slack, action_id, interview)


def test_nobody_scores_for_somebody_else(
    slack: LocalSlack,
    services: Services,
    rita: Person,
    hana: Person,
    otto: Person,
    panel: list[Person],
    open_loop: OpenLoop,
) -> None:
    open_loop()
    ivan, ida, *_ = panel
    open_card(ivan)
    fill_card(ivan, 4)
    filled = ivan.snapshot()
    for other in (ida, rita, hana, otto):
        assert other.resubmit(filled).action == "pushed", "a refusal, and nothing else"
    assert stored_cards(services) == 0
    with services.reads() as session:
        own = session.scalars(select(InterviewRow.id).where(InterviewRow.interviewer == ivan.id)).one()
    assert "someone else's scorecard" in told_on_click(ida, slack, "open_scorecard", own)
    rita.click(channel_post(slack, "0 of 4"), "score_loop")
    assert "Only its interviewers score it." in modal(rita).plain
    assert [text for _, text, _ in modal(rita).buttons] == ["Open loop", "Your loops"], (
        "and nothing that leads back to this answer"
    )

    assert ivan.submit().action == "updated"
    assert stored_cards(services) == 1


def test_nobody_opens_a_loop_with_somebody_elses_form(
    services: Services, rita: Person, hana: Person, worker: Worker
) -> None:
    first_step(rita, services)
    rita.submit()
    worker()
    second = rita.snapshot()
    hana.resubmit(second)
    assert loop_id(services) == ""
    assert rita.submit().action == "updated"
    assert "is open" in modal(rita).plain
    hana.resubmit(second)
    with services.reads() as session:
        assert session.scalar(select(func.count()).select_from(LoopRow)) == 1


def test_an_interviewer_runs_nothing_and_a_hiring_manager_excuses_nobody(
    slack: LocalSlack,
    services: Services,
    now: Clock,
    rita: Person,
    hana: Person,
    panel: list[Person],
    open_loop: OpenLoop,
) -> None:
    open_loop()
    now.tick(days=3)
    ida = panel[1]
    buttons = {action_id for action_id, _, _ in ida.command("/loop", "show Dana Fox").messages[0].buttons}
    assert not buttons & {"loop_cancel", "loop_override"}
    assert "You can't cancel this loop." in told_on_click(ida, slack, "loop_cancel", loop_id(services))
    assert "You can't reveal this panel." in told_on_click(ida, slack, "loop_override", loop_id(services))

    buttons = {action_id for action_id, _, _ in hana.command("/loop", "show Dana Fox").messages[0].buttons}
    assert "loop_override" in buttons
    assert "loop_excuse" not in buttons
    assert "Hiring managers can't excuse interviewers." in told_on_click(hana, slack, "loop_excuse", loop_id(services))

    rita.click(rita.command("/loop", "show Dana Fox").messages[0], "loop_excuse")
    rita.fill({"interview": modal(rita).blocks[0]["element"]["options"][1]["value"], "reason": "Fell ill"})
    form = rita.snapshot()
    hana.resubmit(form)
    panel[0].resubmit(form)
    with services.reads() as session:
        assert "excused" not in session.scalars(select(InterviewRow.state)).all()
    assert rita.submit().action == "updated"
    assert rita.submit().action == "updated", "having seen what the panel loses by it"
    assert "@Ida Lindqvist: excused · by @Rita Okafor: Fell ill" in modal(rita).plain


def test_a_click_on_an_old_message_says_how_things_stand_now(
    slack: LocalSlack, services: Services, rita: Person, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    ivan, ida, imran, ines = panel
    open_loop()
    announced = channel_post(slack, "0 of 4")
    for person in (ivan, ida, imran):
        score(person, 4)
    rita.click(rita.command("/loop", "show Dana Fox").messages[0], "loop_excuse")
    rita.fill({"reason": "Left for a conference"})
    rita.submit()
    rita.submit()
    close_all(rita)
    worker()
    old = old_button(slack, "score_loop", loop_id(services))
    ines.click(old, "score_loop")
    assert "You were excused from this interview." in modal(ines).plain
    ivan.click(old, "score_loop")
    assert "a change needs a reason" in modal(ivan).plain
    assert announced.ts == channel_post(slack, "3 of 3 scorecards are in").ts

    open_loop(candidate="Robin Hale")
    invitation = ivan.direct_messages()[-1]
    choose_more(rita, rita.command("/loop", "show Robin Hale").messages[0], "loop_cancel")
    rita.fill({"reason": "The candidate withdrew"})
    rita.submit()
    close_all(ivan)
    ivan.click(invitation, "open_scorecard")
    assert "This loop was canceled." in modal(ivan).plain


def test_a_button_whose_loop_or_listener_is_gone_says_so(slack: LocalSlack, app: object, rita: Person) -> None:
    for action_id in ("loop_details", "score_loop", "signal_why", "signal_evidence", "open_scorecard"):
        assert "Only those on a loop can see it." in told_on_click(rita, slack, action_id, "f" * 32)
    assert "from an older version of Debrief" in told_on_click(rita, slack, "voted_in_2019", "yes")
    assert in_channel(slack)
