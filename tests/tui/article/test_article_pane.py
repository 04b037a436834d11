"""Reading in the article pane: caret, folds, hits, place."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from textual.scroll_view import ScrollView

from index import Role, Span
from tests.builders import article
from tests.stage import Stage, lines, marked
from tui.article.article_layout import ReadingStyle
from tui.article.article_pane import ArticlePane, PreviewPane
from tui.frame.line_view import LineView
from tui.library.result_list import ResultList

TALKS = article(
    "Xi meets Blinken\n\nThey met on Friday in Beijing. Talks went on for hours.\n\n"
    "Read more: Taiwan\n\nWang spoke of Taiwan.",
    roles={0: Role.TITLE},
    title="Xi meets Blinken",
    outlet="LA Times",
    published="2024-04-26",
)
FOLDED = replace(
    TALKS, blocks=tuple(replace(b, role=Role.RELATED, rule="r") if b.start == 75 else b for b in TALKS.blocks)
)
LONG = article("\n\n".join(f"Paragraph {number} tells of the talks in Beijing." for number in range(1, 200)))


def test_no_name_of_a_widget_hides_one_of_textual() -> None:
    """Textual's widgets have many attributes; ours must not take their names by chance."""
    meant = {"ALLOW_SELECT", "DEFAULT_CSS", "BINDINGS"}
    meant |= {"render_line", "selection_updated", "get_selection", "notify_style_update", "can_focus", "focus"}
    for kind in (ArticlePane, PreviewPane, ResultList):
        own = [vars(base) for base in kind.__mro__ if base.__module__.startswith("tui.")]
        names = {name for each in own for name, value in each.items() if callable(value) or isinstance(value, property)}
        names |= set(vars(kind())) - set(vars(ScrollView()))
        clashing = {name for name in names if hasattr(ScrollView, name) and not name.startswith("__")}
        assert clashing - meant == set()


async def test_an_article_is_shown_with_its_head_and_numbers() -> None:
    """Head, facts, paragraphs with numbers in the margin, a fold as one line."""
    pane = ArticlePane()
    async with Stage(pane).run_test(size=(80, 24)) as pilot:
        pane.show(FOLDED)
        await pilot.pause()
        assert lines(pane, 10) == [
            "        Xi meets Blinken",
            "        LA Times · 26 Apr 2024 · 21 words · 1 min",
            "",
            "  ¶1    They met on Friday in Beijing. Talks went on for hours.",
            "",
            "        ⋯ 1 folded: related",
            "",
            "  ¶2    Wang spoke of Taiwan.",
            "",
            "",
        ]


async def test_opening_a_hit_lands_on_it_even_in_a_fold() -> None:
    """The caret stands on the hit, the fold that hid it is open, the hit is told from the others."""
    pane = ArticlePane()
    hits = (Span(86, 92), Span(108, 114))
    async with Stage(pane).run_test(size=(80, 24)) as pilot:
        pane.show(FOLDED, offset=86, hits=hits)
        await pilot.pause()
        assert pane.caret == 86
        assert lines(pane, 8)[5] == "      › Read more: Taiwan"
        assert marked(pane, 5, bold=True, underline=True) == "Taiwan"
        assert marked(pane, 7, bold=True, underline=True) == ""
        assert pane.hit == (1, 2)


async def test_hits_are_walked_in_a_circle() -> None:
    """Next and previous hit go around the ends and say where they are."""
    pane = ArticlePane()
    async with Stage(pane).run_test(size=(80, 24)) as pilot:
        pane.show(TALKS, hits=(Span(86, 92), Span(108, 114)))
        await pilot.pause()
        walked = [pane.next_hit(step) for step in (1, 1, 1, -1, -1)]
        assert walked == [(1, 2), (2, 2), (1, 2), (2, 2), (1, 2)]
        assert pane.caret == 86
        pane.set_layer("hit", ())
        assert pane.next_hit(1) is None
        assert pane.hit is None


async def test_finding_in_the_article_takes_the_place_of_the_hits_and_gives_it_back() -> None:
    """What is looked for here is marked instead; an empty text brings the search's hits back."""
    pane = ArticlePane()
    async with Stage(pane).run_test(size=(80, 24)) as pilot:
        pane.show(TALKS, hits=(Span(86, 92),))
        await pilot.pause()
        assert pane.find("talks") == 1
        assert pane.next_hit(1) == (1, 1)
        assert TALKS.text[pane.caret :].startswith("Talks went")
        assert pane.find("") == 1
        assert pane.next_hit(1) == (1, 1)
        assert pane.caret == 86


