"""What the system asks of a run: to end, because it is told so or because its terminal is gone.

Refuses to decide how a run ends.
"""

from __future__ import annotations

import asyncio
import signal
from contextlib import suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

ASKED: Final = ("SIGTERM", "SIGHUP")


def heed(end: Callable[[int], None]) -> None:
    """Have ``end`` called with the number of the signal that asks the run to end, on the loop that runs now.

    Where signals can't be heard (another system, another thread than the main one) they do what they always do.
    """
    loop = asyncio.get_running_loop()
    for name in ASKED:
        number = getattr(signal, name, None)
        if number is not None:
            with suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, end, number)


def heed_stops(again: Callable[[], None]) -> None:
    """Let Textual take the terminal back only when it gave it away; told to go on otherwise, ``again`` is called.

    Its driver begins anew at every signal to go on, the one that follows a stop from outside included, and hears two
    keyboards then, of which one never ends.
    """
    stop, go_on = (getattr(signal, name, None) for name in ("SIGTSTP", "SIGCONT"))
    if stop is None or go_on is None:
        return
    stopped, gone_on = signal.getsignal(stop), signal.getsignal(go_on)
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

    signal.signal(stop, on_stop)
    signal.signal(go_on, on_going_on)
