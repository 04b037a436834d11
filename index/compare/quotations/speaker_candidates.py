"""Possible speakers of a quotation: every statement, subject and earlier speaker in reach, each with named features.

Does not choose among them.
"""

from __future__ import annotations

import re
from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from . import subjects
from .paragraph import NOBODY, SpeakerCandidate, bucket, cue_span, speaker_class, text_span
from .speech import Statement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from .paragraph import Paragraph, QuotationContext, StatementTold


VERB = re.compile("[vVGB]")
EMPTY = frozenset({"there", "here"})
CLAUSES = frozenset("kK;")
CLAUSE_MARKS = frozenset(",;-k")
OBJECT = re.compile(r"I?[DOJnNITPAp]{1,8}")


def neighbours(paragraphs: Sequence[Paragraph], at: int, place: QuotationContext) -> Iterator[SpeakerCandidate]:
    """Yield what the surrounding paragraphs offer: one that ends with a colon introduces, others mention somebody."""
    first, here = place.token == 0, paragraphs[at]
    if first and at and paragraphs[at - 1].introduces:
        yield from _last(paragraphs[at - 1], "introduced", place, here)
    elif not here.statements:
        if at:
            yield from _last(paragraphs[at - 1], "last", place, here)
        signed = subjects.SIGNED.match(paragraphs[at + 1].narration.codes) if at + 1 < len(paragraphs) else None
        if signed:
            who = subjects.Range(*signed.span("who"))
            yield _beside(paragraphs[at + 1], Statement(0, who, "signature", "plain"), "signed", place, here)
        elif at + 1 < len(paragraphs) and paragraphs[at + 1].statements:
            yield _beside(paragraphs[at + 1], paragraphs[at + 1].statements[0], "next", place, here)


def _last(there: Paragraph, rule: str, place: QuotationContext, here: Paragraph) -> Iterator[SpeakerCandidate]:
    codes = there.narration.codes
    if there.statements:
        yield _beside(there, there.statements[-1], rule, place, here)
    low = codes.rstrip(".").rfind(".") + 1
    who = subjects.subject(codes, low, len(codes))
    if who is not None:
        yield _beside(there, Statement(who.last - 1, who, "subject", "none"), rule, place, here)


def _beside(
    there: Paragraph, statement: Statement, rule: str, place: QuotationContext, here: Paragraph
) -> SpeakerCandidate:
    tokens = there.narration
    cue = cue_span(tokens, statement.cue) if statement.weight != "none" else None
    rule = f"{rule} {'statement' if cue else 'subject'}"
    features = (
        rule,
        f"{rule} {place.closing} {place.shape}",
        f"{rule} {place.length}",
        f"{rule} bare {here.bare} {there.bare}",
        f"{rule} ends {tokens.codes[-1:]}",
        f"{rule} {statement.weight}",
        f"{rule} {statement.form}",
        f"{rule} speaker {speaker_class(tokens, statement.who)}",
        f"{rule} quoted {'Q' in tokens.codes}",
        f"{rule} statements {bool(here.statements)}",
        f"{rule} from end {bucket(len(tokens.codes) - statement.cue - 1)}",
    )
    return SpeakerCandidate(text_span(tokens, statement.who), cue, rule, features)


def candidates(
    paragraphs: Sequence[Paragraph],
    at: int,
    place: QuotationContext,
    previous: tuple[int, SpeakerCandidate] | None,
    ending: tuple[int, QuotationContext] | None = None,
    resumed: SpeakerCandidate | None = None,
) -> list[SpeakerCandidate]:
    """Return every candidate for the quotation at ``place`` of paragraph ``at``.

    ``previous`` is the paragraph and candidate of the nearest quotation before it with a speaker; ``ending`` the
    paragraph and setting of the last part of a quotation that runs on over paragraphs; ``resumed`` the choice for the
    part that this one continues.
    """
    here = paragraphs[at]
    found = [_nobody(here, place, resumed)]
    if resumed is not None and _goes_on(place, resumed, ends=ending is None):
        found.append(SpeakerCandidate(resumed.who, resumed.cue, "continued", ("continued",)))
    stated = (_stated(here, number, place) for number in _within_reach(here, place))
    found += [candidate for candidate in stated if candidate.rule != "label after"]
    found += _subject(here, place)
    if previous is not None:
        found += _continued(paragraphs, at, place, previous)
    found += neighbours(paragraphs, at, place)
    if place.label != NOBODY:
        found.append(SpeakerCandidate(place.label, None, "label inside", ("label inside",)))
    if ending is not None:
        there, last = paragraphs[ending[0]], ending[1]
        parts = (_stated(there, number, last) for number in there.near(last))
        found += [part._replace(rule="chain " + part.rule, features=("chain", *part.features)) for part in parts]
    return found


