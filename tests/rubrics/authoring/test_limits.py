"""Nothing built from definitions is more than Slack takes: each text has its limit, and each answer as a whole."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.features.rubric.show_answer import page_on
from bot.features.rubric.show_page import as_posts
from bot.features.rubric.topic import NOTHING, Kind, Topic
from bot.wording.problems import sentence
from rubrics.authoring.answer_sizes import Sized, most_of, sizes_of
from rubrics.authoring.loader import load_catalogue
from rubrics.catalogue import limits
from rubrics.catalogue.errors import CatalogueError, Problem
from rubrics.catalogue.problem_kinds import ProblemKind
from tests.built_in import CATALOGUE

TODAY = date(2030, 1, 1)
LONG = "x" * limits.SENTENCE
ROLE = "role:\n  id: ai-engineer\n  extends: ai-engineer\n"


def characters(blocks: Any) -> int:
    """Return the characters of every text in blocks."""
    if isinstance(blocks, list):
        return sum(map(characters, blocks))
    if not isinstance(blocks, dict):
        return 0
    own = len(blocks["text"]) if isinstance(blocks.get("text"), str) else 0
    return own + sum(characters(value) for key, value in blocks.items() if key not in {"alt_text", "value"})


def posted(catalogue, kind: Kind, role: str, level=None, detail: str = NOTHING) -> int:
    page = page_on(catalogue, Topic(kind=kind, role=role, level=level, detail=detail), TODAY)
    return max(characters(post["blocks"]) for post in as_posts(page, "U0RITA"))


def drawn(catalogue, role: str) -> dict[Sized, int]:
    """Return the characters of each answer about a role as it is posted, at the level where it takes most."""
    levels = catalogue.levels(role)
    by_level = {Sized.RUBRIC: Kind.RUBRIC, Sized.QUESTIONS: Kind.QUESTIONS, Sized.ANCHORS: Kind.ANCHORS}
    one = [(level, each.id) for level in levels for each in catalogue.rubric(role, level).competencies]
    plain = {
        answer: Kind(answer.value.replace("_", "-"))
        for answer in Sized
        if answer.value.replace("_", "-") in set(map(str, Kind))
    }
    return {
        **{answer: posted(catalogue, kind, role) for answer, kind in plain.items() if answer not in by_level},
        **{answer: max(posted(catalogue, kind, role, each) for each in levels) for answer, kind in by_level.items()},
        Sized.ANCHORS_OF_ONE: max(posted(catalogue, Kind.ANCHORS, role, level, name) for level, name in one),
        Sized.QUESTIONS_OF_ONE: max(posted(catalogue, Kind.QUESTIONS, role, level, name) for level, name in one),
    }


def problems_with(folder: Path, text: str) -> list[Problem]:
    (folder / "ours.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError) as refused:
        load_catalogue(folder)
    return list(refused.value.problems)


@pytest.mark.parametrize("role", [role.id for role in CATALOGUE.roles])
def test_a_measure_is_never_less_than_what_is_posted(role):
    sizes, real = sizes_of(CATALOGUE, CATALOGUE.role(role)), drawn(CATALOGUE, role)
    assert set(sizes) - set(real) == {Sized.COMPARISON}
    assert {answer: real[answer] for answer in real if real[answer] > sizes[answer]} == {}


def test_a_comparison_is_never_more_than_its_two_halves():
    for one in CATALOGUE.roles:
        for other in CATALOGUE.roles:
            if one is not other:
                halves = sum(sizes_of(CATALOGUE, role)[Sized.COMPARISON] for role in (one, other))
                assert posted(CATALOGUE, Kind.COMPARE, one.id, detail=other.id) <= halves


@pytest.mark.parametrize(
    ("text", "answer", "line"),
    [
        (ROLE + f"  must_have: [{', '.join([LONG] * 36)}]\n", Sized.REQUIREMENTS, 4),
        (ROLE + f"  does: [{', '.join([LONG] * 36)}]\n", Sized.ROLE, 4),
        (ROLE + f"  weak_signals: [{', '.join([LONG] * 30)}]\n", Sized.WORK_SAMPLE, 4),
        (
            "checklist:\n  id: ai-engineer\n  items:\n"
            + "".join(f"    item-{number}: {{kind: must, text: {LONG}, why: {LONG}}}\n" for number in range(18)),
            Sized.CHECKLIST,
            3,
        ),
        (
            ROLE
            + "  competencies:\n    - extends: retrieval\n      weight: 3\n      questions:\n"
            + "".join(f"        q{number}: {{ask: {LONG}}}\n" for number in range(40)),
            Sized.QUESTIONS,
            4,
        ),
        (
            ROLE + f"  competencies:\n    - {{extends: retrieval, weight: 3, red_flags: [{', '.join([LONG] * 36)}]}}\n",
            Sized.ANCHORS_OF_ONE,
            4,
        ),
    ],
    ids=["requirements", "role", "work sample", "checklist", "questions", "anchors"],
)
def test_an_answer_that_one_message_could_not_hold_is_refused_with_its_line(tmp_path, text, answer, line):
    about_it = [each for each in problems_with(tmp_path, text) if each.values["role"] == "AI Engineer"]
    found = {each.values["answer"]: each for each in about_it}
    assert answer in found
    assert found[answer].kind is ProblemKind.ANSWER_TOO_LONG
    assert (Path(found[answer].file).name, found[answer].line) == ("ours.yaml", line)
    assert found[answer].values["size"] > most_of(answer)


def test_the_sentence_names_the_answer_the_role_and_both_sizes():
    values = {"answer": Sized.WORK_SAMPLE, "role": "AI Engineer", "size": 12_345, "most": limits.POST}
    assert sentence(ProblemKind.ANSWER_TOO_LONG, values) == (
        "the work sample of AI Engineer can take 12,345 characters of one message; at most 11,000 fit: "
        "write fewer or shorter texts"
    )


@pytest.mark.parametrize("answer", list(Sized))
def test_every_answer_has_a_name_in_the_sentence(answer):
    values = {"answer": answer, "role": "AI Engineer", "size": 1, "most": 0}
    assert "fewer or shorter" in sentence(ProblemKind.ANSWER_TOO_LONG, values)


@pytest.mark.parametrize(
    ("text", "most"),
    [
        (ROLE + f"  name: {'n' * (limits.LABEL + 1)}\n", limits.LABEL),
        (ROLE + f"  summary: {'s' * (limits.SENTENCE + 1)}\n", limits.SENTENCE),
        (f"competencies:\n  retrieval: {{extends: retrieval, name: {'n' * 61}}}\n", limits.PART_NAME),
        (f"competencies:\n  retrieval: {{extends: retrieval, short: {'n' * 21}}}\n", limits.SHORT_NAME),
        (
            f"competencies:\n  retrieval: {{extends: retrieval, ladder: {{1: {{short: {'s' * 71}}}}}}}\n",
            limits.SHORT,
        ),
        (
            f"competencies:\n  retrieval: {{extends: retrieval, ladder: {{1: {{behavior: {'b' * 301}}}}}}}\n",
            limits.BEHAVIOR,
        ),
    ],
    ids=["name", "summary", "part", "short name", "short", "behavior"],
)
def test_a_text_beyond_its_limit_is_refused_with_the_limit(tmp_path, text, most):
    found = problems_with(tmp_path, text)
    assert {(each.kind, each.values["most"]) for each in found} == {(ProblemKind.TEXT_TOO_LONG, most)}
