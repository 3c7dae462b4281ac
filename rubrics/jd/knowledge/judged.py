"""The shape of judged.yaml: how often each rule's remarks were read, and found wrong or useless; knows no posting."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from pydantic import Field

from rubrics.catalogue.model import Slug, Value

Count = Annotated[int, Field(ge=0)]


class Judged(Value):
    """The verdicts on one rule: how many remarks were read, and how many of them were wrong, or true and useless."""

    read: Annotated[int, Field(ge=1)]
    wrong: Count = 0
    useless: Count = 0


class JudgedData(Value):
    """judged.yaml: the verdicts that count, by rule, and until when they were made."""

    as_of: date
    rules: Mapping[Slug, Judged]

    def of(self, rules: Mapping[str, bool]) -> "JudgedData":
        """Return the verdicts on those rules that still look for what was judged."""
        return JudgedData(as_of=self.as_of, rules={id_: one for id_, one in self.rules.items() if rules.get(id_)})
