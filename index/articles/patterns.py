"""Patterns of furniture rules: their macros, and how many ways each can match a line at worst.

Rejects patterns that could take too long on some line: a backtracking regex engine tries every way to match, so their
number bounds the time.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from ..text.lazy_patterns import lazy_pattern

MOST_WAYS: Final = 1_000_000
_MOST_ROUNDS: Final = 8
_QUANTIFIER: Final = re.compile(r"[*+?]|\{(\d*)(,?)(\d*)\}")
_ESCAPE: Final = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)", re.DOTALL)
_CLASS: Final = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_GROUP: Final = re.compile(r"\((?:\?(?:P<\w+>|[aiLmsux-]*:|<?[=!]|>))?")


class PatternError(ValueError):
    """A pattern that is rejected; ``str()`` says why, ``cure`` what to do."""

    def __init__(self, reason: str, cure: str) -> None:
        super().__init__(reason)
        self.cure = cure


def trusted_pattern(pattern: str, *, case: bool) -> re.Pattern[str]:
    r"""Compile ``pattern``, known to be valid; ``\p{Lu}`` in a class stands for the capitals of every alphabet."""
    return lazy_pattern(*_written(pattern, case=case))


def compile_pattern(pattern: str, *, case: bool) -> re.Pattern[str]:
    """Compile ``pattern`` like `trusted_pattern`; raises `PatternError` for an invalid one."""
    try:
        return re.compile(*_written(pattern, case=case))
    except (re.error, ValueError, OverflowError, RecursionError) as error:
        raise PatternError(f"the pattern can't be read ({error})", "mend the regular expression") from None


def guard(pattern: str, longest: int) -> None:
    """Raise `PatternError` if ``pattern`` may match a line of ``longest`` characters in too many ways.

    The pattern must have been compiled: this relies on valid syntax.
    """
    if re.search(r"(?<!\\)(?:\\\\)*\\[1-9]|\(\?P=|\(\?\(", pattern):
        raise PatternError("the pattern refers back to what it matched", "write it without \\1, (?P=…) and (?(…)…)")
    cost = ways(pattern, longest)
    if cost <= MOST_WAYS:
        return
    fitting = next((length for length in (400, 200, 100, 60, 40) if ways(pattern, length) <= MOST_WAYS), 0)
    cure = f"set max to {fitting} or less" if fitting else "use fewer *, + and groups that repeat"
    raise PatternError(f"the pattern could take too long on a line of {longest} characters", cure)


def ways(pattern: str, longest: int) -> float:
    """Return an upper bound of the number of ways ``pattern`` can match a line of ``longest`` characters."""
    cost, _ = _alternatives(pattern, 0, longest)
    return cost


def _alternatives(pattern: str, at: int, longest: int) -> tuple[float, int]:
    """Return the ways of a group's contents and the position after it: alternatives add, sequences multiply."""
    total, cost = 0.0, 1.0
    while at < len(pattern) and pattern[at] != ")":
        if pattern[at] == "|":
            total, cost, at = total + cost, 1.0, at + 1
            continue
        inner, at = _atom(pattern, at, longest)
        rounds, at = _rounds(pattern, at, longest)
        cost *= _repeated(inner, rounds)
    return total + cost, at + 1


def _atom(pattern: str, at: int, longest: int) -> tuple[float, int]:
    """Return the ways of one character, class or group and the position after it."""
    if pattern[at] == "(":
        opening = _GROUP.match(pattern, at)
        return _alternatives(pattern, opening.end() if opening else at + 1, longest)
    for shape in (_ESCAPE, _CLASS):
        if found := shape.match(pattern, at):
            return 1.0, found.end()
    return 1.0, at + 1


def _rounds(pattern: str, at: int, longest: int) -> tuple[tuple[int, int], int]:
    """Return the minimum and maximum of the quantifier at ``at``, and the position after it."""
    found = _QUANTIFIER.match(pattern, at)
    if not found or found.group() == "{}":
        return (1, 1), at
    end = found.end()
    end += pattern[end : end + 1] in {"?", "+"}
    if found.group() in {"*", "+"}:
        return (0, longest), end
    if found.group() == "?":
        return (0, 1), end
    low = int(found[1] or 0)
    high = int(found[3] or longest) if found[2] else low
    return (low, min(high, longest)), end


def _repeated(inner: float, rounds: tuple[int, int]) -> float:
    low, high = rounds
    if inner == 1 or high <= 1:
        return inner * max(1, high - low + 1) if high else 1.0
    if high > _MOST_ROUNDS:
        return float("inf")
    return (high - low + 1) * inner**high


def _written(pattern: str, *, case: bool) -> tuple[str, int]:
    """Return a pattern with macros expanded, and its flags."""
    macro = r"\p{Lu}"
    whole = pattern.replace(macro, _capitals()) if macro in pattern else pattern
    return whole, 0 if case else re.IGNORECASE


@cache
def _capitals() -> str:
    """Return the inside of a class of the capital letters of Latin, Greek, Cyrillic, Armenian and Georgian."""
    codes = [code for code in range(0x41, 0x2E00) if unicodedata.category(chr(code)) in {"Lu", "Lt"}]
    listed = set(codes)
    starts = [code for code in codes if code - 1 not in listed]
    ends = [code for code in codes if code + 1 not in listed]
    return "".join(f"{chr(start)}-{chr(end)}" for start, end in zip(starts, ends, strict=True))
