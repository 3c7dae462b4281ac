"""Notes on the interview as a whole: behind one button, looked over once, and read by those whom they name."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.errors import FormRefusal, Refusal
from bot.features.loop.read_loop import loop_details
from bot.features.loop.read_private_notes import private_notes
from bot.features.loop.show_kit import kit
from bot.features.loop.show_left_notes import PRIVATE_NOTES, private_notes_modal
from bot.features.loop.show_loop import details_modal
from bot.features.record.read_record import read_record
from bot.features.record.show_document import RecordFormat, document
from bot.features.scorecard import show_scorecard as view
from bot.features.scorecard.card_form import ALL_NOTES, NOTES, takes_notes, with_room
from bot.features.scorecard.open_scorecard import ScorecardForm
from bot.features.scorecard.read_kit import kit_for
from bot.features.signal.read_evidence import evidence_for
from bot.features.signal.show_evidence import evidence
from bot.playground.slack.limits import accept_view
from bot.wiring import Actor, Services
from bot.wording.refusals import field_errors
from rubrics.catalogue.model import Recommendation
from rubrics.panel.loop import Loop
from rubrics.panel.plan import InterviewKind
from rubrics.panel.scorecard import CardContent, SubmittedCard
from storage.scorecards import notes_handed_on, notes_to_recruiter
from tests.bot.features.opened_loop import HANA, IDA, IVAN, OTTO, RITA, TEAM, card, interview_of, submitted

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
NAMES = [field.block_id for field in NOTES]
ASK = "We ran out of time for evaluation: please ask <!channel> about regressions."
OFFER = "Has an offer elsewhere, due Friday."


def version(loop: Loop, number: int, strengths: str, *, after_reveal: bool = False, **more: Any) -> SubmittedCard:
    """Return one version of Ivan's card."""
    return SubmittedCard(
        interview=interview_of(loop, IVAN).id,
        interviewer=IVAN.user,
        version=number,
        submitted_at=NOW,
        ratings={},
        recommendation=Recommendation.YES,
        after_reveal=after_reveal,
        reason="Slept on it." if after_reveal else None,
        strengths=strengths,
        **more,
    )


def drawn(loop: Loop, filled: dict[str, str | None], **more: Any) -> dict[str, Any]:
    """Return Ivan's scorecard as Slack takes it."""
    return accept_view(view.form(ScorecardForm(loop, interview_of(loop, IVAN), filled), NOW, **more), "modal")


def fields(modal: dict[str, Any]) -> list[str]:
    """Return the blocks of the fields after the competencies', in order."""
    return [name for name in view.inputs(modal) if ":" not in name]


def has_button(modal: dict[str, Any]) -> bool:
    return view.ADD_NOTES in str(modal["blocks"])


def notes_in_kit(services: Services, loop: Loop, actor: Actor) -> list[str]:
    """Return what others left, as someone's kit shows it."""
    shown = kit_for(services.workspace(TEAM), actor, interview_of(loop, actor).id)
    assert all(
        note.text in str(accept_view(kit(shown.loop, shown.interview, shown.notes), "modal")) for note in shown.notes
    )
    return [note.text for note in shown.notes]


def test_notes_stand_behind_one_button_and_say_who_reads_them_and_when(loop: Loop) -> None:
    fresh = drawn(loop, {})
    assert (fields(fresh), has_button(fresh)) == (["recommendation"], True)
    opened = drawn(loop, {}, opened=ALL_NOTES)
    assert (fields(opened), has_button(opened)) == ([*NAMES, "recommendation"], False)
    shown = {block["block_id"]: block for block in opened["blocks"] if block["block_id"] in NAMES}
    assert all(block["optional"] and block["hint"]["text"] for block in shown.values())
    assert [bool(block["element"].get("focus_on_load")) for block in shown.values()] == [True, False, False, False]
    assert "once you submit" in shown["next_note"]["hint"]["text"]
    assert "Only the recruiter" in shown["recruiter_note"]["hint"]["text"]
    assert all("after the reveal" in shown[name]["hint"]["text"] for name in ("strengths", "risks"))


def test_notes_that_were_asked_for_or_written_keep_their_fields(loop: Loop) -> None:
    assert not takes_notes({"rating:retrieval": "4", "strengths": None})
    asked = with_room({"risks": "Left tests out."}, ALL_NOTES)
    assert asked == {"strengths": "", "risks": "Left tests out.", "next_note": "", "recruiter_note": ""}
    assert fields(drawn(loop, asked)) == fields(drawn(loop, {"risks": "Left tests out."})) == [*NAMES, "recommendation"]
    form = ScorecardForm(loop, interview_of(loop, IVAN), {})
    shown = view.inputs(drawn(loop, {}))
    assert view.looks_different(form, shown, opened=ALL_NOTES)
    assert not view.looks_different(form, [*shown, *NAMES]), "a field is not taken away"


