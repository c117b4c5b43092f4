"""The labels of a transcript's head (Hari/Tanggal, Place, Dato …): which key of the header each one fills."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from qualkit.reading.drafting.lexicon import words

_CANONICAL = {
    "date": "tanggal|hari tanggal|tgl|tanggal wawancara|hari tanggal wawancara|waktu wawancara hari tanggal|"
    "hari dan tanggal|tanggal pelaksanaan|hari tgl|date|interview date|date of interview|date of the interview|dato|"
    "interviewdato|datum|interviewdatum|intervjudatum|fecha|fecha de la entrevista|data|date de l entretien|tarikh",
    "place": "tempat|lokasi|tempat wawancara|lokasi wawancara|tempat lokasi|lokasi tempat|setting|place|location|venue|"
    "interview location|place of interview|location of interview|sted|ort|plaats|locatie|lieu|lugar|local|site|plats|intervjuplats|lugar de la entrevista|lieu de l entretien",
    "time": "pukul|jam|waktu|waktu wawancara|jam wawancara|pukul wawancara|time|interview time|start time|tid|tidspunkt|"
    "uhrzeit|tijd|heure|hora|masa",
    "duration": "durasi|lama wawancara|durasi wawancara|lama|lamanya wawancara|duration|length|interview length|"
    "length of interview|varighed|båndlængde|længde|dauer|duur|durée|duración|tempoh|längd|inspelningens längd|lengde|recording length|audio length",
    "language": "bahasa|bahasa wawancara|bahasa yang digunakan|language|interview language|sprog|sprache|taal|langue|idioma|språk",
    "interviewer": "pewawancara|interviewer|interviewers|peneliti|researcher|nama pewawancara|nama peneliti|moderator|"
    "interviewed by|name of interviewer|fasilitator|facilitator|intervjuer|penemubual|penemu bual|entrevistador|"
    "interviewerin|intervieweur|nama interviewer|intervjuare|entrevistadora|entrevistado por|enquêteur|enquêtrice|"
    "moderadora|moderatorin|onderzoeker|forskare|interviewt durch|intervjuad av|geïnterviewd door",
    "informant": "informan|narasumber|nara sumber|responden|subjek|subyek|partisipan|informant|interviewee|participant|"
    "respondent|nama informan|nama narasumber|nama responden|nama subjek|nama partisipan|participants|interviewees|"
    "informants|peserta|informanten|informante|interviewed|name of participant|name of respondent|"
    "terwawancara|nama interviewee|inisial informan|inisial subjek|inisial responden|kode informan|kode subjek|"
    "kode responden|kode narasumber|participant id|respondent id|intervjuad|intervjuperson|intervjupersoner|"
    "deltagare|geïnterviewde|geïnterviewden|interviewte|interviewter|interviewpartner|interviewpartnerin|befragte|"
    "befragter|teilnehmende|teilnehmer|entrevistada|entrevistado|entrevistadas|entrevistados|participantes|enquêté|enquêtée",
}
CANONICAL = {label: key for key, labels in _CANONICAL.items() for label in labels.split("|")}
_OF_WHAT = words("wawancara penelitian observasi pelaksanaan pengamatan kegiatan interview research observation")
_FIRST = words(
    "nama inisial umur usia jenis jk pekerjaan alamat hari tanggal tgl waktu pukul jam tempat lokasi kode nomor no "
    "pendidikan status agama suku jabatan lama durasi bahasa pewawancara peneliti informan narasumber responden subjek "
    "partisipan judul tema topik kegiatan wawancara setting situasi suasana keterangan ttl asal domisili penghasilan "
    "masa jumlah posisi lembaga instansi unit divisi kelas transkriptor transkrip media metode cara rekaman file nip "
    "kecamatan desa kelurahan kabupaten provinsi name names age sex gender occupation job address date day time place "
    "location venue duration length language code id interview interviewer interviewee participant respondent "
    "informant facilitator moderator transcriber transcribed transcript recorded recording audio project study title "
    "topic position role organisation organization education marital religion ethnicity country city setting pseudonym "
    "profession session group dato sted locatie tid varighed båndlængde længde navn alder køn stilling erhverv optagelse "
    "transskriberet transskriptør interviewet interviewer deltagere datum ort dauer alter geschlecht beruf plaats duur "
    "naam leeftijd geslacht beroep lieu durée nom âge sexe fecha lugar duración nombre edad sexo ocupación tarikh umur "
    "intervju intervjuare intervjuad plats språk ålder kön yrke namn längd språk inspelning transkriberad geslacht "
    "taal opname opgenomen sprache aufnahme transkribiert beruf edad sexo ocupación profesión idioma grabación "
    "transcripción langue enregistrement transcription "
    "notulen notulis observer pengamat hadir peserta fokus profil identitas karakteristik nim npm"
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan januar janvier enero jänner",
            "februari february feb februar février febrero pebruari feber",
            "maret march mar marts märz maart mars marzo mac",
            "april apr avril abril",
            "mei may maj mai mayo",
            "juni june jun juin junio",
            "juli july jul juillet julio julai",
            "agustus august aug augustus août agosto ogos agu ags augusti",
            "september sep sept septembre septiembre",
            "oktober october oct okt octobre octubre",
            "november nov nopember novembre noviembre",
            "desember december dec des dezember décembre diciembre disember",
        ),
        start=1,
    )
    for name in names.split()
}
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "senin monday mandag montag maandag lundi lunes isnin måndag",
            "selasa tuesday tirsdag dienstag dinsdag mardi martes tisdag",
            "rabu wednesday onsdag mittwoch woensdag mercredi miércoles",
            "kamis thursday torsdag donnerstag donderdag jeudi jueves khamis torsdag",
            "jumat jum'at friday fredag freitag vrijdag vendredi viernes jumaat",
            "sabtu saturday lørdag samstag zaterdag samedi sábado lördag",
            "minggu sunday søndag sonntag zondag dimanche domingo ahad söndag",
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
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMBERS = re.compile(
    r"(?:([^\W\d_’']+(?:['’][^\W\d_]+)?)\s*[,/]?\s*)?(\d{1,2})\s*([./-])\s*(\d{1,2})\s*[./-]\s*(\d{4})"
)
_DAY = rf"(?:(?:{'|'.join(map(re.escape, _WEEKDAYS))})\s*[,/]?\s*)?"
_MONTH = rf"(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})"
_SOMEWHERE = re.compile(
    rf"(?:^|[,;(|–—-]|\b(?:tanggal|tgl|hari|pada|den|d|on|op|am|vom|le|date|dato)\b\.?:?)\s*"
    rf"({_DAY}\d{{1,2}}(?:\.|st|nd|rd|th)?(?:[\s-]+{_MONTH}\.?|\s*[./-]\s*\d{{1,2}}\s*[./-])[\s,-]*\d{{4}}"
    rf"|{_DAY}{_MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{4}}-\d{{1,2}}-\d{{1,2}})(?!\d)",
    re.IGNORECASE,
)
_CONDUCTED = re.compile(
    r"\b(?:wawancara|interview\w*|intervju\w*|entrevista\w*|entretien|gespräch|gesprek|samtal\w*|geführt|conducted|recorded|"
    r"foretaget|optaget|gennemført|genomför\w+|inspelad\w*|afgenomen|opgenomen|aufgenommen|realizad[ao]|grabad[ao]|"
    r"dilakukan|dilaksanakan|direkam)\b",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"(?<=[^\W\d_]{3}[.!?])\s|(?<=[0-9]{4}[.!?])\s")
RECORDED = words("optaget inspelad aufgenommen opgenomen recorded grabado grabada direkam geführt gennemført genomförd")
"""Labels that tell when, where a date stands behind them."""
_ABOUT = re.compile(
    r"\b(?:tentang|mengenai|terkait|sejak|pasca|setelah|about|after|since|om|über|over|sur|sobre)\b", re.IGNORECASE
)


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


def key_of(label: str) -> str:
    """The header's key for a label: a common one, or its own words.

    >>> key_of("Hari/Tanggal"), key_of("Jenis Kelamin")
    ('date', 'jenis_kelamin')
    """
    plain = plain_label(label)
    short = " ".join(word for word in plain.split() if word not in _OF_WHAT)
    return CANONICAL.get(plain) or CANONICAL.get(short) or re.sub(r"\W+", "_", label.lower()).strip("_")[:60] or "label"


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
