"""Command lines of this program, quoted so that sh, bash, dash, zsh and fish read the same words.

Characters that a terminal may obey or hide are never written raw, but spelled as escapes for ``printf``.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Final

from index import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_PLAIN: Final = re.compile(r"[\w./:,@+-]+", re.ASCII)
"""Words that no shell interprets; ``=`` and ``%`` mean something to zsh and fish."""
_LINE: Final = "\n"


def shell_command(
    above: Sequence[str], verb: str, options: Iterable[tuple[str, str]] = (), operands: Sequence[str] = ()
) -> str:
    """Return the command line of a ``verb``; the words ``above`` come before it.

    Options are written ``--name value``, or ``--name=value`` if the value starts with a dash or is empty; if an operand
    starts with a dash ``--`` precedes them all.
    """
    words = ["variorum", *above, *verb.split()]
    for name, value in options:
        words += option(name, value)
    words += ["--"] if any(operand.startswith("-") for operand in operands) else []
    return " ".join(map(quoted, (*words, *operands)))


def option(name: str, value: str) -> list[str]:
    """Return the words of an option."""
    return [f"--{name}={value}"] if value.startswith("-") or not value else [f"--{name}", value]


def quoted(word: str) -> str:
    """Quote a word so that every shell reads exactly this word."""
    return word if _PLAIN.fullmatch(word) else "".join(_parts(word)) or "''"


def _parts(word: str) -> Iterator[str]:
    """Yield quoted stretches; what fish interprets inside quotes, and a dollar after a command, go between them."""
    for alike in re.finditer(r"['\\$]|[^'\\$]+", word):
        if alike[0] in "'\\$":
            yield f"\\{alike[0]}"
        else:
            yield from _shown(alike[0])


def _shown(text: str) -> Iterator[str]:
    """Yield ``text`` in single quotes, with invisible characters as their bytes in ``printf`` escapes.

    A line feed stays raw: as the last output of ``printf`` it would be stripped.
    """
    shown = [sign == _LINE or safe(sign) == sign for sign in text]
    for stretch in re.finditer("1+|0+", "".join("01"[seen] for seen in shown)):
        part = text[stretch.start() : stretch.end()]
        if shown[stretch.start()]:
            yield f"'{part}'"
        else:
            spelt = "".join(f"\\{byte:03o}" for byte in os.fsencode(part))
            yield f"\"$(printf '{spelt}')\""
