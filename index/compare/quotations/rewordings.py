"""How a quotation's wording differs between two accounts: what was altered, and whether that is its content.

Only the stretch that both accounts quote is compared: each may start and end anywhere. Does not link quotations or say
which account is right.
"""

from __future__ import annotations

import re
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.fuzz import ratio

from ...model.article import Span
from ...text.language.lightstem import stem
from ...text.tokens import tokens
from .longest_runs import longest_runs
from .spoken_words import spoken_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ...text.tokens import Token
    from .spoken_words import SpokenWords


CONTRACTIONS = re.compile(r"(?P<base>.+?)(?P<short>n't|'(?:re|ve|ll|m|d|s))$")
LONG = {"n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'m": "am", "'d": "would", "'s": ""}
ONE = {"one": "1"}
APOSTROPHES = ("'", "’", "‘")
IRREGULAR = {"can't": "can", "won't": "will", "shan't": "shall", "ain't": "is", "cannot": "can"}
BRACKETS = re.compile(r"[\[(][^\])\n]{0,120}[\])]")
ELLIPSIS = re.compile(r"\.\s?\.\s?\.|…|\*\s?\*\s?\*")
STOP = re.compile(r"[.!?]['\"”’)\]]*\s")

CONTENT, FORM = "content", "form"
NOTHING = "–"
"""Stands in `Rewording.said` where one account has no words for the other's."""
EDGE = 8
"""The most words before or after the common stretch that count as one alteration, if both accounts have some."""
SPELT = 60
"""The similarity, of 100, from which two words in one place are spellings of one (Gadhafi, Qaddafi)."""
ISLAND = 2
"""The most function words between two alterations that do not count as kept."""
SHARED = 0.45
"""The least share of the shorter quotation's words that are the same; with less, these are two utterances."""
TELLING = 2
"""The least number of content words that are the same."""


class Spoken(NamedTuple):
    """A word of a quotation: its span in the text, its stem, its plain form, and what it can alter.

    ``weight`` is ``negation``, ``content``, or empty for a function word; ``own`` is false for an editor's words,
    ``name`` true for a capitalised word, ``filler`` for what desks drop; ``group`` is the number of its group of small
    words that contradict each other, -1 for none.
    """

    span: tuple[int, int]
    form: str
    plain: str
    weight: str
    own: bool
    name: bool
    filler: bool
    group: int


class WordBlock(NamedTuple):
    """Words ``[a, a_end)`` of one quotation in place of ``[b, b_end)`` of the other: equal ones, or altered."""

    a: int
    a_end: int
    b: int
    b_end: int


class Utterance:
    """The words of the quotation at ``span``, contractions split, in a language (ISO 639-1)."""

    __slots__ = ("forms", "text", "words")

    def __init__(self, text: str, span: Span, language: str = "en") -> None:
        self.text = text
        self.words = _spoken(text, span, spoken_words(language))
        self.forms = [word.form for word in self.words]


class Rewording:
    """The stretch that two quotations have in common, and how its wordings differ: what is altered is read when asked.

    ``same`` counts the words they have in common, ``share`` is their share of the shorter quotation; ``a`` and ``b``
    are the common stretch in each text.
    """

    def __init__(self, one: Utterance, other: Utterance, blocks: Sequence[WordBlock], share: float) -> None:
        self._one, self._other, self._blocks = one, other, blocks
        self.same, self.share = _size(blocks), share
        first, last, a, b = blocks[0], blocks[-1], one.words, other.words
        self.a = Span(a[first.a].span[0], a[last.a_end - 1].span[1])
        self.b = Span(b[first.b].span[0], b[last.b_end - 1].span[1])

    @cached_property
    def _gaps(self) -> list[WordBlock]:
        one, other = self._one, self._other
        edges = _edges(one.words, other.words, self._blocks, one.text, other.text)
        return sorted([*_inner(self._blocks), *edges])

    @cached_property
    def _altered(self) -> list[WordBlock]:
        one, other = self._one, self._other
        return [gap for gap in self._gaps if _alters(gap, one.words, other.words, one.text, other.text)]

    @property
    def tier(self) -> str:
        """Whether they differ in ``content`` or in ``form``."""
        return CONTENT if self._altered else FORM

    @cached_property
    def said(self) -> tuple[tuple[str, str], ...]:
        """The two sides of every alteration of that tier; none where each account only begins or ends elsewhere."""
        text_a, a, text_b, b = self._one.text, self._one.words, self._other.text, self._other.words
        shown = self._altered or sorted([*self._gaps, *_respelt(self._blocks, a, b)])
        return tuple(_said(_trimmed(gap, a, b), a, b, text_a, text_b) for gap in shown)


