"""The page's own modules on values: text nodes, links, avatars, type-ahead and fields, drawn by themselves."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from bot.playground.slack.local_slack import LocalSlack

Json = dict[str, Any]


@pytest.fixture(scope="module")
def scripts(browser: Browser) -> Iterator[Page]:
    """A page of this Slack with nothing in it: its modules load, and nothing draws."""
    slack = LocalSlack()
    with slack.serving() as url, browser.new_context(base_url=url) as context:
        page = context.new_page()
        page.goto("/")
        yield page


def html(page: Page, module: str, script: str, value: object = None) -> str:
    """What a function of a module draws, as HTML; `script` sees the module as `m` and the value as `value`."""
    return str(result(page, module, f"[].concat({script}).map((n) => n.outerHTML ?? n.textContent).join('')", value))


def result(page: Page, module: str, script: str, value: object = None) -> Any:
    return page.evaluate(f"async (value) => {{ const m = await import('/page/{module}.js'); return {script}; }}", value)


# ---- dom.js


def test_an_element_takes_its_attributes_and_leaves_out_what_is_absent(scripts: Page) -> None:
    made = """m.el('p', { class: 'a b', title: 'T', hidden: true, id: null, lang: undefined, dir: false },
      'x', null, ['y', false])"""
    assert html(scripts, "dom", made) == '<p class="a b" title="T" hidden="">xy</p>'


def test_no_text_becomes_html(scripts: Page) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    nodes = [{"kind": "text", "text": hostile}, {"kind": "code", "text": hostile}, {"kind": "user", "text": hostile}]
    assert result(scripts, "dom", "m.draw(value).every((node) => !node.children?.length)", nodes)
    assert "<img" not in html(scripts, "dom", "m.draw(value).slice(1)", nodes)


@pytest.mark.parametrize(
    ("node", "drawn"),
    [
        ({"kind": "bold", "children": [{"kind": "text", "text": "a"}]}, '<strong class="bold">a</strong>'),
        ({"kind": "break"}, "<br>"),
        ({"kind": "pre", "text": "a\n b"}, "<pre>a\n b</pre>"),
        ({"kind": "channel", "text": "#hiring"}, '<span class="mention">#hiring</span>'),
        ({"kind": "emoji", "name": "tada"}, '<span class="emoji" title=":tada:">🎉</span>'),
        ({"kind": "emoji", "name": "party_owl"}, '<span class="emoji" title=":party_owl:">:party_owl:</span>'),
        (
            {"kind": "date", "unix": 0, "fallback": "then", "text": "Jan 1, 1970"},
            '<time datetime="1970-01-01T00:00:00.000Z" title="then">Jan 1, 1970</time>',
        ),
        (
            {"kind": "list", "ordered": True, "start": 3, "indent": 9, "items": [[{"kind": "text", "text": "a"}]]},
            '<ol class="indent4" start="3"><li>a</li></ol>',
        ),
        ({"kind": "something new"}, ""),
    ],
    ids=lambda value: value["kind"] if isinstance(value, dict) else "",
)
def test_each_kind_of_node_is_drawn_as_slack_shows_it(scripts: Page, node: Json, drawn: str) -> None:
    assert html(scripts, "dom", "m.draw([value])", node) == drawn


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", " https://a"])
def test_only_addresses_of_the_web_and_of_mail_become_links(scripts: Page, url: str) -> None:
    assert html(scripts, "dom", "m.link(value, 'words')", url) == "words"
    assert 'href="HTTPS://a"' in html(scripts, "dom", "m.link(value, 'words')", "HTTPS://a")
    assert 'href="mailto:a@b"' in html(scripts, "dom", "m.link(value, 'words')", "mailto:a@b")


def test_a_person_keeps_one_color_and_the_next_one_gets_another(scripts: Page) -> None:
    classes = "['U1', 'U2', 'U1'].map((id) => m.avatar(id, 'Inês Duarte da Silva').className)"
    first, second, again = result(scripts, "dom", classes)
    assert first == again != second
    assert result(scripts, "dom", "m.avatar('U1', 'Inês Duarte da Silva').textContent") == "ID"


def test_what_asks_for_no_confirmation_is_confirmed(scripts: Page) -> None:
    assert result(scripts, "dom", "await m.confirmed(undefined)") is True


# ---- fields.js

PEOPLE = [
    {"value": "U0IDA", "text": "Ida Lindqvist", "detail": "interviewer"},
    {"value": "U0RITA", "text": "Rita Okafor", "detail": "hiring manager"},
    {"value": "U0INES", "text": "Inês Duarte", "detail": "interviewer"},
]
"""In the order in which the server lists them."""

OFFERED = """await (async () => {
  const changes = [];
  const use = { key: 'k', people: value.people, change: (now) => changes.push(now) };
  const { node } = m.field({ type: value.type }, value.chosen ?? null, use);
  document.body.append(node);
  const input = node.querySelector('input');
  input.focus();
  input.value = value.typed;
  input.dispatchEvent(new Event('input'));
  await new Promise((resolve) => setTimeout(resolve));
  const rows = [...node.querySelectorAll('li')].map((row) => row.firstChild.textContent);
  for (const key of value.keys ?? []) input.dispatchEvent(new KeyboardEvent('keydown', { key }));
  node.remove();
  return { rows, changes };
})()"""


@pytest.mark.parametrize(
    ("typed", "rows"),
    [
        ("ines", ["Inês Duarte"]),
        ("in", ["Inês Duarte", "Ida Lindqvist", "Rita Okafor"]),
        ("LIND", ["Ida Lindqvist"]),
        ("manager", ["Rita Okafor"]),
        ("", ["Ida Lindqvist", "Rita Okafor", "Inês Duarte"]),
        ("nobody", ["No matches"]),
    ],
)
def test_people_are_offered_by_name_before_title_whatever_the_accents(
    scripts: Page, typed: str, rows: list[str]
) -> None:
    value = {"type": "users_select", "people": PEOPLE, "typed": typed}
    assert result(scripts, "fields", OFFERED, value)["rows"] == rows


def test_somebody_chosen_already_is_not_offered_again_and_backspace_takes_them_away(scripts: Page) -> None:
    value = {"type": "multi_users_select", "people": PEOPLE, "typed": "i", "chosen": ["U0IDA", "U0GONE"]}
    assert result(scripts, "fields", OFFERED, {**value, "keys": ["Enter"]}) == {
        "rows": ["Inês Duarte", "Rita Okafor"],
        "changes": [["U0IDA", "U0INES"]],
    }
    assert result(scripts, "fields", OFFERED, {**value, "typed": "", "keys": ["Backspace"]})["changes"] == [[]]


def test_arrow_keys_go_round_the_list(scripts: Page) -> None:
    value = {"type": "users_select", "people": PEOPLE, "typed": "in", "keys": ["ArrowUp", "Enter"]}
    assert result(scripts, "fields", OFFERED, value)["changes"] == ["U0RITA"]


def test_a_field_that_is_not_known_says_so(scripts: Page) -> None:
    assert html(scripts, "fields", "m.field({ type: 'timepicker' }, null, {}).node") == "<em>No timepicker here</em>"


def test_every_field_has_an_id_of_its_own(scripts: Page) -> None:
    ids = "[1, 2].map(() => m.field({ type: 'datepicker' }, null, { key: 'k' }).id)"
    assert len(set(result(scripts, "fields", ids))) == 2


# ---- composer.js

COMMANDS = [
    {"command": "/score", "hint": "[loop]", "description": "Your scorecard"},
    {"command": "/signal", "hint": "", "description": "What the panel says"},
    {"command": "/loop", "hint": "new", "description": "A candidate’s interviews"},
]

TYPED = """(() => {
  m.setComposer({ commands: value.commands, global_shortcuts: value.shortcuts, place: value.place });
  m.put(value.typed);
  const usage = document.getElementById('usage');
  return {
    offered: [...document.querySelectorAll('#completion li strong')].map((node) => node.textContent),
    usage: usage.hidden ? null : usage.textContent,
  };
})()"""


@pytest.mark.parametrize(
    ("typed", "offered", "usage"),
    [
        ("/", ["/score", "/signal", "/loop", "Open a loop"], None),
        ("/op", ["Open a loop"], None),
        ("/s", ["/score", "/signal"], None),
        ("/score", ["/score"], None),
        ("/score ", [], "/score [loop]"),
        ("/signal Dana", [], None),
        ("/unknown", [], None),
        ("and /s", [], None),
        ("", [], None),
    ],
)
def test_commands_are_completed_by_their_beginning_and_then_hinted(
    scripts: Page, typed: str, offered: list[str], usage: str | None
) -> None:
    shortcuts = [{"callback_id": "loop_shortcut", "name": "Open a loop", "description": "Set one up"}]
    value = {"commands": COMMANDS, "shortcuts": shortcuts, "place": {"id": "C1"}, "typed": typed}
    assert result(scripts, "composer", TYPED, value) == {"offered": offered, "usage": usage}


@pytest.mark.parametrize(
    ("place", "hidden", "disabled"),
    [(None, True, None), ({"id": "C1"}, False, False), ({"id": "C1", "is_archived": True}, False, True)],
)
def test_nothing_is_written_where_nobody_may_write(
    scripts: Page, place: Json | None, hidden: bool, disabled: bool | None
) -> None:
    composed = """(m.setComposer({ commands: [], global_shortcuts: [], place: value }),
      [document.getElementById('composer').hidden, document.getElementById('text').disabled])"""
    shown = result(scripts, "composer", composed, place)
    assert shown[0] is hidden
    assert disabled is None or shown[1] is disabled


# ---- wire.js


def test_an_answer_overtaken_by_a_later_one_is_not_drawn(browser: Browser) -> None:
    script = """async () => {
      const m = await import('/page/wire.js');
      const drawn = [], held = [];
      m.onState((state) => drawn.push(state.version));
      window.fetch = () => new Promise((resolve) => held.push(resolve));
      const asks = [m.refresh(), m.refresh(), m.refresh()];
      [1, 0, 2].forEach((at) => held[at]({ json: async () => ({ version: at }) }));
      await Promise.all(asks);
      return drawn;
    }"""
    slack = LocalSlack()
    with slack.serving() as url, browser.new_context(base_url=url) as context:
        page = context.new_page()
        page.goto("/")
        assert page.evaluate(script) == [1, 2]
