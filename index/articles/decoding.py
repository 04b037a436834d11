"""Decodes bytes to text: detects the encoding, normalises to LF and NFC, and reports problems.

Corrects nothing else: curly quotes, ligatures and misspellings are evidence.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from .encoding_detection import detect_encoding, encoding_name

_MARKS: Final = (
    # The longer mark first: UTF-32's starts with UTF-16's.
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FORMATS: Final = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"SQLite format 3", "a database"),
)
# Control characters of text files: tab, LF, FF (page break), CR, SUB (end of old files), ESC.
_CONTROLS: Final = re.compile(rb"[\x01-\x08\x0b\x0e-\x19\x1c-\x1f]")
# Other line ends: Unicode's separators, and NEL unless other C1 controls show that these are Windows-1252 read as
# Latin-1, where the same code is an ellipsis.
_SEPARATORS: Final = re.compile("[\u2028\u2029]")
_NEL: Final = "\x85"
_OTHER_C1: Final = re.compile("[\x80-\x84\x86-\x9f]")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
# Normalising sorts a run of combining marks by insertion: quadratic in its length.
_LONG_RUN: Final = 200
_WATCHED_LENGTH: Final = 4000


@dataclass(frozen=True, slots=True)
class Decoded:
    """Normalised text, the encoding it was in, and the problems of decoding it."""

    text: str
    encoding: str
    problems: tuple[str, ...] = ()


class NotTextError(ValueError):
    """The bytes are not text; ``str()`` gives the reason in one sentence."""


def decode(data: bytes) -> Decoded:
    """Return ``data`` as text; raises `NotTextError` for binary data.

    Handles UTF-8 with or without byte order mark, and UTF-16 and UTF-32 with one; otherwise an encoding of a non-Latin
    script where that is certain, else Windows-1252 or Latin-1, noted in ``problems``. UTF-8 with a few invalid
    characters stays UTF-8, each shown as �.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data, encoding)
    _refuse_binary(data)
    try:
        return _finished(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _without_utf8(data)


def canonical(text: str) -> str:
    """Return ``text`` with LF line ends, in NFC, lone surrogates as �; the same object if nothing changes.

    Line ends are CR LF, CR, U+2028, U+2029 and, unless the text has other C1 controls, U+0085.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii():
        return text
    text = _SEPARATORS.sub("\n", text)
    if _NEL in text and not _OTHER_C1.search(text):
        text = text.replace(_NEL, "\n")
    if _SURROGATE.search(text):
        text = _SURROGATE.sub("\ufffd", text)
    if len(text) > _WATCHED_LENGTH and (runs := _long_runs(text)):
        return _normalised_around(text, runs)
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def _marked(data: bytes, encoding: str) -> Decoded:
    name = "utf-8-sig" if encoding == "utf-8" else encoding
    try:
        return _finished(data.decode(name), encoding)
    except UnicodeDecodeError:
        return _finished(
            data.decode(name, "replace"), encoding, f"Some bytes are not {encoding.upper()}; they show as �."
        )


def _refuse_binary(data: bytes) -> None:
    for head, said in _FORMATS:
        if data.startswith(head):
            raise NotTextError(f"it is {said}, not text")
    if b"\0" in data:
        raise NotTextError("it holds NUL bytes, so it is not text, or UTF-16 without its byte order mark")
    controls = len(_CONTROLS.findall(data[:65536]))
    if controls > 8 and controls * 100 > len(data[:65536]):
        raise NotTextError("it is full of control characters, so it is not text")


def _without_utf8(data: bytes) -> Decoded:
    """Decode what is not valid UTF-8: as damaged UTF-8 when most of it is, else as an old Western encoding."""
    mended = data.decode("utf-8", "replace")
    broken = mended.count("\ufffd")
    whole = sum(1 for char in mended if char > "\x7f") - broken
    # Accented letters of an old encoding hardly ever form valid UTF-8: ten valid characters per invalid one decide.
    if whole >= 10 * broken:
        what = "1 character is" if broken == 1 else f"{broken} characters are"
        return _finished(mended, "utf-8", f"{what} damaged in the file and shown as �.")
    if found := detect_encoding(data):
        text, encoding = found
        return _finished(
            text, encoding, f"The file is not UTF-8; read as {encoding_name(encoding)}, by its letters and words."
        )
    try:
        text, encoding = data.decode("cp1252"), "cp1252"
    except UnicodeDecodeError:
        text, encoding = data.decode("latin-1"), "latin-1"
    said = "Windows-1252" if encoding == "cp1252" else "Latin-1"
    return _finished(
        text, encoding, f"The file is not UTF-8; read as {said}, so accents and quotation marks may be wrong."
    )


def _finished(text: str, encoding: str, *problems: str) -> Decoded:
    if "\0" in text:
        raise NotTextError("it holds NUL characters, so it is not text")
    return Decoded(canonical(text), encoding, problems)


def _combining() -> re.Pattern[str]:
    codes = [code for code in range(0x300, 0x1E95F) if unicodedata.combining(chr(code))]
    return re.compile(f"[{''.join(map(chr, codes))}]{{{_LONG_RUN},}}")


def _long_runs(text: str) -> list[tuple[int, int]]:
    """Return the spans of runs of combining marks too long to sort; no language has them."""
    # A cheap test first: any run this long has a mark at a multiple of its length.
    if not any(map(unicodedata.combining, text[::_LONG_RUN])):
        return []
    return [found.span() for found in _combining().finditer(text)]


def _normalised_around(text: str, runs: list[tuple[int, int]]) -> str:
    parts, at = [], 0
    for start, end in runs:
        # The base letter stays with the run, so that composition stops before both.
        parts += [unicodedata.normalize("NFC", text[at : max(at, start - 1)]), text[max(at, start - 1) : end]]
        at = end
    return "".join([*parts, unicodedata.normalize("NFC", text[at:])])
