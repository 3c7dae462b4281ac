"""Every surface of the playground's team: how to get there, how many words it may say, how tall it may stand.

A walk acts as the people would and returns what it leads to; it takes no pictures and counts nothing. The walks of a
chapter are taken in the order of SURFACES: the last ones change what others show.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from time import monotonic, sleep

from bot.features.doors import Door
from bot.features.jd.show_checklist import MESSAGE_SHORTCUT
from bot.playground.demo.team import the_team
from bot.playground.slack.local_slack import LocalSlack, Person
from bot.playground.slack.moving_clock import MORNING, next_morning
from bot.playground.slack.screen import Message, View
from bot.playground.slack.state_values import located
from tests.bot.surfaces.counting import words_of

STEP_H, EVENING, LONGEST = 3, 18, 40
"""Hours of a step, the last hour of a day in which people are written to, and steps enough for nine working days.

Three hours are fewer than there are between two reminders of the same scorecard.
"""
PATIENCE_S = 10
"""For what the worker posts; it looks around several times a second."""


@dataclass(frozen=True)
class Seen:
    """What someone has in front of them in a place ("dm", "home" or a channel's id); a reply names its thread."""

    person: str
    place: str
    what: Message | View | None
    thread: str | None = None

    @property
    def words(self) -> int:
        """Count the words they see; of the whole page none are counted."""
        if isinstance(self.what, View):
            parts = ("title", "blocks", "submit", "close") if self.what.type == "modal" else ("blocks",)
            return words_of({part: self.what.shown[part] for part in parts if self.what.shown.get(part)})
        if self.what is None:
            return 0
        said = words_of({"blocks": self.what.blocks} if self.what.blocks else {"text": self.what.text})
        return said + sum(words_of({"text": name}) for name in self.what.files)

    @property
    def leads_on(self) -> bool:
        """Tell whether something is there to press, choose, submit or save, or a way back to where one was."""
        if self.what is None or next(iter(located(self.what.blocks)), None) is not None:
            return True
        if isinstance(self.what, View):
            return self.what.submit is not None or self.what.depth > 1
        return bool(self.what.files)


@dataclass(frozen=True)
class Surface:
    """One surface; `words` and `pixels` are the most it may have, `pixels` at either width, where a limit is known.

    `published` are the pictures of it that the documents show, as (width, light or dark).
    """

    name: str
    walk: Callable[["Playground"], Seen]
    words: int | None = None
    pixels: int | None = None
    published: tuple[tuple[int, str], ...] = ()

    def picture(self, width: int, scheme: str) -> str:
        """Return the name of the file that holds one of its pictures."""
        return f"{self.name}-{width}-{scheme}.png"


class Playground:
    """The playground's people, to act as; each begins with no window open."""

    def __init__(self, slack: LocalSlack) -> None:
        self.slack, self.team = slack, the_team()

    def person(self, user: str) -> Person:
        """Return someone who has nothing open."""
        person = self.slack.person(user)
        while person.modal:
            person.close()
        return person

    @property
    def rita(self) -> Person:
        """The recruiter."""
        return self.person(self.team.recruiter)

    @property
    def hana(self) -> Person:
        """The hiring manager."""
        return self.person(self.team.hiring_manager)

    @property
    def ivan(self) -> Person:
        """The one whose scorecard is missing."""
        return self.person(self.team.awaited)

    def answer(self, person: Person, typed: str) -> Seen:
        """Run a command in the hiring channel, and return its answer: a message or a modal."""
        command, _, text = typed.partition(" ")
        channel = self.team.hiring_channel.id
        messages = person.command(command, text, channel).messages
        return Seen(person.id, channel, messages[-1] if messages else person.modal)

    def post(self, action: str, nth: int = -1) -> Message:
        """Return the nth post of the hiring channel with such an element; waits for it."""
        channel = self.team.hiring_channel.id

        def found() -> list[Message]:
            return [m for m in self.slack.messages(channel) if not m.ephemeral and not m.thread_ts and has(m, action)]

        return eventually(found)[nth]


def eventually(look: Callable[[], list[Message]]) -> list[Message]:
    """Return the messages once there are some, or raise TimeoutError."""
    end = monotonic() + PATIENCE_S
    while not (found := look()):
        if monotonic() > end:
            raise TimeoutError("nothing was posted")
        sleep(0.1)
    return found


def has(on: Message | View, action: str) -> bool:
    """Tell whether there is an element of this action_id, or of a variant of it."""
    return next(_elements(on, action), None) is not None


def _elements(on: Message | View, action: str) -> Iterator[tuple[str, str, str | None]]:
    for block, element in located(on.blocks):
        if element["action_id"] == action or element["action_id"].startswith(f"{action}:"):
            yield block["block_id"], element["action_id"], element.get("value")


def press(person: Person, on: Message | View | None, action: str, nth: int = 0, value: str | None = None) -> View:
    """Use the nth such element, choosing `value` where it is a menu, and return the modal that is in front then."""
    assert on is not None
    elements = list(_elements(on, action))
    if len(elements) <= nth:
        raise LookupError(f"no {action} there")
    block_id, action_id, own = elements[nth]
    person.click(on, action_id, value or own, block_id)
    assert person.modal is not None
    return person.modal


def option(on: Message | View, action: str, nth: int = 0) -> str:
    """Return the value of a menu's nth option."""
    menus = [e for _, e in located(on.blocks) if e["action_id"] == action or e["action_id"].startswith(f"{action}:")]
    return str(menus[0]["options"][nth]["value"])


def in_front(person: Person, place: str = "dm") -> Seen:
    """Return the modal that someone has in front of them."""
    assert person.modal is not None
    return Seen(person.id, place, person.modal)


# ---- The JD


def landing(demo: Playground) -> Seen:
    return Seen(demo.rita.id, demo.team.drafts_channel.id, None)


def reviewed(demo: Playground) -> Person:
    """Let Rita choose “Review this JD” in the menu of the one that is posted."""
    rita = demo.rita
    rita.shortcut(MESSAGE_SHORTCUT, demo.slack.messages(demo.team.drafts_channel.id)[0])
    return rita


def jd_review(demo: Playground) -> Seen:
    return in_front(reviewed(demo), demo.team.drafts_channel.id)


AT_AN_INSURER = """Senior AI Engineer

We are an insurer in Denver, Colorado. We are looking for a young, energetic digital native who loves claims.

What you will do
- Build agents that read claims and propose a decision
- Own the retrieval pipeline over our policies in production

What you bring
- 6+ years of Claude Code
- 3 years of Python in production

Pay: competitive salary and benefits
"""


def at_an_insurer(demo: Playground) -> Person:
    """Review a JD that says where the company is, and not where the job is."""
    rita = demo.rita
    rita.command("/jd", "review", demo.team.hiring_channel.id)
    rita.fill({"jd": AT_AN_INSURER})
    rita.submit()
    return rita


def jd_no_place(demo: Playground) -> Seen:
    return in_front(at_an_insurer(demo), demo.team.hiring_channel.id)


def jd_blockers_left(demo: Playground) -> Seen:
    """Fix one remark of a JD, with others to go."""
    rita = at_an_insurer(demo)
    press(rita, rita.modal, "jd_fix:age-asked")
    rita.submit()
    return in_front(rita, demo.team.hiring_channel.id)


def behind_review(action: str) -> Callable[[Playground], Seen]:
    def walk(demo: Playground) -> Seen:
        rita = reviewed(demo)
        press(rita, rita.modal, action)
        return in_front(rita, demo.team.drafts_channel.id)

    return walk


def jd_remark(demo: Playground) -> Seen:
    rita = reviewed(demo)
    press(rita, press(rita, rita.modal, "jd_remarks"), "jd_remark")
    return in_front(rita, demo.team.drafts_channel.id)


def jd_waive(demo: Playground) -> Seen:
    rita = reviewed(demo)
    press(rita, press(rita, press(rita, rita.modal, "jd_remarks"), "jd_remark"), "jd_waive")
    return in_front(rita, demo.team.drafts_channel.id)


def jd_fixed(demo: Playground) -> Seen:
    rita = reviewed(demo)
    press(rita, rita.modal, "jd_fix:all")
    rita.fill({"fix:pay-low": "200000", "fix:pay-high": "260000", "fix:other-pay": "10% bonus, stock options"})
    rita.fill({"fix:benefits": "Health insurance, 401(k), 25 days off"})
    rita.submit()
    return in_front(rita, demo.team.drafts_channel.id)


def jd_drafted(demo: Playground) -> Seen:
    """Draft a posting, once a review has taught the process what it knows of JDs."""
    reviewed(demo)
    return demo.answer(demo.rita, "/jd draft ai-engineer senior")


def jd_asking(demo: Playground) -> Seen:
    """Open the form that asks for approval of the fixed JD."""
    rita = demo.slack.person(jd_fixed(demo).person)
    press(rita, rita.modal, Door.ASK_APPROVAL)
    return in_front(rita, demo.team.drafts_channel.id)


def jd_asked_for(demo: Playground) -> Seen:
    rita = demo.slack.person(jd_asking(demo).person)
    rita.fill({"approvers": [demo.team.hiring_manager, demo.team.awaited], "needed": "0", "opening": "none"})
    rita.submit()
    return in_front(rita, demo.team.drafts_channel.id)


def jd_question(demo: Playground) -> Seen:
    """Return what the hiring manager is asked in her messages."""
    found = eventually(lambda: [m for m in demo.hana.direct_messages() if has(m, Door.JD_APPROVAL)])
    return Seen(demo.hana.id, "dm", found[-1])


def jd_to_approve(demo: Playground) -> Seen:
    press(demo.hana, jd_question(demo).what, Door.JD_APPROVAL)
    return in_front(demo.slack.person(demo.team.hiring_manager))


def jd_approved(demo: Playground) -> Seen:
    """Let both approve, and return what the second one sees."""
    for user in (demo.team.hiring_manager, demo.team.awaited):
        person = demo.person(user)
        asked = eventually(lambda person=person: [m for m in person.direct_messages() if has(m, Door.JD_APPROVAL)])
        press(person, press(person, asked[-1], Door.JD_APPROVAL), "jd_approve")
    return in_front(person)


def jd_checked_posting(demo: Playground) -> Seen:
    """Check a posting that differs in one figure from the approved text."""
    rita = demo.slack.person(jd_fixed(demo).person)
    press(rita, rita.modal, "jd_text")
    sent = eventually(lambda: [m for m in rita.direct_messages() if "ready to copy" in m.plain])[-1]
    text = "\n".join(sent.plain.splitlines()[1:]).replace("$260,000", "$290,000")
    rita = demo.rita
    rita.command("/jd", "check", demo.team.hiring_channel.id)
    rita.fill({"jd": text})
    rita.submit()
    return in_front(rita, demo.team.hiring_channel.id)


# ---- Rubrics of one's own


def edited(demo: Playground) -> Person:
    """Let Hana begin a draft of a rubric."""
    hana = demo.hana
    press(hana, demo.answer(hana, "/rubric ai-engineer senior").what, Door.EDIT_RUBRIC)
    return hana


def rubric_draft(demo: Playground) -> Seen:
    return in_front(edited(demo), demo.team.hiring_channel.id)


def part_of_draft(act: str) -> Callable[[Playground], Seen]:
    """Return the walk to a form of one competency of a draft."""

    def walk(demo: Playground) -> Seen:
        hana = edited(demo)
        press(hana, hana.modal, "rubric_part:retrieval", value=f"{act} ai-engineer senior retrieval")
        return in_front(hana, demo.team.hiring_channel.id)

    return walk


def behind_draft(action: str) -> Callable[[Playground], Seen]:
    """Return the walk to what a button of a changed draft leads to."""

    def walk(demo: Playground) -> Seen:
        hana = demo.slack.person(part_of_draft("anchors")(demo).person)
        hana.fill({"own_anchor:4": "Tests retrieval on real questions"})
        hana.submit()
        press(hana, hana.modal, action)
        return in_front(hana, demo.team.hiring_channel.id)

    return walk


def form_of_draft(action: str, then: str = "") -> Callable[[Playground], Seen]:
    """Return the walk to a form that a draft's page opens, and to one behind that."""

    def walk(demo: Playground) -> Seen:
        hana = edited(demo)
        for each in filter(None, (action, then)):
            press(hana, hana.modal, each)
        return in_front(hana, demo.team.hiring_channel.id)

    return walk


def rubric_question(demo: Playground) -> Seen:
    """Return what the admin is asked in their messages."""
    found = eventually(lambda: [m for m in demo.rita.direct_messages() if has(m, Door.RUBRIC_PROPOSAL)])
    return Seen(demo.rita.id, "dm", found[-1])


def rubric_to_approve(demo: Playground) -> Seen:
    press(demo.rita, rubric_question(demo).what, Door.RUBRIC_PROPOSAL)
    return in_front(demo.slack.person(demo.team.recruiter))


def rubric_approved(demo: Playground) -> Seen:
    rita = demo.slack.person(rubric_to_approve(demo).person)
    press(rita, rita.modal, "rubric_approve")
    return in_front(rita)


def rubric_versions(demo: Playground) -> Seen:
    rita = demo.slack.person(rubric_to_approve(demo).person)
    press(rita, rita.modal, Door.RUBRIC_VERSIONS)
    return in_front(rita)


# ---- Commands and Home


def command(who: str, typed: str) -> Callable[[Playground], Seen]:
    """Return the walk of one of the team (`recruiter`, `stranger` …) who types this in the hiring channel."""
    return lambda demo: demo.answer(demo.person(getattr(demo.team, who)), typed)


def general(who: str, typed: str) -> Callable[[Playground], Seen]:
    """Return the walk of someone who is not in the hiring channel."""

    def walk(demo: Playground) -> Seen:
        person, channel = demo.person(getattr(demo.team, who)), demo.team.everybody_channel.id
        name, _, text = typed.partition(" ")
        return Seen(person.id, channel, person.command(name, text, channel).messages[-1])

    return walk


def home(who: str) -> Callable[[Playground], Seen]:
    def walk(demo: Playground) -> Seen:
        person = demo.person(getattr(demo.team, who))
        person.open_home()
        return Seen(person.id, "home", person.home)

    return walk


def all_commands(typed: str) -> Callable[[Playground], Seen]:
    """Return the walk to all that may be typed behind a command, from its help."""

    def walk(demo: Playground) -> Seen:
        seen = demo.answer(demo.rita, typed)
        rita = demo.slack.person(seen.person)
        press(rita, seen.what, "help_topic")
        return in_front(rita, seen.place)

    return walk


def competency(demo: Playground) -> Seen:
    seen = demo.answer(demo.rita, "/rubric ai-engineer senior")
    assert seen.what is not None
    rita = demo.slack.person(seen.person)
    press(rita, seen.what, "rubric_open", value=option(seen.what, "rubric_open:menu"))
    return in_front(rita, seen.place)


def exercise(demo: Playground) -> Seen:
    seen = demo.answer(demo.rita, "/rubric ai-engineer senior exercises")
    assert seen.what is not None
    rita = demo.slack.person(seen.person)
    press(rita, seen.what, "rubric_open", value="exercise ai-engineer senior old-policy")
    return in_front(rita, seen.place)


def staffing_form(demo: Playground) -> Seen:
    seen = demo.answer(demo.rita, "/rubric hire")
    assert seen.what is not None
    press(demo.slack.person(seen.person), seen.what, Door.STAFFING)
    return in_front(demo.slack.person(seen.person), seen.place)


def staffing_outcome(demo: Playground) -> Seen:
    rita = demo.slack.person(staffing_form(demo).person)
    answers = {"work": "product", "team": "technical", "budget": "market", "start": "year", "inside": "no-one"}
    rita.fill({f"staffing_answer:{question}": answer for question, answer in {**answers, "law": "none"}.items()})
    rita.submit()
    return in_front(rita, demo.team.hiring_channel.id)


def staffing_why(demo: Playground) -> Seen:
    rita = demo.slack.person(staffing_outcome(demo).person)
    press(rita, rita.modal, "staffing_why")
    return in_front(rita, demo.team.hiring_channel.id)


# ---- A loop is opened


def new_loop(demo: Playground) -> Seen:
    return demo.answer(demo.rita, "/loop new")


def loop_panel(demo: Playground) -> Seen:
    rita = demo.slack.person(new_loop(demo).person)
    team = demo.team
    panel = list(team.waiting.panelists)
    role, level = "ai-engineer", "senior"
    rita.fill({"candidate": "Ada Quist", "opening": "Support product", "role": role, "level": level})
    rita.fill({"hiring_manager": team.hiring_manager, "interviewers": panel, "channel": team.hiring_channel.id})
    rita.submit()
    return in_front(rita, team.hiring_channel.id)


def schedule(demo: Playground) -> Seen:
    rita = demo.slack.person(loop_panel(demo).person)
    press(rita, rita.modal, "loop_paste_schedule")
    return in_front(rita, demo.team.hiring_channel.id)


def schedule_read(demo: Playground) -> Seen:
    rita = demo.slack.person(schedule(demo).person)
    rita.fill({"schedule": "Ivan,2026-12-01,10:00,45\nIda,2026-12-01,11:00,45\nOtto,2026-12-01,12:00,45"})
    rita.submit()
    return in_front(rita, demo.team.hiring_channel.id)


def coverage(demo: Playground) -> Seen:
    rita = demo.slack.person(loop_panel(demo).person)
    assert rita.modal is not None
    first = next(block["block_id"] for block in rita.modal.blocks if block["block_id"].startswith("focus:"))
    rita.fill({first: ["retrieval"]})
    rita.submit()
    return in_front(rita, demo.team.hiring_channel.id)


def invitation(demo: Playground) -> Seen:
    invited = next(m for m in reversed(demo.ivan.direct_messages()) if has(m, Door.OPEN_SCORECARD))
    return Seen(demo.team.awaited, "dm", invited)


def kit(demo: Playground) -> Seen:
    ivan = demo.ivan
    press(ivan, invitation(demo).what, Door.INTERVIEW_KIT)
    return in_front(ivan)


def calendar(demo: Playground) -> Seen:
    rita = demo.slack.person(demo.answer(demo.rita, "/loop new").person)
    start = int(demo.slack.clock()) + 24 * 3600
    rita.fill({"candidate": "Jonas Weber", "start": start})
    rita.submit()
    if rita.modal is not None and rita.modal.callback_id == "loop_coverage":
        rita.submit()

    def shared() -> list[Message]:
        here = [member.id for member in demo.slack.workspace.members.values() if not member.deleted]
        people = map(demo.slack.person, here)
        messages = [message for person in people for message in person.direct_messages() if message.files]
        return [message for message in messages if "For your calendar" in message.plain]

    sent = eventually(shared)[0]
    return Seen(f"U{sent.channel[1:]}", "dm", sent)


def announcement(demo: Playground) -> Seen:
    return Seen(demo.team.hiring_manager, demo.team.hiring_channel.id, demo.post(Door.SCORE_LOOP))


# ---- The last scorecard, and what it reveals


def scorecard(demo: Playground) -> Seen:
    ivan = demo.ivan
    press(ivan, invitation(demo).what, Door.OPEN_SCORECARD)
    return in_front(ivan)


def rated(demo: Playground) -> Seen:
    ivan = demo.slack.person(scorecard(demo).person)
    assert ivan.modal is not None
    fields = [block["block_id"] for block in ivan.modal.blocks if block["block_id"].startswith("rating:")]
    ivan.fill(dict(zip(fields, ("4", "4", "3", "4"), strict=True)))
    ivan.fill({"recommendation": "yes"})
    return in_front(ivan)


def anchors(demo: Playground) -> Seen:
    ivan = demo.slack.person(scorecard(demo).person)
    press(ivan, ivan.modal, "full_anchors")
    return in_front(ivan)


def stored(demo: Playground) -> Seen:
    ida = demo.person(demo.team.opposed)
    demo.answer(ida, f"/score {demo.team.waiting.candidate}")
    ida.submit()
    return in_front(ida, demo.team.hiring_channel.id)


def reveal(demo: Playground) -> Seen:
    ivan = demo.slack.person(rated(demo).person)
    ivan.submit()
    return in_front(ivan)


def both_sides(demo: Playground) -> Seen:
    """Goes on from where the reveal left off: it is shown once."""
    ivan = demo.slack.person(demo.team.awaited)
    press(ivan, ivan.modal, "both_sides")
    return in_front(ivan)


# ---- The signal


def posted(nth: int) -> Callable[[Playground], Seen]:
    """Return the walk to the nth signal in the channel: clear no, not enough evidence, split, clear hire, Ivan's."""
    return lambda demo: Seen(demo.team.hiring_manager, demo.team.hiring_channel.id, signal_post(demo, nth))


def signal_post(demo: Playground, nth: int) -> Message:
    demo.hana  # noqa: B018 - closes what she had open
    return demo.post("signal_why", nth)


def thread(nth: int) -> Callable[[Playground], Seen]:
    def walk(demo: Playground) -> Seen:
        root, channel = signal_post(demo, nth), demo.team.hiring_channel.id
        replies = [message for message in demo.slack.messages(channel) if message.thread_ts == root.ts]
        return Seen(demo.team.hiring_manager, channel, replies[0], thread=root.ts)

    return walk


def below_signal(action: str, nth: int = 3) -> Callable[[Playground], Seen]:
    def walk(demo: Playground) -> Seen:
        hana = demo.hana
        press(hana, signal_post(demo, nth), action)
        return in_front(hana, demo.team.hiring_channel.id)

    return walk


def matrix_by_message(demo: Playground) -> Seen:
    hana = demo.hana
    press(hana, press(hana, signal_post(demo, 3), "signal_matrix"), "signal_matrix_send")
    sent = eventually(lambda: [m for m in demo.hana.direct_messages() if "ratings you asked for" in m.text])
    return Seen(hana.id, "dm", sent[-1])


def interviewers_signal(demo: Playground) -> Seen:
    """Open a signal as an interviewer, who may not start its debrief."""
    return demo.answer(demo.ivan, "/signal Dana Fox")


def told_of_reveal(demo: Playground) -> Seen:
    return Seen(demo.hana.id, "dm", next(m for m in reversed(demo.hana.direct_messages()) if "revealed" in m.text))


# ---- The debrief of the split panel; from here on it runs, and Home shows it


def debrief_start(demo: Playground) -> Seen:
    hana = demo.hana
    press(hana, signal_post(demo, 2), Door.DEBRIEF)
    return in_front(hana, demo.team.hiring_channel.id)


def debrief_begun(demo: Playground) -> Seen:
    """Start the debrief that the other walks go to."""
    hana = demo.slack.person(debrief_start(demo).person)
    hana.submit()
    return in_front(hana, demo.team.hiring_channel.id)


def too_early(demo: Playground) -> Seen:
    """Go to the form of a decision while the debrief runs."""
    return demo.answer(demo.hana, "/loop decide Mara Lindholm")


def in_debrief_thread(words: str) -> Callable[[Playground], Seen]:
    """Return the walk to the message of the debrief's thread that says this."""

    def walk(demo: Playground) -> Seen:
        root, channel = signal_post(demo, 2), demo.team.hiring_channel.id

        def found() -> list[Message]:
            replies = [m for m in demo.slack.messages(channel) if m.thread_ts == root.ts and m.ts != root.ts]
            return [m for m in replies if words in m.plain]

        return Seen(demo.team.hiring_manager, channel, eventually(found)[-1], thread=root.ts)

    return walk


def asked_to_vote(demo: Playground, user: str) -> Message:
    """Return the message that asks someone for their re-vote."""
    person = demo.person(user)
    return eventually(lambda: [m for m in person.direct_messages() if has(m, "debrief_read")])[-1]


def debrief_asked(demo: Playground) -> Seen:
    return Seen(demo.team.opposed, "dm", asked_to_vote(demo, demo.team.opposed))


def debrief_read(demo: Playground) -> Seen:
    ida = demo.person(demo.team.opposed)
    press(ida, asked_to_vote(demo, ida.id), "debrief_read")
    return in_front(ida)


def debrief_revote(demo: Playground) -> Seen:
    ida = demo.slack.person(debrief_read(demo).person)
    ida.submit()
    return in_front(ida)


def voted_again(demo: Playground, user: str, now: str, line: str) -> Person:
    person = demo.person(user)
    press(person, asked_to_vote(demo, user), "debrief_read")
    person.submit()
    person.fill({"recommended_now": now, "line": line})
    person.submit()
    return person


def debrief_voted(demo: Playground) -> Seen:
    ida = voted_again(demo, demo.team.opposed, "yes", "The billing work outweighs one exercise.")
    return in_front(ida)


def debrief_open_now(demo: Playground) -> Seen:
    hana, post = demo.hana, in_debrief_thread("re-voted")(demo).what
    assert isinstance(post, Message)
    press(hana, post, "debrief_lead", value=option(post, "debrief_lead"))
    return in_front(hana, demo.team.hiring_channel.id)


def debrief_opened(demo: Playground) -> Seen:
    for user, now, line in (
        (demo.team.awaited, "yes", "Rolling back twice is what I look for."),
        ("U0IMRAN", "yes", "They chose the expiry themselves."),
    ):
        voted_again(demo, user, now, line)
    ines = voted_again(demo, "U0INES", "no", "Five examples judged by eye aren't enough.")
    return in_front(ines)


def home_in_debrief(demo: Playground) -> Seen:
    ida = demo.person(demo.team.opposed)
    ida.open_home()
    return Seen(ida.id, "home", ida.home)


TRACED = """Senior AI Engineer

What you will do
- Ship retrieval features on top of hosted models, from the API to the on-call rotation
- Write the evaluations that stop a bad prompt from reaching customers

What you bring
- 5+ years of building backend systems in Python
- Bachelor's degree in computer science
- A voice that carries across a stage

What we offer
A friendly team. Remote (US).
"""
"""A JD of our own making that asks for more than any panel assesses."""

# ---- Openings; from here on there is one, and Home and `/loop new` show it


def opening_new(demo: Playground) -> Seen:
    return demo.answer(demo.rita, "/opening new")


def opening_made(demo: Playground) -> Seen:
    """Make the opening that the other walks go to, and stop where its plan is shown."""
    rita, team = demo.slack.person(opening_new(demo).person), demo.team
    rita.fill({"role": "ai-engineer", "level": "senior", "name": "Support product", "place": "Remote (US)"})
    rita.fill({"hiring_manager": team.hiring_manager, "channel": team.hiring_channel.id})
    rita.submit()
    return in_front(rita, team.hiring_channel.id)


def opening_plan(demo: Playground) -> Seen:
    rita = demo.slack.person(opening_made(demo).person)
    assert rita.modal is not None
    seats = [block["block_id"] for block in rita.modal.blocks if block["block_id"].startswith("seat:")]
    panel = list(demo.team.waiting.panelists)
    rita.fill(dict(zip(seats, [panel[1], *panel], strict=False)))
    rita.submit()
    return in_front(rita, demo.team.hiring_channel.id)


def beside_opening(action: str) -> Callable[[Playground], Seen]:
    """Go to what a button of the opening that was made leads to."""

    def walk(demo: Playground) -> Seen:
        rita = demo.rita
        press(rita, demo.answer(rita, "/opening show Support product").what, action)
        return in_front(rita)

    return walk


def opening_trace(demo: Playground) -> Seen:
    """Have a JD reviewed, let the opening go by it, and hold it against the interviews."""
    rita = demo.rita
    demo.answer(rita, "/jd review")
    rita.fill({"jd": TRACED})
    rita.submit()
    assert rita.modal is not None
    review = next(value for action, _, value in rita.modal.buttons if action == Door.NEW_OPENING)
    demo.answer(rita, "/opening edit Support product")
    rita.fill({"jd": review})
    rita.submit()
    press(rita, demo.answer(rita, "/opening show Support product").what, "opening_trace")
    return in_front(rita)


def opening_trace_form(demo: Playground) -> Seen:
    rita = demo.rita
    traced = press(rita, demo.answer(rita, "/opening show Support product").what, "opening_trace")
    press(rita, traced, "opening_trace_confirm")
    return in_front(rita)


def opening_traced(demo: Playground) -> Seen:
    """Confirm what is likely, and see what no interview assesses."""
    rita = demo.slack.person(opening_trace_form(demo).person)
    rita.submit()
    return in_front(rita)


def by_competency(demo: Playground) -> Seen:
    rita = demo.slack.person(beside_opening("opening_compare")(demo).person)
    press(rita, rita.modal, "compare_competencies")
    return in_front(rita)


def matrix_sent(demo: Playground) -> Seen:
    """Return the table by competency that was sent to who asked for it."""
    rita = demo.slack.person(by_competency(demo).person)
    press(rita, rita.modal, "compare_competencies_send")
    return told(demo, rita.id, "by competency")


def feedback(demo: Playground) -> Seen:
    """Draft what a candidate may be told."""
    hana = demo.hana
    hana.command("/loop", "feedback Mara Lindholm", demo.team.hiring_channel.id)
    return in_front(hana)


def handed_out(demo: Playground) -> Seen:
    """Take a record as a page to print."""
    rita = demo.rita
    record = demo.answer(rita, "/loop record Dana Fox").what
    press(rita, record, "record_write", value=option(record, "record_write") if record else None)
    return in_front(rita)


def record_file(demo: Playground) -> Seen:
    """Return the file itself, which comes after the message that says so."""
    handed_out(demo)
    return told(demo, demo.rita.id, "Page to print of")


def opening_stage(demo: Playground) -> Seen:
    rita = demo.rita
    shown = demo.answer(rita, "/opening show Support product").what
    menu = option(shown, "opening_more") if shown is not None else ""
    press(rita, press(rita, shown, "opening_more", value=menu), "opening_edit_stage", nth=1)
    return in_front(rita, demo.team.hiring_channel.id)


def opening_interview(demo: Playground) -> Seen:
    rita = demo.slack.person(opening_stage(demo).person)
    press(rita, rita.modal, "opening_edit_interview")
    return in_front(rita, demo.team.hiring_channel.id)


# ---- A loop that runs by itself; from here on time passes, and at the end someone leaves


def running_loop(demo: Playground) -> Seen:
    """Open a loop for the opening in one step; it goes on in the walks below."""
    rita = demo.rita
    demo.answer(rita, "/loop new")
    # At noon of a coming Wednesday, when no one rests: in whose zone it is told matters to no walk.
    now = datetime.fromtimestamp(demo.slack.clock(), UTC)
    day = now.date() + timedelta(days=(2 - now.weekday()) % 7 or 7)
    rita.fill({"candidate": "Ada Quist", "start": int(datetime.combine(day, time(14), UTC).timestamp())})
    rita.submit()
    return in_front(rita, demo.team.hiring_channel.id)


def told(demo: Playground, user: str, words: str) -> Seen:
    """Return the newest direct message that someone has with these words; waits for it."""
    person = demo.person(user)
    return Seen(user, "dm", eventually(lambda: [m for m in person.direct_messages() if words in m.plain])[-1])


def later(demo: Playground, user: str, words: str) -> Seen:
    """Put the clock forward through working hours until someone has a direct message with these words."""
    person = demo.person(user)
    for _ in range(LONGEST):
        if found := [m for m in person.direct_messages() if words in m.plain]:
            return Seen(user, "dm", found[-1])
        now = datetime.fromtimestamp(demo.slack.clock(), demo.slack.workspace.member(user).zone)
        soon, morning = now + timedelta(hours=STEP_H), next_morning(now) + timedelta(minutes=30)
        is_over = now.hour < MORNING.hour or soon.hour > EVENING or soon.date() != now.date()
        demo.slack.clock.put_forward(((morning if is_over else soon) - now).total_seconds())
        sleep(0.3)
    return told(demo, user, words)


def screener(demo: Playground) -> str:
    """Return who holds the screen of the opening's plan."""
    return list(demo.team.waiting.panelists)[1]


def reminder(demo: Playground) -> Seen:
    return later(demo, screener(demo), "while it's fresh")


def report(demo: Playground) -> Seen:
    """Say that the interview did not happen, and return what the recruiter is asked."""
    seen, person = reminder(demo), demo.person(screener(demo))
    assert seen.what is not None
    menus = [e for _, e in located(seen.what.blocks) if e["action_id"] == "interview_trouble"]
    what = next(o["value"] for o in menus[0]["options"] if o["value"].startswith("did_not_happen "))
    press(person, seen.what, "interview_trouble", value=what)
    person.fill({"reason": "The candidate was ill"})
    person.submit()
    return told(demo, demo.team.recruiter, "didn't happen")


def request(demo: Playground) -> Seen:
    """Ask anyone who may for what an interviewer may not."""
    person = demo.person(screener(demo))
    refused = demo.answer(person, "/loop hold Ada Quist").what
    press(person, refused, "loop_ask")
    return told(demo, demo.team.recruiter, "asks you to")


def digest(demo: Playground) -> Seen:
    return later(demo, demo.team.recruiter, "for you")


def happened(demo: Playground) -> Seen:
    rita = demo.rita
    shown = demo.answer(rita, "/loop show Ada Quist").what
    menus = [e for _, e in located(shown.blocks) if e["action_id"] == "loop_more"] if shown else []
    act = next(o["value"] for o in menus[0]["options"] if o["value"].startswith("loop_happened "))
    press(rita, shown, "loop_more", value=act)
    return in_front(rita, demo.team.hiring_channel.id)


def leaver(demo: Playground) -> Seen:
    """Let the screener leave, whose interview the plan's alternate may take over."""
    rita, team = demo.rita, demo.team
    plan = demo.answer(rita, "/opening show Support product").what
    menu = option(plan, "opening_more") if plan is not None else ""
    stage = press(rita, press(rita, plan, "opening_more", value=menu), "opening_edit_stage")
    press(rita, stage, "opening_edit_interview")
    rita.fill({"alternates": [team.awaited, team.stranger]})
    rita.submit()
    demo.slack.deactivate(screener(demo))
    return told(demo, team.recruiter, "account is deactivated")


def offer(demo: Playground) -> Seen:
    seen = told(demo, demo.team.recruiter, "account is deactivated")
    press(demo.rita, seen.what, "offer_to")
    return told(demo, demo.team.awaited, "Can you take over")


# ---- Calibration; in the end three people have rated all answers


def calibrating(who: str) -> Callable[[Playground], Seen]:
    """Return the walk of one of the team who types `/debrief calibrate` in direct messages."""

    def walk(demo: Playground) -> Seen:
        person = demo.person(getattr(demo.team, who))
        person.command("/debrief", "calibrate")
        return in_front(person)

    return walk


def calibration_asked(demo: Playground) -> Seen:
    return told(demo, demo.team.awaited, "Rate 6 sample answers")


def calibration_anchors(demo: Playground) -> Seen:
    ivan = demo.slack.person(calibrating("awaited")(demo).person)
    press(ivan, ivan.modal, "calibration_anchors")
    return in_front(ivan)


def calibration_send(demo: Playground) -> Seen:
    rita = demo.slack.person(calibrating("recruiter")(demo).person)
    press(rita, rita.modal, "calibration_send")
    return in_front(rita)


def calibration_waiting(demo: Playground) -> Seen:
    ida = demo.slack.person(calibrating("opposed")(demo).person)
    press(ida, ida.modal, "calibration_rate")
    return in_front(ida)


def calibration_results(demo: Playground) -> Seen:
    """Let Ivan rate the answers that he left, which opens what three people said."""
    ivan = demo.slack.person(calibrating("awaited")(demo).person)
    for rating in (1, 4, 5):
        assert ivan.modal is not None
        (field,) = [each["block_id"] for each in ivan.modal.blocks if each["block_id"].startswith("sample_rating")]
        ivan.fill({field: str(rating)})
        ivan.submit()
    return in_front(ivan)


def calibration_answer(demo: Playground) -> Seen:
    ivan = demo.slack.person(calibrating("awaited")(demo).person)
    press(ivan, press(ivan, ivan.modal, "calibration_rate"), "calibration_answer")
    return in_front(ivan)


def calibration_told(demo: Playground) -> Seen:
    return told(demo, demo.team.opposed, "Results are in")


# ---- The decision on the split panel; from here on it is decided


def to_choose(choice: str) -> Callable[[Playground], Seen]:
    """Return the walk to the form of a decision with a choice made."""

    def walk(demo: Playground) -> Seen:
        hana = demo.hana
        press(hana, in_debrief_thread("Re-votes are open")(demo).what, Door.DECIDE)
        hana.fill({"decision": choice})
        return in_front(hana, demo.team.hiring_channel.id)

    return walk


def who_decides(demo: Playground) -> Seen:
    hana = demo.hana
    shown = demo.answer(hana, "/loop show Mara Lindholm").what
    menus = [e for _, e in located(shown.blocks) if e["action_id"] == "loop_more"] if shown else []
    act = next(o["value"] for o in menus[0]["options"] if o["value"].startswith("loop_happened "))
    press(hana, press(hana, shown, "loop_more", value=act), Door.WHO_DECIDES)
    return in_front(hana, demo.team.hiring_channel.id)


def what_next(demo: Playground) -> Seen:
    hana = demo.hana
    shown = demo.answer(hana, "/loop show Mara Lindholm").what
    press(hana, shown, Door.END_STAGE)
    return in_front(hana, demo.team.hiring_channel.id)


def next_stage(demo: Playground) -> Seen:
    hana = demo.slack.person(what_next(demo).person)
    hana.fill({"outcome": "more_evidence"})
    hana.submit()
    return in_front(hana, demo.team.hiring_channel.id)


def stage_schedule(demo: Playground) -> Seen:
    hana = demo.slack.person(next_stage(demo).person)
    assert hana.modal is not None
    assesses = next(block["element"]["options"] for block in hana.modal.blocks if block["block_id"] == "focus")
    hana.fill({"name": "Onsite", "interviewers": ["U0IVAN", "U0IDA"], "focus": [assesses[0]["value"]]})
    press(hana, hana.modal, "stage_paste_schedule")
    hana.fill({"schedule": "Ivan,2026-12-01,10:00,45\nIda,2026-12-01,11:00,45\nOtto,2026-12-01,12:00,45"})
    hana.submit()
    return in_front(hana, demo.team.hiring_channel.id)


def decided(demo: Playground) -> Seen:
    """Decide on the split panel, as the other walks read it."""
    hana = demo.slack.person(to_choose("hire")(demo).person)
    hana.fill({"reason": "The billing work shows what the exercise left open, and the team is short of it."})
    hana.submit()
    return in_front(hana, demo.team.hiring_channel.id)


def decision_line(demo: Playground) -> Seen:
    """Put the clock forward until no one may undo the decision any more, and the channel reads it."""
    demo.slack.clock.put_forward(11 * 60)
    channel = demo.team.hiring_channel.id
    found = eventually(lambda: [m for m in demo.slack.messages(channel) if has(m, Door.DISSENT)])
    return Seen(demo.person(demo.team.opposed).id, channel, found[-1])  # nothing stands before it any more


def dissenting(demo: Playground) -> Seen:
    ida = demo.person(demo.team.opposed)
    press(ida, decision_line(demo).what, Door.DISSENT)
    return in_front(ida, demo.team.hiring_channel.id)


def decision_read(demo: Playground) -> Seen:
    ida = demo.slack.person(dissenting(demo).person)
    ida.fill({"dissent": "One exercise is what we agreed to go by, and it went badly."})
    press(ida, submitted_modal(ida), Door.DECISION)
    return in_front(ida, demo.team.hiring_channel.id)


def submitted_modal(person: Person) -> View:
    """Submit what someone has in front, and return what stands there then."""
    person.submit()
    assert person.modal is not None
    return person.modal


SURFACES = (
    Surface("first-sight", landing, published=((1280, "light"),)),
    Surface("jd-review", jd_review, words=120, published=((1280, "light"),)),
    Surface("jd-no-place", jd_no_place, words=150),
    Surface("jd-blockers-left", jd_blockers_left, words=90),
    Surface("jd-remarks", behind_review("jd_remarks"), words=90, pixels=900),
    Surface("jd-remark", jd_remark, words=90),
    Surface("jd-rule", command("recruiter", "/jd rule rockstar"), words=150),
    Surface("jd-fix-form", behind_review("jd_fix:all"), words=80, pixels=800),
    Surface("jd-fixed-text", jd_fixed, words=110),
    Surface("jd-waive", jd_waive, words=50),
    Surface("jd-why", behind_review("jd_why"), words=120),
    Surface("jd-checked", behind_review("jd_checked"), words=150),
    Surface("jd-checklist", command("recruiter", "/jd checklist ai-engineer"), words=150),
    Surface("rubric", command("recruiter", "/rubric ai-engineer senior"), words=100, published=((400, "light"),)),
    Surface("rubric-competency", competency, words=120),
    Surface("exercises", command("recruiter", "/rubric ai-engineer senior exercises"), words=125),
    Surface("exercise", exercise, words=150),
    Surface("hire-or-not", command("recruiter", "/rubric hire"), words=100),
    Surface("hire-or-not-form", staffing_form, words=110),
    Surface("hire-or-not-outcome", staffing_outcome, words=110),
    Surface("hire-or-not-why", staffing_why, words=200),
    Surface("compare-roles", command("recruiter", "/rubric compare ai-engineer ml-engineer"), words=130),
    Surface("pay", command("recruiter", "/rubric pay ai-engineer senior"), words=80),
    Surface("home-interviewer", home("awaited"), words=120, pixels=1000),
    Surface("home-recruiter", home("recruiter"), words=120, pixels=1000),
    Surface("home-newcomer", home("stranger"), words=120, pixels=1000),
    Surface("help", command("recruiter", "/debrief"), words=45),
    Surface("help-loop", command("recruiter", "/loop"), words=45),
    Surface("help-all", all_commands("/debrief"), words=120),
    Surface("help-loop-all", all_commands("/loop"), words=190),
    Surface("rubric-edit-which", command("hiring_manager", "/rubric edit"), words=50),
    Surface("rubric-edit", rubric_draft, words=90),
    Surface("rubric-edit-facts", part_of_draft("facts"), words=100),
    Surface("rubric-edit-anchors", part_of_draft("anchors"), words=190),
    Surface("rubric-edit-questions", part_of_draft("questions"), words=600),
    Surface("rubric-edit-scale", form_of_draft("rubric_scale"), words=70),
    Surface("rubric-edit-signal", form_of_draft("rubric_signal"), words=50),
    Surface("rubric-edit-level", form_of_draft("rubric_level_facts"), words=50),
    Surface("rubric-edit-new-level", form_of_draft("rubric_level_facts", "rubric_level_add"), words=50),
    Surface("rubric-edit-table", behind_draft("rubric_paste"), words=50),
    Surface("rubric-edit-preview", behind_draft("rubric_preview"), words=400),
    Surface("rubric-proposed", behind_draft("rubric_propose"), words=80),
    Surface("rubric-question", rubric_question, words=60, pixels=330),
    Surface("home-rubric-to-approve", home("recruiter"), words=120, pixels=1000),
    Surface("rubric-to-approve", rubric_to_approve, words=90),
    Surface("rubric-approved", rubric_approved, words=90),
    Surface("rubric-versions", rubric_versions, words=60),
    Surface("unknown-command", command("recruiter", "/loop recrod Sam"), words=25),
    Surface("refusal", command("awaited", "/loop cancel Sam Whitlock"), words=25),
    Surface("score-empty", general("stranger", "/score"), words=25),
    Surface("loop-list", command("recruiter", "/loop list"), words=60),
    Surface("loop-show", command("recruiter", "/loop show Sam Whitlock"), words=80),
    Surface("loop-new", new_loop, words=80),
    Surface("loop-panel", loop_panel, words=80),
    Surface("loop-schedule", schedule, words=100),
    Surface("loop-schedule-read", schedule_read, words=130),
    Surface("coverage-warning", coverage, words=70),
    Surface("loop-announcement", announcement, words=60),
    Surface("invitation", invitation, words=90),
    Surface("what-to-ask", kit, words=180),
    Surface("signal-post", posted(3), words=70, pixels=330, published=((400, "light"),)),
    Surface("signal-post-split", posted(2), words=70, pixels=330),
    Surface("signal-post-not-enough", posted(1), words=70, pixels=330),
    Surface("signal-thread", thread(3), words=100),
    Surface("signal-thread-split", thread(2), words=100),
    Surface("signal-interviewer", interviewers_signal, words=90),
    Surface("matrix", below_signal("signal_matrix", 2), words=120),
    Surface("why", below_signal("signal_why"), words=120, published=((1280, "light"),)),
    Surface("matrix-by-message", matrix_by_message, words=120),
    Surface("reveal-by-message", told_of_reveal, words=45),
    Surface("stored", stored, words=40),
    Surface("scorecard", scorecard, words=220),
    Surface("scorecard-rated", rated, words=220),
    Surface("scorecard-anchors", anchors, words=170),
    Surface("reveal", reveal, words=80, published=((1280, "light"),)),
    Surface("both-sides", both_sides, words=110),
    Surface("debrief-start", debrief_start, words=30, pixels=360),
    Surface("debrief", debrief_begun, words=80, pixels=560),
    Surface("decision-in-debrief", too_early, words=50, pixels=560),
    Surface("debrief-started", in_debrief_thread("silent read"), words=40, pixels=200),
    Surface("debrief-by-message", debrief_asked, words=40, pixels=170),
    Surface("debrief-read", debrief_read, words=90, pixels=480),
    Surface("debrief-revote", debrief_revote, words=50, pixels=470),
    Surface("home-debrief", home_in_debrief, words=120, pixels=1000),
    Surface("debrief-voted", debrief_voted, words=40, pixels=330),
    Surface("debrief-open-now", debrief_open_now, words=40, pixels=300),
    Surface("debrief-opened", debrief_opened, words=130, pixels=1100),
    Surface(
        "debrief-open",
        in_debrief_thread("Re-votes are open"),
        words=60,
        pixels=400,
        published=((400, "light"),),
    ),
    Surface("decision", to_choose("hire"), words=50, pixels=560),
    Surface("decision-another", to_choose("another"), words=50, pixels=640),
    Surface("decision-who", who_decides, words=60, pixels=560),
    Surface("stage-what-next", what_next, words=45, pixels=560),
    Surface("stage-next", next_stage, words=125, pixels=1100),
    Surface("stage-schedule", stage_schedule, words=150, pixels=1400),
    Surface("decision-recorded", decided, words=40, pixels=300),
    Surface("decision-line", decision_line, words=25, pixels=200),
    Surface("decision-dissent", dissenting, words=60, pixels=480),
    Surface("decision-read", decision_read, words=90, pixels=560),
    Surface("calibrate", calibrating("recruiter"), words=50),
    Surface("calibration-send", calibration_send, words=45),
    Surface("calibration-asked", calibration_asked, words=45, pixels=220),
    Surface("calibration-answer", calibrating("awaited"), words=240, published=((400, "light"),)),
    Surface("calibration-anchors", calibration_anchors, words=170),
    Surface("calibration-waiting", calibration_waiting, words=25, pixels=300),
    Surface("calibration-results", calibration_results, words=210, published=((1280, "light"),)),
    Surface("calibration-read", calibration_answer, words=190),
    Surface("calibration-told", calibration_told, words=20, pixels=200),
    Surface("jd-draft", jd_drafted, words=360),
    Surface("jd-asking", jd_asking, words=60, pixels=640),
    Surface("jd-asked-for", jd_asked_for, words=100, pixels=760),
    Surface("jd-question", jd_question, words=30, pixels=200),
    Surface("jd-to-approve", jd_to_approve, words=100, pixels=760),
    Surface("jd-approved", jd_approved, words=100, pixels=760),
    Surface("jd-check", command("recruiter", "/jd check"), words=40),
    Surface("jd-checked-posting", jd_checked_posting, words=90, pixels=500),
    Surface("opening-empty", command("recruiter", "/opening"), words=25),
    Surface("opening-new", opening_new, words=50),
    Surface("opening-panel", opening_made, words=60),
    Surface("opening-plan", opening_plan, words=80),
    Surface("opening-list", command("recruiter", "/opening"), words=60),
    Surface(
        "opening-show", command("recruiter", "/opening show Support product"), words=110, published=((1280, "light"),)
    ),
    Surface("candidates-compare", command("recruiter", "/opening compare Support product"), words=100),
    Surface("candidates-compare-modal", beside_opening("opening_compare"), words=100),
    Surface("candidates-matrix", by_competency, words=100),
    Surface("candidates-matrix-sent", matrix_sent, words=100),
    Surface("opening-figures", beside_opening("opening_figures"), words=60),
    Surface("record-handed-out", handed_out, words=40),
    Surface("record-file", record_file, words=20),
    Surface("feedback", feedback, words=130),
    Surface("opening-stage", opening_stage, words=110, published=((1280, "light"),)),
    Surface("opening-interview", opening_interview, words=60),
    Surface("opening-trace", opening_trace, words=170),
    Surface("opening-trace-form", opening_trace_form, words=110),
    Surface("opening-traced", opening_traced, words=170),
    # With the line on what the JD promises and no interview assesses, as it was confirmed a few walks before.
    Surface("loop-planned", command("recruiter", "/loop new"), words=90, published=((1280, "light"),)),
    Surface("settings", command("recruiter", "/debrief settings"), words=115),
    Surface("calendar-file", calendar, words=30),
    # Time passes in these, and at last someone leaves: nothing else can follow.
    Surface("loop-opened", running_loop, words=40),
    Surface("reminder", reminder, words=45, pixels=330, published=((400, "light"),)),
    Surface("report", report, words=40, pixels=330, published=((400, "light"),)),
    Surface("request", request, words=40, pixels=330, published=((400, "light"),)),
    Surface("happened", happened, words=75, published=((1280, "light"),)),
    Surface("digest", digest, words=90, published=((1280, "light"),)),
    Surface("leaver", leaver, words=60, pixels=330, published=((400, "light"),)),
    Surface("offer", offer, words=60, pixels=330),
)

BEGINNINGS = ("first-sight", "unknown-command", "debrief-start", "calibrate", "opening-empty")
"""Where a chapter begins, in a playground of its own: no walk goes to what one of another chapter left behind."""


def chapters(surfaces: Iterable[Surface] = SURFACES) -> list[tuple[Surface, ...]]:
    """Return these surfaces by chapters."""
    starts = [index for index, surface in enumerate(SURFACES) if surface.name in BEGINNINGS]
    parts = (SURFACES[start:end] for start, end in pairwise((*starts, len(SURFACES))))
    wanted = set(surfaces)
    return [chosen for part in parts if (chosen := tuple(one for one in part if one in wanted))]
