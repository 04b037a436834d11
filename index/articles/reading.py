"""One file of the library becomes its articles, with roles and fields.

Refuses to raise for a file: what can't be read is a `Skipped` with one sentence of reason.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ..model.article import Article, Source
from ..model.results import Complaint, Skipped
from .decoding import NotTextError, canonical
from .folder import unescape
from .furniture import RuleFile, Rules, built_in, read_rules
from .layout import blocks as lay_out
from .metadata import Fields, count_words, find_fields
from .readers.registry import Readers, said
from .roles import mark

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..model.article import Block
    from ..model.settings import ArticleSettings
    from .readers.protocol import RawArticle, Reader

# Raised by hand when the same file would give other articles for another reason than rules and readers.
_REVISION: Final = "1"
_HEAD: Final = 4096


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading one file gave: the digest of its bytes (empty if unreadable), its articles, or why it has none."""

    file_hash: str
    articles: tuple[Article, ...]
    skipped: Skipped | None = None


class ArticleReader:
    """Reads files of the library at ``root``.

    ``version`` changes whenever rules, readers or the revision do, so that articles are to be read anew.
    ``problems`` lists bad rules and readers; more may be found while files are read.
    """

    def __init__(self, root: Path, settings: ArticleSettings) -> None:
        self.root = root
        self._most_bytes = settings.max_megabytes << 20
        self._megabytes = settings.max_megabytes
        self._readers = Readers(settings.readers)
        own = _own_rules(settings.furniture)
        self._rules = Rules((*own.rules, *built_in().rules))
        self._rule_problems = own.problems
        parts = (_REVISION, *self._readers.versions, blake2b(built_in().data + b"\0" + own.data).hexdigest())
        self.version: str = _digest("\n".join(parts).encode())
        self.suffixes: tuple[str, ...] = tuple(
            dict.fromkeys((*map(str.lower, settings.suffixes), *self._readers.pinned_suffixes))
        )

    @property
    def problems(self) -> tuple[Complaint, ...]:
        """What is wrong with rules and readers, found so far."""
        return (*self._rule_problems, *self._readers.problems)

    def read(self, path: str) -> Reading:
        """Return the articles of the file whose id is ``path``."""
        try:
            data = self._bytes(path)
        except _RefusedError as refused:
            return Reading("", (), Skipped(path, str(refused)))
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            return Reading("", (), Skipped(path, f"It can't be read: {reason.lower().rstrip('.')}."))
        articles, reason = self._read(data, path)
        return Reading(_digest(data), articles, Skipped(path, reason) if reason else None)

    def _read(self, data: bytes, path: str) -> tuple[tuple[Article, ...], str]:
        """Return the articles in ``data``, or none and the reason."""
        if not data.strip():
            return (), "It is empty."
        reader = self._readers.choose(data[:_HEAD], path)
        try:
            articles = self.read_bytes(data, path, reader)
        except NotTextError as error:
            return (), _sentence(str(error))
        except Exception as error:  # noqa: BLE001 - a reader's failure belongs to its file, never to the scan
            return (), f"The reader “{reader.name}” failed: {said(error)}."
        if any(article.blocks for article in articles):
            return articles, ""
        return (), "It is empty." if articles else f"The reader “{reader.name}” found no article in it."

    def read_bytes(self, data: bytes, path: str, reader: Reader | None = None) -> tuple[Article, ...]:
        """Return the articles in ``data`` as of the file ``path``; raises `NotTextError` and what a reader raises."""
        chosen = reader or self._readers.choose(data[:_HEAD], path)
        raws = _numbered(list(chosen.read(data, path)))
        return tuple(self._article(raw, path, chosen) for raw in raws)

    def _bytes(self, path: str) -> bytes:
        """Return the bytes of a regular file inside the root; raises `_RefusedError` and OSError."""
        where = self.root / unescape(path)
        if ".." in path.split("/") or path.startswith("/"):
            raise _RefusedError("It lies outside the library.")
        # Without blocking: opening a pipe that nobody writes to would wait for ever.
        handle = os.open(where, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
        with os.fdopen(handle, "rb") as file:
            seen = os.fstat(handle)
            if not stat.S_ISREG(seen.st_mode):
                raise _RefusedError("It is not a file.")
            if where.is_symlink() and not where.resolve().is_relative_to(self.root.resolve()):
                raise _RefusedError("It is a link that leads out of the library.")
            if seen.st_size > self._most_bytes:
                size = f"{seen.st_size / (1 << 20):.0f} MB"
                raise _RefusedError(
                    f"It is too large ({size}; articles.max_megabytes in the configuration allows {self._megabytes})."
                )
            return file.read(self._most_bytes + 1)

    def _article(self, raw: RawArticle, path: str, reader: Reader) -> Article:
        text, laid = _checked(raw)
        told = raw.told or Fields()
        found = laid if raw.structured else mark(text, laid, self._rules, told.title.value or "")
        fields = find_fields(text, found, path, told)
        return Article(
            id=f"{path}#{raw.member}" if raw.member else path,
            source=Source(path, reader.name, raw.member, raw.encoding),
            text=text,
            hash=_digest(text.encode()),
            blocks=found,
            title=fields.title,
            subtitle=fields.subtitle,
            outlet=fields.outlet,
            author=fields.author,
            agency=fields.agency,
            dateline=fields.dateline,
            published=fields.published,
            updated=fields.updated,
            url=fields.url,
            language=fields.language,
            tags=raw.tags,
            words=count_words(text, found),
            hints=fields.hints,
            problems=raw.problems,
        )


class _RefusedError(Exception):
    """A file that is not opened; ``str()`` is the reason."""


def _own_rules(path: str) -> RuleFile:
    """Return the rules of the reader's own file; one that can't be opened is a complaint."""
    if not path:
        return RuleFile((), (), b"")
    file = Path(path).expanduser()
    try:
        return read_rules(file.read_bytes(), path)
    except OSError as error:
        message = f"The furniture rules can't be read: {(error.strerror or str(error)).lower()}."
        return RuleFile((), (Complaint(path, 0, message, "mend articles.furniture in the configuration"),), b"")


def _numbered(raws: list[RawArticle]) -> Iterable[RawArticle]:
    """Give a number to each of several articles of a file that the reader did not name."""
    if len(raws) < 2 or all(raw.member for raw in raws):
        return raws
    return [replace(raw, member=raw.member or str(number)) for number, raw in enumerate(raws, 1)]


def _checked(raw: RawArticle) -> tuple[str, tuple[Block, ...]]:
    """Return text and blocks of a raw article that keep the law, laid out anew where a reader did not keep it."""
    text = canonical(raw.text)
    if text == raw.text and _cover(text, raw.blocks):
        return text, raw.blocks
    from ..model.article import Block, Role  # noqa: PLC0415

    return text, tuple(Block(start, end, Role.BODY) for start, end in lay_out(text))


def _cover(text: str, blocks: Iterable[Block]) -> bool:
    at = 0
    for block in blocks:
        if not at <= block.start < block.end <= len(text) or text[at : block.start].strip():
            return False
        at = block.end
    return not text[at:].strip()


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=16).hexdigest()


def _sentence(reason: str) -> str:
    return f"{reason[:1].upper()}{reason[1:].rstrip('.')}."
