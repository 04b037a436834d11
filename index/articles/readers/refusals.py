"""The messages with which files are rejected, each with its cure where there is one.

Decides nothing: readers raise, the caller lists.
"""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

EXTRAS: Final = {
    "html": ("a saved web page", ("trafilatura", "lxml")),
    "rtf": ("an RTF document", ("striprtf",)),
    "pdf": ("a PDF", ("pypdfium2",)),
    "feeds": ("a feed", ("feedparser",)),
    "warc": ("a web archive", ("warcio", "trafilatura", "lxml")),
    "parquet": ("a Parquet table", ("pyarrow",)),
}
"""Each extra: what it reads, and the modules that must be importable, which are the names of their packages too."""


class RefusedError(ValueError):
    """A file, or a part of one, without a readable article; ``str()`` is the reason in one sentence."""


def extra_missing(extra: str) -> RefusedError:
    """Return the error for a file that an extra would read."""
    what, modules = EXTRAS[extra]
    return RefusedError(f"It is {what}; `{_installing(extra, modules)}` lets it be read.")


def _installing(extra: str, modules: Sequence[str]) -> str:
    """Return the command that adds an extra to the environment this program runs in; ``modules`` are packages too."""
    environment = Path(sys.prefix)
    if (environment / "pipx_metadata.json").is_file():
        return f"pipx inject variorum {' '.join(modules)}"
    if (environment / "uv-receipt.toml").is_file():
        return f"uv pip install --python {shlex.quote(sys.prefix)} {' '.join(modules)}"
    return f"pip install 'variorum[{extra}]'"


def links_only(count: int) -> RefusedError:
    """Return the error for a file that only links to articles."""
    links = "1 link" if count == 1 else f"{count} links"
    return RefusedError(f"It is a list of {links}; `variorum add FILE` fetches them.")


def too_large(what: str, size: int, most: int) -> RefusedError:
    """Return the error for ``what`` being over its size limit, both in bytes."""
    return RefusedError(f"{what} is too large ({_megabytes(size)}; {_megabytes(most)} are read at most).")


def _megabytes(size: int) -> str:
    return f"{size / (1 << 20):.0f} MB"
