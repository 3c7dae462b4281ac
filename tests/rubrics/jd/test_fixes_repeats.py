"""What stands twice in a text is taken out whole the second time: no shreds of it are left, and nothing else goes."""

from datetime import date

from rubrics.jd.fixes.fix import Fixer
from tests.built_in import KNOWLEDGE

TODAY = date(2026, 11, 21)
ROLE = "Your role\n\nYou will build the agents that our customers use to plan a season on their farms. You own them."
TASKS = "Your tasks\n\n" + "\n".join(
    (
        "- Build the tools that agents call, and the checks that tell whether what they did was any good",
        "- Fix what breaks",
        "- Write things down",
    )
)
MUSTS = "Requirements\n- Python\n- SQL"


def without_repeats(*parts: str) -> str:
    text = "\n\n".join(("AI Engineer", *parts)) + "\n"
    found = Fixer(KNOWLEDGE, text, TODAY).fixed({}, ["duplicate-block"])
    assert "duplicate-block" in {one.rule for one in found.done}
    return f"{found.text.rstrip()}\n"


def test_a_posting_pasted_twice_is_left_once_with_its_headings() -> None:
    assert without_repeats(ROLE, TASKS, MUSTS, ROLE, TASKS) == "\n\n".join(("AI Engineer", ROLE, TASKS, MUSTS)) + "\n"


def test_lines_of_spaces_between_repeats_go_with_them() -> None:
    assert "\n  \n  \n" not in without_repeats(ROLE, "  ", MUSTS, "  ", ROLE, "  ", "Benefits\n- Lunch")


def test_a_short_sentence_said_twice_stays_where_nothing_beside_it_is_repeated() -> None:
    text = without_repeats(ROLE, TASKS, ROLE, "Benefits\n- Lunch\n- Fix what breaks\n- A garden with hens in it")
    assert text.count("- Fix what breaks") == 2


def test_what_is_new_among_repeats_stays() -> None:
    again = TASKS.replace("- Fix what breaks", "- Say what you would do otherwise")
    text = without_repeats(TASKS, MUSTS, again)
    assert text.count("Build the tools that agents call") == 1
    assert "- Say what you would do otherwise" in text
