"""Bytes become text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.articles.decoding import Decoded, NotTextError, canonical, decode

TEXT = "Blinken’s “talks” – 5½ hours; Блінкен, 布林肯"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("utf-32"), "utf-32"),
    ],
)
def test_marked_and_plain_unicode(data: bytes, encoding: str) -> None:
    """UTF-8 with and without mark and the wider encodings with one give the text, without the mark or a word."""
    decoded = decode(data)
    assert (decoded.text, decoded.encoding, decoded.problems) == (TEXT, encoding, ())


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        ("£600m – “sales” up".encode("cp1252"), "£600m – “sales” up", "cp1252"),
        (b"caf\xe9 \x81", "café \x81", "latin-1"),
    ],
)
def test_old_encodings_are_said(data: bytes, text: str, encoding: str) -> None:
    """What is not UTF-8 is read as Windows-1252, else Latin-1, and a problem says so."""
    decoded = decode(data)
    assert (decoded.text, decoded.encoding, len(decoded.problems)) == (text, encoding, 1)
    assert "not UTF-8" in decoded.problems[0]


def test_damaged_unicode_stays_unicode() -> None:
    """A few broken bytes in a Cyrillic text don't turn all of it into accented letters."""
    whole = "Блінкен під час візиту до Китаю закликав Пекін до співпраці".encode()
    decoded = decode(whole + whole[:1])
    assert decoded.text == whole.decode() + "\ufffd"
    assert decoded.problems == ("1 character is damaged in the file and shown as �.",)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"text with \0 in it", "NUL"),
        ("text".encode("utf-16-le"), "NUL"),
        ("a\0b".encode("utf-16"), "NUL"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "zip"),
        (b"\x89PNG\r\n", "picture"),
        (b"{\\rtf1 text}", "RTF"),
        (bytes(range(1, 32)) * 40, "control"),
    ],
)
def test_what_is_no_text(data: bytes, reason: str) -> None:
    """Binary data is refused with a reason that names it."""
    with pytest.raises(NotTextError, match=reason):
        decode(data)


@pytest.mark.parametrize("text", ["one\r\ntwo\rthree\n", "one\ntwo\nthree\n"])
def test_line_ends_become_lf(text: str) -> None:
    """CRLF and a lone CR are line ends."""
    assert canonical(text) == "one\ntwo\nthree\n"


def test_letters_are_composed() -> None:
    """NFC and nothing stronger: ligatures and fractions stay."""
    assert canonical("re\u0301sume\u0301 ﬁn ½") == "résumé ﬁn ½"


SCRIPTS = {
    "ru": "Порт Риги будет перестроен до зимы, сообщил совет в понедельник вечером.\n\nРабота начнётся в марте.\n",
    "uk": "Порт Риги буде перебудовано до зими, повідомила рада у понеділок після зустрічі. Про це пишуть усі.\n",
    "zh": "里加港将在冬天之前重建，市议会星期一在长时间的会议之后表示。工程将于三月开始，费用比预期要高。\n",
    "ja": "リガの港は冬の前に再建されると、市議会が月曜日の長い会議の後に述べた。工事は三月に始まる予定だ。\n",
    "ko": "리가 항구는 겨울이 오기 전에 다시 지어질 것이라고 시의회가 월요일 긴 회의 끝에 말했다.\n",
    "el": "Το λιμάνι της Ρίγας θα ξαναχτιστεί πριν από τον χειμώνα, είπε το συμβούλιο τη Δευτέρα.\n",
    "ar": "قال المجلس يوم الاثنين إن ميناء ريغا سيعاد بناؤه قبل الشتاء بعد اجتماع طويل في المدينة على البحر.\n",
}


@pytest.mark.parametrize(
    ("language", "encoding"),
    [
        ("ru", "cp1251"),
        ("ru", "koi8-r"),
        ("ru", "cp866"),
        ("uk", "cp1251"),
        ("zh", "gb18030"),
        ("zh", "big5"),
        ("ja", "shift_jis"),
        ("ja", "euc_jp"),
        ("ko", "euc_kr"),
        ("el", "cp1253"),
        ("ar", "cp1256"),
    ],
)
def test_old_encodings_of_other_scripts(language: str, encoding: str) -> None:
    """A text that is sure to be in another script is read in its encoding, and that it was is said."""
    written = SCRIPTS[language].encode(encoding, "replace")
    decoded = decode(written)
    assert (decoded.text, len(decoded.problems)) == (written.decode(encoding), 1)
    assert decoded.encoding not in {"utf-8", "cp1252", "latin-1"}


