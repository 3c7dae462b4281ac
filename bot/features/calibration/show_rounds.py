"""The rounds someone knows of, the way into a new one, the form that sends one; and what asks people to rate."""

from collections.abc import Iterable, Sequence

from bot.features.calibration.read_rounds import Overview
from bot.features.calibration.show_rating import RATE, called
from bot.features.calibration.show_results import ALL_ROUNDS
from bot.slack.block_types import Block, Element, Message, Modal, Option
from bot.slack.blocks import actions, context, message, modal, section
from bot.slack.elements import button, external_select, option
from bot.slack.form_fields import Channel, ExternalMenu, Menu, Users
from bot.slack.forms import Form
from bot.slack.limits import MENU_OPTIONS
from bot.wording.pictures import progress_dots
from bot.wording.words import plain_words, words
from rubrics.calibration.round import OwnPart, Part, Round
from rubrics.catalogue.samples import SampleSet

BEGIN = "calibration_begin"
"""Begins or joins a round; a menu of sets, whose value is the set's id."""
SEND = "calibration_send"
DAYS = ("3", "7", "14")

SET = ExternalMenu(
    id="sample_set",
    label="calibration_form.set",
    placeholder="calibration_form.set_placeholder",
    missing="calibration_refusals.no_set",
    source=BEGIN,
)
PEOPLE = Users(id="sample_people", label="People", required=False)
CHANNEL = Channel(
    id="sample_channel", label="Channel", hint="calibration_form.channel_hint", required=False, at_hand=False
)
LASTS = Menu(id="sample_days", label="calibration_form.days", options=tuple((f"{each} days", each) for each in DAYS))
SEND_FORM: Form = (SET, PEOPLE, CHANNEL, LASTS)


def rounds(shown: Overview, *, is_over: Iterable[str] = ()) -> Modal:
    """Return the rounds that someone knows of; `is_over` are the ids of those that take no ratings any more."""
    over = set(is_over)
    rows = [_row(around, own, is_over=around.id in over) for around, own in shown.rounds]
    begin = [section(words("calibration.begin"), accessory=_sets_menu())] if shown.has_sets else []
    send = button(_label("send"), SEND, "-") if shown.may_send and shown.has_sets else None
    return modal(
        _label("calibrate"),
        [section(words("calibration.intro", has_sets=shown.has_sets)), *rows, *begin, *actions(send)],
        callback_id=ALL_ROUNDS,
        close=_label("done"),
    )


def set_options(sets: Sequence[SampleSet]) -> list[Option]:
    """Return the entries of a menu of sets."""
    return [option(called(each), each.id) for each in sets[:MENU_OPTIONS]]


def send_form() -> Modal:
    """Return the form that asks people, a channel or both to rate a set of answers."""
    defaults: dict[str, object] = {LASTS.id: DAYS[1]}
    return modal(
        _label("send_title"),
        [*(field.block(defaults.get(field.id)) for field in SEND_FORM), context(words("calibration.sending"))],
        callback_id=SEND,
        submit=_label("send_now"),
        close=_label("leave"),
    )


def sent(around: Round, people: int, channel: str | None) -> Modal:
    """Return what was sent to whom, with the way to rate as well."""
    text = words(
        "calibration.sent", name=called(around.sample), people=people, channel=channel, closes_at=around.closes_at
    )
    return modal(_label("sent"), [section(text), *actions(rate_button(around))], callback_id="calibration_sent")


def rate_button(around: Round, *, is_primary: bool = True) -> Element:
    """Return the button that opens the next answer of a round, or how it stands."""
    return button(_label("rate_all", of=len(around.sample.answers)), RATE, around.id, primary=is_primary)


def asks(around: Round, *, by: str, is_over: bool, is_reminder: bool = False) -> Message:
    """Return what asks a person or a channel to rate, or reminds them; once the round is over, that it is."""
    said: dict[str, object] = {"name": called(around.sample), "of": len(around.sample.answers), "by": by}
    said |= {"closes_at": around.closes_at, "is_reminder": is_reminder}
    if is_over:
        text = words("calibration.over", **said)
        return message(text, [section(text), *actions(_results_button(around))])
    blocks = [section(words("calibration.ask", **said)), *actions(rate_button(around))]
    return message(words("calibration.ask_fallback", **said), [*blocks, context(words("calibration.ask_seal", **said))])


def tells(around: Round, *, is_closed: bool) -> Message:
    """Return what tells someone that there are results, or that the round has closed."""
    text = words(
        "calibration.results_in",
        name=called(around.sample),
        people=around.finished,
        lacks=around.lacks,
        is_closed=is_closed,
    )
    ways = actions(_results_button(around)) if not around.lacks else []
    return message(text, [section(text), *ways])


def home_rows(waiting: Sequence[tuple[Round, OwnPart]]) -> list[Block]:
    """Return the rounds that wait for someone, as Home shows them."""
    return [_row(around, own, is_over=False) for around, own in waiting]


def _row(around: Round, own: OwnPart, *, is_over: bool) -> Block:
    of, done = len(around.sample.answers), own.done(around.sample)
    text = words(
        "calibration.round",
        name=called(around.sample),
        part=own.part.value,
        dots=progress_dots(done, of),
        done=done,
        of=of,
        is_over=is_over,
        lacks=around.lacks,
        closes_at=around.closes_at,
    )
    verb = _verb(around, own, is_over=is_over)
    label = _label("row", verb=_label(verb), name=called(around.sample))
    return section(text, accessory=button(_label(verb), f"{RATE}:{around.id}", around.id, label=label))


def _verb(around: Round, own: OwnPart, *, is_over: bool) -> str:
    if not is_over and own.part in (Part.NONE, Part.ASKED):
        return "rate"
    if not is_over and own.part is Part.BEGUN:
        return "continue"
    if around.lacks or (own.part is Part.WITHDRAWN and not is_over):
        return "open"
    return "results"


def _results_button(around: Round) -> Element:
    return button(_label("results"), RATE, around.id, primary=True)


def _sets_menu() -> Element:
    return external_select(BEGIN, placeholder=_label("choose_role"))


def _label(key: str, **values: object) -> str:
    return plain_words(f"calibration_labels.{key}", **values)
