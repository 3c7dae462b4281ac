"""What a refusal is titled by and which buttons stand beside it, where it brings none; knows none of its sentences."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.errors import NextStep, Refusal, reason
from bot.features.doors import (
    CALIBRATE,
    HELP,
    NEW_LOOP,
    NEW_OPENING,
    REVIEW_A_JD,
    RUBRICS,
    SCORE,
    YOUR_LOOPS,
    YOUR_OPENINGS,
    step,
)
from bot.slack.commands import RUN
from bot.slack.payloads import as_typed
from bot.slack.routes import name_of
from bot.wording.words import plain_words

BY_ROOM: Mapping[str, Sequence[NextStep]] = {
    "authoring_refusals": (RUBRICS,),
    "calibration_refusals": (CALIBRATE,),
    "jd_refusals": (REVIEW_A_JD, step("your_reviews", "jd history")),
    "loop_refusals": (YOUR_LOOPS, NEW_LOOP),
    "menus_refusals": (RUBRICS,),
    "opening_refusals": (YOUR_OPENINGS, NEW_OPENING),
    "record_refusals": (YOUR_LOOPS,),
    "rubric_refusals": (RUBRICS,),
    "scorecard_refusals": (SCORE, YOUR_LOOPS),
    "signal_refusals": (YOUR_LOOPS,),
}
"""By the file that a refusal's words stand in; any other is followed by what Debrief can do."""
TOKENS = ("token_not_valid", "token_not_known")
BY_KEY: Mapping[str, Sequence[NextStep]] = {
    "loop_refusals.no_such_loop": (YOUR_LOOPS,),
    "workspace_refusals.opener_is_outsider": (RUBRICS, HELP),
    # Nothing of Debrief's answers where it may not, or can't, act in the workspace.
    **dict.fromkeys((f"serving_refusals.{name}" for name in ("another_workspace", *TOKENS, "slack_out_of_reach")), ()),
}
PASSING = frozenset(
    f"serving_refusals.{name}"
    for name in ("database_out_of_reach", "slack_did_not_answer", "slack_is_busy", "slack_out_of_reach", "too_late")
)
"""What may work a minute later: a command that met with it is offered once more."""
MOST_CORRECTED = 3
LONGEST_RETRIED = 255
"""Of what stood behind such a command; Slack takes 2,000 characters of a button's value."""
ACTS: Mapping[str, str] = {
    "loop_new": "open_loop",
    "loop_form": "open_loop",
    "loop_focus": "open_loop",
    "loop_planned": "open_loop",
    "loop_edit": "change_loop",
    "loop_edit_panel": "change_loop",
    "loop_edit_focus": "change_loop",
    "loop_excuse": "excuse_person",
    "loop_override": "reveal_panel",
    "loop_cancel": "cancel_loop",
    "open_scorecard": "score",
    "score_loop": "score",
    "scorecard": "submit",
    "signal_share": "share",
    "rubric_share_form": "share",
    "jd_share": "share",
    "jd_share_form": "share",
}
"""The act that each button and form stands for, by its id; for any other the title only says that it can't be done."""


def steps_after(refusal: Refusal, body: Mapping[str, Any]) -> Sequence[NextStep]:
    """Return the buttons beside a refusal of a request: its own, else those of its words, else of its room."""
    key = refusal.reason.key
    if refusal.steps:
        return refusal.steps
    if key in PASSING and (typed := _typed(body)):
        return (step("try_again", typed),)
    if corrected := _corrected(refusal, body):
        return corrected
    if key in BY_KEY:
        return BY_KEY[key]
    others = tuple(each for each in BY_ROOM.get(key.partition(".")[0], ()) if not _repeats(each, body))
    return others or (HELP,)


def title_of(refusal: Refusal, body: Mapping[str, Any]) -> str | None:
    """Return what the modal of a refusal is called: what can't be done, and to whom where the refusal says so."""
    act = ACTS.get(_act(body))
    return plain_words(f"refusal_titles.{act}", person=refusal.reason.values.get("person")) if act else None


def _repeats(step: NextStep, body: Mapping[str, Any]) -> bool:
    """Tell whether a next step is the very act that was refused: offered again, it would lead back to the refusal."""
    if step.action == RUN:
        return step.value in (_typed(body), ACTS.get(_act(body)))
    return step.action == _act(body)


def _act(body: Mapping[str, Any]) -> str:
    return (name_of(body) or "").partition(":")[0]


def _corrected(refusal: Refusal, body: Mapping[str, Any]) -> list[NextStep]:
    """Return what was typed with each name that may have been meant in the place of the one that no one knows."""
    values, typed = refusal.reason.values, _typed(body)
    unknown, meant = values.get("echo") or values.get("word"), values.get("meant") or ()
    if not unknown or unknown not in typed:
        return []
    command, _, text = typed.partition(" ")
    return [
        NextStep(reason("door_labels.meant", name=str(name)), RUN, f"{command} {text.replace(unknown, str(name), 1)}")
        for name in meant[:MOST_CORRECTED]
    ]


def _typed(body: Mapping[str, Any]) -> str:
    """Return a command as it was typed, or as a button has it that runs one; nothing where it is too long."""
    match body:
        case {"command": str(command), **rest}:
            typed = " ".join(f"{command.removeprefix('/')} {as_typed(str(rest.get('text', '')))}".split())
        case {"actions": [{"action_id": str(name), "value": str(value)}]} if name.partition(":")[0] == RUN:
            typed = value
        case _:
            return ""
    return typed if len(typed) <= LONGEST_RETRIED else ""
