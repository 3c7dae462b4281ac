"""Every kind of message can be drawn: by a drawing of its own, or from its words alone."""

import pytest

from bot.features.loop.show_announcement import plainly
from bot.wiring import Services
from bot.worker.drawing import _DRAWERS
from storage.outbox import SHARES, MessageKind
from tests.bot.features.opened_loop import HANA, opened

PLAIN = set(MessageKind) - _DRAWERS.keys() - {*SHARES, MessageKind.SHARE_NOTICE}


@pytest.mark.parametrize("kind", sorted(PLAIN))
def test_a_kind_without_a_drawing_of_its_own_has_words(services: Services, kind: MessageKind) -> None:
    said = plainly(kind, opened(services), HANA.user)
    assert said is None or said["text"]
