"""`debrief draft`: the posting as text, what is known put in, and unknown names refused."""

import pytest
import typer
from typer.testing import CliRunner

from bot.cli.draft import draft_command
from bot.errors import Refusal
from rubrics.catalogue.levels import Level
from rubrics.jd.draft import DraftFacts, draft_jd
from rubrics.panel.default_plan import PlanShape, default_plan
from tests.built_in import CATALOGUE, KNOWLEDGE

app = typer.Typer()
app.command()(draft_command)
runner = CliRunner()


def test_the_command_writes_the_draft_and_nothing_else() -> None:
    written = runner.invoke(app, ["ai-engineer", "senior", "--location", "Remote (US)", "--reports-to", "the CTO"])
    plan = default_plan(
        CATALOGUE.rubric("ai-engineer", Level.SENIOR), PlanShape.TWO_STAGES, screen="Screen", onsite="Onsite"
    )
    facts = DraftFacts(place="Remote (US)", manager="the CTO", stages=plan)
    assert written.exit_code == 0
    assert written.stdout == draft_jd(KNOWLEDGE, CATALOGUE.role("ai-engineer"), Level.SENIOR, facts)
    assert "You report to the CTO." in written.stdout


@pytest.mark.parametrize(("role", "level"), [("ai-enginer", "senior"), ("ai-engineer", "seniour")])
def test_an_unknown_name_is_refused(role: str, level: str) -> None:
    assert isinstance(runner.invoke(app, [role, level]).exception, Refusal)
