"""Which measure of agreement to report: the reasons of each piece of advice."""

from __future__ import annotations

from typing import Final

ADVICE_REASONS: Final[dict[str, dict[str, str]]] = {
    "advice.r.u_alpha": {
        "en": "Each coder decided where a passage begins and ends. There are no units that all of them judged, so kappa and "
        "plain alpha do not fit; u-alpha compares the texts as wholes.",
        "id": "Setiap pengode menentukan sendiri awal dan akhir kutipan. Tidak ada satuan yang dinilai oleh semuanya, sehingga "
        "kappa dan alfa biasa tidak cocok; u-alfa membandingkan teks secara utuh.",
    },
    "advice.r.u_alpha_each": {
        "en": "Each coder decided where a passage begins and ends, and one coder’s codes overlap, so that a place has no one "
        "code. For a single code u-alpha exists. Print the table, not one figure.",
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
        "is below {custom} all the same. Give both numbers for them. qk.compare_codes shows how "
        "common each is, and how far they agree where it was given.",
        "id": "Beberapa kode jarang, atau hampir selalu diberikan: para pengode sepakat pada sedikitnya {percent} {units}, "
        "tetapi alfa tetap di bawah {custom}. Sajikan kedua angka untuk kode itu. qk.compare_codes menunjukkan seberapa "
        "sering tiap kode dipakai dan seberapa jauh mereka sepakat di tempat kode itu diberikan.",
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
    "advice.r.do_empty": {
        "en": "Marked documents as reviewed and coded nothing in them: {coders}. If that was a slip, take the marks away: "
        "until then all that others coded there counts as disagreement.",
        "id": "Menandai dokumen sudah dibaca tanpa mengode apa pun di dalamnya: {coders}. Jika itu keliru, hapus tandanya: "
        "sebelum itu, semua yang dikode orang lain di sana dihitung sebagai ketidaksepakatan.",
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
    "advice.r.apart_each": {
        "en": "No code was looked for by all who have read a document, so there is no figure for all codes together.",
        "id": "Tidak ada kode yang dicari oleh semua pembaca suatu dokumen, sehingga tidak ada angka untuk semua kode sekaligus.",
    },
    "advice.r.none_nothing": {
        "en": "Coders {coders} have coded nothing in the documents that they have both read.",
        "id": "Pengode {coders} belum mengode apa pun dalam dokumen yang sama-sama dibaca.",
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
}
