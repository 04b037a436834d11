"""The terminal given to another program and taken back, whatever that program does."""

from __future__ import annotations

import os
import signal
import subprocess
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any

import pytest

from tests.tui.fakes import Bench, screen_text
from tui import outside

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        (("|", *"no-such-program", "enter"), "there is no program “no-such-program”"),
        (("|", "end", *"-such", "enter"), "there is no program “no-pager-such”"),
        (("a", *"Hm", "f4"), "there is no program “no-such-editor”"),
    ],
    ids=["pipe", "pager", "editor"],
)
async def test_a_missing_program_leaves_the_screen_as_it_is(
    keys: tuple[str, ...], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mistyped command or a missing editor is named, and the terminal is not given away.

    What is typed takes the place of the pager that is proposed.
    """
    monkeypatch.setenv("VISUAL", "no-such-editor")
    monkeypatch.setenv("PAGER", "no-pager")
    given: list[str] = []
    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        monkeypatch.setattr(bench.app, "suspend", lambda: given.append("given"))
        await bench.press(pilot, *keys)
        assert (told in screen_text(bench.app), given) == (True, [])


async def test_what_interrupts_a_program_outside_does_not_end_the_reader() -> None:
    """Interrupts end the program they are for and pass the reader by; afterwards they mean what they did before."""
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGQUIT)

    def run() -> list[int]:
        for sign in (signal.SIGINT, signal.SIGQUIT):
            os.kill(os.getpid(), sign)
        return [subprocess.run(["sh", "-c", f"kill -{sign} $$"], check=False).returncode for sign in ("INT", "QUIT")]

    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        bench.app.suspend = nullcontext  # type: ignore[method-assign, assignment]
        handlers = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGQUIT)
        assert bench.app.session.outside(run, "The command did not run") == [-signal.SIGINT, -signal.SIGQUIT]
        assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGQUIT)) == handlers
    assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGQUIT)) == before


async def test_the_terminal_comes_back_from_a_program_that_fails() -> None:
    """Textual takes the terminal back only when nothing is raised, so nothing is."""
    left: list[str] = []

    @contextmanager
    def suspend() -> Iterator[None]:
        yield
        left.append("taken back")

    def fail() -> None:
        raise OSError("the disk is gone")

    bench = Bench()
    async with bench.app.run_test(size=(120, 40)) as pilot:
        await bench.settle(pilot)
        bench.app.suspend = suspend  # type: ignore[method-assign]
        assert bench.app.session.outside(fail, "The command did not run") is None
        assert left == ["taken back"]
        assert bench.app.navigator.library.status.message == "The command did not run: the disk is gone."


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_program_that_starts_while_the_reader_is_asked_to_end_is_asked_too(
    number: signal.Signals, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is lost between the moment the terminal is given away and the one in which the program runs."""

    class Asked(subprocess.Popen[bytes]):
        def __init__(self, *arguments: Any, **named: Any) -> None:
            os.kill(os.getpid(), number)
            super().__init__(*arguments, **named)

    before = signal.signal(number, signal.SIG_IGN)
    monkeypatch.setattr(subprocess, "Popen", Asked)
    try:
        assert outside._run(["sleep", "30"]) == (-number, True)
    finally:
        signal.signal(number, before)
