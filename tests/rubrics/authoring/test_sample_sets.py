"""Sets of sample answers: ours are spread and fit to rate, a team's own are laid over them, and faults have a line."""

import re
from collections import Counter

import pytest

from bot.wording.problems import sentence
from rubrics.authoring.loader import load_catalogue
from rubrics.authoring.sample_sets import FEWEST_WORDS, MOST_WORDS
from rubrics.catalogue.errors import CatalogueError
from rubrics.catalogue.levels import Level
from tests.built_in import CATALOGUE

SETS = list(CATALOGUE.sample_sets.values())
WORDS = "Well, I would begin with what the user needs, and then I would look at the figures we have. " * 4
ANSWER = f"        question: How?\n        answer: {WORDS}\n"


def own_set(**fields):
    competency = fields.get("competency", "retrieval")
    answers = "".join(
        f"      {key}:\n        competency: {competency}\n        written_as: {rating}\n{ANSWER}"
        for key, rating in (("one", 1), ("two", fields.get("second", 5)))
    )
    role, level = fields.get("role", "ai-engineer"), fields.get("level", "mid")
    return f"sample_answers:\n  ours:\n    role: {role}\n    level: {level}\n    answers:\n{answers}"


def loaded(folder, text):
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    return load_catalogue(folder)


def refusals(folder, text):
    with pytest.raises(CatalogueError) as refused:
        loaded(folder, text)
    return [f"{each.line}: {sentence(each.kind, each.values)}" for each in refused.value.problems]


def test_each_role_has_six_answers_rated_by_the_anchors_of_its_own_rubric():
    assert sorted(CATALOGUE.sample_sets) == sorted(role.id for role in CATALOGUE.roles if role.in_jd_review)
    for each in SETS:
        rubric = CATALOGUE.rubric(each.role, each.level)
        assert len(each.answers) == 6
        for answer in each.answers:
            assert answer.anchors == rubric.competency(answer.competency).anchors
            assert FEWEST_WORDS <= len(answer.answer.split()) <= MOST_WORDS


def test_an_answer_tells_nobody_the_rating_it_was_written_as():
    for each in SETS:
        assert "written_as" not in each.model_dump_json()
        for answer in each.answers:
            assert answer.id not in answer.answer
            assert not re.search(r"\b(rating|rate|anchor|score of [1-5])\b", answer.question)


def test_no_answer_repeats_an_anchor_word_for_word():
    for each in SETS:
        for answer in each.answers:
            for anchor in answer.anchors:
                assert anchor.short.casefold() not in answer.answer.casefold(), (each.id, answer.id)


def test_no_question_is_asked_twice_in_a_set_and_no_text_stands_in_two():
    texts = Counter(answer.answer for each in SETS for answer in each.answers)
    assert set(texts.values()) == {1}
    for each in SETS:
        assert len({answer.question for answer in each.answers}) == len(each.answers)


def test_a_team_adds_a_set_of_its_own_and_an_answer_to_a_built_in_one(tmp_path):
    extended = f"""  ml-engineer:
    extends: ml-engineer
    answers:
      click-metric: null
      ours:
        competency: modeling
        written_as: 2
{ANSWER}"""
    sets = loaded(tmp_path, own_set() + extended).sample_sets
    assert [answer.id for answer in sets["ours"].answers] == ["one", "two"]
    ids = [answer.id for answer in sets["ml-engineer"].answers]
    assert "click-metric" not in ids
    assert ids[-1] == "ours"
    assert sets["ai-engineer"] == CATALOGUE.sample_sets["ai-engineer"]


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"role": "ai-enginer"}, '3: no role has the id "ai-enginer"; did you mean "ai-engineer"?'),
        ({"role": "every-role"}, '3: no role has the id "every-role"'),
        ({"level": "chief"}, '4: ai-engineer has no level "chief"; it has junior, mid'),
        ({"competency": "retreival"}, '7: ai-engineer at the level mid assesses no "retreival"; did you mean "retr'),
        ({"competency": "modeling"}, '7: ai-engineer at the level mid assesses no "modeling"'),
        ({"second": 6}, '13: "written_as"'),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path, fields, refusal):
    assert refusals(tmp_path, own_set(**fields))[0][: len(refusal)] == refusal


def test_a_level_that_a_role_does_not_have_is_named_with_those_it_has(tmp_path):
    role = "role:\n  id: ml-engineer\n  extends: ml-engineer\n  levels: {staff: null, principal: null}\n"
    sets = own_set(role="ml-engineer", competency="modeling", level="staff")
    assert '8: ml-engineer has no level "staff"; it has junior, mid, senior' in refusals(tmp_path, role + sets)


def test_a_role_that_cannot_be_read_is_reported_once_and_its_answers_not_at_all(tmp_path):
    role = "role:\n  id: ours\n  extends: ml-engineer\n  bar: 9\n"
    found = refusals(tmp_path, role + own_set(role="ours", competency="modeling"))
    assert len(found) == 1
    assert found[0].startswith("4: ")


def test_a_set_needs_two_answers(tmp_path):
    text = own_set().split("      two:")[0]
    assert refusals(tmp_path, text)[0].startswith("5: ")


def test_a_team_that_assesses_less_keeps_what_still_fits_of_a_built_in_set(tmp_path):
    """Its own role is right; that a built-in answer is about something else is no fault of the team's."""
    listed = "  competencies:\n    - {extends: retrieval, weight: 1}\n    - {extends: evaluation, weight: 1}\n"
    role = "role:\n  id: ai-engineer\n  extends: ai-engineer\n"
    sets = loaded(tmp_path, role + listed).sample_sets
    assert {answer.competency for answer in sets["ai-engineer"].answers} == {"retrieval", "evaluation"}
    alone = listed.replace("    - {extends: evaluation, weight: 1}\n", "")
    assert "ai-engineer" not in loaded(tmp_path, role + alone).sample_sets


def test_answers_all_of_a_kind_or_too_short_are_allowed_with_a_caution(tmp_path):
    text = own_set(second=2).replace(WORDS, "Yes, I did.")
    told = [sentence(each.kind, each.values) for each in loaded(tmp_path, text).cautions]
    assert told == [
        "these answers are written as ratings 1 to 2; spread them, so that both ends of the scale are used",
        'the answer "one" has 3 words; 60 to 150 are read and rated in under a minute',
        'the answer "two" has 3 words; 60 to 150 are read and rated in under a minute',
    ]


def test_a_set_knows_its_answers_by_id():
    own = CATALOGUE.sample_sets["ai-engineer"]
    assert own.answer("friday-prompt").competency == "evaluation"
    assert [each.rating for each in own.answer("friday-prompt").anchors] == [1, 2, 3, 4, 5]
    assert own.level == Level.SENIOR
    with pytest.raises(KeyError):
        own.answer("unknown")


def test_two_sets_that_are_called_alike_get_a_caution_until_one_has_a_name(tmp_path):
    text = own_set(level="senior")
    told = [sentence(each.kind, each.values) for each in loaded(tmp_path, text).cautions]
    assert told == ['"ai-engineer" is for the same role and level; give one of the two a `name` to tell them apart']
    assert not loaded(tmp_path, text.replace("    role:", "    name: Ours\n    role:")).cautions
