"""The words on figures of how codes run and come together: network, portrait, codeline, saturation."""

from __future__ import annotations

from typing import Final

NETWORKS: Final[dict[str, dict[str, str]]] = {
    # network
    "network_title": {"en": "Network of codes that come together", "id": "Jaringan kode yang muncul bersama"},
    "network_unit": {"en": "Unit of counting: {unit}.", "id": "Satuan hitung: {unit}."},
    "network_unit.overlap": {
        "en": "pair of passages by one coder that overlap",
        "id": "pasangan kutipan dari satu pengode yang bertumpang tindih",
    },
    "network_unit.near": {
        "en": "pair of passages by one coder with at most {within} between them",
        "id": "pasangan kutipan dari satu pengode yang berjarak paling jauh {within}",
    },
    "network_unit.turn": {
        "en": "turn in which passages of both codes begin",
        "id": "giliran bicara tempat kutipan kedua kode dimulai",
    },
    "network_unit.case": {"en": "case that has both codes", "id": "kasus yang memiliki kedua kode"},
    "network_unit.document": {"en": "document that has both codes", "id": "dokumen yang memiliki kedua kode"},
    "network_units.overlap": {"en": "passages", "id": "kutipan"},
    "network_units.near": {"en": "passages", "id": "kutipan"},
    "network_units.turn": {"en": "turns", "id": "giliran bicara"},
    "network_units.case": {"en": "cases", "id": "kasus"},
    "network_units.document": {"en": "documents", "id": "dokumen"},
    "distance.characters": {"en": "characters", "id": "karakter"},
    "distance.turns": {"en": "turns", "id": "giliran bicara"},
    "network_of": {"en": "Counted in {n} {units}.", "id": "Dihitung pada {n} {units}."},
    "network_all_read": {"en": "None was left unread.", "id": "Tidak ada yang belum dibaca."},
    "network_missing": {
        "en": "Not read for both codes of a pair, and left out or incomplete: {n} {units}.",
        "id": "Belum dibaca untuk kedua kode suatu pasangan, jadi tidak dihitung atau belum lengkap: {n} {units}.",
    },
    "network_missing_unknown": {
        "en": "How many were not read is unknown.",
        "id": "Banyaknya yang belum dibaca tidak diketahui.",
    },
    "network_together": {
        "en": "Pairs of codes that come together at least once: {n} of {total}.",
        "id": "Pasangan kode yang pernah muncul bersama: {n} dari {total}.",
    },
    "network_pairs": {
        "en": "Pairs of codes with {name} other than 0: {n} of {total}.",
        "id": "Pasangan kode dengan {name} bukan 0: {n} dari {total}.",
    },
    "network_all_drawn": {"en": "All lines are drawn.", "id": "Semua garis digambar."},
    "network_left": {
        "en": "Drawn: {n} lines, {name} {least} or more; weaker ones left out: {left}.",
        "id": "Digambar: {n} garis, {name} {least} atau lebih; yang lebih lemah, tidak digambar: {left}.",
    },
    "network_chosen": {
        "en": "This limit was set by the figure, to keep to about {most} lines as far as ties allow.",
        "id": "Batas ini ditetapkan oleh gambar agar tersisa sekitar {most} garis sejauh nilai yang sama memungkinkan.",
    },
    "network_codes": {
        "en": "Codes: {n}; without a drawn line: {alone}.",
        "id": "Kode: {n}; tanpa garis yang digambar: {alone}.",
    },
    "network_undefined": {
        "en": "Pairs whose {name} is undefined, not drawn: {n}.",
        "id": "Pasangan yang {name}-nya tidak terdefinisi, tidak digambar: {n}.",
    },
    "network_places": {
        "en": "Codes stand in the order of the codebook; how near they stand means nothing.",
        "id": "Kode disusun menurut urutan buku kode; dekat jauhnya tidak berarti apa-apa.",
    },
    "network_key_size": {
        "en": "area of a mark, number after a code = {units} with it:",
        "id": "luas tanda, angka setelah kode = {units} dengan kode itu:",
    },
    "network_key_width": {"en": "width of a line = {name}:", "id": "tebal garis = {name}:"},
    "network_key_fewer": {"en": "together less often than by chance", "id": "lebih jarang bersama daripada kebetulan"},
    "measure.n": {"en": "times together", "id": "jumlah kebersamaan"},
    "measure.c_coefficient": {"en": "c-coefficient", "id": "koefisien c"},
    "measure.jaccard": {"en": "Jaccard coefficient", "id": "koefisien Jaccard"},
    "measure.lift": {"en": "lift", "id": "lift"},
    "measure.phi": {"en": "phi (of either sign)", "id": "phi (positif atau negatif)"},
    # portrait
    "portrait_title": {"en": "Portraits of documents", "id": "Potret dokumen"},
    "portrait_of": {"en": "Portrait of {document}", "id": "Potret {document}"},
    "portrait_size": {
        "en": "Unit of counting: passage (a cell for each theme that it has). Rows: {rows}. Passages: {n}.",
        "id": "Satuan hitung: kutipan (satu sel untuk tiap tema yang dimilikinya). Baris: {rows}. Kutipan: {n}.",
    },
    "portrait_read": {
        "en": "In the order of the text, from left to right; cells are of one width, however long the passage. "
        "Documents without a passage have no row.",
        "id": "Menurut urutan teks, dari kiri ke kanan; lebar sel sama, sepanjang apa pun kutipannya. "
        "Dokumen tanpa kutipan tidak memiliki baris.",
    },
    "portrait_passages": {"en": "passages", "id": "kutipan"},
    "portrait_bare": {"en": "text with-\nout code", "id": "teks tanpa\nkode"},
    "portrait_key_bond": {"en": "one passage with several themes", "id": "satu kutipan dengan beberapa tema"},
    "portrait_key_empty": {"en": "no code", "id": "tanpa kode"},
    "portrait_one": {
        "en": "Unit of counting: passage. Passages: {n}. Text without a code: {bare} of its characters.",
        "id": "Satuan hitung: kutipan. Kutipan: {n}. Teks tanpa kode: {bare} dari karakternya.",
    },
    "portrait_parts": {
        "en": "The text in {parts} equal parts, read row by row (at the left, where a row begins); a part has the "
        "themes of all passages that touch it. Parts that none touches: {empty}.",
        "id": "Teks dibagi menjadi {parts} bagian sama panjang, dibaca baris demi baris (di kiri: tempat baris "
        "dimulai); tiap bagian memuat tema semua kutipan yang menyentuhnya. Bagian yang tidak tersentuh: {empty}.",
    },
    # codeline
    "codeline_title": {"en": "Codes along the interview", "id": "Kode sepanjang wawancara"},
    "codeline_of": {"en": "Codes along {document}", "id": "Kode sepanjang {document}"},
    "codeline_size": {
        "en": "Unit of counting: passage; its number stands after the code. From the beginning of the text (0%) to its "
        "end (100%), by characters; codes that do not occur are not drawn.",
        "id": "Satuan hitung: kutipan; jumlahnya tertulis setelah kode. Dari awal teks (0%) sampai akhirnya (100%), "
        "menurut karakter; kode yang tidak muncul tidak digambar.",
    },
    "codeline_short": {
        "en": "A bar is as long as its passage, but never too short to be seen.",
        "id": "Panjang batang sesuai panjang kutipan, tetapi tidak pernah terlalu pendek untuk dilihat.",
    },
    "codeline_one": {
        "en": "Passages: {n}, under {codes} codes. Text without a code: {bare}.",
        "id": "Kutipan: {n}, dengan {codes} kode. Teks tanpa kode: {bare}.",
    },
    "codeline_panel": {
        "en": "{document}: passages {n}, codes {codes}, text without a code {bare}",
        "id": "{document}: kutipan {n}, kode {codes}, teks tanpa kode {bare}",
    },
    "codeline_any": {"en": "any code", "id": "kode apa pun"},
    # saturation
    "saturation_nothing": {"en": "Saturation", "id": "Kejenuhan data"},
    "saturation_title.saturation": {
        "en": "Saturation: when interviews brought no new codes",
        "id": "Kejenuhan: kapan wawancara tidak lagi memunculkan kode baru",
    },
    "saturation_title.coverage": {
        "en": "Coverage: how soon the codes were met",
        "id": "Cakupan: seberapa cepat semua kode dijumpai",
    },
    "saturation_size": {
        "en": "Unit of counting: interview. Interviews: {n}; left out since nobody has read them: {missing}. Codes met: "
        "{codes}.",
        "id": "Satuan hitung: wawancara. Wawancara: {n}; tidak dihitung karena belum dibaca: {missing}. Kode yang "
        "dijumpai: {codes}.",
    },
    "saturation_fixed": {
        "en": "The codes were fixed beforehand (or it is not known when they came up): the curve tells how soon they "
        "were met, never that nothing else was to be found.",
        "id": "Kode sudah ditetapkan sebelumnya (atau tidak diketahui kapan munculnya): kurva ini menunjukkan "
        "seberapa cepat kode dijumpai, bukan bahwa tidak ada hal lain yang dapat ditemukan.",
    },
    "saturation_share": {
        "en": "Share of new information: new codes in a run of {run} interviews / the {n_base} codes of the first "
        "{base} (the base).",
        "id": "Porsi informasi baru: kode baru dalam runtun {run} wawancara / {n_base} kode dari {base} wawancara "
        "pertama (dasar).",
    },
    "saturation_few": {
        "en": "Too few to tell: base and first run need {needed} interviews, there are {n}.",
        "id": "Terlalu sedikit untuk dinilai: dasar dan runtun pertama perlu {needed} wawancara, yang ada {n}.",
    },
    "saturation_undefined": {
        "en": "The base has no codes: the share of new information is undefined.",
        "id": "Dasar tidak memiliki kode: porsi informasi baru tidak terdefinisi.",
    },
    "saturation_not.saturation": {
        "en": "Saturation was not reached: the last run brought {n} new codes ({share} of the base; threshold {limit}).",
        "id": "Kejenuhan belum tercapai: runtun terakhir memunculkan {n} kode baru ({share} dari dasar; ambang {limit}).",
    },
    "saturation_not.coverage": {
        "en": "The threshold was not reached: the last run brought {n} new codes ({share} of the base; threshold "
        "{limit}).",
        "id": "Ambang belum tercapai: runtun terakhir memunculkan {n} kode baru ({share} dari dasar; ambang {limit}).",
    },
    "saturation_at.saturation": {
        "en": "Saturation was reached with interview {position} ({document}): its run brought {n} new codes ({share} of "
        "the base; threshold {limit}).",
        "id": "Kejenuhan tercapai pada wawancara ke-{position} ({document}): runtunnya memunculkan {n} kode baru "
        "({share} dari dasar; ambang {limit}).",
    },
    "saturation_at.coverage": {
        "en": "The threshold was reached with interview {position} ({document}): its run brought {n} new codes ({share} "
        "of the base; threshold {limit}).",
        "id": "Ambang tercapai pada wawancara ke-{position} ({document}): runtunnya memunculkan {n} kode baru "
        "({share} dari dasar; ambang {limit}).",
    },
    "saturation_enough.coverage": {
        "en": "By this rule {enough} interviews covered the codes well enough, and {run} more confirmed it; new codes "
        "after that: {later}.",
        "id": "Menurut aturan ini {enough} wawancara sudah cukup mencakup kode-kodenya dan {run} berikutnya "
        "menegaskannya; kode baru sesudah itu: {later}.",
    },
    "saturation_enough.saturation": {
        "en": "So {enough} interviews were enough by this rule, and {run} more confirmed it; new codes after that: "
        "{later}.",
        "id": "Jadi menurut aturan ini {enough} wawancara sudah cukup dan {run} berikutnya menegaskannya; kode baru "
        "sesudah itu: {later}.",
    },
    "saturation_upper": {"en": "Codes met so far", "id": "Kode yang sudah dijumpai"},
    "saturation_lower": {
        "en": "New codes in each run, as a share of the base",
        "id": "Kode baru tiap runtun, dibagi dasar",
    },
    "saturation_axis": {
        "en": "interview, in the order in which they were taken; a run stands at its last interview",
        "id": "wawancara, menurut urutan pelaksanaannya; runtun digambar pada wawancara terakhirnya",
    },
    "saturation_key_real": {"en": "real order", "id": "urutan sebenarnya"},
    "saturation_key_random": {
        "en": "random orders: mean, and 95% of them",
        "id": "urutan acak: rata-rata, dan 95% darinya",
    },
    "saturation_key_base": {"en": "base", "id": "dasar"},
    "saturation_key_limit": {"en": "threshold {limit}", "id": "ambang {limit}"},
    "saturation_key_reached": {"en": "reached", "id": "tercapai"},
}