async def test_the_caret_moves_by_sign_word_sentence_paragraph_and_line() -> None:
    """Each unit has its step, and the caret says where it is."""
    pane = ArticlePane()
    app = Stage(pane)
    async with app.run_test(size=(80, 24)) as pilot:
        pane.show(TALKS, offset=18)
        await pilot.pause()
        app.told(ArticlePane.CaretMoved, "offset")
        for unit, count in (("grapheme", 1), ("word", 1), ("sentence", 1), ("paragraph", 1), ("line", -2)):
            pane.move_caret(unit, count)  # type: ignore[arg-type] # literals
        await pilot.pause()
        places = app.told(ArticlePane.CaretMoved, "offset")
        assert [TALKS.text[place : place + 4] for place in places if isinstance(place, int)] == [
            "hey ",
            "met ",
            "Talk",
            "Read",
            "They",
        ]


async def test_the_caret_line_is_drawn_reversed() -> None:
    """The caret is one reversed sign, and gone when the keys act elsewhere."""
    pane, other = ArticlePane(), ArticlePane()
    async with Stage(pane, other).run_test(size=(80, 24)) as pilot:
        pane.show(TALKS, offset=18)
        await pilot.pause()
        assert marked(pane, 3, reverse=True) == "T"
        other.focus()
        await pilot.pause()
        assert marked(pane, 3, reverse=True) == ""


async def test_a_new_width_keeps_the_caret_on_its_line_of_the_screen() -> None:
    """Neither a resize nor another measure nor other spacing loses the place."""
    pane = ArticlePane()
    async with Stage(pane).run_test(size=(100, 30)) as pilot:
        pane.show(LONG, offset=LONG.text.index("Paragraph 90 "))
        await pilot.pause()

        def place() -> tuple[int, int]:
            assert pane.view is not None
            return pane.caret, pane.view.row_of(pane.caret) - pane.top

        before = place()
        await pilot.resize_terminal(64, 30)
        await pilot.pause()
        assert place() == before
        pane.set_measure(30)
        assert place() == before
        pane.reading = ReadingStyle(spacing=2)
        assert place() == before
        pane.set_centred(centred=True)
        assert place() == before


