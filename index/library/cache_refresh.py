"""How the cache is brought up to date with the folder: scan, compare, read what changed, index it.

The full-text index is written before the tables, so that work cut off at any point is found and done again by the
next refresh. Refuses to keep anything between two runs.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from ..articles.file_reading import BEGINNING, Before
from ..articles.repeats import different, line_hashes, mark_repeated, threshold
from ..cache.manifest import UNFINISHED, Known
from ..cache.shadows import Shadow
from ..model.results import Progress, Refresh
from .file_changes import FileChange, moved

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from ..articles.file_reader import ArticleReader
    from ..articles.file_reading import FileReading
    from ..articles.folder import FileStamp, Scan
    from ..articles.guard.conversation import KeptAnswers
    from ..cache.generation import Generation
    from ..model.article import Article
    from ..search.writing import IndexWriter

    _Read: TypeAlias = tuple[FileStamp, FileReading]

FIRST_BATCH, BATCH, BATCH_ARTICLES = 100, 2_000, 2_000
"""Files and articles a commit: few files at first, so that a new library has something to read soon; then enough to be
quick, and never more than a few seconds of reading."""

BATCH_SECONDS = 5.0

RACY_NS = 2_000_000_000
"""A file written less than this before it was read may change again without changing its time (git's racy rule)."""


@dataclass(slots=True)
class RefreshChanges:
    """What one run found, by what happened."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    moved: list[tuple[str, str]] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)


class CacheRefresh:
    """One run over one generation of the cache. The caller holds the writer's lock."""

    def __init__(
        self,
        store: Generation,
        reader: ArticleReader,
        writer: IndexWriter,
        *,
        kept: KeptAnswers | None = None,
        progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> None:
        self._store, self._reader, self._writer, self._kept = store, reader, writer, kept
        self._progress = progress or (lambda _: None)
        self._cancelled = cancelled or (lambda: False)
        self._ledger = RefreshChanges()
        self._changes: dict[str, FileChange] = {}
        self._gone: dict[str, str] = {}
        self._copies: frozenset[str] = frozenset()

    def run(self, scanned: Scan, anew: Collection[str] = ()) -> Refresh:
        """Bring the generation up to date with what the scan saw; cut short between batches when cancelled.

        Files that the readers ``anew`` read are read again although they are the same.
        """
        started = time.perf_counter()
        self._copies = self._store.shadows.ids(Shadow.COPY)
        known = self._store.manifest.stamps()
        outdated = self._store.manifest.read_by_others(self._reader.versions) | self._store.manifest.read_by(anew)
        fresh = [stamp for stamp in scanned.stamps if stamp not in known or stamp.path in outdated]
        gone = {path for path, *_ in known}.difference(stamp.path for stamp in scanned.stamps)
        done = 0
        for batch, finished in self._batches(fresh, outdated):
            self._take(batch)
            done += finished
            self._progress(Progress("reading", done, len(fresh), _rate(done, started)))
        if not self._cancelled():
            self._drop(gone)
            self._settle()
            self._store.shadows.settle()
        self._progress(Progress("done", done, len(fresh)))
        self._enter()
        return self._report(scanned, time.perf_counter() - started)

    def _batches(self, fresh: Sequence[FileStamp], outdated: Collection[str]) -> Iterator[tuple[list[_Read], int]]:
        """Yield readings as they come, as many as one commit takes, with the number of files they finish."""
        self._progress(Progress("reading", 0, len(fresh)))
        stamps = {stamp.path: stamp for stamp in fresh}
        known = {row.path: self._before(row) for row in self._store.manifest.known(set(stamps).difference(outdated))}
        batch: list[_Read] = []
        articles = finished = 0
        most, since = FIRST_BATCH, time.perf_counter()
        for reading in self._reader.read_all(stamps, known, self._kept):
            batch.append((stamps[reading.path], reading))
            articles += len(reading.articles)
            finished += reading.done
            late = time.perf_counter() - since > BATCH_SECONDS
            if finished >= most or articles >= BATCH_ARTICLES or late:
                yield batch, finished
                batch, articles, finished, most, since = [], 0, 0, BATCH, time.perf_counter()
            if self._cancelled():
                break
        if batch:
            yield batch, finished

    def _before(self, row: Known) -> Before:
        taken = list(self._store.catalogue.texts_of(row.path))[: row.articles] if row.items else []
        return Before(row.hash, row.size, row.items, tuple(taken), row.mtime_ns != UNFINISHED)

    def _take(self, batch: Sequence[_Read]) -> None:
        """Index the articles of a batch of readings, and write the tables in one transaction."""
        now = time.time_ns()
        news = [(stamp, reading) for stamp, reading in batch if not reading.same]
        articles = [article for _, reading in news for article in reading.articles]
        stale = self._left(news)
        replaced = {article.id for article in articles if article.id in self._changes[article.source.path].before}
        families = self._families(articles)
        if articles or stale:
            self._writer.write((self._marked(article, families[article.id]) for article in articles), stale)
        with self._store.database.writing():
            self._forget([*stale, *replaced])
            self._store.catalogue.put(articles, families)
            self._store.lines.add((families[a.id], a.hash, line_hashes(a)) for a in articles)
            self._store.manifest.put(self._known(stamp, reading, now) for stamp, reading in news)
            self._store.manifest.touch(self._known(stamp, reading, now) for stamp, reading in batch if reading.same)
            self._touch()

    def _left(self, news: Sequence[_Read]) -> set[str]:
        """Take readings into the changes of their files; return the ids no longer in the files that are read whole."""
        for stamp, reading in news:
            if stamp.path not in self._changes:
                self._changes[stamp.path] = FileChange(self._store.catalogue.texts_of(stamp.path))
            self._changes[stamp.path].take(reading)
        return {id for stamp, reading in news if reading.done for id in self._changes[stamp.path].left}

    def _known(self, stamp: FileStamp, reading: FileReading, now: int) -> Known:
        """Return the row of a file; of one that was changed and cut off, the whole is read another time."""
        mtime_ns = 0 if stamp.mtime_ns >= now - RACY_NS else stamp.mtime_ns
        reason = reading.skipped.reason if reading.skipped else None
        place = reading.place
        if not reading.done:
            mtime_ns = UNFINISHED
            place = BEGINNING if self._changes[stamp.path].left else place
        read = (reading.file_hash, reason, reading.reader, reading.version)
        return Known(stamp.path, stamp.size, mtime_ns, stamp.inode, *read, *place)

    def _enter(self) -> None:
        """Enter what happened into the ledger: an article whose text now stands under another id has moved there."""
        moves = moved(self._changes.values(), self._gone, self._standing)
        goals = {new for _, new in moves}
        origins = {old for old, _ in moves}
        ledger = self._ledger
        ledger.moved.extend(moves)
        for change in self._changes.values():
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
        """Mark anew the articles that hold a line which became, or ceased to be, common in its family."""
        with self._store.database.writing():
            held = self._store.lines.settle(threshold, different)
            articles = [self._remarked(article) for article in self._store.catalogue.articles(sorted(held))]
            if articles:
                self._writer.write(articles, ())
                self._store.catalogue.set_words({article.id: article.words for article in articles})
                self._store.digests.forget(held)
                self._touch()

    def _forget(self, ids: Iterable[str]) -> None:
        # One by one: of two copies of a text, the last one to go takes its lines along.
        for id in ids:
            self._store.digests.forget([id])
            self._store.lines.forget([id])
            self._store.catalogue.remove([id])

    def _families(self, articles: Collection[Article]) -> dict[str, int]:
        names = {article.id: family_of(article) for article in articles}
        numbers = self._store.lines.families(names.values())
        return {id: numbers[name] for id, name in names.items()}

    def _marked(self, article: Article, family: int) -> Article:
        return mark_repeated(article, self._store.lines.repeated_in(family))

    def _remarked(self, article: Article) -> Article:
        return mark_repeated(article, self._store.lines.repeated_for(article.id))

    def _touch(self) -> None:
        self._store.database.set_meta(revision=str(time.time_ns()))

    def _report(self, scanned: Scan, seconds: float) -> Refresh:
        skipped = sorted({*scanned.skipped, *self._store.manifest.skipped()}, key=lambda item: item.path)
        ledger = self._ledger
        return Refresh(
            tuple(ledger.added),
            tuple(ledger.changed),
            tuple(ledger.moved),
            tuple(ledger.removed),
            tuple(skipped),
            round(seconds * 1000, 1),
            scanned.unread,
        )


def family_of(article: Article) -> str:
    """Return the name of the set of articles whose lines are counted together: the outlet's, else the folder's."""
    outlet = article.outlet
    known = outlet.value if outlet.value and outlet.provenance != "guessed" else None
    return f"outlet:{known.casefold()}" if known else f"folder:{article.source.path.rpartition('/')[0]}"


def _rate(done: int, started: float) -> float:
    """Return files a second."""
    elapsed = time.perf_counter() - started
    return done / elapsed if elapsed > 0 else 0.0
