"""The configuration: which file is used, its settings, its problems, and the origin of each value.

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
import re
from collections.abc import Mapping
from difflib import get_close_matches
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar, cast

from .errors import ConfigError, YamlError
from .files.durable import read_file, unreadable
from .model.settings import NOTE_KINDS, LibrarySettings, NoteKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Final

    from .files.kept_values import KeptValues
    from .files.named_values import SettingSlot
    from .files.strict_yaml import YamlMapping
    from .files.trusted_folders import TrustedFolders
    from .files.yaml_write import Tree
    from .model.complaint import Complaint

T = TypeVar("T")
NAME: Final = "config.yaml"
SCREEN: Final = ("reading", "display", "keys")
"""Sections of the screen, which reads them with `Loaded.read`."""

PREFIX: Final = "VARIORUM_"
NO_SETTINGS: Final = (
    *("VARIORUM_CONFIG", "VARIORUM_ARCHIVE_KEY", "VARIORUM_ARCHIVE_USER", "VARIORUM_ARCHIVE_PASSWORD"),
)
"""Environment variables that are not settings: which file to use, and logins."""
_TESTS: Final = "VARIORUM_TEST_"
_OPTION: Final = "command line"
_LOOKED_AT: Final = 200
"""Keys of a config file in the working folder that are examined to decide whether it is ours."""
_TRUSTED: Final = (
    *("library", "notes", "cache", "author", "articles.furniture", "articles.readers", "archive.plain_http"),
)
"""Settings that a file in the working folder may change only if that folder is trusted."""
_LISTED: Final = "`variorum config show` lists all settings"
_TRUST: Final = "if you know who wrote it, `variorum config trust` follows all of it"


class Setting(NamedTuple):
    """One setting by dotted key with its value and origin, for ``config show``."""

    key: str
    value: object
    origin: str

    @property
    def plain(self) -> Tree:
        """The value as YAML and JSON have it."""
        return _plain(self.value)

    @property
    def line(self) -> str:
        """The setting as one line of YAML, with a dotted key."""
        from .files.yaml_write import inline  # noqa: PLC0415 only `config show` writes

        return f"{self.key}: {inline(self.plain)}"


class Section(NamedTuple, Generic[T]):
    """Typed settings with their problems; ``origins`` has the keys that are not at their defaults."""

    value: T
    problems: tuple[Complaint, ...]
    origins: Mapping[str, str]

    @property
    def shown(self) -> tuple[Setting, ...]:
        """All settings in order, with their origins."""
        from .files.typed import flatten  # noqa: PLC0415 only `config show` and `check` ask

        flat = flatten(self.value)
        return tuple(Setting(key, value, self.origin(key)) for key, value in flat.items())

    def origin(self, key: str) -> str:
        """Return where a dotted key has its value from: file and line, environment, command line, or default."""
        return self.origins.get(key, "default")

    def place(self, key: str) -> tuple[str, int]:
        """Return the file and line of a dotted key's value; line 0 if it comes from no file."""
        origin = self.origins.get(key) or self.origins.get(key.partition(".")[0], "default")
        path, _, line = origin.rpartition(":")
        return (path, int(line)) if line.isdigit() else (origin, 0)


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
        section = _section(kind, self.document, self.path, None, others)
        return _overlaid(section, self.environment, self.options, others, screen=True)


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
    found, data = _find(path, environment, folder)
    trusted = found is None or found != folder / NAME or path is not None or folder in trusted_folders()
    problems: tuple[Complaint, ...] = ()
    document = None
    if data.strip():
        from .files.strict_yaml import load_mapping  # noqa: PLC0415 without a file there is nothing to read

        try:
            document = load_mapping(data, str(found))
        except YamlError as error:
            problems = (_complaint(str(found), error.line, error.reason, error.cure, error.column),)
    section = _section(LibrarySettings, document, found, SCREEN, others)
    if not trusted:
        section = _untrusted(section, str(found))
    kinds, clashes = _distinct(section.value.note_kinds, str(found), section.place("note_kinds")[1])
    value = _rooted(section.value._replace(note_kinds=kinds), found)
    section = section._replace(value=value, problems=problems + section.problems + clashes)
    options = options or {}
    section = _overlaid(section, environment, options, others, screen=False)
    return Loaded(section, found, document, trusted, environment, options, others)


