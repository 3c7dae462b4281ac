"""What JD review knows for each workspace is made once for a catalogue, and asks the database nothing of its own."""

from dataclasses import replace

import pytest
from sqlalchemy import event

from bot.compiled.team_knowledge import TeamKnowledge
from bot.wiring import Services
from rubrics.authoring.proposals import VersionState
from rubrics.authoring.team_layer import HIDDEN, digest_of
from rubrics.jd.knowledge.role_knowledge import RoleKnowledge
from storage.team_definitions import RoleVersionRow, add_version
from tests.built_in import CATALOGUE, KNOWLEDGE

OURS, THEIRS = "T0OURS", "T0THEIRS"
LESS = replace(CATALOGUE, roles=CATALOGUE.roles[1:], digest="less")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


def hide(services: Services, team: str) -> None:
    written = {"id": "ai-engineer", HIDDEN: True}
    row = RoleVersionRow(
        team_id=team,
        role="ai-engineer",
        written=written,
        digest=digest_of(written),
        author="U0RITA",
        proposed_at=services.now(),
        state=VersionState.APPROVED,
    )
    with services.sessions.begin() as session:
        add_version(session, row)


def test_a_catalogue_of_the_process_is_known_already_and_another_is_made_once() -> None:
    known = TeamKnowledge()
    assert known.of(KNOWLEDGE, KNOWLEDGE.catalogue) is KNOWLEDGE
    less = known.of(KNOWLEDGE, LESS)
    assert less is not KNOWLEDGE
    assert known.of(KNOWLEDGE, replace(LESS)) is less, "by its digest"
    assert known.of(KNOWLEDGE, replace(LESS, digest="other")) is not less
    beneath = replace(KNOWLEDGE, catalogue=KNOWLEDGE.catalogue)
    assert known.of(beneath, LESS) is not less, "files changed beneath it"


def test_what_one_workspace_hid_is_known_in_another_and_costs_the_digest_alone(services: Services) -> None:
    hide(services, OURS)
    asked = list[str]()
    event.listen(services.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    ours, theirs = (services.workspace(team).jd_knowledge for team in (OURS, THEIRS))
    assert "ai-engineer" not in ours.families
    assert theirs is services.jd()
    del asked[:]
    for team in (OURS, THEIRS):
        knowledge: RoleKnowledge = services.workspace(team).jd_knowledge
        assert knowledge is (ours if team == OURS else theirs)
    assert not asked, "within two seconds not even that"
