"""A target prepared for the search: quotation and context as letters, and the marks at the quotation's edges.

Nothing is searched here.
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
"""Code points on one side; longer contexts are made only for quotations that nothing shorter distinguishes."""


@dataclass(frozen=True, slots=True)
class AnchorPassage:
    """The letters of quotation, prefix and suffix; ``lead`` and ``tail`` are the quotation's marks at its edges."""

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
        """Whether there is no context."""
        return not self.prefix and not self.suffix

    @property
    def grown(self) -> bool:
        """Whether the context was grown to its limit, so that it may not distinguish copies."""
        return max(len(self.target.prefix), len(self.target.suffix)) > FAR

    def span(self, ground: Folded, start: int, end: int) -> Span:
        """Return the source span of the letters ``[start, end)``, extended by the quotation's outer marks."""
        inner = ground.span(start, end)
        left = ground.source[(ground.place(start - 1) + 1 if start else 0) : inner.start]
        right = ground.source[inner.end : ground.place(end)]
        return Span(inner.start - _shared(self.lead[::-1], left[::-1]), inner.end + _shared(self.tail, right))


def _shared(marks: str, gap: str) -> int:
    """Return how many characters of ``gap``, read outwards from the letters, belong to the outer ``marks``.

    If they begin with the same characters, all of those; otherwise as many non-blank marks, of whatever shape.
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
