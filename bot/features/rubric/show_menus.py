"""The ways in: the offer of roles, and menus of roles and levels that narrow as one types."""

from collections.abc import Iterable, Sequence
from typing import Any

from bot.features.doors import Door
from bot.features.rubric.show_page import open_button, row
from bot.features.rubric.topic import Kind, Topic
from bot.slack.block_types import Block, Message, Modal
from bot.slack.blocks import modal, private, section
from bot.slack.elements import button, option
from bot.slack.form_fields import Channel, ExternalMenu
from bot.slack.limits import MENU_OPTIONS
from bot.wording.words import plain_words, words
from rubrics.catalogue.model import Level
from rubrics.catalogue.names import close_names, folded, is_name
from rubrics.catalogue.role import Role

BROWSE = "rubric_browse"
START_COMPARE = "rubric_start_compare"
COMPARE = "rubric_compare"
SHARE_FORM = "rubric_share_form"
MOST_ROLES = 44

ROLE = ExternalMenu(
    id="rubric_role", label="Role", placeholder="menus.role_placeholder", missing="menus_refusals.no_role"
)
LEVEL = ExternalMenu(id="rubric_level", label="Level", placeholder="menus.level_placeholder", required=False)
OTHER_ROLE = ExternalMenu(
    id="rubric_other_role",
    label="Compared with",
    placeholder="menus.role_placeholder",
    missing="menus_refusals.no_second_role",
)
CHANNEL = Channel(id="rubric_channel", label="Channel", missing="menus_refusals.no_channel")

Options = list[dict[str, Any]]


def offer(roles: Sequence[Role], *, advice: bool) -> Message:
    """Return the roles that have a rubric, each with a button, and the other ways in."""
    hire = open_button(plain_words("rubric_labels.hire_or_not"), Topic(kind=Kind.HIRE)) if advice else None
    ways = row(
        button(plain_words("rubric_labels.find_a_role"), Door.BROWSE_RUBRICS),
        button(plain_words("rubric_labels.compare_roles"), START_COMPARE),
        hire,
    )
    return private(words("rubric.roles"), [section(words("rubric.roles")), *_roles(roles), *ways])


def _roles(roles: Sequence[Role]) -> list[Block]:
    shown = [
        section(
            words("rubric.role_line", role=role),
            accessory=open_button("Open", Topic(kind=Kind.ROLE, role=role.id), label=f"Open {role.name}"),
        )
        for role in roles[:MOST_ROLES]
    ]
    hidden = len(roles) - len(shown)
    return [*shown, section(words("rubric.more_roles", number=hidden))] if hidden else shown


def browse() -> Modal:
    """Return the form that finds a role or a rubric."""
    return modal(
        plain_words("rubric_labels.find_a_role"),
        [
            section(words("rubric.browse")),
            ROLE.block(),
            LEVEL.block(),
        ],
        callback_id=BROWSE,
        submit="Show",
        close="Cancel",
    )


def compare_form() -> Modal:
    """Return the form that asks for two roles to compare."""
    return modal(
        plain_words("rubric_labels.compare_roles"),
        [ROLE.block(), OTHER_ROLE.block()],
        callback_id=COMPARE,
        submit="Compare",
        close="Cancel",
    )


def role_options(roles: Sequence[Role], typed: str) -> Options:
    """Return the roles that what was typed may mean, by name, id or related title; all where nothing was typed."""
    if not is_name(typed):
        return []
    return _options((role.name, role.id) for role in roles if _means(role, typed))


def _means(role: Role, typed: str) -> bool:
    names = [role.name, role.id, *(related.title for related in role.related_titles)]
    wanted = folded(typed)
    return any(wanted in folded(name) for name in names) or bool(close_names(typed, names))


def level_options(levels: Iterable[Level], typed: str, meant: Level | None) -> Options:
    """Return the levels that what was typed may mean; `meant` is the one it stands for in the documents."""
    wanted = folded(typed)
    return _options(
        (level.value.capitalize(), level.value) for level in levels if wanted in folded(level) or level == meant
    )


def _options(pairs: Iterable[tuple[str, str]]) -> Options:
    return [option(text, value) for text, value in pairs][:MENU_OPTIONS]


def share_form(topic: Topic, heading: str) -> Modal:
    """Return the form that asks for the channel to share an answer to."""
    return modal(
        plain_words("rubric_labels.share_to_channel"),
        [section(words("rubric.share_form", heading=heading)), CHANNEL.block()],
        callback_id=SHARE_FORM,
        submit="Share",
        close="Cancel",
        private_metadata=topic.key,
    )


def shared(channel: str, heading: str) -> Modal:
    """Return what the form says once an answer is on its way."""
    text = words("rubric.share_on_its_way", channel=channel, heading=heading)
    return modal("Shared", [section(text)], callback_id="rubric_shared")


def not_shared(problem: str, channel: str, heading: str) -> Message:
    """Return the direct message that says why an answer was not posted, and what helps."""
    text = words(f"rubric.not_shared_{problem}", channel=channel, heading=heading)
    return private(text, [section(text)])
