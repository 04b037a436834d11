"""Explicit fields of a source: parses values as sources write them, and records where they were.

Does not guess: an ambiguous date stays unknown and is kept as a detail.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Final

from ...model.article import Agency, Field, Provenance
from ...text.written_dates import parse
from ..fields.bylines import read_byline
from ..fields.frontmatter import understood
from ..fields.metadata import Fields

_DATES: Final = frozenset({"published", "updated"})
_COMPACT: Final = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T\d{4,6}(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?")
_EPOCH: Final = re.compile(r"1\d{9}(?:\d{3})?(?:\.\d+)?")
_DASHED: Final = re.compile(r"(\d\d?)-([^\W\d_]{3,9})-((?:19|20)\d\d)")
_SPACED_CJK: Final = re.compile(r"\s*([年月日])\s*")
_LONGEST_DATE: Final = 100
_BY: Final = re.compile(r"by:?\s+", re.IGNORECASE)


class StatedFields:
    """The fields one source states for one article; the first value of a field counts, others become details."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.tags: list[str] = []
        self.details: list[tuple[str, str]] = []
        self._said: dict[str, Field[str]] = {}

    def say(
        self, field: str, value: object, name: str, known: Provenance = Provenance.EXPLICIT, *, source: str = ""
    ) -> bool:
        """Set ``field`` from the source's ``name`` if ``value`` is valid; return whether the field is known now."""
        source = source or self.source
        text = plain(value)
        if not text:
            return field in self._said
        meant = _meant(field, text)
        if meant is None or field in self._said:
            if field not in self._said or self._said[field].value != meant:
                self.detail(name, text, source=source)
            return field in self._said
        self._said[field] = Field(meant, known, f"{source}:{name}")
        return True

    def replace(self, field: str, other: StatedFields) -> None:
        """Take a field from another source, which is more reliable."""
        self._said[field] = other._said[field]

    def correct(self, field: str, value: str, evidence: str) -> None:
        """Replace a stated value by one from the document itself."""
        self._said[field] = Field(value, Provenance.EXPLICIT, evidence)

    def detail(self, name: str, value: object, *, source: str = "") -> None:
        """Keep what is not a field of an article."""
        if text := plain(value):
            self.details.append((f"{source or self.source}:{name}", text[:1000]))

    def tag(self, values: object) -> None:
        """Add subjects, a string or a list of them."""
        listed = values if isinstance(values, (list, tuple)) else re.split(r"[;,|]", plain(values))
        for value in listed:
            text = plain(value)
            if text and text not in self.tags and len(text) <= 80:
                self.tags.append(text)

    def has(self, field: str) -> bool:
        """Whether the field is known."""
        return field in self._said

    def value(self, field: str) -> str:
        """Return the value of a field, empty when unknown."""
        found = self._said.get(field)
        return (found.value or "") if found else ""

    def fields(self) -> Fields:
        """Return the stated fields."""
        said = dict(self._said)
        agency = said.pop("agency", None)
        made = Agency(agency.value, agency.provenance, agency.evidence, "credit") if agency else Agency()
        return Fields(agency=made, **said)  # type: ignore[arg-type]


def plain(value: object) -> str:
    """Return a value of a record as one line of text: lists joined, objects by name, None as empty."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, (list, tuple)):
        return ", ".join(filter(None, map(plain, value)))
    if isinstance(value, dict):
        return plain(next((value[key] for key in ("name", "label", "value", "literal", "#text") if key in value), None))
    return " ".join(str(value).split())


def day(value: str) -> str | None:
    """Return the date that a source writes, in ISO 8601, or ``None`` if it is invalid or ambiguous.

    Beyond `calendars.parse`: ``20250314T152000Z``, ``2025/03/14/``, ``15-MAR-2025``, ``2018 年 10 月 7 日``, seconds
    and milliseconds since 1970.
    """
    text = value.strip().rstrip("/")
    if found := _COMPACT.fullmatch(text):
        return parse("".join(found.groups()))
    if _EPOCH.fullmatch(text):
        seconds = float(text[:13]) / 1000 if len(text.split(".")[0]) == 13 else float(text)
        return datetime.fromtimestamp(seconds, UTC).date().isoformat()
    if found := _DASHED.fullmatch(text):
        text = " ".join(found.groups())
    return parse(_SPACED_CJK.sub(r"\1", text)[:_LONGEST_DATE])


def people(value: str) -> str:
    """Return the names in what a source calls the author, without lead and posts; unchanged if no name is found."""
    found = read_byline(value) or read_byline(f"By {value}")
    return found.name if found and found.name else _BY.sub("", value)


def _meant(field: str, text: str) -> str | None:
    if field in _DATES:
        return day(text)
    if field == "language":
        return understood("language", re.split(r"[;,]", text)[0].strip())
    if field == "author":
        return people(text)
    if field == "url":
        return text if re.match(r"https?://\S+$", text) else None
    return text
