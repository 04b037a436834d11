"""Keyboard macros: keys recorded under a letter and replayed, as in vim; kept between runs, stopped by a failure.

A macro can't play itself, so none runs for ever. What keys do is not known here.
"""

from __future__ import annotations

from collections import deque
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from textual.events import Key

from .watchers import Watchers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any

LONGEST: Final = 1_000
"""The most keys in a macro."""

MOST: Final = 10_000
"""The most keys one command replays, including those of macros it plays in turn."""


class Stroke(NamedTuple):
    """A key as the terminal sent it: its name and its character, if any."""

    key: str
    character: str | None


class KeptRecordings(Protocol):
    """The storage of macros."""

    def read(self) -> dict[str, Any]:
        """Return what was stored."""

    def write(self, values: Mapping[str, object]) -> bool:
        """Store these values; return whether that succeeded."""


class KeyHost(Protocol):
    """The part of the app that playback needs."""

    @property
    def held(self) -> int:
        """How many keys are waiting to be handled."""

    def post_message(self, event: Key) -> bool:
        """Post a key as if it had been typed; return whether that succeeded."""


class Macros:
    """The macros by letter. ``calm`` makes a call once no question awaits its answer; ``say`` shows a message.

    ``recording_changed`` is called whenever recording starts or ends.
    """

    def __init__(
        self,
        host: KeyHost,
        calm: Callable[[Callable[[], None]], None],
        say: Callable[[str], None],
        kept: KeptRecordings,
    ) -> None:
        self._host, self._calm, self._say, self._kept = host, calm, say, kept
        self._all: dict[str, list[Stroke]] | None = None
        self.recording = self.played_last = ""
        self._strokes: list[Stroke] = []
        self._marked: int | None = None
        self._left: deque[Stroke | str] = deque()
        self._under_way: list[str] = []
        self._sent: Key | None = None
        self._called_off: Key | None = None
        self._total = 0
        self.recording_changed: Watchers[[]] = Watchers()

    @property
    def all(self) -> Mapping[str, Sequence[Stroke]]:
        """The macros by letter."""
        if self._all is None:
            self._all = dict(filter(None, map(_recording, self._kept.read().items())))
        return self._all

    @property
    def playing(self) -> str:
        """The letter of the macro being played; empty when none is."""
        return self._under_way[-1] if self._under_way else ""

    def heard(self, event: Key) -> bool:
        """See every key, typed or played; return whether it is consumed: a key typed during playback stops it."""
        if event is self._sent:
            self._sent = None
            return False
        if event is self._called_off:
            return True  # it was already sent when playback was stopped
        if self._under_way:
            self.stop("Stopped by a key")
            return True
        if self.recording:
            self._strokes.append(Stroke(event.key, event.character))
            if len(self._strokes) > LONGEST:
                self._change("", [])
                self._say(f"A recording has at most {LONGEST} keys; nothing was kept.")
        return False

    # Recording

    def pause(self, key: str) -> None:
        """Record that nothing was typed for a while, as a key of this name: playing makes no pauses."""
        if self.recording:
            self._strokes.append(Stroke(key, None))

    def begin(self, letter: str) -> None:
        """Start recording what is typed; a macro of that name is replaced when this recording ends."""
        if self._under_way:
            self.failed("What is played records nothing")
        elif not _is_letter(letter):
            self._say(f"“{letter}” names no recording; a letter or a digit does.")
        else:
            self._change(letter, [])

    def mark(self) -> None:
        """Remember that the last key opened a list of commands: a recording ended from that list is cut before it."""
        self._marked = len(self._strokes) - 1

    def end(self, ways: Sequence[Sequence[str]]) -> str:
        """Stop recording and store the keys before those that ended it, one of ``ways``; return the letter, or ""."""
        letter, strokes = self.recording, self._strokes
        names = [stroke.character if (stroke.character or "").strip() else stroke.key for stroke in strokes]
        ending = next((len(way) for way in ways if way and names[-len(way) :] == [*way]), None)
        cut = len(strokes) - ending if ending else self._marked if self._marked is not None else len(strokes)
        self._change("", [])
        kept = {**self.all, letter: strokes[:cut]}
        if not strokes[:cut]:
            del kept[letter]
        self._all = {name: [*each] for name, each in kept.items()}
        written = {name: [[*stroke] for stroke in each] for name, each in kept.items()}
        if not self._kept.write(written):
            self._say("What was recorded can be played, but could not be kept for another day.")
            return ""
        return letter

    def _change(self, letter: str, strokes: list[Stroke]) -> None:
        self.recording, self._strokes, self._marked = letter, strokes, None
        self.recording_changed()

    # Playing

    def play(self, letter: str, times: int = 1) -> None:
        """Replay a macro ``times`` times, each key once the one before is handled; ``@`` is the last one played."""
        letter = self.played_last if letter == "@" else letter
        strokes = self.all.get(letter, ())
        self._total += len(strokes) * times
        if not strokes:
            self.failed(f"Nothing is recorded as “{letter}”" if letter else "Nothing was played yet")
        elif letter in self._under_way:
            self.failed(f"The recording “{letter}” would play itself without end")
        elif self._total > MOST:
            self.failed(f"That would be {self._total:,} keys; {MOST:,} are played at most")
        else:
            begins = not self._under_way
            self.played_last = letter
            self._under_way.append(letter)
            self._left.extendleft(reversed([*(stroke for _ in range(times) for stroke in strokes), letter]))
            if begins:
                self._calm(self._next)

    def failed(self, why: str) -> None:
        """Show why something failed, and stop playback if any is going on."""
        if self._under_way:
            self.stop(why)
        else:
            self._total = 0
            self._say(f"{why}.")

    def stop(self, why: str) -> None:
        """Stop playback and say why."""
        letter, self._called_off = self._under_way[0], self._sent
        self._rest()
        self._tell(f"{why.rstrip('.')}; “{letter}” stopped there.")

    def _tell(self, sentence: str) -> None:
        """Show a sentence once the key being handled is done, which would clear it otherwise."""
        if self._host.held:
            self._calm(partial(self._tell, sentence))
        else:
            self._say(sentence)

    def _rest(self) -> None:
        self._left.clear()
        self._under_way.clear()
        self._sent, self._total = None, 0

    def _next(self) -> None:
        """Send the next key once the last has been handled; retries go through `_calm`, which yields to other work."""
        if self._sent is not None or self._host.held:
            self._calm(self._next)
            return
        while self._left and isinstance(self._left[0], str):
            self._left.popleft()
            self._under_way.pop()
        if not self._left:
            self._rest()
            return
        stroke = self._left.popleft()
        if isinstance(stroke, Stroke):
            self._sent = Key(stroke.key, stroke.character)
            self._host.post_message(self._sent)
            self._calm(self._next)


def _is_letter(name: str) -> bool:
    return len(name) == 1 and name.isascii() and name.isalnum()


def _recording(entry: tuple[str, object]) -> tuple[str, list[Stroke]] | None:
    """Return a stored macro; ``None`` if it is invalid."""
    name, strokes = entry
    if not _is_letter(name) or not isinstance(strokes, list) or not 0 < len(strokes) <= LONGEST:
        return None
    read = [Stroke(*each) for each in strokes if _is_stroke(each)]
    return (name, read) if len(read) == len(strokes) else None


def _is_stroke(value: object) -> bool:
    pair = value if isinstance(value, list) and len(value) == len(Stroke._fields) else [None, None]
    return isinstance(pair[0], str) and isinstance(pair[1], str | None)
