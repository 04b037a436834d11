"""A small gazetteer: countries with their capitals, further cities and demonyms, and their names.

Not complete; the names are in ``gazetteer.tsv`` and ``regions.tsv``.
"""

from __future__ import annotations

from ...text.word_lists import table_rows, word_lists

_ROWS = [(*row, "", "", "")[:4] for row in table_rows("index.compare.names", "gazetteer.tsv")]
_LISTS = {
    listed: [name.replace("_", " ") for name in names]
    for listed, names in word_lists("index.compare.names", "regions.tsv").items()
}


def _read() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    names: dict[str, str] = {}
    countries: dict[str, str] = {}
    demonyms: dict[str, str] = {}
    for country, cities, people, others in _ROWS:
        names[country] = country
        names.update((other, country) for other in others.split(",") if other)
        for city in filter(None, cities.split(",")):
            names.setdefault(city, city)
            countries.setdefault(city, country)
        demonyms.update((demonym, country) for demonym in people.split(",") if demonym)
    for state in _LISTS["state"]:
        names.setdefault(state, state)
        countries.setdefault(state, "United States")
    demonyms.update((word, "") for word in _LISTS["regional"])
    for region in _LISTS["region"]:
        names.setdefault(region, region)
    return names, countries, demonyms


PLACES, COUNTRY_OF, DEMONYMS = _read()
"""Name as written → the place's own name; city → its country; demonym → country, empty for wider ones."""

REGIONS: frozenset[str] = frozenset(_LISTS["region"])
"""Places too large to be the scene of an event."""

COUNTRIES: frozenset[str] = frozenset(row[0] for row in _ROWS)
"""The countries' own names."""
