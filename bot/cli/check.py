"""`debrief check`: says of each thing Debrief needs whether it is there, and if not, the cure."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated

import typer
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from sqlalchemy.exc import SQLAlchemyError

from bot.errors import Refusal
from bot.serving.app import request_client
from bot.serving.authorize import ask_identity
from bot.settings import WHERE, Settings, load_settings
from bot.wording.problems import located
from bot.wording.refusals import sentence_of
from rubrics.authoring.loader import load_catalogue
from rubrics.catalogue.errors import CatalogueError
from storage import migrations
from storage.engine import DatabaseUrlError, open_engine, parse_url

SCOPES = ("channels:read", "chat:write", "commands", "groups:read", "users:read")
"""What Debrief asks for; docs/scopes.md says why. Each later addition makes every workspace reinstall."""

Check = Callable[[Settings], str]


def check_command(
    offline: Annotated[bool, typer.Option("--offline", help="Do not ask Slack about the token.")] = False,
) -> None:
    """Check settings, definitions, database and token; each gets a sentence, and what is wrong its cure."""
    settings = load_settings()
    results = list(_results(settings, offline))
    for name, fine, sentence in results:
        typer.echo(f"{name:<12} {'fine  ' if fine else 'wrong '} {sentence}")
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
            yield name, True, "Not asked: --offline."
            continue
        try:
            yield name, True, check(settings)
        except Refusal as refusal:
            yield name, False, sentence_of(refusal)


def _settings(settings: Settings) -> str:
    mode = {"socket": "Socket Mode", "http": f"HTTP on port {settings.port}"}[settings.mode]
    return f"Debrief would serve over {mode}."


def _definitions(settings: Settings) -> str:
    try:
        catalogue = load_catalogue(settings.debrief_definitions)
    except CatalogueError as error:
        problems = [located(problem) for problem in error.problems]
        raise Refusal("definitions_refusals.unusable", problems=problems) from error
    return f"{len(catalogue.rubrics)} rubrics."


def _database(settings: Settings) -> str:
    try:
        url = parse_url(settings.database_url)
        if settings.on_sqlite and not Path(str(url.database)).exists():
            return f"“debrief serve” will make the file {url.database}."
        have = migrations.current(open_engine(settings.database_url))
    except DatabaseUrlError as error:
        raise Refusal(str(error), "") from error
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", None) or type(error).__name__).strip()
        raise Refusal(f"It cannot be reached: {reason}", "Check DATABASE_URL.") from error
    return _standing(have, settings)


def _standing(have: str | None, settings: Settings) -> str:
    want = migrations.newest()
    if have == want:
        return f"At version {have}, the newest."
    if settings.on_sqlite:
        return f"At version {have or 'none'}; “debrief serve” will migrate it to {want}."
    raise Refusal(f"At version {have or 'none'}, and this Debrief needs {want}.", "Run “debrief db upgrade”.")


def _token(settings: Settings) -> str:
    answer = ask_identity(request_client(settings.slack_api_url, settings.bot_token()))
    granted = answer.headers.get("x-oauth-scopes")  # a stand-in for Slack may not say
    lacking = [] if granted is None else sorted(set(SCOPES) - set(granted.replace(" ", "").split(",")))
    if lacking:
        raise Refusal(
            f"The bot token lacks the scopes {', '.join(lacking)}.",
            "Update the app from the manifest, then reinstall it in the workspace.",
        )
    if settings.mode == "socket":
        _app_token(settings)
    return f"Slack knows it: {answer.get('user')} in {answer.get('team')}."


def _app_token(settings: Settings) -> None:
    client = WebClient(token=settings.app_token(), base_url=settings.slack_api_url)
    try:
        client.apps_connections_open(app_token=settings.app_token())
    except SlackApiError as error:
        raise Refusal(
            f"Slack does not accept SLACK_APP_TOKEN ({error.response.get('error')}).",
            f"In the app’s pages at api.slack.com/apps: {WHERE['SLACK_APP_TOKEN']}.",
        ) from error
    except (OSError, SlackClientError) as error:
        raise Refusal("Slack cannot be reached.", "Check this machine’s network and proxy.") from error
