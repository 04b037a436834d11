"""The headless commands: their JSON keys, their exit codes, and what happens when things go wrong."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from index.cli.main import COMMANDS, command_in, run
from tests.builders import SEEDS

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[3]


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A configuration that keeps cache and notes away from the user's own."""
    path = tmp_path / "config.yaml"
    path.write_text(f"cache: {tmp_path / 'cache'}\nnotes: {tmp_path / 'kept'}\n", "utf-8")
    return path


@pytest.fixture
def variorum(config: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run a command on a library (the seeds unless told otherwise): exit code, standard output, standard error."""

    def command(*arguments: str, library: Path = SEEDS) -> tuple[int, str, str]:
        code = run(["--library", str(library), "--config", str(config), *arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return command


def _json(answer: tuple[int, str, str]) -> Any:
    code, out, err = answer
    assert (code, err) == (0, "")
    return json.loads(out)


def test_list_answers_with_the_keys_of_the_contract(variorum: Callable[..., tuple[int, str, str]]) -> None:
    """Every row has the same keys; unknown values are null."""
    rows = _json(variorum("list", "--json"))
    keys = ["id", "title", "outlet", "author", "agency", "published", "language", "tags", "words", "hash"]
    keys += ["problems", "copies", "versions", "lead"]

    assert [list(row) for row in rows] == [keys] * 4
    assert {row["published"] for row in rows} == {None}


def test_list_tells_copies_behind_their_lead(variorum: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    """One line for people; in JSON every place has a row that names its lead and the other places."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in ("a.txt", "b.txt", "c.txt"):
        (folder / name).write_text("The quarry of Hillton closed on Thursday.")
    rows = _json(variorum("list", "--json", library=folder))
    code, lines, _ = variorum("list", library=folder)
    assert [(row["id"], row["lead"], row["copies"]) for row in rows] == [
        ("a.txt", None, ["b.txt", "c.txt"]),
        ("b.txt", "a.txt", ["a.txt", "c.txt"]),
        ("c.txt", "a.txt", ["a.txt", "b.txt"]),
    ]
    assert (code, len(lines.splitlines()), "also in b.txt, c.txt" in lines) == (0, 1, True)


def test_show_answers_with_text_fields_and_blocks(variorum: Callable[..., tuple[int, str, str]]) -> None:
    """The text is the file's; each field says how it is known; blocks slice it."""
    shown = _json(variorum("show", "002", "--json"))

    assert shown["text"] == next(SEEDS.glob("002*")).read_text("utf-8")
    assert shown["agency"] == {**shown["agency"], "value": "Associated Press", "relation": "writes-for"}
    assert shown["published"] == {"value": None, "provenance": None, "evidence": None}
    assert list(shown["blocks"][0]) == ["start", "end", "role", "rule", "sure", "folded"]


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        (
            "furniture=gone",
            "furniture: the rules of gone can't be read: no such file or directory; name a file that can",
        ),
        ("furniture=.", "furniture: the rules of . can't be read: a folder stands in its place; name a file"),
        ("readers={md: none}", "readers.md: the pattern “md” is pinned to the reader “none”, which is not there"),
    ],
)
def test_a_command_that_reads_articles_tells_of_the_rules_it_lacks(
    variorum: Callable[..., tuple[int, str, str]], setting: str, told: str
) -> None:
    """It answers without them."""
    option = ("--set", f"articles.{setting}")
    code, out, err = variorum(*option, "list", "--plain")
    assert (code, out.count("\n"), f"command line: articles.{told}" in err, bool(err)) == (0, 4, True, True)


def test_show_folds_furniture_to_one_line(variorum: Callable[..., tuple[int, str, str]]) -> None:
    """Readable text leaves furniture out and says so; --all brings it back."""
    _, folded, _ = variorum("show", "000")
    _, whole, _ = variorum("show", "000", "--all")

    assert "Comments are closed." not in folded
    assert "folded: " in folded
    assert "Comments are closed." in whole


