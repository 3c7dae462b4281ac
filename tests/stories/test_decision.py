"""From the signal to a decision: who decides, why a reason is asked, what is closed, undone, told and dissented on."""

import pytest

from bot.features.doors import Door
from bot.playground.slack.local_slack import LocalSlack, Person
from bot.playground.slack.screen import Message
from bot.wiring import Services
from rubrics.panel.loop import LoopState
from storage.audit import entries
from storage.events import EventKind, events_of
from storage.loop_reading import loop_by_id
from storage.stages import stages_of
from tests.conftest import Clock
from tests.stories.acting import (
    OTTO,
    channel_post,
    choose_more,
    close_all,
    everything_shown,
    in_channel,
    last_dm,
    loop_id,
    modal,
    open_card,
    said,
    score,
)
from tests.stories.conftest import OpenLoop, Worker

TEAM = "T0LOCAL"
WHY = "Best retrieval design we've seen"


def press_decide(person: Person, about: str = "Dana Fox") -> str:
    """Open the form of a decision by its command, and return what is said instead."""
    return said(person.command("/loop", f"decide {about}"))


def choose(person: Person, choice: str) -> None:
    person.fill({"decision": choice})


def decide(person: Person, choice: str, reason: str = "") -> None:
    """Decide as far as the confirmation; the reason is given where the form asks for one."""
    press_decide(person)
    choose(person, choice)
    if reason:
        person.fill({"reason": reason})
    reply = person.submit()
    assert reply.action == "updated", reply.errors


def lines_about(slack: LocalSlack, words: str) -> list[str]:
    return [message.plain for message in in_channel(slack) if words in message.plain]


def state_of(services: Services, loop: str) -> LoopState:
    with services.reads() as session:
        found = loop_by_id(session, TEAM, loop)
    assert found is not None
    return found.state


def actions_of(services: Services, loop: str) -> list[str]:
    with services.reads() as session:
        return [entry.action for entry in entries(session, loop)]


def test_a_decision_with_the_signal_takes_no_reason_and_the_channel_reads_it_after_ten_minutes(
    slack: LocalSlack,
    services: Services,
    rita: Person,
    hana: Person,
    panel: list[Person],
    open_loop: OpenLoop,
    worker: Worker,
    now: Clock,
) -> None:
    open_loop(scored=panel, posted=True)
    loop = loop_id(services)
    press_decide(hana)
    assert "Signal:" in modal(hana).plain
    choose(hana, "hire")
    assert "reason" not in [block["block_id"] for block in modal(hana).blocks], "it agrees with the signal"
    assert hana.submit().action == "updated"
    assert "Recorded: hire." in modal(hana).plain
    assert "without your reason" not in modal(hana).plain, "none was given"
    assert "Undo until" in modal(hana).plain
    close_all(hana)
    assert state_of(services, loop) is LoopState.DECIDED
    worker()
    assert not lines_about(slack, "Hire · "), "an undo must leave no trace in the channel"
    now.tick(minutes=11)
    worker()
    (line,) = lines_about(slack, "Hire · ")
    assert "Decided by" in line
    assert "Dana Fox" not in line, "the channel reads the code"
    assert "Hire" in last_dm(rita), "who runs the loop is told"
    assert "decided by" in said(hana.command("/loop", "show Dana Fox"))
    shown = rita.command("/loop", "show Dana Fox").messages[-1]
    rita.click(shown, "decision_read", loop)
    assert "the decision agrees" in modal(rita).plain
    with services.reads() as session:
        kinds = [event.kind for event in events_of(session, loop)]
    assert kinds == [EventKind.OPENED, EventKind.REVEALED, EventKind.DECIDED]


def test_going_against_the_signal_takes_a_reason_that_the_panel_reads_and_the_channel_does_not(
    slack: LocalSlack,
    services: Services,
    hana: Person,
    otto: Person,
    panel: list[Person],
    open_loop: OpenLoop,
    worker: Worker,
    now: Clock,
) -> None:
    open_loop(scored=panel, posted=True)
    loop = loop_id(services)
    press_decide(hana)
    choose(hana, "no_hire")
    assert "Reason needed: against the signal" in modal(hana).plain
    assert "reason" in hana.submit().errors
    hana.fill({"reason": WHY})
    assert hana.submit().action == "updated"
    close_all(hana)
    now.tick(minutes=11)
    worker()
    (line,) = lines_about(slack, "No hire · ")
    assert WHY not in line
    ivan = panel[0]
    shown = ivan.command("/loop", "show Dana Fox").messages[-1]
    ivan.click(shown, "decision_read", loop)
    assert WHY in modal(ivan).plain
    assert "overrides" in modal(ivan).plain
    close_all(ivan)
    ivan.command("/loop", "record Dana Fox")
    assert "against the signal" in modal(ivan).plain
    assert WHY in modal(ivan).plain
    assert not any(WHY in text for text in everything_shown(slack, otto))


