"""A loop's record answers “how did you decide?”, in Slack and as a document, and tells nothing while sealed."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update
from werkzeug.test import Client

from bot.cli import run
from bot.features.record.export_record import export_record
from bot.features.record.show_document import RecordFormat, document
from bot.playground.slack.local_slack import Person
from bot.playground.slack.person import CommandReply
from bot.playground.slack.screen import Message, View
from bot.playground.slack.state_values import located
from bot.serving.wsgi import build_wsgi
from bot.wiring import Services
from storage.tables import LoopMemberRow, LoopRow
from tests.conftest import Clock
from tests.stories.acting import close_all, loop_id, modal, rating_fields, said, score

OpenLoop = Callable[..., None]


@pytest.fixture
def on_this_database(monkeypatch: pytest.MonkeyPatch, services: Services, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", services.settings.database_url)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def taken(services: Services) -> Callable[[Message | View | CommandReply], str]:
    """Follow the link of an answer, as its reader's browser does, and return what it leads to."""
    browser = Client(build_wsgi(services))

    def follow(answer: Message | View | CommandReply) -> str:
        blocks = answer.messages[-1].blocks if isinstance(answer, CommandReply) else answer.blocks
        (url,) = (element["url"] for _, element in located(blocks) if element.get("url"))
        response = browser.get(url.removeprefix("https://debrief.example"))
        assert response.status_code == 200, response.text
        return response.text

    return follow


Taken = Callable[[Message | View | CommandReply], str]


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
    rita: Person, panel: list[Person], open_loop: OpenLoop, taken: Taken
) -> None:
    open_loop()
    score(panel[0], 5, "strong_yes", evidence="Walrus: named the failure before we did, then tested it.")
    for form in ("", "html", "json", "csv"):
        reply = rita.command("/loop", f"record Dana Fox {form}")
        told = taken(reply) if form else modal(rita).plain
        assert "Walrus" not in told
        assert "strong_yes" not in told
    assert list(csv.DictReader(io.StringIO(told.removeprefix("\ufeff")))) == [], "a sealed panel has no row"


def test_a_format_that_is_none_is_refused_by_name_with_those_there_are_as_buttons(
    rita: Person, open_loop: OpenLoop, taken: Taken
) -> None:
    open_loop()
    (answer,) = rita.command("/loop", "record Dana Fox xml").messages
    assert answer.plain.startswith('No export format is named "xml".')
    assert [text for _, text, _ in answer.buttons] == ["Page to print", "CSV", "JSON"]
    rita.click(answer, "record_write:2")
    assert json.loads(taken(modal(rita)))["state"] == "open"
    close_all(rita)
    assert "None of your loops" in said(rita.command("/loop", "record Nobody Here xml"))


def test_formats_are_a_menu_of_the_record_and_no_text_to_copy(
    rita: Person, open_loop: OpenLoop, services: Services, taken: Taken
) -> None:
    open_loop()
    rita.command("/loop", "record Dana Fox")
    rita.click(modal(rita), "record_write", f"{loop_id(services)}:html")
    assert "Page to print of Dana Fox" in modal(rita).plain
    assert "works for 10 minutes" in modal(rita).plain
    assert "<h1>Record of Dana Fox" in taken(modal(rita))


def test_a_document_names_people_beside_their_ids_and_dates_are_written_out(
    rita: Person, panel: list[Person], open_loop: OpenLoop, taken: Taken
) -> None:
    open_loop(scored=panel[:1])
    page = taken(rita.command("/loop", "record Dana Fox html"))
    assert "Mar 2, 2026 at 9:00 AM UTC</span> Rita Okafor (U0RITA) opened the loop" in page
    assert "Ivan Petrov (U0IVAN) submitted their scorecard" in page
    told = json.loads(taken(rita.command("/loop", "record Dana Fox json")))
    assert told["people"]["U0IVAN"] == "Ivan Petrov"
    assert {entry["actor"] for entry in told["entries"]} == {"U0RITA", "U0IVAN"}
    assert told["entries"][0]["at"] == "2026-03-02T09:00:00Z"


def test_csv_has_a_row_for_each_rating_and_opens_clean_in_excel(
    rita: Person, panel: list[Person], open_loop: OpenLoop, taken: Taken
) -> None:
    open_loop(scored=panel)
    text = taken(rita.command("/loop", "record Dana Fox csv"))
    assert text.startswith("\ufeff")
    assert text.count("\n") == text.count("\r\n")
    first, *rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert (first["name"], first["rating"], first["recommends"]) == ("Ivan Petrov", "4", "yes")
    told = json.loads(taken(rita.command("/loop", "record Dana Fox json")))
    assert len(rows) + 1 == sum(len(card["ratings"]) for card in told["scorecards"])


