"""The walk over PyYAML's events that builds strict nodes without recursion.

What is rejected, and where, is decided here and not by the parser: versions of libyaml and PyYAML's own parser differ
in nesting depth, directives and escapes. One difference remains: PyYAML's own parser rejects tabs between words. Only
text, lists and mappings are constructed, and only here is ``yaml`` imported.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from yaml.scanner import ScannerError

from ...errors import YamlError
from .yaml_nodes import Node, YamlList, YamlMapping, YamlPlace, line_and_column

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, NoReturn

# libyaml's parser is several times faster; its event stream, unlike its constructor, needs no recursion.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CONFLICT = re.compile(r"^(?:<{7} |={7}$|>{7} )", re.MULTILINE)
# Line breaks in YAML 1.1, which PyYAML implements, but ordinary characters in YAML 1.2 and to editors.
_BREAKS_OF_OLD = "\x85\u2028\u2029"
# What may precede the document: blank lines, comments, and the YAML version.
_QUIET_LINE = r"[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n)"
_PROLOGUE = re.compile(rf"(?:{_QUIET_LINE})*(?:%YAML +1\.[12]{_QUIET_LINE}(?:{_QUIET_LINE})*(?=---))?")
# As many refused parts of one file are told; a machine's mistake may be made a thousand times.
TOLD = 5
MAX_DEPTH = 16
_SURROGATE = re.compile("[\ud800-\udfff]")
_INDENTATION = re.compile(r"(?:^|[\r\n])[ \t]*$")
_UNCLOSED = ("unexpected end of stream", "',' or")
_CURES = (
    ("mapping values are not allowed", "put a text that holds “: ” in quotes, or mend the indentation"),
    ("expected ':'", "give every key a colon and a space"),
    ("',' or", "close the bracket that was opened here"),
    ("unexpected end of stream", "close the quotation mark or bracket that was opened here"),
    ("expected <block end>", "indent the lines of one list or mapping alike"),
    ("cannot start any token", "put the text in quotes"),
)


class _Point(Protocol):
    """A parser's position: line and column from 0, index in code points."""

    line: int
    column: int
    index: int


class _Event(Protocol):
    """The parts of parser events that the walk needs; end events have only the marks."""

    start_mark: _Point
    end_mark: _Point
    anchor: str | None
    tag: str | None
    flow_style: bool
    style: str | None
    value: str


def build(text: str, path: str, first_line: int = 1) -> Node:
    """Return the single document in ``text`` as strict nodes; raises only `YamlError`."""
    source = _without_version(text, path, first_line)
    stand_ins = _stand_ins(text)
    source = source.translate(stand_ins) if stand_ins else source
    restore = {new: old for old, new in stand_ins.items()}
    try:
        return _walked(source, _Builder(path, first_line, restore))
    except ScannerError as error:
        # The scanner reads up to 1,024 characters ahead. An error there, perhaps one of its own limits, must not hide
        # what is rejected before that place.
        mark = error.context_mark or error.problem_mark
        with suppress(yaml.YAMLError):
            _walked(source[: mark.index if mark else 0], _Builder(path, first_line, restore))
        raise _translated(error, text, path, first_line) from None
    except yaml.MarkedYAMLError as error:
        raise _translated(error, text, path, first_line) from None
    except yaml.YAMLError as error:
        raise YamlError(path, first_line, 1, str(error).partition("\n")[0]) from None


def _walked(source: str, builder: _Builder) -> Node:
    """Return the nodes of ``source``; raises the parser's errors, and `YamlError` for what is rejected."""
    handlers = builder.handlers()
    parser = _LOADER(source)
    try:
        for event in iter(parser.get_event, None):
            if handler := handlers.get(type(event)):
                handler(event)
    except (ValueError, OverflowError):
        # For an escape beyond Unicode PyYAML's parser lets Python raise; libyaml reports it itself.
        builder.refuse(parser.get_mark(), "this escape is no character", "write the character itself")
    except yaml.YAMLError:
        builder.complain()
        raise
    builder.complain()
    return builder.root


