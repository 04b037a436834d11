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

LEAST, SHORT = 2, 3
"""A name that was cut does not end in a word of so few letters, as “of” and “the”, while so many others are left."""

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
    """Ask for a file that is not there yet, ``name`` proposed, and hand it to ``write``.

    What is typed takes the place of the name, and gets its ending when it has none.
    """

    def answer(given: str | None) -> None:
        if not given or not given.strip():
            return
        path = Path(given.strip()).expanduser()
        path = path if path.suffix else path.with_suffix(Path(name).suffix)
        if path.exists():
            ask_file(session, question, given, f"{path.name} is there already; choose another name, or esc", write)
        else:
            write(path)

    session.ask(Prompt(question, name, hint, proposed=True), answer)


def file_name(names: Iterable[str]) -> str:
    """Return a file's name made of some names, without an ending: ``los-angeles-times-the-hindu``.

    What is too long gives way: every name keeps its first words, as many as its share of the room has place for.
    """
    told = [re.findall(r"[^\W_]+", name.casefold()) for name in names]
    room = MOST + 1
    shortest_first = sorted(range(len(told)), key=lambda place: len("-".join(told[place])))
    for left, place in zip(range(len(told), 0, -1), shortest_first, strict=True):
        told[place] = _shortened(told[place], room // left - 1)
        room -= len("-".join(told[place])) + 1
    return "-".join("-".join(words) for words in told if words) or "comparison"


def _shortened(words: list[str], letters: int) -> list[str]:
    """Return the first words that take so many letters with their dashes; cut, they do not end in a short one."""
    kept = list(words)
    while len(kept) > 1 and len("-".join(kept)) > letters:
        kept.pop()
    while len(words) > len(kept) > LEAST and len(kept[-1]) <= SHORT:
        kept.pop()
    return [word[:letters] for word in kept]
