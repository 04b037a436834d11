"""Every setting there is, taken from the table of settings: where it may come from, and what happens to a wrong one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from index.archive import credentials
from index.cli.settings_check import settings_problems
from index.config.loading import load_settings
from index.config.overlay import NO_SETTINGS, variable
from index.errors import ConfigError
from index.files.named_values import slots, with_value
from index.library.answers.reader_fields import READER_FIELDS
from index.library.library import Library
from index.model.settings import IN_FILES, LibrarySettings
from tui.configuration import read_configuration
from tui.screen_settings import ScreenSettings

if TYPE_CHECKING:
    from pathlib import Path

    from index.files.named_values import SettingSlot

KINDS = (LibrarySettings, ScreenSettings)
SLOTS = {slot.key: (kind, slot) for kind in KINDS for slot in slots(kind)}
EVERY = pytest.mark.parametrize("key", SLOTS)


def _others(slot: SettingSlot) -> tuple[str, object]:
    """Return a value that is not the default, as it is written in the environment and as it is then."""
    known: dict[str, tuple[str, object]] = {
        "articles.suffixes": ("[.md, .txt]", (".md", ".txt")),
        "articles.readers": ("{'*.x': plain}", {"*.x": "plain"}),
        "articles.fields": ("{Kopf: title}", {"Kopf": "title"}),
        "searches": ("{mine: 'taiwan beijing'}", {"mine": "taiwan beijing"}),
        "keys": ("{star: '* f5', zen: [Z]}", {"star": "* f5", "zen": ("Z",)}),
    }
    if slot.key in known:
        return known[slot.key]
    if slot.key == "note_kinds":
        return "[{name: b, key: b, glyph: b, colour: red}]", (
            LibrarySettings().note_kinds[0]._replace(name="b", key="b", glyph="b", colour="red"),
        )
    if slot.part.hint is bool:
        return ("false", False) if slot.part.default else ("true", True)
    if get_origin(slot.part.hint) is Literal:
        return (get_args(slot.part.hint)[-1],) * 2
    if slot.part.hint in {int, float}:
        return str(slot.part.rule["most"]), slot.part.hint(slot.part.rule["most"])
    return "# a: 'b", "# a: 'b"


def _wrong(slot: SettingSlot) -> list[str]:
    """Return texts, as YAML, that can't be the value."""
    rule = slot.part.rule
    wrong = ["[{deep: er}]"] if slot.part.hint is not str else ["[a, b]", "{a: b}"]
    if slot.part.hint in {int, float}:
        wrong += ["many", "'1 2'", str(rule["least"] - 1), str(rule["most"] + 1)]
    if slot.part.hint is bool or get_origin(slot.part.hint) is Literal:
        wrong += ["perhaps", "'0'"]
    more = {
        "articles.suffixes": ["[txt]", "{a: b}", "[./a]"],
        "articles.readers": ["plain", "[plain]"],
        "articles.fields": ["{Kopf: heading}"],
        "searches": ["taiwan", "{a: [b]}"],
        "keys": ["q", "{star: {a: b}}"],
        "note_kinds": ["{name: a}", "[{name: '', key: a, glyph: b, colour: red}]", "[{name: a}]", "[a]"],
    }
    return wrong + more.get(slot.key, [])


def _nested(key: str, text: str) -> str:
    """Return a file that says this on its third line, and something right before it."""
    section, _, name = key.rpartition(".")
    other = "compare: {story_days: 9}\n" if section != "compare" else "search: {limit: 9}\n"
    return f"{other}{section}:\n  {name}: {text}\n" if section else f"{other}# mine\n{name}: {text}\n"


def _kept(path: Path) -> tuple[int, int]:
    settings = load_settings(path, environment={}).settings
    return settings.compare.story_days, settings.search.limit


def _problems(path: Path) -> list[tuple[str, int, str, str]]:
    loaded = load_settings(path, environment={})
    told = (*loaded.problems, *loaded.read(ScreenSettings).problems)
    return [(each.where, each.line, each.message, each.cure) for each in told]


@EVERY
def test_a_wrong_value_is_named_and_the_rest_counts(tmp_path: Path, key: str) -> None:
    """Each setting broken in each way is told with file, line and cure; its default and the rest of the file count."""
    kind, slot = SLOTS[key]
    path = tmp_path / "config.yaml"
    for text in _wrong(slot):
        path.write_text(_nested(key, text))
        (where, line, message, cure), *_ = _problems(path)
        assert (where, line, key in message, cure != "") == (str(path), 3, True, True), text
        loaded = load_settings(path, environment={})
        section = loaded.library if kind is LibrarySettings else loaded.read(ScreenSettings)
        plain: Any = kind()
        shown = {setting.key: setting.value for setting in section.shown}
        assert shown[key] == ({} if key in {"searches", "articles.fields", "keys"} else _value(plain, key)), text
        assert 9 in _kept(path)


