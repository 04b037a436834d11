"""The layers painted over an article's text, in order, and their margin symbols.

Colours are not known here: a piece is a span with the names of the layers over it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from index import Span

    from ..text.glyphs import Glyphs


class Layer:
    """Spans ordered by start; they may overlap and nest. Empty spans are dropped."""

    __slots__ = ("_reach", "_starts", "spans")

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self.spans: tuple[Span, ...] = tuple(sorted(span for span in spans if span[1] > span[0]))
        self._starts = [span[0] for span in self.spans]
        self._reach = list(accumulate((span[1] for span in self.spans), max))

    def __len__(self) -> int:
        return len(self.spans)

    def over(self, start: int, end: int) -> Iterator[Span]:
        """Yield the spans that overlap ``[start, end)``, in order."""
        low = bisect_right(self._reach, start)
        high = bisect_left(self._starts, end)
        return (span for span in self.spans[low:high] if span[1] > start)

    def at(self, offset: int) -> int | None:
        """Return the index of the innermost span at an offset, ``None`` if there is none."""
        for position in range(bisect_right(self._starts, offset) - 1, -1, -1):
            if self._reach[position] <= offset:
                return None
            if self.spans[position][1] > offset:
                return position
        return None

    def after(self, offset: int) -> int | None:
        """Return the index of the first span that starts after an offset, wrapping around; ``None`` without spans."""
        return bisect_right(self._starts, offset) % len(self.spans) if self.spans else None

    def before(self, offset: int) -> int | None:
        """Return the index of the last span that starts before an offset, wrapping around; ``None`` without spans."""
        return (bisect_left(self._starts, offset) - 1) % len(self.spans) if self.spans else None


TEXT = ("strong", "emphasis", "struck", "code", "link")
"""The looks of the text's own markup, below all layers."""

ORDER = (
    "verbatim",
    "edited",
    "partial",
    "similar",
    "unique",
    "changed",
    "quote",
    "note",
    "bookmark",
    "hit",
    "current",
    "selection",
    "caret",
)
"""The layers from lowest to highest; ``selection`` and ``caret`` are set by the pane."""

_MARGIN = ("hit", "note", "bookmark", "changed", "quote", "unique", "similar", "partial", "edited", "verbatim")
_SIGN = {"changed": "edited"}
_NAMES = {name: name for name in ORDER}
_RANK = {name: rank for rank, name in enumerate((*TEXT, *ORDER))}


class RowPiece(NamedTuple):
    """A span of one row and the names of what covers it, lowest first."""

    start: int
    end: int
    names: tuple[str, ...]


class Overlays:
    """The layers of one article, by name."""

    def __init__(self) -> None:
        self._layers: dict[str, Layer] = {}

    def set(self, name: str, spans: Iterable[Span]) -> Layer:
        """Replace a layer; raises `KeyError` for a name that is not in `ORDER`."""
        layer = Layer(spans)
        self._layers[_NAMES[name]] = layer
        return layer

    def layer(self, name: str) -> Layer:
        """Return a layer; empty if it was never set."""
        return self._layers.get(name) or Layer()

    def clear(self) -> None:
        """Drop all layers."""
        self._layers.clear()

    def pieces(self, start: int, end: int, *extra: tuple[Span, str]) -> Iterator[RowPiece]:
        """Split ``[start, end)`` wherever a span starts or ends; ``extra`` spans are added to those of the layers."""
        found = [(span, name) for name, layer in self._layers.items() for span in layer.over(start, end)]
        found += [(span, name) for span, name in extra if span[0] < end and span[1] > start]
        if not found or start == end:
            yield RowPiece(start, end, ())
            return
        found.sort(key=lambda each: _RANK[each[1]])
        edges = {start, end}
        for span, _ in found:
            edges.update((max(start, span[0]), min(end, span[1])))
        cuts = sorted(edges)
        for low, high in pairwise(cuts):
            covering = (name for span, name in found if span[0] <= low and span[1] >= high)
            yield RowPiece(low, high, tuple(dict.fromkeys(covering)))

    def margin(self, start: int, end: int, signs: Glyphs) -> tuple[str, str]:
        """Return (symbol, name) of the most important layer with a span starting in ``[start, end)``, else blanks."""
        for name in _MARGIN:
            layer = self._layers.get(name)
            if layer and any(start <= span[0] < end for span in layer.over(start, end)):
                sign: str = getattr(signs, _SIGN.get(name, name))
                return sign, name
        return " ", ""


class Highlights:
    """The overlays of the open article, with motion between hits and the hit at the caret highlighted.

    Hits are those of the search that led here, or of words looked for in the article. ``caret`` returns the caret's
    offset, ``find`` the spans of some words, ``jump`` moves the caret, ``repaint`` repaints spans or everything.
    """

    def __init__(
        self,
        caret: Callable[[], int],
        find: Callable[[str], Sequence[Span]],
        jump: Callable[[int], None],
        repaint: Callable[[Iterable[Span] | None], None],
    ) -> None:
        self._caret, self._find, self._jump, self._repaint = caret, find, jump, repaint
        self._searched: tuple[Span, ...] = ()
        self.overlays = Overlays()

    def begin(self, hits: Sequence[Span]) -> None:
        """Start with another article and its hits; all other layers are dropped."""
        self._searched = tuple(hits)
        self.overlays.clear()
        self.overlays.set("hit", hits)

    def set_layer(self, name: str, spans: Iterable[Span]) -> None:
        """Set the spans of a layer in `ORDER`; no spans remove it."""
        self.overlays.set(name, spans)
        if name == "hit":
            self.mark_current()
        self._repaint(None)

    def find(self, words: str) -> int:
        """Replace the search's hits by the occurrences of ``words`` and return their number.

        An empty string brings the search's hits back.
        """
        self.set_layer("hit", self._find(words) if words else self._searched)
        return len(self.overlays.layer("hit"))

    def next_hit(self, direction: int) -> tuple[int, int] | None:
        """Go to the next (1) or previous (-1) hit, wrapping around; return (its number from 1, how many there are)."""
        hits = self.overlays.layer("hit")
        place = hits.after(self._caret()) if direction > 0 else hits.before(self._caret())
        if place is None:
            return None
        self._jump(hits.spans[place].start)
        self.mark_current()
        return place + 1, len(hits)

    @property
    def hit(self) -> tuple[int, int] | None:
        """The number of the hit at the caret (0 between hits) and how many there are; `None` without hits."""
        hits = self.overlays.layer("hit")
        place = hits.at(self._caret())
        return ((0 if place is None else place + 1), len(hits)) if len(hits) else None

    def mark_current(self) -> None:
        """Highlight the hit at the caret."""
        hits, before = self.overlays.layer("hit"), self.overlays.layer("current").spans
        place = hits.at(self._caret())
        current = () if place is None else (hits.spans[place],)
        self.overlays.set("current", current)
        if before or current:
            self._repaint((*before, *current))
