"""The attacks of ``make siege``, each small: nothing acknowledged is lost, nothing false is answered."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.siege.pages import PAYLOADS, Server, StrictReader, browser, looked_at

HOUSE = Path(__file__).parents[2]


def siege(attack: str, *arguments: str) -> str:
    """Run one attack in a process of its own, and return the last line it prints."""
    done = subprocess.run(
        [sys.executable, "-m", f"tests.siege.{attack}", *arguments],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()[-1] if done.stdout.count("\n") == 1 else done.stdout


@pytest.mark.parametrize("seed", ["1", "2"])
def test_killed_at_random_moments(seed: str) -> None:
    """Writers of notes, marks, searches and drafts are killed; what was acknowledged is there, nothing is left over."""
    assert siege("kills", "6", seed).endswith(", 0 with something wrong")


def test_a_disk_that_fails_at_any_call_of_any_save() -> None:
    """Each call of each kind of save fails once, or all from it on: the old is there, or the new if told."""
    assert "wrong" not in siege("faults", "4").replace("'wrong': 0", "")


@pytest.mark.parametrize("seed", ["1", "2"])
def test_random_queries_are_answered_as_a_plain_scan_does(seed: str) -> None:
    """Words, phrases, beginnings, fields, operators and nonsense: found, counted and marked as the texts say."""
    assert siege("queries", "150", seed).endswith(" 150 asked, 0 with something wrong")


def test_sync_tools_that_strike_in_the_middle_of_a_save() -> None:
    """Versions renamed over the files stay and so does what is saved; copies are named, none is merged in silence."""
    assert siege("sync", "4").endswith(": 0 with something wrong")


def test_eight_writers_of_three_kinds_at_once() -> None:
    """Screens, commands and imports write notes, marks, searches and drafts: all of it is there, once."""
    assert siege("writers", "2").endswith("acts acknowledged, 0 wrong")


def test_pages_of_hostile_texts_run_nothing() -> None:
    """Comparison and notes exported from titles, notes and names full of HTML, in a strict parser and a browser."""
    assert siege("pages", "2", "3").endswith(": 0 with something wrong")


@pytest.mark.parametrize("payload", [one for one in PAYLOADS if one.startswith(("<", "</", "-->", "]]>"))])
def test_the_strict_parser_sees_what_is_not_escaped(payload: str) -> None:
    """The strict parser reports every element, comment and attribute that is not ours."""
    assert StrictReader(f"<style>p {{}}</style><p>{payload}</p>").wrong != []


@pytest.mark.parametrize("attribute", ["href=javascript:x", "href=data:x", "style=color:red", "onclick=x"])
def test_the_strict_parser_sees_attributes_that_act(attribute: str) -> None:
    """Links lead to the web, to mail or into the page; nothing styles or handles."""
    assert len(StrictReader(f"<a {attribute}>x</a>").wrong) == 1


@pytest.mark.skipif(not browser(), reason="no browser was found")
def test_the_browser_tells_what_runs(tmp_path: Path) -> None:
    """A page that changes its title or fetches is found out, where its ban on scripts is taken away."""
    server = Server()
    act = f"document.title='RUN';fetch('http://127.0.0.1:{server.port}/run')"
    try:
        found = list(looked_at("page", f"<title>a</title><script>{act}</script>", browser(), tmp_path, server))
    finally:
        server.close()
    ran = [line for line in found if "ran" in line]

    assert ran == ["page, with its ban: ran 'RUN'", "page, without its ban: ran 'RUN'"]
    assert "page: fetched /run" in found