def test_search_answers_with_the_keys_of_the_contract(variorum: Callable[..., tuple[int, str, str]]) -> None:
    """Totals, facets and hits; marks slice the snippet, spans the text."""
    page = _json(variorum("search", "taiwan", "--json", "--limit", "2"))
    hit = page["hits"][0]
    text = _json(variorum("show", hit["id"], "--json"))["text"]

    assert list(page) == [*("query", "total", "total_exact", "elapsed_ms", "problems", "suggestions", "facets", "hits")]
    assert (page["total"], page["total_exact"], len(page["hits"])) == (4, True, 2)
    assert list(page["facets"]) == ["outlet", "agency", "author", "month", "language"]
    assert {hit["snippet"][start:end].casefold() for start, end in hit["marks"]} == {"taiwan"}
    assert {text[start:end].casefold() for start, end in hit["spans"]} <= {"taiwan", "taiwan’s"}


def test_a_query_that_is_half_understood_still_runs(variorum: Callable[..., tuple[int, str, str]]) -> None:
    """The problem is reported with its position, the rest is searched, and the exit code tells of it."""
    code, out, err = variorum("search", "taiwan outlt:ap", "--json")
    page = json.loads(out)

    assert (code, page["total"], err.count("\n")) == (2, 4, 1)
    assert [(problem["start"], problem["end"]) for problem in page["problems"]] == [(7, 13)]


def test_nothing_found_is_exit_one(variorum: Callable[..., tuple[int, str, str]]) -> None:
    """No result: exit 1, and standard output stays empty."""
    code, out, err = variorum("search", "zzyzx")

    assert (code, out) == (1, "")
    assert "0 of 0" in err


def test_refresh_says_what_it_did(variorum: Callable[..., tuple[int, str, str]]) -> None:
    """The first refresh adds, the second finds nothing, a rebuild finds the same."""
    first = _json(variorum("refresh", "--json"))
    second = _json(variorum("refresh", "--json"))
    rebuilt = _json(variorum("refresh", "--rebuild", "--json"))

    assert list(first) == ["added", "changed", "moved", "removed", "skipped", "elapsed_ms", "unread"]
    assert len(first["added"]) == 4
    assert [second[key] for key in ("added", "changed", "moved", "removed", "skipped")] == [[]] * 5
    assert [rebuilt[key] for key in ("added", "changed", "moved", "removed", "skipped")] == [[]] * 5


def test_check_lists_what_is_wrong(variorum: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    """Problems: exit 1 and one entry each, with the cure. None: exit 0."""
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "good.txt").write_text("A line of text that is quite long enough to be one.\n", "utf-8")
    clean = variorum("check", "--json", library=folder)
    (folder / "bad.txt").write_bytes(b"\0\1\2" * 100)
    code, out, _ = variorum("check", "--json", library=folder)

    assert (clean[0], json.loads(clean[1])) == (0, [])
    assert code == 1
    assert [list(complaint) for complaint in json.loads(out)] == [["where", "line", "message", "cure", "column"]]


def test_check_says_what_is_wrong_with_the_configuration_once(
    variorum: Callable[..., tuple[int, str, str]], config: Path
) -> None:
    """A setting that does not exist is listed in the answer, and said once beside it."""
    config.write_text(f"{config.read_text('utf-8')}serach: {{}}\n", "utf-8")
    code, out, err = variorum("check")

    assert (code, out.count("serach"), err.count("serach")) == (1, 1, 1)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("show", "nothing-like-it"), "No article “nothing-like-it”"),
        (("show", "00"), "fits several articles"),
        (("--library", "nowhere/at/all", "list"), "there is no such folder"),
    ],
)
def test_what_can_not_run_is_one_sentence_and_exit_two(
    variorum: Callable[..., tuple[int, str, str]], arguments: tuple[str, ...], sentence: str
) -> None:
    """Errors go to standard error in one line, with a cure; no traceback."""
    code, out, err = variorum(*arguments)

    assert (code, out, err.count("\n")) == (2, "", 1)
    assert sentence in err


