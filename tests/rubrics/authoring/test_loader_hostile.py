"""Hostile and broken files get a refusal with their name and line, quickly, and never more than a refusal."""

import os
from pathlib import Path

import pytest

from bot.wording.problems import sentence
from rubrics.authoring.loader import load_catalogue
from rubrics.catalogue.errors import CatalogueError

FINE = b"level_words:\n  - {word: boss, level: principal}\n"


def refusals(folder: Path) -> list[str]:
    with pytest.raises(CatalogueError) as refused:
        load_catalogue(folder)
    return [
        f"{Path(each.file).name}:{each.line}: {sentence(each.kind, each.values)}" for each in refused.value.problems
    ]


def written(folder: Path, content: bytes, name: str = "bad.yaml") -> Path:
    (folder / name).write_bytes(content)
    return folder


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"facts: &all\n  - {id: a}\n", "bad.yaml:1: the anchor &all is not allowed; use `extends` to share text"),
        (b"facts:\n  - *all\n", "bad.yaml:2: the alias *all is not allowed; use `extends` to share text"),
        (
            b"role: !!python/object/apply:os.system [ls]\n",
            "bad.yaml:1: the tag !!python/object/apply:os.system is not allowed; write plain values",
        ),
        (b"role: !include /etc/passwd\n", "bad.yaml:1: the tag !include is not allowed; write plain values"),
        (b"role: " + b"[" * 100_000, "bad.yaml:1: this is nested more than 20 levels deep"),
        (b"role:\n  id: a\n  id: b\n", 'bad.yaml:3: "id" is already given in line 2; keep one of the two'),
        (
            b"role:\n  id: a\n---\nrole:\n  id: b\n",
            "bad.yaml:3: a second document starts here (---); put it into a file of its own",
        ),
        (b"role:\n\tid: a\n", "bad.yaml:2: this is not readable as YAML: this character can't start a value"),
        (b"role: {id: a\n", "bad.yaml:2: this is not readable as YAML: a bracket or brace is not closed"),
        (b"? [a, b]\n: c\n", "bad.yaml:1: a key must be a plain word"),
        (b"<<: {id: a}\n", 'bad.yaml:1: "<<" is not a section of a definition file'),
        ("level_words: [«]\n".encode("latin-1"), "bad.yaml:1: this is not UTF-8 text"),
        ("role:\n".encode("utf-16"), "bad.yaml:1: this is not UTF-8 text"),
        ("facts:\n  - é\n  - \x00\n".encode(), "bad.yaml:3: this is not readable as YAML: a control character stands"),
        (b'facts:\n  - "never closed\n\n\n', "bad.yaml:2: this is not readable as YAML: a quote is opened and never"),
        (
            b"facts:\n  - " + b"x" * 900_000,
            "bad.yaml:2: this text has 900,000 characters; no definition needs",
        ),
        (
            b"competencies:\n" + b"".join(b"  a%d: {extends: a%d}\n" % (n, n + 1) for n in range(3_000)),
            "bad.yaml:21: `extends` leads on through more than 20 definitions",
        ),
        (
            b"role: {id: own, extends: own}\n",
            'bad.yaml:1: there is no role "own" in a folder before this one',
        ),
        (b"- just\n- a list\n", "bad.yaml:1: this file holds no definition; start with a section such as `role:`"),
        (b"", "bad.yaml:1: this file holds no definition; start with a section such as `role:`"),
        (b"# nothing but a comment\n", "bad.yaml:1: this file holds no definition"),
    ],
)
def test_what_no_definition_needs_is_refused_with_its_line(tmp_path, content, refusal):
    assert any(refusal in said for said in refusals(written(tmp_path, content)))


def test_a_bomb_of_aliases_is_refused_at_its_first_anchor(tmp_path):
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    assert refusals(written(tmp_path, "\n".join(lines).encode())) == [
        "bad.yaml:1: the anchor &a0 is not allowed; use `extends` to share text"
    ]


def test_a_file_of_50_megabytes_is_refused_without_being_read_whole(tmp_path):
    with (tmp_path / "bad.yaml").open("wb") as file:
        file.truncate(50_000_000)
    assert refusals(tmp_path) == ["bad.yaml:1: this file is larger than 1 MB; no definition needs that"]


def test_a_link_out_of_the_folder_is_refused(tmp_path):
    outside = tmp_path / "outside.yaml"
    outside.write_bytes(FINE)
    folder = tmp_path / "ours"
    folder.mkdir()
    (folder / "bad.yaml").symlink_to(outside)
    assert refusals(folder) == [
        "bad.yaml:1: this link leads outside the folder of definitions; copy the file here instead"
    ]


def test_a_link_within_the_folder_is_followed(tmp_path):
    folder = tmp_path / "ours"
    (folder / "shared").mkdir(parents=True)
    written(folder / "shared", FINE, "words.txt")
    (folder / "words.yaml").symlink_to(folder / "shared" / "words.txt")
    assert load_catalogue(folder).find_level("boss").value == "principal"


def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "bad.yaml")
    assert refusals(tmp_path) == ["bad.yaml:1: this is not an ordinary file"]


def test_a_folder_named_like_a_file_is_refused(tmp_path):
    (tmp_path / "bad.yaml").mkdir()
    assert "bad.yaml:1: this is not an ordinary file" in refusals(tmp_path)


def test_a_link_to_itself_is_refused(tmp_path):
    (tmp_path / "bad.yaml").symlink_to(tmp_path / "bad.yaml")
    assert len(refusals(tmp_path)) == 1


def test_an_empty_folder_says_what_is_missing(tmp_path):
    assert refusals(tmp_path) == [f"{tmp_path.name}:1: this folder holds no definition: no file here ends in .yaml"]


def test_a_missing_folder_is_named(tmp_path):
    assert refusals(tmp_path / "none") == ["none:1: there is no such file or folder"]


def test_hidden_files_and_other_kinds_of_files_are_left_alone(tmp_path):
    written(tmp_path, FINE, "ours.yaml")
    written(tmp_path, b"{{{", ".draft.yaml")
    written(tmp_path, b"{{{", "notes.md")
    assert load_catalogue(tmp_path).find_level("boss").value == "principal"


def test_a_byte_order_mark_is_no_fault(tmp_path):
    assert load_catalogue(written(tmp_path, b"\xef\xbb\xbf" + FINE)).find_level("boss").value == "principal"


def test_what_is_broken_in_one_file_does_not_hide_what_is_broken_in_another(tmp_path):
    written(tmp_path, b"role: {id: a\n", "a.yaml")
    written(tmp_path, b"rolle:\n  id: b\n", "b.yaml")
    said = refusals(tmp_path)
    assert said[0].startswith("a.yaml:2: this is not readable as YAML")
    assert said[1] == 'b.yaml:1: "rolle" is not a section of a definition file; did you mean "role"?'
