"""Names as written, and which of them are one."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from index.compare.names.mentions import names
from index.model.article import Article, Block, Field, Role, Source
from index.model.comparison_result import Entity


def article(text: str, name: str = "a.txt", role: Role = Role.BODY) -> Article:
    return Article(name, Source(name, "plain"), text, "", (Block(0, len(text), role),))


def variants(*texts: str) -> dict[str, tuple[str, ...]]:
    accounts = [article(text, f"{number}.txt") for number, text in enumerate(texts)]
    return {entity.name: entity.variants for entity in names(accounts)}


def test_spellings_and_titles_are_one_person() -> None:
    """Initials, spellings of a given name, titles and the lone family name all lead to one person."""
    found = variants(
        "U.S. Secretary of State Antony Blinken met Mr. Wang.",
        "Mr. Blinken left. Then Secretary of State Antony J. Blinken came back.",
        "He saw US Secretary of State Anthony Blinken there.",
    )
    assert found["Antony J. Blinken"] == ("Antony J. Blinken", "Anthony Blinken", "Antony Blinken", "Blinken")


def test_persons_of_one_family_name_stay_apart() -> None:
    """Three Wangs are three persons, and a slip of the pen is not made the person it resembles."""
    found = variants(
        "Foreign Minister Wang Yi and Minister Wang Xiaohong spoke; spokesman Wang Wenbin wrote. Wang Yi nodded.",
        "Then Van Blinken said so to Antony Blinken. Wang agreed.",
    )
    assert [name for name in sorted(found) if "Wang" in name or "Blinken" in name] == [
        "Antony Blinken",
        "Van Blinken",
        "Wang Wenbin",
        "Wang Xiaohong",
        "Wang Yi",
    ]


def test_a_lone_family_name_means_whom_the_article_has_named() -> None:
    """Of persons of one family name the lone name means the one brought in before it, the first of equals."""
    text = "Minister Wang Yi met Minister Wang Xiaohong. Wang smiled. Spokesman Wang Wenbin wrote."
    assert variants(text)["Wang Yi"] == ("Wang Yi", "Wang")


def test_family_name_first() -> None:
    """The lone family name of a Chinese name joins it."""
    assert variants("President Xi Jinping met Mr. Biden. Later Xi left.")["Xi Jinping"] == ("Xi Jinping", "Xi")


def test_countries_have_one_name() -> None:
    """The spellings of a country are one place."""
    found = variants("Talks between the U.S. and the US were held in America.")
    assert found == {"United States": ("America", "U.S.", "US")}


def test_acronyms_join_their_bodies() -> None:
    """The capital letters of a body's name stand for it."""
    found = variants("The National Rifle Association objected. An ally of the NRA agreed.")
    assert found == {"National Rifle Association": ("National Rifle Association", "NRA")}


def test_titles_of_any_length_are_taken_off() -> None:
    """A name begins after the office before it, and "of Nevada" is not part of the name."""
    found = variants(
        "RNC Chairman Michael Steele met North Carolina Rep. Bob Etheridge and Senator Harry Reid of Nevada.",
        "Minister of Public Security Wang Xiaohong wrote to Attorney General Ann Lee (D-Mo.).",
    )
    assert sorted(found) == [
        "Ann Lee",
        "Bob Etheridge",
        "Harry Reid",
        "Michael Steele",
        "Nevada",
        "Wang Xiaohong",
    ]


def test_common_words_do_not_become_names() -> None:
    """A lone word that is common by itself does not stand for a longer name it happens to end."""
    text = "The Roman Catholic bishops met. " + "A Catholic group wrote of Catholic teaching. " * 8
    assert variants(text)["Catholic"] == ("Catholic",)


def test_misspelt_family_names_are_one() -> None:
    """One given name and nearly one family name are one person."""
    found = variants("Chairman Reince Priebus spoke.", "Chairman Reince Preibus left.")
    assert list(found.values()) == [("Reince Preibus", "Reince Priebus")]


def test_sentence_beginnings_are_no_names() -> None:
    """A capital at the beginning of a sentence does not make a name; days and months are not names."""
    assert variants("Talks ended. However, on Friday in May they went on. Earlier they had stopped.") == {}


