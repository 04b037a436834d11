"""The line at the foot of a screen."""

from __future__ import annotations

from tests.stage import Stage, lines
from tui.frame.status_line import StatusLine


async def test_three_groups_and_a_message() -> None:
    """Facts left, middle and right; a message takes the place of all but the right ones until it is hushed."""
    status = StatusLine()
    async with Stage(status).run_test(size=(40, 4)) as pilot:
        status.styles.height = 1
        status.show(["2 marked"], ["38 %"], [("?", "key"), " keys"])
        await pilot.pause()
        assert lines(status) == ["2 marked         38 %           ? keys"]
        status.say("[bold]saved[/bold]", alarm=True)
        await pilot.pause()
        assert status.message == "[bold]saved[/bold]"
        assert lines(status) == ["[bold]saved[/bold]              ? keys"]
        status.hush()
        await pilot.pause()
        assert lines(status) == ["2 marked         38 %           ? keys"]