@EVERY
def test_a_misspelt_setting_is_named_with_the_nearest(tmp_path: Path, key: str) -> None:
    """A misspelt setting is reported with file and line, and the cure names the nearest one."""
    path = tmp_path / "config.yaml"
    path.write_text(_nested(f"{key}x", "a"))
    [(where, line, message, cure)] = _problems(path)
    name = key.rpartition(".")[2]
    assert (where, line, f"“{name}x”" in message) == (str(path), 3, True)
    assert cure == f"did you mean “{name}”?"


@EVERY
def test_the_environment_counts_before_the_file_and_the_command_line_before_both(tmp_path: Path, key: str) -> None:
    """Every setting follows the same order, and says where its value is from; a few are never the environment's."""
    kind, slot = SLOTS[key]
    text, value = _others(slot)
    path = tmp_path / "config.yaml"
    path.write_text("# nothing\n")

    def found(environment: dict[str, str], options: dict[str, str]) -> tuple[object, str, int]:
        loaded = load_settings(path, environment=environment, options=options)
        section = loaded.library if kind is LibrarySettings else loaded.read(ScreenSettings)
        told = {setting.key: setting for setting in section.shown}[key]
        return told.value, told.origin, len(loaded.problems) + (section is not loaded.library) * len(section.problems)

    default = _value(kind(), key)
    named, shut = {variable(key): text}, slot.part.rule == IN_FILES
    assert found({}, {}) == (default, "default", 0)
    assert found(named, {}) == ((default, "default", 1) if shut else (value, f"environment {variable(key)}", 0))
    assert found({}, {key: text}) == (value, "command line", 0)
    assert found({variable(key): "" if shut else text}, {key: text}) == (value, "command line", 0)


@EVERY
def test_a_wrong_value_in_the_environment_leaves_the_file_in_force(tmp_path: Path, key: str) -> None:
    """A wrong value is reported by the variable's name; on the command line it stops the command, with the cure."""
    kind, slot = SLOTS[key]
    text, value = _others(slot)
    path = tmp_path / "config.yaml"
    path.write_text(_nested(key, text if isinstance(value, (tuple, dict)) else yaml.safe_dump(text).splitlines()[0]))
    if slot.part.hint is str or slot.part.rule == IN_FILES:
        return  # any text is one, and what is never taken is tested above
    wrong = _wrong(slot)[0]
    loaded = load_settings(path, environment={variable(key): wrong})
    section = loaded.library if kind is LibrarySettings else loaded.read(ScreenSettings)
    shown = {setting.key: setting.value for setting in section.shown}
    problem, *_ = (*loaded.problems, *(() if section is loaded.library else section.problems))
    assert (problem.where, problem.line, problem.cure != "") == (f"environment {variable(key)}", 0, True)
    if not isinstance(value, (tuple, dict)):
        assert shown[key] == value
    if not isinstance(value, (tuple, dict)):
        with pytest.raises(ConfigError, match=key):
            load_settings(path, environment={}, options={key: wrong}).read(ScreenSettings)


def test_no_two_settings_share_a_variable() -> None:
    """Nor does one take a variable that stands for something else, as a login does."""
    names = [variable(key) for key in SLOTS]
    assert (len(set(names)), set(names) & set(NO_SETTINGS)) == (len(SLOTS), set())
    logins = {credentials.KEY, credentials.USER, credentials.PASSWORD}
    assert logins <= set(NO_SETTINGS)


def test_variables_that_are_no_settings_are_told_of(tmp_path: Path) -> None:
    """A misspelt one is named with the nearest; logins, tests and other programs' ones are passed by."""
    path = tmp_path / "config.yaml"
    path.write_text("")
    silent = dict.fromkeys((*NO_SETTINGS, "VARIORUM_TEST_OPENSEARCH", "EDITOR", "NOT_VARIORUM_X"), "x")
    loaded = load_settings(path, environment={**silent, "VARIORUM_SERCH_LIMIT": "3", "VARIORUM_DISPLAY_THMEE": "dark"})
    told = [(each.where, each.cure) for each in (*loaded.problems, *loaded.read(ScreenSettings).problems)]
    assert told == [
        ("environment VARIORUM_SERCH_LIMIT", "did you mean “VARIORUM_SEARCH_LIMIT”?"),
        ("environment VARIORUM_DISPLAY_THMEE", "did you mean “VARIORUM_DISPLAY_THEME”?"),
    ]


