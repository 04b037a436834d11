"""The marks inside a paragraph of Markdown: which signs a reader does not see, and what the others look like.

Emphasis, strong emphasis, code, links, pictures, escapes, entities and raw tags after CommonMark 0.31 (sections 2.4 and
6), struck text and bare addresses after GitHub's dialect, `[[wiki links]]`. Does not know about blocks or change text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple
from unicodedata import category

if TYPE_CHECKING:
    from collections.abc import Callable


class Look(StrEnum):
    """What a stretch of marked text looks like."""

    STRONG = "strong"
    EMPHASIS = "emphasis"
    CODE = "code"
    STRUCK = "struck"
    LINK = "link"


class StyledRun(NamedTuple):
    """A stretch ``[start, end)`` of a text with its look; ``target`` is where a link leads, else empty."""

    start: int
    end: int
    look: Look
    target: str = ""


@dataclass(slots=True)
class Markup:
    """How a marked text is drawn; all positions are code points of it.

    ``hidden`` are stretches that are not drawn, in any order, ``instead`` signs drawn in the place of others, ``runs``
    the looks.
    """

    hidden: list[tuple[int, int]] = field(default_factory=list)
    instead: dict[int, str] = field(default_factory=dict)
    runs: list[StyledRun] = field(default_factory=list)

    def put_in(self, text: str) -> str:
        """Return the text with the signs that are drawn in the place of its own."""
        signs = list(text) if self.instead else []
        for offset, sign in self.instead.items():
            signs[offset] = sign
        return "".join(signs) or text

    def hide(self, start: int, end: int) -> None:
        """Draw nothing of ``[start, end)``."""
        if end > start:
            self.hidden.append((start, end))


@dataclass(slots=True)
class _Delimiter:
    """A run of emphasis signs of which ``[start, end)`` is left; ``total`` is what it began with."""

    start: int
    end: int
    sign: str
    opens: bool
    closes: bool
    total: int


@dataclass(slots=True)
class _Bracket:
    """An opening bracket; ``delimiters`` is how many emphasis runs stood before it."""

    start: int
    end: int
    picture: bool
    delimiters: int
    active: bool = True


_SPECIAL: Final = re.compile(r"\\|`+|<|!?\[\[|!\[|\[|\]|[*_~]|&|https?://")
_TICKS: Final = re.compile("`+")
_ESCAPED: Final = re.compile(r"[!-/:-@\[-`{-~]")
_AUTOLINK: Final = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)*)>")
_TAG: Final = re.compile(
    r"<(?:/[A-Za-z][A-Za-z0-9-]*\s*|[A-Za-z][A-Za-z0-9-]*(?:\s+[\w:.-]+(?:\s*=\s*(?:[^\s\"'=<>`]+|'[^']*'|\"[^\"]*\"))?)*\s*/?"
    r"|!--(?:(?!-->).)*--)>",
    re.DOTALL,
)
_BREAK: Final = re.compile(r"<br\s*/?>$", re.IGNORECASE)
_WIKI: Final = re.compile(r"!?\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]+))?\]\]")
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_BARE: Final = re.compile(r"https?://[^\s<>]+")
_BARE_END: Final = re.compile(r"[?!.,:;*_~'\"]+$")
_PART: Final = r"(?:\\.|[^\\\s()])"
_TARGET: Final = re.compile(
    rf"\(\s*(?:<(?P<angled>(?:\\.|[^\\<>\n])*)>|(?P<plain>{_PART}*(?:\({_PART}*(?:\({_PART}*\){_PART}*)*\){_PART}*)*))"
    r"(?:\s+(?:\"(?:\\.|[^\\\"])*\"|'(?:\\.|[^\\'])*'|\((?:\\.|[^\\()])*\)))?\s*\)",
    re.DOTALL,
)
_LABEL: Final = re.compile(r"\[((?:\\.|[^\\\[\]])*)\]", re.DOTALL)
_LONGEST_TARGET: Final = 4000


def label(written: str) -> str:
    """Return a reference's label as labels are compared: without case and runs of white space."""
    return " ".join(written.split()).casefold()


def inline_markup(text: str, start: int, end: int, targets: dict[str, str], into: Markup) -> None:
    """Add how ``text[start:end]``, the content of one block, is drawn.

    ``targets`` are the addresses that the document's references lead to, by `label`.
    """
    _Scan(text, start, end, targets, into).run()


