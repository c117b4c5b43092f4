"""The words about types of cases."""

from __future__ import annotations

from typing import Final

TYPOLOGY: Final[dict[str, dict[str, str]]] = {
    "types_single": {
        "en": "No types: too few of the {n} cases differ.",
        "id": "Tidak ada tipe: terlalu sedikit dari {n} kasus yang berbeda.",
    },
    "types_none": {
        "en": "No grouping is convincing (average silhouette {mean}, not above 0.25): any method splits {n} cases into "
        "groups, whether or not there are any. Do not report these as types.",
        "id": "Tidak ada pengelompokan yang meyakinkan (rerata siluet {mean}, tidak di atas 0,25): metode apa pun "
        "membagi {n} kasus menjadi kelompok, ada atau tidak ada kelompok sebenarnya. Jangan dilaporkan sebagai tipe.",
    },
    "types_weak": {
        "en": "The grouping is weak (average silhouette {mean}, not above 0.50) and may be an artefact of the method: "
        "read the {n} cases again before you report types.",
        "id": "Pengelompokannya lemah (rerata siluet {mean}, tidak di atas 0,50) dan mungkin hanya bentukan metodenya: "
        "baca lagi {n} kasusnya sebelum melaporkan tipe.",
    },
    "types_chance": {
        "en": "The average silhouette ({mean}) is no higher than shuffled codes and outcomes reach by chance ({chance}).",
        "id": "Rerata siluet ({mean}) tidak lebih tinggi daripada yang tercapai secara kebetulan bila kode dan hasil "
        "diacak ({chance}).",
    },
    "types_small": {
        "en": "Of {n} types {small} have fewer than {few} cases: these stand apart, but are no types yet.",
        "id": "Dari {n} tipe, {small} berisi kurang dari {few} kasus: kasusnya berbeda, tetapi belum menjadi tipe.",
    },
}
