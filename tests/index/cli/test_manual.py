"""The manual page says what the command line understands."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from index.cli.arguments import parser
from index.cli.grammar import read
from index.cli.main import run
from index.cli.manual import page


def test_every_command_and_option_stands_in_it() -> None:
    """Each with what it does, as --help says it."""
    text = page().replace("\\-", "-")
    verbs = [verb for verb in read(parser()).walk() if verb.path and not verb.verbs]
    missing = [verb.path for verb in verbs if f".SS {' '.join(verb.path)}" not in text]
    unsaid = [option.flags for verb in verbs for option in verb.options if f"\\fB{option.flags[0]}" not in text]
    assert (len(verbs) > 30, missing, unsaid) == (True, [], [])


def test_everything_on_the_command_line_is_explained() -> None:
    """No option of any command is without its words."""
    silent = [(verb.path, option.flags) for verb in read(parser()).walk() for option in verb.options if not option.help]
    assert silent == []


def test_it_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    """By a command of its own, which needs no library."""
    assert run(["man"]) == 0
    assert capsys.readouterr().out == page()


def test_dashes_of_options_stay_dashes_and_no_line_is_taken_for_an_order() -> None:
    """A dot or a quotation mark that begins a text is no macro, and every macro is one of man(7)."""
    macros = set(re.findall(r"(?m)^\.(\w+)", page()))
    assert macros == {"TH", "SH", "SS", "TP", "PP", "nf", "fi"}
    assert "--json" not in page()


@pytest.mark.external
@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not installed")
def test_groff_has_nothing_to_warn_of() -> None:
    """The page is formatted without a word of complaint, and shows what was meant."""
    done = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww", "-P-c"], input=page(), capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    assert "variorum FOLDER" in done.stdout
