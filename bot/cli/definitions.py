"""`debrief definitions …`: check, start, compare and show definitions; knows no Slack and no database."""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.catalogues import Folder, print_problems, rubric_of
from bot.cli.definition_sheets import export, import_sheet, template
from bot.errors import Refusal
from bot.features.jd.explain_rule import explained
from bot.features.jd.show_rule import change_words
from bot.wording.phrases import dated
from bot.wording.problems import located
from bot.wording.ratings import anchor_text, rating_text
from bot.wording.words import plain_words
from rubrics.authoring.loader import BUILT_IN, load_catalogue, load_layers
from rubrics.authoring.schema import definition_schema
from rubrics.authoring.starter import role_id_of, starter
from rubrics.catalogue import limits
from rubrics.catalogue.comparison import Change, catalogue_changes, rubric_changes
from rubrics.catalogue.errors import CatalogueError
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.model import Competency, Rubric
from rubrics.catalogue.names import nearest_name
from rubrics.jd.knowledge.loading import load_knowledge
from rubrics.jd.knowledge.staleness import stale_facts
from rubrics.panel.loading import load_remark_rules

app = typer.Typer(name="definitions", help="Check, write and compare rubric definitions.", no_args_is_help=True)

BUILT_IN_WORD = "built-in"


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
    """Report every problem in the definitions, with file and line."""
    try:
        catalogue = load_layers([BUILT_IN, *(paths or [])])
        knowledge = load_knowledge(catalogue, *(paths or []))
        load_remark_rules(*(paths or []))
    except CatalogueError as error:
        print_problems(error.problems)
        raise typer.Exit(1) from error
    for caution in catalogue.cautions:
        typer.echo(plain_words("definitions.caution", located=located(caution)))
    for fact in stale_facts(catalogue, knowledge, today.date()) if today else ():
        typer.echo(plain_words("definitions.stale", fact=fact))
    typer.echo(_summary(catalogue))


def _summary(catalogue: Catalogue) -> str:
    counts = {"roles": len(catalogue.roles), "rubrics": len(catalogue.rubrics)}
    return plain_words("definitions.fine", version=catalogue.digest[:8], **counts)


@app.command("new")
def new(
    role: Annotated[str, typer.Argument(help='The role\'s name, such as "Data Engineer".')],
    folder: Annotated[Path, typer.Option("--folder", help="Where to write the file.")] = Path(),
) -> None:
    """Write a commented starter for a role of your own."""
    role_id = role_id_of(role)
    if not role_id or len(role_id) > limits.IDENTIFIER:
        raise typer.BadParameter(plain_words("definitions.name_needed", most=limits.IDENTIFIER), param_hint="ROLE")
    file = folder / f"{role_id}.yaml"
    if file.exists():
        raise Refusal("definitions_refusals.file_exists", file=file)
    folder.mkdir(parents=True, exist_ok=True)
    file.write_text(starter(role_id, role if role != role_id else role_id.replace("-", " ").title()), encoding="utf-8")
    typer.echo(plain_words("definitions.written", file=file))
    if any(built_in.id == role_id for built_in in load_catalogue().roles):
        typer.echo(plain_words("definitions.replaces", role=role_id))


@app.command("rule")
def rule(
    rule_id: Annotated[str, typer.Argument(metavar="RULE", help='A rule of the JD review, such as "rockstar".')],
    folder: Annotated[
        Path | None,
        typer.Option("--folder", envvar="DEBRIEF_DEFINITIONS", help="Your own, laid over the built-in."),
    ] = None,
) -> None:
    """Say what a rule of the JD review looks for, why, how often it was wrong, and how to change it."""
    knowledge = load_knowledge(load_catalogue(folder), folder)
    if rule_id not in knowledge.rule_by_id:
        near = nearest_name(rule_id, knowledge.rule_by_id)
        raise Refusal("definitions_refusals.no_rule", rule=rule_id, near=near)
    one = explained(knowledge, rule_id, datetime.now(UTC).date())
    typer.echo(plain_words("definitions.rule", one=one, change=change_words(one)))


@app.command("show")
def show(role: str, level: str, folder: Folder = None) -> None:
    """Show the rubric of a role at a level, with anchors and questions."""
    typer.echo("\n".join(_shown(rubric_of(load_catalogue(folder), role, level))))


def _shown(rubric: Rubric) -> Iterable[str]:
    yield plain_words("definitions.title", rubric=rubric)
    yield rubric.expectation
    for competency in rubric.competencies:
        yield ""
        yield from _shown_competency(competency, rubric.shares_of_score[competency.id])
    if rubric.recommendation_share:
        yield from ("", plain_words("definitions.recommendation", share=rubric.recommendation_share))
    yield from ("", plain_words("definitions.shares"))
    if rubric.do_not_ask:
        yield from ("", plain_words("definitions.do_not_ask"), *(f"  – {each}" for each in rubric.do_not_ask))


def _shown_competency(competency: Competency, share: float) -> Iterable[str]:
    yield plain_words("definitions.competency", competency=competency, share=share)
    yield f"  {competency.meaning}"
    if competency.weight_reason:
        yield f"  {competency.weight_reason.text}"
    for anchor in competency.anchors:
        said = anchor_text(competency, anchor.rating) or rating_text(competency.scale, anchor.rating)
        yield f"  {anchor.rating}  {said}"
        yield f"     {anchor.behavior}"
    for question in competency.questions:
        yield f"  ?  {question.ask}"
        yield from (f"     – {each}" for each in question.follow_ups)
        yield from (f"     {each.rating}: {each.sign}" for each in question.listen_for)


@app.command("diff")
def diff(
    before: Annotated[str, typer.Argument(help='A folder, a file, "built-in", or a rubric such as ai-engineer/mid.')],
    after: Annotated[str, typer.Argument(help="The same, to compare with.")],
    folder: Folder = None,
) -> None:
    """Show what differs between two folders of definitions, or between two rubrics."""
    if _is_rubric(before) and _is_rubric(after):
        catalogue = load_catalogue(folder)
        changes = rubric_changes(*(rubric_of(catalogue, *name.split("/", 1)) for name in (before, after)))
    else:
        changes = catalogue_changes(_catalogue(before), _catalogue(after))
    for change in changes:
        typer.echo("\n".join(_shown_change(change)))
    typer.echo(plain_words("definitions.differences", number=len(changes)))


def _is_rubric(name: str) -> bool:
    return name.count("/") == 1 and name != BUILT_IN_WORD and not Path(name).exists()


def _catalogue(name: str) -> Catalogue:
    return load_catalogue(None if name == BUILT_IN_WORD else Path(name))


def _shown_change(change: Change) -> Iterable[str]:
    yield plain_words("definitions.change", change=change)
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


app.command("template")(template)
app.command("export")(export)
app.command("import")(import_sheet)
