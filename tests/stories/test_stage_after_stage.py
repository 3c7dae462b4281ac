"""The stage that follows: as its plan says, with its times and people, and by itself where no one is asked for a go."""

from collections.abc import Callable
from datetime import timedelta

from bot.playground.slack.local_slack import LocalSlack, Person
from bot.wiring import Services
from rubrics.panel.loop import Loop
from rubrics.panel.plan import InterviewKind
from rubrics.panel.record import DEBRIEF
from storage.loop_reading import loop_by_id, loops_by_id
from storage.stages import stages_of
from tests.stories.acting import (
    OTTO,
    PANEL,
    choose_more,
    chosen,
    close_all,
    fill_card,
    loop_id,
    modal,
    open_card,
    said,
    score,
)
from tests.stories.openings import make_opening
from tests.stories.test_loop_of_opening import begin, newest
from tests.stories.test_opening_plan import edit_interview, edit_stage
from tests.stories.test_openings import choose
from tests.stories.test_stages import what_next

OpenLoop = Callable[..., None]
Worker = Callable[[], None]


def open_planned(person: Person, services: Services, worker: Worker) -> str:
    """Open a loop for the only opening, and return its id."""
    begin(person)
    person.fill({"candidate": "Dana Fox"})
    person.submit()
    assert "is open" in modal(person).plain
    close_all(person)
    worker()
    return loop_id(services)


def stage(services: Services, loop: str) -> Loop:
    with services.reads() as session:
        found = loop_by_id(session, "T0LOCAL", loop)
        assert found is not None
        return found


def stages(services: Services, first: str) -> list[Loop]:
    with services.reads() as session:
        return loops_by_id(session, "T0LOCAL", stages_of(session, "T0LOCAL", first))


def test_a_stage_that_everyone_passes_goes_on_by_itself(
    slack: LocalSlack, services: Services, rita: Person, hana: Person, panel: list[Person], worker: Worker
) -> None:
    make_opening(rita, people=("U0OTTO", *PANEL))
    choose(rita, "plan")
    edit_stage(rita, 1)
    rita.fill({"asks_go": "everyone"})
    rita.submit()
    close_all(rita)
    first = open_planned(rita, services, worker)
    score(slack.person(OTTO), 4)
    screen, onsite = stages(services, first)
    assert screen.is_revealed
    assert screen.stage.outcome is not None
    assert (screen.stage.outcome.what, screen.stage.outcome.by) == ("advance", DEBRIEF)
    assert (onsite.stage.name, onsite.stage.number, [*onsite.panel]) == ("Onsite", 2, [*PANEL])
    assert onsite.opened_by == rita.id
    worker()
    assert all("You're interviewing" in person.direct_messages()[-1].plain for person in panel)
    hana.command("/loop", "list")
    hana.command("/loop", "record Dana Fox")
    shown = hana.command("/loop", "list").messages[-1]
    hana.click(shown, "loop_details", first)
    assert "loop_end_stage" not in str(modal(hana).blocks), "no one is asked what was said by the plan"
    hana.click(modal(hana), "signal_record", first)
    assert "Debrief opened the next stage, as planned" in modal(hana).plain


def test_a_stage_whose_next_has_an_open_seat_waits_for_somebody_to_name_them(
    slack: LocalSlack, services: Services, rita: Person, hana: Person, worker: Worker
) -> None:
    make_opening(rita, people=("U0OTTO", *PANEL[:3]))
    choose(rita, "plan")
    edit_stage(rita, 1)
    rita.fill({"asks_go": "everyone"})
    rita.submit()
    close_all(rita)
    first = open_planned(rita, services, worker)
    score(slack.person(OTTO), 4)
    assert len(stages(services, first)) == 1
    what_next(hana, "advance", first)
    hana.submit()
    hana.fill({"interviewers": [*PANEL]})
    hana.submit()
    assert "Onsite is open for Dana Fox" in modal(hana).plain
    assert [*stages(services, first)[1].panel] == [*PANEL]


def test_the_next_stage_has_its_times_lengths_and_training_like_the_first(
    slack: LocalSlack, services: Services, rita: Person, hana: Person, worker: Worker
) -> None:
    make_opening(rita, people=("U0OTTO", *PANEL))
    first = open_planned(rita, services, worker)
    score(slack.person(OTTO), 4)
    what_next(hana, "advance", first)
    hana.submit()
    assert chosen(hana, "name") == "Onsite"
    start = services.now().replace(microsecond=0) + timedelta(days=2)
    hana.fill({"start": int(start.timestamp()), "interviewers": [OTTO, *PANEL[1:]], "shadows": ["U0RITA"]})
    hana.submit()
    assert "Onsite is open for Dana Fox" in modal(hana).plain, modal(hana).plain
    onsite = stages(services, first)[1]
    assert onsite.stage.plan is not None
    planned = [seat.focus for seat in onsite.stage.plan.interviews]
    counting = [each for each in onsite.interviews if each.counts]
    assert [each.interviewer for each in counting] == [OTTO, *PANEL[1:]], "Otto takes the seat that Ivan left"
    assert [each.focus for each in counting] == planned
    assert [each.starts_at for each in counting] == [start + timedelta(minutes=45 * number) for number in range(4)]
    assert onsite.deadline_at == start + timedelta(minutes=180, days=1)
    (shadow,) = (each for each in onsite.interviews if not each.counts)
    assert (shadow.interviewer, shadow.kind) == ("U0RITA", InterviewKind.SHADOW)
    assert onsite.together_with(shadow)


