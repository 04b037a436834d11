"""Splits a stretch of text into sentences, with exact offsets and without changing a character.

Does not know about blocks or articles: callers hand in the stretch of one block, so that a caption or a heading
without a full stop ends where its block ends.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model.article import Span
from .language.abbreviations import (
    ASKING_VERBS,
    BEFORE_LETTER,
    BEFORE_NUMBER,
    BEFORE_ORDINAL,
    BEFORE_PRONOUN,
    BETWEEN_ORDINALS,
    CAPITALS,
    CLOCK_FOLLOWERS,
    CLOSING_PARTS,
    COUNTRIES,
    EXCLAIMING_NAMES,
    MAY_BE_LAST,
    NEVER_LAST,
    OF_COUNTRY,
    OPENERS,
    ORDINAL_NOUNS,
    PARTS,
    PLACES,
    PLAIN_WORDS,
    VERBS,
    YEARS,
)
from .language.calendars import ORDINAL_MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator

_OPENING = "\"“‘'«‹„‚(\\[¿¡「『*"
_CLOSING = "\"”’'»›)\\]“」』*"
# A closing guillemet may stand behind a (no-break) space; before a letter either of the two opens.
# The look-ahead at the front spares most letters the alternatives behind it; a run of marks is tried from its first.
_CANDIDATE = re.compile(
    r"(?=[.!?…‼⁇。！？｡؟।॥۔\n])(?:"
    r"(?P<mark>\.(?:[ ]\.)+|(?<![.!?…‼⁇])[.!?…‼⁇]+(?:[ ]\.\.\.)?)"
    rf"(?P<close>(?:[{_CLOSING}]|[«‹](?!\w))*(?:[  ]?»(?!\w))?)"
    r"(?P<gap>\s+)"
    r"|(?P<wide>[。！？｡]+)(?P<shut>[」』”’）\"]*)\s*"
    r"|(?P<danda>(?<![؟।॥۔])[؟।॥۔]+[»”\")]*)\s+"
    r"|(?P<glued>(?<=[^\W\d_A-Z]{2})[.!?][”\"’]?)(?=[A-Z“][a-z“A-Z][\w’]*[\s,])"
    r"|(?P<blank>\n[^\S\n]*\n\s*)"
    r"|(?P<line>\n)\s*)",
)
_MAY_END = re.compile("[.!?…‼⁇。！？｡؟।॥۔\n:]")
"""A sign of every end of a sentence, and of a credit: what has none is one sentence."""
_CREDIT = re.compile(r"(?<=\w)(?= +(?:Image|Photo|Picture|Photograph|Photo credit|Credit): )")
_LAST_WORD = re.compile(r"[\w.’'&/-]*$")
_NEXT_WORD = re.compile(rf"[{_OPENING}»›\s]*([\w’'.-]*)")
_SPEECH = re.compile(r"[–—-]+\s+[" + _OPENING + r"]*([^\W\d_])")
_NUMBER_BEFORE = re.compile(r"(?:\d|\b[IVXLC]+) ?$")
_LONGEST_NUMBER = 20  # letters before a year's abbreviation among which its number is looked for
_INK = re.compile(r"\S")
_WORDS_BEFORE = re.compile(r"(?:([\w.’'-]+)\s+)?([\w.’'-]+)\s+$")
_PART_BEFORE = re.compile(r"(?<!\w)([^\W\d_])\.\s$")
_IN_THE = re.compile(r"\b(?:in|of|from|by|with|to|for|into|than|across|against|outside|inside|and) the $")
_SUBJECT = re.compile(r"\s+((?:[A-Z][\w’'-]*\s+){1,3})([a-z]+)\b")
_OPENERS_OF = {"」": "「", "』": "『", "”": "“", "’": "‘", "）": "（", '"': '"'}
# `“…。”他说。` and `「…。」と彼は述べた。`: what follows the quotation tells whose it is.
_SAID_BEHIND = re.compile(
    r"[，、,]|と|って|[^\s。！？，：“「『\"]{1,30}?(?:说|說|道|问|問|称|稱|喊|答|叫|表示|指出|强调|強調|认为|認為|解释|解釋)(?=[，。！？]|$)"
)
_INTRODUCING = "：:，,"
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]|Ph\.D|M\.Sc|B\.Sc|Lt\.-Gen")
_ATTRIBUTION = re.compile(r"(?:[^\W\d_][\w.’-]*\s+){1,4}?([a-z]+)\b")
_SIGNATURE = re.compile(r"[–—-]+ ?(?P<who>[^\W\d_][\w.’-]*(?:\s+[^\W\d_][\w.’-]*){0,5})\s*$")
_DOMAINS = frozenset({"Com", "Org", "Net", "Co", "Js", "Io", "Gov", "Edu", "Uk"})
_WRAP = (45, 120)  # a line this long that ends without a mark is wrapped prose, not a heading or an item
_DASHES = "–—-"
_LONGEST_QUOTATION = 2000
_NO_SENTENCE = 30  # so few letters before `1990 г.` are the opening words of a sentence and no sentence


def sentences(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """Return the sentences of ``text[start:end]``: ordered, disjoint spans that cover all of it but white space.

    Initials, abbreviations, titles, dotted names (``U.S.``), clock times, ordinals, quotations with their attribution
    and datelines do not break a sentence; blank lines do, and single line ends do unless the line is wrapped prose.
    Never raises.
    """
    stop = len(text) if end is None else end
    spans = []
    for left, right in _pieces(text, start, stop) if _MAY_END.search(text, start, stop) else ((start, stop),):
        piece = text[left:right]
        body = piece.strip()
        if body:
            lead = left + len(piece) - len(piece.lstrip())
            spans.append(Span(lead, lead + len(body)))
    return tuple(spans)


def _pieces(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches between ends of sentences; they touch and cover the whole stretch."""
    for credit in _CREDIT.finditer(text, start, stop):
        yield from _sentences(text, start, credit.start())
        start = credit.start()
    yield from _sentences(text, start, stop)


