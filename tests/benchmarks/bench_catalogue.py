"""Measures loading the built-in catalogue, beside merely parsing the same files; a script, not a test.

python tests/benchmarks/bench_catalogue.py [ROUNDS]
"""

import statistics
import sys
import time
from collections.abc import Callable

import yaml

from rubrics.authoring.definition_files import OVERLAID
from rubrics.authoring.loader import BUILT_IN, load_catalogue
from rubrics.authoring.yaml_text import LOADER, parse
from rubrics.catalogue.model import Rubric


def median_ms(work: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Return the median and the best time of some rounds, in milliseconds; on a busy machine, the best says more."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times), min(times)


def main(rounds: int) -> None:
    """Print the times and their ratios."""
    start = time.perf_counter()
    catalogue = load_catalogue()
    first = 1000 * (time.perf_counter() - start)
    files = [file for file in BUILT_IN.rglob("*.yaml") if file.relative_to(BUILT_IN).parts[0] not in OVERLAID]
    texts = [file.read_text(encoding="utf-8") for file in files]
    kept = [rubric.model_dump_json() for rubric in catalogue.rubrics.values()]
    plain, _ = median_ms(lambda: [yaml.load(text, Loader=LOADER) for text in texts], rounds)  # noqa: S506 - the C twin of SafeLoader
    rows = {
        "load_catalogue()": load_catalogue,
        "parse, with lines and refusals": lambda: [parse(text, "x") for text in texts],
        "read all rubrics back from JSON": lambda: [Rubric.model_validate_json(text) for text in kept],
    }
    kilobytes = sum(map(len, texts)) / 1000
    print(f"{len(files)} files, {kilobytes:.0f} kB, {len(catalogue.rubrics)} rubrics; first load here {first:.0f} ms")
    print(f"{LOADER.__name__ + ' alone':<34}{plain:7.1f} ms   1.00 ×")
    for name, work in rows.items():
        median, best = median_ms(work, rounds)
        print(f"{name:<34}{median:7.1f} ms {median / plain:6.2f} ×   best {best:.1f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