def _without_version(text: str, path: str, first_line: int) -> str:
    """Comment out a leading ``%YAML 1.1`` or ``%YAML 1.2``; other directives raise `YamlError`."""
    prologue = next(_PROLOGUE.finditer(text)).group()
    rest = text[len(prologue) :]
    if rest.startswith("%"):
        line, column = line_and_column(prologue, first_line)
        raise YamlError(path, line, column, f"directives ({rest.split()[0]}) are not allowed", "remove that line")
    return prologue.replace("%YAML", "#YAML") + rest


def _stand_ins(text: str) -> dict[int, int]:
    """Map each old line break in ``text`` to a private-use character that does not occur in it."""
    breaks = [character for character in _BREAKS_OF_OLD if character in text]
    free = (code for code in range(0xF0000, 0xFFFFE) if chr(code) not in text) if breaks else iter(())
    return {ord(character): code for character, code in zip(breaks, free, strict=False)}


def _translated(error: yaml.MarkedYAMLError, text: str, path: str, first_line: int) -> YamlError:
    """Convert a parser error to a `YamlError` with place and cure; an unfinished merge is reported first."""
    if marker := _CONFLICT.search(text):
        line = first_line + text.count("\n", 0, marker.start())
        return YamlError(path, line, 1, "a merge conflict was left here", "keep one side and remove the marker lines")
    problem = error.problem or error.context or "this is not YAML"
    at_opening = error.context_mark is not None and any(sign in problem for sign in _UNCLOSED)
    mark = error.context_mark if at_opening else error.problem_mark or error.context_mark
    cure = next((cure for sign, cure in _CURES if sign in problem), "mend that line")
    if mark is None:
        return YamlError(path, first_line, 1, problem, cure)
    if text[mark.index : mark.index + 1] == "\t":
        indents = _INDENTATION.search(text[: mark.index]) is not None
        problem = "a tab can't indent" if indents else "a tab can't stand here"
        cure = "indent with spaces" if indents else "write a space, or put the text in quotes"
    if mark.index >= len(text):
        # libyaml starts a new line at the end of the text.
        return YamlError(path, *line_and_column(text, first_line), problem, cure)
    return YamlError(path, mark.line + first_line, mark.column + 1, problem, cure)