def _sentences(text: str, left: int, stop: int) -> Iterator[tuple[int, int]]:
    start = left
    for match in _CANDIDATE.finditer(text, start, stop):
        cut = _shut(text, start, match, stop) if match["shut"] else _cut(text, left, match, stop)
        if cut is not None:
            yield left, cut
            left = cut
    yield left, stop


def _cut(text: str, left: int, match: re.Match[str], stop: int) -> int | None:
    """Say where the sentence ends at this candidate, or ``None`` when it goes on."""
    kind = match.lastgroup
    if kind == "line":
        return None if _wrapped(text, left, *match.span(), stop) else match.start()
    if kind in {"shut", "danda", "blank"}:
        return match.end(kind)
    if kind == "glued":
        following = _next_word(text, match.end(), stop)
        return None if following in _DOMAINS else match.end(kind)
    return match.end("close") if _ends(text, left, match, stop) else None


def _shut(text: str, start: int, match: re.Match[str], stop: int) -> int | None:
    """Say where the sentence ends at an ideographic stop with a mark behind it that seems to close a quotation."""
    closer, end = match["shut"][-1], match.end("shut")
    before = text[max(start, match.start() - _LONGEST_QUOTATION) : match.start()]
    opener = _OPENERS_OF[closer]
    if opener == closer and before.count(opener) % 2 == 0:
        opener, closer = "“", "”"  # texts that mix typewriter marks with curly ones
    if before.count(opener) % 2 == 0 if opener == closer else before.count(opener) <= before.count(closer):
        return match.end("wide")  # the mark opens the next sentence
    introduced = before[: before.rindex(opener)].rstrip().endswith(tuple(_INTRODUCING))
    return None if not introduced and _SAID_BEHIND.match(text, end, stop) else end


def _wrapped(text: str, left: int, line_end: int, following: int, stop: int) -> bool:
    """Whether a line end without a mark is only the width of a column."""
    if following >= stop or line_end - left + 1 < _WRAP[0]:
        return False
    length = line_end - max(text.rfind("\n", left, line_end), left - 1)
    if not _WRAP[0] <= length <= _WRAP[1]:
        return False
    return text[following].islower() or not _lone_line(text, line_end, following, stop)


def _lone_line(text: str, line_end: int, following: int, stop: int) -> bool:
    """Whether the next line looks like a paragraph of its own rather than the rest of a wrapped one."""
    next_end = text.find("\n", following, stop)
    length = (stop if next_end < 0 else next_end) - following
    return length > _WRAP[1] or text[line_end - 1] == ":" or text[following] in "-•*·–—"


