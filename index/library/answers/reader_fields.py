"""The fields of a query that this reader alone can answer: what was read and starred, tagged, noted, and grouped.

Does not know where the articles are held.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...cache.shadows import Shadow
from ...model.nearest_name import by_other_word, nearest_name
from ..note_documents import document_id

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from ...cache.generation import Generation
    from ...model.note import Note
    from ...notes.book.notebook import Notebook
    from ...notes.shelf.shelf import Shelf
    from ...search.tables.id_sets import IdSet, Outside

READER_FIELDS: Final = ("is", "tag", "said", "story", "has", "kind", "by", "note")
"""The names of these fields."""
_STATES: Final = ("unread", "read", "starred", "version", "copy")
_STATES_ELSEWHERE: Final = by_other_word(
    {
        "starred": "favourite favorite flagged bookmarked",
        "unread": "new",
        "read": "seen",
        "version": "old older",
        "copy": "duplicate",
    }
)
"""What other programs call a state, and what it is called here."""


class ReaderFields:
    """Answers with ids of articles, and of the notes themselves where notes are asked for.

    ``store`` is the cache as it is now, ``grouping`` returns what stands together, ``all_but`` all articles but some,
    ``hidden`` those that stand behind others for a reason; ``kinds`` are those of notes that the settings name.
    """

    def __init__(
        self,
        store: Callable[[], Generation],
        shelf: Shelf,
        notebook: Notebook,
        grouping: Callable[[], Sequence[Collection[str]]],
        all_but: Callable[[Collection[str]], IdSet],
        hidden: Callable[[Shadow], Collection[str]],
        kinds: Sequence[str],
    ) -> None:
        self._store, self._shelf, self._notebook, self._grouping = store, shelf, notebook, grouping
        self._all_but, self._hidden, self._kinds = all_but, hidden, kinds

    def fields(self) -> Outside:
        """Return the fields by name; each raises `ValueError` with a sentence for a value it does not know."""
        return {
            "is": self._being,
            "tag": self._tagged,
            "said": self._saying,
            "story": self._of_story,
            "has": self._having,
            "kind": self._of_kind,
            "by": lambda name: self._noted(lambda note: name.casefold() in note.author.casefold()),
            "note": lambda words: self._noted(lambda note: words.casefold() in note.text.casefold()),
        }

    def _saying(self, name: str) -> Collection[str]:
        """Return where somebody speaks; where nobody of that name does yet, say that some are still to be looked at."""
        digests = self._store().digests
        found = digests.speaking(name)
        if not found and (missing := len(digests.missing())):
            articles = "1 article" if missing == 1 else f"{missing:,} articles"
            message = (
                f"Who speaks in {articles} is not known yet; `variorum stories` finds out, as the open reader does"
            )
            raise ValueError(message)
        return found

    def _of_story(self, id: str) -> Collection[str]:
        """Return the articles of the story that holds an article, which is named by its id or a beginning of it."""
        wanted, groups = id.casefold(), self._grouping()
        holding = [group for group in groups if wanted in map(str.casefold, group)] or [
            group for group in groups if any(one.casefold().startswith(wanted) for one in group)
        ]
        if len(holding) == 1:
            return holding[0]
        held = f"Articles of {len(holding)} stories begin with" if holding else "No story holds"
        message = f"{held} “{id}”; `variorum stories` lists them by an article of each"
        raise ValueError(message)

    def _having(self, what: str) -> Collection[str]:
        if wrong := unknown_value("has", what):
            raise ValueError(wrong)
        return self._notebook.articles()

    def _of_kind(self, kind: str) -> Collection[str]:
        """Return what has notes of a kind; one that is neither set up nor in any note is a slip."""
        found = self._noted(lambda note: note.kind.casefold() == kind.casefold())
        known = dict.fromkeys((*self._kinds, *(note.kind for note in self._notebook.all() if note.kind)))
        if not found and kind.casefold() not in map(str.casefold, known):
            raise ValueError(_unknown("kind", kind, known, f"there are {', '.join(f'kind:{each}' for each in known)}"))
        return found

    def _noted(self, wanted: Callable[[Note], bool]) -> Collection[str]:
        """Return the articles that have a note of the wanted sort, and these notes themselves."""
        notes = [note for note in self._notebook.all() if wanted(note)]
        return {*(target.article for note in notes for target in note.targets), *map(document_id, notes)}

    def _being(self, state: str) -> IdSet:
        match state.casefold():
            case "unread":
                return self._all_but(self._shelf.ids_with(read=True))
            case "read":
                return self._shelf.ids_with(read=True)
            case "starred":
                return self._shelf.ids_with(starred=True)
            case "version":
                return self._hidden(Shadow.VERSION)
            case "copy":
                return self._hidden(Shadow.COPY)
        raise ValueError(unknown_value("is", state))

    def _tagged(self, tag: str) -> Collection[str]:
        own = set(self._shelf.ids_with(tag=tag))
        noted = self._noted(lambda note: tag.casefold() in map(str.casefold, note.tags))
        return self._store().catalogue.tagged(tag) | own | set(noted)


def unknown_value(field: str, value: str) -> str:
    """Return what is wrong with a value of ``is:`` or ``has:``, whose values are fixed; empty if nothing is."""
    if field == "has" and value.casefold() not in {"note", "notes"}:
        return _unknown("has", value, ("note",), "there is has:note")
    if field == "is" and value.casefold() not in _STATES:
        listed = f"there are {', '.join(f'is:{each}' for each in _STATES)}"
        return _unknown("is", value, _STATES, listed, _STATES_ELSEWHERE)
    return ""


def _unknown(
    field: str, value: str, known: Collection[str], listed: str, elsewhere: Mapping[str, str] | None = None
) -> str:
    """Return the sentence for a value that a field does not know."""
    near = nearest_name(value, known, elsewhere)
    return f"There is no {field}:{value}; {f'did you mean {field}:{near}?' if near else listed}"
