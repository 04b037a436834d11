"""The door of the library, for outsiders only: `Library`, the values, the errors, and a few pure functions.

Names are fetched when first asked for, so that ``import index`` costs next to nothing and loads no YAML, no Whoosh.
Refuses to hold behaviour.
"""

from __future__ import annotations

from importlib import import_module

PROGRAM = "variorum"
"""Whose package this is: another one of this name has no such mark."""

# Not from typing: importing that costs a third of what `--help` may take.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from .articles.fields.agency_names import short_agency
    from .compare.alignment.passages import rows_for_lead
    from .compare.alignment.wording import WordChange, wording
    from .compare.facts.figure_table import FigureRow, figure_rows
    from .compare.facts.name_table import NameRow, name_rows
    from .compare.report.html_report import to_html
    from .compare.report.json_form import from_json, to_json
    from .compare.report.markdown_report import to_markdown
    from .config import Section, candidates, load_settings, own_values, read_section, theme_folder, trusted_folders
    from .errors import (
        AmbiguousArticleError,
        ArchiveError,
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
    from .files.schema import schema
    from .library.library import Library
    from .library.library_notes import NoteFilter
    from .library.recent_visits import Visit
    from .library.stories.library_stories import StoryChange
    from .model.article import (
        BODY_LIKE,
        FURNITURE,
        PARAGRAPHS,
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
        paragraph_at,
    )
    from .model.comparison_result import (
        Account,
        AgencyShare,
        Aside,
        Cell,
        Comparison,
        Disagreement,
        Event,
        Kind,
        Link,
        Nearest,
        Pair,
        Quote,
        QuoteLink,
        Related,
        Row,
        Sentence,
        Story,
        StoryDecision,
        Trace,
    )
    from .model.note import Mark, Note, Placed, PlacedNote, State, Target
    from .model.results import Complaint, Found, Hit, Progress, QueryProblem, Refresh, SearchPage, Skipped
    from .model.settings import ArticleSettings, CompareSettings, LibrarySettings, NoteKind, SearchSettings
    from .notes.anchors.followed import anchored, follow
    from .notes.citation import Cited, cite, cite_passage
    from .notes.references.reference import Passage, Reference
    from .notes.references.reference_formats import REFERENCES, references
    from .text.language.calendars import long_date, short_date
    from .text.markdown_article import drawn_quotation, is_table, list_levels, markup_of, shown_text, table_bars
    from .text.markdown_inline import Look, Markup, StyledRun
    from .text.safe import one_line, safe
    from .text.sentences import sentences
    from .text.source_map import SourceMap
    from .text.words import words

_HOMES = {
    "articles.fields.agency_names": "short_agency",
    "compare.report.json_form": "from_json to_json",
    "compare.alignment.passages": "rows_for_lead",
    "compare.report.html_report": "to_html",
    "compare.report.markdown_report": "to_markdown",
    "compare.alignment.wording": "WordChange wording",
    "compare.facts.figure_table": "FigureRow figure_rows",
    "compare.facts.name_table": "NameRow name_rows",
    "config": "Section candidates load_settings own_values read_section theme_folder trusted_folders",
    "files.schema": "schema",
    "errors": "AmbiguousArticleError ArchiveError ArticleError BusyError ConfigError IndexDamagedError LibraryError "
    "NoLibraryError SaveError UnknownArticleError YamlError",
    "library.library": "Library",
    "library.library_notes": "NoteFilter",
    "library.recent_visits": "Visit",
    "library.stories.library_stories": "StoryChange",
    "model.article": "Agency Article ArticleRow BODY_LIKE Block DateHint FURNITURE Field PARAGRAPHS Provenance Role "
    "Source Span paragraph_at",
    "model.comparison_result": "Account AgencyShare Aside Cell Comparison Disagreement Event Kind Link Nearest Pair "
    "Quote QuoteLink Related Row Sentence Story StoryDecision Trace",
    "model.note": "Mark Note Placed PlacedNote State Target",
    "model.results": "Complaint Found Hit Progress QueryProblem Refresh SearchPage Skipped",
    "model.settings": "ArticleSettings CompareSettings LibrarySettings NoteKind SearchSettings",
    "notes.anchors.followed": "anchored follow",
    "notes.citation": "Cited cite cite_passage",
    "notes.references.reference": "Passage Reference",
    "notes.references.reference_formats": "REFERENCES references",
    "text.language.calendars": "long_date short_date",
    "text.markdown_article": "drawn_quotation is_table list_levels markup_of shown_text table_bars",
    "text.markdown_inline": "Look Markup StyledRun",
    "text.safe": "one_line safe",
    "text.sentences": "sentences",
    "text.source_map": "SourceMap",
    "text.words": "words",
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}

__all__ = [
    "BODY_LIKE",
    "FURNITURE",
    "PARAGRAPHS",
    "REFERENCES",
    "Account",
    "Agency",
    "AgencyShare",
    "AmbiguousArticleError",
    "ArchiveError",
    "Article",
    "ArticleError",
    "ArticleRow",
    "ArticleSettings",
    "Aside",
    "Block",
    "BusyError",
    "Cell",
    "Cited",
    "CompareSettings",
    "Comparison",
    "Complaint",
    "ConfigError",
    "DateHint",
    "Disagreement",
    "Event",
    "Field",
    "FigureRow",
    "Found",
    "Hit",
    "IndexDamagedError",
    "Kind",
    "Library",
    "LibraryError",
    "LibrarySettings",
    "Link",
    "Look",
    "Mark",
    "Markup",
    "NameRow",
    "Nearest",
    "NoLibraryError",
    "Note",
    "NoteFilter",
    "NoteKind",
    "Pair",
    "Passage",
    "Placed",
    "PlacedNote",
    "Progress",
    "Provenance",
    "QueryProblem",
    "Quote",
    "QuoteLink",
    "Reference",
    "Refresh",
    "Related",
    "Role",
    "Row",
    "SaveError",
    "SearchPage",
    "SearchSettings",
    "Section",
    "Sentence",
    "Skipped",
    "Source",
    "SourceMap",
    "Span",
    "State",
    "Story",
    "StoryChange",
    "StoryDecision",
    "StyledRun",
    "Target",
    "Trace",
    "UnknownArticleError",
    "Visit",
    "WordChange",
    "YamlError",
    "anchored",
    "candidates",
    "cite",
    "cite_passage",
    "drawn_quotation",
    "figure_rows",
    "follow",
    "from_json",
    "is_table",
    "list_levels",
    "load_settings",
    "long_date",
    "markup_of",
    "name_rows",
    "one_line",
    "own_values",
    "paragraph_at",
    "read_section",
    "references",
    "rows_for_lead",
    "safe",
    "schema",
    "sentences",
    "short_agency",
    "short_date",
    "shown_text",
    "table_bars",
    "theme_folder",
    "to_html",
    "to_json",
    "to_markdown",
    "trusted_folders",
    "wording",
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
