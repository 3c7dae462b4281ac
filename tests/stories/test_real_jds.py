"""Real JDs: each is reviewed as it would be, and leads to the rubric of the role it describes.

They belong to others, so they are read from the folders that JD_DEV names, and not a word of them stands here.
"""

from datetime import date

import pytest

from bot.playground.slack.local_slack import LocalSlack, Person
from rubrics.jd import review_jd
from rubrics.jd.likeness import looks_like_a_jd
from tests.built_in import KNOWLEDGE
from tests.evaluations.jd_fit import folders_named, postings_folders, rows_of
from tests.stories.acting import CHANNEL, close_all, modal, said

FOLDERS = postings_folders(folders_named())
ROLES = {"ai_engineer": "AI Engineer", "ml_engineer": "ML Engineer", "data_scientist": "Data Scientist"}

pytestmark = pytest.mark.skipif(not FOLDERS, reason="JD_DEV names no folder of real JDs")


def first_clear(label: str) -> str:
    """Return the text of the first JD that its readers were sure about."""
    folder = FOLDERS[0]
    row = next(row for row in rows_of(folder) if row["label"] == label and row["confidence"] == "clear")
    return (folder / f"{row['id']}.txt").read_text(encoding="utf-8")


def test_no_real_jd_is_taken_for_something_else() -> None:
    paths = [folder / f"{row['id']}.txt" for folder in FOLDERS for row in rows_of(folder)]
    texts = {str(path): path.read_text(encoding="utf-8") for path in paths if path.exists()}
    assert texts
    refused = [
        name
        for name, text in texts.items()
        if not looks_like_a_jd(KNOWLEDGE, review_jd(KNOWLEDGE, text, today=date(2026, 11, 21)))
    ]
    assert not refused


@pytest.mark.parametrize("label", ROLES)
def test_a_real_jd_is_reviewed_and_leads_to_the_rubric_of_its_role(
    slack: LocalSlack, rita: Person, hana: Person, label: str
) -> None:
    text, role = first_clear(label), ROLES[label]

    rita.command("/jd", "review")
    rita.fill({"jd": text})
    assert rita.submit().action == "updated"
    pasted = modal(rita).plain
    assert role in pasted.split("Fix these first")[0]
    close_all(rita)

    hana.shortcut("jd_review_message", rita.say(CHANNEL, text))
    assert role in modal(hana).plain
    close_all(hana)
    assert slack.complaints == []

    rubric = said(rita.command("/rubric", f"{role.lower().replace(' ', '-')} senior"))
    assert f"Senior {role}" in rubric
