"""The formats of reference managers by name, which are also the usual file suffixes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...text.markdown_article import drawn_target
from .bibtex import bibtex
from .csl import csl
from .reference import Passage, Reference
from .ris_records import ris

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ...model.note import PlacedNote
    from ..citation import Cited

_WRITERS = {"csl": csl, "bib": bibtex, "ris": ris}
REFERENCES = tuple(_WRITERS)
"""The names that `references` accepts: CSL-JSON, BibTeX, RIS."""


def references(form: str, cited: Sequence[Reference]) -> str:
    """Return references in one of the formats `REFERENCES`; raises ``KeyError`` for another one."""
    return _WRITERS[form](cited)


def of_notes(notes: Iterable[PlacedNote], cited: Mapping[str, Cited]) -> tuple[Reference, ...]:
    """Return each article with notes, in their order, with the passages quoted and the notes' texts.

    Articles that are gone and notes on stories can't be cited.
    """
    passages: dict[str, list[Passage]] = {}
    for placed in notes:
        for place in placed.places:
            known = cited.get(place.target.article)
            if known is not None:
                paragraph = known.paragraph(place.span.start) if place.span and place.target.exact else 0
                passage = Passage(drawn_target(place.target), paragraph, placed.note.text)
                passages.setdefault(known.id, []).append(passage)
    return tuple(Reference(cited[id], tuple(quoted)) for id, quoted in passages.items())
