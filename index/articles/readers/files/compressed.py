"""Files packed with gzip: unpacked as they are read, never as a whole before.

Refuses archives in archives: one layer is taken off.
"""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, BinaryIO, cast

from ..protocol import Opened

if TYPE_CHECKING:
    from collections.abc import Iterator


def read(opened: Opened) -> Iterator[Opened]:
    """Yield the file inside, under its own name, for its own reader."""
    name = opened.path[: -len(".gz")] if opened.path.lower().endswith(".gz") else opened.path
    file = gzip.GzipFile(fileobj=opened.file, mode="rb")
    yield Opened(cast("BinaryIO", file), name, opened.size, fields=opened.fields)
