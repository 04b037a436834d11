"""What ``check`` says of files and articles: stepped over, of kinds not read, or with problems, each with its cure.

Does not look at the disk: it words what the last refresh saw.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from ..model.complaint import Complaint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from ..captures.capture_folder import Misfit
    from ..model.complaint import Skipped

_SUFFIXES_NAMED: Final = 6
_CURED: Final = (("The rest is read", "mend it if you need what is missing"),)
_CURE_BEGINS: Final = ("; `", "; say ")
_CURE: Final = "mend it or move it out of the library; it is stepped over meanwhile"
_ARTICLES_NAMED: Final = 5
"""How many articles are named for each kind of problem."""

_VARYING: Final = re.compile(r"\d+|“[^”]*”")
"""What differs between problems of one kind."""

_PLACED: Final = re.compile(r"Line (\d+) of the(?= front matter)")
"""A problem with a line of the file."""

_LISTED: Final = "`variorum list --json` names them by their “problems”"
_PROBLEMS_CURED: Final = (
    ("not UTF-8", "if signs look wrong, save the file as UTF-8"),
    ("shown as �", "take the file anew from where it came from"),
    ("show as �", "take the file anew from where it came from"),
    ("cut short", "add the whole text if you have it"),
    ("Only the abstract", "add the whole text if you have it"),
    ("told from the page", "save the article as text or Markdown"),
)
_UNREAD_CURE: Final = "to read such files, add their suffix to articles.suffixes, or a reader for them"


def skipped_files(skipped: Iterable[Skipped]) -> Iterator[Complaint]:
    """Yield a finding for each file that was stepped over, or could be read only in part."""
    for item in skipped:
        message, own = _parted(item.reason)
        cure = own or next((cure for sign, cure in _CURED if sign in item.reason), _CURE)
        yield Complaint(item.path, 0, message, cure)


def articles_with_problems(folder: Path, problems: Iterable[tuple[str, Sequence[str]]]) -> Iterator[Complaint]:
    """Yield a finding for each problem of an article, by id, but of each kind of problem only the first few.

    How many more have it is one finding of the folder: a library may be written in an old encoding from end to end.
    """
    kinds: dict[str, list[str]] = {}
    more: Counter[str] = Counter()
    for id, sentences in problems:
        for sentence in sentences:
            line, message, cure = _problem(sentence)
            kind = _VARYING.sub("…", message)
            told = kinds.setdefault(kind, [])
            if len(told) < _ARTICLES_NAMED:
                told.append(cure)
                yield Complaint(id, line, message, cure)
            else:
                more[kind] += 1
    for kind, number in more.items():
        named = "1 more article has" if number == 1 else f"{number:,} more articles have"
        message = f"{named} the problem: {kind[:1].lower()}{kind[1:]}"
        yield Complaint(str(folder), 0, message, f"{_LISTED}; {kinds[kind][0]}")


def _problem(sentence: str) -> tuple[int, str, str]:
    """Return the line of a problem of an article, 0 for none, the problem, and its own cure or what helps its kind."""
    if placed := _PLACED.match(sentence):
        _, message, cure = _problem(f"The{sentence[placed.end() :]}")
        return int(placed[1]), message, cure
    message, mark, cure = sentence.rstrip(".").rpartition("; ")
    if mark and "ront matter" in sentence:
        return 0, message, cure
    cures = (cure for sign, cure in _PROBLEMS_CURED if sign in sentence)
    whole = "the article is read all the same; mend its file if something is missing"
    return 0, sentence.rstrip("."), next(cures, whole)


def _parted(reason: str) -> tuple[str, str]:
    """Return a reason that holds its own cure, as in “…; `variorum add FILE` fetches them.”, in two parts."""
    for sign in _CURE_BEGINS:
        message, mark, cure = reason.partition(sign)
        if mark:
            return message, f"{sign[2:]}{cure.rstrip('.')}"
    return reason, ""


def failing_readers(here: Sequence[Complaint], elsewhere: Iterable[Complaint]) -> Iterator[Complaint]:
    """Yield what is wrong with rules and readers as this process finds it, then what only another one met."""
    yield from here
    told = {complaint.where for complaint in here}
    yield from (complaint for complaint in elsewhere if complaint.where not in told)


def misfitting_accounts(misfits: Iterable[Misfit]) -> Iterator[Complaint]:
    """Yield a finding for each account of a capture that is believed no more."""
    for misfit in misfits:
        again = f"fetch the page again (`variorum add {misfit.url}`) or remove" if misfit.url else "mend or remove"
        cure = f"{again} the account; nothing it says is believed meanwhile"
        yield Complaint(str(misfit.path), 0, misfit.reason, cure)


def unread_files(folder: Path, unread: Mapping[str, int]) -> Iterator[Complaint]:
    """Yield one finding for all files of kinds that are not read."""
    if unread:
        yield Complaint(str(folder), 0, unread_sentence(unread), _UNREAD_CURE)


def unread_sentence(unread: Mapping[str, int]) -> str:
    """Return the sentence that counts files of kinds that are not read, empty when there are none."""
    count = sum(unread.values())
    if not count:
        return ""
    named = [f"{number} {suffix}" for suffix, number in list(unread.items())[:_SUFFIXES_NAMED]]
    more = ["…"] if len(unread) > _SUFFIXES_NAMED else []
    files = "1 file is of a kind that is not read" if count == 1 else f"{count} files are of kinds that are not read"
    return f"{files} ({', '.join([*named, *more])})"
