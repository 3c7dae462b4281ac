"""`/debrief`: every command under one roof, and help."""

from collections.abc import Mapping

from slack_bolt import App

from bot.features.jd.listen import on_jd
from bot.features.loop.listen import on_loop
from bot.features.people.listen import on_people
from bot.features.rubric.listen import on_rubric
from bot.features.scorecard.listen import on_score
from bot.features.signal.listen import on_signal
from bot.slack.help import help_on
from bot.slack.replying import Answer, Asked, CommandHandler, on_command
from bot.wiring import Services, Workspace

COMMANDS: Mapping[str, CommandHandler] = {
    "rubric": on_rubric,
    "jd": on_jd,
    "loop": on_loop,
    "score": on_score,
    "signal": on_signal,
    "people": on_people,
}


def register(app: App, services: Services) -> None:
    """Listen to `/debrief`."""
    on_command(app, services, "/debrief", on_debrief)


def on_debrief(workspace: Workspace, asked: Asked) -> Answer:
    """Answer `/debrief COMMAND …` as the bare command would."""
    if handler := COMMANDS.get(asked.first):
        return handler(workspace, asked.rest)
    if asked.first in ("", "help"):
        return help_on("debrief")
    return help_on("debrief", unknown=asked.first)
