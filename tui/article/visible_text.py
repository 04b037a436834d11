"""The drawn form of an article's text: one visible character for each code point, so that offsets hold."""

from __future__ import annotations

import re
import unicodedata
from types import MappingProxyType
from typing import TYPE_CHECKING

from index import Role, Span, safe

from ..text.cells import width

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index import Article, Block

_PLAIN = str.maketrans("‘’‚‛“”„‟‹›«»‐‑‒–—―−…", '\'\'\'\'""""<>""-------.')
_BULLETS = str.maketrans("•‣◦·●▪*", "*******")

# Lines of a paragraph that are all at least this long were broken by the page width, not the author.
_FULL_LINE = 45


def displayed(
    article: Article,
    instead: Mapping[int, str] = MappingProxyType({}),
    *,
    plain_quotes: bool = False,
    ascii_only: bool = False,
) -> str:
    """Return the text as it is drawn, one character for each code point; ``instead`` are replacements by offset.

    Control characters get visible stand-ins, hard-wrapped paragraphs are reflowed, and on request typographic
    characters become plain ones.
    """
    text = _replaced(safe(article.text), instead)
    if plain_quotes or ascii_only:
        text = text.translate(_PLAIN)
    if ascii_only:
        text = text.translate(_BULLETS)
    return _reflowed(text, article)


def _replaced(text: str, instead: Mapping[int, str]) -> str:
    if not instead:
        return text
    signs = list(text)
    for offset, sign in instead.items():
        signs[offset] = safe(sign)
    return "".join(signs)


def _reflowed(text: str, article: Article) -> str:
    pieces, done = [], 0
    for block in article.blocks:
        if block.role is Role.BODY and text.find("\n", block.start, block.end) >= 0 and _hard_wrapped(text, block):
            pieces += [text[done : block.start], text[block.start : block.end].replace("\n", " ")]
            done = block.end
    return "".join([*pieces, text[done:]]) if pieces else text


def _hard_wrapped(text: str, block: Block) -> bool:
    *lines, _last = text[block.start : block.end].split("\n")
    return not text.startswith("|", block.start) and all(len(line) >= _FULL_LINE for line in lines)


def spread(text: str, cells: int) -> tuple[tuple[int, int], ...]:
    """Return (index of a space, cells to add after it) so that ``text`` takes ``cells`` cells.

    The extra cells are spread evenly; empty when none are needed or a space would become wider than three cells.
    """
    slack = cells - width(text)
    if slack <= 0:
        return ()
    spaces = [place for place, sign in enumerate(text) if sign == " "]
    if not spaces or slack > 2 * len(spaces):
        return ()
    count = len(spaces)
    shares = (((index + 1) * slack // count) - (index * slack // count) for index in range(count))
    return tuple((place, share) for place, share in zip(spaces, shares, strict=True) if share)


def hits_in_sight(article: Article, hits: Sequence[Span]) -> tuple[Span, ...]:
    """Return the hits outside front matter, whose fields are shown in the head."""
    matter = [block for block in article.blocks if block.role is Role.FRONTMATTER]
    return tuple(hit for hit in hits if not any(block.start <= hit.start < block.end for block in matter))


_QUOTES = {"'": "['‘’‚‛`´]", '"': '["“”„‟«»]', "-": "[-‐‑‒–—]"}
_MOST = 10_000


def occurrences(text: str, wanted: str) -> tuple[Span, ...]:
    """Return where ``wanted`` occurs, at most 10,000 spans; case-sensitive only if it contains a capital."""
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
    """Return for each ASCII letter a regex class of itself and its accented forms."""
    forms: dict[str, set[str]] = {}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base.isascii() and base.isalpha():
            forms.setdefault(base, {base}).add(chr(code))
    return {base: f"[{''.join(sorted(signs))}]" for base, signs in forms.items()}


_LETTERS = _accented()
