"""What a sentence says of a concept, by law; the lists `meaning_*.tsv` say how often it is right."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualkit.language import Rooter
from qualkit.language.meaning import Meaning, find_cues, find_meaning, read_meaning

HERE = Path(__file__).parent
CUES = sorted(find_cues())


def read(text: str, language: str = "id", *, is_speech: bool = True) -> Meaning:
    """The meaning of what stands in [[ ]]."""
    before, _, rest = text.partition("[[")
    concept, _, after = rest.partition("]]")
    start, end = len(before), len(before) + len(concept)
    return read_meaning(before + concept + after, start, end, Rooter(language), is_speech=is_speech)


def each(lines: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("text", [line.strip() for line in lines.strip().splitlines()])


# Denied


@each(
    """
    Saya tidak [[ikut kerja bakti]]
    Gapernah [[ronda]] saya
    Tidak ada uang untuk [[bayar kontrakan]]
    Nggak ada teman saya yang [[daftar]]
    Bapak nggak ngebolehin saya [[merantau]]
    Kami tidak dapat [[bibit]] dari dinas
    Ogah gue [[ronda]]
    Dia gagal [[lulus]]
    Kami bebas dari [[banjir]]
    Tanpa [[ijazah]] susah cari kerja
    Mana sempat [[jalan-jalan]]
    Daripada [[merantau]], mending bertani
    Saya nggak sanggup kalau harus [[ronda tiap malam]]
    Siapa bilang saya [[merokok]]?
    Bukan karena [[hujan]]
    Mending nggak makan daripada [[mengemis]]
    """
)
def test_a_negator_denies_what_follows_it(text: str) -> None:
    assert read(text).polarity == "negated"


@each(
    """
    Saya tidak punya motor, [[jalan kaki]] saja
    Saya tidak punya motor tapi [[punya sepeda]]
    Tidak punya motor saya [[jalan kaki]]
    Nggak ada angkot makanya [[jalan kaki]]
    Nggak tahu suami [[jual motor]]
    Motor nggak jalan terus [[jalan kaki]]
    Tidak ada jalan lain selain [[pulang kampung]]
    Saya [[pulang kampung]] karena tidak betah
    """
)
def test_it_ends_with_its_clause(text: str) -> None:
    assert read(text).polarity == "affirmed"


@each(
    """
    Tidak hanya [[bertani]], kami juga beternak
    Bukan cuma saya yang [[daftar]]
    Tidak jarang kami [[kebanjiran]]
    Mau nggak mau saya [[pulang]]
    Bukannya tidak [[mau]]
    Tidak pernah tidak [[ikut]]
    Nggak bisa saya nggak [[ikut]]
    Saya tidak takut [[lapor]]
    Jangan lupa [[minum obat]]
    Gimana nggak [[marah]]
    Dia mau [[ikut]] apa nggak terserah
    Ibu [[ikut posyandu]] nggak?
    Sudah [[makan]] belum?
    Nggak tahu bulan depan masih [[kerja]] apa nggak
    Tidak ada alasan untuk tidak [[hadir]]
    Pernah nggak [[ikut posyandu]], Bu?
    """
)
def test_what_only_looks_denied_is_not(text: str) -> None:
    assert read(text).polarity == "affirmed"


@each(
    """
    [[Kerja bakti]] sih enggak
    [[Posyandu]] nggak ada di sini
    [[Lapor polisi]]? Nggak pernah.
    [[Lapor]] nggak berani saya
    Kalau [[beras]], kami nggak dapat
    [[Tempat]] kagak ade
    """
)
def test_a_negator_may_follow_when_nothing_follows_it(text: str) -> None:
    assert read(text).polarity == "negated"


@each(
    """
    [[Posyandu]] nggak jauh dari sini
    [[Gaji]] saya nggak banyak
    Saya [[ikut]], suami nggak
    Kami [[pindah]] sampai nggak punya apa-apa
    """
)
def test_otherwise_it_denies_something_else(text: str) -> None:
    assert read(text).polarity == "affirmed"


def test_bukan_denies_one_thing_and_affirms_the_other() -> None:
    assert read("Bukan [[sawah]] tapi kebun").polarity == "negated"
    assert read("Bukan sawah tapi [[kebun]]").polarity == "affirmed"
    assert read("Kami punya [[kebun]], bukan sawah").polarity == "affirmed"


@each(
    """
    Saya tidak lagi [[merokok]]
    Sudah tidak [[merokok]] saya
    Udah lama saya nggak [[merokok]]
    Saya nggak mau [[merokok]] lagi
    Sekarang sudah bukan [[ketua]]
    Saya berhenti [[merokok]]
    [[Merokok]] udah nggak
    """
)
def test_what_was_and_is_no_more_ceased(text: str) -> None:
    assert read(text).polarity == "ceased"


def test_what_is_told_of_then_and_denied_of_now_ceased() -> None:
    assert read("Dulu saya [[merokok]], sekarang nggak") == Meaning("ceased", time="past")


def test_what_is_more_than_the_denied_is_denied() -> None:
    assert read("Makan saja susah, apalagi [[menabung]]").polarity == "negated"
    assert read("Saya suka ronda, apalagi [[arisan]]").polarity == "affirmed"


def test_ability_that_was_lost_is_denied() -> None:
    assert read("Saya tidak bisa lagi [[melaut]]").polarity == "negated"


@each(
    """
    Saya belum [[bayar]]
    Belum pernah [[ikut]] saya
    [[Posyandu]] belum ada
    Abdi acan [[meser beas]]
    Abdi teu acan [[meser beas]]
    """
)
def test_belum_is_not_yet(text: str) -> None:
    assert read(text).polarity == "not yet"


# Whose


@each(
    """
    Tetangga saya yang masih [[merokok]]
    Dia [[pindah]] ke kota
    Suami saya [[kerja di tambang]]
    Bu Yati [[jual sawah]]
    Si Asep sudah [[pindah]]
    Ibu-ibu di sini pada [[pindah]]
    Ada yang [[pindah]] ke kota
    [[Merokok]] dia mah
    Yang [[merokok]] itu adik saya
    Yang [[datang]] cuma sedikit
    Orang tua saya [[bertani]]
    Petugas datang, lihat-lihat, terus [[pulang]]
    Ada satu ibu [[jualan]] jamu
    Saya lihat orang-orang [[buang sampah]]
    """
)
def test_somebody_elses(text: str) -> None:
    assert read(text).about == "other"


@each(
    """
    Saya dibantu tetangga [[angkat genteng]]
    Saya [[pinjam cangkul]] ke teman
    Saya sama suami [[jualan]]
    Karena anak sakit, [[jual motor]]
    Anak sakit, [[jual motor]]
    Yang [[bayar]] saya sendiri
    Dia bilang, "Jangan [[pulang]] dulu"
    Saya anak petani, [[ikut ke sawah]]
    Orang saya [[kerja]] kok
    Iya Bu, [[ikut]]
    Kami diajak Pak Lurah [[tanam pohon]]
    Mertua nyuruh saya [[jualan]]
    """
)
def test_the_speakers_own(text: str) -> None:
    assert read(text).about == "self"


def test_notes_are_about_nobody_else() -> None:
    assert read("Tetangga [[merokok]]", is_speech=False).about == "self"


# In which mode


@each(
    """
    Kalau hujan, [[banjir]]
    Seandainya ada modal saya [[buka warung]]
    Coba ada puskesmas, saya [[berobat]]
    Misalnya saya [[sakit]], siapa yang masak?
    """
)
def test_supposed(text: str) -> None:
    assert read(text).mode == "supposed"


@each(
    """
    Katanya [[pasar]] mau pindah
    Kata orang saya [[galak]]
    Saya dituduh [[mencuri]]
    Menurut Pak RT kami [[terdaftar]]
    Suami bilang [[pasar]] mau pindah
    Suami saya bilang [[pasar]] mau pindah
    [[Pasar]] mau pindah, kata Bu Lurah
    """
)
def test_reported(text: str) -> None:
    assert read(text).mode == "reported"


@each(
    """
    Kalau [[nabung]] mah belum
    Kalau saya sih [[ikut]]
    Kalau sekarang saya [[jualan]]
    Kalau nggak salah saya [[daftar]] bulan Mei
    Saya tahu kalau [[posyandu]] itu penting
    Saya coba [[daftar]]
    Kata saya mah [[posyandu]] itu perlu
    Saya bilang [[pasar]] mau pindah
    Saya nggak nyangka [[pasar]] pindah
    """
)
def test_stated(text: str) -> None:
    assert read(text).mode == "stated"


# Of which time


@each(
    """
    Dulu saya [[merokok]]
    Waktu itu saya [[kerja di tambang]]
    Tadinya kami [[tinggal di kota]]
    Sebelum ada jembatan, kami [[naik rakit]]
    Dulu kami [[naik rakit]], sekarang ada jembatan
    Waktu belum ada jembatan, kami [[naik rakit]]
    Waktu saya kecil [[mandi di kali]]
    """
)
def test_what_was_true_once(text: str) -> None:
    assert read(text).time == "past"


@each(
    """
    Dulu susah, sekarang saya [[punya warung]]
    Dari dulu saya [[merokok]]
    Saya [[bayar]] dulu
    Sebelum [[ada jembatan]] itu ada rakit
    """
)
def test_what_may_still_be_true(text: str) -> None:
    assert read(text).time == "open"


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("I have never [[smoked]]", Meaning("negated")),
        ("We haven't [[planted]] yet", Meaning("not yet")),
        ("I don't [[smoke]] any more", Meaning("ceased")),
        ("I no longer [[smoke]]", Meaning("ceased")),
        ("They stopped [[fishing]]", Meaning("ceased", "other")),
        ("Not only did we [[plant]], we sold", Meaning()),
        ("You [[came]], didn't you?", Meaning()),
        ("My neighbour [[smokes]]", Meaning(about="other")),
        ("If I had land I would [[plant]]", Meaning(mode="supposed")),
        ("They say [[the market]] will move", Meaning(mode="reported")),
        ("I used to [[smoke]]", Meaning(time="past")),
    ],
)
def test_english_has_the_same_laws(text: str, meaning: Meaning) -> None:
    assert read(text, "en") == meaning


# As a whole

# The least share that is right of polarity, about, mode and time
FLOORS = {
    "first": (0.98, 0.98, 0.98, 0.98),
    "second": (0.98, 0.98, 0.98, 0.98),
    "unseen": (0.98, 0.98, 0.98, 0.98),
    "later": (0.98, 0.97, 0.98, 0.98),
    "interviews": (0.98, 0.91, 0.98, 0.99),
    "more_interviews": (0.96, 0.90, 0.95, 0.98),
    "last_interviews": (0.98, 0.85, 0.95, 0.98),
    "final_interviews": (0.98, 0.86, 0.96, 0.96),
    "english": (0.98, 0.98, 0.98, 0.98),
    "later_english": (0.97, 0.97, 0.97, 0.97),
}


@pytest.mark.parametrize("name", FLOORS)
def test_no_list_falls_below_its_floor(name: str) -> None:
    with (HERE / f"meaning_{name}.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    found = [read(row["text"], "en" if "english" in name else "id") for row in rows]
    for flag, floor in zip(Meaning._fields, FLOORS[name], strict=True):
        right = sum(row[flag] == getattr(meaning, flag) for row, meaning in zip(rows, found, strict=True))
        assert right / len(rows) >= floor, f"{flag}: {right} of {len(rows)}"


def test_every_cue_is_a_root() -> None:
    rooters = Rooter("id"), Rooter("en")
    assert not [cue for cue in CUES if not any(rooter.find_roots(cue) == [cue] for rooter in rooters)]


words = st.lists(st.one_of(st.sampled_from(CUES), st.just("")), max_size=30)


@given(words, st.text(" ,.?", max_size=35), st.integers(-2, 35), st.integers(-2, 35), st.booleans())
@settings(max_examples=500, deadline=None)
def test_any_words_have_a_meaning(said: list[str], breaks: str, first: int, last: int, is_speech: bool) -> None:
    assert isinstance(find_meaning(said, breaks, first, last, is_speech=is_speech), Meaning)
    assert find_meaning(tuple(said), breaks, first, last) == find_meaning(said, breaks, first, last)


@given(words, st.text(" ,.?", min_size=31, max_size=31), st.data())
@settings(deadline=None)
def test_words_that_are_no_cues_may_be_left_unnamed(said: list[str], breaks: str, data: st.DataObject) -> None:
    said = [*said, ""]
    first = data.draw(st.integers(0, len(said) - 1))
    named = [word or "meja" for word in said]
    assert find_meaning(named, breaks, first, first + 1) == find_meaning(said, breaks, first, first + 1)


@given(st.text("ab .,?!\ntidak", max_size=60), st.integers(0, 60), st.integers(0, 60))
@settings(deadline=None)
def test_any_text_can_be_read(text: str, start: int, end: int) -> None:
    assert isinstance(read_meaning(text, start, end, Rooter("id")), Meaning)
