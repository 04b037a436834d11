"""Typed settings as read from a file, with their problems and the origin of each value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from ..model.settings import NOTE_KINDS, NoteKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from ..files.yaml.yaml_nodes import YamlMapping
    from ..files.yaml.yaml_write import Tree
    from ..model.complaint import Complaint

T = TypeVar("T")


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
        from ..files.yaml.yaml_write import inline  # noqa: PLC0415 only `config show` writes

        return f"{self.key}: {inline(self.plain)}"


class Section(NamedTuple, Generic[T]):
    """Typed settings with their problems; ``origins`` has the keys that are not at their defaults."""

    value: T
    problems: tuple[Complaint, ...]
    origins: Mapping[str, str]

    @property
    def shown(self) -> tuple[Setting, ...]:
        """All settings in order, with their origins."""
        from ..files.typed import flatten  # noqa: PLC0415 only `config show` and `check` ask

        flat = flatten(self.value)
        return tuple(Setting(key, value, self.origin(key)) for key, value in flat.items())

    def origin(self, key: str) -> str:
        """Return where a dotted key has its value from: file and line, environment, command line, or default."""
        return self.origins.get(key, "default")

    def place(self, key: str) -> tuple[str, int]:
        """Return file and line of a dotted key's value, else of what it is part of; line 0 if it comes from no file."""
        parts = key.split(".")
        around = (".".join(parts[:count]) for count in range(len(parts), 0, -1))
        origin = next((self.origins[each] for each in around if each in self.origins), "default")
        path, _, line = origin.rpartition(":")
        return (path, int(line)) if line.isdigit() else (origin, 0)


def typed_section(
    kind: type[T],
    document: YamlMapping | None,
    path: Path | None,
    aside: tuple[str, ...] | None,
    others: Sequence[type],
) -> Section[T]:
    """Return the part of a document that the named tuple ``kind`` knows, bad values at their defaults and listed.

    Sections named in ``aside`` are read by others; without ``aside`` no unknown key is listed. A misplaced key may be
    meant for one of ``others``.
    """
    if not document:
        return Section(kind(), (), {})
    from ..files.typed import build  # noqa: PLC0415 without a file there is nothing to build from

    built = build(kind, document, str(path), aside, lambda: setting_names((kind, *others)))
    return Section(built.value, built.problems, {key: f"{path}:{line}" for key, line in built.lines.items()})


def setting_names(kinds: Iterable[type]) -> list[str]:
    """Return the dotted keys of all settings."""
    from ..files.named_values import slots  # noqa: PLC0415 few names are wrong

    return [slot.key for kind in kinds for slot in slots(kind)]


def complaint(where: str, line: int, message: str, cure: str, column: int = 0) -> Complaint:
    """Return a problem; its class is imported with the first one."""
    from ..model.complaint import Complaint  # noqa: PLC0415 most configurations are right

    return Complaint(where, line, message, cure, column)


def _plain(value: object) -> Tree:
    """Return a value as YAML has it."""
    if isinstance(value, NoteKind):
        return {name: str(part) for name, part in value._asdict().items()}
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value if isinstance(value, (str, int, float)) else str(value)


def distinct_kinds(
    kinds: tuple[NoteKind, ...], path: str, line: int
) -> tuple[tuple[NoteKind, ...], tuple[Complaint, ...]]:
    """Keep the first of several kinds of note with the same name or key; an empty list is a problem.

    ``line`` is where the list starts.
    """
    kept: list[NoteKind] = []
    problems: list[Complaint] = []
    if not kinds:
        cure = "name one, or leave the setting out"
        problems.append(complaint(path, line, "note_kinds has no kind, so the usual ones are kept", cure))
    for kind in kinds:
        other = next((known for known in kept if kind.name == known.name or kind.key == known.key), None)
        if other is None:
            kept.append(kind)
        else:
            shared = "stands there twice" if kind.name == other.name else f"has the key of “{other.name}”"
            cure = "give each kind a name and a key of its own"
            problems.append(complaint(path, line, f"note_kinds: “{kind.name}” {shared}", cure))
    return tuple(kept) or NOTE_KINDS, tuple(problems)