def rewording(one: Utterance, other: Utterance) -> Rewording | None:
    """Return how the common stretch of two quotations was reworded, ``None`` if they have too little in common."""
    blocks = _common(one, other)
    share = _size(blocks) / min(len(one.words), len(other.words)) if blocks else 0.0
    if share < SHARED:
        return None
    kept = (word for block in blocks for word in one.words[block.a : block.a_end])
    return Rewording(one, other, blocks, share) if len({word.form for word in kept if word.weight}) >= TELLING else None


def _size(blocks: Iterable[WordBlock]) -> int:
    return sum([block.a_end - block.a for block in blocks])


def _spoken(text: str, span: Span, words: SpokenWords) -> list[Spoken]:
    """Return the words of a quotation, contractions split."""
    brackets = [match.span() for match in BRACKETS.finditer(text, span.start, span.end)]
    found = []
    for word in tokens(text, span.start, span.end):
        own = not any(start <= word.start < end for start, end in brackets)
        for plain, form, stop in _parts(text, word, words):
            weight = "" if stop or plain in words.fillers else "content"
            found.append(
                Spoken(
                    (word.start, word.end),
                    form,
                    plain,
                    "negation" if plain in words.negations else weight,
                    own,
                    word.name,
                    plain in words.fillers,
                    words.opposed.get(plain, -1),
                )
            )
    return found


def _parts(text: str, word: Token, words: SpokenWords) -> Iterator[tuple[str, str, bool]]:
    """Yield plain form, stem and whether a function word: both words of a contraction, a clipped one in full."""
    if words.inflection is not None and word.plain.isalpha():
        known = words.inflection
        yield word.plain, known.stem(text[word.start : word.end]), word.stop or word.plain in known.small
        return
    plain, form = ONE.get(word.plain, word.plain), ONE.get(word.plain, word.form)
    if plain in words.clipped and text[word.start - 1 : word.start] in APOSTROPHES:
        plain = words.clipped[plain]
        form = stem(plain)
    short = CONTRACTIONS.match(plain)
    base = IRREGULAR.get(plain) or (short["base"] if short else "")
    if not base:
        yield plain, form, word.stop
        return
    yield base, stem(base), word.stop or not plain.endswith("'s")
    rest = "not" if plain == "cannot" else LONG[short["short"]] if short else ""
    if rest:
        yield rest, stem(rest), True


def _common(a: Utterance, b: Utterance) -> list[WordBlock]:
    """Return the blocks of equal words, longest found first, from the first to the last that is more than a few words.

    One or two function words between two alterations do not count as kept.
    """
    return [
        WordBlock(at, at + size, there, there + size)
        for at, there, size in longest_runs(a.forms, b.forms)
        if size > ISLAND or any(word.weight for word in a.words[at : at + size])
    ]


def _inner(blocks: Sequence[WordBlock]) -> Iterator[WordBlock]:
    for one, other in pairwise(blocks):
        yield WordBlock(one.a_end, other.a, one.b_end, other.b)


def _respelt(blocks: Sequence[WordBlock], a: Sequence[Spoken], b: Sequence[Spoken]) -> Iterator[WordBlock]:
    """Yield the words that are equal but for their ending."""
    for block in blocks:
        for at, there in zip(range(block.a, block.a_end), range(block.b, block.b_end), strict=True):
            if a[at].plain != b[there].plain:
                yield WordBlock(at, at + 1, there, there + 1)


def _edges(
    a: Sequence[Spoken], b: Sequence[Spoken], blocks: Sequence[WordBlock], text_a: str, text_b: str
) -> Iterator[WordBlock]:
    """Yield what is before and after the common stretch, if both accounts have words of that sentence."""
    first, last = blocks[0], blocks[-1]
    before = WordBlock(_sentence_start(a, first.a, text_a), first.a, _sentence_start(b, first.b, text_b), first.b)
    after = WordBlock(
        last.a_end, _sentence_end(a, last.a_end, text_a), last.b_end, _sentence_end(b, last.b_end, text_b)
    )
    yield from filter(None, (_edge(before, a, b, -1), _edge(after, a, b, 1)))


def _edge(gap: WordBlock, a: Sequence[Spoken], b: Sequence[Spoken], step: int) -> WordBlock | None:
    """Return what both have at an edge, the longer cut to the shorter; ``None`` if one only continues."""
    one, other = a[gap.a : gap.a_end][::step], b[gap.b : gap.b_end][::step]
    left, right = ([word.form for word in side if not word.filler] for side in (one, other))
    if left[: len(right)] == right[: len(left)] or _stands_in(one, b) or _stands_in(other, a):
        return None
    most = max(len(one), len(other))
    most = most if most <= EDGE else min(len(one), len(other), EDGE)
    if step > 0:
        return WordBlock(gap.a, min(gap.a + most, gap.a_end), gap.b, min(gap.b + most, gap.b_end))
    return WordBlock(max(gap.a_end - most, gap.a), gap.a_end, max(gap.b_end - most, gap.b), gap.b_end)