class _Builder:
    """The open nodes during the walk, innermost last, with each mapping's pending key and the lines of its keys."""

    def __init__(self, path: str, first_line: int, restore: dict[int, int]) -> None:
        self.path, self.first_line, self.restore = path, first_line, restore
        self.root: Node = ""
        self.documents = 0
        self.open: list[YamlMapping | YamlList] = []
        self.waiting: list[str | None] = []
        self.key_lines: list[dict[str, int]] = []
        self.refused: list[YamlError] = []

    def handlers(self) -> dict[type, Callable[[Any], None]]:
        return {
            ScalarEvent: self.scalar,
            MappingStartEvent: self.mapping,
            SequenceStartEvent: self.sequence,
            MappingEndEvent: self.close,
            SequenceEndEvent: self.close,
            AliasEvent: self.alias,
            DocumentStartEvent: self.document,
        }

    def pass_over(self, mark: _Point, reason: str, cure: str) -> None:
        """Remember what is refused and can be walked past, so that everything of its kind is named at once."""
        self.refused.append(YamlError(self.path, mark.line + self.first_line, mark.column + 1, reason, cure))

    def refuse(self, mark: _Point, reason: str, cure: str) -> NoReturn:
        self.pass_over(mark, reason, cure)
        self.complain()
        raise self.refused[-1]

    def complain(self) -> None:
        """Raise one `YamlError` that names what was refused so far, at the place of the first, if anything was."""
        if not self.refused:
            return
        first, *others = self.refused
        told = "".join(f"; line {error.line}: {error.reason}" for error in others[: TOLD - 1])
        more = f"; and {len(others) - TOLD + 1} more" if len(others) >= TOLD else ""
        cure = first.cure if all(error.cure == first.cure for error in others) else "mend these lines"
        raise YamlError(self.path, first.line, first.column, first.reason + told + more, cure)

    def document(self, event: _Event) -> None:
        self.documents += 1
        if self.documents > 1:
            self.refuse(event.start_mark, "a second document begins here", "keep one document in a file")

    def alias(self, event: _Event) -> None:
        self.refuse(event.start_mark, f"aliases (*{event.anchor}) are not allowed", "write the value out")

    def check_plain(self, event: _Event) -> None:
        if event.anchor:
            self.pass_over(event.start_mark, f"anchors (&{event.anchor}) are not allowed", "write the value out")
        if event.tag not in {None, "!"}:
            self.pass_over(event.start_mark, f"tags ({event.tag}) are not allowed", "leave it out; every value is text")
        if event.tag == "!" and not getattr(event, "style", None):
            self.pass_over(event.start_mark, "tags (!) are not allowed", "leave it out; every value is text")

    def scalar(self, event: _Event) -> None:
        if event.anchor or event.tag:
            self.check_plain(event)
        if event.style == '"' and _SURROGATE.search(event.value):
            self.pass_over(event.start_mark, "half a surrogate pair is no character", "write the character itself")
        if self.restore:
            event.value = event.value.translate(self.restore)
        parent = self.open[-1] if self.open else None
        if type(parent) is YamlMapping and self.waiting[-1] is None:
            self.key(parent, event)
        else:
            self.put(event.value, event)

    def key(self, parent: YamlMapping, event: _Event) -> None:
        name = event.value
        if name == "<<" and not event.style:
            self.refuse(event.start_mark, "merge keys (<<) are not allowed", "write the keys out")
        line = event.start_mark.line + self.first_line
        first = self.key_lines[-1].setdefault(name, line)
        if name in parent:
            self.pass_over(event.start_mark, f"the key “{name}” is given twice (first on line {first})", "remove one")
        parent.places.extend(self.place(event))
        self.waiting[-1] = name

    def place(self, event: _Event) -> YamlPlace:
        start = event.start_mark
        return YamlPlace(start.line + self.first_line, start.column + 1, start.index, event.end_mark.index)

    def mapping(self, event: _Event) -> None:
        self.enter(event, YamlMapping(self.place(event), flow=bool(event.flow_style)))

    def sequence(self, event: _Event) -> None:
        self.enter(event, YamlList(self.place(event), flow=bool(event.flow_style)))

    def enter(self, event: _Event, node: YamlMapping | YamlList) -> None:
        self.check_plain(event)
        if len(self.open) >= MAX_DEPTH:
            self.refuse(event.start_mark, f"nested deeper than {MAX_DEPTH}", "write it flatter")
        if self.open and type(self.open[-1]) is YamlMapping and self.waiting[-1] is None:
            self.refuse(event.start_mark, "a key must be plain text", "use a word as the key")
        self.put(node, event)
        self.open.append(node)
        self.waiting.append(None)
        self.key_lines.append({})

    def close(self, event: _Event) -> None:
        node = self.open.pop()
        self.waiting.pop()
        self.key_lines.pop()
        # Its recorded end was so far its start.
        end = event.end_mark.index
        node.place = node.place._replace(end=end)
        if self.open:
            self.open[-1].places[-1] = end

    def put(self, value: Node, event: _Event) -> None:
        if not self.open:
            self.root = value
            return
        parent = self.open[-1]
        if isinstance(parent, YamlList):
            parent.append(value)
        else:
            key = self.waiting[-1]
            if key is None:
                self.refuse(event.start_mark, "a value without a key", "write `key: value`")
            parent[key] = value
            self.waiting[-1] = None
        parent.places.extend(self.place(event))
