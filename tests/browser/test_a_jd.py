"""Reviewing a job description in the page: pasted, judged in private, read page by page."""

from playwright.sync_api import expect

from tests.browser.visiting import JD, Visitor


def test_a_pasted_jd_gets_a_private_verdict_whose_pages_turn(visitor: Visitor) -> None:
    visitor.send("/jd review")
    with visitor.window("Review a JD") as form:
        expect(form.get_by_label("The JD")).to_be_focused()
        visitor.page.keyboard.insert_text(JD)  # as pasted
        visitor.press("Review")
    with visitor.window("JD review") as review:
        expect(review).to_contain_text("This JD describes an ML Engineer.")
        visitor.press("Findings")
        expect(review).to_contain_text("15 years with LangChain")
        read = [review.inner_text()]
        while "Checklist" in _ways_on(visitor) or "More findings" in _ways_on(visitor):
            visitor.press("Checklist" if "Checklist" in _ways_on(visitor) else "More findings")
            expect(review).not_to_have_text(read[-1], use_inner_text=True)
            expect(review.locator(".body > *").first).to_be_in_viewport()  # a new page is read from its top
            visitor.look()
            read.append(review.inner_text())
        assert len(read) > 2
        visitor.press("To the verdict")
        expect(review).to_contain_text("This JD describes an ML Engineer.")
        visitor.close()
    seen_by_rita = visitor.messages.count()
    visitor.become("Hana Suzuki")
    expect(visitor.messages).to_have_count(seen_by_rita)
    expect(visitor.page.get_by_role("log")).not_to_contain_text("ML Engineer.")


def _ways_on(visitor: Visitor) -> list[str]:
    return visitor.modal.locator(".body").get_by_role("button").all_inner_texts()
