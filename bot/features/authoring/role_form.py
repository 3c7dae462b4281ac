"""The fields of the forms that change a draft, what stands in them at first, and what was filled in as written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.errors import FormRefusal, Reason, reason
from bot.features.authoring.level_form import EXPECTATION, LEVEL_FORM, LEVEL_NAME, LIKE, NEW
from bot.features.authoring.question_lines import lines_of_question, off_scale, question_of
from bot.features.authoring.say_misfit import capitalized, said
from bot.features.authoring.scale_form import BAR, POINTS, SCALE_FORM, number_of
from bot.features.authoring.signal_form import FEWEST, SHARE, SIGNAL_FORM
from bot.slack.form_fields import ExternalMenu, Menu, RichText, Text
from bot.slack.forms import Field, Form, texts
from bot.wording.words import plain_words
from rubrics.authoring.misfits import Misfit
from rubrics.authoring.scale_changes import answered, rated
from rubrics.authoring.written_out import Written
from rubrics.catalogue import limits
from rubrics.catalogue.scale import Scale

NAME = Text(id="own_name", label="Name", limit=limits.PART_NAME, autosaved=True)
SHORT_NAME = Text(
    id="own_short_name",
    label="Short name",
    hint="role_form.short_name_hint",
    limit=limits.SHORT_NAME,
    required=False,
    autosaved=True,
)
MEANING = Text(id="own_meaning", label="role_form.meaning", limit=limits.SENTENCE, long=True, autosaved=True)
WEIGHT = Text(id="own_weight", label="Weight", hint="role_form.weight_hint", limit=10, autosaved=True)
"""A text, since a field for numbers lets no one type “25%”."""
KIND = Menu(id="own_kind", label="role_form.kind", hint="role_form.kind_hint", autosaved=True)
MUST = Menu(id="own_must", label="Must-have", autosaved=True)
ANCHOR = Text(id="own_anchor", label="role_form.anchor", limit=limits.SHORT, autosaved=True)
BEHAVIOR = Text(id="own_behavior", label="role_form.behavior", limit=limits.BEHAVIOR, long=True, autosaved=True)
QUESTION = Text(id="own_question", label="role_form.question", long=True, required=False, autosaved=True)
ROLE_NAME = Text(id="own_role_name", label="Name", limit=limits.LABEL, autosaved=True)
SUMMARY = Text(id="own_summary", label="role_form.summary", limit=limits.SENTENCE, long=True, autosaved=True)
LIBRARY = ExternalMenu(
    id="own_library", label="role_form.library", placeholder="role_form.library_placeholder", required=False
)
NEW_NAME = Text(id="own_new_name", label="role_form.new_name", limit=limits.PART_NAME, required=False)
NEW_ROLE = Text(id="own_new_role", label="role_form.new_role", limit=limits.PART_NAME, required=False)
TABLE = RichText(id="own_table", label="role_form.table", hint="role_form.table_hint")
NOTE = Text(id="own_note", label="role_form.note", limit=500, long=True)

FORM: Form = (
    *(NAME, SHORT_NAME, MEANING, KIND, WEIGHT, MUST, ANCHOR, BEHAVIOR, QUESTION),
    *(ROLE_NAME, SUMMARY),
    *LEVEL_FORM,
    *SCALE_FORM,
    *SIGNAL_FORM,
)
"""Every field that keeps what is typed as one goes."""
NO_MUST, NO_FLOOR = "no", "yes"
RATED, CHECK, KNOCK_OUT = "rated", "check", "knock_out"
"""How a competency is judged."""
MORE_QUESTIONS = 2
"""Empty fields below the questions there are: one for the next, one more for who has two in mind."""

Filled = Mapping[str, str | None]
"""Block id → what stands in the field."""
Path = tuple[int | str, ...]


def kind_menu() -> Menu:
    """Return the field that says whether a competency is rated, or answered yes or no."""
    return KIND.offering([(plain_words(f"role_form.{kind}"), kind) for kind in (RATED, CHECK, KNOCK_OUT)])


def must_menu(one: Written, scale: Scale) -> Menu:
    """Return the field that says whether a competency is a must-have, and from which mean rating on."""
    floors = {half / 2 for half in range(4, 2 * scale.top - 1)} | ({one["floor"]} if one.get("floor") else set())
    return MUST.offering(
        [
            (plain_words("role_form.no_must"), NO_MUST),
            (plain_words("role_form.must"), NO_FLOOR),
            *((plain_words("role_form.floor", floor=floor), f"{floor:g}") for floor in sorted(floors)),
        ]
    )


def facts_filled(one: Written, level: str) -> dict[str, str | None]:
    """Return what stands at first in the form of a competency's name and weight."""
    must = f"{one['floor']:g}" if one.get("floor") else NO_FLOOR if one.get("must_have") else NO_MUST
    return {
        NAME.block_id: one.get("name"),
        SHORT_NAME.block_id: one.get("short"),
        MEANING.block_id: one.get("meaning"),
        KIND.block_id: KNOCK_OUT if one.get("knock_out") else CHECK if one.get("yes_or_no") else RATED,
        WEIGHT.block_id: f"{one['weight'][level]:g}",
        MUST.block_id: must,
    }


