"""The configuration: which file counts, what overrides what, and that a bad line stops nothing."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from index.articles.article_maker import Maker
from index.config.loading import load_settings
from index.config.places import trusted_folders
from index.errors import ConfigError
from index.files.typed import flatten
from index.model.settings import LibrarySettings

TOP = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the user a configuration folder of their own, and return where its file would be."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder))
    monkeypatch.setattr("index.config.places._user_folder", lambda: folder / "variorum")
    (folder / "variorum").mkdir()
    return folder / "variorum" / "config.yaml"


def test_shipped_file_is_the_defaults() -> None:
    """The configuration that comes with the program says the defaults, every one of them, and has no problem."""
    loaded = load_settings(TOP / "config.yaml", environment={})
    assert (loaded.settings, loaded.problems) == (LibrarySettings(), ())
    assert [key for key in flatten(LibrarySettings()) if loaded.library.origin(key) == "default"] == []


def test_no_file_is_the_defaults(tmp_path: Path) -> None:
    """Without any file everything is at its default and says so."""
    loaded = load_settings(folder=tmp_path, environment={})
    assert (loaded.settings, loaded.path, loaded.problems) == (LibrarySettings(), None, ())
    assert {setting.origin for setting in loaded.library.shown} == {"default"}


def test_order_of_files(tmp_path: Path, home: Path) -> None:
    """The named file counts before the environment's, that before the folder's, that before the user's own."""
    named, pointed, local = tmp_path / "named.yaml", tmp_path / "pointed.yaml", tmp_path / "config.yaml"
    environment = {"VARIORUM_CONFIG": str(pointed)}
    for file, author in ((named, "named"), (pointed, "pointed"), (local, "local"), (home, "home")):
        file.write_text(f"author: {author}\n")
    trusted_folders().add(tmp_path)
    answers = [load_settings(named, environment=environment, folder=tmp_path).settings.author]
    answers.append(load_settings(environment=environment, folder=tmp_path).settings.author)
    answers.append(load_settings(environment={}, folder=tmp_path).settings.author)
    local.unlink()
    answers.append(load_settings(environment={}, folder=tmp_path).settings.author)
    assert answers == ["named", "pointed", "local", "home"]


def test_order_of_values(tmp_path: Path) -> None:
    """The command line counts before the environment, that before the file, that before the default."""
    file = tmp_path / "config.yaml"
    file.write_text("# mine\nauthor: file\nnotes: file\nlibrary: file\n")
    environment = {"VARIORUM_AUTHOR": "environment", "VARIORUM_LIBRARY": "environment", "VARIORUM_CACHE": ""}
    loaded = load_settings(file, options={"library": "option"}, environment=environment)
    assert [(setting.key, setting.value, setting.origin) for setting in loaded.library.shown[:4]] == [
        ("library", "option", "command line"),
        ("notes", "file", f"{file}:3"),
        ("cache", "", "default"),
        ("author", "environment", "environment VARIORUM_AUTHOR"),
    ]


def test_paths_are_relative_to_the_file(tmp_path: Path) -> None:
    """A library, cache or rule file in the configuration is looked for beside it."""
    file = tmp_path / "config.yaml"
    file.write_text("library: news\ncache: /var/c\narticles: {furniture: mine.yaml}\n")
    settings = load_settings(file, environment={}).settings
    assert (settings.library, settings.cache, settings.articles.furniture) == (
        str(tmp_path / "news"),
        "/var/c",
        str(tmp_path / "mine.yaml"),
    )


def test_bad_lines_are_listed_and_stepped_over(tmp_path: Path) -> None:
    """The rest of a file with mistakes is followed, and each mistake is told with its line."""
    file = tmp_path / "config.yaml"
    file.write_text("author: ana\nsearch:\n  limt: 5\n  title_weight: high\ncompare:\n  similar: 2\nlibary: x\n")
    loaded = load_settings(file, environment={})
    assert (loaded.settings.author, loaded.settings.search, loaded.settings.compare) == (
        "ana",
        LibrarySettings().search,
        LibrarySettings().compare,
    )
    assert [(problem.line, problem.message, problem.cure) for problem in loaded.problems] == [
        (3, "under search there is no setting “limt”", "did you mean “limit”?"),
        (4, "search.title_weight must be a number, not “high”", "write from 0 to 100"),
        (6, "compare.similar is out of range: 2", "write from 0 to 1"),
        (7, "at the top there is no setting “libary”", "did you mean “library”?"),
    ]


def test_unreadable_yaml_is_one_problem(tmp_path: Path) -> None:
    """A file that is no YAML leaves the defaults and says where it breaks."""
    file = tmp_path / "config.yaml"
    file.write_text("author: ana\nauthor: ben\n")
    loaded = load_settings(file, environment={})
    assert (loaded.settings, [(problem.where, problem.line) for problem in loaded.problems]) == (
        LibrarySettings(),
        [(str(file), 2)],
    )


