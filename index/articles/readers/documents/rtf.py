"""RTF: exports of Nexis and Factiva, and hand-written documents, with the formatting removed by the extra.

Leaves out pictures and embedded objects.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ..composition import Composition
from ..exports import factiva, nexis
from ..exports.nexis import NexisParagraph
from ..formats import installed
from ..refusals import RefusedError, extra_missing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..protocol import Opened, RawArticle

MOST: Final = 32 << 20
# A bookmark is replaced by a marker of its own, so that it can be found in what the extra returns.
_BOOKMARK: Final = re.compile(r"\{\\\*\\bkmkstart (\w+)\}")
_SIGN: Final = re.compile("\x02(\\w+)\x03")


def read(opened: Opened) -> Iterator[RawArticle]:
    """Yield the articles of an RTF file; raises `RefusedError`."""
    data = opened.bytes(MOST)
    if not installed("rtf"):
        raise extra_missing("rtf")
    lines = _plain(data).split("\n")
    paragraphs = [NexisParagraph(_SIGN.sub("", line), _SIGN.findall(line)) for line in lines]
    plain = [paragraph.text for paragraph in paragraphs]
    if nexis.is_export(paragraphs):
        yield from nexis.articles(paragraphs)
    elif factiva.is_lines(plain):
        yield from factiva.of_lines(plain)
    else:
        yield _by_hand(plain)


def _plain(data: bytes) -> str:
    from striprtf.striprtf import rtf_to_text  # noqa: PLC0415 - an extra

    marked = _BOOKMARK.sub("\x02\\1\x03", data.decode("latin-1"))
    text: str = rtf_to_text(marked, errors="replace")
    return text.replace("\0", "\ufffd")


def _by_hand(lines: list[str]) -> RawArticle:
    composition = Composition()
    for line in lines:
        composition.add(line)
    if not composition:
        raise RefusedError("It is an RTF document without any text.")
    return composition.article(structured=False, reader="rtf")
