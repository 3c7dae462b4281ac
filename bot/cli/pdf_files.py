"""The text of a PDF; imported when one is read, as its library takes longer than the review of a text."""

import logging
import zlib
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from bot.cli.unreadable import Unread, UnreadableError

MOST_PAGES = 30
"""A posting has one to four; a handbook that holds one is not one."""
DAMAGE = (PyPdfError, zlib.error, RecursionError, LookupError, ValueError, TypeError, AttributeError)
"""A damaged PDF fails in its reader wherever it is damaged, by whatever that happens to be."""


def text_in(content: bytes) -> str:
    """Return the text page by page; raises UnreadableError, for pictures of text as well."""
    logging.getLogger("pypdf").setLevel(logging.ERROR)  # it warns of each oddity that it reads all the same
    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableError(Unread.LOCKED)
        if len(reader.pages) > MOST_PAGES:
            raise UnreadableError(Unread.TOO_LARGE)
        text = "\n".join(page.extract_text().strip() for page in reader.pages)
    except DAMAGE as error:
        raise UnreadableError(Unread.DAMAGED) from error
    if not text.strip():
        raise UnreadableError(Unread.SCANNED)
    return text.replace("\0", "")
