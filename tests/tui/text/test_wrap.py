"""Lines broken at the right places, whatever the script."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len, get_character_cell_size

from index import safe
from tui.text import cells
from tui.text.wrap import new_lines, wrap_paragraph, wrap_text

LATIN = ["Wang", "U.S.-China", "“responsibly", "talks”", "—", "5½", "2024-04-26", "and/or"]
WIDE = ["中国外交部长", "王毅。", "（北京）", "ミサイル", "회담", "🇨🇳", "👩‍👩‍👧", "é"]
WORDS = st.lists(st.sampled_from(LATIN + WIDE), max_size=40)
TEXTS = st.one_of(st.text(), WORDS.map(" ".join), WORDS.map("".join)).map(safe)


def shown(text: str, width: int) -> list[str]:
    lines = wrap_text(text, width)
    return [text[start:end] for start, end in zip(lines.starts, lines.ends, strict=True)]


@given(TEXTS, st.integers(1, 90))
@example("0 \u0301", 1)  # a space with a mark is seen
def test_nothing_but_white_space_falls_between_lines(text: str, width: int) -> None:
    """Every sign that can be seen stands on exactly one line, in order."""
    assert "".join("".join(shown(text, width)).split()) == "".join(text.split())


@given(TEXTS, st.integers(2, 90))
def test_no_line_is_wider_than_the_column(text: str, width: int) -> None:
    """No line takes more cells than the column has, wide signs and joined emoji included."""
    assert [line for line in shown(text, width) if cell_len(line) > width] == []


@given(TEXTS, st.integers(1, 90))
def test_lines_start_where_the_last_one_ended_or_later(text: str, width: int) -> None:
    """Starts and ends never fall, so that a bisection finds the line of an offset."""
    lines = wrap_text(text, width)
    edges = [edge for pair in zip(lines.starts, lines.ends, strict=True) for edge in pair]
    assert edges == sorted(edges)


@given(TEXTS, st.integers(2, 60))
def test_a_sign_of_several_code_points_stays_whole(text: str, width: int) -> None:
    """No line begins inside what a reader sees as one sign."""
    starts = set(wrap_text(text, width).starts)
    inside: set[int] = set()
    position = 0
    for paragraph in text.split("\n"):
        for low, high, _ in cells.graphemes(paragraph):
            inside.update(range(position + low + 1, position + high))
        position += len(paragraph) + 1
    assert starts & inside == set()


def test_lines_break_at_spaces() -> None:
    """An English sentence breaks between words, without the spaces."""
    assert shown("Talks between the two  sides have increased", 14) == [
        "Talks between",
        "the two  sides",
        "have increased",
    ]


def test_a_no_break_space_keeps_words_together() -> None:
    """A number stays with the unit that a no-break space ties to it."""
    assert shown("about 95\u00a0billion dollars", 12) == ["about", "95\u00a0billion", "dollars"]


def test_a_dash_between_words_offers_a_break_behind_it() -> None:
    """Hyphen, em dash and slash inside words end a line; the dash stays with the word before it."""
    assert shown("the U.S.-China talks", 9) == ["the U.S.-", "China", "talks"]
    assert shown("talks—he said—began", 11) == ["talks—he", "said—began"]
    assert shown("and/or nothing", 5) == ["and/", "or", "nothi", "ng"]


def test_dates_fractions_and_signs_of_numbers_stay_whole() -> None:
    """A dash or slash between digits or before a number is no place to break."""
    assert shown("on 2024-04-26 it was -5 degrees", 12) == ["on", "2024-04-26", "it was -5", "degrees"]


def test_a_closing_quotation_mark_does_not_begin_a_line() -> None:
    """Behind an em dash a closing mark stays on the line of the dash."""
    assert shown("“We are—” he said", 8) == ["“We", "are—” he", "said"]


def test_a_word_longer_than_the_column_is_cut() -> None:
    """A word that fits no line is cut at the edge."""
    assert shown("abcdefghij kl", 4) == ["abcd", "efgh", "ij", "kl"]


def test_chinese_breaks_between_signs_but_not_before_a_full_stop() -> None:
    """Kinsoku: a line begins with no closing sign and ends with no opening one."""
    assert shown("中国外交部长王毅。会见", 16) == ["中国外交部长王", "毅。会见"]
    assert shown("他说（北京）好", 6) == ["他说", "（北", "京）好"]


def test_chinese_breaks_on_both_sides_of_other_letters() -> None:
    """A word in Latin letters may begin a line behind a Chinese sign, and a Chinese sign may behind it."""
    assert shown("他说OK好", 4) == ["他说", "OK好"]
    assert shown("说BBC好", 5) == ["说BBC", "好"]


def test_dates_stay_whole_between_chinese_signs() -> None:
    """Digits and dashes keep together there as in a text of letters; a dash inside a word still offers a break."""
    assert shown("在2024-04-26开会", 11) == ["在", "2024-04-26", "开会"]
    assert shown("与U.S.-China会谈", 11) == ["与U.S.-", "China会谈"]


def test_korean_breaks_between_words() -> None:
    """Hangul syllables of one word stay together, and with what is attached to them."""
    assert shown("중국 외교부장 회담", 9) == ["중국", "외교부장", "회담"]
    assert shown("가 중국AB", 7) == ["가", "중국AB"]


def test_empty_paragraphs_are_empty_lines() -> None:
    """Line feeds part paragraphs, also empty ones."""
    assert shown("a\n\nb", 5) == ["a", "", "b"]


def test_the_first_line_and_the_others_may_be_set_in() -> None:
    """A paragraph with an indent has narrower lines."""
    text, lines = "one two three four", new_lines()
    wrap_paragraph(text, 0, len(text), 9, lines, first=4, hang=2)
    assert [text[a:b] for a, b in zip(lines.starts, lines.ends, strict=True)] == ["one", "two", "three", "four"]


def test_the_narrow_signs_are_narrow() -> None:
    """Each code point of the fast set takes one cell and never joins the one before it."""
    narrow = [chr(code) for code in range(0x3000) if cells.is_narrow(chr(code))]
    assert [sign for sign in narrow if get_character_cell_size(sign) != 1] == []
    assert len(list(cells.graphemes("".join(narrow)))) == len(narrow)
