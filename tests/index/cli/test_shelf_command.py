"""Marks of articles from the shell: printed, given, taken away; bookmarks set, listed, taken away."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from index.cli.main import run
from tests.builders import SEEDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FIRST, SECOND = (next(SEEDS.glob(f"{number}*")).name for number in ("001", "002"))


class Answer(NamedTuple):
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


@pytest.fixture
def shelf(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Answer]:
    """Run `shelf` on the seeds, its marks kept for the test."""
    config = tmp_path / "config.yaml"
    config.write_text(f"cache: {tmp_path / 'cache'}\nnotes: {tmp_path / 'kept'}\n", "utf-8")

    def command(*arguments: str) -> Answer:
        code = run(["--library", str(SEEDS), "--config", str(config), "shelf", *arguments])
        captured = capsys.readouterr()
        return Answer(code, captured.out, captured.err)

    return command


def test_marks_are_given_printed_and_taken_away(shelf: Callable[..., Answer]) -> None:
    """Without an option nothing changes; each option changes its own mark of every article named."""
    assert shelf("001") == (0, f"{FIRST}: unread\n", "")
    assert shelf("001", "002", "--star", "--tag", "one", "--tag", "two") == (
        0,
        f"{FIRST}: unread, starred #one #two\n{SECOND}: unread, starred #one #two\n",
        "",
    )
    assert shelf("002", "--read", "--unstar", "--untag", "one") == (0, f"{SECOND}: read #two\n", "")
    (told,) = json.loads(shelf("001", "--json").out)
    assert told == {"id": FIRST, "read": False, "starred": True, "tags": ["one", "two"], "place": 0, "bookmarks": []}


def places(shelf: Callable[..., Answer], *arguments: str) -> list[dict[str, Any]]:
    """What `--bookmarks` lists."""
    found: list[dict[str, Any]] = json.loads(shelf("001", "--bookmarks", "--json", *arguments).out)
    return found


def test_bookmarks_are_set_at_paragraphs_and_listed(shelf: Callable[..., Answer]) -> None:
    """In the order of the text, with the paragraph's number and words; a second one at one place adds none."""
    paragraphs = [each["start"] for each in places(shelf, *(f"--bookmark=p{number}" for number in (3, 1, 2, 2)))]
    told = places(shelf)
    assert [each["start"] for each in told] == sorted(set(paragraphs))
    assert [each["paragraph"] for each in told] == [1, 2, 3]
    assert list(told[0]) == ["id", "start", "paragraph", "text"]
    text = (SEEDS / FIRST).read_text("utf-8")
    assert all(text.startswith(each["text"], each["start"]) and "\n\n" not in each["text"] for each in told)
    assert shelf("001").out == f"{FIRST}: unread, 3 bookmarks\n"
    (line, *_) = shelf("001", "--bookmarks").out.splitlines()
    assert line.startswith(f"{FIRST}: ¶ 1  {told[0]['start']}  {told[0]['text'][:40]}")


def test_a_bookmark_inside_a_paragraph_stands_at_its_beginning(shelf: Callable[..., Answer]) -> None:
    """As the key of the reader sets it; it is taken away by any position of its paragraph."""
    (first,) = places(shelf, "--bookmark", "p2")
    within = str(first["start"] + 5)
    assert [each["start"] for each in places(shelf, "--bookmark", within)] == [first["start"]]
    assert shelf("001", "--unbookmark", within, "--bookmarks") == (1, "", "")
    assert shelf("001").out == f"{FIRST}: unread\n"


def test_one_bookmark_is_taken_away(shelf: Callable[..., Answer]) -> None:
    """The others stay; one that is not there is nothing to take away; one is counted in the singular."""
    places(shelf, "--bookmark", "P1", "--bookmark", "¶2")
    assert [each["paragraph"] for each in places(shelf, "--unbookmark", "p1", "--unbookmark", "p4")] == [2]
    assert shelf("001").out == f"{FIRST}: unread, 1 bookmark\n"


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("third", "“third” is no place; write p3 for the third paragraph, or a number of characters."),
        ("p0", f"There is no paragraph 0 in {FIRST}, which has "),
        ("p999", f"There is no paragraph 999 in {FIRST}, which has "),
        ("99999999", f"The place 99999999 is behind the end of {FIRST}, which has "),
    ],
)
def test_a_place_that_is_not_in_the_text_is_named(shelf: Callable[..., Answer], place: str, told: str) -> None:
    """One sentence, exit 2."""
    answer = shelf("001", "--bookmark", place)
    assert (answer.code, answer.out, answer.err.startswith(told), answer.err.count("\n")) == (2, "", True, 1)


def test_a_place_that_one_article_lacks_changes_none(shelf: Callable[..., Answer]) -> None:
    """Not even those named before it, in which the place is."""
    long, short = sorted((FIRST, SECOND), key=lambda name: -len((SEEDS / name).read_text("utf-8")))
    last = str(len((SEEDS / long).read_text("utf-8").rstrip()) - 1)
    assert shelf(long, short, "--star", "--bookmark", last).code == 2
    assert shelf(long, short).out == f"{long}: unread\n{short}: unread\n"


def test_opposite_marks_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """An article is not to be called read and unread at once."""
    with pytest.raises(SystemExit) as refusal:
        run(["--library", str(SEEDS), "shelf", "001", "--read", "--unread"])
    assert (refusal.value.code, "not allowed with" in capsys.readouterr().err) == (2, True)


def test_what_was_marked_is_undone_by_a_later_command(shelf: Callable[..., Answer]) -> None:
    """Each names the act and prints the marks it changed; then there is nothing left."""
    shelf("001", "002", "--star", "--tag", "one")
    shelf("002", "--read")
    assert shelf("--undo") == (0, f"{SECOND}: unread, starred #one\n", "Undone: read.\n")
    assert shelf("--undo") == (
        0,
        f"{FIRST}: unread\n{SECOND}: unread\n",
        "Undone: starred, tag one: 2 articles.\n",
    )
    assert shelf("--undo") == (1, "", "There is nothing to undo.\n")
    assert shelf("--redo").err == "Done again: starred, tag one: 2 articles.\n"
    assert shelf("001", "--plain") == (0, f"{FIRST}\tfalse\ttrue\tone\t\n", "")


@pytest.mark.parametrize("arguments", [(), ("--undo", "--redo"), ("001", "--undo")])
def test_undo_is_asked_for_by_itself(shelf: Callable[..., Answer], arguments: tuple[str, ...]) -> None:
    """Nothing is guessed from half a command."""
    with pytest.raises(SystemExit) as ended:
        shelf(*arguments)
    assert ended.value.code == 2
