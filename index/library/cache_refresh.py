"""How the cache is brought up to date with the folder: scan, compare, read what changed, index it.

Files are prepared here when they are few, by several processes when they are many; this process alone takes what they
prepared into the cache. The full-text index is written before the tables, so that work cut off at any point is found
and done again by the next refresh. Does not keep anything between two runs.
"""

from __future__ import annotations

import json
import time
from dataclasses import astuple, dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from ..articles.file_reading import BEGINNING, Before
from ..articles.repeats import different, mark_repeated, threshold
from ..cache.manifest import UNFINISHED, Known
from ..cache.shadows import Shadow
from ..model.complaint import Complaint
from ..model.results import Progress, Refresh
from .building import file_batches
from .building.file_batches import Preparation, tasks
from .file_changes import FileChange, moved

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from ..articles.file_reader import ArticleReader
    from ..articles.file_reading import FileReading
    from ..articles.folder import FileStamp, Scan, Stamps
    from ..cache.database import Database
    from ..cache.extractions import Extractions
    from ..cache.generation import Generation
    from ..model.article import Article
    from ..search.writing import IndexWriter
    from .building.file_batches import PreparedArticle, PreparedBatch, PreparedReading, Reading

    _Read: TypeAlias = tuple[FileStamp, PreparedReading]

MANY_FILES, MANY_BYTES = 400, 4_000_000
"""From so many files, or so much in several, other processes help: starting one costs as much as a hundred articles."""

RACY_NS = 2_000_000_000
"""A file written less than this before it was read may change again without changing its time (git's racy rule)."""


_FAILURES = "failures"
_SETTLED = "settled"
"""The revision of the tables for which repeated lines were told last."""


