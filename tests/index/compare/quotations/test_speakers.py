"""From the words that name a speaker to a name, and how sure that is."""

import pytest

from index.compare.quotations.people import OFFICES
from index.compare.quotations.quotations import quotes
from index.model.article import Article, Block, Field, Role, Source

Said = tuple[str | None, str, bool]


def heard(text: str, language: str | None = None) -> list[Said]:
    """Return speaker, rule and certainty of each quotation; every line is a paragraph."""
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(at, at + len(line), Role.BODY))
        at += len(line) + 1
    article = Article("a.txt", Source("a.txt", "plain"), text, "", tuple(blocks), language=Field(language))
    return [(quote.speaker, quote.rule, quote.certain) for quote in quotes(article)]


def speakers(text: str) -> list[str | None]:
    return [speaker for speaker, _, _ in heard(text)]


@pytest.mark.parametrize(
    "text",
    [
        "“The bridge will stay closed all year,” Mayor Ann Smith said.",
        "“The bridge will stay closed all year,” said Mayor Ann Smith.",
        "“The bridge will stay closed all year,” Ann Smith, the mayor, said Friday.",
        "“The bridge will stay closed all year,” Sen. Ann Smith (R-Texas) told reporters.",
        "Mayor Ann Smith said, “The bridge will stay closed all year.”",
        "Ann Smith told reporters: “The bridge will stay closed all year.”",
        "“The bridge will stay closed all year,” according to Ann Smith.",
        "“The bridge,” Ann Smith said, “will stay closed all year.”",
        "Mayor Ann Smith met drivers on Monday, telling them “the bridge will stay closed all year.”",
        "Ann Smith, who runs the city, said that “the bridge will stay closed all year.”",
        "Said Ann Smith: “The bridge will stay closed all year.”",
        "“The bridge will stay closed all year.” — Ann Smith",
        "«The bridge will stay closed all year», said Ann Smith.",
        "‘The bridge will stay closed all year,’ Ann Smith said.",
    ],
)
def test_ways_of_saying(text: str) -> None:
    """Verbs before and after, inverted, with appositions and parties, participles, signatures: one speaker."""
    assert set(speakers(text)) == {"Ann Smith"}


def test_pronouns_take_the_last_subject() -> None:
    """A pronoun stands for the subject of the sentences before, not for whoever was named last."""
    text = "Ann Smith met Bob Jones at the bridge.\n“The bridge will stay closed,” she said. “All year.”"
    assert speakers(text) == ["Ann Smith", "Ann Smith"]


def test_pronouns_agree_with_given_names_and_titles() -> None:
    """The word "she" passes over a man, "he" over a woman, where a given name or "Ms." tells."""
    text = "Hillary Clinton spoke.\nMr. Jones asked a question.\n“The bridge will stay closed,” she said."
    assert speakers(text) == ["Hillary Clinton"]


def test_descriptions_take_the_person_of_that_office() -> None:
    """The phrase "the Chinese leader" is the Chinese president, and that is inferred, never certain."""
    text = (
        "Chinese President Xi Jinping met Russian President Vladimir Putin.\n"
        "“We are happy to see our friends here today,” the Chinese leader said."
    )
    assert heard(text) == [("Xi Jinping", "after", False)]


def test_somebody_else_of_a_name_is_not_the_speaker() -> None:
    """A lawyer for somebody and somebody's campaign are not that person."""
    quotation = "Ann Smith left.\n“She did nothing wrong at all,”"
    assert speakers(f"{quotation} a lawyer for Ann Smith said.") == ["a lawyer for Ann Smith"]
    assert speakers(f"{quotation} the Smith campaign said.") == ["the Smith campaign"]


def test_quotations_over_paragraphs_keep_their_speaker() -> None:
    """A quotation left open goes on in the next paragraph; a speaker named at its end spoke it from the start."""
    text = "“The bridge will stay closed.\n“We have no money for it.\n“So it is closed,” Ann Smith said."
    assert speakers(text) == ["Ann Smith"] * 3


