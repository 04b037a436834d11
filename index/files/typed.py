"""Strict YAML nodes as typed values: named tuples built from their type hints, with every misfit listed.

It does not stop at the first problem, and knows no setting by name. The rule of a hint ``Annotated[kind, rule]`` may
contain ``least`` and ``most`` (numbers), ``choices`` (texts) and ``form`` (a regular expression for the whole text, and
its description); for lists and mappings it applies to each item.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from types import NoneType, UnionType
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    Generic,
    Literal,
    NamedTuple,
    TypeGuard,
    TypeVar,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from ..model.complaint import Complaint
from ..model.nearest_name import did_you_mean
from .yaml.yaml_nodes import YamlList, YamlMapping

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Final

    from .yaml.yaml_nodes import Node

T = TypeVar("T")
UNKNOWN: Final = 50
"""Unknown keys up to which each is reported with a suggestion, which is slow."""
_TRUE: Final = {"true", "yes", "on"}
_FALSE: Final = {"false", "no", "off"}
# Names that modules may import only for type checking, but that their hints use.
_NAMES: Final = {
    **{each.__name__: each for each in (Mapping, Sequence, Collection)},
    "Annotated": Annotated,
    "Literal": Literal,
}
NEEDED: Final = object()
"""Stands for the default of a required field."""
_NO_RULE: Final[Mapping[str, Any]] = {}


class RecordField(NamedTuple):
    """One field of a named tuple: its name, the kind of its values, the rule for them, its default or `NEEDED`."""

    name: str
    hint: Any
    rule: Mapping[str, Any]
    default: object


def is_record(kind: object) -> TypeGuard[type[tuple[Any, ...]]]:
    """Whether ``kind`` is a named tuple class."""
    return isinstance(kind, type) and issubclass(kind, tuple) and hasattr(kind, "_fields")


def fields_of(kind: type) -> tuple[RecordField, ...]:
    """Return the fields of a named tuple class, in order."""
    assert is_record(kind)  # noqa: S101 a programming error, not a user's
    hints = get_type_hints(kind, localns=_NAMES, include_extras=True)
    defaults: Mapping[str, object] = vars(kind)["_field_defaults"]
    return tuple(_field(name, hints[name], defaults.get(name, NEEDED)) for name in vars(kind)["_fields"])


def _field(name: str, hint: object, default: object) -> RecordField:
    if get_origin(hint) is not Annotated:
        return RecordField(name, hint, _NO_RULE, default)
    plain, rule = get_args(hint)
    return RecordField(name, plain, rule, default)


class Built(NamedTuple, Generic[T]):
    """A value with the problems found, and the line each part was read from, by dotted key."""

    value: T
    problems: tuple[Complaint, ...]
    lines: Mapping[str, int]


class MisfitError(Exception):
    """A value that does not fit, so that its key keeps the default. ``told``: it has been listed already."""

    def __init__(self, line: int, message: str, cure: str, *, told: bool = False) -> None:
        super().__init__(message)
        self.line, self.message, self.cure, self.told = line, message, cure, told


def build(
    kind: type[T],
    node: YamlMapping,
    path: str,
    aside: Collection[str] | None = (),
    elsewhere: Callable[[], Sequence[str]] = tuple,
) -> Built[T]:
    """Build the named tuple ``kind`` from ``node``, with defaults for what is missing or wrong.

    ``aside`` are keys of ``node`` that are read by others; ``None`` means all unknown keys. ``path`` is named in the
    problems. ``elsewhere`` returns dotted keys to suggest for a key in the wrong place.
    """
    builder = _Builder(path, elsewhere)
    value = builder.record(kind, node, "", aside)
    return Built(value, tuple(sorted(builder.problems, key=lambda problem: problem.line)), builder.lines)


def build_part(part: RecordField, node: Node, name: str, path: str) -> tuple[object, tuple[Complaint, ...]]:
    """Convert ``node`` to the value of the field ``name``, with the problems skipped over; raises `MisfitError`."""
    builder = _Builder(path)
    return builder.convert(part.hint, node, name, 0, part.rule), tuple(builder.problems)


def flatten(value: object, prefix: str = "") -> dict[str, object]:
    """Return the parts of a named tuple by dotted key, in the order of its fields."""
    if not is_record(type(value)):
        return {prefix: value}
    flat: dict[str, object] = {}
    for name in vars(type(value))["_fields"]:
        flat |= flatten(getattr(value, name), f"{prefix}.{name}" if prefix else name)
    return flat


class _Builder:
    def __init__(self, path: str, elsewhere: Callable[[], Sequence[str]] = tuple) -> None:
        self.path, self.elsewhere = path, elsewhere
        self.problems: list[Complaint] = []
        self.lines: dict[str, int] = {}

    def complain(self, line: int, message: str, cure: str) -> None:
        self.problems.append(Complaint(self.path, line, message, cure))

    def record(self, kind: type[T], node: YamlMapping, name: str, aside: Collection[str] | None = ()) -> T:
        """Build a named tuple; raises `MisfitError` if a field without default is missing."""
        parts = {part.name: part for part in fields_of(kind)}
        given: dict[str, object] = {}
        unknown: list[tuple[str, int]] = []
        for key, child in node.items():
            line = node.key_at(key).line
            if key in parts:
                part = parts[key]
                self.fill(given, key, part.hint, child, f"{name}.{key}" if name else key, line, part.rule)
            elif aside is not None and key not in aside:
                unknown.append((key, line))
        self.tell_unknown(unknown, name, [*parts, *(aside or ())])
        self.demand(parts, given, node, name)
        return kind(**given)

    def tell_unknown(self, unknown: Sequence[tuple[str, int]], name: str, known: Sequence[str]) -> None:
        """List unknown keys, each with a suggestion; beyond `UNKNOWN` only their number."""
        for key, line in unknown[:UNKNOWN]:
            self.complain(line, f"{_in(name)} there is no setting “{key}”", self.cure(key, known))
        if more := unknown[UNKNOWN:]:
            message = f"{_in(name)} {len(more)} more keys from here on are no settings"
            self.complain(more[0][1], message, "take away what was not meant for this file")

    def cure(self, key: str, known: Sequence[str]) -> str:
        """Return a suggestion for an unknown key, from here or elsewhere, else the keys known here."""
        listed = f"known here: {', '.join(sorted(known))}"
        return did_you_mean(key, known, did_you_mean(key, self.elsewhere(), listed))

    def fill(
        self,
        given: dict[str, object],
        key: str,
        hint: object,
        child: Node,
        name: str,
        line: int,
        rule: Mapping[str, Any] = _NO_RULE,
    ) -> None:
        """Set ``given[key]``, or list why that is impossible."""
        try:
            given[key] = self.convert(hint, child, name, line, rule)
            self.lines[name] = line
        except MisfitError as misfit:
            if not misfit.told:
                self.complain(misfit.line, misfit.message, misfit.cure)

    def demand(self, parts: Mapping[str, RecordField], given: Collection[str], node: YamlMapping, name: str) -> None:
        missing = [key for key, part in parts.items() if key not in given and part.default is NEEDED]
        if missing:
            absent = [key for key in missing if key not in node]  # the others are listed already
            message = f"{name} lacks {', '.join(absent)}"
            raise MisfitError(node.place.line, message, "add the missing lines", told=not absent)

    def convert(self, hint: Any, node: Node, name: str, line: int, rule: Mapping[str, Any] = _NO_RULE) -> object:  # noqa: ANN401 hints are objects
        """Return ``node`` as what ``hint`` asks for; raises `MisfitError`."""
        origin, arguments = get_origin(hint), get_args(hint)
        if origin in {Union, UnionType}:
            return self.either(arguments, node, name, line, rule)
        if is_record(hint):
            return self.record(hint, _mapping(node, name, line), name)
        if origin is tuple:
            return self.sequence(arguments[0], node, name, line, rule)
        if origin is Mapping:
            return self.mapping(arguments[1], _mapping(node, name, line), name, rule)
        if not isinstance(node, str):
            form = "- value" if name.endswith("]") else "key: value"
            raise MisfitError(line, f"{name} must be one value, not several", f"write it as `{form}`")
        if origin is Literal:
            return _choice(node, arguments, name, line)
        return _scalar(hint, node, name, line, rule)

    def either(self, kinds: Sequence[object], node: Node, name: str, line: int, rule: Mapping[str, Any]) -> object:
        """Choose among the kinds of a union by the shape of ``node``; nothing at all is ``None`` where that is one."""
        if node == "" and NoneType in kinds:
            return None
        several = not isinstance(node, str)
        shaped = [kind for kind in kinds if kind is not NoneType and (get_origin(kind) is not None) == several]
        return self.convert((shaped or [kind for kind in kinds if kind is not NoneType])[0], node, name, line, rule)

    def sequence(self, hint: object, node: Node, name: str, line: int, rule: Mapping[str, Any]) -> tuple[object, ...]:
        """Build a tuple, skipping items that do not fit; a single value becomes a tuple of one."""
        if isinstance(node, YamlMapping):
            raise MisfitError(line, f"{name} must be a list", "begin each item with “- ”")
        items = node if isinstance(node, YamlList) else [node] if node else []
        built: dict[str, object] = {}
        for position, item in enumerate(items):
            at = node.at(position).line if isinstance(node, YamlList) else line
            self.fill(built, str(position), hint, item, f"{name}[{position + 1}]", at, rule)
        return tuple(built.values())

    def mapping(self, hint: object, node: YamlMapping, name: str, rule: Mapping[str, Any]) -> dict[str, object]:
        """Build a mapping from text, stepping over values that do not fit."""
        built: dict[str, object] = {}
        for key, child in node.items():
            self.fill(built, key, hint, child, f"{name}.{key}", node.key_at(key).line, rule)
        return built


def _mapping(node: Node, name: str, line: int) -> YamlMapping:
    if isinstance(node, YamlMapping):
        return node
    if node == "":
        return YamlMapping.nothing(line)
    raise MisfitError(line, f"{name} must hold settings", "write them below it, indented, as `key: value`")


def _scalar(hint: object, text: str, name: str, line: int, rule: Mapping[str, Any]) -> object:
    if hint is bool:
        return _boolean(text, name, line)
    if hint is int or hint is float:
        return _number(float if hint is float else int, text, name, line, rule)
    if "choices" in rule:
        return _choice(text, rule["choices"], name, line)
    if "form" in rule and re.fullmatch(rule["form"][0], text) is None:
        raise MisfitError(line, f"{name} can't be “{text}”", f"write {rule['form'][1]}")
    return text


def _boolean(text: str, name: str, line: int) -> bool:
    if text.lower() in _TRUE | _FALSE:
        return text.lower() in _TRUE
    raise MisfitError(line, f"{name} can't be “{text}”", "write true or false")


def _number(kind: type[int | float], text: str, name: str, line: int, rule: Mapping[str, Any]) -> float:
    pattern = r"[-+]?[0-9]{1,15}" if kind is int else r"[-+]?(?:[0-9]{1,15}(?:\.[0-9]*)?|\.[0-9]+)"
    least, most = rule.get("least"), rule.get("most")
    bounds = f"from {least} to {most}" if least is not None and most is not None else "a number"
    if re.fullmatch(pattern, text) is None:
        wanted = "a whole number" if kind is int else "a number"
        raise MisfitError(line, f"{name} must be {wanted}, not “{text}”", f"write {bounds}")
    value = kind(text)
    if (least is not None and value < least) or (most is not None and value > most):
        raise MisfitError(line, f"{name} is out of range: {text}", f"write {bounds}")
    return value


def _choice(text: str, choices: Sequence[str], name: str, line: int) -> str:
    if text in choices:
        return text
    cure = did_you_mean(text, choices, f"choose one of: {', '.join(choices)}")
    raise MisfitError(line, f"{name} can't be “{text}”", cure)


def _in(name: str) -> str:
    return f"under {name}" if name else "at the top"
