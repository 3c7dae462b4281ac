"""A loop is shown and scored by the rubric it was opened with, whatever the definitions say later."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.playground.slack.local_slack import LocalSlack, Person
from bot.serving.app import build_app
from bot.settings import Settings
from bot.wiring import Services, build_services
from bot.worker.worker import Worker
from rubrics.catalogue.levels import Level
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.model import Rubric
from storage.tables import RubricVersionRow
from tests.conftest import Clock, delivering_to
from tests.stories.acting import (
    channel_post,
    choose_more,
    in_channel,
    last_dm,
    modal,
    open_card,
    rating_fields,
    said,
    score,
)


@pytest.fixture
def changed(catalogue: Catalogue) -> Catalogue:
    """The definitions after someone rewrote the rubric: another first competency, and the bar higher."""
    before = catalogue.rubric("ai-engineer", Level.SENIOR)
    told = before.model_dump(mode="json")
    first = {**told["competencies"][0], "id": "courage", "name": "Courage", "weight": 99.0}
    after = Rubric.model_validate({**told, "competencies": [first, *told["competencies"][1:]]})
    return replace(catalogue, rubrics={**catalogue.rubrics, ("ai-engineer", Level.SENIOR): after})


def test_an_open_loop_keeps_its_rubric_when_the_definitions_change(
    slack: LocalSlack,
    settings: Settings,
    services: Services,
    catalogue: Catalogue,
    changed: Catalogue,
    now: Clock,
    rita: Person,
    hana: Person,
    panel: list[Person],
    open_loop: Callable[..., None],
) -> None:
    open_loop()
    first = catalogue.rubric("ai-engineer", Level.SENIOR).competencies[0]

    later = build_services(settings, now=now, catalogue=changed, engine=services.engine)
    slack.connect(delivering_to(build_app(later)))
    worker = Worker(later)
    assert "Courage" in said(rita.command("/rubric", "ai-engineer senior"))

    shown = rita.command("/loop", "show Dana Fox").messages[0]
    choose_more(rita, shown, "loop_rubric")
    told = modal(rita).plain
    assert first.name in told
    assert first.anchors[4].behavior in told
    assert "Courage" not in told
    assert "the one it was opened with" in told

    open_card(panel[0])
    assert "rating:courage" not in rating_fields(panel[0])
    assert "Courage" not in modal(panel[0]).plain
    panel[0].close()
    for person in panel:
        score(person, 4)
    now.tick(seconds=1)  # the channel just had the announcement
    while worker.run_once():
        pass
    post = channel_post(slack, "of 5, likely ")
    digest = catalogue.rubric("ai-engineer", Level.SENIOR).digest[:8]
    hana.click(post, "signal_why")
    hana.click(modal(hana), "signal_arithmetic")
    assert first.name in modal(hana).plain
    assert f"version {digest}" in modal(hana).plain
    assert "Courage" not in modal(hana).plain
    assert "Courage" not in "".join(message.plain for message in in_channel(slack)) + last_dm(panel[0])


def test_a_loop_pinned_while_the_anchors_field_had_another_name_is_shown_and_unchanged(
    services: Services, catalogue: Catalogue, rita: Person, open_loop: Callable[..., None]
) -> None:
    open_loop()
    with services.sessions.begin() as session:
        row = session.scalars(select(RubricVersionRow)).one()
        digest = row.digest
        row.content = json.loads(json.dumps(row.content).replace('"behavior":', '"behaviour":'))
    with Session(services.engine) as session:  # of its own, so that nothing was read before
        read = session.scalars(select(RubricVersionRow)).one().rubric
    assert read == catalogue.rubric("ai-engineer", Level.SENIOR)
    assert read.digest == digest
    choose_more(rita, rita.command("/loop", "show Dana Fox").messages[0], "loop_rubric")
    assert catalogue.rubric("ai-engineer", Level.SENIOR).competencies[0].anchors[4].behavior in modal(rita).plain
    assert "Nothing has changed" in said(rita.command("/rubric", "diff Dana Fox"))
