"""Definitions read back from the cache are the ones that the files would give, and no others."""

import hashlib
import pickle
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.compiled.cache_folder import CacheFolder
from bot.compiled.definitions import Definitions
from bot.compiled.objects import UnknownClassError, packed, unpacked
from bot.compiled.sources import code_stamp, digest_of
from rubrics.authoring.loader import load_catalogue
from rubrics.catalogue.errors import CatalogueError
from rubrics.jd import review_jd
from rubrics.jd.knowledge.loading import load_knowledge
from rubrics.panel.loading import load_remark_rules

TODAY = date(2026, 11, 1)
JD = """Senior Machine Learning Engineer

What you will do
- Train ranking models and put them into production with rockstars
- Own our Zorblax pipelines

Requirements
- 10+ years of experience with LangChain

Salary: $150,000 to $190,000 a year in Denver, CO.
"""
BAND = """pay:
  - roles: [ai-engineer]
    level: senior
    employer: {employer}
    year: 2026
    low: {low}
    high: {high}
    basis: base
    source: S1
"""


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> CacheFolder:
    """A cache that holds the built-in definitions."""
    cache = CacheFolder(tmp_path_factory.mktemp("cache"))
    _all_of(Definitions(cache=cache))
    return cache


def _all_of(definitions: Definitions) -> Definitions:
    _ = definitions.catalogue, definitions.knowledge, definitions.remark_rules
    return definitions


class Unread(CacheFolder):
    """A cache that notes what it was asked to write: nothing, where all could be read back."""

    def __init__(self, cache: CacheFolder) -> None:
        super().__init__(cache.folder)
        self.written: list[str] = []

    def write(self, name: str, content: bytes) -> None:
        self.written.append(name)
        super().write(name, content)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A team's folder, laid over the built-in."""
    folder = tmp_path / "own"
    (folder / "jd").mkdir(parents=True)
    (folder / "pay.yaml").write_text(BAND.format(employer="Ours", low=150, high=190))
    return folder


def test_cached_definitions_equal_fresh_ones(cache: CacheFolder) -> None:
    noting = Unread(cache)
    kept = _all_of(Definitions(cache=noting))
    assert noting.written == []
    catalogue = load_catalogue()
    assert kept.catalogue == catalogue
    assert kept.remark_rules == load_remark_rules()
    fresh = load_knowledge(catalogue)
    for name in ("sections", "evidence", "titles", "roles", "pay", "checklist", "weights", "rules", "law", "places"):
        assert getattr(kept.knowledge, name) == getattr(fresh, name)
    assert kept.knowledge.lists == fresh.lists
    assert kept.knowledge.own_roles == fresh.own_roles
    for matcher in ("matcher", "title_matcher", "place_matcher"):
        assert getattr(kept.knowledge, matcher).__getstate__() == getattr(fresh, matcher).__getstate__()


def test_a_review_with_cached_knowledge_is_the_same(cache: CacheFolder) -> None:
    fresh, kept = load_knowledge(load_catalogue()), Definitions(cache=cache).knowledge
    assert review_jd(kept, JD, today=TODAY) == review_jd(fresh, JD, today=TODAY)


def test_a_changed_file_is_in_the_next_catalogue(cache: CacheFolder, own: Path) -> None:
    for low in (150, 151, 150):
        (own / "pay.yaml").write_text(BAND.format(employer="Ours", low=low, high=190))
        for _ in range(2):  # loaded, and read back
            assert Definitions(own, cache=cache).catalogue == load_catalogue(own)


FILES = st.dictionaries(st.sampled_from(["a.yaml", "b.yml", "c.yaml"]), st.binary(max_size=20), max_size=3)


@given(one=FILES, other=FILES)
def test_folders_have_one_digest_exactly_where_their_files_are_the_same(
    tmp_path_factory: pytest.TempPathFactory, one: dict[str, bytes], other: dict[str, bytes]
) -> None:
    folder = tmp_path_factory.mktemp("own")
    digests = []
    for files in (one, other, one):
        for old in folder.iterdir():
            old.unlink()
        for name, content in files.items():
            (folder / name).write_bytes(content)
        digests.append(digest_of(folder))
    assert digests[0] == digests[2]
    assert (digests[0] == digests[1]) == (one == other)


def test_a_change_of_one_byte_a_new_file_and_a_new_name_are_noticed(own: Path) -> None:
    digests = {digest_of(own)}
    (own / "pay.yaml").write_text(BAND.format(employer="Ours", low=151, high=190))
    digests.add(digest_of(own))
    (own / "more.yaml").write_text("sources: {}\n")
    digests.add(digest_of(own))
    (own / "more.yaml").rename(own / "most.yaml")
    digests.add(digest_of(own))
    (own / "jd" / "words.yaml").write_text("english: [zorblax]\n")
    digests.add(digest_of(own))
    assert None not in digests
    assert len(digests) == 5


