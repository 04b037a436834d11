"""References as BibTeX: an ``@article`` of its outlet, else ``@misc``.

BibTeX counts braces even if escaped, so those in text are written as commands; other special characters of TeX are
escaped. Values contain no line breaks.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...text.safe import one_line
from .reference import date_parts, keys

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .reference import Reference

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "$&#_%"},
}
_IN_ADDRESS = re.compile(r"[\\{}^\"<>|` ]")


def bibtex(references: Sequence[Reference]) -> str:
    """Return an entry for each reference, without unknown fields."""
    return "\n".join(_entry(key, reference) for key, reference in zip(keys(references), references, strict=True))


def escaped(text: str) -> str:
    """Escape a text so that TeX prints it literally."""
    return "".join(_SPECIAL.get(sign, sign) for sign in one_line(text))


def _entry(key: str, reference: Reference) -> str:
    kind = "article" if reference.cited.outlet else "misc"
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(reference))
    return f"@{kind}{{{key},\n{fields}}}\n"


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    cited = reference.cited
    yield "title", f"{{{{{escaped(reference.title)}}}}}"  # doubled: styles would print its capitals in lower case
    if cited.author:
        yield "author", f"{{{' and '.join(map(_name, reference.people))}}}"
    if cited.outlet:
        yield "journal", f"{{{escaped(cited.outlet)}}}"
    date = date_parts(cited.published)
    yield from zip(("year", "month", "day"), _date(date), strict=False)
    if cited.url:
        yield "url", f"{{{_IN_ADDRESS.sub(_percent, one_line(cited.url))}}}"
    if date_parts(cited.captured):
        yield "urldate", f"{{{'-'.join(f'{part:02}' for part in date_parts(cited.captured))}}}"
    if cited.language:
        yield "langid", f"{{{escaped(cited.language)}}}"
    if reference.notes:
        yield "note", f"{{{'; '.join(map(escaped, reference.notes))}}}"


def _date(parts: tuple[int, ...]) -> Iterator[str]:
    for place, part in enumerate(parts):
        yield _MONTHS[part - 1] if place == 1 and 1 <= part <= 12 else f"{{{part}}}"


def _name(name: str) -> str:
    """Return a name, in braces if BibTeX would split it at a comma or an "and"."""
    return f"{{{escaped(name)}}}" if re.search(r",|\band\b", name, re.IGNORECASE) else escaped(name)


def _percent(match: re.Match[str]) -> str:
    return f"%{ord(match[0]):02X}"
