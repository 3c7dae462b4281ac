"""Files from before a name was spelled the American way still load, with a caution where each stands."""

from pathlib import Path

from rubrics.authoring.loader import load_catalogue
from rubrics.authoring.old_spellings import as_spelled_now
from rubrics.authoring.yaml_text import parse
from rubrics.catalogue.errors import Problem
from rubrics.catalogue.levels import Level
from rubrics.catalogue.problem_kinds import ProblemKind

OLD = """
competencies:
  evaluation:
    extends: evaluation
    ladder:
      4: {short: Ours, behaviour: Says what they measured and why.}
role:
  id: ml-engineer
  extends: ml-engineer
  competencies:
    - {extends: evaluation, weight: 10}
    - {extends: modelling, weight: 30}
"""


def loaded(folder: Path, text: str):
    (folder / "ours.yaml").write_text(text, encoding="utf-8")
    return load_catalogue(folder)


def test_an_old_file_means_what_it_meant(tmp_path):
    rubric = loaded(tmp_path, OLD).rubric("ml-engineer", Level.JUNIOR)
    assert rubric.competency("evaluation").anchor(4).behavior == "Says what they measured and why."
    assert rubric.competency("modeling").weight == 30


def test_each_old_name_has_a_caution_with_its_line(tmp_path):
    old = [each for each in loaded(tmp_path, OLD).cautions if each.kind is ProblemKind.OLD_SPELLING]
    assert [(Path(each.file).name, each.line, each.values) for each in old] == [
        ("ours.yaml", 6, {"old": "behaviour", "new": "behavior"}),
        ("ours.yaml", 12, {"old": "modelling", "new": "modeling"}),
    ]


def test_a_file_that_uses_both_names_keeps_both_so_that_the_old_one_is_refused():
    cautions: list[Problem] = []
    data, _ = parse("a: {behaviour: x, behavior: y}\n", "a.yaml")
    assert as_spelled_now(data, cautions.append) == {"a": {"behaviour": "x", "behavior": "y"}}
    assert cautions == []


def test_words_that_only_look_like_an_old_name_stay_as_they_are():
    cautions: list[Problem] = []
    data, _ = parse("a:\n  name: modelling\n  tools: [modelling]\n", "a.yaml")
    assert as_spelled_now(data, cautions.append) == data
    assert cautions == []
