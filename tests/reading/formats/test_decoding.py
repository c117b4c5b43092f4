"""Any bytes become text, or a fault; what is guessed is told."""

from __future__ import annotations

import codecs
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qualkit.errors import FaultsError
from qualkit.reading.formats.decoding import decode, find_encoding

DANISH = "Jeg synes, det er svært at spare på varmen. Vi har altid gjort sådan, ærligt talt, og børnene fryser ikke."
RUSSIAN = "Я не знаю, возможно ли это было. Я уже говорил, что праздники были трудными, но дети радовались."
CHINESE = "我不知道这是否可能。我已经说过，假期很困难，但是孩子们很高兴。"
JAPANESE = "それが可能だったかどうかはわかりません。休日は大変だったと言いましたが、子供たちは喜びました。"
GERMAN = "Ich weiß nicht, ob das für die älteren Menschen möglich wäre. Die Häuser müssen größer sein"

LANGUAGES = [
    ("cp1252", DANISH),
    ("cp1252", GERMAN + ", „natürlich“."),
    ("cp1252", "Saya bilang “tidak apa-apa”, tapi sebenarnya… susah. Anak-anak ‘sekolah’ sendiri."),
    ("cp1252", "Kami minum di café itu, dan itu saja yang kami lakukan setiap hari setelah pulang dari sawah."),
    ("cp1252", "Suhunya sampai 40° waktu itu, jadi kami tidak keluar rumah sama sekali."),
    ("cp1252", "Informan: Itu bukan salah saya… ya sudah."),
    ("cp1252", "Nous avons déjà parlé de ça l’année dernière ; c’était très difficile, à cause des dépenses."),
    ("cp1252", "¿Cómo se sintió usted? Pues muy mal, señor, porque mañana no habrá más niños en la escuela."),
    ("cp1252", "Ik vond het één van de moeilijkste perioden; de financiële problemen waren enorm, zei zij."),
    ("cp1252", "Jag tycker att det är svårt att förstå hur människor mår. Vi åker hem på lördag."),
    ("cp1252", "Não sei, acho que a situação é difícil para as crianças. Você não tem opções, então é assim."),
    ("cp1252", "Perché non c’è più lavoro, e la città è cambiata. È così che va, però noi restiamo qui."),
    ("cp1252", "Minä en tiedä, miten tämä päättyy. Hän sanoi että äiti söi pöydässä."),
    ("cp1250", "Nie wiem, czy to było możliwe. Mówiłem już, że święta były trudne, ale dzieci się cieszyły."),
    ("cp1250", "Nevím, jestli to bylo možné. Říkal jsem, že děti byly šťastné a všichni žijí dobře."),
    ("cp1251", RUSSIAN),
    ("koi8_r", RUSSIAN),
    ("cp1253", "Δεν ξέρω αν ήταν δυνατό. Είχα ήδη πει ότι οι γιορτές ήταν δύσκολες, αλλά τα παιδιά χάρηκαν."),
    ("cp1254", "Bunun mümkün olup olmadığını bilmiyorum. Çocuklar çok mutluydu, ama şimdi işler değişti, değil mi?"),
    ("cp1256", "لا أعرف إن كان ذلك ممكنا. لقد قلت من قبل إن الأعياد كانت صعبة ولكن الأطفال فرحوا."),
    ("tis_620", "ฉันไม่รู้ว่ามันเป็นไปได้หรือไม่ ฉันบอกไปแล้วว่าวันหยุดนั้นยากลำบาก"),
    ("gb18030", CHINESE),
    ("big5", "我不知道這是否可能。我已經說過，假期很困難，但是孩子們很高興。"),
    ("shift_jis", JAPANESE),
    ("euc_jp", JAPANESE),
    ("iso2022_jp", JAPANESE),
    ("cp949", "그것이 가능했는지 모르겠습니다. 휴일은 힘들었지만 아이들은 기뻐했다고 이미 말했습니다."),
    ("mac_roman", DANISH),
    ("cp865", DANISH),
    ("cp850", GERMAN),
    ("cp1252", "Ya, itu naïve sekali."),
    ("cp1252", "P: Ærligt talt."),
    ("cp1252", "Rp 5.000 – 10.000, ½ jam"),
    ("utf_16_le", DANISH),
    ("utf_16_be", DANISH),
    ("utf_16_le", RUSSIAN),
]