def test_a_practice_scorecard_asks_for_no_notes_since_only_its_trainer_reads_it(loop: Loop) -> None:
    practice = interview_of(loop, IVAN).model_copy(update={"kind": InterviewKind.SHADOW})
    for opened in ("", ALL_NOTES):
        modal = accept_view(view.form(ScorecardForm(loop, practice, {"risks": "None."}), NOW, opened=opened), "modal")
        assert (fields(modal), has_button(modal)) == (["recommendation"], False)


def test_a_note_is_what_a_panel_reads_and_was_written(loop: Loop) -> None:
    assert version(loop, 1, "Calm under pressure.").notes == {"strengths": "Calm under pressure."}
    assert version(loop, 1, "").notes == {}
    assert CardContent(ratings={}, recommendation=Recommendation.YES, reason="Slept on it.").notes == {}


def test_a_note_that_rates_is_refused_once_then_kept_sealed_and_marked(services: Services, loop: Loop) -> None:
    judged = card(loop, IVAN) | {"next_note": "Strong hire, ask about evaluation."}
    with pytest.raises(FormRefusal) as refused:
        submitted(services, loop, IVAN, judged)
    assert field_errors(refused.value) == {
        "next_note": "“Strong hire” reads like a rating, and the next interviewer rates without yours. Say what to "
        "cover. Or submit again to keep it sealed with your scorecard."
    }
    submitted(services, loop, IVAN, judged)
    assert notes_in_kit(services, loop, IDA) == []
    submitted(services, loop, IDA, card(loop, IDA))
    read = evidence_for(services.workspace(TEAM), HANA, loop.id)
    shown = str(evidence(read.loop, read.cards, judging=read.judging)["blocks"])
    assert "Note for the next interviewer" in shown
    assert "_(kept sealed: it reads like a rating)_" in shown


@pytest.mark.parametrize("name", NAMES)
def test_what_may_not_weigh_is_remarked_on_in_every_note(services: Services, loop: Loop, name: str) -> None:
    with pytest.raises(FormRefusal) as refused:
        submitted(services, loop, IVAN, card(loop, IVAN) | {name: "Probably too old for on-call."})
    assert list(field_errors(refused.value)) == [name]
    assert submitted(services, loop, IVAN, card(loop, IVAN) | {name: "Asked for the on-call rota."}).version == 1


def test_the_next_interviewers_kit_shows_what_was_left_as_it_stands_now_and_never_one_s_own(
    services: Services, loop: Loop
) -> None:
    submitted(services, loop, IVAN, card(loop, IVAN) | {"next_note": "Please cover cost."})
    submitted(services, loop, IVAN, card(loop, IVAN) | {"next_note": ASK, "strengths": "Secret."}, "V2")
    assert notes_in_kit(services, loop, IDA) == [ASK]
    assert notes_in_kit(services, loop, IVAN) == []
    with services.reads() as session:
        assert notes_handed_on(session, "T0OTHER", loop.stage.first) == []


def test_a_private_note_reaches_the_recruiter_at_once_and_no_one_else_ever(services: Services, loop: Loop) -> None:
    workspace = services.workspace(TEAM)
    submitted(services, loop, IVAN, card(loop, IVAN) | {"recruiter_note": OFFER})
    assert OFFER in str(private_notes_modal(*private_notes(workspace, RITA, loop.id)))
    for actor in (HANA, IVAN, IDA, OTTO):
        with pytest.raises(Refusal):
            private_notes(workspace, actor, loop.id)
    for actor, sees in ((RITA, True), (HANA, False), (IVAN, False), (IDA, False)):
        assert (PRIVATE_NOTES in str(details_modal(loop_details(workspace, actor, loop.id), NOW))) is sees
    assert submitted(services, loop, IDA, card(loop, IDA)).revealed
    for actor in (HANA, RITA, IDA):
        read = evidence_for(workspace, actor, loop.id)
        assert OFFER not in str(evidence(read.loop, read.cards))
        assert OFFER not in document(RecordFormat.JSON, read_record(workspace, actor, loop.id), NOW)
    with services.reads() as session:
        assert [note.text for note in notes_to_recruiter(session, TEAM, loop.id)] == [OFFER]
        assert notes_to_recruiter(session, "T0OTHER", loop.id) == []


def test_notes_are_quoted_under_their_name_and_a_change_only_where_there_is_one(loop: Loop) -> None:
    kept = version(loop, 1, "Calm under pressure.")
    shown = str(evidence(loop, [kept, version(loop, 2, "Calm under pressure.", after_reveal=True)])["blocks"])
    assert "Strengths" in shown
    assert shown.count("Calm under pressure.") == 1
    changed = str(evidence(loop, [kept, version(loop, 2, "Calm, and clear.", after_reveal=True)])["blocks"])
    assert "Calm, and clear." in changed
    assert "(changed after the reveal: Slept on it.)" in changed
    assert "Strengths" not in str(evidence(loop, [version(loop, 1, "")])["blocks"])
