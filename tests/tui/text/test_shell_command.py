"""A copied command gives every shell the words it was made of, and shows what is in them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import safe
from tui.text.shell_command import quoted, shell_command

SHELLS = {"bash": ["--norc", "-c"], "dash": ["-c"], "zsh": ["-f", "-c"], "fish": ["--no-config", "-c"]}
TOLD = "import os, sys; sys.stdout.buffer.write(b'\\0'.join(map(os.fsencode, sys.argv[1:])))"
HOSTILE = (
    *(
        "",
        " ",
        "-",
        "--",
        "-x y",
        "it's",
        'say "no"',
        "$HOME",
        "\x1f$",
        "`id`",
        "a\\b",
        "a\\\\b\\",
        "\\'",
        "'\\''",
        "!!",
        "#",
        "~",
    ),
    *("=ls", "%1", "*", "?", "[a]", "{a,b}", "a;b", "a&b", "a|b", "<a>", "(a)", "\n", "a\n", "a\nb", "\t", "\r"),
    *(
        "\x1b[201~id\n",
        "\x7f",
        "\u0085",
        "\u202eabc\u202c",
        "\u200b",
        "\u2028",
        "Žluťoučký",
        "北京",
        "👩‍👩‍👧",
        "e\u0301",
    ),
    *("\udcff.txt", "a\udc80\udcffb", "^", "a^b", "(id)", "$(id)", "a b ", "\\", "'", "/srv/news/a.txt", "é'\\\x1b"),
)


def read_by(shell: str, words: list[str]) -> list[str]:
    """Return the words that a program is given which a shell runs on ``words`` as they are copied."""
    where = shutil.which(shell)
    if where is None:
        pytest.skip(f"needs {shell}")
    line = " ".join(map(quoted, [sys.executable, "-c", TOLD, *words]))
    done = subprocess.run([where, *SHELLS[shell], line], capture_output=True, check=True)
    return [os.fsdecode(word) for word in done.stdout.split(b"\0")]


@pytest.mark.parametrize("shell", SHELLS)
def test_hostile_words_come_through(shell: str) -> None:
    """Blanks, quotation marks, dollars, line breaks, commands, marks of other shells, bytes that are no characters."""
    assert read_by(shell, list(HOSTILE)) == list(HOSTILE)


@pytest.mark.parametrize("shell", SHELLS)
@settings(max_examples=15)
@given(
    words=st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])), min_size=1, max_size=20)
)
def test_any_words_come_through(shell: str, words: list[str]) -> None:
    """Any words come through the shell unchanged."""
    assert read_by(shell, words) == words


@pytest.mark.parametrize("word", HOSTILE)
def test_what_is_copied_can_be_seen(word: str) -> None:
    """Nothing a terminal may obey is in it, and nothing that turns or hides what is read, but for line breaks."""
    shown = quoted(word).replace("\n", " ")
    assert safe(shown) == shown


@pytest.mark.parametrize("word", ["001_a.txt", "/srv/news", "--library", "https://host/index", "a@b", "2024-04-26"])
def test_plain_words_stay_as_they_are(word: str) -> None:
    """A command without odd names is as one would type it."""
    assert quoted(word) == word


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (shell_command([], "list"), "variorum list"),
        (shell_command(["--library", "a b"], "notes list"), "variorum --library 'a b' notes list"),
        (
            shell_command([], "search", [("sort", "date")], ["-taiwan"]),
            "variorum search --sort date -- -taiwan",
        ),
        (
            shell_command([], "notes list", [("tag", "-x"), ("kind", "a"), ("author", "")]),
            "variorum notes list '--tag=-x' --kind a '--author='",
        ),
        (shell_command([], "compare", [], ["b.txt", "-a.txt"]), "variorum compare -- b.txt -a.txt"),
    ],
)
def test_what_begins_with_a_dash_is_no_option(made: str, expected: str) -> None:
    """A value is joined to its option, operands stand behind two dashes."""
    assert made == expected
