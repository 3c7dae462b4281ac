"""`/loop record`: what happened in a loop, on the screen or as a document."""

from bot.features.doors import Door
from bot.features.loop import show_loop
from bot.features.loop.read_loop import my_loops
from bot.features.record import show_document, show_record
from bot.features.record.read_record import read_record
from bot.features.record.show_document import FORMATS
from bot.slack.block_types import Modal
from bot.slack.commands import Line, Subcommand
from bot.slack.payloads import carried_number
from bot.slack.replying import Answer, Asked, on_click, on_page
from bot.slack.routes import Routes
from bot.wiring import Actor, Workspace
from bot.wording.escaping import joined


def register(routes: Routes) -> None:
    """Listen to the buttons that open a record and turn its pages."""
    on_click(routes, Door.READ_RECORD, on_record)
    on_page(routes, show_record.MORE_RECORD, on_record_page)


def on_record_command(workspace: Workspace, asked: Asked) -> Answer:
    """Answer `/loop record CANDIDATE`, with the name of a format behind it as a document."""
    form = next((form for form in FORMATS if asked.words and asked.words[-1].lower() == form), None)
    text = " ".join(asked.words[:-1]) if form else asked.text
    page = my_loops(workspace, asked.actor, text)
    if page.only is None:
        return show_loop.listing(page, workspace.now)
    record = read_record(workspace, asked.actor, page.only.id)
    if form is None:
        return show_record.record(record.loop, record.entries, record.cards, broken=record.broken)
    return show_document.answer(form, record.loop, show_document.document(form, record))


SUBCOMMANDS = (
    Subcommand(
        "/loop",
        "record",
        on_record_command,
        "[candidate]",
        (
            Line(
                "record C-K7P2",
                "shows what happened in a loop and checks that the record is whole; add "
                f"{joined((f'`{form}`' for form in FORMATS), 'or')} to copy it",
            ),
        ),
    ),
)


def on_record(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show what happened in a loop; reading it with ratings is noted."""
    record = read_record(workspace, actor, value)
    return show_record.record(record.loop, record.entries, record.cards, broken=record.broken)


def on_record_page(workspace: Workspace, actor: Actor, value: str) -> Modal:
    """Show another page of the same."""
    loop_id, _, page = value.partition(":")
    record = read_record(workspace, actor, loop_id, noted=False)
    return show_record.record(
        record.loop, record.entries, record.cards, broken=record.broken, page=carried_number(page)
    )
