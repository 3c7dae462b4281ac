"""Sentences are typed by their own words and their place, and statements by their family of work."""

from datetime import date

import pytest

from rubrics.jd.knowledge.loading import FOLDER, MODELS
from rubrics.jd.reading.reading import Reading
from rubrics.jd.reading.statements import Statement, work_strengths
from rubrics.jd.review import read, review_jd
from rubrics.jd.text.linear import model_from, model_text
from tests.built_in import KNOWLEDGE
from tests.evaluations.softmax import Prior, Row, fitted, learned

TODAY = date(2026, 11, 29)
MOST_BYTES = 200_000
POSTING = """ML Engineer

We sell software to clinics.

Your days here
- Train ranking models on millions of appointments
- Serve them behind an API and watch for drift
- Write experiments with the product team

Who you are in our eyes
- You have 4+ years of experience in machine learning
- Strong Python and PyTorch
- {wish}

The good stuff
- Health insurance and 25 days of vacation
- A yearly budget for conferences
"""


def reading(text: str) -> Reading:
    return read(KNOWLEDGE, text, title=None, location=None, today=TODAY)


def kinds(text: str) -> dict[str, str]:
    document = reading(text).document
    return {document.quote(one.start, one.end): one.kind for one in document.segments}


def test_sentences_under_headings_no_list_knows_are_told_by_their_own_words() -> None:
    found = kinds(POSTING.format(wish="Experience with Spark is a plus"))
    assert found["Train ranking models on millions of appointments"] == "duties"
    assert found["You have 4+ years of experience in machine learning"] == "musts"
    assert found["Experience with Spark is a plus"] == "nice"
    assert found["Health insurance and 25 days of vacation"] == "benefits"
    assert found["We sell software to clinics."] == "intro"


def test_a_short_text_is_what_its_headings_say() -> None:
    assert kinds("AI Engineer\n\nBenefits\n- 5 years of Python")["5 years of Python"] == "benefits"


def test_a_statement_is_called_one_of_the_family_it_plainly_speaks_of() -> None:
    works = {one.work for one in reading(POSTING.format(wish="Airflow")).statements if one.kind == "duties"}
    assert works & {"model", "ml-infra"}
    assert "automation" not in works


def test_without_a_sentence_its_share_of_the_work_is_gone() -> None:
    two = [
        Statement(0, "duties", {"model": 1.0, "software": 0.0}),
        Statement(1, "duties", {"model": 0.0, "software": 1.0}),
    ]
    assert work_strengths(two)["duties:model"] == work_strengths(two)["duties:software"]
    assert work_strengths(two, frozenset((1,)))["duties:software"] == 0.0


def test_where_no_role_leads_clearly_both_are_named_with_quotations() -> None:
    text = (
        POSTING.format(wish="Airflow")
        .replace("ML Engineer", "Engineer")
        .replace("Write experiments", "Build RAG agents")
    )
    text = text.replace("- Serve them behind an API and watch for drift", "- Write prompts and evals for LLM agents")
    verdict = review_jd(KNOWLEDGE, text, today=TODAY).verdict
    first, second, *_ = sorted(verdict.distribution.values(), reverse=True)
    assert (verdict.mixed_with is not None) is (first - second < 0.25)
    assert verdict.mixed_with is None or verdict.evidence[verdict.mixed_with]


def test_the_models_are_small_and_say_nothing_of_any_company() -> None:
    texts = [(FOLDER / f"{name}.tsv").read_text(encoding="utf-8") for name in MODELS]
    assert sum(map(len, texts)) + (FOLDER / "weights.yaml").stat().st_size <= MOST_BYTES
    features = {feature for text in texts for feature in model_from(text).rows}
    assert max(len(feature.split()) for feature in features) == 2


def test_a_model_is_read_as_it_was_written() -> None:
    weights = {"build": [1.0, -0.5], "after:duties": [9.0, 0.0]}
    model = model_from(model_text("two classes", ("duties", "musts"), weights, 1 / 32))
    assert model.weights("build") == [1.0, -0.5]
    assert model.weights("after:duties")[0] == pytest.approx(127 / 32)
    assert model.scores(["build", "unknown", "build"]) == [2.0, -1.0]
    assert model.scores([]) == [0.0, 0.0]


def test_both_ways_of_fitting_find_what_tells_two_classes_apart() -> None:
    examples = [(["ship", "we"], 0), (["earn", "we"], 1)] * 40
    by_steps = learned(examples, ["earn", "ship", "we"], 2, 6)
    rows = [Row(dict.fromkeys(names, 1.0), [1.0 - number, float(number)]) for names, number in examples]
    at_once = fitted(rows, {name: Prior([0.0, 0.0], 1.0) for name in ("earn", "ship", "we")}, 2, 50)
    for weights in (by_steps, at_once):
        assert weights["ship"][0] > 0.5 > abs(weights["we"][0])
        assert weights["earn"][1] > 0.5


def test_a_firm_prior_moves_little() -> None:
    rows = [Row({"ship": 1.0}, [1.0, 0.0])] * 10
    assert fitted(rows, {"ship": Prior([0.0, 0.5], 1_000.0)}, 2, 50)["ship"][1] == pytest.approx(0.5, abs=0.01)
