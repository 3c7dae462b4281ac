"""A debrief: the panel reads in silence, votes again under seal, opens together and ticks off what it discussed."""

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import StringIO

import pytest
from sqlalchemy import func, select

from bot.errors import Refusal
from bot.features.debrief.lead_debrief import cancel_debrief
from bot.features.debrief.mark_ready import mark_ready
from bot.features.debrief.open_revotes import open_revotes
from bot.features.debrief.start_debrief import start_debrief
from bot.features.debrief.submit_revote import submit_revote
from bot.features.debrief.tick_topic import tick_topic
from bot.features.doors import Door
from bot.features.loop.end_stage import NextStage, open_next_stage, stop_after_stage
from bot.features.loop.pause_loop import hold_loop, resume_loop
from bot.features.loop.withdraw_candidate import withdraw_candidate
from bot.features.record.read_record import record_in
from bot.playground.slack.local_slack import LocalSlack, Person
from bot.playground.slack.screen import Message, View
from bot.wiring import Actor, Services
from bot.worker.worker import TIDY_EVERY
from rubrics.catalogue.model import Recommendation
from rubrics.panel.chain import faults
from rubrics.panel.loop_facts import WithdrawalReason
from rubrics.panel.stage import StageOutcome
from storage.audit import entries
from storage.debriefs import debrief_of
from storage.loop_reading import loop_by_id
from storage.messages import MessageKind, MessageRow
from storage.people import PersonRow
from tests.conftest import Clock
from tests.stories.acting import (
    channel_post,
    close_all,
    everything_shown,
    in_thread,
    last_dm,
    loop_id,
    modal,
    old_button,
    score,
)
from tests.stories.conftest import Once, OpenLoop, Worker

CARDS = {"U0IVAN": (2, "no"), "U0IDA": (4, "yes"), "U0IMRAN": (4, "yes"), "U0INES": (4, "no")}
TEAM = "T0LOCAL"
HANA, RITA, IVAN = Actor(TEAM, "U0HANA"), Actor(TEAM, "U0RITA"), Actor(TEAM, "U0IVAN")


@pytest.fixture
def revealed(panel: list[Person], open_loop: OpenLoop, worker: Worker, once: Once) -> None:
    """A revealed panel that disagrees, its messages posted."""

    def by_hand() -> None:
        open_loop()
        for person in panel:
            rating, recommendation = CARDS[person.id]
            score(person, rating, recommendation, evidence="The cache failed twice in the exercise, and nobody asked.")
        worker()

    once(("a split panel",), by_hand)


@pytest.fixture
def started(revealed: None, hana: Person, slack: LocalSlack, services: Services, worker: Worker, once: Once) -> str:
    """The same with its debrief started by the hiring manager; the loop's id."""

    def by_hand() -> None:
        hana.click(channel_post(slack, "bar 3.0"), Door.DEBRIEF)
        assert hana.submit().action == "updated"
        close_all(hana)
        worker()

    once(("a split panel", "its debrief"), by_hand)
    return loop_id(services)


def thread_of(slack: LocalSlack) -> list[Message]:
    return in_thread(slack, channel_post(slack, "bar 3.0"))


def under_way(slack: LocalSlack) -> Message:
    """Return what stands in the thread about how far the debrief is."""
    return next(m for m in thread_of(slack) if m.plain.startswith(("Debrief of", "The debrief of")))


def asked(person: Person) -> Message:
    """Return the newest message that asks someone for their re-vote."""
    return next(m for m in reversed(person.direct_messages()) if any(a == "debrief_read" for a, *_ in m.buttons))


def vote(person: Person, recommendation: str, line: str = "The exercise decides it.") -> str:
    """Read, say that one is ready, and vote again, from one's own message; return what one is told."""
    person.click(asked(person), "debrief_read")
    assert person.submit().action == "updated", modal(person).plain
    person.fill({"recommended_now": recommendation, "line": line})
    reply = person.submit()
    assert reply.action == "updated", reply.errors
    told = modal(person).plain
    close_all(person)
    return told


def buttons_of(shown: Message | View) -> set[str]:
    """Return the action ids of all buttons."""
    return {action for action, *_ in shown.buttons}


def lead(person: Person, slack: LocalSlack, act: str) -> str:
    """Choose an act in the ⋯ menu of the debrief, and return what one is told."""
    post = under_way(slack)
    values = [o["value"] for b in post.blocks for e in b.get("elements", ()) for o in e.get("options", ())]
    person.click(post, "debrief_lead", next(value for value in values if value.startswith(f"{act} ")))
    return modal(person).plain