def _ends(text: str, left: int, match: re.Match[str], stop: int) -> bool:
    """Decide a mark that is followed by white space."""
    mark, close, after = match["mark"], match["close"], match.end()
    first, lines = text[after : min(after + 1, stop)], match["gap"].count("\n")
    if not first or lines > 1 or (lines and first in _DASHES):
        return True
    word = _next_word(text, after, stop)
    if first in _DASHES:
        return _before_dash(text, left, match, stop)
    if _goes_on(text, first, word, after):
        return False
    if mark == ".":
        return bool(close) or _full_stop(text, left, match.start(), word, opened=first in _OPENING + "»›")
    return mark[0] not in "!?" or _exclamation(text, left, match, word, stop)


def _before_dash(text: str, left: int, match: re.Match[str], stop: int) -> bool:
    """Whether the dash behind the mark opens speech (`– Nie wiem. – To źle.`) and is no dateline or signature."""
    after = match.end()
    speech = _SPEECH.match(text, after, stop)
    if _signed(text, after, stop) or (speech and speech[1].islower()):
        return False
    if match["close"] or speech is None:
        return bool(match["close"])
    before = _last_word(text, left, match.start())
    short = (
        before.lower().rsplit("-", 1)[-1] in NEVER_LAST | MAY_BE_LAST or len(before) == 1 or _DOTTED.fullmatch(before)
    )
    return match["mark"] != "." or not short


def _signed(text: str, after: int, stop: int) -> bool:
    """Whether nothing but a name follows the dash: most of its words are capitals' and no sentence ends it."""
    signature = _SIGNATURE.match(text, after, stop)
    if signature is None:
        return False
    names = signature["who"].split()
    return 2 * sum(name[0].isupper() for name in names) > len(names) and (names[-1][-1] != "." or len(names[-1]) == 2)


def _goes_on(text: str, first: str, word: str, after: int) -> bool:
    """Whether what follows can't open a sentence: a small letter, a comma, a lone closing mark."""
    if first in ",;:)]”" or (first in "»›" and not text[after + 1 : after + 2].isalnum()):
        return True
    if not word:
        return not first.isalnum() and text[after : after + 3] not in {"...", "[…]"} and first not in _OPENING + "#@$€£"
    return word[0].islower() and not any(letter.isupper() for letter in word[1:3])


def _full_stop(text: str, left: int, mark: int, word: str, *, opened: bool) -> bool:
    """Decide a single full stop from the word before it and the word behind it."""
    before = _last_word(text, left, mark)
    if before.isdigit():
        return not _ordinal(text, left, mark, before, word) and not _numbering(text, left, mark, before)
    if (before, word.split("-", maxsplit=1)[0].rstrip(".")) in PARTS or before in CAPITALS:
        return False
    if len(before) == 1 and before.isalpha():
        return _letter_ends(text, left, mark, word)
    if before.lower() in {"a.m", "p.m"}:
        return word.lower().strip(".") not in CLOCK_FOLLOWERS
    if _DOTTED.fullmatch(before):
        opener = word.lower().rstrip(".") in OPENERS
        return opened or opener or _new_subject(text, left, mark, before)
    return _longer_ends(text, left, mark, word, before)


def _longer_ends(text: str, left: int, mark: int, word: str, before: str) -> bool:
    """Decide a full stop behind a word of several letters: a year's `гг.`, an acronym, a word or an abbreviation."""
    opener = word.lower().rstrip(".") in OPENERS
    if before in YEARS and _numbered(text, left, mark - len(before)):
        return opener or mark - left > _NO_SENTENCE
    # `patients with MS.` is no `Ms.`; the second part of `EE. UU.` is an abbreviation like others
    acronym = len(before) > 1 and before.isupper() and not _second_part(text, left, mark, before)
    return acronym or _word_ends(before, word, opener=opener)


def _letter_ends(text: str, left: int, mark: int, word: str) -> bool:
    """Decide a full stop behind a single letter: an initial, a part of `z. B.`, a year's `r.`, or `plan B`."""
    letter, opener = text[mark - 1], word.lower().rstrip(".") in OPENERS
    if letter.isupper():
        whole = _named_by_letter(text, left, mark, letter)
        return whole or (opener and not _capitalised_before(text, left, mark - 1) and letter != "J")
    if len(word) == 2 and word[1] == ".":
        return False
    if letter in YEARS and _numbered(text, left, mark - 1):
        return opener or mark - left > _NO_SENTENCE
    first = _PART_BEFORE.search(text, max(left, mark - 5), mark - 1)
    if first is not None:
        return opener or (first[1], letter) in CLOSING_PARTS
    return not (letter in PLACES and word[:1].isupper()) and _word_ends(letter, word, opener=opener)


