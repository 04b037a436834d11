"""The command: what opens the reader, what does not, and how it fails."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from yaml import safe_load

from tests.builders import SEEDS
from tui.configuration import key_lines, read_configuration
from tui.keymap import ACTIONS, Keymap
from tui.launch import main

if TYPE_CHECKING:
    from pathlib import Path


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tui", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)


def test_without_a_terminal_one_sentence_and_exit_2() -> None:
    """The reader needs a terminal; it says so on standard error and prints nothing else."""
    done = run("seeds")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "needs a terminal" in done.stderr


def _served(requests: bytes, folder: Path, until: bytes) -> tuple[int, bytes]:
    """Run the reader as a server for browsers does, send ``requests`` once it shows ``until``; exit code and output."""
    config = folder / "config.yaml"
    config.write_text(f"cache: {folder / 'cache'}\nnotes: {folder / 'notes'}\n", encoding="utf-8")
    command = [sys.executable, "-m", "tui", "--config", str(config), str(SEEDS)]
    driver = {"TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver", "TERM": "dumb"}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, **driver}
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        said = b""
        while until not in said and (part := os.read(process.stdout.fileno(), 65536)):
            said += part
        process.stdin.write(requests)
        process.stdin.flush()
        rest, error = process.communicate()
    return process.returncode, said + rest + error


def test_another_driver_needs_no_terminal(tmp_path: Path) -> None:
    """Served to a browser the reader opens without a terminal, shows its list, and leaves when the server says so."""
    order = b'{"type": "quit"}'
    code, said = _served(b"M" + len(order).to_bytes(4, "big") + order, tmp_path, b"Blinken")
    assert (code, said.startswith(b"__GANGLION__"), b"Traceback" in said) == (0, True, False)


def test_a_dumb_terminal_is_pointed_to_the_commands(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence and exit 2, before anything is written that such a terminal would show as rubbish."""
    _in_terminal(monkeypatch)
    monkeypatch.setenv("TERM", "dumb")
    assert main(["seeds"]) == 2
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert "TERM is dumb" in told.err
    assert "`variorum --help`" in told.err


