"""Names in articles: every mention, and the entities that mentions across articles merge into.

Does not know who speaks, and does not guess names in lines where every word is capitalised.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ...model.article import Role, Span
from ...model.comparison_result import Entity, Mention
from ...text.capitals import CAPITALS
from ...text.language.language_lexicon import LanguageLexicon, lexicon
from ...text.repeated_stretches import holding
from .entities import merge
from .gazetteer import DEMONYMS, PLACES
from .name_words import (
    BODIES,
    FAMILY_FIRST,
    HONORIFICS,
    NO_NAMES,
    NOT_ALONE,
    PARTICLES,
    ROLE_OBJECTS,
    ROLES,
    SURNAMES_TOO,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...model.article import Article

_TITLES = r"(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Capt|Sgt|Prof|Rev|Adm|St|Sra|Dra|Sig|[A-Z])\."
_WORD = (
    rf"(?:(?:[A-Z]\.){{2,}}|{_TITLES}"
    rf"|[{CAPITALS}]\w*(?:['’&/][^\W_]\w*|[-–](?![A-Z]\.)[^\W_]\w*)*)"
)
_INSIDE = "|".join(["de l[ao]s?", "v[ao]n de[rn]?", "von und zu", *sorted(PARTICLES)])
_ARTICLE = rf"(?:[ae]l|a[dnrstz]|ul)-[{CAPITALS}]\w*"
"""An Arabic article with its word, inside a name: Bashar al-Assad."""

_OF_ENGLISH = rf"(?:of(?: the)?|for|{_INSIDE})"
_OF_NOUNS = r"(?:van(?: de[rn]?)?|von(?: der)?|von und zu|zu)"
"""Where every noun has a capital, "der" is between nouns as often as inside a name."""


@cache
def _phrases(joining: str) -> re.Pattern[str]:
    """Return the pattern of consecutive capitalised words, with ``joining`` small ones between them."""
    return re.compile(rf"(?<![\w'’]){_WORD}(?:\s(?:{_ARTICLE}|(?:{joining}\s)?{_WORD}))*")


WORD = re.compile(r"\S+")
ROLE_BEFORE = re.compile(rf"\b((?![{CAPITALS}])[^\W\d_][\w-]+),? $")
READ = frozenset({Role.BODY, Role.SUBTITLE, Role.LIST, Role.QUOTE, Role.CAPTION, Role.HEADING})
COUNTRY_LETTERS = frozenset(["u.s.", "us", "u.k.", "uk", "u.n.", "un", "e.u.", "eu"])
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
HYPHEN = re.compile("[-–]")
PARTY = re.compile(r"[RDI]-[A-Z][\w.]*")
LOWER_PART = re.compile(r"[-–][a-z]\w*$")
MOST_WORDS = 14
CONNECTING = frozenset(["of", "for", "the"])
JOINING = CONNECTING | PARTICLES


class Shape(NamedTuple):
    """A name in a phrase: its place there, its words, and whether the phrase gives it a title."""

    start: int
    end: int
    words: tuple[str, ...]
    titled: bool


class NameMention(NamedTuple):
    """A name as written: its span, its words, whether a title precedes it, whether it starts a sentence."""

    span: Span
    words: tuple[str, ...]
    titled: bool
    first: bool


def names(articles: Sequence[Article]) -> tuple[Entity, ...]:
    """Return the entities named in the articles, most mentioned first.

    An entity unites the spellings of one name (``Antony J. Blinken``, ``Anthony Blinken``, ``Mr. Blinken``); a lone
    family name joins the fullest name it fits. Names that only share a part stay separate.
    """
    mentions = [(article.id, found) for article in articles for found in found_names(article)]
    groups = merge([(article, found.words, found.titled, found.first) for article, found in mentions])
    entities = []
    for name, kind, members in groups:
        gathered = tuple(
            Mention(mentions[at][0], mentions[at][1].span, " ".join(mentions[at][1].words)) for at in members
        )
        variants = sorted({mention.name for mention in gathered}, key=lambda variant: (-len(variant), variant))
        entities.append(Entity(name, tuple(variants), gathered, kind))
    return tuple(sorted(entities, key=lambda entity: (-len(entity.mentions), entity.name)))


def found_names(article: Article) -> Iterator[NameMention]:
    """Yield the names in the unfolded text of the article, in order; headline-cased lines are skipped.

    A word at the start of a sentence is a name only if the language's possible first words are known; where every noun
    has a capital, a name has two words, or stands for one that has.
    """
    words = lexicon_of(article)
    if words is not None and words.unspaced:
        return
    if words is None or not words.capital_nouns:
        yield from _mentions(article, words)
        return
    kept = list(_mentions(article, words))
    full = {mention.words[-1] for mention in kept if len(mention.words) > 1}
    yield from (mention for mention in kept if len(mention.words) > 1 or mention.words[0] in full)


def _mentions(article: Article, lexicon: LanguageLexicon | None) -> Iterator[NameMention]:
    """Yield the names in the lines of the unfolded text."""
    phrases, text = _phrases(_joining(lexicon)), article.text
    read = ((block.start, block.end) for block in article.blocks if block.role in READ and not block.folded)
    for begin, stop in holding(phrases, text, read):
        for start, end in _lines(text, begin, stop):
            yield from _in_line(text, start, end, phrases, lexicon)


def lexicon_of(article: Article) -> LanguageLexicon | None:
    """Return the lexicon of the article's language; an unknown one is read as English, whose cues fit no other."""
    return lexicon(article.language.value or "en")


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for line in text[start:end].split("\n"):
        if not _headline(line):
            yield at, at + len(line)
        at += len(line) + 1


