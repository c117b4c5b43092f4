"""The words by which transcripts name who speaks, in the languages that are met most; in lower case where looked up."""

from __future__ import annotations

from qualkit.model import TurnRole


def words(text: str) -> frozenset[str]:
    """The words of a text, each once."""
    return frozenset(text.split())


SIDES = {
    "id": ("Pertanyaan", "Jawaban"), "ms": ("Soalan", "Jawapan"), "en": ("Question", "Answer"),
    "da": ("Spørgsmål", "Svar"), "no": ("Spørsmål", "Svar"), "sv": ("Fråga", "Svar"), "de": ("Frage", "Antwort"),
    "nl": ("Vraag", "Antwoord"), "fr": ("Question", "Réponse"), "es": ("Pregunta", "Respuesta"),
    "it": ("Domanda", "Risposta"), "pt": ("Pergunta", "Resposta"), "pl": ("Pytanie", "Odpowiedź"),
    "cs": ("Otázka", "Odpověď"), "hu": ("Kérdés", "Válasz"), "fi": ("Kysymys", "Vastaus"),
    "ro": ("Întrebare", "Răspuns"), "hr": ("Pitanje", "Odgovor"), "el": ("Ερώτηση", "Απάντηση"), "ru": ("Вопрос", "Ответ"),
}  # fmt: skip
"""What languages call a question and an answer."""
INTERVIEWERS = words(
    "pewawancara pewancara pewawancra peneliti penulis penanya tanya moderator fasilitator enumerator surveyor "
    "wartawan reporter interviewer interviewers researcher researchers facilitator questions host penemubual "
    "penyelidik pengkaji forsker forskeren intervjuer intervjuare intervjuaren interviewerin interviewende forscher "
    "forscherin fragende onderzoeker interviewster enquêteur enquêtrice intervieweur intervieweuse chercheur "
    "chercheuse entrevistador entrevistadora investigador investigadora intervistatore intervistatrice int intv itw iv "
    "iw mod pwc pwr pnl moderatorin gesprächsleiter gesprächsleiterin moderador moderadora encuestador encuestadora "
    "pesquisador pesquisadora modérateur modératrice animateur animatrice ricercatore ricercatrice moderatore "
    "moderatrice intervjueren badacz badaczka ankieter ankieterka moderatorka prowadzący prowadząca tazatel tazatelka "
    "výzkumník výzkumnice výskumník výskumníčka moderátor moderátorka kérdező riporter kutató haastattelija tutkija "
    "küsitleja intervjueerija intervētājs intervētāja tyrėjas tyrėja intervievator intervievatoare cercetător "
    "cercetătoare ispitivač ispitivačica istraživač istraživačica anketar anketarka raziskovalec raziskovalka "
    "görüşmeci araştırmacı soru ερευνητής ερευνήτρια συνεντευκτής συνεντεύκτρια интервьюер исследователь "
    "исследовательница модератор дослідник дослідниця питання gespreksleider gesprächsleitung samtalsledare "
    "interviewere interviewerne intervjuere intervjuerne moderatoren"
) | {asked.lower() for asked, _ in SIDES.values()}
INFORMANTS = words(
    "informan informant informants narasumber responden respondent respondents subjek subyek subject partisipan "
    "participant participants interviewee interviewees terwawancara jawab jwb answers peserta pasien patient klien "
    "client mand kvinde mann kvinne kvinna man woman male female husband wife deltager deltaker deltagare informanten "
    "intervjuperson befragte befragter befragten teilnehmer teilnehmerin respondente geïnterviewde narrator deelnemer "
    "enquêté enquêtée interviewé interviewée entrevistado entrevistada participante intervistato intervistata inf resp "
    "narsum ns sbj subj interviewte interviewter interviewpartner interviewpartnerin gesprächspartner "
    "gesprächspartnerin proband probandin répondant répondante partecipante interviewperson respondentka badany badana "
    "rozmówca rozmówczyni uczestnik uczestniczka dotazovaný dotazovaná informátor informátorka účastník účastnice "
    "účastníčka odpoveď válaszadó interjúalany megkérdezett résztvevő haastateltava vastaaja osallistuja "
    "intervjueeritav respondentas intervievat intervievată ispitanik ispitanica sugovornik sugovornica kazivač "
    "kazivačica sudionik sudionica učesnik učesnica intervjuvanec intervjuvanka katılımcı görüşülen cevap yanıt "
    "ερωτώμενος ερωτώμενη συμμετέχων συμμετέχουσα πληροφορητής респондент респондентка информант информантка участник "
    "участница інформант учасник учасниця відповідь geïnterviewden intervjuad teilnehmende informanter respondenter"
) | {told.lower() for _, told in SIDES.values()}
OTHERS = words(
    "transcriber transcriptionist transkriptor transkriptør transskriptør notulen notulis observer observator pengamat "
    "penerjemah interpreter translator tolk unknown unidentified semua all alle everyone several "
    "dolmetscher dolmetscherin interprète intérprete interprete tłumacz tłumaczka tlumočník переводчик protokollant"
)
NEUTRAL = words("speaker pembicara penutur voice suara spk person sprecher sprecherin locuteur hablante taler")
ROLE_OF: dict[str, TurnRole] = {
    **dict.fromkeys(OTHERS, "other"),
    **dict.fromkeys(INFORMANTS, "informant"),
    **dict.fromkeys(INTERVIEWERS, "interviewer"),
}
NAMING = frozenset(ROLE_OF) | NEUTRAL
"""Words that name a speaker by themselves, even once."""

