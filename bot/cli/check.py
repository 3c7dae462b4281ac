"""`debrief check`: says of each thing Debrief needs whether it is there, and if not, the fix; changes nothing."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated

import typer
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from sqlalchemy.exc import SQLAlchemyError

from bot.errors import Refusal
from bot.logs import configure_logs
from bot.serving.app import request_client
from bot.serving.authorize import ask_identity
from bot.serving.manifest import SCOPES
from bot.settings import Settings, load_settings
from bot.wording.problems import located
from bot.wording.refusals import sentence_of
from bot.wording.words import plain_words
from rubrics.authoring.loader import load_catalogue
from rubrics.catalogue.errors import CatalogueError
from rubrics.jd.knowledge.loading import load_knowledge
from rubrics.panel.loading import load_remark_rules
from storage import migrations
from storage.engine import DatabaseUrlError, open_engine, parse_url

Check = Callable[[Settings], str]


def check_command(
    offline: Annotated[bool, typer.Option("--offline", help="Do not ask Slack about the token.")] = False,
) -> None:
    """Check settings, definitions, database and token.

    Each gets a sentence: fine, or how to fix it.
    """
    configure_logs()
    settings = load_settings()
    results = list(_results(settings, offline))
    for name, fine, sentence in results:
        typer.echo(plain_words("check.line", name=name, fine=fine, sentence=sentence))
    if not all(fine for _, fine, _ in results):
        raise typer.Exit(1)


def _results(settings: Settings, offline: bool) -> Iterator[tuple[str, bool, str]]:
    checks: dict[str, Check] = {
        "settings": _settings,
        "definitions": _definitions,
        "database": _database,
        "token": _token,
    }
    for name, check in checks.items():
        if offline and name == "token":
            yield name, True, plain_words("check.not_asked")
            continue
        try:
            yield name, True, check(settings)
        except Refusal as refusal:
            yield name, False, sentence_of(refusal)


def _settings(settings: Settings) -> str:
    return plain_words("check.settings", mode=settings.mode, port=settings.port)


def _definitions(settings: Settings) -> str:
    try:
        catalogue = load_catalogue(settings.debrief_definitions)
        load_knowledge(catalogue, settings.debrief_definitions)
        load_remark_rules(settings.debrief_definitions)
    except CatalogueError as error:
        problems = [located(problem) for problem in error.problems]
        raise Refusal("definitions_refusals.unusable", problems=problems) from error
    return plain_words("check.definitions", rubrics=len(catalogue.rubrics))


def _database(settings: Settings) -> str:
    try:
        url = parse_url(settings.database_url)
        if settings.on_sqlite and not Path(str(url.database)).exists():
            return plain_words("check.database_to_make", file=url.database)
        have = migrations.current(open_engine(settings.database_url))
    except DatabaseUrlError as error:
        raise Refusal("check_refusals.database_url") from error
    except SQLAlchemyError as error:
        problem = str(getattr(error, "orig", None) or type(error).__name__).strip()
        raise Refusal("check_refusals.database_not_reached", problem=problem) from error
    return _standing(have, settings)


def _standing(have: str | None, settings: Settings) -> str:
    want = migrations.newest()
    if have == want:
        return plain_words("check.newest", version=have)
    if settings.on_sqlite:
        return plain_words("check.to_migrate", version=have, newest=want)
    raise Refusal("check_refusals.old_database", version=have, newest=want)


def _token(settings: Settings) -> str:
    answer = ask_identity(request_client(settings.slack_api_url, settings.bot_token()))
    granted = answer.headers.get("x-oauth-scopes")  # a stand-in for Slack may not say
    lacking = [] if granted is None else sorted(set(SCOPES) - set(granted.replace(" ", "").split(",")))
    if lacking:
        raise Refusal("check_refusals.scopes_missing", scopes=lacking)
    if settings.mode == "socket":
        _app_token(settings)
    return plain_words("check.token", user=answer.get("user"), team=answer.get("team"))


def _app_token(settings: Settings) -> None:
    client = WebClient(token=settings.app_token(), base_url=settings.slack_api_url)
    try:
        client.apps_connections_open(app_token=settings.app_token())
    except SlackApiError as error:
        problem = error.response.get("error")
        raise Refusal("environment_refusals.app_token_refused", name="SLACK_APP_TOKEN", problem=problem) from error
    except (OSError, SlackClientError) as error:
        raise Refusal("environment_refusals.slack_not_reached", address=None) from error
