"""Ids of the buttons that lead into a room above the one that draws them; each is declared here and nowhere else."""

from enum import StrEnum


class Door(StrEnum):
    """An action id that more than one room draws."""

    START_REVIEW = "jd_start_review"
    CHECKLIST_ITEM = "jd_item"
    BROWSE_RUBRICS = "browse_rubrics"
    READ_EVIDENCE = "signal_evidence"
    READ_SIGNAL = "read_signal"
    READ_RECORD = "signal_record"
    OPEN_SCORECARD = "open_scorecard"
    SCORE_LOOP = "score_loop"
    INTERVIEW_KIT = "interview_kit"
    I_REFERRED = "interview_referred"
