"""The messages between worker and parent: JSON frames over a socket, and raw articles as JSON and back.

Answers are not trusted: each value is checked, and an answer over its limit ends the worker.
"""

from __future__ import annotations

import json
import struct
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final

from ...model.article import Agency, Block, Field, Provenance, Role
from ..fields.metadata import Fields
from ..file_reading import Reached
from ..readers.markdown_reader import plain
from ..readers.protocol import RawArticle
from .slices import Slice

if TYPE_CHECKING:
    from collections.abc import Callable
    from socket import socket

MOST: Final = 32 << 20
"""The largest frame, in bytes."""

_LENGTH: Final = struct.Struct("!I")
_TOLD: Final = tuple(part.name for part in fields(Fields) if part.name not in {"hints", "agency"})


class PostError(Exception):
    """A frame that is truncated, too large, or malformed."""


def send(channel: socket, message: dict[str, Any]) -> None:
    """Send one frame; raises `PostError` when it is too large, OSError when nobody listens."""
    data = json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    if len(data) > MOST:
        raise PostError("an answer is too large")
    channel.sendall(_LENGTH.pack(len(data)) + data)


def receive(channel: socket, wait: Callable[[], None] = lambda: None) -> bytes | None:
    """Return one frame, ``None`` at the end; ``wait`` is called before each read. Raises `PostError`."""
    head = _exactly(channel, _LENGTH.size, wait)
    if not head:
        return None
    (size,) = _LENGTH.unpack(head)
    if size > MOST:
        raise PostError("an answer is too large")
    return _exactly(channel, size, wait)


def message_of(data: bytes) -> dict[str, Any]:
    """Return the mapping in a frame; raises `PostError`."""
    try:
        message = json.loads(data.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError) as error:
        raise PostError("an answer is no JSON") from error
    if not isinstance(message, dict):
        raise PostError("an answer is no mapping")
    return message


def slice_of(data: bytes) -> Slice:
    """Return the slice in a worker's frame; raises `PostError`."""
    message = message_of(data)
    if "end" in message:
        return Slice(reason=_ending(message), end=True)
    articles = tuple(map(unpacked, _listed(message, "articles")))
    place = _listed(message, "place") or [0, 0]
    try:
        items, before = map(_number, place)
    except (TypeError, ValueError) as error:
        raise PostError("a place is none") from error
    return Slice(
        articles, tuple(str(fault)[:400] for fault in _listed(message, "faults")), place=Reached(items, before)
    )


def _listed(message: dict[str, Any], name: str) -> list[Any]:
    value = message.get(name, [])
    if not isinstance(value, list):
        raise PostError(f"{name} is no list")
    return value


def _ending(message: dict[str, Any]) -> str:
    reason = str(message.get("reason", ""))[:400]
    if message["end"] == "failed":
        return f"Reading it failed: {reason}."
    return f"{reason[:1].upper()}{reason[1:].rstrip('.')}." if reason else ""


def _exactly(channel: socket, size: int, wait: Callable[[], None]) -> bytes:
    parts: list[bytes] = []
    while size:
        wait()
        data = channel.recv(min(size, 1 << 20))
        if not data:
            if parts:
                raise PostError("an answer is cut off")
            return b""
        parts.append(data)
        size -= len(data)
    return b"".join(parts)


def packed(raw: RawArticle) -> dict[str, Any]:
    """Return a raw article as JSON values."""
    told = raw.told or Fields()
    return {
        "text": raw.text,
        "blocks": [[block.start, block.end, block.role.value, block.rule, block.sure] for block in raw.blocks],
        "told": {name: _packed(getattr(told, name)) for name in _TOLD if getattr(told, name)},
        "agency": [*_packed(told.agency), told.agency.relation] if told.agency else None,
        "captured": _packed(raw.captured) if raw.captured else None,
        "tags": list(raw.tags),
        "problems": list(raw.problems),
        "details": [list(pair) for pair in raw.details],
        "pages": list(raw.pages),
        "structured": raw.structured,
        "markdown": raw.plain is not None,
        **{name: getattr(raw, name) for name in _TEXTS},
    }


_TEXTS: Final = ("encoding", "member", "key", "reader", "made_by")


def _packed(field: Field[str]) -> list[Any]:
    return [field.value, field.provenance, field.evidence]


def unpacked(message: object) -> RawArticle:
    """Undo `packed`; raises `PostError` for anything else."""
    if not isinstance(message, dict):
        raise PostError("an article is no mapping")
    try:
        return _unpacked(message)
    except (KeyError, TypeError, ValueError) as error:
        raise PostError(f"an article is not what it should be ({error})") from error


def _unpacked(message: dict[str, Any]) -> RawArticle:
    told = {name: _field(value) for name, value in message["told"].items() if name in _TOLD}
    agency = message["agency"]
    if agency:
        stated = _field(agency[:3])
        told["agency"] = Agency(stated.value, stated.provenance, stated.evidence, _text(agency[3]))
    return RawArticle(
        _text(message["text"]),
        tuple(_block(block) for block in message["blocks"]),
        told=Fields(**told),  # type: ignore[arg-type]
        captured=_field(message["captured"]) if message["captured"] else Field(),
        tags=tuple(map(_text, message["tags"])),
        problems=tuple(map(_text, message["problems"])),
        details=tuple((_text(name), _text(value)) for name, value in message["details"]),
        pages=tuple(map(_number, message["pages"])),
        structured=message["structured"] is True,
        plain=plain if message["markdown"] is True else None,
        **{name: _text(message[name]) for name in _TEXTS},
    )


def _block(value: list[Any]) -> Block:
    start, end, role, rule, sure = value
    return Block(_number(start), _number(end), Role(role), _text(rule), sure is True)


def _field(value: list[Any]) -> Field[str]:
    said, known, evidence = value
    return Field(_text(said), Provenance(known), None if evidence is None else _text(evidence))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is none")
    return value


def _number(value: object) -> int:
    if type(value) is not int or value < 0:
        raise TypeError("a number is none")
    return value