LATIN = {
    "pl": "Rada miasta powiedziała w poniedziałek, że port zostanie odbudowany przed zimą, a koszty będą wyższe"
    " niż się spodziewano. „Nie mamy już wyjścia” – dodał burmistrz, który jest żonaty i ma dwóch synów.\n",
    "cs": "Rada města v pondělí řekla, že přístav bude přestavěn ještě před zimou a že náklady budou vyšší, než"
    " se čekalo. „Už nemáme na výběr,“ dodal starosta, který se k tomu ještě vrátí.\n",
    "hu": "A városi tanács hétfőn azt mondta, hogy a kikötőt a tél előtt újjáépítik, és hogy a költségek "
    "nagyobbak lesznek, mint ahogy azt várták. A munka márciusban kezdődik, és egy évig is eltarthat, ha "
    "jó az idő.\n",
    "ro": "Consiliul a spus luni că portul va fi reconstruit înainte de iarnă şi că va costa mai mult decât se "
    "aştepta. Primarul a adăugat că nu este altă cale pentru oraş şi că lucrările vor începe în martie.\n",
    "tr": "Şehir meclisi pazartesi günü limanın kıştan önce yeniden inşa edileceğini ve bunun için beklenenden "
    "daha çok para gerektiğini söyledi. Başkan, çalışmaların mart ayında başlayacağını ve bir yıl "
    "süreceğini de ekledi.\n",
    "eo": "La konsilio diris lunde, ke la haveno estos rekonstruita antaŭ la vintro kaj ke ĝi kostos pli ol oni"
    " antaŭvidis. “Ni ne plu havas elekton”, aldonis la urbestro, kiu ĉi-semajne vojaĝos al la ĉefurbo.\n",
    "vi": "Hội đồng thành phố cho biết hôm thứ hai rằng cảng sẽ được xây dựng lại trước mùa đông và chi phí sẽ "
    "cao hơn. Công việc sẽ bắt đầu vào tháng ba và có thể kéo dài một năm, theo ông thị trưởng.\n",
    "de": "Der Rat sagte am Montag, dass der Hafen noch vor dem Winter für die größeren Schiffe geöffnet wird "
    "und dass die Kosten höher sind als erwartet. „Wir müssen das jetzt tun“, fügte der Bürgermeister "
    "hinzu.\n",
    "es": "El consejo dijo el lunes que el puerto será reconstruido antes del invierno y que el coste será más "
    "alto de lo que se esperaba. El alcalde añadió que no había otra opción para la ciudad, según informó"
    " la radio.\n",
    "en": "The council said on Monday that the harbour’s quay would be rebuilt before winter – and that it’d "
    "cost more than was expected. “We don’t have a choice,” the mayor of the town said.\n",
}


@pytest.mark.parametrize(
    ("language", "encoding", "name"),
    [
        ("pl", "cp1250", "Windows-1250"),
        ("pl", "iso8859_2", "ISO-8859-2"),
        ("cs", "cp1250", "Windows-1250"),
        ("cs", "iso8859_2", "ISO-8859-2"),
        ("cs", "cp852", "cp852"),
        ("cs", "mac_latin2", "Mac Latin 2"),
        ("hu", "cp1250", "Windows-1250"),
        ("ro", "cp1250", "Windows-1250"),
        ("tr", "cp1254", "Windows-1254"),
        ("tr", "cp857", "cp857"),
        ("eo", "iso8859_3", "ISO-8859-3"),
        ("vi", "cp1258", "Windows-1258"),
        ("de", "cp1252", "Windows-1252"),
        ("de", "mac_roman", "Mac Roman"),
        ("de", "cp850", "cp850"),
        ("es", "mac_roman", "Mac Roman"),
        ("es", "cp850", "cp850"),
        ("en", "cp1252", "Windows-1252"),
        ("en", "mac_roman", "Mac Roman"),
    ],
)
def test_old_encodings_of_latin_script(language: str, encoding: str, name: str) -> None:
    """The letters of the language that the words are of tell which encoding a text is in, and that is said."""
    text = LATIN[language]
    if encoding == "cp1258":
        written = b"".join(_in_cp1258(char) for char in text)
    else:
        # The quotation marks of some are in no old encoding.
        written = text.encode(encoding, "ignore")
        text = canonical(written.decode(encoding))
    assert decode(written) == Decoded(
        text, encoding, (f"The file is not UTF-8; read as {name}, by its letters and words.",)
    )


