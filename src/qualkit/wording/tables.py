"""The words in tables, and of amounts."""

from __future__ import annotations

from typing import Final

TABLES: Final[dict[str, dict[str, str]]] = {
    "kind.interview": {"en": "Interviews", "id": "Wawancara"},
    "kind.observation": {"en": "Observation notes", "id": "Catatan pengamatan"},
    "kind.document": {"en": "Documents", "id": "Dokumen"},
    "kind.answer": {"en": "Open answers", "id": "Jawaban terbuka"},
    "coded": {"en": "coded", "id": "dikode"},
    "not_coded": {"en": "not coded", "id": "tidak dikode"},
    "table_empty": {"en": "–: not known or does not apply.", "id": "–: tidak diketahui atau tidak berlaku."},
    "yes": {"en": "yes", "id": "ya"},
    "no": {"en": "no", "id": "tidak"},
    "below": {"en": "below {value}", "id": "di bawah {value}"},
    "at_least": {"en": "{value} or more", "id": "{value} atau lebih"},
    "above": {"en": "more than {value}", "id": "lebih dari {value}"},
    "at_most": {"en": "{value} or less", "id": "{value} atau kurang"},
    "from_to": {"en": "{low} to under {high}", "id": "{low} sampai di bawah {high}"},
    "any": {"en": "any", "id": "berapa pun"},
    "both_sides": {"en": "both", "id": "keduanya"},
    "neither_side": {"en": "neither", "id": "tidak keduanya"},
    "no_words": {"en": "no words", "id": "tanpa kata"},
    "change.better": {"en": "better", "id": "membaik"},
    "change.same": {"en": "same", "id": "tetap"},
    "change.worse": {"en": "worse", "id": "memburuk"},
    # amounts
    "rp_thousand": {"en": "Rp {n} thousand", "id": "Rp {n} ribu"},
    "rp_million": {"en": "Rp {n} million", "id": "Rp {n} juta"},
    "rp_billion": {"en": "Rp {n} billion", "id": "Rp {n} miliar"},
    "rp_trillion": {"en": "Rp {n} trillion", "id": "Rp {n} triliun"},
}
