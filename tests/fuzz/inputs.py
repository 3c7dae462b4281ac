"""Hostile requests, each drawn from one seed: texts behind commands, payloads mutated or forged, and no payloads."""

import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

Json = dict[str, Any]
FORM, JSON = "application/x-www-form-urlencoded", "application/json"

TEXTS = (
    "",
    " ",
    "\0",
    "a\0b",
    "\ud800",
    "\u202e\u2066\u200b",
    "<!channel> <@U0IVAN> @here #general",
    "&lt;b&gt; &amp;amp; <script>",
    "*_~`>",
    "{{ 7 * 7 }}{% block x %}",
    "'; DROP TABLE loops; --",
    "%s %d %(x)s {0} {x}",
    "../../etc/passwd",
    "－１２３",
    "9" * 400,
    "-1",
    "NaN",
    "x" * 3001,
    "é" * 300,
    "🙂" * 100,
    "a\n\n\nb\tc",
    "“smart” ‘quotes’",
    "help",
    "None",
    "[]",
)
"""Each of a sort that breaks some program: empty, unprintable, markup, code, numbers, too long, not ASCII."""
WORDS = (
    "list",
    "show",
    "new",
    "edit",
    "cancel",
    "record",
    "csv",
    "json",
    "help",
    "compare",
    "diff",
    "pay",
    "and",
    "vs",
)
SENIORITY = ("junior", "mid", "senior", "staff", "principal", "sr", "entry level", "level 9")
RATINGS = ("0", "6", "9", "-1", "3.5", "1e9", "5 ", "not_assessed", "assessed", "", "٣", "strong_yes", "maybe")
"""What a forged scorecard rates or recommends."""
STRANGE: tuple[Any, ...] = (None, True, 0, -1, 9, 10**30, 1.5, [], {}, [[]], [None], {"id": 1}, "", "x")
DEPTHS = (10, 200, 900, 5000)
"""Levels of nesting: harmless, odd, more than Python's JSON reader takes by a little, and by far."""
NESTED = (1, 10, 150)
"""Levels that one change adds: four of the deepest, one in another, are what Python still writes as JSON."""
KINDS = (
    "block_actions",
    "view_submission",
    "view_closed",
    "block_suggestion",
    "message_action",
    "shortcut",
    "event_callback",
    "url_verification",
    "dialog_submission",
    "interactive_message",
    "workflow_step_edit",
    "something_new",
)


BY_IVAN = '"team": {"id": "T0LOCAL"}, "user": {"id": "U0IVAN"}, "trigger_id": "1.1.a"'
CLICKED = f'{{"type": "block_actions", {BY_IVAN}, "actions": [{{"action_id": "read_signal", "value": %s}}]}}'
POSTED = f'{{"type": "message_action", {BY_IVAN}, "callback_id": "jd_review_message", "message": {{"text": %s}}}}'
"""Payloads with room for something too deep to be built as a value."""


@dataclass(frozen=True)
class Input:
    """One request: what kind of input it is, its body as bytes would carry it, and what it was made of."""

    sort: str
    body: str
    content_type: str = FORM
    payload: Json = field(default_factory=dict)


def interaction(sort: str, payload: Json) -> Input:
    """Return a payload as Slack delivers it: a command as a form, an event as JSON, the rest as JSON in a form."""
    if "command" in payload:
        form = {name: value if isinstance(value, str) else json.dumps(value) for name, value in payload.items()}
        return Input(sort, urlencode(form, errors="replace"), FORM, payload)
    if payload.get("type") in ("event_callback", "url_verification"):
        return Input(sort, json.dumps(payload), JSON, payload)
    return Input(sort, urlencode({"payload": json.dumps(payload)}), FORM, payload)


