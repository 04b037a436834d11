"""Names of months and weekdays in the languages of the library, dates read from writing and written for people.

Refuses to guess an order: day or month first is taken only where the figures or the words decide it.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from ..model.article import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

MONTHS: Final[dict[str, str]] = {
    "en": "january february march april may june july august september october november december",
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "no": "januar februar mars april mai juni juli august september oktober november desember",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "cs": "ledna února března dubna května června července srpna září října listopadu prosince",
    "eo": "januaro februaro marto aprilo majo junio julio aŭgusto septembro oktobro novembro decembro",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
}
"""The months of a year by language, in the form that stands beside a day."""

ORDINAL_MONTHS: Final[frozenset[str]] = frozenset(
    name for language in ("de", "da", "no", "cs", "eo") for name in MONTHS[language].split()
) | {"jänner"}
"""The months of languages that write the day as an ordinal: ``26. April``."""

SHORT_MONTHS: Final[tuple[str, ...]] = tuple(name[:3].capitalize() for name in MONTHS["en"].split())
"""The months as English abbreviates them, January first."""

SHORT_WEEKDAYS: Final[frozenset[str]] = frozenset(
    ["mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun"]
)
"""The weekdays as English abbreviates them, small."""

_SHORT: Final[dict[str, int]] = {
    **{name.lower(): place for place, name in enumerate(SHORT_MONTHS, 1)},
    "sept": 9,
    "mär": 3,
    "mai": 5,
    "okt": 10,
    "dez": 12,
    "janv": 1,
    "févr": 2,
    "avr": 4,
    "juil": 7,
    "déc": 12,
    "ene": 1,
    "abr": 4,
    "ago": 8,
    "dic": 12,
    "gen": 1,
    "mag": 5,
    "giu": 6,
    "lug": 7,
    "set": 9,
    "ott": 10,
    "fev": 2,
    "янв": 1,
    "фев": 2,
    "мар": 3,
    "апр": 4,
    "июн": 6,
    "июл": 7,
    "авг": 8,
    "сен": 9,
    "окт": 10,
    "ноя": 11,
    "дек": 12,
}
_MONTH: Final[dict[str, int]] = {
    **{name: place for names in MONTHS.values() for place, name in enumerate(names.split(), 1)},
    **_SHORT,
}

WEEKDAYS: Final[dict[str, str]] = {
    "en": "monday tuesday wednesday thursday friday saturday sunday",
    "de": "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "it": "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "pt": "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "sv": "måndag tisdag onsdag torsdag fredag lördag söndag",
    "da": "mandag tirsdag onsdag torsdag fredag lørdag søndag",
    "no": "mandag tirsdag onsdag torsdag fredag lørdag søndag",
    "pl": "poniedziałek wtorek środę czwartek piątek sobotę niedzielę",
    "cs": "pondělí úterý středu čtvrtek pátek sobotu neděli",
    "eo": "lundo mardo merkredo ĵaŭdo vendredo sabato dimanĉo",
    "ru": "понедельник вторник среду четверг пятницу субботу воскресенье",
    "uk": "понеділок вівторок середу четвер п'ятницю суботу неділю",
}
"""The weekdays by language, Monday first, in the form that news uses them."""

WEEKDAY: Final[dict[str, int]] = {
    name: place for names in WEEKDAYS.values() for place, name in enumerate(names.split())
}

_LETTERS: Final = r"[^\W\d_]"
# Each shape names what it finds: y(ear), m(onth) and d(ay), the month in figures or as a word.
_DATE: Final = re.compile(
    rf"""(?<![\d.])(?:
        (?P<y1>(?:19|20)\d\d)(?P<s1>[-/.])(?P<m1>\d\d?)(?:(?P=s1)(?P<d1>\d\d?))?(?=[T\s,;)\]_]|$)
      | (?P<d2>\d\d?)(?:st|nd|rd|th|\.|º|er)?\s(?:de\s|of\s)?(?P<m2>{_LETTERS}{{3,12}})\.?,?\s
        (?:de\s|del\s)?(?P<y2>(?:19|20)\d\d)\b
      | \b(?P<m3>{_LETTERS}{{3,12}})\.?\s(?P<d3>\d\d?)(?:st|nd|rd|th)?,?\s(?P<y3>(?:19|20)\d\d)\b
      | (?P<a4>\d\d?)(?P<s4>[./-])(?P<b4>\d\d?)(?P=s4)(?P<y4>(?:19|20)?\d\d)\b
      | (?P<y5>(?:19|20)\d\d)年(?P<m5>\d\d?)月(?:(?P<d5>\d\d?)日)?
      | \b(?P<m6>{_LETTERS}{{3,12}})\.?\s(?:de\s)?(?P<y6>(?:19|20)\d\d)\b
    )""",
    re.VERBOSE,
)


class WrittenDate(NamedTuple):
    """A date in a text: where it stands and what it says in ISO 8601, perhaps without day (``2024-04``)."""

    span: Span
    value: str


def dates(text: str) -> Iterator[WrittenDate]:
    """Yield the dates in ``text`` that name at least month and year and can be read in one way only."""
    for found in _DATE.finditer(text):
        if value := _value(found):
            yield WrittenDate(Span(*found.span()), value)


def parse(value: str) -> str | None:
    """Return the date that ``value`` begins with or consists of, in ISO 8601, or ``None`` when it is none.

    A year alone and eight figures are understood as well; a time of day is left off.
    """
    value = value.strip()
    if re.fullmatch(r"(?:19|20)\d\d", value):
        return value
    if found := re.fullmatch(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4,6}Z?)?", value):
        return iso(int(found[1]), int(found[2]), int(found[3]))
    return next((found.value for found in dates(value)), None) if len(value) <= 100 else None


def month(name: str) -> int:
    """Return the number of the month called ``name``, 0 for any other word."""
    return _MONTH.get(name.casefold(), 0)


def iso(year: int, month_: int, day: int = 0) -> str | None:
    """Return the date in ISO 8601, without day if that is 0, or ``None`` when the calendar has no such day."""
    if not day:
        return f"{year:04}-{month_:02}" if 1 <= month_ <= 12 else None
    try:
        return date(year, month_, day).isoformat()
    except ValueError:
        return None


def long_date(iso: str) -> str:
    """Return an ISO date as people write it, as far as it is known: ``26 Apr 2024``, ``Apr 2024``, ``2024``.

    A value that is no date comes back as it is.
    """
    day, month_, year = _parts(iso)
    return " ".join(part for part in (day, month_, year) if part) or iso


def short_date(iso: str, most: int) -> str:
    """Return the fullest form of at most ``most`` characters: with year (11), two digits of it (9), without it (6)."""
    day, month_, year = _parts(iso)
    if not year:
        return iso[:most]
    if not month_:
        return year[:most]
    last = f"{day} {month_}" if day else f"{month_} {year[2:]}"
    forms = (f"{day} {month_} {year}".strip(), f"{day} {month_} {year[2:]}".strip(), last)
    return next((form for form in forms if len(form) <= most), year[:most])


def _parts(iso: str) -> tuple[str, str, str]:
    """Return day, month and year of an ISO date in words, empty where it has none."""
    found = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", iso, re.ASCII)
    if not found:
        return "", "", ""
    year, number, day = found.groups()
    if number is None or not 1 <= int(number) <= 12:
        return "", "", year
    return (str(int(day)) if day else ""), SHORT_MONTHS[int(number) - 1], year


def _value(found: re.Match[str]) -> str | None:
    part = found.groupdict()
    if part["y1"]:
        return iso(int(part["y1"]), int(part["m1"]), int(part["d1"] or 0))
    if part["y5"]:
        return iso(int(part["y5"]), int(part["m5"]), int(part["d5"] or 0))
    if part["y4"]:
        return _in_figures(int(part["a4"]), int(part["b4"]), part["y4"], part["s4"])
    for shape in "236":
        if part[f"y{shape}"]:
            named = month(part[f"m{shape}"])
            return iso(int(part[f"y{shape}"]), named, int(part.get(f"d{shape}") or 0)) if named else None
    return None


def _in_figures(first: int, second: int, year: str, mark: str) -> str | None:
    """Return the date of two figures and a year; full stops mean day first, strokes only if one figure is no month."""
    whole = int(year) if len(year) == 4 else 2000 + int(year) if int(year) < 70 else 1900 + int(year)
    if mark == "." or first > 12 or first == second:
        return iso(whole, second, first)
    return iso(whole, first, second) if second > 12 else None
