"""Calibration: everyone rates the same sample answers, sealed until theirs are in; then what people agree on."""

from collections.abc import Callable, Sequence

import pytest
from sqlalchemy import select

from bot.features.workspace.declared import REMINDS, WHO_OPENS
from bot.playground.slack.local_slack import LocalSlack, Person
from bot.settings import Settings
from bot.wiring import Services
from rubrics.catalogue.samples import SampleSet
from storage.calibration_parts import CalibrationRatingRow
from storage.workspace_settings import change_setting
from tests.conftest import Clock
from tests.stories.acting import (
    CHANNEL,
    PANEL,
    RITA,
    channel_post,
    close_all,
    everything_shown,
    last_dm,
    modal,
    old_button,
    said,
)

Worker = Callable[[], None]
TEAM, SENT_SET = "T0LOCAL", "ai-engineer"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Rita is an admin."""
    return settings.model_copy(update={"debrief_admins": (RITA,)})


def sample(services: Services) -> SampleSet:
    return services.catalogue.sample_sets[SENT_SET]


def calibrate(person: Person) -> None:
    """Type `/debrief calibrate`."""
    person.command("/debrief", "calibrate")


def begin(person: Person) -> None:
    """Begin a round, or join the one there is, from the list of rounds."""
    calibrate(person)
    if modal(person).callback_id == "calibration_rounds":
        person.click(modal(person), "calibration_begin", SENT_SET)


def rate(person: Person, rating: int, why: str = "") -> None:
    """Rate the answer in front and go on."""
    (field,) = [each["block_id"] for each in modal(person).blocks if each["block_id"].startswith("sample_rating")]
    person.fill({field: str(rating)})
    if why:
        person.fill({field.replace("rating", "why"): why})
    assert person.submit().action == "updated"


def rate_all(person: Person, ratings: Sequence[int]) -> None:
    """Begin or go on, rate every answer, and leave what follows in front."""
    close_all(person)
    begin(person)
    for number, rating in enumerate(ratings, start=1):
        assert modal(person).title == f"Sample answer {number} of 6"
        rate(person, rating)


def open_round(person: Person, nth: int = 0) -> None:
    """Open a round of the list in front."""
    rows = [each["accessory"] for each in modal(person).blocks if each.get("accessory")]
    buttons = [each for each in rows if each["action_id"].startswith("calibration_rate:")]
    person.click(modal(person), buttons[nth]["action_id"])


def send(person: Person, people: Sequence[str] = (), channel: str | None = None) -> None:
    """Send the answers to people and a channel."""
    close_all(person)
    calibrate(person)
    person.click(modal(person), "calibration_send")
    person.fill({"sample_set": SENT_SET, "sample_people": list(people), "sample_channel": channel})
    assert person.submit().action == "updated"


def test_rating_takes_one_answer_after_another_and_keeps_each_click(otto: Person, services: Services) -> None:
    begin(otto)
    first = modal(otto)
    assert first.title == "Sample answer 1 of 6"
    assert sample(services).answers[0].question in first.plain
    assert "0 of 6" in first.plain
    rate(otto, 2, "No figures")
    assert modal(otto).title == "Sample answer 2 of 6"
    otto.fill({"sample_rating:friday-prompt": "3"})
    close_all(otto)
    calibrate(otto)
    assert modal(otto).title == "Sample answer 3 of 6", "what was clicked is kept although nothing was submitted"
    otto.click(modal(otto), "calibration_turn")
    otto.click(modal(otto), "calibration_turn")
    assert "No figures" in str(modal(otto).blocks)
    otto.click(modal(otto), "calibration_anchors")
    assert sample(services).answers[0].anchors[4].behavior in modal(otto).plain


def test_an_answer_without_a_rating_is_asked_for_one(otto: Person) -> None:
    begin(otto)
    reply = otto.submit(skip_client_checks=True)
    assert reply.errors == {"sample_rating:handbook-search": "Pick a rating."}


def test_nothing_is_said_before_three_people_have_rated_all(otto: Person, panel: list[Person]) -> None:
    rate_all(otto, [2, 3, 4, 1, 3, 5])
    assert "Results open once 2 more people have rated" in modal(otto).plain
    rate_all(panel[0], [2, 3, 4, 1, 3, 5])
    assert "Results open once 1 more person has rated" in modal(panel[0]).plain
    for rating in (1, 2, 3, 4, 5):
        assert f"said {rating}" not in modal(panel[0]).plain


def test_the_third_reads_at_once_and_the_others_are_told(otto: Person, panel: list[Person], worker: Worker) -> None:
    rate_all(otto, [2, 3, 4, 1, 3, 5])
    rate_all(panel[0], [2, 3, 4, 1, 4, 5])
    rate_all(panel[1], [2, 3, 4, 2, 5, 5])
    text = modal(panel[1]).plain
    assert "3 people" in text
    assert "Any two people agreed 72% of the time" in text
    assert text.index("1 said 3, 1 said 4 and 1 said 5 · you: 5") < text.index("2 said 1 and 1 said 2 · you: 2")
    assert "all 3 said 5 · you: 5" in text
    assert "Only you see this" in text
    worker()
    for person in (otto, panel[0]):
        assert "Results are in: Senior AI Engineer" in last_dm(person)
        person.click(person.direct_messages()[-1], "calibration_rate")
        assert "Any two people agreed" in modal(person).plain
    assert not any("Results are in" in each.plain for each in panel[1].direct_messages())


def test_no_name_stands_in_what_a_round_says(otto: Person, panel: list[Person], rita: Person) -> None:
    for person, last in ((otto, 5), (panel[0], 4), (panel[1], 1)):
        rate_all(person, [2, 3, 4, 1, 3, last])
    shown = str(modal(panel[1]).shown)
    for user in (*PANEL, "U0OTTO", "U0RITA"):
        assert user not in shown
    for name in ("Otto", "Ivan", "Ida"):
        assert name not in shown


def test_the_anchors_that_divide_people_stand_beside_each_other(
    otto: Person, panel: list[Person], services: Services
) -> None:
    for person, first in ((otto, 2), (panel[0], 2), (panel[1], 3)):
        rate_all(person, [first, 3, 4, 1, 3, 5])
    anchors = sample(services).answers[0].anchors
    (beside,) = [each["fields"] for each in modal(panel[1]).blocks if each.get("fields")]
    assert [field["text"] for field in beside] == [f"*{each.rating}* {each.behavior}" for each in anchors[1:3]]


def test_an_admin_who_has_not_rated_reads_nothing_before_the_round_closes(
    rita: Person, otto: Person, panel: list[Person], now: Clock, worker: Worker
) -> None:
    for person in (otto, *panel[:2]):
        rate_all(person, [2, 3, 4, 1, 3, 5])
    calibrate(rita)
    open_round(rita)
    assert modal(rita).title == "Sample answer 1 of 6", "rating is all that she is offered"
    close_all(rita)
    now.tick(days=15)
    worker()
    calibrate(rita)
    open_round(rita)
    assert "Any two people agreed" in modal(rita).plain
    assert "Only you see this" not in modal(rita).plain


def test_a_round_is_sent_to_people_and_a_channel_and_says_so_once_it_is_over(
    rita: Person, panel: list[Person], slack: LocalSlack, worker: Worker, now: Clock
) -> None:
    send(rita, PANEL[:2], CHANNEL)
    assert "2 people and #hiring" in modal(rita).plain
    worker()
    assert "Rate 6 sample answers: Senior AI Engineer" in last_dm(panel[0])
    post = channel_post(slack, "Rate 6 sample answers: Senior AI Engineer")
    assert "Closes Mar 9, 2026" in post.plain
    panel[2].click(post, "calibration_rate")
    assert modal(panel[2]).title == "Sample answer 1 of 6"
    close_all(panel[2])
    panel[1].open_home()
    assert panel[1].home is not None
    assert "Calibration" in panel[1].home.plain
    assert "0 of 6 rated, closes Mar 9, 2026" in panel[1].home.plain
    now.tick(days=8)
    worker()
    assert "Closed: Senior AI Engineer" in channel_post(slack, "6 sample answers").plain
    panel[1].open_home()
    assert "Calibration" not in panel[1].home.plain
    assert "No one rated all answers" in last_dm(rita)


def test_two_presses_of_send_ask_once(rita: Person, panel: list[Person], worker: Worker, slack: LocalSlack) -> None:
    calibrate(rita)
    rita.click(modal(rita), "calibration_send")
    rita.fill({"sample_set": SENT_SET, "sample_people": [PANEL[0]], "sample_channel": CHANNEL})
    seen = rita.snapshot()
    for _ in range(2):
        rita.resubmit(seen)
    worker()
    assert len([each for each in panel[0].direct_messages() if "Rate 6" in each.plain]) == 1
    channel_post(slack, "Rate 6 sample answers")


def test_sending_to_no_one_or_to_a_guest_is_refused(rita: Person, slack: LocalSlack, worker: Worker) -> None:
    slack.add_person("U0GUEST", name="gus", real_name="Gus Guest", is_restricted=True)
    calibrate(rita)
    rita.click(modal(rita), "calibration_send")
    rita.fill({"sample_set": SENT_SET})
    assert rita.submit().errors == {"sample_people": "Choose people, a channel or both."}
    rita.fill({"sample_people": ["U0GUEST"]})
    rita.submit()
    worker()
    guest = slack.person("U0GUEST")
    assert not [each for each in guest.direct_messages() if "Rate 6" in each.plain]
    calibrate(rita)
    rita.click(modal(rita), "calibration_send")
    rita.fill({"sample_set": SENT_SET, "sample_people": ["U0GUEST"]})
    assert "is a guest" in rita.submit().errors["sample_people"]
    assert "Guests can't calibrate here" in said(guest.command("/debrief", "calibrate"))


def test_who_may_not_open_loops_is_offered_no_sending(
    otto: Person, slack: LocalSlack, services: Services, now: Clock
) -> None:
    calibrate(otto)
    assert "calibration_send" in str(modal(otto).blocks), "everyone may open loops by default"
    with services.sessions.begin() as session:
        change_setting(session, TEAM, WHO_OPENS.name, before="everyone", after="recruiters", actor=RITA, now=now())
    close_all(otto)
    calibrate(otto)
    assert "calibration_send" not in str(modal(otto).blocks)
    otto.click(old_button(slack, "calibration_send", "-", "C0GENERAL"), "calibration_send")
    assert "can't open loops" in modal(otto).plain


def test_ratings_that_are_handed_in_stay_as_they_are(otto: Person) -> None:
    begin(otto)
    for rating in (2, 3, 4, 1, 3):
        rate(otto, rating)
    last = otto.snapshot()
    rate(otto, 5)
    otto.resubmit(last)
    assert "All 6 are in" in modal(otto).plain
    calibrate(otto)
    assert "Waiting for 2 more people" in modal(otto).plain


def test_somebody_deletes_what_they_said_and_rates_no_more_in_this_round(
    otto: Person, panel: list[Person], services: Services
) -> None:
    for person in (otto, *panel[:2]):
        rate_all(person, [2, 3, 4, 1, 3, 5])
    panel[1].click(modal(panel[1]), "calibration_delete")
    assert "Your ratings are deleted" in modal(panel[1]).plain
    with services.reads() as session:
        assert PANEL[1] not in {row.person for row in session.scalars(select(CalibrationRatingRow))}
    close_all(panel[1])
    calibrate(panel[1])
    assert "You deleted your ratings" in modal(panel[1]).plain
    begin(panel[1])
    assert "Your ratings are deleted" in modal(panel[1]).plain
    calibrate(otto)
    open_round(otto)
    assert "Results open once 1 more person has rated" in modal(otto).plain


def test_who_began_a_round_closes_it_and_all_who_rated_are_told(
    otto: Person, panel: list[Person], rita: Person, worker: Worker
) -> None:
    for person in (otto, *panel[:2]):
        rate_all(person, [2, 3, 4, 1, 3, 5])
    assert "calibration_close" not in str(modal(panel[1]).blocks)
    calibrate(otto)
    open_round(otto)
    otto.click(modal(otto), "calibration_close")
    worker()
    for person in (otto, *panel[:2]):
        assert last_dm(person).startswith("Closed: Senior AI Engineer. 3 people rated all answers.")
    panel[2].command("/debrief", "calibrate")
    begin(panel[2])
    assert modal(panel[2]).title == "Sample answer 1 of 6", "a new round"


def test_an_answer_can_be_read_again_beside_what_people_said(otto: Person, panel: list[Person]) -> None:
    for person in (otto, *panel[:2]):
        rate_all(person, [2, 3, 4, 1, 3, 5])
    panel[1].click(modal(panel[1]), "calibration_answer:handbook-search")
    assert "employee handbook" in modal(panel[1]).plain
    assert "all 3 said 2" in modal(panel[1]).plain


def test_whatever_people_open_before_they_hand_in_tells_nothing_of_others_nor_does_a_note_ever(
    otto: Person, panel: list[Person], rita: Person, hana: Person, slack: LocalSlack, worker: Worker
) -> None:
    """Two rate far apart, the third reads; the fourth has rated five, and the recruiter is an admin."""
    for person, rating in ((otto, 1), (panel[0], 5)):
        close_all(person)
        begin(person)
        for _ in range(6):
            rate(person, rating, f"Quokka {rating}")
    rate_all(panel[1], [3, 3, 3, 3, 3, 3])
    assert "1 said 1, 1 said 3 and 1 said 5 · you: 3" in str(modal(panel[1]).shown).replace("\\n", "\n")
    worker()
    close_all(panel[2])
    begin(panel[2])
    for _ in range(5):
        rate(panel[2], 2)
    for person in (panel[2], rita, hana):
        close_all(person)
        shown = "\n".join(everything_shown(slack, person, (("/debrief", "calibrate"), ("/debrief", "help"))))
        begin(person)
        shown += str(modal(person).shown)
        for said_by in ("Quokka", "said 1", "said 5", "of the time", "higher", "lower"):
            assert said_by not in shown, person.id
        close_all(person)
    for person, own in ((otto, 1), (panel[0], 5), (panel[1], 3)):
        calibrate(person)
        open_round(person)
        person.click(modal(person), "calibration_answer:handbook-search")
        text = str(modal(person).shown)
        assert [f"Quokka {rating}" in text for rating in (1, 5)] == [own == 1, own == 5], "each their own note"


def test_who_has_not_rated_is_reminded_once_on_the_day_before_the_round_closes(
    rita: Person, panel: list[Person], worker: Worker, now: Clock
) -> None:
    send(rita, PANEL[:3])
    worker()
    rate_all(panel[0], [2, 3, 4, 1, 3, 5])
    begin(panel[1])
    rate(panel[1], 3)
    now.tick(days=5, hours=23)
    worker()
    assert not any("Still open" in each.plain for person in panel for each in person.direct_messages())
    now.tick(hours=2)
    worker()
    reminded = [sum("Still open" in each.plain for each in person.direct_messages()) for person in panel]
    assert reminded == [0, 1, 1, 0]
    panel[1].click(panel[1].direct_messages()[-1], "calibration_rate")
    assert modal(panel[1]).title == "Sample answer 2 of 6"
    now.tick(days=2)
    worker()
    assert not any("Still open" in each.plain for person in panel for each in person.direct_messages())


def test_a_workspace_without_reminders_sends_none(
    rita: Person, panel: list[Person], worker: Worker, now: Clock, services: Services
) -> None:
    with services.sessions.begin() as session:
        change_setting(session, TEAM, REMINDS.name, before=True, after=False, actor=RITA, now=now())
    send(rita, PANEL[:1])
    worker()
    now.tick(days=6, hours=1)
    worker()
    assert not any("Still open" in each.plain for each in panel[0].direct_messages())