@pytest.mark.parametrize("variable", [True, False])
def test_named_file_must_be_there(tmp_path: Path, *, variable: bool) -> None:
    """A file that was asked for and can't be read is an error with a cure, not a silent default."""
    missing = tmp_path / "missing.yaml"
    environment = {"VARIORUM_CONFIG": str(missing)} if variable else {}
    with pytest.raises(ConfigError, match="name a file that can be read"):
        load_settings(None if variable else missing, environment=environment)


def test_another_programs_file_is_passed_by(tmp_path: Path, home: Path) -> None:
    """A config.yaml of another program in the current folder is not taken for ours; the user's own counts."""
    (tmp_path / "config.yaml").write_text("version: 3\nservices: &all\n  web: {image: x}\nother: *all\n")
    home.write_text("author: ana\n")
    loaded = load_settings(folder=tmp_path, environment={})
    assert (loaded.path, loaded.settings.author, loaded.problems) == (home, "ana", ())


@pytest.mark.parametrize(
    "text", ["libary: x\n", "# nothing yet\n", "\ufeffauthor: ana\n", '"reading":\n  measure: 60\n']
)
def test_own_file_is_known(tmp_path: Path, text: str) -> None:
    """A file that speaks of one section, even misspelt, or of nothing at all, is ours."""
    (tmp_path / "config.yaml").write_text(text, encoding="utf-8")
    assert load_settings(folder=tmp_path, environment={}).path == tmp_path / "config.yaml"


def test_sections_of_the_screen_are_no_mistakes(tmp_path: Path) -> None:
    """The library knows the screen's sections by name and leaves them to it."""
    file = tmp_path / "config.yaml"
    file.write_text("reading: {measure: 60}\ndisplay: {theme: dark}\nkeys: {quit: x}\n")
    assert load_settings(file, environment={}).problems == ()


def test_reads_for_others(tmp_path: Path) -> None:
    """The screen reads its own sections from the same document, blind to the library's."""
    file = tmp_path / "config.yaml"
    file.write_text("author: ana\nreading:\n  measure: 60\n  justfy: true\n")
    from tui.screen_settings import ScreenSettings

    section = load_settings(file, environment={}).read(ScreenSettings)
    assert (section.value.reading.measure, section.origin("reading.measure")) == (60, f"{file}:3")
    assert [problem.cure for problem in section.problems] == ["did you mean “justify”?"]


def test_two_kinds_may_not_share_a_key(tmp_path: Path) -> None:
    """Two kinds of note with one name or key are a mistake; the first keeps it."""
    file = tmp_path / "config.yaml"
    file.write_text(
        "note_kinds:\n  - {name: fact, key: f, glyph: x, colour: red}\n"
        "  - {name: foe, key: f, glyph: y, colour: blue}\n  - {name: fact, key: z, glyph: z, colour: blue}\n"
    )
    loaded = load_settings(file, environment={})
    assert [kind.name for kind in loaded.settings.note_kinds] == ["fact"]
    assert [(problem.line, problem.message) for problem in loaded.problems] == [
        (1, "note_kinds: “foe” has the key of “fact”"),
        (1, "note_kinds: “fact” stands there twice"),
    ]


@pytest.mark.parametrize("text", ["note_kinds:\n", "note_kinds: []\n"])
def test_no_kinds_of_notes_is_a_mistake(tmp_path: Path, text: str) -> None:
    """An empty list is told, and the usual kinds count."""
    file = tmp_path / "config.yaml"
    file.write_text(f"author: ana\n{text}")
    loaded = load_settings(file, environment={})
    assert loaded.settings.note_kinds == LibrarySettings().note_kinds
    assert [(problem.line, problem.message) for problem in loaded.problems] == [
        (2, "note_kinds has no kind, so the usual ones are kept")
    ]


def test_the_reader_named_as_an_example_is_one() -> None:
    """The file of all settings pins a pattern, as an example, to a reader that is there."""
    example = re.search(r'reader, as in "(.+): (.+)"', (TOP / "config.yaml").read_text("utf-8"))
    assert example is not None
    pinned = LibrarySettings().articles._replace(readers={example[1]: example[2]})
    assert Maker(pinned).problems == ()


