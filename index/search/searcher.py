"""Searching: from a query to ordered ids and snippets.

Works on one generation at a time and notices when there is a newer one. Does not read articles, and writes nothing.
"""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from ..model.found import Found
from .catalogue import FACETS, Catalogue
from .evaluation import Cancelled, Evaluation
from .index_folder import engine
from .inflections import Inflections
from .lexicon import Lexicon
from .ordering import Picked, Ranked
from .query.atoms import OWN, STATED
from .query.nodes import All, Fuzzy, Prefix, Term, filters, wanted, without_facet
from .query.parser import parse
from .ranking import Ranking
from .snippets import article_hit, patterns, snippet
from .typeahead import before_unfinished, being_typed, is_value_being_typed, plan, warm

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from ..model.article import Article
    from ..model.results import Hit
    from ..model.settings import SearchSettings
    from .engine import Engine
    from .query.nodes import Node, Query
    from .tables.id_sets import Outside


_PIECES = 50
"""Pieces read ahead between two returns of file pages: they would grow to 200 MB with 100,000 articles."""


class IndexReader:
    """The current generation of an index, keeping what it can of the one ``before``; raises `IndexDamagedError`."""

    def __init__(self, engine: Engine, settings: SearchSettings, before: IndexReader | None = None) -> None:
        self._snapshot = engine.open()
        self.name: Hashable = self._snapshot.generation
        self.catalogue = Catalogue(self._snapshot.rows)
        sorted_lines, read = self._snapshot.sorted_lines()
        self.kin: Inflections = before.kin if before else Inflections(ordered=sorted_lines)
        self.read: int = before.read if before else read
        lines, self.read = self._snapshot.inflections(self.read)
        self.kin.add(lines)
        self.lexicon = Lexicon(self._snapshot.forms, self.kin, {*self.catalogue.languages, ""})
        self.ranking = Ranking(self._snapshot, self.catalogue, settings)

    @cached_property
    def ahead(self) -> Iterator[None]:
        """What is to be read ahead, piece by piece; each piece once, however often the work is interrupted."""
        return self._reading_ahead()

    def _reading_ahead(self) -> Iterator[None]:
        for piece, _ in enumerate(plan(self.catalogue, self.lexicon, self.ranking), start=1):
            if piece % _PIECES == 0:
                self.forget_pages()
            yield

    def forget_pages(self) -> None:
        """Return the memory of file pages to the system; decoded data is kept."""
        self._snapshot.forget_pages()

    def close(self) -> None:
        """Close the files."""
        self._snapshot.close()


SORTS = ("relevance", "date", "oldest", "outlet", "title")


