"""Keeps compiled templates between starts; knows none."""

import hashlib
from io import BytesIO
from pathlib import Path

from jinja2 import __version__ as jinja_version
from jinja2.bccache import Bucket, BytecodeCache

from bot.compiled.cache_folder import CacheFolder
from bot.compiled.sources import code_stamp


class KeptTemplates(BytecodeCache):
    """Jinja's cache, in this person's cache folder.

    `code` is the folder of what templates call: Jinja works out constant parts with it when it compiles.
    """

    def __init__(self, cache: CacheFolder, code: Path) -> None:
        self._cache = cache
        self._made_with = f"{jinja_version} {code_stamp(code)}"

    def load_bytecode(self, bucket: Bucket) -> None:
        """Jinja asks for a template here; what its own mark and checksum do not fit, it compiles anew."""
        content = self._cache.read(self._name(bucket))
        if content is not None:
            bucket.load_bytecode(BytesIO(content))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Jinja hands over what it has compiled here."""
        self._cache.write(self._name(bucket), bucket.bytecode_to_string())

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return the file: two languages have templates of one name."""
        return filename or name

    def _name(self, bucket: Bucket) -> str:
        made_of = "\0".join((bucket.key, bucket.checksum, self._made_with))
        return f"words-{hashlib.sha256(made_of.encode()).hexdigest()}"


def kept_templates(cache: CacheFolder, code: Path) -> KeptTemplates | None:
    """Return the cache of templates, or None where nothing is kept."""
    return KeptTemplates(cache, code) if cache.folder is not None else None
