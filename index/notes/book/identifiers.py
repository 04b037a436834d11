"""Ids of notes: 26 characters that sort by time and never collide (ULID).

The clock and the source of randomness are passed in.
"""

from __future__ import annotations

import os
import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Final

CROCKFORD: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's alphabet: no I, L, O, U, so that nothing is misread. https://github.com/ulid/spec"""
_RANDOM_BITS: Final = 80


class Identifiers:
    """A source of ids; ``milliseconds`` returns the time since 1970, ``randomness`` that many random bytes."""

    def __init__(
        self,
        milliseconds: Callable[[], int] = lambda: time.time_ns() // 1_000_000,
        randomness: Callable[[int], bytes] = os.urandom,
    ) -> None:
        self._milliseconds, self._randomness = milliseconds, randomness
        self._last = 0
        self._guard = threading.Lock()

    def __call__(self) -> str:
        """Return a new id; ids from one source increase, even if the clock goes back."""
        with self._guard:
            fresh = self._milliseconds() << _RANDOM_BITS | int.from_bytes(self._randomness(_RANDOM_BITS // 8), "big")
            same_time = fresh >> _RANDOM_BITS <= self._last >> _RANDOM_BITS
            self._last = self._last + 1 if same_time else fresh
            return "".join(CROCKFORD[self._last >> shift & 31] for shift in range(125, -1, -5))
