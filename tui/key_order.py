"""Keys in the order they were typed: the next one is not looked at before the last has been acted on.

Refuses to know what any key does.
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
"""The attribute by which a widget other than a line says that it keeps letters in order by itself."""

_PATIENCE: Final = 0.1
"""Seconds between two looks whether the widget the last key rises through has vanished with it."""

_STEP: Final = 0.01
"""Seconds between two looks whether what the last key leads to is there."""

LONGEST: Final = 2.0
"""Seconds that keys wait for it; then they are for the screen in front."""


class KeyOrder:
    """Has ``app`` act on keys and pasted text one after the other; ``overhear`` hears each first and may take it.

    ``leading`` tells whether the last one leads to a screen or box that is still on its way: the next is meant for it.

    Textual hands a key to the widget in focus at once and looks for its binding only when it has risen to the app; what
    follows in the same burst overtakes it, so that ``ctrl+u`` wiped the text typed after it, and letters after ``/``
    ran as commands. Keys bound with priority act before the widget in focus has taken the letters before them.
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
        """How many keys wait, the one under way among them."""
        return len(self._held) + (self._under_way is not None)

    def hear_again(self, event: events.Key) -> None:
        """Have a key act once more, before all that wait."""
        self._held.appendleft(events.Key(event.key, event.character))

    async def hear(self, event: events.Event) -> None:
        """Act on what is no key at once; hold a key back while another is under way."""
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
        """Whether the event is a letter for a line or a page of text, which keeps letters in order by itself.

        Nothing else hears of it, so that what is typed fast is not slowed down by waiting for each letter's echo.
        """
        if not isinstance(event, events.Key) or not event.is_printable:
            return False
        return isinstance(self._app.focused, Input) or bool(getattr(self._app.focused, TAKES_LETTERS, False))

    async def _let_through(self, event: events.Event) -> None:
        """Act on an event, after the letters that are still on their way to the line or page they were typed into."""
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
        """Wait for the event's turn in the queue of every widget it rises through, then for what it set going."""
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
        """Go on when the screen now in front is mounted; its focus moves by one more message to the app."""
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