def read_section(kind: type[T], path: Path) -> Section[T | None]:
    """Return a file of its own as the named tuple ``kind``, everything wrong with it listed.

    The value is ``None`` if the file can't be read or lacks required fields.
    """
    from .files.strict_yaml import load_mapping  # noqa: PLC0415 as in `load_settings`
    from .files.typed import MisfitError, build  # noqa: PLC0415 as in `_section`

    try:
        built = build(kind, load_mapping(read_file(path), str(path)), str(path))
    except YamlError as error:
        problem = _complaint(str(path), error.line, error.reason, error.cure, error.column)
    except OSError as error:
        problem = _complaint(str(path), 0, unreadable(error), "mend it or move it away")
    except MisfitError as misfit:
        problem = _complaint(str(path), misfit.line, misfit.message.strip(), misfit.cure)
    else:
        return Section(built.value, built.problems, {key: f"{path}:{line}" for key, line in built.lines.items()})
    return Section(None, (problem,), {})


def candidates(
    named: Path | None = None, folder: Path = Path(), environment: Mapping[str, str] | None = None
) -> tuple[Path, ...]:
    """Return the possible configuration files, whether they exist or not, the one that takes precedence first.

    A file that is named, here or in the ``environment``, is the only one.
    """
    told = (os.environ if environment is None else environment).get("VARIORUM_CONFIG")
    if named is None and told:
        named = Path(told).expanduser()
    return (named,) if named is not None else (folder / NAME, _user_folder() / NAME)


def theme_folder() -> Path:
    """Return the folder of the user's own themes."""
    return _user_folder() / "themes"


def own_values(name: str) -> KeptValues:
    """Return the values stored under ``name`` in the user's data folder."""
    from platformdirs import user_data_path  # noqa: PLC0415 as in `_user_folder`

    from .files.kept_values import KeptValues  # noqa: PLC0415 most commands ask for none

    return KeptValues(user_data_path("variorum") / f"{name}.json", durable=True)


def trusted_folders() -> TrustedFolders:
    """Return the folders whose own ``config.yaml`` the user trusts."""
    from platformdirs import user_data_path  # noqa: PLC0415 as in `_user_folder`

    from .files.trusted_folders import TrustedFolders  # noqa: PLC0415 few working folders have a configuration

    return TrustedFolders(user_data_path("variorum") / "trusted-folders")


def _complaint(where: str, line: int, message: str, cure: str, column: int = 0) -> Complaint:
    from .model.complaint import Complaint  # noqa: PLC0415 most configurations are right

    return Complaint(where, line, message, cure, column)


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
        _complaint(path, section.place(key)[1], f"{key} is left out: this folder is not trusted", _TRUST)
        for key in refused
    )
    origins = {key: origin for key, origin in section.origins.items() if not key.startswith(tuple(refused))}
    return Section(value, section.problems + problems, origins)


def _inside(folder: Path, library: str) -> bool:
    """Whether a library named in a folder's configuration is inside that folder, following links; URLs never are."""
    from .text.addresses import is_address  # noqa: PLC0415 only a file names libraries

    if is_address(library):
        return False
    where = os.path.realpath(folder / Path(library).expanduser())
    return Path(where).is_relative_to(os.path.realpath(folder))


def _part(settings: LibrarySettings, key: str) -> object:
    section, _, name = key.rpartition(".")
    return getattr(getattr(settings, section) if section else settings, name)


def _plain(value: object) -> Tree:
    """Return a value as YAML has it."""
    if isinstance(value, NoteKind):
        return {name: str(part) for name, part in value._asdict().items()}
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value if isinstance(value, (str, int, float)) else str(value)


