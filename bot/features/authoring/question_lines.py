"""A question as one writes it in a field: what is asked, follow-ups behind a dash, and what to listen for by rating.

It is written as a cell of a sheet is, so that who knows the one knows the other.
"""

from typing import Any

from rubrics.authoring.sheet_lines import follow_up_line, line_for, lines_of, sign_line
from rubrics.authoring.written_out import Written


def off_scale(text: str, top: int) -> int | None:
    """Return the first rating that a line says what to listen for at, and that is not between a scale's ends."""
    ratings = (int(said.rating) for said in lines_of(text, rated=True) if said.rating)
    return next((rating for rating in ratings if not 1 < rating < top), None)


def lines_of_question(question: Written) -> str:
    """Return a question as the lines of a field."""
    listen = question.get("listen_for", {})
    lines = [line_for(question.get("ask", ""))]
    lines += [follow_up_line(text) for text in question.get("follow_ups", ())]
    lines += [sign_line(int(rating), listen[rating]) for rating in sorted(listen)]
    return "\n".join(lines)


def question_of(text: str, known: Written | None) -> Written:
    """Return the question that the lines of a field say; what a field does not show stays as it was known."""
    asked: list[str] = []
    follow_ups: list[str] = []
    listen: dict[str, Any] = {}
    for said in lines_of(text, rated=True):
        if said.rating:
            listen[said.rating] = said.text
        elif said.is_follow_up:
            follow_ups.append(said.text)
        else:
            asked.append(said.text)
    kept = {name: value for name, value in (known or {}).items() if name == "sources"}
    question: Written = {**kept, "ask": " ".join(asked)}
    if follow_ups:
        question["follow_ups"] = follow_ups
    if listen:
        question["listen_for"] = listen
    return question