def with_facts(filled: Filled, one: Written, level: str, scale: Scale) -> Written:
    """Return a competency with its name, kind, weight and must-have as filled in; raises FormRefusal.

    `scale` is the role's. A weight that was not asked for stays.
    """
    kind, must = filled.get(KIND.block_id) or RATED, filled.get(MUST.block_id) or NO_MUST
    if kind != RATED and must != NO_MUST:
        raise FormRefusal({MUST.block_id: reason("authoring_refusals.check_is_no_must")})
    said: dict[str, Any] = {
        "name": filled.get(NAME.block_id) or "",
        "short": filled.get(SHORT_NAME.block_id),
        "meaning": filled.get(MEANING.block_id) or "",
        "must_have": must != NO_MUST,
        "floor": None if must in (NO_MUST, NO_FLOOR) else float(must),
    }
    if WEIGHT.block_id in filled:
        said["weight"] = {level: number_of(filled.get(WEIGHT.block_id))}
    changed = {name: value for name, value in {**one, **said}.items() if value is not None}
    return rated(changed, scale) if kind == RATED else answered(changed, knock_out=kind == KNOCK_OUT)


def ratings_of(scale: Scale) -> list[int]:
    """Return the points of a scale, the highest first."""
    return [*reversed(scale.points)]


def anchors_filled(one: Written) -> dict[str, str | None]:
    """Return what stands at first in the form of a competency's anchors."""
    anchors = one.get("anchors", {})
    shorts = {ANCHOR.about(rating).block_id: anchor.get("short") for rating, anchor in anchors.items()}
    return shorts | {BEHAVIOR.about(rating).block_id: anchor.get("behavior") for rating, anchor in anchors.items()}


def anchor_fields(point: int, scale: Scale, *, needed: bool) -> tuple[Text, Text]:
    """Return the two fields of a point's anchor; both ends of a scale have one, points between need none."""
    is_end = needed and point in (1, scale.top)
    short, full = (replace(field.about(str(point)), required=is_end) for field in (ANCHOR, BEHAVIOR))
    return short, full


def with_anchors(filled: Filled, one: Written, scale: Scale, *, needed: bool) -> Written:
    """Return a competency with its anchors as filled in: a point whose fields were emptied has none.

    Where none is `needed`, as of a check, all of them may be left out.
    """
    known = one.get("anchors", {})
    said = {
        str(point): {
            **known.get(str(point), {}),
            "short": filled.get(ANCHOR.about(str(point)).block_id) or "",
            "behavior": filled.get(BEHAVIOR.about(str(point)).block_id) or "",
        }
        for point in scale.points
    }
    ends = {"1", str(scale.top)}
    written = {rating for rating, anchor in said.items() if anchor["short"] or anchor["behavior"]}
    kept = written | ends if needed or written else set()
    rest = {name: value for name, value in one.items() if name != "anchors"}
    anchors = {rating: anchor for rating, anchor in said.items() if rating in kept}
    return {**rest, **({"anchors": anchors} if anchors else {})}


