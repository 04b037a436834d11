"""The direct quotations of an article: where they are, who speaks, and how that is known.

Excludes indirect speech; an unknown speaker is ``None``, and a guess is never certain.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache, partial
from math import exp
from typing import TYPE_CHECKING, NamedTuple

from ...model.article import BODY_LIKE, Role, Span
from ...model.comparison_result import Quote
from ...text.language.language_lexicon import english
from ...text.repeated_stretches import holding
from ..names.mentions import lexicon_of
from .paragraph import Paragraph, setting
from .quotation_marks import OPENER, dashed, marked, turns
from .speaker_candidates import candidates
from .speakers import Speakers
from .weights import WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ...model.article import Article
    from ...model.comparison_result import Entity
    from ...text.language.language_lexicon import LanguageLexicon
    from .paragraph import SpeakerCandidate
    from .quotation_marks import Marked

OF_ANY_LANGUAGE = frozenset({"label before", "label inside", "signature after", "signed statement"})
"""Rules that need no word of the language."""

BY_CUES = OF_ANY_LANGUAGE | {
    *("after", "before", "chain after", "according before", "according after", "same-paragraph", "continued"),
    "introduced statement",
}
"""Rules that hold in every language whose verbs of saying are known; the others were fitted on English only."""

OUTRIGHT: dict[str, float] = {
    "label inside": 9.0,
    "signature after outright": 9.0,
    "according after outright": 4.0,
    "label before outright": 4.0,
    "signed statement": 9.0,
    "continued": 6.0,
    "hearsay": 4.0,
    "title": 6.0,
}
"""Weights set by hand: what the form of a text alone tells, too rarely for a fit."""


class AttributedQuotation(NamedTuple):
    """A quotation with the number of its paragraph and its token there."""

    quotation: Marked
    paragraph: int
    token: int


def attribute(
    paragraphs: Sequence[Paragraph], found: Sequence[AttributedQuotation], rules: frozenset[str] | None = None
) -> list[tuple[SpeakerCandidate, float]]:
    """Return for each quotation, in order, the candidate chosen by one of the rules (``None``: any) and its chance."""
    return [(chosen, chance) for _, chosen, chance in weighed(paragraphs, found, WEIGHTS, rules)]


def weighed(
    paragraphs: Sequence[Paragraph],
    found: Sequence[AttributedQuotation],
    weights: Mapping[str, float],
    rules: frozenset[str] | None = None,
) -> Iterator[tuple[list[SpeakerCandidate], SpeakerCandidate, float]]:
    """Yield for each quotation its candidates, the chosen one and its probability; choices may use earlier ones."""
    settings = [setting(paragraphs[one.paragraph], one.quotation, one.token) for one in found]
    previous: tuple[int, SpeakerCandidate] | None = None
    last: SpeakerCandidate | None = None
    ends = _chain_ends(found)
    for number, one in enumerate(found):
        end = ends[number]
        ending = (found[end].paragraph, settings[end]) if end > number else None
        resumed = last if one.quotation.continued and not settings[number].labelled else None
        offered = candidates(paragraphs, one.paragraph, settings[number], previous, ending, resumed)
        if rules is not None:
            offered = [candidate for candidate in offered if not candidate.rule or _holds(candidate, rules)]
        last, chance = choose(offered, weights)
        if last.rule:
            previous = (one.paragraph, last)
        yield offered, last, chance


def _holds(candidate: SpeakerCandidate, rules: frozenset[str]) -> bool:
    """Return whether one of the rules proposes the candidate, in the same sentence or for a new one."""
    if candidate.rule == "same-paragraph":
        return candidate.rule in rules and "same-paragraph starts True" in candidate.features
    return candidate.rule in rules and not any(" stop True " in feature for feature in candidate.features)


def _chain_ends(found: Sequence[AttributedQuotation]) -> list[int]:
    """Return for each quotation the position of its last part, if it runs on over paragraphs."""
    ends = list(range(len(found)))
    for number in range(len(found) - 2, -1, -1):
        if found[number + 1].quotation.continued:
            ends[number] = ends[number + 1]
    return ends


def choose(found: Sequence[SpeakerCandidate], weights: Mapping[str, float] = WEIGHTS) -> tuple[SpeakerCandidate, float]:
    """Return the candidate with the highest score, and the probability of its speaker.

    A candidate's probability is a softmax of the scores; a speaker's is the sum over the candidates with the same
    words.
    """
    if len(found) == 1:
        return found[0], 1.0
    score = _score if weights is WEIGHTS else partial(_summed, weights)
    scores = [score(candidate.features) for candidate in found]
    top = max(scores)
    best = scores.index(top)
    chances = [exp(score - top) for score in scores]
    same = sum(chance for candidate, chance in zip(found, chances, strict=True) if candidate.who == found[best].who)
    return found[best], same / sum(chances)


def _summed(weights: Mapping[str, float], features: tuple[str, ...]) -> float:
    """Return the score of a candidate with these features."""
    return sum([weights.get(feature, 0.0) for feature in features]) + OUTRIGHT.get(features[0], 0.0)


_score = lru_cache(maxsize=1 << 14)(partial(_summed, WEIGHTS))


QUOTED = BODY_LIKE | {Role.CAPTION}
CERTAIN: dict[str, float] = {
    **dict.fromkeys(("label inside", "signature after", "signed statement"), 0.0),
    "label before": 0.6,
    **dict.fromkeys(("according before", "according after"), 0.7),
    "same-paragraph": 0.8,
    **dict.fromkeys(("after", "introduced statement"), 0.85),
    **dict.fromkeys(("before", "continued"), 0.9),
}
"""The least probability at which a rule's speaker counts as certain: measured to be right 98 times in 100.

