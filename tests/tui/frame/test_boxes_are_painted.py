"""A box that opens is painted at once, whatever else is being mounted, sized or painted at that moment."""

from __future__ import annotations

import asyncio
import fcntl
import os
import signal
import struct
import termios
from typing import TYPE_CHECKING

from tests.tui.fakes import Bench
from tests.tui.pty_driver import Driven
from tui.frame.picker import Choice, Picker

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from textual.screen import Screen

SEEDS = "seeds"


async def test_a_box_that_came_to_rest_during_a_mount_is_painted_without_a_key(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """While another widget mounts nothing is painted; when it has, the box is, although nobody sends it anything."""
    bench = Bench()
    async with bench.app.run_test(size=(80, 24)) as pilot:
        await bench.settle(pilot)
        painted = asyncio.Event()
        box = Picker("Kinds", [Choice("a", "a")])
        display = bench.app._display

        def shown(screen: Screen[object], renderable: object) -> None:
            display(screen, renderable)  # type: ignore[arg-type] # as it came
            if screen is box:
                painted.set()

        with bench.app.batch_update():
            await bench.app.push_screen(box)
            for _ in range(200):
                await asyncio.sleep(0)
            assert not box.message_queue_size
            monkeypatch.setattr(bench.app, "_display", shown)
        await asyncio.wait_for(painted.wait(), 5)


def test_a_box_opened_while_the_terminal_changes_its_size_is_seen(tmp_path: Path) -> None:
    """Size and key at the same moment, to and fro: the box stands on the screen before any further key."""
    with Driven([SEEDS], tmp_path, size=(100, 30)) as program:
        program.until("index fresh")
        for turn in range(4):
            size = struct.pack("HHHH", 30, 100 - 10 * (turn % 2), 0, 0)
            fcntl.ioctl(program._fd, termios.TIOCSWINSZ, size)
            os.kill(program.pid, signal.SIGWINCH)
            program.press("?")
            program.until("type to narrow")
            program.press("\x1b")
            program.until("search", gone="type to narrow")
