"""A loop's record answers “how did you decide?”, in Slack and as a document, and tells nothing while sealed."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.cli import run
from bot.playground.slack.local_slack import Person
from bot.wiring import Services
from tests.stories.acting import choose_more, close_all, loop_id, modal, said, score

OpenLoop = Callable[..., None]


@pytest.fixture
def on_this_database(monkeypatch: pytest.MonkeyPatch, services: Services, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", services.settings.database_url)
    monkeypatch.chdir(tmp_path)


def document_in(text: str) -> dict[str, Any]:
    """Return the JSON document that an answer holds, before the menu of other formats."""
    document: dict[str, Any] = json.JSONDecoder().raw_decode(text[text.index("{") :])[0]
    return document


def test_the_record_tells_who_did_what_and_that_it_is_whole(
    rita: Person, panel: list[Person], open_loop: OpenLoop
) -> None:
    open_loop(scored=panel[:1])
    rita.command("/loop", "record Dana Fox")
    told = modal(rita).plain
    assert "The record is whole." in told
    assert "@Rita Okafor opened the loop" in told
    assert "@Ivan Petrov submitted their scorecard (version 1)." in told


def test_a_sealed_record_tells_nothing_of_content_in_any_format(
    rita: Person, panel: list[Person], open_loop: OpenLoop
) -> None:
    open_loop()
    score(panel[0], 5, "strong_yes", evidence="Walrus: named the failure before we did, then tested it.")
    for form in ("", "markdown", "json", "csv"):
        reply = rita.command("/loop", f"record Dana Fox {form}")
        told = modal(rita).plain if not form else said(reply)
        assert "Ivan" in told or "U0IVAN" in told
        assert "Walrus" not in told
        assert "strong" not in told


def test_a_format_that_is_none_is_refused_by_name_with_those_there_are_as_buttons(
    rita: Person, open_loop: OpenLoop
) -> None:
    open_loop()
    (answer,) = rita.command("/loop", "record Dana Fox xml").messages
    assert answer.plain.startswith('No export format is called "xml".')
    assert [text for _, text, _ in answer.buttons] == ["Markdown", "JSON", "CSV"]
    rita.click(answer, "record_write:1")
    assert document_in(modal(rita).plain)["state"] == "open"
    close_all(rita)
    assert "None of your loops" in said(rita.command("/loop", "record Nobody Here xml"))


def test_formats_are_a_menu_of_the_record(rita: Person, open_loop: OpenLoop, services: Services) -> None:
    open_loop()
    rita.command("/loop", "record Dana Fox")
    rita.click(modal(rita), "record_write", f"{loop_id(services)}:markdown")
    assert "The record of Dana Fox" in modal(rita).plain
    assert "# Record of loop" in modal(rita).plain


def test_a_document_names_people_beside_their_ids_and_dates_are_written_out(
    rita: Person, panel: list[Person], open_loop: OpenLoop
) -> None:
    open_loop(scored=panel[:1])
    text = said(rita.command("/loop", "record Dana Fox markdown"))
    assert "1. Mar 2, 2026 at 9:00 AM UTC: Rita Okafor (U0RITA) opened the loop" in text
    assert "Ivan Petrov (U0IVAN) submitted their scorecard" in text
    text = said(rita.command("/loop", "record Dana Fox json"))
    told = document_in(text)
    assert told["people"]["U0IVAN"] == "Ivan Petrov"
    assert {entry["actor"] for entry in told["entries"]} == {"U0RITA", "U0IVAN"}
    assert told["entries"][0]["at"] == "2026-03-02T09:00:00Z"
    text = said(rita.command("/loop", "record Dana Fox csv"))
    assert '1,2026-03-02T09:00:00+00:00,U0RITA,Rita Okafor,opened,"Rita Okafor (U0RITA) opened the loop' in text


def test_a_date_in_the_record_is_written_out(rita: Person, open_loop: OpenLoop, services: Services) -> None:
    open_loop()
    rita.command("/loop", "edit Dana Fox")
    rita.fill({"deadline": int(services.now().timestamp()) + 86_400})
    rita.submit()
    rita.submit()
    close_all(rita)
    rita.command("/loop", "record Dana Fox")
    assert "scorecards are due Mar 3, 2026 at 9:00 AM UTC" in modal(rita).plain


def test_after_the_reveal_the_document_carries_the_ratings_to_whoever_may_read_them(
    rita: Person, panel: list[Person], open_loop: OpenLoop
) -> None:
    open_loop(scored=panel)
    text = said(rita.command("/loop", "record Dana Fox json"))
    told = document_in(text)
    assert told["chain"] == {"whole": True, "broken_at": None}
    assert len(told["scorecards"]) == 4


def test_the_command_line_keeps_the_seal_unless_a_reason_is_given_and_noted(
    services: Services,
    panel: list[Person],
    open_loop: OpenLoop,
    on_this_database: None,
    capsys: pytest.CaptureFixture[str],
) -> None:
    open_loop()
    score(panel[0], 5, evidence="Walrus: named the failure before we did, then tested it.")
    found = loop_id(services)
    assert run(["record", found, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["scorecards"] == []
    assert run(["record", found, "--format", "json", "--unseal", "  "]) == 1
    assert "needs a reason" in capsys.readouterr().err
    assert run(["record", found, "--format", "json", "--unseal", "A claim by the candidate"]) == 0
    unsealed = json.loads(capsys.readouterr().out)
    assert "Walrus" in str(unsealed["scorecards"])
    assert unsealed["entries"][-1]["action"] == "unsealed"
    assert unsealed["entries"][-1]["facts"] == {"reason": "A claim by the candidate"}
    assert run(["audit", "verify"]) == 0


def test_markdown_shows_no_picture_and_no_link_of_what_somebody_wrote(rita: Person, open_loop: OpenLoop) -> None:
    open_loop()
    rita.command("/loop", "cancel Dana Fox")
    rita.fill({"reason": "![x](https://evil.example/seen.png) <img src=x> &lt;b"})
    rita.submit()
    told = said(rita.command("/loop", "record Dana Fox markdown"))
    assert r"Reason: !\[x\](https://evil.example/seen.png) \<img src=x\> \&lt;b" in told


def test_what_runs_the_other_way_is_written_out_in_json_and_left_out_elsewhere(
    rita: Person, open_loop: OpenLoop
) -> None:
    open_loop()
    rita.command("/loop", "cancel Dana Fox")
    rita.fill({"reason": "\u202ewithdrawn"})
    rita.submit()
    close_all(rita)
    for form in ("markdown", "json", "csv"):
        text = said(rita.command("/loop", f"record Dana Fox {form}"))
        assert "withdrawn" in text
        assert "\u202e" not in text
    text = said(rita.command("/loop", "record Dana Fox json"))
    assert document_in(text)["entries"][-1]["facts"]["reason"] == "\u202ewithdrawn"


def test_csv_runs_no_formula_in_a_spreadsheet(
    services: Services,
    rita: Person,
    open_loop: OpenLoop,
    on_this_database: None,
    capsys: pytest.CaptureFixture[str],
) -> None:
    open_loop(candidate="=HYPERLINK(1)")
    choose_more(rita, rita.command("/loop", "show =HYPERLINK(1)").messages[0], "loop_cancel")
    rita.fill({"reason": "=cmd()"})
    rita.submit()
    assert run(["record", loop_id(services), "--format", "csv"]) == 0
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert rows[0][0] == "number"
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
