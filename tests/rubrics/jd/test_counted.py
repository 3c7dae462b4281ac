"""What a remark says it counted is what its reader counts: words, paragraphs, the company's part, lists of musts."""

from datetime import date

import pytest

from rubrics.jd import review_jd
from rubrics.jd.checks.requirements import must_count
from rubrics.jd.checks.structure import structure_findings
from rubrics.jd.reading.reading import Reading
from rubrics.jd.review import read
from rubrics.jd.values import Finding
from tests.built_in import KNOWLEDGE

TODAY = date(2026, 12, 1)
MUSTS = [f"- Deep knowledge of subject{number}" for number in range(7)]
DUTIES = ["What you will do", *("- Build services in Go that answer our customers' questions",) * 14]
COMPANY = "We were founded in 2012 and our platform is trusted by banks around the globe, as our awards show."


def read_out(*lines: str) -> Reading:
    return read(KNOWLEDGE, "\n".join(("AI Engineer", "", *lines)), title=None, location=None, today=TODAY)


def built(*lines: str) -> dict[str, Finding]:
    return {finding.rule: finding for finding in structure_findings(read_out(*lines))}


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("You build state-of-the-art services end-to-end.", 5),
        ("We are in Washington, D.C. – see www.example.com/jobs", 7),
        ("Python / Go & Rust - whatever's right", 5),
        ("<p>You <b>build</b> agents</p>", 3),
    ],
)
def test_words_are_what_stands_between_spaces(written: str, words: int) -> None:
    assert review_jd(KNOWLEDGE, f"AI Engineer\n\n{written}", today=TODAY).words == words


def test_a_long_paragraph_is_told_and_counted_to_its_end() -> None:
    said = "You build services that our customers use each day. " * 14
    remark = built(f"{said}{COMPANY}")["wall-of-text"]
    assert remark.facts.words == 14 * 9 + len(COMPANY.split())
    assert remark.quote is not None
    assert remark.quote.endswith("as our awards show.")


VALUES = [
    *("Velocity and speed of delivery", "Clear ownership and high trust", "Working on problems that matter"),
    *("Staying flexible while delivering high-quality work", "Building great things together, not in silos"),
]


@pytest.mark.parametrize(
    ("between", "after"),
    [
        (
            ["", "What It’s Like to Work Here", "", "At Acme, we move fast and learn even faster. We believe in:", ""],
            [f"- {one}" for one in VALUES],
        ),
        ([""], [f"😎 A stake in what we own {number}" for number in range(6)]),
    ],
)
def test_a_list_of_musts_ends_where_another_begins(between: list[str], after: list[str]) -> None:
    text = read_out("What We’re Looking For", "", *MUSTS, *between, *after)
    assert must_count(text) == len(MUSTS)


@pytest.mark.parametrize("wish", ["Bonus: a year at a startup", "Nice to have: Rust"])
def test_a_bullet_that_says_so_is_a_wish_and_no_must(wish: str) -> None:
    assert must_count(read_out("Requirements", *MUSTS, f"- {wish}")) == len(MUSTS)


def test_what_a_list_asks_or_a_team_does_is_no_word_about_the_company() -> None:
    company = [COMPANY] * 8
    assert "company-blurb" in built("About us", *company, *DUTIES)
    assert "company-blurb" not in built("About the team", *company, *DUTIES)
    to_the_reader = [
        f"You will find our platform in the hands of {number} banks, as your role shows." for number in range(9)
    ]
    assert "company-blurb" not in built("About us", *company[:3], *to_the_reader, *DUTIES)


SPANISH = (
    "Para tener éxito en este puesto esperamos que cuentes con las siguientes habilidades y con experiencia en el "
    "desarrollo de los servicios que nuestros clientes usan cada día en las tiendas de la región y del país."
)


def test_a_sentence_in_another_language_is_not_measured_by_an_english_formula() -> None:
    english = ["You work with the people who label our tickets, and you ask them what they need."] * 12
    assert "hard-to-read" not in built("What you will do", *english, *[*[SPANISH] * 5, english[0]] * 14)


def test_what_is_left_unread_is_not_called_short() -> None:
    english = ["You work with the people who label our tickets, and you ask them what they need."] * 5
    remarks = built("What you will do", *english, "Tu trabajo", *(SPANISH,) * 2)
    assert "too-short" not in remarks
    assert "too-short" in built("What you will do", *english)


@pytest.mark.parametrize("wish", ["Desirable: a degree", "A degree in physics preferred", "Rust, which is a plus"])
def test_a_bullet_that_is_all_a_wish_is_no_must(wish: str) -> None:
    assert must_count(read_out("Requirements", *MUSTS, f"- {wish}")) == len(MUSTS)


def test_what_is_headed_as_a_wish_is_no_list_of_musts() -> None:
    for heading in ("Previous experience that could be helpful", "Skills and experience we like", "Success factors"):
        assert not must_count(read_out(heading, *MUSTS))


def test_praise_that_was_pasted_twice_is_no_more_praise() -> None:
    praise = "We are a world-class team with cutting-edge tools."
    rules = {one.rule for one in review_jd(KNOWLEDGE, f"AI Engineer\n\n{praise}\n\n{praise}", today=TODAY).findings}
    assert "hype" not in rules


@pytest.mark.parametrize("lead", ["In addition we would love it if you had:", "- A big plus is experience with:"])
def test_what_a_wish_leads_to_is_no_must(lead: str) -> None:
    assert must_count(read_out("Requirements", *MUSTS, lead, *MUSTS[:4])) == len(MUSTS)


def test_a_slogan_among_musts_is_none() -> None:
    assert must_count(read_out("Requirements", "- This is not your first rodeo!", *MUSTS)) == len(MUSTS)
