"""The shape of drafts.yaml: all that a draft of a posting says beside the role's own definition; knows no text."""

import re
from collections.abc import Iterator, Mapping

from rubrics.catalogue.levels import Level
from rubrics.catalogue.model import Slug, Value
from rubrics.jd.knowledge.schema import Name, Names, Sentence

_BLANK = re.compile(r"\[[^\[\]]+\]")
Lines = Mapping[Slug, Sentence]
NONE: Lines = {}


class DraftLines(Value):
    """The lines of a draft about the work: duties, musts and wishes, each by its name."""

    duties: Lines = NONE
    musts: Lines = NONE
    nice: Lines = NONE


class RoleLines(DraftLines):
    """The lines of a role; `scope` takes the place of what its definition says of a level."""

    scope: Mapping[Level, Sentence] = {}


class DraftData(Value):
    """drafts.yaml: the lines of every draft by section, those of a level, and those of some roles."""

    intro: Lines
    duties: Lines
    pay: Lines
    process: Lines
    legal: Lines
    stage: Mapping[str, Name]
    numbers: Names
    between: str
    levels: Mapping[Level, DraftLines]
    roles: Mapping[Slug, RoleLines]

    @property
    def blanks(self) -> Names:
        """Every blank that a draft may hold, as it stands in brackets."""
        return tuple(dict.fromkeys(blank for line in self._lines() for blank in _BLANK.findall(line)))

    def _lines(self) -> Iterator[str]:
        for lines in (self.intro, self.duties, self.pay, self.process, self.legal):
            yield from lines.values()
        for part in (*self.levels.values(), *self.roles.values()):
            for lines in (part.duties, part.musts, part.nice):
                yield from lines.values()
