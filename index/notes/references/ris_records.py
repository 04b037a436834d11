"""References as RIS: one ``NEWS`` record each, one value per line, CR LF line ends.

After the RIS format specification of 2011. Values are not broken over lines, which readers would take for another tag.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...text.safe import one_line
from .reference import date_parts, keys

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .reference import Reference


def ris(references: Sequence[Reference]) -> str:
    """Return a record for each reference, without unknown fields."""
    records = zip(keys(references), references, strict=True)
    return "".join(f"{_record(key, reference)}\r\n" for key, reference in records)


def _record(key: str, reference: Reference) -> str:
    lines = (f"{tag}  - {value}\r\n" for tag, value in _values(key, reference) if value)
    return f"TY  - NEWS\r\n{''.join(lines)}ER  - \r\n"


def _values(key: str, reference: Reference) -> Iterator[tuple[str, str]]:
    cited = reference.cited
    yield "ID", key
    yield "TI", reference.title
    yield from (("AU", name.replace("*", "")) for name in reference.people)  # asterisks are not allowed in names
    yield "T2", one_line(cited.outlet)
    date = date_parts(cited.published)
    yield "PY", str(date[0]) if date else ""
    yield "DA", _date(date)
    yield "UR", one_line(cited.url)
    yield "Y2", _date(date_parts(cited.captured))
    yield "LA", cited.language
    yield from (("N1", note) for note in reference.notes)


def _date(parts: tuple[int, ...]) -> str:
    """Format a date for RIS: ``YYYY/MM/DD/``, with unknown parts left empty."""
    if not parts:
        return ""
    written = [f"{part:02}" for part in parts] + [""] * (3 - len(parts))
    return "/".join(written) + "/"
