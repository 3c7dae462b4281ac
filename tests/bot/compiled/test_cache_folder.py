"""A cache folder gives back what was written, or nothing; it never fails, and never trusts what others could write."""

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.compiled.cache_folder import MOST_BYTES, MOST_IN_ALL, CacheFolder, cache_folder

AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file to somebody else")
NOBODY = 65_534


@pytest.fixture
def cache(tmp_path: Path) -> CacheFolder:
    return CacheFolder(tmp_path / "cache")


def test_what_is_written_is_read_again(cache: CacheFolder) -> None:
    assert cache.read("a") is None
    cache.write("a", b"one")
    cache.write("b", b"")
    assert [cache.read("a"), cache.read("b"), CacheFolder(cache.folder).read("a")] == [b"one", b"", b"one"]
    cache.write("a", b"two")
    assert cache.read("a") == b"two"


def test_only_this_person_can_enter_the_folder(cache: CacheFolder) -> None:
    cache.write("a", b"one")
    assert cache.folder is not None
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (cache.folder, cache.folder / "a")]
    assert modes == [0o700, 0o600]


@given(at=st.integers(0, 63), bit=st.integers(0, 7), length=st.integers(0, 63))
def test_a_changed_or_shortened_file_is_not_read(
    tmp_path_factory: pytest.TempPathFactory, at: int, bit: int, length: int
) -> None:
    folder = tmp_path_factory.mktemp("cache")
    cache = CacheFolder(folder)
    cache.write("a", b"x" * 32)
    whole = (folder / "a").read_bytes()
    (folder / "a").write_bytes(whole[:at] + bytes([whole[at] ^ 1 << bit]) + whole[at + 1 :])
    assert cache.read("a") is None
    (folder / "a").write_bytes(whole[:length])
    assert cache.read("a") is None
    (folder / "a").write_bytes(whole)
    assert cache.read("a") == b"x" * 32


def test_a_file_under_another_name_is_not_read(cache: CacheFolder, tmp_path: Path) -> None:
    cache.write("a", b"one")
    (tmp_path / "cache" / "a").rename(tmp_path / "cache" / "b")
    assert cache.read("b") is None


def _writable_by_all(folder: Path) -> None:
    folder.chmod(0o777)


def _file_writable_by_the_group(folder: Path) -> None:
    (folder / "a").chmod(0o660)


def _linked(folder: Path) -> None:
    folder.rename(folder.parent / "elsewhere")
    folder.symlink_to(folder.parent / "elsewhere")


def _file_linked(folder: Path) -> None:
    (folder / "a").rename(folder.parent / "a")
    (folder / "a").symlink_to(folder.parent / "a")


def _pipe(folder: Path) -> None:
    (folder / "a").unlink()
    os.mkfifo(folder / "a")


def _owned_by_another(folder: Path) -> None:
    os.chown(folder, NOBODY, NOBODY)


def _file_owned_by_another(folder: Path) -> None:
    os.chown(folder / "a", NOBODY, NOBODY)


@pytest.mark.parametrize(
    "spoiled",
    [
        _writable_by_all,
        _file_writable_by_the_group,
        _linked,
        _file_linked,
        _pipe,
        pytest.param(_owned_by_another, marks=AS_ROOT),
        pytest.param(_file_owned_by_another, marks=AS_ROOT),
    ],
)
def test_what_others_could_have_written_is_not_read(
    cache: CacheFolder, tmp_path: Path, spoiled: Callable[[Path], None]
) -> None:
    cache.write("a", b"one")
    assert cache.read("a") == b"one"
    spoiled(tmp_path / "cache")
    assert cache.read("a") is None


@pytest.mark.parametrize("spoiled", [_writable_by_all, _linked, pytest.param(_owned_by_another, marks=AS_ROOT)])
def test_nothing_is_written_where_others_could_change_it(
    cache: CacheFolder, tmp_path: Path, spoiled: Callable[[Path], None]
) -> None:
    cache.write("a", b"one")
    spoiled(tmp_path / "cache")
    cache.write("b", b"two")
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["a"]


def test_a_home_that_cannot_be_written_to_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    cache = CacheFolder(tmp_path / "file" / "cache")
    cache.write("a", b"one")
    assert cache.read("a") is None


def test_without_a_folder_nothing_is_kept() -> None:
    cache = CacheFolder(None)
    cache.write("a", b"one")
    assert cache.read("a") is None


def test_the_oldest_files_make_room(cache: CacheFolder, tmp_path: Path) -> None:
    content = b"x" * MOST_BYTES
    for number in range(5):
        cache.write(str(number), content)
        os.utime(tmp_path / "cache" / str(number), ns=(number, number))
    cache.write("last", b"y")
    left = {path.name: path.stat().st_size for path in (tmp_path / "cache").iterdir()}
    assert sum(left.values()) <= MOST_IN_ALL
    assert set(left) == {"last", "4", "3"}


def test_a_content_out_of_proportion_is_not_kept(cache: CacheFolder) -> None:
    cache.write("a", b"x" * (MOST_BYTES + 1))
    assert cache.read("a") is None


WRITE_AND_READ = """
import sys
from pathlib import Path
from bot.compiled.cache_folder import CacheFolder
cache, seen = CacheFolder(Path(sys.argv[1])), set()
for _ in range(50):
    cache.write("a", sys.argv[2].encode() * 100_000)
    seen.add(cache.read("a"))
whole = {letter.encode() * 100_000 for letter in "abc"}
print(seen <= whole)
"""


def test_processes_at_once_each_read_something_whole(tmp_path: Path) -> None:
    root = Path(__file__).parents[3]
    started = [
        subprocess.Popen(
            [sys.executable, "-c", WRITE_AND_READ, tmp_path / "cache", letter], cwd=root, stdout=subprocess.PIPE
        )
        for letter in "abc"
    ]
    assert [process.communicate()[0] for process in started] == [b"True\n"] * 3
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["a"]


@pytest.mark.parametrize(
    ("environment", "folder"),
    [
        ({"DEBRIEF_CACHE": "off", "HOME": "/home/rita"}, None),
        ({"DEBRIEF_CACHE": "/fast/debrief", "HOME": "/home/rita"}, "/fast/debrief"),
        ({"HOME": "/home/rita"}, "/home/rita/.cache/debrief"),
        ({"HOME": "/home/rita", "XDG_CACHE_HOME": "/var/cache/rita"}, "/var/cache/rita/debrief"),
        ({"HOME": "/home/rita", "XDG_CACHE_HOME": "relative"}, "/home/rita/.cache/debrief"),
    ],
)
def test_the_folder_is_the_persons_own(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], folder: str | None
) -> None:
    for name in ("DEBRIEF_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert cache_folder() == (None if folder is None else Path(folder))
