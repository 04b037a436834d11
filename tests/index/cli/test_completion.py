"""Completion in real shells: commands, options, and what the library holds."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from index.cli.arguments import OFFERED, SHELLS
from index.cli.completion import script
from index.cli.main import run
from tests.builders import SEEDS

ROOT = Path(__file__).parents[3]
IDS = sorted(path.name for path in SEEDS.glob("*.txt"))

DRIVERS = {
    "bash": """
        source {script}
        complete_words() {{
            COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE={line} COMP_WORDBREAKS=$' \\t\\n"\\'@><=;|&(:'
            _variorum
            printf '%s\\n' "${{COMPREPLY[@]}}"
        }}
        complete_words {words}
    """,
    "zsh": """
        compdef() {{ : }}
        compadd() {{ local name=$@[-1]; print -l -- ${{(P)name}} }}
        _files() {{ print FILES }}
        _describe() {{ local name=$@[-1]; print -l -- ${{${{(P)name}}%%:*}} }}
        source {script}
        words=({words}) CURRENT=$#words
        _variorum
    """,
    "fish": """
        source {script}
        complete -C {line} | string replace -r '\\t.*' ''
    """,
}


def _shell(name: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(name) is None, reason=f"{name} is not installed")


EVERY = [pytest.param(name, marks=[pytest.mark.external, _shell(name)]) for name in SHELLS]


@pytest.fixture
def command(tmp_path: Path) -> list[str]:
    """The command with its global options, on the seeds; its caches stay below the test's folder."""
    program = tmp_path / "variorum"
    program.write_text(f'#!/bin/sh\ncd "{ROOT}" && exec "{sys.executable}" -m tui "$@"\n', "utf-8")
    program.chmod(0o755)
    config = tmp_path / "config.yaml"
    config.write_text(f"cache: {tmp_path / 'cache'}\nnotes: {tmp_path / 'notes'}\n", "utf-8")
    given = ["--library", str(SEEDS), "--config", str(config)]
    run([*given, "refresh", "--plain"])
    return [str(program), *given]


def complete(shell: str, folder: Path, *words: str) -> list[str]:
    """Return what a shell offers for the last of the words."""
    path = folder / f"completion.{shell}"
    path.write_text(script(shell), "utf-8")
    program = folder / "variorum"
    if not program.exists():  # a library that has nothing to offer
        program.write_text("#!/bin/sh\n", "utf-8")
        program.chmod(0o755)
    line = "'" + " ".join(words).replace(" :", ":").replace(": ", ":") + "'"
    told = DRIVERS[shell].format(script=path, words=" ".join(f"'{word}'" for word in words), line=line)
    arguments = {"bash": ["--norc"], "zsh": ["-f"], "fish": ["--no-config"]}[shell]
    environment = {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}", "HOME": str(folder)}
    done = subprocess.run(
        [shell, *arguments, "-c", told],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
    )
    assert done.stderr == ""
    # zsh's own _describe narrows to what was begun; its stand-in here prints all.
    begun = words[-1] if shell == "zsh" else ""
    return sorted({offered for offered in done.stdout.split("\n") if offered and offered.startswith(begun)})


@pytest.mark.parametrize("shell", EVERY)
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("se",), ["search"]),
        (("search", "--s"), ["--sort"]),
        (("search", "--sort", "d"), ["date"]),
        (("search", "--limit", "5", "--no-"), ["--no-refresh"]),
        (("--no-pager", "search", "--so"), ["--sort"]),
        (("notes", "ex"), ["export"]),
        (("notes", "export", "--to", "c"), ["csl", "csv"]),
        (("notes", "list", "--sta"), ["--state"]),
        (("completion", "f"), ["fish"]),
    ],
    ids=" ".join,
)
def test_commands_options_and_choices(shell: str, tmp_path: Path, words: tuple[str, ...], offered: list[str]) -> None:
    """What begins so, where it may stand; options that take a value are stepped over with it."""
    assert complete(shell, tmp_path, "variorum", *words) == offered


@pytest.mark.parametrize("shell", EVERY)
def test_articles_of_the_library_named_are_offered(shell: str, tmp_path: Path, command: list[str]) -> None:
    """The options before the command are handed on to the question for its articles."""
    assert complete(shell, tmp_path, *command, "show", "0") == IDS


@pytest.mark.parametrize("shell", EVERY)
def test_files_are_left_to_the_shell(shell: str, tmp_path: Path) -> None:
    """Behind options that take a file, and behind the command itself, which takes a folder of articles."""
    (tmp_path / "seafile.yaml").write_text("", "utf-8")
    found = [
        complete(shell, tmp_path, "variorum", *words, "" if shell == "zsh" else "seaf") for words in ((), ("--config",))
    ]
    assert [any(name in {"FILES", "seafile.yaml"} for name in names) for names in found] == [True, True]


@pytest.mark.external
@_shell("bash")
def test_a_term_with_a_colon_is_completed_behind_it(tmp_path: Path, command: list[str]) -> None:
    """Bash parts words at colons: only what follows is given back."""
    assert complete("bash", tmp_path, *command, "search", "agency", ":") == [r"\"Associated\ Press\""]
    assert complete("bash", tmp_path, *command, "search", "language", ":", "e") == ["en"]


@pytest.mark.parametrize("what", OFFERED)
def test_values_are_one_a_line(what: str, command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing to offer is exit 1."""
    capsys.readouterr()
    code = run([*command[1:], "completion", what])
    lines = capsys.readouterr().out.splitlines()
    assert (code, bool(lines)) == ((1, False) if what in {"notes", "tags"} else (0, True))
    if what == "articles":
        assert lines == IDS
    if what == "terms":
        assert 'agency:"Associated Press"' in lines


@pytest.mark.parametrize("shell", SHELLS)
def test_no_table_is_left_to_fill_in(shell: str) -> None:
    """Every place of a table in the script is filled."""
    assert [name for name in ("TAKES", "FLAGS", "VERBS", "PLACES", "COMPLETE") if f"@{name}@" in script(shell)] == []