def question_names(one: Written) -> list[str]:
    """Return what each field of the form of questions is about: those there are, and a few more."""
    known = list(one.get("questions", {}))
    free = (name for number in range(1, len(known) + MORE_QUESTIONS + 1) if (name := f"question-{number}") not in known)
    return [*known, *list(free)[:MORE_QUESTIONS]]


def questions_filled(one: Written) -> dict[str, str | None]:
    """Return what stands at first in the form of a competency's questions."""
    return {QUESTION.about(name).block_id: lines_of_question(each) for name, each in one.get("questions", {}).items()}


def with_questions(filled: Filled, one: Written, scale: Scale) -> Written:
    """Return a competency with its questions as they were filled in; an emptied one is gone. Raises FormRefusal."""
    known, top = one.get("questions", {}), scale.top
    said = {name: filled.get(QUESTION.about(name).block_id) for name in question_names(one)}
    off = {QUESTION.about(name).block_id: off_scale(text, top) for name, text in said.items() if text}
    if wrong := {block: rating for block, rating in off.items() if rating is not None}:
        raise FormRefusal(
            {block: reason("authoring_refusals.off_scale", rating=rating, top=top) for block, rating in wrong.items()}
        )
    return {**one, "questions": {name: question_of(text, known.get(name)) for name, text in said.items() if text}}


def role_filled(written: Written) -> dict[str, str | None]:
    """Return what stands at first in the form of a role."""
    return {ROLE_NAME.block_id: written.get("name"), SUMMARY.block_id: written.get("summary")}


def role_of(filled: Filled) -> dict[str, Any]:
    """Return what was filled in about a role."""
    return {"name": filled.get(ROLE_NAME.block_id) or "", "summary": filled.get(SUMMARY.block_id) or ""}


def filled_in(view: Mapping[str, Any]) -> dict[str, str | None]:
    """Return what stands in a form, by block id."""
    return texts(view, FORM)


AT: Mapping[str, Sequence[Field[Any]]] = {
    "name": (NAME, ROLE_NAME),
    "short": (SHORT_NAME,),
    "meaning": (MEANING,),
    "weight": (WEIGHT,),
    "must_have": (MUST,),
    "floor": (MUST,),
    "summary": (SUMMARY,),
    "scale": (POINTS,),
    "bar": (BAR,),
    "recommendation_share": (SHARE,),
    "minimum_scorecards": (FEWEST,),
}
"""The fields that each part of a competency, or of a role, is filled in at."""


def blocks_of(path: Path) -> list[str]:
    """Return the fields that a part of a competency or of a role may be filled in at; none for what has no field."""
    match path:
        case ("anchors", rating, part, *_):
            return [(ANCHOR if part == "short" else BEHAVIOR).about(str(rating)).block_id]
        case ("questions", name, *_):
            return [QUESTION.about(str(name)).block_id]
        case ("levels", _, *inside):
            at_level: Mapping[Any, Field[str]] = {"expectation": EXPECTATION, "like": LIKE}
            field = at_level.get(inside[0] if inside else "name", LEVEL_NAME)
            return [field.block_id, field.about(NEW).block_id]
    return [field.block_id for field in AT.get(str(path[0]) if path else "", ())]


def refuse_at_fields(misfits: Iterable[Misfit], shown: Sequence[str]) -> None:
    """Raise FormRefusal for what is wrong in the fields that a form shows; what is wrong elsewhere waits."""
    problems: dict[str, Reason | str] = {}
    for each in misfits:
        fields = blocks_of(each.path)
        if each.path == ("anchors",):
            fields = [block for block in shown if block.startswith(f"{BEHAVIOR.id}:")][:1]
        for block in set(fields).intersection(shown):
            problems.setdefault(block, capitalized(said(each)))
    if problems:
        raise FormRefusal(problems)
