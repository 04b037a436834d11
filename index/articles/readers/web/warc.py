"""Web archives: each successful page response is handed to the reader of pages.

Skips pictures, redirects, errors, revisits, and pages too short to hold anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..formats import installed
from ..protocol import Fault, Part
from ..refusals import RefusedError, extra_missing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..protocol import Opened

_LEAST: Final = 200
_MOST: Final = 8 << 20
_PAGES: Final = ("text/html", "application/xhtml+xml")


def read(opened: Opened) -> Iterator[Part | Fault]:
    """Yield the pages of an archive; raises `RefusedError`."""
    if not installed("warc"):
        raise extra_missing("warc")
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415 - an extra
    from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415

    try:
        for record in ArchiveIterator(opened.file):
            headers = record.http_headers
            if record.rec_type != "response" or headers is None or headers.get_statuscode() != "200":
                continue
            kind = (headers.get_header("Content-Type") or "").lower()
            if not kind.startswith(_PAGES):
                continue
            url = record.rec_headers.get_header("WARC-Target-URI") or ""
            data = record.content_stream().read(_MOST + 1)
            if len(data) > _MOST:
                yield Fault(f"The page {url[:200]} is too large.")
            elif len(data) >= _LEAST:
                captured = record.rec_headers.get_header("WARC-Date") or ""
                charset = kind.partition("charset=")[2].split(";")[0].strip()
                yield Part(url, "page.html", data, captured=captured, url=url, encoding=charset)
    except RefusedError:
        raise
    except (ArchiveLoadFailed, AttributeError, ValueError) as error:
        # warcio fails on a truncated HTTP header.
        reason = "the head of a record breaks off" if isinstance(error, AttributeError) else error
        raise RefusedError(f"It is no web archive that can be read: {reason}.") from error
