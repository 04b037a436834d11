"""The nouns of the house: frozen values that flow between rooms.

This package owns shapes, never behaviour beyond what a value says of itself, and imports only the standard library.
Inside the house import the defining module (``from ..model.article import Article``), never this door.
"""
