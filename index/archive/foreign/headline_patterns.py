"""Words in a field that holds headlines only as whole values, as a Lucene regular expression.

Capitals and accents make no difference, as elsewhere; word ends are those of letters and digits. Sends nothing.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Final

from ...text.words import unspaced, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LONGEST: Final = 1_000
"""Characters of a pattern that servers allow by default."""

_LETTERS: Final = "0-9A-Za-zªµºÀ-ÖØ-öø-\u1fff\u2c00-\ud7ff"
_BEFORE, _AFTER, _BETWEEN = f"(.*[^{_LETTERS}])?", f"([^{_LETTERS}].*)?", f"[^{_LETTERS}]+"
_ACCENTED: Final = range(0xC0, 0x180)


def with_words(forms: Sequence[str], *, begun: bool) -> str | None:
    """Return the pattern of headlines with ``forms`` in a row, the last of which may go on if ``begun``.

    ``None`` when it would be longer than servers allow. Where accents would make it so, only capitals are alike.
    """
    for variants in (_variants(), {}):
        inner = _BETWEEN.join(_spelled(form, variants) for form in forms)
        inside = len(forms) == 1 and unspaced(forms[0][:2])
        before, after = ".*" if inside else _BEFORE, ".*" if inside or begun else _AFTER
        if len(pattern := f"{before}{inner}{after}") <= LONGEST:
            return pattern
    return None


def _spelled(form: str, variants: Mapping[str, str]) -> str:
    """Return the pattern of one word."""
    parts: list[str] = []
    at = 0
    while at < len(form):
        two = form[at : at + 2]
        if len(two) == 2 and two in variants:
            parts.append(f"({''.join(_letter(each, variants) for each in two)}|[{variants[two]}])")
        else:
            two = two[:1]
            parts.append(_letter(two, variants))
        at += len(two)
    return "".join(parts)


def _letter(letter: str, variants: Mapping[str, str]) -> str:
    if not letter.isalnum():
        return f"\\{letter}"
    alike = "".join(dict.fromkeys(each for each in (letter, letter.upper()) if len(each) == 1)) + variants.get(
        letter, ""
    )
    return f"[{alike}]" if len(alike) > 1 else letter


@cache
def _variants() -> Mapping[str, str]:
    """Return the accented letters that our words write as one or two plain ones."""
    held: defaultdict[str, str] = defaultdict(str)
    for letter in map(chr, _ACCENTED):
        for word in words(letter):
            if word.form != letter:
                held[word.form] += letter
    return {form: letters for form, letters in held.items() if len(form) <= 2 and form.isalpha()}
