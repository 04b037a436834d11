"""Ask for the name of a new file and write it; an existing file is never overwritten, another name is asked for."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from index import LibraryError, write_new

from .prompt import Prompt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ..session.session import Session

MOST = 60
"""The longest file name proposed, in characters."""

LEAST, SHORT = 2, 3
"""Shortened, a name does not end in a word of up to SHORT letters (“of”, “the”) while over LEAST words are left."""

SPELT: Final = {".markdown": ".md", ".htm": ".html"}
"""Alternative spellings of file suffixes."""

Forms = dict[str, "Callable[[], str]"]
"""The function that produces the text of each format, by file suffix."""


def ask_export(session: Session, question: str, name: str, forms: Forms) -> None:
    """Ask for a new file, proposing ``name``, write the format its suffix names, and report it.

    If that fails the name is asked for again, with the one typed and the reason.
    """
    hint = f"the ending chooses: {_either(list(forms))}; esc leaves"

    def write(path: Path) -> None:
        def attempt() -> tuple[str, str]:
            try:
                return export(forms, path), ""
            except LibraryError as error:
                return "", str(error)

        session.search_thread.queue(attempt, lambda told: answer(path, *told), leads=True)

    def answer(path: Path, written: str, refused: str) -> None:
        if refused:
            ask_file(session, question, str(path), refused, write)
        else:
            session.say(written)

    ask_file(session, question, name, hint, write)


def export(forms: Mapping[str, Callable[[], str]], path: Path) -> str:
    """Write a new file in the format its suffix names; return a sentence that says so.

    Raises `LibraryError` for an unknown suffix, an existing file, or one that can't be written; nothing is left of it.
    """
    ending = path.suffix.lower()
    form = forms.get(SPELT.get(ending, ending))
    if form is None:
        message = f"“{path.name}” names no form; end it in {_either(list(forms))}."
        raise LibraryError(message)
    write_new(path, form().encode("utf-8", "replace"))
    return f"Written to {path}."


def _either(names: Sequence[str]) -> str:
    """Join names for a sentence: ``.md, .html or .json``."""
    return f"{', '.join(names[:-1])} or {names[-1]}"


def ask_file(session: Session, question: str, name: str, hint: str, write: Callable[[Path], object]) -> None:
    """Ask for a path that does not exist yet, proposing ``name``, and pass it to ``write``.

    Typing replaces the proposal; a name without a suffix gets that of the proposal.
    """

    def answer(given: str | None) -> None:
        if not given or not given.strip():
            return
        path = Path(os.path.expanduser(given.strip()))  # noqa: PTH111 - leaves a name that is no user's as it is
        if path.name in {"", ".."}:
            ask_file(session, question, given, f"{given.strip()} is a folder; add a name, or esc", write)
            return
        path = path if path.suffix else path.with_suffix(Path(name).suffix)
        if os.path.lexists(path):
            ask_file(session, question, given, f"{path.name} is there already; choose another name, or esc", write)
        else:
            write(path)

    session.ask(Prompt(question, name, hint, proposed=True), answer)


def file_name(names: Iterable[str]) -> str:
    """Return a file name, without suffix, built from several names: ``los-angeles-times-the-hindu``.

    When it would be too long every name keeps as many of its first words as fit its share of the length.
    """
    told = [re.findall(r"[^\W_]+", name.casefold()) for name in names]
    room = MOST + 1
    shortest_first = sorted(range(len(told)), key=lambda place: len("-".join(told[place])))
    for left, place in zip(range(len(told), 0, -1), shortest_first, strict=True):
        told[place] = _shortened(told[place], room // left - 1)
        room -= len("-".join(told[place])) + 1
    return "-".join("-".join(words) for words in told if words) or "comparison"


def _shortened(words: list[str], letters: int) -> list[str]:
    """Return the first words that fit in ``letters`` joined by hyphens; if shortened, without trailing short words."""
    kept = list(words)
    while len(kept) > 1 and len("-".join(kept)) > letters:
        kept.pop()
    while len(words) > len(kept) > LEAST and len(kept[-1]) <= SHORT:
        kept.pop()
    return [word[:letters] for word in kept]