def _goes_on(place: QuotationContext, resumed: SpeakerCandidate, *, ends: bool) -> bool:
    """Return whether the speaker of a quotation also speaks its next part: one without a statement of its own."""
    return bool(resumed.rule) and not place.followed and not (ends and resumed.rule.startswith("chain"))


def _within_reach(here: Paragraph, place: QuotationContext) -> Iterator[int]:
    """Yield the positions of the statements near a quotation, except those before a clause that introduces it."""
    if not here.statements:
        return
    last = here.statements[place.rank - 1] if place.rank else None
    codes, forms = here.narration.codes, here.narration.forms
    introduced = (
        last is not None
        and last.form == "subject"
        and codes[last.cue + 1 : place.token] in {"", ",", ":"}
        and (codes[last.who.first - 1 : last.who.first] in CLAUSE_MARKS or _names_what(codes, forms, last))
    )
    yield from (number for number in here.near(place) if not introduced or number >= place.rank - 1)


def _names_what(codes: str, forms: Sequence[str], one: Statement) -> bool:
    """Return whether a statement reports what somebody else calls something: "what aides called"."""
    return one.who.first > 0 and forms[one.who.first - 1] == "what" and codes[one.who.first] != "P"


def _nobody(here: Paragraph, place: QuotationContext, resumed: SpeakerCandidate | None) -> SpeakerCandidate:
    told, lexicon = here.narration, here.lexicon
    before, joint = "", "^"
    if place.token:
        before = next((form for form in reversed(told.forms[max(0, place.token - 2) : place.token]) if form != ","), "")
        joint = told.codes[place.token - 1]
    naming = before in lexicon.words("naming")
    work = place.titled and before in lexicon.words("work")
    kind = "hearsay" if before in lexicon.words("hearsay") else "title" if work else "nobody"
    around = here.bare, bool(here.statements), resumed is not None, naming
    following = told.codes[place.token + 1 : place.token + 2] or "$"
    features = _of_nobody(kind, place.length, place.shape, place.closing, around, following, joint, titled=place.titled)
    return SpeakerCandidate(NOBODY, None, "", features)


@lru_cache(maxsize=1 << 12)
def _of_nobody(
    kind: str,
    length: str,
    shape: str,
    closing: str,
    around: tuple[bool, bool, bool, bool],
    following: str,
    joint: str,
    *,
    titled: bool,
) -> tuple[str, ...]:
    """Return the features of an unnamed speaker; cached, as quotations differ in few ways."""
    bare, statements, resumed, naming = around
    return (
        kind,
        f"nobody {length}",
        f"nobody {shape} {closing}",
        f"nobody bare {bare}",
        f"nobody statements {statements}",
        f"nobody resumed {resumed}",
        f"nobody named {naming}",
        f"nobody next {following} titled {titled}",
        f"nobody titled {titled} joint {joint}",
        f"nobody joint {joint}",
    )


def _placed(told: StatementTold, codes: str, token: int) -> tuple[str, str]:
    """Return the rule for a statement's position relative to the quotation at ``token``, and what is between."""
    if told.first > token:
        rule, between = "after", codes[token + 1 : told.first].rstrip("B")
    elif told.last <= token:
        rule, between = "before", codes[told.last : token]
    else:
        rule, between = "around", ""
    return f"{told.prefix}{rule}", between


class Gap(NamedTuple):
    """What is between a verb of speech and a quotation: how it ties them, its clauses, verbs (2: more) and commas.

    ``tie`` is ``close`` (a mark or nothing), ``object`` ("told reporters: ", "calls it a"), ``clause`` or ``far``.
    """

    tie: str
    clause: bool
    verbs: int
    comma: bool


@lru_cache(maxsize=1 << 12)
def _gap(codes: str) -> Gap:
    words = codes.rstrip(",:")
    verbs, comma = len(VERB.findall(codes)), "," in codes
    opens = "K" in words[:2] or ("," in words and verbs > 0)
    tie = "close" if not words else "object" if OBJECT.fullmatch(words) else "clause" if opens else "far"
    return Gap(tie, not CLAUSES.isdisjoint(codes), min(verbs, 2), comma)


class StatementStanding(NamedTuple):
    """The relation of a statement to a quotation, in the few values that features are made of, which often recur.

    ``between`` and ``cue_gap`` are classes of distances; ``rivals`` counts statements that are nearer; ``gap``
    describes what is between verb and quotation.
    """

    rule: str
    outright: bool
    between: str
    cue_gap: str
    form: str
    weight: str
    closing: str
    shape: str
    length: str
    stop: bool
    quotes: int
    speaker: str
    joint: str
    that: bool
    starts: bool
    rivals: int
    next: str
    followed: bool
    adjacent: bool
    led: str
    gap: Gap


