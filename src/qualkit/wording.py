"""The words that stand on figures and in reports, in every language that qualkit speaks."""

from __future__ import annotations

import math
from typing import Final

from qualkit.errors import QualkitError, suggest

FALLBACK: Final = "en"

CATALOGUE: Final[dict[str, dict[str, str]]] = {
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
    "map_share_head": {"en": "with the code,\nof those read", "id": "berkode ini,\ndari yang dibaca"},
    "map_share": {"en": "{n} of {total} cases", "id": "{n} dari {total} kasus"},
    "map_none_read": {"en": "none read", "id": "belum ada dibaca"},
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
    "p": {"en": "exact p = {p}", "id": "p eksak = {p}"},
    "p_small": {"en": "exact p < {p}", "id": "p eksak < {p}"},
    "effect.odds_ratio": {"en": "Odds ratio", "id": "Rasio odds"},
    "effect.risk_difference": {"en": "Difference of shares", "id": "Selisih proporsi"},
    "effect.share_difference": {"en": "Difference of shares", "id": "Selisih proporsi"},
    "effect.risk_ratio": {"en": "Ratio of shares", "id": "Rasio proporsi"},
    "effect.cramers_v": {"en": "Cramér’s V", "id": "V Cramér"},
    "effect.cramer_v": {"en": "Cramér’s V", "id": "V Cramér"},
    "effect.phi": {"en": "Phi", "id": "Phi"},
    "effect.rank_biserial": {"en": "Rank-biserial correlation", "id": "Korelasi rank-biserial"},
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
    # tables
    "kind.interview": {"en": "Interviews", "id": "Wawancara"},
    "kind.observation": {"en": "Observation notes", "id": "Catatan pengamatan"},
    "kind.document": {"en": "Documents", "id": "Dokumen"},
    "kind.answer": {"en": "Open answers", "id": "Jawaban terbuka"},
    "coded": {"en": "coded", "id": "dikode"},
    "not_coded": {"en": "not coded", "id": "tidak dikode"},
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
    # findings
    "findings_title": {"en": "Findings and the cases behind them", "id": "Temuan dan kasus yang mendasarinya"},
    "findings_size": {
        "en": "Unit of counting: case. N = cases the claim applies to (of an event: marked sources). Silent: read, nothing found. "
        "Not yet read (all claims): {unread}.",
        "id": "Satuan hitung: kasus. N = kasus yang dicakup klaim (untuk peristiwa: sumber yang ditandai). Tidak menyinggung: dibaca, tidak "
        "ditemukan. Belum dibaca (semua klaim): {unread}.",
    },
    "findings_n": {"en": "N = {n}", "id": "N = {n}"},
    "findings_threshold": {"en": "threshold", "id": "ambang batas"},
    "findings_support": {"en": "supports", "id": "mendukung"},
    "findings_both": {"en": "both", "id": "keduanya"},
    "findings_silent": {"en": "silent", "id": "tidak menyinggung"},
    "findings_contradict": {"en": "contradicts", "id": "membantah"},
    "findings_rest": {"en": "none of these", "id": "di luar itu"},
    "weighed.event": {
        "en": "weighed by its sources, not by a count of cases",
        "id": "ditimbang dari sumbernya, bukan dari jumlah kasus",
    },
    "weighed.combination": {
        "en": "weighed by its premises, not by a count of cases",
        "id": "ditimbang dari premisnya, bukan dari jumlah kasus",
    },
    "weighed.other": {"en": "no cases to count", "id": "tidak ada kasus yang dihitung"},
    "verdict.supported": {"en": "supported", "id": "didukung"},
    "verdict.contradicted": {"en": "contradicted", "id": "terbantah"},
    "verdict.mixed": {"en": "mixed", "id": "beragam"},
    "verdict.insufficient": {"en": "insufficient", "id": "bukti belum cukup"},
    "verdict.present": {"en": "present", "id": "ditemukan"},
    "verdict.established": {"en": "established", "id": "terbukti"},
    "verdict.disputed": {"en": "disputed", "id": "dipertentangkan"},
    "verdict.qualified": {"en": "qualified", "id": "terbukti dengan pengecualian"},
    "verdict.not established": {"en": "not established", "id": "belum terbukti"},
    # amounts
    "rp_thousand": {"en": "Rp {n} thousand", "id": "Rp {n} ribu"},
    "rp_million": {"en": "Rp {n} million", "id": "Rp {n} juta"},
    "rp_billion": {"en": "Rp {n} billion", "id": "Rp {n} miliar"},
    "rp_trillion": {"en": "Rp {n} trillion", "id": "Rp {n} triliun"},
}

