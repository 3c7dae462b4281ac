"""`/debrief`: every command under one roof, and help."""

from collections.abc import Mapping

from slack_bolt import App

from bot.listeners.jd import on_jd
from bot.listeners.loop import on_loop
from bot.listeners.people import on_people
from bot.listeners.replying import Answer, Asked, CommandHandler, on_command
from bot.listeners.rubric import on_rubric
from bot.listeners.scorecard import on_score
from bot.listeners.signal import on_signal
from bot.views.help import help_on
from bot.wiring import Services

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


def on_debrief(services: Services, asked: Asked) -> Answer:
    """Answer `/debrief COMMAND …` as the bare command would."""
    if handler := COMMANDS.get(asked.first):
        return handler(services, asked.rest)
    if asked.first in ("", "help"):
        return help_on("debrief")
    return help_on("debrief", unknown=asked.first)