def actions_in(services: Services, loop: str) -> list[str]:
    with services.reads() as session:
        return [entry.action for entry in entries(session, loop)]


def wanted(services: Services, kind: MessageKind) -> int:
    with services.reads() as session:
        return session.scalar(select(func.count()).select_from(MessageRow).where(MessageRow.kind == kind)) or 0


def test_a_panel_reads_votes_again_and_discusses(
    started: str, slack: LocalSlack, services: Services, hana: Person, panel: list[Person], worker: Worker
) -> None:
    said = under_way(slack).plain
    assert "silent read until" in said
    assert "0 of 4 have read · 0 of 4 re-voted" in said
    ivan, *others = panel
    assert "Read both sides, then re-vote." in asked(ivan).plain
    ivan.click(asked(ivan), "debrief_read")
    shown = modal(ivan).plain
    assert "Topic 1 of 4 · must-have" in shown
    assert "Ivan 2 · " in shown
    assert "Ida 4 · " in shown
    assert "The cache failed twice" in shown
    ivan.click(modal(ivan), "debrief_read_page")
    assert "Topic 2 of 4" in modal(ivan).plain
    ivan.click(modal(ivan), "debrief_read_page:before")
    assert "Topic 1 of 4" in modal(ivan).plain
    ivan.submit()
    assert "Before the debrief you said no." in str(modal(ivan).shown)
    assert {*ivan.submit().errors} == {"recommended_now", "line"}
    close_all(ivan)
    worker()
    assert "1 of 4 have read · 0 of 4 re-voted" in under_way(slack).plain

    assert "1 of 4 have re-voted" in vote(ivan, "yes", "Ida's point on the cache.")
    for person in others[:-1]:
        vote(person, "yes")
    worker()
    assert "3 of 4 re-voted" in under_way(slack).plain
    last = vote(others[-1], "no", "Still no tests.")
    assert "are open: 3 yes, 1 no" in last
    assert "Ivan: no → yes" in last
    assert "Ida's point on the cache." in last
    worker()

    opened = thread_of(slack)[-1]
    assert "Re-votes are open: 3 yes, 1 no\nBefore: 2 yes, 2 no · 1 changed" in opened.plain
    assert "Speak in this order, least senior first: Ivan, Ida, Imran, Inês, then Hana" in opened.plain
    assert "Ida's point" not in opened.plain
    assert "Re-votes on Dana Fox" in last_dm(hana)
    assert Door.DECIDE in buttons_of(hana.direct_messages()[-1])
    assert Door.DECIDE not in buttons_of(ivan.direct_messages()[-1])
    hana.click(opened, "debrief_topic:1")
    assert hana.modal is None, "the edit is the answer"
    worker()
    assert "✓ Retrieval" in thread_of(slack)[-1].plain
    hana.click(thread_of(slack)[-1], Door.DEBRIEF)
    hana.click(modal(hana), "debrief_topic:1")
    assert "✓" not in modal(hana).plain, "taken back in place"
    assert Door.DECIDE in buttons_of(modal(hana))
    ivan.click(thread_of(slack)[-1], Door.DEBRIEF)
    assert Door.DECIDE not in buttons_of(modal(ivan)), "only who decides is led there"
    close_all(ivan)
    close_all(hana)
    done = [each for each in actions_in(services, started) if not each.startswith("read ")]
    assert done[-12:] == [
        "started the debrief",
        "ready to re-vote",
        *["re-voted", *["ready to re-vote", "re-voted"] * 3],
        "opened the re-votes",
        *["discussed a topic"] * 2,
    ]
    hana.command("/loop", "record Dana Fox")
    told = modal(hana).plain
    assert "opened the re-votes: @Ivan Petrov no, then yes (Ida's point on the cache.)" in told
    assert "marked as discussed: Retrieval" in told


def test_the_dots_count_what_the_words_beside_them_count(started: str, panel: list[Person]) -> None:
    ivan, *others = panel
    for person in others[:2]:
        person.click(asked(person), "debrief_read")
        person.submit()
        close_all(person)
    assert "●○○○ 1 of 4 have re-voted" in vote(ivan, "yes").replace("`", "")


def test_the_reading_is_over_as_soon_as_everybody_is_ready(
    started: str, slack: LocalSlack, panel: list[Person], worker: Worker
) -> None:
    for person in panel:
        person.click(asked(person), "debrief_read")
        person.submit()
        close_all(person)
    worker()
    assert "re-vote now" in under_way(slack).plain


