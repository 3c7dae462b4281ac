"""What is there after a drill: scorecards in the database, messages in Slack; counts, and judges nothing."""

from collections import Counter
from datetime import timedelta

from sqlalchemy import select

from bot.playground.slack.faults import Faults
from bot.worker.worker import Worker
from rubrics.panel.loop import LoopState
from storage.loops import LoopRow
from storage.messages import MessageRow, MessageState
from storage.scorecards import ScorecardRow
from tests.drills.stage import Stage
from tests.stories.test_delivery_drill import MARK, kind_of


def settle(stage: Stage, passes: int = 10) -> None:
    """Let Slack be well again and time pass, 40 minutes at once, until the worker has nothing more to do.

    One who manages many panels is sent one message a second, which takes as many passes.
    """
    stage.slack.web_api.faults = Faults()
    clock, now = stage.slack.workspace.clock, stage.services.now()
    try:
        for number in range(1, passes + len(stage.loops) + 1):
            if number > passes and not unsettled(stage):
                break
            moment = now + number * timedelta(minutes=40)
            stage.slack.workspace.clock = moment.timestamp
            worker = Worker(stage.services.at(moment))
            for _ in range(200):
                if not worker.run_once():
                    break
    finally:
        stage.slack.workspace.clock = clock


def stored(stage: Stage) -> Counter[tuple[str, str]]:
    """Count the stored scorecards by interview and submission."""
    rows = select(ScorecardRow.interview_id, ScorecardRow.submission)
    with stage.services.reads() as session:
        return Counter((interview, submission) for interview, submission in session.execute(rows))


def sealed_though_complete(stage: Stage) -> int:
    """Count panels of which every scorecard is stored and which are sealed all the same."""
    have = {interview for interview, _ in stored(stage)}
    complete = {loop.id for loop in stage.loops if all(interview.id in have for interview in loop.interviews)}
    with stage.services.reads() as session:
        states = dict(session.execute(select(LoopRow.id, LoopRow.state)).tuples().all())
    return sum(states[loop] is LoopState.OPEN for loop in complete)


def unsettled(stage: Stage) -> Counter[str]:
    """Count the messages that neither stand nor were given up with a reason."""
    fine = (MessageState.STANDING, MessageState.GIVEN_UP, MessageState.GONE)
    with stage.services.reads() as session:
        rows = session.execute(select(MessageRow.state, MessageRow.problem)).tuples().all()
    return Counter(f"{state} {problem or ''}".strip() for state, problem in rows if state not in fine)


def standing(stage: Stage) -> Counter[tuple[str, str, bool]]:
    """Count what stands in Slack by conversation, by what it is, and by whether it carries the mark of a repeat."""
    counts: Counter[tuple[str, str, bool]] = Counter()
    for channel in list(stage.slack.workspace.channels):
        for message in stage.slack.messages(channel):
            kind = kind_of(message)
            if kind is not None and message.author == "U0BOT" and not message.ephemeral:
                counts[channel, kind, MARK in message.plain] += 1
    return counts


def unmarked_repeats(stage: Stage) -> int:
    """Count the messages that stand once more than they should without saying so."""
    return sum(count - 1 for (_, _, marked), count in standing(stage).items() if not marked and count > 1)


def marked_repeats(stage: Stage) -> int:
    """Count the messages that say that they may appear twice."""
    return sum(count for (_, _, marked), count in standing(stage).items() if marked)
