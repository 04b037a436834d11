"""Sentences are linked when their words differ by the endings of their language."""

import pytest

from index.compare.alignment.pairing import aligned
from index.compare.alignment.preparation import prepare_spans
from index.compare.stories.fingerprints import fingerprints, passage_fingerprints
from index.model.article import Article, Block, Field, Role, Source, Span
from index.text.language.inflection import inflection


def account(name: str, language: str | None, *lines: str) -> Article:
    text, blocks = "\n".join(lines), []
    place = 0
    for line in lines:
        blocks.append(Block(place, place + len(line), Role.BODY))
        place += len(line) + 1
    return Article(name, Source(name, "plain"), text, "", tuple(blocks), language=Field(language))


REWORDED = {
    "ru": (
        "Новый мост через широкую реку открыли вчера жители маленького посёлка.",
        "Жителями маленьких посёлков вчера открыт новым мостом путь через широкие реки.",
        "Завод остановил печь до весны.",
        "Погода в горах ухудшилась к вечеру.",
    ),
    "uk": (
        "Новий міст через широку річку відкрили вчора мешканці маленького селища.",
        "Мешканцями маленьких селищ учора відкрито новим мостом шлях через широкі річки.",
        "Завод зупинив піч до весни.",
        "Погода в горах погіршилася надвечір.",
    ),
    "pl": (
        "Nowy most na szerokiej rzece otworzyli wczoraj mieszkańcy małej wioski.",
        "Mieszkańcom małych wiosek otwarto wczoraj nowe mosty na szerokich rzekach.",
        "Fabryka zgasiła piec do wiosny.",
        "Pogoda w górach pogorszyła się wieczorem.",
    ),
    "cs": (
        "Nový most přes širokou řeku otevřeli včera obyvatelé malé vesnice.",
        "Obyvatelům malých vesnic otevírali včera nové mosty přes široké řeky.",
        "Továrna zhasla pec do jara.",
        "Počasí v horách se večer zhoršilo.",
    ),
    "es": (
        "El nuevo puente sobre el río ancho lo inauguraron ayer vecinos de la aldea pequeña.",
        "Vecinas de aldeas pequeñas inauguraban ayer nuevos puentes sobre ríos anchos.",
        "La fábrica apagó el horno hasta la primavera.",
        "El tiempo empeoró en las montañas.",
    ),
}


def linked(language: str, stated: str | None) -> list[tuple[int, int]]:
    one, other, left, right = REWORDED[language]
    pairs, _ = aligned([account("a", stated, one, left), account("b", stated, right, other)])
    return [(link.a, link.b) for link in pairs[0].links]


@pytest.mark.parametrize("language", REWORDED)
def test_inflected_words_are_one(language: str) -> None:
    """A sentence whose words have other endings is linked to its like, and to nothing else."""
    assert linked(language, language) == [(0, 1)]


def test_endings_tell_nothing_of_another_language() -> None:
    """Read as English, no Slavic sentence is like another; the plurals of Spanish end as English ones do."""
    assert [linked(language, "en") for language in REWORDED] == [[], [], [], [], [(0, 1)]]


def test_the_language_of_sentences_alone_is_told_by_their_words() -> None:
    """Where no language is stated, the words of the text tell it."""
    text = "Мы были в городе и видели, что он не так велик, как его соседи."
    prepared = prepare_spans("a", text, [Span(0, len(text))])
    assert {"город", "сосед"} & prepared.stems == {"город", "сосед"}


def test_english_and_languages_without_a_stemmer_have_no_inflection() -> None:
    """English is stemmed elsewhere, and unknown languages have no inflection."""
    assert [inflection(code) for code in ("en", "en-GB", None, "xx", "zh")] == [None] * 5


def test_a_region_makes_no_other_language() -> None:
    """Portuguese of Brazil inflects as Portuguese does."""
    assert inflection("pt-BR") is inflection("pt")


def test_a_passage_is_traced_in_every_language() -> None:
    """A passage that is looked for has no language: its fingerprints meet those of the article all the same."""
    text = REWORDED["ru"][0]
    numbers = {one.number for one in fingerprints(account("a", "ru", text))}
    assert numbers & set(passage_fingerprints(text)) == numbers
