"""The strict YAML reader: text, lists and mappings (`yaml_nodes`).

It rejects everything in YAML that surprises people: non-text values, duplicate keys, anchors, aliases, tags,
directives, merge keys, multiple documents, nesting deeper than 16, files over 32 MB. PyYAML is imported by the first
call of `load`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from ...errors import YamlError
from .yaml_nodes import YamlList, YamlMapping, YamlPlace, line_and_column

if TYPE_CHECKING:
    from typing import Final

    from .yaml_nodes import Node

MAX_BYTES: Final = 32 << 20
_UNPRINTABLE_ASCII = re.compile("[^\t\n\r\x20-\x7e]")


def load(data: bytes, path: str, first_line: int = 1) -> Node:
    """Parse the document in ``data``; an empty one is the empty text.

    ``path`` is named in errors; ``first_line`` is the line of the file where ``data`` starts (for front matter). All
    values are text: ``no``, ``017`` and ``2026-11-22`` are not interpreted. Raises `YamlError` with line and column
    from 1, and no other exception.
    """
    text = decode(data, path, first_line)
    # Imported late, so that the program starts without YAML.
    from .yaml_events import build  # noqa: PLC0415

    return build(text, path, first_line)


def load_mapping(data: bytes, path: str, first_line: int = 1) -> YamlMapping:
    """Parse the document in ``data`` as a mapping, empty if there is nothing; raises `YamlError` like `load`."""
    node = load(data, path, first_line)
    if isinstance(node, YamlMapping):
        return node
    if node == "":
        return YamlMapping.nothing(first_line)
    place = node.place if isinstance(node, YamlList) else YamlPlace(first_line, 1, 0, 0)
    raise YamlError(path, place.line, place.column, "expected keys with values", "write lines of the form `key: value`")


def decode(data: bytes, path: str, first_line: int = 1) -> str:
    """Decode ``data`` without its byte order mark; raises `YamlError` for anything that is not printable UTF-8."""
    if len(data) > MAX_BYTES:
        reason = f"the file is larger than {MAX_BYTES >> 20} MB"
        raise YamlError(path, first_line, 1, reason, "split it into smaller files")
    try:
        text = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        line, column = line_and_column(before.removeprefix("\ufeff"), first_line)
        raise YamlError(path, line, column, "this is not UTF-8", "save the file as UTF-8") from None
    if found := (_UNPRINTABLE_ASCII if text.isascii() else _unprintable()).search(text):
        line, column = line_and_column(text[: found.start()], first_line)
        reason = f"the character U+{ord(found.group()):04X} is not allowed"
        raise YamlError(path, line, column, reason, "remove it, or write it as an escape in double quotes")
    return text


@cache
def _unprintable() -> re.Pattern[str]:
    """Return a pattern for characters that YAML 1.2 does not call printable, and for stray byte order marks."""
    return re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
