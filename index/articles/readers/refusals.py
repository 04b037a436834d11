"""The sentences with which a file is refused, each with its cure where there is one.

Refuses to decide anything: readers raise, the caller lists.
"""

from __future__ import annotations

from typing import Final

EXTRAS: Final = {
    "html": ("a saved web page", ("trafilatura", "lxml")),
    "rtf": ("an RTF document", ("striprtf",)),
    "pdf": ("a PDF", ("pypdfium2",)),
    "feeds": ("a feed", ("feedparser",)),
    "warc": ("a web archive", ("warcio", "trafilatura", "lxml")),
    "parquet": ("a Parquet table", ("pyarrow",)),
}
"""Each extra: what it reads, and the modules that must be importable."""


class RefusedError(ValueError):
    """A file, or a part of one, that holds no article that can be read; ``str()`` is one sentence of reason."""


def extra_missing(extra: str) -> RefusedError:
    """Return the refusal of a file that an extra would read."""
    what = EXTRAS[extra][0]
    return RefusedError(f"It is {what}; `pip install 'variorum[{extra}]'` lets it be read.")


def links_only(count: int) -> RefusedError:
    """Return the refusal of a file that only names articles."""
    links = "1 link" if count == 1 else f"{count} links"
    return RefusedError(f"It is a list of {links}; `variorum add FILE` fetches them.")


def too_large(what: str, size: int, most: int) -> RefusedError:
    """Return the refusal of ``what`` that is over its limit, both in bytes."""
    return RefusedError(f"{what} is too large ({_megabytes(size)}; {_megabytes(most)} are read at most).")


def _megabytes(size: int) -> str:
    return f"{size / (1 << 20):.0f} MB"
