"""Three-way merging of a note: no change is lost, and neither side overwrites the other.

It does not choose between two texts: one stays, the other becomes a reply tagged `conflict`.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from ...model.note import Note

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Final

T = TypeVar("T")
CONFLICT: Final = "conflict"
"""The tag of a note with a text that would have been lost in a merge."""

_SETS: Final = ("tags", "links", "targets", "compared")
_WORDS: Final = ("kind", "text", "author", "reply_to", "via")


class Merged(NamedTuple):
    """The merged note, and a reply with what could not be merged."""

    note: Note
    conflict: Note | None


def merge(base: Note | None, ours: Note, theirs: Note, new_id: Callable[[], str]) -> Merged:
    """Merge two versions of a note made from ``base`` (``None``: both are new, with one id).

    Lists are merged item by item; other fields are taken from the side that changed them, theirs if both did. If both
    changed the text, ours goes into a reply with an id from ``new_id``. The later ``modified`` and the earlier
    ``created`` are kept.
    """
    values: dict[str, Any] = {}
    for field in _WORDS:
        old, mine, other = (getattr(note, field) if note else None for note in (base, ours, theirs))
        values[field] = mine if other == old and base is not None else other
    for field in _SETS:
        old, mine, other = (getattr(note, field) if note else () for note in (base, ours, theirs))
        values[field] = tuple(merge_lists(old, mine, other))
    values["extra"] = _merge_extra(base.extra if base else {}, ours.extra, theirs.extra)
    values["modified"] = max(ours.modified, theirs.modified)
    values["created"] = min(filter(None, (ours.created, theirs.created)), default="")
    note = replace(theirs, **values)
    lost = ours.text not in (theirs.text, base.text if base else None) and (base is None or theirs.text != base.text)
    return Merged(note, _keep(ours, note, new_id) if lost else None)


def merge_lists(base: Sequence[T], ours: Sequence[T], theirs: Sequence[T]) -> list[T]:
    """Return their list without what we removed, followed by what we added."""
    if theirs == base:
        return list(ours)
    kept = [item for item in theirs if item in ours or item not in base]
    return kept + [item for item in ours if item not in base and item not in kept]


def same_content(one: Note, other: Note) -> bool:
    """Whether two versions of a note are equal apart from their times."""
    names = [field.name for field in fields(Note) if field.name not in {"modified", "created"}]
    return all(getattr(one, name) == getattr(other, name) for name in names)


def _merge_extra(
    base: Mapping[str, object], ours: Mapping[str, object], theirs: Mapping[str, object]
) -> dict[str, object]:
    """Merge unknown keys; if both changed one, theirs is kept."""
    merged = dict(theirs)
    for key in {*base, *ours}:
        if ours.get(key) != base.get(key) and theirs.get(key) == base.get(key):
            merged.pop(key, None)
            if key in ours:
                merged[key] = ours[key]
    return merged


def _keep(ours: Note, note: Note, new_id: Callable[[], str]) -> Note:
    tags = tuple(dict.fromkeys((*ours.tags, CONFLICT)))
    return replace(ours, id=new_id(), tags=tags, targets=(), links=(), compared=(), reply_to=note.id, via="", extra={})
