"""Bylines: the authors as the outlet prints them, and what else is on the line.

Rejects lines that are not fully understood: a headline may start with "By" too. Whether a name is a person's is decided
by its words and its neighbours; the word lists are in ``byline_words.tsv``.

A byline is a lead ("By", "Von", "Author:") and one or more names, followed by what the person is (a post, an agency, an
outlet, a place), a date, the age of the page, a handle, or the photographer. Without a lead, names followed by a post
at a newspaper or an agency are a byline.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from ...model.article import Span
from ...text.language.calendars import WEEKDAY, WEEKDAY_FORMS, month
from ...text.lazy_patterns import lazy_pattern
from ...text.word_lists import word_lists
from ...text.written_dates import dates
from ..line_shape import is_prose
from .agency_names import agency, is_outlet
from .date_lines import date_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .date_lines import DateStamp

_LISTS: Final = {
    name: frozenset(word.replace("_", " ") for word in words)
    for name, words in word_lists("index.articles.fields", "byline_words.tsv").items()
}
_LONGEST: Final = 200
_LONGEST_BARE: Final = 120
_MOST_UNKNOWN: Final = 4
# The lines of an article or two, which several steps ask about.
_REMEMBERED: Final = 256


def _any(name: str) -> str:
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s") for phrase in sorted(_LISTS[name], key=len, reverse=True))


_LEAD: Final = lazy_pattern(
    rf"[-–—•*|\s]*(?:(?P<lead>(?:{_any('lead')}))(?:\s*[:：]\s*|\s+)(?P<the>the\s+)?|(?P<weak>{_any('weak_lead')})\s*:?\s+|"
    rf"(?P<label>{_any('label')})\s*[:：]\s*)",
    re.IGNORECASE,
)
# Where the names end, whatever follows: the age of the page, a handle, an address, the photographer.
_REST: Final = lazy_pattern(
    r"\s*[|,·•(–—-]*\s*(?:"
    r"\d+\s(?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?)\sago\b|(?:an?|one)\s(?:hour|day|minute)\sago\b|"
    r"\(?@\w|\S+@\S+\.\w|https?://|(?:photo(?:graph)?s?|pictures?|illustrations?|graphics?|videos?)\s(?:by|from)\b|"
    r"(?:first |last )?(?:published|updated|posted)\b|fotos?:).*",
    re.IGNORECASE,
)
_HARD: Final = lazy_pattern(r"\s*[|·•;(]\s*|\s[-–—/]\s")
_AND: Final = lazy_pattern(rf"(?:^|\s)(?:{_any('and')})\s", re.IGNORECASE)
_VERB: Final = lazy_pattern(rf"(?:{_any('verb')})\b")
_PLACE: Final = lazy_pattern(rf"(?:{_any('place')})\b")
_MARKS: Final = "\u0300-\u036f\u0900-\u0963\u064b-\u0652"
_CAPITAL: Final = rf"[^\W\d_a-zß-öø-ÿа-яёіїєґα-ω][\w{_MARKS}]*\.?"
_PREFIX: Final = r"(?:(?:al|el|ad|an|as|ash|at|az|ar|bin|abd|d|l|dell|de|o|t)[-'’])?"
_STOPS: Final = _LISTS["function"] | _LISTS["verb"] | _LISTS["place"]
_NAME_WORD: Final = lazy_pattern(rf"[“\"‘']?{_PREFIX}{_CAPITAL}(?:[-'’.]\w[\w{_MARKS}]*\.?)*[”\"’']?$")
_INITIALS: Final = lazy_pattern(r"(?:[^\W\d_]\.-?)+$")
_WORD: Final = lazy_pattern(r"\S+")
# Three capitals among small letters: "CNN Business" is a company, "JD Vance" is not.
_HOUSE: Final = lazy_pattern(r"(?<!\w)[A-Z]{3,}(?!\w)")
_UNSPACED: Final = lazy_pattern(
    r"(?:文|作者|撰文|编辑|編輯|本报记者|本報記者|记者|記者|取材・文|執筆)\s*[:：/／丨|\s]\s*(?P<zh>[\u4e00-\u9fff·]{2,8})\s*$|"
    r"(?P<ko>[\uac00-\ud7a3]{2,4})\s?(?:기자|특파원|논설위원|선임기자)(?:\s.{0,40})?$"
)


class Byline(NamedTuple):
    """A parsed byline: the names, their span in the line, and the date on it.

    ``name`` is empty where no person is named. ``plain`` is true if nothing follows the names, ``led`` if a lead comes
    before them.
    """

    name: str
    span: Span
    plain: bool
    led: bool
    stamp: DateStamp | None = None


class _Part(NamedTuple):
    text: str
    start: int


@lru_cache(_REMEMBERED)
def read_byline(line: str) -> Byline | None:
    """Return the parsed byline, or ``None`` if ``line`` is none."""
    if len(line) > _LONGEST:
        return None
    if found := _UNSPACED.match(line):
        name = found.lastgroup or ""
        return Byline(found[name], Span(*found.span(name)), plain=True, led=True)
    return _spaced(line)


def _spaced(line: str) -> Byline | None:
    lead = _LEAD.match(line)
    if lead is None and (len(line) > _LONGEST_BARE or not _may_be_bare(line)):
        return None
    start = lead.end() if lead else 0
    end, stamp = _end(line, start)
    segments = list(_segments(line, start, end))
    names = _Names()
    if not segments or not names.read(segments[0]) or not names.fit(lead):
        return None
    met = {*names.met, *(_kind(segment.text) for segment in segments[1:])}
    explained = bool(met & {"press", "known"}) or end < len(line)
    if not ("press" in met if lead is None else explained or len(segments) == 1 or not names.single):
        return None
    return Byline(names.name, names.span, plain=not names.run_on, led=lead is not None, stamp=stamp)


def _may_be_bare(line: str) -> bool:
    """Whether ``line`` may be a byline without a lead: a cheap test that rules out most lines."""
    if "," not in line and not _HARD.search(line) and _LISTS["press"].isdisjoint(map(str.casefold, line.split())):
        return False
    return not is_prose(line)


def is_lead(line: str) -> bool:
    """Whether ``line`` is a byline's lead and nothing else: "Written by"."""
    return len(line) <= _LONGEST_BARE and _LEAD.fullmatch(f"{line} ") is not None