def test_only_the_manager_or_whom_they_name_decides_and_others_are_told_who(
    slack: LocalSlack,
    services: Services,
    rita: Person,
    hana: Person,
    otto: Person,
    panel: list[Person],
    open_loop: OpenLoop,
    worker: Worker,
) -> None:
    open_loop(scored=panel, posted=True)
    loop = loop_id(services)
    for person in (rita, panel[0]):
        assert "You can't decide this." in press_decide(person)
        assert "Hana Suzuki decides." in press_decide(person)
    assert "None of your loops" in said(otto.command("/loop", "decide Dana Fox"))
    shown = hana.command("/loop", "show Dana Fox").messages[-1]
    open_deciders(hana, shown, loop)
    hana.fill({"delegate": OTTO})
    assert hana.submit().action == "updated"
    close_all(hana)
    worker()
    assert "can now decide" in "\n".join(message.plain for message in otto.direct_messages())
    otto.open_home()
    assert otto.home is not None
    assert "1 decision due" in otto.home.plain
    decide(otto, "hire")
    close_all(otto)
    assert state_of(services, loop) is LoopState.DECIDED
    assert "decided by" in said(hana.command("/loop", "show Dana Fox"))


def open_deciders(person: Person, shown: Message, loop: str) -> None:
    """Open the form of who decides from a loop's ⋯ menu."""
    choose_more(person, shown, "loop_happened")
    person.click(modal(person), "decision_deciders", loop)


def test_undoing_within_ten_minutes_leaves_no_trace_in_the_channel_and_opens_the_loop_again(
    slack: LocalSlack,
    services: Services,
    hana: Person,
    panel: list[Person],
    open_loop: OpenLoop,
    worker: Worker,
    now: Clock,
) -> None:
    open_loop(scored=panel, posted=True)
    loop = loop_id(services)
    before = [message.plain for message in in_channel(slack)]
    decide(hana, "hire")
    ivan = panel[0]
    assert "decided by" not in said(ivan.command("/loop", "show Dana Fox")), "nobody else knows until it is settled"
    now.tick(minutes=9)
    hana.click(modal(hana), "decision_undo", f"{loop}:1")
    assert "Undone." in modal(hana).plain
    close_all(hana)
    now.tick(minutes=30)
    worker()
    assert [message.plain for message in in_channel(slack)] == before
    assert state_of(services, loop) is LoopState.REVEALED
    assert actions_of(services, loop)[-2:] == ["decided", "undid the decision"]
    score(ivan, 5, reason="Read it again", evidence="Drew the whole index", about="Dana Fox")
    decide(hana, "hire")
    close_all(hana)
    now.tick(minutes=11)
    worker()
    assert len(lines_about(slack, "Hire · ")) == 1


def test_after_ten_minutes_a_decision_is_replaced_by_a_new_entry_with_a_reason(
    slack: LocalSlack,
    services: Services,
    hana: Person,
    panel: list[Person],
    open_loop: OpenLoop,
    worker: Worker,
    now: Clock,
) -> None:
    open_loop(scored=panel, posted=True)
    loop = loop_id(services)
    decide(hana, "hire")
    old = modal(hana)
    assert "It can be undone for 10 minutes" in press_decide(hana)
    now.tick(minutes=11)
    worker()
    hana.click(old, "decision_undo", f"{loop}:1")
    assert "The 10 minutes are over." in modal(hana).plain
    close_all(hana)
    decide(hana, "no_hire", "References were not good")
    close_all(hana)
    now.tick(minutes=11)
    worker()
    assert lines_about(slack, "No hire · ")
    (first,) = [line for line in lines_about(slack, "Hire · ") if not line.startswith("No hire")]
    assert "A later entry replaced this one." in first
    assert actions_of(services, loop).count("decided") == 2
    hana.command("/loop", "record Dana Fox")
    assert "in place of entry 1" in modal(hana).plain


