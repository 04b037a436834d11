"""Problems of settings that only lower layers can judge: folders, rules, readers, saved searches.

Nothing is changed or created.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ..files.user_folders import expanded
from ..model.complaint import Complaint
from ..text.addresses import is_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..config.loading import Loaded


def settings_problems(loaded: Loaded) -> tuple[Complaint, ...]:
    """Return what is wrong with the meaning of well-formed settings, each with file and line."""
    return (*_folders(loaded), *article_problems(loaded), *_searches(loaded))


def _folders(loaded: Loaded) -> Iterator[Complaint]:
    settings = loaded.settings
    library = expanded(settings.library)
    if is_address(settings.library):
        yield from _address(loaded)
    elif settings.library and not library.is_dir():
        yield _complaint(loaded, "library", f"there is no folder {library}", "name a folder that is there")
    notes, cache = library / expanded(settings.notes), expanded(settings.cache)
    for key, named, folder in (("notes", settings.notes, notes), ("cache", settings.cache, cache)):
        nobody = next((part for part in folder.parts if part.startswith("~")), "")
        if nobody and not folder.exists():
            yield _complaint(loaded, key, f"there is no user “{nobody[1:]}” here", "name the folder from the root on")
        first = next((part for part in (folder, *folder.parents) if os.path.lexists(part)), folder)
        if named and first.exists() and not first.is_dir():
            yield _complaint(loaded, key, f"{first} is no folder", "name a folder, which is made when it is needed")


def _address(loaded: Loaded) -> Iterator[Complaint]:
    from ..errors import ArchiveError
    from ..library.library_paths import archive_at

    try:
        archive_at(loaded.settings.library, loaded.settings)
    except ArchiveError as error:
        yield _complaint(loaded, "library", f"{error.where}: {error.reason}", error.cure)


def article_problems(loaded: Loaded) -> Iterator[Complaint]:
    """Yield what is wrong with the reader's own furniture rules and pinned readers."""
    settings = loaded.settings.articles
    if not (settings.furniture or settings.readers):
        return
    # Imported late: it slows the start, and few settings name rules or readers.
    from ..articles.article_maker import Maker
    from ..articles.readers.registry import PINS

    for problem in Maker(settings).problems:
        if problem.where == settings.furniture and not problem.line:
            told = f"the rules of {settings.furniture} can't be read: {problem.message.partition(': ')[2].rstrip('.')}"
            yield _complaint(loaded, "articles.furniture", told, "name a file that can be read")
        elif problem.where.startswith(f"{PINS}."):
            yield _complaint(loaded, problem.where, problem.message, problem.cure)
        else:
            yield problem


def _searches(loaded: Loaded) -> Iterator[Complaint]:
    if not loaded.settings.searches:
        return
    from ..library.answers.reader_fields import READER_FIELDS, unknown_value
    from ..search.query.nodes import filters
    from ..search.query.parser import parse

    for name, query in loaded.settings.searches.items():
        key = f"searches.{name}"
        parsed = parse(query, READER_FIELDS)
        values = (unknown_value(each.field, value) for each in filters(parsed.root) for value in each.values)
        for message in (*(problem.message for problem in parsed.problems), *filter(None, values)):
            wrong, _, cure = message.rstrip(".").partition("; ")
            yield _complaint(loaded, key, f"“{query}”: {wrong}", cure or "mend the query")
        if not name.strip() or not query.strip():
            yield _complaint(loaded, key, "a saved search has a name and a query", "write name: query")


def _complaint(loaded: Loaded, key: str, message: str, cure: str) -> Complaint:
    return Complaint(*loaded.library.place(key), f"{key}: {message}", cure)
