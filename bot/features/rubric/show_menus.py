"""The ways in: the offer of roles, and menus of roles and levels that narrow as one types."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import Any

from bot.features.doors import Door
from bot.features.rubric.find_role import Choice
from bot.features.rubric.hidden_roles import HiddenRole
from bot.features.rubric.show_page import open_button, open_menu, row
from bot.features.rubric.topic import Kind, Topic
from bot.slack.block_types import Block, Element, Message, Modal
from bot.slack.blocks import context, modal, private, section
from bot.slack.elements import button, option
from bot.slack.form_fields import Channel, ExternalMenu
from bot.slack.limits import MENU_OPTIONS
from bot.wording.escaping import Mrkdwn, escaped
from bot.wording.phrases import level_label
from bot.wording.words import plain_words, words
from rubrics.catalogue.levels import Level, RoleLevel, is_or_like
from rubrics.catalogue.names import LONGEST_MISSPELLED, folded, is_name, likenesses
from rubrics.catalogue.role import Role

BROWSE = "rubric_browse"
START_COMPARE = "rubric_start_compare"
COMPARE = "rubric_compare"
SHARE_FORM = "rubric_share_form"
MOST_BUTTONS = 5
"""What may have been meant stands on buttons up to as many; more would be no quicker to read than a menu."""

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
    """Return the ways in: a menu of roles, and buttons that find a rubric, compare roles, or ask whether to hire."""
    hire = open_button(plain_words("rubric_labels.hire_or_not"), Topic(kind=Kind.HIRE)) if advice else None
    text = words("rubric.offer", roles=len(roles))
    ways = row(
        _role_menu(roles),
        button(plain_words("rubric_labels.find_a_rubric"), Door.BROWSE_RUBRICS),
        button(plain_words("rubric_labels.compare_roles"), START_COMPARE),
        hire,
    )
    return private(text, [section(text), *ways])


def _role_menu(roles: Sequence[Role]) -> Element | None:
    """Return a menu that opens a role; where there are more than it holds, “Find a rubric” finds them as one types."""
    if not 0 < len(roles) <= MENU_OPTIONS:
        return None
    topics = [(role.name, Topic(kind=Kind.ROLE, role=role.id)) for role in roles]
    return open_menu(plain_words("rubric_labels.choose_role"), topics)


def unclear(reason: str, text: str, near: Sequence[Choice], *, is_guess: bool = True) -> Message:
    """Return what is not understood, with what may have been meant as buttons, or as a menu where it is much."""
    shown = near[:MENU_OPTIONS]
    if len(shown) > MOST_BUTTONS:
        ways = row(open_menu(plain_words("rubric_labels.choose_one"), shown))
    else:
        ways = row(*(open_button(name, topic) for name, topic in shown))
    return private(Mrkdwn(escaped(text)), [section(words("rubric.unclear", reason=reason, is_guess=is_guess)), *ways])


def hidden(role: HiddenRole) -> Message:
    """Return what an admin reads of a role that is offered nowhere, with the way to show it again."""
    text = words("rubric.hidden", role=role)
    versions = button(plain_words("rubric_labels.versions"), Door.RUBRIC_VERSIONS, role.id)
    return private(text, [section(text), *row(versions)])


def browse(role: Role | None = None) -> Modal:
    """Return the form that finds a role or a rubric, one role chosen already."""
    return modal(
        plain_words("rubric_labels.find_a_rubric"),
        [_chosen(role), LEVEL.block(), context(words("rubric.browse"))],
        callback_id=BROWSE,
        submit="Show",
        close="Cancel",
    )


def compare_form(role: Role | None = None) -> Modal:
    """Return the form that asks for two roles to compare, the first chosen already."""
    return modal(
        plain_words("rubric_labels.compare_roles"),
        [_chosen(role), OTHER_ROLE.block()],
        callback_id=COMPARE,
        submit="Compare",
        close="Cancel",
    )


def _chosen(role: Role | None) -> Block:
    return replace(ROLE, options=((role.name, role.id),)).block(role.id) if role else ROLE.block()


def role_options(roles: Sequence[Role], typed: str) -> Options:
    """Return the roles that what was typed may mean, by name, id or related title; all where nothing was typed.

    The likeliest comes first, since Enter takes it: “ML Engineer” is near to “AI Engineer” as well.
    """
    if not is_name(typed):
        return []
    ranked = [(rank, role) for role in roles if (rank := _rank(role, folded(typed)))]
    return _options((role.name, role.id) for _, role in sorted(ranked, key=itemgetter(0)))


def _rank(role: Role, wanted: str) -> tuple[int, float] | None:
    """Return how likely a role is meant, the likeliest lowest: by its name, by another title, by one misspelled."""
    names = [folded(role.name), folded(role.id)]
    titles = [folded(related.title) for related in role.related_titles]
    held = [wanted in names, any(name.startswith(wanted) for name in names), any(wanted in name for name in names)]
    held.append(any(wanted in title for title in titles))
    if True in held:
        return held.index(True), 0.0
    near = likenesses(wanted, [*names, *titles], 1) if len(wanted) <= LONGEST_MISSPELLED else []
    return (len(held), -near[0][1]) if near else None


def level_options(levels: Iterable[RoleLevel], typed: str, meant: Level | None) -> Options:
    """Return the levels that what was typed may mean; `meant` is the one it stands for in the documents."""
    wanted = folded(typed)
    return _options(
        (level_label(level), level.value)
        for level in levels
        if wanted in folded(level.name) or (meant and is_or_like(level, meant))
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


def shared(channel: str, heading: str, *ways: Element) -> Modal:
    """Return what the form says once an answer is on its way, with the ways on from there."""
    text = words("rubric.share_on_its_way", channel=channel, heading=heading)
    return modal("Shared", [section(text), *row(*ways)], callback_id="rubric_shared", close="Done")


def not_shared(problem: str, channel: str, heading: str) -> Message:
    """Return the direct message that says why an answer was not posted, and what helps."""
    text = words(f"rubric.not_shared_{problem}", channel=channel, heading=heading)
    return private(text, [section(text)])
