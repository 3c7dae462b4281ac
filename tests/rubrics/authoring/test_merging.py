"""Definitions are laid over one another key by key, each value remembering where it stands."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rubrics.authoring.blocks import Block
from rubrics.authoring.definition_files import MOST_BYTES, read_folder, yaml_files
from rubrics.authoring.merging import LONGEST_CHAIN, Extending, laid_over, walk
from rubrics.authoring.overlay import overlaid
from rubrics.authoring.sections import check_marks, check_roles, collect
from rubrics.authoring.yaml_text import parse
from rubrics.catalogue.errors import Problem
from rubrics.catalogue.problem_kinds import ProblemKind

KEYS = st.sampled_from(["a", "b", "c", "d"])
TREES = st.recursive(st.integers() | st.none(), lambda inner: st.dictionaries(KEYS, inner, max_size=4), max_leaves=12)
MAPPINGS = st.dictionaries(KEYS, TREES, max_size=4)


def block(data: dict[str, Any], file: str = "f.yaml") -> Block:
    """A mapping as it is read from a file, all of it in line 1."""
    built = Block((file, 1))  # type: ignore[arg-type]
    for key, value in data.items():
        built.put(key, block(value, file) if isinstance(value, dict) else value, (file, 1))  # type: ignore[arg-type]
    return built


def read(text: str, file: str = "f.yaml") -> Block:
    data, problems = parse(text, file)
    assert problems == []
    assert isinstance(data, Block)
    return data


def laid(base: Any, child: Any) -> Any:
    """What the promise of `laid_over` says, said once more in plain mappings."""
    if not (isinstance(base, dict) and isinstance(child, dict)):
        return child
    merged = {key: laid(base.get(key), value) for key, value in child.items()}
    return {**{key: value for key, value in base.items() if key not in child},
            **{key: value for key, value in merged.items() if value is not None}}  # fmt: skip


@settings(max_examples=30)
@given(MAPPINGS, MAPPINGS)
def test_a_mapping_is_completed_key_by_key_and_null_drops_what_it_names(
    base: dict[str, Any], child: dict[str, Any]
) -> None:
    assert laid_over(block(base), block(child)) == laid(base, child)


@settings(max_examples=30)
@given(MAPPINGS, MAPPINGS)
def test_the_bases_order_stays_and_each_value_remembers_its_file(base: dict[str, Any], child: dict[str, Any]) -> None:
    merged = laid_over(block(base, "base.yaml"), block(child, "child.yaml"))
    assert list(merged) == [key for key in [*base, *(key for key in child if key not in base)] if key in merged]
    assert {key: place[0] for key, place in merged.places.items()} == {
        key: "child.yaml" if key in child else "base.yaml" for key in merged
    }


def test_being_abstract_is_not_inherited() -> None:
    assert laid_over(block({"abstract": True, "a": 1}), block({"b": 2})) == {"a": 1, "b": 2}
    assert laid_over(block({"a": 1}), block({"abstract": True})) == {"a": 1, "abstract": True}


def test_every_key_is_walked_however_deep() -> None:
    assert [key for _, key in walk(read("a: {b: [{c: 1}]}\nd: 2"))] == ["a", "b", "c", "d"]


def extending(*layers: str) -> tuple[Extending, list[Problem]]:
    problems: list[Problem] = []
    return Extending("role", [read(layer) for layer in layers], problems.append), problems


def test_what_extends_another_is_completed_through_the_whole_chain() -> None:
    roles, problems = extending("a: {x: 1, y: 1, z: 1}\nb: {extends: a, y: 2}\nc: {extends: b, z: 3}")
    assert roles.resolved("c") == {"extends": "b", "x": 1, "y": 2, "z": 3}
    assert problems == []


def test_what_extends_its_own_name_means_the_one_beneath_and_all_who_extend_it_get_the_change() -> None:
    roles, problems = extending("a: {x: 1, y: 1}\nb: {extends: a}", "a: {extends: a, y: 2}")
    assert roles.resolved("a") == {"x": 1, "y": 2}
    assert roles.resolved("b") == {"extends": "a", "x": 1, "y": 2}
    assert roles.names() == ["a", "b"]
    assert problems == []


@pytest.mark.parametrize(
    ("text", "kind", "values"),
    [
        ("aa: {extends: bb}\nbb: {extends: aa}", ProblemKind.CIRCLE, {"names": ("aa", "bb", "aa")}),
        ("aa: {extends: zz}", ProblemKind.NOTHING_TO_EXTEND, {"name": "zz", "beneath": False, "near": None}),
        ("aa: {extends: aa}", ProblemKind.NOTHING_TO_EXTEND, {"name": "aa", "beneath": True}),
        ("aa: {extends: base1}\nbase: {x: 1}", ProblemKind.NOTHING_TO_EXTEND, {"name": "base1", "near": "base"}),
    ],
)
def test_what_cannot_be_found_is_reported_once_where_it_is_named(
    text: str, kind: ProblemKind, values: dict[str, object]
) -> None:
    roles, problems = extending(text)
    assert roles.resolved("aa") is roles.resolved("aa") is None
    (problem,) = problems
    assert problem.kind is kind
    assert values.items() <= dict(problem.values).items()


@pytest.mark.parametrize("longer", [0, 1])
def test_a_chain_may_have_its_limit_and_no_more(longer: int) -> None:
    length = LONGEST_CHAIN + longer
    links = "".join(f"r{number}: {{extends: r{number + 1}}}\n" for number in range(1, length))
    roles, problems = extending(f"{links}r{length}: {{x: 1}}")
    assert (roles.resolved("r1") is None) is bool(longer)
    assert [problem.kind for problem in problems] == [ProblemKind.CHAIN_TOO_LONG] * longer


@pytest.mark.parametrize(
    ("text", "kind", "line"),
    [
        ("rolle: {id: a}", ProblemKind.UNKNOWN_SECTION, 1),
        ("role: [a]", ProblemKind.NOT_A_MAPPING, 1),
        ("role: {name: A}", ProblemKind.NO_ID, 1),
        ("pay: {a: 1}", ProblemKind.NOT_A_LIST, 1),
        ("pay:\n- 1", ProblemKind.ENTRY_NOT_A_MAPPING, 2),
        ("sources:\n  S1: 1", ProblemKind.NOT_A_MAPPING, 2),
        ("facts:\n- {id: a}\n- {id: a}", ProblemKind.DEFINED_TWICE, 3),
    ],
)
def test_a_section_of_the_wrong_shape_is_reported_where_it_stands(text: str, kind: ProblemKind, line: int) -> None:
    problems: list[Problem] = []
    collect([read(text)], problems.append)
    assert [(problem.kind, problem.line) for problem in problems] == [(kind, line)]


def test_sections_are_sorted_by_id_and_one_of_two_files_with_one_id_is_reported() -> None:
    problems: list[Problem] = []
    files = [read("role: {id: a, x: 1}\npay: [{x: 1}]", "1.yaml"), read("pay: [{x: 2}]\nrole: {id: a, x: 2}", "2.yaml")]
    sections = collect(files, problems.append)
    assert sections.named["role"] == {"a": {"id": "a", "x": 1}}
    assert sections.listed["pay"] == [{"x": 1}, {"x": 2}]
    assert [(problem.file, problem.line, problem.values["file"]) for problem in problems] == [("2.yaml", 2, "1.yaml")]


def test_marks_and_roles_that_nobody_explains_are_reported_at_their_lines() -> None:
    problems: list[Problem] = []
    check_marks([read("a: {source: S1}\nb:\n  sources:\n  - S2\n  - S9")], ["S1", "S2"], problems.append)
    check_roles([read("roles:\n- ai\n- al-engineer"), read("x: 1")], ["ai", "ai-engineer"], problems.append)
    assert [(problem.kind, problem.line, problem.values["name"]) for problem in problems] == [
        (ProblemKind.UNKNOWN_MARK, 5, "S9"),
        (ProblemKind.UNKNOWN_ROLE, 3, "al-engineer"),
    ]
    assert problems[1].values["near"] == "ai-engineer"


def over(tmp_path: Path, *texts: str) -> tuple[Any, list[ProblemKind]]:
    """One file of a subfolder, laid over that of the folder before."""
    problems: list[Problem] = []
    folders = [tmp_path / str(number) for number in range(len(texts))]
    for folder, text in zip(folders, texts, strict=True):
        (folder / "jd").mkdir(parents=True)
        (folder / "jd/law.yaml").write_text(text, encoding="utf-8")
    merged = overlaid(folders, "jd", ["law"], problems.append)
    return merged.get("law"), [problem.kind for problem in problems]


@pytest.mark.parametrize(
    ("base", "team", "merged"),
    [
        ("words: [a, b]", "words: [b, c]", {"words": ["a", "b", "c"]}),
        ("sizes: [1, 2]", "sizes: [3]", {"sizes": [3]}),
        ("x: {a: 1, b: 2}", "x: {b: null, c: 3}", {"x": {"a": 1, "c": 3}}),
        ("rows: [{id: a, x: 1, y: 1}]", "rows: [{id: a, y: 2}]", {"rows": [{"id": "a", "x": 1, "y": 2}]}),
        ("rows: [{name: a, x: 1}]", "rows: [{name: b}]", {"rows": [{"name": "a", "x": 1}, {"name": "b"}]}),
        ("x: 1\ny: 2", "x: null", {"y": 2}),
    ],
)  # fmt: skip
def test_a_teams_file_changes_what_it_names_and_leaves_the_rest(
    tmp_path: Path, base: str, team: str, merged: dict[str, object]
) -> None:
    assert over(tmp_path, base, team) == (merged, [])


def test_an_entry_that_a_team_gives_twice_and_a_file_nobody_has_are_reported(tmp_path: Path) -> None:
    assert over(tmp_path, "rows: [{id: a}]", "rows: [{id: a, x: 1}, {id: a, x: 2}]")[1] == [ProblemKind.ENTRY_TWICE]
    problems: list[Problem] = []
    assert overlaid([tmp_path / "none"], "jd", ["law"], problems.append) == {}
    assert [problem.kind for problem in problems] == [ProblemKind.FILE_MISSING]


def folder(root: Path, **files: bytes) -> tuple[Any, list[ProblemKind]]:
    problems: list[Problem] = []
    for name, content in files.items():
        (root / f"{name}.yaml").write_bytes(content)
    return read_folder(root, problems.append), [problem.kind for problem in problems]


@pytest.mark.parametrize(
    ("content", "kinds"),
    [
        (b"a: 1", []),
        (b"\xef\xbb\xbfa: 1", []),
        (b"a: \xff", [ProblemKind.NOT_UTF8]),
        (b"", [ProblemKind.EMPTY_FILE]),
        (b"- a", [ProblemKind.EMPTY_FILE]),
        (b"#" * MOST_BYTES, [ProblemKind.EMPTY_FILE]),
        (b"#" * (MOST_BYTES + 1), [ProblemKind.FILE_TOO_LARGE]),
    ],
    ids=["plain", "with a mark", "not utf-8", "empty", "a list", "just fits", "too large"],
)
def test_a_file_that_is_no_definition_is_reported(tmp_path: Path, content: bytes, kinds: list[ProblemKind]) -> None:
    assert folder(tmp_path, a=content)[1] == kinds


def test_a_folders_digest_changes_with_every_byte_and_name_and_with_nothing_else(tmp_path: Path) -> None:
    roots = [tmp_path / name for name in "abcd"]
    for root in roots:
        root.mkdir()
    same = folder(roots[0], x=b"a: 1")[0].digest
    assert folder(roots[1], x=b"a: 1")[0].digest == same
    assert len({same, folder(roots[2], y=b"a: 1")[0].digest, folder(roots[3], x=b"a: 2")[0].digest}) == 3


def test_a_link_that_leads_outside_is_not_read_and_hidden_files_are_not_seen(tmp_path: Path) -> None:
    inside = tmp_path / "in"
    (inside / ".git").mkdir(parents=True)
    (inside / ".git/x.yaml").write_text("a: 1", encoding="utf-8")
    (tmp_path / "secret.yaml").write_text("a: 1", encoding="utf-8")
    (inside / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    assert yaml_files(inside) == [inside / "link.yaml"]
    assert folder(inside)[1] == [ProblemKind.LEADS_OUTSIDE]
