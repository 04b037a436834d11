"""The forms an index holds: which begin with some letters, lie near a word, or are inflections of it.

Refuses to read postings.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from heapq import nlargest
from typing import TYPE_CHECKING

from ..text.stems import stem
from ..text.words import fold, unspaced
from .query.nodes import Fuzzy, Prefix, Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_LAST = "\U0010ffff"


class Kin:
    """Which forms share a stem, by language, as taken down while indexing."""

    def __init__(self, triples: Iterable[tuple[str, str, str]] = ()) -> None:
        self._forms: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._stems: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for language, form, root in triples:
            self._forms[language, root].add(form)
            self._stems[form].add((language, root))

    def of(self, form: str, surface: str, languages: Iterable[str]) -> set[str]:
        """Return the inflections of a word in ``languages``, itself included."""
        keys = {(language, stem(surface, language)) for language in languages}
        # A word typed without its accents still has the stem it was met with.
        keys |= self._stems.get(form, set())
        found = {form}
        for key in keys:
            found.add(key[1])
            found |= self._forms.get(key, set())
        return found


class Lexicon:
    """The forms of one generation with the number of documents that hold each; ``languages`` are the articles'."""

    def __init__(self, frequencies: Mapping[str, int], kin: Kin, languages: Iterable[str]) -> None:
        self.frequencies = frequencies
        self.forms: Sequence[str] = sorted(frequencies)
        self.languages = tuple(sorted(languages))
        self._kin = kin
        self._begun: dict[str, tuple[str, ...]] = {}

    def expand(self, leaf: Term | Prefix | Fuzzy) -> tuple[str, ...]:
        """Return the forms in the index that ``leaf`` stands for, sorted."""
        match leaf:
            case Prefix(form):
                return tuple(self.begins(form))
            case Fuzzy(form, distance):
                return tuple(self.near(form, distance))
            case Term(form) if len(form) == 1 and unspaced(form):
                return tuple(other for other in self.forms if form in other and unspaced(other))
            case Term(form, exact=True):
                return (form,) if form in self.frequencies else ()
        return tuple(sorted(self.inflections(leaf)))

    def inflections(self, term: Term) -> set[str]:
        """Return the forms in the index that share a stem with ``term`` in any language of the library."""
        return self._kin.of(term.form, term.surface, self.languages) & self.frequencies.keys()

    def begins(self, prefix: str) -> Sequence[str]:
        """Return the forms that begin with ``prefix``, sorted."""
        return self.forms[bisect_left(self.forms, prefix) : bisect_left(self.forms, prefix + _LAST)]

    def commonest(self, prefix: str, most: int, postings: int) -> tuple[str, ...]:
        """Return the commonest forms that begin with ``prefix``: at most ``most``, few enough to hold ``postings``."""
        known = self._begun.get(prefix)
        if known is None:
            known = tuple(nlargest(most, self.begins(prefix), key=self.frequencies.__getitem__))
            self._begun[prefix] = known
        total = 0
        kept: list[str] = []
        for form in known:
            total += self.frequencies[form]
            if kept and total > postings:
                break
            kept.append(form)
        return tuple(kept)

    def near(self, form: str, distance: int) -> list[str]:
        """Return the forms at most ``distance`` slips away (insert, delete, change, swap of neighbours), sorted."""
        # Imported late: few queries need it.
        from rapidfuzz.distance import OSA  # noqa: PLC0415
        from rapidfuzz.process import extract  # noqa: PLC0415

        found = extract(form, self.forms, scorer=OSA.distance, score_cutoff=distance, limit=None)
        return sorted(other for other, _, _ in found)

    def suggestions(self, form: str, most: int = 3) -> list[str]:
        """Return forms a reader may have meant by ``form``, the nearest and commonest first."""
        from rapidfuzz.distance import OSA  # noqa: PLC0415 as in `near`

        if len(form) < 3:
            return []
        near = [other for other in self.near(form, 1 if len(form) < 5 else 2) if other != form]
        near.sort(key=lambda other: (OSA.distance(form, other), other[:1] != form[:1], -self.frequencies[other], other))
        return near[:most]


def folded_words(value: str) -> str:
    """Return a stated value (an outlet, a byline) folded for comparison, one space between words."""
    return " ".join(fold(part) for part in value.replace("’", "'").split())
