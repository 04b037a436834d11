"""Turns raw articles into articles: rules and structure decide the roles, and the fields are read off.

Opens no files, and lays blocks out again when a reader broke their rules.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from ..files.durable import read_file, unreadable
from ..files.user_folders import expanded
from ..model.article import Article, Block, Role, Source, covers
from ..model.complaint import Complaint
from .decoding import NotTextError, canonical
from .fields.metadata import Fields, find_fields
from .furniture import MIDDLE, RuleFile, Rules, built_in, read_rules
from .layout import blocks as lay_out
from .line_shape import count_words
from .members import Members
from .readers.installed import said
from .readers.registry import Readers
from .roles import mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..model.settings import ArticleSettings
    from .readers.protocol import RawArticle, Reader


class Maker:
    """Makes articles from bytes, with the rules and readers in the settings."""

    def __init__(self, settings: ArticleSettings) -> None:
        self._readers = Readers(settings.readers)
        own = _own_rules(settings.furniture)
        self._rules = Rules((*own.rules, *built_in().rules))
        self._rule_problems = own.problems
        self._at_first = len(self.problems)

    @property
    def problems(self) -> tuple[Complaint, ...]:
        """The problems of rules and readers found so far."""
        return (*self._rule_problems, *self._readers.problems)

    @property
    def failures(self) -> tuple[Complaint, ...]:
        """The problems found only by reading: readers that failed on a file."""
        return self.problems[self._at_first :]

    def choose(self, head: bytes, path: str) -> Reader:
        """Return the reader of a file that starts with ``head``."""
        return self._readers.choose(head, path)

    def make(self, data: bytes, path: str, reader: Reader) -> tuple[Article, ...]:
        """Return the articles in the file ``path``; raises `NotTextError` and whatever a reader raises."""
        members = Members()
        raws = [*members.take(reader.read(data, path)), *members.last()]
        return tuple(self.article(raw, path, reader.name) for raw in raws)

    def make_or_say_why(self, data: bytes, path: str, reader: Reader) -> tuple[tuple[Article, ...], str]:
        """Return the articles in the file ``path``, or none and the reason in one sentence."""
        if not data.strip():
            return (), "It is empty."
        try:
            articles = self.make(data, path, reader)
        except NotTextError as error:
            reason = str(error)
            return (), f"{reason[:1].upper()}{reason[1:].rstrip('.')}."
        except Exception as error:  # noqa: BLE001 - a reader's failure belongs to its file, never to the scan
            return (), f"The reader “{reader.name}” failed: {said(error)}."
        if any(article.blocks for article in articles):
            return articles, ""
        return (), "It is empty." if articles else f"The reader “{reader.name}” found no article in it."

    def article(self, raw: RawArticle, path: str, reader: str) -> Article:
        """Return the article made from a raw one of the file ``path``."""
        text, laid = _checked(raw)
        told = raw.told or Fields()
        blocks = self._anywhere(text, laid) if raw.structured else self._marked(text, laid, raw, told)
        # The name of a container does not give the date of its contents.
        fields = find_fields(text, blocks, "" if raw.member else path, told, raw.plain)
        return Article(
            id=f"{path}#{raw.member}" if raw.member else path,
            source=Source(path, raw.reader or reader, raw.member, raw.encoding, raw.key, raw.made_by),
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
            captured=raw.captured,
            pages=raw.pages,
            details=raw.details,
            tags=raw.tags,
            words=count_words(text, blocks),
            hints=fields.hints,
            problems=raw.problems,
        )

    def _marked(self, text: str, laid: tuple[Block, ...], raw: RawArticle, told: Fields) -> tuple[Block, ...]:
        return mark(text, laid, self._rules, told.title.value or "", raw.plain)

    def _anywhere(self, text: str, laid: Sequence[Block]) -> tuple[Block, ...]:
        """Apply the rules that hold anywhere to the blocks that a format left open."""
        return tuple(self._by_rule(text, block) if _is_open(block) else block for block in laid)

    def _by_rule(self, text: str, block: Block) -> Block:
        rule = self._rules.fitting(text[block.start : block.end], MIDDLE)
        return Block(block.start, block.end, rule.role, rule.name) if rule else block


def _is_open(block: Block) -> bool:
    return block.role is Role.BODY and not block.rule


def _own_rules(path: str) -> RuleFile:
    """Return the rules of the reader's own file; one that can't be opened is a complaint."""
    if not path:
        return RuleFile((), ())
    try:
        return read_rules(read_file(expanded(path)), path)
    except OSError as error:
        message = f"The furniture rules can't be read: {unreadable(error)}."
        return RuleFile((), (Complaint(path, 0, message, "mend articles.furniture in the configuration"),))


def _checked(raw: RawArticle) -> tuple[str, tuple[Block, ...]]:
    """Return text and valid blocks of a raw article, laid out again if the reader's blocks are not valid."""
    text = canonical(raw.text)
    if text == raw.text and covers(text, raw.blocks):
        return text, raw.blocks
    return text, tuple(Block(start, end, Role.BODY) for start, end in lay_out(text))
