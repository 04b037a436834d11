"""A few articles made for tests of the screen: with agency and without, undated, with furniture and a bad URL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from index import Agency, Article, ArticleRow, Block, Field, Role, Source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tui.library.list_rows import ListRow


def article(id: str, title: str, *paragraphs: str, furniture: str = "", **fields: Any) -> Article:
    """Return an article of a title and paragraphs, and a paragraph of sure furniture at its end."""
    texts = [title, *paragraphs, *([furniture] if furniture else [])]
    roles = [Role.TITLE, *(Role.BODY for _ in paragraphs), *([Role.PROMO] if furniture else [])]
    blocks, offset = [], 0
    for text, role in zip(texts, roles, strict=True):
        blocks.append(Block(offset, offset + len(text), role, rule="promo" if role is Role.PROMO else ""))
        offset += len(text) + 2
    known: dict[str, Any] = {
        name: value if isinstance(value, Field) else Field(value) for name, value in fields.items()
    }
    return Article(
        id,
        Source(id, "text", encoding="utf-8"),
        "\n\n".join(texts),
        f"hash-{id}",
        tuple(blocks),
        Field(title),
        words=sum(len(paragraph.split()) for paragraph in paragraphs),
        **known,
    )


def row(of: Article) -> ArticleRow:
    """Return an article's list row."""
    return ArticleRow(
        of.id,
        of.title.value,
        of.outlet.value,
        of.author.value,
        of.agency.value,
        of.published.value,
        of.language.value,
        of.tags,
        of.words,
        of.hash,
        of.problems,
    )


BODY = (
    "BEIJING — The two ministers met on Friday and spoke for five and a half hours about Taiwan, trade and the sea.",
    "“We are committed to keeping lines of communication open,” one of them said. The other agreed with him.",
    "Taiwan was named four times in the statement that followed, and twice in the answer to it the next morning.",
    "Talks between the two sides have increased in recent months, even as their differences have grown. " * 6,
    "No date was set for another meeting, and no agreement on trade was announced by either of the two sides.",
) * 4

ARTICLES = (
    article(
        "a.txt",
        "Talks in Beijing end without agreement",
        *BODY,
        furniture="Subscribe now to our newsletter!",
        outlet="LA Times",
        author="Matthew Lee",
        agency=Agency("AP", relation="writes-for"),
        published="2024-04-26",
        url="https://example.org/a",
        language="en",
    ),
    article(
        "b.txt",
        "Ministers warn of wider rift over Taiwan",
        *BODY[1:9],
        outlet="The Hindu",
        agency=Agency("AP"),
        published="2024-04-26",
        language="en",
    ),
    article(
        "c.txt",
        "A quiet day at the port",
        "Ships came and went. " * 30,
        "Nobody spoke of politics.",
        outlet="UNN",
        published="2024-07-27",
        language="en",
        url="javascript:alert(1)",
    ),
    article("d.txt", "Undated note", "One paragraph without outlet or date."),
)


class TupleSource:
    """Rows that are all at hand."""

    def __init__(self, rows: Sequence[ListRow] = ()) -> None:
        self.rows = tuple(rows)
        self._positions = {row.id: position for position, row in enumerate(self.rows)}

    def __len__(self) -> int:
        return len(self.rows)

    def page(self, start: int, stop: int) -> Sequence[ListRow]:
        """Return the rows of ``[start, stop)``."""
        return self.rows[start:stop]

    def position(self, article: str) -> int | None:
        """Return the position of an article."""
        return self._positions.get(article)
