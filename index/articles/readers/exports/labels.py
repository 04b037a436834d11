"""The labels of lines in LexisNexis exports, old and new, in English, French, German, Spanish and Dutch.

Unlisted labels are ignored: a line of text may start with a word and a colon as well.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from ....model.article import Role
from ....text.word_lists import table_rows

if TYPE_CHECKING:
    from ..composition import Composition
    from ..stated_fields import StatedFields

LABELS: Final = {
    (service, kind): tuple(labels)
    for service, kind, *labels in table_rows("index.articles.readers.exports", "export_labels.tsv")
}
"""The labels of each service by field, see ``export_labels.tsv``."""

# Labels that only follow the text: the first of them ends it.
_CLOSING: Final = frozenset(LABELS["lexisnexis", "closing"])
_KINDS: Final = {
    label: kind
    for (service, kind), labels in LABELS.items()
    if service == "lexisnexis" and kind != "closing"
    for label in labels
}
_LINE: Final = re.compile(r"([^\W\d_][^\W\d_ -]*(?:[ -][^\W\d_]+){0,3}):(?:[\s\u00a0]+|$)")
_ROLES: Final = {"author": Role.BYLINE, "dateline": Role.DATELINE, "subtitle": Role.SUBTITLE, "picture": Role.CAPTION}


class Label(NamedTuple):
    """A line that starts with a label: the label as written, its field, where its value starts."""

    name: str
    kind: str
    start: int

    @property
    def closes(self) -> bool:
        """Whether the label occurs only below the text."""
        return self.name.casefold() in _CLOSING


def label_of(line: str, *, capitals: bool) -> Label | None:
    """Return the label ``line`` starts with; ``capitals`` for exports that write labels in capitals only."""
    found = _LINE.match(line)
    if not found or (capitals and not found[1].isupper()):
        return None
    kind = _KINDS.get(found[1].casefold())
    return Label(found[1], kind, found.end()) if kind else None


def write_label(line: str, label: Label, composition: Composition, stated: StatedFields) -> None:
    """Write a labelled line and record its field."""
    value = line[label.start :]
    role = _ROLES.get(label.kind, Role.FRONTMATTER)
    composition.add(line, role, f"{stated.source}:{label.name}")
    if label.kind == "subject":
        stated.detail(label.name, value)
    elif label.kind in {"detail", "picture"}:
        if label.kind == "detail":
            stated.detail(label.name, value)
    else:
        stated.say(label.kind, value, label.name)
