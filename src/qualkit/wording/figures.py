"""The words on figures."""

from __future__ import annotations

from typing import Final

FIGURES: Final[dict[str, dict[str, str]]] = {
    # all figures
    "nothing": {"en": "nothing to draw", "id": "tidak ada yang dapat digambar"},
    "not_told": {"en": "not told", "id": "tidak disebut"},
    "unit_case": {"en": "Unit of counting: case.", "id": "Satuan hitung: kasus."},
    "not_read": {"en": "not read", "id": "belum dibaca"},
    "n": {"en": "n = {n}", "id": "n = {n}"},
    # theme map
    "map_title": {"en": "Theme map: codings per case", "id": "Peta tema: jumlah pengodean per kasus"},
    "map_size": {
        "en": "Unit of counting: case. Cases: {cases}. Codes: {codes}. The number in a cell is how often the "
        "code was given in the case.",
        "id": "Satuan hitung: kasus. Kasus: {cases}. Kode: {codes}. Angka dalam sel menunjukkan berapa kali "
        "kode itu diberikan pada kasus tersebut.",
    },
    "map_unread": {
        "en": "Not yet read for the code (hatched): {unread} of {cells} cells; they are outside the “n of N”.",
        "id": "Belum dibaca untuk kode itu (bergaris miring): {unread} dari {cells} sel; tidak masuk hitungan "
        "“n dari N”.",
    },
    "map_unread_coded": {
        "en": "Coded all the same, the reading unfinished: {n}.",
        "id": "Sudah diberi kode walau belum selesai dibaca: {n}.",
    },
    "map_all_read": {
        "en": "Every case has been read for every code.",
        "id": "Semua kasus sudah dibaca untuk semua kode.",
    },
    "map_share_head": {"en": "cases with\nthe code,\nof those\nread", "id": "kasus ber-\nkode ini,\ndari yang\ndibaca"},
    "map_share": {"en": "{n} of {total}", "id": "{n} dari {total}"},
    "map_none_read": {"en": "none read", "id": "belum dibaca"},
    "map_key": {"en": "codings:", "id": "pengodean:"},
    "map_key_zero": {"en": "read, nothing found", "id": "dibaca, tidak ditemukan"},
    # crosstab
    "crosstab_title": {
        "en": "Code “{code}” and outcome “{measure}”",
        "id": "Kode “{code}” dan hasil “{measure}”",
    },
    "crosstab_nothing": {"en": "Code and outcome", "id": "Kode dan hasil"},
    "crosstab_size": {
        "en": "Unit of counting: case. n = cases of the row (100%).",
        "id": "Satuan hitung: kasus. n = jumlah kasus di baris itu (100%).",
    },
    "crosstab_missing": {
        "en": "Outcome missing, not drawn: {missing}.",
        "id": "Data hasil tidak ada, tidak digambar: {missing}.",
    },
    "crosstab_missing_row": {"en": "missing: {n}", "id": "tanpa data: {n}"},
    "crosstab_missing_see": {
        "en": "Outcome missing, not drawn: see the end of each row.",
        "id": "Data hasil tidak ada, tidak digambar: lihat ujung tiap baris.",
    },
    "crosstab_unread": {
        "en": "Not read for the code, not drawn: {n}.",
        "id": "Belum dibaca untuk kode ini, tidak digambar: {n}.",
    },
    "crosstab_unknown": {"en": "unknown", "id": "tidak diketahui"},
    "crosstab_no_cases": {"en": "no cases", "id": "tidak ada kasus"},
    "effect": {
        "en": "{name}: {effect} (95% interval {low} to {high})",
        "id": "{name}: {effect} (interval 95% {low} sampai {high})",
    },
    "effect_bare": {"en": "{name}: {effect} (no interval)", "id": "{name}: {effect} (tanpa interval)"},
    "effect_undefined": {
        "en": "Effect size: cannot be computed from this table.",
        "id": "Besar efek: tidak dapat dihitung dari tabel ini.",
    },
    "detectable": {
        "en": "Groups of these sizes would show differences of {difference} or more (power .8 at .05).",
        "id": "Kelompok sebesar ini dapat menunjukkan selisih {difference} atau lebih (kuasa uji 0,8 pada 0,05).",
    },
    "p_of": {"en": "{method}: p {p}", "id": "{method}: p {p}"},
    "p_of_family": {
        "en": "p {p} after {correction} over {n} tests",
        "id": "p {p} setelah {correction} atas {n} uji",
    },
    "effect.odds_ratio": {"en": "Odds ratio", "id": "Rasio odds"},
    "effect.risk_difference": {"en": "Difference of shares", "id": "Selisih proporsi"},
    "effect.share_difference": {"en": "Difference of shares", "id": "Selisih proporsi"},
    "effect.risk_ratio": {"en": "Ratio of shares", "id": "Rasio proporsi"},
    "effect.cramers_v": {"en": "Cramér’s V", "id": "V Cramér"},
    "effect.cramer_v": {"en": "Cramér’s V", "id": "V Cramér"},
    "effect.phi": {"en": "Phi", "id": "Phi"},
    "effect.rank_biserial": {"en": "Rank-biserial correlation", "id": "Korelasi rank-biserial"},
    "effect.cliffs_delta": {"en": "Cliff’s delta", "id": "Delta Cliff"},
    "effect.median_difference": {"en": "Difference of medians", "id": "Selisih median"},
    # change
    "change_title": {"en": "{measure}: {wave_from} and {wave_to}", "id": "{measure}: {wave_from} dan {wave_to}"},
    "change_nothing": {"en": "Change between the waves", "id": "Perubahan antarwaktu"},
    "change_size": {
        "en": "Unit of counting: case. n = {n} with both waves; missing at one wave: {one}, at both: {none}.",
        "id": "Satuan hitung: kasus. n = {n} dengan data kedua waktu; data tidak ada pada satu waktu: {one}, "
        "pada keduanya: {none}.",
    },
    "change_median": {"en": "Median change: {change}.", "id": "Median perubahan: {change}."},
    "change_none": {
        "en": "No case has both waves: no change can be shown.",
        "id": "Tidak ada kasus dengan data kedua waktu: perubahan tidak dapat ditunjukkan.",
    },
    "change_up": {"en": "Higher is better.", "id": "Makin tinggi makin baik."},
    "change_down": {"en": "Lower is better.", "id": "Makin rendah makin baik."},
    "change_named": {
        "en": "Named: the {named} of {n} cases that worsened most.",
        "id": "Diberi label: {named} dari {n} kasus yang memburuk, yaitu yang terparah.",
    },
    "change_thick": {
        "en": "A thicker line stands for several cases.",
        "id": "Garis lebih tebal mewakili beberapa kasus.",
    },
    "change_median_at": {"en": "median {value}", "id": "median {value}"},
    "side.better": {"en": "better ({n})", "id": "membaik ({n})"},
    "side.same": {"en": "same ({n})", "id": "tetap ({n})"},
    "side.worse": {"en": "worse ({n})", "id": "memburuk ({n})"},
    "change_key_median": {"en": "median, both waves", "id": "median, data kedua waktu"},
    "change_key_one": {"en": "only “{wave}” known ({n})", "id": "hanya “{wave}” diketahui ({n})"},
    # stages
    "stages_title": {"en": "Problems by stage", "id": "Masalah menurut tahap"},
    "stages_size": {
        "en": "Unit of counting: passage (large number); below it, in how many documents. All tiles: {n} "
        "passages; with no stage: {none}.",
        "id": "Satuan hitung: kutipan (angka besar); di bawahnya, dalam berapa dokumen. Semua kotak: {n} "
        "kutipan; tanpa tahap: {none}.",
    },
    "stages_unknown": {
        "en": "“–”: not counted, {n} tiles.",
        "id": "“–”: tidak dihitung, {n} kotak.",
    },
    "no_stage": {"en": "no stage", "id": "tanpa tahap"},
    "in_document": {"en": "in 1 document", "id": "dalam 1 dokumen"},
    "in_documents": {"en": "in {n} documents", "id": "dalam {n} dokumen"},
    "sampling.purposive": {"en": "purposive", "id": "dipilih dengan sengaja (purposive)"},
    "sampling.probability": {"en": "probability", "id": "acak (probabilitas)"},
    "sampling.convenience": {"en": "convenience", "id": "yang mudah dijangkau (convenience)"},
    "sampling.snowball": {"en": "snowball", "id": "bola salju (snowball)"},
    "claim.prevalence": {"en": "prevalence", "id": "prevalensi"},
    "claim.event": {"en": "event", "id": "peristiwa"},
    "claim.outcome": {"en": "outcome", "id": "hasil (outcome)"},
    "claim.association": {"en": "association", "id": "hubungan"},
    "claim.combination": {"en": "combination", "id": "gabungan"},
}
