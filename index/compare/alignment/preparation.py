"""Prepares an article for comparison: its sentences with their words, split once and reused for every pair.

Does not compare; whatever depends on the other account is done elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from itertools import pairwise
from typing import TYPE_CHECKING

from ...model.article import Span
from ...model.comparison_result import Sentence
from ...text.language.inflection import Inflection, inflection
from ...text.language.languages import detect
from ...text.language.lightstem import stem
from ...text.sentences import sentences
from ...text.tokens import Token, joined_form, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from ...model.article import Article


HYPHEN = re.compile(r"[-\u2010\u2011]\n?")
OFTEN = 0.25
"""The share of an account's sentences that contain the words it is about."""
CAPITALS = 0.45
"""The share of capitalised content words from which capitals mean nothing; English news has .1 to .3, German .5."""


class SentenceWording:
    """The wording of a sentence, wherever it is: sentences with the same characters share one, by identity."""

    __slots__ = ("content", "forms", "plain", "start", "words")

    def __init__(self, words: tuple[Token, ...], start: int) -> None:
        self.words, self.start = words, start
        """The words as in the first of these sentences, and where that one starts."""
        self.plain = tuple([word.plain for word in words])
        """The words as a reader sees them, without case and punctuation."""
        self.forms = tuple([word.form for word in words])
        """The stems of all words, in order."""
        self.content: Mapping[str, int] = _counted([word.form for word in words if not word.stop] or self.forms)
        """Stems of the content words with their counts; of all words where there are no content words."""

    def at(self, start: int) -> tuple[Token, ...]:
        """Return the words as in a sentence that starts at ``start``."""
        away = start - self.start
        if not away:
            return self.words
        return tuple([_token((word[0] + away, word[1] + away, *word[2:])) for word in self.words])


_token = partial(tuple.__new__, Token)  # a named tuple's own constructor is several times slower


def _counted(forms: Sequence[str]) -> Mapping[str, int]:
    return Counter(forms) if len(forms) > 1 else dict.fromkeys(forms, 1)


class PreparedSentence:
    """One sentence, with what it says wherever that stands; compared by identity."""

    __slots__ = ("_words", "sentence", "wording")

    def __init__(self, sentence: Sentence, wording: SentenceWording) -> None:
        self.sentence, self.wording = sentence, wording
        self._words: tuple[Token, ...] | None = None

    @property
    def words(self) -> tuple[Token, ...]:
        """Its words where it has them; of a line that stands again and again few are ever asked for."""
        words = self._words
        if words is None:
            self._words = words = self.wording.at(self.sentence.span.start)
        return words

    @property
    def plain(self) -> tuple[str, ...]:
        """The words as a reader sees them, without case and punctuation."""
        return self.wording.plain


@dataclass(frozen=True, eq=False)
class Prepared:
    """An article's comparable sentences with words; compared by identity, as each is cached once."""

    id: str
    text: str
    lines: tuple[PreparedSentence, ...]

    @cached_property
    def wordings(self) -> Mapping[SentenceWording, int]:
        """The wordings of its sentences, with their frequencies: a text may repeat one line over and over."""
        return Counter([line.wording for line in self.lines])

    @cached_property
    def size(self) -> int:
        """The number of words."""
        return sum([len(said.words) * times for said, times in self.wordings.items()])

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The plain forms that occur."""
        return frozenset[str]().union(*[said.plain for said in self.wordings])

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """The number of sentences with each stem of a content word."""
        counts: dict[str, int] = defaultdict(int)
        for said, times in self.wordings.items():
            for form in said.content:
                counts[form] += times
        return counts

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of content words that occur."""
        return frozenset(self.counts)

    @cached_property
    def subjects(self) -> frozenset[str]:
        """The stems of content words in more than `OFTEN` of the sentences: what the account is about."""
        return frozenset(form for form, count in self.counts.items() if count > max(1, OFTEN * len(self.lines)))

    @cached_property
    def names_stand_out(self) -> bool:
        """Whether capitals tell names from other words: not in German, nor where all words or none have one."""
        told = [(word.name, times) for said, times in self.wordings.items() for word in said.words[1:] if not word.stop]
        return sum([times for name, times in told if name]) <= CAPITALS * sum([times for _, times in told])

    @cached_property
    def joints(self) -> frozenset[str]:
        """The concatenations of neighbouring content words."""
        return frozenset(
            joined_form(left.plain, right.plain)
            for said in self.wordings
            for left, right in pairwise(said.words)
            if _may_join(self.text, left, right)
        )


