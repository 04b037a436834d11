"""The dictionary of an archive of our own kind: the forms that a word of a query stands for, looked up and cached.

Does not combine words.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Final, NamedTuple

from ..search.inflections import ALIAS, Inflections, line
from ..search.query.nodes import Fuzzy, Prefix, Term
from ..text.language.stems import stem
from ..text.words import unspaced
from .archive_client import hits_of
from .archive_documents import head
from .own_index import ARTICLE, FORM, KIN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from .archive_client import ArchiveClient, Json

MOST_FORMS: Final = 1_000
"""The most forms that a prefix or fuzzy word stands for; with more, the total is a lower bound."""

_MOST_LINES: Final = 10_000
_KEPT: Final = 5_000
_KNOWN_FOR: Final = 60.0
"""Seconds for which answers are cached: others may be filling the archive."""


class Expansion(NamedTuple):
    """The forms that a word stands for, sorted, and whether these are all."""

    forms: tuple[str, ...]
    complete: bool = True


class ArchiveForms:
    """Looks forms up and caches them for a while; ``clock`` returns seconds."""

    def __init__(self, client: ArchiveClient, clock: Callable[[], float]) -> None:
        self._client, self._clock = client, clock
        self._lines: OrderedDict[str, list[str]] = OrderedDict()
        self._asked: OrderedDict[tuple[str, str], Expansion] = OrderedDict()
        self._languages: tuple[str, ...] = ()
        self._until = float("-inf")

    @property
    def frugal(self) -> bool:
        """Whether the server forbids costly queries: then near words are not in its dictionary."""
        return self._client.frugal

    def languages(self) -> tuple[str, ...]:
        """Return the languages of the articles in lower case, with the empty one for articles without."""
        if not self._languages:
            body: Json = {
                "size": 0,
                "query": {"term": {"kind": ARTICLE}},
                "aggs": {"language": {"terms": {"field": "language", "size": 1000}}},
            }
            buckets = self._client.search(body)["aggregations"]["language"]["buckets"]
            self._languages = tuple(sorted({"", *(str(bucket["key"]).lower() for bucket in buckets)}))
        return self._languages

    def freshen(self) -> None:
        """Drop expired answers; called between two queries, never within one."""
        if self._clock() >= self._until:
            self._lines.clear()
            self._asked.clear()
            self._languages, self._until = (), self._clock() + _KNOWN_FOR

    def expand(self, leaf: Term | Prefix | Fuzzy, *, typed: bool = False) -> Expansion:
        """Return the forms ``leaf`` stands for; a ``typed`` word also stands for those it begins."""
        match leaf:
            case Prefix(form):
                return self._begins(form)
            case Fuzzy(form, distance):
                return self._near(form, distance)
            case Term(form) if typed:
                begun, whole = self._begins(form), self.expand(leaf)
                return Expansion(tuple(sorted({*begun.forms, *whole.forms})), begun.complete)
            case Term(form) if len(form) == 1 and unspaced(form):
                pattern = f"{form}|{form}.|.{form}"
                return self._look_up("holding", form, {"regexp": {"form": {"value": pattern}}}, pattern)
            case Term(form, exact=True):
                return Expansion((form,))
        return Expansion(tuple(sorted(self._kin(leaf.form, leaf.surface))))

    def _begins(self, form: str) -> Expansion:
        plain = "".join(sign if sign.isalnum() else f"\\{sign}" for sign in form)
        return self._look_up("begins", form, {"prefix": {"form": form}}, f"{plain}.*")

    def _near(self, form: str, distance: int) -> Expansion:
        from rapidfuzz.distance import OSA  # noqa: PLC0415 few queries need it

        query = {
            "fuzzy": {
                "form": {
                    "value": form,
                    "fuzziness": distance,
                    "transpositions": True,
                    "max_expansions": MOST_FORMS,
                    "rewrite": "constant_score",
                }
            }
        }
        found = self._look_up(f"near{distance}", form, query)
        return Expansion(tuple(other for other in found.forms if OSA.distance(form, other) <= distance), found.complete)

    def _look_up(self, how: str, form: str, query: Json, pattern: str = "") -> Expansion:
        known = self._asked.get((how, form))
        if known is None:
            known = self._asked[how, form] = self._found(query, pattern)
            while len(self._asked) > _KEPT:
                self._asked.popitem(last=False)
        return known

    def _found(self, query: Json, pattern: str) -> Expansion:
        """Return the forms that a query finds; of a server that forbids it those that ``pattern`` fits, if given."""
        if self.frugal and pattern:
            return self._collected(pattern)
        body: Json = {
            "query": {"bool": {"filter": [{"term": {"kind": FORM}}, query]}},
            "size": MOST_FORMS,
            "_source": ["form"],
            "sort": [{"form": "asc"}],
            "track_total_hits": MOST_FORMS + 1,
        }
        answer = self._client.search(body)
        if self.frugal and pattern:  # it has just been learned
            return self._collected(pattern)
        forms = tuple(sorted({hit["_source"]["form"] for hit in hits_of(answer)}))
        return Expansion(forms, answer["hits"]["total"]["value"] <= MOST_FORMS and not self.frugal)

    def _collected(self, pattern: str) -> Expansion:
        """Return the forms that a regular expression fits, counted by the server, which is no costly query."""
        counted: Json = {"terms": {"field": "form", "include": pattern, "size": MOST_FORMS, "order": {"_key": "asc"}}}
        body: Json = {"query": {"term": {"kind": FORM}}, "size": 0, "aggs": {"forms": counted}}
        told = self._client.search(body)["aggregations"]["forms"]
        return Expansion(tuple(str(each["key"]) for each in told["buckets"]), not told["sum_other_doc_count"])

    def _kin(self, form: str, surface: str) -> set[str]:
        """Return the inflections of a word, as `Inflections` derives them from the lines in question."""
        languages = self.languages()
        roots = {(language, stem(surface, language)) for language in languages}
        self._learn(roots | {(language + ALIAS, root) for language, root in roots})
        aliases = {
            (language, written.rpartition("\t")[2])
            for language, root in roots
            for written in self._lines[head(language + ALIAS, root)]
        }
        self._learn(aliases)
        lines = (
            written
            for language, root in (*roots, *aliases)
            for name in (language, language + ALIAS)
            for written in self._lines.get(head(name, root), ())
        )
        return Inflections(set(lines)).of(form, surface, languages)

    def _learn(self, roots: Iterable[tuple[str, str]]) -> None:
        """Fetch the lines of stems that are not known yet."""
        asked = {head(language, root): (language, root) for language, root in roots}
        missing = sorted(asked.keys() - self._lines.keys())
        if missing:
            query = {"bool": {"filter": [{"term": {"kind": KIN}}, {"terms": {"head": missing}}]}}
            found: dict[str, list[str]] = {name: [] for name in missing}
            for hit in self._client.documents(query, ("head", "form"), _MOST_LINES, ("head", "form")):
                source = hit["_source"]
                if source["head"] in found:
                    found[source["head"]].append(line(*asked[source["head"]], source["form"]))
            self._lines |= found
        for name in asked:
            self._lines.move_to_end(name)
        while len(self._lines) > max(_KEPT, len(asked)):
            self._lines.popitem(last=False)
