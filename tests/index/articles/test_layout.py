"""Where the blocks of plain text begin and end."""

from __future__ import annotations

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from index.articles.layout import blocks

PARAGRAPHS = """
The harbour of Riga will be rebuilt before the winter, the council said after a meeting that lasted for nine hours and
in which every party had to give way on something it had promised to its voters.

Work on the northern mole begins in March and is to end in October if the ice allows it, the harbour master told a
hearing on Monday, adding that no ship would have to wait for longer than two days.

Nobody spoke against it.

The cost is put at forty million, of which the state pays a half; the rest comes from the fees that ships pay when they
call at the port and from a loan that the bank of the region has promised.
""".strip().split("\n\n")
PARAGRAPHS = [paragraph.replace("\n", " ") for paragraph in PARAGRAPHS]


def shown(text: str) -> list[str]:
    return [" ".join(text[start:end].split()) for start, end in blocks(text)]


def wrapped(indent: str = "", width: int = 64) -> list[str]:
    return [textwrap.fill(paragraph, width, initial_indent=indent) for paragraph in PARAGRAPHS]


def test_each_line_is_a_block() -> None:
    """Text that is not wrapped has a block a line, without the white space around it."""
    text = "  one line \n\n\tanother\u3000\n"
    assert [text[start:end] for start, end in blocks(text)] == ["one line", "another"]


def test_wrapped_paragraphs_are_joined() -> None:
    """Lines that somebody wrapped at one width are one block up to the blank line."""
    assert shown("\n\n".join(wrapped())) == PARAGRAPHS


def test_indented_paragraphs_are_kept_apart() -> None:
    """Wire copy without blank lines begins its paragraphs with an indent."""
    assert shown("\n".join(wrapped("    "))) == PARAGRAPHS


def test_a_signature_below_wrapped_text_is_a_block() -> None:
    """A short line after the last paragraph does not belong to it."""
    assert shown("\n".join([*wrapped("    "), " Reuter"])) == [*PARAGRAPHS, "Reuter"]


def test_tables_keep_their_lines() -> None:
    """Short lines of figures are not a paragraph."""
    text = "Shr 39 cts vs 50 cts\n    Net 1,545,160 vs 2,188,933\n    Revs 25.2 mln vs 19.5 mln\n    Year\n"
    assert len(shown(text)) == 4


def test_items_of_a_wrapped_list_are_kept_apart() -> None:
    """A dash at the beginning of a line opens a block however full the line above is."""
    items = [textwrap.fill(f"- {paragraph}", 64) for paragraph in PARAGRAPHS]
    assert shown("\n".join(items)) == [f"- {paragraph}" for paragraph in PARAGRAPHS]


@given(st.text(st.sampled_from("aB .,-\n\r\t\u00a0\u2028\u3000\x0b\x85字")))
def test_blocks_hold_everything_but_white_space(text: str) -> None:
    """Blocks are ordered, disjoint, not empty, and what lies between them is white space."""
    at = 0
    for start, end in blocks(text):
        assert at <= start < end
        assert not text[at:start].strip()
        assert text[start:end].strip() == text[start:end]
        at = end
    assert not text[at:].strip()
