"""Every drill holds, in its short variant; the whole ones are run by `make drills`."""

import pytest

from tests.drills import power_loss
from tests.drills.__main__ import drills
from tests.drills.counting import Count

SEED = 2


def test_no_acknowledged_scorecard_is_gone_when_the_power_goes() -> None:
    """The one drill that takes seconds; that it finds losses at all is shown on the disk itself."""
    counts = power_loss.drill(SEED, 12, 6, (power_loss.AS_SET,))
    assert [count.row for count in counts if not count.holds] == []


@pytest.mark.long
@pytest.mark.parametrize("name", drills())
def test_a_drill_holds(name: str) -> None:
    broken = [count.row for count in drills()[name](SEED, True) if not count.holds]
    assert broken == []


@pytest.mark.parametrize(
    ("count", "holds"),
    [
        (Count("lost", 0, wanted=0), True),
        (Count("lost", 1, wanted=0), False),
        (Count("kills", 3, least=3), True),
        (Count("kills", 2, least=3), False),
        (Count("seconds", 20, most=20), True),
        (Count("seconds", 21, most=20), False),
        (Count("repeats", 7), True),
    ],
)
def test_a_count_holds_when_it_is_what_it_must_be(count: Count, *, holds: bool) -> None:
    assert count.holds is holds
    assert ("✗" in count.row) is not holds
