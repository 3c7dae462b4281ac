"""How a debrief's facts are put: its topics in a line each, its counts, its people by first name."""

from collections import Counter
from collections.abc import Sequence

from bot.features.debrief.standing import Standing
from bot.features.signal.phrasing import tally_text
from bot.wording.escaping import Mrkdwn
from bot.wording.phrases import mention, shortened
from bot.wording.pictures import progress_dots
from bot.wording.words import plain_words, words
from rubrics.panel.debrief import DebriefTopic
from rubrics.signal import tally_of_recommendations

LONGEST_NAME = 24


def called(standing: Standing, user: str) -> str | Mrkdwn:
    """Return what someone is called in little room: by first name where no other has it, else as Slack names them."""
    names = {each: name.split() for each, name in standing.names.items() if name.split()}
    if user not in names:
        return mention(user)
    firsts = Counter(name[0] for name in names.values())
    own = names[user]
    return shortened(own[0] if firsts[own[0]] == 1 else " ".join(own), LONGEST_NAME)


def leader_called(standing: Standing) -> str | Mrkdwn:
    """Return who opens the re-votes before everybody has voted."""
    return called(standing, standing.debrief.started_by)


def progress_facts(standing: Standing) -> dict[str, object]:
    """Return how far a debrief is, as values for words: counts alone, and nothing that anyone said."""
    votes = [each for each in standing.debrief.votes if each.person not in standing.away or each.voted_at]
    voted = sum(each.voted_at is not None for each in votes)
    ready = sum(each.ready_at is not None for each in votes)
    facts = {"phase": standing.phase, "until": standing.debrief.reads_until, "ready": ready, "voted": voted}
    dots = {"ready_dots": progress_dots(ready, len(votes)), "voted_dots": progress_dots(voted, len(votes))}
    return {**facts, **dots, "number": len(votes)}


def opened_facts(standing: Standing) -> dict[str, object]:
    """Return what opened re-votes came to, without a name."""
    votes = standing.debrief.votes
    return {
        "after": tally_text(tally_of_recommendations([each.counted for each in votes])),
        "before": tally_text(tally_of_recommendations([each.before for each in votes])),
        "changed": sum(each.is_changed for each in votes),
        "kept": sum(each.after is None for each in votes),
    }


def order_text(standing: Standing, *, topics: bool = False) -> Mrkdwn:
    """Return in which order to speak; `topics` says that buttons of topics stand below."""
    *speakers, last = [called(standing, each) for each in standing.order]
    return words("debrief.order", speakers=speakers, last=last, topics=topics)


def topic_text(standing: Standing, topic: DebriefTopic) -> Mrkdwn:
    """Return a topic in a line: its competency, and the range of its ratings."""
    summary = standing.signal.competency(topic.competency)
    floors = {check.competency: check.floor for check in standing.signal.floors}
    return words(
        "debrief.topic",
        name=summary.name,
        kind=topic.kind,
        rated=summary,
        number=summary.n,
        must_have=summary.must_have,
        floor=floors.get(topic.competency),
    )


def topic_name(standing: Standing, topic: DebriefTopic) -> str:
    """Return what a topic's button calls it."""
    return standing.loop.rubric.competency(topic.competency).name


def public_topics(standing: Standing) -> Sequence[DebriefTopic]:
    """Return the topics that a channel may read: of one person's rating it learns nothing."""
    return [each for each in standing.debrief.topics if not each.is_single]


def label(key: str, /, **values: object) -> str:
    """Return a label of a debrief by its key; a value may be called as it likes."""
    return plain_words(f"debrief_labels.{key}", **values)
