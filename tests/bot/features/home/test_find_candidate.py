"""A long list of loops finds a candidate as one types, among those alone whom one may know of."""

from bot.features.home.listen import on_candidate_typed
from bot.features.home.read_desk import Group
from bot.features.home.read_home import Shown
from bot.features.home.show_list import FIND, list_in_full
from bot.playground.slack.limits import accept_view
from bot.wiring import Services
from tests.bot.features.opened_loop import IVAN, OTTO, RITA, TEAM, opened


def test_a_menu_finds_ones_own_candidates_as_one_types_and_nobody_elses(services: Services) -> None:
    dana, robin = opened(services, "Dana Fox"), opened(services, "Robin Hale")
    workspace = services.workspace(TEAM)
    for typed, meant in (("", {dana.id, robin.id}), ("fo", {dana.id}), (robin.candidate_code, {robin.id})):
        for actor in (RITA, IVAN):
            assert {each["value"] for each in on_candidate_typed(workspace, actor, typed)} == meant, typed
        assert on_candidate_typed(workspace, OTTO, typed) == []
    assert [each["value"] for each in on_candidate_typed(workspace, RITA, "Robyn Haile")] == [robin.id], "misspelled"
    (offered,) = on_candidate_typed(workspace, RITA, "dana")
    assert offered["text"]["text"] == dana.private_label


def test_a_list_of_several_pages_has_the_menu(services: Services) -> None:
    for number, has_menu in ((11, True), (10, False)):
        view = accept_view(list_in_full(Group.LOOPS, Shown((), number), 0, services.now()), "modal")
        assert (FIND in str(view)) is has_menu
