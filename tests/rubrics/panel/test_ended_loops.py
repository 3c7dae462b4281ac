"""Who sees what of a loop that rests or was withdrawn, and what it still takes: the laws as a table."""

from datetime import UTC, datetime, timedelta

import pytest

from rubrics.catalogue.levels import Level
from rubrics.catalogue.lookup import Catalogue
from rubrics.panel.loop import TAKES_CARDS, Hold, Interview, InterviewState, Loop, LoopState
from rubrics.panel.loop_facts import Withdrawal, WithdrawalReason
from rubrics.panel.permissions import Viewer, may_name_recruiter, may_see_content, may_see_status
from tests.loop_values import loop_of

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
HANA, RITA, ADMIN, IVAN, IDA, DANA, OTTO = (
    Viewer(user="U0HANA"),
    Viewer(user="U0RITA"),
    Viewer(user="U0ADA", is_admin=True),
    Viewer(user="U0IVAN"),
    Viewer(user="U0IDA"),
    Viewer(user="U0DANA", is_admin=True),
    Viewer(user="U0OTTO"),
)
ENTITLED, OTHERS = (HANA, RITA, ADMIN, IVAN), (DANA, OTTO)
OPEN, REVEALED, ON_HOLD, WITHDRAWN, CANCELED = (
    LoopState.OPEN,
    LoopState.REVEALED,
    LoopState.ON_HOLD,
    LoopState.WITHDRAWN,
    LoopState.CANCELED,
)

TABLE = [
    # state, as it was before, opens if withdrawn → content is readable, counts as revealed, takes scorecards
    (OPEN, OPEN, True, False, False, True),
    (REVEALED, REVEALED, True, True, True, True),
    (ON_HOLD, OPEN, True, False, False, False),
    (ON_HOLD, REVEALED, True, True, True, False),
    (WITHDRAWN, OPEN, True, True, False, False),
    (WITHDRAWN, OPEN, False, False, False, False),
    (WITHDRAWN, REVEALED, False, True, True, False),
    (CANCELED, OPEN, True, False, False, False),
]


def loop_in(catalogue: Catalogue, state: LoopState, before: LoopState, *, opens: bool) -> Loop:
    """Return a loop of three, one of them excused, in a state that it came to from another."""
    panel = {"U0IVAN": InterviewState.SUBMITTED, "U0IMRAN": InterviewState.SUBMITTED, "U0IDA": InterviewState.EXCUSED}
    interviews = [
        Interview(id=user, interviewer=user, focus=("evaluation",), state=stands) for user, stands in panel.items()
    ]
    held, left = Hold(resumes_as=before, by="U0RITA", at=NOW), WithdrawalReason.OTHER_OFFER
    return loop_of(
        catalogue.rubric("ai-engineer", Level.SENIOR),
        interviews,
        opened_at=NOW,
        candidate_user="U0DANA",
        state=state,
        revealed_at=NOW if before is REVEALED else None,
        hold=held if state is ON_HOLD else None,
        withdrawal=Withdrawal(reason=left, by="U0RITA", at=NOW) if state is WITHDRAWN else None,
        opens_if_withdrawn=opens,
    )


@pytest.mark.parametrize(("state", "before", "opens", "readable", "revealed", "takes"), TABLE)
def test_who_reads_a_panel_in_each_state(
    catalogue: Catalogue, state: LoopState, before: LoopState, opens: bool, readable: bool, revealed: bool, takes: bool
) -> None:
    loop = loop_in(catalogue, state, before, opens=opens)
    assert [may_see_content(loop, viewer) for viewer in ENTITLED] == [readable] * len(ENTITLED)
    assert not any(may_see_content(loop, viewer) for viewer in (*OTHERS, IDA)), "nor who was excused"
    assert all(may_see_status(loop, viewer) for viewer in (*ENTITLED, IDA))
    assert not any(may_see_status(loop, viewer) for viewer in OTHERS)
    assert (loop.is_revealed, loop.state in TAKES_CARDS) == (revealed, takes)
    assert not loop.is_late(NOW + timedelta(days=9)), "no card is due in any of them"


def test_a_manager_names_no_recruiter_who_would_excuse_for_them(catalogue: Catalogue) -> None:
    loop = loop_in(catalogue, OPEN, OPEN, opens=True)
    asked = {viewer.user: may_name_recruiter(loop, viewer) for viewer in (*ENTITLED, *OTHERS)}
    assert [user for user, may in asked.items() if may] == ["U0RITA", "U0ADA"]
    assert may_name_recruiter(loop.model_copy(update={"opened_by": "U0HANA"}), HANA), "a small company has a way out"
