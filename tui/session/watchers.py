"""The functions to call when something changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, ParamSpec

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")


class Watchers(Generic[P]):
    """Functions that are called, in the order they were added, with what changed: ``watchers(ids)``."""

    def __init__(self, *calls: Callable[P, object]) -> None:
        self._calls = list(calls)

    def add(self, call: Callable[P, object]) -> None:
        """Have a function called from now on."""
        self._calls.append(call)

    def remove(self, call: Callable[P, object]) -> None:
        """Have a function called no longer."""
        self._calls.remove(call)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> None:
        """Call them all."""
        for call in self._calls:
            call(*args, **kwargs)
