"""The labels in front of lines of LexisNexis exports, old and new, in English, French, German, Spanish and Dutch.

Refuses to take a label that is not in its list: a line of the text may begin with a word and a colon as well.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from ....model.article import Role

if TYPE_CHECKING:
    from ..composition import Composition
    from ..told import Telling

_FIELDS: Final = {
    "author": "byline|auteur|autor|autorin|autores|verfasser|auteurs|por",
    "dateline": "dateline|origine-depeche|origine-dépêche|ortsmarke|ort der meldung|fecha de origen",
    "subtitle": "highlight|encart|chapeau|zusammenfassung|abstract|resumen",
    "language": "language|langue|sprache|idioma|taal",
    "published": "publication date|date de publication|veröffentlichungsdatum",
    "url": "url|link",
}
_DETAILS: Final = (
    "section|rubrique|rubrik|sección|sectie|length|longueur|länge|longitud|lengte|series|load-date|date-chargement|"
    "update|ladedatum|fecha-carga|publication-type|type-publication|publikationstyp|journal-code|code-revue|"
    "zeitschriften-code|correction|correction-date|edition|ausgabe|notes|note|copyright|document-type|type|source|"
    "distribution|acc-no|doc-number|isbn|issn|pub-type|publication type|journal code|position|page|seite"
)
_SUBJECTS: Final = (
    "subject|subjects|sujet|thema|thèmes|organization|company|entreprise|firma|ticker|industry|branche|geographic|"
    "geographical|city|ville|stadt|state|country|pays|land|person|personne|persons|category|terms|term|keywords|"
    "name|event"
)
_PICTURES: Final = "graphic|graphique|grafik|photo|image|bild|gráfico"
_KINDS: Final = {
    **{label: field for field, labels in _FIELDS.items() for label in labels.split("|")},
    **dict.fromkeys(_DETAILS.split("|"), "detail"),
    **dict.fromkeys(_SUBJECTS.split("|"), "subject"),
    **dict.fromkeys(_PICTURES.split("|"), "picture"),
}
_LINE: Final = re.compile(r"([^\W\d_][^\W\d_ -]*(?:[ -][^\W\d_]+){0,3}):(?:[\s\u00a0]+|$)")
# Only labels that stand below the text: the first of them ends it.
_CLOSING: Final = frozenset(
    [
        "load-date",
        "date-chargement",
        "ladedatum",
        "fecha-carga",
        "language",
        "langue",
        "sprache",
        "idioma",
        "taal",
        "publication-type",
        "type-publication",
        "publikationstyp",
        "journal-code",
        "code-revue",
        "zeitschriften-code",
        "subject",
        "sujet",
        "thema",
        "organization",
        "company",
        "ticker",
        "industry",
        "geographic",
        "city",
        "state",
        "country",
        "person",
        "graphic",
        "graphique",
        "grafik",
        "classification",
        "document-type",
        "correction-date",
    ]
)
_ROLES: Final = {"author": Role.BYLINE, "dateline": Role.DATELINE, "subtitle": Role.SUBTITLE, "picture": Role.CAPTION}


class Label(NamedTuple):
    """A line that begins with a label: the label as written, what it tells, where its value begins."""

    name: str
    kind: str
    start: int

    @property
    def closes(self) -> bool:
        """Whether the label only stands below the text."""
        return self.name.casefold() in _CLOSING


def label_of(line: str, *, capitals: bool) -> Label | None:
    """Return the label ``line`` begins with; ``capitals`` for exports that write labels in capital letters only."""
    found = _LINE.match(line)
    if not found or (capitals and not found[1].isupper()):
        return None
    kind = _KINDS.get(found[1].casefold())
    return Label(found[1], kind, found.end()) if kind else None


def write_label(line: str, label: Label, composition: Composition, telling: Telling) -> None:
    """Write a labelled line and take what it tells."""
    value = line[label.start :]
    role = _ROLES.get(label.kind, Role.FRONTMATTER)
    composition.add(line, role, f"{telling.source}:{label.name}")
    if label.kind == "subject":
        telling.detail(label.name, value)
    elif label.kind in {"detail", "picture"}:
        if label.kind == "detail":
            telling.detail(label.name, value)
    else:
        telling.say(label.kind, value, label.name)
