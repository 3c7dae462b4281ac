"""Fills a migrated database in bulk with a workspace's past: loops, scorecards and ratings by the hundred thousand.

The rows are as the use cases write them, as far as anything is read of them; the records' chains are not.
"""

import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import Engine, Table, text

from rubrics.catalogue.model import Recommendation, Rubric, Scorecard
from rubrics.panel.candidate_names import words_found_by
from rubrics.panel.loop import InterviewState, LoopState
from rubrics.signal import HireSignal, summarize
from storage.loop_members import EVERYBODY
from storage.messages import MessageKind, MessageState
from storage.planner_statistics import refresh_statistics
from storage.tables import METADATA

TEAM, CHANNEL = "T0LOCAL", "C0HIRING"
MANY, EMPLOYEES = "U0MANY", 2_000
MOST_OF_MANY = 5_000
"""Loops of the person who is on more than anyone else."""
OPEN_OF_MANY = 60
"""So many of theirs, the first ones, are open, however many there are: their work stays and only what lies behind it
grows. At one of fifty they owed two scorecards of a hundred loops and sixty of three thousand, and Home drew seven rows
in a small database and ten in a large one."""
INTERVIEWERS, RATED = 4, 5
RATINGS_A_LOOP = INTERVIEWERS * RATED
OPEN_SHARE = 50
"""One of so many other loops is open."""
SIGNAL_SHARE = 10
"""One loop of so many has its signal kept: five kilobytes, found by its loop alone, would only take time to fill."""
BEGINNING = datetime(2025, 1, 6, 9, tzinfo=UTC)
BATCH = 20_000

EMPTY, EMPTY_LIST = "{}", "[]"

Moment = Callable[[datetime], Any]
Rows = dict[str, list[tuple[Any, ...]]]


