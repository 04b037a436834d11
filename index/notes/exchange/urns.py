"""URNs of our notes, articles and stories, and note ids made from foreign names.

Nothing is random: reading the same note twice gives the same id.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from hashlib import blake2b
from urllib.parse import quote, unquote

from ...text.addresses import normal_address
from ..book.identifiers import CROCKFORD

URN = "urn:variorum:"
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+\Z")


def urn(kind: str, name: str) -> str:
    """Return the URN of a thing; ``kind`` is ``note``, ``article``, ``story`` or ``via``."""
    return f"{URN}{kind}:{quote(name, safe='')}"


def named(kind: str, text: str) -> str | None:
    """Return the name in one of our URNs, ``None`` if it is no URN of that kind."""
    lead = f"{URN}{kind}:"
    return unquote(text[len(lead) :]) if text.startswith(lead) else None


def address(url: str) -> str:
    """Return a URL that is valid as an identifier, else ""."""
    return url if _ADDRESS.match(url) else ""


def same_address(url: str) -> str:
    """Return what two spellings of one web address share: its normal form without scheme, ``www.`` and last slash."""
    return re.sub(r"^[a-z][a-z0-9+.-]*://(www\.)?", "", normal_address(url)).rstrip("/")


def identifier(created: str, foreign: str) -> str:
    """Return a 26-character id that sorts by time (like a ULID), with the rest derived from the foreign name."""
    milliseconds = int(datetime.fromisoformat(created).timestamp() * 1000) if created else 0
    rest = int.from_bytes(blake2b(foreign.encode("utf-8", "replace"), digest_size=10).digest(), "big")
    number = (max(milliseconds, 0) & (1 << 48) - 1) << 80 | rest
    return "".join(CROCKFORD[number >> 5 * place & 31] for place in range(25, -1, -1))


def moment(time: object) -> str:
    """Return a time in UTC with seconds (``2026-11-22T14:02:00Z``); empty if it is invalid."""
    if not isinstance(time, str):
        return ""
    try:
        read = datetime.fromisoformat(time.strip())
        read = read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
    except (ValueError, OverflowError):
        return ""
    return read.strftime("%Y-%m-%dT%H:%M:%SZ") if read.year >= 1000 else ""
