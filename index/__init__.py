"""The door of the library, for outsiders only: `Library`, the values, the errors, and a few pure functions.

Names are fetched when first asked for, so that ``import index`` costs next to nothing and loads no YAML, no Whoosh.
Refuses to hold behaviour.
"""

from __future__ import annotations

from importlib import import_module

# Not from typing: importing that costs a third of what `--help` may take.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from .config import load_settings
    from .errors import (
        AmbiguousArticleError,
        ArticleError,
        BusyError,
        ConfigError,
        IndexDamagedError,
        LibraryError,
        NoLibraryError,
        SaveError,
        UnknownArticleError,
        YamlError,
    )
    from .library.library import Library
    from .model.article import (
        BODY_LIKE,
        FURNITURE,
        Agency,
        Article,
        ArticleRow,
        Block,
        DateHint,
        Field,
        Provenance,
        Role,
        Source,
        Span,
    )
    from .model.note import Mark
    from .model.results import Complaint, Found, Hit, Progress, QueryProblem, Refresh, SearchPage, Skipped
    from .model.settings import ArticleSettings, CompareSettings, LibrarySettings, NoteKind, SearchSettings
    from .text.safe import safe
    from .text.sentences import sentences
    from .text.words import words

_HOMES = {
    "config": "load_settings",
    "errors": "AmbiguousArticleError ArticleError BusyError ConfigError IndexDamagedError LibraryError NoLibraryError "
    "SaveError UnknownArticleError YamlError",
    "library.library": "Library",
    "model.article": "Agency Article ArticleRow BODY_LIKE Block DateHint FURNITURE Field Provenance Role Source Span",
    "model.note": "Mark",
    "model.results": "Complaint Found Hit Progress QueryProblem Refresh SearchPage Skipped",
    "model.settings": "ArticleSettings CompareSettings LibrarySettings NoteKind SearchSettings",
    "text.safe": "safe",
    "text.sentences": "sentences",
    "text.words": "words",
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}

__all__ = [
    "BODY_LIKE",
    "FURNITURE",
    "Agency",
    "AmbiguousArticleError",
    "Article",
    "ArticleError",
    "ArticleRow",
    "ArticleSettings",
    "Block",
    "BusyError",
    "CompareSettings",
    "Complaint",
    "ConfigError",
    "DateHint",
    "Field",
    "Found",
    "Hit",
    "IndexDamagedError",
    "Library",
    "LibraryError",
    "LibrarySettings",
    "Mark",
    "NoLibraryError",
    "NoteKind",
    "Progress",
    "Provenance",
    "QueryProblem",
    "Refresh",
    "Role",
    "SaveError",
    "SearchPage",
    "SearchSettings",
    "Skipped",
    "Source",
    "Span",
    "UnknownArticleError",
    "YamlError",
    "load_settings",
    "safe",
    "sentences",
    "words",
]


def __getattr__(name: str) -> object:
    """Fetch a public name from the module that defines it."""
    home = _HOME_OF.get(name)
    if home is None:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    value: object = getattr(import_module(f".{home}", __name__), name)
    globals()[name] = value
    return value
