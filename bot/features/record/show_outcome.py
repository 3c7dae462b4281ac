"""What came of a loop, for the top of its printed record: decision, dissent, re-votes; from its entries alone."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.features.record.read_record import LoopRecord
from bot.features.signal.phrasing import word_name
from bot.wording.escaping import Html
from bot.wording.phrases import written_out
from bot.wording.words import page_words, plain_words
from rubrics.catalogue.model import Recommendation
from rubrics.panel.record import AuditAction, RecordEntry
from rubrics.signal import word_of

Named = Callable[[str], str]


def outcome_of(record: LoopRecord, named: Named) -> Html:
    """Return the decision that stands first, and those it replaced; nothing of what the reader may not know.

    What was undone stands among the entries alone.
    """
    undone = {each.facts.get("number") for each in _entries(record, AuditAction.DECISION_UNDONE)}
    decided = [each for each in _entries(record, AuditAction.DECIDED) if "choice" in each.facts]
    standing = [each for each in decided if each.facts.get("number") not in undone]
    dissents = [each for each in _entries(record, AuditAction.DISSENTED) if "text" in each.facts]
    opened = [each for each in _entries(record, AuditAction.OPENED_REVOTES) if each.facts.get("votes")]
    return page_words(
        "record_outcome.outcome",
        decisions=[_decision(each, named) for each in reversed(standing)],
        dissents=[
            {"name": named(each.actor), "at": written_out(each.at), "text": each.facts["text"]} for each in dissents
        ],
        votes=[_vote(vote, named) for vote in opened[-1].facts["votes"]] if opened else [],
    )


def _entries(record: LoopRecord, action: AuditAction) -> list[RecordEntry]:
    return [each for each in record.entries if each.action == action]


def _decision(entry: RecordEntry, named: Named) -> Mapping[str, Any]:
    facts, basis = entry.facts, entry.facts.get("basis") or {}
    stance, word = facts.get("stance"), word_of(basis.get("word"))
    return {
        "choice": plain_words(f"decisions.{facts['choice']}"),
        "name": named(entry.actor),
        "at": written_out(entry.at),
        "stance": plain_words(f"record_page_states.{stance}") if stance else "",
        "word": word_name(word) if word else "",
        "basis": basis,
        "why": facts.get("why", ""),
    }


def _vote(vote: Mapping[str, str | None], named: Named) -> Mapping[str, str]:
    return {
        "name": named(str(vote.get("person"))),
        "before": _recommended(vote.get("before")),
        "after": _recommended(vote.get("after")),
        "line": vote.get("line") or "",
    }


def _recommended(value: str | None) -> str:
    return Recommendation(value).words if value in list(Recommendation) else ""