@pytest.mark.parametrize(("encoding", "words"), LANGUAGES)
def test_a_language_in_an_old_encoding_is_read_and_the_guess_told(encoding: str, words: str) -> None:
    decoded = decode(words.encode(encoding), file="a.txt")
    assert decoded.text == words
    assert decoded.guessed
    assert "a guess: if letters look wrong, say --encoding" in decoded.notes[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("words", [DANISH, CHINESE, "Yes.", "A smile \N{GRINNING FACE}."])
def test_unicode_is_certain_and_nothing_is_told_of_it(encoding: str, words: str) -> None:
    decoded = decode(words.encode(encoding), file="a.txt")
    assert (decoded.text, decoded.guessed, decoded.notes) == (words, False, ())


def test_a_mark_of_the_other_byte_order_is_read() -> None:
    assert decode(codecs.BOM_UTF16_BE + DANISH.encode("utf-16-be"), file="a.txt").text == DANISH


def test_a_long_file_whose_first_foreign_letter_comes_late_is_read() -> None:
    words = "I: Yes, and then we went home.\n" * 20_000 + "R: Ærligt talt – på børnehjemmet.\n"
    assert decode(words.encode("cp1252"), file="a.txt").text == words


def test_no_byte_is_dropped_where_nothing_fits() -> None:
    decoded = decode(b"caf\xe9 \x81\x8d\x8f here", file="a.txt")
    assert len(decoded.text) == 13
    assert "here" in decoded.text


def test_letters_pasted_into_utf8_are_kept_and_told() -> None:
    raw = (DANISH * 3).encode() + "så på".encode("cp1252")
    decoded = decode(raw, file="a.txt")
    assert decoded.text == DANISH * 3 + "så på"
    assert decoded.notes[0].startswith("read as UTF-8; 2 bytes that are not were read as cp1252, a guess: look at '")
    assert "så på" in decoded.notes[0]


def test_text_spoilt_by_another_program_is_told_and_left_as_it_is() -> None:
    spoilt = DANISH.encode().decode("cp1252")
    decoded = decode(spoilt.encode(), file="a.txt")
    assert decoded.text == spoilt
    assert "look like UTF-8 that was once read as something else" in decoded.notes[0]


@pytest.mark.parametrize(
    "raw",
    [
        b"PK\x03\x04\x14\x00", b"%PDF-1.7\n", b"\xd0\xcf\x11\xe0\xa1\xb1", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0",
        bytes(range(256)) * 20, b"\0" * 100, b"RIFF\x24\x08\x00\x00WAVE",
    ],
)  # fmt: skip
def test_what_is_no_text_is_refused(raw: bytes) -> None:
    with pytest.raises(FaultsError, match=r"a\.txt: it is not a text, it holds "):
        decode(raw, file="a.txt")


def test_what_the_user_says_wins() -> None:
    decoded = decode(DANISH.encode(), file="a.txt", encoding="Windows-1252")
    assert decoded.text == DANISH.encode().decode("cp1252")
    assert (decoded.encoding, decoded.guessed) == ("cp1252", False)


def test_a_wrong_word_of_the_user_names_the_line() -> None:
    with pytest.raises(FaultsError, match=r"a\.txt:2: it is not written in utf-8 \(byte 0xe6\)"):
        decode("I: ja\nR: æh".encode("cp1252"), file="a.txt", encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "hint"),
    [("utf8-sg", "did you mean"), ("latin-11", "did you mean"), ("klingon", "often met are"), ("", "often")],
)
def test_an_unknown_encoding_names_near_ones(name: str, hint: str) -> None:
    with pytest.raises(FaultsError, match=f"is no encoding of text: {hint}"):
        find_encoding(name, file="a.txt")


@pytest.mark.parametrize(
    "name",
    ["rot13", "zip", "zlib", "hex", "base64", "bz2", "uu", "quopri", "undefined", "idna", "punycode", "unicode_escape",
     "raw-unicode-escape", "mbcs", "oem", "a\0b", "../files", "aliases"],
)  # fmt: skip
def test_what_only_python_calls_an_encoding_is_refused(name: str) -> None:
    with pytest.raises(FaultsError, match="is no encoding of text"):
        find_encoding(name, file="a.txt")


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "utf-7", "utf-16", "cp1252", "gb18030", "hex"]))
@example(b"\xef\xbb\xbf\xff", None)
@example(b"\xff\xfe\x00", None)
@example(b"+2AA-", "utf-7")
def test_any_bytes_are_text_or_a_fault(raw: bytes, encoding: str | None) -> None:
    try:
        decoded = decode(raw, file="a.txt", encoding=encoding)
    except FaultsError:
        return
    decoded.text.encode("utf-8")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])).filter(lambda text: not text.startswith("\ufeff")))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    raw = text.encode()
    if not raw.startswith((b"GIF8", b"ID3", b"OggS", b"RIFF", b"Rar!", b"%PDF", b"SQLite")):
        assert decode(raw, file="a.txt").text == text


def test_the_table_holds_composed_letters() -> None:
    assert all(unicodedata.is_normalized("NFC", words) for _, words in LANGUAGES)
