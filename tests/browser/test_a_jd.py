"""Reviewing a job description in the page: pasted, judged in private, read remark by remark."""

import re

from playwright.sync_api import expect

from tests.browser.visiting import JD, Visitor

ALL, ONE = re.compile("remarks$"), re.compile(r"^Remarks? \d")


def test_a_pasted_jd_gets_a_private_verdict_and_each_remark_in_full(visitor: Visitor) -> None:
    visitor.send("/jd review")
    with visitor.window("Review a JD") as form:
        expect(form.get_by_label("The JD")).to_be_focused()
        visitor.page.keyboard.insert_text(JD)  # as pasted
        visitor.press("Review")
    with visitor.window("JD review") as review:
        expect(review).to_contain_text("The title doesn't fit")
        expect(review).to_contain_text("No one has 15 years of LangChain")
        visitor.press("remarks")
    with visitor.window(ALL) as listed:
        number = int(re.findall(r"All (\d+) remarks", listed.inner_text())[0])
        visitor.press("First remark")
    with visitor.window(ONE) as remark:
        read = {remark.inner_text()}
        for _ in range(3):
            before = remark.inner_text()
            visitor.press("Next remark")
            expect(remark).not_to_have_text(before, use_inner_text=True)
            expect(remark.locator(".body > *").first).to_be_in_viewport()  # a new page is read from its top
            visitor.look()
            read.add(remark.inner_text())
        assert len(read) == 4 < number
        visitor.press("Why this remark?")
    with visitor.window("Why this remark?") as rule:
        expect(rule).to_contain_text("For admins")
        visitor.press("Back to the remark")
    with visitor.window(ONE):
        visitor.press("Back")
    with visitor.window(ALL):
        visitor.press("Back")
    with visitor.window("JD review"):
        visitor.press("Why")
    with visitor.window(re.compile("^Why ML Engineer")) as why:
        expect(why).to_contain_text("For ML Engineer")
        visitor.press("Back")
    with visitor.window("JD review"):
        visitor.press("Checklist")
    with visitor.window("JD checklist") as checked:
        expect(checked).to_contain_text("Pay range")
        visitor.press("Back")
    with visitor.window("JD review"):
        visitor.close()
    seen_by_rita = visitor.messages.count()
    visitor.become("Hana Suzuki")
    expect(visitor.messages).to_have_count(seen_by_rita)
    expect(visitor.page.get_by_role("log")).not_to_contain_text("ML Engineer.")


def test_a_checklist_says_of_each_item_why_it_is_on_it(visitor: Visitor) -> None:
    visitor.send("/jd checklist ai-engineer")
    shown = visitor.messages.last
    expect(shown).to_contain_text("Must say")
    shown.get_by_role("combobox").select_option("Pay range")
    with visitor.window("Why this item?") as item:
        expect(item).to_contain_text("many places require it by law")
        visitor.close()
