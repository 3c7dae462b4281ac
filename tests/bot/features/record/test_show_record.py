"""Each entry of a record has its sentence, in Slack and in every document; no document runs what people wrote."""

import csv
import io
import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.features.record.ratings_csv import safe_cell
from bot.features.record.read_record import LoopRecord
from bot.features.record.record_file import RecordFile, schema
from bot.features.record.show_document import RecordFormat, document
from bot.features.record.show_record import ENTRIES_A_PAGE, record, sentence
from rubrics.catalogue.model import Recommendation
from rubrics.panel.loop import Loop
from rubrics.panel.record import DEBRIEF, AuditAction, RecordEntry
from rubrics.panel.scorecard import SubmittedCard
from tests.bot.features.opened_loop import IDA, IVAN, interview_of

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def entry(action: str, actor: str = "U0RITA", number: int = 1, **facts: Any) -> RecordEntry:
    """Return one entry of a record."""
    return RecordEntry(number=number, at=NOW, actor=actor, action=action, facts=facts)


def sentence_about(loop: Loop, action: str, actor: str = "U0RITA", **facts: Any) -> str:
    """Return the sentence of an entry, with people by their ids."""
    return sentence(loop, entry(action, actor, **facts), who=str)


@pytest.mark.parametrize(
    ("action", "facts", "expected"),
    [
        (
            "opened",
            {"rubric": "ai-engineer/senior", "digest": "1234567890", "warnings": []},
            "with rubric ai-engineer/senior.",
        ),
        ("opened", {"rubric": "x", "digest": "1", "warnings": [{}, {}]}, "accepting 2 warnings."),
        ("edited", {"changed": {"U0IDA": "added"}, "deadline_at": None}, "U0RITA changed the loop: U0IDA added."),
        ("edited", {"deadline_at": NOW.isoformat()}, "; scorecards are due Mar 2, 2026 at 9:00 AM UTC."),
        ("submitted", {"version": 1, "after_reveal": False}, "U0RITA submitted their scorecard (version 1)."),
        ("submitted", {"version": 2, "after_reveal": False}, "U0RITA amended their scorecard (version 2)."),
        ("submitted", {"version": 2, "after_reveal": True}, "changed their scorecard after the reveal (version 2)."),
        ("submitted", {"version": 1, "after_reveal": True}, "added their scorecard after the reveal (version 1)."),
        ("set seniority", {"person": "U0IDA", "seniority": None}, "recorded U0IDA as of no particular seniority."),
        ("set seniority", {"person": "U0IDA", "seniority": "staff"}, "recorded U0IDA as staff."),
        ("cancelled", {"reason": "Withdrew."}, "U0RITA canceled the loop. Reason: Withdrew."),
        ("put on hold", {"reason": "Budget", "until": None}, "U0RITA put the loop on hold. Reason: Budget"),
        (
            "resumed",
            {"deadline_at": NOW.isoformat()},
            "resumed the loop; scorecards are due Mar 2, 2026 at 9:00 AM UTC.",
        ),
        (
            "withdrawn",
            {"reason": "pay", "note": "Too low", "opens": False},
            "recorded that the candidate withdrew: Pay. Too low. Scorecards already in stay sealed.",
        ),
        (
            "replaced",
            {"changed": {"recruiter": ["U0RITA", "U0OTTO"], "channel": ["C1", "C2"], "level": ["senior", "staff"]}},
            "the channel <#C1> with <#C2>, the level senior with staff, and so the rubric and U0RITA as recruiter with "
            "U0OTTO.",
        ),
        (
            "renamed",
            {"before": "Dana Fx", "after": "Dana Fox"},
            "corrected the candidate's name from Dana Fx to Dana Fox.",
        ),
        ("merged", {"merged": "C-1", "kept": "C-2"}, "that C-1 and C-2 are one person; this loop is about C-2."),
        ("split", {"before": "C-1", "after": "C-2"}, "that this loop is about someone other than C-1: C-2."),
        ("shared", {"channel": "C0HIRING"}, "U0RITA shared the signal in <#C0HIRING>."),
        ("unsealed", {"reason": "A claim"}, "Someone unsealed the record on the command line. Reason: A claim"),
        ("read evidence", {}, "U0RITA looked at the evidence."),
        ("read ratings", {}, "U0RITA looked at the panel's ratings."),
        ("read the record", {}, "U0RITA looked at this record."),
        ("declared a referral", {}, "U0RITA said they referred the candidate."),
        ("nothing", {}, "U0RITA nothing."),
    ],
)
def test_an_entry_says_who_did_what(loop: Loop, action: str, facts: dict[str, Any], expected: str) -> None:
    assert sentence_about(loop, action, **facts).endswith(expected)