def fill(engine: Engine, rubric: Rubric, ratings: int) -> None:
    """Add so many ratings, with the loops, people, signals, records and messages that belong to them."""
    dice, signal = random.Random(1), signal_of(rubric)  # noqa: S311 – people by the dice, no secret
    tables = [METADATA.tables[name] for name in COLUMNS]
    moment = _naive if engine.dialect.name == "sqlite" else _as_it_is
    now, begun = moment(datetime.now(UTC)), moment(BEGINNING)
    before: Rows = {"people": [_person(number, now) for number in range(EMPLOYEES)], "openings": [(*OPENING, begun)]}
    before["channels"] = [(TEAM, CHANNEL, True, False, False, True, now)]
    before["rubric_versions"] = [(rubric.digest, rubric.id, rubric.model_dump_json(), begun)]
    write = _writer(engine)
    for rows in (before, *_batches(dice, rubric, signal, ratings // RATINGS_A_LOOP, moment)):
        for table in tables:
            if rows.get(table.name):
                write(table, COLUMNS[table.name], rows[table.name])
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("SET statement_timeout = 0"))
            connection.execute(text("VACUUM ANALYZE"))
    refresh_statistics(engine)


def signal_of(rubric: Rubric) -> HireSignal:
    """Return what a panel of four says together."""
    rated = {competency.id: 4 for competency in rubric.competencies[:RATED]}
    cards = [Scorecard(interviewer=f"U{n}", ratings=rated, recommendation=Recommendation.YES) for n in range(4)]
    return summarize(cards, rubric)


def _batches(dice: random.Random, rubric: Rubric, signal: HireSignal, loops: int, moment: Moment) -> Iterator[Rows]:
    content = signal.model_dump_json()
    focus = [competency.id for competency in rubric.competencies[:RATED]]
    numbers = iter(range(loops))
    while some := list(islice(numbers, BATCH // RATINGS_A_LOOP)):
        rows: Rows = {name: [] for name in COLUMNS}
        for number in some:
            opened_at = moment(BEGINNING + timedelta(minutes=5 * number))
            _add_loop(rows, dice, rubric.digest, focus, content, number, opened_at)
        yield rows


def _add_loop(
    rows: Rows, dice: random.Random, digest: str, focus: Sequence[str], signal: str, number: int, opened_at: Any
) -> None:
    loop, candidate, name = f"{number:032x}", f"c{number:031x}", f"first{number % 997} last{number}"
    is_open = number < OPEN_OF_MANY if number < MOST_OF_MANY else number % OPEN_SHARE == 0
    loop_state = LoopState.OPEN if is_open else LoopState.REVEALED
    opener, manager, *panel = (f"U{person:07}" for person in dice.sample(range(EMPLOYEES), 2 + INTERVIEWERS))
    if number < MOST_OF_MANY:
        panel[0] = MANY
    rows["candidates"].append((candidate, TEAM, f"C-{number:06X}", name, name, opened_at))
    rows["candidate_words"] += [(TEAM, word, candidate) for word in words_found_by(name)]
    people = (CHANNEL, manager, opener, opener)
    ended = (False, EMPTY_LIST, loop_state.value, None if is_open else opened_at, "")
    known = (loop, loop, TEAM, loop, OPENING[0], candidate, digest)
    rows["loops"].append((*known, *people, opened_at, opened_at, *ended))
    own = InterviewState.DUE if is_open else InterviewState.SUBMITTED
    stands = (TEAM, loop_state.value, is_open, opened_at, opened_at)
    members = {**dict.fromkeys(panel, own.value), **dict.fromkeys((opener, manager, EVERYBODY), None)}
    rows["loop_members"] += [
        (loop, person, *stands, person == opener, person == opener, person == manager, person == manager, interview)
        for person, interview in members.items()
    ]
    for place, person in enumerate(panel):
        _add_interview(rows, focus, f"{loop[4:]}i{place:03}", (loop, place, person, own.value), opened_at)
    if number % SIGNAL_SHARE == 1:
        rows["signals"].append((loop, 1, opened_at, signal))
    for entry in range(1, 4):
        rows["audit_entries"].append((loop, entry, opened_at, opener, "submitted", EMPTY, "s", "s" * 64, "d" * 64))
    sent = [(MessageKind.ANNOUNCEMENT, CHANNEL), *((MessageKind.INVITATION, person) for person in panel)]
    for kind, whom in sent:
        message = f"{loop[4:]}{whom[-4:]}"
        rows["messages"].append(
            (message, TEAM, kind.value, loop, whom, "", opened_at, 1, 1, False, MessageState.STANDING.value, 0, 0)
        )
        rows["places"].append((message, whom, f"{number}.{whom}", opened_at, 1, False, False))


def _add_interview(rows: Rows, focus: Sequence[str], ident: str, held: Sequence[Any], at: Any) -> None:
    rows["interviews"].append((ident, *held[:3], json.dumps(focus), False, False, held[3]))
    if held[3] == InterviewState.SUBMITTED.value:
        rows["scorecards"].append((ident, ident, 1, "V", at, Recommendation.YES.value, False))
    else:
        rows["drafts"].append((ident, '{"recommendation": "yes"}', EMPTY_LIST, "1.0", at))
    card_ratings = [(ident, competency, 4, "", EMPTY_LIST) for competency in focus]
    rows["ratings"] += card_ratings if held[3] == InterviewState.SUBMITTED.value else []


def _person(number: int, now: Any) -> tuple[Any, ...]:
    user = f"U{number:07}" if number else MANY
    return (TEAM, user, f"Person {number}", "Europe/London", False, False, False, False, False, now)


OPENING = ("o" * 32, TEAM, "Bulk", "ai-engineer", "senior", "U0000001", "U0000002")
COLUMNS: Mapping[str, str] = {
    "people": "team_id user_id name time_zone is_owner is_guest is_bot is_deleted is_stranger fetched_at",
    "channels": "team_id channel_id is_private is_shared is_archived has_bot fetched_at",
    "rubric_versions": "digest rubric_id content pinned_at",
    "openings": "id team_id name role level hiring_manager recruiter created_at",
    "candidates": "id team_id code name name_key created_at",
    "candidate_words": "team_id word candidate_id",
    "loops": "id first_stage_id team_id form_id opening_id candidate_id rubric_digest channel_id hiring_manager "
    "recruiter opened_by opened_at deadline_at shows_name warnings state revealed_at record_head",
    "loop_members": "loop_id person team_id state is_open opened_at deadline_at opens recruits manages decides "
    "interview",
    "interviews": "id loop_id position interviewer focus took_place_early referred state",
    "scorecards": "id interview_id version submission submitted_at recommendation after_reveal",
    "ratings": "scorecard_id competency rating evidence remarks",
    "drafts": "interview_id values hinted acted_at saved_at",
    "signals": "loop_id revision computed_at content",
    "audit_entries": "loop_id number at actor action payload salt sealed digest",
    "messages": "id team_id kind subject recipient occasion wanted_at wanted posted fresh state attempts unclear",
    "places": "message_id channel ts posted_at revision is_repeat core_only",
}


def _writer(engine: Engine) -> Callable[[Table, str, Sequence[tuple[Any, ...]]], None]:
    raw = engine.raw_connection()
    rest = {name: _defaults(METADATA.tables[name], columns.split()) for name, columns in COLUMNS.items()}
    every = {name: (*columns.split(), *rest[name]) for name, columns in COLUMNS.items()}
    names = {name: ", ".join(f'"{column}"' for column in columns) for name, columns in every.items()}
    if engine.dialect.name == "postgresql":

        def copy(table: Table, _columns: str, rows: Sequence[tuple[Any, ...]]) -> None:
            with raw.cursor() as cursor, cursor.copy(f"COPY {table.name} ({names[table.name]}) FROM STDIN") as lines:
                for row in rows:
                    lines.write_row((*row, *rest[table.name].values()))
            raw.commit()

        raw.cursor().execute("SET statement_timeout = 0")
        raw.commit()
        return copy

    def insert(table: Table, _columns: str, rows: Sequence[tuple[Any, ...]]) -> None:
        more = tuple(rest[table.name].values())
        marks = ", ".join("?" * len(every[table.name]))
        whole = ((*row, *more) for row in rows)
        raw.execute("BEGIN")
        raw.executemany(f"INSERT INTO {table.name} ({names[table.name]}) VALUES ({marks})", whole)  # noqa: S608 – names of our own tables
        raw.execute("COMMIT")

    return insert


def _defaults(table: Table, named: Sequence[str]) -> dict[str, Any]:
    """Return what a row that says nothing of the other columns has in them, as the database holds it."""
    values: dict[str, Any] = {}
    for column in table.c:
        if column.name not in named and not column.nullable:
            default = getattr(column.default, "arg", None)
            values[column.name] = EMPTY_LIST if callable(default) else getattr(default, "value", default)
    return values


def _naive(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M:%S.%f")


def _as_it_is(moment: datetime) -> datetime:
    return moment
