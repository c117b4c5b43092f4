"""What Python answers to the coding view when it cannot do what was asked."""

from __future__ import annotations

from typing import Final

SESSION: Final[dict[str, dict[str, str]]] = {
    "session.stale": {
        "en": "The transcript {document} was changed on disk since it was loaded here. Nothing was written: load it "
        "again, then go on.",
        "id": "Transkrip {document} sudah berubah di disk sejak dimuat di sini. Tidak ada yang ditulis: muat ulang, "
        "lalu lanjutkan.",
    },
    "session.gone": {
        "en": "The file {file} is no longer there. Nothing was written: put it back, then load the transcript again.",
        "id": "Berkas {file} sudah tidak ada. Tidak ada yang ditulis: kembalikan berkas itu, lalu muat ulang "
        "transkripnya.",
    },
    "session.unreadable": {
        "en": "The transcript {document} cannot be read any more; nothing was written. {why}",
        "id": "Transkrip {document} tidak bisa dibaca lagi; tidak ada yang ditulis. {why}",
    },
    "session.blind": {
        "en": "Codings of {coder} stay hidden until you have marked {document} as reviewed, so that you read it with "
        "your own eyes. If they are shown before, the log says so.",
        "id": "Pengodean {coder} tetap disembunyikan sampai {document} Anda tandai selesai dibaca, supaya Anda "
        "membacanya dengan mata sendiri. Kalau diperlihatkan lebih dulu, hal itu dicatat di log.",
    },
    "session.broken": {
        "en": "Python could not do this because of a fault in qualkit ({error}). Nothing is lost that was shown as "
        "saved; what happened stands in Jupyter's own log.",
        "id": "Python tidak bisa melakukannya karena ada kesalahan dalam qualkit ({error}). Yang sudah tampil sebagai "
        "tersimpan tidak hilang; rinciannya ada di log Jupyter.",
    },
    "session.unknown_ask": {
        "en": "The page asked for {ask!r}, which this version of qualkit does not know. Run the cell again.",
        "id": "Halaman meminta {ask!r}, yang tidak dikenal versi qualkit ini. Jalankan lagi selnya.",
    },
    "session.key_missing": {
        "en": "The event {event!r} lacks {field!r}; nothing was written.",
        "id": "Peristiwa {event!r} tidak punya {field!r}; tidak ada yang ditulis.",
    },
    "session.key_unknown": {
        "en": "The event {event!r} has no {field!r}; nothing was written.",
        "id": "Peristiwa {event!r} tidak mengenal {field!r}; tidak ada yang ditulis.",
    },
    "session.key_wrong": {
        "en": "{field} is {value}, which cannot be; nothing was written.",
        "id": "{field} berisi {value}, dan itu tidak mungkin; tidak ada yang ditulis.",
    },
    "session.too_many": {
        "en": "{n} events at once are too many; the most is {most}. Nothing was written.",
        "id": "{n} peristiwa sekaligus terlalu banyak; paling banyak {most}. Tidak ada yang ditulis.",
    },
    "session.too_long": {
        "en": "{field} has {n} characters; the most is {most}. Nothing was written.",
        "id": "{field} berisi {n} karakter; paling banyak {most}. Tidak ada yang ditulis.",
    },
    "session.span": {
        "en": "The passage {start} to {end} does not lie in {document}, which has {length} characters; nothing was "
        "written.",
        "id": "Bagian {start} sampai {end} tidak ada di {document}, yang panjangnya {length} karakter; tidak ada yang "
        "ditulis.",
    },
    "session.blank": {
        "en": "There are no words in the passage {start} to {end}; select some.",
        "id": "Tidak ada kata di bagian {start} sampai {end}; pilihlah dulu.",
    },
    "session.code": {
        "en": "The codebook has no code {code!r} (any more). Nothing was written.",
        "id": "Buku kode tidak (lagi) punya kode {code!r}. Tidak ada yang ditulis.",
    },
    "session.codebook": {
        "en": "The codebook cannot be read any more; nothing was written. {why}",
        "id": "Buku kode tidak bisa dibaca lagi; tidak ada yang ditulis. {why}",
    },
    "session.study": {
        "en": "The study cannot be read any more; nothing was written. {why}",
        "id": "Studi ini tidak bisa dibaca lagi; tidak ada yang ditulis. {why}",
    },
    "session.unknown": {
        "en": "The study knows no {what} {name!r}. Nothing was written.",
        "id": "Studi ini tidak mengenal {what} {name!r}. Tidak ada yang ditulis.",
    },
    "session.no_coding": {
        "en": "There is no such coding in {document} (any more); perhaps it was removed in another window. Nothing was "
        "written.",
        "id": "Pengodean itu tidak (lagi) ada di {document}; mungkin sudah dihapus di jendela lain. Tidak ada yang "
        "ditulis.",
    },
    "session.id_taken": {
        "en": "The id {name!r} belongs to another coding of yours already; nothing was written.",
        "id": "Id {name!r} sudah dipakai pengodean Anda yang lain; tidak ada yang ditulis.",
    },
    "session.not_shown": {
        "en": "Codings of {coder} were not shown in {document}, so none of them can be taken over or turned down. "
        "Nothing was written.",
        "id": "Pengodean {coder} belum diperlihatkan di {document}, jadi belum bisa diterima atau ditolak. Tidak ada "
        "yang ditulis.",
    },
    "session.nothing_to_undo": {
        "en": "There is nothing to undo in {document}.",
        "id": "Tidak ada yang bisa diurungkan di {document}.",
    },
    "session.other_step": {
        "en": "What was meant was not saved in {document}, or is no longer the last thing done there. Nothing was "
        "written: look what stands there now, and press again.",
        "id": "Yang dimaksud tidak tersimpan di {document}, atau bukan lagi yang terakhir dikerjakan di sana. Tidak "
        "ada yang ditulis: periksa keadaannya sekarang, lalu tekan lagi.",
    },
    "session.nothing_to_redo": {
        "en": "There is nothing to redo in {document}.",
        "id": "Tidak ada yang bisa diulangi di {document}.",
    },
    "session.new_coder": {
        "en": "{coder} is new to this study: a log of its own begins with the first coding. Coders so far: {coders}.",
        "id": "{coder} baru di studi ini: log tersendiri dimulai dari pengodean pertama. Pengode sejauh ini: {coders}.",
    },
    "session.elsewhere": {
        "en": "Elsewhere in the study something is wrong; coding here can go on. {fault}",
        "id": "Ada yang salah di tempat lain dalam studi ini; pengodean di sini bisa dilanjutkan. {fault}",
    },
    "session.fault_in_log": {
        "en": "{file}:{line}: a fault in another coder's log; `qualkit check` tells which.",
        "id": "{file}:{line}: ada kesalahan di log pengode lain; `qualkit check` menyebutkannya.",
    },
    "session.what.document": {"en": "document", "id": "dokumen"},
    "session.what.case": {"en": "case", "id": "kasus"},
    "session.what.code": {"en": "code", "id": "kode"},
    "session.what.finding": {"en": "finding", "id": "temuan"},
    "session.what.wave": {"en": "wave", "id": "gelombang"},
    "session.what.coder": {"en": "coder with a log", "id": "pengode yang punya log"},
}
