"""The two kinds of archive index: ours, which finds what a folder finds, and any other, by its own rules.

Sends no searches itself; says how they are to be asked.
"""

from __future__ import annotations

import time
from enum import Enum
from typing import TYPE_CHECKING, Protocol

from ..search.catalogue import FACETS
from ..search.query.nodes import Fuzzy, Prefix, Term
from ..text.language.stems import stem
from ..text.words import unspaced
from .archive_forms import ArchiveForms
from .foreign.foreign_ids import id_of, name_of
from .foreign.foreign_translation import ForeignTranslation
from .own_index import ARTICLE, SHADOWS
from .query_translation import Translation

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ..model.found import QueryProblem
    from ..search.query.nodes import Filter, Node
    from ..search.tables.id_sets import Outside
    from .archive_client import ArchiveClient, Json
    from .foreign.foreign_fields import FieldTable

DAYS = ("published", "updated")
"""The properties of an article that are days."""

READ_DAYS = "days_as_the_server_reads_them"
"""Where a foreign source holds its days beside what the document itself says, by property."""

_VALUES = 1_000
_LAST = "_last"
_BEFORE_ALL = -62_135_596_800_000
"""The first day of the year 1 in milliseconds. OpenSearch 2.19 loses undated articles from one page to the next when a
list of several shards, newest first, has them ``_last``."""


class Paging(Enum):
    """What follows a page of results: nothing, more in a point in time, or more of the live index."""

    ONE = "one"
    MOMENT = "moment"
    LIVE = "live"


class Translator(Protocol):
    """Translates one query into the server's query language; see `Translation`."""

    complete: bool
    problems: list[QueryProblem]

    def filters(self, node: Node | None) -> Json:
        """Return the filter of a query."""

    def ranks(self, node: Node, title_weight: float) -> list[Json]:
        """Return the scoring clauses of a query."""


class ArchiveKind(Protocol):
    """How one kind of index is searched."""

    own: bool
    everything: Json
    facets: Mapping[str, Json]
    also: Json
    """What is asked for beside the source of a document."""

    def freshen(self) -> None:
        """Drop what may have changed on the server; called before each query."""

    def translator(self, outside: Outside, typed: Term | Filter | None) -> Translator:
        """Return a translator for one query."""

    def order(self, sort: str, paging: Paging) -> list[Json]:
        """Return the sort order of results; unambiguous where there are further pages."""

    def name_of(self, hit: Json) -> str:
        """Return the article id of a hit."""

    def source(self, hit: Json) -> Json:
        """Return the source of a hit, with what was asked for beside it."""

    def named(self, ids: Sequence[str]) -> Json:
        """Return the filter for these articles."""

    def near(self, form: str) -> Sequence[str]:
        """Return the forms of the dictionary that may be meant by ``form``, itself if it is one of them."""

    def test(self, item: Term | Prefix | Fuzzy, typed: Term | None, language: str) -> Callable[[str], bool]:
        """Return a predicate for the forms in a text of ``language`` that a word of a query matches."""


class OwnArchive:
    """An index filled by ``archive push``."""

    own = True
    also: Json = {}  # noqa: RUF012 nobody writes into it

    def __init__(self, client: ArchiveClient, clock: Callable[[], float] = time.monotonic) -> None:
        self.forms = ArchiveForms(client, clock)
        articles: Json = {"term": {"kind": ARTICLE}}
        self.everything: Json = {"bool": {"filter": [articles], "must_not": [{"terms": {"shadow": [*SHADOWS]}}]}}
        self.facets: Mapping[str, Json] = {facet: {"terms": {"field": facet, "size": _VALUES}} for facet in FACETS}

    def freshen(self) -> None:
        """Drop expired answers."""
        self.forms.freshen()

    def translator(self, outside: Outside, typed: Term | Filter | None) -> Translator:
        """Return a translator for one query."""
        return Translation(self.forms, outside, typed)

    def order(self, sort: str, paging: Paging) -> list[Json]:
        """Return the order of `search.catalogue.Catalogue.order`; equal scores are sorted by id."""
        del paging
        newest: Json = {"published": {"order": "desc", "missing": _LAST}}
        orders: dict[str, list[Json]] = {
            "relevance": [{"_score": "desc"}],
            "date": [newest],
            "oldest": [{"published": {"order": "asc", "missing": _LAST}}],
            "outlet": [{"outlet_order": {"order": "asc", "missing": _LAST}}, newest],
            "title": [{"title_order": {"order": "asc", "missing": _LAST}}],
        }
        return [*orders.get(sort, []), {"id": "asc"}]

    def name_of(self, hit: Json) -> str:
        """Return the id, the last string of the sort values: Elasticsearch adds a number in a point in time."""
        return str(next(value for value in reversed(hit["sort"]) if isinstance(value, str)))

    def source(self, hit: Json) -> Json:
        """Return the source of a hit."""
        return _object(hit.get("_source"))

    def named(self, ids: Sequence[str]) -> Json:
        """Return the filter for these articles."""
        return {"bool": {"filter": [{"term": {"kind": ARTICLE}}, {"terms": {"id": list(ids)}}]}}

    def near(self, form: str) -> Sequence[str]:
        """Return the forms one edit away, two for longer words, nearest first."""
        from rapidfuzz.distance import OSA  # noqa: PLC0415 few queries need it

        found = self.forms.expand(Fuzzy(form, 1 if len(form) < 5 else 2, 0, 0)).forms
        return sorted(found, key=lambda other: (OSA.distance(form, other), other[:1] != form[:1], other))

    def test(self, item: Term | Prefix | Fuzzy, typed: Term | None, language: str) -> Callable[[str], bool]:
        """Return a predicate for the forms that the server was asked for."""
        del language
        begun = isinstance(item, Prefix) or item is typed
        forms = frozenset(self.forms.expand(item).forms) if not isinstance(item, Prefix) else frozenset[str]()
        prefix = item.form
        return lambda form: form in forms or (begun and form.startswith(prefix))


