"""The words of a coded transcript that is only read."""

from __future__ import annotations

from typing import Final

CODINGS: Final[dict[str, dict[str, str]]] = {
    "codings_fictional": {
        "en": "Fictional example: nobody's words.",
        "id": "Contoh rekaan: bukan ucapan siapa pun.",
    },
    "codings_kind.interview": {"en": "Interview", "id": "Wawancara"},
    "codings_kind.observation": {"en": "Observation note", "id": "Catatan pengamatan"},
    "codings_kind.document": {"en": "Document", "id": "Dokumen"},
    "codings_kind.answer": {"en": "Open answer", "id": "Jawaban terbuka"},
    "codings_cases": {"en": "speaks", "id": "yang berbicara"},
    "codings_by": {"en": "Coded by", "id": "Dikode oleh"},
    "codings_reviewed": {"en": "has marked it reviewed", "id": "sudah menandainya selesai dibaca"},
    "codings_unreviewed": {"en": "has not marked it reviewed", "id": "belum menandainya selesai dibaca"},
    "codings_count": {"en": "codings: {n}, codes: {codes}", "id": "pengodean: {n}, kode: {codes}"},
    "codings_legend": {"en": "The codes", "id": "Daftar kode"},
    "codings_key": {
        "en": "The number before a passage is that of its code at the side. Struck through: taken back. Italic: only "
        "reported. Dotted line and question mark: doubtful.",
        "id": "Angka di depan kutipan adalah angka kodenya di samping. Dicoret: ditarik kembali. Miring: hanya kabar "
        "orang. Garis titik dan tanda tanya: meragukan.",
    },
    "codings_none": {"en": "No passage is coded.", "id": "Tidak ada kutipan yang dikode."},
    "codings_retracted": {"en": "taken back", "id": "ditarik kembali"},
    "codings_reported": {"en": "only reported", "id": "hanya kabar orang"},
    "codings_doubtful": {"en": "doubtful", "id": "meragukan"},
}
