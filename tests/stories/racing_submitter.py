"""A process of its own that submits scorecards on command, so that two can race for the last one.

Started with a database's address; each line on its input names an actor and an interview as JSON, and each is
answered by one line: "revealed", "stored" or the error.
"""

import json
import sys

from bot.features.scorecard.card_form import filled_as
from bot.features.scorecard.open_scorecard import scorecard_form
from bot.features.scorecard.submit_scorecard import submit_scorecard
from bot.settings import Settings
from bot.wiring import Actor, build_services
from rubrics.catalogue.model import Recommendation
from rubrics.panel.scorecard import CardContent


def main() -> None:
    """Submit until the input ends."""
    services = build_services(Settings(_env_file=None, database_url=sys.argv[1]))
    print("ready", flush=True)
    for line in sys.stdin:
        order = json.loads(line)
        actor = Actor(order["team"], order["user"])
        form = scorecard_form(services.workspace(actor.team), actor, order["interview"])
        ratings = dict.fromkeys(form.interview.focus, 4)
        filled = filled_as(CardContent(ratings=ratings, recommendation=Recommendation.YES))
        done = submit_scorecard(services.workspace(actor.team), actor, order["interview"], filled, submission="race")
        print("revealed" if done.revealed else "stored", flush=True)


if __name__ == "__main__":
    main()
