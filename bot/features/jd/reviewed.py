"""A review with all that its pages name: the role it describes, that role's checklist, and what to call roles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bot.features.jd.phrasing import readable
from bot.wording.phrases import shortened
from bot.wording.words import plain_words
from rubrics.catalogue.checklist import ChecklistItem
from rubrics.catalogue.errors import UnknownNameError
from rubrics.catalogue.levels import RoleLevel
from rubrics.catalogue.lookup import Catalogue
from rubrics.catalogue.role import Role
from rubrics.jd import Knowledge, Review
from rubrics.jd.fixes.facts import waiting
from rubrics.jd.fixes.fix import Fixer
from rubrics.jd.outcome import KeptReview, Remark
from rubrics.jd.waivers import WaivedFinding, spared_by

LONGEST_TITLE = 160


@dataclass(frozen=True)
class ReviewShown:
    """All that the pages of a review are drawn from; `role` is the defined role that the text describes."""

    kept: KeptReview
    review: Review
    text: str
    today: date
    knowledge: Knowledge
    role_names: Mapping[str, str]
    items: Sequence[ChecklistItem]
    role: Role | None = None
    level: RoleLevel | None = None
    has_pay: bool = False
    given_title: str | None = None
    waived: tuple[WaivedFinding, ...] = ()

    @cached_property
    def fixer(self) -> Fixer:
        """What fixes the text, by all that the review was made from."""
        spared = spared_by(self.review, self.waived)
        return Fixer(self.knowledge, self.text, self.today, self.given_title, self.review.location, spared)

    @cached_property
    def fixable(self) -> frozenset[str]:
        """The rules whose remarks on it can be fixed, be it by an answer."""
        return self.fixer.fixable() if self.review.findings else frozenset()

    @property
    def fixed_since(self) -> tuple[Remark, ...]:
        """The remarks of the draft before that are fixed, and not waiting behind a blank."""
        fixed = self.kept.changes.fixed if self.kept.changes else ()
        behind = waiting(self.knowledge, self.review)
        return tuple(remark for remark in fixed if remark.rule not in behind)

    @property
    def title(self) -> str:
        """The JD's title, or that it has none."""
        return titled(self.kept)


def titled(kept: KeptReview) -> str:
    """Return a JD's title at a length that fits a sentence, or that it has none."""
    return shortened(readable(kept.title), LONGEST_TITLE).strip() or plain_words("jd_labels.no_title")


def shown_for(
    knowledge: Knowledge,
    kept: KeptReview,
    review: Review,
    text: str,
    today: date,
    *,
    given_title: str | None = None,
    waived: tuple[WaivedFinding, ...] = (),
) -> ReviewShown:
    """Return a review with the definitions that its pages name."""
    catalogue = knowledge.catalogue
    role = None if review.verdict.abstained else _role(catalogue, review.verdict.rubric)
    return ReviewShown(
        kept=kept,
        review=review,
        text=text,
        today=today,
        knowledge=knowledge,
        role_names=role_names(catalogue),
        items=items_for(catalogue, role) if review.english else (),
        role=role,
        level=level_named(catalogue, role, review.title) if role else None,
        has_pay=role is not None and bool(catalogue.pay(role.id)),
        given_title=given_title,
        waived=waived,
    )


def role_names(catalogue: Catalogue) -> dict[str, str]:
    """Return what each role is called, by id."""
    return {role.id: role.name for role in catalogue.roles}


def items_for(catalogue: Catalogue, role: Role | None) -> tuple[ChecklistItem, ...]:
    """Return a role's checklist; without a role, those that every role's checklist has word for word."""
    if role is not None:
        return catalogue.checklist(role.id).items
    lists = list(catalogue.checklists.values())
    return tuple(item for item in lists[0].items if all(item in other.items for other in lists))


def level_named(catalogue: Catalogue, role: Role, title: str) -> RoleLevel | None:
    """Return the highest level that a title names and the role has: "Senior Staff" is staff."""
    words = [word.strip(",.()–-") for word in title.split()]
    named = {level for word in words for level in catalogue.levels_called(role.id, word)}
    return next((level for level in reversed(catalogue.levels(role.id)) if level in named), None)


def _role(catalogue: Catalogue, role_id: str | None) -> Role | None:
    try:
        return catalogue.role(role_id) if role_id else None
    except UnknownNameError:
        return None
