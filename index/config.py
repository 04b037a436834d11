"""The configuration: which file it is, what it says, what is wrong with it, and where each value came from.

Refuses to stop the program over a bad line: what can't be used keeps its default and is listed.

Order: command line, environment, file, default. The file is the one named (``--config``), else ``$VARIORUM_CONFIG``,
else ``./config.yaml``, else ``config.yaml`` in the user's configuration folder. ``$VARIORUM_LIBRARY``,
``$VARIORUM_NOTES``, ``$VARIORUM_CACHE`` and ``$VARIORUM_AUTHOR`` stand for the keys of the same names.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from .errors import ConfigError, YamlError
from .files.strict_yaml import YamlMapping, load_mapping
from .files.typed import build, flatten
from .model.results import Complaint
from .model.settings import NOTE_KINDS, LibrarySettings, NoteKind

if TYPE_CHECKING:
    from typing import Final

    from .files.yaml_write import Tree

T = TypeVar("T")
NAME: Final = "config.yaml"
SCREEN: Final = ("reading", "display", "keys")
"""Sections that belong to the screen; it reads them with `Loaded.read`."""

_PLAIN: Final = ("library", "notes", "cache", "author")


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting by dotted key with its value and where it came from, for ``config show``."""

    key: str
    value: object
    origin: str

    @property
    def line(self) -> str:
        """The setting as one line of YAML, its key dotted."""
        from .files.yaml_write import inline  # noqa: PLC0415 only `config show` writes

        return f"{self.key}: {inline(_plain(self.value))}"


@dataclass(frozen=True, slots=True)
class Section(Generic[T]):
    """Typed settings with their problems; ``origins`` holds the keys that are not at their default."""

    value: T
    problems: tuple[Complaint, ...]
    origins: Mapping[str, str]

    @property
    def shown(self) -> tuple[Setting, ...]:
        """Every setting in order, with its origin."""
        flat = flatten(self.value)
        return tuple(Setting(key, value, self.origin(key)) for key, value in flat.items())

    def origin(self, key: str) -> str:
        """Where a dotted key has its value from: file and line, environment, command line, or default."""
        return self.origins.get(key, "default")


@dataclass(frozen=True, slots=True)
class Loaded:
    """A configuration as read: the library's settings, and the document from which the screen reads its own."""

    library: Section[LibrarySettings]
    path: Path | None
    document: YamlMapping

    @property
    def settings(self) -> LibrarySettings:
        """The library's settings."""
        return self.library.value

    @property
    def problems(self) -> tuple[Complaint, ...]:
        """What is wrong in the file, apart from sections read by others."""
        return self.library.problems

    def read(self, kind: type[T]) -> Section[T]:
        """Return the dataclass ``kind``, whose fields are sections of the file; keys it doesn't know are left alone."""
        return _section(kind, self.document, self.path, aside=None)


def load_settings(
    path: Path | None = None,
    *,
    options: Mapping[str, str] | None = None,
    environment: Mapping[str, str] | None = None,
    folder: Path = Path(),
) -> Loaded:
    """Return the configuration in force.

    ``path`` is the file named on the command line, ``options`` the values given there (``library notes cache
    author``), ``folder`` the one in which ``./config.yaml`` is looked for. Raises `ConfigError` only for a named file
    that can't be read; everything else is a problem in the answer.
    """
    environment = os.environ if environment is None else environment
    found, data = _find(path, environment, folder)
    problems: tuple[Complaint, ...] = ()
    document = YamlMapping.nothing()
    if data.strip():
        try:
            document = load_mapping(data, str(found))
        except YamlError as error:
            problems = (Complaint(str(found), error.line, f"column {error.column}: {error.reason}", error.cure),)
    section = _section(LibrarySettings, document, found, aside=SCREEN)
    kinds, clashes = _distinct(section.value.note_kinds, str(found))
    value = _rooted(replace(section.value, note_kinds=kinds), found)
    section = replace(section, value=value, problems=problems + section.problems + clashes)
    return Loaded(_overlaid(section, environment, options or {}), found, document)


