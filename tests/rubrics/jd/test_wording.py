"""Words that tell roles apart count besides what is known of the work, and every share can be told from both."""

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.wording.jd_wording import wording_words
from rubrics.jd import Verdict, review_jd
from rubrics.jd.reading.shares import mixed_with
from rubrics.jd.reading.wording import TITLED, Wording
from rubrics.jd.text.document import Document, take_apart
from rubrics.jd.text.linear import model_from, model_text
from tests.built_in import KNOWLEDGE
from tests.evaluations import jd_fit
from tests.evaluations.jd_fit import Posting, fit, grounds_in, strengths_in, synthetic
from tests.evaluations.jd_wording import COMPANIES, KEPT, candidates, is_telling, most_telling, words_in

TODAY = date(2026, 12, 1)
ROLES = ("analyst", "other")
WEIGHTS = {"chart": (0.5, -0.5), "forecast": (0.2, -0.2), "weekly forecast": (0.3, -0.3), "desk": (-0.4, 0.4)}
WEIGHTS |= {f"{TITLED}chart": (0.25, -0.25)}
TEXT = """Chart Maker

Responsibilities
- Draw a chart for each desk
- Write the weekly  forecast
- Draw a chart of it

About us
- A chart stands on our desk
"""
SYNTHETIC = sorted((Path(__file__).parent / "synthetic").glob("*.txt"))


def document(text: str = TEXT) -> Document:
    return take_apart(text, None, KNOWLEDGE.section_lists)


def wording(text: str = TEXT) -> Wording:
    return Wording(document(text), WEIGHTS, ROLES)


def reviewed(text: str) -> Verdict:
    return review_jd(KNOWLEDGE, text, today=TODAY).verdict


def sentences(*words: str) -> frozenset[int]:
    found = document()
    return frozenset(
        index
        for index, segment in enumerate(found.segments)
        if any(word in found.quote(segment.start, segment.end) for word in words)
    )


def test_more_uses_add_ever_less_and_what_is_told_of_the_company_next_to_nothing() -> None:
    values = wording().values
    assert values["chart"] > values["desk"] > values["forecast"] == values["weekly forecast"]
    assert values["chart"] / values["forecast"] == pytest.approx(math.log1p(3.3) / math.log1p(1.6))


def test_a_long_text_says_no_more_by_its_wording_than_a_short_one() -> None:
    for text in (TEXT, TEXT.replace("Draw a chart of it", "Draw a chart of it\n- Forecast at a desk\n- Forecast")):
        values = wording(text).values
        assert math.hypot(*(value for name, value in values.items() if not name.startswith(TITLED))) == pytest.approx(3)
        assert values[f"{TITLED}chart"] == 1


def test_a_text_without_known_words_adds_nothing() -> None:
    assert wording("Baker\n\nDuties\n- Bake bread").scores() == {}


def test_a_title_alone_counts_and_can_be_left_out() -> None:
    only_titled = wording("Chart Maker\n\nDuties\n- Bake bread")
    assert only_titled.scores() == {"analyst": 0.25, "other": -0.25}
    assert only_titled.scores(titled=False) == {}


def test_without_sentences_the_rest_counts_as_if_they_had_never_been_there() -> None:
    without = wording().scores(sentences("weekly", "of it"))
    kept = "\n".join(line for line in TEXT.split("\n") if "weekly" not in line and "of it" not in line)
    assert without == pytest.approx(wording(kept).scores())
    every = frozenset(range(len(document().segments)))
    assert wording().scores(every, titled=False) == wording("Baker\n\nDuties\n- Bake bread").scores()


def test_what_sentences_gain_adds_up_to_what_the_wording_adds_for_a_role() -> None:
    assert sum(wording().gains("analyst").values()) == pytest.approx(wording().scores(titled=False)["analyst"])
    assert wording().gains("own-role") == wording().gains("other"), "a team's own role has no words of its own"


def test_the_words_shown_speak_for_the_role_as_the_text_has_them_and_none_twice() -> None:
    assert wording().strongest(document(), "analyst") == ["chart", "weekly forecast"]
    assert wording().strongest(document(), "other") == ["desk"]


