"""Searching a shared archive: from a query to ordered ids, totals and facets, and from ids to their sources.

Lists at most `LISTED` results of a query; the total counts them all. Does not make articles of what it fetches, and
keeps nothing on disk.
"""

from __future__ import annotations

import time
from collections import deque
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from ..errors import ArchiveError
from ..model.found import Found, QueryProblem
from ..search.query.atoms import OWN, STATED
from ..search.query.nodes import All, Term, filters, items, wanted, without_facet
from ..search.query.parser import parse
from ..search.snippets import article_hit, patterns, snippet
from ..search.typeahead import before_unfinished, being_typed, is_value_being_typed
from .affordable import forbidden
from .archive_client import failed_parts, hits_of
from .archive_faults import AskedAnewError, nonsense, readable
from .archive_kinds import Paging

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from ..model.article import Article
    from ..model.results import Hit
    from ..model.settings import SearchSettings
    from ..search.query.nodes import Filter, Node, Query
    from ..search.tables.id_sets import Outside
    from .archive_client import ArchiveClient, Json
    from .archive_kinds import ArchiveKind

LISTED: Final = 5_000
"""The most results listed for a query."""

WAIT: Final = 0.1
"""Seconds that a quick query waits for another keypress before it is sent (debounce)."""

COUNTED: Final = 100_000
"""The most results counted; beyond it the total is a lower bound."""

COUNTED_IN_ALL: Final = 1_000_000_000
"""The most articles counted without a query, which costs a server nothing."""

_COUNTED_QUICKLY, _FIRST, _FIRST_QUICKLY, _PAGE = 10_000, 1_000, 200, 2_500
_TICK: Final = 0.01
_FETCHED: Final = 50
_SUGGESTED: Final = 3