def _plain(value: object) -> Tree:
    """Return a value as YAML has it."""
    if is_dataclass(value) and not isinstance(value, type):
        return {part.name: _plain(getattr(value, part.name)) for part in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value if isinstance(value, (str, int, float)) else str(value)


def _section(kind: type[T], document: YamlMapping, path: Path | None, aside: tuple[str, ...] | None) -> Section[T]:
    built = build(kind, document, str(path), aside)
    return Section(built.value, built.problems, {key: f"{path}:{line}" for key, line in built.lines.items()})


def _find(named: Path | None, environment: Mapping[str, str], folder: Path) -> tuple[Path | None, bytes]:
    """Return the configuration file in force and its bytes."""
    if named is None and environment.get("VARIORUM_CONFIG"):
        named = Path(environment["VARIORUM_CONFIG"]).expanduser()
    if named is not None:
        try:
            return named, named.read_bytes()
        except OSError as error:
            reason = error.strerror or str(error)
            raise ConfigError([f"{named}: {reason}; name a file that can be read, or leave --config out."]) from error
    for candidate in (folder / NAME, _user_folder() / NAME):
        try:
            data = candidate.read_bytes()
        except OSError:
            continue
        if _ours(data) or candidate.parent != folder:
            return candidate, data
    return None, b""


def _ours(data: bytes) -> bool:
    """Whether a ``config.yaml`` that merely lies here speaks of any section of ours, be it misspelt, or of nothing."""
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    names = [part.name for part in fields(LibrarySettings)] + list(SCREEN)
    keys = re.findall(r"(?m)^['\"]?([A-Za-z_][\w-]*)['\"]?[ \t]*:", text)
    return re.search(r"(?m)^\s*[^\s#]", text) is None or any(get_close_matches(key, names, 1, 0.8) for key in keys)


def _user_folder() -> Path:
    # Late: a program that is told its file needs no knowledge of the system's folders.
    from platformdirs import user_config_path  # noqa: PLC0415

    return user_config_path("variorum")


def _distinct(kinds: tuple[NoteKind, ...], path: str) -> tuple[tuple[NoteKind, ...], tuple[Complaint, ...]]:
    """Keep the first of the kinds of a note that share a name or a key; an empty list is no choice at all."""
    kept: list[NoteKind] = []
    problems: list[Complaint] = []
    for kind in kinds:
        other = next((known for known in kept if kind.name == known.name or kind.key == known.key), None)
        if other is None:
            kept.append(kind)
        else:
            message = f"note_kinds: “{kind.name}” has the name or key of “{other.name}”"
            problems.append(Complaint(path, 0, message, "give each kind a name and a key of its own"))
    return tuple(kept) or NOTE_KINDS, tuple(problems)


def _rooted(settings: LibrarySettings, path: Path | None) -> LibrarySettings:
    """Read paths of the file as relative to it; ``notes`` stays relative to the library."""
    if path is None:
        return settings
    articles = replace(settings.articles, furniture=_from(path, settings.articles.furniture))
    library, cache = _from(path, settings.library), _from(path, settings.cache)
    return replace(settings, library=library, cache=cache, articles=articles)


def _from(path: Path, value: str) -> str:
    return str(path.parent / Path(value).expanduser()) if value else value


def _overlaid(
    section: Section[LibrarySettings], environment: Mapping[str, str], options: Mapping[str, str]
) -> Section[LibrarySettings]:
    """Lay the environment and then the command line over what the file says."""
    values: dict[str, str] = {}
    origins = dict(section.origins)
    for key in _PLAIN:
        variable = f"VARIORUM_{key.upper()}"
        if environment.get(variable):
            values[key], origins[key] = environment[variable], f"environment {variable}"
        if options.get(key):
            values[key], origins[key] = options[key], "command line"
    return Section(replace(section.value, **values), section.problems, origins)  # type: ignore[arg-type]
