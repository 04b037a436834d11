"""How findings of a check are laid out as lines.

Refuses to look for any.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..text.safe import safe_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..model.results import Complaint


def complaint_lines(complaints: Iterable[Complaint]) -> list[str]:
    """Return a line for each complaint: where, what, and the cure."""
    return [safe_line(_line(item)) for item in complaints]


def _line(item: Complaint) -> str:
    where = f"{item.where}:{item.line}" if item.line else item.where
    stop = "" if item.cure.endswith("?") else "."
    return f"{where}: {item.message.rstrip('.')}; {item.cure}{stop}"