def test_the_reading_is_over_by_itself_and_locks_nobody_out(
    started: str, slack: LocalSlack, panel: list[Person], worker: Worker, now: Clock
) -> None:
    now.tick(minutes=5, seconds=2)
    worker()
    assert "re-vote now" in under_way(slack).plain
    panel[0].click(asked(panel[0]), "debrief_read")
    assert "Topic 1 of 4" in modal(panel[0]).plain


def test_who_leads_opens_early_and_who_did_not_vote_keeps_what_they_said(
    started: str, slack: LocalSlack, rita: Person, panel: list[Person], worker: Worker
) -> None:
    vote(panel[0], "strong_yes", "Changed my mind.")
    told = lead(rita, slack, "open")
    assert "1 of 4 have re-voted. Ida, Imran and Inês keep their first recommendation." in told
    assert rita.submit().action == "updated"
    assert "Ida: yes, didn't re-vote" in modal(rita).plain
    assert "Ivan: no → strong yes" in modal(rita).plain
    close_all(rita)
    worker()
    assert "1 strong yes, 2 yes, 1 no\nBefore: 2 yes, 2 no · 1 changed · 3 didn't re-vote" in thread_of(slack)[-1].plain
    assert "are open" in last_dm(panel[1])
    panel[1].click(old_button(slack, "debrief_read", started), "debrief_read")
    assert modal(panel[1]).submit is None, "there is nothing to vote on any more"
    close_all(panel[1])
    panel[1].click(old_button(slack, "debrief_revote", started), "debrief_revote")
    assert "The re-votes are open already." in modal(panel[1]).plain


def test_only_those_who_run_the_loop_lead_and_only_those_on_it_read(
    revealed: None,
    slack: LocalSlack,
    services: Services,
    hana: Person,
    otto: Person,
    panel: list[Person],
    worker: Worker,
) -> None:
    slack.workspace.channels["C0HIRING"].members |= {otto.id}
    ivan, post = panel[0], channel_post(slack, "bar 3.0")
    ivan.click(post, Door.DEBRIEF)
    assert "There's no debrief yet.\nAsk Hana Suzuki to start it." in modal(ivan).plain
    assert [text for _, text, _ in modal(ivan).buttons] == ["Ask Rita", "Ask Hana", "Signal"]
    close_all(ivan)
    otto.click(post, Door.DEBRIEF)
    assert "Ask Hana Suzuki, the hiring manager." in modal(otto).plain
    close_all(otto)
    hana.click(post, Door.DEBRIEF)
    hana.submit()
    close_all(hana)
    worker()
    assert "You don't lead this debrief.\nAsk Hana Suzuki." in lead(ivan, slack, "open")
    for action in ("debrief_read", "debrief_revote"):
        otto.click(old_button(slack, action, loop_id(services)), action)
        assert modal(otto).callback_id == "refusal"
        close_all(otto)
    hana.click(old_button(slack, "debrief_revote", loop_id(services)), "debrief_revote")
    assert "You don't have a vote here." in modal(hana).plain
    close_all(hana)
    assert "Open debrief" in channel_post(slack, "bar 3.0").plain


def test_an_interviewer_asks_for_the_debrief_below_the_signal_and_whoever_is_asked_starts_it(
    revealed: None, hana: Person, panel: list[Person], worker: Worker
) -> None:
    ivan = panel[0]
    signal = ivan.command("/signal", "Dana Fox").messages[-1]
    assert signal.buttons[0][1] == "Ask Hana for a debrief"
    ivan.click(signal, "loop_ask")
    assert "@Hana Suzuki has your request about Dana Fox" in modal(ivan).plain
    close_all(ivan)
    worker()
    again = ivan.command("/signal", "Dana Fox").messages[-1]
    assert "You asked @Hana Suzuki for a debrief." in again.plain
    assert "loop_ask" not in {action for action, *_ in again.buttons}, "it isn't sent twice"
    request = hana.direct_messages()[-1]
    assert "@Ivan Petrov asks you to debrief the panel for Dana Fox" in request.plain
    hana.click(request, Door.DEBRIEF)
    assert hana.submit().action == "updated"
    close_all(hana)
    worker()
    asks = {action for action, *_ in ivan.command("/signal", "Dana Fox").messages[-1].buttons}
    assert Door.DEBRIEF in asks, "now there is one to open"
    assert "loop_ask" not in asks
    hana.command("/loop", "decide Dana Fox")
    assert "A debrief is running: 0 of 4 re-voted. Deciding now ends it." in modal(hana).plain