class Inputs:
    """Draws inputs from genuine payloads, the names that the app answers, and one seed.

    `ticketed` gives a payload a trigger that Slack would still take, so that most inputs get as far as they can.
    """

    def __init__(
        self,
        seed: str,
        payloads: Mapping[str, Sequence[Json]],
        names: Sequence[str],
        words: Sequence[str],
        ticketed: Callable[[Json], None],
    ) -> None:
        self.dice = random.Random(seed)  # noqa: S311 – inputs, no secret
        self._payloads = {name: list(like_it) for name, like_it in payloads.items()}
        self._interactions = sorted(name for name in self._payloads if not name.startswith("/"))
        self._commands = sorted(name for name in self._payloads if name.startswith("/"))
        self._names, self._words, self._ticketed = names, words, ticketed

    def draw(self) -> Input:
        """Return the next input."""
        sorts = (self.command, self.genuine, self.mutated, self.rated, self.filled, self.forged, self.nonsense)
        return self.dice.choices(sorts, (30, 4, 37, 7, 6, 12, 4))[0]()

    def command(self) -> Input:
        """Return a command with a hostile text."""
        payload = deepcopy(self.dice.choice(self._payloads[self.dice.choice(self._commands)]))
        payload["text"] = self._typed(payload["text"])
        if self.dice.random() < 0.03:
            payload["command"] = self.dice.choice(("/unheard", "", "/" + "x" * 300, "/rubric ", "<!here>"))
        if self.dice.random() < 0.05:
            self._mutate(payload)
        self._ticketed(payload)
        return interaction("command", payload)

    def _typed(self, before: str) -> str:
        kept = before.split()[: self.dice.randint(0, 3)]
        more = [self._word() for _ in range(self.dice.choice((0, 1, 1, 2, 3, 12)))]
        typed = [*kept, *more]
        if self.dice.random() < 0.1:
            self.dice.shuffle(typed)
        return self.dice.choice((" ", " ", " ", "  ", "\n")).join(typed)

    def _word(self) -> str:
        return self.dice.choice((*self.dice.sample(TEXTS, 4), *self.dice.sample(self._words, 4), *WORDS, *SENIORITY))

    def genuine(self) -> Input:
        """Return a payload as it was, sent once more."""
        return self._sent("genuine", self._some())

    def mutated(self) -> Input:
        """Return a genuine payload with something wrong in it."""
        payload = self._some()
        self._ticketed(payload)
        for _ in range(self.dice.choice((1, 1, 1, 2, 4))):
            self._mutate(payload)
        return interaction("mutated", payload)

    def rated(self) -> Input:
        """Return a scorecard with ratings, recommendations and competencies that no form offers."""
        names = [name for name in self._interactions if name.split()[-1] in ("scorecard", "rating", "recommendation")]
        payload = deepcopy(self.dice.choice(self._payloads[self.dice.choice(names)]))
        values = payload["view"]["state"]["values"]
        for block in list(values):
            for element in values[block].values():
                if self.dice.random() < 0.5 and "selected_option" in element:
                    element["selected_option"] = {"value": self.dice.choice(RATINGS)}
            if self.dice.random() < 0.1:
                values[self.dice.choice(("rating:unknown", "evidence:", "rating:", "x" * 255))] = values.pop(block)
        payload["view"]["id"] = f"V{self.dice.randrange(10**9)}"  # else it is a submit that came before
        return self._sent("rated", payload)

    def filled(self) -> Input:
        """Return a form whose texts are what its fields would not take."""
        names = [name for name in self._interactions if name.startswith("view_submission")]
        payload = deepcopy(self.dice.choice(self._payloads[self.dice.choice(names)]))
        for block in payload["view"]["state"]["values"].values():
            for element in block.values():
                if "value" in element and self.dice.random() < 0.5:
                    element["value"] = self._value()
        payload["view"]["id"] = f"V{self.dice.randrange(10**9)}"  # else it is a submit that came before
        return self._sent("filled", payload)

    def forged(self) -> Input:
        """Return a payload made up of names the app answers, and of parts that are there or not."""
        name, value = self.dice.choice(self._names), self._value()
        payload: Json = {
            "type": self.dice.choice((*KINDS[:7], *KINDS)),
            "team": {"id": "T0LOCAL"},
            "user": {"id": self.dice.choice(("U0IVAN", "U0RITA", "U0NOBODY")), "team_id": "T0LOCAL"},
            "actions": [{"action_id": name, "block_id": "b", "value": value, "action_ts": "1.1"}],
            "view": {
                "id": "V1",
                "type": self.dice.choice(("modal", "home")),
                "callback_id": name,
                "private_metadata": value,
                "state": {"values": {"reason": {"reason": {"type": "plain_text_input", "value": value}}}},
            },
            "message": {"text": value, "user": "U0RITA", "ts": "1.1"},
            "callback_id": name,
            "action_id": name,
            "value": value,
            "event": {"type": name, "user": "U0RITA"},
            "team_id": "T0LOCAL",
            "trigger_id": "1.1.a",
        }
        for part in self.dice.sample(sorted(payload), self.dice.randint(0, 6)):
            del payload[part]
        self._ticketed(payload)
        for _ in range(self.dice.choice((0, 0, 1, 2))):
            self._mutate(payload)
        return interaction("forged", payload)

    def nonsense(self) -> Input:
        """Return a body that is no payload at all."""
        deep = self.dice.choice(DEPTHS)
        if self.dice.random() < 0.2:
            return self._too_deep(deep)
        bodies = (
            ("payload=", FORM),
            ("payload=" + quote(json.dumps(self._some())[: self.dice.randint(1, 400)]), FORM),
            ("payload=" + "[" * deep + "]" * deep, FORM),
            ("payload=" + '{"view":' * deep + "1" + "}" * deep, FORM),
            ("{" * deep, JSON),
            (json.dumps(self.dice.choice(STRANGE)), JSON),
            ("payload=" + quote(json.dumps(self.dice.choice(STRANGE))), FORM),
            ('{"type": "event_callback", "event": ' + "9" * 5000 + "}", JSON),
            ("&&==%%%zz", FORM),
            ("", FORM),
            ("ssl_check=1", FORM),
            ("command", FORM),
            ("command=%2Frubric&command=%2Fjd&text=%FF%FE%00", FORM),
            ("x" * self.dice.choice((10, 100_000)), self.dice.choice((FORM, JSON, "text/plain"))),
        )
        body, content_type = self.dice.choice(bodies)
        return Input("nonsense", body, content_type)

    def _too_deep(self, deep: int) -> Input:
        kind, text = self.dice.choice((("block_actions", CLICKED), ("message_action", POSTED)))
        nested = self.dice.choice(("[" * deep + "]" * deep, '{"elements":' * deep + "1" + "}" * deep))
        return Input("nonsense", "payload=" + quote(text % nested), FORM, {"type": kind})

    def _some(self) -> Json:
        return deepcopy(self.dice.choice(self._payloads[self.dice.choice(self._interactions)]))

    def _sent(self, sort: str, payload: Json) -> Input:
        self._ticketed(payload)
        return interaction(sort, payload)

    def _mutate(self, payload: Json) -> None:
        """Change one place of a payload: take it away, or put something else there."""
        places = list(_places(payload))
        if not places:
            return
        holder, key = self.dice.choice(places)
        if self.dice.random() < 0.3 and isinstance(holder, dict):
            del holder[key]
        elif self.dice.random() < 0.1 and isinstance(holder, list):
            holder.append(deepcopy(holder[key]))
        else:
            holder[key] = self._instead_of(holder[key])

    def _instead_of(self, value: Any) -> Any:
        draw = self.dice.random()
        if draw < 0.35:
            return self._value()
        if draw < 0.45:
            return self._from_elsewhere()
        if draw < 0.5:
            nested: Any = value
            for _ in range(self.dice.choice(NESTED)):
                nested = [nested] if self.dice.random() < 0.5 else {"elements": nested}
            return nested
        if draw < 0.55 and isinstance(value, str):
            return value + self.dice.choice(TEXTS)
        return deepcopy(self.dice.choice(STRANGE))

    def _value(self) -> str:
        values = (*TEXTS, *RATINGS, *self._names, *self._words, "x:y", ":", "0:1:2", "-9 role", "12345678901")
        return self.dice.choice(values)

    def _from_elsewhere(self) -> Any:
        holder, key = self.dice.choice(list(_places(self._some())))
        return holder[key]


def _places(part: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every place of a payload, as the container and the key in it."""
    inner = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for key, value in list(inner):
        yield part, key
        yield from _places(value)
