"""Renders the words that stand in `words/` beside each feature: by key, for mrkdwn, for plain text or for a page.

A file `loop.mrkdwn.j2`, `loop.plain.j2` or `record_page.html.j2` holds named blocks; `loop.opened` is the block
`opened`. Its ending says where the words are shown, and so how values from people are escaped. A value that is missing
is an error.

Another language has files of the same names in `words/de/`, and its own way with numbers and days in
`bot/wording/languages/de.py`; a block or a phrase that it lacks is English.
"""

from collections.abc import Callable, Iterator, MutableMapping, Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, TemplateNotFound
from jinja2.nodes import EvalContext
from jinja2.runtime import Context

from bot.compiled.cache_folder import CacheFolder, cache_folder
from bot.compiled.templates import KeptTemplates, kept_templates
from bot.errors import Refusal
from bot.wording import phrases
from bot.wording.escaping import Html, Mrkdwn, escaped, html_escaped, isolated

ROOT = Path(__file__).parent.parent
FOLDERS = sorted(ROOT.glob("**/words"))
"""Every folder of words, one a feature; no two hold a file of the same name."""

_PHRASES: dict[str, Callable[..., str]] = {
    one.__name__: one
    for one in (
        phrases.mention,
        phrases.when,
        phrases.clock_time,
        phrases.day,
        phrases.dated,
        phrases.listed,
        phrases.count,
        phrases.channel_link,
        phrases.percent,
        phrases.chance,
        phrases.figure,
        phrases.points,
        phrases.mean_of,
        phrases.span_of,
        phrases.within,
        phrases.with_article,
        phrases.at_level,
        phrases.level_label,
        phrases.level_name,
    )
}


ENGLISH = "en"


Block = Callable[[Context], Iterator[str]]


class Speaker:
    """Renders words in one language, falling back to English block by block."""

    def __init__(self, language: str = ENGLISH, folders: Sequence[Path] = FOLDERS) -> None:
        own = [folder / language for folder in folders if (folder / language).is_dir()]
        if language != ENGLISH and not own:
            raise Refusal("refusals.no_such_language", language=language)
        self.language = language
        self.own = _environments(own, _phrases_of(language)) if own else {}
        self.english = _environments(folders, _PHRASES)
        self._labels: dict[tuple[str, str], str] = {}
        self._blocks: dict[tuple[str, str], tuple[Template, Block]] = {}

    def said(self, key: str, ending: str, values: dict[str, object]) -> str:
        """Return a block's text like `render`; one that holds no value, as most labels, is rendered once."""
        if values:
            return self.render(key, ending, values)
        text = self._labels.get((key, ending))
        if text is None:
            text = self._labels[key, ending] = self.render(key, ending, values)
        return text

    def render(self, key: str, ending: str, values: dict[str, object]) -> str:
        """Return a block's text; raises where it, or a value in it, is missing in English too."""
        template, block = self._blocks.get((key, ending)) or self._found(key, ending)
        return "".join(block(template.new_context(values))).strip()

    def _found(self, key: str, ending: str) -> tuple[Template, Block]:
        """Return a block with its template, which is looked for once."""
        name, block = key.split(".")
        file = f"{name}.{ending}.j2"
        template = self._own_template(ending, file, block) or self.english[ending].get_template(file)
        found = self._blocks[key, ending] = template, template.blocks[block]
        return found

    def _own_template(self, ending: str, file: str, block: str) -> Template | None:
        if not self.own:
            return None
        try:
            template = self.own[ending].get_template(file)
        except TemplateNotFound:
            return None
        return template if block in template.blocks else None


@cache
def _speakers() -> dict[str, Speaker]:
    return {"speaking": Speaker()}


def speak(language: str) -> None:
    """Say everything in a language from here on, in this process; raises Refusal where no one has put it into words."""
    _speakers()["speaking"] = Speaker(language)


def page_words(key: str, **values: object) -> Html:
    """Return a text of Debrief's as HTML, for a page that a browser shows or prints."""
    return Html(_speakers()["speaking"].said(key, "html", values))


def language() -> str:
    """Return the language that everything is said in."""
    return _speakers()["speaking"].language


def words(key: str, **values: object) -> Mrkdwn:
    """Return a text of Debrief's as mrkdwn: `words("signal.headline", …)` is block `headline` of signal.mrkdwn.j2."""
    return Mrkdwn(_speakers()["speaking"].said(key, "mrkdwn", values))


def plain_words(key: str, **values: object) -> str:
    """Return a text of Debrief's that is shown literally, as labels, modals' titles, errors and a terminal are."""
    return _speakers()["speaking"].said(key, "plain", values)


def _phrases_of(language: str) -> dict[str, Callable[..., str]]:
    module = f"bot.wording.languages.{language}"
    own = vars(import_module(module)) if find_spec(module) else {}
    return {**_PHRASES, **{name: own[name] for name in _PHRASES if name in own}}


def _environments(folders: Sequence[Path], named: dict[str, Callable[..., str]]) -> dict[str, Environment]:
    plain_phrases: dict[str, Callable[..., str]] = {
        **named,
        "listed": phrases.plainly_listed,
        "plain_words": plain_words,
    }
    plain = _environment(folders, _literal, plain_phrases)
    pages = _environment(folders, html_escaped, {**plain_phrases, "written_out": phrases.written_out})
    return {"mrkdwn": _environment(folders, escaped, named), "plain": plain, "html": pages}


@cache
def _kept_templates() -> KeptTemplates | None:
    return kept_templates(CacheFolder(cache_folder()), Path(__file__).parent)


def _literal(value: object) -> str:
    return isolated(str(value))


class _Context(Context):
    """Jinja's, made of what all renderings of a template share: no template here extends another one.

    Jinja makes a list for each of a template's blocks at every rendering; most have forty and render one.
    """

    def __init__(
        self,
        environment: "_Environment",
        parent: dict[str, Any],
        name: str | None,
        blocks: dict[str, Callable[[Context], Iterator[str]]],
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 – Jinja's name for it
    ) -> None:
        shared = environment.of_templates.get(name)
        if shared is None:
            super().__init__(environment, parent, name, blocks, globals)
            environment.of_templates[name] = (self.eval_ctx, self.globals_keys, self.blocks)
            return
        self.eval_ctx, self.globals_keys, self.blocks = shared
        self.environment, self.parent, self.name = environment, parent, name
        self.vars, self.exported_vars = {}, set()


class _Environment(Environment):
    """Jinja's, whose templates share one plain dictionary of phrases.

    Jinja lays a template's own over the environment's as a ChainMap, which every rendering then copies key by key: a
    fourth of what a list of loops cost. Our templates have none of their own.
    """

    context_class = _Context

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.of_templates: dict[str | None, tuple[EvalContext, set[str], dict[str, list[Any]]]] = {}

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the environment's own phrases, with a template's laid over them where it has any."""
        return {**self.globals, **d} if d else self.globals


def _environment(
    folders: Sequence[Path], finalize: Callable[[object], str], named: dict[str, Callable[..., str]]
) -> Environment:
    environment = _Environment(
        loader=FileSystemLoader(folders),
        bytecode_cache=_kept_templates(),
        autoescape=False,  # HTML's escapes are not Slack's; `finalize` escapes by where words are shown
        finalize=finalize,
        undefined=StrictUndefined,
        auto_reload=False,  # else every sentence asks the disk whether its file has changed
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(named)
    return environment
