"""Subtitles as programs write them: every word once, by whom, from when."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qualkit.errors import FaultsError
from qualkit.reading.formats.manuscript import Manuscript
from qualkit.reading.formats.subtitles import read_srt, read_vtt

ZOOM = """WEBVTT

1
00:00:01.000 --> 00:00:03.000
Siti Aminah (Guest): Selamat pagi, Bu.

2
00:00:03.500 --> 00:00:05.000
Siti Aminah (Guest): Apa kabar?

3
00:00:06.000 --> 00:00:08.000
Budi: Baik. Satu hal: saya tidak
punya banyak waktu.

4
00:01:12.300 --> 00:01:14.000
Siti Aminah (Guest): Tidak apa-apa.
"""

TEAMS = """WEBVTT

3f8e1c52-0c6b-4a56-9f8e-3a1f0f2f9c11/12-0
00:00:01.000 --> 00:00:03.000
<v Hansen, Åse>Hvordan gik
det s&aring; &amp; hvad nu?</v>

3f8e1c52-0c6b-4a56-9f8e-3a1f0f2f9c11/13-0
00:00:03.000 --> 00:00:05.000
<v Ole>Godt <laughs>.</v><v Hansen, Åse>Fint.</v>
"""

WHISPER = """1
00:00:00,000 --> 00:00:02,000
Saya tidak tahu

2
00:00:02,000 --> 00:00:04,000
kenapa begitu.

