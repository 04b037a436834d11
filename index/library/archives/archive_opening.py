"""Opening a shared archive: which kind it is, and with what table of fields somebody else's is read.

Refuses an index of another version, and a guess at fields that the reader has not confirmed.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from ...archive.archive_client import ArchiveClient
from ...archive.archive_kinds import ForeignArchive, OwnArchive
from ...archive.foreign.foreign_fields import FieldTable, guessed, read_table, table_text
from ...archive.own_index import is_own, is_readable
from ...articles.article_maker import Maker
from ...articles.readers.files.dump_records import Naming
from ...errors import ArchiveError
from .archive_articles import ForeignForm, OwnForm

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ...archive.archive_address import ArchiveAddress
    from ...archive.archive_kinds import ArchiveKind
    from ...model.settings import ArticleSettings
    from ..library_paths import Places
    from .archive_articles import ArticleForm


class OpenedArchive(NamedTuple):
    """An archive with how it is asked and how its articles are read.

    ``lost`` names what the reader's table has and the index no longer; ``text_field`` is where words are found in
    somebody else's index.
    """

    client: ArchiveClient
    kind: ArchiveKind
    form: ArticleForm
    lost: tuple[str, ...] = ()
    text_field: str = ""


def connector(address: ArchiveAddress, places: Places, settings: ArticleSettings) -> Callable[[], OpenedArchive]:
    """Return what opens an archive, each time it is called."""
    return partial(open_archive, address, table_file(places), settings)


def table_file(places: Places) -> Path:
    """Return the file of the reader's table of fields."""
    return places.folder / "fields.yaml"


def open_archive(address: ArchiveAddress, table_path: Path, settings: ArticleSettings) -> OpenedArchive:
    """Ask an archive what it is and return it, opened; raises `ArchiveError`."""
    client = ArchiveClient(address)
    try:
        return _opened(client, table_path, settings)
    except BaseException:
        client.close()
        raise


def _opened(client: ArchiveClient, table_path: Path, settings: ArticleSettings) -> OpenedArchive:
    address, mapping = client.address, client.mapping()
    if is_own(mapping):
        if not is_readable(mapping):
            raise ArchiveError(
                address.shown, "another version of Variorum filled it", "ask its keeper to push into a new index"
            )
        return OpenedArchive(client, OwnArchive(client), OwnForm(address.shown))
    names = read_table(table_path, address.shown)
    if names is None:
        raise ArchiveError(
            address.shown,
            "nobody has said which of its fields is the text",
            f"look at a guess and confirm it with `variorum archive map {address.shown}`",
        )
    table = FieldTable(names, mapping)
    text_field = table.kind("text").text
    if not text_field:
        raise ArchiveError(
            address.shown,
            f"it has no field “{names.text}” any more whose words can be asked for",
            f"have the table guessed anew with `variorum archive map {address.shown}`",
        )
    own = {name: told for told, name in table.names.named().items()}
    form = ForeignForm(address.shown, Maker(settings), own)
    return OpenedArchive(client, ForeignArchive(client, table), form, table.lost, text_field)


def guessed_table(address: ArchiveAddress) -> str:
    """Return the likeliest table of an archive's fields as YAML; raises `ArchiveError` if there is none."""
    client = ArchiveClient(address)
    try:
        mapping = client.mapping()
    finally:
        client.close()
    if is_own(mapping):
        raise ArchiveError(
            address.shown, "Variorum filled it and knows its fields", f"open it: variorum {address.shown}"
        )
    names = guessed(mapping, Naming({}).fits)
    if not names.text:
        raise ArchiveError(address.shown, "none of its fields looks like a text", "ask its keeper which index to read")
    return table_text(names, address.shown, mapping)
