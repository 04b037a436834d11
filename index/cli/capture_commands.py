"""The commands on web pages: ``add`` and ``versions``.

Only ``add`` uses the network.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..text.safe import safe_line
from .command import FAILED, FOUND, NOTHING, open_library
from .output import answer, at_place, say

if TYPE_CHECKING:
    import argparse

    from ..library.adding import Added


def run_add(options: argparse.Namespace) -> int:
    """Fetch a page, the pages of a list, or the new pages of a feed into the library."""
    library = open_library(options, fresh=False)
    found: list[Added] = []
    for target in options.target:
        for added in library.adding.add(target, anyway=options.anyway, new=options.new):
            found.append(added)
            if added.reason or not (options.json or options.plain):
                say(_line(added))
    if any(added.kept for added in found):
        library.refresh()
    answer(options, found, list)
    if any(added.reason is not None for added in found):
        return FAILED
    return FOUND if found else NOTHING


def run_versions(options: argparse.Namespace) -> int:
    """Print the versions of a page in the library, oldest first."""
    library = open_library(options)
    rows = library.rows(library.versions(options.url))
    answer(options, rows, lambda: [safe_line(f"{row.id}  {row.shown_title}") for row in rows])
    return FOUND if rows else NOTHING


def _line(added: Added) -> str:
    if added.reason:
        return safe_line(at_place(added.url, added.reason))
    return safe_line(f"{added.url}: {added.status}, version {added.version}, {added.id}")