TITLES = words(
    "pak bu ibu bapak mas mbak mba kak kakak bang abang dik adik kang teh teteh nyai kiai kyai gus ustad ustadz ustaz "
    "ustadzah dr dr. drs drs. dra h h. hj hj. tn tn. ny ny. nn nn. prof prof. sdr sdr. sdri sdri. haji hajjah om tante "
    "kepala ketua wakil sekretaris bendahara guru siswa mr mr. mrs mrs. ms ms. miss sir madam hr hr. fru herr frau "
    "meneer mevrouw monsieur madame señor señora encik puan cik tuan datuk datin key"
)
PARTICLES = words("bin binti van von de der den del la le di da dos al el og dan and und en et y e & + / rt rw")
JOINS = words("og dan and und en et y e & + / ja")

NO_TAGS = words(
    "catatan contoh misal misalnya contohnya satu dua tiga pertama kedua ketiga keempat kelima jadi jawabnya "
    "kesimpulan artinya intinya maksudnya alasannya pertanyaannya masalahnya sumber gambar tabel lampiran nb ps note "
    "notes example examples first second third finally summary source figure table ref references re fwd fw cc rp idr "
    "usd eur kr hp wa tel telp telepon fax email e-mail http https www ftp jam pukul ttd nip nim nik npwp ktp nomor "
    "hal perihal bab pasal ayat mt lk mk yoh qs hr. waktu tanggal tempat lokasi hari ya iya ok oke okay yes no nej ja "
    "tidak bukan tapi tetapi namun terus lalu kemudian akhirnya selanjutnya sebaliknya singkatnya pokoknya eksempel "
    "fx f.eks for beispiel zum z.b. bijvoorbeeld exemple ejemplo opmerking anmerkung note: bemærk obs keterangan ket "
    "ket. penjelasan tujuan visi misi tema kode kategori koding coding code theme themes line baris hasil analisis "
    "interpretasi kesimpulannya yaitu yakni seperti begini begitu kata katanya judul topik title topic date time place"
)
"""Words before a colon that are no speakers."""

NOTES = words(
    "catatan note notes komentar comment memo observasi observation observations keterangan refleksi bemærkning "
    "anmerkung anmerkungen beobachtung beobachtungen notiz notizen nota notas observación observaciones observação "
    "observações remarque remarques osservazione osservazioni notat notater anteckning anteckningar opmerking "
    "opmerkingen uwagi uwaga poznámka poznámky megjegyzés huomautus napomena bilješka"
)
"""Before who writes it: what the researcher notes, and does not say (Catatan peneliti)."""

_GREETINGS = words(
    "selamat hai hello hi hej good ya iya oke pagi siang sore malam ok terima permisi maaf yes no ja nej tidak siap "
    "boleh silakan silahkan monggo inggih nggih sudah belum bismillah alhamdulillah mm hm"
)
_GREETING_STEMS = ("assalam", "waalaikum", "baik", "halo", "hallo")


def greets(said: str) -> bool:
    """Whether words begin as a greeting or a short reply does, and not as a name.

    >>> greets("Ya, boleh"), greets("Wa'alaikumsalam, Mbak"), greets("Baiklah"), greets("Yanti Amelia")
    (True, True, True, False)
    """
    first = said.lower().lstrip("\"'“‘([").partition(" ")[0].rstrip(".,!?…")
    return first in _GREETINGS or first.replace("'", "").replace("’", "").startswith(_GREETING_STEMS)


ASKING_AMID = words(
    "apa apakah apanya bagaimana gimana kenapa mengapa berapa kapan siapa siapakah dimana mana kemana darimana "
    "bisakah adakah"
)
"""What asks among the first words of a question, behind whom it is asked of: Ibu biasanya apa."""
ASKING_FIRST = ASKING_AMID | words(
    "how what why when where who which could can do does did are is tell hvad hvordan hvorfor hvornår hvor hvem "
    "hvilke hva vad hur varför när vem wie was warum wann wo wer welche hoe wat waarom wanneer waar comment pourquoi "
    "quand cómo qué cuándo dónde quién cuál come perché quando dove chi quanto como onde quem qual jak co dlaczego "
    "kiedy gdzie kto proč kdy kde kdo hogyan miért mikor hol mitä miksi milloin missä kuka miten πώς πότε γιατί πού "
    "ποιος τι как что почему когда где кто kako što zašto kada gdje tko"
)
"""What asks where a question begins with it; elsewhere it is many another word (she was, I can)."""
AND = words(
    "and so but then ok okay well yes now right og så men und also aber dann en dus et alors mais y entonces pues e "
    "allora i a ale och mutta ja και и а но pa dan lalu terus jadi nah oke"
)
"""What a question may begin with before the word that asks."""
