"""Notes as Markdown: quotation, source, text, tags, replies.

A note's text is Markdown already and is passed through, except for HTML and for links to anything but the web, mail or
files: notes may come from a stranger's folder. Everything from articles is escaped. HTML is not rendered.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...model.note import State
from ...text.markdown_article import drawn_target
from ...text.safe import safe
from ..citation import Cited, source_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ...model.note import Note, Placed, PlacedNote


def threads(notes: Iterable[PlacedNote]) -> Iterator[tuple[int, PlacedNote]]:
    """Yield (depth, note): each note, then its replies one level deeper, in the order given."""
    known = {placed.note.id: placed for placed in notes}
    replies: dict[str, list[PlacedNote]] = {}
    for placed in known.values():
        replies.setdefault(placed.note.reply_to, []).append(placed)
    first = [placed for placed in known.values() if placed.note.reply_to not in known]
    told: set[str] = set()
    for root in (*first, *known.values()):
        stack = [(0, root)]
        while stack:
            depth, placed = stack.pop()
            if placed.note.id not in told:
                told.add(placed.note.id)
                yield depth, placed
                stack += [(depth + 1, reply) for reply in reversed(replies.get(placed.note.id, ()))]


ADDRESS = re.compile(r"(https?://[^\s,()<>\"]+)")
"""A URL in a source line."""

DEEPEST = 6
"""The deepest indentation of replies."""

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069\u2028\u2029]")
_SPECIAL = re.compile(r"([\\`*_\[\]<>&|~])")
_LEADING = re.compile(r"^(\s*)([#+=-]|\d+[.)])", re.MULTILINE)
_OTHER_SCHEME = r"(?=\s*<?\s*(?!https?:|mailto:)[^\s/?#)>]*[:&])"
_ACTING = re.compile(
    rf"(?<!\\)(?:\\\\)*<(?=[a-z/!?])(?!https?:|mailto:)|(?<=\])\({_OTHER_SCHEME}|(?<=\]):{_OTHER_SCHEME}", re.IGNORECASE
)
"""The start of an element, of a link, or of a link definition's target that might do more than open a page."""
STATES = {State.MOVED: "moved", State.CHANGED: "changed?", State.LOST: "lost"}
"""The state of a place in words; *here* needs none."""


def markdown(notes: Iterable[PlacedNote], cited: Mapping[str, Cited]) -> str:
    """Return all notes as one document, grouped by the article or story of their first target, with replies nested."""
    parts, heading = ["# Notes\n"], ""
    for depth, placed in threads(notes):
        subject = _subject(placed.note, cited)
        if not depth and subject and subject != heading:
            heading = subject
            parts.append(f"## {escaped(heading)}\n")
        indent = "  " * min(depth, DEEPEST)
        lines = _note(placed, cited, reply=bool(depth)).splitlines()
        parts.append("\n".join(f"{indent}{line}".rstrip() for line in lines) + "\n")
    return "\n".join(parts)


def escaped(text: str) -> str:
    """Escape an article's text so that Markdown shows it literally."""
    plain = _SPECIAL.sub(r"\\\1", printable(text))
    return _LEADING.sub(lambda match: f"{match[1]}{match[2][:-1]}\\{match[2][-1]}", plain)


def inert(text: str) -> str:
    """Return Markdown with HTML and links with dangerous schemes escaped."""
    return _ACTING.sub(lambda found: f"{found[0][:-1]}\\{found[0][-1]}", text)


def _linked(line: str) -> str:
    """Escape a source line, except for its URL, which becomes a link."""
    parts = ADDRESS.split(line)
    return "".join(f"<{printable(part)}>" if at % 2 else escaped(part) for at, part in enumerate(parts))


def printable(text: str) -> str:
    """Return text safe for a file: line feeds only, without control characters.

    Characters that reorder a line are shown as on the screen; ordinary right-to-left marks are kept.
    """
    plain = _CONTROLS.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _REORDERING.sub(lambda sign: safe(sign[0]), plain)


def places(placed: PlacedNote, cited: Mapping[str, Cited]) -> Iterable[tuple[Placed, str]]:
    """Yield each place of a note with its source line and state."""
    for place in placed.places:
        target = place.target
        known = cited.get(target.article) or Cited(target.article)
        at = place.span.start if place.span else None
        line = f"Story {target.story}" if target.story else source_line(known, at)
        state = STATES.get(place.state, "")
        yield place, f"{line} ({state})" if state else line


def _subject(note: Note, cited: Mapping[str, Cited]) -> str:
    if not note.targets:
        return ""
    first = note.targets[0]
    if first.story:
        return f"Story {first.story}"
    known = cited.get(first.article) or Cited(first.article)
    return source_line(Cited(known.id, known.title, known.outlet, "", known.agency, known.published))


def _note(placed: PlacedNote, cited: Mapping[str, Cited], *, reply: bool) -> str:
    note, parts = placed.note, []
    for place, line in places(placed, cited):
        if place.target.exact:
            # Blanks at the start of a line are page layout, but code in Markdown.
            rows = (row.strip() for row in drawn_target(place.target).split("\n"))
            quote = "\n".join(f"> {escaped(row)}".rstrip() for row in rows)
            parts.append(f"{quote}\n>\n> — {_linked(line)}")
        elif not reply:
            parts.append(f"> {_linked(line)}")
    tags = " ".join(f"`#{printable(tag).replace('`', '’')}`" for tag in note.tags)
    who = f"by {escaped(note.author)}" if note.author else ""
    head = " · ".join(part for part in (f"**{escaped(note.kind)}**", who, stamp(note.created), tags) if part)
    parts += [head, inert(printable(note.text))]
    body = "\n\n".join(part for part in parts if part)
    if not reply:
        return body
    first, *rest = body.split("\n")
    return "\n".join([f"- {first}", *(f"  {line}" for line in rest)])


def stamp(time: str) -> str:
    """Format a stored time for readers: ``2026-11-22 14:02 UTC``."""
    return (
        f"{time[:10]} {time[11:16]} UTC"
        if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?Z", time)
        else printable(time)
    )