def test_whoever_is_excused_is_named_themselves_or_no_longer_there(loop: Loop) -> None:
    own, reason = interview_of(loop, IVAN).id, "Ill."
    assert sentence_about(loop, "excused", interview=own, reason=reason) == "U0RITA excused U0IVAN. Reason: Ill."
    assert "U0IVAN excused themselves." in sentence_about(loop, "excused", "U0IVAN", interview=own, reason=reason)
    gone = sentence_about(loop, "excused", interview="gone", reason=reason)
    assert gone == "U0RITA excused an interviewer who is no longer on the panel. Reason: Ill."
    noted = sentence_about(loop, "did not happen", "U0IVAN", interview=own, reason=reason)
    assert noted.startswith("U0IVAN recorded that their own interview did not happen.")
    assert "the interview by U0IVAN did not" in sentence_about(loop, "did not happen", interview=own, reason=reason)


def test_debrief_and_an_override_reveal_in_words_of_their_own(loop: Loop) -> None:
    assert sentence_about(loop, "revealed", DEBRIEF, cause="complete") == (
        "The panel was complete, and Debrief revealed it."
    )
    overridden = loop.model_copy(update={"override_reason": "No time."})
    assert sentence_about(overridden, "revealed", cause="override") == (
        "U0RITA revealed the panel before every scorecard was in. Reason: No time."
    )


def test_every_action_has_a_sentence(loop: Loop) -> None:
    facts = {
        "rubric": "x",
        "digest": "1",
        "warnings": [],
        "version": 1,
        "after_reveal": False,
        "reason": "x",
        "cause": "complete",
        "note": "",
        "opens": True,
        "what": "cannot",
        "outcome": "advance",
        "minutes": 5,
        "choice": "hire",
        "post": "never",
        "number": 2,
        **dict.fromkeys(("before", "after", "merged", "kept"), "C-K7P2"),
    }
    for action in AuditAction:
        told = facts | {"channel": "C0HIRING", "seniority": None, "person": "U0IDA"}
        assert sentence(loop, RecordEntry(number=1, at=NOW, actor="U0RITA", action=action, facts=told), who=str)


def test_a_record_is_shown_page_by_page_with_its_chain(loop: Loop) -> None:
    entries = tuple(entry("read evidence", number=number) for number in range(1, ENTRIES_A_PAGE + 2))
    held = LoopRecord(loop, entries, broken=3, cards=(), names={})
    first, last = (record(held, page=page) for page in (0, 1))
    assert "The record isn't whole from entry 3 on." in str(first)
    assert f"{ENTRIES_A_PAGE}. " in str(first)
    assert f"{ENTRIES_A_PAGE + 1}. " not in str(first)
    assert f"{ENTRIES_A_PAGE + 1}. " in str(last)
    assert "The record is whole." in str(record(replace(held, broken=None)))


