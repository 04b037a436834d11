"""RIS, the format of reference managers: each entry from a newspaper, magazine or journal is an article.

An abstract is not the article: the entry reports that as a problem.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ....model.article import Role
from ...decoding import decode
from ..composition import Composition
from ..refusals import RefusedError
from ..stated_fields import StatedFields

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..protocol import Opened, RawArticle

_LINE: Final = re.compile(r"([A-Z][A-Z0-9])  - ?(.*)")
_KINDS: Final = frozenset({"NEWS", "MGZN", "JOUR", "INPR", "GEN", "ELEC", "BLOG"})
_FIELDS: Final = (
    ("title", ("T1", "TI")),
    ("outlet", ("JF", "JO", "T2", "JA", "PB")),
    ("published", ("DA", "Y1", "PY")),
    ("url", ("UR", "L2")),
    ("language", ("LA",)),
)
_BODIES: Final = ("N2", "AB")
_ONLY_ABSTRACT: Final = "Only the abstract is in the file."


def read(opened: Opened) -> Iterator[RawArticle]:
    """Yield an article for each entry with an abstract; raises `NotTextError` or `RefusedError`."""
    decoded = decode(opened.bytes())
    found = seen = 0
    for entry in _entries(decoded.text):
        seen += 1
        if entry["TY"][0].strip() in _KINDS and any(name in entry for name in _BODIES):
            found += 1
            yield _article(entry, decoded.encoding)
    if not found:
        what = "1 reference" if seen == 1 else f"{seen} references"
        raise RefusedError(f"It holds {what} without text; `variorum add FILE` fetches those with an address.")


def _entries(text: str) -> Iterator[dict[str, list[str]]]:
    entry: dict[str, list[str]] = {}
    last: list[str] = []
    for line in text.split("\n"):
        found = _LINE.match(line)
        if not found:
            if last and line.strip():
                last[-1] += f"\n{line.strip()}"
        elif found[1] == "ER":
            if "TY" in entry:
                yield entry
            entry, last = {}, []
        else:
            last = entry.setdefault(found[1], [])
            last.append(found[2].strip())


def _article(entry: Mapping[str, list[str]], encoding: str) -> RawArticle:
    stated, composition = StatedFields("ris"), Composition()
    stated.say("author", "; ".join(entry.get("A1", entry.get("AU", []))), "A1" if "A1" in entry else "AU")
    for field, names in _FIELDS:
        for name in names:
            if name in entry:
                stated.say(field, entry[name][0], name)
    stated.tag(entry.get("KW", []))
    composition.add(stated.value("title"), Role.TITLE, "ris:title")
    for name in _BODIES:
        for value in entry.get(name, []):
            composition.paragraphs(value, f"ris:{name}")
    key = next((entry[name][0] for name in ("AN", "ID", "DO", "UR") if name in entry), "")
    return composition.article(stated, key=key, encoding=encoding, reader="ris", problems=(_ONLY_ABSTRACT,))
