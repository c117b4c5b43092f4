"""A transcript that looks wrong is told of, with the line; one that is in order is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.errors import Fault
from qualkit.model import Document
from qualkit.reading import read_document
from qualkit.reading.oddities import find_oddities
from qualkit.reading.transcript import parse_transcript

ROOT = Path(__file__).parents[2]

TALK = [
    ("Tanya", "Sudah berapa lama Ibu tinggal di sini?"),
    ("Jawab", "Wah, sudah lama sekali, dari anak saya yang pertama masih kecil, kira-kira dua puluh tahun."),
    ("Tanya", "Dulu bagaimana keadaannya?"),
    ("Jawab", "Dulu belum ada jalan, kalau hujan ya becek, tapi orangnya baik-baik semua."),
    ("Tanya", "Siapa yang membangun jalannya?"),
    ("Jawab", "Kami sendiri, gotong royong tiap hari Minggu, bapak-bapak yang kerja, ibu-ibu yang masak."),
    ("Tanya", "Sekarang masih?"),
    ("Jawab", "Masih, tapi tidak seperti dulu. Anak muda sekarang sibuk semua."),
]
HEADER = "type: interview\ninterviewer: Tanya\ninformant: Jawab"
LONG = " ".join(["Ya begitu itu ceritanya, saya tidak tahu harus bagaimana lagi."] * 220)


def make(*turns: tuple[str, str], header: str = HEADER) -> Document:
    body = "\n\n".join(f"{tag}: {words}".rstrip() for tag, words in turns)
    return parse_transcript(f"---\n{header}\n---\n{body}\n", file="R1.txt", name="R1")


def put(place: int, *turns: tuple[str, str]) -> list[tuple[str, str]]:
    return [*TALK[:place], *turns, *TALK[place:]]


def tell(document: Document) -> list[tuple[int, str]]:
    faults = list(find_oddities(document))
    assert all(isinstance(fault, Fault) and fault.warning and fault.file == document.file for fault in faults)
    return [(fault.line, fault.problem) for fault in faults]


def line_of(turn: int) -> int:
    """The line of the turn with this place among the turns, below a header of three keys."""
    return 6 + 2 * turn


STORY = (
    "Waktu itu saya masih muda dan belum punya anak, jadi setiap hari saya ikut suami ke pasar, pulangnya baru sore. "
    "Kalau tidak ada yang jaga rumah ya dikunci saja, karena semua orang di sini sudah saling kenal. Sekarang sudah beda, "
    "banyak yang baru, dan saya tidak tahu lagi siapa yang tinggal di sebelah. Tapi ya begitu, namanya juga kota."
)
ENGLISH = (
    "Well, I don't really know. When we moved here there was nothing, just the road and a couple of houses, and you had "
    "to walk to the shop, which was not so bad because we were young and they knew us all, and now it is different."
)

ODD = {
    "a turn of over 2,000 words": (
        put(8, ("Jawab", LONG)), HEADER, line_of(8), "this turn of 'Jawab' has 2,200 words without a break"),
    "a tag that occurs once": (
        put(4, ("Tamu", "Permisi.")), "type: interview\nspeakers: {Tanya: interviewer, Jawab: informant, Tamu: other}",
        5 + 2 * 4, "the tag 'Tamu' occurs once, in 9 turns"),
    "two tags a letter apart": (
        put(4, ("Jawap", "Kami.")), "type: interview\nspeakers: {Tanya: interviewer, Jawab: informant, Jawap: informant}",
        5 + 2 * 4, "the tags 'Jawap' (1 turn) and 'Jawab' (4 turns) are nearly the same"),
    "a slip in a tag": (
        put(4, ("Tnaya", "Lalu?")), HEADER, line_of(4), "a line begins with 'Tnaya', no tag of this transcript, so that "
        "what follows counts as said by 'Jawab'; if it is a speaker's, write 'Tanya', or name it"),
    "somebody whom the header does not name": (
        put(4, *[("Suami", "Betul.")] * 3), HEADER, line_of(4), "3 lines begin with 'Suami', no tag of this transcript"),
    "a full stop for a colon": (
        [*TALK[:3], ("Jawab. Tidak tahu saya", "lupa."), *TALK[3:]], HEADER, line_of(3),
        "the line begins with 'Jawab.' and no colon, so that its words count as said by whoever spoke before"),
    "a tag that never speaks": (
        TALK, "type: interview\nspeakers: {Tanya: interviewer, Jawab: informant, Anak: other}", 1,
        "the header names 'Anak' (other), but no line begins with `Anak:`"),
    "an interviewer who says more": (
        TALK, "type: interview\ninterviewer: Jawab\ninformant: Tanya", 1,
        "the interviewer says 50 words and the informants 16"),
    "another language for a while": (
        [*put(4, ("Jawab", ENGLISH)), ("Jawab", STORY)], HEADER, line_of(4), "read like English, and most of the text "
        "like Indonesian: if that is right, write `language: id, en` in the header"),
    "a header with another language": (
        TALK, f"{HEADER}\nlanguage: Danish", 1, "the header says that the text is Danish, but it reads like Indonesian"),
    "damaged letters": (
        put(2, ("Jawab", "Kafe itu namanya CafÃ© Kita, â€œenakâ€\x9d.")), HEADER, line_of(2), "3 letters are damaged ('Ã©' here)"),
    "letters that are lost": (
        put(2, ("Jawab", "Kafe itu namanya Caf\ufffd.")), HEADER, line_of(2), "a letter is damaged"),
    "tags without words": (
        put(2, ("Jawab", ""), ("Jawab", "")), HEADER, line_of(2), "the tag 'Jawab' stands here without words, and 1 more"),
    "what was pasted twice": (
        put(8, *TALK[4:8]), HEADER, line_of(9), f"says word for word what stands on line {line_of(5)}: was it pasted twice?"),
    "times that run backwards": (
        [("[0:10] Tanya", "Ya?"), ("[0:50] Jawab", "Ya."), ("[0:31] Tanya", "Oh?"), ("[0:55] Jawab", "Iya, begitu.")],
        HEADER, line_of(2), "the time 0:31 comes after 0:50 and is earlier"),
    "words that are nobody's": (
        [("Catatan", "rumahnya di ujung gang " * 12), *TALK], HEADER, 6, "49 words stand before the first tag"),
}  # fmt: skip


def test_a_transcript_in_order_gives_no_warning() -> None:
    assert tell(make(*TALK)) == []


@pytest.mark.parametrize("name", ODD)
def test_what_looks_wrong_is_told_once_with_its_line(name: str) -> None:
    turns, header, line, words = ODD[name]
    [(found, problem)] = tell(make(*turns, header=header))
    assert found == line
    assert words in problem


@pytest.mark.parametrize(
    "turns",
    [
        put(2, ("Jawab", "Begini: satu hal yang penting, dua hal: uang dan waktu.")),
        put(2, ("Jawab", "Harganya:\nRp: 500\njam 10:30")),
        put(2, ("Jawab", "[tertawa]")),
        put(2, ("Jawab", "Ya."), ("Jawab", "Ya.")),
        put(2, ("Jawab", "Di Café Kita, São Paulo, 20 °C, “enak”.")),
        put(2, ("Jawab", "Nggih, monggo pinarak. That's it, kata orang.")),
        TALK[:2],
    ],
    ids=["colons in speech", "lines with colons", "a note", "yes twice", "letters of elsewhere", "mixed", "short"],
)
def test_what_is_usual_is_no_oddity(turns: list[tuple[str, str]]) -> None:
    assert tell(make(*turns)) == []


def test_languages_that_the_header_names_are_no_change() -> None:
    turns = [*put(4, ("Jawab", ENGLISH)), ("Jawab", STORY)]
    assert tell(make(*turns, header=f"{HEADER}\nlanguage: id, en")) == []
    assert tell(make(*turns, header=f"{HEADER}\nlanguage: Batak")) == []


def test_two_people_with_numbers_are_two() -> None:
    turns = [(f"{tag}{n % 2 + 1}", words) for n, (tag, words) in enumerate(TALK * 2, start=1)]
    header = "type: interview\nspeakers: {Tanya2: interviewer, Jawab1: informant}"
    assert "nearly" not in str(tell(make(*turns, header=header)))


def test_money_is_no_speaker_a_letter_from_p() -> None:
    turns = [("P" if tag == "Tanya" else tag, words) for tag, words in put(2, ("Jawab", "Harganya begini:\nRp: 500"))]
    told = tell(make(*turns * 2, header="type: interview\ninterviewer: P\ninformant: Jawab"))
    assert [line for line, _ in told] == [line_of(10) + 1]  # what was pasted twice, and of it only the beginning


def test_notes_and_papers_have_no_speakers_to_be_odd() -> None:
    document = parse_transcript(f"---\ntype: observation\n---\n{LONG}\n\nTanya: {LONG}\n", file="D.txt", name="D")
    assert tell(document) == []


@pytest.mark.parametrize("path", sorted((ROOT / "transcripts").rglob("*.txt")), ids=lambda path: path.stem)
def test_the_example_has_no_oddities(path: Path) -> None:
    assert tell(read_document(path)) == []


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Tanya", "Jawab", "tanya", "Jwab", "[1:02] Tanya", "[0:59] Jawab", "Dll", "K", ""]),
            st.text(max_size=40) | st.sampled_from([ENGLISH, LONG, "Ã¸", "\ufffd", "Jawab; ya", "Tanya. Ya?"]),
        ),
        min_size=1,
        max_size=12,
    ),
    st.sampled_from([HEADER, "type: interview", f"{HEADER}\nlanguage: en", "type: document"]),
)
def test_whatever_a_transcript_holds_each_warning_names_a_line_of_it(turns: list[tuple[str, str]], header: str) -> None:
    document = make(*turns, ("Jawab", "Ya."), header=header)
    last = document.text_line + document.text.count("\n")
    assert all(1 <= line <= last and problem for line, problem in tell(document))


def test_the_heading_of_another_interview_is_told() -> None:
    said = "Kami sendiri.\n\n[WAWANCARA 2]\n\n[Nama: Pak Hadi]"
    ((line, problem),) = tell(make(*TALK[:5], ("Jawab", said), *TALK[6:]))
    assert line == line_of(5) + 2
    assert problem.startswith("'WAWANCARA 2' seems to head another interview")


@pytest.mark.parametrize("note", ["tertawa", "Lampiran 3 (lanjutan)", "112", "wawancara lagi 2 kali"])
def test_other_notes_in_brackets_are_in_order(note: str) -> None:
    assert not tell(make(*TALK[:5], ("Jawab", f"Kami sendiri.\n\n[{note}]"), *TALK[6:]))