def test_a_second_start_and_a_second_click_change_nothing(
    started: str, slack: LocalSlack, services: Services, hana: Person, panel: list[Person], worker: Worker
) -> None:
    with services.reads() as session:
        before = debrief_of(session, started)
    assert before is not None
    again = start_debrief(services.workspace(TEAM), RITA, started, 20)
    assert again.debrief == before
    lead(hana, slack, "extend")
    lead(hana, slack, "extend")
    close_all(hana)
    for _ in range(2):
        submit_revote(services.workspace(TEAM), IVAN, started, Recommendation.YES, "One line")
    with services.reads() as session:
        after = debrief_of(session, started)
    assert after is not None
    assert after.reads_until - before.reads_until == timedelta(minutes=5)
    done = actions_in(services, started)
    assert [done.count(each) for each in ("started the debrief", "prolonged the reading", "re-voted")] == [1, 1, 1]
    worker()
    assert wanted(services, MessageKind.DEBRIEF) == 1


def test_one_that_is_canceled_stays_sealed_and_another_may_be_started(
    started: str, slack: LocalSlack, hana: Person, panel: list[Person], worker: Worker
) -> None:
    vote(panel[0], "strong_yes", "Zebra")
    assert "1 re-vote will stay sealed for good." in lead(hana, slack, "call_off")
    assert hana.submit().action == "updated"
    close_all(hana)
    worker()
    assert under_way(slack).plain.startswith("The debrief of")
    assert "was canceled" in under_way(slack).plain
    assert all("was canceled" in last_dm(person) for person in panel[1:]), "no one is asked any more"
    post = channel_post(slack, "bar 3.0")
    assert "Start debrief" in post.plain
    hana.click(post, Door.DEBRIEF)
    hana.submit()
    assert "0 of 4 have read · 0 of 4 re-voted" in modal(hana).plain
    assert "\nDecide\n" in modal(hana).plain, "who decides need not wait"
    close_all(hana)
    worker()
    panel[0].click(asked(panel[0]), "debrief_read")
    panel[0].submit()
    assert "Zebra" not in str(modal(panel[0]).shown)


def test_nobody_is_asked_to_read_and_vote_once_the_re_votes_are_open_or_someone_has_decided(
    started: str, hana: Person, panel: list[Person], worker: Worker, now: Clock
) -> None:
    for person in panel:
        vote(person, "yes")
    worker()
    told = [message.plain for person in panel for message in person.direct_messages()]
    assert sum("The re-votes on Dana Fox" in text and "are open." in text for text in told) == len(panel)
    assert not [text for text in told if "Read both sides, then re-vote" in text]
    hana.command("/loop", "decide Dana Fox")
    hana.fill({"decision": "hire"})
    assert hana.submit().action == "updated"
    close_all(hana)
    now.tick(minutes=11)
    worker()
    told = [message.plain for person in panel for message in person.direct_messages()]
    assert sum("The debrief of Dana Fox" in text and "is over." in text for text in told) == len(panel)


def test_who_has_not_voted_hours_later_is_asked_once_more(
    started: str, slack: LocalSlack, panel: list[Person], worker: Worker, now: Clock
) -> None:
    ivan, ida, *_ = panel
    vote(ivan, "yes")
    told = {person.id: len(person.direct_messages()) for person in panel}
    for _ in range(4):
        now.tick(hours=12)
        worker()
    missing = [m.plain for m in ida.direct_messages()[told[ida.id] :] if "Your re-vote" in m.plain]
    assert len(missing) == 1
    assert "1 of 4 re-voted" in missing[0]
    assert not [m for m in ivan.direct_messages()[told[ivan.id] :] if "Your re-vote" in m.plain]