def _named_by_letter(text: str, left: int, mark: int, letter: str) -> bool:
    """Whether the capital is a word of its own, as in `plan B`, `you and I`, `20 °C`."""
    grouped = _WORDS_BEFORE.search(text, max(left, mark - 40), mark - 1)
    noun = grouped[2].lower() if grouped else ""
    if text[mark - 2 : mark - 1] in set("°º"):
        return True
    return noun in BEFORE_LETTER or (letter == "I" and noun in BEFORE_PRONOUN)


def _ordinal(text: str, left: int, mark: int, figure: str, word: str) -> bool:
    """Whether the figure is an ordinal as German and its neighbours write it: `26. April`, `der 14. Anlauf`."""
    low = word.lower()
    if low in ORDINAL_MONTHS or low in ORDINAL_NOUNS:
        return len(figure) < 3
    if len(figure) > 3 or not word or low.rstrip(".") in OPENERS:
        return False
    before = _WORDS_BEFORE.search(text, max(left, mark - 60), mark - len(figure))
    if before is None:
        return False
    further, nearest = before[1] or "", before[2].lower()
    linked = nearest in BETWEEN_ORDINALS and further[:-1].isdigit() and further[-1:] == "."
    return linked or (nearest in BEFORE_ORDINAL and further != "I")


def _new_subject(text: str, left: int, mark: int, country: str) -> bool:
    """Whether a name and its verb follow `in the U.S.`, so that the name begins a sentence."""
    if country.lower() not in COUNTRIES or not _IN_THE.search(
        text, max(left, mark - len(country) - 14), mark - len(country)
    ):
        return False
    following = _SUBJECT.match(text, mark + 1)
    if following is None or following[2] not in VERBS:
        return False
    return OF_COUNTRY.isdisjoint(following[1].lower().split())


def _second_part(text: str, left: int, mark: int, before: str) -> bool:
    """Whether `before` is the second part of an abbreviation as in `EE. UU.`."""
    first = _WORDS_BEFORE.search(text, max(left, mark - 20), mark - len(before))
    return first is not None and (first[2].rstrip("."), before) in PARTS


def _word_ends(before: str, word: str, *, opener: bool) -> bool:
    """Decide a full stop behind a whole word by the tables of abbreviations."""
    lower = before.lower()
    tail = lower.rsplit("-", 1)[-1]
    if lower in NEVER_LAST or tail in NEVER_LAST:
        return False
    if lower in BEFORE_NUMBER and word[:1].isdigit():
        return False
    if lower == before and lower in PLAIN_WORDS:
        return True
    return opener or (lower not in MAY_BE_LAST and tail not in MAY_BE_LAST)


def _numbering(text: str, left: int, mark: int, before: str) -> bool:
    """Whether `1.` numbers the sentence it opens."""
    return len(before) < 3 and not _INK.search(text, left, mark - len(before))


def _numbered(text: str, left: int, end: int) -> bool:
    """Whether a number, in figures or Roman, stands before ``end``."""
    return _NUMBER_BEFORE.search(text, max(left, end - _LONGEST_NUMBER), end) is not None


def _exclamation(text: str, left: int, match: re.Match[str], word: str, stop: int) -> bool:
    """Decide `!` and `?`: names that carry one, and quotations followed by their attribution."""
    if _last_word(text, left, match.start()).lower() in EXCLAIMING_NAMES and not match["close"]:
        return word.lower() in OPENERS
    if match["close"].strip(")]"):
        attribution = _ATTRIBUTION.match(text, match.end(), min(stop, match.end() + 60))
        return attribution is None or attribution[1] not in ASKING_VERBS
    return True


def _last_word(text: str, left: int, mark: int) -> str:
    found = _LAST_WORD.search(text, max(left, mark - 30), mark)
    return found[0].lstrip("'’") if found else ""


def _next_word(text: str, after: int, stop: int) -> str:
    found = _NEXT_WORD.match(text, after, stop)
    return found[1] if found else ""


def _capitalised_before(text: str, left: int, initial: int) -> bool:
    """Whether a capitalised word stands before an initial, as in `George W. Bush`."""
    before = _last_word(text, left, initial - 1 if initial > left else left).rstrip(".")
    return before[:1].isupper()