def test_changed_code_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text("x = 1\n")
    before = code_stamp(tmp_path)
    (tmp_path / "one.py").write_text("x = 10\n")
    assert code_stamp(tmp_path) != before


def _linked(own: Path) -> None:
    (own / "pay.yaml").rename(own.parent / "pay.yaml")
    (own / "pay.yaml").symlink_to(own.parent / "pay.yaml")


def _far_too_long(own: Path) -> None:
    (own / "pay.yaml").write_text("#" * 1_000_001)


def _gone(own: Path) -> None:
    for path in (own / "pay.yaml", own / "jd", own):
        path.unlink() if path.is_file() else path.rmdir()


@pytest.mark.parametrize("spoiled", [_linked, _far_too_long, _gone])
def test_a_folder_that_is_refused_is_refused_with_a_cache_too(
    cache: CacheFolder, own: Path, spoiled: Callable[[Path], None]
) -> None:
    assert Definitions(own, cache=cache).catalogue.pay_bands
    spoiled(own)
    for _ in range(2):
        with pytest.raises(CatalogueError):
            _ = Definitions(own, cache=cache).catalogue


def test_problems_of_a_teams_files_are_never_kept(cache: CacheFolder, own: Path) -> None:
    (own / "pay.yaml").write_text("pay: nothing\n")
    noting = Unread(cache)
    for _ in range(2):
        with pytest.raises(CatalogueError):
            _ = Definitions(own, cache=noting).catalogue
    assert noting.written == []


def _forged(content: bytes, name: str) -> bytes:
    return hashlib.sha256(name.encode() + b"\0" + content).digest() + content


class Harm:
    """What a pickle of someone else's making would call."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (eval, ("open('harm', 'w').close()",))


@pytest.mark.parametrize(
    "content", [b"", b"nonsense", pickle.dumps(Harm()), pickle.dumps(re.compile("a")), pickle.dumps(subprocess.Popen)]
)
def test_a_forged_file_calls_nothing_and_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    monkeypatch.chdir(tmp_path)
    cache = CacheFolder(tmp_path / "cache")
    rules = Definitions(cache=cache).remark_rules
    (file,) = (tmp_path / "cache").iterdir()
    whole = file.read_bytes()
    file.write_bytes(_forged(content, file.name))
    assert Definitions(cache=cache).remark_rules == rules
    assert file.read_bytes() == whole
    assert not (tmp_path / "harm").exists()


@pytest.mark.parametrize(
    ("module", "name"),
    [("rubrics.authoring.loader", "load_catalogue"), ("rubrics.jd.text.segments", "re"), ("os", "system")],
)
def test_reading_back_knows_the_domains_own_classes_alone(module: str, name: str) -> None:
    asking = b"\x80\x04c" + f"{module}\n{name}\n".encode() + b"."
    with pytest.raises(UnknownClassError):
        unpacked(asking, {})


def test_what_is_given_is_named_and_not_written_again() -> None:
    given_one = {"shared": load_remark_rules()}
    content = packed([given_one["shared"], 1], given_one)
    assert len(content) < 100
    assert unpacked(content, given_one)[0] is given_one["shared"]


def test_a_mapping_left_for_later_is_the_one_that_was_packed() -> None:
    later = {("a", "b"): frozenset(("c",))}
    value = unpacked(packed([later, 1], {}, [later]), {})
    assert value == [later, 1]
    assert (value[0]["a", "b"], list(value[0]), len(value[0])) == ({"c"}, [("a", "b")], 1)


def test_two_processes_at_once_fill_one_cache(tmp_path: Path) -> None:
    script = (
        "from pathlib import Path; from bot.compiled.cache_folder import CacheFolder;"
        "from bot.compiled.definitions import Definitions;"
        f"print(Definitions(cache=CacheFolder(Path({str(tmp_path / 'cache')!r}))).knowledge.matcher.size)"
    )
    root = str(Path(__file__).parents[3])
    started = [
        subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, cwd=root) for _ in range(2)
    ]
    sizes = {process.communicate()[0] for process in started}
    assert len(sizes) == 1
    noting = Unread(CacheFolder(tmp_path / "cache"))
    assert sizes == {f"{Definitions(cache=noting).knowledge.matcher.size}\n"}
    assert noting.written == []
