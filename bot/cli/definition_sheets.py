"""`debrief definitions template`, `import`, `export`: rubrics and exercises as sheets; knows no Slack, no database."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.catalogues import Folder, checked, role_of, rubric_of
from bot.errors import Refusal
from bot.wording.problems import located
from bot.wording.words import plain_words
from rubrics.authoring.definition_files import read_folder
from rubrics.authoring.exercise_sheets import exercise_csv, exercise_markdown
from rubrics.authoring.loader import BUILT_IN, load_catalogue
from rubrics.authoring.sheet_grid import MARKDOWN, is_sheet
from rubrics.authoring.sheet_template import template_csv, template_markdown
from rubrics.authoring.sheet_writing import sheet_csv, sheet_markdown
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.role import Role

BOM = "\ufeff"
"""Without it Excel reads UTF-8 as the machine's old code page, and every accent comes out as two letters."""


class Form(StrEnum):
    """How a sheet is written."""

    CSV = "csv"
    MARKDOWN = "md"


FormOption = Annotated[Form, typer.Option("--format", help="A spreadsheet's CSV, or Markdown.")]


def template(form: FormOption = Form.CSV) -> None:
    """Print a sheet to fill in: one row an anchor, what is still to be written in brackets."""
    typer.echo(BOM + template_csv() if form is Form.CSV else template_markdown(), nl=False)


def export(
    name: Annotated[str, typer.Argument(metavar="ROLE", help="A role, or an exercise's id.")],
    level: Annotated[str | None, typer.Argument(help="One level; without it all.", show_default=False)] = None,
    folder: Folder = None,
    form: FormOption = Form.CSV,
) -> None:
    """Print a role's rubrics, or an exercise with its own, as a sheet; reading it gives the same again."""
    catalogue = load_catalogue(folder)
    bom = BOM if form is Form.CSV else ""
    if exercise := catalogue.exercises.get(name):
        typer.echo(bom + (exercise_csv if form is Form.CSV else exercise_markdown)(exercise), nl=False)
        return
    one = role_of(catalogue, name)
    levels = catalogue.levels(one.id)
    rubrics = [rubric_of(catalogue, one.id, level)] if level else [catalogue.rubric(one.id, each) for each in levels]
    written = sheet_csv if form is Form.CSV else sheet_markdown
    typer.echo(bom + written(one, rubrics, _extends(one)), nl=False)


def _extends(role: Role) -> str | None:
    """Return the role that the rest of a sheet's role is taken from: the built-in one of its name, if there is one."""
    built_in = {each.id for each in load_catalogue().roles}
    return role.id if role.id in built_in else role.extends


def import_sheet(
    sheet: Annotated[Path, typer.Argument(help="A CSV or Markdown file.")],
    folder: Annotated[
        Path, typer.Option("--folder", envvar="DEBRIEF_DEFINITIONS", help="Your own definitions.")
    ] = Path(),
    replace: Annotated[bool, typer.Option("--replace", help="Replace the file of an earlier import.")] = False,
) -> None:
    """Check a sheet together with your definitions, and put it among them."""
    if not is_sheet(sheet.name):
        raise typer.BadParameter(plain_words("definition_sheets.sheet_needed"), param_hint="SHEET")
    if sheet.is_file() and sheet.resolve().is_relative_to(folder.resolve()):
        raise Refusal("definition_sheets_refusals.among_them", file=sheet)
    # A folder without definitions has nothing to check the sheet with, and may still have to be made.
    blocks = read_folder(sheet, lambda _: None).files
    if not blocks and sheet.name.lower().endswith(MARKDOWN) and sheet.is_file():
        raise Refusal("definition_sheets_refusals.no_rubric", file=sheet)
    catalogue = checked([BUILT_IN, *([folder] if _holds_definitions(folder) else []), sheet])
    exercise = next(iter(blocks[0].get("exercises", ())), None)
    named = str(exercise or blocks[0]["role"]["id"])
    file = folder / f"{named}{sheet.suffix.lower()}"
    if file.exists() and not replace:
        raise Refusal("definition_sheets_refusals.there_already", file=file)
    folder.mkdir(parents=True, exist_ok=True)
    file.write_bytes(sheet.read_bytes())
    if exercise is None:
        _tell(catalogue, catalogue.role(named), sheet, file)
    else:
        one = catalogue.exercises[named]
        typer.echo(plain_words("definition_sheets.imported_exercise", exercise=one, file=file))


def _holds_definitions(folder: Path) -> bool:
    return folder.is_dir() and bool(read_folder(folder, lambda _: None).files)


def _tell(catalogue: Catalogue, role: Role, sheet: Path, file: Path) -> None:
    for caution in catalogue.cautions:
        if caution.file == sheet.as_posix():
            typer.echo(plain_words("definitions.caution", located=located(caution)))
    levels = [level.value for level in catalogue.levels(role.id)]
    typer.echo(plain_words("definition_sheets.imported", role=role, levels=levels, file=file))
