"""Files become batches ready for the cache: read, marked, packed for the tables, and written aside for the index.

All of it is work for the processor that needs no lock and no table, so that several processes do it at once. Refuses to
write anything that counts: the cache takes a batch in, or it is as if it had never been.
"""

from __future__ import annotations

import os
import time
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from ...articles.repeats import line_hashes, mark_repeated
from ...cache.article_table import ArticleEntry, entry_of
from ...model.article import Provenance

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ...articles.file_reader import ArticleReader
    from ...articles.file_reading import Before, FileReading
    from ...articles.folder import FileStamp
    from ...articles.guard.conversation import KeptAnswers
    from ...model.article import Article
    from ...model.complaint import Complaint
    from ...search.writing import IndexWriter, PreparedRun

BATCH_ARTICLES, BATCH_CHARACTERS, BATCH_SECONDS = 1_000, 8_000_000, 15.0
"""What one batch holds at most: a few seconds of reading; smaller ones, as of a busy machine, would cost time."""


FIRST, LEAST = 100, 100
"""Files in the first task, so that a new library has something to read soon, and in the last ones at least."""


MOST = 4
"""Processes that are worth starting: the tables are written by one, which then has its hands full."""


def cores() -> int:
    """Return how many processes may run at once, at most `MOST`."""
    known = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(MOST, known or 1)


class Reading(NamedTuple):
    """Files to prepare, and what is known of those that may be unchanged."""

    paths: tuple[str, ...]
    known: Mapping[str, Before]


def tasks(stamps: Sequence[FileStamp], known: Mapping[str, Before], processes: int) -> Iterator[Reading]:
    """Yield the files in tasks of about a batch, small ones first and last so that no process waits for another."""
    left, at = len(stamps), 0
    while left:
        most = min(BATCH_ARTICLES, max(LEAST, left // (2 * processes))) if at else FIRST
        size, end = 0, at
        while end < len(stamps) and end - at < most and size < BATCH_CHARACTERS:
            size += stamps[end].size
            end += 1
        paths = tuple(stamp.path for stamp in stamps[at:end])
        yield Reading(paths, {path: known[path] for path in paths if path in known})
        left, at = left - (end - at), end


class PreparedArticle(NamedTuple):
    """An article for the tables: its entry, the name of its family of lines, and the hashes of its lines."""

    entry: ArticleEntry
    family: str
    lines: tuple[int, ...]


class PreparedReading(NamedTuple):
    """What reading a file, or a part of it, gave: the reading without its articles, and these prepared."""

    reading: FileReading
    articles: tuple[PreparedArticle, ...]


class PreparedBatch(NamedTuple):
    """What several readings gave, in the order of the files; ``run`` holds all their articles for the index.

    ``failures`` are the readers of others that failed so far in the process that read.
    """

    readings: tuple[PreparedReading, ...]
    run: PreparedRun
    failures: tuple[Complaint, ...] = ()


class Preparation:
    """Prepares files; what parsers made is ``kept``, the lines ``repeated`` in a family by its name are furniture."""

    def __init__(
        self, reader: ArticleReader, kept: KeptAnswers, writer: IndexWriter, repeated: Mapping[str, frozenset[int]]
    ) -> None:
        self._reader, self._kept, self._writer, self._repeated = reader, kept, writer, repeated

    def batches(self, asked: Reading) -> Iterator[PreparedBatch]:
        """Yield what the files give, in their order; a file whose digest is the known one is not read.

        Raises `SaveError` when the disk refuses.
        """
        held: list[FileReading] = []
        articles, characters, since = 0, 0, time.perf_counter()
        for reading in self._reader.read_all(asked.paths, asked.known, self._kept):
            held.append(reading)
            articles += len(reading.articles)
            characters += sum(len(article.text) for article in reading.articles)
            late = time.perf_counter() - since > BATCH_SECONDS
            if articles >= BATCH_ARTICLES or characters >= BATCH_CHARACTERS or late:
                yield self._batch(held)
                held, articles, characters, since = [], 0, 0, time.perf_counter()
        if held:
            yield self._batch(held)

    def _batch(self, readings: Sequence[FileReading]) -> PreparedBatch:
        articles = {article.id: article for reading in readings for article in reading.articles}
        run = self._writer.prepare(self._marked(article) for article in articles.values())
        return PreparedBatch(tuple(map(_prepared, readings)), run, self._reader.failures)

    def _marked(self, article: Article) -> Article:
        return mark_repeated(article, self._repeated.get(family_of(article), frozenset()))


def _prepared(reading: FileReading) -> PreparedReading:
    articles = (PreparedArticle(entry_of(each), family_of(each), line_hashes(each)) for each in reading.articles)
    return PreparedReading(replace(reading, articles=()), tuple(articles))


def family_of(article: Article) -> str:
    """Return the name of the set of articles whose lines are counted together: the outlet's, else the folder's."""
    outlet = article.outlet
    known = outlet.value if outlet.value and outlet.provenance is not Provenance.GUESSED else None
    return f"outlet:{known.casefold()}" if known else f"folder:{article.source.path.rpartition('/')[0]}"
