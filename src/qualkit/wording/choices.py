"""The words of the comparison of whose codings are used."""

from __future__ import annotations

from typing import Final

CHOICES: Final[dict[str, dict[str, str]]] = {
    "choice.none_shared": {
        "en": "no case was read by all these coders for these codes",
        "id": "tidak ada kasus yang dibaca semua pengode ini untuk kode-kode ini",
    },
    "choice.unread": {
        "en": "not read in this choice: {n}",
        "id": "belum dibaca menurut pilihan ini: {n}",
    },
    "choice.record_unread": {
        "en": "not read by the coders of record: {n}",
        "id": "belum dibaca pengode acuan: {n}",
    },
    "choice.no_codes": {
        "en": "rests on no codings: the same for every choice",
        "id": "tidak bertumpu pada pengodean: sama untuk setiap pilihan",
    },
    "choice.premise": {
        "en": "a premise has no verdict: no case was read by all these coders",
        "id": "satu premis tanpa putusan: tidak ada kasus yang dibaca semua pengode ini",
    },
}
