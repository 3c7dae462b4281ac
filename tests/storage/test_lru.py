"""What is remembered is what was asked for last, and never more than so much."""

from concurrent.futures import ThreadPoolExecutor

from hypothesis import given
from hypothesis import strategies as st

from storage.lru import Lru


@given(st.integers(1, 4), st.lists(st.tuples(st.booleans(), st.integers(0, 6))))
def test_it_holds_the_last_ones_asked_for(most: int, steps: list[tuple[bool, int]]) -> None:
    kept: Lru[int, str] = Lru(most)
    recent: list[int] = []
    for puts, key in steps:
        if puts:
            kept.put(key, str(key))
        else:
            assert kept.get(key) == (str(key) if key in recent else None)
        if puts or key in recent:
            recent = [*(each for each in recent if each != key), key][-most:]
        assert len(kept) == len(recent)


def test_threads_do_not_break_it() -> None:
    kept: Lru[int, int] = Lru(3)

    def use(number: int) -> bool:
        kept.put(number % 7, number % 7)
        return kept.get(number % 5) in {None, number % 5}

    with ThreadPoolExecutor(4) as threads:
        assert all(threads.map(use, range(2_000)))
    assert len(kept) == 3
