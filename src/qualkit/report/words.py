"""The words of the report, in English and Indonesian."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    "fictional_note": (
        "Fictional example study: written for qualkit, nobody's words or money.",
        "Studi contoh rekaan: ditulis untuk qualkit, bukan ucapan atau uang siapa pun.",
    ),
    "part_note": ("Part {part} of {parts}.", "Bagian {part} dari {parts}."),
    "no_outcomes": (
        "This study declares no outcomes, so nothing was set against what happened to people.",
        "Studi ini tidak mencatat hasil (outcome), jadi tidak ada yang dibandingkan dengan keadaan orangnya.",
    ),
    "no_dates": (
        "An interview has no date in its header, so the order in which codes were met is not shown.",
        "Ada wawancara tanpa tanggal di kepalanya, jadi urutan dijumpainya kode tidak ditampilkan.",
    ),
    "not_comparable": (
        "{measure}: the waves do not measure the same, so no change is shown ({reason}).",
        "{measure}: kedua waktunya tidak mengukur hal yang sama, jadi perubahannya tidak ditampilkan ({reason}).",
    ),
    "findings_title": ("The findings and how many cases stand behind them", "Temuan dan jumlah kasus di baliknya"),
    "findings_about": (
        "For each finding one bar: cases that support it, do both, are silent or unread, and contradict it.",
        "Satu batang untuk tiap temuan: kasus yang mendukung, keduanya, diam atau belum dibaca, dan membantah.",
    ),
    "theme_map_title": ("Theme map: codes by case", "Peta tema: kode menurut kasus"),
    "theme_map_about": (
        "A grid of codes and cases; each cell holds the number of codings of the code in that case.",
        "Kisi kode dan kasus; tiap sel memuat banyaknya pengodean kode itu pada kasus tersebut.",
    ),
    "crosstab_title": ("{code}, by {outcome}", "{code}, menurut {outcome}"),
    "crosstab_about": (
        "Cases with the code {code} and cases read without it, each divided by {outcome}.",
        "Kasus dengan kode {code} dan kasus yang dibaca tanpa kode itu, masing-masing dibagi menurut {outcome}.",
    ),
    "before_now_title": ("Money before and now", "Uang dahulu dan sekarang"),
    "before_now_about": (
        "One line a case, from the amount told for the first wave to that for the last.",
        "Satu garis untuk tiap kasus, dari jumlah pada waktu pertama ke jumlah pada waktu terakhir.",
    ),
    "stages_title": ("Stages of the programme and their problems", "Tahap program dan masalahnya"),
    "stages_about": (
        "How many passages tell of each problem at each stage, and in how many documents.",
        "Berapa kutipan yang bercerita tentang tiap masalah pada tiap tahap, dan dalam berapa dokumen.",
    ),
    "joint_title": ("Joint display: codes by {outcome}", "Tampilan gabungan: kode menurut {outcome}"),
    "joint_about": (
        "For each code and each value of {outcome}: how many cases have the code, of how many read, with quotes and "
        "negative cases.",
        "Untuk tiap kode dan tiap nilai {outcome}: berapa kasus yang berkode itu, dari berapa yang dibaca, dengan "
        "kutipan dan kasus negatif.",
    ),
    "effects_title": ("Codes and outcomes: the effects side by side", "Kode dan hasil: besar efeknya berdampingan"),
    "effects_about": (
        "One row a code and outcome: the effect as a dot with its interval, n, and p with the family it is adjusted "
        "over.",
        "Satu baris untuk tiap kode dan hasil: efek sebagai titik dengan intervalnya, n, dan p beserta kelompok uji "
        "yang menjadi dasar koreksinya.",
    ),
    "agreement_title": ("Agreement between the coders", "Kesepakatan antarpengode"),
    "agreement_about": (
        "One row a code: each coefficient of agreement as a dot with its interval, all codes together first.",
        "Satu baris untuk tiap kode: tiap koefisien kesepakatan sebagai titik dengan intervalnya, semua kode "
        "sekaligus di baris pertama.",
    ),
    "flows_title": (
        "Stages, their problems, and what is told with these",
        "Tahap, masalahnya, dan yang diceritakan bersamanya",
    ),
    "flows_about": (
        "Bands from the stages to their problems, and from these to what is told in the same turn; no cause is shown.",
        "Pita dari tahap ke masalahnya, lalu ke yang diceritakan dalam giliran yang sama; bukan sebab-akibat.",
    ),
    "network_title": ("Codes that come together", "Kode yang muncul bersama"),
    "network_about": (
        "Codes by theme at both sides; a line between two is the wider, the more they come together.",
        "Kode menurut tema di kedua sisi; garis antara dua kode makin tebal bila makin sering muncul bersama.",
    ),
    "portrait_title": ("Portraits of the documents", "Potret dokumen"),
    "portrait_about": (
        "A row for each document, with a cell for each coded passage in its order, marked by theme.",
        "Satu baris untuk tiap dokumen, dengan satu sel untuk tiap kutipan menurut urutannya, ditandai menurut tema.",
    ),
    "codeline_title": ("Codes along the interview", "Kode sepanjang wawancara"),
    "codeline_about": (
        "A row for each code; each passage is a bar from its beginning to its end, as shares of the text.",
        "Satu baris untuk tiap kode; tiap kutipan adalah batang dari awal sampai akhirnya, sebagai bagian dari teks.",
    ),
    "saturation_title": ("How the codes were met, interview by interview", "Kode yang dijumpai, wawancara demi wawancara"),
    "saturation_about": (
        "Above, codes met so far; below, the share of new codes in each run of interviews against the threshold.",
        "Atas: kode yang sudah dijumpai; bawah: porsi kode baru pada tiap runtun wawancara terhadap ambang.",
    ),
    "verdicts": ("Verdicts", "Putusan"),
    "finding": ("Finding", "Temuan"),
    "findings": ("The findings, one by one", "Temuan satu per satu"),
    "verdict": ("Verdict", "Putusan"),
    "cases": ("Cases", "Kasus"),
    "for": ("For", "Pro"),
    "against": ("Against", "Kontra"),
    "open": ("Open", "Terbuka"),
    "open_help": ("both, silent or not read", "keduanya, diam, atau belum dibaca"),
    "turns_with": ("Turns with", "Goyah oleh"),
    "study": ("The study", "Studi ini"),
    "documents": ("Documents", "Dokumen"),
    "words": ("Words", "Kata"),
    "coders": ("Coders of record", "Pengode acuan"),
    "codings": ("Codings that count", "Pengodean yang dihitung"),
    "sampling": ("Sampling", "Cara memilih kasus"),
    "sampling_note": (
        "The cases are not a random sample: shares describe these cases and no population, and carry no interval.",
        "Kasusnya bukan sampel acak: proporsi menggambarkan kasus-kasus ini saja, bukan populasi, dan tanpa interval.",
    ),
    "methods": ("How the study was made", "Cara studi ini dibuat"),
    "not_stated": ("not stated", "tidak disebutkan"),
    "method.access": ("Access and selection", "Akses dan pemilihan"),
    "method.consent": ("Consent", "Persetujuan"),
    "method.interviewer": ("The interviewer's position", "Kedudukan pewawancara"),
    "method.transcription": ("Transcription", "Transkripsi"),
    "method.analysis": ("Kind of analysis", "Jenis analisis"),
    "method.coding": ("Coding", "Pengodean"),
    "declared": ("declared on {date}, before it was weighed", "dinyatakan {date}, sebelum ditimbang"),
    "remark": ("Mind", "Perhatikan"),
    "who": ("Who stands where", "Siapa berada di mana"),
    "side.supports": ("support it", "mendukung"),
    "side.contradicts": ("contradict it", "membantah"),
    "side.both": ("do both: for a person to judge", "keduanya: perlu diputuskan seseorang"),
    "side.silent": ("read, nothing found", "dibaca, tidak menyinggung"),
    "side.unread": ("not read, or no value told", "belum dibaca, atau nilainya tidak disebut"),
    "side.same": ("unchanged", "tidak berubah"),
    "side.undecided": ("not known whether the claim is about them", "tidak diketahui termasuk klaim ini atau tidak"),
    "passages.contradicts": ("What speaks against it", "Yang membantahnya"),
    "passages.supports": ("What speaks for it", "Yang mendukungnya"),
    "passages.": ("What they say", "Ucapan mereka"),
    "passages.uncounted": ("Listed, but not counted (taken back, reported, or of another time)",
                           "Dicantumkan, tetapi tidak dihitung (ditarik, kabar orang, atau tentang waktu lain)"),
    "passages.elsewhere": ("From sources the claim does not count", "Dari sumber yang tidak dihitung klaim ini"),
    "passages": ("passages", "kutipan"),
    "triangulation": ("By kind of source", "Menurut jenis sumber"),
    "source": ("Source", "Sumber"),
    "passages_for": ("Passages for", "Kutipan mendukung"),
    "passages_against": ("Passages against", "Kutipan membantah"),
    "in_documents": ("In documents", "Dalam dokumen"),
    "changes": ("The amounts, case by case", "Jumlahnya, kasus demi kasus"),
    "cross": ("The table behind it", "Tabel di baliknya"),
    "rivals": ("Other explanations", "Penjelasan lain"),
    "rival": ("Explanation", "Penjelasan"),
    "stratum": ("Among", "Di antara"),
    "stratum.yes": ("who do", "yang ya"),
    "stratum.no": ("who do not", "yang tidak"),
    "stratum.not told": ("not told", "tidak disebut"),
    "difference": ("Difference", "Selisih"),
    "premises": ("What it rests on", "Premisnya"),
    "sources": ("The marked sources", "Sumber yang ditandai"),
    "firsthand": ("was there", "hadir sendiri"),
    "official": ("official paper", "dokumen resmi"),
    "exception": ("judged an exception", "diputuskan sebagai pengecualian"),
    "figures": ("Figures", "Gambar"),
    "tables": ("Tables", "Tabel"),
    "tables_help": (
        "Beside this page, in tables/, as CSV files that a spreadsheet opens:",
        "Di samping halaman ini, dalam tables/, sebagai berkas CSV yang dapat dibuka di lembar kerja:",
    ),
    "audit": ("Audit", "Audit"),
    "audit_help": (
        "Made by qualkit {version}. audit.json names the versions used and the hash of every input and output; the "
        "same inputs and versions give the same bytes.",
        "Dibuat dengan qualkit {version}. audit.json memuat versi yang dipakai dan hash setiap masukan dan keluaran; "
        "masukan dan versi yang sama menghasilkan byte yang sama.",
    ),
    "warnings": ("Set aside while reading", "Disisihkan ketika dibaca"),
    "turn": ("turn", "giliran"),
    "case": ("Case", "Kasus"),
    "change": ("Change", "Perubahan"),
}  # fmt: skip


def words_for(language: str) -> Mapping[str, str]:
    """The report's words in a language; English where it is not spoken."""
    place = 1 if language == "id" else 0
    return {key: both[place] for key, both in WORDS.items()}
