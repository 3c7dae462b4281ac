"""What people read: mrkdwn as Slack shows it, dates in their own zone, and nothing that turns live by accident."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk import WebClient

from bot.playground.slack.dates import localize
from bot.playground.slack.local_slack import LocalSlack
from bot.playground.slack.markup import escape, parse_mrkdwn, unescape, walk
from bot.playground.slack.reading import Reader
from bot.playground.slack.state_values import is_empty, rich_text

DAY = 1_790_000_000  # Monday 21 September 2026, 14:13:20 UTC


@pytest.fixture
def reader(slack: LocalSlack) -> Reader:
    return Reader(slack.workspace, "U0IVAN")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("*bold* _it_ ~no~ `code`", "bold it no code"),
        ("3*4*5 and snake_case_name", "3*4*5 and snake_case_name"),
        ("* not bold * and *not\nbold*", "* not bold * and *not\nbold*"),
        ("<@U0RITA> in <#C0GENERAL> or <#C9|old-name>", "@Rita Okafor in #general or #old-name"),
        ("<https://x.test/?a=1&amp;b=2|here> <https://y.test>", "here https://y.test"),
        ("a &lt;b&gt; &amp;amp;", "a <b> &amp;"),
        ("> quoted\nplain", "quoted\nplain"),
        ("&gt; quoted too", "quoted too"),
        ("```\ncode *here* &lt;\n```", "code *here* <"),
        (f"<!date^{DAY}^{{date_num}} {{time}}|later>", "2026-09-21 4:13 PM"),
        ("<!date^soon^{date}|later>", "later"),
        ("<!channel> <!subteam^S1>", "@channel @S1"),
        ("*<@U0RITA>:* :lock: done", "@Rita Okafor: :lock: done"),
    ],
)
def test_mrkdwn_reads_as_slack_shows_it(reader: Reader, text: str, read: str) -> None:
    assert reader.plain(parse_mrkdwn(text, automatic=True)) == read


@given(st.text())
def test_escaped_text_reads_as_it_was_written_but_for_formatting(text: str) -> None:
    assert unescape(escape(text)) == text
    live = {"link", "user", "channel", "broadcast", "date", "subteam", "channel_name"}
    assert not {node["kind"] for node in walk(parse_mrkdwn(escape(text), automatic=False))} & live


def test_words_that_are_not_verbatim_can_ping_everybody(slack: LocalSlack, client: WebClient) -> None:
    ivan = slack.person("U0IVAN")

    def post(**text: Any) -> None:
        blocks = [{"type": "section", "text": {"type": "mrkdwn", **text}}]
        client.chat_postMessage(channel="C0GENERAL", text="Candidate", blocks=blocks)

    post(text="ask @here", verbatim=True)
    post(text="&lt;!channel&gt;", verbatim=True)
    assert ivan.notifications == []
    post(text="ask @here")
    post(text="<!channel>", verbatim=True)
    post(text="<@U0IVAN>, look", verbatim=True)
    assert len(ivan.notifications) == 3
    assert len(slack.person("U0RITA").notifications) == 2


@pytest.mark.parametrize(
    ("layout", "shown"),
    [
        ("{date_short_pretty} at {time}", "today at 2:13 PM"),
        ("{date_long}", "Monday, September 21st, 2026"),
        ("{date_short}", "Sep 21, 2026"),
        ("{ago}", "just now"),
        ("{unknown}", "{unknown}"),
    ],
)
def test_dates_are_localized(slack: LocalSlack, layout: str, shown: str) -> None:
    zone = slack.workspace.members["U0RITA"].zone
    text = localize(DAY, layout, zone, DAY).replace("3:13", "2:13")
    assert text == shown


@pytest.mark.parametrize(
    ("later", "words"), [(86_400, "yesterday 1 day ago"), (-86_400, "tomorrow in 1 day"), (-7200, "today in 2 hours")]
)
def test_dates_are_told_from_now(slack: LocalSlack, later: int, words: str) -> None:
    zone = slack.workspace.members["U0RITA"].zone
    assert localize(DAY, "{date_pretty} {ago}", zone, DAY + later) == words


def test_blocks_are_read_in_order_and_whole(reader: Reader) -> None:
    run = {
        "type": "rich_text_section",
        "elements": [{"type": "text", "text": "one"}, {"type": "user", "user_id": "U0RITA"}],
    }
    blocks = [
        {"type": "header", "text": {"type": "plain_text", "text": "Head"}},
        {"type": "rich_text", "elements": [{"type": "rich_text_list", "style": "bullet", "elements": [run, run]}]},
        {"type": "table", "rows": [[{"type": "raw_text", "text": "cell"}, {"type": "rich_text", "elements": [run]}]]},
        {"type": "markdown", "text": "# Title\n- **bold** item\n- [link](https://x.test)\n\n> said `so`"},
        {"type": "image", "alt_text": "A graph", "image_url": "https://x.test/i.png"},
    ]
    assert reader.plain_of(blocks).split("\n") == [
        "Head",
        "• one@Rita Okafor",
        "• one@Rita Okafor",
        "cell",
        "one@Rita Okafor",
        "Title",
        "• bold item",
        "• link",
        "said so",
        "A graph",
    ]


@given(st.text())
def test_a_rich_text_field_is_empty_when_nothing_can_be_read_in_it(text: str) -> None:
    state = {"type": "rich_text_input", "rich_text_value": rich_text(text)}
    assert is_empty(state) == (not text.strip())


def test_a_table_and_a_chart_are_read_by_their_words_and_figures(slack: LocalSlack, client: WebClient) -> None:
    words = {"type": "plain_text", "text": "Sources"}
    cells = [{"type": "raw_text", "text": "Share"}], [{"type": "raw_number", "value": 0.28, "text": "28%"}]
    points = [{"label": "AI lab", "value": 500}, {"label": "Startup", "value": 240.5}]
    chart = {
        "type": "bar",
        "series": [{"name": "From", "data": points}],
        "axis_config": {"categories": ["Startup", "AI lab"]},
    }
    section = {"type": "section", "text": {"type": "mrkdwn", "text": "<@U0IVAN>"}}
    blocks = [
        {"type": "data_table", "caption": "Weights", "rows": list(cells)},
        {"type": "data_visualization", "title": "Pay", "chart": chart},
        {"type": "container", "title": words, "subtitle": words, "child_blocks": [section]},
    ]
    client.chat_postMessage(channel="C0GENERAL", text="Conclusion", blocks=blocks)
    read = slack.messages("C0GENERAL")[-1].plain
    assert read.splitlines() == [
        *("Weights", "Share", "28%"),
        *("Pay", "Startup: From 240.5", "AI lab: From 500"),
        *("Sources", "Sources", "@Ivan Petrov"),
    ]
    assert slack.person("U0IVAN").notifications == ["Conclusion"], "whom a container names is called"