def test_documents_carry_the_same_record(loop: Loop) -> None:
    entries = (
        entry("opened", rubric="x", digest="1", warnings=[]),
        entry("cancelled", "=U0IDA", 2, reason="[Withdrew]"),
    )
    held = LoopRecord(loop, entries, broken=2, cards=(), names={"U0RITA": "Rita Okafor", IDA.user: "Ida"})
    markdown = document(RecordFormat.MARKDOWN, held, NOW).splitlines()
    assert markdown[0] == f"# Record of loop {loop.candidate_code}"
    assert f"digest {loop.rubric.digest[:8]}" in markdown[2], "which rubric it was stands where auditors look"
    assert markdown[3] == "2 entries; chain broken at entry 2."
    assert markdown[5].startswith("1. Mar 2, 2026 at 9:00 AM UTC: Rita Okafor (U0RITA) opened the loop")
    assert markdown[6].endswith(r"Reason: \[Withdrew\]")
    loaded = json.loads(document(RecordFormat.JSON, held, NOW))
    assert (loaded["chain"]["whole"], loaded["chain"]["broken_at"]) == (False, 2)
    assert [one["action"] for one in loaded["readings"]] == ["opened", "cancelled"], "what no chain holds"
    page = document(RecordFormat.PAGE, held, NOW)
    assert "This record isn't whole from entry 2 on." in page
    assert "Reason: [Withdrew]" in page


BASIS = {"word": "lean_hire", "score": 3.6, "bar": 3.0, "revote": {"for_hire": 1, "against": 2}}


def test_the_page_begins_with_decision_dissent_and_re_votes(loop: Loop) -> None:
    votes = [
        {"person": IVAN.user, "before": "yes", "after": "strong_no", "line": "The exercise decides it."},
        {"person": IDA.user, "before": "no", "after": None, "line": ""},
    ]
    entries = (
        entry("opened the re-votes", DEBRIEF, votes=votes),
        decided(1, "hold", why="The budget is open."),
        decided(2, "hire", why="A slip."),
        about_decision(2, "undid the decision"),
        decided(3, "no_hire", stance="overrides", basis=BASIS, why="Depth first.", replaces=1),
        about_decision(3, "dissented", IDA.user, text="Their design was sound."),
    )
    held = LoopRecord(loop, entries, None, (), {"U0HANA": "Hana Sato", IDA.user: "Ida Lindqvist"})
    before, _, _ = document(RecordFormat.PAGE, held, NOW).partition("What happened")
    text = " ".join(re.sub("<[^>]+>", " ", before).split())
    assert "The decision No hire , by Hana Sato (U0HANA), Mar 2, 2026 at 9:00 AM UTC, against the signal." in text
    assert "Signal then: lean hire, 3.6, bar 3.0. Re-vote: 1 yes, 2 no. Depth first." in text
    assert "Before: Hold, by Hana Sato" in text
    assert "A slip." not in text, "what was undone stands among the entries alone"
    assert "Dissent Ida Lindqvist (U0IDA) Mar 2, 2026 at 9:00 AM UTC Their design was sound." in text
    assert f"{IVAN.user} yes strong no The exercise decides it." in text
    assert "Ida Lindqvist (U0IDA) no No re-vote" in text
    assert text.index("The decision") < text.index("Dissent") < text.index("Re-votes") < text.index("Ratings aren't")


@pytest.mark.parametrize(("written", "shown"), [("strong_hire", "clear hire"), ("no_hire", "clear no")])
def test_a_decision_of_before_names_the_signals_word_as_it_is_called_now(loop: Loop, written: str, shown: str) -> None:
    held = LoopRecord(loop, (decided(1, "hire", basis=BASIS | {"word": written}),), None, (), {})
    page = re.sub("<[^>]+>", " ", document(RecordFormat.PAGE, held, NOW))
    assert f"Signal then: {shown}, 3.6" in " ".join(page.split())
    assert f"Signal: {shown}, 3.6" in document(RecordFormat.MARKDOWN, held, NOW)


def test_the_page_has_no_section_for_what_did_not_happen_or_is_withheld(loop: Loop) -> None:
    withheld = (entry("opened the re-votes"), entry("decided", "U0HANA", 2), entry("dissented", IDA.user, 3))
    for entries in ((), withheld):
        page = document(RecordFormat.PAGE, LoopRecord(loop, entries, None, (), {}), NOW)
        assert not any(f"<h2>{title}</h2>" in page for title in ("The decision", "Dissent", "Re-votes"))


