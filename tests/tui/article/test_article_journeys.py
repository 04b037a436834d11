"""Long journeys through the seeds: whatever a reader does, the pane stays whole."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from index import ArticleSettings, Span
from index.articles.file_reader import ArticleReader
from tests.builders import SEEDS
from tests.stage import Stage, lines
from tui.article.article_layout import ReadingStyle
from tui.article.article_pane import ArticlePane

if TYPE_CHECKING:
    from collections.abc import Callable

    from index import Article

UNITS = ("grapheme", "word", "sentence", "paragraph", "line")


def seed(number: int) -> Article:
    """Return one of the four seeds as the library reads it."""
    path = sorted(SEEDS.glob("*.txt"))[number]
    return ArticleReader(SEEDS, ArticleSettings()).read(path.name).articles[0]


def deeds(pane: ArticlePane, article: Article, chance: random.Random) -> list[Callable[[], object]]:
    """Return what a reader may do next."""
    place, size = chance.randrange(len(article.text) + 20), chance.choice((1, 2, 5, -1, -3))
    step = chance.choice((1, -1))
    return [
        *(lambda unit=unit: pane.move_caret(unit, size) for unit in UNITS),
        lambda: pane.page(step),
        lambda: pane.half_page(step),
        lambda: pane.caret_moves.line_edge(step),
        lambda: pane.jump(place),
        lambda: pane.next_hit(step),
        lambda: pane.find(chance.choice(("", "China", "e", "nowhere"))),
        lambda: pane.select(chance.choice(("sentence", "character"))),
        lambda: pane.select_span(Span(place, place + 30)),
        pane.clear_selection,
        pane.toggle_furniture,
        pane.toggle_fold,
        pane.home,
        pane.end,
        lambda: pane.set_measure(chance.choice((24, 50, 72, 140))),
        lambda: pane.set_centred(centred=chance.random() < 0.5),
        lambda: setattr(
            pane, "reading", ReadingStyle(chance.randrange(3), chance.random() < 0.5, chance.random() < 0.5)
        ),
        lambda: pane.scroll_to_line(chance.randrange(200)),
        lambda: pane.show(article, offset=place, hits=(Span(place, place + 4),)),
    ]


@pytest.mark.parametrize("number", range(4))
async def test_any_journey_leaves_caret_and_lines_whole(number: int) -> None:
    """After every deed the caret stands on a drawn sign, the selection is in the text, lines fill the pane."""
    article, chance = seed(number), random.Random(number)
    pane = ArticlePane()
    async with Stage(pane).run_test(size=(80, 24)) as pilot:
        pane.show(article)
        await pilot.pause()
        for turn in range(250):
            chance.choice(deeds(pane, article, chance))()
            if turn % 25 == 0:
                await pilot.resize_terminal(chance.choice((20, 60, 80, 200)), chance.choice((3, 16, 24, 60)))
                await pilot.pause()
            assert pane.view is not None
            assert pane.view.snap(pane.caret) == pane.caret
            assert 0.0 <= pane.progress <= 1.0
            span = pane.selection
            assert span is None or 0 <= span.start < span.end <= len(article.text)
            assert {pane.render_line(y).cell_length for y in range(pane.size.height)} <= {pane.cells}


@pytest.mark.parametrize("number", range(4))
async def test_reading_by_line_passes_every_paragraph(number: int) -> None:
    """From top to bottom and back by lines, each paragraph is met in order, and the ends are reached."""
    article, pane = seed(number), ArticlePane()
    async with Stage(pane).run_test(size=(60, 16)) as pilot:
        pane.show(article)
        await pilot.pause()
        met = []
        assert pane.view is not None
        for _ in range(len(pane.view)):
            met.append(pane.paragraph[0])
            pane.move(1)
        assert list(dict.fromkeys(met)) == list(range(min(met), pane.paragraph[1] + 1))
        assert pane.progress == 1.0
        pane.move(-len(pane.view))
        assert pane.progress == 0.0


async def test_a_seed_looks_like_this() -> None:
    """The head of a real article at 80 columns: what stands in it, what is known of it, and how."""
    pane = ArticlePane()
    async with Stage(pane).run_test(size=(80, 12)) as pilot:
        pane.show(seed(2))
        await pilot.pause()
        assert lines(pane) == [
            "        Los Angeles Times",
            "        Blinken notes progress, concerns as he meets Xi",
            "        The secretary of State raises differences over Taiwan, human rights",
            "        and China’s support for Russia in Ukraine.",
            "        - By Matthew Lee Lee writes for the Associated Press.",
            "        Los Angeles Times° · Matthew Lee° · Associated Press · undated",
            "",
            "  ¶1    BEIJING — U.S. Secretary of State Antony J. Blinken met Friday with",
            "        Chinese President Xi Jinping and senior Chinese officials, stressing",
            "        the importance of “responsibly managing” the differences between the",
            "        United States and China as the two sides butted heads over a number of",
            "        contentious bilateral, regional and global issues.",
        ]
