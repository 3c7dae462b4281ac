"""Every warning has words, and names the person it concerns as Slack renders people."""

import pytest

from bot.features.loop.show_warnings import warned
from rubrics.panel.coverage import CoverageWarning, WarningKey

EVERY = {
    WarningKey.MANAGER_ALONE: (
        CoverageWarning(key=WarningKey.MANAGER_ALONE, who="U0HANA"),
        "<@U0HANA> decides and is the only interviewer: there's no second opinion",
    ),
    WarningKey.DUPLICATE_LOOP: (
        CoverageWarning(key=WarningKey.DUPLICATE_LOOP, who="U0RITA", values={"is_own": False}),
        "<@U0RITA> already runs a loop for this candidate, role and level",
    ),
    WarningKey.SAME_NAME: (
        CoverageWarning(key=WarningKey.SAME_NAME, values={"code": "C-6CN9", "is_other": False}),
        "Is this C-6CN9? The name is the same",
    ),
    WarningKey.NOBODY_ASSESSES: (
        CoverageWarning(key=WarningKey.NOBODY_ASSESSES, values={"competency": "retrieval", "name": "Retrieval"}),
        "*Retrieval* isn't assessed",
    ),
    WarningKey.ONE_RATER: (
        CoverageWarning(key=WarningKey.ONE_RATER, values={"competency": "retrieval", "name": "Retrieval"}),
        "*Retrieval* is a must-have, assessed by one person",
    ),
    WarningKey.TOO_MANY_COMPETENCIES: (
        CoverageWarning(key=WarningKey.TOO_MANY_COMPETENCIES, who="U0IDA", values={"number": 6, "most": 4}),
        "<@U0IDA> has 6 competencies: more than 4 are hard to rate in one interview",
    ),
    WarningKey.TOO_MANY_INTERVIEWERS: (
        CoverageWarning(key=WarningKey.TOO_MANY_INTERVIEWERS, values={"number": 6, "most": 4}),
        "6 interviewers: beyond 4, each adds little",
    ),
    WarningKey.TOO_FEW_INTERVIEWERS: (
        CoverageWarning(key=WarningKey.TOO_FEW_INTERVIEWERS, values={"number": 2, "least": 3}),
        '2 interviewers: the signal will read "not enough evidence" until 3 have scored',
    ),
    WarningKey.PROMISED: (
        CoverageWarning(key=WarningKey.PROMISED, values={"number": 2}),
        "The JD promises 2 things that no interview assesses",
    ),
    WarningKey.NOBODY_SENIOR: (CoverageWarning(key=WarningKey.NOBODY_SENIOR), "No one on the panel is senior"),
    WarningKey.REFERRED_CANDIDATE: (
        CoverageWarning(key=WarningKey.REFERRED_CANDIDATE, who="U0IDA"),
        "<@U0IDA> referred the candidate",
    ),
    WarningKey.REVEALS_PANEL: (
        CoverageWarning(key=WarningKey.REVEALS_PANEL),
        "That leaves no scorecard missing: the panel is revealed now, for good",
    ),
    WarningKey.PUBLIC_CHANNEL: (
        CoverageWarning(key=WarningKey.PUBLIC_CHANNEL, values={"shows_name": False}),
        "Public channel: everyone can read who interviews, and the signal isn't posted",
    ),
    WarningKey.LEGACY: (
        CoverageWarning(key=WarningKey.LEGACY, values={"text": "Ask <@U0IVAN> & co."}),
        "Ask &lt;@U0IVAN&gt; &amp; co.",
    ),
}


@pytest.mark.parametrize("key", WarningKey)
def test_every_warning_has_words(key: WarningKey) -> None:
    warning, sentence = EVERY[key]
    assert warned(warning) == sentence
    assert "{" not in warned(warning)


def test_one_interviewer_agrees_with_its_number() -> None:
    one = CoverageWarning(key=WarningKey.TOO_FEW_INTERVIEWERS, values={"number": 1, "least": 3})
    assert warned(one).startswith("1 interviewer: the signal")


def test_a_public_channel_that_shows_the_name_says_so() -> None:
    named = CoverageWarning(key=WarningKey.PUBLIC_CHANNEL, values={"shows_name": True})
    assert "can read the candidate's name" in warned(named)


def test_a_competency_with_the_name_of_a_placeholder_stands_for_nobody() -> None:
    named = CoverageWarning(key=WarningKey.ONE_RATER, who="U0IDA", values={"competency": "x", "name": "{who}"})
    assert "U0IDA" not in warned(named)