def test_a_setting_of_the_command_line_that_is_none_is_refused() -> None:
    """The library's are refused when it loads, the screen's when the screen reads its own."""
    with pytest.raises(ConfigError, match=r"“serch\.limit” is no setting; did you mean “search\.limit”\?"):
        load_settings(environment={}, options={"serch.limit": "3"})
    with pytest.raises(ConfigError, match=r"did you mean “display\.theme”\?"):
        read_configuration(options={"display.thme": "dark"})


@given(st.text(max_size=40))
def test_one_value_is_taken_as_it_is_written(text: str) -> None:
    """Nothing in a text of the environment is read as YAML where one text is wanted."""
    expected = text or ""
    loaded = load_settings(environment={"VARIORUM_AUTHOR": text}, folder=_nowhere())
    assert loaded.settings.author == expected


@given(st.sampled_from(sorted(SLOTS)), st.text(max_size=30))
def test_no_text_stops_the_program(key: str, text: str) -> None:
    """Any text in the environment is a value or a complaint."""
    loaded = load_settings(environment={variable(key): text}, folder=_nowhere())
    for problem in (*loaded.problems, *loaded.read(ScreenSettings).problems):
        assert problem.where == f"environment {variable(key)}"


def test_what_settings_name_is_looked_at(tmp_path: Path) -> None:
    """Folders, rules, readers and searches that can't be used are reported with the line that names them."""
    path = tmp_path / "config.yaml"
    (tmp_path / "file").write_text("")
    path.write_text(
        f"library: gone\nnotes: {tmp_path}/file/below\ncache: file\n"
        "articles:\n  furniture: no.yaml\n  readers: {'*.x': nobody}\n"
        "searches:\n  odd: 'title:('\n  fine: 'is:unread has:notes taiwan'\n  none: ''\n  slip: 'x -is:unred'\n"
    )
    told = settings_problems(load_settings(path, environment={}))
    assert [(each.where, each.line, each.message.partition(":")[0]) for each in told] == [
        (str(path), 1, "library"),
        (str(path), 2, "notes"),
        (str(path), 3, "cache"),
        (str(path), 5, "articles.furniture"),
        (str(path), 6, "articles.readers.*.x"),
        (str(path), 8, "searches.odd"),
        (str(path), 10, "searches.none"),
        (str(path), 11, "searches.slip"),
    ]
    assert (told[-1].message, told[-1].cure) == (
        "searches.slip: “x -is:unred”: There is no is:unred",
        "did you mean is:unread?",
    )
    assert settings_problems(load_settings(environment={}, folder=tmp_path / "file")) == ()


@pytest.mark.parametrize(
    ("address", "wrong"),
    [
        ("https://host/news", ""),
        ("http://127.0.0.1:9200/news", ""),
        ("http://host/news", "over http:// everybody on the way can read and change what is sent"),
        ("https://host", "this names no index"),
        ("https://ann:secret@host/news", "an address is shown and must hold no password"),
    ],
)
def test_the_address_of_an_archive_is_looked_at(tmp_path: Path, address: str, wrong: str) -> None:
    """What is no address of an archive is told with its line; a password in it is not printed."""
    path = tmp_path / "config.yaml"
    path.write_text(f"# mine\nlibrary: {address}\n")
    told = settings_problems(load_settings(path, environment={}))
    shown = f"library: {address.replace('ann:secret@', '')}: {wrong}"
    assert [(each.line, each.message) for each in told] == ([(2, shown)] if wrong else [])


def test_fields_that_only_a_reader_answers_are_known(tmp_path: Path) -> None:
    """The names that a saved search is checked with are those that the library answers."""
    (tmp_path / "a.txt").write_text("Some words.")
    library = Library(tmp_path)
    assert set(READER_FIELDS) == set(library._lookup._reader.fields())  # type: ignore[attr-defined]


def test_other_values_stand_in_their_place() -> None:
    """A value is laid under its dotted key and nowhere else."""
    changed = with_value(ScreenSettings(), "reading.measure", 60)
    assert changed == ScreenSettings(reading=ScreenSettings().reading._replace(measure=60))


def _nowhere() -> Path:
    from pathlib import Path

    return Path("/nowhere")


def _value(settings: object, key: str) -> object:
    for name in key.split("."):
        settings = getattr(settings, name)
    return settings
