"""Reads the definition files of one folder, refusing what is no definition; knows nothing of what they say."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from rubrics.authoring.blocks import Block
from rubrics.authoring.places import MOST_BYTES, MOST_FILES
from rubrics.authoring.sheet_grid import is_sheet
from rubrics.authoring.sheet_reading import parse_sheet
from rubrics.authoring.yaml_text import parse
from rubrics.catalogue.errors import Problem
from rubrics.catalogue.problem_kinds import ProblemKind

OVERLAID = ("jd", "language")
"""Subfolders whose files have shapes of their own; JD review and the remarks on evidence read them by overlay.py."""

Report = Callable[[Problem], None]


@dataclass(frozen=True)
class Folder:
    """The definition files of one folder: their data, and a digest of their bytes."""

    path: Path
    files: tuple[Block, ...]
    digest: str


def read_folder(path: Path, report: Report, shown_as: str | None = None) -> Folder:
    """Return every definition of a folder, or of a single file, in the order of the names.

    Problems name files as people would open them, or below `shown_as`; the digest knows only names in the folder.
    """
    root = path if path.is_dir() else path.parent
    if not path.exists():
        report(Problem(str(path), 1, ProblemKind.NO_SUCH_PATH))
        return Folder(path, (), "")
    digest, blocks = hashlib.sha256(), []
    for file in _files(path, report):
        name = file.relative_to(root).as_posix()
        shown = f"{shown_as}/{name}" if shown_as else file.as_posix()
        content = _bytes_of(file, root, shown, report)
        if content is None:
            continue
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
        block = _block_of(content, shown, report)
        if block is not None:
            blocks.append(block)
    return Folder(path, tuple(blocks), digest.hexdigest())


def _files(path: Path, report: Report) -> Iterable[Path]:
    if path.is_file():
        return [path]
    files = sorted([*yaml_files(path), *_sheets(path)])
    if not files:
        report(Problem(str(path), 1, ProblemKind.NO_DEFINITIONS))
    if len(files) > MOST_FILES:
        counts = {"count": len(files), "most": MOST_FILES}
        report(Problem(str(path), 1, ProblemKind.TOO_MANY_FILES, counts))
    return [file for file in files[:MOST_FILES] if file.relative_to(path).parts[0] not in OVERLAID]


def _sheets(folder: Path) -> list[Path]:
    return _shown((file for file in folder.rglob("*") if is_sheet(file.name)), folder)


def yaml_files(folder: Path) -> list[Path]:
    """Return the YAML files of a folder, however deep, in the order of their names; hidden ones are left out."""
    return _shown((file for file in folder.rglob("*") if file.suffix in {".yaml", ".yml"}), folder)


def _shown(files: Iterable[Path], folder: Path) -> list[Path]:
    return sorted(file for file in files if not any(part.startswith(".") for part in file.relative_to(folder).parts))


def read_file(file: Path, root: Path, shown: str, report: Report) -> Block | None:
    """Return a file's data; reports why it cannot be read, or leads outside the root, and returns None."""
    content = _bytes_of(file, root, shown, report)
    return None if content is None else _block_of(content, shown, report)


def _bytes_of(file: Path, root: Path, name: str, report: Report) -> bytes | None:
    if _leads_outside(file, root):
        report(Problem(name, 1, ProblemKind.LEADS_OUTSIDE))
        return None
    if not file.is_file():
        report(Problem(name, 1, ProblemKind.NOT_A_FILE))
        return None
    try:
        # One byte more than allowed is enough to know, however large the file is.
        with file.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except OSError as error:
        report(Problem(name, 1, ProblemKind.UNREADABLE, {"reason": error.strerror}))
        return None
    if len(content) > MOST_BYTES:
        report(Problem(name, 1, ProblemKind.FILE_TOO_LARGE, {"megabytes": MOST_BYTES // 1_000_000}))
        return None
    return content


def _leads_outside(file: Path, root: Path) -> bool:
    try:
        return not file.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):  # a link to itself, on Pythons before 3.13
        return True


def _block_of(content: bytes, name: str, report: Report) -> Block | None:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        report(Problem(name, line, ProblemKind.NOT_UTF8))
        return None
    data, problems = parse_sheet(text, name) if is_sheet(name) else parse(text, name)
    for problem in problems:
        report(problem)
    if isinstance(data, Block):
        return data
    # A Markdown file without a rubric's table is a text beside the definitions, such as a README.
    if not problems and not is_sheet(name):
        report(Problem(name, 1, ProblemKind.EMPTY_FILE))
    return None
