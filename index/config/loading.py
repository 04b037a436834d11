"""Loading the configuration: the settings in effect, from the command line, the environment, a file, and defaults.

A bad line is not fatal: what can't be used keeps its default and is reported.

Order: command line, environment, file, default. The file is the one named (``--config``), else ``$VARIORUM_CONFIG``,
else ``./config.yaml``, else ``config.yaml`` in the user's configuration folder. A file found in the working
folder may set appearance and search options; the places of notes, cache, rules, readers and of a library elsewhere,
and the reader's name, only if the reader trusts that folder (`trusted_folders`).

Each setting has a variable in the environment named after it, ``$VARIORUM_DISPLAY_THEME`` for ``display.theme``, but
for those that let other code run or guard less (`index.model.settings.IN_FILES`).
"""

from __future__ import annotations

import os
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from ..errors import YamlError
from ..files.durable import read_file, unreadable
from ..files.user_folders import expanded
from ..model.settings import LibrarySettings
from .overlay import overlaid
from .places import NAME, SCREEN, find, trusted_folders
from .sections import Section, complaint, distinct_kinds, typed_section

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Final

    from ..files.yaml.yaml_nodes import YamlMapping
    from ..model.complaint import Complaint

T = TypeVar("T")

_TRUSTED: Final = (
    *("library", "notes", "cache", "author", "articles.furniture", "articles.readers", "archive.plain_http"),
)
"""Settings that a file in the working folder may change only if that folder is trusted."""
_TRUST: Final = "if you know who wrote it, `variorum config trust` follows all of it"


class Loaded(NamedTuple):
    """A configuration as read: the library's settings, and the document, if any, with the screen's."""

    library: Section[LibrarySettings]
    path: Path | None
    document: YamlMapping | None
    trusted: bool = True
    environment: Mapping[str, str] = MappingProxyType({})
    options: Mapping[str, str] = MappingProxyType({})
    others: Sequence[type] = ()

    @property
    def settings(self) -> LibrarySettings:
        """The library's settings."""
        return self.library.value

    @property
    def problems(self) -> tuple[Complaint, ...]:
        """The problems of the file, apart from sections read by others."""
        return self.library.problems

    def read(self, kind: type[T]) -> Section[T]:
        """Return the named tuple ``kind``, its fields sections of the file; keys it doesn't know are left alone."""
        others = (*self.others, LibrarySettings)
        section = typed_section(kind, self.document, self.path, None, others)
        return overlaid(section, self.environment, self.options, others, screen=True)


def load_settings(
    path: Path | None = None,
    *,
    options: Mapping[str, str] | None = None,
    environment: Mapping[str, str] | None = None,
    folder: Path = Path(),
    others: Sequence[type] = (),
) -> Loaded:
    """Return the configuration in effect.

    ``path`` is the file named on the command line, ``options`` the values given there by dotted key, ``folder`` where
    ``./config.yaml`` is looked for; ``others`` are the settings that `Loaded.read` will be asked for: a misplaced key
    may be meant for one of them. Raises `ConfigError` only for a named file that can't be read and for the command
    line's options; everything else is a problem in the result.
    """
    environment = os.environ if environment is None else environment
    found, data = find(path, environment, folder)
    trusted = found is None or found != folder / NAME or path is not None or folder in trusted_folders()
    problems: tuple[Complaint, ...] = ()
    document = None
    if data.strip():
        from ..files.yaml.strict_yaml import load_mapping  # noqa: PLC0415 without a file there is nothing to read

        try:
            document = load_mapping(data, str(found))
        except YamlError as error:
            problems = (complaint(str(found), error.line, error.reason, error.cure, error.column),)
    section = typed_section(LibrarySettings, document, found, SCREEN, others)
    if not trusted:
        section = _untrusted(section, str(found))
    kinds, clashes = distinct_kinds(section.value.note_kinds, str(found), section.place("note_kinds")[1])
    value = _rooted(section.value._replace(note_kinds=kinds), found)
    section = section._replace(value=value, problems=problems + section.problems + clashes)
    options = options or {}
    section = overlaid(section, environment, options, others, screen=False)
    return Loaded(section, found, document, trusted, environment, options, others)


def read_section(kind: type[T], path: Path) -> Section[T | None]:
    """Return a file of its own as the named tuple ``kind``, everything wrong with it listed.

    The value is ``None`` if the file can't be read or lacks required fields.
    """
    from ..files.typed import MisfitError, build  # noqa: PLC0415 as in `_section`
    from ..files.yaml.strict_yaml import load_mapping  # noqa: PLC0415 as in `load_settings`

    try:
        built = build(kind, load_mapping(read_file(path), str(path)), str(path))
    except YamlError as error:
        problem = complaint(str(path), error.line, error.reason, error.cure, error.column)
    except OSError as error:
        problem = complaint(str(path), 0, unreadable(error), "mend it or move it away")
    except MisfitError as misfit:
        problem = complaint(str(path), misfit.line, misfit.message.strip(), misfit.cure)
    else:
        return Section(built.value, built.problems, {key: f"{path}:{line}" for key, line in built.lines.items()})
    return Section(None, (problem,), {})


def _untrusted(section: Section[LibrarySettings], path: str) -> Section[LibrarySettings]:
    """Reset the settings that only a trusted file may change, and list them."""
    plain = LibrarySettings()
    inside = _inside(Path(path).parent, section.value.library)
    refused = [key for key in _TRUSTED if _part(section.value, key) != _part(plain, key)]
    refused = [key for key in refused if key != "library" or not inside]
    if not refused:
        return section
    articles = section.value.articles._replace(furniture="", readers=plain.articles.readers)
    library = section.value.library if inside else ""
    value = section.value._replace(
        library=library, notes="", cache="", author="", articles=articles, archive=plain.archive
    )
    problems = tuple(
        complaint(path, section.place(key)[1], f"{key} is left out: this folder is not trusted", _TRUST)
        for key in refused
    )
    origins = {key: origin for key, origin in section.origins.items() if not key.startswith(tuple(refused))}
    return Section(value, section.problems + problems, origins)


def _inside(folder: Path, library: str) -> bool:
    """Whether a library named in a folder's configuration is inside that folder, following links; URLs never are."""
    from ..text.addresses import is_address  # noqa: PLC0415 only a file names libraries

    if is_address(library):
        return False
    where = os.path.realpath(folder / expanded(library))
    return Path(where).is_relative_to(os.path.realpath(folder))


def _part(settings: LibrarySettings, key: str) -> object:
    section, _, name = key.rpartition(".")
    return getattr(getattr(settings, section) if section else settings, name)


def _rooted(settings: LibrarySettings, path: Path | None) -> LibrarySettings:
    """Make paths relative to the file absolute; ``notes`` stays relative to the library."""
    if path is None:
        return settings
    from ..text.addresses import is_address  # noqa: PLC0415 as in `_inside`

    articles = settings.articles._replace(furniture=_from(path, settings.articles.furniture))
    cache = _from(path, settings.cache)
    library = settings.library if is_address(settings.library) else _from(path, settings.library)
    return settings._replace(library=library, cache=cache, articles=articles)


def _from(path: Path, value: str) -> str:
    return str(path.parent / expanded(value)) if value else value
