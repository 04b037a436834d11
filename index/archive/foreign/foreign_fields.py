"""The fields of another's index: which of them holds the text, title, outlet, date and so on, and what it can answer.

The table is a YAML file that the reader confirms, guessed from the index's mapping. Does not talk to the server.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from ...errors import ArchiveError, YamlError
from ...files.durable import read_file, unreadable, write_atomic
from ...files.typed import build
from ...files.yaml.strict_yaml import load_mapping
from ...files.yaml.yaml_write import dump

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from ..archive_client import Json

_TEXTS: Final = frozenset({"text", "match_only_text", "search_as_you_type", "annotated_text"})
_WORDS: Final = frozenset({"keyword", "constant_keyword", "wildcard"})
_DATES: Final = frozenset({"date", "date_nanos"})
_DEEPEST: Final = 6
_NESTED: Final = "nested"


class ForeignFields(NamedTuple):
    """The name of the field for each property, with dots for nested objects; empty where there is none."""

    text: str = ""
    title: str = ""
    subtitle: str = ""
    outlet: str = ""
    author: str = ""
    published: str = ""
    updated: str = ""
    url: str = ""
    language: str = ""
    tags: str = ""

    def named(self) -> dict[str, str]:
        """Return the names of the fields that are set, by property."""
        return {told: name for told, name in self._asdict().items() if name}


class FieldKind(NamedTuple):
    """What one field of an index can answer.

    ``text`` is the subfield to search for words, ``word`` the one with whole values, each empty if there is none;
    ``date`` is true for dates.
    """

    text: str = ""
    word: str = ""
    date: bool = False


class FieldTable:
    """The reader's table combined with the current mapping of the index; of an alias it has the field behind it."""

    def __init__(self, names: ForeignFields, mapping: Json) -> None:
        behind = dict(_aliases(mapping.get("properties"), "", 0))
        self.names = names = ForeignFields(**{told: behind.get(name, name) for told, name in names.named().items()})
        known = dict(field_kinds(mapping))
        self._kinds = {told: known[name] for told, name in names.named().items() if name in known}
        self.lost = tuple(f"{told}: {name}" for told, name in names.named().items() if name not in known)
        """What the table names and the index no longer has."""

    def kind(self, told: str) -> FieldKind:
        """Return what the field for the property ``told`` can answer."""
        return self._kinds.get(told, FieldKind())


def field_kinds(mapping: Json) -> Iterator[tuple[str, FieldKind]]:
    """Yield every searchable field of a mapping, with what it can answer."""
    yield from _kinds(mapping.get("properties"), "", 0)


def nested_fields(mapping: Json) -> Iterator[str]:
    """Yield every field that holds documents of its own (``nested``), which a query here can't look into."""
    yield from _nested(mapping.get("properties"), "", 0)


def _nested(properties: object, prefix: str, depth: int) -> Iterator[str]:
    if not isinstance(properties, dict) or depth > _DEEPEST:
        return
    for name, told in properties.items():
        if isinstance(told, dict) and told.get("type") == _NESTED:
            yield f"{prefix}{name}"
        elif isinstance(told, dict):
            yield from _nested(told.get("properties"), f"{prefix}{name}.", depth + 1)


def _aliases(properties: object, prefix: str, depth: int) -> Iterator[tuple[str, str]]:
    """Yield every field that is another name of a field, with that field."""
    if not isinstance(properties, dict) or depth > _DEEPEST:
        return
    for name, told in properties.items():
        if isinstance(told, dict) and told.get("type") == "alias":
            yield f"{prefix}{name}", str(told.get("path"))
        elif isinstance(told, dict):
            yield from _aliases(told.get("properties"), f"{prefix}{name}.", depth + 1)


def _kinds(properties: object, prefix: str, depth: int) -> Iterator[tuple[str, FieldKind]]:
    if not isinstance(properties, dict) or depth > _DEEPEST:
        return
    for name, told in properties.items():
        if not isinstance(told, dict) or told.get("type") == _NESTED:
            continue
        path = f"{prefix}{name}"
        if "properties" in told:
            yield from _kinds(told["properties"], f"{path}.", depth + 1)
        elif told.get("index", True) is not False and (kind := _kind(path, told)) is not None:
            yield path, kind


def _kind(path: str, told: Json) -> FieldKind | None:
    others = told.get("fields")
    parts = {path: told.get("type"), **{f"{path}.{name}": each.get("type") for name, each in (others or {}).items()}}
    if parts[path] in _DATES:
        return FieldKind(date=True)
    text = next((name for name, sort in parts.items() if sort in _TEXTS), "")
    word = next((name for name, sort in parts.items() if sort in _WORDS), "")
    return FieldKind(text, word) if text or word else None


