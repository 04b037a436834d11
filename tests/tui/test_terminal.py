"""What the terminal says of itself, and that its answers never arrive as keys."""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.drivers import linux_driver
from textual.events import Paste

from tests.bench.pty_terminal import Terminal as Pty
from tui.late_answers import PatientParser, swallow
from tui.terminal import LateAnswers, Question, Terminal, dark_from, from_environment, has_few_colours

ROOT = Path(__file__).parent.parent.parent
ANSWER = "\x1b]11;rgb:1616/1818/1d1d\x1b\\\x1b[?62;22c"


@pytest.mark.parametrize(
    ("value", "dark"),
    [("15;0", True), ("0;15", False), ("0;default;15", False), ("12;8", True), ("0;7", False), ("", None), ("x", None)],
)
def test_colorfgbg_names_the_background(value: str, dark: bool | None) -> None:  # noqa: FBT001
    """The last number is the background's; the rule is that of rxvt and Vim."""
    assert from_environment({"COLORFGBG": value}) is dark


@pytest.mark.parametrize(
    ("answer", "dark"),
    [
        (b"\x1b]11;rgb:0000/0000/0000\x1b\\", True),
        (b"\x1b]11;rgb:ffff/ffff/ffff\x07", False),
        (b"\x1b]11;rgba:fb/fa/f6/ff\x1b\\", False),
        (b"\x1b]11;rgb:0/0/f\x1b\\", True),
        (b"\x1b[?62;22c", None),
    ],
)
def test_an_answer_names_the_background(answer: bytes, dark: bool | None) -> None:  # noqa: FBT001
    """One to four digits a colour, ended by either of the two ends."""
    assert dark_from(answer) is dark


@pytest.mark.parametrize(
    ("environ", "few"),
    [
        ({"TERM": "xterm"}, True),
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "linux"}, True),
        ({"TERM": "screen", "COLORTERM": "truecolor"}, False),
        ({"TERM": "xterm-kitty"}, False),
    ],
)
def test_terminals_with_few_colours_are_known(environ: dict[str, str], few: bool) -> None:  # noqa: FBT001
    """A terminal that announces neither true colour nor 256 colours has 16."""
    assert has_few_colours(environ) is few


def test_without_a_terminal_nothing_is_asked() -> None:
    """Without a terminal no question is sent."""
    environ = {"TERM": "dumb", "NO_COLOR": "1"}
    with Question(environ) as question:
        pass
    assert question.terminal == Terminal(dark=None, few_colours=True, no_colour=True, unanswered=False)


SCRIPT = """
import sys
sys.path.insert(0, {root!r})
from tui import terminal
with terminal.Question() as question:
    pass
print(question.terminal, flush=True)
print("typed", repr(sys.stdin.readline()), flush=True)
"""


HEARING = """question = terminal.Question()
terminal.WAIT = 20
with question:
    print("asked", flush=True)
    while not question.heard.endswith(b"\\r"):
        import os; question.heard += os.read(0, 1)
    question.hear()
    question.hear()
print("terminal=", question.heard)"""


def ask(background: bytes, *, environ: dict[str, str] | None = None) -> bytes:
    """Return what a program prints that asks its terminal and then reads a line that the reader types."""
    script = SCRIPT.format(root=str(ROOT))
    with Pty([sys.executable, "-c", script], environ=environ, background=background) as terminal:
        terminal.wait("Terminal(")
        terminal.send("hello\n")
        terminal.wait("typed 'hello\\n'")
        return terminal.heard


@pytest.mark.pty
def test_a_terminal_that_answers_is_believed_and_leaves_no_rest() -> None:
    """Light is light, dark is dark, and the next line read is what was typed."""
    light = ask(b"fbfb/fafa/f6f6")
    assert b"dark=False" in light
    assert b"unanswered=False" in light
    assert b"dark=True" in ask(b"1616/1818/1d1d")


@pytest.mark.pty
def test_a_terminal_that_knows_no_colours_is_not_waited_for() -> None:
    """A terminal that answers only the second question leaves the background unknown."""
    heard = ask(b"")
    assert b"dark=None" in heard
    assert b"unanswered=False" in heard


@pytest.mark.pty
def test_what_the_environment_says_is_not_asked() -> None:
    """`COLORFGBG` is enough."""
    heard = ask(b"0000/0000/0000", environ={"COLORFGBG": "0;15"})
    assert b"dark=False" in heard
    assert b"\x1b]11" not in heard


@given(st.lists(st.integers(0, len(ANSWER)), max_size=4), st.text("jk\x1b[A", max_size=4), st.text("jk", max_size=4))
def test_late_answers_vanish_however_they_are_cut(cuts: list[int], before: str, after: str) -> None:
    """Only what the reader typed before and after comes through, in order."""
    late = LateAnswers()
    edges = [0, *sorted(cut for cut in cuts if ANSWER[cut - 1 : cut] != "\x1b"), len(ANSWER)]
    parts = [ANSWER[low:high] for low, high in itertools.pairwise(edges)]
    heard = "".join([late(before), *map(late, parts), late(after)])
    assert heard == before + after
    assert not late.open


