"""Characters that HTML writes by name or number (``&amp;``, ``&#8220;``), resolved however long the number is.

Refuses to parse markup.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Final

_LONG: Final = re.compile(r"&#(?:(?P<figures>[0-9]{8,})|[xX](?P<letters>[0-9a-fA-F]{8,}))")
_NO_CHARACTER: Final = "&#xFFFD"


def resolved(text: str) -> str:
    """Return the text with its references resolved; a number beyond all characters gives U+FFFD, as in browsers."""
    return unescape(bounded(text))


def bounded(text: str) -> str:
    """Return the text with every number of eight digits and more, of which Python reads only some, made short."""
    return _LONG.sub(_short, text) if "&#" in text else text


def _short(found: re.Match[str]) -> str:
    figures = (found["figures"] or found["letters"]).lstrip("0")
    if len(figures) > 7:
        return _NO_CHARACTER
    return f"&#{'x' * bool(found['letters'])}{figures or 0}"
