"""Who keeps the cache: opens its current generation, refreshes or rebuilds it under the writer's lock.

Refuses to answer questions about articles; it hands out the open generation for that.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ..articles.folder import scan
from ..articles.repeats import mark_repeated
from ..cache.generation import Generation
from ..cache.generations import Generations
from ..errors import IndexDamagedError
from ..files.lock import FileLock
from ..model.results import Complaint, Refresh
from ..search.writing import IndexWriter
from .note_documents import freshen
from .refreshing import Refreshing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from ..articles.file_reader import ArticleReader
    from ..articles.folder import Scan
    from ..model.article import Article
    from ..model.note import Note
    from ..model.results import Progress, Skipped
    from ..model.settings import LibrarySettings
    from .library_paths import Places

_PATIENCE = 10.0
"""Seconds to wait for another writer before saying so."""

_CONDEMNED = "condemned"


class Keeper:
    """The cache of one library."""

    def __init__(self, places: Places, reader: ArticleReader, settings: LibrarySettings) -> None:
        self._places, self._reader, self._settings = places, reader, settings
        self._generations = Generations(places.cache)
        self._store: Generation | None = None
        self._unscanned: tuple[Skipped, ...] = ()

    @property
    def store(self) -> Generation:
        """The current generation, opened; an empty one is made when there is none that can be read."""
        current = self._generations.current()
        if self._store is None or self._store.folder != current:
            if self._store is not None:
                self._store.close()
            self._store = Generation(current) if current is not None else None
            if self._store is None or not self._store.readable:
                self._store = self._begin()
        return self._store

    def refresh(
        self,
        *,
        rebuild: bool,
        progress: Callable[[Progress], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> Refresh:
        """Bring the cache up to date with the folder; a rebuild, or new rules, fill a new generation first."""
        with self.writing():
            started = time.perf_counter()
            store = self.store
            scanned = scan(self._places.folder, self._reader.suffixes, self._excluded(), self._places.only)
            self._unscanned = scanned.skipped
            version = store.database.meta("rules")
            if rebuild or (version is not None and version != self._reader.version):
                refresh = self._rebuild(scanned, progress, cancelled)
            else:
                refresh = self._update(store, scanned, progress, cancelled)
            self._generations.sweep()
        elapsed = round((time.perf_counter() - started) * 1000, 1)
        return Refresh(refresh.added, refresh.changed, refresh.moved, refresh.removed, refresh.skipped, elapsed)

    def freshen_notes(self, notes: Iterable[Note]) -> int:
        """Bring the full-text index up to date with the notes; return how many changed."""
        with self.writing():
            return freshen(self.store, IndexWriter(self.store.index_folder), notes)

    def condemn(self) -> None:
        """Remember that the full-text index can't be read, so that the next refresh builds it anew."""
        (self.store.folder / _CONDEMNED).touch()

    def skipped(self) -> tuple[Skipped, ...]:
        """Return the files stepped over: what the last scan of this process saw, and what the tables remember."""
        return tuple(sorted({*self._unscanned, *self.store.manifest.skipped()}, key=lambda item: item.path))

    def complaints(self) -> tuple[Complaint, ...]:
        """Return what is wrong with the cache itself."""
        if not (self.store.folder / _CONDEMNED).exists():
            return ()
        where = str(self.store.index_folder)
        return (Complaint(where, 0, "the full-text index can't be read", "`variorum refresh` builds it anew"),)

    def close(self) -> None:
        """Close the generation."""
        if self._store is not None:
            self._store.close()
            self._store = None

    def _begin(self) -> Generation:
        """Start an empty generation and make it current at once: there is nothing better to read meanwhile."""
        store = Generation(self._generations.create())
        store.create()
        self._generations.switch(store.folder)
        return store

    def _update(
        self,
        store: Generation,
        scanned: Scan,
        progress: Callable[[Progress], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> Refresh:
        self._mend(store)
        store.database.set_meta(rules=self._reader.version)
        try:
            return self._run(store, scanned, progress, cancelled)
        except IndexDamagedError:
            self.condemn()
            self._mend(store)
            return self._run(store, scanned, progress, cancelled)

    def _run(
        self,
        store: Generation,
        scanned: Scan,
        progress: Callable[[Progress], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> Refresh:
        writer = IndexWriter(store.index_folder)
        return Refreshing(store, self._reader, writer, progress=progress, cancelled=cancelled).run(scanned)

    def _rebuild(
        self,
        scanned: Scan,
        progress: Callable[[Progress], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> Refresh:
        """Fill a new generation while the old one is still read, then make it current."""
        before = self.store.catalogue.hashes()
        store = Generation(self._generations.create())
        store.create()
        store.database.set_meta(rules=self._reader.version)
        refresh = self._run(store, scanned, progress, cancelled)
        if cancelled is not None and cancelled():
            store.close()
            return Refresh(skipped=refresh.skipped)
        after = store.catalogue.hashes()
        store.close()
        self._generations.switch(store.folder)
        return Refresh(
            added=tuple(sorted(after.keys() - before.keys())),
            changed=tuple(sorted(id for id in after.keys() & before.keys() if after[id] != before[id])),
            removed=tuple(sorted(before.keys() - after.keys())),
            skipped=refresh.skipped,
        )

    def _mend(self, store: Generation) -> None:
        """Build the full-text index anew from the tables when it is condemned or gone; no file is read for that."""
        flag = store.folder / _CONDEMNED
        if flag.exists() or (len(store.catalogue) and not store.index_folder.exists()):
            writer = IndexWriter(store.index_folder)
            writer.rebuild(self._articles(store))
            store.noted.clear()
            flag.unlink(missing_ok=True)

    @staticmethod
    def _articles(store: Generation) -> Iterator[Article]:
        for article in store.catalogue.articles(store.catalogue.ids("id")):
            yield mark_repeated(article, store.lines.repeated_for(article.id))

    def _excluded(self) -> tuple[Path, ...]:
        return (self._places.notes, self._places.cache)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the writer's place; raises `BusyError` when another process keeps it."""
        with FileLock(self._places.cache / "writer.lock", timeout=_PATIENCE):
            yield
