"""The words of a text as a search sees them: where each stands, and the form under which it is found.

Does not stem, drop common words, or know what an article is.

How words are cut (a query is cut by the same rules, so that it meets the text):

- ``U.S.`` and ``J.K.`` are one word without dots; ``U.S.-China`` is ``us`` and ``china``.
- A possessive ending is left off: ``China’s`` is ``china``.
- Hyphens, slashes and, in Latin letters, inner apostrophes part words: ``counter-narcotics`` and ``l’état`` are two
  words side by side, found by each part, and as a whole since a query of several parts asks for them side by side.
- In other scripts an apostrophe is a letter: ``об’єкт`` is one word.
- Figures keep their decimals and lose their thousands: ``1,000`` is ``1000``, ``5.5`` and ``5½`` stay.
- Runs of Han, Kana and other scripts written without spaces become overlapping pairs of characters.
- Case is folded, and so are accents of Latin and Greek letters (``Erdoğan`` is ``erdogan``), Arabic vowel signs,
  tatweel and alef seats, and Hebrew points. Cyrillic letters stay apart: й is not и, ї is not і.
- No form holds white space, not where a compatibility form has some (``ͺ`` is a blank and an iota to Unicode).

What is left of a word by these rules may still be looked for as it stands: ``s`` in ``China’s``, ``5`` in ``5.5``,
``covid`` in ``covid19``, and ``서울`` in ``서울에서``, since Korean writes particles behind a noun without a blank.
Such words are ``inside`` the one before them and stand at the same place in the order.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from .invisible import SIGNS as _INVISIBLE

if TYPE_CHECKING:
    from collections.abc import Iterator


class Word(NamedTuple):
    """A word at ``[start, end)`` of its text and the form it is found by; ``inside`` is told above."""

    start: int
    end: int
    form: str
    inside: bool = False


# Combining marks that stand inside words, with joiners, variation selectors and signs nobody sees; `re` has no \p{M}.
_MARKS = (
    f"{_INVISIBLE}\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f"
    "\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u0900-\u0903\u093a-\u094f"
    "\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc-\u09d7\u0a01-\u0a03\u0a3c-\u0a51\u0a81-\u0a83\u0abc-\u0acd"
    "\u0b01-\u0b03\u0b3c-\u0b57\u0b82\u0bbe-\u0bd7\u0c00-\u0c04\u0c3e-\u0c56\u0c81-\u0c83\u0cbc-\u0cd6"
    "\u0d00-\u0d03\u0d3b-\u0d57\u0dca-\u0df3\u1dc0-\u1dff\u200c\u200d\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
)
# Scripts written without spaces: Han, Kana, Thai, Lao, Myanmar, Khmer.
_UNSPACED = (
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ece\u1000-\u103f\u1050-\u108f\u1780-\u17d3\u3005-\u3007\u3041-\u309f"
    "\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_APOSTROPHES = "'’ʼ＇`´‘"
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)*"
_TOKEN = re.compile(
    # Most words, without trying the rest.
    rf"[A-Za-z]{{2,}}+(?![\w{_MARKS}{_APOSTROPHES}])"
    r"|(?<!\w)[^\W\d_](?:\.[^\W\d_])+\.?(?![\w" + _MARKS + r"])"
    rf"|{_NUMBER}[\w{_MARKS}]*"
    rf"|[\w{_MARKS}]+(?:[{_APOSTROPHES}][\w{_MARKS}]+)*"
)
_APOSTROPHE = re.compile(f"[{_APOSTROPHES}]")
_RUN = re.compile(f"[{_UNSPACED}]+|[^{_UNSPACED}]+")
_HAS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d)")
_PARTS = re.compile(r"[^\W_]+")
_GLUED = re.compile(r"([^\W\d_]{2,})(\d+)")
_LETTER = re.compile(r"[^\W\d_]")
# Particles of Korean, and what they stand behind: of one syllable there are many nouns that end so by chance.
_PARTICLE = re.compile(
    "(?P<long>[\uac00-\ud7a3]+?(?P<end>들?(?:에서|에게|께서|한테|으로|부터|까지|보다|처럼|마다|조차|마저|이나|하고|이며|이고|이라고|라고|이라는|라는)"
    "(?:는|도|의|만|부터|서)?|들(?:은|이|을|의|과|도)?|에는|에도|와는|과는))"
    "|(?P<short>[\uac00-\ud7a3]{2,}?)[은는이가을를의에와과도로만께]"
)
_DROPPED = re.compile(
    rf"[\s{_INVISIBLE}\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640"
    r"\u064b-\u065f\u0670\u200c\u200d\ufe00-\ufe0f]"
)
_FOLDED = str.maketrans(
    {
        **dict.fromkeys(_APOSTROPHES, "'"),
        **dict.fromkeys("آأإٱ", "ا"),
        **dict(zip("øłđðħıŋŧ", "olddhint", strict=True)),
        **dict(zip("æœþĳ", ("ae", "oe", "th", "ij"), strict=True)),
    }
)
_ACCENTED = re.compile("[\u00c0-\u024f\u0370-\u03ff\u1e00-\u1fff\ufb00-\ufb06\uff10-\uff5a]")


def words(text: str) -> Iterator[Word]:
    """Yield the words of ``text`` in order; those inside another follow it."""
    for token in stretches(text):
        start = token.start()
        for first, last, form, inside in cut(token.group()):
            yield Word(start + first, start + last, form, inside)


def stretches(text: str) -> Iterator[re.Match[str]]:
    """Yield the stretches of ``text`` that `cut` makes words of, in order."""
    return _TOKEN.finditer(text.replace("_", " "))


def tokens(text: str) -> list[str]:
    """Return what `stretches` yields as strings, in a fraction of the time."""
    return _TOKEN.findall(text.replace("_", " "))


def fold(surface: str) -> str:
    """Return the form of one word as written: case, accents and signs folded as the module says."""
    if surface.isascii():
        return surface.lower()
    folded = _ACCENTED.sub(_plain, unicodedata.normalize("NFC", surface.casefold()))
    return _DROPPED.sub("", folded).translate(_FOLDED)


def folded_words(value: str) -> str:
    """Return a stated value (an outlet, a byline) folded for comparison and order, one space between words."""
    return " ".join(fold(part) for part in value.replace("’", "'").split())


def unspaced(form: str) -> bool:
    """Whether ``form`` is one or two characters of a script written without spaces."""
    return len(form) <= 2 and _HAS_UNSPACED.match(form) is not None


@lru_cache(maxsize=1 << 16)
def cut(token: str) -> tuple[Word, ...]:
    """Return the words of one token, placed within it."""
    if token.isascii() and token.isalpha():
        return (Word(0, len(token), token.lower()),)
    if _HAS_UNSPACED.search(token):
        return tuple(_pairs(token))
    if _APOSTROPHE.search(token):
        return tuple(_parted(token))
    form = fold(_THOUSANDS.sub("", token) if token[0].isdecimal() else token.replace(".", ""))
    return (Word(0, len(token), form), *_within(token)) if form else ()


def _plain(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKD", match.group()).casefold()


def _within(token: str) -> Iterator[Word]:
    """Yield what may be looked for inside figures, initials, and letters with figures behind."""
    glued = _GLUED.fullmatch(token)
    if particle := _PARTICLE.fullmatch(token):
        end = particle.start("end") if particle["long"] else particle.end("short")
        yield Word(0, end, fold(token[:end]), inside=True)
    parts = [glued.span(1), glued.span(2)] if glued else [part.span() for part in _PARTS.finditer(token)]
    for start, end in parts if len(parts) > 1 else ():
        if form := fold(token[start:end]):
            yield Word(start, end, form, inside=True)


def _pairs(token: str) -> Iterator[Word]:
    for run in _RUN.finditer(token):
        start, end = run.span()
        if not _HAS_UNSPACED.match(run.group()):
            yield from (word._replace(start=start + word.start, end=start + word.end) for word in cut(run.group()))
        elif end - start == 1:
            yield Word(start, end, fold(run.group()))
        else:
            for first in range(start, end - 1):
                yield Word(first, first + 2, fold(token[first : first + 2]))


def _parted(token: str) -> Iterator[Word]:
    letter = _LETTER.search(token)
    if letter is None or not _latin(letter.group()):
        yield Word(0, len(token), fold(token))
        return
    start = 0
    for part in _APOSTROPHE.split(token):
        end = start + len(part)
        if form := fold(part):
            yield Word(start, end, form, inside=form == "s" and start > 0 and end == len(token))
        start = end + 1


def _latin(letter: str) -> bool:
    return letter < "\u0370" or "\u1e00" <= letter < "\u1f00" or "\uff21" <= letter <= "\uff5a"
