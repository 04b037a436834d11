"""Our own kind of index: its fields, how words are stored in them, and how to recognise such an index.

Words are split here and not by the server, so that a query finds what it finds in a folder. ``words`` holds one form
for each position of the text, ``inside`` the other forms of the same positions (see `text.words`), in parallel; an
empty position is `BLANK`. Does not know how an article becomes a document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..search.documents import ANALYSIS

if TYPE_CHECKING:
    from .archive_client import Json

SCHEMA: Final = 1
"""Raised whenever the meaning of a field changes; `ANALYSIS` is the version of the word-splitting rules."""

BLANK, PARTED = "_", "|"
"""Marks a position without a form, and separates the forms of one position; no form contains them."""

LONGEST_FORM: Final = 8_000
"""The longest form stored, in characters; Lucene's limit is 32,766 bytes."""

LONGEST_KEY: Final = 2_000
"""The longest stated value that can be filtered by, counted and sorted, in characters."""

ARTICLE, FORM, KIN = "article", "form", "kin"
"""The kinds of document in the index: articles, dictionary forms, lines on inflections."""

SHADOWS: Final = ("copy", "version")
"""Why an article stands behind another; both are hidden unless ``is:copy`` or ``is:version`` asks for them."""

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
        # What another push derives from the record again is not stored twice.
        "_source": {"excludes": list(_DERIVED)},
        "properties": {**keys, **words, **rows, **kept},
    }


def is_own(mapping: Json) -> bool:
    """Whether an index is of our kind, of any version."""
    return isinstance(_marker(mapping), dict)


def is_readable(mapping: Json) -> bool:
    """Whether an index of our kind is of this version."""
    return _marker(mapping) == {"schema": SCHEMA, "analysis": ANALYSIS}


def _marker(mapping: Json) -> object:
    meta = mapping.get("_meta")
    return meta.get(_META) if isinstance(meta, dict) else None
