"""Two accounts in one language: the same value in another form is no disagreement, another value is one."""

import pytest

from index.compare.comparison import compare
from index.model.article import Article, Block, Field, Role, Source

FIGURES = [
    (
        "de",
        "Beim Brand der alten Fabrik wurden drei Millionen Liter Wasser verbraucht.",
        "In der alten Fabrik verbrauchte die Feuerwehr beim Brand 3 Mio. Liter Wasser.",
        "Beim Brand der alten Fabrik wurden zwei Millionen Liter Wasser verbraucht.",
        "drei Millionen Liter / zwei Millionen Liter",
    ),
    (
        "de",
        "Mehr als 12.000 Menschen protestierten vor dem Parlament gegen das Gesetz.",
        "Gegen das Gesetz protestierten 12.400 Menschen vor dem Parlament.",
        "Vor dem Parlament protestierten 15.000 Menschen gegen das Gesetz.",
        "12.000 Menschen / 15.000 Menschen",
    ),
    (
        "fr",
        "La rénovation de la gare coûtera 2,5 milliards d’euros.",
        "La rénovation de la gare doit coûter deux milliards et demi d’euros.",
        "La rénovation de la gare coûtera 2,8 milliards d’euros.",
        "2,5 milliards d’euros / 2,8 milliards d’euros",
    ),
    (
        "fr",
        "Le chômage a baissé de 12 pour cent dans la région.",
        "Dans la région, le chômage a baissé de 12 %.",
        "Dans la région, le chômage a baissé de 15 %.",
        "12 pour cent / 15 %",
    ),
    (
        "es",
        "Unas 12.000 personas protestaron ante el parlamento contra la ley.",
        "Contra la ley protestaron doce mil personas ante el parlamento.",
        "Ante el parlamento protestaron 15.000 personas contra la ley.",
        "12.000 personas / 15.000 personas",
    ),
    (
        "pt",
        "A reforma da estação custará 2,5 bilhões de reais.",
        "A reforma da estação custará R$ 2,5 bilhões.",
        "A reforma da estação custará 2,8 bilhões de reais.",
        "2,5 bilhões de reais / 2,8 bilhões de reais",
    ),
    (
        "it",
        "Ventidue soldati sono rimasti feriti nell’esplosione del deposito.",
        "Nell’esplosione del deposito sono rimasti feriti 22 soldati.",
        "Nell’esplosione del deposito sono rimasti feriti trentadue soldati.",
        "Ventidue soldati / trentadue soldati",
    ),
    (
        "ru",
        "При взрыве на складе пострадали двадцать пять солдат.",
        "На складе при взрыве пострадали 25 солдат.",
        "При взрыве на складе пострадали 35 солдат.",
        "двадцать пять солдат / 35 солдат",
    ),
    (
        "uk",
        "Ремонт вокзалу коштуватиме 2,5 мільярда гривень.",
        "Ремонт вокзалу коштуватиме місту 2,5 млрд грн.",
        "Ремонт вокзалу коштуватиме 2,8 мільярда гривень.",
        "2,5 мільярда гривень / 2,8 мільярда гривень",
    ),
    (
        "pl",
        "W wybuchu w magazynie ucierpiało dwudziestu pięciu żołnierzy.",
        "W magazynie w wybuchu ucierpiało 25 żołnierzy.",
        "W wybuchu w magazynie ucierpiało 35 żołnierzy.",
        "dwudziestu pięciu żołnierzy / 35 żołnierzy",
    ),
    (
        "zh",
        "火车站的翻修工程将耗资2.5亿元。",
        "火车站翻修工程预计耗资两亿五千万元。",
        "火车站的翻修工程将耗资2.8亿元。",
        "2.5亿元 / 2.8亿元",
    ),
]
DAYS = [
    ("de", "Die Kanzlerin unterzeichnete den Vertrag am {} in Wien.", "Dienstag", "23. April", "Mittwoch"),
    ("fr", "La ministre a signé {} le traité avec ses voisins.", "mardi", "le 23 avril", "mercredi"),
    ("es", "La ministra firmó el {} el tratado con sus vecinos.", "martes", "23 de abril", "miércoles"),
    ("pt", "A ministra assinou na {} o tratado com os vizinhos.", "terça-feira", "23 de abril", "quarta-feira"),
    ("it", "La ministra ha firmato {} il trattato con i vicini.", "martedì", "il 23 aprile", "mercoledì"),
    ("ru", "Министр подписала {} договор с соседями.", "во вторник", "23 апреля", "в среду"),
    ("uk", "Міністерка підписала {} договір із сусідами.", "у вівторок", "23 квітня", "у середу"),
    ("pl", "Minister podpisała {} traktat z sąsiadami.", "we wtorek", "23 kwietnia", "w środę"),
    ("zh", "部长{}在首都签署了新的条约。", "星期二", "4月23日", "星期三"),
]


def account(name: str, text: str, language: str, published: str | None = "2024-04-26") -> Article:
    blocks, source = (Block(0, len(text), Role.BODY),), Source(name, "plain")
    return Article(name, source, text, "", blocks, language=Field(language), published=Field(published))


def flags(language: str, a: str, b: str) -> list[tuple[str, str]]:
    found = compare([account("a", a, language), account("b", b, language)])
    return [(one.kind, one.why) for one in found.disagreements]


@pytest.mark.parametrize(("language", "one", "same", "other", "why"), FIGURES)
def test_figures(language: str, one: str, same: str, other: str, why: str) -> None:
    """A difference is flagged in the words of both accounts; another form of the same value is not."""
    assert (flags(language, one, same), flags(language, one, other)) == ([], [("number", why)])


@pytest.mark.parametrize(("language", "frame", "day", "same", "other"), DAYS)
def test_days(language: str, frame: str, day: str, same: str, other: str) -> None:
    """A weekday and the date it fell on are one day; another weekday is another."""
    one = frame.format(day)
    assert flags(language, one, frame.format(same)) == []
    assert [kind for kind, _ in flags(language, one, frame.format(other))] == ["date"]


def test_weekdays_without_publication_differ() -> None:
    """Tuesday and Wednesday are no one day, whenever the accounts appeared."""
    a, b = (f"The minister signed the treaty with her neighbours on {day}." for day in ("Tuesday", "Wednesday"))
    found = compare([account("a", a, "en", None), account("b", b, "en", None)])
    assert [one.why for one in found.disagreements] == ["Tuesday / Wednesday"]
