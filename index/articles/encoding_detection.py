"""Detects the encoding of a text that is not in Unicode, by its words and letters.

An encoding is right when it gives words of a language, and the letters and signs of that language. This decides between
encodings of Latin script, which a detector that only counts bytes confuses. Where two fit, the more common one is used;
where none does, the answer is ``None``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final, NamedTuple

from ..text.language.languages import detect
from ..text.word_lists import table_rows

_SAMPLE: Final = 65536
_HIGH: Final = bytes(range(0x80, 0x100))
# Another script than Latin: how many bytes above ASCII are the least, absolutely and of all; the first letter after the
# Latin ones, and how many of the letters above ASCII must be from there on.
_FEWEST_HIGH: Final = 24
_LEAST_HIGH: Final = 0.2
_FIRST_FOREIGN: Final = "\u0370"
_LEAST_FOREIGN: Final = 0.95
# Encodings of Latin script, the more common first. Those that another of these contains are left out.
_WESTERN: Final = "cp1252"
_LATIN: Final = (
    *("cp1250", "iso8859_2", "cp1254", "iso8859_3", "iso8859_15", "iso8859_16", "cp1258"),
    *("mac_roman", "mac_latin2", "cp850", "cp852", "cp857"),
)
# What part of the characters above ASCII must fit, and how many more must fit than do in Windows-1252.
_LEAST_FITTING: Final = 0.95
_FEWEST_MORE: Final = 3
# Signs that are no letters; a letter on each side is likely for none, and possible for the first ones: half a misfit.
_INSIDE: Final = frozenset("’–—…·\xad\xa0")
_SIGNS: Final = frozenset("“”„«»‚‘‹›¿¡§°€£¥©®™½¼¾•²³ªº×") | _INSIDE
_ABOVE: Final = re.compile("[^\x00-\x7f]")
_NAMES: Final = {"mac_roman": "Mac Roman", "mac_latin2": "Mac Latin 2"}


class _Misfits(NamedTuple):
    """How many characters above ASCII can't be the language's, with those that are not likely to be."""

    encoding: str
    certain: int
    likely: float


def detect_encoding(data: bytes) -> tuple[str, str] | None:
    """Return text and encoding of ``data``, which is not UTF-8, or ``None`` if no encoding is certain."""
    sample = data if len(data) <= _SAMPLE else data[: data.rfind(b"\n", 0, _SAMPLE) + 1 or _SAMPLE]
    high = len(sample) - len(sample.translate(None, _HIGH))
    if high >= max(_FEWEST_HIGH, _LEAST_HIGH * len(sample)) and (found := _of_another_script(data, sample)):
        return found
    return _of_latin_script(data, sample)


def encoding_name(encoding: str) -> str:
    """Return the name readers know an encoding of Python by: ``Windows-1250`` for ``cp1250``."""
    if encoding.startswith("cp125"):
        return f"Windows-{encoding[2:]}"
    if encoding.startswith("iso8859_"):
        return f"ISO-8859-{encoding[8:]}"
    return _NAMES.get(encoding) or encoding.replace("_", "-")


def _of_another_script(data: bytes, sample: bytes) -> tuple[str, str] | None:
    """Return text and encoding if the detector's answer gives words of a language in another script than Latin."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - a fifteenth of a second, for files that few have

    best = from_bytes(sample).best()
    try:
        text = data.decode(best.encoding) if best else ""
    except UnicodeDecodeError:
        return None
    letters = [char for char in text[:_SAMPLE] if char.isalpha() and char > "\x7f"]
    foreign = sum(char >= _FIRST_FOREIGN for char in letters)
    sure = best is not None and letters and foreign >= _LEAST_FOREIGN * len(letters) and detect(text) is not None
    return (text, best.encoding) if best and sure else None


def _of_latin_script(data: bytes, sample: bytes) -> tuple[str, str] | None:
    """Return text and encoding if what is not ASCII fits the language of the words, in one encoding best."""
    above = len(sample) - len(sample.translate(None, _HIGH))
    western = best = _misfits(sample, _WESTERN) or _Misfits(_WESTERN, above, above)
    for encoding in _LATIN if western.likely else ():
        found = _misfits(sample, encoding)
        if found is not None and found.likely < best.likely:
            best = found
    if best.certain > (1 - _LEAST_FITTING) * above or 0 < western.likely - best.likely < _FEWEST_MORE:
        return None
    try:
        return data.decode(best.encoding), best.encoding
    except UnicodeDecodeError:
        return None


def _misfits(sample: bytes, encoding: str) -> _Misfits | None:
    """Return what does not fit the language of the words, once decoded; ``None`` if that language is unknown."""
    try:
        text = f" {unicodedata.normalize('NFC', sample.decode(encoding))} "
    except UnicodeDecodeError:
        return None
    letters = _letters().get(detect(text) or "")
    if letters is None:
        return None
    certain, inside = 0, 0
    for found in _ABOVE.finditer(text):
        char, before, after = found[0], text[found.start() - 1], text[found.end()]
        if char in _SIGNS:
            within = before.isalpha() and after.isalpha()
            inside += within and char in _INSIDE
            certain += within and char not in _INSIDE
        else:
            certain += char.lower() not in letters or (char.isupper() and before.islower())
    return _Misfits(encoding, certain, certain + inside / 2)


@cache
def _letters() -> dict[str, frozenset[str]]:
    """Return the letters beyond a to z of each language written in Latin script."""
    return {
        language: frozenset(letters) for language, letters in table_rows("index.text.language", "latin_letters.tsv")
    }
