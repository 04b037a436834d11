"""JSON Schema (2020-12) of typed settings, with which editors complete and check YAML.

Made from the same named tuples and type hints that `typed.build` reads. Knows no setting by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin

from .typed import NEEDED, RecordField, fields_of, is_record

if TYPE_CHECKING:
    from typing import Final

Json = dict[str, Any]
DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_PLAIN: Final = {bool: "boolean", int: "integer", float: "number", str: "string"}


def schema(title: str, *kinds: type) -> Json:
    """Return the schema of a file whose keys are the fields of all ``kinds``; other keys are errors."""
    properties = {name: part for kind in kinds for name, part in _object(kind)["properties"].items()}
    return {
        "$schema": DIALECT,
        "title": title,
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }


def _object(kind: type) -> Json:
    properties = {part.name: _property(part) for part in fields_of(kind)}
    needed = [part.name for part in fields_of(kind) if part.default is NEEDED]
    about = {"description": " ".join((kind.__doc__ or "").split())}
    return {"type": "object", **about, "properties": properties, "required": needed, "additionalProperties": False}


def _property(part: RecordField) -> Json:
    described = _described(part.hint, _rules(part.rule))
    if isinstance(part.default, (str, bool, int, float)):
        described["default"] = part.default
    return described


def _rules(told: Mapping[str, Any]) -> Json:
    """Return what a rule says of a value, or of each item, in the words of JSON Schema."""
    names = {"least": "minimum", "most": "maximum", "choices": "enum"}
    rules = {name: told[key] for key, name in names.items() if key in told}
    if "form" in told:
        rules |= {"pattern": f"^(?:{told['form'][0]})$", "description": told["form"][1]}
    return rules


def _described(hint: Any, rules: Json) -> Json:  # noqa: ANN401 hints are objects
    """Return the schema of a type; a key without a value, which means the default, is always allowed."""
    origin, arguments = get_origin(hint), get_args(hint)
    if hint in _PLAIN:
        return {"type": _PLAIN[hint], **rules}
    if is_record(hint):
        return _object(hint)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is Mapping:
        return {"type": "object", "additionalProperties": _described(arguments[1], rules)}
    if origin is tuple:
        item = _described(arguments[0], rules)
        return {"anyOf": [{"type": "array", "items": item}, item]}
    assert origin in {Union, UnionType}  # noqa: S101 as above
    return {"anyOf": [{"type": "null"} if kind is NoneType else _described(kind, rules) for kind in arguments]}