def test_transcripts_are_read_by_their_labels() -> None:
    """A name and a colon before or inside the marks is the speaker."""
    text = "ANN SMITH: “The bridge will stay closed all year.”\n“BOB JONES: And who will pay for that, mayor?”"
    assert speakers(text) == ["ANN SMITH", "BOB JONES"]
    assert speakers(f"Mayor Ann Smith was asked.\n{text}") == ["Ann Smith", "BOB JONES"]


def test_transcripts_without_marks() -> None:
    """Lines that take turns under two names are quotations of those names; a lone label is none."""
    turn = "SMITH: The bridge is closed.\nJONES: For how long?\nSMITH: All year, and “maybe” longer."
    assert heard(f"Mayor Ann Smith was asked.\n{turn}") == [
        ("Ann Smith", "label before", True),
        ("JONES", "label before", True),
        ("Ann Smith", "label before", True),
    ]
    assert heard("NOTE: The bridge is closed.\nIt rained.") == []


def test_a_language_without_cues_tells_no_speaker() -> None:
    """Quotations are found in every language; where no verb of saying is known only a label tells who spoke."""
    text = "”Bron förblir stängd hela året”, sade Anna Berg.\nANNA BERG: ”Den förblir stängd hela året.”"
    assert heard(text, "sv") == [(None, "", False), ("Anna Berg", "label before", True)]
    assert heard("Han tillade: ”Den förblir stängd hela året.”", "sv") == [(None, "", False)]


SAID = {
    "de": [
        "„Der Hafen bleibt das ganze Jahr gesperrt“, sagte am Montag in Kiel die Senatorin Ida Brandt.",
        "Außenministerin Ida Brandt hat am Montag erklärt: „Der Hafen bleibt das ganze Jahr gesperrt.“",
        "»Der Hafen bleibt das ganze Jahr gesperrt«, so Ida Brandt.",
        "In Kiel betonte Ida Brandt, der Hafen bleibe „das ganze Jahr über gesperrt“.",
    ],
    "fr": [
        "« Le port restera fermé toute l’année », a expliqué lundi à la presse la ministre Ida Brandt.",
        "La porte-parole Ida Brandt a précisé : « Le port restera fermé toute l’année. »",
        "Selon Ida Brandt, le port restera « fermé pendant toute l’année ».",
        "« Le port restera fermé toute l’année », s’est exclamée Ida Brandt.",
    ],
    "es": [
        "«El puerto seguirá cerrado todo el año», ha señalado el lunes la ministra Ida Brandt.",
        "La alcaldesa Ida Brandt advirtió: “El puerto seguirá cerrado todo el año”.",
        "Según Ida Brandt, el puerto seguirá “cerrado durante todo el año”.",
    ],
    "pt": [
        "“O porto ficará fechado o ano todo”, disse na segunda-feira a prefeita Ida Brandt.",
        "A ministra da Saúde, Ida Brandt, afirmou: “O porto ficará fechado o ano todo.”",
    ],
    "it": [
        "«Il porto resterà chiuso tutto l’anno», ha spiegato lunedì la ministra Ida Brandt.",
        "La presidente del Consiglio Ida Brandt ha detto: «Il porto resterà chiuso tutto l’anno».",
    ],
    "pl": [
        "„Port będzie zamknięty przez cały rok” – powiedziała minister Ida Brandt.",
        "– Port będzie zamknięty przez cały rok – powiedziała Ida Brandt. – I nikt go nie otworzy.",
    ],
    "ru": [
        "«Порт будет закрыт весь год», — заявила в понедельник министр Ида Брандт.",
        "— Порт будет закрыт весь год, — сказала Ида Брандт. — И никто его не откроет.",
        "Официальный представитель Ида Брандт сообщила: «Порт будет закрыт весь год».",
    ],
    "uk": [
        "«Порт буде закритий увесь рік», — наголосила міністерка Іда Брандт.",
        "Речниця Іда Брандт додала: «Порт буде закритий увесь рік».",
    ],
    "zh": [
        "“港口全年关闭，不会再开放。”外交部发言人毛宁说。",
        "外交部发言人毛宁星期一在北京表示：“港口全年关闭，不会再开放。”",
        "「港口全年關閉，不會再開放。」毛宁說。",
    ],
}
NAMED = {"ru": "Ида Брандт", "uk": "Іда Брандт", "zh": "毛宁"}


