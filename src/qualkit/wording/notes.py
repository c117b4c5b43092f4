"""What a test says of itself, where it is shown: the tables keep these words in English."""

from __future__ import annotations

from typing import Final

NOTES: Final[dict[str, dict[str, str]]] = {
    "note.a group has no cases": {"en": "a group has no cases", "id": "ada kelompok tanpa kasus"},
    "note.a side has no cases": {"en": "a side has no cases", "id": "ada sisi tanpa kasus"},
    "note.a column has no cases": {"en": "a column has no cases", "id": "ada kolom tanpa kasus"},
    "note.a group or a column has no cases": {
        "en": "a group or a column has no cases",
        "id": "ada kelompok atau kolom tanpa kasus",
    },
    "note.fewer than two rows or columns have cases": {
        "en": "fewer than two rows or columns have cases",
        "id": "kurang dari dua baris atau kolom yang berisi kasus",
    },
    "note.all values are the same": {"en": "all values are the same", "id": "semua nilainya sama"},
    "note.nobody changed": {"en": "nobody changed", "id": "tidak ada yang berubah"},
    "note.one side has one score only": {"en": "one side has one score only", "id": "satu sisi hanya punya satu skor"},
    "note.the design has only one arrangement": {
        "en": "the design has only one arrangement",
        "id": "rancangannya hanya memungkinkan satu susunan",
    },
    "note.too few cases for the correction": {
        "en": "too few cases for the correction",
        "id": "kasus terlalu sedikit untuk koreksinya",
    },
    "note_forced": {"en": "forced: {why}", "id": "dipaksakan: {why}"},
    "note_drawn": {
        "en": "{drawn} random arrangements, seed {seed}",
        "id": "{drawn} susunan acak, benih {seed}",
    },
}