class ArchiveSearch:
    """Searches one archive; ``outside`` answers the fields that only this reader's machine knows, see `Translation`.

    ``clock`` returns seconds; ``pause`` sleeps for some.
    """

    def __init__(
        self,
        client: ArchiveClient,
        kind: ArchiveKind,
        settings: SearchSettings,
        outside: Outside,
        *,
        clock: Callable[[], float] = time.perf_counter,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._client, self._kind, self._settings, self._outside = client, kind, settings, dict(outside)
        self._clock, self._pause = clock, pause

    @property
    def _begun(self) -> AbstractSet[str]:
        """The fields whose values only the archive can complete."""
        return STATED - self._outside.keys() - (frozenset() if self._kind.own else {"path"})

    def find(
        self,
        text: str,
        sort: str = "relevance",
        *,
        typing: bool = False,
        quick: bool = False,
        cancelled: Callable[[], bool] | None = None,
        most: int = LISTED,
    ) -> Found:
        """Return up to ``most`` articles that match ``text``, as `search.searcher.Searcher.find` does.

        A ``quick`` query is debounced, lists the first page only and counts no facets. When ``cancelled`` returns true
        the answer is empty and not exact. Raises `ArchiveError`.
        """
        begun = self._clock()
        typing = typing or quick
        try:
            if quick:
                self._wait(cancelled)
            self._kind.freshen()
            with readable(self._client.address):
                found = self._find(text, sort, typing=typing, quick=quick, cancelled=cancelled, most=most)
        except AskedAnewError:
            found = Found(text, (), (), 0, total_exact=False, elapsed_ms=0.0)
        return replace(found, elapsed_ms=round((self._clock() - begun) * 1000, 2), typing=typing)

    def fetch(self, ids: Sequence[str], parts: Sequence[str] = ()) -> dict[str, Json]:
        """Return the sources of articles by id, or the named ``parts`` of them; unknown ids are left out."""
        found: dict[str, Json] = {}
        for start in range(0, len(ids), _FETCHED):
            some = ids[start : start + _FETCHED]
            body: Json = {
                "query": self._kind.named(some),
                "size": len(some),
                "_source": list(parts) or True,
                "sort": self._kind.order("id", Paging.ONE),
                "track_total_hits": False,
                **self._kind.also,
            }
            with readable(self._client.address):
                found |= {self._kind.name_of(hit): self._kind.source(hit) for hit in hits_of(self._client.search(body))}
        return found

    def listed(self, sort: str, most: int, parts: Sequence[str]) -> Iterator[tuple[str, Json]]:
        """Yield up to ``most`` articles in order, each with the named parts of its source (none named: all)."""
        query = {"bool": {"filter": [self._kind.everything]}}
        sort = "date" if sort == "relevance" else sort
        for hit in self._pages(query, sort, most, None, page=_FETCHED * 10 if parts else _FETCHED, parts=parts):
            yield self._kind.name_of(hit), self._kind.source(hit)

    def count(self) -> int:
        """Return the number of articles, up to `COUNTED_IN_ALL`."""
        body: Json = {"query": self._kind.everything, "size": 0, "track_total_hits": COUNTED_IN_ALL}
        with readable(self._client.address):
            return _counted(self._client.search(body))[1]

    def matching(self, node: Node, most: int) -> tuple[str, ...]:
        """Return the ids of up to ``most`` articles that match a node of a query, sorted."""
        filters = self._kind.translator({}, None).filters(node)
        order = self._kind.order("id", Paging.ONE)
        body: Json = {"query": filters, "size": most, "_source": False, "sort": order, "track_total_hits": False}
        return tuple(self._kind.name_of(hit) for hit in hits_of(self._client.search(body)))

    def holding(self, prints: Sequence[str], most: int) -> tuple[list[str], int]:
        """Return the articles that share most of some fingerprints, and how many share at least half of them."""
        each: list[Json] = [{"constant_score": {"filter": {"term": {"prints": one}}}} for one in prints]
        scored: Json = {"bool": {"filter": [self._kind.everything], "should": each, "minimum_should_match": 1}}
        half: Json = {"bool": {"should": each, "minimum_should_match": "50%"}}
        body: Json = {
            "query": scored,
            "size": most,
            "_source": False,
            "sort": self._kind.order("relevance", Paging.ONE),
            "aggs": {"half": {"filter": half}},
        }
        with readable(self._client.address):
            answer = self._client.search(body)
            count = int(answer["aggregations"]["half"]["doc_count"])
            return [self._kind.name_of(hit) for hit in hits_of(answer)], count

    def hit(self, text: str, article: Article, score: float, *, typing: bool = False) -> Hit:
        """Return ``article`` as a hit for ``text``: its snippet with marks, and the matching spans of its text."""
        query = parse(text, self._outside)
        test = partial(self._kind.test, language=article.language.value or "")
        shown = snippet(article, tuple(patterns(query, test, typing=typing)))
        return article_hit(article, shown, score)

    def _wait(self, cancelled: Callable[[], bool] | None) -> None:
        until = self._clock() + WAIT
        while self._clock() < until:
            if cancelled is not None and cancelled():
                raise AskedAnewError
            self._pause(_TICK)

    def _find(
        self, text: str, sort: str, *, typing: bool, quick: bool, cancelled: Callable[[], bool] | None, most: int
    ) -> Found:
        query = parse(text, self._outside, typing=typing)
        if not text.strip():
            query = replace(query, root=All())
        found = self._answer(query, sort, typing=typing, quick=quick, cancelled=cancelled, most=most)
        unfinished = None
        if typing and not found.total and not is_value_being_typed(query, self._begun):
            unfinished = before_unfinished(text, OWN | self._outside.keys())
        if unfinished is not None:
            shorter = parse(unfinished, self._outside)
            shorter = shorter if shorter.root is not None else replace(shorter, root=All())
            answer = self._answer(shorter, sort, typing=False, quick=quick, cancelled=cancelled, most=most)
            return replace(answer, query=found.query, problems=found.problems, suggestions=())
        if not found.total and not quick:
            return replace(found, suggestions=tuple(self._suggestions(query, found.facets)))
        return found

    def _answer(
        self, query: Query, sort: str, *, typing: bool, quick: bool, cancelled: Callable[[], bool] | None, most: int
    ) -> Found:
        if query.root is None:
            return Found(query.text, (), (), 0, total_exact=True, elapsed_ms=0.0, problems=query.problems)
        typed = being_typed(query, self._begun) if typing else None
        translator = self._kind.translator(self._outside, typed)
        ranked = sort == "relevance" and next(wanted(query.root), None) is not None
        asked: Json = {"bool": {"filter": [translator.filters(query.root)]}}
        if ranked:
            asked["bool"]["should"] = translator.ranks(query.root, self._settings.title_weight)
        order = sort if ranked or sort != "relevance" else "date"
        answer = self._client.search(self._first_page(asked, order, most, query, typed, quick=quick), cancelled)
        hits, total, exact = _counted(answer)
        problems = [*_partial(self._client, answer, query), *_refrained(self._client, asked, query)]
        if not quick and len(hits) < min(total, most):
            hits, stopped = self._further(asked, order, most, cancelled, hits)
            problems += [QueryProblem(0, len(query.text), sentence) for sentence in stopped]
        return Found(
            query.text,
            [self._kind.name_of(hit) for hit in hits],
            [float(hit["_score"]) for hit in hits] if ranked else (),
            total,
            total_exact=exact and translator.complete and not problems,
            elapsed_ms=0.0,
            problems=(*query.problems, *_once(translator.problems), *problems),
            facets=_facets(answer, self._kind.facets),
        )

    def _first_page(
        self, asked: Json, order: str, most: int, query: Query, typed: Term | Filter | None, *, quick: bool
    ) -> Json:
        """Return the request for the first page and the total, with facets unless ``quick``."""
        body: Json = {
            "query": asked,
            "size": min(_FIRST_QUICKLY if quick else _FIRST, most),
            "_source": False,
            "sort": self._kind.order(order, Paging.ONE),
            "track_total_hits": _COUNTED_QUICKLY if quick else COUNTED,
        }
        return body if quick else {**body, "aggs": self._aggregations(query, typed)}

    # The list

    def _further(
        self, asked: Json, order: str, most: int, cancelled: Callable[[], bool] | None, first: list[Json]
    ) -> tuple[list[Json], list[str]]:
        """Return the whole list, fetched again in one point in time, and a message if the archive fails midway."""
        hits: list[Json] = []
        try:
            hits.extend(self._pages(asked, order, most, cancelled, page=_PAGE, parts=None))
        except ArchiveError as error:
            return (hits if len(hits) > len(first) else first), [f"The list ends early. {error}"]
        return hits, []

    def _pages(
        self,
        asked: Json,
        order: str,
        most: int,
        cancelled: Callable[[], bool] | None,
        *,
        page: int,
        parts: Sequence[str] | None,
    ) -> Iterator[Json]:
        """Yield hits in order, page by page in a point in time; without sources when ``parts`` is ``None``."""
        moment = self._client.open_moment()
        source: Any = False if parts is None else list(parts) or True
        body: Json = {
            "query": asked,
            "_source": source,
            "track_total_hits": False,
            **(self._kind.also if source else {}),
        }
        body["sort"] = self._kind.order(order, Paging.MOMENT if moment else Paging.LIVE)
        taken = 0
        try:
            while taken < most:
                body["size"] = min(page, most - taken)
                if moment:
                    answer = self._client.search_in(moment, body, cancelled)
                else:
                    answer = self._client.search(body, cancelled)
                hits = hits_of(answer)
                yield from hits
                taken += len(hits)
                if len(hits) < body["size"]:
                    return
                moment = str(answer.get("pit_id") or moment)
                body["search_after"] = hits[-1]["sort"]
        finally:
            if moment:
                self._client.close_moment(moment)

    # Facets

    def _aggregations(self, query: Query, typed: Term | Filter | None) -> Json:
        """Return the facet aggregations; a facet that the query filters by is counted without that filter."""
        return {facet: self._counting(facet, how, query, typed) for facet, how in self._kind.facets.items()}

    def _counting(self, facet: str, how: Json, query: Query, typed: Term | Filter | None) -> Json:
        wider = without_facet(query.root, facet) if query.root is not None else None
        if wider is None:
            return how
        filters = self._kind.translator(self._outside, typed).filters(wider)
        return {"global": {}, "aggs": {"wider": {"filter": filters, "aggs": {"values": how}}}}

    # Words

    def _suggestions(self, query: Query, facets: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
        """Yield the query with its unknown words and values corrected, where that finds something.

        The values are those of ``facets``, which are counted without the filter by them.
        """
        # Imported late: few queries need it.
        from ..search.suggestions import Slip, mended, value_slip  # noqa: PLC0415

        words = deque(item for item in items(query.root) if isinstance(item, Term) and len(item.form) > 2)
        near = [(item, self._kind.near(item.form)) for item in words]
        slips = [Slip(item.start, item.end, forms) for item, forms in near if item.form not in forms]
        slips += [
            value_slip(part, facets[part.field])
            for part in filters(query.root)
            if len(part.values) == 1 and facets.get(part.field)
        ]
        for text in islice(mended(query.text, slips), _SUGGESTED):
            read = parse(text, self._outside)
            if read.root is not None and self._count(read):
                yield text

    def _count(self, query: Query) -> int:
        filters = self._kind.translator(self._outside, None).filters(query.root)
        return _counted(self._client.search({"query": filters, "size": 0, "track_total_hits": 1}))[1]


def _counted(answer: Json) -> tuple[list[Json], int, bool]:
    """Return hits, total, and whether the total is exact."""
    total = answer["hits"].get("total") or {}
    if not isinstance(total, dict):
        return hits_of(answer), int(total), True
    return hits_of(answer), int(total.get("value", 0)), total.get("relation") == "eq"


def _partial(client: ArchiveClient, answer: Json, query: Query) -> Iterator[QueryProblem]:
    """Yield a problem when not all of an archive answered."""
    failed, parts = failed_parts(answer)
    if failed and failed >= parts:
        raise nonsense(client.address, "none of its parts answered")
    if failed:
        yield QueryProblem(0, len(query.text), f"{failed} of {parts} parts of the archive did not answer.")
    elif answer.get("timed_out"):
        yield QueryProblem(0, len(query.text), "The archive gave up before it had looked at everything.")


def _refrained(client: ArchiveClient, asked: Json, query: Query) -> Iterator[QueryProblem]:
    """Yield a problem when a server that forbids costly queries was not asked for all of a query."""
    if client.frugal and (missed := forbidden(asked)):
        message = f"This server forbids searching for {' and '.join(sorted(missed))}; the rest was looked for."
        yield QueryProblem(0, len(query.text), message)


def _once(problems: Sequence[QueryProblem]) -> Sequence[QueryProblem]:
    return tuple(dict.fromkeys(problems))


def _facets(answer: Json, names: Mapping[str, Json]) -> dict[str, dict[str, int]]:
    """Return the counts of each facet, largest first."""
    told = answer.get("aggregations")
    if not isinstance(told, dict):
        return {}
    return {facet: _values(told[facet]) for facet in names if facet in told}


def _values(told: Json) -> dict[str, int]:
    inner = told["wider"]["values"] if "wider" in told else told
    counts = ((str(each.get("key_as_string", each["key"])), int(each["doc_count"])) for each in inner["buckets"])
    return dict(sorted(((value, count) for value, count in counts if value), key=lambda pair: (-pair[1], pair[0])))
