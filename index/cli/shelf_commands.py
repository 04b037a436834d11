"""The command on what the reader keeps of articles: ``shelf``, their read marks, stars and tags.

Refuses to compute: it asks the library and lays the answer out.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from ..text.safe import safe_line
from .command import FOUND, answer, open_library

if TYPE_CHECKING:
    import argparse
    from typing import Any

    from ..model.note import Mark


def run_shelf(options: argparse.Namespace) -> int:
    """Change the marks of articles as the options say, and print them as they are then."""
    library = open_library(options)
    ids = [library.show(reference).id for reference in options.articles]
    changes: dict[str, Any] = {}
    if options.read is not None:
        changes["read"] = options.read
    if options.starred is not None:
        changes["starred"] = options.starred
    for id in ids:
        tags = [tag for tag in library.shelf.mark(id).tags if tag not in options.untag]
        tagged = {"tags": tuple(dict.fromkeys([*tags, *options.tag]))} if options.tag or options.untag else {}
        if changes or tagged:
            library.shelf.update(id, **changes, **tagged)
    marks = {id: library.shelf.mark(id) for id in ids}
    told = [{"id": id, **asdict(mark)} for id, mark in marks.items()]
    answer(options, told, lambda: [_line(id, mark) for id, mark in marks.items()])
    return FOUND


def _line(id: str, mark: Mark) -> str:
    states = ["read" if mark.read else "unread", *(["starred"] if mark.starred else [])]
    return safe_line(f"{id}: {', '.join(states)}{''.join(f' #{tag}' for tag in mark.tags)}")
