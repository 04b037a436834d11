"""Bytes become text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.articles.decoding import NotTextError, canonical, decode

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
    """Accents are no other script, however many there are, unless words of one come out."""
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
    """Half a million combining marks on one letter cost no more than to look at them."""
    text = "ab" + "\u0301\u0327" * 250_000 + "cafe\u0301"
    assert canonical(text) == "ab" + "\u0301\u0327" * 250_000 + "café"