@pytest.mark.parametrize(("language", "text"), [(language, text) for language, texts in SAID.items() for text in texts])
def test_verbs_of_saying_of_other_languages(language: str, text: str) -> None:
    """Verbs before and behind, inverted, with times and places between; sources; speech behind dashes."""
    found = heard(text, language)
    assert {(speaker, certain) for speaker, _, certain in found} == {(NAMED.get(language, "Ida Brandt"), True)}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Das „Haus am Meer“ wurde im letzten Jahr verkauft."),
        ("fr", "L’été dernier, la « maison de la mer » fut vendue."),
        ("ru", "Весь этот «дом у моря» продали в прошлом году."),
        ("zh", "这座“海边的房子”去年卖掉了。"),
    ],
)
def test_words_in_marks_are_nobodys_in_other_languages(language: str, text: str) -> None:
    """Without a verb of saying, words in quotation marks have no speaker."""
    assert [speaker for speaker, _, _ in heard(text, language)] == [None]


def test_pronouns_of_other_languages_are_never_certain() -> None:
    """Whom a pronoun stands for is a guess where the grammar of the language is not known."""
    assert heard("„Der Hafen bleibt das ganze Jahr gesperrt“, sagte sie.", "de") == [("sie", "after", False)]


def test_cases_of_a_name_are_one_name() -> None:
    """Where names are inflected, the speaker has the name that the article gives in full."""
    text = "Иван Петров приехал в порт.\nПо словам Ивана Петрова, порт «закрыт на весь этот год»."
    assert [speaker for speaker, _, _ in heard(text, "ru")] == ["Иван Петров"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“The bridge will stay closed all year,” Tass quoted Ann Smith as saying.", "Ann Smith"),
        ("The agency quoted Ann Smith as saying that “the bridge will stay closed all year”.", "Ann Smith"),
        ("“The bridge will stay closed all year,” Ann Smith was quoted by the agency as saying.", "Ann Smith"),
        ("Ann Smith was quoted as saying by Tass: “The bridge will stay closed all year.”", "Ann Smith"),
        ("“The bridge will stay closed all year,” said Ann Smith, according to Tass.", "Ann Smith"),
        ("“The bridge will stay closed all year,” Ann Smith told Bob Jones, according to the agency.", "Ann Smith"),
        ("Ann Smith’s verdict: “The bridge will stay closed all year.”", "Ann Smith"),
        ("Ann Smith (Bridge Builders Ltd.): “The bridge will stay closed all year.”", "Ann Smith"),
        ("“The bridge will stay closed all year,” said Ana de la Cruz.", "Ana de la Cruz"),
        ("“The bridge will stay closed all year,” said Omar al-Hadi.", "Omar al-Hadi"),
        ("“The bridge will stay closed all year,” one said.", "one"),
        ("“The bridge will stay closed all year,” said another.", "another"),
        ("There was footage of Ann Smith saying “the bridge will stay closed all year”.", "Ann Smith"),
        ("Bob Jones was asked by Ann Smith, “Will the bridge stay closed all year?”", "Ann Smith"),
    ],
)
def test_who_passes_words_on_is_not_who_speaks(text: str, speaker: str) -> None:
    """Agencies that quote, passives, sources behind a speaker, labels with an owner, names with small words."""
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    "text",
    [
        "The result: “The bridge will stay closed all year, and nobody will open it.”",
        "Closed Bridges Slow Traffic Everywhere: “A very long and very cold winter is to come.”",
        "“The bridge will stay closed all year,” the letter said.",
        "Ann Smith was asked, “Will the bridge stay closed all year?”",
    ],
)
def test_things_and_clauses_are_never_certain(text: str) -> None:
    """Only a person, a body or a role is a certain speaker."""
    assert [certain for _, _, certain in heard(text)] == [False]


def test_introductions_in_the_paragraph_before() -> None:
    """A paragraph that ends with a colon introduces the next one."""
    assert speakers("On Monday Mayor Ann Smith said:\n“The bridge will stay closed all year.”") == ["Ann Smith"]


def test_nobody_is_named_for_scare_quotes_and_hearsay() -> None:
    """Scare quotes and hearsay have no speaker and no rule."""
    assert heard("The “bridge” was built in 1901. It is reportedly “beyond repair”.") == [
        (None, "", False),
        (None, "", False),
    ]


