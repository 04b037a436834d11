"""A caret's steps through an article."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from index import Article, Block, Role, safe
from tests.builders import article
from tui.article.article_layout import ArticleView
from tui.article.caret_motion import Unit, Walker, next_word, previous_word, word_at

UNITS: tuple[Unit, ...] = ("grapheme", "word", "sentence", "paragraph", "line")
TEXTS = st.lists(
    st.one_of(
        st.text(max_size=50).map(safe),
        st.sampled_from(
            ["Wang spoke. Blinken did not.", "中国外交部长王毅。会见", "👩‍👩‍👧 é שלום", "", "U.S. talks—began"]
        ),
    ),
    max_size=8,
).map("\n".join)


@st.composite
def walkers(draw: st.DrawFn) -> tuple[ArticleView, Walker]:
    """Articles with some furniture, laid out at any width."""
    made: Article = article(draw(TEXTS))
    roles = st.sampled_from([Role.BODY, Role.BODY, Role.HEADING, Role.LIST, Role.NAV])
    blocks = tuple(Block(each.start, each.end, draw(roles), "rule") for each in made.blocks)
    view = ArticleView(replace(made, blocks=blocks))
    view.arrange(draw(st.integers(1, 60)))
    return view, Walker(view)


@given(walkers(), st.integers(0, 400), st.sampled_from(UNITS), st.sampled_from([1, -1]))
def test_a_step_goes_the_right_way_and_ends_where_a_caret_may_stand(
    made: tuple[ArticleView, Walker], offset: int, unit: Unit, direction: int
) -> None:
    """No unit ever steps backwards when told forwards, nor off the drawn text."""
    view, walker = made
    here = view.snap(offset)
    there = walker.step(here, unit, direction, 0)
    assert (there - here) * direction >= 0
    assert view.snap(there) == there


@given(walkers(), st.sampled_from(UNITS))
def test_stepping_on_reaches_the_end_and_back_the_beginning(made: tuple[ArticleView, Walker], unit: Unit) -> None:
    """From the first place every unit gets to the last row, and from there to the first."""
    view, walker = made
    start = here = view.snap(0)
    for _ in range(len(view.text) + len(view) + 2):
        here = walker.step(here, unit, 1, 0)
    assert view.row_of(here) == view.row_of(view.snap(len(view.text), -1))
    for _ in range(len(view.text) + len(view) + 2):
        here = walker.step(here, unit, -1, 0)
    assert view.row_of(here) == view.row_of(start)


@given(walkers())
def test_steps_by_sign_visit_every_drawn_sign(made: tuple[ArticleView, Walker]) -> None:
    """No visible sign is skipped, whatever its script."""
    view, walker = made
    seen, here = {view.snap(0)}, view.snap(0)
    for _ in view.text:
        here = walker.step(here, "grapheme", 1)
        seen.add(here)
    drawn = {offset for row in range(len(view)) for offset in range(*view.span(row)) if not view.text[offset].isspace()}
    inside = {offset for start in seen for offset in range(*walker.sign_at(start))}
    assert drawn <= inside


def test_words_are_what_a_reader_calls_words() -> None:
    """Points, apostrophes and hyphens inside a word stay in it; a Han sign is a step of its own."""
    text = "U.S.-led talks—Wang’s “well-known” 外交 5½"
    steps, here = [], 0
    while here < len(text):
        span = word_at(text, here)
        steps.append(text[slice(*span)] if span else text[here])
        here = next_word(text, here)
    assert steps == ["U.S.-led", "talks", "Wang’s", "well-known", "外", "交", "5½"]


@given(st.text(), st.integers(0, 60))
def test_word_steps_undo_each_other(text: str, offset: int) -> None:
    """The start of a word is found again from the start of the next one."""
    start = next_word(text, min(offset, len(text)))
    following = next_word(text, start)
    if start < following:
        assert previous_word(text, following) == start


def test_a_very_long_word_is_stepped_over() -> None:
    """A word longer than a window of text is no trap."""
    text = "a" * 5000 + " b"
    assert next_word(text, 0) >= 400
    here = len(text)
    for _ in range(40):
        here = previous_word(text, here)
    assert here == 0


def test_the_goal_column_survives_a_short_line() -> None:
    """Going down past a short line comes back to the column one came from."""
    view = ArticleView(article("abcdef\nab\nabcdef", outlet="X"))
    view.arrange(20)
    walker = Walker(view)
    down = walker.line(4, 2, 4)
    assert (down, view.column_of(down)) == (8, 1)
    assert view.column_of(walker.line(down, 2, 4)) == 4


def test_sentences_of_a_block_end_with_it() -> None:
    """A heading without full stop is a sentence of its own; a fold is stepped over in one."""
    made = article("Details\nWang spoke. He left.\nRead more\nEnd.")
    blocks = list(made.blocks)
    blocks[2] = replace(blocks[2], role=Role.RELATED, rule="r")
    view = ArticleView(replace(made, blocks=tuple(blocks)))
    view.arrange(40)
    walker, here, starts = Walker(view), 0, []
    for _ in range(5):
        here = walker.step(here, "sentence", 1)
        starts.append(here)
    assert starts == [8, 20, 29, 39, 42]
    assert walker.sentence_at(3) == (0, 7)
    assert walker.step(8, "sentence", -1) == 0
