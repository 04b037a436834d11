"""The query tree in the language of OpenSearch and Elasticsearch, for an archive of our own kind.

Filters alone decide what a query finds, exactly as the tree asks; scoring clauses come beside them. Sends nothing:
forms come from a dictionary, and ids of articles from the caller.
"""

from __future__ import annotations

import fnmatch
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ..model.found import QueryProblem
from ..search.query.date_ranges import FIRST, LAST
from ..search.query.nodes import All, And, Dates, Filter, Fuzzy, Node, Not, Or, Phrase, Prefix, Term, filters, wanted
from ..search.tables.id_sets import AllBut
from ..text.words import folded_words
from .archive_documents import STATED, row_of
from .own_index import ARTICLE, LONGEST_FORM, LONGEST_KEY, SHADOWS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from ..search.query.nodes import Leaf
    from ..search.tables.id_sets import IdSet, Outside
    from .archive_client import Json
    from .archive_forms import ArchiveForms

CLAUSES: Final = 1_000
"""The most words of one phrase in all; servers allow 1,024 clauses by default."""

_RANKED: Final = 50
_TOO_MANY: Final = "More words fit this than can be asked for at once"
_OWN: Final = frozenset({*STATED, "language", "path", "tag", "said"})


class Translation:
    """Translates one query; afterwards ``complete`` and ``problems`` say what could not be asked in full.

    ``outside`` answers the fields that are known elsewhere, without ``beginning`` in `AllBut`. ``typed`` is the word or
    filter being typed.
    """

    def __init__(
        self,
        forms: ArchiveForms,
        outside: Outside,
        typed: Term | Filter | None = None,
    ) -> None:
        self._forms, self._outside, self._typed = forms, outside, typed
        self.complete = True
        self.problems: list[QueryProblem] = []

    def filters(self, node: Node | None) -> Json:
        """Return the filter for the articles of ``node``; it matches none if nothing of it can be answered."""
        found = self._node(node) if node is not None else None
        hidden = [*SHADOWS] if node is None else [kind for kind in SHADOWS if kind not in _states(node)]
        seen: list[Json] = [{"bool": {"must_not": [{"terms": {"shadow": hidden}}]}}] if hidden else []
        return _all([{"term": {"kind": ARTICLE}}, *seen, found if found is not None else NOTHING])

    def ranks(self, node: Node, title_weight: float) -> list[Json]:
        """Return the scoring clauses: the words in the text, and, weighted by ``title_weight``, in the headline."""
        return [clause for leaf in dict.fromkeys(wanted(node)) for clause in self._rank(leaf, title_weight)]

    def _node(self, node: Node) -> Json | None:
        """Return the filter, or ``None`` for a part that can't be answered and is ignored."""
        match node:
            case And(parts):
                found = self._joined(_all, parts)
            case Or(parts):
                found = self._joined(_any, parts)
            case Not(part):
                inner = self._node(part)
                found = None if inner is None else {"bool": {"must_not": [inner]}}
            case All():
                found = {"match_all": {}}
            case Dates(first, last):
                bounds = {"gte": first or FIRST, "lte": last or LAST}
                found = _all([{"range": {"first_day": bounds}}, {"range": {"last_day": bounds}}])
            case Filter():
                found = self._filter(node)
            case _:
                found = self._leaf(node)
        return found

    def _joined(self, join: Callable[[list[Json]], Json], parts: Collection[Node]) -> Json | None:
        known = [found for part in parts if (found := self._node(part)) is not None]
        return join(known) if known else None

    # Fields of the article

    def _filter(self, node: Filter) -> Json | None:
        parts: list[Json] = []
        if node.field in _OWN:
            *values, last = node.values
            parts += [
                *(stated(node.field, value) for value in values),
                stated(node.field, last, begun=node is self._typed),
            ]
        outside = node
        if node.field == "is" and (shadows := [value for value in _states(node) if value in SHADOWS]):
            parts.append({"terms": {"shadow": shadows}})
            outside = replace(node, values=tuple(value for value in node.values if value.casefold() not in SHADOWS))
        known, failed = self._known_outside(outside)
        if failed and not parts and len(node.values) == 1:
            return None
        return _any([*parts, *known])

    def _known_outside(self, node: Filter) -> tuple[list[Json], bool]:
        """Return the filters answered from outside, and whether one could not be, which is noted as a problem."""
        answer = self._outside.get(node.field)
        parts: list[Json] = []
        failed = False
        for value in node.values if answer is not None else ():
            try:
                parts.append(by_ids(answer(value)))  # type: ignore[misc] # not None, as the line before says
            except (ValueError, LookupError) as error:
                failed = True
                message = str(error.args[0]) if error.args else f"{node.field}: does not know “{value}”."
                self.problems.append(QueryProblem(node.start, node.end, message))
        return parts, failed

    # Words

    def _leaf(self, leaf: Leaf) -> Json:
        fields = _fields(leaf.zone)
        if isinstance(leaf, Phrase):
            return self._phrase(leaf, fields)
        begun = isinstance(leaf, Prefix) or leaf is self._typed
        parts: list[Json] = [{"prefix": {field: {"value": leaf.form}}} for field in fields] if begun else []
        if not isinstance(leaf, Prefix):
            forms = self._expanded(leaf)
            parts += [{"terms": {field: list(forms)}} for field in fields if forms]
        return _any(parts)

    def _expanded(self, leaf: Term | Fuzzy) -> tuple[str, ...]:
        expansion = self._forms.expand(leaf)
        if not expansion.complete:
            self._note(leaf, len(expansion.forms))
        return tuple(form[:LONGEST_FORM] for form in expansion.forms)

    def _phrase(self, phrase: Phrase, fields: tuple[str, str]) -> Json:
        most = max(1, CLAUSES // (2 * len(phrase.items)))
        words, inside = fields
        sources: list[Json] = []
        for item in phrase.items:
            expansion = self._forms.expand(item, typed=item is self._typed)
            if not expansion.complete or len(expansion.forms) > most:
                self._note(item, min(most, len(expansion.forms)))
            forms = [form[:LONGEST_FORM] for form in expansion.forms[:most]]
            if not forms:
                return NOTHING
            each = [{"match": {"query": form, **field}} for form in forms for field in ({}, {"use_field": inside})]
            sources.append({"any_of": {"intervals": each}})
        return {"intervals": {words: {"all_of": {"ordered": True, "max_gaps": 0, "intervals": sources}}}}

    def _note(self, item: Term | Prefix | Fuzzy, taken: int) -> None:
        self.complete = False
        why = "This server forbids searching for words like this" if self._forms.frugal else _TOO_MANY
        message = f"{why}; {taken:,} of them {'was' if taken == 1 else 'were'} looked for."
        self.problems.append(QueryProblem(item.start, item.end, message))

    def _rank(self, leaf: Leaf, title_weight: float) -> Iterator[Json]:
        if isinstance(leaf, Phrase):
            yield self._phrase(leaf, _fields(leaf.zone))
            return
        forms = (leaf.form,) if isinstance(leaf, Prefix) else self._forms.expand(leaf).forms[:_RANKED]
        for field, boost in (("words", 1.0), ("title_words", title_weight)):
            yield {"match": {field: {"query": " ".join(forms), "analyzer": "whitespace", "boost": boost}}}


def _states(node: Node) -> set[str]:
    """Return the values of ``is:`` in a query, also those under a not."""
    return {value.casefold() for each in filters(node) if each.field == "is" for value in each.values}


NOTHING: Json = {"match_none": {}}
_KEYS: Final = {"tag": "tags", "language": "language_codes"}
"""Fields whose values are compared as a whole, and where they are stored."""


def stated(field: str, value: str, *, begun: bool = False) -> Json:
    """Return the filter for a value of a field, whole or ``begun``, as `search.catalogue.Catalogue.matching` does."""
    whole = value.startswith("=") and len(value) > 1
    value = value[1:] if whole else value
    if field == "path":
        return _path(value.casefold(), whole=whole)
    if field == "said":
        return _holding("speakers", value.casefold())
    key = f"{field}_whole" if whole and field != "tag" else _KEYS.get(field)
    if key:
        return {"prefix" if begun else "term": {key: folded_words(value)[:LONGEST_KEY]}}
    return _in_a_row(f"{field}_row", row_of(value), begun=begun)


def _in_a_row(field: str, row: str, *, begun: bool) -> Json:
    if begun and row:
        return {"match_phrase_prefix": {field: {"query": row, "max_expansions": CLAUSES}}}
    return {"match_phrase": {field: row}} if row else NOTHING


def _path(value: str, *, whole: bool) -> Json:
    if any(mark in value for mark in "*?"):
        return {"regexp": {"path": {"value": _lucene(value)}}}
    if whole:
        return {"term": {"path": value}}
    return _holding("path", value)


def _holding(field: str, value: str) -> Json:
    plain = re.sub(r"([*?\\])", r"\\\1", value)
    return {"wildcard": {field: {"value": f"*{plain}*"}}}


def _lucene(pattern: str) -> str:
    """Return a shell pattern (`fnmatch`) as a Lucene regular expression."""
    parts: list[str] = []
    at = 0
    while at < len(pattern):
        mark = pattern[at]
        end = _class_end(pattern, at) if mark == "[" else -1
        if mark in "*?":
            parts.append(".*" if mark == "*" else ".")
        elif end > 0:
            parts.append(_character_class(pattern[at : end + 1]))
            at = end
        else:
            parts.append(mark if mark.isalnum() else f"\\{mark}")
        at += 1
    return "".join(parts)


def _class_end(pattern: str, at: int) -> int:
    """Return where the character class opened at ``at`` ends, -1 if never; its first character may be a bracket."""
    first = at + 1 + (pattern[at + 1 : at + 2] == "!")
    return pattern.find("]", first + (pattern[first : first + 1] == "]"))


def _character_class(brackets: str) -> str:
    """Return a character class in Python's syntax, which Lucene reads alike except for the empty one."""
    translated = fnmatch.translate(brackets)
    inner = translated[len("(?s:") : translated.rindex(")")]
    return _NEVER if inner == "(?!)" else inner


_NEVER: Final = "[^\x00-\U0010ffff]"


def by_ids(ids: IdSet, field: str = "id") -> Json:
    """Return the filter for the articles with these ids, or for all but them (`AllBut`)."""
    if isinstance(ids, AllBut):
        return {"bool": {"must_not": [by_ids(ids.ids, field)]}}
    return {"terms": {field: sorted(ids)}} if len(ids) else NOTHING


def _fields(zone: str) -> tuple[str, str]:
    return ("title_words", "title_inside") if zone else ("words", "inside")


def _all(parts: Sequence[Json]) -> Json:
    return parts[0] if len(parts) == 1 else {"bool": {"filter": list(parts)}}


def _any(parts: Sequence[Json]) -> Json:
    if len(parts) == 1:
        return parts[0]
    return {"bool": {"should": list(parts), "minimum_should_match": 1}} if parts else NOTHING
