"""What the commands about definitions share: loading, finding by name, naming problems; decides nothing."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from bot.errors import Refusal
from bot.wording.problems import located
from bot.wording.words import plain_words
from rubrics.authoring.loader import load_layers
from rubrics.catalogue.errors import CatalogueError, Problem, UnknownNameError
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.model import Rubric
from rubrics.catalogue.role import Role

Folder = Annotated[
    Path | None, typer.Option("--folder", help="Your own definitions, laid over the built-in ones.", show_default=False)
]


def checked(paths: Sequence[Path]) -> Catalogue:
    """Return the catalogue of several folders or files; prints what is wrong with them, and leaves with 1."""
    try:
        return load_layers(paths)
    except CatalogueError as error:
        print_problems(error.problems)
        raise typer.Exit(1) from error


def print_problems(problems: Sequence[Problem]) -> None:
    """Print each problem with its place, and how many there are."""
    for problem in problems:
        typer.echo(located(problem))
    typer.echo(plain_words("definitions.problems", number=len(problems)))


def rubric_of(catalogue: Catalogue, role: str, level: str) -> Rubric:
    """Return the rubric that two words name; refuses what is unknown, with what is known."""
    found = role_of(catalogue, role)
    try:
        named = catalogue.levels_called(found.id, level)
        return catalogue.rubric(found.id, named[0] if len(named) == 1 else catalogue.find_level(level))
    except UnknownNameError as error:
        raise _unknown(error, catalogue.levels(found.id)) from error


def role_of(catalogue: Catalogue, name: str) -> Role:
    """Return the role that a word names; refuses what is unknown, with what is known."""
    try:
        return catalogue.find_role(name)
    except UnknownNameError as error:
        raise _unknown(error, [role.id for role in catalogue.roles]) from error


def _unknown(error: UnknownNameError, known: Sequence[str]) -> Refusal:
    return Refusal(
        "definitions_refusals.unknown_name",
        kind=error.kind,
        name=error.name,
        suggestions=error.suggestions,
        known=known,
    )
