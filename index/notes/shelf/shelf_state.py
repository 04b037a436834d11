"""The effective shelf: both files with waiting changes applied; rebuilt, never modified.

Files are not accessed here.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ...model.note import Mark
from .shelf_yaml import flagged, mapped, offset, texts, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...files.yaml.yaml_nodes import YamlMapping
    from .shelf_yaml import Changes


@dataclass(frozen=True, slots=True)
class Sections:
    """The contents of ``_shelf.yaml``, by section."""

    read: frozenset[str] = frozenset()
    starred: frozenset[str] = frozenset()
    tags: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    bookmarks: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    searches: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[int, tuple[str, str]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReadingPlaces:
    """The contents of ``_places.yaml``: reading places, and the words there."""

    offsets: Mapping[str, int] = field(default_factory=dict)
    words: Mapping[str, Mapping[int, tuple[str, str]]] = field(default_factory=dict)


_FLAGS_ALONE = {
    (read, starred): Mark(read=read, starred=starred) for read in (False, True) for starred in (False, True)
}


@dataclass(frozen=True, slots=True)
class ShelfState:
    """All marks at one moment."""

    sections: Sections
    places: ReadingPlaces
    waiting: Changes

    def mark(self, id: str) -> Mark:
        """Return an article's mark; marks with nothing but flags are shared."""
        sections, read, starred = self.sections, id in self.sections.read, id in self.sections.starred
        more = id in sections.tags or id in sections.bookmarks or id in self.places.offsets or id in self.places.words
        if not more and id not in self.waiting:
            return _FLAGS_ALONE[read, starred]
        mark = Mark(
            read=read,
            starred=starred,
            tags=sections.tags.get(id, ()),
            place=self.places.offsets.get(id, 0),
            bookmarks=sections.bookmarks.get(id, ()),
            words=self._words(id),
        )
        return replace(mark, **self.waiting[id]) if id in self.waiting else mark

    def _words(self, id: str) -> dict[int, tuple[str, str]]:
        """Return the words around an article's place and bookmarks."""
        place, bookmarks = self.places.offsets.get(id, 0), self.sections.bookmarks.get(id, ())
        at_place, at_bookmarks = self.places.words.get(id, {}), self.sections.words.get(id, {})
        found = {place: at_place[place]} if place in at_place else {}
        return found | {each: at_bookmarks[each] for each in bookmarks if each in at_bookmarks}

    def unlike(self, other: ShelfState) -> frozenset[str]:
        """Return the articles whose marks may differ from another state."""
        ours, theirs = self.sections, other.sections
        listed = (
            (ours.tags, theirs.tags),
            (ours.bookmarks, theirs.bookmarks),
            (self.places.offsets, other.places.offsets),
        )
        found = (ours.read ^ theirs.read) | (ours.starred ^ theirs.starred) | self.waiting.keys() | other.waiting.keys()
        return found.union(*({id for id, _ in one.items() ^ another.items()} for one, another in listed))

    def ids(self) -> set[str]:
        """Return all articles with any mark."""
        sections = self.sections
        return set().union(
            sections.read, sections.starred, sections.tags, sections.bookmarks, self.places.offsets, self.waiting
        )

    def ids_with(self, *, read: bool | None, starred: bool | None, tag: str | None) -> frozenset[str]:
        """Return the marked articles that meet all conditions."""
        wanted = tag.casefold() if tag is not None else None
        found = frozenset(self.ids())
        if read is not None:
            found = self._flagged(found, self.sections.read, "read", on=read)
        if starred is not None:
            found = self._flagged(found, self.sections.starred, "starred", on=starred)
        if wanted is not None:
            found = frozenset(id for id in found if wanted in map(str.casefold, self.mark(id).tags))
        return found

    def _flagged(self, ids: frozenset[str], flagged: frozenset[str], flag: str, *, on: bool) -> frozenset[str]:
        """Return those of ``ids`` whose flag has the wanted value."""
        changed = {id: values[flag] for id, values in self.waiting.items() if flag in values}
        now = flagged.difference(changed) | {id for id, value in changed.items() if value}
        return ids & now if on else ids - now


def read_sections(document: YamlMapping, path: str) -> Sections:
    """Return the contents of ``_shelf.yaml``; raises `YamlError` if they are invalid."""
    tags, bookmarks = mapped(document, "tags", path), mapped(document, "bookmarks", path)
    searches = mapped(document, "searches", path)
    return Sections(
        frozenset(flagged(document, "read", path)),
        frozenset(flagged(document, "starred", path)),
        {id: tuple(texts(tags, id, node, path)) for id, node in tags.items()},
        {
            id: tuple(sorted(offset(bookmarks, id, item, path) for item in texts(bookmarks, id, node, path)))
            for id, node in bookmarks.items()
        },
        {name: query for name, query in searches.items() if isinstance(query, str)},
        words_of(document, path),
    )


def read_places(document: YamlMapping, path: str) -> ReadingPlaces:
    """Return the contents of ``_places.yaml``; raises `YamlError` for anything but numbers."""
    places = mapped(document, "places", path)
    return ReadingPlaces({id: offset(places, id, node, path) for id, node in places.items()}, words_of(document, path))
