"""The writing side of the search room: articles in, committed in batches, whole rebuilds aside.

Meant for a child process: it is all work for the processor. Refuses to read files of articles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .documents import SeenForms, document
from .index_folder import engine

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from pathlib import Path

    from ..model.article import Article
    from .engine import Run

BATCH_ARTICLES, BATCH_CHARACTERS = 2_000, 12_000_000


class PreparedRun(NamedTuple):
    """Articles written aside, and the lines on inflections that they add; ``run`` is ``None`` when there were none."""

    run: Run | None
    lines: tuple[str, ...] = ()


class IndexWriter:
    """Writes the index in ``folder``, signed with ``key``, begun when there is none. The caller keeps others out."""

    def __init__(self, folder: Path, *, key: bytes = b"") -> None:
        self.folder, self.key = folder, key
        self._engine = engine(folder, key)
        self._inflections: SeenForms | None = None
        self._met = SeenForms()

    def write(
        self,
        articles: Iterable[Article],
        remove: Iterable[str] = (),
        progress: Callable[[int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> int:
        """Put ``articles`` in place of those with the same ids, drop the ids ``remove``; return how many were written.

        Commits after some thousand articles, so that being killed loses little; ``progress`` hears the number
        written so far. When ``cancelled`` says so the rest is left out. Raises `IndexDamagedError` and `SaveError`.
        """
        if not self._engine.exists():
            self._engine.create()
        return self._write(articles, frozenset(remove), progress, cancelled)

    def prepare(self, articles: Iterable[Article]) -> PreparedRun:
        """Write ``articles``, of which no id comes twice, aside, for `adopt`; another process may write at once.

        Raises `SaveError`, and whatever ``articles`` raises.
        """
        run = self._engine.write_run(document(article, self._met) for article in articles)
        return PreparedRun(run, tuple(self._met.fresh()))

    def merge(self, names: Collection[str]) -> PreparedRun:
        """Merge the runs ``names`` aside, for `adopt`; raises `IndexDamagedError` and `SaveError`."""
        return PreparedRun(self._engine.merge(names))

    def adopt(self, prepared: PreparedRun, remove: Collection[str] = (), *, fold: bool = False) -> None:
        """Make what was prepared a part of the index and drop the ids ``remove`` from what was there before.

        ``fold`` merges small parts of the index with it. The caller keeps others out. Raises `IndexDamagedError` and
        `SaveError`.
        """
        if not self._engine.exists():
            self._engine.create()
        seen = self._seen()
        seen.take(prepared.lines)
        self._engine.adopt([prepared.run] if prepared.run else [], remove, seen.fresh(), fold=fold)

    def due(self, busy: Collection[str] = (), *, last: int = 0) -> tuple[str, ...]:
        """Return the names of runs to be merged next, none of them ``busy``.

        ``last`` says that no more will come, and how many share in merging what is left.
        """
        return self._engine.due(busy, last=last) if self._engine.exists() else ()

    def tidy(self) -> None:
        """Do what makes the next opening fast; good when all runs are adopted."""
        if self._engine.exists():
            self._engine.tidy()

    def _write(
        self,
        articles: Iterable[Article],
        remove: frozenset[str],
        progress: Callable[[int], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> int:
        written, rest = 0, _Rest(articles, cancelled)
        seen = self._seen()
        while not rest.done or remove:
            self._engine.commit((document(article, seen) for article in rest.batch()), remove, seen.fresh)
            remove = frozenset()
            written += rest.taken
            if progress:
                progress(written)
        self._engine.tidy()
        return written

    def _seen(self) -> SeenForms:
        if self._inflections is None:
            self._inflections = SeenForms(self._engine.open().inflections()[0])
        return self._inflections


class _Rest:
    """The articles not yet written, handed out a batch at a time; no id comes twice in a batch."""

    def __init__(self, articles: Iterable[Article], cancelled: Callable[[], bool] | None) -> None:
        self._articles, self._cancelled = iter(articles), cancelled
        self._next: Article | None = None
        self.taken = 0
        self._advance()

    @property
    def done(self) -> bool:
        """Whether there is no further batch."""
        return self._next is None

    def batch(self) -> Iterator[Article]:
        """Yield the articles of the next batch; ``taken`` counts them."""
        ids: set[str] = set()
        characters = self.taken = 0
        while (article := self._next) is not None and article.id not in ids:
            ids.add(article.id)
            characters += len(article.text)
            self.taken += 1
            yield article
            self._advance()
            if len(ids) >= BATCH_ARTICLES or characters >= BATCH_CHARACTERS:
                return

    def _advance(self) -> None:
        self._next = None if self._cancelled and self._cancelled() else next(self._articles, None)
