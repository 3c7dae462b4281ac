"""Measures the speed of JD review beside one regular expression per phrase over the same lists; a script, not a test.

`make jd-bench`, or python -m tests.benchmarks.bench_jd [ROUNDS]
"""

import re
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from rubrics.jd import review_jd
from rubrics.jd.knowledge.knowledge import Knowledge
from rubrics.jd.text.matcher import phrases_of
from tests.built_in import KNOWLEDGE

TODAY = date(2026, 11, 21)
SYNTHETIC = Path(__file__).parent.parent / "rubrics" / "jd" / "synthetic"
USUAL_WORDS = 760
HOSTILE = {
    "one letter": "a" * 200_000,
    "spaces": " " * 200_000,
    "opening brackets": "<" * 200_000,
    "nested tags": "<b><i>" * 33_000,
    "entities": "&amp;" * 40_000,
    "amounts": "$1,000 - " * 22_000,
    "years": "5+ years of " * 16_000,
    "headings": "Requirements:\n" * 14_000,
    "bullets": "- agents\n" * 22_000,
    "full stops": ". " * 100_000,
    "digits": "1" * 200_000,
    "quotes": "\"'" * 100_000,
    "zero width": "\u200b" * 200_000,
    "right to left": "\u202eagent " * 28_000,
    "links": "[a](http://x " * 15_000,
    "comments": "<!-- " * 40_000,
    "blanks": "{{" * 100_000,
    "one word of every list": "agent not " * 20_000,
}


def usual_text() -> str:
    """A text of about 760 words, made of our own postings under the title of the first."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(SYNTHETIC.glob("*.txt"))]
    words = 0
    chosen: list[str] = []
    for text in texts:
        chosen.append(text.partition("\n")[2] if chosen else text)  # a second title would begin a second posting
        words += len(text.split())
        if words >= USUAL_WORDS:
            break
    return "\n".join(chosen)


def best_ms(work: Callable[[], object], rounds: int) -> tuple[float, float]:
    """The median and the best time, in milliseconds of processor time: other work on the machine does not count."""
    times: list[float] = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append((time.process_time() - start) * 1000)
    return statistics.median(times), min(times)


def naive(knowledge: Knowledge) -> list[re.Pattern[str]]:
    """One regular expression for each phrase of the same lists."""
    phrases = {phrase for _, patterns in knowledge.lists for pattern in patterns for phrase in phrases_of(pattern)}
    return [re.compile(r"\b" + re.escape(phrase) + r"s?\b", re.IGNORECASE) for phrase in sorted(phrases) if phrase]


def main() -> int:
    """Print every figure."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    knowledge = KNOWLEDGE
    text = usual_text()
    review_jd(KNOWLEDGE, text, today=TODAY)
    median, best = best_ms(lambda: review_jd(KNOWLEDGE, text, today=TODAY), rounds)
    patterns = naive(knowledge)
    slow, slow_best = best_ms(lambda: [pattern.search(text) for pattern in patterns], max(3, rounds // 10))
    out = sys.stdout.write
    out(f"{len(text.split())} words, whole review: median {median:.1f} ms, best {best:.1f} ms\n")
    out(f"one regular expression for each of {len(patterns)} phrases: median {slow:.0f} ms, best {slow_best:.0f} ms\n")
    for size in (25_000, 50_000, 100_000, 200_000):
        long_text = (text * (size // len(text) + 1))[:size]
        out(f"{size:>8,} characters: {best_ms(partial(review_jd, KNOWLEDGE, long_text, today=TODAY), 3)[1]:.0f} ms\n")
    for name, hostile in HOSTILE.items():
        out(f"hostile, {name:<24}{best_ms(partial(review_jd, KNOWLEDGE, hostile, today=TODAY), 1)[1]:>7.0f} ms\n")
    tracemalloc.start()
    review_jd(KNOWLEDGE, (text * 60)[:200_000], today=TODAY)
    out(f"memory at its peak for 200,000 characters: {tracemalloc.get_traced_memory()[1] / 1e6:.0f} MB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
