"""Words read back from the cache are the words that the files give."""

from pathlib import Path

import pytest

from bot.compiled.cache_folder import CacheFolder
from bot.compiled.templates import KeptTemplates, kept_templates
from bot.wording import words
from bot.wording.words import Speaker


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CacheFolder:
    """A cache that new speakers use."""
    cache = CacheFolder(tmp_path / "cache")
    monkeypatch.setattr(words, "_kept_templates", lambda: kept_templates(cache, tmp_path / "code"))
    return cache


def _said(folder: Path) -> str:
    return Speaker(folders=[folder]).render("greeting.hello", "plain", {"name": "Ida"})


def test_kept_words_are_said_again_until_their_file_changes(
    kept: CacheFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "greeting.plain.j2"
    file.write_text("{% block hello %}Hello {{ name }}{% endblock %}")
    first = _said(tmp_path)
    with monkeypatch.context() as patched:
        patched.delattr("jinja2.environment.Environment.compile")  # nothing may be compiled now
        assert _said(tmp_path) == first
    file.write_text("{% block hello %}Good morning {{ name }}{% endblock %}")
    assert "Good morning" in _said(tmp_path)


def test_words_compiled_with_other_code_are_compiled_anew(kept: CacheFolder, tmp_path: Path) -> None:
    file = tmp_path / "greeting.plain.j2"
    file.write_text("{% block hello %}Hello {{ name }}{% endblock %}")
    (tmp_path / "code").mkdir()
    _said(tmp_path)
    (tmp_path / "code" / "escaping.py").write_text("# another way to escape\n")
    _said(tmp_path)
    assert len(list((tmp_path / "cache").iterdir())) == 2


def test_damaged_words_are_compiled_anew(kept: CacheFolder, tmp_path: Path) -> None:
    (tmp_path / "greeting.plain.j2").write_text("{% block hello %}Hello {{ name }}{% endblock %}")
    first = _said(tmp_path)
    (held,) = (tmp_path / "cache").iterdir()
    held.write_bytes(held.read_bytes()[:-5])
    assert _said(tmp_path) == first


def test_where_nothing_is_kept_jinja_has_no_cache(tmp_path: Path) -> None:
    assert kept_templates(CacheFolder(None), tmp_path) is None
    assert isinstance(kept_templates(CacheFolder(tmp_path), tmp_path), KeptTemplates)
