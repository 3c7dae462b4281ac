"""A document's words for a level are those of the roles that it is about, and of no others."""

from pathlib import Path

from bot.features.rubric.show_answer import page_on
from bot.features.rubric.topic import Kind, Topic
from rubrics.authoring.loader import load_catalogue
from rubrics.catalogue.levels import Level
from tests.built_in import CATALOGUE
from tests.rubrics.jd.own_team import SUPPORT, support_role


def words(catalogue=CATALOGUE, role: str = "ai-engineer") -> set[tuple[str, str | None]]:
    return {(word.word, word.source) for word in catalogue.documented_words(role, Level.MID)}


def test_the_articles_on_ai_engineers_name_levels_of_ai_engineers_and_of_roles_that_extend_them() -> None:
    assert {("L4", "S0"), ("mid", "S4")} <= words()
    assert words(role="forward-deployed-engineer") == words()
    assert words(role="data-scientist") == set()


def test_a_role_of_ones_own_is_given_no_level_or_years_of_articles_on_others(tmp_path: Path) -> None:
    (tmp_path / "support.yaml").write_text(support_role(), encoding="utf-8")
    own = load_catalogue(tmp_path)
    assert words(own, SUPPORT) == set()
    assert "Also called" not in duties(own, SUPPORT)


def duties(catalogue, role: str) -> str:
    page = page_on(catalogue, Topic(kind=Kind.DUTIES, role=role))
    return " ".join(str(block) for block in page.blocks)


def test_what_documents_call_a_level_and_the_years_they_give_it_stand_with_the_level_once() -> None:
    told = duties(CATALOGUE, "ai-engineer")
    assert "Also called new grad, L3, entry (0–2 years)" in told
    assert "senior (5+ years)" in told


def test_a_word_of_a_teams_own_document_without_roles_is_of_every_role(tmp_path: Path) -> None:
    own = "level_words:\n  - {word: band 3, level: mid, source: OURS}\n"
    own += "sources:\n  OURS: {title: Our guide, publisher: Us, interest: None, strongest_on: Levels}\n"
    (tmp_path / "support.yaml").write_text(support_role(), encoding="utf-8")
    (tmp_path / "levels.yaml").write_text(own, encoding="utf-8")
    assert words(load_catalogue(tmp_path), SUPPORT) == {("band 3", "OURS")}