@dataclass(slots=True)
class RefreshChanges:
    """What one run found, by what happened."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    moved: list[tuple[str, str]] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)


class CacheRefresh:
    """One run over one generation of the cache, of up to ``processes``. The caller holds the writer's lock."""

    def __init__(
        self,
        store: Generation,
        reader: ArticleReader,
        writer: IndexWriter,
        *,
        kept: Extractions,
        processes: int = 1,
        progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> None:
        self._store, self._reader, self._writer, self._kept = store, reader, writer, kept
        self._processes, self._many = processes, False
        self._progress = progress or (lambda _: None)
        self._cancelled = cancelled or (lambda: False)
        self._ledger = RefreshChanges()
        self._changes: dict[str, FileChange] = {}
        # Files without articles before share one change: a hundred thousand would take sixty megabytes.
        self._new_files: set[str] = set()
        self._new = FileChange({})
        self._gone: dict[str, str] = {}
        self._copies: frozenset[str] = frozenset()

    def run(self, look: Callable[[Stamps], Scan], anew: Collection[str] = ()) -> Refresh:
        """Bring the generation up to date with the folder; cut short between batches when cancelled.

        ``look`` scans the folder, told which files are known. Files that the readers ``anew`` read are read again
        although they are the same.
        """
        started = time.perf_counter()
        self._copies = self._store.shadows.ids(Shadow.COPY)
        known = self._store.manifest.stamps()
        outdated = self._store.manifest.read_by_others(self._reader.versions) | self._store.manifest.read_by(anew)
        scanned = look({path: stamp for path, stamp in known.items() if path not in outdated} if outdated else known)
        fresh = scanned.stamps
        gone = scanned.gone | (outdated.difference(stamp.path for stamp in fresh) if outdated else set())
        done = articles = 0
        self._progress(Progress("reading", 0, len(fresh)))
        stamps = {stamp.path: stamp for stamp in fresh}
        for batch in self._batches(fresh, outdated):
            self._keep_failures(batch.failures)
            self._take([(stamps[prepared.reading.path], prepared) for prepared in batch.readings], batch)
            done += sum(prepared.reading.done for prepared in batch.readings)
            articles += sum(len(prepared.articles) for prepared in batch.readings)
            self._progress(Progress("reading", done, len(fresh), _rate(done, started), articles))
        if fresh:
            self._writer.tidy()
        if not self._cancelled():
            self._drop(gone)
            self._settle()
            self._store.shadows.settle()
            self._store.catalogue.settle()
        self._progress(Progress("done", done, len(fresh)))
        self._enter()
        return self._report(scanned)

    def _batches(self, fresh: Sequence[FileStamp], outdated: Collection[str]) -> Iterator[PreparedBatch]:
        """Yield batches of files prepared, as they come: from other processes when there is much to do."""
        paths = {stamp.path for stamp in fresh}.difference(outdated)
        known = {row.path: self._before(row) for row in self._store.manifest.known(paths)}
        size = sum(stamp.size for stamp in fresh)
        self._many = len(fresh) >= MANY_FILES or (len(fresh) > 1 and size >= MANY_BYTES)
        elsewhere = self._many and self._processes > 1
        return self._prepared_elsewhere(fresh, known) if elsewhere else self._prepared_here(fresh, known)

    def _prepared_here(self, fresh: Sequence[FileStamp], known: Mapping[str, Before]) -> Iterator[PreparedBatch]:
        repeated = self._store.lines.repeated()
        preparation = Preparation(self._reader, self._kept, self._writer, repeated, file_batches.LIMITS)
        for batch in preparation.batches(self._wanted(tasks(fresh, known))):
            yield batch
            if self._cancelled():
                return
            self._merge(self._writer.due())
        self._merge(self._writer.due(last=1))

    def _wanted(self, readings: Iterable[Reading]) -> Iterator[Reading]:
        """Yield tasks until the run is called off, so that what was read by then is the last batch."""
        for reading in readings:
            yield reading
            if self._cancelled():
                return

    def _merge(self, names: Collection[str]) -> None:
        if names:
            self._writer.adopt(self._writer.merge(names))

    def _prepared_elsewhere(self, fresh: Sequence[FileStamp], known: Mapping[str, Before]) -> Iterator[PreparedBatch]:
        # Imported late: most refreshes need no other process.
        from .building.build_process import Beginning  # noqa: PLC0415
        from .building.build_processes import BuildProcesses  # noqa: PLC0415

        reader, writer, repeated = self._reader, self._writer, self._store.lines.repeated()
        places = reader.root, reader.settings, self._kept.path, writer.folder
        told = Beginning(*places, writer.key, repeated, file_batches.LIMITS)
        with BuildProcesses(self._processes, told, self._cancelled) as processes:
            yield from processes.batches(tasks(fresh, known), writer)

    def _before(self, row: Known) -> Before:
        taken = list(self._store.catalogue.texts_of(row.path))[: row.articles] if row.items else []
        return Before(row.hash, row.size, row.items, tuple(taken), row.mtime_ns != UNFINISHED)

    def _take(self, batch: Sequence[_Read], prepared: PreparedBatch) -> None:
        """Adopt the articles of a batch into the index, and write the tables in one transaction."""
        now = time.time_ns()
        news = [(stamp, each) for stamp, each in batch if not each.reading.same]
        articles = [article for _, each in news for article in each.articles]
        stale = self._left(news)
        if articles or stale:
            self._writer.adopt(prepared.run, {*stale, *(one.entry.id for one in articles)}, fold=not self._many)
        with self._store.database.writing():
            self._forget([*stale, *self._replaced(news)])
            self._put(articles)
            self._store.manifest.put(self._known(stamp, each.reading, now) for stamp, each in news)
            same = ((stamp, each.reading) for stamp, each in batch if each.reading.same)
            self._store.manifest.touch(self._known(stamp, reading, now) for stamp, reading in same)
            if news:
                self._touch()

    def _keep_failures(self, failures: Collection[Complaint]) -> None:
        """Keep which readers failed, once for each, for as long as these tables live: other readers begin new ones."""
        known = reader_failures(self._store.database)
        told = {complaint.where for complaint in known}
        if fresh := [complaint for complaint in failures if complaint.where not in told]:
            packed = json.dumps([astuple(complaint) for complaint in (*known, *fresh)], ensure_ascii=False)
            self._store.database.set_meta(**{_FAILURES: packed})

    def _put(self, articles: Collection[PreparedArticle]) -> None:
        """Write articles and the lines that may be furniture into the tables."""
        families = self._store.lines.families(article.family for article in articles)
        numbers = {article.entry.id: families[article.family] for article in articles}
        self._store.catalogue.put([article.entry for article in articles], numbers)
        self._store.lines.add((families[each.family], each.entry.hash, each.lines) for each in articles)

    def _replaced(self, news: Iterable[_Read]) -> Iterator[str]:
        """Yield the ids that the tables have of files read anew, and that are in them still."""
        for stamp, each in news:
            before = self._change(stamp.path).before
            yield from (article.entry.id for article in each.articles if article.entry.id in before)

    def _left(self, news: Sequence[_Read]) -> set[str]:
        """Take readings into the changes of their files; return the ids no longer in the files that are read whole."""
        for stamp, each in news:
            change = self._change(stamp.path)
            change.take(each.reading.taken, {one.entry.id: one.entry.hash for one in each.articles})
        return {id for stamp, each in news if each.reading.done for id in self._change(stamp.path).left}

    def _change(self, path: str) -> FileChange:
        """Return what becomes of the articles of a file, which is asked for first before any is written."""
        if path in self._new_files:
            return self._new
        if path not in self._changes:
            before = self._store.catalogue.texts_of(path)
            if not before:
                self._new_files.add(path)
                return self._new
            self._changes[path] = FileChange(before)
        return self._changes[path]

    def _known(self, stamp: FileStamp, reading: FileReading, now: int) -> Known:
        """Return the row of a file; of one that was changed and cut off, the whole is read another time."""
        mtime_ns = 0 if stamp.mtime_ns >= now - RACY_NS else stamp.mtime_ns
        reason = reading.skipped.reason if reading.skipped else None
        place = reading.place
        if not reading.done:
            mtime_ns = UNFINISHED
            place = BEGINNING if self._change(stamp.path).left else place
        read = (reading.file_hash, reason, reading.reader, reading.version)
        return Known(stamp.path, stamp.size, mtime_ns, stamp.inode, *read, *place)

    def _enter(self) -> None:
        """Enter what happened into the ledger: an article whose text now stands under another id has moved there."""
        changes = [*self._changes.values(), self._new]
        moves = moved(changes, self._gone, self._standing)
        goals = {new for _, new in moves}
        origins = {old for old, _ in moves}
        ledger = self._ledger
        ledger.moved.extend(moves)
        for change in changes:
            ledger.changed.extend(id for id in change.changed if id not in goals)
            ledger.added.extend(id for id in change.came if id not in goals)
            ledger.removed.extend(id for id in change.left if id not in origins)
        ledger.removed.extend(id for id in self._gone if id not in origins)

    def _standing(self, id: str, digest: str) -> list[str]:
        """Return where the text of an article that led still stands; what stood behind others had nothing to keep."""
        return [] if id in self._copies else self._store.catalogue.holding(digest)

    def _drop(self, paths: Collection[str]) -> None:
        """Take the articles of vanished files out of index and tables."""
        if not paths:
            return
        for path in sorted(paths):
            self._gone.update(self._store.catalogue.texts_of(path))
        ids = list(self._gone)
        self._writer.write((), ids)
        with self._store.database.writing():
            self._forget(ids)
            self._store.manifest.remove(paths)
            self._touch()

    def _settle(self) -> None:
        """Mark anew the articles that hold a line which became, or ceased to be, common in its family.

        Nothing is asked, and the seal of the tables is left whole, when no article came or went since the last time.
        """
        database = self._store.database
        if database.meta(_SETTLED) == database.revision:
            return
        with database.writing():
            held = self._store.lines.settle(threshold, different)
            articles = [self._remarked(article) for article in self._store.catalogue.articles(sorted(held))]
            if articles:
                self._writer.write(articles, ())
                self._store.catalogue.mark_anew(articles)
                self._store.digests.forget(held)
                self._touch()
            database.set_meta(**{_SETTLED: database.revision})

    def _forget(self, ids: Iterable[str]) -> None:
        # One by one: of two copies of a text, the last one to go takes its lines along.
        for id in ids:
            self._store.digests.forget([id])
            self._store.lines.forget([id])
            self._store.catalogue.remove([id])

    def _remarked(self, article: Article) -> Article:
        return mark_repeated(article, self._store.lines.repeated_for(article.id))

    def _touch(self) -> None:
        self._store.database.set_meta(revision=str(time.time_ns()))

    def _report(self, scanned: Scan) -> Refresh:
        skipped = sorted({*scanned.skipped, *self._store.manifest.skipped()}, key=lambda item: item.path)
        ledger = self._ledger
        return Refresh(
            tuple(ledger.added),
            tuple(ledger.changed),
            tuple(ledger.moved),
            tuple(ledger.removed),
            tuple(skipped),
            unread=scanned.unread,
        )


def reader_failures(database: Database) -> tuple[Complaint, ...]:
    """Return which readers of others failed while the files of these tables were read."""
    return tuple(Complaint(*values) for values in json.loads(database.meta(_FAILURES) or "[]"))


def _rate(done: int, started: float) -> float:
    """Return files a second."""
    elapsed = time.perf_counter() - started
    return done / elapsed if elapsed > 0 else 0.0
