"""A loop for an opening in one step: the plan fills in people, focus and times; counted in clicks."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from bot.features.loop.open_loop import open_loop
from bot.features.loop.planned_loop import BegunLoop, plan_by_opening
from bot.playground.slack.local_slack import LocalSlack, Person
from bot.wiring import Actor, Services
from rubrics.panel.loop import Loop
from rubrics.panel.plan import OpeningState
from storage.loops import loop_row, loop_value
from storage.openings import openings_run_by
from tests.stories.acting import CHANNEL, HANA, OTTO, RITA, channel_post, chosen, close_all, loop_id, modal, old_button
from tests.stories.openings import make_opening
from tests.stories.test_opening_plan import edit_interview
from tests.stories.test_openings import choose

Worker = Callable[[], None]
MOST_CLICKS = 6


class Counted:
    """A person whose clicks are counted: every button, and of a picker its opening and its entry, for day and time."""

    def __init__(self, person: Person) -> None:
        self.person, self.clicks = person, 0

    def press(self, shown: object, action: str) -> None:
        self.clicks += 1
        self.person.click(shown, action)

    def pick_time(self, field: str, moment: int) -> None:
        self.clicks += 2 * 2
        self.person.fill({field: moment})

    def type(self, filled: Mapping[str, object]) -> None:
        self.person.fill(dict(filled))

    def submit(self) -> None:
        self.clicks += 1
        assert self.person.submit().action == "updated"


def newest(services: Services) -> Loop:
    """Return the loop that opened last, or at once with others, one of them."""
    with services.reads() as session:
        row = loop_row(session, "T0LOCAL", loop_id(services))
        assert row is not None
        return loop_value(row)


def newest_opening(services: Services) -> str:
    """Return the id of the only opening."""
    with services.reads() as session:
        (opening,) = openings_run_by(session, "T0LOCAL", None, tuple(OpeningState), 2)
        return opening.id


def begin(person: Person, channel: str = CHANNEL, text: str = "new") -> None:
    person.command("/loop", text, channel=channel)
    assert modal(person).callback_id == "loop_planned", modal(person).plain


def test_a_loop_after_another_without_closing_anything_is_another_loop(rita: Person) -> None:
    make_opening(rita)
    rita.command("/opening", "show support product", channel=CHANNEL)
    rita.command("/opening", "list", channel=CHANNEL)
    rita.click(rita.sees(CHANNEL)[-1], "opening_open")
    for candidate in ("Dana Fox", "Sam Whitlock", "Mara Lindholm"):  # the third fills Slack's stack of three modals
        rita.click(rita.modal, "loop_new")
        rita.fill({"candidate": candidate})
        rita.submit()
        assert f"The loop for {candidate}" in modal(rita).plain
    close_all(rita)
    assert "3 candidates" in rita.command("/opening", "show support product").messages[-1].plain


def test_the_second_candidate_takes_six_clicks_at_most(rita: Person, services: Services, worker: Worker) -> None:
    make_opening(rita)
    begin(rita)
    rita.fill({"candidate": "Dana Fox"})
    rita.submit()
    close_all(rita)
    worker()
    shown = rita.command("/opening", "show support product").messages[-1]
    by_hand, start = Counted(rita), services.now() + timedelta(days=1)
    by_hand.press(shown, "loop_new")
    assert "Support product" in modal(rita).plain, "the opening is preselected"
    by_hand.type({"candidate": "Sam Whitlock"})
    by_hand.pick_time("start", int(start.timestamp()))
    by_hand.submit()
    assert "is open" in modal(rita).plain, modal(rita).plain
    assert by_hand.clicks <= MOST_CLICKS
    close_all(rita)

    typed = Counted(rita)
    begin(rita)
    typed.type({"candidate": "Mara Lindholm"})
    typed.submit()
    assert typed.clicks == 1, "without a time"


def test_the_plan_fills_in_people_focus_times_and_what_comes_later(
    slack: LocalSlack, rita: Person, services: Services, worker: Worker
) -> None:
    make_opening(rita, people=("U0IVAN", "U0IDA", "U0IMRAN", "U0INES"), plan="one")
    begin(rita)
    start = services.now().replace(microsecond=0) + timedelta(days=1)
    rita.fill({"candidate": "Dana Fox", "start": int(start.timestamp())})
    rita.submit()
    assert "is open" in modal(rita).plain
    close_all(rita)
    worker()
    loop = newest(services)
    assert [i.interviewer for i in loop.interviews] == ["U0IVAN", "U0IDA", "U0IMRAN", "U0INES"]
    assert [i.starts_at for i in loop.interviews] == [start + timedelta(minutes=45 * n) for n in range(4)]
    assert {i.minutes for i in loop.interviews} == {45}
    assert loop.deadline_at == start + timedelta(minutes=180, days=1)
    assert (loop.hiring_manager, loop.recruiter, loop.opening) == (HANA, RITA, "Support product")
    assert loop.stage.name == "Onsite"
    assert not loop.stage.later
    assert all(sum(c.id in i.focus for i in loop.interviews) == 2 for c in loop.rubric.competencies)
    assert "interviews for" in channel_post(slack, "interviews for").plain


def test_a_screen_comes_first_and_the_later_stages_are_handed_over(rita: Person, services: Services) -> None:
    make_opening(rita)
    begin(rita)
    rita.fill({"candidate": "Dana Fox"})
    rita.submit()
    assert "is open" in modal(rita).plain, "what the onsite assesses is no gap of the screen"
    loop = newest(services)
    assert (loop.stage.name, loop.stage.number) == ("Screen", 1)
    assert [stage.name for stage in loop.stage.later] == ["Onsite"]
    assert len(loop.stage.later[0].interviews) == 4


def test_a_manager_who_screens_before_others_is_not_warned_as_the_only_interviewer(
    rita: Person, services: Services
) -> None:
    make_opening(rita, people=(HANA, "U0IVAN", "U0IDA", "U0IMRAN", "U0INES"))
    begin(rita)
    rita.fill({"candidate": "Dana Fox"})
    rita.submit()
    assert "is open" in modal(rita).plain, modal(rita).plain
    close_all(rita)
    rita.command("/loop", "edit Dana Fox")
    rita.submit()
    assert "isn't assessed" not in modal(rita).plain
    assert "only interviewer" not in modal(rita).plain, "nor when the screen is changed"
    assert "1 interviewer" not in modal(rita).plain, "nor told anew that the screen has one interviewer, as planned"


def test_what_no_stage_assesses_is_told_with_the_button_that_closes_it(rita: Person, services: Services) -> None:
    make_opening(rita, people=("U0IVAN", "U0IDA", "U0IMRAN", "U0INES"), plan="one")
    choose(rita, "plan")
    rita.click(modal(rita), "opening_edit_stage")
    for number in range(4):
        edit_interview(rita, number + 1)
        focus = ["retrieval", "evaluation"] if number % 2 else ["software-engineering", "llm-apis"]
        rita.fill({"focus": focus})
        rita.submit()
    close_all(rita)
    begin(rita)
    rita.fill({"candidate": "Dana Fox"})
    rita.submit()
    assert modal(rita).callback_id == "loop_coverage"
    assert "isn't assessed" in modal(rita).plain
    rita.click(modal(rita), "loop_change_panel")
    assert modal(rita).callback_id == "loop_planned", "back to who interviews, filled in"
    assert chosen(rita, "candidate") == "Dana Fox"
    rita.submit()
    rita.click(modal(rita), "loop_close_gaps")
    rita.submit()
    assert "is open" in modal(rita).plain


def test_an_open_seat_is_asked_for_and_an_alternate_stands_in(
    slack: LocalSlack, rita: Person, services: Services, worker: Worker
) -> None:
    make_opening(rita, people=("U0IVAN", "U0IDA", "U0IMRAN"), plan="one")
    choose(rita, "plan")
    rita.click(modal(rita), "opening_edit_stage")
    edit_interview(rita, 1)
    rita.fill({"alternates": ["U0INES", OTTO]})
    rita.submit()
    close_all(rita)
    slack.add_person("U0IVAN", name="ivan", real_name="Ivan Petrov", deleted=True)
    rita.open_home()
    worker()
    begin(rita)
    rita.fill({"candidate": "Dana Fox"})
    rita.submit()
    asked = modal(rita).plain
    assert "Name an interviewer" in asked
    assert "Alternates: 1." in asked
    rita.fill({"seat:3": OTTO})
    rita.submit()
    rita.submit() if modal(rita).callback_id == "loop_coverage" else None
    assert "is open" in modal(rita).plain
    assert OTTO in [i.interviewer for i in newest(services).interviews]


def test_the_same_form_opens_one_loop_however_often_it_is_sent(rita: Person, services: Services) -> None:
    make_opening(rita)
    opening = newest_opening(services)
    workspace, actor = services.workspace("T0LOCAL"), Actor("T0LOCAL", RITA)
    begun = BegunLoop(submission="T0LOCAL V1", opening_id=opening, candidate="Dana Fox")
    opened = set()
    for _ in range(2):
        plan = plan_by_opening(workspace, actor, begun)
        loop = open_loop(workspace, actor, plan.form_id, plan.focus, plan.times)
        assert isinstance(loop, Loop)
        opened.add(loop.id)
    assert len(opened) == 1


def test_the_channels_opening_is_preselected_and_another_can_be_chosen(rita: Person) -> None:
    make_opening(rita)
    make_opening(rita, name="Search platform", channel="C0GENERAL", level="mid")
    begin(rita)
    assert "Support product · Senior" in modal(rita).plain, "that of the channel"
    close_all(rita)
    begin(rita, channel="C0GENERAL", text="new Dana Fox")
    assert "Search platform · Mid-level" in modal(rita).plain
    assert chosen(rita, "candidate") == "Dana Fox"
    rita.click(modal(rita), "loop_other_opening")
    assert chosen(rita, "candidate") == "Dana Fox", "nothing typed is lost"
    rita.click(modal(rita), "loop_without_opening")
    assert modal(rita).callback_id == "loop_form"
    assert chosen(rita, "candidate") == "Dana Fox"


def test_an_opening_on_hold_takes_no_loop(rita: Person, otto: Person, slack: LocalSlack) -> None:
    make_opening(rita)
    shown = rita.command("/opening", "show support product").messages[-1]
    choose(rita, "hold")
    close_all(rita)
    rita.click(shown, "loop_new")
    assert "takes no new loops: it's on hold" in modal(rita).plain
    close_all(rita)
    opening = next(value for action, _, value in shown.buttons if action == "loop_new")
    otto.click(old_button(slack, "loop_new", opening, "C0GENERAL"), "loop_new")
    assert "Only its hiring manager" in modal(otto).plain
    close_all(rita)
    rita.command("/loop", "new", channel=CHANNEL)
    assert modal(rita).callback_id == "loop_form", "loops without an opening stay possible"


def test_the_own_bar_is_pinned_with_the_rubric(rita: Person, services: Services) -> None:
    make_opening(rita)
    choose(rita, "edit")
    rita.fill({"bar": "3.5"})
    rita.submit()
    close_all(rita)
    begin(rita)
    rita.fill({"candidate": "Dana Fox"})
    rita.submit()
    loop = newest(services)
    assert loop.rubric.bar == 3.5
    assert loop.rubric.digest != services.catalogue.rubric("ai-engineer", loop.rubric.level).digest