Rules that are missing here never give certainty.
"""

BY_WORDS = BY_CUES - {"chain after", "introduced statement", "label inside", "signature after", "signed statement"}
"""Rules by which an unknown kind of speaker is accepted: words next to the quotation say so."""

GOING_ON = frozenset({"same-paragraph", "bare-paragraph", "previous-paragraph", "continued"})
"""Rules by which the speaker of the previous quotation continues."""

LIKELY = 0.5
"""The least probability at which a speaker is given at all: more likely than not."""

FRAGMENT = 3
"""A quotation with at most this many spaces is ascribed to the sentence's subject only if a verb of speech says so."""

WRAPPED = range(50, 110)


def quotes(article: Article, entities: Sequence[Entity] = ()) -> tuple[Quote, ...]:
    """Return the quotations of the unfolded body and captions, in order and disjoint.

    Spans are inside the marks. ``entities`` are the names of a comparison that includes the article; without them names
    are merged within the article alone. In a language without a lexicon, speakers are read from labels and signatures
    only. A speaker with a probability below `CERTAIN`, or who is not a person, body or role, is not certain.
    """
    paragraphs, found = read(article)
    if not found:
        return ()
    words = lexicon_of(article)
    rules = OF_ANY_LANGUAGE if words is None else None if words.english else BY_CUES
    speakers = Speakers(article, entities, paragraphs, words or english())
    chosen = attribute(paragraphs, found, rules)
    told = (
        (choice.who, _quote(article, one.quotation, choice, chance, speakers, by_cues=words is not None))
        for one, (choice, chance) in zip(found, chosen, strict=True)
    )
    return tuple(_as_sure_as_before(told))


def _as_sure_as_before(told: Iterable[tuple[tuple[int, int], Quote]]) -> Iterator[Quote]:
    """Yield quotations, each given after its speaker's place; one that continues is no surer than the one before."""
    sure: dict[tuple[int, int], bool] = {}
    for who, quote in told:
        certain = quote.certain and (quote.rule not in GOING_ON or sure.get(who, True))
        sure[who] = certain
        yield quote if certain == quote.certain else replace(quote, certain=certain)


