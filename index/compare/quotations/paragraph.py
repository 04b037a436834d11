"""Quotations and possible speakers, and the features of phrases that all rules share.

Does not propose or weigh speakers.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from ...text.capitals import capitalised
from .incises import incise
from .narration import narration
from .speech import statements

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...text.language.language_lexicon import LanguageLexicon
    from .narration import Narration
    from .quotation_marks import Marked
    from .speech import Statement
    from .subjects import Range

NOBODY = (0, 0)
NEAR = 80
AROUND = 8
"""The most tokens between a quotation and a statement, and the most statements on either side."""

INSIDE = re.compile(r"(?P<who>[^\W\d_a-z][\w.’'-]*(?: [^\W\d_a-z][\w.’'-]*){0,3}):\s")
NO_LABEL = re.compile(r"(?:NOTE|BREAKING|UPDATE|WATCH|VIDEO|LIVE|EXCLUSIVE|UPDATED|Note|Question|Answer)$")


class SpeakerCandidate(NamedTuple):
    """A possible speaker: span and cue in the text, the rule that proposes it, and its features.

    The candidate for an unnamed speaker has the rule ``""`` and an empty span.
    """

    who: tuple[int, int]
    cue: tuple[int, int] | None
    rule: str
    features: tuple[str, ...]


class QuotationContext(NamedTuple):
    """A quotation in its paragraph: its token, and what its own words tell.

    ``label`` is the span of a name at its start, as in "CLINTON: I feel …", or of the speaker in an incise, or empty.
    ``rank`` is the number of statements before it in its paragraph, ``followed`` whether one is right after it: "…," he
    said; ``titled`` whether it is set like a title or heading, with every word capitalised, ``labelled`` whether a word
    and a colon are at its start, a name or not.
    """

    token: int
    shape: str
    length: str
    closing: str
    label: tuple[int, int]
    rank: int
    followed: bool
    titled: bool
    labelled: bool


class StatementTold(NamedTuple):
    """A statement as every quotation near it sees it, whatever is in between.

    It covers tokens ``first`` up to ``last``; ``who`` and ``cue`` are spans of the text; ``speaker`` is the class of
    its speaker, ``next`` that of the token after it (``$`` for none) and ``led`` that of the one before speaker and cue
    (``^``); ``that`` says whether "that" follows the cue; ``prefix`` is what its form puts before a rule's name.
    """

    statement: Statement
    first: int
    last: int
    who: tuple[int, int]
    cue: tuple[int, int]
    speaker: str
    next: str
    led: str
    that: bool
    prefix: str


class Paragraph:
    """A paragraph with its quotations; its tokens and statements are found lazily."""

    __slots__ = (
        *("_bare", "_narration", "_statements", "_told", "end", "lexicon", "quotations", "start"),
        "text",
    )

    def __init__(self, text: str, start: int, end: int, quotations: Sequence[Marked], lexicon: LanguageLexicon) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.quotations = quotations
        self.lexicon = lexicon
        self._narration: Narration | None = None
        self._statements: list[Statement] | None = None
        self._told: dict[int, StatementTold] = {}
        self._bare: bool | None = None

    @property
    def introduces(self) -> bool:
        """Whether it ends with a colon."""
        return self.text[self.start : self.end].rstrip().endswith((":", "："))

    @property
    def narration(self) -> Narration:
        """The paragraph's tokens, each quotation as one."""
        if self._narration is None:
            self._narration = narration(self.text, self.start, self.end, self.quotations, self.lexicon)
        return self._narration

    @property
    def statements(self) -> list[Statement]:
        """The statements in it: who is said to say something."""
        if self._statements is None:
            self._statements = statements(self.narration)
        return self._statements

    def told(self, number: int) -> StatementTold:
        """Return a statement as the quotations near it see it."""
        if number not in self._told:
            self._told[number] = _told(self.narration, self.statements[number])
        return self._told[number]

    def rank(self, token: int) -> int:
        """Return the number of statements whose verb is before the token."""
        return bisect_left(self.statements, token, key=_cue)

    def near(self, place: QuotationContext) -> range:
        """Return the positions of the statements near a quotation: within `NEAR`, `AROUND` of them on either side."""
        some, here, token = self.statements, place.rank, place.token
        if not some:
            return range(0)
        low = bisect_left(some, token - NEAR, max(0, here - AROUND), here, key=_cue)
        return range(low, bisect_left(some, token + NEAR, here, min(len(some), here + AROUND), key=_cue))

    @property
    def bare(self) -> bool:
        """Whether it holds nothing but quotations."""
        if self._bare is None:
            self._bare = not self.narration.codes.strip("Q.,-")
        return self._bare