@pytest.mark.parametrize(("head", "office"), [(head, office) for head in OFFICES for office in sorted(OFFICES[head])])
def test_a_description_stands_for_each_of_its_offices(head: str, office: str) -> None:
    """The words "the minister" mean the one person of such a title, and that is never certain."""
    title = {"prime": "Prime Minister", "secretary of state": "Secretary of State"}.get(office, office.title())
    text = f"{title} Ann Smith came to Rome. “The bridge is closed for the year,” the {head} said."
    assert heard(text) == [("Ann Smith", "after", False)]


@pytest.mark.parametrize(
    ("people", "speaker"),
    [
        ("President Ann Smith met President Ben Jones", "the president"),
        ("Chinese President Ann Li met French President Ben Jones", "the president"),
        ("President Ann Smith met Mayor Ben Jones", "Ann Smith"),
    ],
)
def test_a_description_of_two_is_of_nobody(people: str, speaker: str) -> None:
    """Where two persons have the office, and no country parts them, the words stand for themselves."""
    assert speakers(f"{people}.\n“The bridge is closed for the year,” the president said.") == [speaker]


def test_a_country_parts_persons_of_one_office() -> None:
    """A title and a description name one person only if their countries are the same."""
    two = "Chinese President Ann Li met French President Ben Jones.\n“The bridge is closed for the year,” the {} said."
    told = [speakers(two.format(words)) for words in ("French president", "Chinese leader", "German president")]
    assert told == [["Ben Jones"], ["Ann Li"], ["the German president"]]


BRIDGE = "The bridge is closed for the year"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (f"“{BRIDGE},” Ann Smith said.", "after"),
        (f"Ann Smith said, “{BRIDGE}.”", "before"),
        (f"According to Ann Smith, “{BRIDGE}.”", "according before"),
        (f"Ann Smith: “{BRIDGE}.”", "label before"),
        (f"“ANN SMITH: {BRIDGE}.”", "label inside"),
        (f"“{BRIDGE}.” — Ann Smith", "signature after"),
        (f"“{BRIDGE}.”\n— Ann Smith", "signed statement"),
        (f"Ann Smith said on Friday:\n“{BRIDGE}.”", "introduced statement"),
    ],
)
def test_the_plainest_form_of_a_rule_is_certain(text: str, rule: str) -> None:
    """Where a name stands beside the quotation, and nothing else speaks, the speaker is certain."""
    assert [(found, certain) for _, found, certain in heard(text)] == [(rule, True)]


def test_what_is_only_near_is_not_certain() -> None:
    """The speaker of a neighbouring paragraph is an uncertain speaker of this one."""
    texts = (
        f"“The road is open,” Ann Smith said.\n“{BRIDGE}.”",
        f"“{BRIDGE}.\n“It opens in May,” Ann Smith said.",
    )
    assert [[certain for _, rule, certain in heard(text) if rule != "after"] for text in texts] == [[False]] * 2


def test_each_sentence_has_its_subject() -> None:
    """A pronoun takes the subject of the sentence before it, also of the last of several in a paragraph."""
    assert speakers(f"Ann Smith came. Ben Jones left.\n“{BRIDGE},” he said.") == ["Ben Jones"]


@pytest.mark.parametrize(
    "text",
    [
        "SMITH: The bridge is closed.\nIt rained.\nJONES: For how long?\nIt snowed.\nSMITH: All year.",
        "SMITH: The bridge is closed.\nJONES: For how long?",
        "SMITH: The bridge is closed.\nSMITH: All year.\nSMITH: It is so.",
        "SMITH: The bridge is closed.\nJONES: For how long?\nKELLY: All year.",
    ],
)
def test_labels_alone_make_no_transcript(text: str) -> None:
    """Three labelled lines do, two of them side by side, two by one speaker, and two speakers."""
    assert heard(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ann Smith shot back: “That will not do at all.”",
        "Ann Smith said： “That will not do at all.”",
        "“That will not do at all,” Ann Smith shot back.",
    ],
)
def test_verbs_of_two_words_and_foreign_colons_are_read(text: str) -> None:
    """She shot back as she said, and a colon of another alphabet is a colon."""
    assert speakers(text) == ["Ann Smith"]