def _headline(line: str) -> bool:
    """Return whether the line is in headline case, where capitals say nothing about names."""
    if not 14 <= len(line) <= 160 or line.rstrip().endswith((".", "”", '"', "?", "!")):  # three words of four letters
        return False
    words = [word for word in line.split() if len(word) > 3 and word[0].isalpha()]
    return len(words) >= 3 and sum(word[0].isupper() for word in words) > 0.85 * len(words)


def _joining(lexicon: LanguageLexicon | None) -> str:
    """Return the pattern of the small words allowed inside a name."""
    if lexicon is not None and (lexicon.english or lexicon.capital_nouns):
        return _OF_ENGLISH if lexicon.english else _OF_NOUNS
    return rf"(?:{_INSIDE})"


def _in_line(
    text: str, start: int, end: int, phrases: re.Pattern[str], lexicon: LanguageLexicon | None
) -> Iterator[NameMention]:
    for match in phrases.finditer(text, start, end):
        at = match.start()
        before = text[max(start, at - 24) : at]
        bare = before.rstrip(" \"“‘'(—–-«»„")
        first = not bare or bare[-1] in ".!?:…”"
        for shape in _shapes(match[0], lexicon):
            titled = shape.titled or (shape.start == 0 and _titled_by(before, lexicon))
            begins = first and shape.start == 0
            if lexicon is not None or not begins:
                yield NameMention(Span(at + shape.start, at + shape.end), shape.words, titled, begins)


@lru_cache(maxsize=20_000)
def _shapes(phrase: str, lexicon: LanguageLexicon | None) -> tuple[Shape, ...]:
    """Return the names in a capitalised phrase, regardless of its context."""
    if phrase.count(" ") > MOST_WORDS:
        return ()  # capitals for emphasis, or a list: no name is so long
    found = (_name(piece, lexicon) for piece in _pieces(phrase))
    return tuple(shape for shape in found if shape is not None)


def _pieces(phrase: str) -> Iterator[list[tuple[int, str]]]:
    """Split a phrase into names: after possessives, at hyphens of country pairs, before "of Nevada" and "of the"."""
    piece: list[tuple[int, str]] = []
    words = [(word.start(), word[0]) for word in WORD.finditer(phrase)]
    for number, (start, form) in enumerate(words):
        pair = _country_pair(start, form)
        if pair or PARTY.fullmatch(form) or LOWER_PART.search(form) or _parts_from(form, words, number):
            yield piece
            piece = []
            yield from pair
            continue
        possessive = form[-2:] in {"’s", "'s"}
        piece.append((start, form[:-2] if possessive else form))
        if possessive:
            met = len(piece) == 2 and piece[1][1] in PLACES and piece[0][1].lower() in FAMILY_FIRST
            yield from ([word] for word in piece) if met else [piece]  # "discussed with Xi China’s …"
            piece = []
    yield piece


def _country_pair(start: int, form: str) -> list[list[tuple[int, str]]]:
    """Return the names of a pair such as "Russia-Ukraine", each with its place; none if it is no pair."""
    parts = HYPHEN.split(form)
    pair = len(parts) > 1 and form not in PLACES and all(part in DEMONYMS or part in PLACES for part in parts)
    return [[(start + form.index(part), part)] for part in parts] if pair else []


