"""How a span is written on the command line: ``START:END``, in characters of an article's text.

Refuses spans that rise the wrong way or leave the text.
"""

from __future__ import annotations

from ..errors import LibraryError
from ..model.article import Span


def span_of(written: str, length: int | None = None) -> Span:
    """Return the span; raises `LibraryError` with a sentence for anything else."""
    start, colon, end = written.partition(":")
    if not (colon and start.isdecimal() and end.isdecimal() and int(start) < int(end)):
        message = f"“{written}” is no span; write START:END, two rising numbers of characters."
        raise LibraryError(message)
    if length is not None and int(end) > length:
        message = f"The span {written} leaves the text, which has {length} characters; name a smaller END."
        raise LibraryError(message)
    return Span(int(start), int(end))
