"""What is known of titles: how they are spelled, what they say, and the words around them."""

import re
from collections.abc import Sequence
from functools import cached_property

from rubrics.jd.knowledge.lists import Listed
from rubrics.jd.knowledge.role_knowledge import RoleKnowledge, keys_of
from rubrics.jd.text.lists import ListKey, ListKind
from rubrics.jd.text.matcher import Matcher, words_of
from rubrics.jd.text.title_lines import TitleLists

_WORD = re.compile(r"\w+")
_GAP = r"[\s\-.()“”\"]+"
"""What may stand between the words of one name in a title: “Machine Learning (ML)”."""


class TitleKnowledge(RoleKnowledge):
    """The definitions, with what they say of titles."""

    @cached_property
    def title_matcher(self) -> Matcher:
        """Finds what a title says: its families, open words and levels."""
        data = self.titles
        families = enumerate(data.families)
        lists: Listed = [(ListKey(ListKind.TITLE_FAMILY, str(index)), family.phrases) for index, family in families]
        lists += [(ListKey(ListKind.TITLE_LEVEL, level), phrases) for level, phrases in data.levels.items()]
        lists += [(ListKey(ListKind.TITLE_OPEN), data.open_words), (ListKey(ListKind.TITLE_FIXED), data.fixed)]
        lists.append((ListKey(ListKind.TITLE_TRADE), data.trades))
        return Matcher([*lists, *self.own_title_lists])

    @property
    def own_title_lists(self) -> Listed:
        """What a team’s own roles are called, each by its id."""
        own = self.own_roles.values()
        return [(ListKey(ListKind.TITLE_OWN, role.id), self._spelled(role.titles)) for role in own]

    def _spelled(self, titles: Sequence[str]) -> list[str]:
        """Return titles in the one spelling that titles are read in, without the marks of a pattern."""
        return [self.same_titles(re.sub(r"[^\w&+#.\s-]", " ", title.lower())) for title in titles]

    @cached_property
    def job_words(self) -> frozenset[str]:
        """The last words of a job’s name, those of a team’s own roles among them."""
        own = (words_of(title.lower()).keys[-1:] for role in self.own_roles.values() for title in role.titles)
        return frozenset(self.titles.job_words).union(*own)

    def same_titles(self, title: str) -> str:
        """Return a lower-case title with each word that has several spellings in one of them."""
        words = set(_WORD.findall(title))
        # Of the spellings, those alone whose words stand in the title: a pattern of all takes as long as a review.
        written = [name for name in self.titles.same if words.issuperset(name.split())]
        if not written:
            return title
        names = "|".join(_GAP.join(name.split()) for name in sorted(written, key=len, reverse=True))
        return re.sub(rf"\b({names})\b", lambda match: self.titles.same[" ".join(_WORD.findall(match[0]))], title)

    @property
    def _title_lists(self) -> TitleLists:
        data = self.titles
        told = (data.labels, data.fields, data.prefaces)
        labels, fields, prefaces = (frozenset(words.lower() for words in listed) for listed in told)
        words = (keys_of(data.greetings), keys_of(data.leaders), keys_of(data.site_words))
        return TitleLists(self.job_words, labels, fields, prefaces, *words)