def test_import_costs_no_yaml() -> None:
    """Loading settings where there is no file imports no YAML."""
    code = (
        "import sys, pathlib; from index.config.loading import load_settings\n"
        "load_settings(folder=pathlib.Path('/nowhere'), environment={}); print('yaml' in sys.modules)\n"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "False"


def test_settings_are_shown_as_yaml(tmp_path: Path) -> None:
    """Each setting is told as a line that could stand in the file, but for its dotted key."""
    file = tmp_path / "config.yaml"
    file.write_text("note_kinds: [{name: fact, key: f, glyph: '■', colour: green}]\nsearches: {a b: x y}\n")
    shown = {setting.key: setting.line for setting in load_settings(file, environment={}).library.shown}
    assert [shown[key] for key in ("author", "articles.suffixes", "search.title_weight", "note_kinds", "searches")] == [
        "author: ''",
        "articles.suffixes: []",
        "search.title_weight: 3.0",
        "note_kinds: [{name: fact, key: f, glyph: '■', colour: green}]",
        "searches: {'a b': 'x y'}",
    ]


HOSTILE = """\
library: {library}
notes: ./n
cache: ./.c
author: Somebody Else
articles: {{furniture: rules.yaml, readers: {{"*.txt": evil}}, max_megabytes: 3}}
search: {{limit: 5}}
reading: {{measure: 60}}
"""


def test_a_file_that_came_with_a_folder_says_little(tmp_path: Path) -> None:
    """Untrusted it may say how things look and are searched; where things are and who the reader is, it may not."""
    (tmp_path / "config.yaml").write_text(HOSTILE.format(library="/etc"))
    loaded = load_settings(folder=tmp_path, environment={})
    plain = LibrarySettings()
    assert loaded.trusted is False
    assert (loaded.settings.library, loaded.settings.notes, loaded.settings.cache, loaded.settings.author) == ("",) * 4
    assert (loaded.settings.articles.furniture, loaded.settings.articles.readers) == ("", plain.articles.readers)
    assert (loaded.settings.articles.max_megabytes, loaded.settings.search.limit) == (3, 5)
    assert [(problem.line, problem.message.partition(" ")[0]) for problem in loaded.problems] == [
        *((1, "library"), (2, "notes"), (3, "cache"), (4, "author")),
        *((5, "articles.furniture"), (5, "articles.readers")),
    ]
    assert {problem.cure for problem in loaded.problems} == {
        "if you know who wrote it, `variorum config trust` follows all of it"
    }


def test_a_trusted_folder_is_followed_whole(tmp_path: Path) -> None:
    """Once trusted all of it counts, and no longer when trust is taken back; the folders around it are not meant."""
    (tmp_path / "config.yaml").write_text(HOSTILE.format(library="/etc"))
    trusted_folders().add(tmp_path)
    loaded = load_settings(folder=tmp_path, environment={})
    assert (loaded.trusted, loaded.problems, loaded.settings.library) == (True, (), "/etc")
    assert (loaded.settings.notes, loaded.settings.author) == ("./n", "Somebody Else")
    assert (tmp_path.parent in trusted_folders(), tmp_path / "below" in trusted_folders()) == (False, False)
    trusted_folders().remove(tmp_path)
    assert load_settings(folder=tmp_path, environment={}).trusted is False


@pytest.mark.parametrize(("library", "kept"), [("news", True), (".", True), ("../else", False), ("link", False)])
def test_a_library_inside_the_folder_may_be_named(tmp_path: Path, library: str, kept: object) -> None:
    """What lies in the folder came with it; a way or a link out of it is not followed."""
    (tmp_path / "link").symlink_to(tmp_path.parent)
    (tmp_path / "config.yaml").write_text(f"library: {library}\n")
    loaded = load_settings(folder=tmp_path, environment={})
    assert (loaded.settings.library != "", loaded.problems == ()) == (kept, kept)


def test_a_file_that_is_named_needs_no_trust(tmp_path: Path) -> None:
    """Whoever names a file, on the command line or in the environment, has chosen it."""
    file = tmp_path / "config.yaml"
    file.write_text("author: Ana\n")
    named = load_settings(file, environment={}, folder=tmp_path)
    pointed = load_settings(environment={"VARIORUM_CONFIG": str(file)}, folder=tmp_path / "elsewhere")
    assert (named.settings.author, pointed.settings.author) == ("Ana", "Ana")


def test_the_cure_for_a_file_that_is_not_there_says_who_named_it(tmp_path: Path) -> None:
    """Whoever set the variable typed no option."""
    gone = tmp_path / "gone.yaml"
    with pytest.raises(ConfigError, match="that can be read, or leave --config out"):
        load_settings(gone, environment={"VARIORUM_CONFIG": str(tmp_path)})
    with pytest.raises(ConfigError, match="that can be read, or unset VARIORUM_CONFIG"):
        load_settings(environment={"VARIORUM_CONFIG": str(gone)})


def test_a_name_with_a_line_end_trusts_no_other(tmp_path: Path) -> None:
    """The list has a line a folder, whatever the folder is called."""
    odd = tmp_path / "a\nb%0A"
    trusted_folders().add(odd)
    assert (odd in trusted_folders(), tmp_path / "a" in trusted_folders()) == (True, False)


def test_a_pipe_in_the_place_of_a_file_is_passed_by(tmp_path: Path) -> None:
    """Nothing waits for somebody to write into it."""
    os.mkfifo(tmp_path / "config.yaml")
    assert load_settings(folder=tmp_path, environment={}).path is None
    with pytest.raises(ConfigError, match="a named pipe stands in its place"):
        load_settings(tmp_path / "config.yaml", environment={})


def test_kinds_of_notes_are_shown_by_name(tmp_path: Path) -> None:
    """As YAML and JSON have them each is a mapping, not a row of values."""
    shown = {setting.key: setting.plain for setting in load_settings(environment={}, folder=tmp_path).library.shown}

    assert shown["note_kinds"][0] == {"name": "note", "key": "n", "glyph": "✎", "colour": "yellow"}  # type: ignore[index]
