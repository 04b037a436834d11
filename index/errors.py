"""The library's exceptions: each carries data, and its text is one sentence with what, where and the cure.

Errors of single files in a batch are values (`Skipped`, `Complaint`), not exceptions.
"""

from __future__ import annotations

# Not from typing, whose import takes a third of the time allowed for `--help`.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


class LibraryError(Exception):
    """Base class of the library's errors; ``str()`` is one sentence for the reader."""

    cure: str = ""


class NoLibraryError(LibraryError):
    """No folder of articles was found or could be opened."""

    def __init__(self, where: str, reason: str, cure: str = "name a folder of articles: variorum FOLDER") -> None:
        super().__init__(f"{where}: {reason}; {cure}{'' if cure.endswith('?') else '.'}")
        self.where, self.reason, self.cure = where, reason, cure


class UnknownArticleError(LibraryError):
    """A reference matches no article; ``near`` lists similar ids."""

    def __init__(self, reference: str, near: Sequence[str] = ()) -> None:
        hint = "near: " + ", ".join(near) if near else "`variorum list` shows all ids"
        super().__init__(f"No article “{reference}”; {hint}.")
        self.reference, self.near, self.cure = reference, tuple(near), hint


class AmbiguousArticleError(LibraryError):
    """A reference matches several articles; ``near`` lists some of them."""

    def __init__(self, reference: str, near: Sequence[str]) -> None:
        super().__init__(f"“{reference}” fits several articles: {', '.join(near)}; give more of the id.")
        self.reference, self.near, self.cure = reference, tuple(near), "give more of the id"


class UnknownNoteError(LibraryError):
    """A reference matches no note, or several; ``near`` lists similar ids."""

    def __init__(self, reference: str, near: Sequence[str] = ()) -> None:
        hint = "near: " + ", ".join(near) if near else "`variorum notes list` shows all ids"
        super().__init__(f"No one note “{reference}”; {hint}.")
        self.reference, self.near, self.cure = reference, tuple(near), hint


class QuotationError(LibraryError):
    """A quotation that can't be anchored: it does not occur in the article, or several times.

    ``places`` are (start, end, surrounding words) of each occurrence, in code points of the article's text.
    """

    def __init__(self, article: str, quotation: str, places: Sequence[tuple[int, int, str]] = ()) -> None:
        self.article, self.quotation, self.places = article, quotation, tuple(places)
        if places:
            self.cure = "quote more of it, or name one place with --span START:END"
            shown = "; ".join(f"{start}:{end} “{around}”" for start, end, around in places)
            super().__init__(f"{article} holds “{quotation}” {len(places)} times ({shown}); {self.cure}.")
        else:
            self.cure = "copy the words as they stand in the article"
            super().__init__(f"{article} does not hold “{quotation}”; {self.cure}.")


class ConfigError(LibraryError):
    """An unusable configuration; ``problems`` are sentences with file, line and key."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = tuple(problems)


class YamlError(LibraryError):
    """A YAML file that the strict reader rejects; ``line`` and ``column`` count from 1."""

    def __init__(self, path: str, line: int, column: int, reason: str, cure: str = "mend that line") -> None:
        super().__init__(f"{path}:{line}:{column}: {reason}; {cure}.")
        self.path, self.line, self.column, self.reason, self.cure = path, line, column, reason, cure


class SaveError(LibraryError):
    """A file of the reader's could not be written; nothing that existed is lost."""

    def __init__(self, path: str, reason: str, cure: str) -> None:
        super().__init__(f"{path} could not be saved: {reason}; {cure}.")
        self.path, self.reason, self.cure = path, reason, cure


class FolderLostError(SaveError):
    """A folder that was opened is not in its place any more, so that nothing is written there."""

    def __init__(self, path: str, reason: str, cure: str) -> None:
        super().__init__(path, reason, cure)
        self.args = (f"{path}: {reason}; {cure}.",)


class ReadError(LibraryError):
    """A file named by the reader can't be read."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}; name a file that can be read.")
        self.path, self.reason = path, reason


class BusyError(LibraryError):
    """Another process is writing."""

    def __init__(self, path: str, holder: str = "another Variorum") -> None:
        self.path, self.holder, self.cure = path, holder, "wait for it to finish, or read meanwhile"
        super().__init__(f"{path} is being written by {holder}; {self.cure}.")


class ArchiveError(LibraryError):
    """A shared archive did not answer, or not as expected.

    ``reachable`` is false if no server answered: stored articles can still be read. ``status`` is the HTTP status, 0
    without an answer.
    """

    def __init__(self, where: str, reason: str, cure: str, *, reachable: bool = True, status: int = 0) -> None:
        super().__init__(f"{where}: {reason}; {cure}.")
        self.where, self.reason, self.cure, self.reachable, self.status = where, reason, cure, reachable, status


class IndexDamagedError(LibraryError):
    """The search index can't be read; as a cache it is rebuilt."""

    def __init__(self, path: str, reason: str) -> None:
        self.path, self.reason, self.cure = path, reason, "it will be rebuilt; `variorum refresh --rebuild` does it now"
        super().__init__(f"{path}: the index can't be read ({reason}); {self.cure}.")