class _Scan:
    """One pass over one block."""

    def __init__(self, text: str, start: int, end: int, targets: dict[str, str], into: Markup) -> None:
        self._text, self._at, self._end, self._targets, self._into = text, start, end, targets, into
        self._start = start
        self._delimiters: list[_Delimiter] = []
        self._brackets: list[_Bracket] = []
        self._ticks: dict[int, list[int]] | None = None
        self._read: dict[str, Callable[[re.Match[str]], None]] = {
            "\\": self._escape,
            "`": self._code,
            "<": self._angle,
            "&": self._entity,
            "h": self._bare,
            "[[": self._wiki,
            "!": self._bracket,
            "[": self._bracket,
            "]": self._close,
            **dict.fromkeys("*_~", self._emphasis),
        }

    def run(self) -> None:
        """Read the block to its end."""
        while found := _SPECIAL.search(self._text, self._at, self._end):
            self._at = found.end()
            self._read["[[" if found[0].endswith("[[") else found[0][0]](found)
        _pair(self._delimiters, 0, self._into)

    def _escape(self, found: re.Match[str]) -> None:
        if self._at < self._end and (_ESCAPED.match(self._text, self._at) or self._text[self._at] == "\n"):
            self._into.hide(found.start(), found.end())
            self._at += 1

    # Code

    def _code(self, found: re.Match[str]) -> None:
        close = self._closing_ticks(len(found[0]), found.end())
        if close is None:
            return
        start, end = found.end(), close
        inner = self._text[start:end]
        if inner.strip(" \n") and inner[0] in " \n" and inner[-1] in " \n":
            start, end = start + 1, end - 1
        self._into.hide(found.start(), start)
        self._into.runs.append(StyledRun(start, end, Look.CODE))
        self._at = close + len(found[0])
        self._into.hide(end, self._at)

    def _closing_ticks(self, length: int, after: int) -> int | None:
        """Return where the next run of exactly so many backticks begins."""
        if self._ticks is None:
            self._ticks = defaultdict(list)
            for run in reversed(list(_TICKS.finditer(self._text, self._start, self._end))):
                self._ticks[len(run[0])].append(run.start())
        waiting = self._ticks.get(length, [])
        while waiting and waiting[-1] < after:
            waiting.pop()
        return waiting[-1] if waiting else None

    # Tags, entities and addresses

    def _angle(self, found: re.Match[str]) -> None:
        into, start = self._into, found.start()
        if address := _AUTOLINK.match(self._text, start, self._end):
            into.hide(start, start + 1)
            into.hide(address.end() - 1, address.end())
            into.runs.append(StyledRun(start + 1, address.end() - 1, Look.LINK, address[1]))
            self._at = address.end()
        elif tag := _TAG.match(self._text, start, self._end):
            broken = _BREAK.match(tag[0]) is not None
            if broken:
                into.instead[start] = " "
            into.hide(start + broken, tag.end())
            self._at = tag.end()

    def _entity(self, found: re.Match[str]) -> None:
        entity = _ENTITY.match(self._text, found.start(), self._end)
        if entity and len(sign := _resolved(entity[0])) == 1 and sign.isprintable():
            self._into.instead[entity.start()] = sign
            self._into.hide(entity.start() + 1, entity.end())
            self._at = entity.end()

    def _bare(self, found: re.Match[str]) -> None:
        address = _BARE.match(self._text, found.start(), self._end)
        if address is None or any(bracket.active and not bracket.picture for bracket in self._brackets[-1:]):
            return
        written = _BARE_END.sub("", address[0].split("](")[0])
        while written.endswith((")", "]")) and written.count(written[-1]) > written.count("(["[written[-1] == "]"]):
            written = _BARE_END.sub("", written[:-1])
        self._at = found.start() + len(written)
        self._into.runs.append(StyledRun(found.start(), self._at, Look.LINK, written))

    # Links

    def _wiki(self, found: re.Match[str]) -> None:
        link = _WIKI.match(self._text, found.start(), self._end)
        if link is None or self._leads(found.end() - 1, link.end() - 1) is not None:
            # Nested brackets: a link whose text begins with a bracket.
            self._at = found.end() - 1
            self._open(found.start(), self._at, picture=found[0][0] == "!")
            return
        shown = 2 if link[2] else 1
        self._into.hide(link.start(), link.start(shown))
        self._into.hide(link.end(shown), link.end())
        self._into.runs.append(StyledRun(*link.span(shown), Look.LINK))
        self._at = link.end()

    def _bracket(self, found: re.Match[str]) -> None:
        self._open(found.start(), found.end(), picture=found[0][0] == "!")

    def _open(self, start: int, end: int, *, picture: bool) -> None:
        self._brackets.append(_Bracket(start, end, picture, len(self._delimiters)))

    def _close(self, found: re.Match[str]) -> None:
        if not self._brackets:
            return
        opened = self._brackets.pop()
        if not opened.active:
            return
        leads = self._leads(opened.end, found.start())
        if leads is None:
            return
        target, after = leads
        _pair(self._delimiters, opened.delimiters, self._into)
        del self._delimiters[opened.delimiters :]
        self._into.hide(opened.start, opened.end)
        self._into.hide(found.start(), after)
        if not opened.picture:
            self._into.runs.append(StyledRun(opened.end, found.start(), Look.LINK, target))
            for bracket in self._brackets:
                bracket.active = bracket.active and bracket.picture
        self._at = after

    def _leads(self, start: int, end: int) -> tuple[str, int] | None:
        """Return where the brackets around ``[start, end)`` lead, and where that ends; ``None`` when nowhere."""
        after = end + 1
        if target := _TARGET.match(self._text, after, min(self._end, after + _LONGEST_TARGET)):
            return target["angled"] or target["plain"] or "", target.end()
        named = _LABEL.match(self._text, after, self._end)
        written = named[1] if named and named[1].strip() else self._text[start:end]
        found = self._targets.get(label(written))
        if found is None:
            return None
        return found, named.end() if named else after

    # Emphasis

    def _emphasis(self, found: re.Match[str]) -> None:
        text, sign, start, end = self._text, found[0], found.start(), found.end()
        while end < self._end and text[end] == sign:
            end += 1
        self._at = end
        if sign == "~" and end - start != 2:
            return
        before = text[start - 1] if start > self._start else " "
        after = text[end] if end < self._end else " "
        opens, closes = _flanking(before, after, within_words=sign != "_")
        if opens or closes:
            self._delimiters.append(_Delimiter(start, end, sign, opens, closes, end - start))


