"""The tour of the first three minutes, over the team of team.yaml and the ids of what Debrief draws; draws nothing."""

from bot.features.debrief.show_buttons import READ
from bot.features.doors import Door
from bot.features.jd import show_checklist, show_review
from bot.features.loop import show_loop_form
from bot.features.scorecard import show_scorecard
from bot.playground.demo.team import Team
from bot.playground.slack.tour import Deed, Move, Step, Tour
from bot.wording.words import plain_words, words


def tour_of(team: Team) -> Tour:
    """Return the tour: a JD with mistakes, the scorecard that is missing, debrief and decision, and one's own."""
    waiting = team.waiting
    awaited = team.people[team.awaited].first_name
    facts = {
        "recruiter": team.people[team.recruiter].first_name,
        "awaited": awaited,
        "candidate": waiting.candidate,
        "manager": team.people[team.hiring_manager].first_name,
        "count": len(waiting.panelists),
    }
    decide = f"/loop decide {waiting.candidate}"
    drafts, hiring = team.drafts_channel.id, team.hiring_channel.id

    def label(name: str) -> str:
        return plain_words(f"tour_labels.{name}", **facts)

    def step(name: str, *moves: Move) -> Step:
        return Step(label(name), words(f"tour.{name}", **facts), moves)

    return Tour(
        title=label("tour"),
        steps=(
            step(
                "jd",
                Move(
                    label("jd_review"),
                    team.recruiter,
                    drafts,
                    Deed.SHORTCUT,
                    show_checklist.MESSAGE_SHORTCUT,
                    seen=frozenset((show_review.REVIEW,)),
                ),
            ),
            step(
                "score",
                Move(
                    label("score_as"),
                    team.awaited,
                    "dm",
                    Deed.PRESS,
                    Door.OPEN_SCORECARD,
                    submitted=frozenset((show_scorecard.SUBMIT,)),
                ),
            ),
            step(
                "debrief",
                Move(
                    label("start_debrief"),
                    team.hiring_manager,
                    hiring,
                    Deed.PRESS,
                    Door.DEBRIEF,
                    seen=frozenset((READ,)),
                ),
            ),
            step(
                "decide",
                Move(
                    label("decide_as"),
                    team.hiring_manager,
                    hiring,
                    Deed.COMMAND,
                    decide,
                    submitted=frozenset((Door.DECIDE,)),
                ),
            ),
            step(
                "own",
                Move(
                    label("own_jd"),
                    team.recruiter,
                    drafts,
                    Deed.COMMAND,
                    "/jd review",
                    submitted=frozenset((show_checklist.REVIEW_FORM,)),
                ),
                Move(
                    label("own_loop"),
                    team.recruiter,
                    hiring,
                    Deed.COMMAND,
                    "/loop new",
                    seen=frozenset((show_loop_form.OPENED,)),
                ),
            ),
        ),
        end=words("tour.end"),
    )
