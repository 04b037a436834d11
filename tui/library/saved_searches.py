"""Saved searches: those of the configuration, and the reader's own on the shelf, saved and deleted here."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from index import safe

from ..session.session import nothing
from ..session.shelf_changes import UndoStep

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from index import Library

    from ..session.session import Session, Verbs


class SavedSearches:
    """Queries by name; ``asked`` returns the query in the box, ``changed`` is called when the saved ones changed."""

    def __init__(self, session: Session, asked: Callable[[], str], changed: Callable[[], None]) -> None:
        self._session, self._asked, self._changed = session, asked, changed
        self.verbs: Verbs = {"save_search": self.ask_name}

    @property
    def all(self) -> dict[str, str]:
        """The searches by name; the reader's own take precedence over the configuration's."""
        library = self._session.library
        return {**library.settings.searches, **library.shelf.searches} if library is not None else {}

    def ask_name(self) -> None:
        """Ask for a name and save the search in the box under it; an empty name deletes it."""
        from ..frame.prompt import Prompt  # noqa: PLC0415 no box stands on the first screen

        query, library = self._asked().strip(), self._session.library
        if not query or library is None:
            self._session.refuse(f"There is no search to save; {self._session.key_of('search')} begins one.")
            return
        own = (name for name, text in library.shelf.searches.items() if text == query)
        before = next(own, "")
        hint = "an empty name forgets it, esc leaves" if before else "⏎ keeps it, esc leaves"
        self._session.ask(Prompt("Save this search as", before, hint), partial(self._named, query, before))

    def _named(self, query: str, before: str, answer: str | None) -> None:
        name, library = (answer or "").strip(), self._session.library
        if answer is None or library is None or name == before:
            return

        mine = dict(library.shelf.searches)
        wanted = {each: text for each, text in ((before, ""), (name, query)) if each}
        replaced = mine.get(name, "")
        step = UndoStep(
            f"search {safe(name or before)}",
            partial(self._set, library, {each: mine.get(each, "") for each in wanted}),
            partial(self._set, library, wanted),
        )

        def saved() -> None:
            self._session.shelf.history.did(step)
            self._report(name, before, replaced)

        self._set(library, wanted, saved)

    def _set(self, library: Library, searches: Mapping[str, str], then: Callable[[], None] = nothing) -> None:
        """Save searches by name on the search thread, those without a query forgotten."""

        def save() -> None:
            for name, query in searches.items():
                library.shelf.save_search(name, query)

        def saved() -> None:
            self._changed()
            then()

        self._session.search_thread.queue(save, lambda _: saved())

    def _report(self, name: str, before: str, replaced: str) -> None:
        facets, undo = self._session.key_of("filter"), self._session.key_of("undo")
        kept = f"Saved as “{safe(name)}”; it stands first among the filters ({facets})."
        if replaced:
            kept = f"Saved as “{safe(name)}” in the place of {safe(replaced)}; {undo} undoes it."
        self._session.say(kept if name else f"“{safe(before)}” is forgotten; {undo} brings it back.")
