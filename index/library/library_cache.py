"""Who keeps the cache: opens its current generation, refreshes or rebuilds it under the writer's lock.

Does not answer questions about articles; it hands out the open generation for that.
"""

from __future__ import annotations

import json
import time
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from ..articles.file_reader import GUARDED
from ..articles.folder import scan, unescape
from ..cache.extractions import Extractions
from ..cache.generation import Generation
from ..cache.generations import LOCK, Generations
from ..cache.shadows import Shadow
from ..errors import IndexDamagedError
from ..files.lock import FileLock
from ..model.complaint import Complaint
from ..model.results import Refresh
from ..search.index_files import CONTENTS, index_damage
from ..search.searcher import Searcher
from ..search.writing import IndexWriter
from .building.file_batches import cores
from .cache_refresh import CacheRefresh, reader_failures
from .file_changes import FileChange, moved
from .note_documents import freshen
from .user_secret import user_secret

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from pathlib import Path

    from ..articles.file_reader import ArticleReader
    from ..articles.folder import Scan, Stamps
    from ..model.complaint import Skipped
    from ..model.note import Note
    from ..model.results import Progress
    from ..model.settings import LibrarySettings
    from ..search.tables.id_sets import Outside
    from .library_paths import Places

_EXTRACTED = "extracted.sqlite"
_PATIENCE = 10.0
"""Seconds to wait for another writer before saying so."""


