"""Asking for the name of a new file and writing it: one that is there is asked for again, and never written over."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from index import LibraryError

from .prompt import Prompt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ..session.session import Session

MOST = 60
"""Letters of a name that is proposed."""

SPELT: Final = {".markdown": ".md", ".htm": ".html"}
"""Endings that are another's long or short form."""

Forms = dict[str, "Callable[[], str]"]
"""What makes the text of each form, by the ending of a file's name."""


def ask_export(session: Session, question: str, name: str, forms: Forms) -> None:
    """Ask for a new file, ``name`` proposed, write the form its ending names to it, and say so."""

    def write(path: Path) -> None:
        session.search_thread.queue(partial(export, forms, path), session.say)

    ask_file(session, question, name, f"the ending chooses: {_either(list(forms))}; esc leaves", write)


def export(forms: Mapping[str, Callable[[], str]], path: Path) -> str:
    """Write the form that the ending of a new file names; return a sentence that says so.

    Raises `LibraryError` for another ending and for a file that is there already, `OSError` when it can't be written.
    """
    ending = path.suffix.lower()
    form = forms.get(SPELT.get(ending, ending))
    if form is None:
        message = f"“{path.name}” names no form; end it in {_either(list(forms))}."
        raise LibraryError(message)
    text = form()
    try:
        with path.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
    except FileExistsError as error:
        message = f"A file of that name is there already ({path}); choose another."
        raise LibraryError(message) from error
    return f"Written to {path}."


def _either(names: Sequence[str]) -> str:
    """Return names as one says them: ``.md, .html or .json``."""
    return f"{', '.join(names[:-1])} or {names[-1]}"


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
