"""Bytes become articles: a reader takes them apart, rules and structure give roles, and the fields are read off.

Refuses to open files, and to let a reader's answer break the law of blocks.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ..files.durable import read_file
from ..model.article import Article, Block, Role, Source
from ..model.results import Complaint
from .decoding import NotTextError, canonical
from .furniture import RuleFile, Rules, built_in, read_rules
from .layout import blocks as lay_out
from .line_shape import count_words
from .metadata import Fields, find_fields
from .readers.installed import said
from .readers.registry import Readers
from .roles import mark

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..model.settings import ArticleSettings
    from .readers.protocol import RawArticle, Reader

_HEAD: Final = 4096


class Maker:
    """Makes articles of bytes with the rules and readers that the settings name."""

    def __init__(self, settings: ArticleSettings) -> None:
        self._readers = Readers(settings.readers)
        own = _own_rules(settings.furniture)
        self._rules = Rules((*own.rules, *built_in().rules))
        self._rule_problems = own.problems

    @property
    def problems(self) -> tuple[Complaint, ...]:
        """What is wrong with rules and readers, found so far."""
        return (*self._rule_problems, *self._readers.problems)

    def make(self, data: bytes, path: str) -> tuple[Article, ...]:
        """Return the articles in the content of the file ``path``; raises `NotTextError` and what a reader raises."""
        return self._make(data, path, self._readers.choose(data[:_HEAD], path))

    def make_or_say_why(self, data: bytes, path: str) -> tuple[tuple[Article, ...], str]:
        """Return the articles in the content of the file ``path``, or none and one sentence of reason."""
        if not data.strip():
            return (), "It is empty."
        reader = self._readers.choose(data[:_HEAD], path)
        try:
            articles = self._make(data, path, reader)
        except NotTextError as error:
            reason = str(error)
            return (), f"{reason[:1].upper()}{reason[1:].rstrip('.')}."
        except Exception as error:  # noqa: BLE001 - a reader's failure belongs to its file, never to the scan
            return (), f"The reader “{reader.name}” failed: {said(error)}."
        if any(article.blocks for article in articles):
            return articles, ""
        return (), "It is empty." if articles else f"The reader “{reader.name}” found no article in it."

    def _make(self, data: bytes, path: str, reader: Reader) -> tuple[Article, ...]:
        return tuple(self._article(raw, path, reader) for raw in _numbered(list(reader.read(data, path))))

    def _article(self, raw: RawArticle, path: str, reader: Reader) -> Article:
        text, laid = _checked(raw)
        told = raw.told or Fields()
        blocks = laid if raw.structured else mark(text, laid, self._rules, told.title.value or "", raw.plain)
        fields = find_fields(text, blocks, path, told, raw.plain)
        return Article(
            id=f"{path}#{raw.member}" if raw.member else path,
            source=Source(path, reader.name, raw.member, raw.encoding),
            text=text,
            hash=blake2b(text.encode(), digest_size=16).hexdigest(),
            blocks=blocks,
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
            words=count_words(text, blocks),
            hints=fields.hints,
            problems=raw.problems,
        )


def _own_rules(path: str) -> RuleFile:
    """Return the rules of the reader's own file; one that can't be opened is a complaint."""
    if not path:
        return RuleFile((), (), b"")
    try:
        return read_rules(read_file(Path(path).expanduser()), path)
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
    return text, tuple(Block(start, end, Role.BODY) for start, end in lay_out(text))


def _cover(text: str, blocks: Iterable[Block]) -> bool:
    at = 0
    for block in blocks:
        if not at <= block.start < block.end <= len(text) or text[at : block.start].strip():
            return False
        at = block.end
    return not text[at:].strip()
