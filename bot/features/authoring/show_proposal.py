"""A version of a role: who proposed it, what it changes in words, and what its reader may do; and all versions."""

from collections.abc import Sequence
from datetime import date

from bot.features.authoring.read_proposal import ProposalShown, VersionsShown
from bot.features.authoring.role_form import NOTE
from bot.features.doors import Door
from bot.slack.block_types import Block, Element, Message, Modal
from bot.slack.blocks import actions, context, message, modal, section, sections
from bot.slack.elements import button, confirmation
from bot.wording.escaping import Mrkdwn
from bot.wording.phrases import dated, shortened
from bot.wording.words import plain_words, words
from rubrics.authoring.proposals import VersionState
from rubrics.authoring.team_layer import HIDDEN
from rubrics.authoring.version_changes import VersionChange, new_competencies
from rubrics.catalogue.limits import SENTENCE

PREVIEW = "rubric_version_preview"
APPROVE, SEND_BACK, WITHDRAW = "rubric_approve", "rubric_send_back", "rubric_withdraw"
AGAIN, BUILT_IN, HIDE, SHOW = "rubric_again", "rubric_built_in", "rubric_hide", "rubric_show"
MOST_CHANGES = 25
"""Shown in full on a version's page: word for word they fill three screens, and the others are counted."""
FEW_WORDS, WHOLE = 120, 2 * SENTENCE
"""Characters of what stood somewhere and of what stands there now: in the message that asks, and on the page."""
MOST_TOLD = 3
"""Named in the message that asks: the person who decides opens the page."""


def proposal(shown: ProposalShown) -> Modal:
    """Return a version with what it changes and what its reader may do."""
    blocks: list[Block] = [
        section(words("proposal.heading", **_told(shown))),
        *actions(*_ways(shown)),
        *([context(words("proposal.only_admin"))] if shown.is_only_admin and shown.is_waiting else []),
        *([section(words("proposal.overtaken"))] if shown.is_overtaken else []),
        *_changes(shown),
    ]
    return modal(
        plain_words("proposal_labels.title", is_waiting=shown.is_waiting),
        blocks,
        callback_id=Door.RUBRIC_PROPOSAL,
        private_metadata=shown.version.id,
    )


def send_back_form(shown: ProposalShown) -> Modal:
    """Return the form that sends a version back with what to change."""
    return modal(
        plain_words("proposal_labels.send_back_title"),
        [section(words("proposal.sends_back", shown=shown, version=shown.version)), NOTE.block()],
        callback_id=SEND_BACK,
        submit=plain_words("proposal_labels.send_back"),
        close="Cancel",
        private_metadata=shown.version.id,
    )


def versions(shown: VersionsShown) -> Modal:
    """Return all versions of a role, the newest first."""
    rows = [_version(each) for each in shown.versions]
    blocks = [
        section(words("proposal.versions", shown=shown)),
        *(rows or [context(words("proposal.no_versions"))]),
        *actions(*_ways_of_role(shown)),
    ]
    return modal(plain_words("proposal_labels.versions_title"), blocks, callback_id=Door.RUBRIC_VERSIONS)


def asks(shown: ProposalShown) -> Message:
    """Return what asks an admin to approve a version; once that is settled, what came of it."""
    text = words("proposal.asks", **_told(shown))
    lines = _lines(shown, FEW_WORDS)[:MOST_TOLD]
    told = [section(words("proposal.told", lines=lines, more=len(_lines(shown)) - len(lines)))] if lines else []
    label = plain_words(f"proposal_labels.{'read_and_approve' if shown.is_waiting else 'open'}")
    open_it = button(label, Door.RUBRIC_PROPOSAL, shown.version.id, primary=shown.is_waiting)
    return message(text, [section(text), *(told if shown.is_waiting else []), *actions(open_it)])


def tells(shown: ProposalShown) -> Message:
    """Return what its author is told of a version that was settled."""
    text = words("proposal.settled", shown=shown, version=shown.version)
    open_it = button(plain_words("proposal_labels.open"), Door.RUBRIC_PROPOSAL, shown.version.id)
    return message(text, [section(text), *actions(open_it)])


