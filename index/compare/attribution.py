"""Which statement a quotation belongs to: candidates with named features, weighed by a linear score.

Refuses to resolve names; a quotation that no candidate explains well enough stays without a speaker.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING, NamedTuple

from . import subjects
from .speech import statements
from .weights import WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .marks import Marked
    from .narration import Narration
    from .speech import Statement

STOPS = frozenset(".!?…。！？")


class Candidate(NamedTuple):
    """A possible speaker: span and cue in the text, the rule that proposes it, and the features that weigh it.

    The candidate that nobody is named has the rule ``""`` and an empty span.
    """

    who: tuple[int, int]
    cue: tuple[int, int] | None
    rule: str
    features: tuple[str, ...]


class Setting(NamedTuple):
    """A quotation in its paragraph: the token that stands for it and what its own words tell."""

    token: int
    shape: str
    length: str
    closing: str


@dataclass(slots=True)
class Paragraph:
    """A paragraph with the statements found in it; ``bare`` when it holds nothing but quotations."""

    narration: Narration
    statements: list[Statement]
    bare: bool


NOBODY = (0, 0)


def paragraph(narration: Narration) -> Paragraph:
    """Return the paragraph with its statements."""
    return Paragraph(narration, statements(narration), not narration.codes.strip("Q.,-"))


def setting(text: str, quotation: Marked, token: int) -> Setting:
    """Return what the quotation's own words tell: how it begins, how long it is, how it ends."""
    inner = text[quotation.inner_start : quotation.inner_end]
    words = inner.count(" ") + 1
    length = "1-2" if words < 3 else "3-5" if words < 6 else "6-12" if words < 13 else "13+"
    after = text[quotation.end : quotation.end + 1]
    last = inner[-1] if inner[-1] in ".,!?…-—–" else after if after in {",", "."} else ""
    closing = {",": ",", ".": ".", "": "none"}.get(last, "!")
    return Setting(token, "fragment" if inner[:1].islower() else "sentence", length, closing)


def candidates(
    paragraphs: Sequence[Paragraph], at: int, place: Setting, previous: tuple[int, Candidate] | None
) -> list[Candidate]:
    """Return every candidate for the quotation at ``place`` of paragraph ``at``.

    ``previous`` is the paragraph and candidate of the nearest quotation before it that has a speaker.
    """
    here = paragraphs[at]
    found = [Candidate(NOBODY, None, "", _nobody_features(here, place))]
    found += [_stated(here, statement, place) for statement in here.statements]
    found += _subject(here, place)
    if previous is not None:
        found += _continued(here, at, place, previous)
    if not here.statements:
        found += _neighbours(paragraphs, at, place)
    return found


def choose(found: Sequence[Candidate], weights: Mapping[str, float] = WEIGHTS) -> tuple[Candidate, float]:
    """Return the candidate with the highest score and its chance among them all (a softmax)."""
    scores = [sum(weights.get(feature, 0.0) for feature in candidate.features) for candidate in found]
    top = max(scores)
    best = scores.index(top)
    return found[best], 1.0 / sum(exp(score - top) for score in scores)


def _nobody_features(here: Paragraph, place: Setting) -> tuple[str, ...]:
    return (
        "nobody",
        f"nobody {place.length}",
        f"nobody {place.shape} {place.closing}",
        f"nobody bare {here.bare}",
        f"nobody statements {bool(here.statements)}",
    )


