"""A team with more roles than one menu of Slack's holds opens a loop for any of them."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.playground.slack.local_slack import Person
from bot.wiring import Services
from rubrics.catalogue.levels import Level
from rubrics.catalogue.lookup import Catalogue
from storage.tables import ChannelRow
from tests.built_in import CATALOGUE
from tests.stories.acting import ON_SQLITE, chosen, filled_first_step, modal

pytestmark = ON_SQLITE
NUMBER = 101


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    """The definitions of a team with a hundred and one roles, each with a rubric for a senior."""
    role, rubric = CATALOGUE.role("ai-engineer"), CATALOGUE.rubric("ai-engineer", Level.SENIOR)
    names = {f"engineer-{number}": f"Engineer of Kind {number}" for number in range(NUMBER)}
    roles = [
        role.model_copy(update={"id": role_id, "name": name, "related_titles": ()}) for role_id, name in names.items()
    ]
    rubrics = {
        (role_id, Level.SENIOR): rubric.model_copy(update={"role": role_id, "role_name": name})
        for role_id, name in names.items()
    }
    return replace(CATALOGUE, roles=tuple(roles), rubrics=rubrics)


@pytest.fixture
def archive_channel(services: Services, worker: Callable[[], None]) -> Callable[[], None]:
    """Let Debrief learn that the channel is archived."""

    def archive() -> None:
        worker()
        with services.sessions.begin() as session:
            session.get_one(ChannelRow, ("T0LOCAL", "C0HIRING")).is_archived = True

    return archive


def role_menu(person: Person) -> str:
    block = next(block for block in modal(person).blocks if block["block_id"] == "role")
    return str(block["element"]["type"])


def test_a_role_is_chosen_by_typing_and_the_loop_opens(
    rita: Person, services: Services, worker: Callable[[], None]
) -> None:
    rita.command("/loop", "new")
    assert role_menu(rita) == "external_select"
    assert len(rita.suggest("role", "")) == 100
    assert ("Engineer of Kind 100", "engineer-100") in rita.suggest("role", "kind 100")
    rita.fill(filled_first_step(services, role="engineer-100"))
    assert rita.submit().action == "updated"
    assert "Engineer of Kind 100" in modal(rita).plain
    worker()
    rita.submit()
    assert "is open" in modal(rita).plain


def test_a_field_that_is_wrong_is_named_and_the_chosen_role_stays(rita: Person, services: Services) -> None:
    rita.command("/loop", "new")
    rita.suggest("role", "kind 100")
    rita.fill(filled_first_step(services, role="engineer-100", level="junior"))
    assert set(rita.submit().errors) == {"level"}
    assert chosen(rita, "role") == "engineer-100"


def test_what_proves_wrong_in_the_second_step_leads_back_with_the_role_chosen(
    rita: Person, services: Services, archive_channel: Callable[[], None]
) -> None:
    rita.command("/loop", "new")
    rita.suggest("role", "kind 100")
    rita.fill(filled_first_step(services, role="engineer-100"))
    rita.submit()
    archive_channel()
    rita.submit()
    assert "This channel is archived." in modal(rita).plain
    assert chosen(rita, "role") == "engineer-100"
