"""What JD review knows for each workspace: what the process knows, with the roles over it that were made in Slack.

It goes by the digest of the workspace's catalogue, so that it asks the database nothing of its own.
"""

from rubrics.catalogue.lookup import Catalogue
from rubrics.jd.knowledge.knowledge import Knowledge
from rubrics.jd.knowledge.team_roles import with_team_roles
from storage.lru import Lru

MOST_CATALOGUES = 256
"""A role that a workspace made takes some 300 kB; one that it hid 1 MB, since all titles are laid out without it."""


class TeamKnowledge:
    """What a process knows for catalogues that workspaces changed; safe with threads."""

    def __init__(self) -> None:
        self._kept: Lru[str, tuple[Knowledge, Knowledge]] = Lru(MOST_CATALOGUES)

    def of(self, beneath: Knowledge, catalogue: Catalogue) -> Knowledge:
        """Return what is known with a catalogue over it; `beneath` itself where that is its own."""
        if catalogue.digest == beneath.catalogue.digest:
            return beneath
        kept = self._kept.get(catalogue.digest)
        if kept is None or kept[0] is not beneath:
            # Two threads may both make it, which costs less than one waiting for the other.
            kept = beneath, with_team_roles(beneath, catalogue)
            self._kept.put(catalogue.digest, kept)
        return kept[1]
