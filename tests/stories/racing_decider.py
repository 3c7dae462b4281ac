"""A process of its own that decides on candidates on command, so that two can race for the one decision.

Started with a database's address; each line on its input names an actor, a loop and a choice as JSON, and each is
answered by one line: "decided", or the key of the refusal.
"""

import json
import sys

from bot.errors import Refusal
from bot.features.debrief.decide import Wanted, decide
from bot.settings import Settings
from bot.wiring import Actor, build_services
from rubrics.panel.decision import Choice


def main() -> None:
    """Decide until the input ends."""
    services = build_services(Settings(_env_file=None, database_url=sys.argv[1]))
    print("ready", flush=True)
    for line in sys.stdin:
        order = json.loads(line)
        actor = Actor(order["team"], order["user"])
        wanted = Wanted(choice=Choice(order["choice"]), seen=0, reason="As discussed")
        try:
            decide(services.workspace(actor.team), actor, order["loop"], wanted)
        except Refusal as refusal:
            print(refusal.reason.key, flush=True)
        else:
            print("decided", flush=True)


if __name__ == "__main__":
    main()
