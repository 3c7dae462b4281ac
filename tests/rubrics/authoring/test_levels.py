"""What is asked and observed differs from level to level, and what to listen for goes up the ladder with the level."""

import itertools
import re

import pytest

from rubrics.authoring.loader import load_catalogue
from rubrics.catalogue.levels import Level
from tests.built_in import CATALOGUE

RUBRICS = list(CATALOGUE.rubrics.values())
BY_ROLE = [
    tuple(CATALOGUE.rubric(role.id, level) for level in Level)
    for role in CATALOGUE.roles
    if CATALOGUE.levels(role.id) == tuple(Level)
]
NEIGHBORS = [
    pair
    for role in CATALOGUE.roles
    for pair in itertools.pairwise(CATALOGUE.rubric(role.id, level) for level in CATALOGUE.levels(role.id))
]
CLAUSE = re.compile(r"[.;:]\s|, (?:and|but|so|then|while|with|which|who|where|without)\b")
"""Where one observation ends and the next begins."""
MOST_CLAUSES, MOST_WORDS = 2, 24
"""One behavior, two at most: what an interviewer holds in mind while someone is speaking."""


def asked(rubric, competency_id):
    return [question.id for question in rubric.competency(competency_id).questions]


@pytest.mark.parametrize(("lower", "upper"), NEIGHBORS, ids=lambda rubric: rubric.id)
def test_any_two_neighboring_levels_ask_other_questions_in_every_competency(lower, upper):
    shared = {each.id for each in lower.competencies} & {each.id for each in upper.competencies}
    assert shared
    assert not [name for name in shared if set(asked(lower, name)) == set(asked(upper, name))]


@pytest.mark.parametrize("rubric", RUBRICS, ids=lambda rubric: rubric.id)
def test_each_question_says_what_to_listen_for_around_the_bar(rubric):
    for competency in rubric.competencies:
        for question in competency.questions:
            signs = question.listen_for
            assert [each.rating for each in signs] == [2, 3, 4], (competency.id, question.id)
            assert len({each.sign for each in signs}) == 3, (competency.id, question.id)


@pytest.mark.parametrize(("lower", "upper"), NEIGHBORS, ids=lambda rubric: rubric.id)
def test_what_earns_a_4_earns_a_3_one_level_up(lower, upper):
    for one in lower.competencies:
        if one.id not in {each.id for each in upper.competencies}:
            continue
        above = {each.id: each for each in upper.competency(one.id).questions}
        for question in one.questions:
            if question.id in above:
                below = {each.rating: each.sign for each in question.listen_for}
                assert {each.rating: each.sign for each in above[question.id].listen_for}[3] == below[4]


def questions():
    return {each.ask for rubric in RUBRICS for one in rubric.competencies for each in one.questions}


def test_a_question_about_something_to_look_at_says_first_what_to_bring():
    """An interviewer who reads “Here is a trace” minutes before has none."""
    assert not [ask for ask in questions() if re.match(r"(Here (is|are)|Look at)\b", ask)]
    brought = [ask for ask in questions() if ask.startswith("(Bring ")]
    assert brought, "most carry what they ask about in their own words, the rest name it"
    assert all(re.match(r"\(Bring [^()]{3,60}\.\) [A-Z\"]", ask) for ask in brought)


def test_an_exercise_that_a_question_brings_is_there():
    named = {name for ask in questions() for name in re.findall(r'Bring the exercise "([^"]+)"', ask)}
    assert named
    assert named <= {exercise.name for exercise in CATALOGUE.exercises.values()}


def test_an_anchor_is_one_behavior_or_two_at_most():
    anchors = {anchor.behavior for rubric in RUBRICS for each in rubric.competencies for anchor in each.anchors}
    assert len(anchors) > 300
    assert not [each for each in anchors if len(CLAUSE.split(each.rstrip("."))) > MOST_CLAUSES]
    assert not [each for each in anchors if len(each.split()) > MOST_WORDS]


def test_the_top_of_a_ladder_is_judgment_and_never_fame_or_publication():
    fame = r"\b(publish\w*|open-source\w*|cite[sd]?|adopted|conference|standards? of the field|other companies)\b"
    top = [anchor.behavior for rubrics in BY_ROLE for each in rubrics[-1].competencies for anchor in each.anchors[2:]]
    assert not [each for each in top if re.search(fame, each)]


def test_the_bar_of_a_junior_asks_for_nothing_that_only_a_job_gives():
    on_the_job = r"\b(has shipped|in production|on-call|customers|for a year|at work(?! or)|has owned)\b"
    bars = [each.anchor(3).behavior for rubrics in BY_ROLE for each in rubrics[0].competencies]
    assert not [each for each in bars if re.search(on_the_job, each, re.IGNORECASE)]


OURS = """
competencies:
  evaluation:
    extends: evaluation
    questions:
      golden-sets:
        ask: How would you keep a golden set honest over a year?
        listen_for:
          2: Adds cases as they come
          3: Names who may remove one
        levels: [senior]
"""
ANCHORS = "".join(f"      {number}: {{short: S{number}, behavior: Shows {number}.}}\n" for number in range(1, 6))


def loaded(folder, text):
    (folder / "ours.yaml").write_text(text, encoding="utf-8")
    return load_catalogue(folder)


def test_a_team_says_by_rating_what_to_listen_for(tmp_path):
    rubric = loaded(tmp_path, OURS).rubric("ai-engineer", Level.SENIOR)
    question = next(each for each in rubric.competency("evaluation").questions if each.id == "golden-sets")
    assert [(each.rating, each.sign) for each in question.listen_for] == [
        (2, "Adds cases as they come"),
        (3, "Names who may remove one"),
    ]


def test_a_team_that_replaces_a_ladder_by_anchors_keeps_the_questions_without_its_rungs(tmp_path):
    text = f"competencies:\n  evaluation:\n    extends: evaluation\n    ladder: null\n    anchors:\n{ANCHORS}"
    one = loaded(tmp_path, text).rubric("ai-engineer", Level.SENIOR).competency("evaluation")
    assert one.questions
    assert not [question.id for question in one.questions if question.listen_for]


def test_a_rubric_that_says_none_of_it_keeps_the_version_it_had(tmp_path):
    """Loops are pinned to a digest: what can be said since then must not change it where it isn't said."""
    plain = {"weight_reason": None, "questions": ()}
    rubric = RUBRICS[0].model_copy(
        update={"competencies": tuple(each.model_copy(update=plain) for each in RUBRICS[0].competencies)}
    )
    assert "weight_reason" not in rubric.canonical
    assert "listen_for" not in rubric.canonical
    assert "weight_reason" in RUBRICS[0].canonical
    assert "listen_for" in RUBRICS[0].canonical


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize(
    ("work", "asked_as"),
    [
        ("security", r"strip out\?|personal data|search index says|guardrail"),
        ("integration", r"must reach a CRM"),
        ("process analysis", r"patient intake|confusing refund page"),
        ("documentation", r"leave in writing|get in writing first"),
    ],
)
def test_every_ai_engineer_is_asked_about_what_one_source_counts_among_the_work(level, work, asked_as):
    competencies = CATALOGUE.rubric("ai-engineer", level).competencies
    questions = [question for each in competencies for question in each.questions]
    said = [" ".join((each.ask, *each.follow_ups)) for each in questions]
    assert [text for text in said if re.search(asked_as, text)], work