def decided(number: int, choice: str, **facts: Any) -> RecordEntry:
    return about_decision(number, "decided", choice=choice, **facts)


def about_decision(number: int, action: str, actor: str = "U0HANA", **facts: Any) -> RecordEntry:
    return RecordEntry(number=number, at=NOW, actor=actor, action=action, facts={"number": number, **facts})


TEXTS = st.text(st.sampled_from("a 1=+-@;,'\t\r\n\"<>&{}%\u202e\ufeff\x00\uff1d") | st.characters(), max_size=40)


@given(st.lists(TEXTS, min_size=1, max_size=6))
def test_no_cell_begins_a_formula_however_a_spreadsheet_divides_them(texts: list[str]) -> None:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n", quoting=csv.QUOTE_ALL).writerow([safe_cell(text) for text in texts])
    for divided_by in ",;\t":
        for row in csv.reader(io.StringIO(line.getvalue(), newline=""), delimiter=divided_by):
            assert not any(cell.lstrip().startswith(("=", "+", "-", "@", "\uff1d", "\t", "\r")) for cell in row)
    assert len(next(csv.reader(io.StringIO(line.getvalue(), newline="")))) == len(texts)


class Page(HTMLParser):
    """Collects a page's tags and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags, self.text = set[str](), ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not any(name.startswith("on") or name in ("src", "href") for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


KNOWN_TAGS = {
    *("html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "p", "span", "strong", "code", "ol", "ul"),
    *("li", "div", "table", "thead", "tbody", "tr", "th", "td", "blockquote"),
}


@given(text=TEXTS | st.sampled_from(["</style><script>alert(1)</script>", "<!--", "&lt;b&gt;", '"><img src=x>']))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_nothing_that_people_wrote_becomes_part_of_the_page(loop: Loop, text: str) -> None:
    wicked = loop.model_copy(update={"candidate_name": text, "opening": text})
    own = loop.interviews[0]
    card = SubmittedCard(
        ratings={own.focus[0]: 1},
        evidence={own.focus[0]: text},
        strengths=text,
        reason=text,
        recommendation=Recommendation.NO,
        interview=own.id,
        interviewer=own.interviewer,
        version=1,
        submitted_at=NOW,
        after_reveal=True,
    )
    names = {own.interviewer: text, "U0RITA": text}
    vote = {"person": text, "before": "no", "after": "yes", "line": text}
    held = LoopRecord(
        wicked,
        (
            entry("cancelled", reason=text),
            entry("opened the re-votes", votes=[vote]),
            decided(1, "hire", stance="agrees", why=text),
            about_decision(1, "dissented", text, text=text),
        ),
        None,
        (card,),
        names,
    )
    page = Page()
    page.feed(document(RecordFormat.PAGE, held, NOW))
    page.close()
    assert page.tags <= KNOWN_TAGS
    assert page.text.count("What happened") >= 1


def test_the_published_schema_is_the_files_own() -> None:
    published = Path(__file__).parents[4] / "docs" / "record.schema.json"
    assert json.loads(published.read_text(encoding="utf-8")) == schema(), "write it anew: debrief audit schema"


def test_every_key_of_the_file_is_documented() -> None:
    page = (Path(__file__).parents[4] / "docs" / "records.md").read_text(encoding="utf-8")
    assert [name for name in RecordFile.model_fields if f"`{name}`" not in page] == []


def test_every_action_of_an_entry_is_documented_and_no_other() -> None:
    page = (Path(__file__).parents[4] / "docs" / "records.md").read_text(encoding="utf-8")
    table = page.partition("### What entries say")[2].partition("## The CSV")[0].partition("| --- | --- |")[2]
    listed = re.findall(r"`([^`]+)`", re.sub(r"\([^)]*\)", "", table))
    assert sorted(listed) == sorted(AuditAction)
