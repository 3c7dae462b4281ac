"""A long view turns its pages and leads back to the first."""

from bot.slack.paging import page_button, page_of


def turned(page: int, pages: int) -> list[tuple[str, str]]:
    """Return the words and the value of the button below a page."""
    blocks = [block.to_dict() for block in page_button("turn", "loop", page, pages)]
    return [(element["text"]["text"], element["value"]) for block in blocks for element in block["elements"]]


def test_a_button_leads_to_the_next_page_and_from_the_last_to_the_first() -> None:
    assert turned(0, 3) == [("Page 1 of 3: next", "loop:1")]
    assert turned(2, 3) == [("Page 3 of 3: back to the first", "loop:0")]
    assert turned(0, 1) == []


def test_a_page_that_is_there_no_more_is_the_last_one() -> None:
    assert page_of("abcde", 0, 2) == ("ab", 0, 3)
    assert page_of("abcde", 9, 2) == ("e", 2, 3)
    assert page_of("", 0, 2) == ("", 0, 1)
