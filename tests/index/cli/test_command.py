"""Complaints are lines that read as sentences."""

from __future__ import annotations

import errno
import gc
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from index.cli.command import COLLECTED, guarded, uncollected
from index.cli.main import run
from index.cli.output import at_place, complaint_lines
from index.library.library import Library
from index.model.complaint import Complaint


def test_a_cure_that_asks_ends_with_its_question_mark() -> None:
    """Other cures end with a full stop; a line number stands behind the file."""
    asking = Complaint("config.yaml", 4, "there is no setting “serach”", "did you mean “search”?")
    telling = Complaint("bad.txt", 0, "It is empty.", "fill it")

    assert complaint_lines([asking, telling]) == [
        "config.yaml:4: there is no setting “serach”; did you mean “search”?",
        "bad.txt: it is empty; fill it.",
    ]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("It is empty.", "a: it is empty."),
        ("A page was sent.", "a: a page was sent."),
        ("Entry 3: it is none.", "a: entry 3: it is none."),
        ("JSON is expected.", "a: JSON is expected."),
        ("Nexis.docx holds it too.", "a: Nexis.docx holds it too."),
        ("“Fox” is no outlet.", "a: “Fox” is no outlet."),
        ("Closed", "a: Closed"),
        ("", "a: "),
    ],
)
def test_a_sentence_goes_on_behind_its_place(sentence: str, told: str) -> None:
    """After a place, a sentence begins with a small letter unless its first word is a name."""
    assert at_place("a", sentence) == told


def test_a_command_looks_for_dead_circles_seldom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By default the collector takes a fifth of the time of a comparison, in a process that makes few circles."""
    (tmp_path / "a.txt").write_text("Cod feeds Hull.")
    monkeypatch.chdir(tmp_path)
    before = gc.get_threshold()
    try:
        run(["list", "--json"])
        assert gc.get_threshold()[0] == COLLECTED
    finally:
        gc.set_threshold(*before)


@pytest.mark.parametrize("deeper", ["", "me"], ids=["home", "what holds it"])
def test_a_home_folder_is_read_only_when_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], deeper: str
) -> None:
    """All that lies below would be read: the cure names both ways to say what is meant."""
    (tmp_path / "me").mkdir()
    (tmp_path / "a.txt").write_text("Cod feeds Hull.")
    monkeypatch.setenv("HOME", str(tmp_path / deeper))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    assert (run(["list"]), capsys.readouterr()) == (
        2,
        (
            "",
            (
                f"{tmp_path}: this holds your home folder, and all that lies below it would be read; "
                "name a folder of articles with --library DIR, or say `--library .` if that is meant.\n"
            ),
        ),
    )
    assert (run(["--library", ".", "list", "--plain"]), capsys.readouterr().err) == (0, "")


def test_articles_that_lie_in_sub_folders_are_pointed_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder that holds none itself is read only when it is named; the first that does hold some is told."""
    (tmp_path / "2024" / "april").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    assert (run(["refresh"]), capsys.readouterr().err.count("there are no articles here")) == (2, 1)
    (tmp_path / "2024" / "april" / "a.txt").write_text("Cod feeds Hull.")
    assert (run(["refresh"]), capsys.readouterr().err) == (
        2,
        (
            f"{tmp_path}: articles lie only in its folders (2024/april); "
            "say `--library .` to read them all, or name one with --library DIR.\n"
        ),
    )
    assert (run(["--library", ".", "list"]), capsys.readouterr().err) == (0, "")


def test_a_folder_that_was_never_read_is_named_at_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The first command without --library says, once, which folder it reads."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text("Cod feeds Hull.")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(folder)
    told = []
    for _ in range(2):
        assert run(["list"]) == 0
        told.append(capsys.readouterr().err)
    assert told == [
        f"{folder} is read as the library, since articles lie here; --library DIR names another.\n",
        "",
    ]


def test_a_library_is_closed_when_its_command_is_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also when the command fails."""
    closed: list[str] = []
    close = Library.close

    def heard(library: Library) -> None:
        closed.append(library.title)
        close(library)

    monkeypatch.setattr(Library, "close", heard)
    (tmp_path / "a.txt").write_text("Cod feeds Hull.")
    for command, code in ((["list"], 0), (["show", "gone"], 2)):
        assert run(["--library", str(tmp_path), *command]) == code
    assert closed == [tmp_path.name] * 2


@pytest.mark.parametrize("errors", ["strict", "surrogateescape"])
def test_signs_that_an_output_does_not_have_are_written_by_their_numbers(
    errors: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An output in ASCII holds a title in any letters, and the command ends well."""
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding="ascii", errors=errors))

    assert guarded(lambda: sys.stdout.write("Señor 北京 “hm”") * 0) == 0
    assert written.getvalue() == rb"Se\xf1or \u5317\u4eac \u201chm\u201d"


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, "The answer could not be written: no space left on device; send it elsewhere.\n"),
        (errno.EMFILE, "The system refuses: too many open files; end other programs and try again.\n"),
        (errno.EAGAIN, "The system refuses: resource temporarily unavailable; end other programs and try again.\n"),
    ],
)
def test_what_names_no_file_is_of_the_answer_or_of_the_system(
    number: int, told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Only what is said of a disk is said of the answer; a system without processes or files to give says so."""
    monkeypatch.setattr("index.cli.command._discard_output", lambda: None)

    def work() -> int:
        raise OSError(number, os.strerror(number))

    assert (guarded(work), capsys.readouterr().err) == (2, told)


def printed_to(end: str, folder: Path, *arguments: str) -> tuple[int, str]:
    """Run the command as a shell does, its output buffered, into a full disk or a pipe that nobody reads."""
    command = [sys.executable, "-m", "tui", "--library", str(folder), *arguments]
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONUNBUFFERED"}
    environment["XDG_CACHE_HOME"] = str(folder / "cache")
    if end == "full":
        out = os.open("/dev/full", os.O_WRONLY)
    else:
        reading, out = os.pipe()
        os.close(reading)
    try:
        done = subprocess.run(command, stdout=out, stderr=subprocess.PIPE, text=True, env=environment, check=False)
    finally:
        os.close(out)
    return done.returncode, done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
@pytest.mark.parametrize(
    "arguments", [["list"], ["--help"], ["search", "--help"], ["--version"], ["completion", "bash"]]
)
def test_what_can_not_be_written_is_one_sentence_or_nothing(tmp_path: Path, arguments: list[str]) -> None:
    """A full disk is said once, with exit code 2; a pipe that was closed is success; Python complains of neither."""
    (tmp_path / "a.txt").write_text("Cod feeds Hull.")
    assert printed_to("full", tmp_path, *arguments) == (
        2,
        "The answer could not be written: no space left on device; send it elsewhere.\n",
    )
    assert printed_to("pipe", tmp_path, *arguments) == (0, "")


@pytest.mark.parametrize("before", [True, False])
def test_circles_are_looked_for_again_after_a_large_deed(*, before: bool) -> None:
    """None are while it is done; afterwards it is as it was before, also where the deed fails."""
    enabled = gc.isenabled()
    (gc.enable if before else gc.disable)()
    try:
        told = uncollected(gc.isenabled)
        after = gc.isenabled()
        with pytest.raises(ZeroDivisionError):
            uncollected(lambda: 1 // 0)
        failed = gc.isenabled()
    finally:
        (gc.enable if enabled else gc.disable)()

    assert (told, after, failed) == (False, before, before)