def _end(line: str, start: int) -> tuple[int, DateStamp | None]:
    """Return where names and descriptions end on the line, and the date after them."""
    rest = _REST.search(line, start)
    end = rest.start() if rest else len(line)
    dated = any(map(str.isdecimal, line))
    day = next((found.span.start for found in dates(line[start:])), None) if dated else None
    if day is None:
        return end, None
    before = line[start : start + day].rstrip()
    # A weekday may precede the date.
    last = re.search(r"[\s,|·•(–—-]*([^\W\d_]+)\.?,?$", before)
    if last and last[1].casefold() in WEEKDAY_FORMS:
        before = before[: last.start()]
    before = before.rstrip(" ,|·•(–—-")
    end = min(end, start + len(before))
    return end, date_line(line[end:].strip(" ,|·•()–—-"))


def _segments(line: str, start: int, end: int) -> Iterator[_Part]:
    """Yield the parts of a line between separators stronger than a comma."""
    at = start
    for sign in _HARD.finditer(line, start, end):
        if held := line[at : sign.start()].strip(" ,)"):
            yield _Part(held, line.index(held, at))
        at = sign.end()
    if held := line[at:end].strip(" ,)"):
        yield _Part(held, line.index(held, at))


class _Names:
    """The names read so far from the first segment of a line, and what follows them."""

    def __init__(self) -> None:
        self.spans: list[Span] = []
        self.words: list[list[str]] = []
        self.met: set[str] = set()
        self.nobody = self.run_on = self.tagline = False
        self._line = ""
        self._start = 0

    @property
    def span(self) -> Span:
        return Span(self.spans[0].start, self.spans[-1].end) if self.spans else Span(self._start, self._start)

    @property
    def name(self) -> str:
        """The names as printed, but not in all capitals."""
        if self.nobody or not self.spans:
            return ""
        span = self.span
        name = " ".join(self._line[span.start - self._start : span.end - self._start].split())
        return _small(name) if all(word.isupper() for words in self.words for word in words) else name

    @property
    def single(self) -> bool:
        """Whether only one word was found."""
        return len(self.words) == 1 and len(self.words[0]) == 1

    def read(self, segment: _Part) -> bool:
        """Read names and descriptions from ``segment``; return whether all of it is understood."""
        self._line, self._start = segment.text, segment.start
        for place, part in enumerate(_parts(segment)):
            if place and self._is_suffix(part):
                self.spans[-1] = Span(self.spans[-1].start, part.start + len(part.text))
            elif place and (kind := _kind(part.text)) != "person":
                self.met.add(kind)
                return kind != "unknown" and not (kind == "beside" and self._all_single())
            elif not self._read_names(part, first=not place):
                return False
            elif self.nobody or self.run_on:
                return True
        return True

    def fit(self, lead: re.Match[str] | None) -> bool:
        """Whether the names fit a byline with this lead."""
        if self.tagline and (lead is None or lead["weak"]):
            return False
        if self.nobody or (lead and lead["the"]):
            return self.nobody and lead is not None and not lead["weak"]
        if len(self.words) > 1 and (self._all_single() or (len(self.words[0]) == 1 and "," in self._line)):
            return False
        return not self.single if lead is None or lead["weak"] else bool(self.spans)

    def _all_single(self) -> bool:
        return all(len(words) == 1 for words in self.words)

    def _is_suffix(self, part: _Part) -> bool:
        return bool(self.spans) and part.text.casefold().replace(".", "") in _LISTS["suffix"]

    def _read_names(self, part: _Part, *, first: bool) -> bool:
        """Read the names between two commas; only the last may have more text after it."""
        at = 0
        for stop in [*(found.span() for found in _AND.finditer(part.text)), (len(part.text), len(part.text))]:
            held = part.text[at : stop[0]].strip()
            if self.spans and agency(_without_article(held)):
                self.met.add("press")
                return True
            if held and not self._read_name(_Part(held, part.start + part.text.index(held, at)), first=first):
                return False
            if self.run_on or self.nobody:
                return True
            at = stop[1]
        return True

    def _read_name(self, part: _Part, *, first: bool) -> bool:
        found = list(_WORD.finditer(part.text))
        words = [word[0] for word in found]
        if first and not self.spans and _names_nobody(words):
            self.nobody = True
            self.met.add("press")
            return True
        held = words[: _length(words)]
        if not held or not _may_be_person(held):
            return False
        if len(held) < len(words) and not self._goes_on(part.text[found[len(held)].start() :]):
            return False
        if self.run_on and len(held) > 2 and _bare(held[-1]) == _bare(held[-2]):
            held.pop()  # "By Jane Smith Smith writes for": the tagline starts with the surname again
        end = found[len(held) - 1].start() + len(_without_stop(held[-1]))
        self.spans.append(Span(part.start + found[0].start(), part.start + end))
        self.words.append(held)
        return True

    def _goes_on(self, rest: str) -> bool:
        """Whether ``rest`` may follow a name without a separator."""
        self.tagline = _VERB.match(rest) is not None
        if self.tagline or _PLACE.match(rest):
            self.run_on = True
            return True
        words = rest.split()
        if _is_house(words, len(words) + 1) or _bare(words[-1]).casefold() in _LISTS["press"]:
            self.met.add("press")
        return _is_description(words) or "press" in self.met


