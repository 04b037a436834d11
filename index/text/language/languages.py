"""Which language a text is in, by its script and its commonest words.

Does not guess: without enough evidence, or with two languages close together, the answer is ``None``.

Scripts that one language of news uses decide by themselves; Latin, Cyrillic and Arabic go on to letters that only some
of their languages have and to the words that every text of a language is full of (``common_words.tsv``). A word counts
the less the more languages share it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING, Final

from ..word_lists import table_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

_SAMPLE: Final = 1200
_LEAST_LETTERS: Final = 8
_SCRIPT_WORDS: Final = 60
# Points of evidence needed, as a share of the words looked at and absolutely, and how far the best must stand before
# the second. Chosen on short passages: single headlines are mostly left unknown, paragraphs hardly ever.
_LEAST_SHARE: Final = 0.045
_LEAST_POINTS: Final = 1.6
_LEAD: Final = 1.35
# One word, however often, is no language: tables repeat theirs.
_MOST_OF_ONE: Final = 6

_RANGES: Final[tuple[tuple[int, int, str], ...]] = (
    (0x41, 0x24F, "latin"),
    (0x370, 0x3FF, "el"),
    (0x400, 0x52F, "cyrillic"),
    (0x531, 0x587, "hy"),
    (0x5D0, 0x5EA, "he"),
    (0x620, 0x77F, "arabic"),
    (0x900, 0x97F, "hi"),
    (0x980, 0x9FF, "bn"),
    (0xA00, 0xA7F, "pa"),
    (0xA80, 0xAFF, "gu"),
    (0xB80, 0xBFF, "ta"),
    (0xC00, 0xC7F, "te"),
    (0xC80, 0xCFF, "kn"),
    (0xD00, 0xD7F, "ml"),
    (0xD80, 0xDFF, "si"),
    (0xE00, 0xE7F, "th"),
    (0xE80, 0xEFF, "lo"),
    (0x1000, 0x109F, "my"),
    (0x10A0, 0x10FF, "ka"),
    (0x1100, 0x11FF, "ko"),
    (0x1200, 0x137F, "am"),
    (0x1780, 0x17FF, "km"),
    (0x1E00, 0x1EFF, "latin"),
    (0x1F00, 0x1FFF, "el"),
    (0x3041, 0x30FF, "kana"),
    (0x3400, 0x9FFF, "han"),
    (0xAC00, 0xD7A3, "ko"),
    (0xF900, 0xFAFF, "han"),
    (0xFB50, 0xFEFC, "arabic"),
)
_STARTS: Final = [first for first, _, _ in _RANGES]
_EAST: Final = frozenset({"han", "kana"})

_WORDS: Final[dict[str, dict[str, str]]] = {}
for _script_name, _language, _listed in table_rows("index.text.language", "common_words.tsv"):
    _WORDS.setdefault(_script_name, {})[_language] = _listed
# Letters that speak for or against a language however short the text; half a point each, three at most.
_LETTERS: Final[Mapping[str, str]] = {
    "de": "ß", "es": "ñ¿¡", "pt": "ãõ", "fr": "êèœ", "pl": "łąęśżźń", "eo": "ĉĝĥĵŝŭ", "cs": "řěů", "hu": "őű",
    "ro": "țșăţş", "tr": "ğışİ", "da": "øæ", "no": "øæ", "sv": "äö", "fi": "äö", "hr": "đ", "vi": "ơưđạếộ",
    "ca": "·", "ar": "ةىأإ", "uk": "іїєґ", "ru": "ыэёъ", "be": "ўі", "sr": "ђјљњћџ", "mk": "ѓќѕј",
    "fa": "پچژگ", "ur": "ٹڈےں",
}  # fmt: skip


def _weights(words: Mapping[str, str]) -> dict[str, list[tuple[str, float]]]:
    shared = Counter(word for listed in words.values() for word in set(listed.split()))
    weights: dict[str, list[tuple[str, float]]] = {}
    for language, listed in words.items():
        for word in set(listed.split()):
            weights.setdefault(word, []).append((language, 1 / shared[word]))
    return weights


_WEIGHTS: Final = {script: _weights(words) for script, words in _WORDS.items()}
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# The same for a text without accents, in half the time.
_ASCII_WORD: Final = re.compile("[A-Za-z]+(?:'[A-Za-z]+)?")


def detect(text: str) -> str | None:
    """Return the ISO 639-1 code of the language of ``text``, or ``None`` when unsure.

    Only the first 1,200 characters are looked at: a text in two languages is called by its beginning.
    """
    sample = text[:_SAMPLE].casefold()
    words = (_ASCII_WORD if sample.isascii() else _WORD).findall(sample)
    if sum(map(len, words)) < _LEAST_LETTERS:
        return None
    script = "latin" if sample.isascii() else _script(words)
    return _by_words(sample, words, script) if script and script in _WORDS else script


def script(text: str) -> str | None:
    """Return the script of most letters of ``text``: ``latin``, ``cyrillic``, ``arabic`` or the language it decides.

    ``None`` for a mixture and for text without letters.
    """
    words = _WORD.findall(text[:_SAMPLE])
    return _script(words) if words else None


def _script(words: list[str]) -> str | None:
    """Return the script, or the language that it decides, of most letters; ``None`` for a mixture."""
    counts: Counter[str] = Counter()
    for word in words[:_SCRIPT_WORDS]:
        name = _script_of(word[0])
        if name in _EAST:
            # Japanese mixes both scripts in one word; a Han character says as much as two letters.
            kana = sum("\u3041" <= letter <= "\u30ff" for letter in word)
            counts["kana"] += kana
            counts["han"] += 2 * (len(word) - kana)
        else:
            counts[name] += len(word)
    if counts["kana"]:
        # Chinese holds kana only where it quotes Japanese.
        kana = counts.pop("kana")
        counts["ja" if kana * 12 > counts["han"] else "han"] += kana + counts.pop("han")
    name, letters = counts.most_common(1)[0]
    if name == "other":
        return None
    return ("zh" if name == "han" else name) if letters >= 0.6 * counts.total() else None


def _script_of(letter: str) -> str:
    first, last, name = _RANGES[max(0, bisect_right(_STARTS, ord(letter)) - 1)]
    return name if first <= ord(letter) <= last else "other"


def _by_words(sample: str, words: list[str], script: str) -> str | None:
    """Return the language of the script whose words and letters the sample is full of, if it stands out."""
    points = dict.fromkeys(_WORDS[script], 0.0)
    weights = _WEIGHTS[script]
    different = dict.fromkeys(points, 0)
    for word, times in Counter(words).items():
        for language, weight in weights.get(word, ()):
            points[language] += weight * min(times, _MOST_OF_ONE)
            different[language] += 1
    if not sample.isascii():
        for language in points:
            letters = sum(map(sample.count, _LETTERS.get(language, "")))
            points[language] += min(3.0, letters / 2)
    best, second = sorted(points, key=points.__getitem__, reverse=True)[:2]
    enough = different[best] >= 2 and points[best] >= max(_LEAST_POINTS, _LEAST_SHARE * len(words))
    return best if enough and points[best] >= _LEAD * points[second] else None
