"""`debrief draft ROLE LEVEL`: a posting from a role's definition, on the command line, for a pipe to review or edit."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.catalogues import rubric_of
from bot.compiled.definitions import Definitions
from bot.wording.words import plain_words
from rubrics.jd.draft import DraftFacts, draft_jd
from rubrics.panel.default_plan import PlanShape, default_plan


def draft_command(
    role: Annotated[str, typer.Argument(metavar="ROLE", help="A role, such as ai-engineer.")],
    level: Annotated[str, typer.Argument(metavar="LEVEL", help="A level, such as senior.")],
    *,
    location: Annotated[str, typer.Option(help='Where the job is, such as "Remote (US)".')] = "",
    reports_to: Annotated[str, typer.Option(help="Who the role reports to.")] = "",
    definitions: Annotated[
        Path | None,
        typer.Option("--definitions", envvar="DEBRIEF_DEFINITIONS", help="Your own, laid over the built-in."),
    ] = None,
) -> None:
    """Write a posting from a role's definition, with blanks to fill in."""
    known = Definitions(definitions)
    rubric = rubric_of(known.catalogue, role, level)
    names = {name: plain_words(f"opening_form.stage_{name}") for name in ("screen", "onsite")}
    stages = default_plan(rubric, PlanShape.TWO_STAGES, **names)
    facts = DraftFacts(place=location, manager=reports_to, stages=stages)
    typer.echo(draft_jd(known.knowledge, known.catalogue.role(rubric.role), rubric.level, facts), nl=False)
