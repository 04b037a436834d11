"""One file being read by a worker: the request, the slices that come back, and the cached answers.

Answers are cached by the digest of the file, so that new rules, a rebuild or a moved file need no parser.
"""

from __future__ import annotations

import os
from hashlib import blake2b
from pathlib import PurePosixPath
from queue import Full, Queue
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple, Protocol

from ...model.complaint import Skipped
from ..file_reading import BEGINNING, FileReading, Reached
from ..members import Members
from ..readers.formats import named
from ..readers.installed import said
from .slices import Slice
from .worker_messages import slice_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ..article_maker import Maker
    from ..file_reading import Before
    from .pool import Pool

MOST_ARTICLES: Final = 200_000
"""The most articles in one file."""

_SLICES: Final = 4
"""The most slices of one file waiting for the parent."""

_KEPT: Final = 64 << 20
"""The most bytes of answers cached per file."""

_FORM: Final = 1
"""Raised when the form of the workers' answers changes: cached ones are then ignored."""

_FEWEST: Final = 2
"""With fewer articles reading can't resume: the only article of a file has another name than the first of several."""


class KeptAnswers(Protocol):
    """A cache of workers' answers, by the digest of the file and of the request."""

    def find(self, file: str, asked: str) -> Sequence[bytes]:
        """Return the cached answers, if any."""

    def keep(self, file: str, asked: str, answers: Sequence[bytes]) -> None:
        """Cache the answers for a file, replacing older ones."""


class Request(NamedTuple):
    """A request to a worker: the file, column names, what is known of it, and what the account of a capture says."""

    path: str
    kind: str
    size: int
    fields: Mapping[str, str]
    before: Before | None
    told: Mapping[str, str]

    @property
    def digest(self) -> str:
        """A digest of everything but the bytes that the answer depends on."""
        suffixes = "".join(PurePosixPath(self.path.lower()).suffixes[-2:])
        asked = (
            _FORM,
            self.kind,
            named(self.kind).version,
            suffixes,
            *sorted(self.fields.items()),
            *sorted(self.told.items()),
        )
        return blake2b(repr(asked).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


class Conversation:
    """A file read by a worker; its slices come through a queue."""

    def __init__(self, request: Request, maker: Maker) -> None:
        self._request, self._maker = request, maker
        self._slices: Queue[Slice] = Queue(_SLICES)
        self._hash = ""
        self._same = False
        self._taken: tuple[str, ...] = ()

    def readings(self) -> Iterator[FileReading]:
        """Yield the readings of the file as they come."""
        path, name = self._request.path, self._request.kind
        version = named(name).version
        held = self._slices.get()
        members = Members([id.removeprefix(f"{path}#") for id in self._taken])
        faults: list[str] = []
        place, found = BEGINNING, len(self._taken)
        while True:
            raws = [*members.take(held.articles), *(members.last() if held.end else ())]
            articles = tuple(self._maker.article(raw, path, name) for raw in raws)
            found += len(articles)
            faults += held.faults
            place = self._absolute(held.place) if held.place.items else place
            if held.end:
                break
            if articles:
                yield FileReading(
                    path, self._hash, articles, None, name, version, done=False, taken=self._taken, place=place
                )
            held = self._slices.get()
        if self._same:
            yield FileReading(path, self._hash, (), None, name, version, same=True)
            return
        reason = _account(held.reason, faults, found)
        skipped = Skipped(path, reason) if reason else None
        yield FileReading(path, self._hash, articles, skipped, name, version, taken=self._taken, place=place)

    def _absolute(self, place: Reached) -> Reached:
        articles = place.articles + len(self._taken)
        return Reached(place.items, articles) if articles >= _FEWEST else BEGINNING

    def hold(self, pool: Pool, file: BinaryIO, kept: KeptAnswers | None, stopped: Callable[[], bool]) -> None:
        """Put a worker's answers into the queue, until the end or until nobody wants them any more."""
        try:
            with file:
                for held in self._answers(pool, file, kept):
                    if not _put(self._slices, held, stopped):
                        return
        except Exception as error:  # noqa: BLE001 - whoever reads the queue waits for an end
            _put(self._slices, Slice(reason=f"It can't be read: {said(error)}.", end=True), stopped)

    def _answers(self, pool: Pool, file: BinaryIO, kept: KeptAnswers | None) -> Iterator[Slice]:
        request, before = self._request, self._request.before
        beginning, self._hash = _digests(file, before.size if before else 0)
        if before and before.whole and self._hash == before.hash:
            self._same = True
            yield Slice(end=True)
            return
        skip = _gone_on_from(request, beginning, self._hash)
        answers = () if skip or kept is None else kept.find(self._hash, request.digest)
        if answers:
            yield from map(slice_of, answers)
            return
        self._taken = before.taken if skip and before else ()
        os.lseek(file.fileno(), 0, os.SEEK_SET)
        asked = {"path": request.path, "format": request.kind, "size": request.size, "fields": dict(request.fields)}
        read = pool.worker().read(file.fileno(), {**asked, **request.told, "skip": skip})
        yield from self._counted(read, None if skip else kept)

    def _counted(self, read: Iterator[tuple[Slice, bytes]], kept: KeptAnswers | None) -> Iterator[Slice]:
        """Yield slices until there are too many articles, and cache complete answers."""
        answers: list[bytes] = []
        found, size = len(self._taken), 0
        held = Slice()
        for held, data in read:
            found += len(held.articles)
            size += len(data)
            if size <= _KEPT:
                answers.append(data)
            yield held
            if found > MOST_ARTICLES:
                yield Slice(reason=f"It holds more than {MOST_ARTICLES} articles.", end=True)
                return
        if kept is not None and size <= _KEPT and not held.reason:
            kept.keep(self._hash, self._request.digest, answers)


def _gone_on_from(request: Request, beginning: str, whole: str) -> int:
    """Return how many parts of a file need not be read again, if it was interrupted or only grew."""
    before = request.before
    if before is None or len(before.taken) < _FEWEST:
        return 0
    if not before.whole:
        return before.items if whole == before.hash else 0
    settled = named(request.kind).settled
    grown = request.size > before.size and beginning == before.hash
    return before.items if grown and settled and len(before.taken) >= settled else 0


def _account(reason: str, faults: list[str], found: int) -> str:
    """Return the message about a file: why it has no articles, or what of it could not be read."""
    if reason:
        return f"{reason} {found} articles of it were read." if found > 1 else reason
    if faults:
        more = f" ({len(faults) - 1} more such)" if len(faults) > 1 else ""
        return f"{faults[0]}{more} The rest is read." if found else f"{faults[0]}{more}"
    return "" if found else "No article was found in it."


def _put(queue: Queue[Slice], held: Slice, stopped: Callable[[], bool]) -> bool:
    """Wait for room in the queue; return whether there was any before the stop."""
    while not stopped():
        try:
            queue.put(held, timeout=0.1)
        except Full:
            continue
        return True
    return False


def _digests(file: BinaryIO, size: int) -> tuple[str, str]:
    """Return the digests of the first ``size`` bytes of a file and of the whole."""
    digest, beginning = blake2b(digest_size=16), ""
    while data := file.read(min(1 << 20, size) if size else 1 << 20):
        digest.update(data)
        if size:
            size -= len(data)
            beginning = digest.hexdigest() if not size else ""
    return beginning, digest.hexdigest()
