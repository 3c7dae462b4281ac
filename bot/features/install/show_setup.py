"""What is left to set up, each with the button that does it; knows no setting itself."""

from collections.abc import Sequence

from bot.features.doors import HELP, NEW_LOOP, RUBRICS
from bot.features.install.setup import Setup
from bot.features.workspace.settings import WorkspaceSettings
from bot.features.workspace.show_settings import defaults_to_check
from bot.slack.block_types import Block, Modal
from bot.slack.blocks import actions, context, header, modal, section
from bot.slack.elements import button, step_buttons
from bot.slack.form_fields import Channel, Users
from bot.wording.pictures import progress_dots
from bot.wording.words import plain_words, words

STEP = "setup"
"""Of the buttons; their ids end in the name of what is missing."""
CHANNEL_FORM = "setup_channel"
ADMINS_FORM = "setup_admins"
WORKER_AGAIN = "setup_worker_again"
CHANNEL = Channel(id="setup_channel", label="setup_labels.channel_field", missing="setup_refusals.no_channel")
ADMINS = Users(id="setup_admins", label="setup_labels.admins_field", missing="setup_refusals.no_admin")


def setup_section(setup: Setup, settings: WorkspaceSettings | None) -> list[Block]:
    """Return what an admin has left to set up, or nothing once all is done; with settings, the defaults to check."""
    left = setup.missing
    if not left:
        return []
    done = setup.number - len(left)
    dots = progress_dots(done, setup.number)
    return [
        header(plain_words("setup_labels.heading", number=len(left))),
        section(words("setup.progress", dots=dots, done=done, number=setup.number)),
        *(_row(name, is_first=name == left[0]) for name in left),
        context(words("setup.works", worker=setup.worker)),
        *([header(plain_words("setup_labels.defaults")), *defaults_to_check(settings)] if settings else []),
    ]


def _row(name: str, *, is_first: bool) -> Block:
    do = button(plain_words(f"setup_labels.{name}"), f"{STEP}:{name}", name, primary=is_first)
    return section(words(f"setup.{name}"), accessory=do)


def channel_form() -> Modal:
    """Return the form that asks which channel to look into."""
    blocks = [section(words("setup.channel_how")), CHANNEL.block()]
    return _form("channel", blocks, CHANNEL_FORM, "check")


def channel_checked(channel: str, *, is_there: bool) -> Modal:
    """Return whether Debrief is in the channel, and what to do where it isn't yet."""
    text = words("setup.channel_checked", channel=channel, is_there=is_there)
    return _answer("channel", [section(text), *actions(*step_buttons([NEW_LOOP, RUBRICS]))])


def admins_form() -> Modal:
    """Return the form that asks who the admins are to be."""
    return _form("admins", [section(words("setup.admins_how")), ADMINS.block()], ADMINS_FORM, "show_line")


def admins_chosen(people: Sequence[str]) -> Modal:
    """Return the line that makes these people admins: they are named where Debrief runs, not in Slack."""
    return _answer(
        "admins", [section(words("setup.admins_line", people=people)), *actions(*step_buttons([NEW_LOOP, HELP]))]
    )


def worker_state(*, is_seen: bool) -> Modal:
    """Return what to do about a worker that gives no sign of life, with a button that looks again."""
    again = button(plain_words("setup_labels.check_again"), WORKER_AGAIN, "-", primary=not is_seen)
    return _answer("worker", [section(words("setup.worker_how", is_seen=is_seen)), *actions(again)])


def _form(name: str, blocks: Sequence[Block], callback_id: str, submit: str) -> Modal:
    title, verb = plain_words(f"setup_labels.{name}"), plain_words(f"setup_labels.{submit}")
    return modal(title, blocks, callback_id=callback_id, submit=verb, close=plain_words("setup_labels.cancel"))


def _answer(name: str, blocks: Sequence[Block]) -> Modal:
    return modal(plain_words(f"setup_labels.{name}"), blocks, callback_id=f"{STEP}_answer")
