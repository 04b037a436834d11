"""Our own kind of index: its fields, how their words are kept apart, and how such an index is known again.

Words are cut here and not by the server, so that a query finds what it finds in a folder. ``words`` holds one form for
each place of the text, ``inside`` the further forms of the same places (`text.words` tells which), word for word beside
it; an empty place is `BLANK`. Refuses to know how an article becomes such a document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..search.documents import ANALYSIS

if TYPE_CHECKING:
    from .archive_client import Json

SCHEMA: Final = 1
"""Raised whenever a field changes its meaning; `ANALYSIS` counts the rules by which words are cut."""

BLANK, PARTED = "_", "|"
"""What stands for a place without a form, and between forms of one place: signs that no form holds."""

LONGEST_FORM: Final = 8_000
"""Characters of a form that count; Lucene takes 32,766 bytes."""

LONGEST_KEY: Final = 2_000
"""Characters of a stated value that can be filtered by, counted and sorted."""

ARTICLE, FORM, KIN = "article", "form", "kin"
"""What a document of the index is: an article, a form of the dictionary, a line on inflections."""

SHADOWS: Final = ("copy", "version")
"""Why an article stands behind another one: such are hidden unless ``is:copy`` or ``is:version`` asks for them."""

_META: Final = "variorum"
_KEYS: Final = (
    *("kind", "id", "path", "hash", "stamp", "shadow", "head", "form", "published", "first_day", "last_day", "month"),
    *(
        "outlet",
        "agency",
        "author",
        "language",
        "outlet_whole",
        "agency_whole",
        "author_whole",
        "language_whole",
        "language_codes",
    ),
    *("tags", "outlet_order", "title_order", "speakers", "prints"),
)
_WORDS: Final = ("words", "title_words")
_INSIDE: Final = ("inside", "title_inside")
_ROWS: Final = ("outlet_row", "agency_row", "author_row")
_DERIVED: Final = (*_WORDS, *_INSIDE, *_ROWS, "speakers", "prints", "title_order", "outlet_order", "path")


def index_body(shards: int, replicas: int) -> Json:
    """Return settings and mapping of a new index."""
    analysis = {
        "tokenizer": {"variorum_places": {"type": "whitespace", "max_token_length": LONGEST_FORM}},
        "filter": {
            "variorum_blank": {"type": "stop", "stopwords": [BLANK]},
            "variorum_each": {
                "type": "pattern_capture",
                "preserve_original": False,
                "patterns": [f"([^{PARTED}]+)"],
            },
        },
        "analyzer": {
            "variorum_words": {"type": "custom", "tokenizer": "variorum_places"},
            "variorum_inside": {
                "type": "custom",
                "tokenizer": "variorum_places",
                "filter": ["variorum_blank", "variorum_each"],
            },
        },
    }
    settings = {"number_of_shards": shards, "number_of_replicas": replicas, "analysis": analysis}
    return {"settings": settings, "mappings": _mappings()}


def _mappings() -> Json:
    words = {
        name: {"type": "text", "analyzer": analyzer, "search_analyzer": "keyword"}
        for names, analyzer in ((_WORDS, "variorum_words"), (_INSIDE, "variorum_inside"))
        for name in names
    }
    rows = {name: {"type": "text", "analyzer": "variorum_words"} for name in _ROWS}
    keys = {name: {"type": "keyword"} for name in _KEYS}
    kept = {name: {"type": "object", "enabled": False} for name in ("row", "record")}
    return {
        "dynamic": False,
        "_meta": {_META: {"schema": SCHEMA, "analysis": ANALYSIS}},
        # What is made anew from the record by another push is not kept twice.
        "_source": {"excludes": list(_DERIVED)},
        "properties": {**keys, **words, **rows, **kept},
    }


def is_own(mapping: Json) -> bool:
    """Whether an index is of our kind, of whatever version."""
    return isinstance(_told(mapping), dict)


def is_readable(mapping: Json) -> bool:
    """Whether an index of our kind is of this version."""
    return _told(mapping) == {"schema": SCHEMA, "analysis": ANALYSIS}


def _told(mapping: Json) -> object:
    meta = mapping.get("_meta")
    return meta.get(_META) if isinstance(meta, dict) else None
