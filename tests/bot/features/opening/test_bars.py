"""The bars that an opening may choose from: on its rubric's own scale, and none where nothing is added up."""

from bot.features.opening.show_opening_form import bar_menu, bars
from rubrics.catalogue.scale import FIVE, Scale, scale_of
from tests.public_structures import rubric_of


def test_an_opening_offers_bars_in_quarters_of_its_own_scale() -> None:
    def offered(scale: Scale) -> list[float]:
        return [float(value) for _, value in bars(3, scale)[1:]]

    assert offered(FIVE) == [2.5, 2.75, 3.0, 3.25, 3.5, 3.75, 4.0]
    assert offered(scale_of(4)) == [2.25, 2.5, 2.75, 3.0, 3.25]


def test_an_opening_asks_for_no_bar_where_nothing_is_held_against_one() -> None:
    assert bar_menu(rubric_of("values")) is None
    menu = bar_menu(rubric_of("seven-points"))
    assert menu is not None
    assert menu.options[0] == ("The rubric's own (4.5)", "usual")
