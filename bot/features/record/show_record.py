"""A loop's record in words: who did what and when, and whether its chain holds."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.features.doors import Door
from bot.features.loop.reasons import LONGEST_REASON
from bot.features.record.read_record import LoopRecord
from bot.features.signal.changes import evidence_differs, rating_differs, version_before
from bot.features.signal.phrasing import word_name
from bot.slack.block_types import Element, Modal
from bot.slack.blocks import actions, context, modal, section, sections
from bot.slack.elements import button
from bot.slack.paging import page_menu, page_of
from bot.wording.escaping import Mrkdwn, escaped
from bot.wording.phrases import channel_link, mention, shortened, written_out
from bot.wording.words import plain_words, words
from rubrics.panel.loop import Loop
from rubrics.panel.loop_facts import WithdrawalReason
from rubrics.panel.record import DEBRIEF, AuditAction, RecordEntry
from rubrics.panel.scorecard import SubmittedCard
from rubrics.signal import word_of

MORE_RECORD = "signal_record_page"
ENTRIES_A_PAGE = 25
ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))

LONG = ("why", "text")
"""Facts that may be longer than any other reason: of a decision and a dissent."""
BLOCKS: Mapping[str, str] = {
    AuditAction.OPENED: "opened",
    AuditAction.STAGE_ENDED: "stage_ended",
    AuditAction.STARTED_DEBRIEF: "started_debrief",
    AuditAction.PROLONGED_READING: "prolonged_reading",
    AuditAction.READY: "ready",
    AuditAction.REVOTED: "revoted",
    AuditAction.OPENED_REVOTES: "opened_revotes",
    AuditAction.DISCUSSED: "discussed",
    AuditAction.CANCELED_DEBRIEF: "canceled_debrief",
    AuditAction.READ_REVOTES: "read_revotes",
    AuditAction.DECIDED: "decided",
    AuditAction.DECISION_UNDONE: "decision_undone",
    AuditAction.CLOSED: "closed",
    AuditAction.REOPENED: "reopened",
    AuditAction.DISSENTED: "dissented",
    AuditAction.NAMED_DELEGATE: "named_delegate",
    AuditAction.EDITED: "edited",
    AuditAction.SUBMITTED: "submitted",
    AuditAction.EXCUSED: "excused",
    AuditAction.CANCELED: "canceled",
    AuditAction.HELD: "held",
    AuditAction.RESUMED: "resumed",
    AuditAction.WITHDRAWN: "withdrawn",
    AuditAction.REPLACED: "replaced",
    AuditAction.LINKED: "linked",
    AuditAction.RENAMED: "renamed",
    AuditAction.MERGED: "merged",
    AuditAction.SPLIT: "split",
    AuditAction.REVEALED: "revealed",
    AuditAction.SHARED: "shared",
    AuditAction.UNSEALED: "unsealed",
    AuditAction.TOOK_PLACE_EARLY: "took_place_early",
    AuditAction.DID_NOT_HAPPEN: "did_not_happen",
    AuditAction.REPORTED: "reported",
    AuditAction.DECLINED_REPORT: "declined_report",
    AuditAction.NOTED_SHADOWING: "noted_shadowing",
    AuditAction.SILENCED: "silenced",
    AuditAction.ENDED_SILENCE: "ended_silence",
    AuditAction.SET_SENIORITY: "set_seniority",
    AuditAction.DECLARED_REFERRAL: "referred",
    AuditAction.READ_RATINGS: "read_ratings",
    AuditAction.READ_EVIDENCE: "read_evidence",
    AuditAction.READ_NOTES: "read_notes",
    AuditAction.READ_RECORD: "read_record",
}
"""The block of words for each action that has a sentence of its own; any other one is called by its name."""


def record(held: LoopRecord, *, page: int = 0, export: Element | None = None) -> Modal:
    """Return one page of a loop's record, oldest entry first, with the menu that hands it out as a document.

    Its scorecards add what was rated, for those who may read it; without them the record tells nothing of content.
    """
    loop, cards = held.loop, held.cards
    shown, page, pages = page_of(held.entries, page, ENTRIES_A_PAGE)
    lines = [words("record.line", entry=entry, sentence=sentence(loop, _in_short(entry), cards)) for entry in shown]
    open_loop = button(plain_words("door_labels.open_loop"), Door.LOOP_DETAILS, loop.id)
    return modal(
        plain_words("record_labels.title", code=loop.candidate_code),
        [
            section(words("record.chain", loop=loop, number=len(held.entries), broken=held.broken)),
            *actions(export, open_loop),
            *(sections(Mrkdwn("\n".join(lines))) if lines else []),
            *page_menu(MORE_RECORD, loop.id, page, pages),
            context(words("record.footnote", ratings=bool(cards), head=held.head)),
            *([] if export else [context(words("record.not_handed_out", loop=loop))]),
        ],
        callback_id=Door.READ_RECORD,
        private_metadata=loop.id,
    )


def sentence(
    loop: Loop, entry: RecordEntry, cards: Sequence[SubmittedCard] = (), who: Callable[[str], str] = mention
) -> Mrkdwn:
    """Return one entry of a record as a sentence; `who` turns a user id into a name, as Slack's mentions do."""
    card = _card(entry, cards)
    before = version_before(card, cards) if card else None
    return words(
        f"record.{BLOCKS.get(entry.action, 'other')}",
        entry=entry,
        facts=entry.facts,
        actor="Debrief" if entry.actor == DEBRIEF else who(entry.actor),
        concerned=_concerned(loop, entry, who),
        by_themselves=_interviewer(loop, entry) == entry.actor,
        person=who(entry.facts.get("person", "")),
        changes=[Mrkdwn(f"{escaped(who(person))} {what}") for person, what in _changes(entry)],
        due=_due(entry),
        withdrawal=_withdrawal(entry),
        replaced=_replaced(entry, who),
        decision=_decision(entry),
        ratings=_ratings(loop, card, before) if card else [],
        recommendation=card.recommendation.words if card and _recommends_anew(card, before) else None,
        reason=card.reason if card else None,
        votes=[_vote(vote, who) for vote in entry.facts.get("votes", ())],
        topic=_topic(loop, entry),
        loop=loop,
    )


