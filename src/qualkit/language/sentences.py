"""Where sentences and clauses begin and end in speech that was written down."""

from __future__ import annotations

import re
from itertools import pairwise

from qualkit.language.lexicon import read_lexicon
from qualkit.language.spelling import fold

Span = tuple[int, int]

# A point after these never ends a sentence; after a title it does unless a name follows; after the rest, where a
# capital follows. And what begins a sentence, beside particles, where a title might have had a name after it.
_NEVER_LAST, _TITLES, _SOMETIMES, _OPENERS = (
    frozenset(words.split())
    for words in (
        "rp no hlm hal jl jln gg kec kab kel vol ed prof ir drs dra tn ny nn sdri st cv pt ud cf vs mr mrs ms a.n u.p e.g i.e",
        "bu pak bpk bp ibu bapak sdr dr kak dik mas mbak om tante h hj k ust kh",
        "dll dsb dst dkk tsb s.d yg dgn utk krn jkt ttg pd etc co inc ltd tbk",
        "terus waktu jadi kalau kan sudah habis pas maka lalu biar tolong terima semua banyak ada cuma udah",
    )
)

# Possessive, and never begun inside a run: a megabyte of points takes no longer than a megabyte of words
_END = re.compile(r"(?<![.!?…‽。！？])(?:[.!?…‽。！？]++[\"'”’»)\]]*+(?=\s|$)|[!?…]++(?=[^\W\d_]))|\n[^\S\n]*+\n")
_WORD_BEFORE = re.compile(r"[^\W_][\w.'’-]*$")
_NEXT_WORD = re.compile(r"\s*[\"'“‘«(\[]*([^\W_]+)")
_LOOK_BACK = 24  # characters; no abbreviation is longer


def find_sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Where the sentences of a text stand, without the blanks between them.

    A point ends a sentence unless it belongs to an abbreviation (Rp. 5.000, PT. Maju), to a title before a name
    (bu. Tarsih, but not 'Iya, bu. Saya …'), or to an initial; after dll. and its like it does where a capital follows.
    An empty line always does.

    >>> text = "Iya, bu. Saya pinjam Rp. 50.000 dari Bu. Tarsih, dll. Terus lunas!"
    >>> [text[start:end] for start, end in find_sentences(text)]
    ['Iya, bu.', 'Saya pinjam Rp. 50.000 dari Bu. Tarsih, dll.', 'Terus lunas!']
    """
    end = len(text) if end is None else end
    spans, begin = [], start
    for found in _END.finditer(text, start, end):
        if _is_end(text, found, end):
            spans.append((begin, found.start() if found[0][0] == "\n" else found.end()))
            begin = found.end()
    spans.append((begin, end))
    trimmed = [_trim(text, *span) for span in spans]
    return [(first, last) for first, last in trimmed if first < last]


def _is_end(text: str, found: re.Match[str], end: int) -> bool:
    if found[0] != ".":
        return found[0] != "..." or _begins_capital(text, found.end(), end)
    before = text[max(0, found.start() - _LOOK_BACK) : found.start()]
    word = _WORD_BEFORE.search(before)
    if word is None:
        return True
    said = word[0].lower()
    following = _NEXT_WORD.match(text, found.end(), min(end, found.end() + 80))
    if following is None or "\n" in text[found.end() : following.start(1)]:
        return True
    if len(word[0]) == 1 and word[0].isalpha() and word[0].isupper():  # an initial
        return not following[1][0].isupper()
    if said in _NEVER_LAST:
        return False
    if said in _TITLES:
        return _is_everyday(following[1])
    if said in _SOMETIMES or ("." in said and all(len(part) <= 2 for part in said.split("."))):
        return following[1][0].isupper()
    return True


def _is_everyday(word: str) -> bool:
    """Whether a word begins a sentence rather than being a name: a particle, or a spoken form of one."""
    lexicon, folded = read_lexicon(), fold(word)
    return folded in lexicon.particles or (folded in lexicon.spoken and folded not in _TITLES) or folded in _OPENERS


def _begins_capital(text: str, at: int, end: int) -> bool:
    following = _NEXT_WORD.match(text, at, min(end, at + 80))
    return following is None or following[1][0].isupper()


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


# What begins a clause of its own. 'yang' and 'dan' do not: they belong to what they stand beside more often than not.
_CONJUNCTIONS = (
    "tapi tetapi tp tpi namun karena karna krn soalnya sebab kalau kalo klo jika bila apabila terus trus trs lalu kemudian "
    "jadi jd makanya maka sehingga sampai sampe supaya biar agar walaupun walau meskipun meski padahal sedangkan melainkan "
    "sebelum setelah sesudah sejak semenjak selama ketika waktu pas begitu abis habis daripada cuma cuman selain apalagi "
    "but because so although though if when while until unless whereas however since after before then"
)
_BREAK = re.compile(r"[,;:—–()]|\s-+\s|\b(?:" + _CONJUNCTIONS.replace(" ", "|") + r")\b", re.I)
_WORDS = re.compile(r"\w+")
_LEAST = 3  # words of a clause: fewer stay with what stands beside


def find_clauses(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Where the clauses of a text stand: its sentences, parted at punctuation and before conjunctions.

    A clause has three words or more; what would have fewer stays with its neighbour, so lists are not torn.

    >>> text = "Dulu saya pinjam di sana, tapi sekarang sudah nggak, soalnya bunganya berat."
    >>> [text[start:end] for start, end in find_clauses(text)]
    ['Dulu saya pinjam di sana,', 'tapi sekarang sudah nggak,', 'soalnya bunganya berat.']
    """
    return [clause for sentence in find_sentences(text, start, end) for clause in _part(text, *sentence)]


def _part(text: str, start: int, end: int) -> list[Span]:
    places = [found.start() if found[0][0].isalpha() else found.end() for found in _BREAK.finditer(text, start, end)]
    counts = [len(_WORDS.findall(text, first, last)) for first, last in pairwise([start, *places, end])]
    cuts, before, after = [start], 0, sum(counts)
    for place, count in zip(places, counts, strict=False):
        before, after = before + count, after - count
        if before >= _LEAST and after >= _LEAST:
            cuts.append(place)
            before = 0
    trimmed = [_trim(text, first, last) for first, last in pairwise([*cuts, end])]
    return [(first, last) for first, last in trimmed if first < last]
