"""Which language a text is in, told by the small words that nobody can speak without, and where it turns to another."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

# A table of small words, not a library: of those tried, the best (py3langid) takes 122 MB and 0.9 s before its first
# answer, needs 2 ms for each, knows no Sundanese, and always answers. This one takes 0.2 ms, and is silent where it
# cannot say. Of 1,767 windows of 50 words of interviews in Indonesian, Danish and English it named 89 % rightly, one
# wrongly, and was silent at the rest; whole transcripts it named all.
#
# Closed classes of words (pronouns, prepositions, conjunctions, negators, particles, auxiliaries) and some adverbs, as
# every grammar lists them. Indonesian is the written and the spoken one, of Jakarta and of elsewhere; Malay differs from
# it by few of them. A word may stand in several languages: it counts the less in each. One letter alone is none, for
# tags of speakers are such.
FUNCTION_WORDS: Mapping[str, str] = {
    "id": """yang dan di ke dari untuk dengan pada dalam oleh karena atau tetapi tapi kalau jika bahwa saat ketika
        sejak sampai supaya agar seperti sebagai tentang antara tanpa saya aku kamu anda dia ia kami kita mereka beliau
        ini itu sini situ sana tidak bukan belum jangan sudah telah akan sedang masih pernah bisa dapat harus boleh mau
        ada adalah menjadi jadi juga saja hanya lebih sangat sekali lagi paling apa siapa kapan mana bagaimana mengapa
        berapa para sebuah setiap semua banyak sedikit sekarang kemarin nanti dulu begitu begini punya ya iya gue gua
        lu lo elo nggak gak enggak ngga engga ndak kagak kaga udah dah aja doang sih dong deh kok nih tuh lho kan kayak
        kaya gitu gini gimana banget cuma sama biar bikin kenapa ngapain makanya terus trus emang kalo klo tau pake
        abis pengen ama buat lewat entar kemaren waktu orang pak bu ibu bapak mbak mas bang ape aje ade kite gimane aye
        ente bilang pas soalnya tak perlu bagi mesti musti macam macem lah ni tu hingga daripada apabila bila sebab
        tiap ternyata malah padahal sedangkan meski nah sampe dapet bener bareng uang selama sering mungkin memang
        cukup rata orangnya katanya namanya biasanya misalnya akhirnya pokoknya awak""",
    "ms": """yang dan di ke dari daripada untuk dengan pada dalam oleh kerana atau tetapi tapi kalau jika bahawa
        apabila sejak sampai hingga supaya agar seperti sebagai tentang antara tanpa saya aku awak anda dia ia kami
        kita mereka beliau ini itu ni tu sini situ sana tidak tak bukan belum jangan sudah telah akan sedang masih
        pernah boleh dapat mesti perlu mahu nak ada adalah ialah menjadi jadi juga sahaja saja hanya lebih sangat lagi
        paling apa siapa bila mana bagaimana mengapa macam berapa para sebuah setiap semua banyak sikit sekarang
        semalam nanti dulu begitu begini ya je jer kat pun jugak pulak korang diorang kot lah dah orang encik puan
        makcik pakcik tengok cakap camtu camni kitorang bagi sebab selama mungkin memang cukup sering sedangkan katanya
        namanya biasanya misalnya akhirnya orangnya wang macamana banyaknya""",
    "jv": """aku kowe sampeyan panjenengan kula kulo dheweke deweke awake iki iku kuwi kui niki niku punika menika opo
        sopo sapa ora mboten durung dereng ono ana wonten arep badhe bade wis wes sampun uwis karo kalih kaliyan ing
        neng nang saka soko teko saking lan utawa nanging ning yen nek menawa menawi amarga amargi merga mergo kanggo
        kangge isih iseh taksih kabeh sedaya sedoyo akeh kathah piye pripun kepriye lha nggih inggih ngono ngene ngoten
        mengko mangke wingi saiki sakniki sapunika wong tiyang gadhah duwe nduwe mung namung kudu kedah iso saged saget
        nopo napa mawon wae ae tenan to yo kene kono luwih langkung dadi dados biyen rumiyin karepe uga ugi marang
        dhateng datheng supados ben podo padha njur terus banget""",
    "su": """abdi urang kuring anjeun maneh manehna anjeunna aranjeunna eta ieu naon saha henteu teu acan tacan aya rek
        bade keur nuju atos geus parantos sareng jeung ti ka kana tina dina atawa atanapi tapi mun upami lamun margi
        kanggo pikeun keneh kabeh sadaya sadayana loba seueur kumaha atuh mah teh téh sok ayeuna kamari jalma jelema
        boga gaduh ngan mung kedah kudu tiasa wae bae pisan muhun sumuhun enya euy nuhun baheula leuwih langkung janten
        sanes ari oge ogé deui heula kitu kieu dugi nepi nu anu basa waktos hoyong hayang""",
    "min": """ambo awak urang inyo waang kito indak ndak alun alah lah ado nan jo ka untuak dek karano atau tapi kalau
        baa apo sia bilo ma iko itu tu ko sinan siko sajo se bana lai juo pulo samo banyak saketek kini kapatang
        nantinyo dulu mode bantuak tantu nyo denai den baliak manga dak wak tapek harus pai""",
    "tl": """ang ng mga na sa ay at ko mo niya namin natin nila ako ikaw siya kami tayo kayo sila ito iyan iyon yung
        yun hindi huwag wala may mayroon meron kasi dahil pero kung kapag pag para lang lamang din rin naman nga po opo
        ba daw raw pa dito doon ano sino saan kailan paano bakit gusto kailangan nung noong ngayon kahapon talaga
        parang tapos ganun ganon""",
    "en": """the of and to in is it you that he was for on are with as his they at be this have from or had by but what
        some we can out other were all there when up your how said she which do their if will about would these so him
        has her like them could no than been who its now my did me just because don didn not yes yeah where then really
        think know very our any an only here us am going got get well those too""",
    "nl": """de het een en van ik je dat die in te niet is op aan met als voor zijn er maar om hem dan zou of wat mijn
        men dit zo door over ze zich bij ook tot uit der naar heb heeft hebben had waren was deze geen wel nog wij we
        jij jullie hij haar hun hoe waarom wie waar toen omdat ja nee kan moet heel want mee wordt werd iets niets
        altijd eigenlijk gewoon""",
    "de": """der die das und ich ist nicht ein eine einen einem zu den dem des mit sich auf für von es dass daß im auch
        als an nach wie wir aus er sie ihr bei oder aber war haben habe hat hatte noch nur mir mich so wenn man was ja
        nein dann doch schon da zum zur sind wird werden kann über um durch mein dein kein keine immer hier sehr weil
        mal halt eben warum wo wer""",
    "da": """og det er jeg ikke at en den til på de med for der så har af et som vi kan var men man du han hun sig om
        fra hvor hvad hvis når eller også bare lige meget noget nogle nogen ja nej jo efter ud op ned ind her jer dig
        mig min mit din havde været blev bliver skulle ville kunne skal vil må lidt altså øh jamen fordi selv over
        hvordan hvorfor hvem nu mod uden dem deres""",
    "no": """og det er jeg ikke at en den til på de med for der så har av et som vi kan var men man du han hun seg om
        fra hvor hva hvis når eller også bare veldig mye noe noen ja nei jo etter ut opp ned inn her deg meg min mitt
        din hadde vært ble blir skulle ville kunne skal vil må litt altså fordi selv over hvordan hvorfor hvem nå mot
        uten dem deres eg ikkje ein eit frå kva korleis kvifor ho dei me noko gjennom mellom""",
    "sv": """och det är jag inte att en den till på de med för där så har av ett som vi kan var men man du han hon sig
        om från hur vad när eller också bara mycket något några någon ja nej ju efter ut upp ner in här dig mig min
        mitt din hade varit blev blir skulle ville kunna ska vill måste lite alltså eftersom själv över varför vem nu
        mot utan dem deras liksom""",
    "fr": """le la les de des du un une et est que qui je tu il elle on nous vous ils elles ne pas ce cette ces en dans
        pour par sur avec sans sous au aux mais ou où donc si son sa ses mon ma mes leur leurs plus tout tous très bien
        être avoir fait sont était ai as avait ont même aussi comme quand parce alors oui non ça chez moi lui se quoi
        voilà""",
    "es": """el la los las de del un una es que en lo por con para no se su sus me te le les nos yo tú él ella ellos
        nosotros usted ustedes mi mis al como más pero si sí porque cuando muy sin sobre también hasta hay donde quien
        desde todo todos nada este esta esto ese esa eso era fue son está están estaba tengo tiene había ya entonces
        pues qué cómo bueno""",
    "pt": """os as de do da dos das um uma que em no na nos nas por com para não se seu sua eu tu ele ela eles elas nós
        você vocês me te lhe meu minha ao como mais mas sim porque quando muito sem sobre também até há onde quem desde
        tudo todos nada este esta isto esse essa isso era foi são está estão estava tenho tem tinha já ou então pois
        pra né pelo pela lá aí gente""",
    "it": """il lo la gli le di del della dei delle un una che in per con non si su mi ti ci io tu lui lei noi voi loro
        mio mia al alla come più ma se sì perché quando molto senza anche fino dove chi da dal dalla tutto tutti niente
        questo questa quello quella era sono sta ho ha hanno aveva già allora poi cosa nel nella ne degli cioè così
        essere fatto""",
    "ca": """el la els les de del dels un una és que en amb per no se em et li ens us jo tu ell ella ells nosaltres
        vosaltres meu seu però si sí perquè quan molt sense també fins hi ha on qui des tot tots res aquest aquesta
        això era són està tinc té tenia ja doncs què com més al als va vaig""",
    "ro": """și la de un este că în nu se cu pe din pentru mai au sunt care ce eu tu el ea noi voi ei ele dar dacă când
        foarte fără după până unde cine tot toți nimic acest această asta era am ai are avea deja sau atunci cum mi îmi
        ne lui lor să fi fost""",
    "fi": """ja on ei se että en hän minä sinä me te he ne oli mutta kun niin kuin joka mikä mitä jos tai myös vain nyt
        sitten siellä täällä ole olen olet olemme ovat olisi minun sinun sen hänen tämä tuo nämä joo kyllä vaan koska
        mun sä mä paljon hyvin kanssa ollut""",
    "pl": """na się nie to jest że do jak co ale po tak za od przez dla czy już tylko ja ty on ona my wy oni mnie ci mu
        jej ich ten ta te był była było są być może jeszcze bardzo kiedy gdzie kto bo więc albo lub tego tym przy też
        mam ma""",
    "cs": """se že je to na co jak ale po tak za od pro nebo už jen já ty on ona my vy oni mě mi mu jí jejich ten ta
        byl byla bylo jsem jsi jsme jsou být může ještě když kde kdo protože tedy toho tím při také není který která
        do""",
    "hr": """je da se na što šta kako ali po tako za od ili već samo ja ti on ona mi vi oni mene mu joj njihov taj ta
        to bio bila bilo sam si smo su biti može još kad kada gdje tko ko jer dakle toga tim pri također nije koji koja
        nisam""",
    "tr": """ve bir bu da de için ile ama çok daha ne ben sen biz siz onlar var yok değil mi mı gibi kadar sonra önce
        her şey en ki ya evet hayır olan olarak oldu bunu onu bana sana şu nasıl neden çünkü zaman diye hiç""",
    "vi": """và của là có không được cho với này đó những các một người trong để đã sẽ đang tôi anh chị em mình nó họ
        thì mà nhưng cũng rất từ đến như khi nếu vì làm gì thế nào""",
    "sw": """na ya wa kwa ni katika la za cha kama lakini au hii hiyo huyo hapa huko sana mimi wewe yeye sisi ninyi wao
        si hapana ndiyo nini nani wapi lini kuwa alikuwa ilikuwa pia bado tu hivyo kwamba ili hata wakati""",
}
NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("Indonesian", "bahasa indonesia", "indonesia", "ind", "in"),
    "ms": ("Malay", "bahasa melayu", "melayu", "msa", "zsm"),
    "jv": ("Javanese", "bahasa jawa", "jawa", "jav"),
    "su": ("Sundanese", "bahasa sunda", "sunda", "sun"),
    "min": ("Minangkabau", "minang", "bahasa minang"),
    "tl": ("Tagalog", "filipino", "fil", "tgl"),
    "en": ("English", "inggris", "bahasa inggris", "eng"),
    "nl": ("Dutch", "nederlands", "belanda", "nld"),
    "de": ("German", "deutsch", "jerman", "deu"),
    "da": ("Danish", "dansk", "dan"),
    "no": ("Norwegian", "norsk", "nb", "nn", "nob", "nno", "nor"),
    "sv": ("Swedish", "svenska", "swe"),
    "fr": ("French", "français", "prancis", "fra"),
    "es": ("Spanish", "español", "spanyol", "spa"),
    "pt": ("Portuguese", "português", "portugis", "por"),
    "it": ("Italian", "italiano", "ita"),
    "ca": ("Catalan", "català", "cat"),
    "ro": ("Romanian", "română", "ron"),
    "fi": ("Finnish", "suomi", "fin"),
    "pl": ("Polish", "polski", "pol"),
    "cs": ("Czech", "čeština", "ces"),
    "hr": ("Croatian", "hrvatski", "hrv"),
    "tr": ("Turkish", "türkçe", "tur"),
    "vi": ("Vietnamese", "tiếng việt", "vie"),
    "sw": ("Swahili", "kiswahili", "swa"),
}
"""Each language's English name, and what else people write for it in a header."""

