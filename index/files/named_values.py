"""Settings given one by one, in the environment or on the command line: their text is converted to a value.

A single value is written literally; lists and mappings as in YAML: ``[.txt, .html]``, ``{name: query}``. Where the text
comes from is not known here.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar, get_origin

from ..errors import YamlError
from .typed import MisfitError, RecordField, build_part, fields_of, is_record
from .yaml.strict_yaml import load_mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.complaint import Complaint

T = TypeVar("T")


class SettingSlot(NamedTuple):
    """One setting: its dotted key, and its field in the section."""

    key: str
    part: RecordField

    def read(self, text: str, path: str) -> tuple[object, tuple[Complaint, ...]]:
        """Convert ``text`` to the setting's value, with the problems skipped over; raises `MisfitError`."""
        if self.part.hint in {str, int, float, bool} or get_origin(self.part.hint) is Literal:
            return build_part(self.part, text, self.key, path)
        try:
            node = load_mapping(f"value: {text}".encode(), path)["value"]
        except YamlError as error:
            raise MisfitError(0, f"{self.key} can't be read: {error.reason}", error.cure) from error
        value, problems = build_part(self.part, node, self.key, path)
        return value, tuple(replace(problem, line=0) for problem in problems)


def slots(kind: type, prefix: str = "") -> Iterator[SettingSlot]:
    """Yield every setting of a named tuple whose fields are settings or sections."""
    for part in fields_of(kind):
        key = f"{prefix}{part.name}"
        if is_record(part.hint):
            yield from slots(part.hint, f"{key}.")
        else:
            yield SettingSlot(key, part)


def with_value(settings: T, key: str, value: object) -> T:
    """Return the settings with a new value for a dotted key."""
    name, _, rest = key.partition(".")
    inner = with_value(getattr(settings, name), rest, value) if rest else value
    return settings._replace(**{name: inner})  # type: ignore[attr-defined,no-any-return]  # a named tuple, by its use
