"""Who answers for the articles of a library: a folder's cache, or the server of a shared archive.

What an archive needs is imported for archives alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..article_lookup import ArticleLookup

if TYPE_CHECKING:
    from ...archive.archive_address import ArchiveAddress
    from ...model.settings import LibrarySettings
    from ...notes.book.notebook import Notebook
    from ...notes.shelf.shelf import Shelf
    from ..library_cache import LibraryCache
    from ..library_paths import Places
    from ..stories.story_groups import StoryGroups
    from .lookup import Lookup


def lookup_of(
    address: ArchiveAddress | None,
    places: Places,
    settings: LibrarySettings,
    cache: LibraryCache,
    shelf: Shelf,
    notebook: Notebook,
    grouping: StoryGroups,
) -> Lookup:
    """Return who answers: for an archive when there is an ``address``, else for a folder."""
    parts = cache, shelf, notebook, grouping, tuple(kind.name for kind in settings.note_kinds)
    if address is None:
        return ArticleLookup(*parts)
    from ..archives.archive_lookup import ArchiveLookup  # noqa: PLC0415 as said above
    from ..archives.archive_opening import connector  # noqa: PLC0415 as said above

    return ArchiveLookup(connector(address, places, settings.articles), settings.search, *parts)
