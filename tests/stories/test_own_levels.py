"""A team whose levels have names of their own meets those names everywhere, and never their ids."""

import re
from pathlib import Path

import pytest

from bot.playground.slack.local_slack import LocalSlack, Person
from bot.wiring import Services
from rubrics.authoring.loader import load_catalogue
from rubrics.catalogue.lookup import Catalogue
from tests.own_levels import backend_role
from tests.stories.acting import (
    CHANNEL,
    close_all,
    everything_shown,
    filled_first_step,
    in_channel,
    last_dm,
    modal,
    said,
    score,
)
from tests.stories.conftest import Worker
from tests.stories.openings import make_opening

ROLE = "backend-specialist"
AN_ID = re.compile(r"(?<!/)\b(?:ic[234]|Ic[234]|fellow)\b")
"""But as part of a rubric's id, by which records name one."""


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The built-in definitions, and a role with the levels IC2, IC3, IC4 and Fellow."""
    folder: Path = tmp_path_factory.mktemp("ours")
    (folder / "backend.yaml").write_text(backend_role(), encoding="utf-8")
    return load_catalogue(folder)


def levels_of_menu(person: Person) -> list[str]:
    block = next(block for block in modal(person).blocks if block["block_id"] == "level")
    return [option["text"]["text"] for option in block["element"]["options"]]


def test_an_opening_and_a_loop_at_an_own_level_go_to_their_end(
    slack: LocalSlack, rita: Person, hana: Person, panel: list[Person], services: Services, worker: Worker
) -> None:
    rita.command("/loop", "new", channel=CHANNEL)
    assert levels_of_menu(rita)[-2:] == ["IC4 · Backend Specialist", "Fellow · Backend Specialist"]
    rita.fill(filled_first_step(services, role=ROLE, level="staff"))
    assert "IC2, IC3, IC4" in rita.submit().errors["level"]
    rita.fill(filled_first_step(services, role=ROLE, level="ic2"))
    rita.submit()
    rita.submit()
    if "is open" not in modal(rita).plain:
        rita.submit()
    close_all(rita)
    worker()
    rita.command("/loop", "replace Dana Fox")
    assert levels_of_menu(rita) == ["IC2", "IC3", "IC4", "Fellow"]
    rita.fill({"level": "ic3"})
    rita.submit()
    close_all(rita)
    worker()
    assert "Backend Specialist (IC3)" in in_channel(slack)[-1].plain
    for person in panel:
        score(person, 4)
    worker()
    assert "IC3" in in_channel(slack)[-1].plain + last_dm(hana)
    make_opening(rita, name="Payments", role=ROLE, level="ic4")
    assert "Backend Specialist (IC4)" in said(rita.command("/opening", "list"))
    for person in (rita, hana, panel[0]):
        for text in everything_shown(slack, person):
            if text[:1] not in "[{":  # what is shown as people read it, and not as Slack is sent it
                assert not AN_ID.search(text), text
