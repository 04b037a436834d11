"""Asking for the name of a new file: one that is there already is asked for again, and never written over."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from .prompt import Prompt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..session.session import Session

MOST = 60
"""Letters of a name that is proposed."""


def ask_file(session: Session, question: str, name: str, hint: str, write: Callable[[Path], object]) -> None:
    """Ask for a file that is not there yet, ``name`` proposed, and hand it to ``write``."""

    def answer(given: str | None) -> None:
        if not given or not given.strip():
            return
        path = Path(given.strip()).expanduser()
        if path.exists():
            ask_file(session, question, given, f"{path.name} is there already; choose another name, or esc", write)
        else:
            write(path)

    session.ask(Prompt(question, name, hint), answer)


def file_name(names: Iterable[str]) -> str:
    """Return a file's name made of some names, without an ending: ``los-angeles-times-the-hindu``."""
    words = re.findall(r"[^\W_]+", " ".join(names).casefold())
    joined = "-".join(words)
    return (
        joined[: joined.rfind("-", 0, MOST)] if len(joined) > MOST and "-" in joined[:MOST] else joined or "comparison"
    )
