"""What a comparison says: sentences, links, rows, quotations, names, quantities, disagreements and stories.

Every value carries its evidence as spans of the articles' texts. Does not compute anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .article import Span


class Kind(StrEnum):
    """How alike two passages are, closest first. ``similar`` is similar wording, never the same claim."""

    VERBATIM = "verbatim"
    EDITED = "edited"
    PARTIAL = "partial"
    SIMILAR = "similar"
    UNIQUE = "unique"

    __hash__ = str.__hash__


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of one article; ``block`` is the position of its block in ``Article.blocks``."""

    span: Span
    block: int


@dataclass(frozen=True, slots=True)
class Tile:
    """A run of words shared by two texts: its span in each, its length in words, its weight in idf units."""

    a: Span
    b: Span
    words: int
    mass: float


@dataclass(frozen=True, slots=True)
class Link:
    """Two aligned sentences, as positions in the sentence lists of the two articles.

    ``score`` is 0…1; ``cover_a`` and ``cover_b`` are the shares of each sentence's weight that the other explains;
    ``moved`` says the link stands outside the longest common order of the pair.
    """

    a: int
    b: int
    kind: Kind
    score: float
    cover_a: float
    cover_b: float
    moved: bool
    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """All that links two articles; ``shared_a`` is the fraction (0…1) of a's words that stand in b, and back.

    ``affinity`` (0…1) says how much the two tell of the same things; ``strangers`` that it is next to nothing, and that
    they have no passage in common; ``cut`` names what both have too much of for each to be held against each.
    """

    a: str
    b: str
    shared_a: float
    shared_b: float
    links: tuple[Link, ...]
    affinity: float = 0.0
    strangers: bool = False
    cut: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One account's part of a row: the spans of its sentences, how they relate to the row's head, whether moved."""

    spans: tuple[Span, ...]
    kind: Kind
    moved: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One passage across the accounts, a cell per account in the order shown; ``None`` where it is absent.

    ``head`` is the position of the cell to which the kinds of the others relate.
    """

    cells: tuple[Cell | None, ...]
    head: int = 0

    @property
    def teller(self) -> int:
        """The position of the only account that has this row, -1 when several do."""
        told = [place for place, cell in enumerate(self.cells) if cell is not None]
        return told[0] if len(told) == 1 else -1


@dataclass(frozen=True, slots=True)
class Quote:
    """A direct quotation: its span inside the marks, who speaks and how that is known.

    ``speaker`` is the merged name or ``None``; ``speaker_span`` and ``cue`` are evidence in the text; ``rule`` names
    the rule that found the speaker; ``certain`` is false for a guess.
    """

    article: str
    span: Span
    speaker: str | None
    speaker_span: Span | None
    cue: Span | None
    rule: str
    certain: bool


@dataclass(frozen=True, slots=True)
class QuoteLink:
    """The same quotation in two accounts, as positions in the comparison's quotes.

    ``wording`` is ``same``, ``cut`` or ``changed``; ``speaker`` is ``same``, ``differs`` or ``unknown``.
    """

    a: int
    b: int
    wording: str
    speaker: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as it stands in one article."""

    article: str
    span: Span
    name: str


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, place or body: the fullest name, its spellings, and its mentions.

    ``kind`` is ``person``, ``place``, ``body`` or empty when the text does not tell.
    """

    name: str
    variants: tuple[str, ...]
    mentions: tuple[Mention, ...]
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit (``hour``, ``USD``, ``%``, … or ``""``), the value with magnitudes multiplied out."""

    article: str
    span: Span
    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two spans that do not agree: ``kind`` is ``number date name role speaker wording``.

    ``why`` are the words of both sides.

    ``tier`` is ``content`` for what is worth a reader's time, ``form`` for wordings that only look different.
    """

    kind: str
    a_article: str
    a: Span
    b_article: str
    b: Span
    why: str
    tier: str = "content"


@dataclass(frozen=True, slots=True)
class AgencyShare:
    """Agency copy as stated in the article and as computed from the shared words.

    ``computed`` names the agency credited by the account that shares ``share`` (0…1) of this article's words;
    ``source`` is that account's id. ``cited`` is an agency that the text only refers to; ``relation`` is that of
    ``Agency``.
    """

    stated: str | None
    computed: str | None = None
    share: float = 0.0
    source: str | None = None
    cited: str | None = None
    relation: str | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """One compared article: what a reader needs to know of it, the text's hash, and its sentences."""

    id: str
    title: str | None
    outlet: str | None
    published: str | None
    hash: str
    agency: AgencyShare
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Aside:
    """An article left out of a comparison, with the reason in a phrase."""

    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The whole comparison. ``accounts`` stand in the order shown; everything is computed in id order.

    ``aside`` are left out; ``notices`` are shown although they tell of another event, with the reason. ``limits`` are
    sentences that say where there was so much of one kind that not each was held against each.
    """

    version: int
    accounts: tuple[Account, ...]
    aside: tuple[Aside, ...]
    rows: tuple[Row, ...]
    pairs: tuple[Pair, ...]
    quotes: tuple[Quote, ...]
    quote_links: tuple[QuoteLink, ...]
    entities: tuple[Entity, ...]
    quantities: tuple[Quantity, ...]
    disagreements: tuple[Disagreement, ...]
    notices: tuple[Aside, ...] = ()
    limits: tuple[str, ...] = ()

    @property
    def letters(self) -> dict[str, str]:
        """The letter of each account by its id."""
        return {account.id: letter(place) for place, account in enumerate(self.accounts)}


def letter(place: int) -> str:
    """Return the letter of the account at a position, counted from 0: A to Z, then A2 and on."""
    return chr(ord("A") + place % 26) + (str(place // 26 + 1) if place >= 26 else "")


@dataclass(frozen=True, slots=True)
class Event:
    """Articles of one story about one occurrence, and why they stand together or apart."""

    articles: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Story:
    """Articles about one matter; ``id`` is the smallest article id in it, ``label`` words that set it apart.

    ``shared`` is the fraction (0…1) of its accounts' passages, by their fingerprints, that stand word for word in
    another account of it too; ``None`` where it is unknown. ``decided`` tells that the reader joined or parted it.
    """

    id: str
    label: str
    articles: tuple[str, ...]
    events: tuple[Event, ...]
    shared: float | None = None
    decided: bool = False


@dataclass(frozen=True, slots=True)
class StoryDecision:
    """What the reader decided: ``articles`` tell one story; or, with ``apart_from``, none of a story with those."""

    articles: tuple[str, ...]
    apart_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """A place in the library that shares a passage: article, span, how alike, score 0…1.

    ``common`` says that the passage is boilerplate, found in more articles than tell of one thing.
    """

    id: str
    span: Span
    kind: Kind
    score: float
    common: bool = False


@dataclass(frozen=True, slots=True)
class Nearest:
    """The account nearest to an article, and a sentence why it is."""

    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Related:
    """A sentence of an article, in the block of that number, that the account ``id`` tells as well, at ``there``."""

    id: str
    block: int
    here: Span
    there: Span
    kind: Kind
    score: float


@dataclass(frozen=True, slots=True)
class CorpusFrequencies:
    """How many of ``documents`` articles hold each stem; handed to the comparison by the cache."""

    documents: int
    counts: Mapping[str, int]
