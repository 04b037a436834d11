"""Evaluates a parsed query over one generation: which articles match, and their scores.

Does not parse, sort or count.
"""

from __future__ import annotations

from functools import partial, reduce
from itertools import compress, repeat
from operator import add, and_, or_
from typing import TYPE_CHECKING

from ..model.found import QueryProblem
from .query.atoms import STATED
from .query.nodes import All, And, Dates, Filter, Fuzzy, Node, Not, Or, Phrase, Prefix, Term, wanted
from .tables.id_sets import AllBut
from .typeahead import beginnings, continuations
from .zones import ZONES

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from .catalogue import Catalogue
    from .lexicon import Lexicon
    from .query.nodes import Leaf
    from .ranking import Fit, Ranking
    from .tables.id_sets import IdSet, Outside


class Cancelled(Exception):  # noqa: N818 not an error
    """A newer query was asked; nobody waits for this answer."""


class Evaluation:
    """Evaluates one query; ``typed`` is the word being typed, matched by its continuations, by few if ``quick``.

    A filter being typed is matched by whatever its last value may become.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        lexicon: Lexicon,
        ranking: Ranking,
        outside: Outside,
        typed: Term | Filter | None = None,
        cancelled: Callable[[], bool] | None = None,
        *,
        quick: bool = False,
    ) -> None:
        self._catalogue, self._lexicon, self._ranking, self._outside = catalogue, lexicon, ranking, outside
        self._typed, self._cancelled, self._quick = typed, cancelled, quick
        self.complete = True
        self.problems: list[QueryProblem] = []

    def matches(self, node: Node) -> int:
        """Return the matching documents as a packed set of the catalogue; none if nothing can be answered."""
        return self._packed(node) or 0

    def ranked(self, node: Node, packed: int) -> tuple[list[int], list[float]]:
        """Return the documents of ``packed``, ascending, and the score of each."""
        flags = self._catalogue.flags(packed)
        documents = list(compress(range(len(flags)), flags))
        columns = [self._column(self._fit(leaf), documents, flags, packed) for leaf in dict.fromkeys(wanted(node))]
        if not columns:
            return documents, [0.0] * len(documents)
        return documents, list(reduce(partial(map, add), columns))

    def _column(self, fit: Fit, documents: list[int], flags: bytes, packed: int) -> Iterable[float]:
        """Return the scores of ``documents`` in ``fit``; all loops run in C."""
        if fit.packed == packed:
            return fit.scores
        held = self._catalogue.flags(fit.packed)
        scores = compress(fit.scores, compress(flags, held))
        if fit.packed & packed == packed:
            return scores
        both = self._catalogue.unpack(fit.packed & packed)
        return map(dict(zip(both, scores, strict=True)).get, documents, repeat(0.0))

    def _packed(self, node: Node) -> int | None:
        """Return the set, or ``None`` for a part that can't be answered and is ignored."""
        match node:
            case And(parts):
                packed = self._joined(and_, parts)
            case Or(parts):
                packed = self._joined(or_, parts)
            case Not(part):
                inner, living = self._packed(part), self._catalogue.living
                packed = None if inner is None else living ^ (living & inner)
            case All():
                packed = self._catalogue.living
            case Dates(first, last):
                packed = self._catalogue.published(first, last)
            case Filter():
                packed = self._filter(node)
            case _:
                packed = self._fit(node).packed
        return packed

    def _joined(self, join: Callable[[int, int], int], parts: Collection[Node]) -> int | None:
        packed = (self._packed(part) for part in parts)
        known = [part for part in packed if part is not None]
        return reduce(join, known) if known else None

    def _filter(self, node: Filter) -> int | None:
        own = node.field in STATED
        packed = self._catalogue.matching(node.field, node.values, begun=node is self._typed) if own else 0
        answer = self._outside.get(node.field)
        if answer is None:
            return packed
        for value in node.values:
            try:
                packed |= self._set_of(answer(value))
            except (ValueError, LookupError) as error:
                # str() of a KeyError is quoted; the message is in its arguments.
                message = str(error.args[0]) if error.args else f"{node.field}: does not know “{value}”."
                self.problems.append(QueryProblem(node.start, node.end, message))
                if not own and len(node.values) == 1:
                    return None
        return packed

    def _set_of(self, ids: IdSet) -> int:
        catalogue = self._catalogue
        if isinstance(ids, AllBut):
            return catalogue.living & ~(catalogue.of_ids(ids.ids) | catalogue.beginning(ids.beginning))
        return catalogue.of_ids(ids)

    def _fit(self, leaf: Leaf) -> Fit:
        self._check_cancelled()
        zones = (leaf.zone,) if leaf.zone else ZONES
        if isinstance(leaf, Phrase):
            return self._ranking.phrase([self.forms(item) for item in leaf.items], zones, self._check_cancelled)
        return self._ranking.words(self.forms(leaf), zones, self._check_cancelled)

    def _check_cancelled(self) -> None:
        """Raise `Cancelled` when nobody waits for the answer any more."""
        if self._cancelled is not None and self._cancelled():
            raise Cancelled

    def forms(self, leaf: Term | Prefix | Fuzzy) -> tuple[str, ...]:
        """Return the forms that ``leaf`` stands for."""
        if not isinstance(leaf, Term) or leaf is not self._typed:
            return self._lexicon.expand(leaf)
        if not self._quick:
            return beginnings(self._lexicon, leaf)
        forms, complete = continuations(self._lexicon, leaf)
        self.complete = self.complete and complete
        return forms