def _quote(
    article: Article,
    quotation: Marked,
    chosen: SpeakerCandidate,
    chance: float,
    speakers: Speakers,
    *,
    by_cues: bool,
) -> Quote:
    span, who = Span(quotation.inner_start, quotation.inner_end), Span(*chosen.who)
    name, known = speakers.name(who) if chosen.rule else ("", False)
    told = known or (by_cues and chosen.rule in BY_WORDS)
    if not told or chance < LIKELY or (chosen.rule == "subject" and article.text.count(" ", *span) >= FRAGMENT):
        return Quote(article.id, span, None, None, None, "", certain=False)
    certain = known and _is_sure(chosen, chance) and not told_inside(article.text[slice(*span)], name, speakers.lexicon)
    cue = Span(*chosen.cue) if chosen.cue else None
    return Quote(article.id, span, name, who, cue, chosen.rule, certain=certain)


def _is_sure(chosen: SpeakerCandidate, chance: float) -> bool:
    """Return whether a choice counts as certain; a label that is not right before the quotation never does."""
    aside = chosen.rule == "label before" and chosen.features[0] == chosen.rule
    return not aside and chance >= CERTAIN.get(chosen.rule, 2.0)


TOLD = re.compile(r"(?P<closing>[,.?!]['’”\"] )?(?P<who>[A-Z][\w’'-]*|he|she) (?P<cue>[a-z]+)\b")


def told_inside(words: str, speaker: str, lexicon: LanguageLexicon) -> bool:
    """Return whether the words in marks tell themselves who speaks, of others with marks, or of the speaker.

    Passages of other papers and quotations without a closing mark do: ``Smith said it was late``.
    """
    family = speaker.rsplit(" ", 1)[-1]
    return any(
        told["cue"] in lexicon.words("strong") and (told["closing"] or told["who"] == family)
        for told in TOLD.finditer(words)
    )


def read(article: Article) -> tuple[list[Paragraph], list[AttributedQuotation]]:
    """Return the paragraphs of the unfolded body and captions, and the quotations in them; none without quotations."""
    paragraphs: list[Paragraph] = []
    found: list[AttributedQuotation] = []
    open_before = False
    spans = list(_paragraphs(article))
    words = lexicon_of(article) or english()
    dashes = words.words("dashes")
    spoken = turns(article.text, spans)
    opened = set(holding(OPENER, article.text, spans))
    if not (spoken or opened or dashes):
        return [], []
    for number, span in enumerate(spans):
        start, end = span
        turn = spoken.get(number)
        quotations = (
            [turn] if turn else marked(article.text, start, end, open_before=open_before) if span in opened else []
        )
        if not quotations and dashes:
            quotations = dashed(article.text, start, end, words.words("cue"))
        open_before = bool(quotations) and not quotations[-1].closed
        here = Paragraph(article.text, start, end, quotations, words)
        if quotations:
            tokens = here.narration.quotes.items()
            found += [AttributedQuotation(quotations[which], len(paragraphs), token) for token, which in tokens]
        paragraphs.append(here)
    return paragraphs, found


def _paragraphs(article: Article) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs of the unfolded body and captions; lines of hard-wrapped prose belong together."""
    text = article.text
    for block in article.blocks:
        if block.role not in QUOTED or block.folded:
            continue
        at, whole = block.start, text[block.start : block.end]
        gaps = () if "\n" not in whole else re.finditer(r"\n\s*\n" if _is_wrapped(whole) else r"\n", whole)
        for match in gaps:
            if text[at : block.start + match.start()].strip():
                yield at, block.start + match.start()
            at = block.start + match.end()
        if text[at : block.end].strip():
            yield at, block.end


def _is_wrapped(block: str) -> bool:
    """Return whether the lines are hard-wrapped: none long, most of middling length, few ending a sentence."""
    lines = [line for line in block.split("\n") if line.strip()]
    if len(lines) < 3 or max(map(len, lines)) >= WRAPPED.stop:
        return False
    full = [line for line in lines[:-1] if len(line) in WRAPPED]
    ending = sum(line.rstrip().endswith((".", "”", '"', "!", "?")) for line in full)
    return len(full) * 2 > len(lines) and ending * 3 < len(full)
