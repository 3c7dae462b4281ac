"""Reading a record: facts in their order, ratings for those entitled alone, and each reading of them noted."""

import pytest

from bot.errors import Refusal
from bot.features.record.export_record import COMMAND_LINE, export_record
from bot.features.record.read_record import read_record
from bot.features.record.verify_records import RecordCheck, verify_records
from bot.wiring import Services
from bot.wording.refusals import reason_and_advice
from rubrics.panel.loop import Loop
from storage.tables import AuditRow
from tests.bot.features.opened_loop import HANA, IDA, IVAN, OTTO, TEAM, card, opened, submitted


def actions(services: Services, loop: Loop) -> list[str]:
    """Return what the record holds, no matter who asks."""
    return [entry.action for entry in export_record(services, loop.id).entries]


def test_a_sealed_record_holds_what_was_done_and_no_card(services: Services, loop: Loop) -> None:
    submitted(services, loop, IVAN, card(loop, IVAN))
    found = read_record(services.workspace(TEAM), HANA, loop.id)
    assert [(entry.number, entry.action, entry.actor) for entry in found.entries] == [
        (1, "opened", "U0RITA"),
        (2, "submitted", "U0IVAN"),
    ]
    assert (found.broken, found.cards) == (None, ())
    assert actions(services, loop) == ["opened", "submitted"], "nothing was read that needs noting"


def test_ratings_are_there_after_the_reveal_and_their_reading_is_noted_once(services: Services, loop: Loop) -> None:
    for actor in (IVAN, IDA):
        submitted(services, loop, actor, card(loop, actor))
    found = read_record(services.workspace(TEAM), HANA, loop.id)
    assert [found_card.interviewer for found_card in found.cards] == ["U0IVAN", "U0IDA"]
    assert "read the record" not in [entry.action for entry in found.entries], "it is noted after what is returned"
    read_record(services.workspace(TEAM), HANA, loop.id, noted=False)
    assert actions(services, loop).count("read the record") == 1


def test_a_record_is_for_those_on_the_loop(services: Services, loop: Loop) -> None:
    for loop_id in (loop.id, "nope"):
        with pytest.raises(Refusal):
            read_record(services.workspace(TEAM), OTTO, loop_id)


def test_the_command_line_unseals_for_a_reason_and_the_record_says_so(services: Services, loop: Loop) -> None:
    submitted(services, loop, IVAN, card(loop, IVAN))
    assert export_record(services, loop.id).cards == ()
    with pytest.raises(Refusal) as refused:
        export_record(services, loop.id, unseal_reason="  ")
    assert reason_and_advice(refused.value) == ("Unsealing needs a reason.", 'Say why: --unseal "the reason".')
    unsealed = export_record(services, loop.id, unseal_reason=" A claim ")
    assert len(unsealed.cards) == 1
    last = unsealed.entries[-1]
    assert (last.actor, last.action, last.facts) == (COMMAND_LINE, "unsealed", {"reason": "A claim"})


def test_records_are_verified_one_or_all_and_the_first_broken_entry_is_named(services: Services, loop: Loop) -> None:
    other = opened(services, "Kim Reyes")
    submitted(services, other, IVAN, card(other, IVAN))
    with services.sessions.begin() as session:
        session.get_one(AuditRow, (other.id, 2)).actor = "U0OTTO"
    broken = RecordCheck(other.id, entries=2, broken_at=2)
    assert sorted(verify_records(services), key=lambda check: check.entries) == [
        RecordCheck(loop.id, entries=1, broken_at=None),
        broken,
    ]
    assert verify_records(services, other.id) == [broken]
    assert read_record(services.workspace(TEAM), HANA, other.id).broken == 2


@pytest.mark.parametrize("ask", [export_record, verify_records])
def test_a_loop_that_is_not_there_is_refused_with_advice(services: Services, ask: object) -> None:
    assert callable(ask)
    with pytest.raises(Refusal) as refused:
        ask(services, "nope")
    cannot, advice = reason_and_advice(refused.value)
    assert cannot == "There is no loop nope."
    assert advice
