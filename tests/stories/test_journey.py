"""The whole journey: role, JD, loop, four scorecards, one signal, an amendment, the same post edited."""

from collections.abc import Callable

from bot.playground.local_slack import LocalSlack, Person


def score(person: Person, ratings: list[int], recommendation: str, *, reason: str | None = None) -> None:
    """Open the scorecard with `/score`, rate each focus competency in turn, recommend and submit."""
    person.command("/score", "", channel="C0HIRING")
    names = [block["block_id"] for block in person.modal.blocks if block["block_id"].startswith("rating:")]
    filled = {name: str(rating) for name, rating in zip(names, ratings, strict=False)}
    filled["recommendation"] = recommendation
    if reason:
        filled["reason"] = reason
    person.fill(filled)
    person.submit()


def test_a_team_walks_the_whole_journey(
    slack: LocalSlack, rita: Person, panel: list[Person], open_loop: Callable[..., None], worker: Callable[[], None]
) -> None:
    reply = rita.command("/rubric", "ai-engineer senior", channel="C0HIRING")
    assert "Rubric: AI Engineer, senior" in reply.messages[0].plain
    reply = rita.command("/jd", "checklist ai-engineer", channel="C0HIRING")
    assert "It must say" in reply.messages[0].plain

    open_loop()
    announcement = slack.messages("C0HIRING")[-1]
    assert "0 of 4 scorecards are in" in announcement.plain

    for person, rating, recommendation in zip(panel, (4, 4, 3, 5), ("yes", "yes", "yes", "strong_yes"), strict=True):
        score(person, [rating] * 4, recommendation)
        worker()
    post = slack.messages("C0HIRING")[-1]
    print(post.plain)
    assert "hire" in post.plain