def _stands_in(words: Sequence[Spoken], others: Sequence[Spoken]) -> bool:
    """Return whether the content words of an edge are all elsewhere in the other quotation, which moved them."""
    telling = {word.form for word in words if word.weight}
    return len(telling) >= TELLING and telling <= {word.form for word in others}


def _sentence_start(words: Sequence[Spoken], at: int, text: str) -> int:
    while at > 0 and (at == len(words) or not _parted(words, at, text)):
        at -= 1
    return at


def _sentence_end(words: Sequence[Spoken], at: int, text: str) -> int:
    while at < len(words) and not _parted(words, at, text):
        at += 1
    return at


def _parted(words: Sequence[Spoken], at: int, text: str) -> bool:
    """Return whether a sentence ends, or words are omitted, between a word and the one before it."""
    between = text[words[at - 1].span[1] : words[at].span[0]]
    return bool(STOP.search(between) or ELLIPSIS.search(between))


def _alters(gap: WordBlock, a: Sequence[Spoken], b: Sequence[Spoken], text_a: str, text_b: str) -> bool:
    """Return whether a gap alters what is said: negation, numbers, names, verbs or nouns, not marked as an edit."""
    one = [word for word in a[gap.a : gap.a_end] if word.own]
    other = [word for word in b[gap.b : gap.b_end] if word.own]
    if _edited(gap.a, gap.a_end, a, text_a) or _edited(gap.b, gap.b_end, b, text_b):
        return False
    if _negations(one) != _negations(other):
        return True
    return _contradict(one, other) or _says_otherwise(
        [word for word in one if word.weight], [word for word in other if word.weight]
    )


def _says_otherwise(one: Sequence[Spoken], other: Sequence[Spoken]) -> bool:
    """Return whether content words differ, other than in spelling."""
    if len(one) == len(other):
        return any(not _spelt(x, y) for x, y in zip(one, other, strict=True))
    return not _alike("".join(word.plain for word in one), "".join(word.plain for word in other))


def _contradict(one: Sequence[Spoken], other: Sequence[Spoken]) -> bool:
    """Return whether a small word replaces one that it contradicts: all and some, before and after."""
    left, right = ({word.group: word.plain for word in side if word.group >= 0} for side in (one, other))
    return any(left[group] != right[group] for group in left.keys() & right.keys())


def _edited(start: int, end: int, words: Sequence[Spoken], text: str) -> bool:
    """Return whether an edit is marked here: brackets or an ellipsis, without content words beside."""
    if any(word.weight and word.own for word in words[start:end]):
        return False
    if any(not word.own for word in words[start:end]):
        return True
    edges = words[max(0, start - 1) : end + 1]
    return any(ELLIPSIS.search(text, one.span[1], other.span[0]) for one, other in pairwise(edges))


def _negations(words: Sequence[Spoken]) -> int:
    return sum(word.weight == "negation" for word in words) % 2


def _spelt(one: Spoken, other: Spoken) -> bool:
    """Return whether two words are spellings of one; unless names, both must start with the same letter.

    Increase and decrease, legal and illegal, million and billion are spelt alike but are different words.
    """
    if not (one.name and other.name) and one.plain[0] != other.plain[0]:
        return False
    return _alike(one.plain, other.plain)


def _alike(one: str, other: str) -> bool:
    """Return whether two words look like spellings of one; numbers only if they are equal."""
    if one == other:
        return True
    if not (one and other) or one.isdecimal() or other.isdecimal():
        return False
    return ratio(one, other) >= SPELT


def _trimmed(gap: WordBlock, a: Sequence[Spoken], b: Sequence[Spoken]) -> WordBlock:
    """Return a gap without the equal words at its start and end."""
    start, start_b, end, end_b = gap.a, gap.b, gap.a_end, gap.b_end
    while start < end and start_b < end_b and a[start].plain == b[start_b].plain:
        start, start_b = start + 1, start_b + 1
    while start < end and start_b < end_b and a[end - 1].plain == b[end_b - 1].plain:
        end, end_b = end - 1, end_b - 1
    return WordBlock(start, end, start_b, end_b)


def _said(gap: WordBlock, a: Sequence[Spoken], b: Sequence[Spoken], text_a: str, text_b: str) -> tuple[str, str]:
    return _words(a[gap.a : gap.a_end], text_a), _words(b[gap.b : gap.b_end], text_b)


def _words(words: Sequence[Spoken], text: str) -> str:
    return " ".join(text[words[0].span[0] : words[-1].span[1]].split()) if words else NOTHING
