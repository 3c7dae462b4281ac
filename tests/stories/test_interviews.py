"""One person may hold two interviews, two may share one, and those in training are watched and never counted."""

from collections.abc import Callable

from bot.playground.slack.local_slack import LocalSlack, Person
from bot.wiring import Services
from storage.loop_reading import loop_by_id
from tests.stories.acting import (
    PANEL,
    channel_post,
    close_all,
    fill_card,
    first_step,
    last_dm,
    loop_id,
    modal,
    said,
    score,
)

OpenLoop = Callable[..., None]
Worker = Callable[[], None]
IVAN, IDA = PANEL[:2]


def step_two(rita: Person, services: Services, **changes: object) -> None:
    """Take the first step of `/loop new`."""
    first_step(rita, services, **changes)
    assert rita.submit().action == "updated", modal(rita).plain


def choose_beside(person: Person, act: str, key: str) -> None:
    """Choose an act in the ⋯ menu beside a part of the panel."""
    person.click(modal(person), "loop_part", f"{act} {key}")


def opened(rita: Person) -> None:
    """Submit the second step, with warnings seen, and close what it says."""
    rita.submit()
    if modal(rita).callback_id == "loop_coverage":
        rita.submit()
    assert "is open" in modal(rita).plain, modal(rita).plain
    rita.close()


def test_one_person_holds_two_interviews_and_scores_each(
    slack: LocalSlack, services: Services, rita: Person, panel: list[Person], worker: Worker
) -> None:
    ivan, ida, imran, _ = panel
    step_two(rita, services, interviewers=[IVAN, IDA, "U0IMRAN"])
    rita.fill({f"focus:{IVAN}": ["agents"]})
    choose_beside(rita, "second", IVAN)
    assert "second interview" in modal(rita).plain
    rita.fill({f"focus:{IVAN}.2": ["retrieval"]})
    opened(rita)
    worker()
    assert len([dm for dm in ivan.direct_messages() if "You're interviewing Dana Fox" in dm.plain]) == 2
    assert "0 of 4 scorecards are in" in channel_post(slack, "interviews for").plain

    score(ida, 4)
    score(imran, 3)
    ivan.open_home()
    assert ivan.home is not None
    assert "2 scorecards due" in ivan.home.plain
    reply = ivan.command("/score", "Dana Fox")
    assert "2 scorecards due" in said(reply), "which of the two?"
    first, _ = (value for action, _, value in reply.messages[-1].buttons if action == "open_scorecard")
    ivan.click(reply.messages[-1], "open_scorecard", first)
    fill_card(ivan, 4)
    ivan.submit()
    assert "3 of 4 are in" in modal(ivan).plain
    close_all(ivan)
    worker()
    assert "Waiting" not in channel_post(slack, "interviews for").plain
    score(ivan, 3)
    worker()
    assert "lean" in channel_post(slack, " · bar 3.0").plain.lower()
    rita.command("/signal", "Dana Fox")
    with services.reads() as session:
        loop = loop_by_id(session, "T0LOCAL", loop_id(services))
    assert loop is not None
    assert len(loop.submitted) == 4
    assert len(loop.panel) == 3


def test_a_pair_shares_an_interview_and_each_scores_alone(
    services: Services, rita: Person, panel: list[Person], worker: Worker
) -> None:
    ivan, ida, imran, ines = panel
    step_two(rita, services)
    when = int(services.now().timestamp()) - 3600
    rita.fill({f"time:{IVAN}": when})
    choose_beside(rita, "pair", IDA)
    opened(rita)
    worker()
    # The interview is over, so a first reminder comes in the same moment as the invitation.
    paired = [any("you each score alone" in dm.plain for dm in each.direct_messages()) for each in panel]
    assert paired == [True, True, False, False]
    with services.reads() as session:
        loop = loop_by_id(session, "T0LOCAL", loop_id(services))
    assert loop is not None
    first, second = loop.interviews[:2]
    assert first.session == second.session is not None
    assert first.starts_at == second.starts_at
    for person in (ivan, ida, imran, ines):
        score(person, 4)
    assert "revealed" in said(rita.command("/loop", "show Dana Fox"))


def test_a_shadows_scorecard_never_counts_and_holds_nothing_up(
    slack: LocalSlack, services: Services, rita: Person, otto: Person, panel: list[Person], worker: Worker
) -> None:
    step_two(rita, services, shadows=["U0OTTO"])
    rita.fill({"joins:U0OTTO": f"shadow {IDA}"})
    opened(rita)
    worker()
    assert "You're shadowing the interview with Dana Fox" in last_dm(otto)
    assert "practice" in last_dm(otto)
    assert "shadows you" in last_dm(panel[1])
    assert "0 of 4 scorecards are in" in channel_post(slack, "interviews for").plain

    otto.command("/score", "Dana Fox")
    assert "doesn't count toward the signal" in modal(otto).plain
    fill_card(otto, 1, "strong_no", evidence="Quokkas were named, which nobody had asked about.")
    otto.submit()
    assert "practice scorecard is in" in modal(otto).plain
    close_all(otto)
    worker()
    assert "0 of 4 scorecards are in" in channel_post(slack, "interviews for").plain
    for person in panel:
        score(person, 4)
    worker()
    post = channel_post(slack, " · bar 3.0")
    assert "4 of 4 scorecards · 4 yes" in post.plain, "the shadow's strong no is no part of it"
    for person in (*panel, rita, slack.person("U0HANA")):
        person.click(post, "signal_matrix")
        assert "U0OTTO" not in str(modal(person).shown)
        close_all(person)
    ida = panel[1]
    shown = ida.command("/loop", "show Dana Fox").messages[-1]
    ida.click(shown, "practice_card")
    assert "Quokkas" in modal(ida).plain
    assert "Same rating as the trainer on 0 of 4" in modal(ida).plain
    assert "trainer: 4" in modal(ida).plain
    close_all(ida)
    otto.click(otto.command("/loop", "show Dana Fox").messages[-1], "practice_card")
    assert "trainer: 4" in modal(otto).plain, "both learn from it, now that the panel is revealed"
    close_all(otto)
    shown = panel[0].command("/loop", "show Dana Fox").messages[-1]
    assert not [action for action, *_ in shown.buttons if action == "practice_card"], "trained by another"


def test_a_panel_may_be_given_a_second_interview_and_a_shadow_while_it_runs(
    services: Services, rita: Person, otto: Person, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop(scored=panel[:1])
    rita.command("/loop", "edit Dana Fox")
    rita.fill({"shadows": ["U0OTTO"]})
    rita.submit()
    assert "in training" in modal(rita).plain
    rita.click(modal(rita), "loop_edit_part", f"second {IDA}")
    rita.fill({f"focus:{IDA}.2": ["agents"], "joins:U0OTTO": f"reverse_shadow {IDA}"})
    while modal(rita).submit and "is changed" not in modal(rita).plain:
        assert rita.submit().action == "updated", modal(rita).plain
    worker()
    assert "You're interviewing Dana Fox" in last_dm(otto)
    assert "You lead" in last_dm(otto)
    with services.reads() as session:
        loop = loop_by_id(session, "T0LOCAL", loop_id(services))
    assert loop is not None
    assert (loop.expected, len(loop.submitted), len(loop.due)) == (5, 1, 5)
