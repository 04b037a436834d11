"""Figures in other languages than English: numbers, magnitudes, units, and what is no quantity."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.compare.facts.quantities import quantities
from index.compare.facts.worded_quantities import worded
from index.model.article import Article, Block, Field, Role, Source
from index.text.language.language_lexicon import LANGUAGES

OTHERS = sorted(LANGUAGES - {"en"})


def read(text: str, language: str) -> list[tuple[float, str]]:
    return [(one.value, one.unit) for one in worded(text, 0, len(text), language)]


def article(text: str, language: str | None) -> Article:
    blocks = (Block(0, len(text), Role.BODY),)
    return Article("a.txt", Source("a.txt", "plain"), text, "", blocks, language=Field(language))


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "drei Millionen Menschen, 2,5 Mrd. Euro", [(3e6, "person"), (2.5e9, "EUR")]),
        ("de", "zweihundertfünfzig Soldaten, 1.200,5 km", [(250.0, "soldier"), (1200.5, "kilometer")]),
        ("de", "einundzwanzig Stunden, dreihunderttausend Euro", [(21.0, "hour"), (300_000.0, "EUR")]),
        ("de", "10 bis 15 Prozent, 1,25 Prozentpunkte", [(10.0, "%"), (15.0, "%"), (1.25, "%-point")]),
        ("de", "500 russische Soldaten und 300 alte Häuser", [(500.0, "soldier"), (300.0, "haus")]),
        ("de", "ein 60-Jähriger, 60 Jahre alt", [(60.0, "year old"), (60.0, "year old")]),
        ("de", "vor fünf Jahren, 5 Jahre", [(5.0, "year ago"), (5.0, "year")]),
        ("de", "eine Million Euro, 5 €, 3 Mio. US-Dollar", [(1e6, "EUR"), (5.0, "EUR"), (3e6, "USD")]),
        ("fr", "trois millions de personnes, 2,5 milliards d’euros", [(3e6, "person"), (2.5e9, "EUR")]),
        ("fr", "un million et demi d'euros", [(1.5e6, "EUR")]),
        ("fr", "quatre-vingt-dix-sept enfants, vingt et un soldats", [(97.0, "child"), (21.0, "soldier")]),
        ("fr", "deux cents maisons, mille personnes", [(200.0, "maison"), (1000.0, "person")]),
        ("fr", "12 500 nouveaux cas, 12\u202f% et 3 pour cent", [(12_500.0, "cas"), (12.0, "%"), (3.0, "%")]),
        ("es", "dos mil quinientas casas, 12.500 personas", [(2500.0, "cas"), (12_500.0, "person")]),
        ("es", "12,500 personas, 3,5 y 3.5 millones de euros", [(12_500.0, "person"), (3.5, ""), (3.5e6, "EUR")]),
        ("es", "treinta y cinco por ciento, dos puntos porcentuales", [(35.0, "%"), (2.0, "%-point")]),
        ("pt", "R$ 2,5 bilhões, mil e quinhentas casas", [(2.5e9, "BRL"), (1500.0, "cas")]),
        ("it", "duecentocinquanta soldati, duemila persone", [(250.0, "soldier"), (2000.0, "person")]),
        ("it", "due miliardi e mezzo di euro, cinque anni fa", [(2.5e9, "EUR"), (5.0, "year ago")]),
        ("ru", "двести пятьдесят солдат, 25 тысяч домов", [(250.0, "soldier"), (25_000.0, "дом")]),
        ("ru", "двадцать один дом, тридцать одного солдата", [(21.0, "дом"), (31.0, "soldier")]),
        ("it", "ventuno persone, centotré", [(21.0, "person")]),
        ("ru", "2,5 млрд рублей, миллион долларов", [(2.5e9, "RUB"), (1e6, "USD")]),
        ("ru", "полтора процента, 60-летний, пять лет назад", [(1.5, "%"), (60.0, "year old"), (5.0, "year ago")]),
        ("uk", "двісті п’ятдесят солдатів, 12 відсотків", [(250.0, "soldier"), (12.0, "%")]),
        ("uk", "500 російських танків, 2,5 млрд грн", [(500.0, "танк"), (2.5e9, "UAH")]),
        ("pl", "dwieście pięćdziesiąt osób, 2,5 mld zł", [(250.0, "person"), (2.5e9, "PLN")]),
        ("pl", "12 proc., 0,5 punktu procentowego", [(12.0, "%"), (0.5, "%-point")]),
        ("zh", "三百万人，2.5亿美元，3万亿元", [(3e6, "person"), (2.5e8, "USD"), (3e12, "CNY")]),
        ("zh", "两百五十名士兵，5架飞机，5个月", [(250.0, "soldier"), (5.0, "飞机"), (5.0, "month")]),
        ("zh", "百分之三十，30%，1.5个百分点", [(30.0, "%"), (30.0, "%"), (1.5, "%-point")]),
        ("zh", "十三亿五千万人，2亿3000万元", [(1.35e9, "person"), (2.3e8, "CNY")]),
        ("zh", "3至5天，五年前，60岁", [(3.0, "day"), (5.0, "day"), (5.0, "year ago"), (60.0, "year old")]),
        ("cs", "5 km, 12 %, € 2,5, 5 domů", [(5.0, "kilometer"), (12.0, "%"), (2.5, "EUR"), (5.0, "")]),
    ],
)  # fmt: skip
def test_figures_are_read_by_the_words_of_their_language(
    language: str, text: str, expected: list[tuple[float, str]]
) -> None:
    """Numbers in digits and words, with magnitude and unit; of a language without words the signs alone."""
    assert read(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "am 26. April 2014 um 14 Uhr, der 14. Anlauf, am 3. und 4. Mai, ein Mann"),
        ("fr", "le 26 avril 2014 à 14 heures, le 2e tour, un homme"),
        ("es", "el 26 de abril de 2014 a las 14 horas, un hombre"),
        ("pt", "em 26 de abril de 2014 às 14h, uma casa"),
        ("it", "il 26 aprile 2014 alle ore 14, una casa"),
        ("ru", "26 апреля 2014 года в 14 часов, тысячи людей, 5-й раз, один дом"),
        ("uk", "26 квітня 2014 року о 14 годині, тисячі людей, одна хата"),
        ("pl", "26 kwietnia 2014 r. o godz. 14, tysiące ludzi, jeden dom"),
        ("zh", "2014年4月26日下午3时，数千人，十几人，第三天，一名男子，一些人，周三，90年代"),
    ],
)
def test_what_is_no_quantity(language: str, text: str) -> None:
    """Days, years, times of day, ordinals, articles and vague numbers are none."""
    assert read(text, language) == []


def test_an_article_is_read_in_its_language() -> None:
    """A region does not change the language, and a stated language counts before a recognised one."""
    found = [quantities(article("3.500 Euro", language)) for language in ("de-AT", "en")]
    assert [[one.value for one in some] for some in found] == [[3500.0], [3.5]]


def test_unknown_letters_claim_no_words() -> None:
    """Where the language is unknown, Latin letters are read as English and no others are."""
    texts = ["5 hours later", "5 ωρών"]
    assert [[one.unit for one in quantities(article(text, None))] for text in texts] == [["hour later"], [""]]


@given(st.text(alphabet="0123456789.,/– -$€%一二十百千万亿人元第多", max_size=60), st.sampled_from(OTHERS))
def test_any_text_is_read_for_figures(text: str, language: str) -> None:
    """No spelling of a number raises, and spans are ordered and inside the text."""
    edges = [at for one in worded(text, 0, len(text), language) for at in one.span]
    assert edges == sorted(edges)
    assert all(0 <= at <= len(text) for at in edges)


@given(st.integers(1, 999_999), st.sampled_from(OTHERS))
def test_digits_mean_their_number_in_every_language(number: int, language: str) -> None:
    """A whole number in digits is read as that number, with blanks between its thousands too."""
    plain, apart = f"{number} %", f"{number:,} %".replace(",", " ")
    assert read(plain, language) == [(float(number), "%")]
    assert language == "zh" or read(apart, language) == [(float(number), "%")]
