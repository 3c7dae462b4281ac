"""Over all acts, states, stages and kinds of people: no one reads what they may not, and no one is ever stuck.

Seeded walks through signed requests, by people who plan, score, hold, replace, merge, report, leave and come back while
time passes. Each interview's evidence holds a word of its own, so that a single glimpse of it anywhere is found.
"""

import os
from collections.abc import Callable, Sequence
from io import StringIO
from time import monotonic

import pytest
from sqlalchemy import select
from sqlalchemy.engine import make_url

from bot.features.loop.reveal_panel import reveal_forgotten
from bot.features.record.verify_records import verify_records
from bot.playground.slack.local_slack import LocalSlack, Person
from bot.playground.slack.screen import Message
from bot.wiring import Services
from rubrics.panel.loop import Loop, LoopState
from storage.loops import LoopRow
from tests.conftest import Clock
from tests.stories.acting import PANEL, close_all, modal
from tests.stories.openings import make_opening
from tests.stories.test_loop_of_opening import begin
from tests.stories.test_opening_plan import edit_interview, edit_stage
from tests.stories.test_openings import choose
from tests.stories.test_random_walk import listed
from tests.stories.walking import (
    ADMIN,
    CHANNELS,
    FIGURES,
    Walk,
    details_of,
    is_kept,
    is_revealed,
    is_sealed,
    knows,
    reads_card,
)

GUEST = "U0GUS"
SECONDS = float(os.environ.get("WALK_SECONDS", "11"))
"""How long a walk takes, whatever else the machine does; `WALK_SECONDS=300` for a thorough one."""
WALKED = 2 / 3
"""Of that time until all is brought to its end: that takes a third of it on the slower kind of database."""
STEPS = 5 * round(SECONDS)
"""At most: a quiet machine ends sooner."""
WALKS = [
    pytest.param(1),
    *(pytest.param(seed, marks=pytest.mark.long) for seed in range(2, 12)),
]


@pytest.fixture
def everybody(slack: LocalSlack, rita: Person, hana: Person, otto: Person, panel: list[Person]) -> list[Person]:
    slack.add_person(ADMIN, name="olga", real_name="Olga Owner", is_owner=True)
    slack.add_person(GUEST, name="gus", real_name="Gus Guest", is_restricted=True)
    slack.workspace.channels["C0HIRING"].members |= {"U0OTTO", ADMIN, GUEST}
    members = [*slack.workspace.channels["C0HIRING"].members]
    slack.add_channel("C0SECOND", name="hiring-second", is_private=True, members=members)
    return [rita, hana, otto, *panel, slack.person(ADMIN), slack.person(GUEST)]


@pytest.mark.parametrize("seed", WALKS)
def test_no_walk_leaks_breaks_a_record_or_gets_stuck(
    seed: int,
    services: Services,
    slack: LocalSlack,
    everybody: list[Person],
    worker: Callable[[], None],
    now: Clock,
    written_log: StringIO,
) -> None:
    is_postgresql = make_url(services.settings.database_url).get_backend_name() == "postgresql"
    began_at = monotonic()
    walk = Walk(2 * seed + is_postgresql, services, slack, everybody, worker, now)
    begin_walk(walk, everybody[0], asks_go=bool(seed % 2) is not is_postgresql)
    for number in range(STEPS):
        if monotonic() > began_at + SECONDS * WALKED:
            break
        stood = standing(walk)
        acted, answered = walk.step()
        loops = walk.loops()
        assert not unrecorded(stood, standing(walk)), number
        assert not leaks(walk, loops, [acted, *(everybody if number % 10 == 0 else ())]), number
        assert not figures(loops, acted, answered), number
        assert not [check for check in verify_records(services) if check.broken_at is not None], number
        assert "request failed" not in written_log.getvalue(), number
        assert "request not readable" not in written_log.getvalue(), "every button and entry leads somewhere"
    worker()
    assert not channel_leaks(walk, slack)
    assert not any(secret in written_log.getvalue() for secret in walk.secrets.values())
    assert not slack.complaints
    finish(walk, until=began_at + SECONDS)
    assert reveal_forgotten(services)[0] == 0, "nothing complete is left sealed"
    assert not [check for check in verify_records(services) if check.broken_at is not None]
    assert listed(services) == listed(services, anew=True), "who is in which loop followed every step"


def begin_walk(walk: Walk, rita: Person, *, asks_go: bool) -> None:
    """Plan two stages for an opening, and open a loop of it for two candidates."""
    make_opening(rita, people=("U0OTTO", *PANEL))
    choose(rita, "plan")
    edit_stage(rita, 2)
    edit_interview(rita, 5)
    rita.fill({"focus": ["agents"], "interviewer": "U0RITA", "kind": "shadow"})
    rita.submit()
    rita.submit()
    if not asks_go:
        edit_stage(rita, 1)
        rita.fill({"asks_go": "everyone"})
        rita.submit()
    close_all(rita)
    for candidate in ("Dana Fox", "Sam Whitlock"):
        begin(rita)
        rita.fill({"candidate": candidate})
        rita.submit()
        assert "is open" in modal(rita).plain
        close_all(rita)
    walk.work()


Stands = dict[str, tuple[str, object]]
"""By loop: the newest digest of its record, and its state with who owes what in it."""