def test_everybody_on_the_panel_may_dissent_in_their_own_words(
    slack: LocalSlack,
    services: Services,
    rita: Person,
    hana: Person,
    panel: list[Person],
    open_loop: OpenLoop,
    worker: Worker,
    now: Clock,
) -> None:
    open_loop(scored=panel, posted=True)
    loop = loop_id(services)
    decide(hana, "hire")
    close_all(hana)
    now.tick(minutes=11)
    worker()
    line = channel_post(slack, "Hire · ")
    words = "Nobody asked about <!channel> evaluation"
    ivan = panel[0]
    ivan.click(line, "decision_dissent", loop)
    ivan.fill({"dissent": words})
    assert ivan.submit().action == "updated"
    close_all(ivan)
    worker()
    assert "added a dissent" in last_dm(hana)
    assert words not in last_dm(hana)
    shown = rita.command("/loop", "show Dana Fox").messages[-1]
    rita.click(shown, "decision_read", loop)
    assert words in modal(rita).plain
    close_all(rita)
    for person in (hana, rita):
        person.click(line, "decision_dissent", loop)
        assert "dissent" not in [block["block_id"] for block in modal(person).blocks]
        close_all(person)
    assert not any(words in message.plain for message in in_channel(slack))
    assert state_of(services, loop) is LoopState.DECIDED
    assert "dissented" in actions_of(services, loop)


def test_another_interview_opens_a_sealed_stage_and_the_decision_follows_it(
    slack: LocalSlack,
    services: Services,
    hana: Person,
    otto: Person,
    panel: list[Person],
    open_loop: OpenLoop,
    worker: Worker,
    now: Clock,
) -> None:
    open_loop(scored=panel, posted=True)
    first = loop_id(services)
    press_decide(hana)
    choose(hana, "another")
    errors = hana.submit().errors
    assert "interviewer" in errors
    hana.fill({"focus": ["agents"], "interviewer": OTTO})
    assert hana.submit().action == "updated"
    assert "Another interview is open." in modal(hana).plain
    hana.close()
    assert hana.modal is None, "what stands below shows what was before"
    worker()
    with services.reads() as session:
        _, second = stages_of(session, TEAM, first)
    assert lines_about(slack, "Another interview · ")
    assert state_of(services, first) is LoopState.REVEALED, "it is an entry, not a decision"
    assert "interviewing" in otto.direct_messages()[-1].text
    press_decide(hana)
    assert "Still open: More evidence, with @Otto Brandt. Hire or No hire cancels it." in modal(hana).plain
    close_all(hana)
    score(otto, 4, about="Dana Fox")
    worker()
    decide(hana, "hire")
    close_all(hana)
    assert {state_of(services, first), state_of(services, second)} == {LoopState.DECIDED}


