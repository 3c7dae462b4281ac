"""`debrief definitions …`: check, start, compare and show definitions; knows no Slack and no database."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.wording.phrases import dated
from rubrics.authoring.loader import BUILT_IN, load_catalogue, load_layers
from rubrics.authoring.schema import definition_schema
from rubrics.authoring.starter import role_id_of, starter
from rubrics.catalogue.comparison import Change, catalogue_changes, rubric_changes
from rubrics.catalogue.errors import CatalogueError, Problem, UnknownNameError
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.model import Competency, Rubric
from rubrics.jd.knowledge.loading import load_knowledge
from rubrics.jd.knowledge.staleness import stale_facts
from rubrics.panel.remarks import load_remark_rules

app = typer.Typer(name="definitions", help="Check, write and compare rubric definitions.", no_args_is_help=True)

BUILT_IN_WORD = "built-in"
Folder = Annotated[
    Path | None, typer.Option("--folder", help="Your own definitions, laid over the built-in ones.", show_default=False)
]


@app.command("check")
def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Folders or files laid over the built-in definitions.", show_default=False),
    ] = None,
    today: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Also name dated facts that are stale on this day.")
    ] = None,
) -> None:
    """Report every problem of the definitions, with file and line."""
    try:
        catalogue = load_layers([BUILT_IN, *(paths or [])])
        knowledge = load_knowledge(catalogue, *(paths or []))
        load_remark_rules(*(paths or []))
    except CatalogueError as error:
        _say_problems(error.problems)
        raise typer.Exit(1) from error
    for caution in catalogue.cautions:
        typer.echo(f"{caution} (caution)")
    for fact in stale_facts(catalogue, knowledge, today.date()) if today else ():
        typer.echo(f"stale: {fact.what}, as of {fact.as_of}; look at it again")
    typer.echo(_summary(catalogue))


def _say_problems(problems: Iterable[Problem]) -> None:
    found = list(problems)
    for problem in found:
        typer.echo(str(problem))
    typer.echo(f"{len(found)} {'problem' if len(found) == 1 else 'problems'}; nothing was changed.")


def _summary(catalogue: Catalogue) -> str:
    return f"All fine: {len(catalogue.roles)} roles, {len(catalogue.rubrics)} rubrics, version {catalogue.digest[:8]}."


@app.command("new")
def new(
    role: Annotated[str, typer.Argument(help="The role’s name, such as “Data Engineer”.")],
    folder: Annotated[Path, typer.Option("--folder", help="Where to write the file.")] = Path(),
) -> None:
    """Write a commented starter for a role of your own."""
    role_id = role_id_of(role)
    if not role_id or len(role_id) > 60:
        raise typer.BadParameter("give a name with letters and up to 60 characters", param_hint="ROLE")
    file = folder / f"{role_id}.yaml"
    if file.exists():
        _refuse(f"{file} is already there.", "Choose another name, or change that file.")
    folder.mkdir(parents=True, exist_ok=True)
    file.write_text(starter(role_id, role if role != role_id else role_id.replace("-", " ").title()), encoding="utf-8")
    typer.echo(f"{file} is written. Change it, then run: debrief definitions check {file}")
    if any(built_in.id == role_id for built_in in load_catalogue().roles):
        typer.echo(f"{role_id} is a built-in role: this file replaces it whole, with all its levels.")


@app.command("show")
def show(role: str, level: str, folder: Folder = None) -> None:
    """Show the rubric of a role at a level, with anchors and questions."""
    typer.echo("\n".join(_shown(_rubric(load_catalogue(folder), role, level))))


def _rubric(catalogue: Catalogue, role: str, level: str) -> Rubric:
    try:
        return catalogue.rubric(catalogue.find_role(role).id, catalogue.find_level(level))
    except UnknownNameError as error:
        _refuse(str(error), _suggestion(error, catalogue))
        raise


def _suggestion(error: UnknownNameError, catalogue: Catalogue) -> str:
    if error.suggestions:
        return f"Did you mean {' or '.join(error.suggestions)}?"
    known = [role.id for role in catalogue.roles] if error.kind == "role" else ["junior, mid, senior, staff, principal"]
    return f"Known are: {', '.join(known)}."


def _refuse(reason: str, advice: str) -> None:
    typer.echo(reason, err=True)
    typer.echo(advice, err=True)
    raise typer.Exit(1)


def _shown(rubric: Rubric) -> Iterable[str]:
    yield f"{rubric.title}  (version {rubric.version})"
    yield rubric.expectation
    for competency in rubric.competencies:
        yield ""
        yield from _shown_competency(competency, rubric.shares_of_score[competency.id])
    if rubric.recommendation_share:
        yield from ("", f"Recommendation  {rubric.recommendation_share:.0%}")
    yield from ("", "Percentages are shares of the score when everybody rates everything.")
    if rubric.do_not_ask:
        yield from ("", "Do not ask", *(f"  – {each}" for each in rubric.do_not_ask))


def _shown_competency(competency: Competency, share: float) -> Iterable[str]:
    marks = f"  [{', '.join(competency.sources)}]" if competency.sources else ""
    must = ", must have" if competency.must_have else ""
    yield f"{competency.name}  {share:.0%}{must}{marks}"
    yield f"  {competency.meaning}"
    for anchor in competency.anchors:
        yield f"  {anchor.rating}  {anchor.short}"
        yield f"     {anchor.behaviour}"
    for question in competency.questions:
        yield f"  ?  {question.ask}"
        yield from (f"     – {each}" for each in question.follow_ups)


@app.command("diff")
def diff(
    before: Annotated[str, typer.Argument(help="A folder, a file, “built-in”, or a rubric such as ai-engineer/mid.")],
    after: Annotated[str, typer.Argument(help="The same, to compare with.")],
    folder: Folder = None,
) -> None:
    """Show what differs between two folders of definitions, or between two rubrics."""
    if _is_rubric(before) and _is_rubric(after):
        catalogue = load_catalogue(folder)
        changes = rubric_changes(*(_rubric(catalogue, *name.split("/", 1)) for name in (before, after)))
    else:
        changes = catalogue_changes(_catalogue(before), _catalogue(after))
    for change in changes:
        typer.echo("\n".join(_shown_change(change)))
    typer.echo(f"{len(changes)} {'difference' if len(changes) == 1 else 'differences'}.")


def _is_rubric(name: str) -> bool:
    return name.count("/") == 1 and name != BUILT_IN_WORD and not Path(name).exists()


def _catalogue(name: str) -> Catalogue:
    return load_catalogue(None if name == BUILT_IN_WORD else Path(name))


def _shown_change(change: Change) -> Iterable[str]:
    yield f"{change.where}: {change.kind}"
    if change.before is not None:
        yield f"  - {_value(change.before)}"
    if change.after is not None:
        yield f"  + {_value(change.after)}"


def _value(value: str | date) -> str:
    return dated(value) if isinstance(value, date) else value


@app.command("schema")
def schema() -> None:
    """Print the JSON Schema of definition files, for editors."""
    typer.echo(json.dumps(definition_schema(), indent=2, ensure_ascii=False))