def test_after_a_while_only_what_is_surely_an_answer_is_removed() -> None:
    """A key that looks like the first sign of one is a key then; a colour is no key, however late it comes."""
    times = iter([0.0, 59.0, *[61.0] * 9])
    late = LateAnswers(now=lambda: next(times))
    assert late("\x1b]") == ""
    assert late("x") == "\x1b]x"
    assert late("\x1b]") == "\x1b]"
    assert [late(part) for part in ("\x1b]11;rgb:16", "16/1818/1d1d\x1b", "\\j")] == ["", "", "j"]
    assert (late("\x1b[?1"), late(";2ck"), late.open) == ("", "k", False)


def test_an_answer_that_breaks_off_takes_no_key_with_it() -> None:
    """The next key ends it: of an answer without an end nothing is a key, and what is typed comes through."""
    late = LateAnswers()
    assert [late(part) for part in ("\x1b]11;rgb:1e1e/1e", "j", "k", "\x1b[A")] == ["", "j", "k", "\x1b[A"]


def test_an_answer_whose_first_sign_came_alone() -> None:
    """That is Esc, which may not wait; the rest is no letters."""
    late = LateAnswers()
    assert [late(part) for part in ("\x1b", "]11;rgb:16", "16/1818/1d1d\x07", "\x1b", "[?62;22c")] == [
        *("\x1b", "", "", "\x1b", ""),
    ]


@pytest.mark.parametrize(("heard", "awaited"), [(b"", True), (b"j", False)])
def test_late_answers_are_awaited_where_none_came(
    monkeypatch: pytest.MonkeyPatch, heard: bytes, *, awaited: bool
) -> None:
    """Even if nothing at all was heard at the start, or only a key."""
    monkeypatch.setattr(linux_driver, "XTermParser", PatientParser)
    swallow(heard, awaited=awaited)
    parser = vars(linux_driver)["XTermParser"]()
    keys = [event.key for event in [*parser.feed("k"), *parser.feed("\x1b]11;rgb:1616/1818/1d1d\x07")] if event]
    assert keys == [*heard.decode(), "k"]


KEYS_AND_PASTES = {
    "a paste that ends": (["\x1b[200~ab", "c\x1b", "[201~j"], ["paste abc", "j"]),
    "Esc": (["\x1b[200~ab", "q", "\x1b", "j"], ["paste abq", "j"]),
    "the end behind Esc after all": (["\x1b[200~ab", "\x1b", "[201~", "j"], ["paste ab", "j"]),
    "ctrl+q": (["\x1b[200~ab", "\x11"], ["paste ab", "ctrl+q"]),
    "Esc without a paste": (["\x1b[200~ab\x1b[201~", "\x11"], ["paste ab", "ctrl+q"]),
    "a beginning in two parts": (["\x1b[20", "0~ab", "\x03"], ["paste ab", "ctrl+c"]),
    "a bracket that is a key": (["[201~"[:1], "j"], ["left_square_bracket", "j"]),
}


@pytest.mark.parametrize("case", KEYS_AND_PASTES)
def test_a_paste_without_an_end_is_ended_by_esc(case: str) -> None:
    """All keys would be part of it. What was pasted and typed till then is pasted, and the keys are keys again."""
    parts, expected = KEYS_AND_PASTES[case]
    parser = PatientParser()
    events = [event for part in parts for event in parser.feed(part)]
    told = [f"paste {event.text}" if isinstance(event, Paste) else getattr(event, "key", "") for event in events]
    assert told == expected


def test_what_was_typed_before_the_answer_arrives() -> None:
    """With the first key after it, or soon where none follows; the answer among it does not."""

    class Heard(PatientParser):
        heard = "j" + ANSWER + "\r"

    followed, alone = Heard(), Heard()
    assert [getattr(event, "key", None) for event in followed.feed("k")] == ["j", "enter", "k"]
    assert [getattr(event, "key", None) for event in alone.tick()] == ["j", "enter"]
    assert [*alone.tick(), *followed.tick()] == []


@pytest.mark.pty
def test_keys_that_come_with_the_answer_are_heard() -> None:
    """Keys that arrive with the terminal's answer are handed on."""
    script = SCRIPT.replace("with terminal.Question() as question:\n    pass", HEARING).format(root=str(ROOT))
    with Pty([sys.executable, "-c", script], background=b"0000/0000/0000") as terminal:
        terminal.wait("asked")
        terminal.send("j\r")
        terminal.wait("dark=True")
        terminal.send("hello\n")
        terminal.wait("typed 'hello\\n'")
        assert b"j\\r" in terminal.heard
        assert terminal.heard.count(b"terminal=") == 1


def test_textual_hears_only_keys() -> None:
    """Between two keys an answer passes unseen, and the end of the input is still the end."""
    parser = PatientParser()
    events = [*parser.feed("j" + ANSWER[:9]), *parser.feed(ANSWER[9:] + "k")]
    assert [getattr(event, "key", None) for event in events] == ["j", "k"]
    assert list(parser.feed("")) == []
    assert parser.is_eof
