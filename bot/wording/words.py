"""Renders the words that stand in `words/` beside each feature: by key, for mrkdwn or for plain text.

A file `loop.mrkdwn.j2` or `loop.plain.j2` holds named blocks; `loop.opened` is the block `opened`. Its ending says
where the words are shown, and so how values from people are escaped. A value that is missing is an error.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.wording import phrases
from bot.wording.escaping import Mrkdwn, escaped, isolated

ROOT = Path(__file__).parent.parent
FOLDERS = sorted(ROOT.glob("**/words"))
"""Every folder of words, one a feature; no two hold a file of the same name."""

_PHRASES = {
    one.__name__: one
    for one in (
        phrases.mention,
        phrases.when,
        phrases.dated,
        phrases.listed,
        phrases.count,
        phrases.channel_link,
        phrases.cited,
        phrases.percent,
        phrases.chance,
        phrases.figure,
        phrases.with_article,
        phrases.warned,
    )
}


def words(key: str, **values: object) -> Mrkdwn:
    """Return a text of Debrief's as mrkdwn: `words("signal.headline", …)` is block `headline` of signal.mrkdwn.j2."""
    return Mrkdwn(_rendered(_mrkdwn(), "mrkdwn", key, values))


def plain_words(key: str, **values: object) -> str:
    """Return a text of Debrief's that is shown literally, as labels, modals' titles, errors and a terminal are."""
    return _rendered(_plain(), "plain", key, values)


def _rendered(environment: Environment, ending: str, key: str, values: dict[str, object]) -> str:
    name, block = key.split(".")
    template = environment.get_template(f"{name}.{ending}.j2")
    context = template.new_context(values)
    return "".join(template.blocks[block](context)).strip()


def _literal(value: object) -> str:
    return isolated(str(value))


def _environment(finalize: Callable[[object], str]) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDERS),
        autoescape=False,  # noqa: S701 – HTML's escapes are not Slack's; `finalize` escapes by where words are shown
        finalize=finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(_PHRASES)
    return environment


@cache
def _mrkdwn() -> Environment:
    return _environment(escaped)


@cache
def _plain() -> Environment:
    environment = _environment(_literal)
    environment.globals.update(listed=phrases.plainly_listed, plain_words=plain_words)
    return environment
