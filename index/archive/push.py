"""Filling an archive of our own kind: articles are sent in bulk, except those it already has.

Can be interrupted and restarted at any moment: every document has an id of its own, and an article's dictionary lines
are sent before it. Does not write into an index of another kind.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from ..errors import ArchiveError
from ..model.complaint import Skipped
from ..model.results import Progress
from ..search.documents import SeenForms, document
from .archive_client import encoded
from .archive_documents import article_document, dictionary, key_of, kin_document
from .archive_faults import BLOCKED, reason_of, refused
from .own_index import ARTICLE, index_body, is_own, is_readable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..model.article import Article
    from .archive_client import ArchiveClient, Json

Answer = TypeVar("Answer")

LOOKED_UP: Final = 200
"""How many articles are looked up at a time, to see whether they are there already."""

LEAST: Final = 64 << 10
MOST: Final = 16 << 20
"""The largest bulk, in bytes; bulks grow while the server is fast, and shrink when it is slow or rejects one."""

_QUICK: Final = 1.0
_SLOW: Final = 5.0
_TRIES: Final = 8
_MOST_FORMS: Final = 1_000_000
_BUSY: Final = frozenset({429, 503})


class Outgoing(NamedTuple):
    """An article to be sent; whoever reads it gets ``row`` and ``record`` back unchanged."""

    article: Article
    row: Json
    record: Json
    shadow: str = ""

    @property
    def stamp(self) -> str:
        """A hash of this state of the article."""
        text = json.dumps(
            [self.row, self.record, self.shadow], ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )
        return blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()


Derived = Callable[["Article"], tuple[Sequence[int], Sequence[str]]]
"""Returns the fingerprints of an article's passages, and those it quotes."""


@dataclass(slots=True)
class Pushed:
    """The result of a push: articles sent, articles already there, and those the server rejected."""

    sent: int = 0
    same: int = 0
    refused: list[Skipped] = field(default_factory=list)