def _in_cp1258(char: str) -> bytes:
    """Return a letter as Windows-1258 writes it: the base, then the mark of its tone."""
    try:
        return char.encode("cp1258")
    except UnicodeEncodeError:
        parts = unicodedata.normalize("NFD", char)
        base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONES))
        return (base + "".join(part for part in parts if part in TONES)).encode("cp1258")


TONES = "\u0300\u0301\u0303\u0309\u0323"


@pytest.mark.parametrize(
    "data",
    [
        "Öl und Gold sind Rohstoffe, mit denen man auch an der Börse handelt.\n".encode("cp850"),
        "Rada řekla, že se o to nepokusila.\n".encode("iso8859_2"),
        "Kontakt: Škoda, Łódź, Ňuňec, Đoković\n".encode("iso8859_16", "ignore"),
        "ąęś ąęś ąęś ąęś\n".encode("iso8859_2"),
        "The mayor of Łódź said that the city was not for sale, and that was that.\n".encode("cp1250"),
    ],
)
def test_an_encoding_without_a_cue_is_not_claimed(data: bytes) -> None:
    """A few letters, or words of no language, decide nothing: it is read as Windows-1252, and said to be unsure."""
    decoded = decode(data)
    assert decoded.encoding in {"cp1252", "latin-1"}
    assert decoded.problems[0].endswith("so accents and quotation marks may be wrong.")


def test_the_last_line_counts() -> None:
    """A text of one line, or whose last line has the only letters beyond ASCII, is recognised by them."""
    for text in (LATIN["pl"].rstrip("\n"), "Port\n" + LATIN["pl"].rstrip("\n")):
        assert decode(text.encode("cp1250")).text == text


@pytest.mark.parametrize(
    "text",
    [
        "Año nuevo: la niñez española cantó en la plaza, según el señor alcalde de A Coruña y la señora Núñez.\n",
        "“Œuvre” – « déjà » où l’été à Évry fut très frais…\n",
        "Ôïðò Ñéãè\n",
        "äöüßäöüß\n",
    ],
)
def test_western_texts_stay_western(text: str) -> None:
    """Many accents alone do not make a text one of another script."""
    decoded = decode(text.encode("cp1252"))
    assert (decoded.text, decoded.encoding) == (text, "cp1252")


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("one\u2028two\u2029three", "one\ntwo\nthree"),
        ("one\x85two", "one\ntwo"),
        ("\x93Wait\x85 no\x94", "\x93Wait\x85 no\x94"),
    ],
)
def test_other_signs_for_the_end_of_a_line(written: str, text: str) -> None:
    """Separators of lines and paragraphs end lines; NEL does not where it is an ellipsis that was decoded wrongly."""
    assert canonical(written) == text


@given(st.text())
def test_canonical_text_is_a_fixed_point(text: str) -> None:
    """Text that keeps the law is returned as it is, and what is returned keeps the law."""
    once = canonical(text)
    assert canonical(once) is once
    assert unicodedata.is_normalized("NFC", once)
    assert "\r" not in once


@given(st.binary())
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    """Whatever the bytes, there is text without NUL and half characters, or one reason."""
    try:
        text = decode(data).text
    except NotTextError:
        return
    assert "\0" not in text
    text.encode()


def test_a_text_of_marks_is_not_sorted() -> None:
    """Half a million combining marks on one letter are read in linear time."""
    text = "ab" + "\u0301\u0327" * 250_000 + "cafe\u0301"
    assert canonical(text) == "ab" + "\u0301\u0327" * 250_000 + "café"