@pytest.mark.parametrize("argument", ["--help", "--version", "config"])
def test_commands_without_a_screen_load_no_textual(argument: str) -> None:
    """Help, version and the headless commands answer without it."""
    arguments = [argument, "keys"] if argument == "config" else [argument]
    code = (
        "import sys\nfrom tui.launch import main\n"
        f"try: main({arguments!r})\nexcept SystemExit: pass\n"
        "print([n for n in ('textual', 'rich', 'whoosh') if n in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == "[]\n"


def _in_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("TEXTUAL_DRIVER", raising=False)


def test_a_folder_that_is_not_there_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """No traceback: what, where, and what to do."""
    _in_terminal(monkeypatch)
    gone = str(tmp_path / "gone")
    assert main([gone]) == 2
    assert capsys.readouterr().err == (
        f"{gone}: there is no such file or folder; name a folder of articles: variorum FOLDER.\n"
    )


def test_a_misspelt_command_is_recognised(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """What is no folder may be a slip of a command's name."""
    _in_terminal(monkeypatch)
    for typed, meant in (("serach", "search"), ("cite", "show"), ("read", "show"), ("export", "notes export")):
        assert main([typed]) == 2
        assert f"did you mean `variorum {meant}`?" in capsys.readouterr().err


def test_no_articles_here_says_how_to_name_a_folder(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A current folder without articles is not opened by chance."""
    _in_terminal(monkeypatch)
    monkeypatch.chdir(tmp_path)
    assert main([]) == 2
    assert "there are no articles here" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("display.theme=sepa", "display.theme: there is no theme “sepa”; "),
        ("display.mouse=7", "display.mouse can't be “7”; write true or false.\n"),
        ("reading.mesure=7", "“reading.mesure” is no setting; did you mean “reading.measure”?\n"),
        ("keys={quti: x}", "quti: there is no action “quti”; did you mean “quit”?\n"),
    ],
)
def test_a_setting_of_the_screen_that_can_not_be_is_refused_by_every_command(
    capsys: pytest.CaptureFixture[str], setting: str, told: str
) -> None:
    """A slip on the command line is not passed over because this command paints nothing."""
    assert main(["--library", str(SEEDS), "--set", setting, "list"]) == 2
    said = capsys.readouterr()
    assert (said.out, said.err[: len(told)]) == ("", told)


def test_config_keys_is_a_keys_section(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """What it prints can be put into a configuration and means the same."""
    assert main(["config", "keys"]) == 0
    path = tmp_path / "config.yaml"
    path.write_text(capsys.readouterr().out, encoding="utf-8")
    configuration = read_configuration(path)
    assert (configuration.problems, configuration.keymap) == ((), Keymap())


def test_config_keys_as_json_has_every_action(capsys: pytest.CaptureFixture[str]) -> None:
    """One document: id, keys, label, help, group, screens."""
    assert main(["config", "keys", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [each["id"] for each in told] == [action.id for action in ACTIONS]
    assert told[0]["keys"] == ["enter"]


def test_config_check_finds_what_is_wrong(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Problems of the screen's sections and of the keys come with their line, and the exit code is 1."""
    path = tmp_path / "config.yaml"
    path.write_text("reading:\n  measure: 7\nkeys:\n  star: t\n", encoding="utf-8")
    assert main(["--config", str(path), "config", "check"]) == 1
    told = capsys.readouterr().out.splitlines()
    assert told == [
        f"{path}:2: reading.measure is out of range: 7; write from 30 to 160.",
        f"{path}:4: star: “t” already means tag on the screen Library; give tag another key too.",
    ]


def test_config_show_says_where_each_value_came_from(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A value from the file names its line, the others are defaults."""
    path = tmp_path / "config.yaml"
    path.write_text("reading:\n  measure: 66\n", encoding="utf-8")
    assert main(["--config", str(path), "config", "show"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert f"reading.measure: 66  # {path}:2" in told
    assert "reading.justify: false  # default" in told


def test_the_command_line_counts_before_all_else(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A library named there is shown with that origin."""
    path = tmp_path / "config.yaml"
    path.write_text("library: elsewhere\n", encoding="utf-8")
    assert main(["--config", str(path), "--library", "here", "config", "show"]) == 0
    assert "library: here  # command line" in capsys.readouterr().out.splitlines()


def test_a_theme_that_is_not_there_is_a_problem(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Ours, Textual's and the reader's own are known; others are named with their line and the nearest name."""
    monkeypatch.setattr("index.config.places._user_folder", lambda: tmp_path)
    (tmp_path / "themes").mkdir()
    (tmp_path / "themes" / "sepia.yaml").write_text("background: '#fff'\nforeground: '#111'\n", "utf-8")
    path, codes = tmp_path / "config.yaml", {}
    for name in ("auto", "nord", "variorum-light", "sepia", "speia"):
        path.write_text(f"display:\n  theme: {name}\n", encoding="utf-8")
        codes[name] = main(["--config", str(path), "config", "check"])
    assert codes == {"auto": 0, "nord": 0, "variorum-light": 0, "sepia": 0, "speia": 1}
    told = capsys.readouterr().out
    assert told == f"{path}:2: display.theme: there is no theme “speia”; did you mean “sepia”?\n"


def test_all_problems_are_told_at_once_in_the_order_of_the_file(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Of library, screen, keys and themes."""
    monkeypatch.setattr("index.config.places._user_folder", lambda: tmp_path)
    (tmp_path / "themes").mkdir()
    (tmp_path / "themes" / "bad.yaml").write_text("background: '#fff'\nforeground: '#eee'\n", "utf-8")
    path = tmp_path / "config.yaml"
    path.write_text("keys: {star: t}\nserach: {}\nreading: {measure: 7}\ncompare: {similar: 3}\n", "utf-8")
    assert main(["--config", str(path), "config", "check", "--plain"]) == 1
    told = [line.split("\t")[:2] for line in capsys.readouterr().out.splitlines()]
    assert told == [*([str(path), str(line)] for line in (1, 2, 3, 4)), [str(tmp_path / "themes" / "bad.yaml"), "2"]]


def test_the_schema_accepts_the_shipped_configuration(capsys: pytest.CaptureFixture[str]) -> None:
    """It is one document, stands in docs as it is printed, and the first line of config.yaml points there."""
    assert main(["config", "schema"]) == 0
    told = capsys.readouterr().out
    root = SEEDS.parent
    shipped = (root / "config.yaml").read_text("utf-8")
    assert (root / "docs" / "config.schema.json").read_text("utf-8") == told
    assert shipped.splitlines()[0] == "# yaml-language-server: $schema=docs/config.schema.json"
    validator = Draft202012Validator(json.loads(told))
    assert [error.message for error in validator.iter_errors(safe_load(shipped))] == []
    wrong = {"display": {"habits": "emacs"}, "keys": {"strar": "x"}, "reading": {"measure": 7}}
    assert len(list(validator.iter_errors(wrong))) == 3


def test_key_lines_group_the_actions() -> None:
    """Every action stands once, under its group."""
    lines = list(key_lines(Keymap()))
    assert sum(line.strip().split(":")[0] in {action.id for action in ACTIONS} for line in lines) == len(ACTIONS)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        *(("lst", "list"), ("diff", "compare"), ("export", "notes export"), ("Schema", "config schema")),
        *(("delete", "notes rm"), ("help", "--help"), ("compare2", "compare")),
    ],
)
def test_a_command_is_recognised_by_other_names_and_without_a_terminal(
    capsys: pytest.CaptureFixture[str], name: str, meant: str
) -> None:
    """A slip, what other programs call it, and an action of a command."""
    assert main([name]) == 2
    assert capsys.readouterr().err == f"{name}: there is no such file or folder; did you mean `variorum {meant}`?\n"


@pytest.mark.parametrize(
    ("theme", "cure"),
    [
        *(("dark", "did you mean “variorum-dark”?"), ("LIGHT", "did you mean “variorum-light”?")),
        ("Auto", "did you mean “auto”?"),
        *(("Dracula", "did you mean “dracula”?"), ("gruvboxx", "did you mean “gruvbox”?")),
        *(("mocha", "did you mean “catppuccin-mocha”?"), ("xyzzy", "the command “theme” of the reader lists all.")),
    ],
)
def test_a_theme_that_is_not_there_is_told_with_the_likeliest(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, theme: str, cure: str
) -> None:
    """The program's own come before those of the library it is drawn with."""
    path = tmp_path / "config.yaml"
    path.write_text(f"display:\n  theme: {theme}\n", "utf-8")
    assert main(["--config", str(path), "config", "check"]) == 1
    assert capsys.readouterr().out == f"{path}:2: display.theme: there is no theme “{theme}”; {cure}\n"


def test_a_setting_in_the_wrong_section_is_told_where_it_belongs(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """In the file, in the environment and on the command line, whichever floor the setting belongs to."""
    path = tmp_path / "config.yaml"
    path.write_text("theme: nord\nreading:\n  similar: 0.4\ncompare:\n  mouse: false\n", "utf-8")
    monkeypatch.setenv("VARIORUM_MEASURE", "60")
    assert main(["--config", str(path), "config", "check"]) == 1
    assert [line.rpartition("; ")[2] for line in capsys.readouterr().out.splitlines()] == [
        "did you mean “display.theme”?",
        "did you mean “compare.similar”?",
        "did you mean “display.mouse”?",
        "did you mean “VARIORUM_READING_MEASURE”?",
    ]
    for given, told in (
        ("theme=nord", "did you mean “display.theme”?"),
        ("reading.width=7", "known in reading: measure, justify, plain_quotes, spacing."),
        ("xyzzy=7", "`variorum config show` lists all settings."),
    ):
        assert main(["--config", str(path), "--set", given, "config", "show"]) == 2
        assert capsys.readouterr().err.endswith(f"; {told}\n")
