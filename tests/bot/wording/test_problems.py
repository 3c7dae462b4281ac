"""Every kind of problem has its words, and a place that editors can follow."""

import pytest
from jinja2 import UndefinedError

from bot.wording.problems import located, sentence
from bot.wording.words import Speaker
from rubrics.catalogue.errors import Problem
from rubrics.catalogue.problem_kinds import ProblemKind, YamlFault


def test_every_kind_of_problem_has_words() -> None:
    blocks = set(Speaker().english["plain"].get_template("problems.plain.j2").blocks)
    assert {kind.value for kind in ProblemKind} - blocks == set()


def test_a_problem_is_shown_with_its_file_and_line() -> None:
    problem = Problem.at(("a.yaml", 3), ProblemKind.KEY_TWICE, name="id", first=2)
    assert located(problem) == 'a.yaml:3: "id" is already given in line 2; keep one of the two'


@pytest.mark.parametrize("fault", [fault for fault in YamlFault if fault is not YamlFault.OTHER])
def test_every_fault_of_yaml_is_said_in_words_of_our_own(fault: YamlFault) -> None:
    words = sentence(ProblemKind.YAML_SYNTAX, {"fault": fault, "libyaml": "LIBYAML"})
    assert "LIBYAML" not in words
    assert len(words.split()) > 7


def test_a_value_that_is_not_given_is_an_error_and_not_a_gap() -> None:
    with pytest.raises(UndefinedError):
        sentence(ProblemKind.KEY_TWICE, {"name": "id"})


def test_a_value_that_must_stay_secret_is_not_repeated() -> None:
    values = {"field": "PORT", "given": None, "whole": True, "words": ""}
    assert sentence(ProblemKind.NOT_A_NUMBER, values) == '"PORT" must be a number'