def test_only_what_a_version_changed_after_the_reveal_is_marked(
    rita: Person, panel: list[Person], open_loop: OpenLoop, taken: Taken
) -> None:
    open_loop(scored=panel)
    panel[0].command("/score", "Dana Fox")
    field = rating_fields(panel[0])[0]
    panel[0].fill({field: "3", "reason": "I mixed two people up."})
    panel[0].submit()
    text = taken(rita.command("/loop", "record Dana Fox csv")).removeprefix("\ufeff")
    marked = [row for row in csv.DictReader(io.StringIO(text)) if row["after_reveal"]]
    assert [(row["competency"], row["rating"], row["after_reveal"]) for row in marked] == [
        (field.removeprefix("rating:"), "3", "changed")
    ]
    assert taken(rita.command("/loop", "record Dana Fox html")).count("Changed after the reveal.") == 1


def test_whoever_takes_a_record_with_ratings_stands_in_it(
    rita: Person, panel: list[Person], open_loop: OpenLoop, taken: Taken
) -> None:
    open_loop(scored=panel)
    told = json.loads(taken(rita.command("/loop", "record Dana Fox json")))
    assert [(entry["action"], entry["actor"]) for entry in told["entries"]][-1] == ("read the record", "U0RITA")
    assert told["readings"] == []


def test_a_link_is_one_persons_for_ten_minutes_and_asks_again_what_they_may(
    rita: Person, hana: Person, panel: list[Person], open_loop: OpenLoop, services: Services, now: Clock
) -> None:
    open_loop(scored=panel)
    browser = Client(build_wsgi(services))

    def link() -> str:
        blocks = rita.command("/loop", "record Dana Fox json").messages[-1].blocks
        (url,) = (element["url"] for _, element in located(blocks) if element.get("url"))
        return str(url.removeprefix("https://debrief.example"))

    path = link()
    assert browser.head(path).text == "", "a preview is no reading"
    response = browser.get(path)
    assert response.headers["cache-control"] == "no-store"
    assert response.headers["referrer-policy"] == "no-referrer"
    assert response.headers["content-disposition"].startswith('attachment; filename="record-C-')
    for forged in (path[:-1], f"{path}0", path.replace(".", "x."), "/records/", "/records/.", "/records/%00.%ff"):
        assert browser.get(forged).status_code == 404
    assert browser.post(path).status_code == 404
    now.tick(minutes=10)
    assert browser.get(path).status_code == 410
    fresh = link()
    with services.sessions.begin() as session:
        session.execute(update(LoopRow).values(recruiter="U0OTTO", opened_by="U0OTTO"))
        session.execute(update(LoopMemberRow).where(LoopMemberRow.person == "U0RITA").values(person="U0GONE"))
    assert browser.get(fresh).status_code == 404, "they are no longer on the loop"


def test_nobody_takes_records_by_the_hundred(rita: Person, open_loop: OpenLoop, services: Services, now: Clock) -> None:
    open_loop()
    blocks = rita.command("/loop", "record Dana Fox json").messages[-1].blocks
    (url,) = (element["url"] for _, element in located(blocks) if element.get("url"))
    browser, path = Client(build_wsgi(services)), url.removeprefix("https://debrief.example")
    assert [browser.get(path).status_code for _ in range(11)] == [200] * 10 + [429]
    now.tick(minutes=1)
    assert browser.get(path).status_code == 200


