"""Lines that give the date of publication or update, and the date in a file's name.

Never takes a date in the text for the article's own, nor the file's time: without a statement, the date is unknown.

A line is a date line if everything on it is understood: dates, labels, weekdays, times with time zones, the age of the
page, the reading time. A name may be next to it, set off by a separator: a place, an outlet, an author.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from ...model.article import Span
from ...text.language.calendars import WEEKDAY_FORMS, iso
from ...text.lazy_patterns import lazy_pattern
from ...text.word_lists import word_lists
from ...text.written_dates import dates, parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ...text.written_dates import WrittenDate

_LONGEST: Final = 130
# The lines of an article or two, which several steps ask about up to four times.
_REMEMBERED: Final = 256
_UNSPACED: Final = frozenset({"zh", "ja", "ko", "th"})


def _phrases(kind: str) -> str:
    """Return the inside of a regex group of the phrases of a kind, longest first."""
    spaced: set[str] = set()
    glued: set[str] = set()
    for listed, phrases in word_lists("index.articles.fields", "date_labels.tsv").items():
        language, _, named = listed.partition(".")
        if named == kind:
            (glued if language in _UNSPACED else spaced).update(phrases)
    # A digit may precede: the zone of `10:00Z`.
    return "|".join((rf"(?<![^\W\d])(?:{_any(spaced)})(?!\w)", *map(re.escape, sorted(glued, key=len, reverse=True))))


def _any(phrases: Iterable[str]) -> str:
    ordered = sorted(phrases, key=len, reverse=True)
    return "|".join(re.escape(phrase).replace("_", r"\s") for phrase in ordered)


def _pattern(inside: str) -> re.Pattern[str]:
    return lazy_pattern(inside, re.IGNORECASE)


_LABEL: Final = _pattern(f"(?P<updated>{_phrases('updated')})|(?P<published>{_phrases('published')})")
_FILLER: Final = _pattern(_phrases("filler"))
_OFFSET: Final = r"(?:\s?[+\-−]\s?\d{1,2}(?::?\d\d)?)"
_ZONE: Final = (
    rf"\(?(?-i:{_phrases('zone')}){_OFFSET}?\)?|\(?[+\-−]\d\d:?\d\d\)?|"
    r"\(?\b(?:[A-Z][a-z]+ ){0,2}(?:standard |daylight |summer |local )?time\b\)?|\([A-Z][a-z]+/[A-Z][A-Za-z_]+\)|"
    r"\b(?:hora|heure|ora|horário)s?\s(?:locale?|peninsular|(?:de|di|da|du|d['’])\s?\w+)|\bortszeit\b|"
    r"\bпо\s\w+(?:\sвремени)?|\bза\s\w+\sчасом"
)
_HALF: Final = r"(?:[ap]\.?\s?m\b\.?|[μπ]\.\s?μ\.|[صم](?!\w)|[pm]\.\s?d\.|น\.)"
_HOURS: Final = (
    r"(?<!\d)\d{1,2}[:.h：]\d\d(?:[:.]\d\d(?:[.,]\d+)?)?(?!\d)(?:\s?(?:h|hs|hrs|uhr)\b)?",
    r"(?<!\d)\d{1,2}\s?(?:h|uhr)\b(?:\s?\d\d\b)?(?:\s?min\b(?:\s?\d\d\s?s\b)?)?",
    rf"\b\d{{1,2}}(?=\s?{_HALF})",
    r"\b\d{4}(?=\s?(?:GMT|UTC|[A-Z]{2,4}\b|hrs\b|hours\b))",
    r"\d{1,2}\s?[時时點点시]\s?(?:\d{1,2}\s?[分분])?(?:\s?\d{1,2}\s?[秒초])?",
)
_TIME: Final = _pattern(rf"T?(?:{'|'.join(_HOURS)})\s*{_HALF}?\s*(?:{_ZONE})?|{_ZONE}|(?<!\w){_HALF}")
# The zone after a time may be missing from the list: capitals only.
_CAPITALS: Final = lazy_pattern(r"^\s*\(?[A-Z]{2,5}\)?(?=\W|$)")
_MINUTES: Final = r"minuten?|minutes?|minutos?|minuti|минуты?|минут|хвилини?|хвилин|мин|хв"
_READING: Final = (
    r"reading time|read time|lesezeit|temps de lecture|tiempo de lectura|tempo di lettura|tempo de leitura|leestijd|"
    r"czas czytania|время чтения|час читання"
)
_TO_READ: Final = r"lesezeit|de lecture|de lectura|di lettura|de leitura|leestijd|чтения|читання"
_SOURCE: Final = (
    "来源|來源|稿源|作者|编辑|編輯|責任編輯|责任编辑|记者|記者|出典|source|quelle|fuente|fonte|источник|джерело"
)
_AGES: Final = (
    r"\b(?:about |over )?(?:\d{1,3}|an?|one)\s?(?:min(?:ute)?|hour|hr|day|week|month|year)s?\.?\s(?:ago|read)",
    r"\b\d{1,3}\s?[-–]?\s?min(?:ute)?s?\.?(?:\sto\sread|\slisten|\sread(?:ing)?(?:\stime)?)?\b",
    rf"\b(?:{_READING})\b\s?:?\s?(?:ca\. )?(?:\d{{1,3}}\s?\w+\.?)?",
    rf"\b\d{{1,3}}\s(?:{_MINUTES})\b(?:\s(?:{_TO_READ}))?",
    r"\b(?:vor|il y a|hace|há)\s\d{1,3}\s\w+|\d{1,3}\s?(?:分钟前|小时前|時間前|시간\s?전)",
    r"\b\d{1,3}\s(?:comments?|views?|shares?)\b",
    rf"(?:{_SOURCE})\s?[:：]\s?[^\s|·•\0]+(?:\s[^\s|·•\0]+){{0,3}}",
)
_AGE: Final = _pattern("|".join(_AGES))
_WEEKDAY: Final = lazy_pattern(
    rf"(?<!\w)(?:{_any(name.replace(' ', '_') for name in WEEKDAY_FORMS)})(?:ที่|\.|(?!\w))|"
    r"(?:星期|礼拜|週|周)[一二三四五六日天]|"
    r"[月火水木金土日]曜日?|[(（][月火水木金土日][)）]|[(（]?[월화수목금토일](?:요일)?[)）]?(?!\w)",
    re.IGNORECASE,
)
_SIGNS: Final = lazy_pattern(r"[\s\u200e\u200f\u061c،,.:：;·•()（）\[\]【】\-–—/|｜~＊*\0]+")
_PARTS: Final = lazy_pattern(r"\s*[|｜·•—–/,()]\s*|\s-\s|\0")
_EASTERN_NAME: Final = lazy_pattern(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]{2,8}")
_NAME_WORDS: Final = 5
_FIGURES_ALONE: Final = lazy_pattern(r"(?:\d{8}|\d{14})Z?")
# In East Asia the label may follow the date: `3月5日 更新`.
_BEHIND: Final = lazy_pattern(r"\s*(?:[)）\]】|／/\0]|$)")
_EAST: Final = lazy_pattern(r"[\u3040-\u9fff\uac00-\ud7a3]")
_WHOLE_YEAR: Final = lazy_pattern(r"\d{4}")
_DATE: Final = "\0"
_FILE_NAME: Final = lazy_pattern(r"(?<!\d)((?:19|20)\d\d)([-_])(\d\d)\2(\d\d)(?!\d|T\d{6}Z\.)")
_FOLDERS: Final = lazy_pattern(r"(?:^|/)((?:19|20)\d\d)/(\d\d)/(\d\d)/")
_GLUED: Final = lazy_pattern(r"[^\W\d_](\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d)),?\s{0,3}\d{1,2}:\d{2}$")


class DateStamp(NamedTuple):
    """A parsed date line; ``None`` for a date it does not give.

    ``labelled`` is true if a word says what the dates are, ``alone`` if nothing else is on the line.
    """

    published: str | None
    updated: str | None
    labelled: bool
    alone: bool = True


@lru_cache(_REMEMBERED)
def date_line(line: str) -> DateStamp | None:
    """Return the parsed date line, or ``None`` if ``line`` is none."""
    if len(line) > _LONGEST or not any(map(str.isdecimal, line)):
        return None
    if _FIGURES_ALONE.fullmatch(line.strip()) and (figures := parse(line.strip())):
        return DateStamp(figures, None, labelled=False)
    found = _dates(line)
    if not found:
        return None
    labels = _labels(line, found)
    beside = _beside(line, found)
    if beside is None:
        return None
    days: dict[str, set[str]] = {"published": set(), "updated": set()}
    for day, label in zip(found, labels, strict=True):
        days[label or "published"].add(day.value)
    labelled = any(labels)
    if any(len(values) > 1 for values in days.values()) or not (labelled or len(found[0].value) == 10):
        return None
    published, updated = (next(iter(days[kind]), None) for kind in ("published", "updated"))
    return DateStamp(published, updated, labelled, not beside)


def _dates(line: str) -> list[WrittenDate]:
    """Return the dates in ``line``; three two-digit numbers next to a complete year are a time."""
    # A weekday decides between two readings of a date with slashes.
    found = list(dates(line, _weekday(line) if "/" in line or "-" in line else None))
    whole = [day for day in found if _WHOLE_YEAR.search(line[slice(*day.span)])]
    return whole or found


def _weekday(line: str) -> int | None:
    """Return the only weekday that ``line`` names in a form of three letters or more."""
    named = {
        WEEKDAY_FORMS.get(found[0].casefold().rstrip(".")) for found in _WEEKDAY.finditer(line) if len(found[0]) > 2
    }
    return named.pop() if len(named) == 1 else None


def _labels(line: str, found: Sequence[WrittenDate]) -> list[str | None]:
    """Return the kind of each date, given by the last label before it, or by one after it."""
    labels: list[str | None] = [None] * len(found)
    for day in found:
        # A month's name may be a label in another language: `maj`.
        line = f"{line[: day.span.start]}{_DATE * (day.span.end - day.span.start)}{line[day.span.end :]}"
    for label in _LABEL.finditer(line):
        before = [place for place, day in enumerate(found) if day.span.end <= label.start()]
        behind = before and _EAST.match(label[0]) and not (len(before) < len(found) and labels[before[-1]])
        if behind and _BEHIND.match(line, label.end()):
            labels[before[-1]] = label.lastgroup
        elif len(before) < len(found):
            labels[len(before)] = label.lastgroup
    return labels


def _beside(line: str, found: Sequence[WrittenDate]) -> list[str] | None:
    """Return the names next to the dates, or ``None`` if anything there is not a name."""
    for day in reversed(found):
        line = f"{line[: day.span.start]}{_DATE}{line[day.span.end :]}"
    line = _without_times(_AGE.sub(" ", line))
    rest = _FILLER.sub(" ", _WEEKDAY.sub(" ", _LABEL.sub(" ", line)))
    if not _SIGNS.sub("", rest):
        return []
    # Names are read from the original line: words of labels and fillers belong to them.
    names = [part.strip() for part in _PARTS.split(_LABEL.sub(" ", _WEEKDAY.sub(" ", line)))]
    names = [name for name in names if _SIGNS.sub("", _FILLER.sub(" ", name))]
    glued = re.search(rf"\w\s*{_DATE}|{_DATE}\s*\w", rest) and not (
        len(names) == 1 and _EASTERN_NAME.fullmatch(names[0])
    )
    return names if not glued and len(names) <= 2 and all(map(_is_name, names)) else None


def _without_times(line: str) -> str:
    """Return ``line`` without times of day and their time zones."""
    parts, at = [], 0
    for time in _TIME.finditer(line):
        parts.append(line[at : time.start()])
        zone = _CAPITALS.match(line, time.end()) if any(map(str.isdecimal, time[0])) else None
        at = zone.end() if zone else time.end()
    return " ".join([*parts, line[at:]])


def _is_name(name: str) -> bool:
    """Whether ``name`` may be a place, an outlet or a person: a few capitalised words, no digits."""
    words = name.split()
    if not 1 <= len(words) <= _NAME_WORDS or any(map(str.isdecimal, name)) or name[-1] in "?!…:":
        return False
    return all(word[0].isupper() or not word[0].islower() or len(word) <= 3 for word in words) and words[0][0].isalpha()


def date_of_name(path: str) -> str | None:
    """Return the date in a file's name (``2024-04-26-talks.txt``) or folders (``2024/04/26/``), or ``None``.

    The time in the name of a capture (``talks.2024-04-26T101500Z.html``) says when it was fetched, not published.
    """
    folder, _, name = path.rpartition("/")
    if found := _FILE_NAME.search(name):
        return iso(int(found[1]), int(found[3]), int(found[4]))
    if found := _FOLDERS.search(f"{folder}/"):
        return iso(int(found[1]), int(found[2]), int(found[3]))
    return None


def glued_stamp(line: str) -> tuple[Span, str] | None:
    """Return span and value of a date stamp glued to the end of another headline, or ``None``."""
    if found := _GLUED.search(line):
        value = next(dates(found[1]), None)
        return (Span(found.start(1), len(line)), value.value) if value else None
    return None
