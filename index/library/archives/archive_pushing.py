"""A library sent to a shared archive: its articles as the cache has them, with what comparison derives from each.

Does not decide what is sent; the archive is asked what it lacks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...archive.archive_client import ArchiveClient
from ...archive.push import ArchivePush, Outgoing
from ...cache.shadows import Behind, Shadow
from ...compare.quotations.quotations import quotes
from ...compare.stories.fingerprints import fingerprints
from .archive_articles import sent_record, sent_row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ...archive.archive_address import ArchiveAddress
    from ...archive.push import Pushed
    from ...cache.shadows import Shadows
    from ...model.article import Article
    from ...model.results import Progress
    from ..answers.lookup import Lookup


def check_archive(address: ArchiveAddress) -> None:
    """Ask an archive whether articles can be sent to it, and change nothing; raises `ArchiveError` if not."""
    client = ArchiveClient(address)
    try:
        ArchivePush(client, derived).check()
    finally:
        client.close()


def push_library(
    lookup: Lookup,
    shadows: Shadows,
    address: ArchiveAddress,
    *,
    shards: int,
    replicas: int,
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Pushed:
    """Send the articles of a library that the archive lacks; raises `ArchiveError`."""
    hidden = {id: kind for kind in Shadow for id in shadows.ids(kind)}
    ids = sorted({*lookup.ids(), *hidden})
    client = ArchiveClient(address)
    try:
        push = ArchivePush(client, derived)
        push.prepare(shards, replicas)
        return push.push(_outgoing(lookup, ids, hidden, shadows.behind()), len(ids), progress, cancelled)
    finally:
        client.close()


def derived(article: Article) -> tuple[Sequence[int], Sequence[str]]:
    """Return the fingerprints of an article's passages, and whom it quotes."""
    prints = [found.number for found in fingerprints(article)]
    return prints, [quote.speaker for quote in quotes(article) if quote.speaker]


def _outgoing(
    lookup: Lookup, ids: Sequence[str], hidden: Mapping[str, str], behind: Mapping[str, Behind]
) -> Iterator[Outgoing]:
    for id in ids:
        article = lookup.article(id)
        if article is not None:
            row = sent_row(article, behind.get(id, Behind()))
            yield Outgoing(article, row, sent_record(article), hidden.get(id, ""))