class Searcher:
    """Answers queries over the index in ``folder``, signed with ``key``.

    ``outside`` answers fields that are known elsewhere: field name → (value → ids of articles); it raises `ValueError`
    with a message for an unknown value. ``hidden`` names articles that are left out unless the query asks for them with
    ``is:``: value → function that returns their ids. The index is opened at the first query, and again whenever there
    is a newer generation. Thread-safe: threads take turns.
    """

    def __init__(
        self,
        folder: Path,
        settings: SearchSettings,
        outside: Outside | None = None,
        *,
        hidden: Mapping[str, Callable[[], frozenset[str]]] | None = None,
        key: bytes = b"",
    ) -> None:
        self._engine = engine(folder, key)
        self._settings = settings
        self._outside = dict(outside or {})
        self._hidden = dict(hidden or {})
        self._turn = threading.RLock()
        self._now: IndexReader | None = None

    def open(self) -> None:
        """Open the current generation; raises `IndexDamagedError`, also for an index of another version."""
        with self._turn:
            before, self._now = self._now, IndexReader(self._engine, self._settings, self._now)
            if before is not None:
                before.close()

    def reopen_if_changed(self) -> bool:
        """Open the current generation unless it is open; return whether it was opened. Cheap when nothing changed."""
        with self._turn:
            present = self._engine.generation()
            if present is None or (self._now is not None and present == self._now.name):
                return False
            self.open()
            return True

    def close(self) -> None:
        """Close the files."""
        with self._turn:
            if self._now is not None:
                self._now.close()
            self._now = None

    def find(
        self,
        text: str,
        *,
        sort: str = "relevance",
        typing: bool = False,
        quick: bool = False,
        cancelled: Callable[[], bool] | None = None,
        leaving_out: str = "",
    ) -> Found:
        """Return the articles that match ``text``, by relevance, or by date where no word can rank them.

        Ids that start with ``leaving_out`` are neither found nor counted. ``typing`` treats the last word as a prefix
        and the last value of a filter as incomplete, and ignores a partial field name; ``quick`` does too, and matches
        only the commonest continuations, so that the total may be a lower bound. When ``cancelled`` returns true the
        answer is empty and not exact.
        """
        typing = typing or quick
        begun = time.perf_counter()
        with self._turn:
            self.reopen_if_changed()
            query = parse(text, self._outside, typing=typing)
            try:
                found = self._answer(query, sort, leaving_out, typing=typing, quick=quick, cancelled=cancelled)
                if typing and not found.total and not is_value_being_typed(query, self._begun):
                    found = self._without_unfinished(found, sort, leaving_out, quick=quick, cancelled=cancelled)
            except Cancelled:
                found = Found(text, (), (), 0, total_exact=False, elapsed_ms=0.0)
            if self._now is not None and not quick:
                self._now.forget_pages()
        return replace(found, elapsed_ms=(time.perf_counter() - begun) * 1000, typing=typing)

    def hit(self, text: str, article: Article, score: float, *, typing: bool = False) -> Hit:
        """Return ``article`` as a hit for ``text``: its snippet with marks, and the matching spans of its text."""
        with self._turn:
            if self._now is None:
                self.reopen_if_changed()
            shown = snippet(article, tuple(patterns(parse(text, self._outside), self._test, typing=typing)))
        return article_hit(article, shown, score)

    def prewarm(self, cancelled: Callable[[], bool]) -> None:
        """Make the first keystrokes fast by reading ahead, in slices of some milliseconds.

        Returns soon after ``cancelled`` returns true or another generation was opened; the next call goes on there.
        """
        with self._turn:
            self.reopen_if_changed()
            now = self._now
        if now is not None:
            warm(now.ahead, self._turn, lambda: cancelled() or self._now is not now)
            with self._turn:
                now.forget_pages()

    @property
    def _begun(self) -> AbstractSet[str]:
        """The fields whose values only the index can complete."""
        return STATED - self._outside.keys()

    def _without_unfinished(
        self, found: Found, sort: str, leaving_out: str, *, quick: bool, cancelled: Callable[[], bool] | None
    ) -> Found:
        """Return the answer to the query without an unfinished filter at its end; ``found`` if it has none."""
        text = before_unfinished(found.query, OWN | self._outside.keys())
        if text is None:
            return found
        query = parse(text, self._outside)
        query = query if query.root is not None else replace(query, root=All())
        answer = self._answer(query, sort, leaving_out, typing=False, quick=quick, cancelled=cancelled)
        return replace(answer, query=found.query, problems=found.problems, suggestions=())

    def _answer(
        self,
        query: Query,
        sort: str,
        leaving_out: str,
        *,
        typing: bool,
        quick: bool,
        cancelled: Callable[[], bool] | None,
    ) -> Found:
        now = self._now
        if now is None or query.root is None or not now.catalogue.count:
            return Found(query.text, (), (), 0, total_exact=True, elapsed_ms=0.0, problems=query.problems)
        typed = being_typed(query, self._begun) if typing else None
        evaluation = Evaluation(now.catalogue, now.lexicon, now.ranking, self._outside, typed, cancelled, quick=quick)
        left_out = now.catalogue.beginning(leaving_out) | self._left_out(now.catalogue, query.root)
        packed = evaluation.matches(query.root) & ~left_out
        total = packed.bit_count()
        ids, scores = _in_order(now, evaluation, query.root, packed, sort)
        return Found(
            query.text,
            ids,
            scores,
            total,
            total_exact=evaluation.complete,
            elapsed_ms=0.0,
            problems=(*query.problems, *evaluation.problems),
            suggestions=() if total or quick else self._suggestions(now, query),
            facets={} if quick else now.catalogue.facets(packed, _wider(evaluation, query.root, left_out)),
        )

    def _suggestions(self, now: IndexReader, query: Query) -> tuple[str, ...]:
        # Imported late: most queries find something.
        from .suggestions import suggestions  # noqa: PLC0415

        return tuple(suggestions(query, now.catalogue, now.lexicon, now.ranking, self._outside))

    def _left_out(self, catalogue: Catalogue, root: Node) -> int:
        """Return the documents that are hidden unless asked for."""
        asked = {value.casefold() for each in filters(root) if each.field == "is" for value in each.values}
        left_out = 0
        for name, ids in self._hidden.items():
            if name not in asked:
                left_out |= catalogue.kept(name, ids())
        return left_out

    def _test(self, item: Term | Prefix | Fuzzy, typed: Term | None) -> Callable[[str], bool]:
        if isinstance(item, Prefix) or item is typed:
            prefix, kin = item.form, self._kin(item)
            return lambda form: form.startswith(prefix) or form in kin
        return (
            frozenset({*self._kin(item), item.form}) if not isinstance(item, Fuzzy) else self._kin(item)
        ).__contains__

    def _kin(self, item: Term | Prefix | Fuzzy) -> frozenset[str]:
        if self._now is None or isinstance(item, Prefix):
            return frozenset()
        return frozenset(self._now.lexicon.expand(item))


def _in_order(
    now: IndexReader, evaluation: Evaluation, root: Node, packed: int, sort: str
) -> tuple[Sequence[str], Sequence[float]]:
    """Return the ids of ``packed`` in order and, by relevance, their scores; equal scores are sorted by id."""
    ids = now.catalogue.ids
    if sort in SORTS[1:] or next(wanted(root), None) is None:
        by = sort if sort in SORTS[1:] else "date"
        return ids.pick(now.catalogue.ordered(by, packed)), ()
    documents, totals = evaluation.ranked(root, packed)

    def ties(many: int) -> Callable[[int], int | str]:
        held = now.catalogue.ties(many)
        return lambda entry: held[documents[entry]]

    ranked = Ranked(totals, ties)
    among = partial(now.catalogue.among, packed)
    return Picked(ranked, documents, ids, among), Picked(ranked, None, totals)


def _wider(evaluation: Evaluation, root: Node, left_out: int) -> dict[str, int]:
    """Return, for each facet that the query filters by, what matches without that filter."""
    wider = {facet: without_facet(root, facet) for facet in FACETS}
    return {facet: evaluation.matches(rest) & ~left_out for facet, rest in wider.items() if rest is not None}
