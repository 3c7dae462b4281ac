"""A message with newer blocks is drawn for every workspace, and none is asked twice in a day what it refused."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.block_types import Block, Message
from bot.slack.blocks import container, header, message, section
from bot.slack.capabilities import (
    BELIEVED,
    NEWER,
    Drawings,
    drawings,
    fitting,
    learn,
    newer_kinds,
    take_for_granted,
    worth_trying,
)
from bot.slack.tables import bar_chart, data_table, table
from bot.wiring import BlockVerdicts
from bot.wording.escaping import Mrkdwn

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
ROWS = [("Competency", "Mean"), ("Retrieval", "3.5")]
CORE = section(Mrkdwn("Retrieval 3.5"))
BLOCKS: dict[str, Block] = {
    "table": table(ROWS),
    "data_table": data_table("Means", ROWS),
    "data_visualization": bar_chart("Means", ["Retrieval"], {"Mean": [3.5]}),
    "container": container("Means", [CORE]),
    "header.level": header("Means", level=2),
}


def saying(*blocks: Block) -> Message:
    return message("Retrieval 3.5", [*blocks, CORE])


MATRIX = drawings(saying(BLOCKS["data_table"]), saying(BLOCKS["table"]), saying())
PAY = drawings(saying(BLOCKS["data_visualization"], BLOCKS["header.level"]), saying())


@pytest.fixture
def verdicts() -> BlockVerdicts:
    return BlockVerdicts(100)


def test_each_newer_kind_is_found_inside_a_container_as_well() -> None:
    assert set(BLOCKS) == NEWER
    for kind, block in BLOCKS.items():
        assert newer_kinds(saying(block)) == {kind}
    assert newer_kinds(saying(container("x", [BLOCKS["table"]]))) == {"table", "container"}
    assert newer_kinds(saying(header("Means"))) == set()


def test_the_last_way_to_draw_a_message_is_in_core_blocks() -> None:
    with pytest.raises(ValueError, match="data_table"):
        drawings(saying(), saying(BLOCKS["data_table"]))


def test_ways_that_came_out_the_same_are_one() -> None:
    assert drawings(saying(), saying()) == (saying(),)
    assert len(drawings(*MATRIX, saying())) == 3


def test_what_a_workspace_refused_is_not_tried_again_for_a_day(verdicts: BlockVerdicts) -> None:
    best, middle, core = MATRIX
    assert worth_trying(verdicts, "T1", MATRIX, NOW) == MATRIX
    learn(verdicts, "T1", middle, [best], NOW)
    assert worth_trying(verdicts, "T1", MATRIX, NOW + BELIEVED - timedelta(seconds=1)) == (middle, core)
    assert worth_trying(verdicts, "T1", MATRIX, NOW + BELIEVED) == MATRIX
    assert worth_trying(verdicts, "T2", MATRIX, NOW) == MATRIX, "another workspace may have it"
    assert worth_trying(verdicts, "T1", PAY, NOW) == PAY, "another kind may be there"


def test_a_workspace_that_took_nothing_newer_gets_core_blocks(verdicts: BlockVerdicts) -> None:
    best, middle, core = MATRIX
    learn(verdicts, "T1", core, [best, middle], NOW)
    assert worth_trying(verdicts, "T1", MATRIX, NOW) == (core,)


def test_what_was_taken_once_is_not_what_was_refused_later(verdicts: BlockVerdicts) -> None:
    best, _, core = MATRIX
    learn(verdicts, "T1", best, [], NOW)
    learn(verdicts, "T1", core, [best], NOW)
    assert worth_trying(verdicts, "T1", MATRIX, NOW) == MATRIX


def test_a_refusal_that_no_newer_block_explains_teaches_nothing(verdicts: BlockVerdicts) -> None:
    longer = saying(BLOCKS["table"], CORE)
    learn(verdicts, "T1", saying(BLOCKS["table"]), [longer], NOW)
    assert worth_trying(verdicts, "T1", (longer, saying()), NOW) == (longer, saying())


def test_an_answer_holds_only_kinds_that_the_workspace_has() -> None:
    best, middle, core = MATRIX
    assert fitting(MATRIX, frozenset()) == core
    assert fitting(MATRIX, frozenset({"table"})) == middle
    assert fitting(MATRIX, NEWER) == best
    assert fitting(PAY, NEWER - {"header.level"}) == PAY[-1]


def test_what_is_taken_for_granted_is_all_there_is(verdicts: BlockVerdicts) -> None:
    take_for_granted(verdicts, "T1", NOW)
    learn(verdicts, "T1", MATRIX[-1], MATRIX[:-1], NOW)
    assert worth_trying(verdicts, "T1", MATRIX, NOW) == MATRIX


ways = st.lists(st.sets(st.sampled_from(sorted(NEWER))), max_size=4).map(
    lambda kinds: drawings(*(saying(*(BLOCKS[kind] for kind in sorted(some))) for some in kinds), saying())
)


@given(st.lists(ways, max_size=6), st.sets(st.sampled_from(sorted(NEWER))))
def test_whatever_a_workspace_lacks_it_is_refused_nothing_twice(messages: list[Drawings], lacks: set[str]) -> None:
    verdicts = BlockVerdicts(100)
    for each in messages:
        refused: list[Message] = []
        for way in worth_trying(verdicts, "T1", each, NOW):
            if not newer_kinds(way) & lacks:
                learn(verdicts, "T1", way, refused, NOW)
                break
            refused.append(way)
        else:
            pytest.fail("core blocks are tried last")
    assert not any(newer_kinds(worth_trying(verdicts, "T1", each, NOW)[0]) & lacks for each in messages)
