"""Draws what is said of interviewers and hiring managers who have left: to who runs the loop, and who is asked."""

from collections.abc import Callable, Mapping

from bot.features.loop import show_leavers
from bot.features.loop.leavers import Vacancy, decision_waits_for, vacancy_in
from bot.slack.block_types import Message
from bot.worker.scenes import Drawn, Scene
from storage.messages import MessageKind
from storage.offers import OfferRow, offers_of


def _about_leaver(draw: Callable[[Scene, Vacancy, OfferRow | None], Message | None]) -> Callable[[Scene], Drawn]:
    """Return what draws a message about an interview whose interviewer has left, from how that stands now."""

    def drawn(scene: Scene) -> Drawn:
        interview_id, _, person = scene.row.occasion.partition(":")
        interview = next((i for i in scene.loop.interviews if i.id == interview_id), None)
        if interview is None:
            return Drawn(None)
        asked = person or scene.row.recipient
        offer = next((each for each in offers_of(scene.session, interview_id) if each.person == asked), None)
        return Drawn(draw(scene, vacancy_in(scene.session, scene.loop, interview), offer))

    return drawn


def _leaver(scene: Scene, vacancy: Vacancy, offer: OfferRow | None) -> Message | None:  # noqa: ARG001
    is_news = vacancy.is_due and not vacancy.is_back
    return show_leavers.leaver(vacancy, scene.at) if is_news or not scene.row.fresh else None


def _offer(scene: Scene, vacancy: Vacancy, offer: OfferRow | None) -> Message | None:
    if offer is None or (scene.row.fresh and not vacancy.is_due):
        return None
    return show_leavers.offer(vacancy.loop, vacancy.interview, offer, scene.at)


def _offer_answer(scene: Scene, vacancy: Vacancy, offer: OfferRow | None) -> Message | None:  # noqa: ARG001
    return show_leavers.answer(vacancy, offer) if offer is not None else None


def _manager_left(scene: Scene) -> Drawn:
    manager = scene.row.occasion
    waits = decision_waits_for(scene.session, scene.loop, manager)
    return Drawn(show_leavers.manager_left(scene.loop, manager, waits=waits) if waits or not scene.row.fresh else None)


LEAVER_DRAWERS: Mapping[MessageKind, Callable[[Scene], Drawn]] = {
    MessageKind.LEAVER: _about_leaver(_leaver),
    MessageKind.MANAGER_LEFT: _manager_left,
    MessageKind.OFFER: _about_leaver(_offer),
    MessageKind.OFFER_ANSWER: _about_leaver(_offer_answer),
}
