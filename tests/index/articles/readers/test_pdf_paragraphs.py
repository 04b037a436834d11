"""Paragraphs out of lines of type with their places."""

from __future__ import annotations

from index.articles.readers.documents.pdf_paragraphs import PdfLine, paragraphs


def column(*rows: tuple[str, float, float], left: float = 50, top: float = 700, pitch: float = 12) -> list[PdfLine]:
    """Return lines below each other, each as (text, indent, width)."""
    return [
        PdfLine(text, left + indent, left + indent + width, top - pitch * place, 10)
        for place, (text, indent, width) in enumerate(rows)
    ]


def texts(*pages: list[PdfLine]) -> list[str]:
    return ["|".join(part.lines) for part in paragraphs(pages) if not part.furniture]


FULL = 200.0


def test_an_indent_begins_a_paragraph() -> None:
    """A first line that is indented parts two paragraphs, however full the line above is."""
    rows = (
        ("It closed on", 0, FULL),
        ("Thursday, all said.", 0, FULL),
        ("A bridge", 10, FULL - 10),
        ("opened.", 0, 40),
    )
    assert texts(column(*rows)) == ["It closed on|Thursday, all said.", "A bridge|opened."]


def test_a_short_last_line_ends_a_paragraph() -> None:
    """A line that ends with a stop where the next word had room is a paragraph's last."""
    rows = (("It closed on", 0, FULL), ("Thursday.", 0, 60), ("A bridge", 0, FULL), ("opened.", 0, 40))
    assert texts(column(*rows)) == ["It closed on|Thursday.", "A bridge|opened."]


def test_a_ragged_line_ends_nothing() -> None:
    """A line somewhat shorter than the longest, without a stop, goes on."""
    rows = (("It closed on", 0, FULL), ("Thursday and", 0, FULL - 30), ("was old", 0, FULL))
    assert texts(column(*rows)) == ["It closed on|Thursday and|was old"]


def test_a_gap_parts_paragraphs() -> None:
    """More than the usual distance parts."""
    above = column(("It closed on", 0, FULL), ("Thursday and so", 0, FULL), ("on it went", 0, FULL))
    below = column(("A bridge", 0, FULL), ("opened to", 0, FULL), ("all traffic", 0, FULL), top=650)
    assert texts([*above, *below]) == ["It closed on|Thursday and so|on it went", "A bridge|opened to|all traffic"]


def test_a_paragraph_goes_on_in_the_next_column_and_page() -> None:
    """Neither a column nor a page ends a paragraph whose last line is full."""
    first = column(("It closed on", 0, FULL), ("Thursday and", 0, FULL))
    second = column(("was old, said", 0, FULL), ("all.", 0, 30), left=300)
    third = column(("They wept.", 10, FULL - 10), ("A lot.", 0, 40), top=690)
    assert texts([*first, *second], third) == ["It closed on|Thursday and|was old, said|all.", "They wept.|A lot."]


def test_another_size_of_type_is_another_paragraph() -> None:
    """A headline of two lines is one paragraph; the text below begins another."""
    headline = [PdfLine("Quarry closes", 50, 250, 740, 24), PdfLine("above Hillton", 50, 220, 714, 24)]
    assert texts([*headline, *column(("It closed on", 0, FULL), ("Thursday.", 0, 60))]) == [
        *("Quarry closes|above Hillton", "It closed on|Thursday."),
    ]


def test_running_lines_are_furniture() -> None:
    """What stands at one height on most pages, and a browser's address with page number, is no paragraph."""
    pages = [
        [
            PdfLine("HILL GAZETTE", 50, 150, 780, 9),
            *column((f"It {word}.", 0, 60)),
            PdfLine(f"Page A{n}", 50, 90, 20, 9),
        ]
        for n, word in enumerate(("closed", "opened", "burnt"), 1)
    ]
    printed = [*column(("It closed.", 0, 60)), PdfLine("https://a.example/q 1/2", 50, 150, 20, 8)]
    assert (texts(*pages), texts(printed)) == (["It closed.", "It opened.", "It burnt."], ["It closed."])
