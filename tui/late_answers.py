"""Keeps an answer that the terminal gives too late from arriving as keys; what was typed before it arrives.

Refuses to ask anything and to read from the terminal: it stands between Textual's reading and its parsing.
"""

from __future__ import annotations

from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, ClassVar

from textual._xterm_parser import XTermParser

from .terminal import LateAnswers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.message import Message


class PatientParser(XTermParser):
    """Textual's parser of terminal input, with late answers taken out first; ``heard`` came before it began."""

    heard: ClassVar[str] = ""

    def __init__(self, debug: bool = False) -> None:  # noqa: FBT001, FBT002 -- Textual's signature
        super().__init__(debug)
        self._late, self._ahead = LateAnswers(), self.heard

    def feed(self, data: str) -> Iterable[Message]:
        """Parse what the reader typed; an empty text ends the input and is handed on."""
        ahead, self._ahead = self._ahead, ""
        typed = self._late(ahead + data)
        return super().feed(typed) if typed or not data else ()

    def tick(self) -> Iterable[Message]:
        """Parse what came before, if nothing came since, and what waited for more."""
        if self._ahead:
            ahead, self._ahead = self._ahead, ""
            yield from self.feed(ahead)
        yield from super().tick()


def swallow(heard: bytes) -> None:
    """Have Textual's driver parse with `PatientParser`, from what was heard on; to be called before the app starts."""
    # The driver makes its parser itself, by the name it has in its own module.
    with suppress(ImportError):
        driver = import_module("textual.drivers.linux_driver")
        parser = type(PatientParser.__name__, (PatientParser,), {"heard": heard.decode("utf-8", "replace")})
        driver.XTermParser = parser  # type: ignore[attr-defined] # a module takes any attribute
