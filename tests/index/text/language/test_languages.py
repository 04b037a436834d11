"""Which language a text is in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.language.languages import detect

PASSAGES = {
    "en": "The minister said on Friday that the two sides had agreed to talk again before the end of the year.",
    "de": "Die Ministerin sagte am Freitag, dass sich beide Seiten auf ein weiteres Gespräch geeinigt haben.",
    "fr": "La ministre a déclaré vendredi que les deux parties se sont entendues pour une nouvelle rencontre.",
    "es": "La ministra dijo el viernes que las dos partes se habían puesto de acuerdo para volver a hablar.",
    "it": "La ministra ha detto venerdì che le due parti si sono accordate per un nuovo incontro, non prima di maggio.",
    "pt": "A ministra disse na sexta-feira que as duas partes não chegaram a um acordo, mas vão voltar a reunir.",
    "nl": "De minister zei vrijdag dat het overleg niet is mislukt en dat er nog een gesprek van de partijen komt.",
    "sv": "Ministern sade på fredagen att de två parterna har kommit överens om att träffas igen och att det är bra.",
    "da": "Ministeren sagde fredag, at de to parter er blevet enige om at mødes igen, og at der ikke er mere at sige.",
    "no": "Statsråden sa fredag at partene er blitt enige om å møtes igjen, og at det ikke er mye mer å si nå.",
    "fi": "Ministeri sanoi perjantaina, että osapuolet ovat sopineet uudesta tapaamisesta, mutta se ei ole varma.",
    "pl": "Minister powiedział w piątek, że obie strony zgodziły się na kolejne spotkanie, ale nie jest to pewne.",
    "eo": "La ministro diris vendrede, ke la du flankoj konsentis renkontiĝi denove, kaj ke oni ne scias kiam.",
    "cs": "Ministr v pátek řekl, že se obě strany dohodly na dalším jednání, ale podle něj to ještě není jisté.",
    "hu": "A miniszter pénteken azt mondta, hogy a felek megállapodtak egy újabb találkozóról, de ez még nem biztos.",
    "ro": "Ministrul a declarat vineri că cele două părți au convenit să se întâlnească din nou, dar nu este sigur.",
    "tr": "Bakan, iki tarafın yeniden görüşmek için anlaştığını ve bunun çok önemli olduğunu söyledi.",
    "id": "Menteri itu mengatakan pada hari Jumat bahwa kedua pihak telah sepakat untuk bertemu lagi dalam tahun ini.",
    "vi": "Bộ trưởng cho biết hôm thứ Sáu rằng hai bên đã đồng ý gặp lại, nhưng không có gì là chắc chắn.",
    "uk": "Міністр заявив у п’ятницю, що сторони домовилися про нову зустріч, але дата її ще не відома.",
    "ru": "Министр заявил в пятницу, что стороны договорились о новой встрече, но её дата ещё не известна.",
    "bg": "Министърът заяви в петък, че двете страни са се договорили за нова среща, но датата все още не е ясна.",
    "ar": "قال الوزير يوم الجمعة إن الطرفين اتفقا على عقد لقاء جديد في الأسبوع المقبل بعد المحادثات التي جرت",
    "fa": "وزیر روز جمعه گفت که دو طرف برای دیدار دیگری با هم توافق کرده‌اند و این را مهم خواند",
    "ur": "وزیر نے جمعہ کو کہا کہ دونوں فریق ایک اور ملاقات کے لیے تیار ہیں اور یہ اہم ہے",
    "he": "השר אמר ביום שישי כי שני הצדדים הסכימו להיפגש שוב",
    "el": "Ο υπουργός δήλωσε την Παρασκευή ότι οι δύο πλευρές συμφώνησαν να συναντηθούν ξανά",
    "zh": "外交部长星期五表示，双方同意再次举行会谈，但日期尚未确定。",
    "ja": "外相は金曜日、双方が再び会談することで合意したと述べた。",
    "ko": "장관은 금요일 양측이 다시 만나기로 합의했다고 밝혔다.",
    "th": "รัฐมนตรีกล่าวเมื่อวันศุกร์ว่าทั้งสองฝ่ายตกลงที่จะพบกันอีกครั้ง",
    "hi": "मंत्री ने शुक्रवार को कहा कि दोनों पक्ष फिर से मिलने पर सहमत हुए हैं",
    "ka": "მინისტრმა პარასკევს განაცხადა, რომ მხარეები შეთანხმდნენ",
}


@pytest.mark.parametrize("language", PASSAGES)
def test_a_sentence_of_news_is_enough(language: str) -> None:
    """One ordinary sentence tells its language."""
    assert detect(PASSAGES[language]) == language


@pytest.mark.parametrize(
    "text",
    ["", "Blinken", "1,234 5,678 9 %", "🙂🙂🙂", "Xi Jinping", "Peking Zürich Москва 北京", "to to to to to to to to"],
)
def test_too_little_is_unknown(text: str) -> None:
    """Names, numbers, signs and single words repeated leave the language unknown."""
    assert detect(text) is None


def test_a_table_is_unknown() -> None:
    """Figures with abbreviations are no language."""
    assert detect("Shr 2.10 dlrs vs 1.72 dlrs\n    Net 2,228,000 vs 1,730,000\n" * 20) is None


def test_a_quoted_foreign_word_changes_nothing() -> None:
    """English with a Ukrainian headline below it is English."""
    assert detect(PASSAGES["en"] * 3 + PASSAGES["uk"]) == "en"


@given(st.text())
def test_any_text_has_an_answer(text: str) -> None:
    """Any text gives a code of two letters or None."""
    found = detect(text)
    assert found is None or (len(found) == 2 and found.islower())
