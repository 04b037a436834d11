"""Keeps late answers of the terminal from arriving as keys, and passes on what was typed before the app started.

Nothing is asked or read here: it works between Textual's reading and parsing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, ClassVar

from textual._xterm_parser import XTermParser

from .terminal import LateAnswers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.message import Message


class PatientParser(XTermParser):
    """Textual's parser of terminal input, with late answers removed first; ``heard`` is input from before."""

    heard: ClassVar[str] = ""

    def __init__(self, debug: bool = False) -> None:  # noqa: FBT001, FBT002 -- Textual's signature
        super().__init__(debug)
        self._late, self._ahead = LateAnswers(), self.heard

    def feed(self, data: str) -> Iterable[Message]:
        """Parse input without late answers; an empty string ends the input and is passed on."""
        ahead, self._ahead = self._ahead, ""
        typed = self._late(ahead + data)
        return super().feed(typed) if typed or not data else ()

    def tick(self) -> Iterable[Message]:
        """Parse the earlier input if none has come since, and partial input that timed out."""
        if self._ahead:
            ahead, self._ahead = self._ahead, ""
            yield from self.feed(ahead)
        yield from super().tick()


def swallow(heard: bytes) -> None:
    """Make Textual's driver use `PatientParser`, starting with the input ``heard``; call it before the app starts."""
    # The driver creates its parser by the name in its own module.
    driver = import_module("textual.drivers.linux_driver")
    parser = type(PatientParser.__name__, (PatientParser,), {"heard": heard.decode("utf-8", "replace")})
    driver.XTermParser = parser  # type: ignore[attr-defined] # a module takes any attribute
