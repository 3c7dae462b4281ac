"""What closed panels say of ranges: each moment written a second time, pair by pair, and what must not change it."""

from itertools import combinations, permutations
from random import Random
from statistics import fmean, variance

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rubrics.catalogue.model import Rubric, Scorecard
from rubrics.panel.pinned_history import PinnedHistory
from rubrics.signal import RECOMMENDATION_RATINGS
from rubrics.signal.closed_panels import ClosedPanel, closed_panel
from rubrics.signal.history import pinned_history
from tests.evaluations.signal_simulator import BASE, EVEN_HANDED, Mode, World, rubric_of
from tests.rubrics.signal.panels import card

Rated = list[dict[str, dict[str, float]]]
"""Panel by panel: person → item → rating."""
PRIORS = {"pool_mean": 47 / 15, "pool": 64 / 225, "severity": 16 / 225, "wide": 0.16, "card": 0.36, "single": 0.36}
RUBRIC = rubric_of((3, 2, 2, 1, 2))
WEIGHTS = {**{f"competency-{k}": 0.075 * w for k, w in enumerate((3, 2, 2, 1, 2))}, "overall": 0.25}


@st.composite
def histories(draw: st.DrawFn, *, least: int = 10) -> list[list[Scorecard]]:
    """Panels of one to five people of six, with gaps; drawn by a seed, since whole histories are slow to draw."""
    random = Random(draw(st.integers(0, 10**9)))  # noqa: S311 – the same panels for the same seed
    number = draw(st.integers(least, 16))
    strict = {f"U{n}": random.choice((-1, 0, 0, 1)) for n in range(6)}
    return [_panel(random, strict) for _ in range(number)]


def _panel(random: Random, strict: dict[str, int]) -> list[Scorecard]:
    level = random.randint(1, 5)
    people = random.sample(sorted(strict), random.randint(1, 5))
    return [_card(random, person, level + strict[person]) for person in people]


def _card(random: Random, person: str, level: int) -> Scorecard:
    rated = random.sample(range(5), random.randint(1, 5))
    ratings = {k: min(5, max(1, level + random.randint(-1, 1))) for k in rated}
    return card(person, ratings, random.choice((None, "strong_no", "no", "yes", "strong_yes")))


def closed(panels: list[list[Scorecard]], rubric: Rubric = RUBRIC) -> list[ClosedPanel]:
    return [panel for cards in panels if (panel := closed_panel(cards, rubric)) is not None]


def rated(panels: list[list[Scorecard]]) -> Rated:
    return [{each.interviewer: _items(each) for each in cards} for cards in panels]


def _items(each: Scorecard) -> dict[str, float]:
    given = {} if each.recommendation is None else {"overall": RECOMMENDATION_RATINGS[each.recommendation]}
    return {**each.ratings, **given}


def written_again(panels: Rated) -> dict[str, float]:
    """The six numbers by their definitions: loops over every pair, and no sums kept."""
    means = [{i: _weighted(items) for i, items in panel.items()} for panel in panels]
    severity, trust = _severity([panel for panel in means if len(panel) > 1])
    within = [(x - fmean(panel.values()), 1 - 1 / len(panel)) for panel in means for x in panel.values()]
    freedom = sum(share for _, share in within)
    excess = max(sum(d * d for d, _ in within) / freedom - severity, 0.02 * 16 / 9) if freedom else 0
    of_a_card = (30 * PRIORS["card"] + freedom * excess) / (30 + freedom)
    competency, noise = _ratings(panels)
    sizes = [len(items) for panel in panels for items in panel.values()]
    candidates = [fmean(panel.values()) for panel in means]
    seen = variance(candidates) - (of_a_card + severity) * fmean(1 / len(panel) for panel in panels)
    n = len(panels)
    return {
        "pool_mean": (sum(candidates) + 10 * PRIORS["pool_mean"]) / (n + 10),
        "pool_variance": (20 * PRIORS["pool"] + (n - 1) * max(seen, 0.02 * 16 / 9)) / (19 + n),
        "severity": max(severity, trust * severity + (1 - trust) * PRIORS["wide"]),
        "halo": max(of_a_card - noise * fmean(1 / size for size in sizes), 0.02 * 16 / 9),
        "competency": competency,
        "noise": noise,
    }


def _weighted(items: dict[str, float]) -> float:
    return sum(WEIGHTS[k] * y for k, y in items.items()) / sum(WEIGHTS[k] for k in items)


def _severity(means: list[dict[str, float]]) -> tuple[float, float]:
    """The average product of one person's deviations on two different candidates, beside what it would be for 1."""
    products = expected = 0.0
    for one, other in permutations(means, 2):
        for i in one.keys() & other.keys():
            products += (one[i] - fmean(one.values())) * (other[i] - fmean(other.values()))
            expected += (1 - 1 / len(one)) * (1 - 1 / len(other))
            expected += len((one.keys() & other.keys()) - {i}) / len(one) / len(other)
    people = {i for panel in means for i in panel}
    info = [sum(1 - 1 / len(panel) for panel in means if i in panel) for i in people]
    if expected < 1e-6:
        return PRIORS["severity"], 0.0
    error = 2 / (len(people) - 1) * (PRIORS["severity"] + PRIORS["card"] / (sum(x * x for x in info) / sum(info))) ** 2
    trust = 1 / (1 + error / PRIORS["severity"] ** 2)
    return max(trust * products / expected + (1 - trust) * PRIORS["severity"], 1e-4 * 16 / 9), trust


