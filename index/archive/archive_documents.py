"""Articles, and the dictionary lines they need, as documents of our own kind of index.

Sends nothing.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from ..search.query.date_ranges import days
from ..search.zones import TITLE
from ..text.words import folded_words, words
from .own_index import ARTICLE, BLANK, FORM, KIN, LONGEST_FORM, LONGEST_KEY, PARTED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..search.engine import Document
    from .archive_client import Json

STATED = ("outlet", "agency", "author")
"""Fields that are searched as a row of words."""


def key_of(kind: str, name: str) -> str:
    """Return the id of a document in the index; sending it again replaces it."""
    return blake2b(f"{kind}\0{name}".encode("utf-8", "replace"), digest_size=16).hexdigest()


def article_document(
    document: Document, row: Json, record: Json, *, shadow: str, prints: Iterable[int], speakers: Iterable[str]
) -> Json:
    """Return an article as a document with its words; ``row`` and ``record`` are stored to be read back unchanged.

    ``shadow`` is one of `SHADOWS` for an article that is hidden behind another, else empty. ``prints`` are the
    fingerprints of its passages, ``speakers`` those it quotes.
    """
    stated = document.row
    whole, inside = places([*document.zones.values()])
    title, title_inside = places([document.zones[TITLE]])
    made: Json = {
        "kind": ARTICLE,
        "id": stated.id[:LONGEST_FORM],
        "path": stated.id.casefold()[:LONGEST_FORM],
        "hash": row["hash"],
        "row": row,
        "record": record,
        "words": whole,
        "inside": inside,
        "title_words": title,
        "title_inside": title_inside,
        "tags": [_key(folded_words(tag)) for tag in stated.tags],
        "prints": [str(number) for number in dict.fromkeys(prints)],
        "speakers": [_key(speaker.casefold()) for speaker in dict.fromkeys(speakers)],
        **_dates(stated.published),
        **({"shadow": shadow} if shadow else {}),
    }
    for field in (*STATED, "language"):
        made |= _stated(field, getattr(stated, field))
    if stated.title is not None:
        made["title_order"] = _key(folded_words(stated.title))
    return made


def _dates(published: str | None) -> Json:
    if published is None:
        return {}
    made: Json = {"published": published, "month": published[:7]}
    span = days(published[:10])
    return {**made, "first_day": span[0], "last_day": span[1]} if span else made


def _stated(field: str, value: str | None) -> Json:
    if not value:
        return {}
    folded = folded_words(value)
    if field == "language":
        return {
            "language": _key(value),
            "language_whole": _key(folded),
            "language_codes": [_key(folded), _key(folded.partition("-")[0])],
        }
    made: Json = {field: _key(value), f"{field}_whole": _key(folded), f"{field}_row": row_of(folded)}
    return {**made, "outlet_order": _key(folded)} if field == "outlet" else made


def _key(value: str) -> str:
    return value[:LONGEST_KEY]


def row_of(value: str) -> str:
    """Return the word forms of a stated value, or of a query for one, as a row."""
    return " ".join(word.form[:LONGEST_FORM] for word in words(value))


def places(zones: Sequence[Mapping[str, Sequence[int]]]) -> tuple[list[str], list[str]]:
    """Return the forms of some zones as rows of positions: the first form at each position, and the others beside it.

    A row ends where the next position does not follow. After the rows of the other forms each of those is repeated,
    apart from its neighbours, so that a server that does not split the forms of one position finds them all the same.
    """
    held: dict[int, list[str]] = {}
    for zone in zones:
        for form, positions in zone.items():
            for position in positions:
                held.setdefault(position, []).append(form[:LONGEST_FORM])
    for forms in held.values():
        # The whole word comes before its parts.
        forms.sort(key=len, reverse=True)
    first = _rows({at: forms[:1] for at, forms in held.items()})
    loose = dict.fromkeys(form for forms in held.values() for form in forms[1:])
    if not loose:
        return first, []
    return first, [*_rows({at: forms[1:] for at, forms in held.items()}), f" {BLANK} ".join(loose)]


def _rows(held: Mapping[int, Sequence[str]]) -> list[str]:
    rows: list[list[str]] = []
    before = None
    for position in sorted(held):
        if before is None or position != before + 1:
            rows.append([])
        rows[-1].append(PARTED.join(held[position]) or BLANK)
        before = position
    return [" ".join(row) for row in rows]


def dictionary(document: Document, known: set[str]) -> Iterator[tuple[str, Json]]:
    """Yield the forms of an article that are not in ``known`` yet, each with its key, and add them to it."""
    for zone in document.zones.values():
        for form in zone:
            if form not in known:
                known.add(form)
                yield key_of(FORM, form), {"kind": FORM, "form": form[:LONGEST_FORM]}


def kin_document(written: str) -> tuple[str, Json]:
    """Return a line on inflections (`search.inflections.line`) as a document, with its key."""
    language, root, form = written.split("\t")
    return key_of(KIN, written), {"kind": KIN, "head": head(language, root), "form": form[:LONGEST_FORM]}


def head(language: str, root: str) -> str:
    """Return what the lines of one stem have in common."""
    return f"{language}\t{root}"[:LONGEST_FORM]
