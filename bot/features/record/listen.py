"""The buttons that lead to a loop's record and through its pages."""

from slack_bolt import App

from bot.features.doors import Door
from bot.features.record import show_record as view
from bot.features.record.read_record import read_record
from bot.slack.blocks import Modal
from bot.slack.replying import on_click, on_page
from bot.wiring import Actor, Services, Workspace


def register(app: App, services: Services) -> None:
    """Listen to the buttons of a record."""
    on_click(app, services, Door.READ_RECORD, on_record)
    on_page(app, services, view.MORE_RECORD, on_record_page)


def on_record(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show what happened in a loop; reading it with ratings is noted."""
    reading = read_record(workspace, actor, value)
    return view.record(reading.loop, reading.entries, reading.cards, broken=reading.broken)


def on_record_page(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show another page of the same."""
    loop_id, _, page = value.partition(":")
    reading = read_record(workspace, actor, loop_id, noted=False)
    return view.record(reading.loop, reading.entries, reading.cards, broken=reading.broken, page=int(page))