def test_who_has_left_keeps_nobody_waiting(
    started: str, services: Services, panel: list[Person], slack: LocalSlack, worker: Worker, now: Clock
) -> None:
    for person in panel[:3]:
        vote(person, "yes")
    with services.sessions.begin() as session:
        session.get_one(PersonRow, (TEAM, "U0INES")).is_deleted = True
    slack.workspace.member("U0INES").deleted = True
    now.tick(seconds=TIDY_EVERY.total_seconds() + 1)
    worker()
    assert "Re-votes are open: 3 yes, 1 no" in thread_of(slack)[-1].plain
    assert "Inês" not in thread_of(slack)[-1].plain, "who has left speaks no more"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda w, loop: hold_loop(w, RITA, loop, "The role is on hold", None), "on_hold"),
        (lambda w, loop: stop_after_stage(w, RITA, loop, "Not enough depth"), "stage_ended"),
    ],
)
def test_a_loop_that_went_on_or_rests_refuses_with_its_reason(
    started: str, services: Services, change: Callable[..., object], reason: str
) -> None:
    change(services.workspace(TEAM), started)
    for act in (
        lambda w: submit_revote(w, IVAN, started, Recommendation.YES, "One line"),
        lambda w: mark_ready(w, IVAN, started),
        lambda w: open_revotes(w, HANA, started),
        lambda w: cancel_debrief(w, HANA, started),
        lambda w: tick_topic(w, IVAN, started, "retrieval", is_discussed=True),
    ):
        with pytest.raises(Refusal) as told:
            act(services.workspace(TEAM))
        assert told.value.reason.key == f"debrief_refusals.{reason}"


def offering(slack: LocalSlack) -> list[bool]:
    """Tell of each message in the channel that shows the signal, thread included, whether it offers a debrief."""
    found = [[action for action, _, _ in post.buttons] for post in slack.messages("C0HIRING")]
    return [Door.DEBRIEF in actions for actions in found if "signal_matrix" in actions]


def test_a_signal_offers_no_debrief_while_its_loop_rests_nor_once_the_candidate_withdrew(
    revealed: None, slack: LocalSlack, services: Services, worker: Worker
) -> None:
    loop, workspace = loop_id(services), services.workspace(TEAM)
    assert offering(slack) == [True]
    hold_loop(workspace, RITA, loop, "The role is on hold", None)
    worker()
    assert offering(slack) == [False]
    resume_loop(workspace, RITA, loop, services.now() + timedelta(days=3))
    worker()
    assert offering(slack) == [True]
    withdraw_candidate(workspace, RITA, loop, WithdrawalReason.OTHER_OFFER, "", opens=True)
    worker()
    assert offering(slack) == [False]