def _told(shown: ProposalShown) -> dict[str, object]:
    values: dict[str, object] = {"shown": shown, "version": shown.version}
    return {**values, "what": words("proposal.what", **values), "state": words("proposal.state", **values)}


def _ways(shown: ProposalShown) -> list[Element | None]:
    version, waits = shown.version, shown.is_waiting
    again = not waits and not shown.version.written.get(HIDDEN) and version.state is not VersionState.APPROVED
    settle = waits and shown.may_settle
    return [
        button(plain_words("proposal_labels.approve"), APPROVE, version.id, primary=True) if settle else None,
        button(plain_words("proposal_labels.send_back"), SEND_BACK, version.id)
        if settle and not shown.is_own
        else None,
        button(plain_words("proposal_labels.withdraw"), WITHDRAW, version.id) if waits and shown.is_own else None,
        button(plain_words("proposal_labels.again"), AGAIN, version.id) if again else None,
        *(
            button(plain_words("proposal_labels.preview"), f"{PREVIEW}:{level}", f"{version.id} {level}")
            for level in shown.levels[:1]
        ),
        button(plain_words("proposal_labels.all_versions"), Door.RUBRIC_VERSIONS, version.role),
    ]


def _ways_of_role(shown: VersionsShown) -> list[Element | None]:
    went_by = [each for each in shown.versions if each.version.state is VersionState.APPROVED]
    own = any(set(each.version.written) - {"id", HIDDEN} for each in went_by)
    return [
        _returning(shown) if own and shown.is_built_in else None,
        _hiding(shown) if shown.is_admin and (shown.is_built_in or went_by) else None,
    ]


def _returning(shown: VersionsShown) -> Element:
    sure = confirmation(
        plain_words("proposal_labels.built_in_sure"),
        plain_words("proposal_labels.built_in_what"),
        plain_words("proposal_labels.built_in_yes"),
        "Cancel",
    )
    return button(plain_words("proposal_labels.built_in"), BUILT_IN, shown.role, confirm=sure)


def _hiding(shown: VersionsShown) -> Element:
    if shown.is_hidden:
        return button(plain_words("proposal_labels.show"), SHOW, shown.role)
    sure = confirmation(
        plain_words("proposal_labels.hide_sure"),
        plain_words("proposal_labels.hide_what"),
        plain_words("proposal_labels.hide"),
        "Cancel",
    )
    return button(plain_words("proposal_labels.hide"), HIDE, shown.role, confirm=sure)


def _version(shown: ProposalShown) -> Block:
    open_it = button(
        plain_words("proposal_labels.open"),
        f"{Door.RUBRIC_PROPOSAL}:{shown.version.number}",
        shown.version.id,
        label=plain_words("proposal_labels.open_version", number=shown.version.number),
    )
    return section(words("proposal.version", **_told(shown)), accessory=open_it)


def _changes(shown: ProposalShown) -> list[Block]:
    lines = _lines(shown)
    blocks = [block for line in lines[:MOST_CHANGES] for block in sections(line)]
    more = len(lines) - MOST_CHANGES
    return [*blocks, *([context(words("proposal.more", number=more))] if more > 0 else [])]


def _lines(shown: ProposalShown, longest: int = WHOLE) -> Sequence[Mrkdwn]:
    several = len({change.level for change in shown.changes}) > 1
    if shown.rubrics:
        return [
            words("proposal.new_rubric", rubric=each, competencies=new_competencies(each)) for each in shown.rubrics
        ]
    return [line_of_change(change, change.level if several else "", longest) for change in shown.changes]


def line_of_change(change: VersionChange, level: str, longest: int) -> Mrkdwn:
    """Return one difference in words, its texts cut to `longest`; anchors in short where there is room."""
    values: dict[str, object] = {"before": _text(change.before, longest), "after": _text(change.after, longest)}
    # The message that asks names few things, each in a few words.
    values["shorts"] = change.new.anchors if change.new and longest == WHOLE else ()
    return words("proposal.change", change=change, level=level, **values)


def _text(value: str | date | None, longest: int) -> str:
    return shortened(dated(value) if isinstance(value, date) else value or "", longest)
