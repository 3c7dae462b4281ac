"""Any pasted text keeps its length when it is made plain, so that offsets stay true."""

from hypothesis import given
from hypothesis import strategies as st

from rubrics.jd.plaintext import plain_text

PIECES = st.sampled_from(
    ["<p>", "</p>", "<li>", "<b>", "</b>", "<h2>", "<!-- x -->", "<script>", "</script>", "&amp;", "&lt;p&gt;",
     "&nbsp;",
     "<https://a.b|label>", "<!channel>", "<@U1>", "[a](http://x)", "\u200b", "\u202e", "İ", "\r\n", "“", "–", "word "]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=8), max_size=30).map("".join))
def test_plain_and_folded_texts_are_as_long_as_the_original(text: str) -> None:
    plain = plain_text(text)
    assert len(plain.plain) == len(plain.folded) == len(text)


def test_html_becomes_lines_bullets_and_headings() -> None:
    plain = plain_text("<h2>Requirements</h2><ul><li>Python</li><li>SQL</li></ul>").plain
    lines = [line.strip() for line in plain.split("\n") if line.strip()]
    assert [line.split() for line in lines] == [["#", "Requirements"], ["-", "Python"], ["-", "SQL"]]


def test_escaped_html_is_read_as_html() -> None:
    assert "<" not in plain_text("&lt;p&gt;Build agents&lt;/p&gt;").plain


def test_slack_links_keep_their_label_and_mentions_vanish() -> None:
    plain = plain_text("<https://a.example|our site> <!channel> <@U123>").plain
    assert plain.split() == ["our", "site"]


def test_scripts_and_comments_are_not_read() -> None:
    assert plain_text("<script>ninja</script> <!-- rockstar --> work").plain.split() == ["work"]


def test_a_less_than_sign_before_a_number_stays() -> None:
    assert plain_text("<5 years").plain == "<5 years"
