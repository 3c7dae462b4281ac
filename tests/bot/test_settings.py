"""The environment is read once, by explicit names, and what is missing is named with where to find it."""

from pathlib import Path

import pytest
from pydantic import SecretStr
from slack_sdk import WebClient

from bot.errors import Refusal
from bot.settings import Settings, forget_proxies_before, load_settings
from bot.wording.refusals import reason_and_advice, sentence_of

ROOT = Path(__file__).parents[2]
SECRETS = {
    "SLACK_BOT_TOKEN": "xoxb-1-secret",
    "SLACK_APP_TOKEN": "xapp-1-secret",
    "SLACK_SIGNING_SECRET": "signing-secret",
    "DATABASE_URL": "postgres://rita:db-secret@db/debrief",
}


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    monkeypatch.chdir(tmp_path)
    return monkeypatch


def test_nothing_set_means_sqlite_and_slack_itself(environment: pytest.MonkeyPatch) -> None:
    settings = load_settings()
    assert (settings.database_url, settings.slack_api_url) == ("sqlite:///debrief.sqlite3", "https://slack.com/api/")
    assert settings.on_sqlite


def test_an_app_token_means_socket_mode_and_a_signing_secret_http(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    environment.setenv("SLACK_SIGNING_SECRET", "s")
    assert load_settings().mode == "http"
    environment.setenv("SLACK_APP_TOKEN", "xapp-1")
    assert load_settings().mode == "socket"


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({}, "SLACK_BOT_TOKEN isn't set"),
        ({"SLACK_BOT_TOKEN": ""}, "SLACK_BOT_TOKEN isn't set"),
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, "SLACK_APP_TOKEN and SLACK_SIGNING_SECRET are both missing"),
        ({"SLACK_BOT_TOKEN": "xoxp-1"}, "SLACK_BOT_TOKEN doesn't look right: it should begin with xoxb-"),
    ],
)
def test_a_missing_secret_is_named_with_where_slack_shows_it(
    environment: pytest.MonkeyPatch, given: dict[str, str], named: str
) -> None:
    for name, value in given.items():
        environment.setenv(name, value)
    with pytest.raises(Refusal) as refused:
        _ = load_settings().mode
    assert named in reason_and_advice(refused.value)[0]
    places = ('OAuth & Permissions, "Bot User OAuth Token" (xoxb-…).', '"App Credentials", "Signing Secret".')
    assert reason_and_advice(refused.value)[1].endswith(places)


def test_an_app_token_given_as_bot_token_is_noticed(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("SLACK_APP_TOKEN", "xoxb-1")
    with pytest.raises(Refusal) as refused:
        load_settings().app_token()
    assert reason_and_advice(refused.value) == (
        "SLACK_APP_TOKEN doesn't look right: it should begin with xapp-",
        'In the app\'s pages at api.slack.com/apps: Basic Information, "App-Level Tokens", with the scope '
        "connections:write (xapp-…).",
    )


def test_every_unusable_variable_is_named_at_once(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("PORT", "many")
    environment.setenv("SLACK_API_URL", "slack.com")
    environment.setenv("DEBRIEF_LOG_LEVEL", "loud")
    with pytest.raises(Refusal) as refused:
        load_settings()
    for name in ("PORT", "SLACK_API_URL", "DEBRIEF_LOG_LEVEL", ".env.example"):
        assert name in sentence_of(refused.value)


def test_secrets_show_in_no_representation_and_no_refusal(environment: pytest.MonkeyPatch) -> None:
    for name, value in {**SECRETS, "PORT": "0"}.items():
        environment.setenv(name, value)
    with pytest.raises(Refusal) as refused:
        load_settings()
    environment.setenv("PORT", "3000")
    assert "secret" not in f"{refused.value} {sentence_of(refused.value)} {load_settings()!r} {load_settings()}"


def test_admins_are_a_list_with_commas(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("DEBRIEF_ADMINS", "U0RITA, U0HANA,,")
    assert load_settings().debrief_admins == ("U0RITA", "U0HANA")


@pytest.mark.parametrize("url", ["http://127.0.0.1:8888/api", "http://127.0.0.1:8888/api/"])
def test_the_web_api_address_ends_in_one_slash(url: str) -> None:
    assert Settings(_env_file=None, slack_api_url=url).slack_api_url == "http://127.0.0.1:8888/api/"


def test_a_file_beside_the_process_is_read_where_the_environment_is_silent(
    environment: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("PORT=8080\nHOST=127.0.0.1\nSOMETHING_ELSE=1\n")
    environment.setenv("PORT", "9090")
    assert (load_settings().port, load_settings().host) == (9090, "127.0.0.1")


def test_the_example_names_every_variable_and_no_other() -> None:
    lines = (ROOT / ".env.example").read_text().splitlines()
    names = [line.partition("=")[0] for line in lines if "=" in line and not line.startswith("#")]
    assert sorted(names) == sorted(field.upper() for field in Settings.model_fields)


def test_the_example_shows_the_defaults(environment: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text((ROOT / ".env.example").read_text())
    assert load_settings() == Settings(_env_file=None)


def test_a_token_pasted_with_a_line_end_still_works() -> None:
    assert Settings(_env_file=None, slack_bot_token=SecretStr("xoxb-1\n")).bot_token() == "xoxb-1"


@pytest.mark.parametrize(
    ("url", "exempt", "kept"),
    [
        ("https://slack.com/api/", "", True),
        ("https://slack.com/api/", "db.internal,slack.com", False),
        ("http://127.0.0.1:8200/api/", "", False),
        ("http://localhost:8200/api/", "", False),
    ],
)
def test_a_proxy_is_used_unless_slack_is_on_this_machine_or_exempt(
    environment: pytest.MonkeyPatch, url: str, exempt: str, kept: bool
) -> None:
    environment.setenv("HTTPS_PROXY", "http://proxy:3128")
    environment.setenv("no_proxy", exempt)
    forget_proxies_before(url)
    assert (WebClient().proxy is not None) is kept
