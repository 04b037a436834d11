"""Statements in a paragraph: every verb or noun of speech outside quotations with its speaker.

Does not link a statement to a quotation.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from . import subjects
from .subjects import Range

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...text.language.language_lexicon import LanguageLexicon
    from .narration import Narration

CANDIDATE = re.compile(r"[VGL.]|(?<=[ODn])n")
BEING = frozenset({"is", "are", "was", "were", "been", "being", "be", "get", "gets", "got"})
QUOTING = frozenset({"quote", "quotes", "quoted", "quoting", "cite", "cites", "cited", "citing"})
SAYING = frozenset({"saying", "telling", "warning", "adding", "stating", "writing", "asking", "declaring"})
ANSWERS = frozenset({"yes", "no", "so"})
ASKED = frozenset({"if", "whether", "about", "why", "how", "what"})
PUT_IT = (["put", "it"], ["puts", "it"])
COMPANY = frozenset({"of", "with"})
LONGEST_LABEL, LONGEST_UNSPACED = 4, 10
"""Names before a colon with more words (characters in unspaced scripts) are headlines."""

AFTER_QUOTE = re.compile(r"Q[,.]?-?B{0,3}$")


class Statement(NamedTuple):
    """A verb of speech at token ``cue``, its speaker's tokens, and how they relate.

    ``form`` is ``subject inverted shared according noun label signature``; ``weight`` is ``strong plain weak``.
    """

    cue: int
    who: Range
    form: str
    weight: str


def statements(paragraph: Narration) -> list[Statement]:
    """Return the statements of the paragraph in the order of their cues."""
    codes = paragraph.codes
    found: list[Statement] = []
    low = 0
    for match in CANDIDATE.finditer(codes):
        at, code = match.start(), match[0]
        if code == ".":
            low = at + 1
            continue
        before = found[-1] if found and found[-1].cue >= low else None
        if code == "n":
            statement = _noun(paragraph, at) if paragraph.forms[at] in paragraph.lexicon.words("speech_noun") else None
        elif code == "L":
            statement = _according(paragraph, at, before)
        elif paragraph.lexicon.english and _passes_on(paragraph, at):
            statement = _passed_on(paragraph, low, at)
        else:
            statement = _verb(paragraph, low, at, before)
        if statement:
            found.append(statement)
    return sorted([*found, *_labels(paragraph)])


def _according(paragraph: Narration, at: int, before: Statement | None) -> Statement | None:
    """Return the source of "according to Xinhua", unless somebody was just said to say it."""
    codes, english = paragraph.codes, paragraph.lexicon.english
    who = subjects.source(codes, at, english=english)
    if who is not None and not english:
        who = _without_verb(paragraph, who)
    if before is not None and before.form in {"subject", "inverted"} and codes[at - 1 : at] == ",":
        who = who if "Q" in codes[before.cue : at] else None
    return Statement(at, who, "according", "strong") if who else None


def _without_verb(paragraph: Narration, who: Range) -> Range:
    """Return a source without the plain words after it: "laut Polizei verlor" is the police alone."""
    lexicon = paragraph.lexicon
    for at in range(who.first, who.last - 1):
        known = lexicon.is_role(paragraph.forms[at]) or paragraph.forms[at] in lexicon.words("person")
        if known and set(paragraph.codes[at + 1 : who.last]) == {"n"}:
            return Range(who.first, at + 1)
    return who


def _passes_on(paragraph: Narration, at: int) -> bool:
    """Return whether the verb's subject is not the speaker: passives, "quoted", "asked if"."""
    forms, codes = paragraph.forms, paragraph.codes
    behind = forms[at + 1] if at + 1 < len(forms) else ""
    auxiliaries = forms[max(0, at - 1 - (codes[at - 1 : at] == "A")) : at]
    passive = codes[at] == "V" and not BEING.isdisjoint(auxiliaries)
    saying = codes[at] in "VG" and forms[at - 1 : at] == ["as"] and forms[at] in SAYING
    quoting = forms[at] in QUOTING and any(
        forms[place] == "as" and forms[place + 1 : place + 2] and forms[place + 1] in SAYING
        for place in range(at + 1, min(at + 12, len(forms)))
    )
    return passive or saying or quoting or behind in ANSWERS or (forms[at] == "asked" and behind in ASKED)


def _passed_on(paragraph: Narration, low: int, at: int) -> Statement | None:
    """Return who speaks where the verb's subject does not: "Xinhua quoted Wang Yi as saying", "asked by a guest"."""
    forms, codes = paragraph.forms, paragraph.codes
    if forms[at] in SAYING and forms[at - 1 : at] == ["as"]:
        quoted = at - 2
        while quoted > low and forms[quoted] not in QUOTING:
            quoted -= 1
        if forms[quoted] not in QUOTING:
            return None
        passive = quoted == at - 2 or not BEING.isdisjoint(forms[max(low, quoted - 2) : quoted])
        who = subjects.left(codes, *((low, quoted) if passive else (quoted + 1, at - 1)))
        return Statement(at, who, "subject", "strong") if who else None
    if forms[at] in QUOTING:
        return None
    for place in range(at + 1, min(at + 4, len(forms))):
        if forms[place] == "by":
            who = subjects.source(codes, place)
            return Statement(at, who, "subject", "strong") if who else None
    return None


