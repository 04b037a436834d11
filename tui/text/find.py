"""Finding what a reader types in one article, as spans of its text.

Small letters find capitals too, a plain quotation mark finds a curly one, a space any white space, and an accent left
out is forgiven. Refuses to know the query language of the collection.
"""

from __future__ import annotations

import re
import unicodedata

from index import Span

_QUOTES = {"'": "['‘’‚‛`´]", '"': '["“”„‟«»]', "-": "[-‐‑‒–—]"}
_MOST = 10_000


def occurrences(text: str, wanted: str) -> tuple[Span, ...]:
    """Return where ``wanted`` stands, at most 10,000 places; letter case counts once ``wanted`` has a capital."""
    wanted = " ".join(wanted.split())
    if not wanted:
        return ()
    flags = 0 if any(sign.isupper() for sign in wanted) else re.IGNORECASE
    pattern = re.compile("".join(_any_form(sign) for sign in unicodedata.normalize("NFC", wanted)), flags)
    found = (Span(match.start(), match.end()) for match in pattern.finditer(text))
    return tuple(span for span, _ in zip(found, range(_MOST), strict=False))


def _any_form(sign: str) -> str:
    if sign == " ":
        return r"\s+"
    return _QUOTES.get(sign) or _LETTERS.get(sign) or re.escape(sign)


def _accented() -> dict[str, str]:
    """Return for each plain letter a class of itself and the letters that are it with a mark."""
    forms: dict[str, set[str]] = {}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii() and base.isalpha():
            forms.setdefault(base, {base}).add(chr(code))
    return {base: f"[{''.join(sorted(signs))}]" for base, signs in forms.items()}


_LETTERS = _accented()
