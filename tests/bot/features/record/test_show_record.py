"""Each entry of a record has its sentence, in Slack and in every document."""

import csv
import io
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.features.record.read_record import LoopRecord
from bot.features.record.show_document import RecordFormat, answer, as_modal, document
from bot.features.record.show_record import ENTRIES_A_PAGE, record, sentence
from bot.playground.slack.limits import VIEW_BYTES, accept_blocks, accept_view
from rubrics.panel.loop import Loop
from rubrics.panel.record import DEBRIEF, AuditAction, RecordEntry
from tests.bot.features.opened_loop import IDA, IVAN, interview_of

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def entry(action: str, actor: str = "U0RITA", number: int = 1, **facts: Any) -> RecordEntry:
    """Return one entry of a record."""
    return RecordEntry(number=number, at=NOW, actor=actor, action=action, facts=facts)


def sentence_about(loop: Loop, action: str, actor: str = "U0RITA", **facts: Any) -> str:
    """Return the sentence of an entry, with people by their ids."""
    return sentence(loop, entry(action, actor, **facts), who=str)


@pytest.mark.parametrize(
    ("action", "facts", "expected"),
    [
        (
            "opened",
            {"rubric": "ai-engineer/senior", "digest": "1234567890", "warnings": []},
            "by rubric ai-engineer/senior.",
        ),
        ("opened", {"rubric": "x", "digest": "1", "warnings": [{}, {}]}, "accepting 2 warnings."),
        ("edited", {"changed": {"U0IDA": "added"}, "deadline_at": None}, "U0RITA changed the loop: U0IDA added."),
        ("edited", {"deadline_at": NOW.isoformat()}, "; scorecards are due Mar 2, 2026 at 9:00 AM UTC."),
        ("submitted", {"version": 1, "after_reveal": False}, "U0RITA submitted their scorecard (version 1)."),
        ("submitted", {"version": 2, "after_reveal": False}, "U0RITA amended their scorecard (version 2)."),
        ("submitted", {"version": 2, "after_reveal": True}, "changed their scorecard after the reveal (version 2)."),
        ("submitted", {"version": 1, "after_reveal": True}, "added their scorecard after the reveal (version 1)."),
        ("set seniority", {"person": "U0IDA", "seniority": None}, "recorded U0IDA as of no particular seniority."),
        ("set seniority", {"person": "U0IDA", "seniority": "staff"}, "recorded U0IDA as staff."),
        ("cancelled", {"reason": "Withdrew."}, "U0RITA canceled the loop. Reason: Withdrew."),
        ("put on hold", {"reason": "Budget", "until": None}, "U0RITA put the loop on hold. Reason: Budget"),
        (
            "resumed",
            {"deadline_at": NOW.isoformat()},
            "resumed the loop; scorecards are due Mar 2, 2026 at 9:00 AM UTC.",
        ),
        (
            "withdrawn",
            {"reason": "pay", "note": "Too low", "opens": False},
            "noted that the candidate withdrew: Pay. Too low. Scorecards already in stay sealed.",
        ),
        (
            "replaced",
            {"changed": {"recruiter": ["U0RITA", "U0OTTO"], "channel": ["C1", "C2"], "level": ["senior", "staff"]}},
            "the channel <#C1> with <#C2>, the level senior with staff, and so the rubric and U0RITA as recruiter with "
            "U0OTTO.",
        ),
        (
            "renamed",
            {"before": "Dana Fx", "after": "Dana Fox"},
            "corrected the candidate's name from Dana Fx to Dana Fox.",
        ),
        ("merged", {"merged": "C-1", "kept": "C-2"}, "that C-1 and C-2 are one person; this loop is about C-2."),
        ("split", {"before": "C-1", "after": "C-2"}, "that this loop is about someone other than C-1: C-2."),
        ("shared", {"channel": "C0HIRING"}, "U0RITA shared the signal in <#C0HIRING>."),
        ("unsealed", {"reason": "A claim"}, "Someone unsealed the record on the command line. Reason: A claim"),
        ("read evidence", {}, "U0RITA looked at the evidence."),
        ("read ratings", {}, "U0RITA looked at the panel's ratings."),
        ("read the record", {}, "U0RITA looked at this record."),
        ("declared a referral", {}, "U0RITA said they referred the candidate."),
        ("nothing", {}, "U0RITA nothing."),
    ],
)
def test_an_entry_says_who_did_what(loop: Loop, action: str, facts: dict[str, Any], expected: str) -> None:
    assert sentence_about(loop, action, **facts).endswith(expected)