def _ratings(panels: Rated) -> tuple[float, float]:
    apart = [{i: {k: y - fmean(own.values()) for k, y in own.items()} for i, own in panel.items()} for panel in panels]
    products = [
        2 * one[k] * other[k]
        for panel in apart
        for one, other in combinations(panel.values(), 2)
        for k in one.keys() & other.keys()
    ]
    cards = [own for panel in apart for own in panel.values()]
    ratings, freedom = sum(map(len, cards)), sum(len(own) - 1 for own in cards)
    if ratings < 50 or not freedom:
        return 0.16, 0.36
    pairs = 2 * len(products)
    shared = sum(products) / pairs / max(fmean(1 - 1 / len(own) for own in cards), 0.3) if pairs else 0.16
    single = sum(d * d for own in cards for d in own.values()) / freedom - shared
    competency = (200 * 0.16 + pairs / 4 * shared) / (200 + pairs / 4)
    return max(competency, 0.01 * 16 / 9), max((200 * 0.36 + ratings * single) / (200 + ratings), 0.03 * 16 / 9)


def pinned(panels: list[list[Scorecard]]) -> PinnedHistory:
    found = pinned_history(closed(panels))
    assert found is not None
    return found


@settings(max_examples=40)  # every pair of panels is looked at
@given(histories())
def test_the_six_numbers_follow_their_definitions_written_a_second_time(panels: list[list[Scorecard]]) -> None:
    again = written_again(rated(panels))
    for name, figure in pinned(panels).model_dump(exclude={"candidates"}).items():
        assert figure == pytest.approx(again[name], abs=5.1e-3 if name.startswith("pool") else 1.1e-4)


@given(st.data(), histories())
def test_neither_the_order_of_panels_nor_names_change_a_figure(
    data: st.DataObject, panels: list[list[Scorecard]]
) -> None:
    moved = data.draw(st.permutations([data.draw(st.permutations(cards)) for cards in panels]))
    names = dict(zip([f"U{n}" for n in range(6)], data.draw(st.permutations([f"W{n}" for n in range(6)])), strict=True))
    renamed = [[each.model_copy(update={"interviewer": names[each.interviewer]}) for each in cards] for cards in moved]
    assert pinned(renamed) == pinned(panels)


@given(histories())
def test_the_same_panels_read_back_from_json_give_the_same_figures(panels: list[list[Scorecard]]) -> None:
    kept = [ClosedPanel.model_validate_json(panel.model_dump_json()) for panel in closed(panels)]
    assert pinned_history(kept) == pinned(panels)


@given(histories())
def test_every_variance_is_above_its_floor_and_the_pool_lies_on_the_scale(panels: list[list[Scorecard]]) -> None:
    found = pinned(panels)
    assert 1 <= found.pool_mean <= 5
    assert found.severity >= 1e-4
    assert min(found.halo, found.competency, found.noise, found.pool_variance) >= 0.0177


def test_the_figures_before_and_after_one_candidate_closes_don_t_tell_that_one_s_mean() -> None:
    """Whoever reads both may take the one from the other: nearly all that the newest may have been reads the same."""
    random = Random(1)  # noqa: S311 – the same panels in every run
    before = [_panel(random, dict.fromkeys(("U1", "U2", "U3", "U4", "U5"), 0)) for _ in range(29)]
    newest = [
        [card("U1", [rating, *[3] * 4]), card("U2", [3, 3, other, 3, 3])] for rating in (2, 3, 4) for other in (2, 4)
    ]
    found = [pinned([*before, panel]) for panel in newest]
    assert len({(each.pool_mean, each.pool_variance) for each in found}) <= 2


@given(histories(least=1))
def test_fewer_than_ten_candidates_say_nothing(panels: list[list[Scorecard]]) -> None:
    assert pinned_history(closed(panels[:9])) is None


def test_a_panel_that_rated_nothing_leaves_nothing() -> None:
    assert closed_panel([card("Ana", [])], RUBRIC) is None


def test_panels_of_one_say_nothing_of_strictness() -> None:
    alone = [[card("Ana", [3, 4, 3, 4, 2], "yes")] for _ in range(12)]
    assert pinned(alone).severity == 0.16


def test_the_more_people_always_agree_the_less_strictness_is_allowed_for() -> None:
    agreed = [[card(f"U{n % 40}", [3] * 5, "yes"), card(f"U{(n + 1) % 40}", [3] * 5, "yes")] for n in range(800)]
    severities = [pinned(agreed[:number]).severity for number in (10, 100, 800)]
    assert severities == sorted(severities, reverse=True)
    assert severities[-1] < 0.03


def mean_found(mode: Mode, name: str) -> float:
    """What forty panels of each of six worlds say on average."""
    worlds = [World(mode, seed) for seed in range(6)]
    found = [pinned_history(closed([list(case.scorecards) for case in w.cases(40)], w.rubric)) for w in worlds]
    return fmean(getattr(each, name) for each in found)


def test_strictness_is_found_where_there_is_any() -> None:
    none, usual = mean_found(EVEN_HANDED, "severity"), mean_found(BASE, "severity")
    much = mean_found(Mode("sev50", severity=0.50), "severity")
    assert none < 0.06
    assert 0.12 < usual < 0.24
    assert much > 0.30


def test_the_pool_is_found_as_wide_as_its_candidates_truly_lie_apart() -> None:
    true = fmean(variance([case.truth for case in World(BASE, seed).cases(150)]) for seed in range(6))
    assert mean_found(BASE, "pool_variance") == pytest.approx(true, rel=0.2)