def standing(walk: Walk) -> Stands:
    """Return how each loop stands."""
    with walk.services.reads() as session:
        heads = {row.id: row.record_head for row in session.execute(select(LoopRow.id, LoopRow.record_head))}
    owed = {
        loop.id: (loop.state, [(i.id, i.interviewer, i.state, i.focus, i.kind) for i in loop.interviews])
        for loop in walk.loops()
    }
    return {loop: (heads[loop], owed[loop]) for loop in heads}


def unrecorded(before: Stands, after: Stands) -> list[str]:
    """Return the loops that stand otherwise than before although their record has no new entry.

    A submit relies on it: where nothing was recorded since it looked, no one else's card is owed or in since.
    """
    return [loop for loop, (head, owed) in before.items() if after[loop][0] == head and after[loop][1] != owed]


def leaks(walk: Walk, loops: Sequence[Loop], people: Sequence[Person]) -> list[tuple[str, str, str]]:
    """Return whose evidence someone sees who may not: in a message no one's, in a modal what they may not read."""
    found = []
    for person in people:
        messages = [*person.direct_messages(), *(m for channel in CHANNELS for m in person.sees(channel))]
        stands = " ".join([message.plain for message in messages] + person.notifications)
        shown = person.modal.plain if person.modal else ""
        home = person.home.plain if person.home else ""
        for loop in loops:
            for interview in loop.interviews:
                secret = walk.secrets.get(interview.id)
                if secret is None:
                    continue
                may = reads_card(loops, loop, interview, person.id, is_admin=person.id == ADMIN)
                if secret in stands + home or (secret in shown and not may):
                    found.append((person.id, loop.id, interview.interviewer))
    return found


def figures(loops: Sequence[Loop], person: Person, answered: Sequence[Message]) -> list[str]:
    """Return what someone just read of scores although no panel is open to them at all."""
    is_admin = person.id == ADMIN
    open_to_them = [
        loop
        for loop in loops
        if is_revealed(loop) and knows(loop, person.id, is_admin=is_admin) and not is_kept(loops, loop, person.id)
    ]
    is_withdrawn = any(loop.state is LoopState.WITHDRAWN for loop in loops)
    fresh = [message.plain for message in answered if message.ephemeral]
    fresh += [person.modal.plain] if person.modal and person.modal.callback_id != "scorecard" else []
    return [text for text in fresh if FIGURES.search(text) and not open_to_them and not is_withdrawn]


def channel_leaks(walk: Walk, slack: LocalSlack) -> list[str]:
    """Return the posts with figures of a candidate in one of whose stages someone is still to score."""
    loops = walk.loops()
    sealed = {loop.candidate_code for loop in loops if is_sealed(loop)}
    told = {loop.candidate_code for loop in loops if is_revealed(loop)}
    messages = [message for channel in CHANNELS for message in slack.messages(channel) if not message.ephemeral]
    heads = {message.ts: message.plain for message in messages}
    posts = [f"{heads.get(message.thread_ts or '', '')} {message.plain}" for message in messages]
    alone = {code for code in sealed if len({each.stage.first for each in loops if each.candidate_code == code}) == 1}
    with_figures = [text for text in posts if FIGURES.search(text)]
    return [text for text in with_figures if any(c in text for c in alone) or not any(c in text for c in told)]


def finish(walk: Walk, *, until: float) -> None:
    """From wherever the walk ended, someone in charge brings every loop to its reveal, and every stage to its end.

    Where the time is over before, those that were brought on have shown it, in an order that the walk's dice choose.
    """
    for person in walk.people:
        close_all(person)
        walk.come_back(person)
    for _ in range(3):  # Slack is asked once a day who is there again
        walk.clock.tick(days=2)
        walk.work()
    for _ in range(3 * len(walk.loops())):
        waiting = [loop for loop in walk.loops() if _acts_left(loop)]
        if not waiting or monotonic() > until:
            return
        walk.clock.tick(days=30)
        _bring_on(walk, walk.dice.choice(waiting))
        walk.work()
    assert not [loop.id for loop in walk.loops() if _acts_left(loop)]


def _acts_left(loop: Loop) -> bool:
    return loop.is_undecided and (loop.state is not LoopState.REVEALED or loop.stage.outcome is None)


def _bring_on(walk: Walk, loop: Loop) -> None:
    """Take the one next step of a loop: resume it, reveal it late, or stop after it."""
    manager = next(person for person in walk.in_charge(loop) if person.id in (ADMIN, loop.hiring_manager))
    details_of(manager, loop)
    if loop.state is LoopState.ON_HOLD:
        manager.click(modal(manager), "loop_resume", loop.id)
        manager.fill({"deadline": int(walk.clock().timestamp()) + 3600})
    elif loop.state is LoopState.OPEN:
        manager.click(modal(manager), "loop_override", loop.id)
        manager.fill({"reason": "Nobody else will come in"})
    else:
        manager.click(modal(manager), "loop_end_stage", loop.id)
        manager.fill({"outcome": "stop", "reason": "Enough seen"})
    manager.submit()
    close_all(manager)
    after = next(each for each in walk.loops() if each.id == loop.id)
    assert (after.state, after.stage.outcome) != (loop.state, loop.stage.outcome), "somebody could go on with it"