@lru_cache(maxsize=128)
def prepare(article: Article) -> Prepared:
    """Return the prepared body-like, unfolded blocks of an article."""
    return _prepared(article.id, article.text, _sentences(article), article.language.value)


def _sentences(article: Article) -> Iterator[tuple[int, Span]]:
    """Yield the block number and span of each sentence; identical blocks are split once."""
    text, known = article.text, dict[str, tuple[int, tuple[Span, ...]]]()
    for position, block in enumerate(article.blocks):
        if not block.compared:
            continue
        start, end = block.start, block.end
        signs = text[start:end]
        first, found = known.get(signs, (start, None))
        if found is None:
            found = sentences(text, start, end)
            if text[start - 1 : start].isspace():  # the character before a block may affect how it is split
                known[signs] = start, found
        elif not text[start - 1 : start].isspace():
            first, found = start, sentences(text, start, end)
        away = start - first
        for span in found:
            yield position, Span(span.start + away, span.end + away) if away else span


def prepare_spans(identity: str, text: str, spans: Iterable[Span]) -> Prepared:
    """Return a prepared text with sentences that are already known."""
    return _prepared(identity, text, enumerate(spans), None)


def _prepared(identity: str, text: str, spans: Iterable[tuple[int, Span]], language: str | None) -> Prepared:
    known = inflection(language or detect(text))
    lines, said = [], dict[str, SentenceWording]()
    for block, span in spans:
        start, end = span
        signs = "\n" * text[start - 1 : start].isdecimal() + text[start:end]  # digits are read differently after one
        wording = said.get(signs)
        if wording is None:
            words = tokens(text, start, end)
            said[signs] = wording = SentenceWording(_inflected(text, words, known) if known else words, start)
        if wording.words:
            lines.append(PreparedSentence(Sentence(span, block), wording))
    return Prepared(identity, text, tuple(lines))


def _inflected(text: str, words: Iterable[Token], known: Inflection) -> tuple[Token, ...]:
    """Return words with the stems of their language, which unite their inflections."""
    return tuple(
        word._replace(form=known.stem(text[word.start : word.end]), stop=word.stop or word.plain in known.small)
        if word.plain.isalpha()
        else word
        for word in words
    )


def _may_join(text: str, left: Token, right: Token) -> bool:
    """Whether two neighbours may be one word: separated by a hyphen (also at a line end), or at most a space."""
    apart = right.start - left.end
    if apart > 2 or not (left.plain.isalpha() and right.plain.isalpha()):
        return False
    length = len(left.plain) + len(right.plain)
    if apart and HYPHEN.fullmatch(text, left.end, right.start):
        return length > 4
    return apart <= 1 and not left.stop and not right.stop and length > 5


def heal(accounts: Iterable[Prepared]) -> tuple[Prepared, ...]:
    """Join words that one account writes apart and another together (`conf lict`, `well-known`/`wellknown`).

    Needs no dictionary: a joint counts when another account has the joined word.
    """
    accounts = tuple(accounts)
    whole = frozenset(
        joint for one in accounts for other in accounts if one is not other for joint in one.joints & other.vocabulary
    )
    if not whole:
        return accounts
    return tuple(_healed(account, whole & account.joints) for account in accounts)


@lru_cache(maxsize=128)
def _healed(account: Prepared, whole: frozenset[str]) -> Prepared:
    if not whole:
        return account
    said = {one: SentenceWording(join(account.text, one.words, whole), one.start) for one in account.wordings}
    lines = ((line.sentence, said[line.wording]) for line in account.lines)
    return Prepared(account.id, account.text, tuple([PreparedSentence(one, wording) for one, wording in lines]))


def rejoined(
    text_a: str, words_a: Sequence[Token], text_b: str, words_b: Sequence[Token]
) -> tuple[Sequence[Token], Sequence[Token]]:
    """Return the words of two passages; those written together in one are joined in the other."""
    whole_a, whole_b = ({word.plain for word in words} for words in (words_a, words_b))
    return join(text_a, words_a, whole_b - whole_a), join(text_b, words_b, whole_a - whole_b)


def join(text: str, words: Sequence[Token], whole: AbstractSet[str]) -> tuple[Token, ...]:
    """Return words with neighbours joined where that gives one of ``whole``."""
    out: list[Token] = []
    for word in words:
        if out and _may_join(text, out[-1], word) and joined_form(out[-1].plain, word.plain) in whole:
            left = out.pop()
            joined = joined_form(left.plain, word.plain)
            out.append(Token(left.start, word.end, joined, stem(joined), stop=False, name=left.name))
        else:
            out.append(word)
    return tuple(out)
