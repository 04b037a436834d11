"""Parquet tables, one article per row, read in batches.

Rejects tables without a text column.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from ..formats import installed
from ..refusals import RefusedError, extra_missing, links_only
from .dump_records import Naming, article_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..protocol import Opened, RawArticle

_BATCH: Final = 200


def read(opened: Opened) -> Iterator[RawArticle]:
    """Yield an article for each row with a text; raises `RefusedError`."""
    if not installed("parquet"):
        raise extra_missing("parquet")
    from pyarrow import ArrowException, parquet  # noqa: PLC0415 - an extra

    naming = Naming(opened.fields)
    try:
        table = parquet.ParquetFile(io.BytesIO(opened.bytes()))
        names = table.schema_arrow.names
        if not naming.fits(names, "text"):
            raise (
                links_only(table.metadata.num_rows)
                if naming.fits(names, "url")
                else RefusedError("No column of the table is known to hold a text; say which with articles.fields.")
            )
        for batch in table.iter_batches(_BATCH):
            for record in batch.to_pylist():
                article = article_of(record, "parquet", naming)
                if article is not None:
                    yield article
    except ArrowException as error:
        raise RefusedError(f"It is no Parquet table that can be read: {error}.") from error
