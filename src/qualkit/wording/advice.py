"""Which measure of agreement to report: the words of the advice, and the sentences for the methods chapter."""

from __future__ import annotations

from typing import Final

ADVICE: Final[dict[str, dict[str, str]]] = {
    "column.advice": {"en": "advice", "id": "saran"},
    "column.sentence": {"en": "sentence for the methods chapter", "id": "kalimat untuk bab metode"},
    "column.call": {"en": "call", "id": "perintah"},
    "advice.report": {"en": "Report", "id": "Laporkan"},
    "advice.beside": {"en": "Report beside it", "id": "Laporkan sebagai pendamping"},
    "advice.say": {"en": "Say", "id": "Sebutkan"},
    "advice.may": {"en": "If it is asked for", "id": "Bila diminta"},
    "advice.not": {"en": "Do not report", "id": "Jangan laporkan"},
    "advice.do": {"en": "To do", "id": "Perlu dikerjakan"},
    "advice.none": {"en": "No coefficient", "id": "Tanpa koefisien"},
    "advice.chapter": {"en": "For the methods chapter", "id": "Untuk bab metode"},
    "advice.brackets": {
        "en": "What stands in [brackets] only you can say.",
        "id": "Bagian dalam [kurung siku] hanya dapat diisi oleh peneliti sendiri.",
    },
    "advice.every_code": {"en": "each code", "id": "setiap kode"},
    "advice.others": {"en": "{n} others", "id": "{n} lainnya"},
    "advice.two": {"en": "{first} and {last}", "id": "{first} dan {last}"},
    "advice.more": {"en": "{first} and {last}", "id": "{first}, dan {last}"},
    "advice.units.segment": {"en": "passages", "id": "kutipan"},
    "advice.units.character": {"en": "characters", "id": "karakter"},
    "advice.units.sentence": {"en": "sentences", "id": "kalimat"},
    "advice.units.turn": {"en": "turns", "id": "giliran bicara"},
    "advice.units.case": {"en": "cases", "id": "kasus"},
    "advice.units.document": {"en": "documents", "id": "dokumen"},
    "analysis.reflexive thematic": {"en": "reflexive thematic analysis", "id": "analisis tematik refleksif"},
    "analysis.interpretive": {
        "en": "another interpretive analysis (grounded theory, phenomenology, narrative, discourse)",
        "id": "analisis interpretatif lain (grounded theory, fenomenologi, naratif, wacana)",
    },
    "analysis.codebook": {
        "en": "analysis with a codebook (template, framework)",
        "id": "analisis dengan buku kode (template, framework)",
    },
    "analysis.content analysis": {"en": "content analysis", "id": "analisis isi"},
    # --- the sentences
    "advice.s.all": {
        "en": "All {total} documents were coded by coders {coders}{blind}.",
        "id": "Seluruh {total} dokumen dikode oleh pengode {coders}{blind}.",
    },
    "advice.s.all_shared": {
        "en": "All {total} documents were coded more than once, by coders {coders}{blind}.",
        "id": "Seluruh {total} dokumen dikode lebih dari satu kali, yaitu oleh pengode {coders}{blind}.",
    },
    "advice.s.all_but": {
        "en": "All {total} documents were coded by coders {coders}, and {n} of them ({share}){blind}.",
        "id": "Seluruh {total} dokumen dikode oleh pengode {coders}, dan {n} di antaranya ({share}){blind}.",
    },
    "advice.s.part": {
        "en": "Of the {total} documents, {n} ({share}) were coded more than once, by coders {coders}{blind}; {drawn}.",
        "id": "Dari {total} dokumen, {n} ({share}) dikode lebih dari satu kali, yaitu oleh pengode {coders}{blind}; {drawn}.",
    },
    "advice.s.shared": {
        "en": "Each of the compared documents was read by at least two of the {m} coders, {full} by all of them.",
        "id": "Setiap dokumen yang dibandingkan dibaca oleh sedikitnya dua dari {m} pengode, {full} di antaranya oleh semuanya.",
    },
    "advice.s.blind": {
        "en": ", independently and without sight of each other’s codings",
        "id": " secara terpisah, tanpa melihat hasil pengodean satu sama lain",
    },
    "advice.s.unrecorded": {
        "en": " [independently of each other? The codings were imported, and no log tells]",
        "id": " [secara terpisah? Pengodean ini diimpor, dan tidak ada log yang mencatatnya]",
    },
    "advice.s.drawn.kind": {
        "en": "they were drawn at random within each kind of document",
        "id": "dokumen tersebut diambil secara acak dari setiap jenis dokumen",
    },
    "advice.s.drawn.any": {"en": "they were drawn at random", "id": "dokumen tersebut diambil secara acak"},
    "advice.s.drawn.unknown": {
        "en": "they were [say how they were chosen: by lot, or for which reason]",
        "id": "dokumen tersebut [sebutkan cara pemilihannya: diundi, atau dengan alasan apa]",
    },
    "advice.s.u_alpha": {
        "en": "Since the coders set the boundaries of passages themselves, agreement was measured over whole texts, with "
        "Krippendorff’s u-alpha, which asks both where passages lie and which code they carry (Krippendorff et al., "
        "2016): {number}.",
        "id": "Karena batas kutipan ditentukan sendiri oleh tiap pengode, kesepakatan diukur atas keseluruhan teks dengan "
        "u-alfa Krippendorff, yang memperhitungkan letak kutipan sekaligus kode yang diberikan (Krippendorff dkk., "
        "2016): {number}.",
    },
    "advice.s.u_alpha_each": {
        "en": "Since the coders set the boundaries of passages themselves and passages may carry several codes, agreement "
        "was measured code by code, over whole texts, with Krippendorff’s u-alpha (Krippendorff et al., 2016). {range}",
        "id": "Karena batas kutipan ditentukan sendiri oleh tiap pengode dan satu kutipan dapat memuat beberapa kode, "
        "kesepakatan diukur kode demi kode atas keseluruhan teks dengan u-alfa Krippendorff (Krippendorff dkk., 2016). "
        "{range}",
    },
    "advice.s.apart_each": {
        "en": "As the coders read for different codes, agreement was measured code by code, with Krippendorff’s {name}. {range}",
        "id": "Karena para pengode membaca untuk kode yang berbeda, kesepakatan diukur kode demi kode dengan {name} Krippendorff. "
        "{range}",
    },
    "advice.s.each": {"en": "{range}", "id": "{range}"},
    "advice.s.u_alpha_binary": {
        "en": "As to whether a part of the text was coded at all, with whichever code, binary u-alpha is {number}.",
        "id": "Mengenai apakah suatu bagian teks dikode atau tidak, apa pun kodenya, u-alfa biner bernilai {number}.",
    },
    "advice.s.cu_alpha": {
        "en": "As to which code was given where more than one coder coded, cu-alpha is {number}.",
        "id": "Mengenai kode mana yang diberikan pada bagian yang dikode lebih dari satu pengode, cu-alfa bernilai {number}.",
    },
    "advice.s.cu_alpha_given": {
        "en": "The coders worked with the same passages, so that only the choice of the code was compared, with "
        "Krippendorff’s cu-alpha (Krippendorff et al., 2016): {number}.",
        "id": "Para pengode memakai kutipan dengan batas yang sama, sehingga yang dibandingkan hanya pemilihan kodenya, "
        "dengan cu-alfa Krippendorff (Krippendorff dkk., 2016): {number}.",
    },
    "advice.s.alpha": {
        "en": "Each {unit} carries one code or none. Agreement was measured with Krippendorff’s alpha for nominal data "
        "(Hayes & Krippendorff, 2007), {units} without a code included: {number}.",
        "id": "Setiap {unit} memuat satu kode atau tidak sama sekali. Kesepakatan diukur dengan alfa Krippendorff untuk "
        "data nominal (Hayes & Krippendorff, 2007), termasuk {units} yang tidak dikode: {number}.",
    },
    "advice.s.alpha_each": {
        "en": "A {unit} may carry several codes. Each code was therefore treated as a decision of its own, given or not "
        "given, and agreement was measured over all {units} with Krippendorff’s alpha (Hayes & Krippendorff, 2007). "
        "{range}",
        "id": "Satu {unit} dapat memuat beberapa kode. Karena itu, setiap kode diperlakukan sebagai keputusan tersendiri, "
        "diberikan atau tidak, dan kesepakatan diukur atas semua {units} dengan alfa Krippendorff (Hayes & Krippendorff, "
        "2007). {range}",
    },
    "advice.s.alpha_given_each": {
        "en": "The coders worked with the same passages, which may carry several codes. Each code was therefore treated "
        "as a decision of its own, given or not given, and agreement was measured with Krippendorff’s alpha (Hayes & "
        "Krippendorff, 2007), passages counting by their length. {range}",
        "id": "Para pengode memakai kutipan dengan batas yang sama, dan satu kutipan dapat memuat beberapa kode. Karena "
        "itu, setiap kode diperlakukan sebagai keputusan tersendiri, diberikan atau tidak, dan kesepakatan diukur dengan "
        "alfa Krippendorff (Hayes & Krippendorff, 2007) dengan kutipan dihitung menurut panjangnya. {range}",
    },
    "advice.s.masi": {
        "en": "Over all codes together, where sets of codes that overlap agree in part (MASI distance; Passonneau, 2006), "
        "alpha is {number}.",
        "id": "Untuk semua kode sekaligus, dengan himpunan kode yang beririsan dihitung sepakat sebagian (jarak MASI; "
        "Passonneau, 2006), alfa bernilai {number}.",
    },
    "advice.s.percent": {
        "en": "Percent agreement, which does not allow for chance, is {percent}.",
        "id": "Persentase kesepakatan, yang belum memperhitungkan kebetulan, adalah {percent}.",
    },
    "advice.s.cases": {"en": "The findings count cases. {range}", "id": "Temuan dihitung per kasus. {range}"},
    "advice.s.paradox": {
        "en": "Where a code is rare or given nearly everywhere, a coefficient that allows for chance may be low although "
        "coders seldom differ (Feinstein & Cicchetti, 1990). So it is with {labels}: percent agreement over {units} is "
        "{percent}, Gwet’s AC1 {number} (Gwet, 2008).",
        "id": "Bila suatu kode jarang dipakai atau hampir selalu diberikan, koefisien yang memperhitungkan kebetulan dapat "
        "rendah meskipun para pengode jarang berbeda (Feinstein & Cicchetti, 1990). Hal ini terjadi pada {labels}: "
        "persentase kesepakatan atas {units} {percent}, AC1 Gwet {number} (Gwet, 2008).",
    },
    "advice.s.thin": {
        "en": "Few passages carry {labels} ({number} by all coders together); figures from so few rest on little.",
        "id": "Hanya sedikit kutipan yang memuat {labels} ({number} dari semua pengode); angka dari "
        "kutipan sesedikit itu kurang dapat diandalkan.",
    },
    "advice.s.undefined": {
        "en": "The coefficient is undefined for these codings, which is neither agreement nor disagreement.",
        "id": "Koefisien ini tidak terdefinisi untuk pengodean ini; hal itu bukan kesepakatan dan bukan pula ketidaksepakatan.",
    },
    "advice.number": {
        "en": "{estimate} ({interval}{n} {units} in {documents} documents)",
        "id": "{estimate} ({interval}{n} {units} dalam {documents} dokumen)",
    },
    "advice.number_document": {
        "en": "{estimate} ({interval}{n} documents)",
        "id": "{estimate} ({interval}{n} dokumen)",
    },
    "advice.interval": {"en": "95% interval {low} to {high}; ", "id": "interval 95% {low} sampai {high}; "},
    "advice.range": {
        "en": "Over {k} codes it lies between {low} (“{weakest}”) and {high} (“{strongest}”), with a median of {median}; the "
        "table gives each code with its interval.",
        "id": "Pada {k} kode, nilainya berkisar antara {low} (“{weakest}”) dan {high} (“{strongest}”) dengan median {median}; "
        "nilai tiap kode beserta intervalnya disajikan dalam tabel.",
    },
    "advice.range_of": {
        "en": "For single codes, {name} lies between {low} (“{weakest}”) and {high}, with a median of {median} ({k} codes).",
        "id": "Untuk tiap kode, {name} berkisar antara {low} (“{weakest}”) dan {high} dengan median {median} ({k} kode).",
    },
    "advice.range_same": {
        "en": "Over {k} codes it is {low} throughout.",
        "id": "Pada {k} kode, nilainya sama, yaitu {low}.",
    },
    "advice.range_of_same": {
        "en": "For single codes, {name} is {low} throughout ({k} codes).",
        "id": "Untuk tiap kode, {name} bernilai sama, yaitu {low} ({k} kode).",
    },
    "advice.range_one": {
        "en": "For the one code, {label}, it is {estimate}.",
        "id": "Untuk satu-satunya kode, {label}, nilainya {estimate}.",
    },
    "advice.range_undefined": {
        "en": " For {n} of the codes it is undefined.",
        "id": " Untuk {n} kode, nilainya tidak terdefinisi.",
    },
    "advice.between": {"en": "{low} to {high}", "id": "{low} sampai {high}"},
    "advice.name.cases": {"en": "alpha over cases", "id": "alfa atas kasus"},
    "advice.name.u_alpha": {"en": "u-alpha", "id": "u-alfa"},
    "advice.name.krippendorff_alpha": {"en": "alpha", "id": "alfa"},
    "advice.s.few": {
        "en": "With {n} documents an interval is rough; with any one document left out the estimate lies between {low} "
        "and {high}.",
        "id": "Dengan {n} dokumen, interval hanya merupakan gambaran kasar; bila salah satu dokumen dikeluarkan, nilainya "
        "berada antara {low} dan {high}.",
    },
    "advice.s.few_each": {
        "en": "With {n} documents the intervals are rough.",
        "id": "Dengan {n} dokumen, interval hanya merupakan gambaran kasar.",
    },
    "advice.s.no_interval": {
        "en": "No interval is given, since {n} documents do not tell how much coding differs between documents.",
        "id": "Interval tidak disajikan karena {n} dokumen belum dapat menunjukkan seberapa besar perbedaan pengodean "
        "antardokumen.",
    },
    "advice.s.seen": {
        "en": "Not compared were {n} further documents, in which a coder had seen another’s codings before finishing their "
        "own.",
        "id": "Sebanyak {n} dokumen lain tidak dibandingkan karena salah seorang pengode telah melihat hasil pengode lain sebelum "
        "menyelesaikan pengodeannya sendiri.",
    },
    "advice.s.consensus": {
        "en": "Afterwards the coders settled their differences by discussion ({n} codings); the agreement reported is "
        "that of the independent codings before it.",
        "id": "Sesudah itu, perbedaan diselesaikan melalui diskusi ({n} pengodean); kesepakatan yang dilaporkan berasal dari "
        "pengodean terpisah sebelum diskusi tersebut.",
    },
    "advice.s.of_record": {
        "en": " The findings rest on the codings so agreed.",
        "id": " Temuan penelitian didasarkan pada hasil kesepakatan itu.",
    },
    "advice.s.intervals": {
        "en": "Intervals come from {n} resamples of documents within their kind (percentile bootstrap).",
        "id": "Interval diperoleh dari {n} kali penarikan ulang dokumen dalam jenisnya (bootstrap persentil).",
    },
    "advice.s.limits": {
        "en": "These figures tell how alike coders {coders} applied the codebook to these documents. They do not show that "
        "a reading is right, nor how others would read.",
        "id": "Angka-angka ini menunjukkan seberapa serupa pengode {coders} menerapkan buku kode pada dokumen-dokumen ini. "
        "Angka-angka ini tidak membuktikan bahwa suatu pembacaan benar, dan tidak menunjukkan bagaimana orang lain akan "
        "membacanya.",
    },
    "advice.s.limits_interval": {
        "en": " As the documents are no random sample, the intervals tell how much coding differs from document to document; they say "
        "nothing about a population.",
        "id": " Karena dokumen tidak dipilih sebagai sampel acak, interval menunjukkan seberapa besar perbedaan pengodean antardokumen "
        "dan tidak menyatakan apa pun tentang suatu populasi.",
    },
    "advice.s.none_reflexive": {
        "en": "No coefficient of agreement is reported. In reflexive thematic analysis coding is interpretation, done from "
        "the researcher’s own position, and agreement between coders is no criterion of its quality (Braun & Clarke, "
        "2019, 2021).",
        "id": "Koefisien kesepakatan tidak dilaporkan. Dalam analisis tematik refleksif, pengodean merupakan penafsiran "
        "dari posisi peneliti sendiri, sehingga kesepakatan antarpengode bukan ukuran mutunya (Braun & Clarke, 2019, "
        "2021).",
    },
    "advice.s.second": {
        "en": "Of the {total} documents, {n} were read by more than one of coders {coders} [say what the second reading was "
        "for, such as to question the first].",
        "id": "Dari {total} dokumen, {n} dibaca oleh lebih dari satu pengode ({coders}) [sebutkan tujuan pembacaan kedua, "
        "misalnya untuk menguji pembacaan pertama].",
    },
    "advice.s.none_interpretive": {
        "en": "No coefficient of agreement is reported: in this analysis codes are a means of interpretation and not "
        "its result, and agreement on them would not measure its quality (McDonald et al., 2019).",
        "id": "Koefisien kesepakatan tidak dilaporkan: dalam analisis ini kode merupakan sarana penafsiran dan bukan "
        "hasilnya, sehingga kesepakatan atas kode tidak mengukur mutunya (McDonald dkk., 2019).",
    },
    "advice.s.none_one": {
        "en": "All codings are those of one person, coder {coders}; agreement between coders was not measured, and how "
        "another would read the texts is not known.",
        "id": "Seluruh pengodean dikerjakan oleh satu orang, yaitu pengode {coders}; kesepakatan antarpengode tidak diukur, "
        "dan bagaimana orang lain akan membaca teks-teks ini tidak diketahui.",
    },
    "advice.s.none_apart": {
        "en": "The documents were divided among coders {coders}, and none was read by two of them for the same codes; "
        "agreement between coders was not measured.",
        "id": "Dokumen dibagi di antara pengode {coders}, dan tidak ada dokumen yang dibaca oleh dua orang untuk kode yang "
        "sama; kesepakatan antarpengode tidak diukur.",
    },
    "advice.s.none_seen": {
        "en": "Coders {coders} read the same documents ({n}), but with sight of each other’s codings; as these are not "
        "independent, no coefficient of agreement is reported.",
        "id": "Pengode {coders} membaca dokumen yang sama ({n}), tetapi dengan melihat hasil pengodean satu sama lain; "
        "karena pengodean itu tidak saling bebas, koefisien kesepakatan tidak dilaporkan.",
    },
}