def test_below_a_signal_that_lacks_evidence_one_more_interview_is_a_click_away(
    slack: LocalSlack, hana: Person, otto: Person, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop(interviewers=[panel[0].id, panel[1].id], scored=panel[:2], posted=True)
    post = channel_post(slack, "Not enough evidence")
    assert [text for _, text, _ in post.buttons] == ["Add interview", "Matrix", "Why?"]
    panel[0].click(post, Door.ADD_INTERVIEW)
    assert "You can't decide this.\nHana Suzuki decides." in modal(panel[0]).plain
    close_all(panel[0])
    assert hana.command("/signal", "Dana Fox").messages[-1].buttons[0][1] == "Add interview"
    hana.click(post, Door.ADD_INTERVIEW)
    hana.fill({"interviewer": OTTO})
    assert hana.submit().action == "updated", "what lacks is filled in"
    worker()
    assert "interviewing" in otto.direct_messages()[-1].text
    post = channel_post(slack, "The signal is hidden here until the next interviews are scored.")
    assert Door.ADD_INTERVIEW not in {action for action, *_ in post.buttons}


def test_deciding_while_a_stage_is_open_cancels_it_tells_who_owed_a_scorecard_and_keeps_the_seal_while_it_may_be_undone(
    slack: LocalSlack,
    services: Services,
    hana: Person,
    otto: Person,
    panel: list[Person],
    open_loop: OpenLoop,
    worker: Worker,
    now: Clock,
) -> None:
    open_loop(scored=panel, posted=True)
    first = loop_id(services)
    press_decide(hana)
    choose(hana, "another")
    hana.fill({"focus": ["agents"], "interviewer": panel[0].id})
    hana.submit()
    close_all(hana)
    worker()
    with services.reads() as session:
        _, second = stages_of(session, TEAM, first)
    ivan = panel[0]
    decide(hana, "hire")
    assert state_of(services, second) is LoopState.CANCELED
    ivan.click(channel_post(slack, "Panel revealed"), "read_signal", first)
    assert "likely" not in modal(ivan).plain, "undone, he would score swayed"
    close_all(ivan)
    told = len(ivan.direct_messages())
    hana.click(modal(hana), "decision_undo", f"{first}:2")
    close_all(hana)
    worker()
    assert state_of(services, second) is LoopState.OPEN
    assert len(ivan.direct_messages()) == told
    decide(hana, "hire")
    close_all(hana)
    now.tick(minutes=11)
    worker()
    assert "are over: a decision was made" in last_dm(ivan)
    assert state_of(services, second) is LoopState.CANCELED
    ivan.command("/signal", "Dana Fox")
    now.tick(days=5)
    count = len(ivan.direct_messages())
    worker()
    assert len(ivan.direct_messages()) == count, "nobody is reminded any more"


def test_hold_lets_the_loop_rest_and_deciding_waits_until_it_goes_on(
    slack: LocalSlack, services: Services, hana: Person, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop(scored=panel, posted=True)
    loop = loop_id(services)
    decide(hana, "hold")
    assert "On hold." in modal(hana).plain
    close_all(hana)
    worker()
    assert lines_about(slack, "On hold · ")
    assert state_of(services, loop) is LoopState.ON_HOLD
    assert "Resume it to decide." in press_decide(hana)


def test_a_decided_loop_takes_no_scorecard_no_edit_and_no_hold(
    services: Services, rita: Person, hana: Person, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop(scored=panel, posted=True)
    ivan = panel[0]
    open_card(ivan, "Dana Fox")
    decide(hana, "hire")
    close_all(hana)
    ivan.fill({"reason": "One more thought"})
    assert "This loop is decided." in modal(ivan).plain
    close_all(ivan)
    for command in ("hold", "withdraw", "replace", "links"):
        assert "decided" in (said(rita.command("/loop", f"{command} Dana Fox")) or modal(rita).plain).lower(), command
        close_all(rita)


@pytest.mark.parametrize("post", ["at_once", "never"])
def test_the_loop_says_when_its_channel_reads_a_decision(
    slack: LocalSlack,
    services: Services,
    rita: Person,
    hana: Person,
    panel: list[Person],
    open_loop: OpenLoop,
    worker: Worker,
    now: Clock,
    post: str,
) -> None:
    open_loop(scored=panel, posted=True)
    loop = loop_id(services)
    open_deciders(rita, rita.command("/loop", "show Dana Fox").messages[-1], loop)
    assert "delegate" not in [block["block_id"] for block in modal(rita).blocks], "only the manager names somebody"
    rita.fill({"decision_post": post})
    rita.submit()
    close_all(rita)
    decide(hana, "hire")
    worker()
    assert bool(lines_about(slack, "Hire · ")) == (post == "at_once")
    hana.click(modal(hana), "decision_undo", f"{loop}:1")
    close_all(hana)
    worker()
    assert bool(lines_about(slack, "Decision withdrawn")) == (post == "at_once")
    decide(hana, "hire")
    close_all(hana)
    now.tick(minutes=11)
    worker()
    assert len(lines_about(slack, "Hire · ")) == (post == "at_once")


def test_home_counts_what_waits_for_a_decision_and_lists_what_is_decided(
    services: Services, hana: Person, panel: list[Person], open_loop: OpenLoop, worker: Worker, now: Clock
) -> None:
    open_loop(scored=panel, posted=True)
    loop = loop_id(services)
    hana.open_home()
    assert hana.home is not None
    assert "1 decision due" in hana.home.plain
    hana.click(hana.home, "decide", loop)
    choose(hana, "hire")
    hana.submit()
    close_all(hana)
    hana.open_home()
    assert "decision due" not in hana.home.plain
    assert "Decided (1)" in hana.home.plain
    now.tick(minutes=11)
    worker()
    hana.click(hana.home, "desk_list:decided", "decided")
    assert "Hire, decided" in modal(hana).plain
