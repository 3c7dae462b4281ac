"""What a panel leaves unassessed, before its loop is opened: each gap with the button that closes it, and a picture."""

from collections import Counter
from collections.abc import Mapping

from bot.features.loop.panel_warnings import BY_RUBRIC
from bot.features.loop.plan_loop import LoopPlan
from bot.features.loop.show_loop import LOOP_DETAILS
from bot.features.loop.show_warnings import warned
from bot.slack.block_types import Block, Element, Modal
from bot.slack.blocks import actions, modal, section
from bot.slack.elements import button
from bot.slack.rich_text import preformatted
from bot.wording.escaping import straight
from bot.wording.pictures import column, progress_dots
from bot.wording.words import plain_words, words
from rubrics.catalogue.model import Competency
from rubrics.panel.coverage import GAPS, LEAST_RATERS, CoverageWarning, WarningKey, next_rater, person_of, raters_of

COVERAGE = "loop_coverage"
CLOSE_GAP = "loop_close_gap"
CLOSE_GAPS = "loop_close_gaps"
NAMESAKE = "loop_namesake"
OF_PANEL = BY_RUBRIC | {WarningKey.MANAGER_ALONE}
CHANGE_FOCUS = "loop_change_focus"
CHANGE_PANEL = "loop_change_panel"


def coverage(plan: LoopPlan) -> Modal:
    """Return what to know before a planned loop is opened; without any warning left, that it is covered."""
    gaps = [warning for warning in plan.warnings if warning.key in GAPS]
    called = first_names(plan.names)
    rows = [_row(plan, warning, called) for warning in plan.warnings] or [section(words("loop.ready"))]
    # A duplicate or a public channel has nothing to do with who assesses what.
    is_of_panel = not plan.warnings or any(warning.key in OF_PANEL for warning in plan.warnings)
    panel = [preformatted(_picture(plan, called)), *actions(*_buttons(plan, gaps))] if is_of_panel else []
    return modal(
        plain_words("loop_form.coverage_title", gaps=len(gaps), warnings=len(plan.warnings)),
        [*rows, *panel],
        callback_id=COVERAGE,
        submit=plain_words("loop_form.open_anyway" if plan.warnings else "loop_form.open"),
        close=plain_words("loop_form.close"),
        private_metadata=plan.form_id,
    )


def first_names(names: Mapping[str, str]) -> dict[str, str]:
    """Return by their first names those of a panel that Debrief knows; two who share one, by their whole names."""
    firsts = {user: name.split()[0] for user, name in names.items() if name.split()}
    number = Counter(firsts.values())
    return {user: first if number[first] == 1 else names[user] for user, first in firsts.items()}


def _row(plan: LoopPlan, warning: CoverageWarning, called: Mapping[str, str]) -> Block:
    return section(words("loop.warning", warning=warned(warning)), accessory=_closing(plan, warning, called))


def _closing(plan: LoopPlan, warning: CoverageWarning, called: Mapping[str, str]) -> Element | None:
    """Return the button that lets one more of the panel assess what too few do, or shows the loop there is already.

    None where no one has room for one more, and where someone may not know of that loop.
    """
    if loop_id := warning.values.get("loop"):
        return button(plain_words("loop_labels.show_loop"), LOOP_DETAILS, str(loop_id))
    if warning.key is WarningKey.SAME_NAME:
        return _namesake(plan)
    competency = str(warning.values.get("competency", ""))
    key = next_rater(plan.focus, competency) if warning.key in GAPS else None
    if key is None:
        return None
    facts = {"person": called.get(person_of(key)), "competency": warning.values["name"]}
    label = plain_words("loop_labels.let_assess", **facts)
    return button(plain_words("loop_labels.add_rater", **facts), CLOSE_GAP, f"{competency} {key}", label=label)


def _namesake(plan: LoopPlan) -> Element:
    """Return the button that takes the candidate for someone else, or for the known one again."""
    is_other = plan.request.is_namesake
    label = plain_words("loop_labels.namesake_of", is_other=is_other)
    return button(plain_words("loop_labels.namesake", is_other=is_other), NAMESAKE, plan.form_id, label=label)


def _buttons(plan: LoopPlan, gaps: list[CoverageWarning]) -> list[Element]:
    closable = [gap for gap in gaps if next_rater(plan.focus, str(gap.values["competency"]))]
    buttons = [
        button(plain_words("loop_labels.change_focus"), CHANGE_FOCUS, plan.form_id),
        button(plain_words("loop_labels.change_panel"), CHANGE_PANEL, plan.form_id),
    ]
    if len(closable) < 2:
        return buttons
    every = plain_words("loop_labels.close_gaps", number=len(closable))
    return [button(every, CLOSE_GAPS, plan.form_id, primary=True), *buttons]


def _picture(plan: LoopPlan, called: Mapping[str, str]) -> str:
    """Return, a line a competency, by how many it is assessed and by whom: `Retrieval            ●● Ivan, Ida`."""
    return "\n".join(_line(plan, competency, called) for competency in plan.rubric.competencies)


def _line(plan: LoopPlan, competency: Competency, called: Mapping[str, str]) -> str:
    raters = raters_of(plan.focus, competency.id)
    # Who holds an exercise rates it alone.
    dots = progress_dots(len(raters), max(1 if competency.exercise else LEAST_RATERS, len(raters)))
    later = [plain_words("loop_labels.later")] if raters_of(plan.request.ahead, competency.id) else []
    who = ", ".join([*(straight(called[person]) for person in raters if person in called), *later])
    return f"{column(straight(competency.short_name))} {dots} {who}".rstrip()
