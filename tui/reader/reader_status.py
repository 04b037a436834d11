"""The reader's status line: progress, current hit, other accounts of the paragraph, minutes left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index import safe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index import Article

    from ..article.article_pane import ArticlePane
    from ..session.session import Session
    from ..text.segments import Part


def reader_status(
    session: Session, pane: ArticlePane, *, word: str, related: str, facts: Sequence[str]
) -> tuple[Sequence[Part], Sequence[Part], Sequence[Part]]:
    """Return the three groups of the line.

    ``word`` is what is looked for, ``related`` names other accounts of the paragraph, ``facts`` go before the rest on
    the right.
    """
    signs, hit = session.glyphs, pane.hit
    bar = max(6, min(30, session.size.width // 4 - 8))
    done = round(pane.progress * bar)
    here, count = pane.paragraph
    gauge: list[Part] = [(signs.filled * done, "strong"), (signs.empty * (bar - done), "dim")]
    left = [*([] if related else gauge), f" {round(100 * pane.progress)} %  {signs.paragraph}{here}/{count}"]
    found = f" “{safe(word)}”" if word else ""
    middle: Part = f"hit {hit[0] or signs.dash}/{hit[1]}{found}" if hit else (related, "dim")
    return left, [middle], [*facts, f"{pane.minutes_left} min left"]


def signs_of(session: Session, article: Article) -> str:
    """Return star, unread mark and tags of an article, each followed by a blank."""
    signs, mark = session.glyphs, session.shelf.mark(article.id)
    star = f"{signs.starred} " if mark.starred else ""
    unread = "" if mark.read else f"{signs.unread} "
    return star + unread + "".join(f"#{safe(tag)} " for tag in mark.tags)
