"""What may reach a terminal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from index.text.safe import BROKEN, HIDDEN, INVISIBLE, one_line, printed, safe, safe_line

ANY = st.text(st.characters(exclude_categories=()))
# Format characters that have a shape of their own: signs that stand over numbers, and the Syriac abbreviation mark.
VISIBLE_FORMATS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
JOINERS = frozenset("\u200c\u200d")


@given(ANY)
def test_length_never_changes(text: str) -> None:
    """One code point in, one code point out."""
    assert len(safe(text)) == len(text)


@given(ANY)
def test_nothing_a_terminal_obeys_is_left(text: str) -> None:
    """No control but LF, no surrogate, no separator, no hiding format character is in the answer."""
    left = {char for char in safe(text) if unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp", "Cf"}}
    assert left <= {"\n"} | VISIBLE_FORMATS | JOINERS


@given(ANY)
def test_answers_are_safe_already(text: str) -> None:
    """What was made safe once is left as it is."""
    once = safe(text)
    assert safe(once) is once


@given(ANY)
def test_every_change_is_in_place(text: str) -> None:
    """Characters that are not replaced stand where they stood."""
    changed = [(old, new) for old, new in zip(text, safe(text), strict=True) if old != new]
    assert all(unicodedata.category(old) not in {"Lu", "Ll", "Nd"} for old, _ in changed)


@pytest.mark.parametrize("length", [40, 4000])
def test_clean_text_is_the_same_object(length: int) -> None:
    """Text with nothing to replace is returned as is, short or long."""
    text = ("Blinken’s talks – “clear”, 5½ hours; Блінкен, 布林肯, نص\n" * length)[:length]
    assert safe(text) is text


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b]0;owned\x07", "␛]0;owned␇"),
        ("\x1b]52;c;cm0=\x07", "␛]52;c;cm0=␇"),
        ("\x9b31m", BROKEN + "31m"),
        ("\u202egpj.exe\u2066", HIDDEN + "gpj.exe" + HIDDEN),
        ("a\U000e0041b", "a" + BROKEN + "b"),
        ("tab\tend\x7f\x00", "tab end␡␀"),
        ("one\u2028two\u2029three\x85four", "one two three four"),
        ("half \ud83d", "half " + BROKEN),
        ("cr\rlf\n", "cr␍lf\n"),
        ("join\u200dno\u200cr", "join◦no◦r"),
    ],
)
def test_hostile_text_is_shown(hostile: str, shown: str) -> None:
    """Sequences a terminal would obey, and text that would hide, are visible as stand-ins."""
    assert safe(hostile) == shown


@pytest.mark.parametrize("sign", ["\u00ad", "\u200b", "\u2060", "\ufeff", "\u034f"])
def test_places_to_part_a_word_are_invisible(sign: str) -> None:
    """A sign that only says where a word may be parted takes its place in the text, no cell, and no room in print."""
    text = f"Bundes{sign}kanzler"
    assert (safe(text), printed(text)) == (f"Bundes{INVISIBLE}kanzler", "Bundeskanzler")
    assert cell_len(safe(text)) == len("Bundeskanzler")


@pytest.mark.parametrize("text", ["می\u200cخواهم", "क्\u200dष", "👩\u200d👩\u200d👧", "❤\ufe0f", "葛\U000e0100城市"])
def test_joiners_stay_where_their_script_needs_them(text: str) -> None:
    """Persian, Indic, emoji and ideographs with a chosen shape are not taken apart."""
    assert safe(text) == text


def test_joiners_in_a_row_hide_something() -> None:
    """Only the first joiner and the first selector are spelling; a row of them is a hidden message."""
    assert safe("می\u200c\u200c\u200dخ ❤\ufe0f\ufe0f\ufe01") == "می\u200c◦◦خ ❤\ufe0f◦◦"


def test_a_single_line_shows_its_line_end() -> None:
    """Titles and file names stay on one line."""
    assert safe_line("a\nb\x1bc") == "a␤b␛c"


@given(ANY)
def test_one_line_has_no_line_end_and_no_second_space(text: str) -> None:
    """A title of several lines fits a column; nothing a terminal obeys is left."""
    line = one_line(text)
    assert line.split() == printed(text).split()
    assert line == " ".join(line.split(" "))
    assert ("\n" in line, "  " in line) == (False, False)
