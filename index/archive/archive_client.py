"""The requests to an archive, limited to what OpenSearch and Elasticsearch share.

Where the two differ (points in time), the server is asked once which it is, unless its answers say so. Does not know
what an article is.
"""

from __future__ import annotations

import json
import re
import threading
from functools import reduce
from typing import TYPE_CHECKING, Any, Final

from ..errors import ArchiveError
from .affordable import FORBIDS, affordable
from .archive_faults import nonsense, refused
from .connection import Connection
from .credentials import authorization

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from .archive_address import ArchiveAddress

Json = dict[str, Any]
"""A JSON object."""

SECONDS: Final = 20.0
"""How long to wait for an answer; the server is told to give up a little earlier, with what it has."""

_SERVER_SECONDS: Final = "15s"
_KEEP: Final = "1m"
_LINES: Final = "application/x-ndjson"
_META: Final = "_meta"
_ELASTIC: Final = "Elasticsearch"
_MOST_HITS: Final = 10_000
"""The most hits of one answer (`index.max_result_window`), until a server names another limit."""

_WINDOW: Final = re.compile(r"less than or equal to: \[(\d+)\] but was")
_WITHHELD: Final = frozenset({401, 403, 404, 405})
"""The statuses of a request that this login, or a proxy before the server, is not allowed."""


class ArchiveClient:
    """A client of one archive; threads take turns. Every method raises `ArchiveError`."""

    def __init__(self, address: ArchiveAddress, connection: Connection | None = None) -> None:
        self.address = address
        self._connection = connection or Connection(address, authorization(address))
        self._turn = threading.RLock()
        self._elastic: bool | None = None
        self.frugal = False
        """Whether the server was found to forbid costly queries: then it is asked without them."""

        self._most_hits = _MOST_HITS

    def close(self) -> None:
        """Close the connection."""
        with self._turn:
            self._connection.close()

    def ask(
        self,
        method: str,
        path: str,
        body: Json | bytes | None = None,
        *,
        seconds: float = SECONDS,
        cancelled: Callable[[], bool] | None = None,
    ) -> Json:
        """Send a request and return the JSON object of the answer; raises `ArchiveError` unless the status is 2xx."""
        status, answer, data = self._asked(method, path, body, seconds, cancelled)
        if not 200 <= status < 300:
            raise refused(self.address, status, data)
        if answer is None:
            raise nonsense(self.address, "no JSON object")
        return answer

    def _asked(
        self,
        method: str,
        path: str,
        body: Json | bytes | None,
        seconds: float,
        cancelled: Callable[[], bool] | None,
    ) -> tuple[int, Json | None, bytes]:
        data = body if isinstance(body, bytes | None) else encoded(body)
        form = _LINES if isinstance(body, bytes) else "application/json"
        with self._turn:
            reply = self._connection.ask(method, path, data, form=form, seconds=seconds, cancelled=cancelled)
        self._elastic = reply.product == _ELASTIC or self._elastic
        try:
            answer = json.loads(reply.data) if reply.data else {}
        except (ValueError, RecursionError):
            answer = None
        return reply.status, answer if isinstance(answer, dict) else None, reply.data

    # The server and the index

    @property
    def elastic(self) -> bool:
        """Whether the server is Elasticsearch: its answers name it, or, before 7.14, only its version does.

        A server that withholds its version from this login is taken for OpenSearch.
        """
        if self._elastic is None:
            self._elastic = self._tells_elastic()
        return self._elastic

    def _tells_elastic(self) -> bool:
        path = f"{self.address.prefix}/"
        status, answer, data = self._asked("GET", path, None, SECONDS, None)
        if self._elastic or status in _WITHHELD:
            return bool(self._elastic)
        if not 200 <= status < 300:
            raise refused(self.address, status, data)
        version = (answer or {}).get("version")
        if not isinstance(version, dict) or "number" not in version:
            raise nonsense(self.address, "it does not tell its version")
        return version.get("distribution") != "opensearch"

    def mapping(self) -> Json:
        """Return the mapping (``_meta``, ``properties``) of the index; several indexes behind one name are joined.

        Where two of them have a field in different ways, that of the first by name counts; ``_meta`` must be the same.
        """
        told = self.ask("GET", self.address.path("/_mapping"))
        found = [part.get("mappings") for _, part in sorted(told.items()) if isinstance(part, dict)]
        mappings = [mapping for mapping in found if isinstance(mapping, dict)]
        if not mappings:
            raise refused(self.address, 404, b"")
        made = reduce(_joined, mappings)
        marked = all(mapping.get(_META) == mappings[0].get(_META) for mapping in mappings)
        return made if marked else {name: part for name, part in made.items() if name != _META}

    def exists(self) -> bool:
        """Whether an index of this name exists."""
        status, _, data = self._asked("GET", self.address.path("/_mapping"), None, SECONDS, None)
        if status not in {200, 404}:
            raise refused(self.address, status, data)
        return status == 200

    def create(self, body: Json) -> None:
        """Create the index."""
        self.ask("PUT", self.address.path(), body)

    # Searches

    def search(self, body: Json, cancelled: Callable[[], bool] | None = None) -> Json:
        """Run a search and return the answer."""
        return self._searched(self._search_path(), body, cancelled)

    def search_in(self, moment: str, body: Json, cancelled: Callable[[], bool] | None = None) -> Json:
        """Run a search in the point in time ``moment`` and return the answer."""
        inside = {**body, "pit": {"id": moment, "keep_alive": _KEEP}}
        return self._searched(f"{self.address.prefix}/_search", inside, cancelled)

    def _searched(self, path: str, body: Json, cancelled: Callable[[], bool] | None) -> Json:
        """Return the answer to a search, asked for as the server's limits allow, which its refusals tell."""
        try:
            if body.get("size", 0) > self._most_hits and "sort" in body:
                return self._in_parts(path, body, cancelled)
            timed = _timed({**body, "size": min(body["size"], self._most_hits)} if "size" in body else body)
            asked = affordable(timed) if self.frugal else timed
            return _checked(self.address, self.ask("POST", path, asked, cancelled=cancelled))
        except ArchiveError as error:
            if not self._learned(error):
                raise
        return self._searched(path, body, cancelled)

    def _learned(self, error: ArchiveError) -> bool:
        """Whether a refusal names a limit that was not known."""
        most = _WINDOW.search(error.reason)
        if FORBIDS in error.reason and not self.frugal:
            self.frugal = True
        elif most and 0 < int(most[1]) < self._most_hits:
            self._most_hits = int(most[1])
        else:
            return False
        return True

    def _in_parts(self, path: str, body: Json, cancelled: Callable[[], bool] | None) -> Json:
        """Return the answer to a search for more hits than the server gives at a time."""
        answer = self._searched(path, {**body, "size": self._most_hits}, cancelled)
        hits = hits_of(answer)
        further: Json = {name: part for name, part in body.items() if name != "aggs"} | {"track_total_hits": False}
        while hits and len(hits) % self._most_hits == 0 and len(hits) < body["size"]:
            size = min(self._most_hits, body["size"] - len(hits))
            part = self._searched(path, {**further, "size": size, "search_after": hits[-1]["sort"]}, cancelled)
            if not hits_of(part):
                break
            hits += hits_of(part)
        return answer

    def open_moment(self) -> str:
        """Open a point in time and return its id; empty where the server or this login can't have one."""
        path = "/_pit" if self.elastic else "/_search/point_in_time"
        try:
            answer = self.ask("POST", self.address.path(f"{path}?keep_alive={_KEEP}"))
        except ArchiveError as error:
            if not error.reachable:
                raise
            return ""
        return str(answer.get("id" if self.elastic else "pit_id") or "")

    def close_moment(self, moment: str) -> None:
        """Close a point in time."""
        path, name = ("/_pit", "id") if self.elastic else ("/_search/point_in_time", "pit_id")
        self._asked(
            "DELETE", f"{self.address.prefix}{path}", {name: moment if self.elastic else [moment]}, SECONDS, None
        )

    def documents(self, query: Json, sources: Sequence[str], most: int, order: Sequence[str]) -> list[Json]:
        """Return up to ``most`` hits of a query with the named parts of their source (none named: all).

        They are sorted by the fields ``order``, which no two of them share.
        """
        sort = [{field: "asc"} for field in order]
        body: Json = {"query": query, "size": most, "_source": list(sources) or True, "sort": sort}
        body["track_total_hits"] = False
        return hits_of(self.search(body))

    # Writing

    def bulk(self, documents: Iterable[tuple[str, bytes]]) -> list[Json]:
        """Write encoded documents, replacing those of the same ids, and return the outcome of each."""
        body = b"".join(b"%b\n%b\n" % (encoded({"index": {"_id": name}}), document) for name, document in documents)
        items = self.ask("POST", self.address.path("/_bulk"), body, seconds=4 * SECONDS).get("items")
        if not isinstance(items, list):
            raise nonsense(self.address, "no items")
        return [next(iter(item.values())) for item in items]

    def refresh(self) -> None:
        """Make what was written visible to searches."""
        self.ask("POST", self.address.path("/_refresh"))

    def _search_path(self) -> str:
        return self.address.path("/_search")


