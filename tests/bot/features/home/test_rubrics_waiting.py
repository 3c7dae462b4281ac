"""Home tells admins which rubrics wait for them, authors where theirs are, and admins of files that don't load."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.compiled.definition_files import DefinitionFiles
from bot.compiled.definitions import Definitions
from bot.features.authoring.edit_role import begin_draft, change_draft
from bot.features.authoring.propose import propose_draft
from bot.features.authoring.settle_proposal import approve_proposal
from bot.features.home.read_home import home_facts
from bot.features.home.show_home import home
from bot.playground.slack.limits import accept_view
from bot.settings import Settings
from bot.wiring import Actor, Services
from rubrics.authoring.role_changes import changed_role
from rubrics.catalogue.errors import Problem
from rubrics.catalogue.problem_kinds import ProblemKind
from tests.bot.features.home.test_home import headings, primaries, rows
from tests.bot.features.opened_loop import HANA, IVAN, RITA, TEAM


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"debrief_admins": (HANA.user,)})


def proposed(services: Services, actor: Actor) -> str:
    workspace = services.workspace(TEAM)
    begin_draft(workspace, actor, "ai-engineer", "senior")
    change = {"summary": f"As {actor.user} says it"}
    change_draft(workspace, actor, "ai-engineer", "senior", lambda one: changed_role(one, "senior", change))
    return propose_draft(workspace, actor, "ai-engineer").id


def drawn(services: Services, actor: Actor, problems: tuple[Problem, ...] = ()) -> dict[str, object]:
    workspace = services.workspace(TEAM)
    workspace = replace(workspace, definitions=replace(workspace.definitions, problems=problems))
    view = home(home_facts(workspace, actor), workspace.now, workspace.catalogue)
    accept_view(view, "home")
    return view


def test_a_proposal_stands_in_its_authors_home_and_the_admins_until_it_is_settled(services: Services) -> None:
    version = proposed(services, RITA)
    shown = drawn(services, HANA)
    assert "1 rubric to approve" in headings(shown)
    assert [verb for text, verb in rows(shown) if "Senior AI Engineer* · <@U0RITA>" in text] == ["Read and approve"]
    assert primaries(shown) <= 1
    shown = drawn(services, RITA)
    assert "Your proposal" in headings(shown)
    assert [verb for text, verb in rows(shown) if "waits for an admin since" in text] == ["Open"]
    assert "rubric" not in str(headings(drawn(services, IVAN))).lower()
    approve_proposal(services.workspace(TEAM), HANA, version)
    for actor in (HANA, RITA):
        assert not {"1 rubric to approve", "Your proposal"} & set(headings(drawn(services, actor)))


def test_what_the_only_admin_proposed_waits_for_them(services: Services) -> None:
    proposed(services, HANA)
    assert "1 rubric to approve" in headings(drawn(services, HANA))


def test_an_admin_is_told_of_files_that_do_not_load_and_no_one_else(services: Services) -> None:
    wrong = Problem("ours/retrieval.yaml", 4, ProblemKind.FIELD_MISSING, {"field": "meaning"})
    shown = str(drawn(services, HANA, (wrong,) * 5)["blocks"])
    assert "ours/retrieval.yaml, line 4" in shown
    assert "What was loaded before stays in use" in shown
    assert "3 more" in shown
    assert "retrieval.yaml" not in str(drawn(services, IVAN, (wrong,)))


def test_what_is_wrong_with_files_reaches_each_request_until_it_is_right(services: Services, tmp_path: Path) -> None:
    files = DefinitionFiles(tmp_path, Definitions(tmp_path, catalogue=services.catalogue))
    watching = replace(services, files=files)
    assert not watching.workspace(TEAM).definitions.problems
    files.problems = [Problem("retrieval.yaml", 4, ProblemKind.FIELD_MISSING, {"field": "meaning"})]
    assert watching.workspace(TEAM).definitions.problems == files.problems
