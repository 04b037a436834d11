"""Keys in the order they were typed: each is handled only after the one before has been.

What keys do is not known here.
"""

from __future__ import annotations

from collections import deque
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Final

from textual import events
from textual.widgets import Input

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.app import App
    from textual.message_pump import MessagePump

TAKES_LETTERS: Final = "takes_letters"
"""The attribute of a widget, besides inputs, that keeps typed letters in order by itself."""

_PATIENCE: Final = 0.1
"""Seconds between checks whether the widget that a key bubbles through has been removed."""

_STEP: Final = 0.01
"""Seconds between checks whether the screen or box that a key opens is there."""

LONGEST: Final = 2.0
"""Seconds that keys wait for it; after that the screen in front gets them."""


class KeyOrder:
    """Has ``app`` handle keys and pasted text one at a time; ``overhear`` sees each key first and may consume it.

    ``leading`` tells whether the last key opens a screen or box that is not there yet: the next key is meant for it.

    Textual sends a key to the focused widget at once and looks for its binding only after it has bubbled to the app;
    keys of the same burst overtake it, so that ``ctrl+u`` deleted text typed after it, and letters after ``/`` ran as
    commands. Keys bound with priority act before the focused widget has received the letters before them.
    """

    def __init__(
        self,
        app: App[None],
        act: Callable[[events.Event], Awaitable[None]],
        overhear: Callable[[events.Key], bool],
        leading: Callable[[], bool],
    ) -> None:
        self._app, self._act_on, self._overhear, self._leading = app, act, overhear, leading
        self._held: deque[events.Event] = deque()
        self._under_way: events.Event | None = None
        self._acting = False
        self._rising_through: MessagePump = app
        self._typed_into: MessagePump | None = None
        self._end = 0.0

    @property
    def held(self) -> int:
        """How many keys are waiting or being handled."""
        return len(self._held) + (self._under_way is not None)

    def hear_again(self, event: events.Key) -> None:
        """Handle a key once more, before all those waiting."""
        self._held.appendleft(events.Key(event.key, event.character))

    async def hear(self, event: events.Event) -> None:
        """Handle anything but keys at once; hold a key back while another is being handled."""
        ours = isinstance(event, (events.Key, events.Paste)) and not event.is_forwarded
        if ours and isinstance(event, events.Key) and self._overhear(event):
            return
        if not ours:
            await self._act_on(event)
        elif not self.held and self._types(event):
            self._typed_into = self._app.focused
            await self._act_on(event)
        elif self._under_way is not None:
            self._held.append(event)
        else:
            await self._let_through(event)

    def _types(self, event: events.Event) -> bool:
        """Whether the event is a letter for a text input, which keeps letters in order by itself.

        Nothing else sees it, so fast typing does not wait for the echo of each letter.
        """
        if not isinstance(event, events.Key) or not event.is_printable:
            return False
        return isinstance(self._app.focused, Input) or bool(getattr(self._app.focused, TAKES_LETTERS, False))

    async def _let_through(self, event: events.Event) -> None:
        """Handle an event, after letters still on their way to the input they were typed into."""
        self._under_way, self._end, self._acting = event, monotonic() + LONGEST, False
        self._app.set_timer(_PATIENCE, partial(self._look, event))
        typed_into, self._typed_into = self._typed_into, None
        self._rising_through = typed_into or self._app
        if typed_into is None or not typed_into.call_later(self._app.call_later, self._act, event):
            await self._act(event)

    async def _act(self, event: events.Event) -> None:
        if self._under_way is not event or self._acting:
            return
        self._acting = True
        target = self._app.focused or self._app.screen
        await self._act_on(event)
        self._follow(event, target)

    def _follow(self, event: events.Event, pump: MessagePump) -> None:
        """Wait until every widget the event bubbles through has processed it, then what it triggered."""
        self._rising_through = pump
        above = pump._parent  # noqa: SLF001 - the way Textual's own messages rise
        if pump is self._app or above is None:
            self._app.call_later(self._arrive, event)
        elif not pump.call_later(self._follow, event, above):
            self._follow(event, above)

    async def _look(self, event: events.Event) -> None:
        if self._under_way is not event:
            return
        if self._rising_through.is_running:
            self._app.set_timer(_PATIENCE, partial(self._look, event))
        elif not self._acting:
            await self._act(event)
        else:
            await self._settle(event)

    def _arrive(self, event: events.Event) -> None:
        """Continue once the screen in front is mounted; its focus takes one more message to the app."""
        self._rising_through = self._app.screen
        if not self._app.screen.call_later(self._app.call_later, self._app.call_later, self._settle, event):
            self._app.call_later(self._settle, event)

    async def _settle(self, event: events.Event) -> None:
        if self._under_way is not event:
            return
        if self._leading() and monotonic() < self._end:
            self._app.set_timer(_STEP, partial(self._arrive, event))
            return
        self._under_way = None
        if self._held:
            await self._let_through(self._held.popleft())
