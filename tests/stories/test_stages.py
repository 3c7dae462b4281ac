"""A candidate's stages are sealed one by one: a named person ends each, and later interviewers score unswayed."""

from collections.abc import Callable

from sqlalchemy import delete, update

from bot.features.record.verify_records import verify_records
from bot.playground.slack.local_slack import LocalSlack, Person
from bot.wiring import Services
from rubrics.panel.record import AuditAction
from storage.audit import AuditRow, entries, record
from storage.loop_reading import loop_by_id
from storage.loops import LoopRow
from storage.stages import stages_of
from tests.stories.acting import PANEL, close_all, in_channel, in_thread, loop_id, modal, said, score

OpenLoop = Callable[..., None]
Worker = Callable[[], None]


def what_next(person: Person, outcome: str, loop: str, reason: str = "") -> None:
    """Say how a revealed stage ends, as far as the next form."""
    shown = next(m for m in person.command("/loop", "list").messages)
    person.click(shown, "loop_details", loop)
    person.click(modal(person), "loop_end_stage")
    person.fill({"outcome": outcome, **({"reason": reason} if reason else {})})


def post_with(slack: LocalSlack, words: str) -> list[str]:
    return [message.plain for message in in_channel(slack) if words in message.plain]


def test_the_next_stage_is_sealed_by_itself_and_reads_nothing_of_the_one_before(
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
    first = loop_id(services)
    ivan = panel[0]
    assert post_with(slack, " · bar 3.0")
    what_next(hana, "advance", first)
    assert hana.submit().action == "updated"
    hana.fill({"name": "Onsite", "interviewers": [PANEL[0], "U0OTTO"], "focus": ["agents", "retrieval"]})
    assert hana.submit().action == "updated", modal(hana).plain
    assert "Onsite is open for Dana Fox" in modal(hana).plain
    close_all(hana)
    worker()
    second = loop_id(services)
    assert second != first
    assert not post_with(slack, " · bar 3.0"), "its figures would sway those who are still to score"
    assert post_with(slack, "interviews for Senior AI Engineer · Onsite")

    reply = ivan.command("/signal", "Dana Fox")
    ivan.click(reply.messages[-1], "read_signal", first)
    assert "Earlier stages open to you once your own scorecard is in." in modal(ivan).plain
    close_all(ivan)
    ivan.open_home()
    assert ivan.home is not None
    assert "4.0 of 5" not in ivan.home.plain
    reply = panel[1].command("/signal", "Dana Fox")
    assert "likely" in said(reply), "whoever has no part in the later stage reads on"
    assert "None of your loops" in said(otto.command("/signal", "Ada Unknown"))

    score(ivan, 4, about="Dana Fox")
    reply = ivan.command("/signal", "Dana Fox")
    ivan.click(reply.messages[-1], "read_signal", first)
    assert "likely" in modal(ivan).plain, "their own card is in"
    close_all(ivan)
    worker()
    assert not post_with(slack, " · bar 3.0"), "Otto has yet to score"
    score(otto, 4, about="Dana Fox")
    worker()
    assert len(post_with(slack, " · bar 3.0")) == 2
    with services.reads() as session:
        assert stages_of(session, "T0LOCAL", first) == [first, second]
        stage = loop_by_id(session, "T0LOCAL", second)
    assert stage is not None
    assert (stage.stage.number, stage.stage.name, stage.is_revealed) == (2, "Onsite", True)
    hana.open_home()
    assert hana.home is not None
    assert "· Onsite" in hana.home.plain, "one candidate's stages stand side by side"
    rita.command("/loop", "list")
    posts = [message for message in in_channel(slack) if " · bar 3.0" in message.plain]
    assert all(in_thread(slack, post) for post in posts)


def test_stopping_needs_a_reason_and_a_person_in_charge(
    services: Services, hana: Person, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop(scored=panel, posted=True)
    first = loop_id(services)
    shown = panel[0].command("/loop", "show Dana Fox").messages[-1]
    assert not [action for action, *_ in shown.buttons if action == "loop_end_stage"]
    what_next(hana, "stop", first)
    assert "reason" in hana.submit().errors
    hana.fill({"reason": "No depth in retrieval"})
    assert hana.submit().action == "updated"
    assert "No further stage for Dana Fox" in modal(hana).plain
    close_all(hana)
    hana.command("/loop", "record Dana Fox")
    assert "ended the interviews after this stage. Reason: No depth in retrieval" in modal(hana).plain


def test_one_more_interview_is_a_stage_of_its_own_and_a_second_click_opens_none(
    services: Services, rita: Person, otto: Person, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop(scored=panel, posted=True)
    first = loop_id(services)
    what_next(rita, "more_evidence", first)
    rita.submit()
    rita.fill({"interviewers": ["U0OTTO"], "focus": ["agents"]})
    rita.submit()
    close_all(rita)
    with services.reads() as session:
        assert len(stages_of(session, "T0LOCAL", first)) == 2
    shown = said(rita.command("/loop", "list"))
    assert "More evidence" in shown


def test_a_record_of_the_stage_before_that_was_written_anew_shows(
    services: Services, rita: Person, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop(scored=panel, posted=True)
    first = loop_id(services)
    what_next(rita, "more_evidence", first)
    rita.submit()
    rita.fill({"interviewers": ["U0OTTO"], "focus": ["agents"]})
    rita.submit()
    assert [check.broken_at for check in verify_records(services)] == [None, None]
    with services.sessions.begin() as session:
        kept = [(row.actor, AuditAction(row.action), row.at, row.payload) for row in entries(session, first)]
        session.execute(delete(AuditRow).where(AuditRow.loop_id == first))
        session.execute(update(LoopRow).where(LoopRow.id == first).values(record_head=""))
    with services.sessions.begin() as session:
        for actor, action, at, payload in kept:
            record(session, first, actor=actor, action=action, now=at, **{**payload, "reason": "Another one"})
    broken = {check.loop_id: check.broken_at for check in verify_records(services)}
    assert broken.pop(first) == len(kept), "whole in itself, but not what the next stage was chained to"
    assert [*broken.values()] == [1]
