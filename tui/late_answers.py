"""Keeps an answer that the terminal gives too late from arriving as keys that nobody pressed.

Refuses to ask anything and to read from the terminal: it stands between Textual's reading and its parsing.
"""

from __future__ import annotations

from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING

from textual._xterm_parser import XTermParser

from .terminal import LateAnswers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.message import Message


class PatientParser(XTermParser):
    """Textual's parser of terminal input, with late answers taken out first."""

    def __init__(self, debug: bool = False) -> None:  # noqa: FBT001, FBT002 -- Textual's signature
        super().__init__(debug)
        self._late = LateAnswers()

    def feed(self, data: str) -> Iterable[Message]:
        """Parse what the reader typed; an empty text ends the input and is handed on."""
        typed = self._late(data)
        return super().feed(typed) if typed or not data else ()


def swallow() -> None:
    """Have Textual's driver parse with `PatientParser`; to be called before the app starts."""
    # The driver makes its parser itself, by the name it has in its own module.
    with suppress(ImportError):
        driver = import_module("textual.drivers.linux_driver")
        driver.XTermParser = PatientParser  # type: ignore[attr-defined] # a module takes any attribute