def test_a_panel_of_one_has_nothing_to_debrief(
    slack: LocalSlack, services: Services, hana: Person, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop(interviewers=["U0IVAN"])
    score(panel[0], 4)
    worker()
    hana.click(old_button(slack, Door.DEBRIEF, loop_id(services)), Door.DEBRIEF)
    assert "One scorecard came in, so there's nothing to debrief." in modal(hana).plain
    close_all(hana)
    panel[0].click(old_button(slack, Door.DEBRIEF, loop_id(services)), Door.DEBRIEF)
    assert modal(panel[0]).callback_id == "refusal"


def test_in_a_public_channel_no_figure_and_no_topic_stands_in_the_thread(
    started: str, slack: LocalSlack, services: Services, hana: Person, panel: list[Person], worker: Worker
) -> None:
    slack.workspace.channels["C0HIRING"].is_private = False
    for person in panel:
        vote(person, "yes")
    worker()
    said = "".join(m.plain for m in slack.messages("C0HIRING"))
    assert "are open to the people on the panel" in said
    assert "4 yes" not in said
    assert "Speak in this order" not in said


def test_a_later_stage_takes_the_figures_out_of_the_thread_until_it_has_scored(
    started: str, slack: LocalSlack, services: Services, panel: list[Person], worker: Worker
) -> None:
    for person in panel:
        vote(person, "yes")
    worker()
    assert "4 yes" in thread_of(slack)[-1].plain
    post = channel_post(slack, "bar 3.0")
    following = NextStage(
        what=StageOutcome.MORE_EVIDENCE,
        reason="One more on agents",
        name="Deep dive",
        interviewers=("U0IVAN",),
        focus=("agents",),
    )
    open_next_stage(services.workspace(TEAM), HANA, started, following)
    worker()
    said = "".join(message.plain for message in in_thread(slack, post))
    assert "4 yes" not in said
    assert "Press a topic" not in said
    panel[0].click(old_button(slack, Door.DEBRIEF, started), Door.DEBRIEF)
    assert "Earlier stages open to you once your own scorecard is in." in modal(panel[0]).plain


def test_home_says_who_votes_and_then_what_came_of_it(
    started: str, slack: LocalSlack, hana: Person, panel: list[Person], worker: Worker
) -> None:
    def home(person: Person) -> str:
        person.open_home()
        assert person.home is not None
        return person.home.plain

    ivan = panel[0]
    assert "1 debrief" in home(ivan)
    assert "0 of 4 re-voted" in home(ivan)
    assert ivan.home is not None
    ivan.click(ivan.home, "debrief_read")
    assert "Topic 1 of 4" in modal(ivan).plain
    close_all(ivan)
    vote(ivan, "yes")
    assert "1 of 4 re-voted" in home(ivan)
    assert [text for action, text, _ in ivan.home.buttons if action == Door.DEBRIEF] == ["Debrief"]
    for person in panel[1:]:
        vote(person, "yes")
    assert "4 yes · 0 of 4 topics discussed" in home(hana)


def test_two_last_votes_at_once_open_once(started: str, services: Services) -> None:
    for user in ("U0IVAN", "U0IDA"):
        submit_revote(services.workspace(TEAM), Actor(TEAM, user), started, Recommendation.YES, "One line")
    gate, done = threading.Barrier(2), []

    def last(user: str) -> None:
        gate.wait()
        standing = submit_revote(services.workspace(TEAM), Actor(TEAM, user), started, Recommendation.NO, "One line")
        done.append(standing.debrief.is_open)

    racers = [threading.Thread(target=last, args=(user,)) for user in ("U0IMRAN", "U0INES")]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join(20)
    assert sorted(done) == [False, True]
    assert actions_in(services, started).count("opened the re-votes") == 1
    assert wanted(services, MessageKind.DEBRIEF_OPEN) == 1


SECRETS = {"U0IVAN": "Zebra", "U0IDA": "Walrus", "U0IMRAN": "Heron", "U0INES": "Quokka"}
"""A word in each one's line that stands nowhere else; everybody votes what no scorecard recommends."""


def glimpses(slack: LocalSlack, person: Person, loop: str) -> Iterator[str]:
    """Yield everything someone can be shown of a loop while its re-votes are sealed."""
    yield from everything_shown(slack, person, [("/loop", "show Dana Fox"), ("/signal", "Dana Fox"), ("/score", "")])
    for command in ("record Dana Fox",):
        person.command("/loop", command)
        if person.modal:
            yield str(modal(person).shown)
            close_all(person)
    for action in (Door.DEBRIEF, "debrief_read", Door.READ_EVIDENCE, Door.READ_RECORD, "signal_matrix", "signal_why"):
        person.click(old_button(slack, action, loop), action)
        yield str(modal(person).shown)
        close_all(person)
    yield from (f"{m.plain}{m.blocks}" for m in person.direct_messages())


def test_no_walk_shows_a_re_vote_or_its_line_before_they_open(
    started: str,
    slack: LocalSlack,
    services: Services,
    rita: Person,
    hana: Person,
    otto: Person,
    panel: list[Person],
    worker: Worker,
    written_log: StringIO,
) -> None:
    slack.workspace.channels["C0HIRING"].members |= {otto.id}
    everybody = [rita, hana, otto, *panel]
    for voter in panel[:3]:
        vote(voter, "strong_no", f"{SECRETS[voter.id]} decides it.")
        worker()
        for person in everybody:
            for text in glimpses(slack, person, started):
                seen = [secret for owner, secret in SECRETS.items() if owner != person.id and secret in text]
                assert not seen, text
                assert "strong no" not in text.lower(), text
    for call in slack.calls:
        assert not any(secret in str(call.params) for secret in SECRETS.values() if call.method.startswith("chat."))
    with services.reads() as session:
        kept = str([entry.payload for entry in entries(session, started)])
    assert not any(secret in kept or secret in written_log.getvalue() for secret in SECRETS.values()), "nor any export"
    vote(panel[3], "strong_no", "Quokka decides it.")
    hana.click(old_button(slack, Door.DEBRIEF, started), Door.DEBRIEF)
    assert all(secret in modal(hana).plain for secret in SECRETS.values())
    close_all(hana)
    otto.click(old_button(slack, Door.DEBRIEF, started), Door.DEBRIEF)
    assert not any(secret in modal(otto).plain for secret in SECRETS.values())
    assert not any(secret in written_log.getvalue() for secret in SECRETS.values())
    with services.reads() as session:
        loop = loop_by_id(session, TEAM, started)
        assert loop is not None
        sealed, unsealed = (record_in(session, loop, with_ratings=each) for each in (False, True))
    assert "Quokka" not in str(sealed.entries), "who may know of the loop alone reads no content of its record"
    assert "Quokka" in str(unsealed.entries)
    assert not faults(started, sealed.chained, count=len(sealed.chained), head=sealed.head), "the chain still holds"