def encoded(value: Mapping[str, Any]) -> bytes:
    """Return a value as compact JSON; lone surrogates, which JSON can't hold, become question marks."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def hits_of(answer: Json) -> list[Json]:
    """Return the hits of an answer."""
    hits: list[Json] = answer["hits"]["hits"]
    return hits


def failed_parts(answer: Json) -> tuple[int, int]:
    """Return how many shards of an archive failed, and how many there are."""
    shards = answer.get("_shards")
    if not isinstance(shards, dict):
        return 0, 0
    return int(shards.get("failed") or 0), int(shards.get("total") or 0)


def _joined(first: Json, other: Json) -> Json:
    """Return two mappings as one: objects with the fields of both, everything else as in ``first`` if it is there."""
    both = {
        name: _joined(part, other[name]) for name, part in first.items() if isinstance(part, dict) and name in other
    }
    return {**other, **first, **both}


def _timed(body: Json) -> Json:
    return {"timeout": _SERVER_SECONDS, **body}


def _checked(address: ArchiveAddress, answer: Json) -> Json:
    """Return the answer to a search; raises `ArchiveError` unless it has hits."""
    hits = answer.get("hits")
    listed = hits.get("hits") if isinstance(hits, dict) else None
    if not isinstance(listed, list) or not all(isinstance(hit, dict) and "_id" in hit for hit in listed):
        raise nonsense(address, "no hits")
    return answer