def _parts_from(form: str, words: list[tuple[int, str]], number: int) -> bool:
    """Return whether an "of" separates two names: "Harry Reid of Nevada", "Kansas City of the National Association"."""
    if form != "of" or not 0 < number < len(words) - 1:
        return False
    before, after = words[number - 1][1].lower(), words[number + 1][1]
    whole = before in BODIES or before in ROLES or (before in ROLE_OBJECTS and after != "the")
    place = " ".join(word for _, word in words[number + 1 :])
    return not whole and (after == "the" or (number > 1 and place in PLACES))


def _name(words: list[tuple[int, str]], lexicon: LanguageLexicon | None) -> Shape | None:
    """Return the name without starters, titles and dangling words, if any is left."""
    words = _trimmed(words, lexicon)
    if len(words) == 2 and words[0][1].endswith("ing") and words[1][1] in PLACES and words[0][1] not in PLACES:
        words = words[1:]  # "Fueling Russia’s …"
    lows = [word.lower().strip(".,") for _, word in words]
    cut = _title_length(lows, [word for _, word in words], lexicon)
    titled = 0 < cut < len(words)
    if titled:
        words = _trimmed(words[cut:], lexicon)
    forms = tuple(word for _, word in words)
    if not forms or _is_no_name(forms):
        return None
    if len(forms[0]) > 3 and forms[0].isupper() and " ".join(forms).title() in PLACES:
        forms = tuple(form.title() for form in forms)
    return Shape(words[0][0], words[-1][0] + len(words[-1][1]), forms, titled)


def _is_no_name(forms: tuple[str, ...]) -> bool:
    """Whether the words are in capitals for emphasis, a lone letter or form of address, or a people."""
    if len(forms) == 1 and (len(forms[0]) < 2 or forms[0].lower().strip(".") in HONORIFICS | NOT_ALONE):
        return True
    shouted = len(forms) > 1 and all(len(form) > 3 and form.isupper() for form in forms)
    return shouted or " ".join(forms) in DEMONYMS


def _trimmed(words: list[tuple[int, str]], lexicon: LanguageLexicon | None) -> list[tuple[int, str]]:
    while words and (_opens(words[0][1].lower(), lexicon) or words[0][1] in JOINING):
        words = words[1:]
    while words and (_opens(words[-1][1].lower(), lexicon) or words[-1][1].lower() in JOINING):
        words = words[:-1]
    return words


def _opens(low: str, lexicon: LanguageLexicon | None) -> bool:
    """Return whether the word may be capitalised without being a name."""
    known = low in NO_NAMES or (lexicon is not None and (low in lexicon.starters or low in lexicon.times))
    return known or (lexicon is not None and not lexicon.english and lexicon.classes.get(low) == "V")


def _titled_by(before: str, lexicon: LanguageLexicon | None) -> bool:
    role = ROLE_BEFORE.search(before)
    return role is not None and _is_role(role[1], lexicon)


def _is_role(low: str, lexicon: LanguageLexicon | None) -> bool:
    if lexicon is None or lexicon.english:
        return low in ROLES
    return lexicon.is_role(low)


def _is_office(lows: list[str], at: int, cut: int, lexicon: LanguageLexicon | None) -> bool:
    """Whether the word at ``at`` is an office, or continues the title made of the ``cut`` words before it."""
    low = lows[at]
    if _is_role(low, lexicon) and (not at or low not in SURNAMES_TOO):
        return True
    if lexicon is not None and at == cut < len(lows) - 1 and low in lexicon.words("office"):
        return True
    return 0 < cut == at and (low in CONNECTING or (low in ROLE_OBJECTS and not CONNECTING.isdisjoint(lows[:at])))


def _title_length(lows: list[str], forms: list[str], lexicon: LanguageLexicon | None) -> int:
    """Return the number of leading words that are a title: four in ``U.S. Secretary of State Antony Blinken``."""
    cut = 0
    for at in range(len(lows)):
        if _is_office(lows, at, cut, lexicon):
            cut = at + 1
    named = [low for low in lows[cut:] if low not in SUFFIXES]
    if cut and named and named[-1] not in BODIES:
        return cut
    if len(forms) > 2 and forms[0].lower() in COUNTRY_LETTERS and lows[-1] in BODIES:
        return 1  # US State Department is the State Department
    return len(forms) if cut == len(forms) else 0