def _cue(statement: Statement) -> int:
    return statement.cue


def _told(tokens: Narration, one: Statement) -> StatementTold:
    first, last = min(one.cue, one.who.first), max(one.cue + 1, one.who.last)
    return StatementTold(
        one,
        one.cue if one.form == "shared" else first,
        last,
        text_span(tokens, one.who),
        cue_span(tokens, one.cue),
        speaker_class(tokens, one.who),
        tokens.codes[last : last + 1] or "$",
        tokens.codes[first - 1] if first else "^",
        tokens.forms[one.cue + 1 : one.cue + 2] == ["that"],
        f"{one.form} " if one.form in {"according", "label", "signature"} else "",
    )


def setting(here: Paragraph, quotation: Marked, token: int) -> QuotationContext:
    """Return what a quotation's own words and its immediate neighbours tell."""
    inner = here.text[quotation.inner_start : quotation.inner_end]
    words = len(inner) // 2 if here.lexicon.unspaced else inner.count(" ") + 1
    length = "1-2" if words < 3 else "3-5" if words < 6 else "6-12" if words < 13 else "13+"
    after = here.text[quotation.end : quotation.end + 1]
    last = inner[-1] if inner[-1] in ".,!?…-—–" else after if after in {",", "."} else ""
    closing = {",": ",", ".": ".", "": "none"}.get(last, "!")
    shape = "fragment" if inner[:1].islower() else "sentence"
    rank = here.rank(token)
    behind = range(token + 1, token + 3)
    following = here.statements[rank : rank + AROUND]
    followed = any(min(one.cue, one.who.first) in behind and one.form in {"subject", "inverted"} for one in following)
    inside = _inside(here.text, quotation)
    label = _label(inside) if not token else NOBODY
    if label == NOBODY and not here.statements:
        label = incise(here.text, quotation, here.lexicon) or NOBODY
    return QuotationContext(token, shape, length, closing, label, rank, followed, _titled(inner), inside is not None)


def _titled(inner: str) -> bool:
    """Return whether every longer word of a few is capitalised: a title, a heading, a name."""
    words = inner.split()
    if len(words) < 2:
        return False
    words = [word for word in words if len(word) > 3 or word[0].isupper()]
    return 1 < len(words) <= 10 and all(word[0].isupper() or word[0].isdigit() for word in words)


def _inside(text: str, quotation: Marked) -> re.Match[str] | None:
    label = INSIDE.match(text, quotation.inner_start, quotation.inner_end)
    return label if label and capitalised(label["who"]) else None


def _label(label: re.Match[str] | None) -> tuple[int, int]:
    if label is None or NO_LABEL.match(label["who"]):
        return NOBODY
    return label.span("who") if label["who"].isupper() or " " in label["who"] else NOBODY


def bucket(gap: int) -> str:
    """Return the class of a distance in tokens."""
    return str(gap) if gap < 4 else "4-7" if gap < 8 else "8-15" if gap < 16 else "16+"


def speaker_class(tokens: Narration, who: Range) -> str:
    """Return the pronoun that a phrase is, or whether it has a name, starts with a determiner, or neither."""
    codes = tokens.codes[who.first : who.last]
    if codes == "P":
        return tokens.forms[who.first]
    return "name" if "N" in codes else "the" if codes.startswith(("D", "O")) else "noun"


def text_span(tokens: Narration, who: Range) -> tuple[int, int]:
    """Return the span of a phrase's tokens in the text."""
    end = tokens.ends[who.last - 1]
    possessive = tokens.codes[who.last - 1] == "O" and tokens.forms[who.last - 1].endswith("'s")
    return tokens.starts[who.first], end - 2 * possessive


def cue_span(tokens: Narration, cue: int) -> tuple[int, int]:
    """Return the span of a cue's token in the text."""
    return tokens.starts[cue], tokens.ends[cue]
