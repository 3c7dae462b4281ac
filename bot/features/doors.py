"""Ids of the buttons that lead into a room above the one that draws them; each is declared here and nowhere else.

What they open by a command's name (`run_command`, value "loop list") is no door: any room may draw such a button.
"""

from enum import StrEnum

from bot.errors import NextStep, Reason
from bot.slack.commands import RUN


class Door(StrEnum):
    """An action id that more than one room draws."""

    START_REVIEW = "jd_start_review"
    CHECKLIST_ITEM = "jd_item"
    BROWSE_RUBRICS = "browse_rubrics"
    EDIT_RUBRIC = "rubric_edit"
    """One's own draft of a rubric; its value is a role and a level, by their ids."""
    RUBRIC_PROPOSAL = "rubric_version"
    """A version of a role that someone proposed; its value is the version."""
    RUBRIC_VERSIONS = "rubric_versions"
    """All versions of a role; its value is the role."""
    READ_EVIDENCE = "signal_evidence"
    READ_SIGNAL = "read_signal"
    READ_RECORD = "signal_record"
    PRACTICE_CARD = "practice_card"
    """The scorecards of those whom the reader trains in a loop; its value is the loop."""
    OPEN_SCORECARD = "open_scorecard"
    SCORE_LOOP = "score_loop"
    INTERVIEW_KIT = "interview_kit"
    I_REFERRED = "interview_referred"
    DESK_LIST = "desk_list"
    """A list of Home's in full, page by page; its value is the list's name, "loops" for all of someone's loops."""
    START_LOOP = "loop_new"
    """Its value may be the id of the opening that the loop is for, or NO_OPENING."""
    DEBRIEF = "debrief_shown"
    """A loop's debrief as it stands, or the form that starts one; its value is the loop."""
    LOOP_DETAILS = "loop_details"
    END_STAGE = "loop_end_stage"
    """Asks how a revealed stage ends; its value is the loop."""
    NEW_OPENING = "opening_new"
    """Its value may be the id of the JD review that the opening is for."""
    OPENING = "opening_open"
    OPENING_PLAN = "opening_plan"
    STAFFING = "staffing"
    """The questions whether to hire, of the form as well; its value may be the opening that the answers are about."""
    STAFFING_CHECK = "staffing_check"
    """What was answered once; its value is that set of answers."""
    DRAFT_JD = "jd_draft_for"
    """Drafts the JD of an opening; its value is the opening."""
    ASK_APPROVAL = "jd_ask"
    """The form that asks people to approve a JD; its value is one's own review of it."""
    JD_APPROVAL = "jd_approval"
    """A version of a JD with its approvals; its value is the version."""
    FEEDBACK = "loop_feedback"
    """A draft of what a candidate may be told; its value is the loop; of the form as well."""
    COMPARE = "opening_compare"
    """The candidates of an opening side by side; its value is the opening."""
    OPENING_FIGURES = "opening_figures"
    """How long an opening's interviews took, and how they ended; its value is the opening."""
    DECIDE = "decide"
    """Its value is any stage of the candidate's interviews, as of the three that follow."""
    ADD_INTERVIEW = "add_interview"
    """The form of a decision with another interview chosen already."""
    DECISION = "decision_read"
    DISSENT = "decision_dissent"
    WHO_DECIDES = "decision_deciders"
    CALIBRATE = "calibrate"
    """The rounds of sample answers that someone may rate."""
    SETTINGS = "workspace_settings"
    """What the workspace sets for itself; of the form as well."""


NO_OPENING = "none"


def step(name: str, value: str = "-", action: str = RUN) -> NextStep:
    """Return a next step by the name of its words in door_labels; unless told otherwise it runs a command."""
    return NextStep(Reason(f"door_labels.{name}"), action, value)


SCORE = step("score", "score")
NEW_LOOP = step("new_loop", action=Door.START_LOOP)
NEW_OPENING = step("new_opening", action=Door.NEW_OPENING)
YOUR_OPENINGS = step("your_openings", "opening list")
YOUR_LOOPS = step("your_loops", "loops", Door.DESK_LIST)
REVIEW_A_JD = step("review_a_jd", action=Door.START_REVIEW)
RUBRICS = step("rubrics", action=Door.BROWSE_RUBRICS)
SIGNALS = step("signals", "signal")
HELP = step("help", "debrief")
CALIBRATE = step("calibrate", action=Door.CALIBRATE)
OPEN_SETTINGS = step("settings", action=Door.SETTINGS)