def _parts(segment: _Part) -> Iterator[_Part]:
    for found in re.finditer(r"[^,]+", segment.text):
        if held := found[0].strip():
            yield _Part(held, segment.start + segment.text.index(held, found.start()))


def _length(words: Sequence[str]) -> int:
    """Return how many of ``words``, from the first, form a name: capitalised words, initials, particles between."""
    count = 0
    for place, word in enumerate(words):
        if word.casefold() in _STOPS and word.casefold() not in _LISTS["particle"]:
            break
        if _NAME_WORD.match(word) or _INITIALS.match(word):
            count = place + 1
        elif word.casefold() not in _LISTS["particle"]:
            break
    ends = (
        place for place in range(1, count) if _is_description(words[place:]) or _is_house(words[place:count], place)
    )
    return min([count, *ends])


def _is_house(words: Sequence[str], place: int) -> bool:
    """Whether ``words``, from ``place`` on in a line, are an agency or an outlet after a full name."""
    said = " ".join(words)
    return place > 1 and (agency(_without_article(said)) is not None or is_outlet(said))


def _is_description(words: Sequence[str]) -> bool:
    """Whether ``words`` start with a description of a person: a post with its complements."""
    plain = [_bare(word).casefold() for word in words]
    if plain[0] == "special" and plain[1:2] in (["to"], ["for"]):
        return True
    post = next((place for place, word in enumerate(plain) if word in _LISTS["press"] | _LISTS["post"]), None)
    return post is not None and all(
        word in _LISTS["of_post"] or agency(words[place]) for place, word in enumerate(plain[:post])
    )


