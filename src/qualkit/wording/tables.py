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
    "method.exact": {"en": "exact test", "id": "uji eksak"},
    "method.Fisher, exact": {"en": "Fisher’s exact test", "id": "uji eksak Fisher"},
    "method.Freeman-Halton, exact": {"en": "Freeman-Halton exact test", "id": "uji eksak Freeman-Halton"},
    "method.Freeman-Halton, Monte Carlo": {
        "en": "Freeman-Halton test, Monte Carlo",
        "id": "uji Freeman-Halton, Monte Carlo",
    },
    "method.Boschloo, exact": {"en": "Boschloo’s exact test", "id": "uji eksak Boschloo"},
    "method.Barnard, exact": {"en": "Barnard’s exact test", "id": "uji eksak Barnard"},
    "method.Mann-Whitney, exact": {"en": "Mann-Whitney exact test", "id": "uji eksak Mann-Whitney"},
    "method.Mann-Whitney, Monte Carlo": {"en": "Mann-Whitney test, Monte Carlo", "id": "uji Mann-Whitney, Monte Carlo"},
    "method.linear-by-linear trend, exact": {"en": "exact test of a trend", "id": "uji eksak kecenderungan"},
    "method.linear-by-linear trend, Monte Carlo": {
        "en": "test of a trend, Monte Carlo",
        "id": "uji kecenderungan, Monte Carlo",
    },
    "method.permutation of the difference of means, exact": {
        "en": "exact permutation test of the means",
        "id": "uji permutasi eksak atas rata-rata",
    },
    "method.permutation of the difference of means, Monte Carlo": {
        "en": "permutation test of the means, Monte Carlo",
        "id": "uji permutasi atas rata-rata, Monte Carlo",
    },
    "method.permutation of clusters, exact": {
        "en": "exact permutation test of whole groups",
        "id": "uji permutasi eksak atas kelompok utuh",
    },
    "method.permutation of clusters, Monte Carlo": {
        "en": "permutation test of whole groups, Monte Carlo",
        "id": "uji permutasi atas kelompok utuh, Monte Carlo",
    },
    "method.permutation within clusters, exact": {
        "en": "exact permutation test within groups",
        "id": "uji permutasi eksak di dalam kelompok",
    },
    "method.permutation within clusters, Monte Carlo": {
        "en": "permutation test within groups, Monte Carlo",
        "id": "uji permutasi di dalam kelompok, Monte Carlo",
    },
    "correction.holm": {"en": "Holm’s correction", "id": "koreksi Holm"},
    "correction.benjamini-hochberg": {
        "en": "Benjamini and Hochberg’s correction",
        "id": "koreksi Benjamini-Hochberg",
    },
    "changed.absolute": {"en": "{measure}, change", "id": "{measure}, perubahan"},
    "changed.relative": {"en": "{measure}, change in %", "id": "{measure}, perubahan dalam %"},
    "changed.per_member": {
        "en": "{measure}, change a household member",
        "id": "{measure}, perubahan per anggota rumah tangga",
    },
    "change.better": {"en": "better", "id": "membaik"},
    "change.same": {"en": "same", "id": "tetap"},
    "change.worse": {"en": "worse", "id": "memburuk"},
    # amounts
    "rp_thousand": {"en": "Rp {n} thousand", "id": "Rp {n} ribu"},
    "rp_million": {"en": "Rp {n} million", "id": "Rp {n} juta"},
    "rp_billion": {"en": "Rp {n} billion", "id": "Rp {n} miliar"},
    "rp_trillion": {"en": "Rp {n} trillion", "id": "Rp {n} triliun"},
}
