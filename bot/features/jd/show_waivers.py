"""Waiving a remark: the form that asks why and until when, what was done, and all that is waived in a review."""

from datetime import date

from bot.features.jd.reviewed import ReviewShown
from bot.features.jd.show_findings import Entry, number_words, task_of, weight_of
from bot.features.jd.waive_jd import ASK_AGAIN, UNTIL, WaiveReason, mark_of
from bot.slack.block_types import Block, Element, Modal
from bot.slack.blocks import actions, modal, section
from bot.slack.elements import button
from bot.slack.form_fields import Choice, Day, Text
from bot.wording.jd import task_words
from bot.wording.phrases import cut, shortened
from bot.wording.words import plain_words, words
from rubrics.jd import Finding

WAIVE = "jd_waive"
"""Its value is a review's id and the number of a remark: "id:2"."""
WAIVE_FORM = "jd_waive_form"
WAIVED = "jd_waived"
REOPEN = "jd_reopen"
"""Its value is a review's id and a waiver's: "id:waiver"."""
REMARKS_AFTER = "jd_remarks_after"
LONGEST_NOTE = 300
LONGEST_TASK = 90
LONGEST_SHOWN = 120
MOST_SHOWN = 40
"""So many waived remarks stand on one page, far more than anyone waives of one posting."""
WHY = Choice(id="reason", label="jd_waive.why")
NOTE = Text(id="note", label="Note", limit=LONGEST_NOTE, required=False)
AGAIN = Day(id=UNTIL, label="jd_waive.until", hint="jd_waive.until_hint")
OF_A_GAP = Day(id=UNTIL, label="jd_waive.until", hint="jd_waive.gap_hint")


def form() -> tuple[Choice, Text, Day]:
    """Return the fields of the form, with the reasons in the language spoken."""
    return WHY.offering((plain_words(f"jd_waive.reason_{one.value}"), one.value) for one in WaiveReason), NOTE, AGAIN


def waive_button(shown: ReviewShown, number: int) -> Element:
    """Return the button that asks why a remark should stay."""
    return button(plain_words("jd_waive.waive"), WAIVE, f"{shown.kept.id}:{number}")


def waived_button(shown: ReviewShown) -> Element:
    """Return the button that shows what is waived."""
    return button(plain_words("jd_waive.waived", number=len(shown.waived)), WAIVED, shown.kept.id)


def waive_form(shown: ReviewShown, entry: Entry, today: date) -> Modal:
    """Return the form for the remarks about one phrase."""
    again = AGAIN if any(one.start is not None for one in entry.findings) else OF_A_GAP
    return modal(
        plain_words("jd_waive.title"),
        [
            section(words("jd_waive_text.heading", task=task_of(entry, shown), weight=weight_of(entry))),
            form()[0].block(),
            NOTE.block(),
            again.block(today + ASK_AGAIN),
        ],
        callback_id=WAIVE_FORM,
        submit=plain_words("jd_waive.waive"),
        close="Back",
        private_metadata=f"{shown.kept.id}:{mark_of(shown, entry.findings[0])}",
    )


def waived_page(shown: ReviewShown, finding: Finding, until: date) -> Modal:
    """Say what was waived and until when; closing this closes the pages below it too, which show it as open."""
    return modal(
        plain_words("jd_waive.done_title"),
        [
            section(words("jd_waive_text.done", task=_task(shown, finding), until=until)),
            *actions(
                button(
                    number_words(shown.review),
                    REMARKS_AFTER,
                    f"{shown.kept.id}:0",
                    primary=True,
                )
                if shown.review.findings
                else None,
                waived_button(shown),
            ),
        ],
        callback_id=WAIVE,
        private_metadata=shown.kept.id,
        clear_on_close=True,
    )


def waived_list(shown: ReviewShown) -> Modal:
    """Return what is waived in a review, each with its reason and a way to reopen it."""
    blocks: list[Block] = []
    for one in shown.waived[:MOST_SHOWN]:
        text = words(
            "jd_waive_text.row",
            task=_task(shown, one.finding),
            by=one.waiver.by,
            until=one.waiver.until,
            reason=plain_words(f"jd_waive.reason_{one.waiver.kind}"),
            note=shortened(one.waiver.note, LONGEST_SHOWN),
        )
        label = plain_words("jd_waive.reopen_label", task=_task(shown, one.finding))
        again = button(plain_words("jd_waive.reopen"), REOPEN, f"{shown.kept.id}:{one.waiver.id}", label=label)
        blocks.append(section(text, accessory=again))
    return modal(
        plain_words("jd_waive.waived", number=len(shown.waived)),
        blocks or [section(words("jd_waive_text.nothing"))],
        callback_id=WAIVED,
        private_metadata=shown.kept.id,
        clear_on_close=True,
    )


def _task(shown: ReviewShown, finding: Finding) -> str:
    return cut(task_words(shown.knowledge, finding), LONGEST_TASK)
