"""What each key does in the view for coding by hand."""

from __future__ import annotations

from typing import Final

KEYS: Final[dict[str, dict[str, str]]] = {
    "coder.keys.title": {"en": "Keys", "id": "Tombol"},
    "coder.key.arrows": {"en": "move by turn and by word", "id": "berpindah per giliran dan per kata"},
    "coder.key.extend": {"en": "select words", "id": "memilih kata-kata"},
    "coder.key.turn": {
        "en": "select the whole turn; again: the next one too",
        "id": "memilih seluruh giliran; tekan lagi: giliran berikutnya juga",
    },
    "coder.key.letters": {
        "en": "code the selection, or the whole turn: type a few letters, then Enter",
        "id": "memberi kode pada pilihan, atau seluruh giliran: ketik beberapa huruf, lalu Enter",
    },
    "coder.key.numbers": {"en": "the codes used last", "id": "kode yang terakhir dipakai"},
    "coder.key.delete": {"en": "remove the chosen coding", "id": "menghapus pengodean yang dipilih"},
    "coder.key.escape": {"en": "clear the selection, leave", "id": "membatalkan pilihan, keluar"},
    "coder.key.help": {"en": "these keys", "id": "daftar tombol ini"},
    "coder.key.recode": {"en": "take another code", "id": "mengganti kode"},
    "coder.key.nextHit": {"en": "next hit of the search", "id": "temuan berikutnya dalam pencarian"},
    "coder.key.previousHit": {"en": "previous hit", "id": "temuan sebelumnya"},
    "coder.key.beyond": {
        "en": "say more: about whom, when, retracted or reported, doubtful",
        "id": "menambah keterangan: tentang siapa, kapan, ditarik atau kata orang, ragu",
    },
    "coder.key.nextPane": {"en": "next part of the view", "id": "bagian tampilan berikutnya"},
    "coder.key.nextUncoded": {"en": "next turn without a code", "id": "giliran berikutnya yang belum berkode"},
    "coder.key.previousUncoded": {"en": "previous turn without a code", "id": "giliran sebelumnya yang belum berkode"},
    "coder.key.nextOther": {"en": "next of others' work", "id": "hasil orang lain berikutnya"},
    "coder.key.previousOther": {"en": "previous of others' work", "id": "hasil orang lain sebelumnya"},
    "coder.key.accept": {"en": "accept it", "id": "menerimanya"},
    "coder.key.reject": {"en": "reject it", "id": "menolaknya"},
    "coder.key.undo": {"en": "undo", "id": "mengurungkan"},
    "coder.key.redo": {"en": "redo", "id": "mengulangi"},
    "coder.key.search": {"en": "search in the text", "id": "mencari dalam teks"},
    "coder.key.memo": {"en": "memo", "id": "memo"},
    "coder.key.invent": {"en": "new code from the selected words", "id": "kode baru dari kata-kata yang dipilih"},
    "coder.key.nextCoding": {"en": "next coding", "id": "pengodean berikutnya"},
    "coder.key.previousCoding": {"en": "previous coding", "id": "pengodean sebelumnya"},
    "coder.key.endLater": {"en": "move the end one word on", "id": "menggeser akhir satu kata ke depan"},
    "coder.key.endEarlier": {"en": "move the end one word back", "id": "menggeser akhir satu kata ke belakang"},
    "coder.key.startEarlier": {"en": "move the start one word back", "id": "menggeser awal satu kata ke belakang"},
    "coder.key.startLater": {"en": "move the start one word on", "id": "menggeser awal satu kata ke depan"},
}
