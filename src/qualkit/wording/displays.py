"""The words on joint displays and on figures of dots with intervals."""

from __future__ import annotations

from typing import Final

DISPLAYS: Final[dict[str, dict[str, str]]] = {
    "unit.case": {"en": "case", "id": "kasus"},
    "unit.document": {"en": "document", "id": "dokumen"},
    "unit.turn": {"en": "turn", "id": "giliran bicara"},
    "unit.segment": {"en": "segment", "id": "segmen"},
    "unit.word": {"en": "word", "id": "kata"},
    "unit.sentence": {"en": "sentence", "id": "kalimat"},
    "unit.passage": {"en": "passage", "id": "kutipan"},
    "unit.character": {"en": "character", "id": "karakter"},
    # joint display
    "joint_title": {"en": "Joint display by “{measure}”", "id": "Tampilan gabungan menurut “{measure}”"},
    "joint_nothing": {"en": "Joint display", "id": "Tampilan gabungan"},
    "joint_size": {
        "en": "Unit of counting: {unit}. “n of N”: N with this outcome were read for the code, n have it.",
        "id": "Satuan hitung: {unit}. “n dari N”: N dengan hasil ini sudah dibaca untuk kode itu, n di antaranya "
        "berkode itu.",
    },
    "joint_n": {"en": "{n} of {total}", "id": "{n} dari {total}"},
    "joint_unread": {"en": "not read: {n}", "id": "belum dibaca: {n}"},
    "joint_negative": {"en": "Negative case: {case}", "id": "Kasus negatif: {case}"},
    "joint_more": {"en": "[… more quotes: {n}, see the table]", "id": "[… kutipan lain: {n}, lihat tabel]"},
    "joint_left_out": {"en": "Quotes left out: see the table.", "id": "Kutipan tidak dimuat: lihat tabel."},
    "joint_cut": {
        "en": "“[…]”: words left out, the full quote is in the table.",
        "id": "“[…]”: ada kata yang tidak dimuat, kutipan lengkapnya ada di tabel.",
    },
    "joint_unknown": {
        "en": "Dashed line: no share, as nobody was read or the count is not known.",
        "id": "Garis putus-putus: tanpa proporsi, karena belum ada yang dibaca atau jumlahnya tidak diketahui.",
    },
    "joint_no_row": {"en": "“–”: not in the table.", "id": "“–”: tidak ada di tabel."},
    "joint_key_bar": {"en": "n / N (full bar: N)", "id": "n / N (batang penuh: N)"},
    "joint_key_negative": {
        "en": "negative case: has the opposite code and not this one",
        "id": "kasus negatif: memiliki kode lawannya dan tidak memiliki kode ini",
    },
    "joint_key_mark": {
        "en": "has a negative case, with the opposite code and not this one",
        "id": "ada kasus negatif, dengan kode lawannya dan tanpa kode ini",
    },
    # dots with intervals
    "dots_told": {"en": "{estimate} ({low} to {high})", "id": "{estimate} ({low} s.d. {high})"},
    "dots_bare": {"en": "{estimate} (no interval)", "id": "{estimate} (tanpa interval)"},
    # effects
    "effects_title": {
        "en": "Codes and outcomes: effects with their intervals",
        "id": "Kode dan hasil: besar efek beserta intervalnya",
    },
    "effects_title_measure": {
        "en": "Codes and outcome “{measure}”: effects with their intervals",
        "id": "Kode dan hasil “{measure}”: besar efek beserta intervalnya",
    },
    "effects_title_code": {
        "en": "Code “{code}” and outcomes: effects with their intervals",
        "id": "Kode “{code}” dan hasil: besar efek beserta intervalnya",
    },
    "effects_size": {
        "en": "Unit of counting: case. Dot: effect; line: 95% interval; arrow: goes on beyond the axis; vertical "
        "line: no effect, right of it more, or more often, in cases with the code (Cramér’s V has no direction).",
        "id": "Satuan hitung: kasus. Titik: efek; garis: interval 95%; panah: berlanjut di luar sumbu; garis tegak: "
        "tanpa efek, di kanannya lebih banyak atau lebih sering pada kasus berkode itu (V Cramér tidak berarah).",
    },
    "effects_undefined_n": {
        "en": "Effect undefined, told in its row, and without its p: {n} of {total}.",
        "id": "Efek tidak terdefinisi, disebut di barisnya, dan tanpa nilai p: {n} dari {total}.",
    },
    "effects_no_p": {"en": "Without p values.", "id": "Tanpa nilai p."},
    "effects_corrected": {
        "en": "Adjusted p: after {correction}, over the tests counted at the end of the row.",
        "id": "p terkoreksi: menurut {correction}, atas sejumlah uji yang tertulis di ujung baris.",
    },
    "effects_uncorrected": {
        "en": "Not adjusted for the number of tests (“–”): {n} p values.",
        "id": "Tidak dikoreksi menurut banyaknya uji (“–”): {n} nilai p.",
    },
    "effects_log": {"en": "{effect} (logarithmic axis)", "id": "{effect} (sumbu logaritmik)"},
    "effects_method": {"en": "Method: {method}.", "id": "Metode: {method}."},
    "effects_head_effect": {"en": "effect (95% interval)", "id": "efek (interval 95%)"},
    "effects_head_n": {"en": "n (missing; not read)", "id": "n (tanpa data; belum dibaca)"},
    "effects_head_p": {"en": "p", "id": "p"},
    "effects_head_adjusted": {"en": "adjusted p", "id": "p terkoreksi"},
    "effects_head_tests": {"en": "tests in family", "id": "uji dalam kelompok"},
    "effects_n": {"en": "{n} ({missing}; {unread})", "id": "{n} ({missing}; {unread})"},
    "effects_undefined": {"en": "undefined", "id": "tidak terdefinisi"},
    "effects_undefined_why": {"en": "undefined: {why}", "id": "tidak terdefinisi: {why}"},
    # agreement
    "agreement_title": {"en": "Agreement between coders", "id": "Kesepakatan antarpengode"},
    "agreement_all": {"en": "all codes together", "id": "semua kode sekaligus"},
    "agreement_size": {
        "en": "Unit of counting: {unit}. n = units compared. Line: 95% interval; arrow: goes on beyond the axis.",
        "id": "Satuan hitung: {unit}. n = satuan yang dibandingkan. Garis: interval 95%; panah: berlanjut di luar "
        "sumbu.",
    },
    "agreement_customs": {
        "en": "Dashed lines at {low} and {high}: customs for Krippendorff’s alpha, not passes; how much agreement is "
        "enough depends on what the codings are for.",
        "id": "Garis putus-putus di {low} dan {high}: kelaziman untuk alfa Krippendorff, bukan batas lulus; seberapa "
        "banyak kesepakatan yang cukup bergantung pada kegunaan pengodeannya.",
    },
    "agreement_by_chance": {
        "en": "They are not for {names}, which count agreement by chance as agreement.",
        "id": "Garis itu tidak berlaku untuk {names}, yang ikut menghitung kesepakatan karena kebetulan.",
    },
    "agreement_undefined_n": {
        "en": "Undefined, not drawn: {n} of {total} estimates.",
        "id": "Tidak terdefinisi, tidak digambar: {n} dari {total} taksiran.",
    },
    "agreement_undefined": {"en": "undefined", "id": "tidak terdefinisi"},
    "agreement_head_estimate": {"en": "estimate (95% interval)", "id": "taksiran (interval 95%)"},
    "agreement_head_n": {"en": "n", "id": "n"},
    "agreement_n": {"en": "{n} ({unit})", "id": "{n} ({unit})"},
    "agreement_uncoded_counts": {
        "en": "nobody coded {n} of {total} units: they count as agreement",
        "id": "{n} dari {total} satuan tidak dikode siapa pun: satuan itu dihitung sebagai kesepakatan",
    },
    "agreement_uncoded_left_out": {
        "en": "the {n} of {total} units that nobody coded are left out: agreement is only about what somebody coded, and "
        "coefficients that correct for chance may fall below 0",
        "id": "{n} dari {total} satuan yang tidak dikode siapa pun tidak disertakan: kesepakatan hanya menyangkut yang "
        "dikode seseorang, dan koefisien yang dikoreksi terhadap kebetulan dapat turun di bawah 0",
    },
    "agreement_nothing": {
        "en": "coded nothing of this: {coders}",
        "id": "tidak mengode apa pun dari ini: {coders}",
    },
    "agreement_unblind": {
        "en": "documents left out, since another’s work was shown before they were marked as reviewed: {n}",
        "id": "dokumen yang tidak disertakan karena hasil kerja orang lain ditampilkan sebelum ditandai selesai: {n}",
    },
    "agreement_outside": {
        "en": "codings that touch no such unit: {n}",
        "id": "pengodean yang tidak menyentuh satuan semacam itu: {n}",
    },
    "agreement_merged": {
        "en": "overlapping codings of one code by one coder, taken as one: {n}",
        "id": "pengodean tumpang tindih dari satu kode oleh satu pengode, dihitung satu: {n}",
    },
    # confusion
    "confusion_title": {
        "en": "Which code {other} uses where {coder} uses another",
        "id": "Kode yang dipakai {other} di tempat {coder} memakai kode lain",
    },
    "confusion_nothing": {
        "en": "Which code one coder uses where another uses another",
        "id": "Kode yang dipakai satu pengode di tempat pengode lain memakai kode lain",
    },
    "confusion_size": {
        "en": "Unit of counting: {unit}. A cell: of what {coder} gave the code of the row, the share (in per cent) to "
        "which {other} gave the code of the column instead. A code that both gave is not confused with others there. n: "
        "what each gave the code.",
        "id": "Satuan hitung: {unit}. Sel: dari yang diberi kode baris itu oleh {coder}, bagian (dalam persen) yang oleh "
        "{other} diberi kode kolom itu sebagai gantinya. Kode yang diberikan keduanya tidak dianggap tertukar dengan kode "
        "lain di situ. n: yang diberi kode itu oleh masing-masing.",
    },
    "confusion_none": {
        "en": "Last column: {other} gave no other code instead. Last row: of what {other} gave the code of the column, the "
        "share to which {coder} gave no other code instead.",
        "id": "Kolom terakhir: {other} tidak memberi kode pengganti. Baris terakhir: dari yang diberi kode kolom itu oleh "
        "{other}, bagian yang oleh {coder} tidak diberi kode pengganti.",
    },
    "confusion_compared": {
        "en": "Compared, since both have read them: {n} of {total} documents.",
        "id": "Dibandingkan karena sudah dibaca keduanya: {n} dari {total} dokumen.",
    },
    "confusion_coder": {"en": "coded by {coder}", "id": "dikode oleh {coder}"},
    "confusion_nobody": {"en": "nothing", "id": "tanpa kode"},
    "confusion_key": {"en": "another code, in per cent:", "id": "kode lain, dalam persen:"},
    "confusion_key_both": {"en": "both gave it", "id": "diberikan keduanya"},
    "confusion_key_nothing": {"en": "no other code", "id": "tanpa kode lain"},
    "coefficient.percent_agreement": {"en": "Percent agreement", "id": "Persen kesepakatan"},
    "coefficient.holsti": {"en": "Holsti", "id": "Holsti"},
    "coefficient.cohen_kappa": {"en": "Cohen’s kappa", "id": "Kappa Cohen"},
    "coefficient.scott_pi": {"en": "Scott’s pi", "id": "Pi Scott"},
    "coefficient.fleiss_kappa": {"en": "Fleiss’ kappa", "id": "Kappa Fleiss"},
    "coefficient.conger_kappa": {"en": "Conger’s kappa", "id": "Kappa Conger"},
    "coefficient.brennan_prediger": {"en": "Brennan and Prediger", "id": "Brennan dan Prediger"},
    "coefficient.gwet_ac1": {"en": "Gwet’s AC1", "id": "AC1 Gwet"},
    "coefficient.krippendorff_alpha": {"en": "Krippendorff’s alpha", "id": "Alfa Krippendorff"},
    "coefficient.krippendorff_alpha_jaccard": {
        "en": "Krippendorff’s alpha, Jaccard",
        "id": "Alfa Krippendorff, Jaccard",
    },
    "coefficient.krippendorff_alpha_masi": {"en": "Krippendorff’s alpha, MASI", "id": "Alfa Krippendorff, MASI"},
    "coefficient.u_alpha": {"en": "u-alpha (unitizing)", "id": "u-alfa (penentuan satuan)"},
    "coefficient.u_alpha_binary": {"en": "u-alpha, binary (unitizing)", "id": "u-alfa biner (penentuan satuan)"},
    "coefficient.cu_alpha": {"en": "cu-alpha (unitizing)", "id": "cu-alfa (penentuan satuan)"},
    "coefficient.ku_alpha": {"en": "ku-alpha (unitizing)", "id": "ku-alfa (penentuan satuan)"},
    "coefficient.kcu_alpha": {"en": "kcu-alpha (unitizing)", "id": "kcu-alfa (penentuan satuan)"},
}
