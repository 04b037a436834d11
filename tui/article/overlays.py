"""What is painted over an article's text, in order, and which sign stands in the margin for it.

Refuses to know colours: a painted piece is a stretch with the names of what covers it.
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
    """Spans in order of their starts; they may overlap and nest. Empty spans are dropped."""

    __slots__ = ("_reach", "_starts", "spans")

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self.spans: tuple[Span, ...] = tuple(sorted(span for span in spans if span[1] > span[0]))
        self._starts = [span[0] for span in self.spans]
        self._reach = list(accumulate((span[1] for span in self.spans), max))

    def __len__(self) -> int:
        return len(self.spans)

    def over(self, start: int, end: int) -> Iterator[Span]:
        """Yield the spans that share a code point with ``[start, end)``, in order."""
        low = bisect_right(self._reach, start)
        high = bisect_left(self._starts, end)
        return (span for span in self.spans[low:high] if span[1] > start)

    def at(self, offset: int) -> int | None:
        """Return the position of the innermost span that holds the offset."""
        for position in range(bisect_right(self._starts, offset) - 1, -1, -1):
            if self._reach[position] <= offset:
                return None
            if self.spans[position][1] > offset:
                return position
        return None

    def after(self, offset: int) -> int | None:
        """Return the position of the first span that starts behind the offset, around the end to the first one."""
        return bisect_right(self._starts, offset) % len(self.spans) if self.spans else None

    def before(self, offset: int) -> int | None:
        """Return the position of the last span that starts before the offset, around the start to the last one."""
        return (bisect_left(self._starts, offset) - 1) % len(self.spans) if self.spans else None


TEXT = ("strong", "emphasis", "struck", "code", "link")
"""Names of the looks that the text gives itself, below all layers."""

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
"""Names of layers from the lowest to the highest; ``selection`` and ``caret`` belong to the pane."""

_MARGIN = ("hit", "note", "bookmark", "changed", "quote", "unique", "similar", "partial", "edited", "verbatim")
_SIGN = {"changed": "edited"}
_NAMES = {name: name for name in ORDER}
_RANK = {name: rank for rank, name in enumerate((*TEXT, *ORDER))}


class RowPiece(NamedTuple):
    """A stretch of one row and the names of what covers it, lowest first."""

    start: int
    end: int
    names: tuple[str, ...]


class Overlays:
    """The layers of one article by name."""

    def __init__(self) -> None:
        self._layers: dict[str, Layer] = {}

    def set(self, name: str, spans: Iterable[Span]) -> Layer:
        """Replace a layer; raises `KeyError` for a name that is not in `ORDER`."""
        layer = Layer(spans)
        self._layers[_NAMES[name]] = layer
        return layer

    def layer(self, name: str) -> Layer:
        """Return a layer, empty when it was never set."""
        return self._layers.get(name) or Layer()

    def clear(self) -> None:
        """Drop all layers."""
        self._layers.clear()

    def pieces(self, start: int, end: int, *extra: tuple[Span, str]) -> Iterator[RowPiece]:
        """Cut ``[start, end)`` wherever a span begins or ends; ``extra`` spans join those of the layers."""
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
        """Return (sign, name) of the most telling layer of which a span begins in ``[start, end)``, else blanks."""
        for name in _MARGIN:
            layer = self._layers.get(name)
            if layer and any(start <= span[0] < end for span in layer.over(start, end)):
                sign: str = getattr(signs, _SIGN.get(name, name))
                return sign, name
        return " ", ""


class Highlights:
    """The overlays of the article on screen, of which the hits are walked and the one at the caret is told apart.

    Hits are those of the search that led here, or the places of words looked for in the article. ``caret`` returns
    where the caret is, ``find`` where words stand in the article, ``jump`` puts the caret elsewhere, ``repaint`` paints
    stretches anew, or everything.
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
        """Begin with another article and the hits in it; all other layers are dropped."""
        self._searched = tuple(hits)
        self.overlays.clear()
        self.overlays.set("hit", hits)

    def set_layer(self, name: str, spans: Iterable[Span]) -> None:
        """Paint spans under a name of `tui.article.overlays.ORDER`; no spans take the paint away."""
        self.overlays.set(name, spans)
        if name == "hit":
            self.mark_current()
        self._repaint(None)

    def find(self, words: str) -> int:
        """Mark every occurrence of ``words`` instead of the search's hits and return how many there are.

        An empty text brings the search's hits back.
        """
        self.set_layer("hit", self._find(words) if words else self._searched)
        return len(self.overlays.layer("hit"))

    def next_hit(self, direction: int) -> tuple[int, int] | None:
        """Go to the next (1) or previous (-1) hit, around the ends; return (its number from 1, how many there are)."""
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
        """Distinguish the hit at the caret from the others."""
        hits, before = self.overlays.layer("hit"), self.overlays.layer("current").spans
        place = hits.at(self._caret())
        current = () if place is None else (hits.spans[place],)
        self.overlays.set("current", current)
        if before or current:
            self._repaint((*before, *current))
