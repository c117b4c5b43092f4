"""The words of the view that holds two coders against each other."""

from __future__ import annotations

from typing import Final

COMPARE: Final[dict[str, dict[str, str]]] = {
    "compare.view": {
        "en": "{left} and {right} compared in {document}, decided by {coder}",
        "id": "Perbandingan {left} dan {right} pada {document}, diputuskan oleh {coder}",
    },
    "compare.fictional": {"en": "fictional example", "id": "contoh rekaan"},
    "compare.transcript": {
        "en": "Transcript of {document}: {left} in the left margin, {right} in the right one",
        "id": "Transkrip {document}: {left} di pinggir kiri, {right} di pinggir kanan",
    },
    "compare.list": {"en": "What to decide", "id": "Yang harus diputuskan"},
    "compare.kind": {"en": "Kind", "id": "Jenis"},
    "compare.kind.all": {"en": "all kinds", "id": "semua jenis"},
    "compare.kind.agreement": {"en": "agreement", "id": "sepakat"},
    "compare.kind.details": {"en": "same passage, other details", "id": "kutipan sama, keterangan lain"},
    "compare.kind.borders": {"en": "same code, other borders", "id": "kode sama, batas lain"},
    "compare.kind.codes": {"en": "other codes", "id": "kode lain"},
    "compare.kind.left": {"en": "only {left}", "id": "hanya {left}"},
    "compare.kind.right": {"en": "only {right}", "id": "hanya {right}"},
    "compare.code": {"en": "Code", "id": "Kode"},
    "compare.code.all": {"en": "all codes", "id": "semua kode"},
    "compare.open_only": {"en": "undecided only", "id": "hanya yang belum diputuskan"},
    "compare.none": {"en": "Nothing here under this filter.", "id": "Tidak ada yang cocok dengan saringan ini."},
    "compare.nothing": {
        "en": "Neither of the two coded anything in this document.",
        "id": "Keduanya tidak mengode apa pun dalam dokumen ini.",
    },
    "compare.progress": {"en": "{n} of {total} decided", "id": "{n} dari {total} sudah diputuskan"},
    "compare.unset": {
        "en": "Not compared, because its words no longer stand there: {n} ({coder})",
        "id": "Tidak dibandingkan karena kata-katanya tidak lagi di tempatnya: {n} ({coder})",
    },
    "compare.nobody": {"en": "nothing", "id": "tidak ada"},
    "compare.place": {"en": "{kind}, {at} of {total}", "id": "{kind}, {at} dari {total}"},
    "compare.reason": {"en": "Reason", "id": "Alasan"},
    "compare.reason.hint": {
        "en": "Goes with the next decision as its memo.",
        "id": "Ikut dengan keputusan berikutnya sebagai memo.",
    },
    "compare.choice.left": {"en": "1 {left}", "id": "1 {left}"},
    "compare.choice.right": {"en": "2 {right}", "id": "2 {right}"},
    "compare.choice.both": {"en": "3 both", "id": "3 keduanya"},
    "compare.choice.neither": {"en": "4 neither", "id": "4 tidak satu pun"},
    "compare.choice.other": {"en": "5 other …", "id": "5 lain …"},
    "compare.decided.left": {"en": "decided: {left}", "id": "diputuskan: {left}"},
    "compare.decided.right": {"en": "decided: {right}", "id": "diputuskan: {right}"},
    "compare.decided.both": {"en": "decided: both", "id": "diputuskan: keduanya"},
    "compare.decided.neither": {"en": "decided: neither", "id": "diputuskan: tidak satu pun"},
    "compare.decided.other": {"en": "decided: other", "id": "diputuskan: lain"},
    "compare.undecided": {"en": "undecided", "id": "belum diputuskan"},
    "compare.status.retracted": {"en": "taken back", "id": "ditarik kembali"},
    "compare.status.reported": {"en": "only reported", "id": "hanya kabar orang"},
    "compare.certainty.doubtful": {"en": "doubtful", "id": "meragukan"},
    "compare.when": {"en": "about: {when}", "id": "tentang: {when}"},
    "compare.cases": {"en": "about {cases}", "id": "tentang {cases}"},
    # the toolbar
    "compare.tool.label": {"en": "Commands", "id": "Perintah"},
    "compare.tool.previous": {"en": "↑ previous", "id": "↑ sebelumnya"},
    "compare.tool.previous.title": {"en": "Previous (P)", "id": "Sebelumnya (P)"},
    "compare.tool.next": {"en": "↓ next", "id": "↓ berikutnya"},
    "compare.tool.next.title": {"en": "Next (N)", "id": "Berikutnya (N)"},
    "compare.tool.open": {"en": "next undecided", "id": "berikutnya yang belum"},
    "compare.tool.open.title": {"en": "Next undecided (U)", "id": "Berikutnya yang belum diputuskan (U)"},
    "compare.tool.adopt": {"en": "Adopt {n} agreements", "id": "Terima {n} kesepakatan"},
    "compare.tool.adopt.title": {
        "en": "Take over all undecided agreements at once (A)",
        "id": "Terima sekaligus semua kesepakatan yang belum diputuskan (A)",
    },
    "compare.tool.undo": {"en": "Undo", "id": "Urungkan"},
    "compare.tool.undo.title": {"en": "Undo (Ctrl+Z)", "id": "Urungkan (Ctrl+Z)"},
    "compare.tool.redo": {"en": "Redo", "id": "Ulangi"},
    "compare.tool.redo.title": {"en": "Redo (Ctrl+Y)", "id": "Ulangi (Ctrl+Y)"},
    "compare.tool.review": {"en": "Mark as reviewed", "id": "Tandai selesai"},
    "compare.tool.review.title": {
        "en": "Mark the document as reviewed for {coder}, once all is decided",
        "id": "Tandai dokumen selesai dibaca untuk {coder}, setelah semuanya diputuskan",
    },
    "compare.tool.reviewed": {"en": "Reviewed", "id": "Sudah ditandai selesai"},
    "compare.tool.help": {"en": "Keys", "id": "Tombol"},
    "compare.tool.help.title": {"en": "What the keys do (?)", "id": "Kegunaan tombol (?)"},
    # other words and another code
    "compare.other.title": {"en": "Another code, or other words", "id": "Kode lain, atau kata-kata lain"},
    "compare.other.words": {"en": "The words", "id": "Kata-katanya"},
    "compare.other.words.hint": {
        "en": "Those selected in the transcript, else those of both coders. To take others, close this, select them "
        "there, and press 5 again.",
        "id": "Yang dipilih dalam transkrip; kalau tidak ada, yang dikode keduanya. Untuk kata-kata lain, tutup ini, "
        "pilih di sana, lalu tekan 5 lagi.",
    },
    "compare.other.search": {"en": "Search the codes", "id": "Cari kode"},
    "compare.other.code": {"en": "The code", "id": "Kodenya"},
    "compare.other.accept": {"en": "Decide so", "id": "Putuskan begini"},
    "compare.other.no_code": {"en": "Choose a code.", "id": "Pilih satu kode."},
    # what is told
    "compare.done": {"en": "{choice}. {progress}.", "id": "{choice}. {progress}."},
    "compare.done.adopt": {
        "en": "Agreements adopted: {n}. {progress}.",
        "id": "Kesepakatan diterima: {n}. {progress}.",
    },
    "compare.done.undo": {"en": "Undone. {progress}.", "id": "Diurungkan. {progress}."},
    "compare.done.redo": {"en": "Done again. {progress}.", "id": "Dilakukan lagi. {progress}."},
    "compare.done.reviewed": {"en": "Marked as reviewed.", "id": "Ditandai selesai dibaca."},
    "compare.kept": {
        "en": "Your reason waits where it belongs in the list: “{reason}”",
        "id": "Alasan Anda disimpan di tempatnya dalam daftar: “{reason}”",
    },
    "compare.all_decided": {"en": "All is decided.", "id": "Semuanya sudah diputuskan."},
    "compare.keys.title": {"en": "Keys", "id": "Tombol"},
    "compare.key.next": {"en": "next", "id": "berikutnya"},
    "compare.key.previous": {"en": "previous", "id": "sebelumnya"},
    "compare.key.open": {"en": "next undecided", "id": "berikutnya yang belum diputuskan"},
    "compare.key.left": {"en": "take the left coder's", "id": "ambil dari pengode kiri"},
    "compare.key.right": {"en": "take the right coder's", "id": "ambil dari pengode kanan"},
    "compare.key.both": {"en": "take both", "id": "ambil keduanya"},
    "compare.key.neither": {"en": "take neither", "id": "tidak ambil satu pun"},
    "compare.key.other": {"en": "another code or other words", "id": "kode atau kata-kata lain"},
    "compare.key.adopt": {"en": "adopt all agreements", "id": "terima semua kesepakatan"},
    "compare.key.reason": {"en": "write the reason", "id": "tulis alasannya"},
    "compare.key.undo": {"en": "undo", "id": "urungkan"},
    "compare.key.redo": {"en": "redo", "id": "ulangi"},
    "compare.key.nextPane": {"en": "between list, reason and transcript", "id": "antara daftar, alasan, dan transkrip"},
    "compare.key.help": {"en": "this list", "id": "daftar ini"},
    # what cannot be done
    "compare.refused.same": {
        "en": "left, right and the one who decides must be three: {left}, {right}, {coder}. Nobody decides in the log "
        "of a coder who is compared.",
        "id": "kiri, kanan, dan yang memutuskan harus tiga nama berbeda: {left}, {right}, {coder}. Keputusan tidak "
        "ditulis dalam log pengode yang dibandingkan.",
    },
    "compare.refused.blind": {
        "en": "{coder} has not marked {document} as reviewed, so there is nothing to compare yet: whoever still codes "
        "must not see the other's work. To look all the same, give blind=False.",
        "id": "{coder} belum menandai {document} selesai dibaca, jadi belum ada yang dibandingkan: yang masih mengode "
        "tidak boleh melihat pekerjaan yang lain. Untuk tetap melihatnya, beri blind=False.",
    },
    "compare.refused.shown": {
        "en": "Nothing is shown, because the log of {coder} cannot note that the work of {left} and {right} was shown: "
        "who has seen it no longer codes blind. Make it writable and run the cell again. {why}",
        "id": "Tidak ada yang ditampilkan karena log {coder} tidak bisa mencatat bahwa pekerjaan {left} dan {right} "
        "ditampilkan: yang sudah melihatnya tidak lagi mengode secara independen. Buat log itu bisa ditulisi, lalu "
        "jalankan lagi selnya. {why}",
    },
    "compare.refused.changed": {
        "en": "The codings of {left} or {right} were changed since they were loaded here, so this was not written. "
        "The list shows them as they are now: decide again.",
        "id": "Pengodean {left} atau {right} berubah sejak dimuat di sini, jadi ini tidak ditulis. Daftarnya sekarang "
        "sudah yang terbaru: putuskan lagi.",
    },
    "compare.refused.open": {
        "en": "Not marked as reviewed: {n} of {total} are undecided.",
        "id": "Tidak ditandai selesai: {n} dari {total} belum diputuskan.",
    },
    "compare.refused.choice": {
        "en": "The page asked for something that this version of qualkit does not know ({what}). Run the cell again.",
        "id": "Halaman meminta sesuatu yang tidak dikenal versi qualkit ini ({what}). Jalankan lagi selnya.",
    },
    "compare.refused.document": {
        "en": "This was decided in {other}, and here {document} is compared, so nothing was written.",
        "id": "Ini diputuskan dalam {other}, sedangkan yang dibandingkan di sini {document}. Tidak ada yang ditulis.",
    },
    "compare.refused.words": {
        "en": "There are no words at {start}-{end} of {document}; select some and decide again.",
        "id": "Tidak ada kata-kata pada {start}-{end} dari {document}; pilih dulu, lalu putuskan lagi.",
    },
    "compare.refused.code": {
        "en": "The codebook has no code {code!r}; choose another.",
        "id": "Buku kode tidak punya kode {code!r}; pilih yang lain.",
    },
    "compare.refused.not_last": {
        "en": "What was to be undone was not written, so nothing older was undone for it.",
        "id": "Yang hendak diurungkan tidak tertulis, jadi tidak ada yang lebih lama yang diurungkan.",
    },
    "compare.refused.nothing_to_undo": {"en": "There is nothing to undo.", "id": "Tidak ada yang bisa diurungkan."},
    "compare.refused.nothing_to_redo": {"en": "There is nothing to redo.", "id": "Tidak ada yang bisa diulangi."},
    "compare.kind.gone": {"en": "its source is gone", "id": "sumbernya sudah tidak ada"},
    "compare.gone.hint": {
        "en": "What this was decided about is no longer in the log of {left} or {right}: keep it or remove it.",
        "id": "Pengodean yang menjadi dasar keputusan ini tidak ada lagi dalam log {left} atau {right}: simpan atau "
        "hapus.",
    },
    "compare.choice.keep": {"en": "3 keep", "id": "3 simpan"},
    "compare.choice.remove": {"en": "4 remove", "id": "4 hapus"},
    "compare.decided.keep": {"en": "decided: kept", "id": "diputuskan: disimpan"},
    "compare.decided.remove": {"en": "decided: removed", "id": "diputuskan: dihapus"},
    "compare.refused.gone": {
        "en": "What this was decided about is no longer in the log of {left} or {right}. Choose to keep it (3) or to "
        "remove it (4).",
        "id": "Pengodean yang menjadi dasar keputusan ini tidak ada lagi dalam log {left} atau {right}. Pilih simpan "
        "(3) atau hapus (4).",
    },
    "compare.refused.details": {
        "en": "Both coded the same words under the same code and differ only in the details, so taking both would "
        "count it twice. Choose {left}, {right} or other.",
        "id": "Keduanya mengode kata-kata yang sama dengan kode yang sama dan hanya berbeda keterangannya; kalau "
        "keduanya diambil, hitungannya dobel. Pilih {left}, {right}, atau lain.",
    },
}