NEAR = (frozenset({"id", "ms", "min"}), frozenset({"da", "no"}), frozenset({"es", "ca"}))
"""Languages that share most of their small words: a stretch in one of them inside another is not told from it."""

# Writing systems that one language uses alone, or nearly; Arabic, Cyrillic and Devanagari are many languages'.
_SCRIPTS = {
    "CJK": "zh", "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko", "THAI": "th", "LAO": "lo", "KHMER": "km",
    "MYANMAR": "my", "GREEK": "el", "HEBREW": "he", "ARMENIAN": "hy", "GEORGIAN": "ka", "TAMIL": "ta", "TELUGU": "te",
    "JAVANESE": "jv", "SUNDANESE": "su", "BALINESE": "ban",
}  # fmt: skip

_WORD = re.compile(r"[^\W\d_]{2,}")
_NOT_LATIN = re.compile(r"[\u0370-\u1dff\u2c80-\ua7ff\ua800-\ud7ff\uf900-\ufaff\ufe70-\ufeff]")
_SLICE = 800  # characters of the beginning, the middle and the end that a guess rests on
_SHARE = 0.12  # of a text's words that must be small words of its language; names and lists have fewer
_LEAST = 2  # words that the next best language has not

_DECAY = 0.1  # what a word that is no small word takes from a stretch: else two words far apart would make one
_STRONG = 8.0  # small words, less those of the rest's language, that make a stretch
_BREAK = 8.0  # as many the other way end it
_LEAST_WORDS = 40


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a text that is in another language than the rest; `words` is how many it has."""

    start: int
    end: int
    language: str
    words: int


def guess_language(text: str, among: Sequence[str] | None = None) -> str:
    """The language of a text as a code ("id", "jv", "en", …), or "" where that cannot be said.

    Parameters
    ----------
    text : the text; a long one is judged by its beginning, its middle and its end.
    among : the languages that come into question; all in `NAMES` by default.

    Examples
    --------
    >>> guess_language("Gue sih nggak tau, udah lama banget nggak ke sana.")
    'id'
    >>> guess_language("Altså det ved jeg ikke, jeg har ikke været der så meget.")
    'da'
    >>> guess_language("Kangkung, tempe, 500 ribu.")
    ''
    """
    sample = _sample(text)
    foreign = [] if sample.isascii() else _NOT_LATIN.findall(sample)
    if foreign and 2 * len(foreign) > sum(map(str.isalpha, sample)):
        return _guess_by_script(foreign, among)
    table = _languages_by_word(tuple(among) if among is not None else None)
    words = _WORD.findall(sample.lower())
    hits: Counter[tuple[str, ...]] = Counter()
    for word, n in Counter(words).items():
        if word in table:
            hits[table[word]] += n
    return _choose(hits, len(words))


def find_stretches(text: str, main: str, spans: Iterable[tuple[int, int]] | None = None) -> list[Stretch]:
    """Where a text that is mostly in one language goes on in another, for 40 words at least.

    A word here and there from another language is how people talk, and makes no stretch.

    Parameters
    ----------
    text : the whole text, which the offsets of the stretches count.
    main : the language of most of it.
    spans : the parts of the text that are read as one, one behind the other: what one side of a talk says.
    """
    near = next((group for group in NEAR if main in group), frozenset({main}))
    parts = [(0, len(text))] if spans is None else list(spans)
    lower = _lower(text)
    hits = _find_hits(lower, parts)
    kinds = Counter(languages for _, languages in hits)
    most = {languages: _weigh(languages, near) for languages in kinds}
    if not _find_strong(hits, most):  # so strong can no language be, and most texts end here
        return []
    totals: Counter[str] = Counter()
    for languages, n in kinds.items():
        totals.update(dict.fromkeys([] if most[languages] <= 0 else languages, n))
    found = [
        (*strong, language)
        for language, n in totals.items()
        if n >= _STRONG
        for strong in _find_strong(hits, {languages: _weigh(languages, near, language) for languages in kinds})
    ]
    places = [word.span() for start, end in parts for word in _WORD.finditer(lower, start, end)]
    kept: list[Stretch] = []
    for _, first, last, language in sorted(found, reverse=True):
        start, end = places[first][0], places[last][1]
        if last - first + 1 >= _LEAST_WORDS and all(end <= one.start or start >= one.end for one in kept):
            kept.append(Stretch(start, end, guess_language(text[start:end]) or language, last - first + 1))
    return sorted(kept, key=lambda stretch: stretch.start)


def read_languages(said: object) -> set[str] | None:
    """The codes of the languages that a header names; None where it names one that is not known here.

    >>> sorted(read_languages("Bahasa Indonesia, Jawa")), read_languages("en-GB"), read_languages("Batak")
    (['id', 'jv'], {'en'}, None)
    """
    parts = said if isinstance(said, list | tuple) else re.split(r"[,;/+&]|\band\b|\bdan\b", str(said or ""))
    codes: set[str] = set()
    for part in filter(None, (str(one).strip().casefold() for one in parts)):
        code = _codes().get(part) or _codes().get(re.split("[-_]", part)[0])
        if code is None:
            return None
        codes.add(code)
    return codes


def name_language(code: str) -> str:
    """What a language is called in a message."""
    return NAMES[code][0] if code in NAMES else f"{code!r}"


def is_near(one: str, other: str) -> bool:
    """Whether two languages are so near each other that a guess between them is none."""
    return one == other or any({one, other} <= group for group in NEAR)


def _sample(text: str) -> str:
    if len(text) <= 3 * _SLICE:
        return text
    middle = (len(text) - _SLICE) // 2
    return f"{text[:_SLICE]} {text[middle : middle + _SLICE]} {text[-_SLICE:]}"


def _choose(hits: Mapping[tuple[str, ...], int], n_words: int) -> str:
    """The language that most small words are of, where they are many and the next best language has not the same."""
    weights: dict[str, float] = {}
    for languages, n in hits.items():
        for language in languages:
            weights[language] = weights.get(language, 0.0) + n / len(languages)
    best, second, *_ = [*sorted(weights, key=lambda language: -weights[language]), "", ""]
    its = sum(n for languages, n in hits.items() if best in languages)
    alone = sum(n for languages, n in hits.items() if best in languages and second not in languages)
    against = sum(n for languages, n in hits.items() if second in languages and best not in languages)
    return best if its >= _SHARE * n_words and alone >= max(_LEAST, 2 * against) else ""


def _guess_by_script(letters: Sequence[str], among: Sequence[str] | None) -> str:
    scripts = Counter(unicodedata.name(letter, "?").split()[0].split("-")[0] for letter in letters)
    if 10 * (scripts["HIRAGANA"] + scripts["KATAKANA"]) > len(letters):
        language = "ja"  # which writes with Chinese signs too
    else:
        language = _SCRIPTS.get(max(scripts, key=lambda script: scripts[script]), "")
    return language if among is None or language in among else ""


@lru_cache(maxsize=16)
def _languages_by_word(among: tuple[str, ...] | None = None) -> Mapping[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for language, words in FUNCTION_WORDS.items():
        if among is None or language in among:
            for word in dict.fromkeys(words.split()):
                table[word] = (*table.get(word, ()), language)
    return table


@lru_cache(maxsize=1)
def _codes() -> Mapping[str, str]:
    return {name.casefold(): code for code, names in NAMES.items() for name in (code, *names)}


Hits = list[tuple[int, tuple[str, ...]]]


def _lower(text: str) -> str:
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    # a Turkish capital I with its dot becomes two characters, and every offset behind it would be wrong
    return "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


def _find_hits(lower: str, parts: Iterable[tuple[int, int]]) -> Hits:
    """The small words: the number of each among all words, and its languages."""
    table = _languages_by_word()
    words = (word for start, end in parts for word in _WORD.findall(lower, start, end))
    return [(number, languages) for number, word in enumerate(words) if (languages := table.get(word))]


def _weigh(languages: tuple[str, ...], near: frozenset[str], language: str | None = None) -> float:
    """What a small word tells for a language (None: for any other) and against those near the main one."""
    others = [one for one in languages if one not in near] if language is None else {language}.intersection(languages)
    if near.isdisjoint(languages):
        return 1.0 if others else 0.0
    return 0.0 if others else -1.0


def _find_strong(hits: Hits, gains: Mapping[tuple[str, ...], float]) -> list[tuple[float, int, int]]:
    """The runs of words whose gains add up to much: strength, first and last word."""
    strong: list[tuple[float, int, int]] = []
    total = peak = 0.0
    first = last = before = 0
    for place, languages in hits:
        gain = gains[languages]
        total -= _DECAY * (place - before)
        before = place
        if peak >= _STRONG and total + gain < peak - _BREAK:
            strong.append((peak, first, last))
            total = peak = 0.0
        if total <= 0:
            total = peak = 0.0
            first = place
        total += gain
        if total > peak:
            peak, last = total, place
    return [*strong, (peak, first, last)] if peak >= _STRONG else strong
