"""Regular expressions compiled when they are first asked: one article read needs a third of those that reading knows.

Does not check what is written: a pattern that can't be compiled raises when it is asked (`re.error`).
"""

from __future__ import annotations

import re
from typing import Any, Final, cast

_ASKED: Final = ("match", "fullmatch", "search", "finditer", "findall", "split", "sub", "subn", "groups", "groupindex")


class _LazyPattern:
    """Stands in for a compiled pattern."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self.flags = pattern, flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 whatever a compiled pattern has under that name
        if name not in _ASKED:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        # Found on the object itself from now on, so that asking costs what it costs of a compiled one.
        self.__dict__.update((each, getattr(compiled, each)) for each in _ASKED)
        return getattr(compiled, name)


def lazy_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what `re.compile` would, compiled when it is first asked; it compares and hashes by identity."""
    return cast("re.Pattern[str]", _LazyPattern(pattern, flags))
