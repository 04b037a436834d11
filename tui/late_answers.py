"""Keeps late answers of the terminal from arriving as keys, passes on what was typed before, ends an endless paste.

Nothing is asked or read here: it works between Textual's reading and parsing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, ClassVar, Final

from textual._xterm_parser import XTermParser

from .terminal import LateAnswers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.message import Message


PASTE, PASTED = "\x1b[200~", "\x1b[201~"
"""What a terminal sends before and behind a paste."""

_ENDS: Final = {"\x1b": "", "\x03": "\x03", "\x11": "\x11"}
"""Keys, typed alone, that end a paste whose end does not come, and what they are then: Esc, ctrl+c, ctrl+q."""


class PasteEnd:
    """Ends a paste that the terminal does not end, when the reader asks for it: all keys would be part of it."""

    def __init__(self) -> None:
        self._open, self._tail = False, ""

    def __call__(self, data: str) -> str:
        """Return ``data`` with the end of a paste in place of a key that ends it."""
        if self._open and data in _ENDS:
            data = PASTED + _ENDS[data]
        elif not self._open and self._tail == PASTED and data == PASTED[1:]:
            data = ""  # the end came after all, in two parts
        seen = self._tail + data
        begun, ended = seen.rfind(PASTE), seen.rfind(PASTED)
        self._open = begun > ended if max(begun, ended) >= 0 else self._open
        self._tail = seen[-len(PASTED) :]
        return data


class PatientParser(XTermParser):
    """Textual's parser of terminal input, with late answers removed first if any are ``awaited``.

    ``heard`` is input from before.
    """

    heard: ClassVar[str] = ""
    awaited: ClassVar[bool] = True

    def __init__(self, debug: bool = False) -> None:  # noqa: FBT001, FBT002 -- Textual's signature
        super().__init__(debug)
        self._late, self._paste_end, self._ahead = LateAnswers(), PasteEnd(), self.heard
        self._late.open = self.awaited or bool(self.heard)

    def feed(self, data: str) -> Iterable[Message]:
        """Parse input without late answers; an empty string ends the input and is passed on."""
        ahead, self._ahead = self._ahead, ""
        typed = self._paste_end(self._late(ahead + data))
        return super().feed(typed) if typed or not data else ()

    def tick(self) -> Iterable[Message]:
        """Parse the earlier input if none has come since, and partial input that timed out."""
        if self._ahead:
            ahead, self._ahead = self._ahead, ""
            yield from self.feed(ahead)
        yield from super().tick()


def swallow(heard: bytes, *, awaited: bool) -> None:
    """Make Textual's driver use `PatientParser`, starting with the input ``heard``; call it before the app starts.

    ``awaited`` says that the terminal was asked and has not answered yet.
    """
    # The driver creates its parser by the name in its own module.
    driver = import_module("textual.drivers.linux_driver")
    known = {"heard": heard.decode("utf-8", "replace"), "awaited": awaited}
    parser = type(PatientParser.__name__, (PatientParser,), known)
    driver.XTermParser = parser  # type: ignore[attr-defined] # a module takes any attribute
