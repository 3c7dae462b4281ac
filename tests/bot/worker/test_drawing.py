"""Every kind of message can be drawn: by a drawing of its own, or from its words alone."""

import pytest

from bot.features.loop import show_announcement
from bot.features.loop.show_announcement import plainly
from bot.wiring import Services
from bot.wording.escaping import Mrkdwn
from bot.worker.drawing import _DRAWERS
from storage.messages import WITHOUT_LOOP, MessageKind
from tests.bot.features.opened_loop import HANA, opened

PLAIN = set(MessageKind) - _DRAWERS.keys() - {*WITHOUT_LOOP}


@pytest.mark.parametrize("kind", sorted(PLAIN))
def test_a_kind_without_a_drawing_of_its_own_has_words(services: Services, kind: MessageKind) -> None:
    said = plainly(kind, opened(services), HANA.user)
    assert said is None or said["text"]


def test_words_that_come_out_empty_have_nothing_to_say(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    """No kind has such words at present; CONTRIBUTING.md tells anyone who adds a reminder to rely on it."""
    text = {"direct.referral": "", "direct.referral_fallback": "Somebody was referred."}
    monkeypatch.setattr(show_announcement, "words", lambda key, **_: Mrkdwn(text[key]))
    assert plainly(MessageKind.REFERRAL, opened(services), HANA.user) is None
