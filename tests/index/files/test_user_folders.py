"""The user's folders: a home that is not known, and users of another machine, are no reason to end in a traceback."""

from __future__ import annotations

import pwd
from pathlib import Path

import pytest

from index.cli.settings_check import settings_problems
from index.config.loading import load_settings
from index.errors import ConfigError
from index.files.user_folders import expanded, user_folder


def test_the_home_of_nobody_stays_a_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As in a shell: one's own home is put in, a user's who is not there is not."""
    monkeypatch.setenv("HOME", str(tmp_path))
    assert expanded("~/news") == tmp_path / "news"
    assert expanded("~nobody-here/news") == Path("~nobody-here/news")


@pytest.mark.parametrize("home", [None, ""])
def test_without_a_home_the_reader_is_told_to_set_one(monkeypatch: pytest.MonkeyPatch, home: str | None) -> None:
    """A user whom the system does not know, as in a container, has no home but the one that is set."""

    def unknown(_: int) -> None:
        raise KeyError

    monkeypatch.setattr(pwd, "getpwuid", unknown)
    for name in ("HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    if home is not None:
        monkeypatch.setenv("HOME", home)
    with pytest.raises(ConfigError, match="set HOME to a folder that is yours"):
        user_folder("data")
    monkeypatch.setenv("XDG_DATA_HOME", "/mine")
    assert user_folder("data") == Path("/mine/variorum")


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("library: ~nobody-here/news", "library: there is no folder HERE/~nobody-here/news"),
        ("notes: ~nobody-here/notes", "notes: there is no user “nobody-here” here"),
        ("cache: ~nobody-here/cache", "cache: there is no user “nobody-here” here"),
        (
            "articles: {furniture: ~nobody-here/rules.yaml}",
            "articles.furniture: the rules of HERE/~nobody-here/rules.yaml can't be read: no such file or directory",
        ),
    ],
)
def test_a_configuration_of_another_machine_is_named(tmp_path: Path, setting: str, told: str) -> None:
    """A path below the home of a user who is not here is a problem of that line, in every setting that is a path."""
    config = tmp_path / "config.yaml"
    config.write_text(f"{setting}\n")
    problem = settings_problems(load_settings(config))[0]
    assert (problem.line, problem.message.replace(str(tmp_path), "HERE")) == (1, told)
