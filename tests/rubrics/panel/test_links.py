"""A page about a candidate is shown as a link only where it is certain what it leads to."""

from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rubrics.panel.links import LONGEST_ADDRESS, LONGEST_LABEL, MOST_LINKS, UnfitLinkError, as_text, links_in
from rubrics.panel.loop_facts import Link

CV = "https://files.example.com/cv.pdf?token=a%20b"


@pytest.mark.parametrize(
    ("line", "label", "url"),
    [
        (CV, "files.example.com", CV),
        (f"CV {CV}", "CV", CV),
        (f"Her  talk: {CV}", "Her talk", CV),
        (f"Portfolio – <{CV}>", "Portfolio", CV),
        ("https://www.example.org", "example.org", "https://www.example.org"),
        ("<!channel> https://example.org:8443/a", "<!channel>", "https://example.org:8443/a"),
    ],
)
def test_a_link_has_the_label_before_it_or_its_host(line: str, label: str, url: str) -> None:
    assert links_in(f"\n {line} \n") == (Link(label=label, url=url),)


@pytest.mark.parametrize(
    "line",
    [
        "CV",
        "http://example.com/cv",
        "javascript:alert(1)",
        "https://",
        "https://localhost/cv",
        "https://10.0.0.8/cv",
        "https://[::1]/cv",
        "https://example.com@evil.example/cv",
        "https://exаmple.com/cv",
        "https://example.com:port/cv",
        "https://example.com/a|b",
        "https://example.com/a>b",
        "https://example.com/a b",
        "https://example.com/\u202efdp.exe",
        f"https://example.com/{'x' * LONGEST_ADDRESS}",
        f"{'x' * (LONGEST_LABEL + 1)} {CV}",
    ],
)
def test_what_is_no_certain_address_is_refused_by_its_line(line: str) -> None:
    with pytest.raises(UnfitLinkError) as refused:
        links_in(f"{CV}\n{line}")
    assert refused.value.line == line.strip()


def test_no_more_links_than_are_read_before_an_interview() -> None:
    assert len(links_in("\n".join([CV] * MOST_LINKS))) == MOST_LINKS
    with pytest.raises(UnfitLinkError):
        links_in("\n".join([CV] * (MOST_LINKS + 1)))
    assert links_in(" \n ") == ()


@given(st.text(max_size=200) | st.from_regex(r"[^\n]{0,30} ?https://[^\n]{0,60}", fullmatch=True))
@example("a https:// https://example.com")
def test_any_text_is_refused_or_gives_safe_links_that_come_back_as_they_were(text: str) -> None:
    try:
        links = links_in(text)
    except UnfitLinkError:
        return
    assert links_in(as_text(links)) == links
    for link in links:
        assert urlsplit(link.url).scheme == "https"
        assert link.url.isprintable()
        assert not set(link.url) & set('<>|" @') - (set("@") if "@" not in urlsplit(link.url).netloc else set())
        assert 0 < len(link.label) <= LONGEST_LABEL
