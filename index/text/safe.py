"""What of a text may reach a terminal: each dangerous or hidden code point becomes one stand-in.

Never changes lengths, so that every position stays true, and leaves what a reader can see as it is.

Dangerous are controls (a terminal obeys them), bidirectional controls (they show text in another order than it has)
and format characters that hide text: these become visible. Signs that only say where a word may be parted (soft
hyphens, zero-width spaces, word joiners) stand in every other page and mean nothing to a reader: they stay invisible,
as the one sign of no width on which terminals agree. Joiners and variation selectors stay where their script needs
them and nowhere else. After Unicode Technical Report 36 and `CVE-2021-42574`.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

from .invisible import SIGNS
from .lazy_patterns import lazy_pattern

HIDDEN: Final = "\u25e6"  # ◦ for what has no width of its own
INVISIBLE: Final = "\u034f"  # what nobody sees; a combining mark, which every terminal draws in the cell before it
BROKEN: Final = "\ufffd"  # � for what has no meaning in a text
_LINE: Final = "\u2424"  # ␤ for a line end that is not LF

_STAND_INS: Final[tuple[tuple[int, int, str], ...]] = (
    # A tab is white space to the reader, but a terminal moves it to a column that no wrapping knows of.
    (0x0009, 0x0009, " "),
    (0x007F, 0x007F, "\u2421"),
    (0x0080, 0x009F, BROKEN),
    (0x0085, 0x0085, " "),
    (0x061C, 0x061C, HIDDEN),
    (0x115F, 0x1160, HIDDEN),
    (0x17B4, 0x17B5, HIDDEN),
    (0x180B, 0x180F, HIDDEN),
    (0x200E, 0x200F, HIDDEN),
    (0x2028, 0x2029, " "),
    (0x202A, 0x202E, HIDDEN),
    (0x2060, 0x206F, HIDDEN),
    (0x3164, 0x3164, HIDDEN),
    (0xD800, 0xDFFF, BROKEN),
    (0xFDD0, 0xFDEF, BROKEN),
    (0xFFA0, 0xFFA0, HIDDEN),
    (0xFFF0, 0xFFFB, BROKEN),
    (0xFFFE, 0xFFFF, BROKEN),
    (0x13430, 0x1345F, HIDDEN),
    (0x1BCA0, 0x1BCA3, HIDDEN),
    (0x1D173, 0x1D17A, HIDDEN),
    (0xE0000, 0xE00FF, BROKEN),
    (0xE01F0, 0xE0FFF, BROKEN),
    *((plane << 16 | 0xFFFE, plane << 16 | 0xFFFF, BROKEN) for plane in range(1, 17)),
)


@cache
def _table() -> dict[int, str]:
    """Return the stand-in of each code point that has one."""
    table = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) != "\n"}
    for first, last, stand_in in _STAND_INS:
        table.update(dict.fromkeys(range(first, last + 1), stand_in))
    table.update(dict.fromkeys((ord(sign) for sign in SIGNS if sign != INVISIBLE), INVISIBLE))
    return table


# Joiners belong after letters of scripts that shape with them and inside emoji; ideographic variation selectors after
# an ideograph; emoji variation selectors after any one visible character. A second one in a row hides something.
_SHAPING: Final = "\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc"
_EMOJI: Final = "\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
_IDEOGRAPH: Final = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_STRAY: Final = lazy_pattern(
    "|".join(
        (
            f"(?<![{_SHAPING}])\u200c",
            f"(?<![{_SHAPING}{_EMOJI}])\u200d",
            f"(?<![{_IDEOGRAPH}])[\U000e0100-\U000e01ef]",
            "(?:(?<=[\ufe00-\ufe0f\\s])|(?<![\\s\\S]))[\ufe00-\ufe0f]",
        )
    )
)
# Two questions that together say "clean" of nearly every text. One class over all planes would be ten times slower:
# the regular expression engine searches its ranges beyond the first plane one by one.
_PLANE_0: Final = "".join(f"\\u{first:04x}-\\u{last:04x}" for first, last, _ in _STAND_INS if last < 0x10000)
_SUSPECT: Final = lazy_pattern(f"[\x00-\x09\x0b-\x1f\u200c\u200d\ufe00-\ufe0f{SIGNS.replace(INVISIBLE, '')}{_PLANE_0}]")
_OTHER_PLANE: Final = lazy_pattern("[\U00010000-\U0010ffff]")
_SUSPECT_ASCII: Final = lazy_pattern("[\x00-\x09\x0b-\x1f\x7f]")
_LONG: Final = 512


def safe(text: str) -> str:
    """Return ``text`` with one stand-in for each dangerous or hidden code point.

    The length never changes; LF stays; text with nothing to replace is returned as the same object.
    """
    if len(text) > _LONG:
        return _long(text)
    return _safe(text)


def safe_line(text: str) -> str:
    """Return ``text`` as `safe` does, with LF shown as ␤ and nothing invisible: for the lines a command prints."""
    return printed(text).replace("\n", _LINE)


def printed(text: str) -> str:
    """Return ``text`` as `safe` does, without the signs nobody sees: for output whose positions nobody counts."""
    return safe(text).replace(INVISIBLE, "")


def one_line(text: str) -> str:
    """Return ``text`` as `printed` does and on one line: each run of white space becomes a space, none at the ends."""
    return " ".join(printed(text).split())


@lru_cache(maxsize=16)
def _long(text: str) -> str:
    # An article's text is asked for at every paint; its hash is kept by the string itself, so a second ask is free.
    return _safe(text)


def _safe(text: str) -> str:
    if text.isascii():
        return text.translate(_table()) if _SUSPECT_ASCII.search(text) else text
    if not _SUSPECT.search(text) and not _OTHER_PLANE.search(text):
        return text
    shown = _STRAY.sub(HIDDEN, text).translate(_table())
    return text if shown == text else shown
