"""Any pasted text keeps its length when it is made plain, so that offsets stay true."""

from hypothesis import given
from hypothesis import strategies as st

from rubrics.jd.text.invisible import visible_of
from rubrics.jd.text.plaintext import plain_text, unmarked

PIECES = st.sampled_from(
    ["<p>", "</p>", "<li>", "<b>", "</b>", "<h2>", "<!-- x -->", "<script>", "</script>", "&amp;", "&lt;p&gt;",
     "&nbsp;",
     "<https://a.b|label>", "<!channel>", "<@U1>", "[a](http://x)", "\u200b", "\u202e", "İ", "\r\n", "“", "–", "word "]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=8), max_size=30).map("".join))
def test_plain_and_folded_texts_are_as_long_as_the_original(text: str) -> None:
    assert len(unmarked(text)) == len(text)
    plain = plain_text(text)
    assert len(plain.plain) == len(plain.folded) == len(text)


def seen(text: str) -> str:
    return plain_text(visible_of(text)[0]).plain


def test_html_becomes_lines_bullets_and_headings() -> None:
    plain = seen("<h2>Requirements</h2><ul><li>Python</li><li>SQL</li></ul>")
    lines = [line.strip() for line in plain.split("\n") if line.strip()]
    assert [line.split() for line in lines] == [["#", "Requirements"], ["-", "Python"], ["-", "SQL"]]


def test_escaped_html_is_read_as_html() -> None:
    assert seen("&lt;p&gt;Build agents&lt;/p&gt;").strip() == "Build agents"
    assert seen("&lt;p&gt;R&amp;amp;D&amp;nbsp;lead&lt;/p&gt;").strip() == "R&D lead"


def test_slack_links_keep_their_label_and_mentions_vanish() -> None:
    plain = seen("<https://a.example|our site> <!channel> <@U123>")
    assert plain.split() == ["our", "site"]


def test_scripts_and_comments_are_not_read() -> None:
    assert seen("<script>ninja</script> <!-- rockstar --> work").split() == ["work"]


def test_a_less_than_sign_before_a_number_stays() -> None:
    assert seen("<5 years") == "<5 years"
