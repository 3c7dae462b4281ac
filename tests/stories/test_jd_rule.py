"""`/jd rule`: what a rule looks for, why, how often it was wrong, and how a team changes it."""

from bot.playground.slack.local_slack import Person
from tests.stories.acting import CHANNEL, said
from tests.stories.test_jd_fix import modal, press, review


def asks(person: Person, text: str) -> str:
    return said(person.command("/jd", text, channel=CHANNEL))


def test_a_rules_page_says_why_it_speaks_on_what_and_how_to_switch_it_off(rita: Person) -> None:
    page = asks(rita, "rule rockstar")
    for part in ("Why", "Fix", "Looks for", "Flags", "Doesn't flag", "Source", "How often wrong", "off: true"):
        assert part in page
    assert asks(rita, "rule Rockstar") == page


def test_how_often_a_rule_was_wrong_is_counted_or_said_to_be_open(rita: Person) -> None:
    assert "0 of 16 remarks that people checked. As of Dec 1, 2026." in asks(rita, "rule deadline-past")
    assert "Not yet judged." in asks(rita, "rule jargon")


def test_an_unknown_rule_offers_those_it_may_be(rita: Person) -> None:
    assert 'No rule is named "rokstar".' in asks(rita, "rule rokstar")
    assert "lists them all" in asks(rita, "rule qqqqqqqq")


def test_all_rules_stand_in_a_menu(rita: Person) -> None:
    answer = rita.command("/jd", "rule", channel=CHANNEL)
    assert "Each page says what it flags" in said(answer)


def test_a_remark_leads_to_its_rule_and_back(rita: Person) -> None:
    review(rita)
    press(rita, "All 7 remarks")
    press(rita, "First remark")
    page = press(rita, "Why this?")
    assert page.title == "Why this remark?"
    assert "Colorado" in page.plain, "the laws that this remark rests on"
    assert "Why Not found" not in page.plain
    assert "2 more" not in page.plain, "they are all listed"
    assert "/jd rule pay-missing-law" in page.plain
    assert "jd/rules.yaml" not in page.plain
    assert "Remark 1 of 7" in (press(rita, "Back to the remark").title, modal(rita).title)
    press(rita, "Why this?")
    assert "jd/rules.yaml" in press(rita, "For admins").plain
