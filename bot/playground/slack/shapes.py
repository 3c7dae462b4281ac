"""Small checks that combine into the shapes of Block Kit; each names its problems with a JSON pointer."""

from collections.abc import Callable
from typing import Any

from bot.playground.slack.workspace import Json

Problems = list[str]
Check = Callable[[Any, str, Problems], None]
Fields = dict[str, Check]


def problem(problems: Problems, words: str, path: str) -> None:
    """Add one problem as Slack writes it."""
    problems.append(f"[ERROR] {words} [json-pointer:{path}]")


def string(most: int, least: int = 1) -> Check:
    """Accept a string of `least` to `most` characters."""

    def check(value: Any, path: str, problems: Problems) -> None:
        if not isinstance(value, str):
            problem(problems, "must be a string", path)
        elif len(value) > most:
            problem(problems, f"must be less than {most + 1} characters", path)
        elif len(value) < least:
            problem(problems, f"must be more than {least - 1} characters", path)

    return check


def number(least: float, most: float, *, whole_only: bool = False) -> Check:
    """Accept a number within bounds, and never a boolean."""

    def check(value: Any, path: str, problems: Problems) -> None:
        if not isinstance(value, int if whole_only else (int, float)) or isinstance(value, bool):
            problem(problems, "must be a whole number" if whole_only else "must be a number", path)
        elif not least <= value <= most:
            problem(problems, f"must be between {least} and {most}", path)

    return check


def whole(least: int, most: int) -> Check:
    """Accept a whole number within bounds."""
    return number(least, most, whole_only=True)


def boolean(value: Any, path: str, problems: Problems) -> None:
    """Accept true and false."""
    if not isinstance(value, bool):
        problem(problems, "must be a boolean", path)


def one_of(*allowed: str) -> Check:
    """Accept one of these strings."""

    def check(value: Any, path: str, problems: Problems) -> None:
        if value not in allowed:
            problem(problems, f"must be one of: {', '.join(allowed)}", path)

    return check


def listed(item: Check, most: int, least: int = 1) -> Check:
    """Accept a list of `least` to `most` items that each pass."""

    def check(value: Any, path: str, problems: Problems) -> None:
        if not isinstance(value, list):
            problem(problems, "must be a list", path)
            return
        if len(value) > most:
            problem(problems, f"no more than {most} items allowed", path)
        if len(value) < least:
            problem(problems, f"must provide at least {least} items", path)
        for index, part in enumerate(value):
            item(part, f"{path}/{index}", problems)

    return check


def record(required: Fields, optional: Fields | None = None) -> Check:
    """Accept an object with these fields and no others; a null is not an absent field."""
    known = {**required, **(optional or {})}

    def check(value: Any, path: str, problems: Problems) -> None:
        if not isinstance(value, dict):
            problem(problems, "must provide an object", path)
            return
        for name in required:
            if name not in value:
                problem(problems, f"missing required field: {name}", path)
        for name, part in value.items():
            if name in known:
                known[name](part, f"{path}/{name}", problems)
            else:
                problem(problems, f"invalid additional property: {name}", path)

    return check


def typed(kinds: dict[str, Check], what: str) -> Check:
    """Accept an object whose `type` is known, and check it as that."""

    def check(value: Any, path: str, problems: Problems) -> None:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(kind, str) or kind not in kinds:
            problem(problems, f"unsupported type: {what} {kind!r}", f"{path}/type")
            return
        kinds[kind]({name: part for name, part in value.items() if name != "type"}, path, problems)

    return check


def both(*checks: Check) -> Check:
    """Accept what passes every one of these checks."""

    def check(value: Any, path: str, problems: Problems) -> None:
        for one in checks:
            one(value, path, problems)

    return check


def exactly_one(*names: str) -> Check:
    """Accept an object with exactly one of these fields."""

    def check(value: Any, path: str, problems: Problems) -> None:
        if isinstance(value, dict) and sum(name in value for name in names) != 1:
            problem(problems, f"must define either {' or '.join(f'`{name}`' for name in names)}", path)

    return check


def plain_text(most: int) -> Check:
    """Accept a plain_text object."""
    return typed({"plain_text": record({"text": string(most)}, {"emoji": boolean})}, "text")


def either_text(most: int) -> Check:
    """Accept a plain_text or an mrkdwn object; `emoji` belongs to the one and `verbatim` to the other."""
    mrkdwn = record({"text": string(most)}, {"verbatim": boolean})
    plain = record({"text": string(most)}, {"emoji": boolean})
    return typed({"plain_text": plain, "mrkdwn": mrkdwn}, "text")


def described(value: Json, check: Check, path: str = "") -> Problems:
    """Return every problem a check finds."""
    problems: Problems = []
    check(value, path, problems)
    return problems