@pytest.mark.parametrize(("lines", "found"), [(3, 1), (2, 0)])
def test_lines_cut_to_a_width_are_one_paragraph(lines: int, found: int) -> None:
    """Where a block was wrapped, a quotation runs over its line ends; two lines are no proof of that."""
    wrapped = (
        "Nobody in the town had been told before noon that day that “the\n"
        "bridge is closed to all traffic for the rest of the year”, Ann\n"
        "Smith said to the few people who had come to the hall to listen\n"
    )
    text = "".join(wrapped.splitlines(keepends=True)[:lines]).rstrip()
    one = Article("a.txt", Source("a.txt", "plain"), text, "", (Block(0, len(text), Role.BODY),))
    assert (
        sum("bridge" in text[slice(*quote.span)] and "the\n" in text[slice(*quote.span)] for quote in quotes(one))
        == found
    )


@pytest.mark.parametrize(
    "people", ["Chinese President Ann Li met Mayor Ben Jones", "President Ann Li met Mayor Ben Jones"]
)
@pytest.mark.parametrize("words", ["the president", "the Chinese president"])
def test_a_country_that_one_side_leaves_out_parts_nobody(people: str, words: str) -> None:
    """A description without a country means the one president, of whatever country; so does a title without one."""
    assert speakers(f"{people}.\n“{BRIDGE},” {words} said.") == ["Ann Li"]


def test_a_wider_demonym_is_no_country() -> None:
    """A diplomat of "the West" has no country, and raises no error."""
    assert speakers(f"“{BRIDGE},” the Western diplomat said.") == ["the Western diplomat"]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“The bridge is closed for the year,” retired Army general Ann Smith said.", "Ann Smith"),
        ("“The bridge is closed for the year,” as Ann Smith put it.", "Ann Smith"),
        ("Ann Smith, 41, a driver from Ohio, said on Monday, “The bridge is closed for the year.”", "Ann Smith"),
        ("Ann Smith once said: “The bridge is closed for the year.”", "Ann Smith"),
        ("Ann Smith, who has in the past described it as “a bridge to nowhere at all,” was not there.", "Ann Smith"),
        ("A city official later walked back the promise, saying it “was a slip of the tongue.”", "A city official"),
        ("Ann Smith dismissed Ben Jones’ late-night tweets, saying they were “not worth an answer.”", "Ann Smith"),
        ("The bridge burned, with Ann Smith reportedly shouting: “Get out of here right now!”", "Ann Smith"),
        ("Ben Jones closed the road — Ann Smith: “The bridge is closed for the year.”", "Ann Smith"),
    ],
)
def test_phrases_around_a_speaker_do_not_hide_it(text: str, speaker: str) -> None:
    """Participles, ages, adverbs, nouns that look like verbs: the speaker is who is said to speak."""
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("When Ann Smith said that it was closed, a driver shouted, “Then open the bridge!”", "a driver"),
        ("After Ann Smith criticized the mayor, Ben Jones shot back, “The bridge is not my business.”", "Ben Jones"),
        ("Ann Smith noted that — as was true in May — nobody paid, and Ben Jones boasted, “I paid.”", "Ben Jones"),
        ("“It is closed,” Ann Smith said. Mayor Ben Jones called it “a very bad day for the town.”", "Ben Jones"),
    ],
)
def test_the_verb_beside_a_quotation_goes_before_one_of_another_clause(text: str, speaker: str) -> None:
    """Of several who are said to speak, the one whose verb stands at the quotation speaks."""
    assert speakers(text)[-1] == speaker


def test_a_sentence_ends_with_the_stop_inside_a_quotation() -> None:
    """What is said in the sentence behind "… at all.” is not said by the subject of the sentence before."""
    text = (
        "Ann Smith said it was “no good at all.” A city official walked it back, saying it “was a slip of the tongue.”"
    )
    assert speakers(text) == ["Ann Smith", "A city official"]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Smith said it on the show “Bridges of Ohio.”",
        "In her novel, “The Long Bridge,” Ann Smith writes of it.",
        "The film “The Long Bridge” opened, Ann Smith said.",
    ],
)
def test_titles_of_works_are_said_by_nobody(text: str) -> None:
    """Words in quotation marks after a novel, film or show are its title and have no speaker."""
    assert speakers(text) == [None]