def _verb(paragraph: Narration, low: int, at: int, before: Statement | None) -> Statement | None:
    codes, english = paragraph.codes, paragraph.lexicon.english
    weight = "strong" if paragraph.forms[at : at + 2] in PUT_IT else _weight(paragraph.forms[at], paragraph.lexicon)
    if codes[at] == "V":
        inverted = (
            at == low or AFTER_QUOTE.search(codes, max(0, at - 6), at) or (not english and _pronoun_behind(codes, at))
        )
        who = _subject_behind(paragraph, at) if inverted else None
        if who:
            return Statement(at, who, "inverted", weight)
        clause = max(low, codes.rfind("Q", low, at) + 1, codes.rfind(";", low, at) + 1)
        who = subjects.left(codes, clause, at, english=english)
        if who:
            return Statement(at, who, "subject", weight)
        who = None if english else _subject_behind(paragraph, at)
        if who:
            return Statement(at, who, "inverted", weight)
    if not english:
        return None
    return _shared(paragraph, low, at, before, weight)


def _pronoun_behind(codes: str, at: int) -> bool:
    """Return whether a speaking pronoun follows the verb and none precedes it: "dann, so versicherte er"."""
    return codes[at + 1 : at + 2] == "P" and codes[at - 1 : at] in {"A", ","}


def _subject_behind(paragraph: Narration, at: int) -> Range | None:
    """Return the phrase after a verb that is its subject, past an addressee: "заявил РИА Новости глава МИД"."""
    codes, lexicon = paragraph.codes, paragraph.lexicon
    who = subjects.right(codes, at, len(codes), english=lexicon.english)
    if who is None or not lexicon.words("cases") or codes[who.first] != "N":
        return who
    told = next((at for at in range(who.first, min(len(codes), who.last + 1)) if codes[at] != "N"), len(codes))
    behind = paragraph.forms[told] if told < len(codes) else ""
    if lexicon.is_role(behind) or behind in lexicon.words("person"):
        return subjects.right(codes, told - 1, len(codes), english=False)
    return who


def _shared(paragraph: Narration, low: int, at: int, before: Statement | None, weight: str) -> Statement | None:
    """Return the statement of a verb without its own subject: "with Lund adding", or one shared with the last."""
    codes, who = paragraph.codes, None
    bare = at - (codes[at - 1 : at] == "A")
    if codes[at] == "G" and codes[bare - 1 : bare] in {"N", "n"}:
        near = subjects.companion(codes, low, bare)
        who = near if near and paragraph.forms[near.first - 1] in COMPANY else None
    if who is None and codes[at - 1 : at] == "I" and codes[at - 2 : at - 1] in {"v", "V"}:  # "he began by saying"
        who = subjects.left(codes, low, at - 2)
    if who is None and before and before.form not in {"label", "signature", "noun"}:
        who = before.who
    who = who or subjects.subject(codes, low, at)
    return Statement(at, who, "shared", weight) if who else None


def _weight(form: str, lexicon: LanguageLexicon) -> str:
    """Return how surely the verb marks speech; languages other than English list only sure and weak ones."""
    if form in lexicon.words("weak"):
        return "weak"
    return "strong" if form in lexicon.words("strong") or not lexicon.english else "plain"


def _noun(paragraph: Narration, at: int) -> Statement | None:
    """Return the statement in "her remark" or "the minister’s warning": whose it is."""
    codes = paragraph.codes
    owner = at - 1 if codes[at - 1] != "n" else at - 2
    if owner < 0 or not (codes[owner] == "O" or paragraph.forms[owner] in paragraph.lexicon.words("possessive")):
        return None
    first = owner
    while codes[owner] == "O" and first and codes[first - 1] in "NnDO":
        first -= 1
    return Statement(at, Range(first, owner + 1), "noun", "plain")


def _labels(paragraph: Narration) -> Iterator[Statement]:
    """Yield the names before a colon, as in "Mr. Smith: …", and those after a dash below a quotation.

    "Ann Smith’s verdict: …" is hers; a label that is neither a name nor a role is nobody's.
    """
    codes = paragraph.codes
    for match in subjects.LABEL.finditer(codes):
        who = Range(*match.span("who"))
        owner = codes.find("O", who.first, who.last)
        if owner >= 0:
            yield Statement(match.end() - 1, Range(who.first, owner + 1), "label", "plain")
        elif _labels_somebody(paragraph, who):
            yield Statement(match.end() - 1, who, "label", "plain")
    for match in subjects.SIGNATURE.finditer(codes):
        yield Statement(match.start("who") - 1, Range(*match.span("who")), "signature", "plain")


def _labels_somebody(paragraph: Narration, who: Range) -> bool:
    """Return whether the label is a name or has a role; a headline before a colon is neither."""
    forms, codes = paragraph.forms[who.first : who.last], paragraph.codes[who.first : who.last]
    lexicon = paragraph.lexicon
    if any(form[:1].isdigit() for form in forms) or (lexicon.unspaced and sum(map(len, forms)) > LONGEST_UNSPACED):
        return False
    if any(lexicon.is_role(form) or form in lexicon.words("person") for form in forms):
        return True
    return codes.count("N") == len(codes) <= LONGEST_LABEL