def test_whoever_is_excused_is_named_themselves_or_no_longer_there(loop: Loop) -> None:
    own, reason = interview_of(loop, IVAN).id, "Ill."
    assert sentence_about(loop, "excused", interview=own, reason=reason) == "U0RITA excused U0IVAN. Reason: Ill."
    assert "U0IVAN excused themselves." in sentence_about(loop, "excused", "U0IVAN", interview=own, reason=reason)
    gone = sentence_about(loop, "excused", interview="gone", reason=reason)
    assert gone == "U0RITA excused an interviewer who is no longer on the panel. Reason: Ill."
    noted = sentence_about(loop, "did not happen", "U0IVAN", interview=own, reason=reason)
    assert noted.startswith("U0IVAN noted that their own interview did not happen.")
    assert "the interview by U0IVAN did not" in sentence_about(loop, "did not happen", interview=own, reason=reason)


def test_debrief_and_an_override_reveal_in_words_of_their_own(loop: Loop) -> None:
    assert sentence_about(loop, "revealed", DEBRIEF, cause="complete") == (
        "The panel was complete, and Debrief revealed it."
    )
    overridden = loop.model_copy(update={"override_reason": "No time."})
    assert sentence_about(overridden, "revealed", cause="override") == (
        "U0RITA revealed the panel before every scorecard was in. Reason: No time."
    )


def test_every_action_has_a_sentence(loop: Loop) -> None:
    facts = {
        "rubric": "x",
        "digest": "1",
        "warnings": [],
        "version": 1,
        "after_reveal": False,
        "reason": "x",
        "cause": "complete",
        "note": "",
        "opens": True,
        "what": "cannot",
        "outcome": "advance",
        "number": 2,
        **dict.fromkeys(("before", "after", "merged", "kept"), "C-K7P2"),
    }
    for action in AuditAction:
        told = facts | {"channel": "C0HIRING", "seniority": None, "person": "U0IDA"}
        assert sentence(loop, RecordEntry(number=1, at=NOW, actor="U0RITA", action=action, facts=told), who=str)


def test_a_record_is_shown_page_by_page_with_its_chain(loop: Loop) -> None:
    entries = [entry("read evidence", number=number) for number in range(1, ENTRIES_A_PAGE + 2)]
    first, last = (record(loop, entries, (), broken=3, page=page) for page in (0, 1))
    assert "The record isn't whole from entry 3 on." in str(first)
    assert f"{ENTRIES_A_PAGE}. " in str(first)
    assert f"{ENTRIES_A_PAGE + 1}. " not in str(first)
    assert f"{ENTRIES_A_PAGE + 1}. " in str(last)
    assert "The record is whole." in str(record(loop, entries, (), broken=None))


def test_documents_carry_the_same_record(loop: Loop) -> None:
    entries = (
        entry("opened", rubric="x", digest="1", warnings=[]),
        entry("cancelled", "=U0IDA", 2, reason="[Withdrew]"),
    )
    held = LoopRecord(loop, entries, broken=2, cards=(), names={"U0RITA": "Rita Okafor", IDA.user: "Ida"})
    markdown = document(RecordFormat.MARKDOWN, held).splitlines()
    assert markdown[0] == f"# Record of loop {loop.candidate_code}"
    assert f"digest {loop.rubric.digest[:8]}" in markdown[2], "which rubric it was stands where auditors look"
    assert markdown[3] == "2 entries; chain broken at entry 2."
    assert markdown[5].startswith("1. Mar 2, 2026 at 9:00 AM UTC: Rita Okafor (U0RITA) opened the loop")
    assert markdown[6].endswith(r"Reason: \[Withdrew\]")
    rows = list(csv.reader(io.StringIO(document(RecordFormat.CSV, held))))
    assert rows[2][:5] == ["2", "2026-03-02T09:00:00+00:00", "'=U0IDA", "", "cancelled"]
    loaded = json.loads(document(RecordFormat.JSON, held))
    assert loaded["chain"] == {"whole": False, "broken_at": 2}
    assert [one["action"] for one in loaded["entries"]] == ["opened", "cancelled"]


def written(blocks: list[dict[str, Any]]) -> str:
    """Return a document as the boxes hold it that it is shown in."""
    boxes = (block["elements"][0] for block in blocks if block["type"] == "rich_text")
    return "".join(box["elements"][0]["text"] for box in boxes)


def test_a_document_that_one_message_has_no_room_for_is_shown_as_a_modal(loop: Loop) -> None:
    short, long = "x" * 9_000, "x" * 20_000
    message = answer(RecordFormat.JSON, loop, short)
    assert message["response_type"] == "ephemeral"
    assert written(accept_blocks(message["blocks"], "message")) == short
    shown = answer(RecordFormat.JSON, loop, long)
    assert written(accept_view(shown, "modal")["blocks"]) == long


@pytest.mark.parametrize("character", ["x", "щ", "評", "🙂", '"'])
def test_a_document_of_any_length_fits_a_modal_and_says_where_there_is_more(loop: Loop, character: str) -> None:
    shown = accept_view(as_modal(RecordFormat.JSON, loop, character * 400_000), "modal")
    assert len(json.dumps(shown)) <= VIEW_BYTES
    assert len(written(shown["blocks"])) >= 15_000
    assert "too long to show in full" in shown["blocks"][0]["text"]["text"]
