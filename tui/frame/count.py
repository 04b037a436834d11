"""A number typed before a key, as in vim: ``3j`` goes three rows down, ``10G`` to the tenth.

A digit that is a key of its own (``3``: Compare) is that key after a short pause, or when a key follows that takes no
number. Refuses to know what any key does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

PAUSE: Final = 0.3
"""Seconds after which digits that nothing followed are keys of their own."""

MOST: Final = 9_999


class Count:
    """The digits typed; ``later`` puts a call off, ``alone`` is told each digit that turned out to stand for itself."""

    def __init__(
        self, later: Callable[[float, Callable[[], None]], Callable[[], None]], alone: Callable[[str], object]
    ) -> None:
        self._later, self._alone = later, alone
        self._digits = ""
        self._call_off: Callable[[], None] | None = None

    @property
    def digits(self) -> str:
        """What was typed so far; empty when no number is under way."""
        return self._digits

    def typed(self, digit: str) -> None:
        """Take a digit; one that begins with 0 is no number."""
        self._stop()
        self._digits += digit
        if self._digits == "0":
            self.settle()
        else:
            self._call_off = self._later(PAUSE, self.settle)

    def take(self) -> int:
        """Return the number and forget it; 0 when there is none."""
        self._stop()
        number, self._digits = min(int(self._digits or 0), MOST), ""
        return number

    def settle(self) -> None:
        """Have the last digit stand for itself: no number came of them."""
        self._stop()
        digit, self._digits = self._digits[-1:], ""
        if digit:
            self._alone(digit)

    def _stop(self) -> None:
        if self._call_off is not None:
            self._call_off()
            self._call_off = None
