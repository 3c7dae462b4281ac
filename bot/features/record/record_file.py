"""A loop's record as a JSON file: its shape, published as a schema, and all that is needed to check it offline."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from bot.features.record.read_record import LoopRecord
from rubrics.catalogue.model import Rubric, Value
from rubrics.panel.chain import ChainedEntry
from rubrics.panel.loop import InterviewState
from rubrics.panel.pinned_history import PinnedHistory
from rubrics.panel.plan import InterviewKind
from rubrics.panel.record import RecordEntry
from rubrics.panel.scorecard import SubmittedCard
from rubrics.signal import HireSignal
from rubrics.signal.calibrated import CalibratedReading
from storage.openings import KeptJd
from storage.sent_reminders import SentReminder

FORMAT: Literal["debrief-record/1"] = "debrief-record/1"


class FileOpening(Value):
    """The job that the interviews were for."""

    id: str
    name: str


class FileStage(Value):
    """Which of the candidate's stages this loop is; each has a record of its own."""

    first_loop: str
    number: int
    name: str


class FileRubric(Value):
    """The rubric as it was when the loop was pinned to it; its digest is that of its content."""

    id: str
    digest: str
    content: Rubric


class FileInterview(Value):
    """One interview of the panel: who was to assess what, and how it ended."""

    id: str
    interviewer: str
    kind: InterviewKind
    focus: tuple[str, ...]
    state: InterviewState


class FileChain(Value):
    """The chain's end: how many entries there are and the last one's digest, and whether it held when it was written.

    Each digest is the SHA-256 of the JSON array [digest before, loop, number, at, actor, action, sealed]; `sealed` is
    the SHA-256 of the salt followed by the facts as JSON with sorted keys.
    """

    count: int
    head: str
    whole: bool
    broken_at: int | None


class FileCard(SubmittedCard):
    """A scorecard's version; with its salt it has the digest that the entry of its submit names as `card`."""

    salt: str = ""


class FileSignal(Value):
    """What the scorecards said together: at the reveal, and with all later changes.

    `all_stages` is what the candidate's revealed stages say together, where this is one of several; `calibrated`
    is what last stood beside one of this loop's for information, where the workspace wanted that then.
    """

    revealed: HireSignal | None = None
    now: HireSignal | None = None
    all_stages: HireSignal | None = None
    calibrated: CalibratedReading | None = None


class RecordFile(Value):
    """A loop's record. Ratings, evidence and signals are there only if anyone who took it may read them."""

    format: Literal["debrief-record/1"] = FORMAT
    written_at: datetime
    loop: str
    candidate: str
    opening: FileOpening
    stage: FileStage
    state: str
    rubric: FileRubric
    history: PinnedHistory | None = None
    job_description: KeptJd | None
    people: Mapping[str, str]
    interviews: tuple[FileInterview, ...]
    chain: FileChain
    entries: tuple[ChainedEntry, ...]
    readings: Annotated[
        tuple[RecordEntry, ...], Field(description="Readings that were not in the chain yet when this was written.")
    ]
    scorecards: tuple[FileCard, ...]
    signal: FileSignal
    reminders: tuple[SentReminder, ...]


def record_file(record: LoopRecord, now: datetime) -> RecordFile:
    """Return a record as it is written to a file."""
    loop, chained = record.loop, record.chained
    return RecordFile(
        written_at=now,
        loop=loop.id,
        candidate=loop.candidate_code,
        opening=FileOpening(id=loop.opening_id, name=loop.opening),
        stage=FileStage(first_loop=loop.stage.first, number=loop.stage.number, name=loop.stage.name),
        state=loop.state.value,
        rubric=FileRubric(id=loop.rubric.id, digest=loop.rubric.digest, content=loop.rubric),
        history=loop.history,
        job_description=record.jd,
        people=dict(sorted(record.names.items())),
        interviews=tuple(
            FileInterview(id=i.id, interviewer=i.interviewer, kind=i.kind, focus=i.focus, state=i.state)
            for i in loop.interviews
        ),
        chain=FileChain(count=len(chained), head=record.head, whole=record.broken is None, broken_at=record.broken),
        entries=tuple(map(_proven, chained)),
        readings=record.entries[len(chained) :],
        scorecards=tuple(
            FileCard(**card.model_dump(), salt=record.salts.get((card.interview, card.version), ""))
            for card in record.cards
        ),
        signal=_signal(record),
        reminders=record.reminders,
    )


def _signal(record: LoopRecord) -> FileSignal:
    if not record.signals:
        return FileSignal()
    first, newest = record.signals[0], record.signals[-1]
    return FileSignal(revealed=first, now=newest, all_stages=record.all_stages, calibrated=record.calibrated)


def _proven(entry: ChainedEntry) -> ChainedEntry:
    """Return an entry as a file holds it: what is shown only in part, and so cannot be checked, is left out wholly."""
    return entry if entry.salt else entry.model_copy(update={"facts": {}})


def schema() -> dict[str, Any]:
    """Return the JSON Schema of the file, as it is published."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **RecordFile.model_json_schema()}