async def test_a_lower_terminal_keeps_the_caret_in_sight() -> None:
    """A caret near the bottom is still there when lines are taken away."""
    pane = ArticlePane()
    async with Stage(pane).run_test(size=(80, 40)) as pilot:
        pane.show(LONG)
        pane.move(30)
        await pilot.pause()
        for size in ((80, 20), (50, 12), (90, 30)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert pane.view is not None
            assert pane.top <= pane.view.row_of(pane.caret) < pane.top + pane.rows_shown


async def test_pages_scroll_and_keep_the_caret_on_its_line() -> None:
    """A page leaves two lines in view; the end is reached and progress says so."""
    pane = ArticlePane()
    async with Stage(pane).run_test(size=(80, 24)) as pilot:
        pane.show(LONG, offset=0)
        await pilot.pause()
        assert pane.progress == 0.0
        pane.move(6)
        assert pane.view is not None
        height, top = pane.view.row_of(pane.caret) - pane.top, pane.top
        pane.page(1)
        assert pane.top == top + 22
        assert pane.view.row_of(pane.caret) - pane.top == height
        pane.end()
        assert pane.progress == 1.0
        assert pane.caret == len(LONG.text) - 1
        pane.home()
        assert (pane.progress, pane.caret) == (0.0, 0)


async def test_the_wheel_scrolls_and_the_caret_follows_when_it_moves_next() -> None:
    """A caret left behind by the wheel comes back onto the screen with the next key."""
    pane = ArticlePane()
    async with Stage(pane).run_test(size=(80, 24)) as pilot:
        pane.show(LONG)
        await pilot.pause()
        pane.scroll_to_line(200)
        assert pane.caret == 0
        pane.move(1)
        assert pane.view is not None
        assert pane.top <= pane.view.row_of(pane.caret) < pane.top + pane.rows_shown


async def test_a_click_puts_the_caret_there() -> None:
    """The mouse places the caret on the sign it points at."""
    pane = ArticlePane()
    async with Stage(pane).run_test(size=(80, 24)) as pilot:
        pane.show(TALKS)
        await pilot.pause()
        await pilot.click(ArticlePane, offset=(8 + 5, 3))
        assert TALKS.text[pane.caret :].startswith("met on")


async def test_furniture_unfolds_and_folds_and_one_fold_opens_alone() -> None:
    """All folds open at once, or the one at the caret; the place is kept."""
    pane = ArticlePane()
    async with Stage(pane).run_test(size=(80, 24)) as pilot:
        pane.show(FOLDED, offset=18)
        await pilot.pause()
        assert pane.toggle_furniture()
        assert lines(pane, 8)[5] == "      ┆ Read more: Taiwan"
        assert pane.caret == 18
        assert not pane.toggle_furniture()
        pane.move_caret("paragraph", 1)
        assert pane.caret == 75
        assert pane.toggle_fold()
        assert lines(pane, 8)[5] == "      ┆ Read more: Taiwan"
        pane.home()
        assert not pane.toggle_fold()


async def test_a_click_opens_a_fold() -> None:
    """The line of a fold is a button."""
    pane = ArticlePane()
    async with Stage(pane).run_test(size=(80, 24)) as pilot:
        pane.show(FOLDED)
        await pilot.pause()
        await pilot.click(ArticlePane, offset=(12, 5))
        assert lines(pane, 6)[5] == "      ┆ Read more: Taiwan"


async def test_a_note_has_a_sign_in_the_margin() -> None:
    """A layer is underlined or tinted, and the line where it begins carries its glyph."""
    pane = ArticlePane()
    async with Stage(pane).run_test(size=(80, 24)) as pilot:
        pane.show(TALKS)
        pane.set_layer("note", [Span(18, 26)])
        await pilot.pause()
        assert lines(pane, 4)[3].startswith("  ¶1  ✎ They met")
        assert marked(pane, 3, underline=True) == "They met"
        with pytest.raises(KeyError):
            pane.set_layer("no such layer", ())


async def test_numbers_of_paragraphs_are_never_cut() -> None:
    """A long article's margin shows whole numbers, if need be without their sign."""
    pane = ArticlePane()
    async with Stage(pane).run_test(size=(80, 24)) as pilot:
        pane.show(article("\n".join("x" for _ in range(10_001))))
        margins = []
        for number in (9, 99, 999, 1000, 9999, 10_000):
            pane.jump((number - 1) * 2)
            await pilot.pause()
            assert pane.view is not None
            margins.append(lines(pane)[pane.view.row_of(pane.caret) - pane.top])
        assert [line.split()[0] for line in margins] == ["¶9", "¶99", "¶999", "¶1000", "¶9999", "10000"]
        assert {line.index("x") for line in margins} == {8}


async def test_showing_nothing_empties_the_pane() -> None:
    """An article may go away."""
    pane = ArticlePane()
    async with Stage(pane).run_test(size=(80, 24)) as pilot:
        pane.show(TALKS)
        await pilot.pause()
        pane.show(None)
        pane.move(1)
        pane.page(1)
        pane.jump(3)
        pane.select("sentence")
        await pilot.pause()
        assert "".join(lines(pane)) == ""
        assert (pane.selection, pane.hit, pane.paragraph, pane.progress) == (None, None, (0, 0), 1.0)


async def test_a_preview_has_no_margin_and_no_focus() -> None:
    """Beside a list an article is shown without numbers."""
    pane = PreviewPane()
    async with Stage(pane).run_test(size=(40, 12)) as pilot:
        pane.show(TALKS)
        await pilot.pause()
        assert not pane.has_focus
        assert lines(pane, 2) == [" Xi meets Blinken", " LA Times · 26 Apr 2024 · 21 words"]


HOSTILE = (
    "\x1b]52;c;aGFjaw==\x07 \x1b[2J\x9b31m \x1bP1$r\x1b\\ \x00\x08\x7f",
    "\u202emoc.evil\u202c \u2066x\u2069 \u200f\u200b\ufeff",
    "\U000e0041\U000e007f tags, [link=https://evil.example][bold]markup[/bold][/link] [@click=app.quit]x[/]",
    "a\u0301\u0301\u0301" * 40 + "\r\u2028\u2029\x85end",
)


@pytest.mark.parametrize("text", HOSTILE)
async def test_nothing_hostile_is_drawn(text: str) -> None:
    """Controls and hidden signs show as stand-ins, markup as it is written, in text, headline, facts and folds."""
    pane = ArticlePane()
    made = article(f"{text}\nBody {text}\n{text}", title=text, outlet=text, author=text, published=text)
    blocks = (*made.blocks[:-1], replace(made.blocks[-1], role=Role.NAV, rule="r"))
    async with Stage(pane).run_test(size=(70, 40)) as pilot:
        pane.show(replace(made, blocks=blocks), hits=(Span(3, 9),))
        pane.toggle_furniture()
        await pilot.pause()
        drawn = "".join(lines(pane))
        hidden = [sign for sign in drawn if unicodedata.category(sign) in {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}]
        assert hidden == []
        assert ("[bold]markup[/bold]" in drawn) is ("markup" in text)
        assert {pane.render_line(y).cell_length for y in range(40)} == {69}


@pytest.mark.parametrize("size", [(1, 1), (2, 3), (8, 2), (30, 4), (300, 3)])
async def test_any_size_is_survived(size: tuple[int, int]) -> None:
    """A pane of a few cells still paints lines of its own width."""
    pane = ArticlePane()
    async with Stage(pane).run_test(size=size) as pilot:
        pane.show(FOLDED, offset=30, hits=(Span(30, 36),))
        pane.select("character")
        for _ in range(3):
            pane.move(1)
            pane.page(1)
        await pilot.pause()
        widths = {pane.render_line(y).cell_length for y in range(size[1])}
        assert widths <= {max(0, size[0] - 1), size[0]}


def test_every_pane_is_a_line_view() -> None:
    """Panes share one base."""
    assert issubclass(ArticlePane, LineView)