def test_a_record_taken_from_slack_checks_itself_and_shows_what_was_done_to_it(
    rita: Person,
    panel: list[Person],
    open_loop: OpenLoop,
    taken: Taken,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    open_loop(scored=panel)
    told = json.loads(taken(rita.command("/loop", "record Dana Fox json")))
    file = tmp_path / "record.json"

    def verified(changed: dict[str, Any], *more: str) -> tuple[int, str]:
        file.write_text(json.dumps(changed), encoding="utf-8")
        code = run(["audit", "verify", str(file), *more])
        said = capsys.readouterr()
        return code, said.out + said.err

    code, said_of_it = verified(told, "--head", told["chain"]["head"][:16])
    assert (code, said_of_it.split(":")[0]) == (0, "The record is whole")
    entries, cards = told["entries"], told["scorecards"]
    edited = {**entries[2], "facts": {**entries[2]["facts"], "version": 7}}
    rated = {**cards[0], "ratings": {**cards[0]["ratings"], next(iter(cards[0]["ratings"])): 1}}
    for changed, expected in (
        ({"entries": [*entries[:2], edited, *entries[3:]]}, "Entry 3 was edited."),
        ({"entries": [*entries[:2], *entries[3:]]}, "Entry 3 was removed."),
        ({"entries": [entries[0], entries[2], entries[1], *entries[3:]]}, "entries were reordered."),
        ({"entries": entries[:-2]}, "The end was cut: 2 entries are missing"),
        ({"scorecards": [rated, *cards[1:]]}, "A scorecard by Ivan Petrov was edited."),
        ({"scorecards": cards[1:]}, "A scorecard by Ivan Petrov was removed."),
        ({"rubric": {**told["rubric"], "content": {**told["rubric"]["content"], "bar": 2.0}}}, "isn't the one"),
    ):
        code, said_of_it = verified({**told, **changed})
        assert code == 1
        assert expected in said_of_it
    assert verified(told, "--head", "0" * 16)[0] == 1
    assert "too short" in verified(told, "--head", "0" * 4)[1]
    assert "isn't a record" in verified({"loop": "x"})[1]


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
    rita: Person, panel: list[Person], open_loop: OpenLoop, taken: Taken
) -> None:
    open_loop(scored=panel)
    told = json.loads(taken(rita.command("/loop", "record Dana Fox json")))
    assert (told["chain"]["whole"], told["chain"]["broken_at"]) == (True, None)
    assert len(told["scorecards"]) == 4
    assert told["signal"]["revealed"]["word"] == told["signal"]["now"]["word"]
    page = taken(rita.command("/loop", "record Dana Fox html"))
    assert "<h2>The hire signal</h2>" in page
    assert "<h3>Ivan Petrov (U0IVAN): yes</h3>" in page


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


def test_what_somebody_wrote_is_text_in_every_document(
    services: Services,
    rita: Person,
    open_loop: OpenLoop,
    taken: Taken,
    on_this_database: None,
    capsys: pytest.CaptureFixture[str],
) -> None:
    open_loop()
    rita.command("/loop", "cancel Dana Fox")
    rita.fill({"reason": "\u202e![x](https://evil.example/seen.png) <img src=x> &lt;b"})
    rita.submit()
    close_all(rita)
    assert run(["record", loop_id(services)]) == 0
    markdown = capsys.readouterr().out
    assert r"Reason: !\[x\](https://evil.example/seen.png) \<img src=x\> \&lt;b" in markdown
    page = taken(rita.command("/loop", "record Dana Fox html"))
    assert "&lt;img src=x&gt; &amp;lt;b" in page
    assert "<img" not in page
    text = taken(rita.command("/loop", "record Dana Fox json"))
    assert json.loads(text)["entries"][-1]["facts"]["reason"].startswith("\u202e![x]")
    assert not any("\u202e" in each for each in (markdown, page, text))


def test_csv_runs_no_formula_in_a_spreadsheet(
    rita: Person, panel: list[Person], open_loop: OpenLoop, taken: Taken
) -> None:
    open_loop(candidate="=HYPERLINK(1)")
    for person in panel:
        score(person, 5, "yes", evidence='=cmd();=1+1\t@SUM(A1)\n-2 said "+3"', about="=HYPERLINK(1)")
    text = taken(rita.command("/loop", "record =HYPERLINK(1) csv"))
    for divided_by in ",;\t":
        rows = list(csv.reader(io.StringIO(text), delimiter=divided_by))
        assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_a_decided_record_checks_itself_offline_and_tells_reasons_to_those_alone_who_may_read_the_panel(
    hana: Person,
    rita: Person,
    panel: list[Person],
    open_loop: OpenLoop,
    taken: Taken,
    tmp_path: Path,
    services: Services,
) -> None:
    open_loop(scored=panel)
    hana.command("/loop", "decide Dana Fox")
    hana.fill({"decision": "no_hire"})
    hana.fill({"reason": "Walrus: the team's plan changed."})
    assert hana.submit().action == "updated"
    close_all(hana)
    file = tmp_path / "record.json"
    full = taken(rita.command("/loop", "record Dana Fox json"))
    sealed = export_record(services, loop_id(services))
    withheld = document(RecordFormat.JSON, sealed, services.now())
    for text, tells in ((full, True), (withheld, False)):
        assert ("Walrus" in text) is tells
        file.write_text(text, encoding="utf-8")
        assert run(["audit", "verify", str(file)]) == 0
    assert "Walrus" in taken(rita.command("/loop", "record Dana Fox html"))
    assert "Walrus" not in document(RecordFormat.PAGE, sealed, services.now())
