"""What is said of an interviewer who has left is short, fits Slack, and takes names literally."""

import pytest

from bot.features.loop import show_leavers as view
from bot.features.loop.leavers import Vacancy
from bot.playground.slack.limits import accept_blocks, accept_view
from bot.wiring import Services
from storage.offers import OfferAnswer, OfferRow
from tests.bot.features.opened_loop import IDA, OTTO, RITA, interview_of, opened
from tests.bot.surfaces.counting import words_of

MOST = 60
HOSTILE = "<!channel>" * 12 + " *&* @here"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.mark.parametrize("answer", OfferAnswer)
def test_every_message_fits_and_names_ping_nobody(services: Services, answer: OfferAnswer) -> None:
    loop = opened(services, "Dana <!channel> *Fox*")
    vacancy = Vacancy(loop, interview_of(loop, IDA), [(OTTO.user, HOSTILE)] * 3, [])
    offered = OfferRow(person=OTTO.user, offered_by=RITA.user, excuses=False, answer=answer)
    at, interview = services.now(), vacancy.interview
    for message in (view.leaver(vacancy, at), view.offer(loop, interview, offered, at), view.answer(vacancy, offered)):
        accept_blocks(message["blocks"], "message")
        texts = [block["text"]["text"] for block in message["blocks"] if block["type"] == "section"]
        assert "<!channel>" not in str(texts)
        assert words_of({"blocks": message["blocks"]}) <= MOST
    for waits in (True, False):
        accept_blocks(view.manager_left(loop, loop.hiring_manager, waits=waits)["blocks"], "message")
    accept_view(view.replace_form(vacancy), "modal")
    accept_view(view.asked(loop, OTTO.user), "modal")
