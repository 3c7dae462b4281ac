"""What speaks for which role and how strongly, as it was judged and as it was fitted."""

from collections.abc import Mapping
from functools import cached_property

from rubrics.jd.knowledge.role_knowledge import RoleKnowledge
from rubrics.jd.values import OTHER

FIXED = "title:fixed"
"""The feature of a title of another function."""


class WeightKnowledge(RoleKnowledge):
    """The definitions, with the weights of what speaks for a role."""

    @cached_property
    def judged_weights(self) -> Mapping[str, Mapping[str, float]]:
        """How much each feature speaks for each role family, as judged by hand."""
        judged = {item.id: item.weights for item in self.evidence.clues}
        for role in self.families:
            judged[f"title:{role}"] = {role: 1.5}
            judged[f"self:{role}"] = {role: 1.0}
        judged[FIXED] = {OTHER: 3.0}
        return judged

    @property
    def role_weights(self) -> Mapping[str, Mapping[str, float]]:
        """How much each feature speaks for each role family: fitted, starting from the judged weights."""
        return self.weights.fitted

    @cached_property
    def word_weights(self) -> Mapping[str, tuple[float, ...]]:
        """How much each word and pair of words speaks for each role family, in the order of the families."""
        model = self.wording
        columns = [model.classes.index(role) for role in self.families]
        rows = ((name, model.weights(name)) for name in model.rows)
        return {name: tuple([row[column] for column in columns]) for name, row in rows}

    @cached_property
    def _says(self) -> Mapping[str, str]:
        return {item.id: item.says for item in self.evidence.clues}

    @cached_property
    def leans(self) -> Mapping[str, Mapping[str, float]]:
        """For each role the features that speak more for it than for the others, and by how much.

        Only features that were judged to speak for it: a quotation has to convince by itself.
        """
        families = self.families
        means = {name: sum(weights.values()) / len(families) for name, weights in self.role_weights.items()}
        return {
            role: {
                name: weights[role] - means[name]
                for name, weights in self.role_weights.items()
                if weights.get(role, 0.0) > means[name] and self.judged_weights.get(name, {}).get(role, 0.0) > 0
            }
            for role in families
        }

    def says(self, feature: str) -> str:
        """Return what a feature says, as its definition puts it; empty for the words of an own role’s definition."""
        return self._says.get(feature, "")
