"""Signals hold facts: what stood in them as sentences becomes keys and figures, and no number changes."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

SIGNALS = sa.table(
    "signals", sa.column("loop_id", sa.String), sa.column("revision", sa.Integer), sa.column("content", sa.JSON)
)
Content = dict[str, Any]

# What the sentences said when they were stored. They are repeated here, since a migration must not change with the
# program, and read strictly: a sentence that fits none of them stops the migration rather than losing what it said.
OVERRULED = {
    "contradiction": re.compile(r"^The recommendations contradict each other \(.+\): (.+) becomes .+\.$"),
    "floor": re.compile(r"^A must-have is below the floor that the rubric declares, so (.+?) becomes lean no: "),
}
FEW = re.compile(r"^(?:No|\d+) scorecards? with ratings so far; the rubric asks for (\d+)\.$")
LITTLE = re.compile(r"^Of the rubric's weight, (?:none|\d+%) was rated; 70% is needed\.$")
WIDE = re.compile(r"^With who rated what, the score could be off by ±\d+\.\d\d; at most ±0\.60 is allowed\.$")
MORE = re.compile(r"^(\d+) more (scorecard|interviewer)s?(?: on every competency)? would cure it\.$")
SOMEBODY = re.compile(r"^Somebody on (.+) would cure it\.$", re.DOTALL)
MANY = "Several more interviewers on every competency would cure it."
Z80 = 1.2816


def upgrade() -> None:
    """Turn the sentences of every stored signal into facts."""
    connection = op.get_bind()
    for row in connection.execute(sa.select(SIGNALS)).all():
        here = (SIGNALS.c.loop_id == row.loop_id) & (SIGNALS.c.revision == row.revision)
        connection.execute(sa.update(SIGNALS).where(here).values(content=facts_of(row.content)))


def downgrade() -> None:
    """Refuse to go back while there are signals: the program before this one reads sentences that are gone."""
    if op.get_bind().execute(sa.select(sa.func.count()).select_from(SIGNALS)).scalar_one():
        message = "signals are stored that the version before this one cannot read; restore a backup instead"
        raise RuntimeError(message)


def facts_of(content: Content) -> Content:
    """Return a signal's content without sentences; raises ValueError for a sentence that no version ever wrote."""
    facts = {key: value for key, value in content.items() if key != "neighbouring_bars"}
    return {
        **facts,
        "decided_by": _reason(content["decided_by"]),
        "shortfalls": [_shortfall(content, shortfall) for shortfall in content["shortfalls"]],
        "disagreements": [
            {"topic": topic["topic"], "competency": topic["competency"]} for topic in content["disagreements"]
        ],
        "by_item": [
            {**item, "name": None if item["item"] == "overall" else item["name"]} for item in content["by_item"]
        ],
        "neighboring_bars": content["neighbouring_bars"],
    }


def _reason(reason: Mapping[str, str]) -> Content:
    rule, sentence = reason["rule"], reason["sentence"]
    if rule not in OVERRULED:
        return {"rule": rule, "overruled": None}
    return {"rule": rule, "overruled": _matched(OVERRULED[rule], sentence)[1].replace(" ", "_")}


def _shortfall(content: Content, shortfall: Mapping[str, str]) -> Content:
    reason = shortfall["reason"]
    remedy = _remedy(content, shortfall["cure"])
    if few := FEW.match(reason):
        measured, needed = float(content["scorecards"]), float(few[1])
        return {"lack": "scorecards", "measured": measured, "needed": needed, "remedy": remedy}
    if LITTLE.match(reason):
        share = content["coverage"]["share"]
        return {"lack": "weight_rated", "measured": share, "needed": 0.7, "remedy": remedy}
    _matched(WIDE, reason)
    # The sentence holds two decimals, the standard error all of them.
    width = Z80 * content["standard_error"]["design"]
    return {"lack": "precision", "measured": width, "needed": 0.6, "remedy": remedy}


def _remedy(content: Content, cure: str) -> Content:
    if more := MORE.match(cure):
        return {"kind": f"more_{more[2]}s", "number": int(more[1]), "competencies": []}
    if cure == MANY:
        return {"kind": "many_interviewers", "number": None, "competencies": []}
    named = _named(content, _matched(SOMEBODY, cure)[1])
    return {"kind": "rate_competencies", "number": None, "competencies": named}


def _named(content: Content, names: str) -> list[str]:
    """Return the competencies that a list of names means.

    A name may hold commas and “and”, so that a list cannot be taken apart: the lists that a remedy could name are put
    together instead, all that no one rated or the heaviest of them, until one reads the same.
    """
    missing = [one for one in content["competencies"] if one["id"] in content["coverage"]["not_assessed"]]
    heaviest = sorted(missing, key=lambda one: -one["share"])
    for chosen in (missing, *(heaviest[:number] for number in range(1, len(heaviest) + 1))):
        if chosen and _listed([one["name"] for one in chosen]) == names:
            return [one["id"] for one in chosen]
    message = f"no competency of this signal is meant by: {names}"
    raise ValueError(message)


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _matched(pattern: re.Pattern[str], sentence: str) -> re.Match[str]:
    match = pattern.match(sentence)
    if match is None:
        message = f"no signal ever said: {sentence}"
        raise ValueError(message)
    return match