3
00:00:09,500 --> 00:00:11,000
Mungkin besok.
"""

YOUTUBE = "WEBVTT\nKind: captions\nLanguage: en\n\n" + "\n\n".join(
    f"00:00:{n:02}.000 --> 00:00:{n + 1:02}.990 align:start position:0%\nline {n}\nline<00:00:{n:02}.500><c> {n + 1}</c>"
    for n in range(8)
)


def told(manuscript: Manuscript) -> list[tuple[str, str, str]]:
    return [(one.time, one.speaker, one.text) for one in manuscript.paragraphs]


def vtt(source: str) -> Manuscript:
    return read_vtt(source.encode(), file="a.vtt")


def srt(source: str) -> Manuscript:
    return read_srt(source.encode(), file="a.srt")


def test_zoom_names_who_speaks_before_a_colon() -> None:
    assert told(vtt(ZOOM)) == [
        ("00:00:01", "Siti Aminah (Guest)", "Selamat pagi, Bu. Apa kabar?"),
        ("00:00:06", "Budi", "Baik. Satu hal: saya tidak punya banyak waktu."),
        ("00:01:12", "Siti Aminah (Guest)", "Tidak apa-apa."),
    ]


def test_teams_names_voices_several_in_a_cue() -> None:
    assert told(vtt(TEAMS)) == [
        ("00:00:01", "Hansen, Åse", "Hvordan gik det så & hvad nu?"),
        ("00:00:03", "Ole", "Godt <laughs>."),
        ("00:00:03", "Hansen, Åse", "Fint."),
    ]


def test_whisper_names_nobody_so_that_pauses_part_paragraphs() -> None:
    assert told(srt(WHISPER)) == [
        ("00:00:00", "", "Saya tidak tahu kenapa begitu."),
        ("00:00:09", "", "Mungkin besok."),
    ]


def test_whisperx_names_speakers_in_brackets() -> None:
    source = (
        "1\n00:00:01,000 --> 00:00:02,000\n[SPEAKER_00]: Yes.\n\n2\n00:00:02,000 --> 00:00:03,000\n[SPEAKER_01]: No."
    )
    assert told(srt(source)) == [("00:00:01", "SPEAKER_00", "Yes."), ("00:00:02", "SPEAKER_01", "No.")]


def test_captions_that_roll_are_taken_once() -> None:
    manuscript = vtt(YOUTUBE)
    assert told(manuscript) == [("00:00:00", "", " ".join(f"line {n}" for n in range(9)))]
    assert manuscript.notes == ("captions that roll: 7 lines that repeat the one before were taken once",)


def test_who_says_a_thing_twice_said_it_twice() -> None:
    source = "\n\n".join(f"00:0{n}.000 --> 00:0{n}.900\nYa." for n in range(4))
    assert told(vtt(f"WEBVTT\n\n{source}")) == [("00:00:00", "", "Ya. Ya. Ya. Ya.")]


def test_a_long_speech_of_nobody_ends_with_a_sentence() -> None:
    source = "\n\n".join(
        f"{n // 60:02}:{n % 60:02}.000 --> {n // 60:02}:{n % 60:02}.999\n{'word ' * 10}end." for n in range(30)
    )
    assert [len(one.text.split()) for one in vtt(f"WEBVTT\n\n{source}").paragraphs] == [121, 121, 88]


def test_a_word_before_a_colon_that_comes_once_is_no_name() -> None:
    source = WHISPER + "\n4\n00:00:11,000 --> 00:00:12,000\nSatu hal: begitu.\n"
    assert told(srt(source))[-1] == ("00:00:09", "", "Mungkin besok. Satu hal: begitu.")


def test_a_name_that_comes_often_speaks_until_the_next() -> None:
    cues = ["P: Why?", "I: One", "two", "P: And?", "three", "four", "I: Five.", "six", "P: Ok.", "I: Seven."]
    source = "\n\n".join(f"00:{n:02}.000 --> 00:{n:02}.900\n{words}" for n, words in enumerate(cues))
    assert told(vtt(f"WEBVTT\n\n{source}"))[:3] == [
        ("00:00:00", "P", "Why?"), ("00:00:01", "I", "One two"), ("00:00:03", "P", "And? three four"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("00:01,5 --> 00:02,0\nYes.", "Yes."),
        ("1\r\n00:00:01,000 --> 00:00:02,000\r\nYes.\r\n\r\n2\r\n00:00:02,000 --> 00:00:03,000\r\nNo.", "Yes. No."),
        ("\ufeff1\n00:00:01,000 --> 00:00:02,000 X1:40 X2:600\n{\\an8}<font color='red'>Yes</font>.", "Yes."),
        ("1\n00:00:01,000 --> 00:00:02,000\nYes.\n2\n00:00:02,000 --> 00:00:03,000\nNo.", "Yes. No."),
        ("1\n00:00:01,000 --> 00:00:02,000\n42\n\n2\n00:00:02,000 --> 00:00:03,000\n2024", "42 2024"),
        ("00:00:01,000 --> 00:00:02,000\n42\n00:00:02,000 --> 00:00:03,000\n2024", "42 2024"),
        ("1\n00:00:01,000 --> 00:00:02,000\n\n2\n00:00:02,000 --> 00:00:03,000\nNo.", "No."),
        ("1\n00:00:01,000 --> 00:00:02,000\n- Yes?\n- No.", "- Yes?\n- No."),
        ("1\n00:00:01,000 --> 00:00:02,000\na < b > c, AT&T &nbsp;&#8217;", "a < b > c, AT&T ’"),
    ],
)
def test_subrip_as_it_is_met(source: str, expected: str) -> None:
    assert srt(source).text == expected


def test_of_webvtt_styles_and_settings_go_and_notes_are_told() -> None:
    source = (
        "WEBVTT - Interview 3\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:fred\n\n"
        "NOTE checked by Ani\n\ncue-00012\n00:01.000 --> 00:02.000 align:start\n<c.loud>Yes</c>, <i>yes</i>.\n\nNOTE\nlater\n"
    )
    manuscript = vtt(source)
    assert manuscript.text == "Yes, yes."
    assert manuscript.notes == ("3 notes of its maker are left out: 'Interview 3', 'checked by Ani', 'later'",)


def test_words_of_a_broken_cue_are_kept_and_its_line_told() -> None:
    source = "1\n00:00:01,000 --> 00:00:02,000\nOne\n\n2\n0x:00:02 --> bad\ntwo\n\nthree.\n"
    manuscript = srt(source)
    assert manuscript.text.split() == ["One", "two", "three."]
    assert manuscript.notes[0].startswith("line 6: the time '0x:00:02 --> bad' cannot be read")
    assert "'three.' stands outside of every cue; it is kept" in manuscript.notes[1]


def test_times_that_go_back_are_told() -> None:
    source = "WEBVTT\n\n10:01.000 --> 10:02.000\nOne.\n\n00:01.000 --> 00:02.000\nTwo.\n"
    assert "its times go back" in vtt(source).notes[0]


@pytest.mark.parametrize("raw", [b"", b"WEBVTT\n\n", b"P: a text\n\nI: indeed", b"\x89PNG\r\n"])
def test_what_holds_no_subtitles_is_a_fault(raw: bytes) -> None:
    with pytest.raises(FaultsError, match=r"a\.vtt: it (holds no subtitles|is not a text)"):
        read_vtt(raw, file="a.vtt")


LINES = st.sampled_from(
    ["", "1", "2", "WEBVTT", "NOTE x", "STYLE", "00:01.000 --> 00:02.000", "00:00:03,000 --> 00:00:04,000", "9 --> x",
     "<v A>w1", "w2</v> w3", "B: w4", "[C]: w5", "<i>w6", "w7"]
)  # fmt: skip


@given(st.lists(LINES, max_size=30))
@example(["00:01.000 --> 00:02.000", "1", "00:01.000 --> 00:02.000", "w7"])
def test_every_word_of_any_order_of_lines_comes_out(lines: list[str]) -> None:
    # after a title, a note or a style, lines up to the next empty one belong to it; here each stands alone
    source = "\n".join(f"\n{line}\n" if line in ("WEBVTT", "NOTE x", "STYLE") else line for line in lines)
    try:
        text = " ".join(f"{one.speaker} {one.text}" for one in read_vtt(source.encode(), file="a.vtt").paragraphs)
    except FaultsError:
        return
    for word in ("w1", "w2", "w3", "w4", "w5", "w6", "w7"):
        assert text.count(word) == source.count(word) or "captions that roll" in str(vtt(source).notes)


@given(st.binary(max_size=200) | st.text("1:0->,.\n <v>AN{}\\&;", max_size=200).map(str.encode))
def test_any_bytes_are_a_manuscript_or_a_fault(raw: bytes) -> None:
    for reader in (read_vtt, read_srt):
        with suppress(FaultsError):
            reader(raw, file="a.vtt")


def cues(*lines: str) -> str:
    return "\n\n".join(f"{n}\n00:00:{n:02},000 --> 00:00:{n:02},900\n{line}" for n, line in enumerate(lines, 1))


def test_names_in_brackets_with_which_most_cues_begin_are_speakers() -> None:
    lines = [f"[{'Interviewer' if n % 2 else 'Mr. Barlow'}] Words of number {n}." for n in range(6)]
    made = srt(cues(*lines))
    assert [one.speaker for one in made.paragraphs] == ["Mr. Barlow", "Interviewer"] * 3
    assert [one.text for one in made.paragraphs] == [f"Words of number {n}." for n in range(6)]


def test_sounds_in_brackets_are_no_speakers() -> None:
    made = srt(cues("[Music] Hello.", "I came late.", "[Laughter] Really?", "Yes.", "Well."))
    assert not any(one.speaker for one in made.paragraphs)
    assert "[Music] Hello." in made.text


def test_names_above_the_words_of_most_cues_are_speakers() -> None:
    cues = [("Ane Vik", "Where did it begin?"), ("Per Dal", "In the barn,\nthat is all I know."), ("Per Dal", "Ask her."),
            ("Ane Vik", "Whom?"), ("Per Dal", "My aunt.")]  # fmt: skip
    for form in ("{}", "({})", "[{}]"):
        source = "".join(
            f"00:0{n}:00.000 --> 00:0{n}:02.000\n{form.format(name)}\n{words}\n\n"
            for n, (name, words) in enumerate(cues)
        )
        read = read_vtt(f"WEBVTT\n\n{source}".encode(), file="a.vtt")
        assert [(one.time, one.speaker, one.text) for one in read.paragraphs] == [
            ("00:00:00", "Ane Vik", "Where did it begin?"),
            ("00:01:00", "Per Dal", "In the barn, that is all I know. Ask her."),
            ("00:03:00", "Ane Vik", "Whom?"),
            ("00:04:00", "Per Dal", "My aunt."),
        ]


def test_a_line_that_is_sung_again_is_no_name() -> None:
    source = "".join(f"00:0{n}:00.000 --> 00:0{n}:02.000\nOh the river\nverse {n} goes on\n\n" for n in range(2))
    source += "00:02:00.000 --> 00:02:02.000\nand it ends\n\n00:03:00.000 --> 00:03:02.000\nhere\n"
    assert {one.speaker for one in read_vtt(f"WEBVTT\n\n{source}".encode(), file="a.vtt").paragraphs} == {""}


def test_webex_names_who_speaks_beside_the_number_of_a_cue() -> None:
    source = (
        'WEBVTT\n\n1 "Ane Vik" (3812134272)\n00:00:01.000 --> 00:00:04.000\nAre you there?\n\n'
        '2 "Per Dal" (0)\n00:00:05.000 --> 00:00:06.000\nI am.\n'
    )
    read = read_vtt(source.encode(), file="a.vtt")
    assert [(one.speaker, one.text) for one in read.paragraphs] == [("Ane Vik", "Are you there?"), ("Per Dal", "I am.")]
    assert not read.notes


@pytest.mark.parametrize("above", [("(Music)",), ("When I was young", "In the morning")])
def test_a_sound_or_a_line_that_comes_again_above_others_is_nobody(above: tuple[str, ...]) -> None:
    said = [(above[number % len(above)], f"we walked {number} miles.") for number in range(6)]
    cues = [f"00:00:{2 * n:02}.000 --> 00:00:{2 * n + 1:02}.000\n" + "\n".join(lines) for n, lines in enumerate(said)]
    made = read_vtt("\n\n".join(["WEBVTT", *cues]).encode(), file="made.vtt")
    assert not any(paragraph.speaker for paragraph in made.paragraphs)
    assert made.text.count(above[0]) == 6 / len(above)


@pytest.mark.parametrize("sign", ["<v a", "<b ", "{\\", "<v.", "&", "<", "a\n"])
def test_many_marks_that_never_end_are_read(sign: str) -> None:
    cue = "00:01.000 --> 00:02.000\n"
    assert read_vtt(f"WEBVTT\n{'a: b' * 9}\n\n{cue}ya {sign * 30_000}".encode(), file="a.vtt").paragraphs