_standing: Callable[[tuple[object, ...]], StatementStanding] = partial(tuple.__new__, StatementStanding)
"""Makes a `StatementStanding` from positional values: by name takes longer than all else done for a statement."""


@lru_cache(maxsize=1 << 14)
def _features(one: StatementStanding) -> tuple[str, ...]:
    rule = one.rule
    return (
        f"{rule} outright" if one.outright else rule,
        f"{rule} gap {one.between}",
        f"{rule} cue gap {one.cue_gap}",
        f"{rule} {one.form}",
        f"{rule} {one.weight}",
        f"{rule} {one.closing} {one.shape}",
        f"{rule} {one.length}",
        f"{rule} stop {one.stop} quotes {one.quotes} rivals {min(one.rivals, 1)}",
        f"{rule} speaker {one.speaker}",
        f"{rule} joint {one.joint}",
        f"{rule} that {one.that}",
        f"{rule} starts {one.starts}",
        f"{rule} rivals {one.rivals} tie {one.gap.tie}",
        f"{rule} next {one.next} {one.closing}",
        f"{rule} followed {one.followed} {one.closing}",
        f"{rule} adjacent {one.adjacent} {one.weight}",
        f"{rule} adjacent {one.adjacent} {one.closing} {one.shape}",
        f"{rule} clause {one.gap.clause}",
        f"{rule} led {one.led} rivals {min(one.rivals, 1)}",
        f"{rule} verbs {one.gap.verbs} comma {one.gap.comma}",
    )


def _outright(rule: str, between: str, cue_gap: str) -> bool:
    """Return whether the form of a text alone tells who speaks: a signature or a source after it, a label before it."""
    if rule in {"signature after", "according after"}:
        return between in {"", ","}
    return rule == "label before" and not cue_gap


def _stated(here: Paragraph, number: int, place: QuotationContext) -> SpeakerCandidate:
    told, codes, token = here.told(number), here.narration.codes, place.token
    rule, between = _placed(told, codes, token)
    statement = told.statement
    cue_gap = codes[statement.cue + 1 : token] if "before" in rule else between
    rivals = number - place.rank if statement.cue > token else place.rank - number - 1
    joint = codes[token - 1] if token else "^"
    standing = (
        rule,
        _outright(rule, between, cue_gap),
        bucket(len(between)),
        bucket(len(cue_gap)),
        statement.form,
        statement.weight,
        place.closing,
        place.shape,
        place.length,
        "." in between,
        min(between.count("Q"), 2),
        told.speaker,
        joint,
        told.that and rule == "before",
        joint in "^.",
        min(rivals, 2),
        told.next,
        place.followed,
        (rule == "after" and not between) or (rule == "before" and cue_gap in {",", ":"}),
        told.led,
        _gap(cue_gap),
    )
    return SpeakerCandidate(told.who, told.cue, rule, _features(_standing(standing)))


def _subject(here: Paragraph, place: QuotationContext) -> Iterator[SpeakerCandidate]:
    tokens, codes = here.narration, here.narration.codes
    low = codes.rfind(".", 0, place.token) + 1
    who = subjects.subject(codes, low, place.token)
    if who is not None and tokens.forms[who.first] not in EMPTY:
        yield SpeakerCandidate(
            text_span(tokens, who),
            None,
            "subject",
            (
                "subject",
                f"subject {place.closing} {place.shape}",
                f"subject {place.length}",
                f"subject gap {bucket(place.token - who.last)}",
                f"subject speaker {speaker_class(tokens, who)}",
                f"subject followed {place.followed}",
                f"subject joint {codes[place.token - 1] if place.token else '^'}",
            ),
        )


def _continued(
    paragraphs: Sequence[Paragraph], at: int, place: QuotationContext, previous: tuple[int, SpeakerCandidate]
) -> Iterator[SpeakerCandidate]:
    here = paragraphs[at]
    number, before = previous
    away = at - number
    if away > 2:
        return
    rule = "same-paragraph" if not away else "bare-paragraph" if here.bare else "previous-paragraph"
    codes = here.narration.codes
    between = codes[codes.rfind("Q", 0, place.token) + 1 : place.token]
    introduced = place.token == 0 and at > 0 and paragraphs[at - 1].introduces
    features = (
        rule,
        f"{rule} introduced {introduced} followed {place.followed}",
        f"{rule} away {away}",
        f"{rule} {place.closing} {place.shape}",
        f"{rule} {place.length}",
        f"{rule} statements {bool(here.statements)}",
        f"{rule} from {before.rule}",
        f"{rule} gap {bucket(len(between))} stop {'.' in between}",
        f"{rule} starts {place.token == 0 or codes[place.token - 1] in '.Q'}",
    )
    yield SpeakerCandidate(before.who, before.cue, rule, features)