def test_a_wrong_option_is_one_sentence_and_exit_two(capsys: pytest.CaptureFixture[str]) -> None:
    """The command line's own mistakes read like all others."""
    with pytest.raises(SystemExit) as stopped:
        run(["list", "--colour"])

    assert stopped.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_nothing_hostile_reaches_a_terminal(variorum: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    """Escape sequences, C1, bidirectional and tag characters stand escaped in JSON and replaced in plain text."""
    folder = tmp_path / "library"
    folder.mkdir()
    evil = "\x1b]52;c;YQ==\x07\x9b31m\u202e\U000e0041"
    (folder / "evil.txt").write_text(
        f"Headline {evil} of it\n\nBody {evil} with taiwan in it, and more words.\n", "utf-8"
    )
    outputs = [
        variorum(*arguments, library=folder)[1]
        for arguments in (("list",), ("show", "evil"), ("search", "taiwan"), ("show", "evil", "--json"))
    ]

    assert not any(character in output for output in outputs for character in evil if not character.isprintable())
    assert json.loads(outputs[-1])["text"].count(evil) == 2


def test_a_closed_pipe_is_success(config: Path) -> None:
    """`variorum show … | head -1` ends quietly."""
    command = [sys.executable, "-m", "tui", "--library", str(SEEDS), "--config", str(config), "show", "001", "--all"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        error = process.stderr.read()
        code = process.wait()

    assert (code, error) == (0, b"")


def test_closed_streams_end_without_a_traceback(config: Path) -> None:
    """`variorum list >&-`, as from cron, still ends with its exit code and one sentence at most."""
    arguments = [sys.executable, "-m", "tui", "--library", str(SEEDS), "--config", str(config), "list"]
    closed = subprocess.run(["sh", "-c", '"$@" >&-', "sh", *arguments], cwd=ROOT, stderr=subprocess.PIPE, check=False)

    assert (closed.returncode, closed.stderr) == (0, b"")


def test_a_note_read_from_a_closed_input_has_no_words(config: Path, tmp_path: Path) -> None:
    """`variorum notes add ID -m - <&-` reads nothing, as from the null device, and ends without a traceback."""
    (tmp_path / "a.txt").write_text("The quarry of Hillton closed on Thursday, the town says.", "utf-8")
    notes = ["notes", "add", "a.txt", "-m", "-", "--json"]
    arguments = [sys.executable, "-m", "tui", "--library", str(tmp_path), "--config", str(config), *notes]
    closed = subprocess.run(["sh", "-c", '"$@" <&-', "sh", *arguments], cwd=ROOT, capture_output=True, check=False)

    assert (closed.returncode, closed.stderr, json.loads(closed.stdout)[0]["text"]) == (0, b"", "")


def test_a_line_break_in_a_name_makes_no_second_line(
    variorum: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    """An article is one line of the list, and a complaint one line of the check, whatever the file is called."""
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "new\nline.txt").write_text("A line of text that is quite long enough to be one.\n", "utf-8")
    (folder / "bad\nfile.txt").write_bytes(b"\0\1\2" * 100)

    listed, checked = (variorum(command, library=folder)[1] for command in ("list", "check"))

    assert [listed.split("  ")[0], checked.split(":")[0]] == ["new␤line.txt", "bad␤file.txt"]
    assert [listed.count("\n"), checked.count("\n")] == [1, 1]


@pytest.mark.parametrize(
    ("arguments", "command"),
    [
        (["list"], "list"),
        (["--library", "list", "search", "x"], "search"),
        (["--config=a.yaml", "check"], "check"),
        (["./list"], None),
        (["seeds", "list"], None),
        ([], None),
    ],
)
def test_the_first_word_that_is_no_option_decides(arguments: list[str], command: str | None) -> None:
    """A sub-command's name wins over a folder's; `./list` is the folder."""
    assert command_in(arguments) == command


def test_every_command_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    """Each sub-command has a help text."""
    for command in COMMANDS:
        with pytest.raises(SystemExit) as stopped:
            run([command, "--help"])
        assert stopped.value.code == 0
        assert capsys.readouterr().out.startswith("usage: variorum")
