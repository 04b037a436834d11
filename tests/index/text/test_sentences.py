"""Sentences end where a reader would end them, and nothing of the text is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.sentences import sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["U.S. Secretary of State Antony J. Blinken met Xi.", "He left."],
        ["He lives in the U.S.", "The end came soon."],
        ["He flew to Washington, D.C.", "He works for Acme Inc. and left."],
        ["They met at 5 p.m. Saturday.", "“But no,” he said."],
        ["It followed 5½ hours of talks.", "“But they ended,” he said."],
        ["Yahoo! Inc. rose.", "It fell later."],
        ["Mr. Smith sued Jones vs. Ohio.", "No. 5 won."],
        ["The answer is no.", "Then he left."],
        ["KYIV, Ukraine — “Why?” Blinken asked.", "“Because,” came the reply."],
        ["“Should we?” he asked.", "“This is a question.”", "They left."],
        ["Patients live with MS.", "Final approval came."],
        ["1. First thing.", "Then the second."],
        ["He met George W. Bush in St. Louis.", "They talked."],
        ["Born Jan. 5, he died on Feb. 6.", "Nobody came."],
        ["He (or she) left.", "(They came back.)", "So it went."],
        ["It rose 5 percent in 2002.", "2003 was worse."],
        ["The bill, Wal-Mart v. Dukes, failed.", "Nobody cried."],
        ["Wait… what?", "Nothing."],
    ],
)
def test_full_stops(parts: list[str]) -> None:
    """Initials, abbreviations, dotted names, clock times and attributions do not end a sentence."""
    assert split(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "parts",
    [
        ["Am 26. April kam er nach Wien.", "Dann ging er."],
        ["В. Путін прибув до Києва.", "Він поїхав."],
        ["« Oui. »", "Il part."],
        ["Ŝi vidis d-ro. Zamenhof kaj s-ro. Bein tie."],
    ],
)
def test_other_languages(parts: list[str]) -> None:
    """Ordinals, Cyrillic initials, guillemets and Esperanto titles are understood."""
    assert split(" ".join(parts)) == parts


def test_marks_without_white_space() -> None:
    """Ideographic stops end a sentence where no space follows."""
    assert split("今日は。明日！「はい。」終") == ["今日は。", "明日！", "「はい。」", "終"]


def test_missing_space() -> None:
    """A full stop glued to the next sentence by a scraper still ends one, and a domain name does not."""
    assert split("It ended here.The next day came. See Booking.Com now.") == [
        "It ended here.",
        "The next day came.",
        "See Booking.Com now.",
    ]


def test_dateline_stays() -> None:
    """A dateline belongs to the sentence it opens."""
    assert split("WASHINGTON, D.C. — The House voted. It adjourned.") == [
        "WASHINGTON, D.C. — The House voted.",
        "It adjourned.",
    ]


def test_caption_credit() -> None:
    """A caption without a full stop ends before its credit."""
    assert split("Widow and Captain America Image: Nick Moreau.") == [
        "Widow and Captain America",
        "Image: Nick Moreau.",
    ]


def test_lines() -> None:
    """Blank lines and short lines end a sentence; the line ends of wrapped prose do not."""
    wrapped = (
        "The company said on Monday that the sale of its share in\nthe refinery would be completed by June. It rose."
    )
    assert split("A heading\nA line\n\nThe end") == ["A heading", "A line", "The end"]
    assert split(wrapped) == [wrapped.removesuffix(" It rose."), "It rose."]


def test_part_of_a_text() -> None:
    """Offsets are those of the whole text when only a stretch is split."""
    text = "Caption without stop Body one. Body two. Rest"
    assert [text[a:b] for a, b in sentences(text, 21, 40)] == ["Body one.", "Body two."]


@given(st.text(alphabet='Aa.b?! \n"”“J1é。»…-', max_size=80) | st.text(max_size=80))
def test_covers_everything_but_white_space(text: str) -> None:
    """Sentences are ordered, disjoint, trimmed, and leave nothing but white space outside."""
    spans = sentences(text)
    rest = list(text)
    for start, end in spans:
        assert text[start:end] == text[start:end].strip() != ""
        rest[start:end] = " " * (end - start)
    assert list(spans) == sorted(spans)
    assert "".join(rest).strip() == ""