def literal_sentence(held: LoopRecord, entry: RecordEntry) -> str:
    """Return the same as plain text on one line, with names beside the ids that programs go by."""

    def who(user: str) -> str:
        name = held.names.get(user)
        return f"{name} ({user})" if name else user

    text: str = " ".join(sentence(held.loop, entry, held.cards, who=who).split())
    for entity, character in ENTITIES:
        text = text.replace(entity, character)
    return text


def _vote(vote: Mapping[str, str | None], who: Callable[[str], str]) -> Mrkdwn:
    """Return one re-vote in words: “@Ida no, then yes (…)”."""
    facts = {name: str(vote.get(name) or "").replace("_", " ") for name in ("before", "after")}
    return words("record.vote", who=who(str(vote.get("person"))), line=vote.get("line") or "", **facts)


def _topic(loop: Loop, entry: RecordEntry) -> str:
    """Return the name of the competency that was discussed, where the reader may know of it."""
    concerned = entry.facts.get("competency")
    return next((each.name for each in loop.rubric.competencies if each.id == concerned), "")


def _interviewer(loop: Loop, entry: RecordEntry) -> str | None:
    concerned = entry.facts.get("interview")
    return next((i.interviewer for i in loop.interviews if i.id == concerned), None)


def _concerned(loop: Loop, entry: RecordEntry, who: Callable[[str], str]) -> str:
    interviewer = _interviewer(loop, entry)
    return words("record.off_the_panel") if interviewer is None else who(interviewer)


def _changes(entry: RecordEntry) -> list[tuple[str, str]]:
    return sorted(entry.facts.get("changed", {}).items()) if entry.action == AuditAction.EDITED else []


def _withdrawal(entry: RecordEntry) -> str:
    """Return why a candidate withdrew, in words where the reason is one that Debrief knows."""
    reason = str(entry.facts.get("reason", ""))
    return plain_words(f"withdrawals.{reason}") if reason in list(WithdrawalReason) else reason


def _replaced(entry: RecordEntry, who: Callable[[str], str]) -> list[Mrkdwn]:
    """Return what took whose place, each as words: “@Hana as hiring manager by @Otto”."""
    if entry.action != AuditAction.REPLACED:
        return []
    shown: dict[str, Callable[[str], object]] = {"channel": channel_link, "level": str}
    return [
        words(f"record.replaced_{part}", before=shown.get(part, who)(before), after=shown.get(part, who)(after))
        for part, (before, after) in sorted(entry.facts.get("changed", {}).items())
    ]


def _in_short(entry: RecordEntry) -> RecordEntry:
    """Return an entry as a page of the record has room for it; a document holds the whole of what someone wrote."""
    long = {name: shortened(fact, LONGEST_REASON) for name, fact in entry.facts.items() if name in LONG}
    return entry.model_copy(update={"facts": {**entry.facts, **long}}) if long else entry


def _decision(entry: RecordEntry) -> dict[str, Any]:
    """Return what a decision's entry says as values for words; its basis only where the reader was left it."""
    if entry.action != AuditAction.DECIDED or "choice" not in entry.facts:
        return {"word": "", "basis": {}}
    basis = entry.facts.get("basis")
    word = word_of(basis["word"]) if basis else None
    return {
        "choice": plain_words(f"decisions.{entry.facts['choice']}"),
        "word": word_name(word) if word else "",
        "basis": basis or {},
    }


def _due(entry: RecordEntry) -> str | None:
    deadline = entry.facts.get("deadline_at") or entry.facts.get("until")
    return written_out(datetime.fromisoformat(deadline)) if deadline else None


def _card(entry: RecordEntry, cards: Sequence[SubmittedCard]) -> SubmittedCard | None:
    if entry.action != "submitted":
        return None
    key = (entry.facts.get("interview"), entry.facts.get("version"))
    return next((card for card in cards if (card.interview, card.version) == key), None)


def _ratings(loop: Loop, card: SubmittedCard, before: SubmittedCard | None) -> list[str]:
    """Return what a version rated; of one made after the reveal, only what differs from the version before it."""
    rated = [competency for competency in loop.rubric.competencies if competency.id in card.ratings]
    shown = []
    for competency in rated:
        if before is None or rating_differs(competency.id, card, before):
            shown.append(f"{competency.name} {card.ratings[competency.id] or 'not assessed'}")
        elif evidence_differs(competency.id, card, before):
            shown.append(f"evidence on {competency.name}")
    return shown


def _recommends_anew(card: SubmittedCard, before: SubmittedCard | None) -> bool:
    return before is None or card.recommendation is not before.recommendation
