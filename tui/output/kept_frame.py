"""The stored form of a terminal frame: encoded as JSON, decoded strictly, drawn again.

What is read is data: texts, and looks by known SGR numbers. No byte reaches the terminal as it was read, and a frame
that is not valid in every part is rejected. Must not import Textual or Rich.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeGuard

from index import safe

from .cell_look import PLAIN, CellLook, change, read

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LOOK: Final = re.compile(r"(?:\d{1,3}(?:;\d{1,3}){0,31})?")
_TOP: Final = 255

Line = tuple[tuple[str, CellLook], ...]
"""The runs of a line, side by side."""


class KeptFrame(NamedTuple):
    """The lines of a frame from the top, and the facts it was made under, as JSON values."""

    facts: dict[str, Any]
    lines: tuple[Line, ...]


def encoded(facts: Mapping[str, object], lines: Sequence[Sequence[tuple[str, CellLook]]]) -> bytes:
    """Return a frame in its stored form; empty if `decoded` would reject it."""
    import json  # noqa: PLC0415 - the first run has no frame

    looks = [*dict.fromkeys(look for line in lines for _, look in line)]
    place = {look: number for number, look in enumerate(looks)}
    texts = [[[place[look], text] for text, look in line] for line in lines]
    values = {"facts": facts, "looks": [_parameters(look) for look in looks], "lines": texts}
    try:
        data = json.dumps(values, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return b""
    return data if decoded(data) is not None else b""


def decoded(data: bytes) -> KeptFrame | None:
    """Return the stored frame; `None` if it is invalid."""
    import json  # noqa: PLC0415 - as above

    try:
        values = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not (isinstance(values, dict) and values.keys() == {"facts", "looks", "lines"}):
        return None
    facts, found, texts = values["facts"], values["looks"], values["lines"]
    if not (isinstance(facts, dict) and isinstance(found, list) and isinstance(texts, list)):
        return None
    looks = [*map(_look, found)]
    lines = [_line(each, looks) for each in texts]
    return None if None in lines or None in looks else KeptFrame(facts, tuple(filter(None, lines)))


def drawn(lines: Sequence[Line]) -> str:
    """Return the sequence that draws the lines from the top of an empty terminal with line wrap off."""
    out, before = [], PLAIN
    for row, line in enumerate(lines, 1):
        out.append(f"\x1b[{row}H")
        for text, look in line:
            out += change(before, look), text
            before = look
    return "".join([*out, change(before, PLAIN)])


def _parameters(look: CellLook) -> str:
    return change(PLAIN, look)[2:-1]


def _look(value: object) -> CellLook | None:
    """Return a look if its parameters are exactly those this program writes."""
    if not (isinstance(value, str) and _LOOK.fullmatch(value)):
        return None
    if any(int(number) > _TOP for number in value.split(";") if number):
        return None
    look = read(value)
    return look if look is not None and _parameters(look) == value else None


def _line(value: object, looks: Sequence[CellLook | None]) -> Line | None:
    """Return a line of valid runs, if its text is safe for a terminal."""
    if not (isinstance(value, list) and value and all(map(_is_run, value))):
        return None
    runs = [(text, looks[number]) for number, text in value if 0 <= number < len(looks)]
    line = tuple((text, look) for text, look in runs if look is not None)
    whole = "".join(text for text, _ in line)
    return line if len(line) == len(value) and "\n" not in whole and safe(whole) == whole else None


def _is_run(value: object) -> TypeGuard[list[Any]]:
    return isinstance(value, list) and [*map(type, value)] == [int, str]
