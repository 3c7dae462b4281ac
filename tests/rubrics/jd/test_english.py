"""A text in another language is told as such, and gets no remark that a reader of English would make."""

from datetime import date
from pathlib import Path

import pytest

from rubrics.jd import review_jd
from rubrics.jd.values import Abstention
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