def _stated(here: Paragraph, statement: Statement, place: Setting) -> Candidate:
    tokens, codes = here.narration, here.narration.codes
    first = min(statement.cue, statement.who.first)
    if statement.form == "shared":
        first = statement.cue
    last = max(statement.cue + 1, statement.who.last)
    if first > place.token:
        rule, between = "after", codes[place.token + 1 : first]
    elif last <= place.token:
        rule, between = "before", codes[last : place.token]
    else:
        rule, between = "around", ""
    if statement.form == "according":
        rule = "according " + rule
    cue_gap = codes[statement.cue + 1 : place.token] if rule == "before" else between
    features = (
        rule,
        f"{rule} gap {_bucket(len(between))}",
        f"{rule} cue gap {_bucket(len(cue_gap))}",
        f"{rule} {statement.form}",
        f"{rule} {statement.weight}",
        f"{rule} {place.closing} {place.shape}",
        f"{rule} {place.length}",
        f"{rule} stop {'.' in between} quotes {min(between.count('Q'), 2)}",
        f"{rule} speaker {_speaker_class(tokens, statement.who)}",
        f"{rule} joint {codes[place.token - 1] if place.token else '^'}",
        f"{rule} that {rule == 'before' and tokens.forms[statement.cue + 1] == 'that'}",
        f"{rule} starts {place.token == 0 or codes[place.token - 1] == '.'}",
    )
    return Candidate(_text_span(tokens, statement.who), _cue_span(tokens, statement.cue), rule, features)


def _subject(here: Paragraph, place: Setting) -> Iterator[Candidate]:
    tokens, codes = here.narration, here.narration.codes
    low = codes.rfind(".", 0, place.token) + 1
    who = subjects.subject(codes, low, place.token)
    if who is not None:
        yield Candidate(
            _text_span(tokens, who),
            None,
            "subject",
            (
                "subject",
                f"subject {place.closing} {place.shape}",
                f"subject {place.length}",
                f"subject gap {_bucket(place.token - who.last)}",
                f"subject speaker {_speaker_class(tokens, who)}",
                f"subject joint {codes[place.token - 1] if place.token else '^'}",
            ),
        )


def _continued(here: Paragraph, at: int, place: Setting, previous: tuple[int, Candidate]) -> Iterator[Candidate]:
    number, before = previous
    away = at - number
    if away > 2:
        return
    rule = "same-paragraph" if not away else "bare-paragraph" if here.bare else "previous-paragraph"
    codes = here.narration.codes
    between = codes[codes.rfind("Q", 0, place.token) + 1 : place.token]
    features = (
        rule,
        f"{rule} away {away}",
        f"{rule} {place.closing} {place.shape}",
        f"{rule} {place.length}",
        f"{rule} statements {bool(here.statements)}",
        f"{rule} from {before.rule}",
        f"{rule} gap {_bucket(len(between))} stop {'.' in between}",
        f"{rule} starts {place.token == 0 or codes[place.token - 1] in '.Q'}",
    )
    yield Candidate(before.who, before.cue, rule, features)


def _neighbours(paragraphs: Sequence[Paragraph], at: int, place: Setting) -> Iterator[Candidate]:
    for step, rule in ((-1, "last-statement"), (1, "next-statement")):
        if 0 <= at + step < len(paragraphs) and paragraphs[at + step].statements:
            there = paragraphs[at + step]
            statement = there.statements[-1 if step < 0 else 0]
            tokens = there.narration
            features = (
                rule,
                f"{rule} {place.closing} {place.shape}",
                f"{rule} {place.length}",
                f"{rule} bare {paragraphs[at].bare}",
                f"{rule} ends {tokens.codes[-1:]}",
                f"{rule} {statement.weight}",
                f"{rule} {statement.form}",
                f"{rule} speaker {_speaker_class(tokens, statement.who)}",
            )
            yield Candidate(_text_span(tokens, statement.who), _cue_span(tokens, statement.cue), rule, features)


def _bucket(gap: int) -> str:
    return str(gap) if gap < 4 else "4-7" if gap < 8 else "8-15" if gap < 16 else "16+"


def _speaker_class(tokens: Narration, who: subjects.Range) -> str:
    codes = tokens.codes[who.first : who.last]
    if codes == "P":
        return tokens.forms[who.first]
    return "name" if "N" in codes else "the" if codes.startswith(("D", "O")) else "noun"


def _text_span(tokens: Narration, who: subjects.Range) -> tuple[int, int]:
    return tokens.starts[who.first], tokens.ends[who.last - 1]


def _cue_span(tokens: Narration, cue: int) -> tuple[int, int]:
    return tokens.starts[cue], tokens.ends[cue]
