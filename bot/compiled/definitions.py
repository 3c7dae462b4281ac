"""The definitions as values: read back from the cache where nothing has changed, else loaded and kept."""

from collections.abc import Callable, Sequence
from functools import cached_property
from importlib import import_module
from pathlib import Path
from pickle import UnpicklingError
from typing import TYPE_CHECKING, TypeVar

from bot.compiled.cache_folder import CacheFolder, cache_folder
from bot.compiled.objects import packed, unpacked
from bot.compiled.sources import digest_of
from rubrics.catalogue.lookup import Catalogue
from rubrics.jd.knowledge.knowledge import Knowledge

if TYPE_CHECKING:
    from rubrics.panel.remarks import RemarkRules

Loaded = TypeVar("Loaded")

DAMAGED = (UnpicklingError, AttributeError, EOFError, ImportError, IndexError, KeyError, TypeError, ValueError)
"""What unpickling raises for bytes that were not written by this version, for all that their digest is right."""

SELDOM_READ = ("rubrics", "work_samples", "exercises", "sample_sets")
"""The parts of the catalogue that JD review on the command line has no use for: two thirds of what reading it takes."""


class Definitions:
    """The built-in definitions with a team's folder laid over them, each part when it is first asked for.

    Raises CatalogueError with every problem where the team's own files cannot be used; that is never kept.
    """

    def __init__(
        self, folder: Path | None = None, *, catalogue: Catalogue | None = None, cache: CacheFolder | None = None
    ) -> None:
        self._folder, self._given = folder, catalogue
        self._cache = cache or CacheFolder(cache_folder())
        self._digest = digest_of(folder)

    @cached_property
    def catalogue(self) -> Catalogue:
        """Roles, rubrics, checklists and pay."""
        if self._given is not None:
            return self._given
        return self._kept("catalogue", {}, self._loaded_catalogue, later=SELDOM_READ)

    @cached_property
    def knowledge(self) -> Knowledge:
        """What JD review knows, its matchers built."""
        if self._given is not None:  # which files it was made of, the digest does not know
            return self._loaded_knowledge()
        return self._kept("knowledge", {"catalogue": self.catalogue}, self._loaded_knowledge)

    @cached_property
    def remark_rules(self) -> "RemarkRules":
        """What the wording of evidence is looked over for."""
        return self._kept("remarks", {}, self._loaded_remark_rules)

    # What reads and checks files imports more than all the rest, so it is imported where there is nothing to read back.

    def _loaded_catalogue(self) -> Catalogue:
        catalogue: Catalogue = import_module("rubrics.authoring.loader").load_catalogue(self._folder)
        return catalogue

    def _loaded_knowledge(self) -> Knowledge:
        loading = import_module("rubrics.jd.knowledge.loading")
        knowledge: Knowledge = loading.load_knowledge(self.catalogue, self._folder)
        return knowledge.prepared()

    def _loaded_remark_rules(self) -> "RemarkRules":
        rules: RemarkRules = import_module("rubrics.panel.loading").load_remark_rules(self._folder)
        return rules

    def _kept(
        self, kind: str, given: dict[str, object], load: Callable[[], Loaded], later: Sequence[str] = ()
    ) -> Loaded:
        if self._digest is None:
            return load()
        name = f"{kind}-{self._digest}"
        content = self._cache.read(name)
        if content is not None:
            try:
                kept: Loaded = unpacked(content, given)
            except DAMAGED:
                pass  # made anew below, and written over it
            else:
                return kept
        loaded = load()
        # Files that changed while they were read are not what the digest stands for.
        if digest_of(self._folder) == self._digest:
            self._cache.write(name, packed(loaded, given, [getattr(loaded, part) for part in later]))
        return loaded
