"""Loads the rules on the wording of evidence from the built-in file and a team's own laid over it."""

from pathlib import Path

from rubrics.authoring.loader import BUILT_IN
from rubrics.authoring.misfits import read_as
from rubrics.authoring.overlay import overlaid
from rubrics.catalogue.errors import CatalogueError, Problem
from rubrics.panel.remarks import RemarkRules

SUBFOLDER, FILE = "language", "evidence"


def load_remark_rules(*folders: Path | None) -> RemarkRules:
    """Return the built-in rules with those of a team's `language/evidence.yaml` laid over them.

    Raises CatalogueError with every problem.
    """
    problems: dict[Problem, None] = {}
    files = overlaid([BUILT_IN, *filter(None, folders)], SUBFOLDER, (FILE,), problems.setdefault)
    rules = read_as(RemarkRules, files[FILE], problems.setdefault) if FILE in files else None
    if problems or rules is None:
        raise CatalogueError(sorted(problems, key=lambda problem: (problem.file, problem.line)))
    return rules
