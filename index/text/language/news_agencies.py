"""Names of news agencies in the languages of the library, read from ``news_agencies.tsv``.

Does not say that an article comes from one of them.
"""

from __future__ import annotations

from typing import Final

from ..word_lists import table_rows

AGENCIES: Final[dict[str, tuple[str, ...]]] = {
    name: tuple(forms) for name, *forms in table_rows("index.text.language", "news_agencies.tsv")
}
"""Each agency by its usual name, with the forms it is credited under, the shortest first."""

BY_FORM: Final[dict[str, str]] = {form: name for name, forms in AGENCIES.items() for form in forms}
"""The usual name of an agency by each of its names."""


def short_agency(name: str) -> str:
    """Return the short name of an agency as credits have it: AP, dpa, ČTK; any other name comes back as it is."""
    known = AGENCIES.get(name) or AGENCIES.get(BY_FORM.get(name, ""))
    return known[0] if known else name


def agency_forms(name: str) -> tuple[str, ...]:
    """Return all names of an agency, the usual one among them, by any of them in any case; none for another name."""
    wanted = name.casefold()
    usual = next((usual for form, usual in BY_FORM.items() if form.casefold() == wanted), name)
    return (usual, *AGENCIES[usual]) if usual in AGENCIES else ()