def test_a_part_with_its_own_speaker_does_not_go_on_with_the_one_before() -> None:
    """Where a closing mark was forgotten, the next paragraph's own "said Ben Jones" tells who speaks there."""
    text = "“It is closed,” Ann Smith said. “It will be so all year.\n“That is a shame for the town,” said Ben Jones."
    assert speakers(text)[-1] == "Ben Jones"


def test_a_sentence_without_a_verb_of_speech_is_not_its_subjects() -> None:
    """The subject of a sentence is given for a word or two in marks, never for a whole sentence."""
    assert speakers("Ann Smith hit the brakes “because the bridge was closed for the whole year.”") == [None]


@pytest.mark.parametrize(
    "text",
    [
        "“The bridge is closed for the year,” Ann Smith, the head of the harbour union, a group of drivers, said.",
        "A driver, Ann Smith, the head of the union, who is from Ohio, said “the bridge is closed for the year.”",
    ],
)
def test_a_name_goes_before_its_descriptions(text: str) -> None:
    """Of a name and what is said of its bearer, the name is the speaker."""
    assert speakers(text) == ["Ann Smith"]


def test_a_pronoun_takes_the_subject_of_the_main_clause() -> None:
    """A pronoun takes the subject of the main clause, not of the clause about somebody else's words."""
    text = (
        "Ann Smith said Ben Jones offered her the job.\nShe said there would be “no quarrel between the two of them.”"
    )
    assert speakers(text) == ["Ann Smith"]
    text = (
        "Carl Smith said that Ben Jones had told him of the job.\nHe said there would be “no quarrel between the two.”"
    )
    assert speakers(text) == ["Carl Smith"]
    text = "When Carl Smith asked, Ben Jones said it was late.\nHe added that there would be “no quarrel between them.”"
    assert speakers(text) == ["Ben Jones"]


def test_a_body_is_no_she() -> None:
    """Initials in capitals are a body's, which no pronoun of a woman or a man stands for."""
    text = "Rosa Marsh spoke first. The QRST objects to the bridge.\n“The bridge is closed for the year,” she said."
    assert speakers(text) == ["Rosa Marsh"]


@pytest.mark.parametrize(
    "inside",
    [
        "Ann Smith said the bridge was closed. That was in May.",
        "The bridge is closed,’ Jones said, but nobody heard him at the time.",
    ],
)
def test_words_that_tell_who_speaks_are_not_surely_the_speakers(inside: str) -> None:
    """A passage in quotation marks that itself names speakers has no certain speaker."""
    assert [certain for _, _, certain in heard(f"“{inside}” Mayor Ann Smith said.")] == [False]


def test_a_label_of_a_headline_is_not_sure() -> None:
    """A name before a colon surely speaks only what stands in marks right behind the colon."""
    assert heard("Ann Smith: an hour with the ‘queen of the bridges’")[0][2] is False
    assert heard("Ann Smith: “The bridge is closed for the year.”")[0][2] is True


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("es", "“El puerto seguirá cerrado –dijo la alcaldesa Ida Brandt–. Nadie lo ha pedido”.", "Ida Brandt"),
        ("es", "—El puerto seguirá cerrado —afirmó Ida Brandt—. Nadie lo ha pedido.", "Ida Brandt"),
        ("es", "–El puerto seguirá cerrado –informó Ida Brandt a la prensa–, y nadie lo abrirá.", "Ida Brandt"),
        ("fr", "« Le port, a déclaré la ministre Ida Brandt, restera fermé toute l’année. »", "Ida Brandt"),
        ("it", "«Il porto resterà chiuso – ha detto Ida Brandt – per tutto l’anno».", "Ida Brandt"),
        ("ru", "«Порт, — сказала Ида Брандт, — будет закрыт весь год».", "Ида Брандт"),
    ],
)
def test_incises_tell_who_speaks(language: str, text: str, speaker: str) -> None:
    """Where a language keeps "she said" inside the marks, or between dashes alone, that is who speaks."""
    assert {found for found, _, _ in heard(text, language)} == {speaker}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "“El puerto –una ruina– seguirá cerrado, dijeron”."),
        ("fr", "« Le port, une ruine, restera fermé toute l’année. »"),
        ("en", "“The harbour, said my mother, will be closed all year.”"),
    ],
)
def test_what_stands_between_commas_or_dashes_alone_is_no_incise(language: str, text: str) -> None:
    """Words between commas or dashes name a speaker only with a verb of saying and its subject, never in English."""
    assert {found for found, _, _ in heard(text, language)} == {None}


