"""Loads the catalogue from folders of definitions, or says everything that is wrong with them."""

from collections.abc import Sequence
from pathlib import Path

from rubrics.authoring.definition_files import read_folder
from rubrics.authoring.layers import Library
from rubrics.authoring.places import BUILT_IN
from rubrics.catalogue.errors import CatalogueError, Problem
from rubrics.catalogue.lookup import Catalogue

__all__ = ["BUILT_IN", "Catalogue", "load_catalogue", "load_layers"]


def load_catalogue(folder: Path | None = None) -> Catalogue:
    """Return the built-in definitions with those of a team's own folder laid over them.

    Raises CatalogueError with every problem found.
    """
    return load_layers([BUILT_IN, *([folder] if folder else [])])


def load_layers(paths: Sequence[Path]) -> Catalogue:
    """Return the catalogue of several folders or files, each laid over those before it; raises CatalogueError."""
    # The same fault of a shared part shows in every role that extends it: say it once.
    problems: dict[Problem, None] = {}
    folders = [read_folder(path, problems.setdefault, "built-in" if path == BUILT_IN else None) for path in paths]
    catalogue = Library(folders, problems.setdefault).catalogue()
    if problems:
        raise CatalogueError(sorted(problems, key=lambda problem: (problem.file, problem.line)))
    return catalogue
