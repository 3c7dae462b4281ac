"""A request finds its one answer by the id it carries, and whatever it holds, looking never fails."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.serving.declared import declared_routes
from bot.slack.routes import LONGEST_NAME, Kind, Request, Routes, kind_of, name_of


def answering(says: str):
    """Return a route that says this."""

    def route(request: Request) -> dict[str, str]:
        return {"text": says}

    return route


@pytest.fixture
def routes() -> Routes:
    routes = Routes()
    for name in ("open", "open:diff", "turn"):
        routes.add(Kind.CLICK, name, answering(name))
    return routes


def clicked(action_id: object) -> dict[str, object]:
    return {"type": "block_actions", "actions": [{"action_id": action_id}]}


@pytest.mark.parametrize(
    ("action_id", "answered_by"),
    [
        ("open", "open"),
        ("open:role", "open"),
        ("open:diff", "open:diff"),
        ("open:diff:back", "open:diff"),
        ("open:different", "open"),
        ("turn:pay:on", "turn"),
    ],
)
def test_an_id_answers_its_variants_and_the_longer_wins(routes: Routes, action_id: str, answered_by: str) -> None:
    route = routes.find(clicked(action_id))
    assert route is not None
    assert route(None) == {"text": answered_by}


@pytest.mark.parametrize("action_id", ["opened", "ope", "", ":", ":open", "no:open", 7, None, ["open"], "open:" * 99])
def test_another_id_is_answered_by_nothing(routes: Routes, action_id: object) -> None:
    assert routes.find(clicked(action_id)) is None


def test_each_kind_of_payload_has_ids_of_its_own(routes: Routes) -> None:
    routes.add(Kind.SUBMIT, "open", answering("form"))
    route = routes.find({"type": "view_submission", "view": {"callback_id": "open"}})
    assert route is not None
    assert route(None) == {"text": "form"}


def test_an_id_registered_twice_fails_with_its_name(routes: Routes) -> None:
    with pytest.raises(ValueError, match=r"two listen for block_actions turn"):
        routes.add(Kind.CLICK, "turn", answering("again"))


def test_the_rooms_take_no_id_twice_and_answer_every_kind() -> None:
    routes = declared_routes()
    assert all(routes.names(kind) for kind in Kind)


@pytest.mark.parametrize(
    ("body", "kind", "name"),
    [
        ({"command": "/loop", "text": "new"}, "command", "/loop"),
        ({"type": "event_callback", "event": {"type": "app_home_opened"}}, "event_callback", "app_home_opened"),
        ({"type": "block_suggestion", "action_id": "role", "view": {"callback_id": "x"}}, "block_suggestion", "role"),
        ({"type": "message_action", "callback_id": "jd"}, "message_action", "jd"),
        ({"type": ["x"]}, "unknown", None),
        ({"type": "view_submission", "view": {"callback_id": "f" * (LONGEST_NAME + 1)}}, "view_submission", None),
    ],
)
def test_a_payload_tells_its_kind_and_its_id(body: dict[str, object], kind: str, name: str | None) -> None:
    assert (kind_of(body), name_of(body)) == (kind, name)


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
)
PARTS = st.sampled_from(["command", "type", "actions", "action_id", "event", "view", "callback_id"])


@given(st.dictionaries(PARTS, ANY_JSON | st.sampled_from([kind.value for kind in Kind])))
def test_looking_never_fails_whatever_a_payload_holds(body: dict[str, object]) -> None:
    assert declared_routes().find(body) is None or name_of(body) is not None
