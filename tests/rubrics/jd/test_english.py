"""A text in another language is told as such, and gets no remark that a reader of English would make."""

from datetime import date
from pathlib import Path

import pytest

from rubrics.jd import review_jd
from rubrics.jd.review import read
from rubrics.jd.values import Apart
from rubrics.jd.verdicts import Abstention
from tests.built_in import KNOWLEDGE
from tests.evaluations.jd_fit import SYNTHETIC_FOLDER

TODAY = date(2026, 11, 21)
FRENCH = """Ingénieur IA

Nous recherchons un ingénieur pour notre équipe. Vous développez des agents et des services avec Python. Vous avez
une expérience solide et vous parlez français. Le salaire est de 60 000 à 70 000 euros par an.
"""
JAPANESE = "AI エンジニア\n\n" + "私たち は エージェント の 開発 と 運用 を 行う 人 を 募集 して います 。 " * 4
FINNISH = """AI Engineer, Tampere

Etsimme tiimiimme osaavaa kehittäjää, joka rakentaa palveluita ja hakuratkaisuja. Sinulla on kokemusta Pythonista
sekä pilvipalveluista, ja osaat kertoa työstäsi. Tarjoamme hyvän palkan ja mukavan tiimin, mutta ei turhia palavereja.
Lähetä hakemus pian ja kerro, mitä haluat tehdä.
"""
ROMANIAN = """AI Engineer

Căutăm un coleg pentru echipa noastră din Cluj. Vei construi servicii și agenți cu Python, vei scrie teste și vei
răspunde de costuri. Oferim salariu bun, program flexibil și multe zile libere din prima lună de lucru.
"""
INDONESIAN = """AI Engineer

Kami mencari rekan yang berpengalaman untuk tim kami di Jakarta. Anda akan membangun layanan dengan Python dan
menulis pengujian untuk setiap agen. Gaji bagus dan jam kerja yang fleksibel, serta cuti dari bulan pertama.
"""
KOREAN = "AI 엔지니어\n\n에이전트를 설계하고 개발합니다\n평가 기반을 구축합니다\n파이썬 개발 경험 삼년 이상"


@pytest.mark.parametrize("text", [FRENCH, JAPANESE, FINNISH, ROMANIAN, INDONESIAN, KOREAN])
def test_a_text_in_another_language_gets_one_remark_and_no_verdict(text: str) -> None:
    review = review_jd(KNOWLEDGE, text, today=TODAY)
    assert not review.english
    assert [finding.rule for finding in review.findings] == ["not-english"]
    assert review.verdict.role is None
    assert review.verdict.abstained is Abstention.NOT_ENGLISH


@pytest.mark.parametrize("path", sorted(SYNTHETIC_FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_english_postings_count_as_english(path: Path) -> None:
    assert review_jd(KNOWLEDGE, path.read_text(encoding="utf-8"), today=TODAY).english


ENGLISH_HALF = """AI Engineer

Responsibilities
- Build agents with LLM APIs and ship them to our customers
- Write evals for the retrieval over contracts
- Own the service in production and answer for its cost

Requirements
- 4 years of Python
- Experience with RAG, and with the care that it takes

Salary: EUR 80,000 - 95,000 a year
"""
OTHER_HALVES = [
    """
KI-Ingenieur

Aufgaben
- Du baust Agenten mit LLM APIs und lieferst sie an die Kunden aus
- Du schreibst Evals für das Retrieval über die Verträge
- Du verantwortest den Dienst und die Kosten

Anforderungen
- 4 Jahre Erfahrung mit Python
- Erfahrung mit RAG, LangChain und der Pflege von Agents
""",
    """
Ingénieur IA

Missions
- Construire des agents avec les API de LLM et les livrer à nos clients
- Écrire des évaluations pour la recherche dans les contrats
- Vous êtes responsable du service et de la maîtrise des coûts

Profil
- 4 ans d'expérience en Python pour notre équipe
- Expérience avec RAG, LangChain et la conduite des agents
""",
]


@pytest.mark.parametrize("other", OTHER_HALVES, ids=["german", "french"])
def test_the_half_in_another_language_is_set_apart_and_says_nothing_twice(other: str) -> None:
    alone = review_jd(KNOWLEDGE, ENGLISH_HALF, today=TODAY)
    for text in (ENGLISH_HALF + other, f"{other.strip()}\n\n{ENGLISH_HALF}"):
        both = read(KNOWLEDGE, text, title="AI Engineer", location=None, today=TODAY)
        single = read(KNOWLEDGE, ENGLISH_HALF, title="AI Engineer", location=None, today=TODAY)
        for kind in ("duties", "musts"):
            quoted = [[one.document.quote(s.start, s.end) for s in one.of_kind(kind)] for one in (both, single)]
            assert quoted[0] == quoted[1]
        review = review_jd(KNOWLEDGE, text, title="AI Engineer", today=TODAY)
        assert (review.english, review.verdict.role) == (True, alone.verdict.role)
        assert [out.kind for out in review.left_out] == [Apart.OTHER_LANGUAGE]


@pytest.mark.parametrize("line", ["We value joie de vivre, and la vie en rose.", "Unser Motto: und, oder, mit."])
def test_a_few_foreign_words_are_no_half(line: str) -> None:
    assert not review_jd(KNOWLEDGE, f"{ENGLISH_HALF}\n{line}", today=TODAY).left_out