def _section(
    kind: type[T],
    document: YamlMapping | None,
    path: Path | None,
    aside: tuple[str, ...] | None,
    others: Sequence[type],
) -> Section[T]:
    if not document:
        return Section(kind(), (), {})
    from .files.typed import build  # noqa: PLC0415 without a file there is nothing to build from

    built = build(kind, document, str(path), aside, lambda: _names((kind, *others)))
    return Section(built.value, built.problems, {key: f"{path}:{line}" for key, line in built.lines.items()})


def _names(kinds: Iterable[type]) -> list[str]:
    from .files.named_values import slots  # noqa: PLC0415 few names are wrong

    return [slot.key for kind in kinds for slot in slots(kind)]


def _find(named: Path | None, environment: Mapping[str, str], folder: Path) -> tuple[Path | None, bytes]:
    """Return the configuration file in effect and its contents."""
    possible = candidates(named, folder, environment)
    for candidate in possible:
        try:
            data = read_file(candidate)
        except OSError as error:
            if len(possible) == 1:
                cure = "name a file that can be read, or leave --config out"
                raise ConfigError([f"{candidate}: {unreadable(error)}; {cure}."]) from error
            continue
        if len(possible) == 1 or candidate.parent != folder or _ours(data):
            return candidate, data
    return None, b""


def _ours(data: bytes) -> bool:
    """Whether a ``config.yaml`` in the working folder is ours: it has one of our sections, even misspelt, or none."""
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    names = [*LibrarySettings._fields, *SCREEN]
    keys = islice(re.finditer(r"(?m)^['\"]?([A-Za-z_][\w-]*)['\"]?[ \t]*:", text), _LOOKED_AT)
    return re.search(r"(?m)^\s*[^\s#]", text) is None or any(get_close_matches(key[1], names, 1, 0.8) for key in keys)


def _user_folder() -> Path:
    # Imported late: not needed if the file is named.
    from platformdirs import user_config_path  # noqa: PLC0415

    return user_config_path("variorum")


def _distinct(kinds: tuple[NoteKind, ...], path: str, line: int) -> tuple[tuple[NoteKind, ...], tuple[Complaint, ...]]:
    """Keep the first of several kinds of note with the same name or key; an empty list is a problem.

    ``line`` is where the list starts.
    """
    kept: list[NoteKind] = []
    problems: list[Complaint] = []
    for kind in kinds:
        other = next((known for known in kept if kind.name == known.name or kind.key == known.key), None)
        if other is None:
            kept.append(kind)
        else:
            shared = "stands there twice" if kind.name == other.name else f"has the key of “{other.name}”"
            cure = "give each kind a name and a key of its own"
            problems.append(_complaint(path, line, f"note_kinds: “{kind.name}” {shared}", cure))
    return tuple(kept) or NOTE_KINDS, tuple(problems)


def _rooted(settings: LibrarySettings, path: Path | None) -> LibrarySettings:
    """Make paths relative to the file absolute; ``notes`` stays relative to the library."""
    if path is None:
        return settings
    from .text.addresses import is_address  # noqa: PLC0415 as in `_inside`

    articles = settings.articles._replace(furniture=_from(path, settings.articles.furniture))
    cache = _from(path, settings.cache)
    library = settings.library if is_address(settings.library) else _from(path, settings.library)
    return settings._replace(library=library, cache=cache, articles=articles)


def _from(path: Path, value: str) -> str:
    return str(path.parent / Path(value).expanduser()) if value else value


def variable(key: str) -> str:
    """Return the environment variable of a dotted key."""
    return PREFIX + key.upper().replace(".", "_")


class _Named(NamedTuple):
    """A value in the environment or on the command line, whether or not the setting exists."""

    name: str
    text: str
    origin: str