@pytest.mark.parametrize("path", SYNTHETIC[::4], ids=lambda path: path.stem)
def test_the_shares_without_wording_are_those_of_a_reviewer_that_knows_no_words(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    wordless = replace(KNOWLEDGE, wording=model_from(model_text("none", KNOWLEDGE.families, {}, 0.01)))
    verdict = reviewed(text)
    assert verdict.wording is not None
    assert verdict.wording.distribution == pytest.approx(review_jd(wordless, text, today=TODAY).verdict.distribution), (
        "what is quoted, and the wording, are all there is"
    )
    assert verdict.wording.distribution != pytest.approx(verdict.distribution)
    assert all(word in text.lower() for word in verdict.wording.words)


@pytest.mark.parametrize("path", SYNTHETIC, ids=lambda path: path.stem)
def test_every_sentence_quoted_names_something_that_speaks_for_its_role(path: Path) -> None:
    verdict = reviewed(path.read_text(encoding="utf-8"))
    assert all(each.features for quoted in verdict.evidence.values() for each in quoted)


def test_the_sentence_on_the_wording_tells_its_part_and_names_words_only_where_they_raise_the_share() -> None:
    raised = reviewed(next(path for path in SYNTHETIC if path.stem == "data-scientist-2").read_text(encoding="utf-8"))
    said = wording_words(raised, KNOWLEDGE.role_names) or ""
    assert said.startswith('Wording of the whole text ("')
    assert "Data Scientist with it, " in said
    assert raised.wording is not None
    assert raised.role is not None
    lowered = raised.model_copy(update={"distribution": {raised.role: 0.25}})
    assert (wording_words(lowered, KNOWLEDGE.role_names) or "").startswith("Wording of the whole text: 25% Data")
    assert wording_words(reviewed(""), KNOWLEDGE.role_names) is None


def test_both_roles_are_named_below_a_lead_of_a_quarter() -> None:
    assert mixed_with({"analyst": 0.62, "other": 0.38}) == "other"
    assert mixed_with({"analyst": 0.63, "other": 0.37}) is None


def test_the_words_that_ship_are_few_and_say_nothing_of_one_company() -> None:
    words = KNOWLEDGE.wording.rows
    assert 0 < len(words) <= KEPT
    assert all(is_telling(word) for word in words)
    assert set(KNOWLEDGE.wording.classes) == set(KNOWLEDGE.families)


def test_a_word_is_a_feature_where_enough_companies_use_it_however_many_texts_of_one_or_of_ours_do() -> None:
    many = [(f"company {number}", {"chart"}) for number in range(COMPANIES)]
    few = [(f"company {number % 3}", {"desk"}) for number in range(60)]
    ours: Sequence[tuple[str, set[str]]] = [("", {"forecast"})] * 60
    assert candidates([*many, *few, *ours]) == {"chart"}


def test_words_of_grammar_and_numbers_are_no_features() -> None:
    words = words_in(document("The Chart Maker\n\nDuties\n- Draw the 12 charts"))
    assert words == {"draw", "chart", "t:chart", "t:maker", "t:chart maker"}


def test_words_that_move_more_verdicts_are_kept() -> None:
    weights = {"everywhere": [1.0, -1.0], "rare": [1.0, -1.0], "often": [1.0, -1.0], "vague": [0.01, -0.01]}
    values = [{"everywhere": 1.0, **({"often": 1.0} if number % 2 else {})} for number in range(100)]
    values[0] = {**values[0], "rare": 1.0, "vague": 1.0}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tests.evaluations.jd_wording.KEPT", 2)
        assert most_telling(weights, values) == ["often", "rare"]


def test_words_are_fitted_beside_the_features_and_only_as_many_as_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jd_fit.jd_wording, "KEPT", 5)
    texts = {"ml-engineer": "Train ranking models on lakes", "other": "Answer tickets of guests on lakes"}
    postings = []
    for label, duty in texts.items():
        for number in range(COMPANIES):
            grounds = grounds_in(f"Engineer\n\nDuties\n- {duty}", KNOWLEDGE)
            postings.append(Posting(label, label, grounds, strengths_in(grounds), company=f"{label} {number}"))
    found = fit([*postings, *synthetic(KNOWLEDGE)[:6]], KNOWLEDGE, 30)
    assert len(found.wording.rows) == 5
    assert "lake" not in found.wording.rows, "all texts have it"
    word = next(word for word in found.wording.rows if "guest" in word or "ticket" in word)
    weights = dict(zip(found.wording.classes, found.wording.weights(word), strict=True))
    assert weights["other"] == max(weights.values()) > 0
    assert "builds-models" in found.weights
