"""The forms in an index, looked up by prefix, by edit distance or by inflection.

Does not read postings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..text.words import unspaced
from .query.nodes import Fuzzy, Prefix, Term
from .tables.form_table import FormTable
from .zones import FREQUENCY_SHIFT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .inflections import Inflections


class Lexicon:
    """The forms of one generation, packed as in `engine`; ``languages`` are those of the articles."""

    def __init__(self, packed: Mapping[str, int], kin: Inflections, languages: Iterable[str]) -> None:
        self.packed = FormTable.of(packed)
        self.languages = tuple(sorted(languages))
        self._kin = kin
        self._begun: dict[str, tuple[str, ...]] = {}
        self._near: dict[tuple[str, int], list[str]] = {}

    def expand(self, leaf: Term | Prefix | Fuzzy) -> tuple[str, ...]:
        """Return the forms in the index that ``leaf`` stands for, sorted."""
        match leaf:
            case Prefix(form):
                return tuple(self.begins(form))
            case Fuzzy(form, distance):
                return tuple(self.near(form, distance))
            case Term(form) if len(form) == 1 and unspaced(form):
                return tuple(other for other in self.packed if form in other and unspaced(other))
            case Term(form, exact=True):
                return (form,) if form in self.packed else ()
        return tuple(sorted(self.inflections(leaf)))

    def inflections(self, term: Term) -> set[str]:
        """Return the forms in the index that share a stem with ``term`` in any language of the library."""
        return {form for form in self._kin.of(term.form, term.surface, self.languages) if form in self.packed}

    def begins(self, prefix: str) -> Sequence[str]:
        """Return the forms that start with ``prefix``, sorted."""
        return self.packed.begins(prefix)

    def postings(self, forms: Iterable[str]) -> int:
        """Return the total number of postings of these forms."""
        return sum(self.packed[form] >> FREQUENCY_SHIFT for form in forms)

    def commonest(self, prefix: str, most: int, postings: int) -> tuple[str, ...]:
        """Return the commonest forms that start with ``prefix``: at most ``most``, with at most ``postings`` in all."""
        known = self._begun.get(prefix)
        if known is None:
            known = tuple(self.packed.commonest(prefix, most))
            self._begun[prefix] = known
        total = 0
        kept: list[str] = []
        for form in known:
            total += self.packed[form] >> FREQUENCY_SHIFT
            if kept and total > postings:
                break
            kept.append(form)
        return tuple(kept)

    def near(self, form: str, distance: int) -> list[str]:
        """Return the forms within edit distance ``distance`` (insert, delete, replace, swap of neighbours), sorted."""
        known = self._near.get((form, distance))
        if known is None:
            # Imported late: few queries need it.
            from rapidfuzz.distance import OSA  # noqa: PLC0415
            from rapidfuzz.process import extract  # noqa: PLC0415

            found = extract(form, self.packed.forms[:], scorer=OSA.distance, score_cutoff=distance, limit=None)
            known = self._near[form, distance] = sorted(other for other, _, _ in found)
        return known

    def suggestions(self, form: str) -> list[str]:
        """Return three forms that may be meant by ``form``, nearest and commonest first."""
        from rapidfuzz.distance import OSA  # noqa: PLC0415 as in `near`

        if len(form) < 3:
            return []
        near = [other for other in self.near(form, 1 if len(form) < 5 else 2) if other != form]
        near.sort(key=lambda other: (OSA.distance(form, other), other[:1] != form[:1], -self.packed[other], other))
        return near[:3]
