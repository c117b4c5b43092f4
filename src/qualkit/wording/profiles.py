"""The words of case profiles."""

from __future__ import annotations

from typing import Final

PROFILES: Final[dict[str, dict[str, str]]] = {
    "profiles": {"en": "Case profiles", "id": "Profil kasus"},
    "profiles_about": {
        "en": "One page a case, {n} cases. Codings of {coders}.",
        "id": "Satu halaman untuk tiap kasus, {n} kasus. Pengodean oleh {coders}.",
    },
    "profile_fictional": {
        "en": "Fictional example: nobody's words or money.",
        "id": "Contoh rekaan: bukan ucapan atau uang siapa pun.",
    },
    "profile_spoken": {"en": "Speaks in", "id": "Berbicara dalam"},
    "profile_never": {"en": "no document", "id": "tidak ada dokumen"},
    "profile_outcomes": {"en": "Money and other outcomes", "id": "Uang dan hasil lain"},
    "profile_measure": {"en": "Measure", "id": "Ukuran"},
    "profile_change": {"en": "Change", "id": "Perubahan"},
    "profile_not_comparable": {"en": "not comparable: {reason}", "id": "tidak dapat dibandingkan: {reason}"},
    "profile_no_wave": {"en": "–: not asked at this time.", "id": "–: tidak ditanyakan pada waktu ini."},
    "profile_no_outcomes": {"en": "No outcomes are recorded.", "id": "Tidak ada hasil yang dicatat."},
    "profile_same": {"en": "unchanged", "id": "tetap"},
    "profile_codes": {"en": "What the case says", "id": "Yang dikatakan kasus ini"},
    "profile_codings": {
        "en": "Codings of each code; in brackets, how many of the cases of the same role that were read have it.",
        "id": "Banyaknya pengodean tiap kode; dalam kurung, berapa kasus dengan peran sama yang sudah dibaca memilikinya.",
    },
    "profile_of": {"en": "{n} of {total}", "id": "{n} dari {total}"},
    "profile_set_aside": {
        "en": "{n} taken back or hearsay",
        "id": "{n} ditarik kembali atau kabar orang",
    },
    "profile_silent": {"en": "Read, nothing found", "id": "Dibaca, tidak ditemukan"},
    "profile_unread": {"en": "Not yet read", "id": "Belum dibaca"},
    "profile_unread_short": {"en": "reading unfinished", "id": "belum selesai dibaca"},
    "profile_sides": {"en": "On which side", "id": "Di pihak mana"},
    "profile_side.both": {"en": "both", "id": "keduanya"},
    "profile_side.neither": {"en": "neither (read)", "id": "tidak keduanya (dibaca)"},
    "profile_side.unread": {"en": "open: not yet read for both", "id": "belum pasti: belum dibaca untuk keduanya"},
    "profile_quotes": {"en": "In its own words", "id": "Dengan kata-katanya sendiri"},
    "profile_no_quotes": {"en": "No passage of its own stands.", "id": "Tidak ada kutipannya sendiri yang berlaku."},
    "profile_turn": {"en": "turn {n}", "id": "giliran {n}"},
    "profile_trajectory": {"en": "In the order of the texts", "id": "Menurut urutan teks"},
    "profile_strip": {
        "en": "{theme}: where in {document} its passages stand, from the beginning (left) to the end.",
        "id": "{theme}: letak kutipannya dalam {document}, dari awal (kiri) sampai akhir.",
    },
    "profile_steps": {
        "en": "The numbers are turns; codes of the same passage are joined with +.",
        "id": "Angkanya adalah giliran; kode pada kutipan yang sama disambung dengan +.",
    },
    "profile_nothing": {"en": "Nothing is coded about this case.", "id": "Tidak ada pengodean tentang kasus ini."},
}