@pytest.mark.parametrize(
    ("language", "text", "speaker", "certain"),
    [
        ("ru", "«Порт закрыт на год», — заявил РИА Новости глава управы Иван Лисов.", "Иван Лисов", True),
        ("ru", "Как сообщил Интерфаксу источник, «порт закрыт на год».", "источник", False),
        ("pl", "– Port jest zamknięty – powiedział w rozmowie z PAP minister Jan Lisowski.", "Jan Lisowski", True),
        ("pl", "Rzeczniczka MSZ poinformowała, że port „jest zamknięty na rok”.", "Rzeczniczka MSZ", True),
        ("ru", "«Порт закрыт на год», — пояснил Джон Ди Лисов.", "Джон Ди Лисов", True),
        ("uk", "Голова ОВА Іван Лисенко написав: «Порт закритий на рік».", "Іван Лисенко", True),
        ("de", "Laut Polizei verlor der Fahrer „die Kontrolle über den Wagen“.", "Polizei", True),
        ("de", "Wenn seine Gegnerin gewählt werden sollte, so versicherte er, „bleibt der Hafen zu“.", "er", False),
        ("pt", "“O porto ficará fechado o ano todo”, disse a Sra. Brandt.", "Brandt", True),
        ("zh", "“港口全年关闭，不会再开放。”商会主席喬·斯頓雷说。", "喬·斯頓雷", True),
    ],
)
def test_who_is_told_is_not_who_tells(language: str, text: str, speaker: str, *, certain: bool) -> None:
    """An agency that is told something, or a body that an office belongs to, is not the speaker."""
    [(found, _, sure)] = heard(text, language)
    assert (found, sure) == (speaker, certain)


def test_a_pronoun_of_a_person_is_no_body() -> None:
    """In a language whose bodies are known by their nouns, "er" is not the government named before."""
    text = "Die Regierung von Malta tagt. „Der Hafen bleibt das ganze Jahr gesperrt“, sagte er."
    assert [found for found, _, _ in heard(text, "de")] == ["er"]


@pytest.mark.parametrize("thing", ["The letter from Smith", "Federal law", "The website of the town"])
def test_things_are_never_sure_to_speak(thing: str) -> None:
    """A letter, a law or a website is never a certain speaker."""
    text = f"Ann Smith wrote to Smith. Smith is a town. {thing} says that “the bridge is closed for the year.”"
    assert [certain for _, _, certain in heard(text)] == [False]


def test_what_somebody_calls_something_is_theirs() -> None:
    """In "what aides called", the aides are the speakers."""
    text = "Ann Smith stood by what her aides called “an orphan of a bridge.”"
    assert speakers(text) == ["her aides"]


def test_who_is_less_likely_than_not_is_not_named() -> None:
    """The farther the words that tell, the less is known; then the speaker is unknown."""
    text = "Mayor Ann Smith pointed on Monday to what her aides called “an orphan of a bridge in the hills.”"
    assert speakers(text) == [None]


def test_a_constitution_is_no_he() -> None:
    """What a country's name begins is no person whom a pronoun could stand for."""
    text = (
        "Ben Jones came to the reading. The U.S. Constitution lay there.\n“The bridge is closed for the year,” he said."
    )
    assert speakers(text) == ["Ben Jones"]


def test_a_clause_of_comparison_does_not_take_what_follows() -> None:
    """A participle behind "as it sees fit" leans on who told the rest of the sentence."""
    text = (
        "Smith outlined the rights of the town to run the bridge as it sees fit, saying “its rights have been ignored.”"
    )
    assert speakers(text) == ["Smith"]
