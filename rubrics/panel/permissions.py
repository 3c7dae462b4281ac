"""Who may see and do what in a loop, in each of its states; knows no workspace and no settings."""

from collections.abc import Sequence
from datetime import datetime

from rubrics.catalogue.model import Value
from rubrics.panel.loop import REVEALED, Interview, InterviewState, Loop, LoopState
from rubrics.panel.plan import Opening


class Viewer(Value):
    """The person who asks; `is_admin` comes from the settings or the workspace's owners.

    An outsider is a guest, an app, someone deactivated or of another company.
    """

    user: str
    is_admin: bool = False
    is_outsider: bool = False


def may_see_status(loop: Loop, viewer: Viewer) -> bool:
    """Tell whether a person may know that this loop exists, who is in and who is late."""
    if viewer.is_outsider or viewer.user == loop.candidate_user:
        return False
    return viewer.is_admin or viewer.user in _people(loop)


def may_see_content(loop: Loop, viewer: Viewer) -> bool:
    """Tell whether a person may read ratings and evidence of others now.

    Before the reveal to no one, unless the candidate withdrew and the loop opens then; not an interviewer
    who was excused, and so left the panel, unless they run the loop, and not a shadow before their own scorecard is
    in, nor anyone who owes a scorecard in a later stage. A panel of one opens to the hiring manager only:
    its mean would be that one person's rating; and to whom the manager named to decide in their place.
    """
    if not loop.is_readable or not may_see_status(loop, viewer) or loop.is_kept_from(viewer.user):
        return False
    concerned = may_run(loop, viewer) or viewer.user in loop.deciders
    if not concerned and not _takes_part(loop.interviews_of(viewer.user)):
        return False
    return len({interview.interviewer for interview in loop.submitted}) > 1 or viewer.user in loop.deciders


def may_see_signal(loop: Loop, viewer: Viewer) -> bool:
    """Tell whether someone who knows of a loop may read its signal: after the reveal, and no one whom it would sway.

    Anyone who owes a scorecard in a later stage reads nothing of the stages before it, whatever else they are.
    """
    return loop.is_revealed and not loop.is_kept_from(viewer.user)


def may_decide_stage(loop: Loop, viewer: Viewer) -> bool:
    """Tell whether a person may say how a revealed stage ends: its hiring manager, recruiter or an admin, once."""
    if viewer.is_outsider or viewer.user == loop.candidate_user or loop.stage.outcome is not None:
        return False
    ends = viewer.is_admin or viewer.user in (loop.recruiter, *loop.deciders)
    return ends and loop.state is LoopState.REVEALED


def decides(loop: Loop, viewer: Viewer) -> bool:
    """Tell whether a person is the one to decide: the hiring manager, or whom they named; not an admin as such."""
    return viewer.user in loop.deciders and viewer.user != loop.candidate_user and not viewer.is_outsider


def may_decide(loop: Loop, viewer: Viewer) -> bool:
    """Tell whether a person may decide now: once the panel is open to them, also anew where a decision stands.

    Those who owe a scorecard in a later stage hand it in first: a decision rests on a signal that they may not read.
    """
    return decides(loop, viewer) and loop.state in REVEALED and not loop.is_kept_from(viewer.user)


def may_name_delegate(loop: Loop, viewer: Viewer) -> bool:
    """Tell whether a person may name who decides besides them: the hiring manager alone."""
    if viewer.is_outsider or viewer.user == loop.candidate_user:
        return False
    return viewer.user == loop.hiring_manager and loop.is_undecided


def may_know_decision(loop: Loop, viewer: Viewer, now: datetime) -> bool:
    """Tell whether someone who knows of a loop may know what was decided: while it may be undone, the deciders alone.

    So an undo leaves no trace.
    """
    if loop.decision is None:
        return False
    return now >= loop.decision.settles_at or decides(loop, viewer) or viewer.user == loop.decision.by


def may_dissent(loop: Loop, viewer: Viewer) -> bool:
    """Tell whether a person may put down that they disagree with the decision that stands: who scored in the panel.

    Not anyone who made it.
    """
    if loop.decision is None or not may_see_content(loop, viewer) or viewer.user == loop.decision.by:
        return False
    return any(i.counts and i.state is InterviewState.SUBMITTED for i in loop.interviews_of(viewer.user))


def may_see_shadow(loop: Loop, viewer: Viewer, shadow: Interview) -> bool:
    """Tell whether a person may read the scorecard of someone in training: that person, and anyone who trained them.

    The trainer, who shares the session, only once their own panel is revealed and their own scorecard is in.
    """
    if shadow.counts or viewer.is_outsider or loop.is_kept_from(viewer.user):
        return False
    if viewer.user == shadow.interviewer:
        return True
    trainers = (i for i in loop.together_with(shadow) if i.counts and i.state is InterviewState.SUBMITTED)
    return loop.is_revealed and viewer.user in {trainer.interviewer for trainer in trainers}


def may_read_private_notes(loop: Loop, viewer: Viewer) -> bool:
    """Tell whether a person may read what interviewers wrote to the recruiter alone: its recruiter, before the reveal.

    Not one who still owes a scorecard of their own: it is written before others are read.
    """
    if viewer.user != loop.recruiter or not may_see_status(loop, viewer):
        return False
    still_rates = loop.is_undecided and not loop.is_revealed
    return not (still_rates and any(i.counts and i.interviewer == viewer.user for i in loop.pending))


def may_excuse(loop: Loop, viewer: Viewer, interview: Interview) -> bool:
    """Tell whether a person may excuse an interview, or accept what its interviewer says of it.

    Never the hiring manager, who has a stake in the panel, and never the interviewer alone.
    """
    return viewer.user != interview.interviewer and may_remove(loop, viewer)


def may_remove(loop: Loop, viewer: Viewer) -> bool:
    """Tell whether a person may plan a panel without someone who was on it: not the hiring manager either."""
    if viewer.user in (loop.hiring_manager, loop.candidate_user):
        return False
    return viewer.is_admin or viewer.user in (loop.opened_by, loop.recruiter)


def may_run(loop: Loop, viewer: Viewer) -> bool:
    """Tell whether a person may override a deadline or cancel: hiring manager, opener, recruiter, admin."""
    if viewer.user == loop.candidate_user:
        return False
    return viewer.is_admin or viewer.user in (loop.hiring_manager, loop.opened_by, loop.recruiter)


def may_run_opening(opening: Opening, viewer: Viewer) -> bool:
    """Tell whether a person may see an opening, open its loops and change it: its manager, its recruiter, an admin."""
    if viewer.is_outsider:
        return False
    return viewer.is_admin or viewer.user in (opening.hiring_manager, opening.recruiter)


def may_name_recruiter(loop: Loop, viewer: Viewer) -> bool:
    """Tell whether a person may put another recruiter in charge, who may excuse interviewers.

    Not the hiring manager, whose stake in the panel would come back by another name; unless they opened the loop.
    """
    if viewer.user == loop.candidate_user:
        return False
    return viewer.is_admin or viewer.user in (loop.opened_by, loop.recruiter)


def _takes_part(own: Sequence[Interview]) -> bool:
    """Tell whether an interviewer is on the panel still; of shadows, who has put down what they saw."""
    counting = any(i.counts and i.state is not InterviewState.EXCUSED for i in own)
    return counting or any(not i.counts and i.state is InterviewState.SUBMITTED for i in own)


def _people(loop: Loop) -> set[str]:
    named = {loop.opened_by, loop.recruiter, *loop.deciders}
    return named | {interview.interviewer for interview in loop.interviews}