_RUPIAH_STEPS: Final = (("rp_trillion", 1e12), ("rp_billion", 1e9), ("rp_million", 1e6))


def say(key: str, language: str, **values: object) -> str:
    """The wording of `key` in `language`, with its placeholders filled.

    Parameters
    ----------
    key : str
        A key of `CATALOGUE`.
    language : str
        'en' or 'id'; any other language is answered in English.
    **values : object
        What the placeholders of the wording stand for.

    Raises
    ------
    QualkitError
        If the catalogue has no such key.

    Examples
    --------
    >>> say("in_documents", "en", n=8), say("in_documents", "id", n=8), say("not_read", "nl")
    ('in 8 documents', 'dalam 8 dokumen', 'not read')
    """
    entry = CATALOGUE.get(key)
    if entry is None:
        raise QualkitError(f"the catalogue of words has no {key!r}: {suggest(key, CATALOGUE)}")
    return entry.get(language, entry[FALLBACK]).format(**values)


def say_or_same(group: str, word: str, language: str) -> str:
    """The wording of `group.word`, or the word itself where the catalogue does not know it.

    Examples
    --------
    >>> say_or_same("verdict", "mixed", "id"), say_or_same("verdict", "new_word", "id")
    ('beragam', 'new word')
    """
    key = f"{group}.{word}"
    return say(key, language) if key in CATALOGUE else word.replace("_", " ")


def format_number(value: float, language: str, *, decimals: int = 2) -> str:
    """A number with the separators of the language and no needless zeros.

    Examples
    --------
    >>> format_number(12300.5, "en"), format_number(12300.5, "id"), format_number(float("inf"), "en")
    ('12,300.5', '12.300,5', '∞')
    """
    if math.isnan(value):
        return say("not_told", language)
    sign = "−" if round(value, decimals) < 0 else ""  # a true minus sign
    if math.isinf(value):
        return f"{sign}∞"
    text = f"{abs(value):,.{decimals}f}"
    if decimals:
        text = text.rstrip("0").rstrip(".")
    if language == "id":
        text = text.translate(str.maketrans(",.", ".,"))
    return f"{sign}{text}"


def format_share(share: float, language: str) -> str:
    """A share in whole percent; what is not nothing is never shown as nothing.

    Examples
    --------
    >>> format_share(0.424, "en"), format_share(0.003, "en"), format_share(0.998, "id")
    ('42%', '<1%', '>99%')
    """
    if math.isnan(share):
        return say("not_told", language)
    percent = share * 100
    if 0 < percent < 0.5:
        return "<1%"
    if 99.5 <= percent < 100 - 1e-9:
        return ">99%"
    return f"{format_number(percent, language, decimals=0)}%"


def format_amount(value: float | None, unit: str, language: str) -> str:
    """An amount as people read it; rupiah in thousands, millions and more.

    Parameters
    ----------
    value : float or None
        The amount; None and NaN are 'not told'.
    unit : str
        'IDR' is written in rupiah, any other unit after the number; '' for none.
    language : str
        'en' or 'id'.

    Examples
    --------
    >>> format_amount(1_700_000, "IDR", "en"), format_amount(1_700_000, "IDR", "id")
    ('Rp 1.7 million', 'Rp 1,7 juta')
    >>> format_amount(250_000, "IDR", "en"), format_amount(250_000, "IDR", "id")
    ('Rp 250,000', 'Rp 250 ribu')
    >>> format_amount(12_300, "EUR", "en"), format_amount(None, "EUR", "id")
    ('12,300 EUR', 'tidak disebut')
    """
    number = math.nan if value is None or value != value else float(value)
    if math.isnan(number):
        return say("not_told", language)
    if unit != "IDR":
        return f"{format_number(number, language)} {unit}".rstrip()
    size = abs(round(number)) if math.isfinite(number) else math.inf
    sign = "−" if number < 0 and size else ""
    for key, step in _RUPIAH_STEPS:
        if size >= step * (0.999995 if step > 1e6 else 1):  # 999,999,999 is a billion, not 1,000 million
            return sign + say(key, language, n=format_number(size / step, language))
    if language == "id" and size >= 1000 and size % 1000 == 0:
        return sign + say("rp_thousand", language, n=format_number(size / 1000, language))
    return f"{sign}Rp {format_number(size, language, decimals=0)}"
