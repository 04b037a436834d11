"""Selecting by key and mouse, and copying what is selected."""

from __future__ import annotations

from index import Role, Span
from tests.builders import article
from tests.stage import Stage, lines, marked
from tui.article.article_pane import ArticlePane

TALKS = article(
    "Xi meets Blinken\n\nThey met on Friday in Beijing. Talks went on for hours.\n\n"
    "Wang spoke.\u2028Then he left 👩‍👩‍👧 happy.",
    roles={0: Role.TITLE},
    title="Xi meets Blinken",
    outlet="LA Times",
)


def text_of(span: Span | None) -> str:
    return TALKS.text[span.start : span.end] if span else ""


async def test_a_selection_by_sentence_is_never_half_a_sentence() -> None:
    """A selection begins with the sentence at the caret and grows by whole sentences, in both directions."""
    pane = ArticlePane()
    async with Stage(pane).run_test(size=(80, 24)) as pilot:
        pane.show(TALKS, offset=60)
        await pilot.pause()
        pane.select("sentence")
        assert text_of(pane.selection) == "Talks went on for hours."
        pane.move_caret("sentence", -1)
        assert text_of(pane.selection) == "They met on Friday in Beijing. Talks went on for hours."
        pane.select("sentence")
        assert pane.selection is None


async def test_a_selection_by_character_holds_the_sign_under_the_caret() -> None:
    """Both ends of a selection are whole characters, of which a family emoji is one."""
    pane = ArticlePane()
    async with Stage(pane).run_test(size=(80, 24)) as pilot:
        pane.show(TALKS, offset=TALKS.text.index("👩") - 2)
        await pilot.pause()
        pane.select("character")
        pane.move_caret("grapheme", 2)
        assert text_of(pane.selection) == "t 👩‍👩‍👧"
        pane.select("sentence")
        assert text_of(pane.selection).startswith("Wang spoke") or text_of(pane.selection).startswith("Then he")


async def test_the_last_sign_of_a_paragraph_is_selected_without_the_line_break() -> None:
    """What is copied or noted ends with the paragraph, however it was selected."""
    pane = ArticlePane()
    async with Stage(pane).run_test(size=(80, 24)) as pilot:
        pane.show(TALKS, offset=TALKS.text.index("hours.") + 5)
        await pilot.pause()
        pane.select("character")
        assert text_of(pane.selection) == "."
        pane.clear_selection()
        await pilot.click(ArticlePane, offset=(8 + 36, 3), times=3)
        assert text_of(pane.selection) == "Talks went on for hours."


async def test_the_passage_is_the_selection_or_the_sentence() -> None:
    """What a note is about when nothing is selected is the sentence at the caret."""
    pane = ArticlePane()
    async with Stage(pane).run_test(size=(80, 24)) as pilot:
        pane.show(TALKS, offset=20)
        await pilot.pause()
        assert text_of(pane.passage) == "They met on Friday in Beijing."
        pane.select("character")
        assert text_of(pane.passage) == "e"


async def test_what_ctrl_c_copies_is_what_is_selected() -> None:
    """The screen's selection and ours are one; line separators in the text change nothing."""
    pane = ArticlePane()
    app = Stage(pane)
    async with app.run_test(size=(80, 24)) as pilot:
        pane.show(TALKS)
        await pilot.pause()
        start = TALKS.text.index("Wang")
        pane.select_span(Span(start, len(TALKS.text)))
        assert app.screen.get_selected_text() == TALKS.text[start:]
        app.screen.action_copy_text()
        assert app.clipboard == TALKS.text[start:]


async def test_the_selection_is_seen_without_colour() -> None:
    """A bar in the margin marks its rows."""
    pane = ArticlePane()
    async with Stage(pane, ansi=True).run_test(size=(80, 24)) as pilot:
        pane.show(TALKS, offset=20)
        await pilot.pause()
        pane.select("sentence")
        await pilot.pause()
        assert lines(pane, 5)[3].startswith("▌ ¶1    They")
        # The caret stands in the reversed selection as the one sign that is not reversed.
        assert marked(pane, 3, reverse=True) == "Thy met on Friday in Beijing."


async def test_the_mouse_selects_whole_signs() -> None:
    """Dragging selects from the sign under the first cell to the one under the last."""
    pane = ArticlePane()
    async with Stage(pane).run_test(size=(80, 24)) as pilot:
        pane.show(TALKS)
        await pilot.pause()
        await pilot.mouse_down(ArticlePane, offset=(8 + 5, 3))
        await pilot.hover(ArticlePane, offset=(8 + 7, 3))
        await pilot.mouse_up(ArticlePane, offset=(8 + 7, 3))
        await pilot.pause()
        assert text_of(pane.selection) == "met"
        pane.move_caret("grapheme", 1)
        assert text_of(pane.selection) == "met "
        await pilot.click(ArticlePane, offset=(20, 5))
        assert pane.selection is None


async def test_a_drag_out_of_the_pane_ends_at_its_nearest_sign() -> None:
    """Outside the text the nearest line and sign count."""
    pane = ArticlePane()
    async with Stage(pane).run_test(size=(80, 24)) as pilot:
        pane.show(TALKS)
        await pilot.pause()
        await pilot.mouse_down(ArticlePane, offset=(8 + 5, 3))
        await pilot.hover(ArticlePane, offset=(2, 2))
        await pilot.mouse_up(ArticlePane, offset=(2, 2))
        await pilot.pause()
        assert text_of(pane.selection).endswith("m")


async def test_a_second_click_selects_the_word_and_a_third_the_sentence() -> None:
    """As everywhere else, and never the whole article."""
    pane = ArticlePane()
    async with Stage(pane).run_test(size=(80, 24)) as pilot:
        pane.show(TALKS)
        await pilot.pause()
        await pilot.click(ArticlePane, offset=(8 + 12, 3), times=2)
        assert text_of(pane.selection) == "Friday"
        await pilot.click(ArticlePane, offset=(8 + 12, 3), times=3)
        assert text_of(pane.selection) == "They met on Friday in Beijing."
