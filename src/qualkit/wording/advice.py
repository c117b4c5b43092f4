"""Which measure of agreement to report: the advice, its reasons, and the sentences for the methods chapter."""

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
        "en": "The coefficient is undefined here, since the codings do not vary; this is neither agreement nor disagreement.",
        "id": "Koefisien ini tidak terdefinisi karena pengodeannya tidak bervariasi; hal itu bukan kesepakatan dan bukan "
        "pula ketidaksepakatan.",
    },
    "advice.number": {"en": "{estimate} ({interval}{n} {units} in {documents} documents)",
        "id": "{estimate} ({interval}{n} {units} dalam {documents} dokumen)"},
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
    "advice.range_one": {"en": "For the one code, {label}, it is {estimate}.",
        "id": "Untuk satu-satunya kode, {label}, nilainya {estimate}."},
    "advice.range_undefined": {"en": " For {n} of the codes it is undefined.",
        "id": " Untuk {n} kode, nilainya tidak terdefinisi."},
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
        "en": "Coders {coders} read {n} of the {total} documents both [say what the second reading was for, such as to "
        "question the first].",
        "id": "Pengode {coders} sama-sama membaca {n} dari {total} dokumen [sebutkan tujuan pembacaan kedua, misalnya "
        "untuk menguji pembacaan pertama].",
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
    # --- the reasons
    "advice.r.u_alpha": {
        "en": "Each coder decided where a passage begins and ends. There are no units that all of them judged, so kappa and "
        "plain alpha do not fit; u-alpha compares the texts as wholes.",
        "id": "Setiap pengode menentukan sendiri awal dan akhir kutipan. Tidak ada satuan yang dinilai oleh semuanya, sehingga "
        "kappa dan alfa biasa tidak cocok; u-alfa membandingkan teks secara utuh.",
    },
    "advice.r.u_alpha_each": {
        "en": "Each coder decided where a passage begins and ends, and one coder’s codes overlap, so that a place has no one "
        "code. Of each code for itself u-alpha exists. Print the table, not one figure.",
        "id": "Setiap pengode menentukan sendiri awal dan akhir kutipan, dan kode dari seorang pengode saling tumpang tindih "
        "sehingga satu tempat tidak hanya memuat satu kode. Untuk tiap kode, u-alfa dapat dihitung. Sajikan tabelnya, "
        "bukan satu angka.",
    },
    "advice.r.u_alpha_binary": {
        "en": "One figure for all codes, for one question: was something coded here, or nothing? It does not ask what.",
        "id": "Satu angka untuk semua kode, untuk satu pertanyaan: apakah bagian ini dikode atau tidak? Kodenya tidak "
        "ditanyakan.",
    },
    "advice.r.cu_alpha": {
        "en": "It tells the choice of the code from the choice of the place: where u-alpha is low and cu-alpha high, the "
        "coders call alike what they both found, and find different things.",
        "id": "Memisahkan pemilihan kode dari pemilihan tempat: bila u-alfa rendah dan cu-alfa tinggi, para pengode menamai "
        "temuan bersama dengan cara yang sama, tetapi menemukan hal yang berbeda.",
    },
    "advice.r.cu_alpha_given": {
        "en": "All coders used the same boundaries, so there is nothing to agree on but the code.",
        "id": "Semua pengode memakai batas yang sama, sehingga yang dapat disepakati hanyalah kodenya.",
    },
    "advice.r.alpha": {
        "en": "All coded whole {units}, one code each: fixed units with one value. Alpha serves any number of coders and "
        "missing readings, and does not reward coders for differing in how often they use a code.",
        "id": "Semua mengode {units} secara utuh dengan satu kode: satuannya tetap dengan satu nilai. Alfa berlaku untuk "
        "berapa pun jumlah pengode dan untuk data yang tidak lengkap, serta tidak diuntungkan oleh perbedaan frekuensi "
        "pemakaian kode.",
    },
    "advice.r.alpha_each": {
        "en": "All coded whole {units}, and gave some of them several codes. Each code is then a yes-or-no decision for "
        "every unit.",
        "id": "Semua mengode {units} secara utuh, dan sebagian diberi beberapa kode. Setiap kode dengan demikian merupakan "
        "keputusan ya atau tidak untuk setiap satuan.",
    },
    "advice.r.alpha_given_each": {
        "en": "All coders used the same boundaries, and gave some passages several codes; text that nobody coded is left out.",
        "id": "Semua pengode memakai batas yang sama, dan sebagian kutipan diberi beberapa kode; teks yang tidak dikode siapa "
        "pun tidak disertakan.",
    },
    "advice.r.masi": {
        "en": "One figure for all codes that counts it in part when one coder gives {{A, B}} and the other {{A}}.",
        "id": "Satu angka untuk semua kode yang menghitung sebagian bila seorang pengode memberi {{A, B}} dan yang lain {{A}}.",
    },
    "advice.r.each": {
        "en": "One figure for all codes hides those that do not work. The weakest ones are what the reader must know.",
        "id": "Satu angka untuk semua kode menyembunyikan kode yang lemah. Justru kode yang paling lemah perlu diketahui "
        "pembaca.",
    },
    "advice.r.percent": {
        "en": "Everybody understands it. It never stands alone, since part of it is chance.",
        "id": "Mudah dipahami semua orang, tetapi jangan disajikan sendirian karena sebagian berasal dari kebetulan.",
    },
    "advice.r.cases": {
        "en": "The findings of this study count cases. Coders who cut passages differently may still agree on who has said "
        "a thing, and the other way round. qk.compare_verdicts tells whether a verdict would change.",
        "id": "Temuan penelitian ini dihitung per kasus. Pengode yang memotong kutipan secara berbeda dapat tetap sepakat "
        "tentang siapa yang mengatakan sesuatu, dan sebaliknya. qk.compare_verdicts menunjukkan apakah suatu putusan akan "
        "berubah.",
    },
    "advice.r.paradox": {
        "en": "Some codes are rare, or given nearly everywhere: the coders agree in at least {percent} of {units}, and alpha "
        "is below {custom} all the same. Give both numbers for them. qk.compare_codes shows prevalence and bias of each.",
        "id": "Beberapa kode jarang, atau hampir selalu diberikan: para pengode sepakat pada sedikitnya {percent} {units}, "
        "tetapi alfa tetap di bawah {custom}. Sajikan kedua angka untuk kode itu. qk.compare_codes menunjukkan prevalensi "
        "dan bias tiap kode.",
    },
    "advice.r.paradox_ac1": {
        "en": "Over {units}, AC1 is less shaken by rare codes. It is high for nearly every one of them, so it stands beside alpha and does "
        "not replace it.",
        "id": "Atas {units}, AC1 lebih tahan terhadap kode yang jarang. Nilainya tinggi untuk hampir semua kode seperti itu, sehingga AC1 "
        "mendampingi alfa dan tidak menggantikannya.",
    },
    "advice.r.not_absence": {
        "en": "Nearly every sentence lacks any given code, and agreeing on that is easy: over sentences AC1 is {high} or more for "
        "every code, also for the one whose u-alpha is {low}. Percent agreement is no better.",
        "id": "Hampir setiap kalimat tidak memuat suatu kode tertentu, dan sepakat tentang itu mudah: atas kalimat, AC1 bernilai "
        "{high} atau lebih untuk setiap kode, termasuk kode yang u-alfanya {low}. Persentase kesepakatan tidak lebih baik.",
    },
    "advice.r.thin": {
        "en": "A figure from so few passages may be another with the next interview. Name the counts, or leave the code out of "
        "the table and say so.",
        "id": "Angka dari kutipan sesedikit ini dapat berubah dengan satu wawancara lagi. Sebutkan jumlahnya, atau keluarkan "
        "kode itu dari tabel dan nyatakan hal itu.",
    },
    "advice.r.kappa": {
        "en": "Readers in some fields expect it. With few differences in how often the coders use a code it is near alpha.",
        "id": "Pembaca di beberapa bidang mengharapkannya. Bila frekuensi pemakaian kode hampir sama, nilainya dekat dengan "
        "alfa.",
    },
    "advice.r.shared": {
        "en": "Not everybody has read everything. Alpha and u-alpha take what two or more have read.",
        "id": "Tidak semua pengode membaca semuanya. Alfa dan u-alfa memakai bagian yang dibaca dua orang atau lebih.",
    },
    "advice.r.few": {
        "en": "The interval draws documents anew. Of fewer than {few} it knows too little, and tends to be too narrow.",
        "id": "Interval dihitung dengan penarikan ulang dokumen. Dari kurang dari {few} dokumen, informasinya terlalu sedikit dan "
        "interval cenderung terlalu sempit.",
    },
    "advice.r.seen": {
        "en": "Only what was coded blind tells how independent readings agree.",
        "id": "Hanya pengodean tanpa saling melihat yang menunjukkan kesepakatan pembacaan yang saling bebas.",
    },
    "advice.r.consensus": {
        "en": "Consensus is a result of discussion. Agreement with it, or after it, is no agreement of independent coders.",
        "id": "Konsensus adalah hasil diskusi. Kesepakatan dengan konsensus, atau sesudahnya, bukan kesepakatan pengode yang "
        "saling bebas.",
    },
    "advice.r.limits": {
        "en": "Agreement is not truth: two may share an error. The usual .667 and .800 are customs for alpha, not passes.",
        "id": "Kesepakatan bukan kebenaran: dua orang dapat keliru bersama. Batas 0,667 dan 0,800 adalah kelaziman untuk alfa, "
        "bukan batas lulus.",
    },
    "advice.r.not_characters": {
        "en": "Kappa over characters (as some programs give it) takes every letter for a decision: its n promises far more "
        "than was judged, and overlapping codes count as codes of their own. For one code it comes near u-alpha, which "
        "says what was done.",
        "id": "Kappa atas karakter (seperti pada beberapa program) menganggap setiap huruf sebagai keputusan: n-nya menjanjikan "
        "jauh lebih banyak daripada yang dinilai, dan kode yang tumpang tindih dihitung sebagai kode tersendiri. Untuk satu "
        "kode nilainya dekat dengan u-alfa, yang menyatakan apa yang sebenarnya dihitung.",
    },
    "advice.r.not_percent": {
        "en": "Alone it says little: the rarer the codes, the more of it is chance.",
        "id": "Bila berdiri sendiri, maknanya kecil: makin jarang kodenya, makin besar bagian kebetulan.",
    },
    "advice.r.not_u_alpha": {
        "en": "For all codes together it is undefined, since a coder’s codes overlap. Do not thin out codes to get it.",
        "id": "Untuk semua kode sekaligus tidak terdefinisi karena kode seorang pengode tumpang tindih. Jangan mengurangi "
        "kode hanya agar nilainya ada.",
    },
    "advice.r.not_sets": {
        "en": "Over all codes together it counts {{A, B}} against {{A}} as plain disagreement.",
        "id": "Untuk semua kode sekaligus, {{A, B}} terhadap {{A}} dihitung sebagai ketidaksepakatan penuh.",
    },
    "advice.r.not_kappa_many": {
        "en": "Cohen’s kappa is for two coders. A mean over pairs hides the pair that differs.",
        "id": "Kappa Cohen hanya untuk dua pengode. Rata-rata antarpasangan menyembunyikan pasangan yang berbeda.",
    },
    "advice.r.do_drawn": {
        "en": "The log does not show how the documents for the second reading were chosen: no draw of qk.sample_documents "
        "gives these. Chosen by hand, they say nothing about the rest; say how it was, and draw the next by lot.",
        "id": "Log tidak menunjukkan cara memilih dokumen untuk pembacaan kedua: tidak ada undian qk.sample_documents yang "
        "menghasilkan dokumen ini. Bila dipilih sendiri, hasilnya tidak mewakili yang lain; sebutkan caranya, dan undilah "
        "dokumen berikutnya.",
    },
    "advice.r.do_more": {
        "en": "{n} of {total} documents were compared. A tenth to a quarter is common, and an interval wants {few} or more. "
        "Have more of them coded by a second person, blind.",
        "id": "Yang dibandingkan {n} dari {total} dokumen. Sepersepuluh sampai seperempat adalah lazim, dan interval "
        "memerlukan {few} dokumen atau lebih. Mintalah orang kedua mengode lebih banyak dokumen tanpa melihat hasil Anda.",
    },
    "advice.r.do_codebook": {
        "en": "Before you report: read where the coders differ, sharpen the definitions, and code other documents twice. "
        "Agreement on the documents from which the codebook was mended proves nothing.",
        "id": "Sebelum melaporkan: baca tempat para pengode berbeda, pertajam definisi, lalu kode dokumen lain dua kali. "
        "Kesepakatan pada dokumen yang dipakai untuk memperbaiki buku kode tidak membuktikan apa pun.",
    },
    "advice.r.do_approach": {
        "en": "methods.yaml does not say what kind of analysis this is (`analysis:`). Content analysis asks for a coefficient; "
        "with a codebook it serves the team, and may be reported; in reflexive thematic analysis, grounded theory, "
        "phenomenology and the like it is out of place, and all of the above does not apply.",
        "id": "methods.yaml belum menyebut jenis analisisnya (`analysis:`). Analisis isi memerlukan koefisien; analisis dengan "
        "buku kode dapat melaporkannya, terutama untuk kerja tim; dalam analisis tematik refleksif, grounded theory, "
        "fenomenologi, dan sejenisnya koefisien tidak pada tempatnya, dan semua saran di atas tidak berlaku.",
    },
    "advice.r.none_reflexive": {
        "en": "methods.yaml names reflexive thematic analysis. There a theme is made by the researcher, not found; a second "
        "coder is another reader, not a gauge.",
        "id": "methods.yaml menyebut analisis tematik refleksif. Di dalamnya tema dibangun oleh peneliti, bukan ditemukan; "
        "pengode kedua adalah pembaca lain, bukan alat ukur.",
    },
    "advice.r.none_interpretive": {
        "en": "methods.yaml names an interpretive analysis. Where codes are a step on the way to concepts, and change as "
        "long as one reads, agreement on them measures nothing that is claimed.",
        "id": "methods.yaml menyebut analisis interpretatif. Bila kode merupakan langkah menuju konsep dan terus berubah "
        "selama membaca, kesepakatan atas kode tidak mengukur apa yang dinyatakan.",
    },
    "advice.r.do_quality": {
        "en": "Show instead how the interpretation came about: memos and the history of the codebook (qualkit log), your own "
        "position, and the negative cases of each claim.",
        "id": "Sebagai gantinya, tunjukkan bagaimana penafsiran terbentuk: memo dan riwayat buku kode (qualkit log), posisi "
        "Anda sendiri, dan kasus negatif dari setiap klaim.",
    },
    "advice.r.none_one": {
        "en": "One coder cannot agree with anybody.",
        "id": "Satu pengode tidak dapat dibandingkan dengan siapa pun.",
    },
    "advice.r.none_nobody": {
        "en": "No coder has marked a document as reviewed, so that nothing tells what was read and what was not.",
        "id": "Belum ada pengode yang menandai dokumen sebagai sudah dibaca, sehingga tidak diketahui mana yang sudah dan "
        "mana yang belum dibaca.",
    },
    "advice.r.none_apart": {
        "en": "No document was marked as reviewed by two of the coders for the same codes.",
        "id": "Tidak ada dokumen yang ditandai sudah dibaca oleh dua pengode untuk kode yang sama.",
    },
    "advice.r.none_seen": {
        "en": "Where a coder sees what another did, she tends to follow. What is then measured is influence.",
        "id": "Bila seorang pengode melihat hasil pengode lain, ia cenderung mengikutinya. Yang terukur lalu adalah pengaruh.",
    },
    "advice.r.do_second": {
        "en": "Have a second person code a part that is drawn by lot, without sight of yours (qualkit sample), if your "
        "analysis claims that others would code alike.",
        "id": "Mintalah orang kedua mengode sebagian dokumen yang diundi, tanpa melihat hasil Anda (qualkit sample), bila "
        "analisis Anda menyatakan bahwa orang lain akan mengode serupa.",
    },
    "advice.r.do_again": {
        "en": "Without a second person, code the same part again after some weeks, without looking at the first codings "
        "(qk.compare_times). It tells how steady you are, not whether others agree.",
        "id": "Tanpa orang kedua, kode kembali bagian yang sama setelah beberapa minggu tanpa melihat pengodean pertama "
        "(qk.compare_times). Hasilnya menunjukkan keajekan Anda, bukan kesepakatan orang lain.",
    },
    "advice.r.do_review": {
        "en": "Mark each document as reviewed when you have read it to the end.",
        "id": "Tandai setiap dokumen sebagai sudah dibaca setelah Anda membacanya sampai akhir.",
    },
}  # fmt: skip
"""Words by key and language."""
