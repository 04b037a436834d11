"""The dictionary of a whole index, merged from its segments and kept in a file beside them.

Merging takes a second for a hundred thousand forms and many segments, reading the file a twentieth. Large segments are
never rewritten, so the file holds theirs; small ones are merged in at each opening. Refuses to hold postings.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from ..files.durable import write_atomic
from .engine import FREQUENCY_SHIFT, ZONE_BITS, ZONES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from .whoosh_engine_reader import Segment

FILE = "forms.bin"
LARGE = 500


class Forms:
    """The dictionary of the large segments ``names``: form → frequency and zones, as `engine` packs them."""

    def __init__(self, names: Iterable[str] = (), packed: Mapping[str, int] | None = None) -> None:
        self.names = frozenset(names)
        self.packed: Mapping[str, int] = packed if packed is not None else {}

    @classmethod
    def read(cls, folder: Path) -> Forms:
        """Return what the file of ``folder`` holds; nothing when it is missing or damaged."""
        try:
            data = (folder / FILE).read_bytes()
            head, text, numbers = data.split(b"\0", 2)
            forms = text.decode().split("\n") if text else []
            packed = array("I")
            packed.frombytes(numbers)
            return cls(head.decode().split(), dict(zip(forms, packed, strict=True)))
        except (OSError, ValueError):
            return cls()

    def write(self, folder: Path) -> None:
        """Replace the file of ``folder``."""
        head, text = " ".join(sorted(self.names)).encode(), "\n".join(self.packed).encode()
        write_atomic(folder / FILE, b"\0".join((head, text, array("I", self.packed.values()).tobytes())))

    def grown(self, segments: Sequence[Segment]) -> Forms:
        """Return the dictionary of the large ones among ``segments``, starting from this one if it is part of it."""
        large = [segment for segment in segments if segment.size >= LARGE]
        names = {segment.name for segment in large}
        if self.names == names:
            return self
        start = self if self.names < names else Forms()
        return Forms(names, _merged(start.packed, [segment for segment in large if segment.name not in start.names]))

    def with_small(self, segments: Iterable[Segment]) -> Mapping[str, int]:
        """Return the dictionary of all ``segments``, the large ones of which are in this one."""
        small = [segment for segment in segments if segment.name not in self.names]
        return _merged(self.packed, small) if small else self.packed


def _merged(packed: Mapping[str, int], segments: Iterable[Segment]) -> dict[str, int]:
    total = dict(packed)
    known = total.get
    for segment in segments:
        for zone in ZONES:
            bit = ZONE_BITS[zone]
            for form, count in segment.entries(zone):
                total[form] = (known(form, 0) + (count << FREQUENCY_SHIFT)) | bit
    return total
