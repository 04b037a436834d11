"""Chooses the module that reads an opened file, and handles files inside files.

Goes no deeper than archives in archives; an unreadable part is a fault of its container.
"""

from __future__ import annotations

import io
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple, cast

from ..decoding import NotTextError
from ..readers.formats import format_of
from ..readers.markdown_reader import MarkdownReader
from ..readers.plain_reader import PlainReader
from ..readers.protocol import Fault, Opened, Part, RawArticle
from ..readers.refusals import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..readers.formats import Format

_HEAD: Final = 4096
_DEEPEST: Final = 2
_TOO_DEEP: Final = "It is an archive in an archive in an archive, which is not read."


class Begun(NamedTuple):
    """Marks the start of a part of the file; parts are counted from 0."""

    number: int


def read(opened: Opened, kind: Format, *, skip: int = 0) -> Iterator[RawArticle | Fault | Begun]:
    """Yield the articles of an opened file of format ``kind``, skipping its first ``skip`` parts.

    Raises `RefusedError` and what libraries raise. A part is what the format's module yields: a record, a message, a
    file inside the file.
    """
    number = 0
    for item in _items(opened, kind):
        if isinstance(item, Fault):
            yield item
            continue
        number += 1
        if number > skip:
            yield Begun(number - 1)
            yield from _taken(item, opened, kind, 0)


def _inner(opened: Opened, kind: Format, depth: int) -> Iterator[RawArticle | Fault]:
    for item in _items(opened, kind):
        yield from _taken(item, opened, kind, depth)


def _items(opened: Opened, kind: Format) -> Iterator[RawArticle | Fault | Opened | Part]:
    module = import_module(f"..readers.{kind.module}", __package__)
    items: Iterator[RawArticle | Fault | Opened | Part] = module.read(opened)
    return items


def _taken(
    item: RawArticle | Fault | Opened | Part, opened: Opened, kind: Format, depth: int
) -> Iterator[RawArticle | Fault]:
    """Yield the articles of one part of an opened file."""
    if isinstance(item, RawArticle):
        yield replace(item, reader=item.reader or kind.name)
    elif isinstance(item, Fault):
        yield item
    elif depth >= _DEEPEST:
        raise RefusedError(_TOO_DEEP)
    elif isinstance(item, Opened):
        yield from _inside(item, depth + 1)
    else:
        yield from _part(item, opened, depth + 1)


def _inside(opened: Opened, depth: int) -> Iterator[RawArticle | Fault]:
    """Yield the articles of a stream inside a file; its format is detected from its first bytes."""
    file = io.BufferedReader(cast("io.RawIOBase", opened.file))
    head = file.peek(_HEAD)[:_HEAD]
    kind = format_of(head, opened.path)
    inner = replace(opened, file=cast("BinaryIO", file))
    if kind is None:
        yield from _text(inner.bytes(), opened.path)
    else:
        yield from _inner(inner, kind, depth)


def _part(part: Part, outer: Opened, depth: int) -> Iterator[RawArticle | Fault]:
    """Yield the articles of a file inside a file, each with a key made from both."""
    try:
        for number, item in enumerate(_articles(part, outer, depth), 1):
            if isinstance(item, Fault):
                yield Fault(f"{part.name}: {item.reason}")
            else:
                yield replace(item, key=_key(part.key, item.key, number))
    except (RefusedError, NotTextError) as refused:
        if not part.key:
            raise
        reason = str(refused)
        yield Fault(f"{part.name}: {reason[:1].lower()}{reason[1:].rstrip('.')}.")


def _articles(part: Part, outer: Opened, depth: int) -> Iterator[RawArticle | Fault]:
    kind = format_of(part.data[:_HEAD], part.name)
    if kind is None:
        return _text(part.data, part.name)
    file = io.BytesIO(part.data)
    opened = Opened(file, part.name, len(part.data), part.captured, part.url, part.encoding, outer.fields)
    return _inner(opened, kind, depth)


def _text(data: bytes, path: str) -> Iterator[RawArticle]:
    reader = MarkdownReader() if path.lower().endswith(MarkdownReader.suffixes) else PlainReader()
    for raw in reader.read(data, path):
        yield replace(raw, reader=reader.name)


def _key(outer: str, inner: str, number: int) -> str:
    if not outer or inner == outer:
        return inner or outer
    return f"{outer}#{inner}" if inner else outer if number == 1 else f"{outer}#{number}"
