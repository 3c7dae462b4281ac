"""Who may open loops is one setting; it holds for commands, buttons, shortcuts and forms that are open already."""

from collections.abc import Callable

import pytest

from bot.features.workspace.change_settings import Changes, change_settings
from bot.features.workspace.declared import RECRUITERS, WE_ARE, WHO_OPENS, Employer, WhoOpens
from bot.playground.slack.local_slack import LocalSlack, Person
from bot.settings import Settings
from bot.wiring import Actor, Services
from tests.conftest import Clock
from tests.stories.acting import HANA, ON_SQLITE, OTTO, RITA, close_all, filled_first_step, loop_id, modal

OpenLoop = Callable[..., None]
Worker = Callable[[], None]
ONLY_RITA: Changes = {WHO_OPENS: WhoOpens.RECRUITERS, RECRUITERS: (RITA,)}
ASK_RITA = "Ask Rita Okafor"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Settings in which Hana is the only admin."""
    return settings.model_copy(update={"debrief_admins": (HANA,)})


def allow(services: Services, slack: LocalSlack, wanted: Changes) -> None:
    team = slack.workspace.team_id
    change_settings(services.workspace(team), Actor(team, HANA), wanted)


def test_an_admin_says_in_slack_who_may_open_loops(
    services: Services, hana: Person, rita: Person, otto: Person, worker: Worker
) -> None:
    for person in (hana, rita, otto):
        person.open_home()
    worker()
    hana.command("/debrief", "settings")
    hana.fill({"who_opens": "recruiters", "recruiters": [RITA]})
    hana.submit()
    assert "Who may open loops: Recruiters" in modal(hana).plain
    close_all(hana)
    otto.command("/debrief", "settings")
    assert otto.modal is None
    assert "Ask Hana Suzuki." in otto.command("/debrief", "settings").messages[-1].plain
    otto.open_home()
    assert otto.home is not None
    assert "New loop" not in otto.home.plain
    assert "to open one" in otto.home.plain
    rita.command("/loop", "new")
    assert modal(rita).callback_id == "loop_form"


def test_every_way_of_opening_a_loop_is_closed_to_who_may_not(
    services: Services, slack: LocalSlack, hana: Person, rita: Person, otto: Person, worker: Worker
) -> None:
    for person in (hana, rita, otto):
        person.open_home()
    worker()
    otto.open_home()
    offered = otto.home
    assert offered is not None
    allow(services, slack, ONLY_RITA)
    assert ASK_RITA in otto.command("/loop", "new Dana Fox").messages[-1].plain
    assert ASK_RITA in otto.command("/opening", "new").messages[-1].plain
    otto.click(offered, "loop_new:0")
    assert ASK_RITA in modal(otto).plain
    close_all(otto)
    otto.global_shortcut("loop_shortcut")
    assert ASK_RITA in modal(otto).plain
    hana.command("/loop", "new")
    assert modal(hana).callback_id == "loop_form", "an admin always may"


@pytest.mark.parametrize("steps", [0, 1])
def test_a_form_that_was_open_before_opens_nothing(
    services: Services, slack: LocalSlack, hana: Person, rita: Person, otto: Person, worker: Worker, steps: int
) -> None:
    for person in (hana, rita, otto):
        person.open_home()
    worker()
    otto.command("/loop", "new", channel="C0GENERAL")
    otto.fill(filled_first_step(services, channel="C0GENERAL"))
    for _ in range(steps):
        assert otto.submit().action == "updated"
    allow(services, slack, ONLY_RITA)
    otto.submit()
    assert ASK_RITA in modal(otto).plain
    assert loop_id(services) == ""


def test_a_loop_that_runs_stays_its_openers_own(
    services: Services, slack: LocalSlack, hana: Person, rita: Person, open_loop: OpenLoop
) -> None:
    open_loop()
    allow(services, slack, {WHO_OPENS: WhoOpens.RECRUITERS, RECRUITERS: (OTTO,)})
    rita.command("/loop", "edit Dana Fox")
    assert modal(rita).callback_id == "loop_edit_panel"


def test_whoever_may_not_open_a_loop_asks_somebody_who_may_once_a_day(
    services: Services, slack: LocalSlack, rita: Person, otto: Person, worker: Worker, now: Clock
) -> None:
    for person in (rita, otto):
        person.open_home()
    worker()
    allow(services, slack, ONLY_RITA)
    for asked in ("has your request for a loop", "isn't sent again"):
        refused = otto.command("/loop", "new", channel="C0GENERAL").messages[-1]
        assert [text for _, text, _ in refused.buttons][:2] == ["Ask Rita", "Rubrics"]
        otto.click(refused, "loop_ask:0")
        assert asked in modal(otto).plain
        close_all(otto)
        worker()
    (request,) = [message for message in rita.direct_messages() if "asks you to open a loop" in message.plain]
    assert "@Otto Brandt" in request.plain
    rita.click(request, "loop_new:0")
    assert modal(rita).title == "New loop"
    now.tick(days=1)
    otto.click(refused, "loop_ask:0")
    worker()
    assert len([message for message in rita.direct_messages() if "asks you to open a loop" in message.plain]) == 2


@ON_SQLITE
def test_what_kind_of_employer_a_workspace_is_chooses_its_pay_until_someone_asks_for_another(
    rita: Person, services: Services, slack: LocalSlack
) -> None:
    allow(services, slack, {WE_ARE: Employer.STARTUP})
    (page,) = rita.command("/rubric", "pay ai-engineer").messages
    assert "with upside" in page.plain
    assert "Big Tech up to" not in page.plain
    rita.click(page, "rubric_turn:menu:2", "0 pay ai-engineer - any")
    assert "with upside" not in modal(rita).plain