def _flanking(before: str, after: str, *, within_words: bool) -> tuple[bool, bool]:
    """Return whether a run of emphasis between two signs may open, and whether it may close (CommonMark 6.2)."""
    left, right = _leans(before, after), _leans(after, before)
    if within_words:
        return left, right
    return left and (not right or _punctuates(before)), right and (not left or _punctuates(after))


def _leans(outer: str, inner: str) -> bool:
    """Whether a run between the two belongs to what stands on its inner side."""
    return not inner.isspace() and (not _punctuates(inner) or outer.isspace() or _punctuates(outer))


def _punctuates(sign: str) -> bool:
    return category(sign)[0] in "PS"


def _pair(delimiters: list[_Delimiter], bottom: int, into: Markup) -> None:
    """Pair runs of emphasis from ``bottom`` on (CommonMark, "process emphasis")."""
    place = bottom
    floors: dict[tuple[str, bool, int], int] = {}
    while place < len(delimiters):
        closer = delimiters[place]
        if not closer.closes:
            place += 1
            continue
        kind = (closer.sign, closer.opens, closer.total % 3)
        opening = _opener(delimiters, place, bottom, floors.get(kind, -1))
        if opening is None:
            floors[kind] = closer.start
            place += 1
            continue
        opener = delimiters[opening]
        taken = 2 if opener.end - opener.start >= 2 and closer.end - closer.start >= 2 else 1
        _emphasise(opener, closer, taken, into)
        del delimiters[opening + 1 : place]
        place = opening + 1
        if opener.start == opener.end:
            del delimiters[opening]
            place -= 1
        if closer.start == closer.end:
            del delimiters[place]


def _opener(delimiters: list[_Delimiter], place: int, bottom: int, floor: int) -> int | None:
    """Return the nearest run that ``delimiters[place]`` may close."""
    closer = delimiters[place]
    for before in range(place - 1, bottom - 1, -1):
        opener = delimiters[before]
        if opener.start < floor:
            return None
        if opener.sign != closer.sign or not opener.opens:
            continue
        both_ways = opener.closes or closer.opens
        if not (both_ways and (opener.total + closer.total) % 3 == 0 and (opener.total % 3 or closer.total % 3)):
            return before
    return None


def _emphasise(opener: _Delimiter, closer: _Delimiter, taken: int, into: Markup) -> None:
    into.hide(opener.end - taken, opener.end)
    into.hide(closer.start, closer.start + taken)
    look = Look.STRUCK if closer.sign == "~" else Look.STRONG if taken == 2 else Look.EMPHASIS
    into.runs.append(StyledRun(opener.end, closer.start, look))
    opener.end -= taken
    closer.start += taken


def _resolved(entity: str) -> str:
    """Return the characters that an entity stands for."""
    from html import unescape  # noqa: PLC0415 - a table of two thousand names, which a first screen does without

    return unescape(entity)
