"""A long view turns its pages and leads back to the first."""

from hypothesis import given
from hypothesis import strategies as st

from bot.slack.paging import page_button, page_of


def turned(page: int, pages: int) -> list[tuple[str, str]]:
    """Return the words and the value of the button below a page."""
    blocks = list(page_button("turn", "loop", page, pages))
    return [(element["text"]["text"], element["value"]) for block in blocks for element in block["elements"]]


def test_a_button_leads_to_the_next_page_and_from_the_last_to_the_first() -> None:
    assert turned(0, 3) == [("Page 1 of 3: next", "loop:1")]
    assert turned(2, 3) == [("Page 3 of 3: back to the first", "loop:0")]
    assert turned(0, 1) == []


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


@given(st.integers(2, 30), st.data())
def test_turning_through_every_page_comes_back_to_where_it_began(pages: int, data: st.DataObject) -> None:
    page = first = data.draw(st.integers(0, pages - 1))
    seen = set()
    for _ in range(pages):
        seen.add(page)
        page = int(turned(page, pages)[0][1].removeprefix("loop:"))
    assert (page, seen) == (first, set(range(pages)))
