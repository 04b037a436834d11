"""Decodes a page: by byte order mark, then as valid UTF-8, then as declared, then by `decoding`.

In this order because declarations lie: pages in UTF-8 declare ISO-8859-1 more often than the reverse.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

from ..decoding import Decoded, canonical, decode

_DECLARED: Final = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,400}?(?:charset|encoding)\s*=\s*["']?\s*([\w:.-]+)""", re.IGNORECASE
)
_WITHIN: Final = 8192
_MARKS: Final = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_READ_AS: Final = {
    **dict.fromkeys(("gb2312", "gbk", "x-gbk", "gb_2312-80", "chinese"), "gb18030"),
    **dict.fromkeys(("iso-8859-1", "latin1", "latin-1", "iso8859-1", "us-ascii", "ascii"), "cp1252"),
    "iso-8859-9": "cp1254",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "big5": "big5hkscs",
    "x-mac-roman": "mac-roman",
}


def decode_page(data: bytes, declared: str = "") -> Decoded:
    """Return a page's text; ``declared`` is the encoding given by its transport. Raises `NotTextError`."""
    if data.startswith(_MARKS):
        return decode(data)
    try:
        return Decoded(canonical(data.decode("utf-8").replace("\0", "\ufffd")), "utf-8")
    except UnicodeDecodeError:
        pass
    found = _DECLARED.search(data[:_WITHIN])
    for name in (declared, found[1].decode("ascii", "replace") if found else ""):
        if read := _decoded(data, name):
            return read
    return decode(data)


def codec_of(name: str) -> str:
    """Return Python's name of the encoding that a page calls ``name``, empty if unknown."""
    plain = name.strip().strip("\"'").lower()
    try:
        return codecs.lookup(_READ_AS.get(plain, plain)).name if plain else ""
    except LookupError:
        return ""


def _decoded(data: bytes, name: str) -> Decoded | None:
    """Return the page in a declared encoding; a few invalid characters are reported and shown."""
    codec = codec_of(name)
    if not codec or codec == "utf-8":
        return _damaged(data) if codec else None
    text = data.decode(codec, "replace").replace("\0", "\ufffd")
    broken = text.count("\ufffd")
    if broken * 200 > len(text):
        return None
    problems = (f"{broken} characters are damaged in the file and shown as �.",) if broken else ()
    return Decoded(canonical(text), codec, problems)


def _damaged(data: bytes) -> Decoded | None:
    """Return a page that declares UTF-8 and nearly is; ``None`` for anything else."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if broken * 10 > sum(1 for char in text if char > "\x7f"):
        return None
    return Decoded(canonical(text), "utf-8", (f"{broken} characters are damaged in the file and shown as �.",))
