"""Signals stored with sentences become facts: no number changes, and what they say names the same as it did."""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Engine, insert
from sqlalchemy.orm import Session

from bot.features.signal.phrasing import decision_text, item_name, lack_text, remedy_text, topic_text
from rubrics.signal import HireSignal, Lack, RemedyKind, Rule, Word
from storage.migrations.versions import v0003_signal_facts as migration
from storage.signals import signals_of
from storage.tables import CandidateRow, LoopRow, OpeningRow, RubricVersionRow, SignalRow
from tests.conftest import START

STORED: list[dict[str, Any]] = json.loads((Path(__file__).parent / "signals_with_sentences.json").read_text())
"""Signals as they were stored: a name with a comma in it, a floor, a contradiction, every lack, no card at all."""
TRANSLATED = {"decided_by", "shortfalls", "disagreements", "by_item", "neighbouring_bars"}
LOOP = "f" * 32
PEOPLE = {"team_id": "T", "hiring_manager": "U", "recruiter": "U"}


def store(engine: Engine, contents: list[dict[str, Any]]) -> None:
    """Put signals of one loop where they would have been stored."""
    with Session(engine) as session, session.begin():
        session.add(OpeningRow(id="o", name="x", role="r", level="mid", created_at=START, **PEOPLE))
        session.add(CandidateRow(id="c", team_id="T", code="C-1", created_at=START))
        session.add(RubricVersionRow(digest="d", rubric_id="r/mid", content={}, pinned_at=START))
        session.flush()
        session.add(
            LoopRow(
                id=LOOP,
                form_id="f",
                opening_id="o",
                candidate_id="c",
                rubric_digest="d",
                channel_id="C",
                opened_by="U",
                opened_at=START,
                deadline_at=START,
                warnings=[],
                **PEOPLE,
            )
        )
        session.flush()
        for number, content in enumerate(contents, start=1):
            session.execute(insert(SignalRow).values(loop_id=LOOP, revision=number, computed_at=START, content=content))


def migrate(engine: Engine) -> None:
    with engine.begin() as connection, Operations.context(MigrationContext.configure(connection)):
        migration.upgrade()


def sentences_of(content: Mapping[str, Any]) -> list[str]:
    lacking = [text for one in content["shortfalls"] for text in (one["reason"], one["cure"])]
    return [content["decided_by"]["sentence"], *(one["sentence"] for one in content["disagreements"]), *lacking]


def read(signal: HireSignal) -> list[str]:
    lacking = [text for one in signal.shortfalls for text in (lack_text(one), remedy_text(signal, one))]
    return [decision_text(signal), *(topic_text(signal, one) for one in signal.disagreements), *lacking]


def named(sentence: str, names: Sequence[str]) -> tuple[set[str], set[str]]:
    """Return the figures and the competencies of a sentence: the words around them have changed since."""
    counted = re.sub(r"\bone\b", "1", sentence)
    return set(re.findall(r"\d+(?:\.\d+)?", counted)), {name for name in names if name in sentence}


def test_stored_signals_read_as_before_and_keep_every_number(engine: Engine) -> None:
    store(engine, STORED)
    migrate(engine)
    with Session(engine) as session:
        signals = signals_of(session, LOOP)
    assert len(signals) == len(STORED)
    for before, signal in zip(STORED, signals, strict=True):
        names = [competency["name"] for competency in before["competencies"]]
        for told, telling in zip(sentences_of(before), read(signal), strict=True):
            (figures, about), (before_figures, before_about) = named(telling, names), named(told, names)
            assert figures >= before_figures
            # One fix is said for all that the evidence lacked; what would make up for each lack follows.
            assert about == before_about or (told == sentences_of(before)[0] and signal.shortfalls)
        after = signal.model_dump(mode="json")
        assert [check.pop("below") for check in after["floors"]] == [None for _ in before["floors"]], "not known then"
        known = before["competencies"][0].keys()  # what competencies say besides came later
        after["competencies"] = [{key: one[key] for key in known} for one in after["competencies"]]
        after["floors"] = [{**one} for one in after["floors"]]
        for check in after["floors"]:
            check.pop("knock_out", None)
        assert {key: after[key] for key in before if key not in TRANSLATED} == {
            key: value for key, value in before.items() if key not in TRANSLATED
        }
        assert after["neighboring_bars"] == before["neighbouring_bars"]
        assert [item_name(item) for item in signal.by_item] == [item["name"] for item in before["by_item"]]
        unnamed = [{key: value for key, value in item.items() if key != "name"} for item in after["by_item"]]
        assert unnamed == [{key: value for key, value in item.items() if key != "name"} for item in before["by_item"]]


def test_what_was_rounded_in_a_sentence_is_whole_again() -> None:
    few, wide = HireSignal.model_validate(migration.facts_of(STORED[0])).shortfalls
    assert (few.lack, few.measured, few.needed, few.remedy.number) == (Lack.SCORECARDS, 2, 3, 1)
    assert (wide.lack, wide.needed) == (Lack.PRECISION, 0.6)
    assert wide.measured == 1.2816 * STORED[0]["standard_error"]["design"]
    assert wide.remedy.kind is RemedyKind.RATE_COMPETENCIES
    assert wide.remedy.competencies == tuple(STORED[0]["coverage"]["not_assessed"]), "whatever commas are in the names"


def test_the_word_that_a_rule_changed_is_kept() -> None:
    reasons = [HireSignal.model_validate(migration.facts_of(content)).decided_by for content in STORED]
    assert {reason.rule for reason in reasons} == set(Rule) - {Rule.TALLY}, "counted panels came later"
    floor = next(reason for reason in reasons if reason.rule is Rule.FLOOR)
    assert floor.overruled is Word.LEAN_HIRE


@pytest.mark.parametrize("part", ["reason", "cure"])
def test_a_sentence_that_no_version_wrote_stops_the_migration(part: str) -> None:
    changed = json.loads(json.dumps(STORED[0]))
    changed["shortfalls"][0][part] = "Somebody on Nothing would cure it."
    with pytest.raises(ValueError, match=r"no signal ever said|no competency"):
        migration.facts_of(changed)


def test_going_back_is_refused_while_signals_are_stored(engine: Engine) -> None:
    store(engine, [migration.facts_of(STORED[0])])
    with (
        engine.begin() as connection,
        Operations.context(MigrationContext.configure(connection)),
        pytest.raises(RuntimeError, match="restore a backup"),
    ):
        migration.downgrade()