class ArchivePush:
    """Sends articles to one archive; ``derived`` is called only for those sent."""

    def __init__(
        self,
        client: ArchiveClient,
        derived: Derived,
        *,
        clock: Callable[[], float] = time.monotonic,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._client, self._derived, self._clock, self._pause = client, derived, clock, pause
        self.bulk_bytes = 1 << 20
        self._seen = SeenForms()
        self._forms: set[str] = set()
        self._busy = ""

    def check(self) -> bool:
        """Return whether the index exists; raises `ArchiveError` if articles can't be sent to it."""
        if not self._patiently(self._client.exists):
            return False
        mapping = self._patiently(self._client.mapping)
        if not is_own(mapping):
            raise ArchiveError(
                self._client.address.shown, "somebody else's articles are in it", "name an index that does not exist"
            )
        if not is_readable(mapping):
            raise ArchiveError(
                self._client.address.shown, "another version of Variorum filled it", "push into a new index"
            )
        return True

    def prepare(self, shards: int, replicas: int) -> None:
        """Create the index if missing; raises what `check` does."""
        if not self.check():
            self._client.create(index_body(shards, replicas))

    def push(
        self,
        articles: Iterable[Outgoing],
        total: int,
        progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Pushed:
        """Send what the archive lacks or has in another state; ``total`` is the number of articles."""
        done, begun, outcome = 0, self._clock(), Pushed()
        for batch in _batches(articles):
            if cancelled is not None and cancelled():
                break
            fresh = self._patiently(partial(self._lacking, batch))
            outcome.same += len(batch) - len(fresh)
            for bulk in self._bulks(fresh):
                self._send(bulk, outcome)
            done += len(batch)
            if progress is not None:
                progress(Progress("sending", done, total, done / max(self._clock() - begun, 1e-6)))
        self._patiently(self._client.refresh)
        return outcome

    def _patiently(self, ask: Callable[[], Answer]) -> Answer:
        """Return an answer; a server that is too busy for it is asked again after a growing pause."""
        for attempt in range(_TRIES):
            try:
                return ask()
            except ArchiveError as error:
                if error.status not in _BUSY:
                    raise
            self._rest(attempt)
        return ask()

    def _rest(self, attempt: int) -> None:
        self._pause(min(30.0, 0.25 * 2**attempt))

    def _lacking(self, batch: Sequence[Outgoing]) -> list[Outgoing]:
        """Return the articles of a batch that the archive does not have in this state."""
        keys = [key_of(ARTICLE, each.article.id) for each in batch]
        found = self._client.documents({"ids": {"values": keys}}, ("stamp",), len(keys), ("id",))
        there = {hit["_id"]: (hit.get("_source") or {}).get("stamp") for hit in found}
        return [each for key, each in zip(keys, batch, strict=True) if there.get(key) != each.stamp]

    def _bulks(self, articles: Iterable[Outgoing]) -> Iterator[dict[str, _Action]]:
        """Yield bulks of about the size that the server handles well; actions by the key of their document."""
        bulk: dict[str, _Action] = {}
        size = 0
        for outgoing in articles:
            for key, action in self._actions(outgoing):
                bulk[key] = action
                size += len(action.body)
            if size >= self.bulk_bytes:
                yield bulk
                bulk, size = {}, 0
        if bulk:
            yield bulk

    def _actions(self, outgoing: Outgoing) -> Iterator[tuple[str, _Action]]:
        if len(self._forms) > _MOST_FORMS:
            # Sending them again changes nothing, and this bounds the memory.
            self._seen, self._forms = SeenForms(), set()
        made = document(outgoing.article, self._seen)
        for key, form in dictionary(made, self._forms):
            yield key, _Action("", encoded(form))
        for written in self._seen.fresh():
            key, kin = kin_document(written)
            yield key, _Action("", encoded(kin))
        prints, speakers = self._derived(outgoing.article)
        whole = article_document(
            made, outgoing.row, outgoing.record, shadow=outgoing.shadow, prints=prints, speakers=speakers
        )
        whole["stamp"] = outgoing.stamp
        yield key_of(ARTICLE, outgoing.article.id), _Action(outgoing.article.id, encoded(whole))

    def _send(self, bulk: dict[str, _Action], outcome: Pushed) -> None:
        """Send a bulk until the server has accepted or rejected every part of it."""
        for attempt in range(_TRIES):
            again: dict[str, _Action] = {}
            for part in _cut(bulk, self.bulk_bytes):
                again |= self._send_once(part, outcome)
            if not again:
                return
            bulk = again
            self._rest(attempt)
        said = f" ({self._busy})" if self._busy else ""
        reason, cure = f"it takes nothing more just now{said}", "push again later; what it has stays there"
        raise ArchiveError(self._client.address.shown, reason, cure)

    def _send_once(self, bulk: dict[str, _Action], outcome: Pushed) -> dict[str, _Action]:
        """Send one request and return the actions that the server was too busy for."""
        begun = self._clock()
        try:
            items = self._client.bulk((key, action.body) for key, action in bulk.items())
        except ArchiveError as error:
            if error.status not in {*_BUSY, 413} and error.reachable:
                raise
            if error.status == 413 and self.bulk_bytes <= LEAST:
                raise
            self._adapt(_SLOW)
            return bulk
        again: dict[str, _Action] = {}
        for (key, action), item in zip(bulk.items(), items, strict=True):
            fault = item.get("error")
            if item.get("status") in _BUSY:
                again[key], self._busy = action, _reason(fault)
            elif isinstance(fault, dict) and fault.get("type") == BLOCKED:
                raise refused(self._client.address, int(item["status"]), encoded({"error": fault}))
            elif fault and action.article:
                outcome.refused.append(Skipped(action.article, _reason(fault)))
            elif action.article:
                outcome.sent += 1
        self._adapt(_SLOW if again else self._clock() - begun)
        return again

    def _adapt(self, seconds: float) -> None:
        """Make the next bulk larger after a fast one, smaller after a slow one."""
        if seconds < _QUICK:
            self.bulk_bytes = min(MOST, self.bulk_bytes * 3 // 2)
        elif seconds >= _SLOW:
            self.bulk_bytes = max(LEAST, self.bulk_bytes // 2)


class _Action(NamedTuple):
    """One document to be written; ``article`` is empty for a dictionary line."""

    article: str
    body: bytes


def _batches(articles: Iterable[Outgoing]) -> Iterator[list[Outgoing]]:
    batch: list[Outgoing] = []
    for each in articles:
        batch.append(each)
        if len(batch) >= LOOKED_UP:
            yield batch
            batch = []
    if batch:
        yield batch


def _cut(bulk: dict[str, _Action], most: int) -> Iterator[dict[str, _Action]]:
    """Yield a bulk in parts of about ``most`` bytes, in order."""
    part: dict[str, _Action] = {}
    size = 0
    for key, action in bulk.items():
        part[key] = action
        size += len(action.body)
        if size >= most:
            yield part
            part, size = {}, 0
    if part:
        yield part


def _reason(error: object) -> str:
    return reason_of(error) if isinstance(error, dict) else str(error or "")
