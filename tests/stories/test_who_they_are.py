"""A name corrected, two candidates who are one, one who is two: as a conversation; and a long list of scorecards."""

from collections.abc import Callable

from bot.playground.slack.local_slack import LocalSlack, Person
from bot.wiring import Actor, Services
from tests.bot.features.opened_loop import opened
from tests.stories.acting import close_all, in_channel, last_dm, modal, said

OpenLoop = Callable[..., None]
Worker = Callable[[], None]


def test_a_wrong_name_is_corrected_everywhere_and_those_on_the_loop_are_told(
    slack: LocalSlack, rita: Person, panel: list[Person], open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop(candidate="Dana Fx", shown_as="name")
    worker()
    rita.command("/loop", "rename Dana Fx")
    assert "stays. All their loops show the new name" in modal(rita).plain
    rita.fill({"name": "Dana Fox"})
    assert rita.submit().action == "updated"
    assert "Dana Fox (C-" in modal(rita).plain
    close_all(rita)
    worker()
    assert "Dana Fox" in in_channel(slack)[0].plain
    assert "Dana Fox" in last_dm(panel[0])


def test_a_candidate_entered_twice_is_found_by_typing_and_merged(
    rita: Person, hana: Person, open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop(candidate="Dana Fox")
    open_loop(candidate="Danna Fox", role="ml-engineer")
    rita.command("/loop", "merge Dana Fox")
    ((label, code),) = [each for each in rita.suggest("other", "dan fo") if each[0].startswith("Danna")]
    assert label == f"Danna Fox ({code})"
    rita.suggest("other", "Dana Fox")
    rita.fill({"other": next(value for text, value in rita.suggest("other", "dana fox") if text.startswith("Dana "))})
    assert "That's this candidate" in rita.submit().errors["other"]
    rita.suggest("other", "danna")
    rita.fill({"other": code})
    assert rita.submit().action == "updated"
    close_all(rita)
    worker()
    assert "Danna Fox" not in said(rita.command("/loop", "list"))
    assert "Dana Fox" in said(rita.command("/loop", f"show {code}")), "the other code finds them, too"
    assert code in last_dm(hana)


def test_of_two_people_under_one_name_one_gets_a_code_of_their_own(
    rita: Person, open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop(candidate="Dana Fox")
    open_loop(candidate="Dana Fox", role="ml-engineer")
    first = said(rita.command("/loop", "list"))
    assert first.count("Dana Fox (C-") == 2
    page = rita.command("/loop", "split Dana Fox").messages[-1]
    rita.click(page, "loop_split", next(value for action, _, value in page.buttons if action == "loop_split"))
    rita.fill({"name": "Dana Fox"})
    assert rita.submit().action == "updated"
    close_all(rita)
    worker()
    codes = {line[line.index("(C-") : line.index(")") + 1] for line in names_in(said(rita.command("/loop", "list")))}
    assert len(codes) == 2


def test_the_only_loop_of_a_candidate_is_not_split_before_a_form_is_filled_in(
    rita: Person, open_loop: OpenLoop
) -> None:
    open_loop(candidate="Dana Fox")
    answer = rita.command("/loop", "split Dana Fox")
    assert rita.modal is None
    page = answer.messages[-1]
    assert "no other loop" in page.plain
    rita.click(page, "loop_rename:0")
    assert "name" in modal(rita).state


def test_whoever_runs_only_one_of_their_loops_may_ask_who_runs_more(
    rita: Person, hana: Person, open_loop: OpenLoop, worker: Worker
) -> None:
    open_loop(candidate="Dana Fox")
    open_loop(candidate="Dana Fox", role="ml-engineer", hiring_manager="U0INES")
    worker()
    hana.command("/loop", "rename Dana Fox")
    hana.fill({"name": "Dana Foxx"})
    hana.submit()
    assert "loops that you don't run" in modal(hana).plain
    assert next(text for _, text, _ in modal(hana).buttons) == "Ask Rita"


def test_more_scorecards_than_a_page_holds_are_turned_through(panel: list[Person], services: Services) -> None:
    ivan = panel[0]
    for number in range(22):
        opened(services, f"Candidate {number:02}", (Actor("T0LOCAL", ivan.id),))
    listed = ivan.command("/score").messages[-1]
    ivan.click(listed, "scorecards_mine")
    seen = set(names_in(modal(ivan).plain, "Candidate "))
    ivan.click(modal(ivan), "scorecards_page", "mine:1")
    more = set(names_in(modal(ivan).plain, "Candidate "))
    assert more
    assert not more & seen, "the second page goes on where the first one ended"


def names_in(text: str, begins: str = "Dana Fox (C-") -> list[str]:
    """Return the lines that name a candidate."""
    return [line[line.index(begins) :].split(" ·")[0] for line in text.splitlines() if begins in line]