def _kind(part: str) -> str:
    """Classify what follows a name.

    `press` is a post at a newspaper or an agency, `known` another post or an outlet, `person` another name, `beside` a
    place or a clause, `unknown` anything else.
    """
    plain = _without_article(part.strip(" .)"))
    small = [_bare(word).casefold() for word in plain.split()]
    if not small:
        return "beside"
    asked = (
        ("press", agency(plain) or not (_LISTS["press"].isdisjoint(small) or _LISTS["never"] & set(small))),
        (
            "known",
            is_outlet(part)
            or not _LISTS["post"].isdisjoint(small)
            or not _LISTS["institution"].isdisjoint((small[0], small[-1])),
        ),
        ("beside", plain.casefold().replace(".", "") in _LISTS["town"]),
        ("unknown", part[:1].islower() and small[0] in _LISTS["never"] - {"who", "whose"}),
        ("beside", _VERB.match(part) or _PLACE.match(part) or (part[:1].islower() and not _AND.match(f" {part}"))),
        ("beside", _HOUSE.search(part) and not part.isupper()),
        ("person", all(map(_is_full_name, filter(str.strip, _AND.split(f" {part}"))))),
        ("beside", len(small) < _MOST_UNKNOWN and _length(plain.split()) == len(small)),
    )
    return next((kind for kind, fits in asked if fits), "unknown")


def _is_full_name(name: str) -> bool:
    words = name.split()
    return 1 < len(words) <= 5 and _length(words) == len(words) and _may_be_person(words)


def _names_nobody(words: Sequence[str]) -> bool:
    """Whether a byline names an agency, a desk or staff instead of a person."""
    said = _without_article(" ".join(words))
    plain = [_bare(word).casefold() for word in said.split()]
    if agency(said.rstrip(".")) or not plain:
        return True
    if plain[0] in _LISTS["nobody"] or plain[-1] in _LISTS["nobody"]:
        return (
            len(plain) < 3
            or plain[-1] == "board"
            or all(word in _LISTS["of_post"] | _LISTS["nobody"] for word in plain)
        )
    return _is_description(words)


def _may_be_person(words: Sequence[str]) -> bool:
    plain = [_bare(word).casefold() for word in words]
    if plain[0] in _LISTS["never"] or plain[0] in WEEKDAY or (len(plain) == 1 and month(plain[0])):
        return False
    # "By Banning Books": hardly any given name ends like this.
    if any(word.endswith(("'s", "’s")) for word in plain):
        return False
    return not (len(plain[0]) > 5 and plain[0].endswith("ing") and plain[0] not in {"irving", "sterling"})


def _bare(word: str) -> str:
    return word.strip(".,;:()[]“”\"'’‘")


def _without_article(name: str) -> str:
    return re.sub(r"^(?:the|die|der|l['’]|la)\s+", "", name, flags=re.IGNORECASE)


def _without_stop(word: str) -> str:
    """Return ``word`` without a sentence's full stop; that of an initial or Jr. is part of the name."""
    last = _bare(word)
    keeps = len(last) == 1 or "." in last or last.casefold() in _LISTS["suffix"]
    return word if keeps else word.rstrip(".,;:")


def _small(name: str) -> str:
    """Return a name printed in capitals in normal case."""
    words = [
        word.lower() if word.casefold() in _LISTS["particle"] | _LISTS["and"] else word.title() for word in name.split()
    ]
    return " ".join([words[0][:1].upper() + words[0][1:], *words[1:]])