def test_what_earlier_stages_assessed_is_no_gap_and_what_none_does_is_told_first(
    services: Services, rita: Person, hana: Person, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop(scored=panel, posted=True)
    first = loop_id(services)
    what_next(hana, "more_evidence", first)
    hana.submit()
    hana.fill({"interviewers": [OTTO], "focus": ["agents"], "minutes": "60"})
    hana.submit()
    assert "is open for Dana Fox" in modal(hana).plain, "its panel of one is no gap: the others assessed the rest"
    more = stages(services, first)[1]
    assert [(each.interviewer, each.focus, each.minutes) for each in more.interviews] == [(OTTO, ("agents",), 60)]
    close_all(hana)
    hana.click(hana.command("/loop", "list").messages[-1], "loop_details", more.id)
    choose_more(hana, modal(hana), "loop_edit")
    hana.submit()
    assert "isn't assessed" not in modal(hana).plain
    assert "interviewers are" not in modal(hana).plain, modal(hana).plain


def test_too_few_for_the_plans_stage_is_told_once_before_it_opens(
    slack: LocalSlack, services: Services, rita: Person, hana: Person, worker: Worker
) -> None:
    make_opening(rita, people=("U0OTTO", *PANEL))
    first = open_planned(rita, services, worker)
    score(slack.person(OTTO), 4)
    what_next(hana, "advance", first)
    hana.submit()
    hana.fill({"interviewers": [PANEL[0]]})
    hana.submit()
    assert "Before you open it" in modal(hana).plain
    assert len(stages(services, first)) == 1
    hana.submit()
    assert "Onsite is open for Dana Fox" in modal(hana).plain
    assert stages(services, first)[1].warnings


def test_a_stages_signal_is_judged_by_what_it_assesses_and_all_stages_say_one_together(
    slack: LocalSlack, services: Services, rita: Person, hana: Person, panel: list[Person], worker: Worker
) -> None:
    make_opening(rita, people=("U0OTTO", *PANEL))
    first = open_planned(rita, services, worker)
    score(slack.person(OTTO), 4)
    worker()
    reply = hana.command("/signal", "Dana Fox")
    assert "Not assessed" not in said(reply), "what the onsite assesses is none of the screen's"
    what_next(hana, "advance", first)
    hana.submit()
    hana.submit()
    close_all(hana)
    for person in panel:
        score(person, 2, "no")
    second = newest(services).id
    reply = hana.command("/signal", "Dana Fox")
    hana.click(reply.messages[-1], "read_signal", second)
    assert "All stages together" in modal(hana).plain
    assert "5 interviewers" in modal(hana).plain
    close_all(hana)
    reply = panel[0].command("/signal", "Dana Fox")
    assert "Clear no" in said(reply)
    assert "All stages together" not in said(reply), "the screen's one scorecard is the hiring manager's"


def test_whoever_is_planned_for_a_later_stage_reads_nothing_of_this_one(
    slack: LocalSlack, services: Services, rita: Person, hana: Person, panel: list[Person], worker: Worker
) -> None:
    make_opening(rita, people=("U0OTTO", *PANEL))
    choose(rita, "plan")
    edit_stage(rita, 1)
    edit_interview(rita, 2)
    rita.fill({"focus": ["agents"], "interviewer": PANEL[0]})
    rita.submit()
    rita.submit()
    close_all(rita)
    first, ivan, otto = open_planned(rita, services, worker), panel[0], slack.person(OTTO)
    score(otto, 4)
    open_card(ivan, "Dana Fox")
    fill_card(ivan, 4)
    ivan.submit()
    assert stage(services, first).is_revealed
    assert "You'll see it once" in modal(ivan).plain, "even the last one who scored"
    close_all(ivan)
    worker()
    assert "Panel revealed" in otto.direct_messages()[-1].plain, "who has no part in what is to come"
    assert not any("Panel revealed" in message.plain for message in ivan.direct_messages())
    ivan.command("/signal", "Dana Fox")
    assert "later stage" in said(ivan.command("/signal", "Dana Fox"))
    what_next(hana, "stop", first, "No depth in retrieval")
    hana.submit()
    assert "later stage" not in said(ivan.command("/signal", "Dana Fox")), "nothing is left that it could sway"


def test_the_manager_is_asked_what_next_where_they_hear_of_the_reveal_and_on_home(
    slack: LocalSlack, services: Services, rita: Person, hana: Person, worker: Worker
) -> None:
    make_opening(rita, people=("U0OTTO", *PANEL))
    first = open_planned(rita, services, worker)
    score(slack.person(OTTO), 4)
    worker()
    told = hana.direct_messages()[-1]
    assert "Panel revealed" in told.plain
    hana.open_home()
    assert hana.home is not None
    hana.click(hana.home, "loop_end_stage", first)
    assert "What next?" in modal(hana).title
    close_all(hana)
    hana.click(told, "loop_end_stage", first)
    hana.submit()
    hana.submit()
    assert "Onsite is open for Dana Fox" in modal(hana).plain
    close_all(hana)
    worker()
    told = next(message for message in hana.direct_messages() if message.ts == told.ts)
    assert "loop_end_stage" not in str(told.blocks), "it has ended"
    hana.open_home()
    assert "loop_end_stage" not in str(hana.home.blocks)
