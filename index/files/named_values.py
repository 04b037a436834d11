"""Settings named one by one, in the environment or on the command line: a text becomes the value it stands for.

One value is taken as it is written; a list or a mapping is written as in a file: ``[.txt, .html]``, ``{name: query}``.
Refuses to know where a text comes from.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeVar, get_origin, get_type_hints

from ..errors import YamlError
from .strict_yaml import load_mapping
from .typed import NAMES, MisfitError, build_part

if TYPE_CHECKING:
    from collections.abc import Iterator
    from dataclasses import Field

    from ..model.complaint import Complaint

T = TypeVar("T")


class SettingSlot(NamedTuple):
    """One setting of a dataclass of settings: its dotted key, its type, its field."""

    key: str
    hint: Any
    part: Field[Any]

    def read(self, text: str, path: str) -> tuple[object, tuple[Complaint, ...]]:
        """Return what ``text`` stands for, with what was stepped over; raises `MisfitError`."""
        if self.hint in {str, int, float, bool} or get_origin(self.hint) is Literal:
            return build_part(self.hint, self.part, text, self.key, path)
        try:
            node = load_mapping(f"value: {text}".encode(), path)["value"]
        except YamlError as error:
            raise MisfitError(0, f"{self.key} can't be read: {error.reason}", error.cure) from error
        value, problems = build_part(self.hint, self.part, node, self.key, path)
        return value, tuple(replace(problem, line=0) for problem in problems)


def slots(kind: type, prefix: str = "") -> Iterator[SettingSlot]:
    """Yield every setting of a dataclass whose fields are settings or sections of them."""
    hints = get_type_hints(kind, localns=NAMES)
    for part in fields(kind):
        hint, key = hints[part.name], f"{prefix}{part.name}"
        if is_dataclass(hint) and isinstance(hint, type):
            yield from slots(hint, f"{key}.")
        else:
            yield SettingSlot(key, hint, part)


def with_value(settings: T, key: str, value: object) -> T:
    """Return the settings with another value under a dotted key."""
    name, _, rest = key.partition(".")
    inner = with_value(getattr(settings, name), rest, value) if rest else value
    return replace(settings, **{name: inner})  # type: ignore[type-var]  # a dataclass, by its use
