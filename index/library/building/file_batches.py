"""Files become batches ready for the cache: read, marked, packed for the tables, and written aside for the index.

All of it is work for the processor that needs no lock and no table, so that several processes do it at once. Nothing
that is written here counts yet: the cache takes a batch in, or it is as if it had never been.
"""

from __future__ import annotations

import os
import time
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from ...articles.repeats import line_hashes, mark_repeated
from ...cache.article_table import ArticleEntry, entry_of
from ...model.article import Provenance

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ...articles.file_reader import ArticleReader
    from ...articles.file_reading import Before, FileReading
    from ...articles.folder import FileStamp
    from ...articles.guard.conversation import KeptAnswers
    from ...model.article import Article
    from ...model.complaint import Complaint
    from ...search.writing import IndexWriter, PreparedRun


class BatchLimits(NamedTuple):
    """What one batch holds at most: a few seconds of reading; smaller ones, as of a busy machine, would cost time.

    ``first`` is how many articles the first batch of a process holds, so that a new library has something to read soon.
    """

    articles: int = 700
    characters: int = 5_600_000
    seconds: float = 15.0
    first: int = 100


LIMITS = BatchLimits()


_FEW = 200
"""Files that are read before what they gave is indexed: to change from one to the other with each costs a fifth."""

TASK_FILES, TASK_BYTES = 32, 1_000_000
"""What is handed to a process at once: a tenth of a second of work, so that at the end none waits long for another."""


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


def tasks(stamps: Iterable[FileStamp], known: Mapping[str, Before]) -> Iterator[Reading]:
    """Yield the files in small tasks, in their order."""
    paths: list[str] = []
    size = 0
    for stamp in stamps:
        paths.append(stamp.path)
        size += stamp.size
        if len(paths) >= TASK_FILES or size >= TASK_BYTES:
            yield _reading(paths, known)
            paths, size = [], 0
    if paths:
        yield _reading(paths, known)


def _reading(paths: Sequence[str], known: Mapping[str, Before]) -> Reading:
    return Reading(tuple(paths), {path: known[path] for path in paths if path in known})


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
    """Prepares files in batches of up to ``limits``.

    What parsers made is ``kept``, the lines ``repeated`` in a family by its name are furniture.
    """

    def __init__(
        self,
        reader: ArticleReader,
        kept: KeptAnswers,
        writer: IndexWriter,
        repeated: Mapping[str, frozenset[int]],
        limits: BatchLimits,
    ) -> None:
        self._reader, self._kept, self._writer, self._repeated = reader, kept, writer, repeated
        self._limits, self._most = limits, limits.first

    def batches(self, asked: Iterable[Reading]) -> Iterator[PreparedBatch]:
        """Yield what the files give, in their order; a file whose digest is the known one is not read.

        ``asked`` is asked for more whenever there is something to do, so that a batch ends where it is full and not
        where a task does. Raises `SaveError` when the disk refuses.
        """
        known: dict[str, Before] = {}
        readings = self._reader.read_all(_paths(asked, known), known, self._kept)
        for reading in readings:
            batch = _Batch(chain((reading,), readings), self._repeated, self._limits._replace(articles=self._most))
            self._most = self._limits.articles
            run = self._writer.prepare(batch.articles())
            yield PreparedBatch(tuple(batch.readings), run, self._reader.failures)


def _paths(asked: Iterable[Reading], known: dict[str, Before]) -> Iterator[str]:
    """Yield the paths of tasks, and enter what is known of them."""
    for task in asked:
        known.update(task.known)
        yield from task.paths


class _Batch:
    """The batch at hand: its articles go to the index as they are read, what the tables need of them is kept."""

    def __init__(
        self, coming: Iterator[FileReading], repeated: Mapping[str, frozenset[int]], limits: BatchLimits
    ) -> None:
        self._coming, self._repeated, self._limits = coming, repeated, limits
        self._files, self._articles, self._characters, self._since = 0, 0, 0, time.perf_counter()
        self.readings: list[PreparedReading] = []

    def articles(self) -> Iterator[Article]:
        """Yield the articles with what is repeated marked, until the batch is full or nothing more comes."""
        while not self._full() and (few := self._few()):
            for reading in few:
                yield from map(self._marked, {article.id: article for article in reading.articles}.values())
            self.readings += map(_prepared, few)

    def _few(self) -> list[FileReading]:
        few = []
        for reading in self._coming:
            few.append(reading)
            self._files += 1
            self._articles += len(reading.articles)
            self._characters += sum(len(article.text) for article in reading.articles)
            if len(few) >= _FEW or self._full():
                break
        return few

    def _full(self) -> bool:
        # Files that are as they were give no articles, and are counted all the same.
        counted = max(self._articles, self._files)
        late = time.perf_counter() - self._since > self._limits.seconds
        return counted >= self._limits.articles or self._characters >= self._limits.characters or late

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