class ForeignArchive:
    """An index that somebody else filled, with the reader's table of its fields."""

    own = False

    def __init__(self, client: ArchiveClient, table: FieldTable) -> None:
        self._client, self.table = client, table
        self.everything: Json = {"match_all": {}}
        self._days = {told: table.names.named()[told] for told in DAYS if table.kind(told).date}
        self.also: Json = {"fields": [{"field": name, "format": "yyyy-MM-dd"} for name in self._days.values()]}
        self.facets: Mapping[str, Json] = {facet: agg for facet in FACETS if (agg := self._facet(facet)) is not None}

    def _facet(self, facet: str) -> Json | None:
        published = self.table.kind("published")
        if facet == "month":
            name = self.table.names.published
            how: Json = {"field": name, "calendar_interval": "month", "format": "yyyy-MM", "min_doc_count": 1}
            return {"date_histogram": how} if published.date else None
        word = self.table.kind(facet).word
        return {"terms": {"field": word, "size": _VALUES}} if word else None

    def freshen(self) -> None:
        """Do nothing: nothing is cached."""

    def translator(self, outside: Outside, typed: Term | Filter | None) -> Translator:
        """Return a translator for one query."""
        return ForeignTranslation(self.table, outside, typed)

    def order(self, sort: str, paging: Paging) -> list[Json]:
        """Return the sort order as far as the index has fields for it, else by date."""
        published = self.table.kind("published")
        day = self.table.names.published if published.date else published.word
        way = "asc" if sort == "oldest" else "desc"
        last = _BEFORE_ALL if published.date and way == "desc" else _LAST
        newest: list[Json] = [{day: {"order": way, "missing": last}}] if day else []
        first: list[Json] = []
        if sort == "relevance":
            first, newest = [{"_score": "desc"}], []
        elif sort in {"outlet", "title"} and (word := self.table.kind(sort).word):
            first = [{word: {"order": "asc", "missing": _LAST}}]
        # In a point in time Elasticsearch adds an order of its own after these, and since 8 rejects ``_id``.
        if paging is Paging.LIVE or not self._client.elastic:
            return [*first, *newest, {"_id": "asc"}]
        return [*first, *newest, *([] if paging is Paging.MOMENT else [{"_doc": "asc"}])] or [{"_doc": "asc"}]

    def name_of(self, hit: Json) -> str:
        """Return the article id made from the document's id."""
        return id_of(str(hit["_id"]))

    def source(self, hit: Json) -> Json:
        """Return the source of a hit, with the days that the server reads in it."""
        read = _object(hit.get("fields"))
        days = {told: read[name][0] for told, name in self._days.items() if read.get(name)}
        return {**_object(hit.get("_source")), READ_DAYS: days}

    def named(self, ids: Sequence[str]) -> Json:
        """Return the filter for these articles."""
        return {"ids": {"values": [name_of(id) for id in ids]}}

    def near(self, form: str) -> Sequence[str]:
        """Return nothing: the dictionary of another index is not accessible."""
        del form
        return ()

    def test(self, item: Term | Prefix | Fuzzy, typed: Term | None, language: str) -> Callable[[str], bool]:
        """Return a predicate for the forms that match the word, or an inflection of it, or are near it."""
        form = item.form
        if isinstance(item, Prefix) or item is typed:
            return lambda other: other.startswith(form)
        if isinstance(item, Fuzzy):
            from rapidfuzz.distance import OSA  # noqa: PLC0415 few queries need it

            distance = item.distance
            return lambda other: OSA.distance(form, other, score_cutoff=distance) <= distance
        if len(form) == 1 and unspaced(form):
            return lambda other: form in other
        root = stem(item.surface, language)
        return lambda other: other == form or (not item.exact and stem(other, language) == root)


def _object(value: object) -> Json:
    return value if isinstance(value, dict) else {}
