"""Words around names: titles and roles, last words of bodies' names, words that name nobody.

Looks at no text; the lists are in ``name_words.tsv``.
"""

from __future__ import annotations

from ...text.word_lists import word_lists

_LISTS = word_lists("index.compare.names", "name_words.tsv")

HONORIFICS: frozenset[str] = frozenset(_LISTS["honorifics"])
"""Words before a person's name that are never part of it."""

ROLES: frozenset[str] = HONORIFICS | frozenset(_LISTS["roles"])
"""Words of offices and trades that may come, capitalised or not, before a person's name."""

ROLE_OBJECTS: frozenset[str] = frozenset(_LISTS["role_objects"])
"""Words for the area of an office: they join a title that has a role in it."""

BODIES: frozenset[str] = frozenset(_LISTS["bodies"])
"""Words that mark the name of a body, a place or a thing rather than of a person."""

FAMILY_FIRST: frozenset[str] = frozenset(_LISTS["family_first"])
"""Family names that commonly come first, in lower case."""

PARTICLES: frozenset[str] = frozenset(_LISTS["particles"])
"""Lower-case words inside a person's name."""

SURNAMES_TOO: frozenset[str] = frozenset(_LISTS["surnames_too"])
"""Words of office that are family names as well: a title only where they come first."""

NO_NAMES: frozenset[str] = frozenset(_LISTS["no_names"])
"""Capitalised words that name nobody: abbreviated states, labels of pages."""

NOT_ALONE: frozenset[str] = frozenset(_LISTS["not_alone"])
"""Words that are part of names but not names by themselves."""
