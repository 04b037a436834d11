"""How the cache is brought up to date with the folder: scan, compare, read what changed, index it.

The full-text index is written before the tables, so that work cut off at any point is found and done again by the
next refresh. Refuses to keep anything between two runs.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..articles.repeats import different, line_hashes, mark_repeated, threshold
from ..cache.manifest import Known
from ..model.results import Progress, Refresh, Skipped

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from ..articles.file_reader import ArticleReader, FileReading
    from ..articles.folder import FileStamp, Scan
    from ..cache.generation import Generation
    from ..model.article import Article
    from ..search.writing import IndexWriter

FIRST_BATCH, BATCH = 100, 2_000
"""Files a commit: few at first, so that a new library has something to read soon; then enough to be quick."""

RACY_NS = 2_000_000_000
"""A file written less than this before it was read may change again without changing its time (git's racy rule)."""


@dataclass(slots=True)
class Ledger:
    """What one run found, by what happened."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    moved: list[tuple[str, str]] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)


class Refreshing:
    """One run over one generation of the cache. The caller holds the writer's lock."""

    def __init__(
        self,
        store: Generation,
        reader: ArticleReader,
        writer: IndexWriter,
        *,
        progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> None:
        self._store, self._reader, self._writer = store, reader, writer
        self._progress = progress or (lambda _: None)
        self._cancelled = cancelled or (lambda: False)
        self._ledger = Ledger()

    def run(self, scanned: Scan) -> Refresh:
        """Bring the generation up to date with what the scan saw; cut short between batches when cancelled."""
        started = time.perf_counter()
        known = self._store.manifest.stamps()
        fresh = [stamp for stamp in scanned.stamps if stamp not in known]
        gone = {path for path, *_ in known}.difference(stamp.path for stamp in scanned.stamps)
        self._gone_by_hash = {digest: path for path, digest in self._store.manifest.hashes(sorted(gone)).items()}
        done = 0
        for batch in _batches(fresh):
            if self._cancelled():
                break
            self._progress(Progress("reading", done, len(fresh)))
            self._take(batch)
            done += len(batch)
        else:
            self._drop(gone)
            self._settle()
        self._progress(Progress("done", done, len(fresh)))
        return self._report(scanned.skipped, time.perf_counter() - started)

    def _take(self, stamps: Sequence[FileStamp]) -> None:
        """Read a batch of new or changed files, index their articles, and write the tables in one transaction."""
        old_hashes = self._store.manifest.hashes(stamp.path for stamp in stamps)
        now = time.time_ns()
        readings = [(stamp, self._reader.read(stamp.path)) for stamp in stamps]
        entries = [_known(stamp, reading, now) for stamp, reading in readings]
        news = [(stamp, reading) for stamp, reading in readings if old_hashes.get(stamp.path) != reading.file_hash]
        articles = [article for _, reading in news for article in reading.articles]
        old = self._store.catalogue.of_paths([stamp.path for stamp, _ in news])
        stale = {id for ids in old.values() for id in ids} - {article.id for article in articles}
        families = self._families(articles)
        if articles or stale:
            self._writer.write((self._marked(article, families[article.id]) for article in articles), stale)
        with self._store.database.writing():
            self._forget([id for ids in old.values() for id in ids])
            self._store.catalogue.put(articles, families)
            self._store.lines.add((families[a.id], a.hash, line_hashes(a)) for a in articles)
            self._store.manifest.put(entries)
            self._touch()
        for stamp, reading in news:
            self._enter(reading, old[stamp.path])

    def _enter(self, reading: FileReading, old: Collection[str]) -> None:
        """Enter one read file into the ledger; a new file with the bytes of a vanished one is that file moved."""
        ids = [article.id for article in reading.articles]
        origin = self._gone_by_hash.pop(reading.file_hash, None) if not old else None
        if origin is not None:
            before = self._store.catalogue.of_paths([origin])[origin]
            self._ledger.moved.extend(zip(before, ids, strict=False))
            return
        self._ledger.changed.extend(id for id in ids if id in old)
        self._ledger.added.extend(id for id in ids if id not in old)
        self._ledger.removed.extend(id for id in old if id not in ids)

    def _drop(self, paths: Collection[str]) -> None:
        """Take the articles of vanished files out of index and tables."""
        if not paths:
            return
        ids = [id for of_path in self._store.catalogue.of_paths(paths).values() for id in of_path]
        self._writer.write((), ids)
        with self._store.database.writing():
            self._forget(ids)
            self._store.manifest.remove(paths)
            self._touch()
        moved = {old for old, _ in self._ledger.moved}
        self._ledger.removed.extend(id for id in ids if id not in moved)

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

    def _report(self, unscanned: Sequence[Skipped], seconds: float) -> Refresh:
        skipped = sorted({*unscanned, *self._store.manifest.skipped()}, key=lambda item: item.path)
        ledger = self._ledger
        return Refresh(
            tuple(ledger.added),
            tuple(ledger.changed),
            tuple(ledger.moved),
            tuple(ledger.removed),
            tuple(skipped),
            round(seconds * 1000, 1),
        )


def family_of(article: Article) -> str:
    """Return the name of the set of articles whose lines are counted together: the outlet's, else the folder's."""
    outlet = article.outlet
    known = outlet.value if outlet.value and outlet.provenance != "guessed" else None
    return f"outlet:{known.casefold()}" if known else f"folder:{article.source.path.rpartition('/')[0]}"


def _known(stamp: FileStamp, reading: FileReading, now: int) -> Known:
    mtime_ns = 0 if stamp.mtime_ns >= now - RACY_NS else stamp.mtime_ns
    reason = reading.skipped.reason if reading.skipped else None
    return Known(stamp.path, stamp.size, mtime_ns, stamp.inode, reading.file_hash, reason)


def _batches(stamps: Sequence[FileStamp]) -> Iterator[Sequence[FileStamp]]:
    if stamps:
        yield stamps[:FIRST_BATCH]
    for start in range(FIRST_BATCH, len(stamps), BATCH):
        yield stamps[start : start + BATCH]
