"""A target as the search sees it: quotation and context as letters, and the marks at the quotation's edges.

Refuses to search.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...model.article import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...model.note import Target
    from .folding import Folded

FAR = 88
"""Code points on one side; a context is grown beyond them only for quotations that nothing shorter tells apart."""


@dataclass(frozen=True, slots=True)
class AnchorPassage:
    """The letters of quotation, prefix and suffix; ``lead`` and ``tail`` are what stood outside the letters."""

    target: Target
    letters: str
    prefix: str
    suffix: str
    lead: str
    tail: str
    opens: bool
    closes: bool

    @classmethod
    def of(cls, target: Target, form: Callable[[str], Folded]) -> AnchorPassage:
        """Fold a target's quotation and context by ``form``."""
        exact = form(target.exact)
        first, last = exact.span(0, len(exact.letters)) if exact.letters else (len(target.exact), len(target.exact))
        lead, tail = target.exact[:first], target.exact[last:]
        return cls(
            target=target,
            letters=exact.letters,
            prefix=form(target.prefix).letters,
            suffix=form(target.suffix).letters,
            lead=lead,
            tail=tail,
            opens=bool(lead) or not target.prefix[-1:].isalnum(),
            closes=bool(tail) or not target.suffix[:1].isalnum(),
        )

    @property
    def bare(self) -> bool:
        """Whether there is no context at all."""
        return not self.prefix and not self.suffix

    @property
    def grown(self) -> bool:
        """Whether the context was grown to its limit, so that it may not tell copies apart."""
        return max(len(self.target.prefix), len(self.target.suffix)) > FAR

    def span(self, ground: Folded, start: int, end: int) -> Span:
        """Return the span of the source for letters ``[start, end)``, with the outer marks given back."""
        inner = ground.span(start, end)
        left = ground.source[(ground.place(start - 1) + 1 if start else 0) : inner.start]
        right = ground.source[inner.end : ground.place(end)]
        return Span(inner.start - _shared(self.lead[::-1], left[::-1]), inner.end + _shared(self.tail, right))


def _shared(marks: str, gap: str) -> int:
    """Return how much of ``gap``, read outwards from the letters, belongs to the quotation's outer ``marks``.

    The same characters are taken whole; otherwise as many marks that are not blank, whatever their shape.
    """
    if gap.startswith(marks):
        return len(marks)
    wanted = len("".join(marks.split()))
    taken = reach = 0
    for index, character in enumerate(gap):
        if taken == wanted or character == "\n":
            break
        if not character.isspace():
            taken, reach = taken + 1, index + 1
    return reach
