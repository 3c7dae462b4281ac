"""Lays the files of a subfolder, `jd/` or `language/`, over those of the folders before; knows no field's meaning.

Beside the definitions of roles stand subfolders whose files each have one shape, such as `jd/law.yaml`. A team's file
of the same name is laid over the built-in one: mappings merge key by key and `null` drops a key; entries with an id
override the entry of that id, field by field, or are added; lists of words grow; everything else is replaced.
"""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from rubrics.authoring.blocks import Block, Listing
from rubrics.authoring.definition_files import Report, read_file, yaml_files
from rubrics.authoring.loader import BUILT_IN
from rubrics.authoring.merging import laid_over
from rubrics.catalogue.errors import Problem
from rubrics.catalogue.names import nearest_name
from rubrics.catalogue.problem_kinds import ProblemKind

IDENTITIES = ("id", "item", "name")
"""What tells the entries of a list apart, the surest first."""


def overlaid(paths: Sequence[Path], subfolder: str, known: Collection[str], report: Report) -> Mapping[str, Block]:
    """Return each file's data by its name without ending, the later folders laid over those before.

    Reports files of any other name, unreadable ones, and names that no folder has a file for.
    """
    merged: dict[str, Block] = {}
    for path in paths:
        for name, block in _files_of(path, subfolder, known, report).items():
            merged[name] = _merged(merged[name], block, report) if name in merged else block
    for name in known:
        if name not in merged:
            report(Problem(f"{subfolder}/{name}.yaml", 1, ProblemKind.FILE_MISSING))
    return merged


def _files_of(path: Path, subfolder: str, known: Collection[str], report: Report) -> Mapping[str, Block]:
    """Return the files of one folder's subfolder; a path to a single file has none."""
    blocks: dict[str, Block] = {}
    root = path / subfolder
    for file in yaml_files(root) if root.is_dir() else ():
        name = file.relative_to(root).as_posix().rpartition(".")[0]
        shown = f"built-in/{subfolder}/{file.name}" if path == BUILT_IN else file.as_posix()
        if name not in known:
            values = {"folder": subfolder, "name": name, "near": nearest_name(name, known), "known": sorted(known)}
            report(Problem(shown, 1, ProblemKind.UNKNOWN_FILE, values))
            continue
        if name in blocks:
            report(Problem(shown, 1, ProblemKind.FILE_TWICE, {"name": name}))
            continue
        block = read_file(file, path, shown, report)
        if block is not None:
            blocks[name] = block
    return blocks


def _merged(base: Block, over: Block, report: Report) -> Block:
    """Lay one mapping over another; see the module's promise."""
    merged = Block(over.place)
    for key in [*base, *(key for key in over if key not in base)]:
        if key not in over:
            merged.put(key, base[key], base.places[key])
            continue
        value = _value(base.get(key), over[key], report)
        if value is not None:
            merged.put(key, value, over.places[key])
    return merged


def _value(base: Any, over: Any, report: Report) -> Any:
    if isinstance(base, Block) and isinstance(over, Block):
        return _merged(base, over, report)
    if isinstance(base, Listing) and isinstance(over, Listing):
        if any(isinstance(item, Block) for item in [*base, *over]):
            return _entries(base, over, report)
        if all(isinstance(item, str) for item in [*base, *over]):
            return _longer(base, over)
    return over


def _longer(base: Listing, over: Listing) -> Listing:
    merged = Listing(over.place)
    for listing in (base, over):
        for item, place in zip(listing, listing.places, strict=True):
            if item not in merged:
                merged.append(item)
                merged.places.append(place)
    return merged


def _entries(base: Listing, over: Listing, report: Report) -> Listing:
    """Put entries over those of the same identity, and the others behind them."""
    merged = Listing(over.place)
    merged.extend(base)
    merged.places.extend(base.places)
    at = {_identity(item): place for place, item in enumerate(base)}
    own: set[str] = set()
    for item, place in zip(over, over.places, strict=True):
        identity = _identity(item)
        if identity in own:
            report(Problem.at(place, ProblemKind.ENTRY_TWICE, name=identity))
        elif identity and identity in at:
            merged[at[identity]] = laid_over(merged[at[identity]], item)
            merged.places[at[identity]] = place
        else:
            merged.append(item)
            merged.places.append(place)
        own.update({identity} if identity else ())
    return merged


def _identity(item: Any) -> str:
    if not isinstance(item, Block):
        return ""
    return next((str(item[key]) for key in IDENTITIES if isinstance(item.get(key), str)), "")
