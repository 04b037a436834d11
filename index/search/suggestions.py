"""Corrections for a query that finds nothing: words and values that no article has, replaced by similar ones.

Suggests nothing that would find nothing either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..model.nearest_name import nearest_name
from .evaluation import Evaluation
from .query.atoms import STATED
from .query.nodes import Term, filters, items
from .query.parser import parse

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from .catalogue import Catalogue
    from .lexicon import Lexicon
    from .query.nodes import Filter, Query
    from .ranking import Ranking
    from .tables.id_sets import Outside


class Slip(NamedTuple):
    """A stretch of a query that matches no article, and its corrections, likeliest first."""

    start: int
    end: int
    meant: Sequence[str]


def suggestions(
    query: Query, catalogue: Catalogue, lexicon: Lexicon, ranking: Ranking, outside: Outside
) -> Iterator[str]:
    """Yield the query with its slips corrected, where that finds something."""
    evaluation = Evaluation(catalogue, lexicon, ranking, outside)
    words = (item for item in items(query.root) if isinstance(item, Term) and not evaluation.forms(item))
    slips = [Slip(item.start, item.end, lexicon.suggestions(item.form)) for item in words]
    slips += [slip for each in filters(query.root) if (slip := _value(each, catalogue)) is not None]
    for text in mended(query.text, slips):
        root = parse(text, outside).root
        if root and Evaluation(catalogue, lexicon, ranking, outside).matches(root):
            yield text


def mended(text: str, slips: Collection[Slip]) -> Iterator[str]:
    """Yield ``text`` with every slip corrected, likeliest first; nothing when one of them has no correction."""
    if not all(slip.meant for slip in slips):
        return
    for rank in range(max((len(slip.meant) for slip in slips), default=0)):
        changed = text
        for start, end, meant in sorted(slips, reverse=True):
            changed = changed[:start] + meant[min(rank, len(meant) - 1)] + changed[end:]
        yield changed


def _value(part: Filter, catalogue: Catalogue) -> Slip | None:
    """Return the corrections of a filter value that no article has; tags may also come from the reader's notes."""
    beyond = part.field not in STATED - {"path", "tag"} or len(part.values) != 1
    if beyond or catalogue.matching(part.field, part.values):
        return None
    return value_slip(part, catalogue.values(part.field))


def value_slip(part: Filter, values: Iterable[str]) -> Slip:
    """Return a filter by one value with the nearest of ``values`` as its correction, none when none is near."""
    elsewhere: Mapping[str, str] = {}
    if part.field == "language":
        # Imported late: few queries need it.
        from ..text.language.language_names import codes_by_name  # noqa: PLC0415

        elsewhere = codes_by_name()
    near = nearest_name(part.values[0], sorted(values), elsewhere)
    return Slip(part.start, part.end, [f"{part.field}:{_written(near)}"] if near else [])


def _written(value: str) -> str:
    """Return a value as it is written after a field: quoted unless it is one word."""
    return value if value.isalnum() else f'"{value.replace(chr(34), " ")}"'
