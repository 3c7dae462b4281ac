"""A text about the interview as a whole, once a card has one, is shown by its name to whoever reads the panel."""

from datetime import UTC, datetime

from bot.features.signal.show_evidence import evidence
from rubrics.catalogue.model import Recommendation
from rubrics.panel.loop import Loop
from rubrics.panel.scorecard import CardContent, Note, SubmittedCard
from tests.bot.features.opened_loop import IVAN, interview_of

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


class CardWithStrengths(SubmittedCard):
    """A scorecard that asks for one more text."""

    strengths: Note = ""


def version(loop: Loop, number: int, strengths: str, *, after_reveal: bool = False) -> CardWithStrengths:
    """Return one version of Ivan's card."""
    return CardWithStrengths(
        interview=interview_of(loop, IVAN).id,
        interviewer=IVAN.user,
        version=number,
        submitted_at=NOW,
        ratings={},
        recommendation=Recommendation.YES,
        after_reveal=after_reveal,
        reason="Slept on it." if after_reveal else None,
        strengths=strengths,
    )


def test_a_note_is_any_text_that_is_declared_as_one_and_was_written(loop: Loop) -> None:
    assert version(loop, 1, "Calm under pressure.").notes == {"strengths": "Calm under pressure."}
    assert version(loop, 1, "").notes == {}
    assert CardContent(ratings={}, recommendation=Recommendation.YES, reason="Slept on it.").notes == {}


def test_notes_are_quoted_under_their_name_and_a_change_only_where_there_is_one(loop: Loop) -> None:
    kept = version(loop, 1, "Calm under pressure.")
    shown = str(evidence(loop, [kept, version(loop, 2, "Calm under pressure.", after_reveal=True)])["blocks"])
    assert "Strengths" in shown
    assert shown.count("Calm under pressure.") == 1
    changed = str(evidence(loop, [kept, version(loop, 2, "Calm, and clear.", after_reveal=True)])["blocks"])
    assert "Calm, and clear." in changed
    assert "(changed after the reveal: Slept on it.)" in changed
    assert "Strengths" not in str(evidence(loop, [version(loop, 1, "")])["blocks"])
