"""A long view turns its pages, and every page is within reach of any other."""

from hypothesis import given
from hypothesis import strategies as st

from bot.slack.limits import MENU_OPTIONS
from bot.slack.paging import page_menu, page_of


def turned(page: int, pages: int) -> list[tuple[str, str]]:
    """Return the words and values that turn a page: of a button, or of a menu's entries."""
    elements = [element for block in page_menu("turn", "loop", page, pages) for element in block["elements"]]
    offered = [option for element in elements for option in element.get("options", [element])]
    return [(each["text"]["text"], each["value"]) for each in offered]


def test_one_page_needs_no_turning_two_a_button_and_more_a_menu() -> None:
    assert turned(0, 1) == []
    assert turned(0, 2) == [("Next page", "loop:1")]
    assert turned(1, 2) == [("First page", "loop:0")]
    assert turned(1, 3) == [("Page 1 of 3", "loop:0"), ("Page 2 of 3", "loop:1"), ("Page 3 of 3", "loop:2")]


def test_a_menu_shows_where_one_is() -> None:
    ((menu,),) = (block["elements"] for block in page_menu("turn", "loop", 2, 5))
    assert menu["initial_option"]["value"] == "loop:2"


def test_a_page_that_is_there_no_more_is_the_last_one() -> None:
    assert page_of("abcde", 0, 2) == ("ab", 0, 3)
    assert page_of("abcde", 9, 2) == ("e", 2, 3)
    assert page_of("", 0, 2) == ("", 0, 1)


@given(st.lists(st.integers(), max_size=60), st.integers(1, 9))
def test_pages_hold_every_item_once_in_order_and_none_is_empty_or_too_long(items: list[int], size: int) -> None:
    pages = page_of(items, 0, size)[2]
    shown = [page_of(items, page, size)[0] for page in range(pages)]
    assert [item for page in shown for item in page] == items
    assert all(0 < len(page) <= size for page in shown) or shown == [[]]


@given(st.integers(2, 400), st.data())
def test_every_page_is_reached_from_any_and_a_menu_is_never_too_long(pages: int, data: st.DataObject) -> None:
    page = data.draw(st.integers(0, pages - 1))
    seen, waiting = {page}, [page]
    while waiting:
        offered = [int(value.removeprefix("loop:")) for _, value in turned(waiting.pop(), pages)]
        assert 0 < len(offered) <= MENU_OPTIONS
        new = set(offered) - seen
        seen |= new
        # The outermost lead furthest; walking from each of 400 pages would prove no more.
        waiting += [each for each in (min(new, default=None), max(new, default=None)) if each is not None]
    assert seen == set(range(pages))
