"""The search thread, which answers questions; in each slot the newest question replaces older ones.

It touches no widget: every answer goes through ``deliver``, which brings it to the screen's thread.
"""

from __future__ import annotations

import sys
from collections import deque
from functools import partial
from threading import Condition, Thread
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

SWITCH_INTERVAL: Final = 0.0005
"""The interpreter's switch interval in seconds; with the default of 0.005 a busy thread noticeably delays keys."""

SLOTS: Final = (
    "find",
    "rows",
    "resume",
    "article",
    "fetch",
    "notes",
    "preview",
    "page",
    "list",
    "count",
    "noted",
    "compare",
    "renewal",
    "look",
    "watch",
    "versions",
    "related",
    "stories",
    "told",
)
"""Kinds of question, the most urgent first; in each only the newest counts."""

PATIENT: Final = frozenset({"watch", "look"})
"""Slots that don't interrupt idle work: they are asked so often that it would never finish."""


class _Question(NamedTuple):
    slot: str
    generation: int
    work: Callable[[Callable[[], bool]], Callable[[], None]]
    leads: bool = False
    lost: Callable[[], None] | None = None


class SearchThread:
    """The one search thread: `ask` replaces the question waiting in a slot, `queue` drops nothing.

    ``deliver`` makes a call on the screen's thread, once for each answer.
    """

    def __init__(self, deliver: Callable[[Callable[[], None]], None], failed: Callable[[Exception], None]) -> None:
        self._deliver, self._failed = deliver, failed
        self._change = Condition()
        self._generations = dict.fromkeys((*SLOTS, "queue", "idle"), 0)
        self._settled = dict(self._generations)
        self._waiting: dict[str, _Question] = {}
        self._queue: deque[_Question] = deque()
        self._idle: _Question | None = None
        self._outstanding = self._leading = 0
        self._stopping = False
        self._thread: Thread | None = None

    def start(self) -> None:
        """Start the thread."""
        sys.setswitchinterval(SWITCH_INTERVAL)
        self._thread = Thread(target=self._run, name="search", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Finish the queue (it writes the reader's changes), drop waiting questions, and end the thread."""
        with self._change:
            self._stopping = True
            self._waiting.clear()
            self._idle = None
            self._change.notify()
        if self._thread is not None:
            self._thread.join()

    def ask(
        self,
        slot: str,
        work: Callable[[Callable[[], bool]], T],
        then: Callable[[T], None],
        *,
        leads: bool = False,
        lost: Callable[[], None] | None = None,
    ) -> None:
        """Run ``work(cancelled)`` on this thread and call ``then`` with its result on the screen's thread.

        If the work fails, ``lost`` is called there before the error is reported.

        A newer question in the same slot makes this one stale. With ``leads`` the answer opens another screen or a box,
        which keys typed after it are meant for.
        """
        with self._change:
            void = self._waiting.pop(slot, None)
            if void is not None:
                self._drop(leads=void.leads)
            self._take(leads=leads)
            self._generations[slot] += 1
            self._waiting[slot] = _Question(slot, self._generations[slot], _chain(work, then), leads, lost)
            self._change.notify()

    def queue(self, work: Callable[[], T], then: Callable[[T], None] | None = None, *, leads: bool = False) -> None:
        """Run ``work()`` after everything queued before it; it is never dropped. ``leads`` as in `ask`."""
        with self._change:
            self._take(leads=leads)
            self._queue.append(_Question("queue", 0, _chain(lambda _: work(), then or _nothing), leads))
            self._change.notify()

    def drop(self, slot: str) -> bool:
        """Discard the question of a slot; return whether its answer was still pending."""
        with self._change:
            void = self._waiting.pop(slot, None)
            if void is not None:
                self._drop(leads=void.leads)
            awaited = self._generations[slot] != self._settled[slot]
            self._generations[slot] += 1
            self._settled[slot] = self._generations[slot]
            return awaited

    def when_idle(self, work: Callable[[Callable[[], bool]], None]) -> None:
        """Run ``work(cancelled)`` when the thread is idle, from the start again after each interruption."""
        with self._change:
            self._idle = _Question("idle", 0, _chain(work, _nothing))
            self._change.notify()

    def _settle(self, question: _Question, show: Callable[[], None]) -> None:
        """Show an answer unless it is stale; on the screen's thread."""
        with self._change:
            self._drop(leads=question.leads)
            fresh = question.generation == self._generations[question.slot]
            if fresh:
                self._settled[question.slot] = question.generation
        if fresh:
            show()

    @property
    def busy(self) -> bool:
        """Whether a question has not been answered on the screen yet."""
        with self._change:
            return self._outstanding > 0

    @property
    def leading(self) -> bool:
        """Whether one of them leads to another screen or a box."""
        with self._change:
            return self._leading > 0

    def _take(self, *, leads: bool) -> None:
        self._outstanding += 1
        self._leading += leads

    def _drop(self, *, leads: bool) -> None:
        self._outstanding -= 1
        self._leading -= leads

    def _run(self) -> None:
        while (question := self._next()) is not None:
            try:
                call = question.work(partial(self._cancelled, question))
            except Exception as error:  # noqa: BLE001 - whatever it is, the thread survives and the reader is told
                call = partial(self._lose, question, error)
            if question.slot != "idle":
                self._deliver(partial(self._settle, question, call))

    def _lose(self, question: _Question, error: Exception) -> None:
        if question.lost is not None:
            question.lost()
        self._failed(error)

    def _next(self) -> _Question | None:
        with self._change:
            while True:
                for slot in SLOTS:
                    if slot in self._waiting:
                        return self._waiting.pop(slot)
                if self._queue:
                    return self._queue.popleft()
                if self._stopping:
                    return None
                if self._idle is not None:
                    idle, self._idle = self._idle, None
                    return idle
                self._change.wait()

    def _cancelled(self, question: _Question) -> bool:
        with self._change:
            if question.slot == "idle":
                interrupted = bool(self._waiting.keys() - PATIENT or self._queue or self._stopping)
                if interrupted and not self._stopping:
                    self._idle = self._idle or question
                return interrupted
            return self._stopping or question.generation != self._generations[question.slot]


def _chain(
    work: Callable[[Callable[[], bool]], T], then: Callable[[T], None]
) -> Callable[[Callable[[], bool]], Callable[[], None]]:
    """Bind the work of a question to its callback, which hides the result type from the thread."""

    def run(cancelled: Callable[[], bool]) -> Callable[[], None]:
        return partial(then, work(cancelled))

    return run


def _nothing(_: object) -> None:
    """Do nothing."""
