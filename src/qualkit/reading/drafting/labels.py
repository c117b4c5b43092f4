"""The labels of a transcript's head (Hari/Tanggal, Place, Dato …): which key of the header each one fills."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from qualkit.reading.drafting.lexicon import words

if TYPE_CHECKING:
    from qualkit.reading.drafting.lines import Line

_CANONICAL = {
    "date": "tanggal|hari tanggal|tgl|tanggal wawancara|hari tanggal wawancara|waktu wawancara hari tanggal|"
    "hari dan tanggal|tanggal pelaksanaan|hari tgl|date|interview date|date of interview|date of the interview|dato|"
    "interviewdato|datum|interviewdatum|fecha|data|tarikh|datum des interviews|datum van het interview|intervjudatum|"
    "fecha de la entrevista|data da entrevista|date de l entretien|data dell intervista|data wywiadu|datum rozhovoru|"
    "dátum|időpont|az interjú időpontja|päivämäärä|päiväys|pvm|haastattelupäivä|data interviului|datum intervjua|"
    "datum razgovora|ημερομηνία|ημερομηνία συνέντευξης|дата|дата интервью|дата проведения|дата інтерв ю|tarih",
    "place": "tempat|lokasi|tempat wawancara|lokasi wawancara|tempat lokasi|lokasi tempat|setting|place|location|venue|"
    "interview location|place of interview|location of interview|sted|ort|plaats|locatie|lieu|lugar|local|site|"
    "ort des interviews|interviewort|lieu de l entretien|lugar de la entrevista|local da entrevista|luogo|"
    "luogo dell intervista|miejsce|miejsce wywiadu|místo|místo rozhovoru|miesto|helyszín|hely|paikka|haastattelupaikka|"
    "plats|locul|locul interviului|mjesto|mesto|τόπος|τοποθεσία|место|место проведения|место интервью|місце|"
    "intervjuplats",
    "time": "pukul|jam|waktu|waktu wawancara|jam wawancara|pukul wawancara|time|interview time|start time|tid|"
    "tidspunkt|uhrzeit|tijd|heure|hora|masa",
    "duration": "durasi|lama wawancara|durasi wawancara|lama|lamanya wawancara|duration|length|interview length|"
    "length of interview|varighed|båndlængde|længde|dauer|duur|durée|duración|tempoh|recording length|audio length|"
    "durata|duração|czas trwania|délka|délka rozhovoru|időtartam|kesto|längd|trajanje|διάρκεια|продолжительность|"
    "длительность|тривалість|inspelningens längd|lengde",
    "language": "bahasa|bahasa wawancara|bahasa yang digunakan|language|interview language|sprog|sprache|taal|langue|"
    "idioma|lingua|língua|język|jazyk|nyelv|kieli|språk|limba|jezik|γλώσσα|язык|мова",
    "interviewer": "pewawancara|interviewer|interviewers|peneliti|researcher|nama pewawancara|nama peneliti|moderator|"
    "interviewed by|name of interviewer|fasilitator|facilitator|intervjuer|penemubual|penemu bual|entrevistador|"
    "interviewerin|intervieweur|nama interviewer|entrevistadora|moderador|moderadora|moderatorin|pesquisador|"
    "pesquisadora|intervieweuse|enquêteur|enquêtrice|intervistatore|intervistatrice|interviewster|onderzoeker|"
    "intervjuare|badacz|badaczka|tazatel|tazatelka|kérdező|készítette|az interjút készítette|haastattelija|"
    "intervievator|ispitivač|ispitivačica|istraživač|istraživačica|ερευνητής|ερευνήτρια|интервьюер|исследователь|"
    "інтерв юер|conducted by|interview conducted by|geführt von|interview geführt von|mené par|entretien mené par|"
    "réalisé par|entretien réalisé par|realizada por|entrevista realizada por|intervista di|intervista a cura di|"
    "intervju av|entrevistado por|forskare|interviewt durch|intervjuad av|geïnterviewd door",
    "informant": "informan|narasumber|nara sumber|responden|subjek|subyek|partisipan|informant|interviewee|"
    "participant|respondent|nama informan|nama narasumber|nama responden|nama subjek|nama partisipan|participants|"
    "interviewees|informants|peserta|informanten|informante|interviewed|name of participant|name of respondent|"
    "terwawancara|nama interviewee|inisial informan|inisial subjek|inisial responden|kode informan|kode subjek|"
    "kode responden|kode narasumber|participant id|respondent id|entrevistado|entrevistada|interviewé|interviewée|"
    "enquêté|enquêtée|intervistato|intervistata|befragte|befragter|befragte person|interviewte|interviewpartner|"
    "interviewpartnerin|geïnterviewde|intervjuperson|haastateltava|respondentka|rozmówca|rozmówczyni|válaszadó|"
    "interjúalany|intervievat|ispitanik|ispitanica|kazivač|kazivačica|респондент|информант|narrator|intervjuad|"
    "intervjupersoner|deltagare|geïnterviewden|interviewter|teilnehmende|teilnehmer|entrevistadas|entrevistados|"
    "participantes",
}
CANONICAL = {label: key for key, labels in _CANONICAL.items() for label in labels.split("|")}
_OF_WHAT = words("wawancara penelitian observasi pelaksanaan pengamatan kegiatan interview research observation")
_FIRST = words(
    "nama inisial umur usia jenis jk pekerjaan alamat hari tanggal tgl waktu pukul jam tempat lokasi kode nomor no "
    "pendidikan status agama suku jabatan lama durasi bahasa pewawancara peneliti informan narasumber responden "
    "subjek partisipan judul tema topik kegiatan wawancara setting situasi suasana keterangan ttl asal domisili "
    "penghasilan masa jumlah posisi lembaga instansi unit divisi kelas transkriptor transkrip media metode cara "
    "rekaman file nip kecamatan desa kelurahan kabupaten provinsi name names age sex gender occupation job address "
    "date day time place location venue duration length language code id interview interviewer interviewee "
    "participant respondent informant facilitator moderator transcriber transcribed transcript recorded recording "
    "audio project study title topic position role organisation organization education marital religion ethnicity "
    "country city pseudonym profession session group dato sted locatie tid varighed båndlængde længde navn alder køn "
    "stilling erhverv optagelse transskriberet transskriptør interviewet deltagere datum ort dauer alter geschlecht "
    "beruf plaats duur naam leeftijd geslacht beroep lieu durée nom âge sexe fecha lugar duración nombre edad sexo "
    "ocupación tarikh aufnahme enregistrement grabación idioma inspelning intervju intervjuad intervjuare kön langue "
    "längd opgenomen opname plats profesión sprache språk taal transcripción transcription transkriberad "
    "transkribiert notulen notulis observer pengamat hadir peserta fokus profil identitas karakteristik nim npm nome "
    "età sesso professione idade profissão ålder namn yrke ikä nimi sukupuoli ammatti wiek płeć zawód imię věk "
    "pohlaví povolání jméno életkor foglalkozás név vârsta ocupație nume dob spol zanimanje ime ηλικία φύλο επάγγελμα "
    "όνομα возраст профессия имя образование profesi jurusan fakultas prodi angkatan semester sekolah universitas "
    "kota kewarganegaraan tingkat riwayat"
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jänner january jan januar janvier enero januar gennaio janeiro stycznia ledna januára január "
            "tammikuuta ianuarie siječnja januara ιανουαρίου января січня",
            "februari feber february feb februar février febrero pebruari febbraio fevereiro lutego února februára "
            "február helmikuuta februarie veljače februara φεβρουαρίου февраля лютого",
            "maret march mar marts märz maart mars marzo mac março marca března március maaliskuuta martie ožujka "
            "marta μαρτίου марта березня",
            "april apr avril abril aprile kwietnia dubna apríla április huhtikuuta aprilie travnja aprila απριλίου "
            "апреля квітня",
            "mei may maj mai mayo maggio maio maja května mája május toukokuuta svibnja μαΐου мая травня",
            "juni june jun juin junio giugno junho czerwca června júna június kesäkuuta iunie lipnja juna ιουνίου "
            "июня червня",
            "juli july jul juillet julio julai luglio julho lipca července júla július heinäkuuta iulie srpnja jula "
            "ιουλίου июля липня",
            "agustus august aug augustus août agosto ogos agu ags augusti sierpnia srpna augusta augusztus elokuuta "
            "kolovoza avgusta αυγούστου августа серпня",
            "september sep sept septembre septiembre settembre setembro września září septembra szeptember syyskuuta "
            "septembrie rujna σεπτεμβρίου сентября вересня",
            "oktober october oct okt octobre octubre ottobre outubro października října októbra október lokakuuta "
            "octombrie oktobra οκτωβρίου октября жовтня",
            "november nov nopember novembre noviembre novembro listopadu novembra marraskuuta noiembrie studenoga "
            "studenog νοεμβρίου ноября",
            "desember december dec des dezember décembre diciembre disember dicembre dezembro grudnia prosince "
            "decembra joulukuuta decembrie prosinca δεκεμβρίου декабря грудня",
        ),
        start=1,
    )
    for name in names.split()
}
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "senin monday mandag montag maandag lundi lunes isnin lunedì måndag poniedziałek pondělí hétfő maanantai "
            "luni ponedjeljak ponedeljak δευτέρα понедельник",
            "selasa tuesday tirsdag dienstag dinsdag mardi martes martedì tisdag wtorek úterý kedd tiistai marți "
            "utorak τρίτη вторник",
            "rabu wednesday onsdag mittwoch woensdag mercredi miércoles mercoledì środa středa szerda keskiviikko "
            "miercuri srijeda sreda τετάρτη среда",
            "kamis thursday torsdag donnerstag donderdag jeudi jueves khamis giovedì czwartek čtvrtek csütörtök "
            "torstai joi četvrtak πέμπτη четверг",
            "jumat jum'at friday fredag freitag vrijdag vendredi viernes jumaat venerdì piątek pátek péntek perjantai "
            "vineri petak παρασκευή пятница",
            "sabtu saturday lørdag samstag zaterdag samedi sábado sabato lördag sobota szombat lauantai sâmbătă "
            "subota σάββατο суббота",
            "minggu sunday søndag sonntag zondag dimanche domingo ahad domenica söndag niedziela neděle vasárnap "
            "sunnuntai duminică nedjelja nedelja κυριακή воскресенье",
        )
    )
    for name in names.split()
}
_LANGUAGES = {
    "indonesia": "id", "bahasa indonesia": "id", "indonesian": "id", "english": "en", "inggris": "en",
    "bahasa inggris": "en", "jawa": "jv", "bahasa jawa": "jv", "javanese": "jv", "sunda": "su", "bahasa sunda": "su",
    "sundanese": "su", "melayu": "ms", "bahasa melayu": "ms", "malay": "ms", "dansk": "da", "danish": "da",
    "deutsch": "de", "german": "de", "nederlands": "nl", "dutch": "nl", "français": "fr", "french": "fr",
    "español": "es", "spanish": "es", "svenska": "sv", "swedish": "sv", "norsk": "no", "norwegian": "no",
}  # fmt: skip
_NAMED_DATE = re.compile(
    r"(?:([^\W\d_’']+(?:['’][^\W\d_]+)?)(?:\s*/\s*|\s*[,.]?\s+))?(?:den\s+)?(\d{1,2})(?:\.|st|nd|rd|th)?[\s-]+(?:de\s+)?([^\W\d_]+)\.?[\s,-]+(?:de\s+)?(\d{4})"
)
_ON = re.compile(r"\A(?:d\.|am|op|on|le|el)\s+(?=[^\W_])")
_MONTH_FIRST = re.compile(r"(?:([^\W\d_]+)\s*,?\s+)?([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})\.?\s+([^\W\d_]+)\s+(\d{1,2})\.?")  # 2022. május 4.
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMBERS = re.compile(
    r"(?:([^\W\d_’']+(?:['’][^\W\d_]+)?)\s*[,/]?\s*)?(\d{1,2})\s*([./-])\s*(\d{1,2})\s*[./-]\s*(\d{4})"
)
_DAY = rf"(?:(?:{'|'.join(map(re.escape, _WEEKDAYS))})\s*[,/]?\s*)?"
_MONTH = rf"(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})"
_SOMEWHERE = re.compile(
    rf"(?:^|[,;(|–—-]|\b(?:wawancara|interview|intervju|entrevista|entretien|transkrip|transcript|observasi|fgd|tanggal|tgl|hari|pada|den|d|on|op|am|vom|le|date|dato)\b\.?:?)\s*"
    rf"({_DAY}\d{{1,2}}(?:\.|st|nd|rd|th)?(?:[\s-]+{_MONTH}\.?|\s*[./-]\s*\d{{1,2}}\s*[./-])[\s,-]*\d{{4}}"
    rf"|{_DAY}{_MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{4}}-\d{{1,2}}-\d{{1,2}})(?!\d)",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(?:[•·▪\-–—*]\s*|(?:[0-9]{1,2}|[a-z])[.)]\s+)?([^\W\d_][^:：=\n]{0,58}?)\s*[:：=]\s*(.*)", re.DOTALL
)
_UNSIGNED = re.compile(r"([^\W\d_]{4,20})\s+([0-9]{1,3}(?:[:.][0-9]{2}){1,2}|[0-9]+ ?(?:min\w*|menit|jam)\b.*)")
_SIGN = re.compile(r"\s+[:：]\s*|(?<=[^\W\d_])[:：]\s*")
_CAPITAL = re.compile(r"(?<!\S)[^\W\d_a-z]")
_COUNT = re.compile(r"\s+(?:[0-9]{1,2}|[a-z])[.)]\Z")  # of the label behind it: 3. Usia
_NUMBER_AMID = re.compile(r"[0-9][.,)]? +[^\W\d_]")
_GOES_ON = re.compile(r"\b(?:di|ke|dari|dan|per|of|in|the|and)\s\Z")  # Jabatan di Desa
_OTHERWISE = words("data ort local masa site tid lama")  # words that are common, and labels in another language
_LABEL, _LABEL_WORDS = 40, 4  # letters and words of a label amid a line
_CONDUCTED = re.compile(
    r"\b(?:wawancara|interview\w*|intervju\w*|entrevista\w*|entretien|gespräch|gesprek|samtal\w*|geführt|conducted|"
    r"recorded|foretaget|optaget|gennemført|genomför\w+|inspelad\w*|afgenomen|opgenomen|aufgenommen|realizad[ao]|grabad[ao]|"
    r"dilakukan|dilaksanakan|direkam)\b",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"(?<=[^\W\d_]{3}[.!?])\s|(?<=[0-9]{4}[.!?])\s")
RECORDED = words("optaget inspelad aufgenommen opgenomen recorded grabado grabada direkam geführt gennemført genomförd")
"""Labels that tell when, where a date stands behind them."""
_WHEN = words(
    "hari tanggal tgl waktu jam pukul date day time datum uhrzeit zeit tag dato tid tidspunkt klokken fecha hora día data "
    "horário tarikh masa tijd tijdstip dag heure jour ora giorno datum tid klockan"
)
_BESIDE_WHEN = words("dan and und og en et y e tempat lokasi place location ort sted plaats lugar lieu wib wita wit")
_FURNITURE = re.compile(
    r"[•\s]*(?:anda di halaman [0-9]+ ?dari|you are on page [0-9]+ ?of|tidak ada hasil yang ditemukan|no results found|"
    r"sie sind auf seite [0-9]+ ?von)\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(?:tentang|mengenai|terkait|sejak|pasca|setelah|about|after|since|om|über|over|sur|sobre)\b", re.IGNORECASE
)


def is_furniture(text: str) -> bool:
    """Whether a site writes it above each text it shows.

    >>> is_furniture("Anda di halaman 1dari 8"), is_furniture("Transkrip Wawancara")
    (True, False)
    """
    return _FURNITURE.match(text) is not None


def plain_label(label: str) -> str:
    """A label as it is looked up: small letters, no signs, no number behind it.

    >>> plain_label("Hari / Tanggal "), plain_label("Informan 1")
    ('hari tanggal', 'informan')
    """
    return re.sub(r"[\W_]+|\d+$", " ", re.sub(r"\([^)]*\)|\[[^\]]*\]|\s*\d+\s*$", " ", label.lower())).strip()


def is_label(label: str) -> bool:
    """Whether a head of a transcript is likely to name something so."""
    named = plain_label(label).split()
    return 0 < len(named) <= 6 and (named[0] in _FIRST or " ".join(named) in CANONICAL)


def label_of(line: Line) -> tuple[str, str] | None:
    """The label and the value of a line that looks like one of a head: Tempat: Kudus; a row of a table.

    >>> from qualkit.reading.drafting.lines import Line
    >>> label_of(Line("Hari/Tanggal : Senin, 3 Juni 2024", 0, 0)), label_of(Line("They came late", 0, 0))
    (('Hari/Tanggal', 'Senin, 3 Juni 2024'), None)
    """
    if line.row is not None:
        return line.row[:2] if line.row[0] else None
    found = _LABELLED.fullmatch(line.text)
    if not found or (found[1][-1:].isdigit() and found[2][:1].isdigit()):
        found = _UNSIGNED.fullmatch(line.text)
    if not found or len(found[1].split()) > 6:
        return None
    if found.re is _UNSIGNED and not is_label(found[1]):
        return None
    return found[1], found[2].strip()


def split_labels(value: str) -> list[tuple[str, str]]:
    """The labels that a page ran into the value of another, each with its own; the first has none.

    >>> split_labels("Selasa, 7 April 2015 Tempat : Ruang rapat Waktu: 09.20"), split_labels("Kudus")
    ([('', 'Selasa, 7 April 2015'), ('Tempat', 'Ruang rapat'), ('Waktu', '09.20')], [('', 'Kudus')])
    """
    cuts: list[tuple[int, int, int]] = [(0, 0, 0)]  # where each label begins and ends, and where its value begins
    for sign in _SIGN.finditer(value, 1):
        at = _find_label(value, cuts[-1][2], sign.start())
        if cuts[-1][2] < at < sign.start():
            cuts.append((at, sign.start(), sign.end()))
    if cuts[-1][2] == len(value) and len(cuts) > 1:
        cuts.pop()  # nothing stands behind it
    ends = [*(at for at, _, _ in cuts[1:]), len(value)]
    told = [value[begin:end].strip() for (_, _, begin), end in zip(cuts, ends, strict=True)]
    told[:-1] = [_COUNT.sub("", one) for one in told[:-1]]
    return [(value[at:sign], one) for (at, sign, _), one in zip(cuts, told, strict=True)]


def behind_title(label: str) -> tuple[str, str]:
    """What stands before a common label on its line, and the label: a title that a page ran into it.

    >>> behind_title("Transkrip Wawancara Hari/Tanggal"), behind_title("Hari/Tanggal")
    (('Transkrip Wawancara', 'Hari/Tanggal'), ('', 'Hari/Tanggal'))
    """
    at = _find_label(label, 0, len(label))
    common = 0 < at < len(label) and plain_label(label[at:]) in CANONICAL
    return (label[:at].strip(), label[at:]) if common else ("", label)


def _find_label(text: str, begin: int, end: int) -> int:
    """Where the label begins that ends there: the longest common one, else the shortest with a known first word.

    No number stands amid a label: in `Jl. Mawar No. 5 RT: 03` an address goes on.
    """
    starts = [found.start() for found in _CAPITAL.finditer(text, max(begin, end - _LABEL), end)]
    labels = {at: text[at:end] for at in starts if text.count(" ", at, end) < _LABEL_WORDS and "(" not in text[at:end]}
    plain = {at: name for at, label in labels.items() if (name := plain_label(label)) not in _OTHERWISE}
    if common := [at for at, name in plain.items() if name in CANONICAL]:
        return common[0]
    known = (
        at for at in reversed([*plain])
        if is_label(labels[at]) and not _NUMBER_AMID.search(labels[at]) and not _GOES_ON.search(text, begin, at)
    )  # fmt: skip
    return next(known, end)


def key_of(label: str) -> str:
    """The header's key for a label: a common one, or its own words.

    >>> key_of("Hari/Tanggal"), key_of("Jenis Kelamin")
    ('date', 'jenis_kelamin')
    """
    plain = plain_label(label)
    short = " ".join(word for word in plain.split() if word not in _OF_WHAT)
    return CANONICAL.get(plain) or CANONICAL.get(short) or re.sub(r"\W+", "_", label.lower()).strip("_")[:60] or "label"


def find_when(label: str, value: str) -> str:
    """The day that a label tells beside other things, as YYYY-MM-DD; '' where it tells something else, or no day.

    >>> find_when("Hari/Tanggal/Jam", "Sabtu/7 September 2024/13.00"), find_when("Tempat, tanggal lahir", "Kudus, 4 Mei 1980")
    ('2024-09-07', '')
    """
    named = plain_label(label).split()
    if not named or not all(word in _WHEN or word in _BESIDE_WHEN or word in _OF_WHAT for word in named):
        return ""
    return find_date(value) if len(_SOMEWHERE.findall(value)) == 1 and not _WHEN.isdisjoint(named) else ""


def value_for(key: str, value: str) -> str:
    """A value as the header keeps it: dates and languages in their common form, all else as written."""
    if key == "date":
        return as_date(value) or value
    if key == "language":
        return _LANGUAGES.get(value.lower().strip(" ."), value)
    return value


def as_date(written: str) -> str:
    """A date as YYYY-MM-DD, where there is one way to read it; else ''.

    >>> as_date("Senin, 3 April 2017"), as_date("25/04/2017"), as_date("03/04/2017"), as_date("Selasa, 3 April 2017")
    ('2017-04-03', '2017-04-25', '', '')
    """
    written = _ON.sub("", written.strip(" .").lower(), count=1)
    weekday: str | None = None
    if found := _ISO.fullmatch(written):
        year, month, day = map(int, found.groups())
    elif found := _YEAR_FIRST.fullmatch(written):
        year, month, day = int(found[1]), _MONTHS.get(found[2], 0), int(found[3])
    elif found := _NAMED_DATE.fullmatch(written):
        weekday, day, month, year = found[1], int(found[2]), _MONTHS.get(found[3], 0), int(found[4])
    elif found := _MONTH_FIRST.fullmatch(written):
        weekday, month, day, year = found[1], _MONTHS.get(found[2], 0), int(found[3]), int(found[4])
    elif found := _NUMBERS.fullmatch(written):
        weekday, day, month, year = found[1], int(found[2]), int(found[4]), int(found[5])
        if day <= 12 < month and found[3] != ".":
            day, month = month, day
        if day <= 12 and day != month and found[3] != ".":  # with points between them the day comes first
            # the weekday, where it is told, knows which is the month
            first, second = _iso(year, month, day, weekday), _iso(year, day, month, weekday)
            return (first or second) if weekday and bool(first) != bool(second) else ""
    else:
        return ""
    return _iso(year, month, day, weekday)


def find_date(line: str) -> str:
    """The date that a title tells beside other things, as YYYY-MM-DD; '' where there is none, or it may be of those.

    >>> find_date("Wawancara dengan Bu Siti, 3 Juni 2025"), find_date("Wawancara tentang banjir, 3 Juni 2010")
    ('2025-06-03', '')
    """
    for found in _SOMEWHERE.finditer(line):
        if (told := as_date(found[1])) and not _ABOUT.search(line[: found.start()]):
            return told
    return ""


def find_day(sentences: Iterable[str]) -> str:
    """The one day on which sentences above a talk say that it was held; '' where they say none, or several.

    >>> find_day(["The interview was held in her kitchen on 3 June 2025.", "She was born on 4 May 1980."])
    '2025-06-03'
    """
    days = {
        day for text in sentences for sentence in _SENTENCES.split(text)
        if _CONDUCTED.search(sentence) and (day := find_date(sentence)) and len(_SOMEWHERE.findall(sentence)) == 1
    }  # fmt: skip
    return days.pop() if len(days) == 1 else ""


def _iso(year: int, month: int, day: int, weekday: str | None) -> str:
    """The date, if there is one and it falls on the weekday that is told."""
    try:
        found = date(year, month, day)
    except ValueError:
        return ""
    if weekday and _WEEKDAYS.get(weekday.replace("’", "'")) != found.weekday():
        return ""
    return found.isoformat()
