"""A command of this program as one types it: for sh, bash, dash, zsh and fish the same words, whatever is in them.

Refuses to pass on characters a terminal may obey, or hides: they are spelt for ``printf``, which gives them back.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

from index import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_PLAIN: Final = re.compile(r"[\w./:,@+-]+", re.ASCII)
"""Words that no shell reads anything into; ``=`` and ``%`` mean something to zsh and to fish."""
_LINE: Final = "\n"


def shell_command(
    above: Sequence[str], verb: str, options: Iterable[tuple[str, str]] = (), operands: Sequence[str] = ()
) -> str:
    """Return the command of some ``verb`` as a line for a shell; ``above`` stands before the verb.

    An option is written ``--name value``, or ``--name=value`` where the value begins with a dash or is empty; operands
    of which one begins so stand behind ``--``.
    """
    words = ["variorum", *above, *verb.split()]
    for name, value in options:
        words += option(name, value)
    words += ["--"] if any(operand.startswith("-") for operand in operands) else []
    return " ".join(map(quoted, (*words, *operands)))


def option(name: str, value: str) -> list[str]:
    """Return an option as the words it is written in."""
    return [f"--{name}={value}"] if value.startswith("-") or not value else [f"--{name}", value]


def quoted(word: str) -> str:
    """Return a word so that every shell reads just this word."""
    return word if _PLAIN.fullmatch(word) else "".join(_parts(word)) or "''"


def _parts(word: str) -> Iterator[str]:
    """Yield stretches in quotation marks; what fish reads in them, and a dollar behind a command, stands between."""
    for alike in re.finditer(r"['\\$]|[^'\\$]+", word):
        if alike[0] in "'\\$":
            yield f"\\{alike[0]}"
        else:
            yield from _shown(alike[0])


def _shown(text: str) -> Iterator[str]:
    """Yield ``text`` in single quotation marks, and what is not to be seen in it as the bytes it is made of.

    A line break stays one: what ``printf`` writes last would lose it.
    """
    shown = [sign == _LINE or safe(sign) == sign for sign in text]
    for stretch in re.finditer("1+|0+", "".join("01"[seen] for seen in shown)):
        part = text[stretch.start() : stretch.end()]
        if shown[stretch.start()]:
            yield f"'{part}'"
        else:
            spelt = "".join(f"\\{byte:03o}" for byte in os.fsencode(part))
            yield f"\"$(printf '{spelt}')\""
