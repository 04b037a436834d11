"""Long work behind the screen that is no upkeep of the index: preparing articles, comparing many accounts.

Refuses to look at what comes back; two errands at most, each in a child process of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .services import Listener

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from index import Comparison, Progress

    from .services import Errand


class Background:
    """The app's errands; ``request`` names the library to the child, ``new_errand`` makes one."""

    def __init__(self, request: Mapping[str, Any], new_errand: Callable[[], Errand]) -> None:
        self._request = request
        self._digesting, self._comparing = new_errand(), new_errand()

    @property
    def possible(self) -> bool:
        """Whether a child could open the library at all."""
        return bool(self._request.get("paths"))

    def digest(self, listener: Listener) -> bool:
        """Begin to prepare new articles for comparison; return whether it was begun."""
        if not self.possible or self._digesting.running:
            return False
        self._digesting.start({**self._request, "verb": "digest"}, listener)
        return True

    def stop_digesting(self) -> None:
        """Ask for the end of it, so that the folder can be looked through; what is done stays done."""
        if self._digesting.running:
            self._digesting.cancel()

    def compare(
        self,
        articles: Sequence[str],
        include: Sequence[str],
        done: Callable[[Comparison], None],
        failed: Callable[[str], None],
    ) -> None:
        """Compare accounts, in the place of what was being compared before."""
        self.stop_comparing()
        request = {**self._request, "verb": "compare", "articles": list(articles), "include": list(include)}
        self._comparing.start(request, Listener(_no_progress, done, failed))

    def stop_comparing(self) -> None:
        """Drop the comparison under way: the reader wants another, or none."""
        self._comparing.abandon()

    def cancel(self) -> None:
        """Ask for the end of everything, without waiting for it."""
        self.stop_comparing()
        self.stop_digesting()

    def close(self) -> None:
        """End everything."""
        self.cancel()
        self._digesting.close()


def _no_progress(progress: Progress) -> None:
    """Show nothing: a comparison does not say how far it is."""
    del progress
