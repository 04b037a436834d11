"""Which file has the notes on an article or a story: the library's tree mirrored in the notes folder.

Ids that would lead out of the notes folder are rejected.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from ...errors import SaveError

if TYPE_CHECKING:
    from typing import Final

    from ...model.note import Note

SUFFIX: Final = ".yaml"
STORIES: Final = "_stories"
RESERVED: Final = ("_shelf.yaml", "_places.yaml", "_stories.yaml")
# File names are limited in bytes; room is left for the suffix and for temporary names.
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Home:
    """What a file of notes is about: an article, or a story (by its id)."""

    article: str = ""
    story: str = ""

    @property
    def path(self) -> PurePosixPath:
        """The file's path within the notes folder; raises `SaveError` for an invalid id."""
        id = self.story or self.article
        parts = id.split("/")
        if not id or "\0" in id or any(part in {"", ".", ".."} for part in parts):
            raise SaveError(f"a note on “{id}”", "this is no article's id", "name an article of the library")
        parts = [_short(part) for part in parts]
        if parts[0].startswith("."):
            # Folders with a leading dot are for the trash and the like.
            parts[0] = "%2E" + parts[0][1:]
        path = PurePosixPath(*([STORIES] if self.story else []), *parts)
        return path.with_name(path.name + SUFFIX)


def home_of(note: Note, parent: Home | None = None) -> Home:
    """Return the home of a note: that of its first target, or for a reply its ``parent``."""
    for target in note.targets:
        if target.article or target.story:
            return Home(story=target.story) if target.story else Home(article=target.article)
    if parent is not None:
        return parent
    raise SaveError("the note", "it points at no article and answers no note", "name the article it is about")


def home_at(path: PurePosixPath) -> Home:
    """Return what the file at ``path`` in the notes folder is about, judging by its name."""
    parts = [*path.parts[:-1], path.name.removesuffix(SUFFIX)]
    if parts[0].startswith("%2E"):
        parts[0] = "." + parts[0][3:]
    if parts[0] == STORIES and len(parts) > 1:
        return Home(story="/".join(parts[1:]))
    return Home(article="/".join(parts))


def _short(name: str) -> str:
    """Return a name valid on any system; long ones, and those with a backslash, get a digest."""
    data = name.encode("utf-8", "surrogatepass")
    if len(data) <= _LONGEST and "\\" not in name:
        return name
    digest = hashlib.blake2b(data, digest_size=8).hexdigest()
    return data[: _LONGEST - 20].decode("utf-8", "ignore").replace("\\", "_") + f"~{digest}"
