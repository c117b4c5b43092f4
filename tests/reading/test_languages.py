"""The language of a text is told by its small words, and where it cannot be told, that is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.reading.languages import (
    FUNCTION_WORDS,
    NAMES,
    find_stretches,
    guess_language,
    is_near,
    name_language,
    read_languages,
)

ROOT = Path(__file__).parents[2]

JAKARTA = "Gue sih nggak pernah ikut begituan, males. Temen gue pada ikut semua, katanya gampang, udah gitu cepet cair."
BETAWI = "Lu tau sendiri kan, di sini mah kagak ada yang berani ngomong. Nyak gue aja diem, nurut aje ape kate orang."
FORMAL = "Informan dipilih dengan kriteria bahwa mereka telah tinggal di sini sekurang-kurangnya satu tahun karena pekerjaan."
JAVANESE_INDONESIAN = (
    "Nek saya ya biasa saja Mbak, wong sudah lama. Cuma kadang anak-anak itu lho, tidak mau bantu. Monggo."
)
SUNDANESE_INDONESIAN = (
    "Saya mah orang kecil atuh, kumaha yang di atas aja. Kalau disuruh ngumpul ya ngumpul, yang penting anak sekolah."
)
MALAY = "Saya tak pernah nak pinjam dengan dia. Kalau tak bayar, dia datang rumah. Sekarang ni saya simpan sikit-sikit je kat bank."
NGOKO = "Nek aku yo ora ngerti. Wong biyen kuwi kabeh kudu melu, saiki wis ora ono meneh, bocah-bocah podo lungo nang kutho."
KRAMA = "Kula niki sampun dangu manggen ing mriki. Riyin mboten wonten listrik, menawi dalu nggih peteng, sakniki sampun sekeca."
SUNDANESE = "Abdi mah ti leutik ogé tos aya di dieu. Baheula mah teu aya jalan, ayeuna mah geus ngeunah, aya angkot."
ENGLISH = (
    "Well, I don't really know. When we moved here there was nothing, just the road, and you had to walk to the shop."
)
DANISH = "Altså, det ved jeg egentlig ikke. Da vi flyttede hertil var der ingenting, og efter noget tid var vi blevet vant til det."
DUTCH = "Nou, ik weet het niet. Toen we hier kwamen was er niks, alleen de weg, en je moest naar de winkel lopen."

SPOKEN = {
    "id": [JAKARTA, BETAWI, FORMAL, JAVANESE_INDONESIAN, SUNDANESE_INDONESIAN],
    "ms": [MALAY],
    "jv": [NGOKO, KRAMA],
    "su": [SUNDANESE],
    "min": ["Kalau ambo indak pai, Uni. Apak nan pai ka sinan, jo urang rumah. Kini alah banyak nan pindah."],
    "tl": ["Hindi ko po alam kung bakit ganun, kasi noong una wala naman kaming problema sa bahay."],
    "en": [ENGLISH],
    "nl": [DUTCH],
    "de": [
        "Na ja, ich weiß es nicht. Als wir hierher gezogen sind, gab es nichts, nur die Straße und ein paar Häuser."
    ],
    "da": [DANISH],
    "no": [
        "Jeg vet ikke. Da vi flyttet hit var det ingenting, og vi hadde ikke noe å gjøre, men nå er det veldig fint."
    ],
    "sv": ["Alltså, jag vet inte. När vi flyttade hit fanns det ingenting, bara vägen och några hus."],
    "fr": ["Ben, je ne sais pas. Quand on est arrivés ici il n'y avait rien, juste la route et quelques maisons."],
    "es": ["Bueno, la verdad no lo sé. Cuando llegamos aquí no había nada, solo la carretera y unas casas."],
    "pt": ["Olha, eu não sei bem. Quando a gente se mudou para cá não tinha nada, só a estrada e umas casas."],
    "it": ["Mah, non lo so. Quando siamo arrivati qui non c'era niente, solo la strada e qualche casa."],
    "ja": ["わかりません。ここに来たときは何もありませんでした。"],
    "ko": ["잘 모르겠어요. 여기 왔을 때는 아무것도 없었어요."],
    "zh": ["我不知道。我们搬来的时候这里什么都没有。"],
    "th": ["ไม่รู้เหมือนกัน ตอนเราย้ายมาไม่มีอะไรเลย"],
}


@pytest.mark.parametrize(("language", "said"), [(code, said) for code, each in SPOKEN.items() for said in each])
def test_two_spoken_sentences_are_enough_to_name_a_language(language: str, said: str) -> None:
    assert guess_language(said) == language


@pytest.mark.parametrize(
    "text",
    ["", "  \n", "Ya.", "[tertawa]", "Kangkung, tempe, tiga ratus ribu.", "12:30", "MMM", "Нет, не знаю.", "لا أعرف"],
)
def test_where_a_language_cannot_be_told_nothing_is_said(text: str) -> None:
    assert guess_language(text) == ""


def test_only_the_languages_in_question_are_guessed() -> None:
    assert guess_language(MALAY, among=["id", "en"]) in {"id", ""}
    assert guess_language(SPOKEN["ko"][0], among=["id", "en"]) == ""


@pytest.mark.parametrize("path", sorted((ROOT / "transcripts").rglob("*.txt")), ids=lambda path: path.stem)
def test_every_text_of_the_example_is_indonesian_from_end_to_end(path: Path) -> None:
    text = path.read_text(encoding="utf-8").split("---\n", 2)[2]
    assert guess_language(text) == "id"
    assert find_stretches(text, "id") == []


@pytest.mark.parametrize(("main", "rest"), [("id", JAKARTA + " " + FORMAL), ("en", ENGLISH), ("da", DANISH)])
@pytest.mark.parametrize("language", ["jv", "su", "nl", "en", "id", "fr"])
def test_a_stretch_in_another_language_is_found_where_it_stands(main: str, rest: str, language: str) -> None:
    if main == language:
        return
    foreign = " ".join([*SPOKEN[language][:2]] * 4)
    before, behind = " ".join([rest] * 6), " ".join([rest] * 6)
    [found] = find_stretches(f"{before}\n\n{foreign}\n\n{behind}", main)
    assert (found.language, found.words >= 40) == (language, True)
    start = len(before) + 2
    assert abs(found.start - start) < 50
    assert abs(found.end - start - len(foreign)) < 50


def test_words_from_another_language_here_and_there_are_how_people_talk() -> None:
    mixed = " ".join([JAKARTA, JAVANESE_INDONESIAN, "Nggih, monggo, mboten wonten.", SUNDANESE_INDONESIAN, BETAWI] * 20)
    assert guess_language(mixed) == "id"
    assert find_stretches(mixed, "id") == []


def test_near_languages_are_not_told_apart_within_a_text() -> None:
    assert is_near("id", "ms")
    assert not is_near("id", "jv")
    assert find_stretches(" ".join([JAKARTA] * 8 + [MALAY] * 8), "id") == []


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        ("id", {"id"}),
        ("Indonesian", {"id"}),
        ("Bahasa Indonesia dan Jawa", {"id", "jv"}),
        (["id", "su"], {"id", "su"}),
        ("en-GB", {"en"}),
        ("nb", {"no"}),
        ("", set()),
        (None, set()),
        ("Batak Toba", None),
        ("id, Batak", None),
    ],
)
def test_a_header_may_name_its_languages_in_many_ways(said: object, codes: set[str] | None) -> None:
    assert read_languages(said) == codes


def test_every_language_has_a_name() -> None:
    assert NAMES.keys() == FUNCTION_WORDS.keys()
    assert name_language("jv") == "Javanese"
    assert name_language("ko") == "'ko'"


@given(st.text(max_size=300), st.sampled_from(["", *FUNCTION_WORDS]))
def test_any_text_has_a_language_or_none_and_its_stretches_lie_in_it(text: str, main: str) -> None:
    assert isinstance(guess_language(text), str)
    assert all(0 <= one.start < one.end <= len(text) for one in find_stretches(text, main))


def test_offsets_hold_behind_a_letter_that_is_longer_when_small() -> None:
    text = "İ" * 30 + " " + " ".join([JAKARTA] * 6 + [ENGLISH] * 4)
    [found] = find_stretches(text, "id")
    assert text[found.start :].startswith("Well")
