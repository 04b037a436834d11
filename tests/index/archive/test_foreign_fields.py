"""What an index's own mapping suggests: which field is which, in the languages newsrooms name them in."""

from __future__ import annotations

import pytest

from index.archive.foreign.foreign_fields import FieldKind, FieldTable, ForeignFields, guessed, table_text
from index.articles.readers.files.dump_records import Naming

TEXT, WORD, DAY = {"type": "text"}, {"type": "keyword"}, {"type": "date"}


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        (
            {
                "inhalt": TEXT,
                "ueberschrift": TEXT,
                "medium": WORD,
                "verfasser": WORD,
                "meta": {"properties": {"erschienen": DAY, "sprache": WORD}},
                "schlagworte": WORD,
            },
            ForeignFields(
                "inhalt",
                "ueberschrift",
                "",
                "medium",
                "verfasser",
                "meta.erschienen",
                "",
                "",
                "meta.sprache",
                "schlagworte",
            ),
        ),
        (
            {
                "contenu": TEXT,
                "titre": TEXT,
                "infos": {"properties": {"parution": DAY, "langue": WORD}},
                "mots_cles": WORD,
            },
            ForeignFields("contenu", "titre", published="infos.parution", language="infos.langue", tags="mots_cles"),
        ),
        ({"body": TEXT, "url": WORD, "image": {"properties": {"url": WORD}}}, ForeignFields("body", url="url")),
        (
            {"body": TEXT, "n": {"properties": {"date": TEXT}}, "x": {"properties": {"date": DAY}}},
            ForeignFields("body", published="x.date"),
        ),
        (
            {
                "cuerpo": TEXT,
                "titular": TEXT,
                "fuente": {"properties": {"pais": WORD, "nombre": WORD, "nombre_corto": WORD}},
                "enlace": WORD,
                "fecha_publicación": DAY,
            },
            ForeignFields("cuerpo", "titular", outlet="fuente.nombre", published="fecha_publicación", url="enlace"),
        ),
        (
            {
                "content": {"properties": {"rendered": TEXT}},
                "author": {"properties": {"id": WORD, "Name": WORD}},
                "image": {"properties": {"name": TEXT}},
            },
            ForeignFields("content.rendered", author="author.Name"),
        ),
        (
            {
                "nota_id": {"type": "long"},
                "titular": WORD,
                "cuerpo": {"properties": {"párrafos": TEXT, "html": {"type": "text", "index": False}}},
                "firma": {"properties": {"autores": {"properties": {"nombre": TEXT, "cargo": WORD}}, "agencia": WORD}},
                "medio": {"properties": {"codigo": {"type": "integer"}, "nombre": WORD, "pais": WORD}},
                "fecha": {"properties": {"modificacion": DAY, "publicacion": DAY}},
            },
            ForeignFields(
                "cuerpo.párrafos",
                "titular",
                outlet="medio.nombre",
                author="firma.autores.nombre",
                published="fecha.publicacion",
                updated="fecha.modificacion",
            ),
        ),
        (
            {
                "見出し": {"properties": {"ja": TEXT}},
                "本文": {"properties": {"ja": TEXT}},
                "記者": {"properties": {"id": WORD}},
                "公開日": DAY,
            },
            ForeignFields("本文.ja", "見出し.ja", published="公開日"),
        ),
        (
            {"titular": {"properties": {"texto": TEXT}}, "cuerpo": {"properties": {"texto": TEXT}}},
            ForeignFields("cuerpo.texto", "titular.texto"),
        ),
        ({"@timestamp": DAY, "message": TEXT, "body": TEXT}, ForeignFields("body", published="@timestamp")),
        ({"number": {"type": "long"}}, ForeignFields()),
    ],
)
def test_fields_are_guessed_by_name_and_by_name_inside_an_object(
    properties: dict[str, object], expected: ForeignFields
) -> None:
    """A name that tells a field wins, then the name of an object that does, then one inside an object.

    A field that can't hold it is passed over.
    """
    assert guessed({"properties": properties}, Naming({}).fits) == expected


def test_nested_fields_are_told_as_passed_over() -> None:
    """The table ends with the fields not used and the nested ones, outermost names only; without any neither."""
    mapping = {
        "properties": {
            "body": TEXT,
            "score": WORD,
            "comments": {"type": "nested", "properties": {"text": TEXT, "replies": {"type": "nested"}}},
            "meta": {"properties": {"authors": {"type": "nested", "properties": {"name": WORD}}, "lang": WORD}},
        }
    }
    told = table_text(ForeignFields("body"), "https://a.example/wires", mapping)

    assert told.splitlines()[1:] == [
        "text: body",
        "# Not used:",
        "#   meta.lang",
        "#   score",
        "# Nested, which can't be searched from here:",
        "#   comments",
        "#   meta.authors",
    ]
    assert "#" not in table_text(ForeignFields("body"), "", {"properties": {"body": TEXT}}).split("\n", 1)[1]


def test_another_name_of_a_field_stands_for_it() -> None:
    """A table may name an alias: what is searched and read is the field behind it; one that leads nowhere is lost."""
    meta = {"properties": {"day": DAY, "when": {"type": "alias", "path": "meta.day"}}}
    mapping = {"properties": {"body": TEXT, "meta": meta, "who": {"type": "alias", "path": "nobody"}}}
    table = FieldTable(ForeignFields("body", author="who", published="meta.when"), mapping)

    assert (table.names.published, table.kind("published")) == ("meta.day", FieldKind(date=True))
    assert table.lost == ("author: nobody",)
