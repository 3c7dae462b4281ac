"""What was warned of once is accepted when it comes again, and only that."""

from bot.slack.seen_warnings import SeenWarnings


def test_a_warning_is_new_until_it_was_shown() -> None:
    warnings = ["Nobody assesses retrieval.", "Nobody is senior."]
    assert SeenWarnings().unseen(warnings) == warnings
    assert SeenWarnings().after(warnings[:1]).unseen(warnings) == warnings[1:]
    assert SeenWarnings().after(warnings).unseen(warnings) == []


def test_a_text_that_was_changed_is_warned_of_again_and_one_that_was_only_wrapped_anew_is_not() -> None:
    seen = SeenWarnings().after(["Great culture fit."])
    assert seen.unseen(["Great  culture\nfit."]) == []
    assert seen.unseen(["Great culture fit!"]) == ["Great culture fit!"]


def test_what_was_seen_goes_with_a_modal_as_a_mark_that_tells_nothing_of_the_text() -> None:
    seen = SeenWarnings().after(["Great culture fit.", "Nobody is senior."])
    assert SeenWarnings.of_mark(seen.mark) == seen
    assert "culture" not in seen.mark
    assert SeenWarnings.of_mark("") == SeenWarnings()
