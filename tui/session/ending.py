"""The signals that end or stop a run.

What ending means is left to the caller.
"""

from __future__ import annotations

import asyncio
import signal
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

ASKED: Final = (signal.SIGTERM, signal.SIGHUP)


def handle_end_signals(end: Callable[[int], None]) -> None:
    """Have the running event loop call ``end`` with the number of a signal that asks the run to end.

    Where signals can't be handled (another loop, not the main thread) they keep their default action.
    """
    loop = asyncio.get_running_loop()
    for number in ASKED:
        with suppress(NotImplementedError, RuntimeError, ValueError):
            loop.add_signal_handler(number, end, number)


@contextmanager
def end_signals_heard(hear: Callable[[int], object]) -> Iterator[list[int]]:
    """Call ``hear`` at once with a signal that asks the run to end, and list it; yields the list.

    For the time in which another program has the terminal and the event loop stands still: the loop hears of the signal
    as well, when it goes on. Off the main thread no signal is heard.
    """
    heard: list[int] = []

    def on_signal(number: int, _: FrameType | None) -> None:
        heard.append(number)
        hear(number)

    here = threading.current_thread() is threading.main_thread()
    before = {number: signal.signal(number, on_signal) for number in ASKED} if here else {}
    try:
        yield heard
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def handle_suspend_signals(again: Callable[[], None]) -> None:
    """Let Textual resume only if it was suspended itself; on any other SIGCONT call ``again``.

    Its driver starts again at every SIGCONT, also after a SIGSTOP from outside, and then reads the keyboard in two
    threads, one of which never ends.
    """
    stopped, gone_on = signal.getsignal(signal.SIGTSTP), signal.getsignal(signal.SIGCONT)
    if not (callable(stopped) and callable(gone_on)):
        return
    away = False

    def on_stop(number: int, frame: FrameType | None) -> None:
        nonlocal away
        away = True
        stopped(number, frame)

    def on_going_on(number: int, frame: FrameType | None) -> None:
        nonlocal away
        if away:
            away = False
            gone_on(number, frame)
        else:
            again()

    signal.signal(signal.SIGTSTP, on_stop)
    signal.signal(signal.SIGCONT, on_going_on)
