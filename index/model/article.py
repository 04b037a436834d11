"""What an article is: its text, the blocks that cover it, and the fields with how each is known.

Does not read files or decide roles: it only names them.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

T = TypeVar("T")
OPENING = 160
"""How many characters of its beginning stand for the headline that an article lacks."""


class Span(NamedTuple):
    """A half-open stretch ``[start, end)`` of code points of one article's text."""

    start: int
    end: int


class Role(StrEnum):
    """What a block is. The list is closed; the furniture roles are those of `FURNITURE`."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    BYLINE = "byline"
    DATELINE = "dateline"
    OUTLET = "outlet"
    DATE = "date"
    BODY = "body"
    HEADING = "heading"
    QUOTE = "quote"
    LIST = "list"
    CAPTION = "caption"
    CREDIT = "credit"
    FRONTMATTER = "frontmatter"
    AD = "ad"
    RELATED = "related"
    COMMENTS = "comments"
    BIO = "bio"
    NAV = "nav"
    SHARE = "share"
    PROMO = "promo"
    LEGAL = "legal"
    TEASER = "teaser"
    DUPLICATE = "duplicate"
    PAGE = "page"

    __hash__ = str.__hash__  # that of an enumeration is a call in Python, and a comparison asks it of every block


FURNITURE: frozenset[Role] = frozenset(
    {
        Role.AD,
        Role.RELATED,
        Role.COMMENTS,
        Role.BIO,
        Role.NAV,
        Role.SHARE,
        Role.PROMO,
        Role.LEGAL,
        Role.TEASER,
        Role.DUPLICATE,
        Role.PAGE,
    }
)
"""Roles that fold on screen when a named rule is sure of them."""

BODY_LIKE: frozenset[Role] = frozenset({Role.BODY, Role.HEADING, Role.SUBTITLE, Role.LIST, Role.QUOTE})
"""Roles that count as words of the article and take part in comparison."""

LONE_ADDRESS: Final = "lone-address"
"""The rule of a line that is the address of a page and nothing else."""

LINK_TARGET: Final = "markdown-link-target"
"""The rule of a line of Markdown that tells where links lead."""

PARAGRAPHS: frozenset[Role] = frozenset({Role.BODY, Role.QUOTE, Role.LIST})
"""Roles that are counted as paragraphs (¶)."""


class Provenance(StrEnum):
    """How a field is known."""

    EXPLICIT = "explicit"
    DERIVED = "derived"
    GUESSED = "guessed"
    USER = "user"


@dataclass(frozen=True, slots=True)
class Block:
    """One stretch of the text with a role.

    ``rule`` names the rule that gave the role (empty for plain structure); ``sure`` is false for a guess,
    which is dimmed and never folded.
    """

    start: int
    end: int
    role: Role
    rule: str = ""
    sure: bool = True

    def __hash__(self) -> int:
        """By where it stands: an article of thousands of blocks is looked up by them all."""
        return hash((self.start, self.end))

    @property
    def span(self) -> Span:
        """Where the block stands in the text."""
        return Span(self.start, self.end)

    @property
    def folded(self) -> bool:
        """Whether the screen folds the block: furniture that a named rule is sure of."""
        return self.sure and self.role in FURNITURE

    @property
    def compared(self) -> bool:
        """Whether the block takes part in comparison."""
        return self.role in BODY_LIKE and not (self.sure and self.role in FURNITURE)


@dataclass(frozen=True, slots=True)
class Field(Generic[T]):
    """A value with how it is known; ``evidence`` is a span of the text or the name of the source that said it.

    An unknown field is ``Field()``: value and provenance are ``None``.
    """

    value: T | None = None
    provenance: Provenance | None = None
    evidence: Span | str | None = None

    def __bool__(self) -> bool:
        """Whether the value is known."""
        return self.value is not None


@dataclass(frozen=True, slots=True)
class Agency(Field[str]):
    """A news agency and what ties the article to it: ``credit``, ``writes-for``, ``cited`` or ``contributed``."""

    relation: str | None = None

    @property
    def credited(self) -> str | None:
        """The agency whose copy the article is or builds on; none where it is only cited (told AFP)."""
        return None if self.relation == "cited" else self.value


@dataclass(frozen=True, slots=True)
class DateHint:
    """A date named in the text that is not the article's own: its span, kind and candidate days (ISO, may be empty)."""

    span: Span
    kind: str
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where an article came from: path relative to the library, member inside a container, reader and encoding.

    ``key`` is the source's own name of it (accession number, URL, Message-ID), ``made_by`` what libraries took part.
    """

    path: str
    reader: str
    member: str = ""
    encoding: str = ""
    key: str = ""
    made_by: str = ""


FIELDS: Final = (
    *("title", "subtitle", "outlet", "author", "agency", "dateline"),
    *("published", "updated", "url", "language", "captured"),
)
"""What is known of an article with its provenance: the attributes of `Article` that are a `Field`."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article. ``text`` is the decoded file, line ends LF, NFC, nothing else; positions count its code points.

    ``blocks`` are ordered, disjoint and cover all of the text but white space. ``hash`` is the blake2b-128 hex digest
    of the text in UTF-8. ``words`` counts the words of body-like blocks. ``published`` and ``updated`` are ISO dates
    that may be partial (``2024-04``). ``captured`` is the ISO time at which the copy was made, ``pages`` where each
    page of paper begins in the text, ``details`` what else the source says, as (where it says it, what).
    """

    id: str
    source: Source
    text: str
    hash: str
    blocks: tuple[Block, ...]
    title: Field[str] = field(default_factory=Field)
    subtitle: Field[str] = field(default_factory=Field)
    outlet: Field[str] = field(default_factory=Field)
    author: Field[str] = field(default_factory=Field)
    agency: Agency = field(default_factory=Agency)
    dateline: Field[str] = field(default_factory=Field)
    published: Field[str] = field(default_factory=Field)
    updated: Field[str] = field(default_factory=Field)
    url: Field[str] = field(default_factory=Field)
    language: Field[str] = field(default_factory=Field)
    captured: Field[str] = field(default_factory=Field)
    pages: tuple[int, ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    tags: tuple[str, ...] = ()
    words: int = 0
    hints: tuple[DateHint, ...] = ()
    problems: tuple[str, ...] = ()

    def __hash__(self) -> int:
        """By its id and its text, which tell it from nearly all others; all else is left to ``==``."""
        return hash((self.id, self.hash))

    @property
    def name(self) -> str:
        """What the article is called: its headline, else the name of its file."""
        return called(self.title.value, self.id)

    @property
    def opening(self) -> str:
        """The first `OPENING` characters of what it tells, on one line; empty when it tells nothing."""
        first = next(self.body(), None)
        return " ".join(self.text[first.start : min(first.end, first.start + OPENING)].split()) if first else ""

    @property
    def paragraphs(self) -> tuple[Span, ...]:
        """Where the paragraphs stand, the first being number 1."""
        return tuple(block.span for block in self.blocks if block.role in PARAGRAPHS)

    def block_at(self, offset: int) -> Block | None:
        """Return the block that holds a position, else the one before it; ``None`` before the first."""
        position = bisect_right(self.blocks, offset, key=lambda block: block.start) - 1
        return self.blocks[position] if position >= 0 else None

    def body(self) -> Iterator[Block]:
        """Yield the blocks that take part in comparison, in order."""
        return (block for block in self.blocks if block.compared)


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """What a list line needs of an article, from the cache; unknown values are ``None``.

    ``copies`` are the ids of other places where the same text stands, ``versions`` those of older versions of its page,
    the oldest first. ``opening`` is how the text begins, of an article without a headline.
    """

    id: str
    title: str | None
    outlet: str | None
    author: str | None
    agency: str | None
    published: str | None
    language: str | None
    tags: tuple[str, ...]
    words: int
    hash: str
    problems: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()
    opening: str = ""

    @property
    def name(self) -> str:
        """What the article is called: its headline, else the name of its file."""
        return called(self.title, self.id)

    @property
    def shown_title(self) -> str:
        """What a list shows: its headline, else how it begins, in quotation marks, else the name of its file."""
        if self.title or not self.opening:
            return self.name
        from .quoting import quoted  # noqa: PLC0415 most articles have a headline

        return quoted(self.opening)


def row_of(article: Article) -> ArticleRow:
    """Return the list row of an article; a guessed field is not shown in a list as if it were known."""
    agency = Field(article.agency.credited, article.agency.provenance)
    title, outlet, author, credited, published, language = (
        None if field.provenance is Provenance.GUESSED else field.value
        for field in (article.title, article.outlet, article.author, agency, article.published, article.language)
    )
    return ArticleRow(
        article.id,
        title,
        outlet,
        author,
        credited,
        published,
        language,
        article.tags,
        article.words,
        article.hash,
        article.problems,
        opening=article.opening if title is None else "",
    )


def covers(text: str, blocks: Iterable[Block]) -> bool:
    """Whether blocks are ordered and disjoint, and cover every character of the text but white space."""
    at = 0
    for block in blocks:
        if not at <= block.start < block.end <= len(text) or text[at : block.start].strip():
            return False
        at = block.end
    return not text[at:].strip()


def called(title: str | None, id: str) -> str:
    """Return what an article of this headline and id is called."""
    return title or id.rpartition("/")[2]


def paragraph_at(paragraphs: Sequence[Span], offset: int) -> int:
    """Return the number, from 1, of the paragraph at ``offset``; 0 when it stands in none."""
    number = bisect_right(paragraphs, offset, key=lambda span: span.start)
    return number if number and offset < paragraphs[number - 1].end else 0


def page_at(pages: Sequence[int], offset: int) -> int:
    """Return the number, from 1, of the page of paper at ``offset``; 0 where there are no pages."""
    return max(1, bisect_right(pages, offset)) if pages else 0