def guessed(mapping: Json, fits: Callable[[Iterable[str], str], str]) -> ForeignFields:
    """Return the likeliest table for an index.

    ``fits(names, field)`` returns the first of some names that suits a property; asked for ``name``, the one that holds
    the name of the object around it.
    """
    kinds = dict(field_kinds(mapping))
    named: dict[str, str] = {}
    for told in ForeignFields._fields:
        free = [name for name, kind in kinds.items() if name not in named.values() and _may(told, kind)]
        if name := next(filter(None, (by(free, told, fits) for by in _WAYS)), ""):
            named[told] = name
    return ForeignFields(**named)


def _by_name(names: Iterable[str], told: str, fits: Callable[[Iterable[str], str], str]) -> str:
    return fits(names, told)


def _by_object(names: Iterable[str], told: str, fits: Callable[[Iterable[str], str], str]) -> str:
    """Return the field that holds the name of an object, such as ``fuente.nombre``; of several the first."""
    outer = {path[: -len(last) - 1]: path for path, last in _last_parts(names) if fits([last], "name")}
    return outer.get(_object(outer, told, fits), "")


def _alone(names: Iterable[str], told: str, fits: Callable[[Iterable[str], str], str]) -> str:
    """Return the only field inside an object that can hold what the object tells, such as ``headline.de``; no ids."""
    inside: dict[str, list[str]] = {}
    for path, last in _last_parts(names):
        if not fits([last], "key"):
            inside.setdefault(path[: -len(last) - 1], []).append(path)
    single = {outer: paths[0] for outer, paths in inside.items() if len(paths) == 1}
    return single.get(_object(single, told, fits), "")


def _object(names: Iterable[str], told: str, fits: Callable[[Iterable[str], str], str]) -> str:
    """Return the object whose name suits a property, or whose name inside another object does; else empty."""
    inner = {path.rpartition(".")[2]: path for path in names}
    return fits(names, told) or inner.get(fits(inner, told), "")


def _by_last_part(names: Iterable[str], told: str, fits: Callable[[Iterable[str], str], str]) -> str:
    """Return the field whose name inside its object suits a property, such as ``meta.published``; else empty."""
    inner = {last: path for path, last in _last_parts(names)}
    return inner.get(fits(inner, told), "")


def _last_parts(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the fields inside objects, last first, each with its name there."""
    return ((path, path.rpartition(".")[2]) for path in reversed([*names]) if "." in path)


_WAYS = (_by_name, _by_object, _alone, _by_last_part)
"""How a field is guessed, surest way first."""


def _may(told: str, kind: FieldKind) -> bool:
    """Whether a field of this kind can hold a property at all."""
    if told in {"published", "updated"}:
        return kind.date or bool(kind.word)
    return bool(kind.text) if told == "text" else not kind.date


def read_table(path: Path, shown: str) -> ForeignFields | None:
    """Return the table in a file, ``None`` without a file; raises `ArchiveError` for one that can't be used."""
    try:
        data = read_file(path)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ArchiveError(str(path), unreadable(error), _again(shown)) from None
    try:
        built = build(ForeignFields, load_mapping(data, str(path)), str(path))
    except YamlError as error:
        raise ArchiveError(f"{path}:{error.line}", error.reason, error.cure) from None
    for problem in built.problems:
        raise ArchiveError(f"{path}:{problem.line}", problem.message, problem.cure)
    if not built.value.text:
        raise ArchiveError(str(path), "it does not say which field is the text", _again(shown))
    return built.value


def table_text(names: ForeignFields, shown: str, mapping: Json) -> str:
    """Return the table as YAML, followed as comments by the fields that are not used and those that can't be."""
    others = sorted({name for name, _ in field_kinds(mapping)} - set(names.named().values()))
    told: Mapping[str, str] = names.named()
    listed = _listed("Not used", others) + _listed(
        "Nested, which can't be searched from here", sorted(nested_fields(mapping))
    )
    return f"# Fields of {shown}, by what they tell.\n{dump(dict(told))}{listed}"


def _listed(heading: str, names: Iterable[str]) -> str:
    lines = "".join(f"#   {name}\n" for name in names)
    return f"# {heading}:\n{lines}" if lines else ""


def write_table(path: Path, text: str) -> None:
    """Write a table; raises `SaveError`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomic(path, text.encode())


def _again(shown: str) -> str:
    return f"mend it, or have it guessed anew with `variorum archive map {shown}`"
