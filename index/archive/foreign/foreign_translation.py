"""The query tree in the language of another's index, which splits and stems words by its own rules.

What can't be expressed there is reported as a problem at its place in the query, and skipped. Sends nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...model.found import QueryProblem
from ...search.query.date_ranges import day_after
from ...search.query.nodes import All, And, Dates, Filter, Fuzzy, Node, Not, Or, Phrase, Prefix, Term, wanted
from ...search.tables.id_sets import AllBut
from ...text.words import unspaced
from ..query_translation import NOTHING, by_ids
from .foreign_ids import name_of
from .headline_patterns import with_words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from ...search.query.nodes import Leaf

    Item = Term | Prefix | Fuzzy
    from ...search.tables.id_sets import IdSet, Outside
    from ..archive_client import Json
    from .foreign_fields import FieldTable

_EXPANSIONS: Final = 500
_NAMES: Final = {"language": "language", "tag": "tags", "outlet": "outlet", "author": "author"}


class ForeignTranslation:
    """Translates one query; afterwards ``problems`` lists what was skipped.

    ``outside`` and ``typed`` are as in `Translation`.
    """

    complete = True

    def __init__(
        self,
        table: FieldTable,
        outside: Outside,
        typed: Term | Filter | None = None,
    ) -> None:
        self._table, self._outside, self._typed = table, outside, typed
        self.problems: list[QueryProblem] = []

    def filters(self, node: Node | None) -> Json:
        """Return the filter for the articles of ``node``; it matches none if nothing of it can be answered."""
        found = self._node(node) if node is not None else None
        return found if found is not None else NOTHING

    def ranks(self, node: Node, title_weight: float) -> list[Json]:
        """Return the scoring clauses: the words in the text, and, weighted by ``title_weight``, in the headline."""
        return list(self._ranks(node, title_weight))

    def _ranks(self, node: Node, title_weight: float) -> Iterator[Json]:
        for leaf in dict.fromkeys(wanted(node)):
            for field in self._fields(leaf.zone):
                boost = title_weight if field == self._table.kind("title").text else 1.0
                yield {"match": {field: {"query": _words(leaf), "boost": boost}}}

    def _node(self, node: Node) -> Json | None:
        match node:
            case And(parts):
                found = self._joined("filter", parts)
            case Or(parts):
                found = self._joined("should", parts)
            case Not(part):
                inner = self._node(part)
                found = None if inner is None else {"bool": {"must_not": [inner]}}
            case All():
                found = {"match_all": {}}
            case Dates():
                found = self._dates(node)
            case Filter():
                found = self._filter(node)
            case _:
                found = self._leaf(node)
        return found

    def _joined(self, how: str, parts: Collection[Node]) -> Json | None:
        known = [found for part in parts if (found := self._node(part)) is not None]
        return _bool(how, known) if known else None

    # Fields of the article

    def _dates(self, node: Dates) -> Json | None:
        kind, name = self._table.kind("published"), self._table.names.published
        if not (kind.date or kind.word):
            return self._passed_over(node, "no day of publication that can be asked for")
        bounds: Json = {"gte": node.first} if node.first else {}
        if node.last:
            bounds["lt"] = day_after(node.last)
        return {"range": {name: {**bounds, "format": "yyyy-MM-dd"}}} if kind.date else {"range": {kind.word: bounds}}

    def _filter(self, node: Filter) -> Json | None:
        if node.field == "path":
            return self._path(node)
        told, answer = _NAMES.get(node.field), self._outside.get(node.field)
        kind = self._table.kind(told) if told else None
        parts: list[Json] = []
        if kind is not None and (kind.text or kind.word):
            *values, last = node.values
            parts += [_stated(node.field, kind.text, kind.word, value) for value in values]
            parts += [_stated(node.field, kind.text, kind.word, last, begun=node is self._typed)]
        elif answer is None:
            return self._passed_over(node, f"no {node.field} that can be asked for")
        for value in node.values if answer is not None else ():
            try:
                parts.append(_named(answer(value)))  # type: ignore[misc] # not None, as the line before says
            except (ValueError, LookupError) as error:
                self.problems.append(QueryProblem(node.start, node.end, str(error.args[0]) if error.args else ""))
        return _bool("should", parts) if parts else None

    def _path(self, node: Filter) -> Json | None:
        if any(mark in value for value in node.values if not value.startswith("=") for mark in "*?"):
            return self._passed_over(node, "no ids that can be asked for by a part")
        if any(not value.startswith("=") for value in node.values):
            # No server looks into its ids: neither prefixes nor wildcards are allowed on ``_id``.
            message = "This archive finds an id only as a whole, not a part of it; `path:=` asks for that."
            self.problems.append(QueryProblem(node.start, node.end, message))
        return {"ids": {"values": [name_of(value.removeprefix("=")) for value in node.values]}}

    def _passed_over(self, node: Dates | Filter, lacking: str) -> Json | None:
        message = f"This archive has {lacking}; this was passed over."
        self.problems.append(QueryProblem(node.start, node.end, message))
        return None

    # Words

    def _fields(self, zone: str) -> tuple[str, ...]:
        title, text = self._table.kind("title").text, self._table.kind("text").text
        return tuple(field for field in ((title,) if zone else (text, title)) if field)

    def _leaf(self, leaf: Leaf) -> Json:
        fields = self._fields(leaf.zone)
        whole = [] if self._table.kind("title").text else [*self._in_whole_headlines(leaf)]
        if fields:
            return _bool("should", [self._in_words(leaf, fields), *whole])
        if not whole:
            lacking = "can't look for such words in" if self._table.kind("title").word else "has no words of"
            message = f"This archive {lacking} headlines; nothing is found by this."
            self.problems.append(QueryProblem(leaf.start, leaf.end, message))
        return _bool("should", whole) if whole else NOTHING

    def _in_words(self, leaf: Leaf, fields: Sequence[str]) -> Json:
        if isinstance(leaf, Phrase):
            return self._phrase(leaf, fields)
        begun: list[Json] = []
        if isinstance(leaf, Prefix) or leaf is self._typed:
            begun = [{"prefix": {field: {"value": leaf.form}}} for field in fields]
        if isinstance(leaf, Prefix):
            return _bool("should", begun)
        how: Json = {"fuzziness": leaf.distance} if isinstance(leaf, Fuzzy) else {}
        if isinstance(leaf, Term) and (leaf.exact or unspaced(leaf.form)):
            how = {"type": "phrase"}
        return _bool("should", [_match(_words(leaf), fields, how), *begun])

    def _in_whole_headlines(self, leaf: Leaf) -> Iterator[Json]:
        """Yield the filter by words of headlines of which the index holds only the whole, where there is one."""
        name = self._table.kind("title").word
        *first, last = leaf.items if isinstance(leaf, Phrase) else (leaf,)
        if not name or isinstance(last, Fuzzy) or not all(isinstance(item, Term) for item in first):
            return
        begun = isinstance(last, Prefix) or last is self._typed
        pattern = with_words(_forms(leaf), begun=begun)
        if pattern is not None:
            yield {"regexp": {name: {"value": pattern}}}

    def _phrase(self, phrase: Phrase, fields: Sequence[str]) -> Json:
        *first, last = phrase.items
        if isinstance(last, Fuzzy) or not all(isinstance(item, Term) for item in first):
            message = "This archive can't look for such a word inside a phrase; its words were looked for one by one."
            self.problems.append(QueryProblem(phrase.start, phrase.end, message))
            return _bool("filter", [self._in_words(item, fields) for item in phrase.items])
        if isinstance(last, Prefix) or last is self._typed:
            return _match(_words(phrase), fields, {"type": "phrase_prefix", "max_expansions": _EXPANSIONS})
        return _match(_words(phrase), fields, {"type": "phrase"})


def _named(ids: IdSet) -> Json:
    """Return the filter for the documents of these articles, or for all but them."""
    if isinstance(ids, AllBut):
        return by_ids(AllBut([*map(name_of, ids.ids)]), "_id")
    return by_ids([*map(name_of, ids)], "_id")


def _words(leaf: Leaf) -> str:
    """Return what was typed for a leaf."""
    items = leaf.items if isinstance(leaf, Phrase) else (leaf,)
    return "".join(_strung(items, lambda item: item.surface if isinstance(item, Term) else item.form, " "))


def _forms(leaf: Leaf) -> list[str]:
    """Return the forms of a leaf, the pairs of one run of unspaced script as one."""
    items = leaf.items if isinstance(leaf, Phrase) else (leaf,)
    return "".join(_strung(items, lambda item: item.form, "\0")).split("\0")


def _strung(items: Sequence[Item], told: Callable[[Item], str], between: str) -> Iterator[str]:
    """Yield what is told of items with ``between`` where there is something between them, the overlap of pairs once."""
    end = -1
    for item in items:
        if 0 <= end < item.start:
            yield between
        yield told(item)[1:] if item.start < end else told(item)
        end = item.end


def _match(text: str, fields: Sequence[str], how: Json) -> Json:
    return {"multi_match": {"query": text, "fields": list(fields), "operator": "and", **how}}


def _stated(field: str, text: str, word: str, value: str, *, begun: bool = False) -> Json:
    """Return the filter for a value of a field: by its words, else by a part of it, or by the whole value after ``=``.

    The last word of a value still being typed (``begun``) is a prefix.
    """
    whole = (value.startswith("=") and len(value) > 1) or field in {"language", "tag"}
    value = value.removeprefix("=") if len(value) > 1 else value
    if not word or (text and not whole):
        return {"match_phrase_prefix" if begun else "match_phrase": {text: value}}
    if not whole:
        plain = "".join(f"\\{letter}" if letter in "*?\\" else letter for letter in value)
        return {"wildcard": {word: {"value": f"*{plain}*", "case_insensitive": True}}}
    equal: Json = {"prefix" if begun else "term": {word: {"value": value, "case_insensitive": True}}}
    if begun or field != "language":
        return equal
    return _bool("should", [equal, {"prefix": {word: {"value": f"{value}-", "case_insensitive": True}}}])


def _bool(how: str, parts: Sequence[Json]) -> Json:
    if len(parts) == 1:
        return parts[0]
    return {"bool": {how: list(parts), **({"minimum_should_match": 1} if how == "should" else {})}}
