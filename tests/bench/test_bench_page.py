"""The page of figures says what was measured: ratios, figures, and what is missing; its articles are the seed's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.bench.__main__ import PAGE, ROWS, build_table, cell, high, least, search_table
from tests.bench.made_articles import MadeArticles, texts, write
from tests.bench.questions import EACH, questions
from tests.bench.screen_figures import first_shown

if TYPE_CHECKING:
    from pathlib import Path


def test_the_same_seed_makes_the_same_articles(tmp_path: Path) -> None:
    """Two makers of one seed agree, another seed gives others, and what is read back has the day and the headline."""
    first, second, other = (MadeArticles(seed).article(0) for seed in (1, 1, 2))
    assert (first == second, first == other) == (True, False)
    write(tmp_path, 1, seed=1)
    ((name, day, text),) = texts(tmp_path)
    assert name == first[0]
    assert f"date: {day}\n" in first[1]
    assert f"title: {text.partition(chr(10))[0]}\n" in first[1]


def test_questions_are_about_words_of_the_articles(tmp_path: Path) -> None:
    """Every word asked for stands in some article, every kind is asked for as often as the others."""
    write(tmp_path, 120, seed=3)
    asked = questions(tmp_path)
    held = " ".join(text.lower() for _, _, text in texts(tmp_path))
    words = {
        word for kind in ("rare word", "common word", "two words", "boolean") for each in asked[kind] for word in each
    }
    assert sorted(word for word in words if word not in held) == []
    assert {kind: len(each) for kind, each in asked.items() if kind != "keystroke"} == dict.fromkeys(
        ("rare word", "common word", "two words", "phrase", "boolean", "prefix", "snippets", "date"), EACH
    )


@pytest.mark.parametrize(
    ("value", "ours", "shown"),
    [
        (None, 2.0, "–"),
        (0.0, 2.0, "–"),
        (4.0, 2.0, "**2** (4.0 ms)"),
        (0.5, 2.0, "**0.25** (0.50 ms)"),
        (1234.4, None, "(1,234 ms)"),
    ],
)
def test_a_cell_is_a_ratio_with_its_figure(value: float | None, ours: float | None, shown: str) -> None:
    """A multiple of ours before the figure; a dash where nothing was measured."""
    assert cell(value, ours, "ms") == shown


def test_of_several_runs_the_least_counts() -> None:
    """Of each number the least, of each query the least time; one in twenty is above the slowest that is shown."""
    runs = [
        {"open": 5.0, "phrase": {"times": [3.0, 9.0], "found": 4}},
        {"open": 4.0, "phrase": {"times": [4.0, 1.0], "found": 4}},
    ]
    assert least(runs) == {"open": 4.0, "phrase": {"times": [3.0, 1.0], "found": 4}}
    assert high([float(number) for number in range(100)]) == 95.0


def test_what_several_processes_gain_is_told() -> None:
    """On the clock the ratio is how many times as fast they are, else how many times as much they take."""
    several, alone = {"build_wall": 5.0, "build": 9.0, "build_memory": 60.0}, {"build_wall": 9.0, "build": 8.0}
    head, _, clock, work, memory = build_table(several, {**alone, "build_memory": 40.0}, 2)
    assert head == "| | 2 processes, as usual | one process | ratio |"
    assert [line.rsplit("|", 4)[1:] for line in (clock, work, memory)] == [
        [" 5.0 s ", " 9.0 s ", " **1.80** ", ""],
        [" 9.0 s ", " 8.0 s ", " **1.12** ", ""],
        [" 60.0 MB ", " 40.0 MB ", " **1.50** ", ""],
    ]


def test_the_screen_is_filled_when_what_stands_first_is_on_it(tmp_path: Path) -> None:
    """The first word of its headline that has four letters; of how it begins where there is no headline."""
    for name, head in (("old.md", "---\ntitle: US and Iran Negotiate\n---\n\n"), ("bare.txt", "")):
        folder = tmp_path / name.partition(".")[0]
        folder.mkdir()
        (folder / name).write_text(f"{head}Envoys of the two met in Oman for talks about it on Friday.\n")
    shown = [first_shown(tmp_path / name, str(tmp_path / f"{name}-cache")) for name in ("old", "bare")]
    assert shown == ["Iran", "Envoys"]


def test_the_table_has_a_column_for_each_engine() -> None:
    """Every row has a cell for each engine measured, and the page a place for each table."""
    query = {"times": [1.0], "found": 3}
    ours = {key: 2.0 for _, key, _ in ROWS} | {"phrase": query, "keystroke": query}
    lines = list(search_table({"Variorum": ours, "other": {**ours, "rescan": 0.0}}))
    assert {line.count("|") for line in lines} == {4}
    assert [line for line in lines if line.startswith("| rescan")] == [
        "| rescan of the unchanged folder | **1** (2.0 ms) | – |"
    ]
    assert lines[-1] == "| articles found, all queries but keystrokes | 3 | 3 |"
    assert all(
        f"{{{place}}}" in PAGE.read_text("utf-8") for place in ("search", "build", "screen", "comparison", "missing")
    )
