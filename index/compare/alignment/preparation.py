"""Makes an article ready to be compared: its sentences with their words, cut once and kept for every pair.

Refuses to compare; whatever depends on the other account is done elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from ...model.comparison_result import Sentence
from ...text.language.inflection import Inflection, inflection
from ...text.language.languages import detect
from ...text.language.lightstem import stem
from ...text.sentences import sentences
from ...text.tokens import Token, joined_form, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from ...model.article import Article, Span


HYPHEN = re.compile(r"[-\u2010\u2011]\n?")
OFTEN = 0.25
"""Share of the sentences of an account in which the words stand that it is about."""
CAPITALS = 0.45
"""Share of content words with a capital from which capitals tell nothing; English news has .1 to .3, German .5."""


@dataclass(frozen=True, eq=False)
class PreparedSentence:
    """One sentence with its words. Cached parts are derived from ``words`` alone."""

    sentence: Sentence
    words: tuple[Token, ...]

    @cached_property
    def plain(self) -> tuple[str, ...]:
        """The words as a reader sees them, without case and punctuation."""
        return tuple(word.plain for word in self.words)

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """The stems of all words, in order."""
        return tuple(word.form for word in self.words)

    @cached_property
    def content(self) -> Mapping[str, int]:
        """Stems of the content words with their counts; of all words where there are no content words."""
        return Counter([word.form for word in self.words if not word.stop] or self.forms)


@dataclass(frozen=True, eq=False)
class Prepared:
    """An article's sentences that have words and take part in comparison; compared by identity, as it is kept once."""

    id: str
    text: str
    lines: tuple[PreparedSentence, ...]

    @cached_property
    def size(self) -> int:
        """Number of words."""
        return sum(len(line.words) for line in self.lines)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The plain forms that occur."""
        return frozenset(word.plain for line in self.lines for word in line.words)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of content words that occur."""
        return frozenset(form for line in self.lines for form in line.content)

    @cached_property
    def subjects(self) -> frozenset[str]:
        """The stems of content words that stand in more than `OFTEN` of the sentences: what the account is about."""
        counts = Counter(form for line in self.lines for form in line.content)
        return frozenset(form for form, count in counts.items() if count > max(1, OFTEN * len(self.lines)))

    @cached_property
    def names_stand_out(self) -> bool:
        """Whether capitals tell names from other words: not in German, nor where every word or none has one."""
        capitals = [word.name for line in self.lines for word in line.words[1:] if not word.stop]
        return sum(capitals) <= CAPITALS * len(capitals)

    @cached_property
    def joints(self) -> frozenset[str]:
        """What neighbouring content words would be if written as one word."""
        return frozenset(
            joined_form(left.plain, right.plain)
            for line in self.lines
            for left, right in zip(line.words, line.words[1:], strict=False)
            if _may_join(self.text, left, right)
        )


@lru_cache(maxsize=128)
def prepare(article: Article) -> Prepared:
    """Return the prepared body-like, unfolded blocks of an article."""
    spans = (
        (position, span)
        for position, block in enumerate(article.blocks)
        if block.compared
        for span in sentences(article.text, block.start, block.end)
    )
    return _prepared(article.id, article.text, spans, article.language.value)


def prepare_spans(identity: str, text: str, spans: Iterable[Span]) -> Prepared:
    """Return a text prepared with sentences that are already known."""
    return _prepared(identity, text, enumerate(spans), None)


def _prepared(identity: str, text: str, spans: Iterable[tuple[int, Span]], language: str | None) -> Prepared:
    known = inflection(language or detect(text))
    lines = []
    for block, span in spans:
        words = tokens(text, span.start, span.end)
        lines.append(PreparedSentence(Sentence(span, block), _inflected(text, words, known) if known else words))
    return Prepared(identity, text, tuple(line for line in lines if line.words))


def _inflected(text: str, words: Iterable[Token], known: Inflection) -> tuple[Token, ...]:
    """Return words with the stems of their language, by which their inflections are one word."""
    return tuple(
        word._replace(form=known.stem(text[word.start : word.end]), stop=word.stop or word.plain in known.small)
        if word.plain.isalpha()
        else word
        for word in words
    )


def _may_join(text: str, left: Token, right: Token) -> bool:
    """Whether two neighbours may be one word: a hyphen parts them (at a line's end too), or at most a blank."""
    apart = right.start - left.end
    if apart > 2 or not (left.plain.isalpha() and right.plain.isalpha()):
        return False
    length = len(left.plain) + len(right.plain)
    if apart and HYPHEN.fullmatch(text, left.end, right.start):
        return length > 4
    return apart <= 1 and not left.stop and not right.stop and length > 5


def heal(accounts: Iterable[Prepared]) -> tuple[Prepared, ...]:
    """Join words that one account writes apart and another together (`conf lict`, `well-known`/`wellknown`).

    No dictionary is asked: a joint counts when another account has the joined word.
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
    lines = tuple(PreparedSentence(line.sentence, join(account.text, line.words, whole)) for line in account.lines)
    return Prepared(account.id, account.text, lines)


def rejoined(
    text_a: str, words_a: Sequence[Token], text_b: str, words_b: Sequence[Token]
) -> tuple[Sequence[Token], Sequence[Token]]:
    """Return the words of two passages, those joined that one writes apart and the other together."""
    whole_a, whole_b = ({word.plain for word in words} for words in (words_a, words_b))
    return join(text_a, words_a, whole_b - whole_a), join(text_b, words_b, whole_a - whole_b)


def join(text: str, words: Sequence[Token], whole: AbstractSet[str]) -> tuple[Token, ...]:
    """Return words with neighbours made one where that gives one of ``whole``."""
    out: list[Token] = []
    for word in words:
        if out and _may_join(text, out[-1], word) and joined_form(out[-1].plain, word.plain) in whole:
            left = out.pop()
            joined = joined_form(left.plain, word.plain)
            out.append(Token(left.start, word.end, joined, stem(joined), stop=False, name=left.name))
        else:
            out.append(word)
    return tuple(out)
