"""The only reader of the environment: each field is one variable of the same name; opens no connection."""

import os
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit
from urllib.request import proxy_bypass

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import Refusal
from rubrics.authoring.misfits import Misfit, misfits
from rubrics.catalogue.errors import misfit
from rubrics.catalogue.problem_kinds import ProblemKind

Mode = Literal["socket", "http"]

PROXIES = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy")
LOOPBACK = ("127.0.0.1", "localhost", "::1")

Token = Annotated[SecretStr | None, Field(repr=False)]


class Settings(BaseSettings):
    """What the environment (or a .env file beside the process) says; secrets never show in its repr."""

    model_config = SettingsConfigDict(
        env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True, hide_input_in_errors=True
    )

    slack_bot_token: Token = None
    slack_app_token: Token = None
    slack_signing_secret: Token = None
    slack_api_url: str = "https://slack.com/api/"
    database_url: Annotated[str, Field(repr=False)] = "sqlite:///debrief.sqlite3"
    debrief_definitions: Path | None = None
    debrief_admins: Annotated[tuple[str, ...], NoDecode] = ()
    debrief_language: Annotated[str, Field(pattern=r"^[a-z]{2}$")] = "en"
    debrief_url: str | None = None
    debrief_link_key: Token = None
    debrief_log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    debrief_log_format: Literal["auto", "json", "console"] = "auto"
    host: str = "0.0.0.0"  # noqa: S104 – a container's port is reached from outside it
    port: Annotated[int, Field(ge=1, le=65535)] = 3000
    web_concurrency: Annotated[int, Field(ge=1, le=64)] = 2
    web_threads: Annotated[int, Field(ge=1, le=256)] = 16

    @field_validator("slack_api_url")
    @classmethod
    def _ends_in_a_slash(cls, url: str) -> str:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise misfit(ProblemKind.NOT_AN_ADDRESS)
        return url.rstrip("/") + "/"

    @field_validator("debrief_url")
    @classmethod
    def _is_an_address(cls, url: str | None) -> str | None:
        parts = urlsplit(url or "")
        if url is not None and (parts.scheme not in ("http", "https") or not parts.hostname or parts.query):
            raise misfit(ProblemKind.NOT_AN_ADDRESS)
        return url and url.rstrip("/")

    @field_validator("debrief_admins", mode="before")
    @classmethod
    def _split_at_commas(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("debrief_log_level", mode="before")
    @classmethod
    def _in_capitals(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value

    @property
    def on_sqlite(self) -> bool:
        """Whether everything runs in one process on one file."""
        return self.database_url.startswith("sqlite")

    @property
    def mode(self) -> Mode:
        """How Slack reaches this process; a Refusal names the variable that is missing."""
        self.bot_token()
        if self.slack_app_token is not None:
            return "socket"
        if self.slack_signing_secret is not None:
            return "http"
        raise Refusal("environment_refusals.no_connection")

    def bot_token(self) -> str:
        """Return the bot token, or refuse with where to find it."""
        return self._secret("SLACK_BOT_TOKEN", self.slack_bot_token, "xoxb-")

    def app_token(self) -> str:
        """Return the app-level token of Socket Mode, or refuse with where to find it."""
        return self._secret("SLACK_APP_TOKEN", self.slack_app_token, "xapp-")

    def signing_secret(self) -> str:
        """Return the secret that signs HTTP requests, or refuse with where to find it."""
        return self._secret("SLACK_SIGNING_SECRET", self.slack_signing_secret, "")

    @staticmethod
    def _secret(name: str, value: SecretStr | None, prefix: str) -> str:
        if value is None:
            raise Refusal("environment_refusals.not_set", name=name)
        secret = value.get_secret_value().strip()
        if not secret.startswith(prefix):
            raise Refusal("environment_refusals.wrong_beginning", name=name, prefix=prefix)
        return secret


def forget_proxies_before(url: str) -> None:
    """Take the proxies out of this process's environment where Slack is on this machine or NO_PROXY names it.

    slack_sdk uses them for every address, whatever NO_PROXY says, and Bolt's clients cannot be told otherwise.
    """
    host = urlsplit(url).hostname or ""
    if host in LOOPBACK or proxy_bypass(host):
        for name in PROXIES:
            os.environ.pop(name, None)


def load_settings() -> Settings:
    """Read the environment; a Refusal lists every variable that cannot be used."""
    try:
        return Settings()
    except ValidationError as error:
        # What a variable holds may be a secret put under the wrong name: it is named, and its value is not repeated.
        unusable = [
            Misfit(each.path, each.kind, {**each.values, "field": ".".join(map(str, each.path)).upper()})
            for each in misfits(error, Settings, secret=True)
        ]
        raise Refusal("environment_refusals.unusable", unusable=unusable) from None