class LibraryCache:
    """The cache of one library."""

    def __init__(self, places: Places, reader: ArticleReader, settings: LibrarySettings) -> None:
        self._places, self._reader, self._settings = places, reader, settings
        self._generations = Generations(places.cache)
        self._key = user_secret(places.secret)
        self._kept = Extractions(places.cache / _EXTRACTED, self._key)
        self._store: Generation | None = None
        self._hidden: dict[Shadow, tuple[object, frozenset[str]]] = {}
        self._unscanned: tuple[Skipped, ...] = ()

    def changed_file(self, path: str) -> tuple[int, int, int] | None:
        """Return the stamp (size, time of change, inode) of a file that is not as it was read; ``None`` if it is."""
        try:
            seen = (self._places.folder / unescape(path)).stat()
        except OSError:
            return None
        stamp = seen.st_size, seen.st_mtime_ns, seen.st_ino
        known = next(self.store.manifest.known([path]), None)
        if known is None:
            return None
        # A file written right before it was read has no time of its own: its size must do until the next refresh.
        time_known = known.mtime_ns or seen.st_mtime_ns
        return stamp if (known.size, time_known, known.inode) != stamp else None

    @property
    def store(self) -> Generation:
        """The current generation, opened; an empty one is made when there is none that can be read."""
        current = self._generations.current()
        if self._store is None or self._store.folder != current:
            if self._store is not None:
                self._store.close()
            self._store = Generation(current, self._key) if current is not None else None
            if self._store is not None and not self._store.readable:
                self._store.close()
                self._store = None
            self._store = self._store or self._begin()
        return self._store

    def refresh(
        self,
        *,
        rebuild: bool,
        reread: bool = False,
        progress: Callable[[Progress], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> Refresh:
        """Bring the cache up to date with the folder; a rebuild, or new rules, fill a new generation first.

        What workers made of files that are the same is taken as it was, unless they are to be ``reread``. A rebuild
        that was cut off goes on where it was, unless they are.
        """
        with self.writing(), self._kept:
            started = time.perf_counter()
            store = self.store
            if reread:
                self._kept.sweep(())
            version = store.database.meta("rules")
            if rebuild or (version is not None and version != self._reader.version) or not self._index_whole(store):
                refresh = self._rebuild(progress, cancelled, reread=reread)
            else:
                anew = GUARDED if reread else frozenset()
                refresh = self._update(store, progress, cancelled, anew)
            self._keep_unread(json.dumps(dict(refresh.unread), ensure_ascii=False))
            self._sweep()
            if refresh and not (cancelled and cancelled()):
                self._kept.sweep(self.store.manifest.hashes())
        elapsed = round((time.perf_counter() - started) * 1000, 1)
        return replace(refresh, elapsed_ms=elapsed)

    def _keep_unread(self, counted: str) -> None:
        # Only what differs is written: a write breaks the seal, and most refreshes find nothing.
        if self.store.database.meta("unread") != counted:
            self.store.database.set_meta(unread=counted)

    def freshen_notes(self, notes: Iterable[Note]) -> int:
        """Bring the full-text index up to date with the notes; return how many changed."""
        with self.writing():
            return freshen(self.store, self._writer(self.store), notes)

    def searcher(self, outside: Outside) -> Searcher:
        """Return a searcher of the current generation's full-text index."""
        hidden = {kind.value: partial(self.hidden, kind) for kind in Shadow}
        return Searcher(self.store.index_folder, self._settings.search, outside, hidden=hidden, key=self._key)

    def hidden(self, kind: Shadow) -> frozenset[str]:
        """Return the ids of articles that stand behind others; the same set as long as it holds the same."""
        known = (self.store.folder, self.store.database.meta("shadows"))
        if self._hidden.get(kind, (None,))[0] != known:
            self._hidden[kind] = known, self.store.shadows.ids(kind)
        return self._hidden[kind][1]

    def condemn(self) -> None:
        """Remember that the current generation can't be read, so that the next refresh fills another."""
        self.store.condemn()

    def skipped(self) -> tuple[Skipped, ...]:
        """Return the files stepped over: what the last scan of this process saw, and what the tables remember."""
        return tuple(sorted({*self._unscanned, *self.store.manifest.skipped()}, key=lambda item: item.path))

    def unread(self) -> dict[str, int]:
        """Return how many files of kinds that are not read the last scan saw, by suffix."""
        counted: dict[str, int] = json.loads(self.store.database.meta("unread") or "{}")
        return counted

    def reader_failures(self) -> tuple[Complaint, ...]:
        """Return which readers of others failed while the files were read, in whichever process that was."""
        return reader_failures(self.store.database)

    def complaints(self) -> tuple[Complaint, ...]:
        """Read the cache to its end and return what in it is not what was written; it is condemned then."""
        store = self.store
        broken = (*store.differing(), *index_damage(store.index_folder, self._key, thorough=True))
        if broken:
            store.condemn()
        cure = "the next command, or `variorum refresh`, builds the cache anew"
        return tuple(Complaint(str(store.folder / name), 0, "not what was written there", cure) for name in broken)

    def close(self) -> None:
        """Close the generation."""
        if self._store is not None:
            self._store.close()
            self._store = None

    def _begin(self) -> Generation:
        """Make a generation current that holds nothing, or what a rebuild had read: there is nothing better to read."""
        store = self._cut_off() or self._created()
        self._generations.switch(store.folder)
        return store

    def _created(self) -> Generation:
        store = Generation(self._generations.create(), self._key)
        store.create()
        return store

    def _cut_off(self) -> Generation | None:
        """Return the generation that a rebuild by the rules in force had begun, if it is whole as far as it came."""
        folder = self._generations.begun()
        if folder is None:
            return None
        store = Generation(folder, self._key)
        with suppress(IndexDamagedError):
            if store.readable and store.database.meta("rules") == self._reader.version and self._index_whole(store):
                return store
        store.close()
        return None

    def _sweep(self) -> None:
        """Remove all generations but the current one, and one with which a later rebuild can go on."""
        cut_off = self._cut_off()
        self._generations.sweep(cut_off.folder if cut_off else None)
        if cut_off:
            cut_off.close()

    def _writer(self, store: Generation) -> IndexWriter:
        return IndexWriter(store.index_folder, key=self._key)

    def _index_whole(self, store: Generation) -> bool:
        """Whether the full-text index is there if there are articles, and as it was written."""
        there = (store.index_folder / CONTENTS).exists() or not len(store.catalogue)
        return there and not index_damage(store.index_folder, self._key)

    def _update(
        self,
        store: Generation,
        progress: Callable[[Progress], None] | None,
        cancelled: Callable[[], bool] | None,
        anew: Collection[str],
    ) -> Refresh:
        if store.database.meta("rules") != self._reader.version:
            store.database.set_meta(rules=self._reader.version)
        try:
            return self._run(store, progress, cancelled, anew)
        except IndexDamagedError:
            store.condemn()
            return self._rebuild(progress, cancelled)

    def _run(
        self,
        store: Generation,
        progress: Callable[[Progress], None] | None,
        cancelled: Callable[[], bool] | None,
        anew: Collection[str] = (),
    ) -> Refresh:
        work = CacheRefresh(
            store,
            self._reader,
            self._writer(store),
            kept=self._kept,
            processes=self._settings.search.processes or cores(),
            progress=progress,
            cancelled=cancelled,
        )
        return work.run(self._scan, anew)

    def _rebuild(
        self,
        progress: Callable[[Progress], None] | None,
        cancelled: Callable[[], bool] | None,
        *,
        reread: bool = False,
    ) -> Refresh:
        """Fill a new generation while the old one is still read, or go on with one, then make it current."""
        before, copies = self._hashes()
        with closing((None if reread else self._cut_off()) or self._created()) as store:
            store.database.set_meta(rules=self._reader.version)
            refresh = self._run(store, progress, cancelled)
            if cancelled is not None and cancelled():
                return Refresh(skipped=refresh.skipped, unread=refresh.unread)
            change = FileChange(before, store.catalogue.hashes())
            moves = moved([change], {}, lambda old, digest: [] if old in copies else store.catalogue.holding(digest))
            store.seal()
        self._generations.switch(store.folder)
        origins, goals = {old for old, _ in moves}, {new for _, new in moves}
        return Refresh(
            added=tuple(sorted(id for id in change.came if id not in goals)),
            changed=tuple(sorted(id for id in change.changed if id not in goals)),
            moved=tuple(moves),
            removed=tuple(sorted(id for id in change.left if id not in origins)),
            skipped=refresh.skipped,
            unread=refresh.unread,
        )

    def _scan(self, known: Stamps) -> Scan:
        """Walk the folder; files ``known`` with their stamps are left out."""
        seen = scan(self._places.folder, self._reader.suffixes, self._excluded(), self._places.only, known)
        self._unscanned = seen.skipped
        return seen

    def _hashes(self) -> tuple[dict[str, str], frozenset[str]]:
        """Return the text hash of every article, and which are copies that stand behind others."""
        try:
            return self.store.catalogue.hashes(), self.store.shadows.ids(Shadow.COPY)
        except IndexDamagedError:
            return {}, frozenset()

    def _excluded(self) -> tuple[Path, ...]:
        return (self._places.notes, self._places.cache)

    @contextmanager
    def writing(self, patience: float = _PATIENCE) -> Iterator[None]:
        """Hold the writer's place; raises `BusyError` when another process keeps it for ``patience`` seconds."""
        with FileLock(self._places.cache / LOCK, timeout=patience):
            yield
            self.store.seal()
