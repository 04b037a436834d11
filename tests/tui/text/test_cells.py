"""Cells of text, and cutting it to fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from index import safe
from tui.text.cells import (
    advice_line,
    broken_in_groups,
    clip,
    clip_parts,
    cut,
    fit,
    grapheme_start,
    graphemes,
    next_grapheme,
    previous_grapheme,
    squeezed,
    width,
)

TEXTS = st.one_of(st.text(), st.text("aé中🇨🇳👩‍👧\u0301“—", max_size=60)).map(lambda text: safe(text).replace("\n", ""))


@given(TEXTS)
def test_width_is_the_width_rich_draws(text: str) -> None:
    """The quick way and Rich agree on every text."""
    assert width(text) == cell_len(text)


@given(TEXTS.map(lambda text: text.replace("\n", " ")), st.integers(0, 40))
def test_fit_takes_exactly_its_cells(text: str, cells: int) -> None:
    """A fitted text is as wide as asked, whatever it holds."""
    assert width(fit(text, cells)) == cells


@given(TEXTS, st.integers(0, 40))
def test_cut_is_the_longest_beginning_that_fits(text: str, cells: int) -> None:
    """A cut text is a beginning of the text and takes no more cells than allowed."""
    short = cut(text, cells)
    assert text.startswith(short)
    assert width(short) <= cells


def test_clip_shows_that_something_is_missing() -> None:
    """A cut is marked by the ellipsis; a text that fits is left alone."""
    assert clip("Los Angeles Times", 8) == "Los Ang…"
    assert clip("Los Angeles", 4) == "Los…"
    assert clip("AP", 8) == "AP"
    assert clip("中国外交", 5) == "中国…"
    assert clip("abc", 2, "...") == ".."


@given(TEXTS)
def test_steps_forward_and_back_visit_the_same_signs(text: str) -> None:
    """Walking by signs meets every sign once, in both directions."""
    edges = [0]
    while edges[-1] < len(text):
        edges.append(next_grapheme(text, edges[-1]))
    back = [len(text)]
    while back[-1] > 0:
        back.append(previous_grapheme(text, back[-1]))
    whole = [0, *(end for _, end, _ in graphemes(text))]
    assert edges == whole
    assert back[::-1] == whole


@given(st.lists(TEXTS, min_size=2, max_size=4))
def test_a_line_feed_is_a_sign_of_its_own(pieces: list[str]) -> None:
    """A line feed joins neither the character before it nor a combining mark after it."""
    text, whole = "\n".join(pieces), [0]
    for piece in pieces:
        start = whole[-1]
        whole += [start + end for _, end, _ in graphemes(piece)]
        whole += [start + len(piece) + 1]
    whole.pop()
    edges, back = [0], [len(text)]
    while edges[-1] < len(text):
        edges.append(next_grapheme(text, edges[-1]))
    while back[-1] > 0:
        back.append(previous_grapheme(text, back[-1]))
    assert edges == whole
    assert back[::-1] == whole


def test_a_family_is_one_sign() -> None:
    """The start of a sign is found from any of its code points."""
    text = "a👩‍👩‍👧b"
    assert [grapheme_start(text, offset) for offset in range(len(text) + 1)] == [0, 1, 1, 1, 1, 1, 6, 7]


def test_a_sign_of_very_many_marks_is_one_step() -> None:
    """A letter with very many combining marks is one step, forwards and backwards."""
    text = "a" + "e" + "\u0301" * 100 + "b"
    assert (next_grapheme(text, 1), previous_grapheme(text, 102)) == (102, 1)
    assert (next_grapheme(text[:-1], 1), grapheme_start(text, 60)) == (102, 1)


def test_there_is_no_step_beyond_the_ends() -> None:
    """At the beginning and the end a step stays where it is."""
    assert [(previous_grapheme(text, 0), next_grapheme(text, len(text))) for text in ("ab", "")] == [(0, 2), (0, 0)]


@given(st.lists(st.lists(st.text("abc;.", min_size=1, max_size=9), min_size=1, max_size=20).map(" ".join), max_size=3))
def test_no_word_of_advice_is_cut(sentences: list[str]) -> None:
    """What stands in an empty list goes on in the next line, in order, each line two cells in and within the width."""
    text = "\n".join(sentences)
    lines = [advice_line(text, number, 20) for number in range(1, 100)]
    assert " ".join(lines).split() == text.split()
    assert all(width(line) < 20 and (not line or line.startswith("  ")) for line in lines)
    assert (advice_line(text, 0, 20), advice_line(text, 1000, 20)) == ("", "")


ADDRESS = "https://archive.example/ein/langer/pfad/zu/presse-und-agenturen-2024"
MAP = f"{ADDRESS}: nobody has said it; run `variorum archive map {ADDRESS}`."
LONGER = f"{ADDRESS}: nobody has said which field is the text; confirm a guess with `variorum archive map {ADDRESS}`."


@pytest.mark.parametrize(
    ("text", "cells", "lines"),
    [
        ("Saved in a/b.", 40, ["Saved in a/b."]),
        (f"{ADDRESS}: nobody answers; wait.", 120, [f"{ADDRESS}: nobody answers; wait."]),
        (
            f"{ADDRESS}: nobody answers there; look at the address and the network.",
            60,
            [
                "https://archive.example/ein/la…zu/presse-und-agenturen-2024:",
                "nobody answers there; look at the address and the network.",
            ],
        ),
        (
            MAP,
            80,
            ["https://archive.ex…d-agenturen-2024: nobody has said it; run `variorum archive", f"map {ADDRESS}`."],
        ),
        (
            LONGER,
            72,
            [
                "https://arch…turen-2024: nobody has said which field is the text;",
                "confirm a guess with `variorum archive map https://archiv…nturen-2024`.",
            ],
        ),
        ("no address in a sentence of four lines", 16, ["no address in a", "sentence of four", "lines"]),
    ],
)
def test_long_addresses_give_way_to_the_cure(text: str, cells: int, lines: list[str]) -> None:
    """Addresses lose their middle until a sentence fits in two lines, those of a command last; words lose nothing."""
    assert squeezed(text, cells, 2) == lines


@given(st.text("ab/é`国 ", max_size=60), st.integers(24, 60))
def test_squeezing_keeps_every_word_but_addresses(text: str, cells: int) -> None:
    """As many words in the same order, and those without a slash as they were."""
    before, after = text.split(" "), " ".join(squeezed(text, cells, 2)).split(" ")
    assert [word for word in before if word and "/" not in word] == [word for word in after if word and "/" not in word]


GROUPS = (
    "17 shared (= 1  ~ 10  ? 6)",
    "+ 32 only in one",
    "⚠ 4 flagged",
)


@pytest.mark.parametrize("dot", ["·", "-"])
@pytest.mark.parametrize("cells", range(27, 80))
def test_a_line_of_counts_is_broken_between_its_groups(cells: int, dot: str) -> None:
    """Each group stands whole on one line, in order, within the width; dots stand only between groups of one line."""
    lines = broken_in_groups(f" {dot} ".join(GROUPS), cells, dot)
    assert tuple(group for line in lines for group in line.split(f" {dot} ")) == GROUPS
    assert max(map(width, lines)) <= cells


@pytest.mark.parametrize(
    ("cells", "lines"),
    [
        (38, ["38% of A stands in B, 51% of B in A"]),
        (34, ["38% of A stands in B,", "51% of B in A"]),
        (20, ["38% of A stands in", "B, 51% of B in A"]),
    ],
)
def test_a_group_that_is_too_long_is_broken_at_its_commas(cells: int, lines: list[str]) -> None:
    """Behind a comma, which stays; only where that is not enough between words."""
    assert broken_in_groups("38% of A stands in B, 51% of B in A", cells, "·") == lines


@pytest.mark.parametrize(
    ("cells", "lines"),
    [(16, ["17 shared (= 1", "~ 10  ? 6)"]), (30, ["17 shared (= 1  ~ 10  ? 6)"])],
)
def test_a_sign_stays_with_its_count(cells: int, lines: list[str]) -> None:
    """Wide gaps part the classes of rows; a break takes their place."""
    assert broken_in_groups("17 shared (= 1  ~ 10  ? 6)", cells, "·") == lines


@pytest.mark.parametrize(
    ("cells", "shown"),
    [
        (40, "The Hindu ‹AP› · 26 Apr 2024 · leads"),
        (30, "The Hindu ‹AP› · 26 Apr 2024"),
        (27, "The Hindu ‹AP›"),
        (6, "The H…"),
    ],
)
def test_what_does_not_fit_is_left_out_by_whole_parts(cells: int, shown: str) -> None:
    """A date is there or it is not; only a single part is cut."""
    assert clip_parts("The Hindu ‹AP› · 26 Apr 2024 · leads", cells, " · ") == shown
