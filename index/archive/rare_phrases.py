"""Which articles of another's index may hold a passage: searched for by its rarest phrases.

Whether they do is for others to check, word by word. Does not read texts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..text.words import words
from .archive_client import hits_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .archive_client import ArchiveClient, Json

RUN: Final = 5
"""Words per phrase."""

PHRASES: Final = 8
_MOST_WORDS: Final = 120
_UNKNOWN: Final = 1 << 40


def rare_phrases(client: ArchiveClient, field: str, passage: str, most: int) -> list[str]:
    """Return the names of up to ``most`` documents that hold some of the rarest phrases in ``field``.

    Sends two requests: one counts the documents with each word, one finds the phrases.
    """
    found = [word for word in words(passage) if not word.inside]
    surfaces = [passage[word.start : word.end] for word in found]
    if not surfaces:
        return []
    runs = _rarest(surfaces, _frequencies(client, field, surfaces))
    phrases = [passage[found[run.start].start : found[run.stop - 1].end] for run in runs]
    each: list[Json] = [{"constant_score": {"filter": {"match_phrase": {field: phrase}}}} for phrase in phrases]
    body: Json = {"query": {"bool": {"should": each}}, "size": most, "_source": False, "track_total_hits": False}
    return [str(hit["_id"]) for hit in hits_of(client.search(body))]


def _frequencies(client: ArchiveClient, field: str, surfaces: Sequence[str]) -> dict[str, int]:
    """Return the number of documents with each word, as the index itself splits and stems words."""
    asked = list(dict.fromkeys(surface.casefold() for surface in surfaces))[:_MOST_WORDS]
    filters = {f"w{place}": {"match": {field: word}} for place, word in enumerate(asked)}
    body: Json = {"size": 0, "track_total_hits": False, "aggs": {"words": {"filters": {"filters": filters}}}}
    buckets = client.search(body)["aggregations"]["words"]["buckets"]
    return {word: int(buckets[f"w{place}"]["doc_count"]) for place, word in enumerate(asked)}


def _rarest(surfaces: Sequence[str], frequencies: dict[str, int]) -> list[range]:
    """Return the runs of words whose rarest word is rarest, none overlapping.

    A word found in no document says nothing: the index may leave it out, or no document has the passage.
    """
    counts = [frequencies.get(surface.casefold(), 0) or _UNKNOWN for surface in surfaces]
    length = min(RUN, len(surfaces))
    starts = range(len(surfaces) - length + 1)
    ranked = sorted(starts, key=lambda start: (sorted(counts[start : start + length]), start))
    chosen: list[int] = []
    for start in ranked:
        if len(chosen) < PHRASES and all(abs(start - other) >= length for other in chosen):
            chosen.append(start)
    return [range(start, start + length) for start in sorted(chosen)]
