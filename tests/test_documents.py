"""The documents say what is true: no path of one machine, no file named that is not there."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

import index
from index import theme_folder
from index.cli.arguments import command_names
from tui.configuration import read_configuration
from tui.keymap import ACTIONS, TABS, shown
from tui.launch import main

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_between_documents_lead_somewhere(path: Path) -> None:
    """Every relative link and picture of a document is a file of the checkout."""
    targets = re.findall(r"\]\((?!https?://|#|mailto:)([^)#]+)", path.read_text("utf-8"))
    missing = [target for target in targets if not (path.parent / target).exists()]

    assert missing == []


def test_no_page_is_overwritten_by_one_that_sphinx_makes() -> None:
    """The site's own pages of search and index would take the place of a page of that name."""
    assert {path.stem for path in ROOT.glob("docs/*.md")} & {"search", "genindex", "py-modindex"} == set()


def test_modules_named_in_the_architecture_exist() -> None:
    """ARCHITECTURE.md names only modules and folders that are there."""
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    named = set(re.findall(r"`((?:index|tui|tests)/[\w/.]+)`", text))
    missing = sorted(name for name in named if not (ROOT / name).exists())

    assert missing == []


def test_no_tracked_file_names_this_machine() -> None:
    """No tracked text holds a path of the machine it was written on."""
    done = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.skip("this is not a git checkout")
    home = str(ROOT)
    offenders = [
        name
        for name in done.stdout.splitlines()
        if Path(name).suffix in {".py", ".md", ".yaml", ".toml", ".tcss"}
        and home in (ROOT / name).read_text("utf-8", errors="replace")
    ]

    assert offenders == []


def key_table() -> str:
    """Return the table of keys, as it must stand between its two comments in docs/keys.md."""
    lines = ["| keys | what | where |", "|---|---|---|"]
    for action in ACTIONS:
        keys = " ".join(f"`{shown(key)}`".replace("|", "\\|") for key in action.keys) or f"`:{action.label}`"
        where = ", ".join(dict(TABS)[screen] for screen in action.screens)
        lines.append(f"| {keys} | {action.help} | {where} |")
    return "\n".join(lines)


def test_the_key_table_is_the_keymap() -> None:
    """The table in docs/keys.md is what the keymap says; this test prints what to paste when it is not."""
    text = (ROOT / "docs" / "keys.md").read_text("utf-8")
    between = re.search(r"<!-- keys:[^>]*-->\n(.*?)\n?<!-- end of keys -->", text, re.DOTALL)

    assert between is not None
    assert key_table() == between.group(1)


RUN = "variorum --library seeds "
SHOWING = [path for path in DOCUMENTS if f"\n{RUN}" in path.read_text("utf-8")]


@pytest.mark.parametrize("path", SHOWING, ids=lambda path: path.name)
def test_every_command_of_a_document_runs(path: Path, tmp_path: Path) -> None:
    """The commands it shows are run on the seeds and find something, but for those that ask of notes or mistakes."""
    text = path.read_text("utf-8")
    config = tmp_path / "config.yaml"
    config.write_text(f"cache: {tmp_path / 'cache'}\nnotes: {tmp_path / 'notes'}\n", "utf-8")
    commands = [re.split(" +[>|#] ", line)[0] for line in re.findall(r"^variorum --library.*$", text, re.MULTILINE)]
    main(["--config", str(config), "--library", "seeds", "stories"])
    codes = {line: main(["--config", str(config), *shlex.split(line)[1:]]) for line in commands}

    assert commands != []
    empty = re.compile(r"variorum --library seeds (?:notes|recent|check|config check)\b")
    assert [line for line, code in codes.items() if code > bool(empty.match(line))] == []


def test_the_page_of_commands_names_every_command() -> None:
    """Its table has each command and each action of one."""
    table = (ROOT / "docs" / "commands.md").read_text("utf-8").partition("## Three forms")[0]
    words = {word for code in re.findall(r"`([^`]*)`", table) for word in code.split()}
    assert [name for name in command_names() if not {*name.split()} <= words] == []


@pytest.mark.parametrize(
    "path",
    [path for path in DOCUMENTS if "```python\nfrom index" in path.read_text("utf-8")],
    ids=lambda path: path.name,
)
def test_python_of_a_document_runs(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The programs it shows run on a copy of the seeds."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    programs = re.findall(r"^```python\n(from index import.*?)^```", path.read_text("utf-8"), re.MULTILINE | re.DOTALL)

    assert programs != []
    for program in programs:
        exec(compile(program, str(path), "exec"), {})  # noqa: S102 - the documents are ours


def test_examples_of_settings_are_accepted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each configuration that the page of settings shows, and its theme, has nothing wrong in it."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    page = (ROOT / "docs" / "settings.md").read_text("utf-8")
    examples = re.findall(r"^```yaml\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    theme_folder().mkdir(parents=True)
    told: list[index.Complaint] = []
    for number, example in enumerate(examples):
        is_theme = example.startswith("background:")
        path = theme_folder() / "sepia.yaml" if is_theme else tmp_path / f"{number}.yaml"
        path.write_text(example, "utf-8")
        told += read_configuration(None if is_theme else path).problems

    assert ("keys:" in "".join(examples), (theme_folder() / "sepia.yaml").exists()) == (True, True)
    assert told == []


def test_every_exported_name_is_documented() -> None:
    """The page of the API holds each name of the door once, and no other."""
    page = (ROOT / "docs" / "api.md").read_text("utf-8")
    documented = re.findall(r"(?m)^\.\. auto(?:class|exception|function|data):: index\.(\w+)$", page)
    assert sorted(documented) == sorted(index.__all__)
    assert [name for name in index.__all__ if not (getattr(index, name).__doc__ or "").strip()] == []