def test_headline_case_is_passed_over() -> None:
    """In a line where every word is capitalised, capitals do not make names."""
    assert variants("Blinken Warns China Of Growing Trade Tensions") == {}


def totals(entities: tuple[Entity, ...]) -> list[tuple[str, int]]:
    return sorted((entity.name, len(entity.mentions)) for entity in entities)


WORDS = [
    "Wang",
    "Yi",
    "Mr.",
    "Antony",
    "Blinken",
    "J.",
    "said",
    "the",
    "of",
    "State",
    "U.S.",
    "China’s",
    ".",
    "Xi-",
    "’s",
]


@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join), min_size=1, max_size=4))
def test_order_of_articles_does_not_matter(texts: list[str]) -> None:
    """The same entities come out whatever the order of the articles, each mention inside its text."""
    accounts = [article(text, f"{number}.txt") for number, text in enumerate(texts)]
    found = names(accounts)
    assert totals(names(accounts[::-1])) == totals(found)
    by_id = {account.id: account.text for account in accounts}
    spans = [(mention.article, mention.span) for entity in found for mention in entity.mentions]
    assert [span for name, span in spans if not 0 <= span.start < span.end <= len(by_id[name])] == []
    assert len(spans) == len(set(spans))


def test_country_pairs_are_two_places() -> None:
    """A hyphen between two countries parts them; one between other names does not."""
    assert sorted(variants("The talks of China-Russia envoys ended.")) == ["China", "Russia"]
    assert list(variants("He said the Blinken-China memos were lost.")) == ["Blinken-China"]


def test_a_possessive_after_a_lone_name_begins_another() -> None:
    """What follows a possessive is another name; a family name before a country is the person."""
    assert sorted(variants("He discussed it with Xi China’s plans.")) == ["China", "Xi"]
    assert sorted(variants("He read the Wall Street Journal’s Washington pages.")) == [
        "Wall Street Journal",
        "Washington",
    ]


def test_of_parts_a_person_from_a_place_and_no_body() -> None:
    """The person before "of Nevada" is not from a body of that name; a body keeps its "of"."""
    found = variants("She met Harry Reid of Nevada and the Bank of England.")
    assert sorted(found) == ["Bank of England", "Harry Reid", "Nevada"]


def test_a_long_line_of_names_is_no_headline() -> None:
    """Headlines are short: a line of more than 160 characters is read, however many capitals it has."""
    line = "Antony Blinken, Harry Reid, " * 5
    assert [sorted(variants(line.ljust(size))) for size in (160, 161)] == [[], ["Antony Blinken", "Harry Reid"]]


def in_language(text: str, language: str | None) -> set[str]:
    """Return the names in a text that is known to be in a language."""
    told = article(text)
    return {entity.name for entity in names((replace(told, language=Field(language)),))}


def test_capitals_are_told_by_their_category() -> None:
    """Small letters with accents and of other scripts begin no name; capitals of every script with case do."""
    assert in_language("L’été, la maire Élise Émond était à Évian.", "fr") == {"Élise Émond", "Évian"}
    assert in_language("В среду мэр Иван Петров уехал из Самары.", "ru") == {"Иван Петров", "Самары"}
    assert in_language("市长王毅昨天说路已经通了。", "zh") == set()


def test_every_german_noun_has_a_capital() -> None:
    """Where nouns have capitals, a name has two words behind its office, or stands for such a one."""
    text = "Die Ministerin Ida Brandt besuchte den Hafen. Das Wetter war schlecht. Brandt lachte."
    assert in_language(text, "de") == {"Ida Brandt"}


def test_a_language_without_cues_has_names_inside_sentences_only() -> None:
    """What begins a sentence may be any word where the language's words are not known."""
    assert in_language("Broen er lukket. I dag kom Ida Brandt til Odense.", "da") == {"Ida Brandt", "Odense"}


def test_an_initial_or_a_title_makes_a_person() -> None:
    """A middle initial tells a person, as a title does; of two capitalised words alone nothing is known."""
    told = "He said Qorm J. Zuvik and Mr. Plemk Gradd saw Wolmb Strunt at the Bank of Qorm."
    assert {entity.name: entity.kind for entity in names([article(told)])} == {
        "Qorm J. Zuvik": "person",
        "Plemk Gradd": "person",
        "Wolmb Strunt": "",
        "Bank of Qorm": "body",
    }