def _overlaid(
    section: Section[T],
    environment: Mapping[str, str],
    options: Mapping[str, str],
    others: Sequence[type],
    *,
    screen: bool,
) -> Section[T]:
    """Apply the environment, then the command line, to the file's settings; ``screen`` tells whose sections these are.

    An invalid value in the environment is listed and skipped; one on the command line raises.
    """
    named_here = (*_in_environment(environment, screen=screen), *_in_options(options, screen=screen))
    if not named_here:
        return section
    from .files.named_values import slots, with_value  # noqa: PLC0415 most runs are told no setting
    from .files.typed import MisfitError  # noqa: PLC0415 as above

    known = {slot.key: slot for slot in slots(type(section.value))}
    value, origins, problems = section.value, dict(section.origins), list(section.problems)
    for named in named_here:
        try:
            key, told, stepped_over = _read(named, known, others)
        except MisfitError as misfit:
            complaint = _complaint(named.origin, 0, misfit.message, misfit.cure)
            if named.origin == _OPTION:
                stop = "" if misfit.cure.endswith("?") else "."
                raise ConfigError([f"{misfit.message}; {misfit.cure}{stop}"]) from misfit
            problems.append(complaint)
            continue
        value = with_value(value, key, told)
        problems.extend(stepped_over)
        origins = {other: origin for other, origin in origins.items() if not other.startswith(f"{key}.")}
        origins[key] = named.origin
    return Section(value, tuple(problems), origins)


def _in_environment(environment: Mapping[str, str], *, screen: bool) -> Iterator[_Named]:
    """Yield the values of our environment variables, except empty ones."""
    for name, text in environment.items():
        ours = name.startswith(PREFIX) and not name.startswith(_TESTS) and name not in NO_SETTINGS
        if ours and text and name.removeprefix(PREFIX).lower().startswith(SCREEN) == screen:
            yield _Named(name, text, f"environment {name}")


def _in_options(options: Mapping[str, str], *, screen: bool) -> Iterator[_Named]:
    for key, text in options.items():
        if key.startswith(SCREEN) == screen:
            yield _Named(key, text, _OPTION)


def _read(
    named: _Named, known: Mapping[str, SettingSlot], others: Sequence[type]
) -> tuple[str, object, tuple[Complaint, ...]]:
    """Return the key and value of a setting, with the problems skipped over; raises `MisfitError`."""
    from .files.typed import MisfitError  # noqa: PLC0415 as in `_overlaid`

    option = named.origin == _OPTION
    by_name = known if option else {variable(key): slot for key, slot in known.items()}
    slot = by_name.get(named.name)
    if slot is None:
        names = [*dict.fromkeys((*known, *_names(others)))]
        cure = _instead(named.name, names) if option else _variable_instead(named.name, names)
        raise MisfitError(0, f"“{named.name}” is no setting", cure)
    if not option and not slot.part.rule.get("environment", True):
        message = f"{slot.key} is not taken from the environment"
        raise MisfitError(0, message, "write it into a configuration of your own")
    told, stepped_over = slot.read(named.text, named.origin)
    if slot.key == "note_kinds":
        told, clashes = _distinct(cast("tuple[NoteKind, ...]", told), named.origin, 0)
        stepped_over += clashes
    return slot.key, told, stepped_over


def _instead(name: str, names: Sequence[str]) -> str:
    """Return a suggestion for an unknown dotted key, else the keys of its section."""
    from .model.nearest_name import did_you_mean  # noqa: PLC0415 few names are wrong

    section = f"{name.partition('.')[0]}."
    beside = [key.removeprefix(section) for key in names if key.startswith(section)]
    return did_you_mean(name, names, f"known in {section[:-1]}: {', '.join(beside)}" if beside else _LISTED)


def _variable_instead(name: str, names: Sequence[str]) -> str:
    from .model.nearest_name import nearest_name  # noqa: PLC0415 as above

    near = nearest_name(name.removeprefix(PREFIX), [variable(key).removeprefix(PREFIX) for key in names])
    return f"did you mean “{PREFIX}{near}”?" if near else _LISTED
