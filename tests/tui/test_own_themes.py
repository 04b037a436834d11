"""Themes of one's own: read from YAML, checked for contrast, each problem with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.color import Color

from tests.builders import article
from tests.stage import Stage
from tui import themes
from tui.article.article_pane import ArticlePane
from tui.article.overlays import ORDER
from tui.frame.style_blend import contrast as painted_contrast
from tui.own_themes import OwnTheme, ThemeColours, contrast, read_themes

if TYPE_CHECKING:
    from pathlib import Path

COLOUR = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@given(COLOUR, COLOUR)
def test_contrast_is_measured_as_on_screen(one: str, other: str) -> None:
    """The check of a file and the painting of the screen agree."""
    assert contrast(one, other) == pytest.approx(painted_contrast(Color.parse(one), Color.parse(other)))


def test_short_colours_are_long_ones() -> None:
    """#abc is #aabbcc; black on white is 21."""
    assert (contrast("#abc", "#aabbcc"), round(contrast("#000", "#fff"), 3)) == (1, 21)


def test_a_theme_is_called_as_its_file(tmp_path: Path) -> None:
    """Two colours are enough; whether it is dark is seen from them."""
    (tmp_path / "sepia.yaml").write_text('background: "#f4ecd8"\nforeground: "#4b3826"\n', "utf-8")
    (tmp_path / "night.yaml").write_text('background: "#000"\nforeground: "#fff"\n', "utf-8")
    (tmp_path / "notes.txt").write_text("no theme", "utf-8")
    found, problems = read_themes(tmp_path)
    assert [(theme.name, theme.dark) for theme in found] == [("night", True), ("sepia", False)]
    assert problems == ()
    assert read_themes(tmp_path / "nowhere") == ((), ())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("background: '#fff'\nforeground: '#ccc'\n", [(2, "foreground has a contrast of 1.6")]),
        ("background: '#000'\nforeground: '#fff'\nmuted: '#444'\n", [(3, "muted has a contrast of 2.2")]),
        ("background: '#000'\nforeground: '#fff'\naccent: '#333'\n", [(3, "accent has a contrast of 1.7")]),
        (
            "background: paper\nforeground: '#zzz'\nprimary: red\n",
            [(1, "background is no colour: “paper”"), (2, "foreground is no colour"), (3, "primary is no colour")],
        ),
        ("background: '#fff'\n", [(1, "lacks foreground")]),
        ("background: '#fff'\nforeground: '#000'\nprimry: '#00f'\n", [(3, "at the top there is no setting “primry”")]),
        ("background: [\n", [(2, "did not find expected node content")]),
    ],
)
def test_each_problem_is_named_with_its_line(tmp_path: Path, text: str, told: list[tuple[int, str]]) -> None:
    """All of them at once; a theme with one is not offered."""
    (tmp_path / "mine.yaml").write_text(text, "utf-8")
    found, problems = read_themes(tmp_path)
    assert found == ()
    assert [(each.line, each.message[: len(said)]) for each, (_, said) in zip(problems, told, strict=True)] == told


@pytest.mark.parametrize(
    ("name", "least", "enough", "too_little"),
    [("foreground", 4.5, "#767676", "#777777"), ("muted", 4.5, "#767676", "#777777")]
    + [(name, 3, "#949494", "#959595") for name in ("primary", "secondary", "accent", "warning", "error", "success")],
)
def test_how_much_contrast_is_enough(tmp_path: Path, name: str, least: float, enough: str, too_little: str) -> None:
    """Text needs 4.5 and signs need 3; the next shade of grey has less."""
    assert contrast(enough, "#ffffff") >= least > contrast(too_little, "#ffffff")
    for colour, problems in ((enough, 0), (too_little, 1)):
        given = {"background": "#ffffff", "foreground": "#000000", name: colour}
        lines = [f"{key}: '{value}'\n" for key, value in given.items()]
        (tmp_path / "mine.yaml").write_text("".join(lines), "utf-8")
        assert len(read_themes(tmp_path)[1]) == problems


def test_what_lies_behind_needs_no_contrast_to_the_background(tmp_path: Path) -> None:
    """Surface and panel are backgrounds themselves."""
    text = "background: '#ffffff'\nforeground: '#000000'\nsurface: '#fefefe'\npanel: '#fdfdfd'\n"
    (tmp_path / "mine.yaml").write_text(text, "utf-8")
    assert read_themes(tmp_path)[1] == ()


def test_the_cure_says_which_way_to_go(tmp_path: Path) -> None:
    """A darker colour on a bright background, a brighter one on a dark one."""
    for name, text in (
        ("a", "background: '#fff'\nforeground: '#ccc'\n"),
        ("b", "background: '#000'\nforeground: '#222'\n"),
    ):
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    cures = [problem.cure for problem in read_themes(tmp_path)[1]]
    assert cures == ["take a darker colour, with at least 4.5", "take a brighter colour, with at least 4.5"]


@pytest.mark.parametrize(
    "colours",
    [
        ThemeColours("#f4ecd8", "#4b3826"),
        ThemeColours("#001018", "#c8d8d0", accent="#ffcc66", muted="#8899aa", panel="#102028"),
        ThemeColours("#ffffff", "#000000", primary="#0044cc"),
    ],
    ids=lambda colours: colours.background,
)
async def test_text_is_readable_under_every_overlay(colours: ThemeColours) -> None:
    """What a theme does not say is made so that every text keeps a contrast of 4.5."""
    theme = themes.made(OwnTheme("mine", colours))
    pane = ArticlePane()
    stage = Stage(pane)
    stage.register_theme(theme)
    async with stage.run_test():
        stage.theme = "mine"
        pane.show(article("x"))
        pane.blend.forget()
        styles = [pane.blend("title", name) for name in ORDER if name != "caret"]
        poor = [
            style
            for style in styles
            if style.color is not None
            and style.bgcolor is not None
            and painted_contrast(Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)) < 4.5
        ]
        assert poor == []
