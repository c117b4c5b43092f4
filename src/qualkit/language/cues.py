"""Words that tell what a sentence says of a concept, by kind, and the passage in which they are looked for.

The words stand in `words/cues.txt`. Those of Indonesian, of the languages beside it, and of English stand together, since
people mix them and their laws are much the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from qualkit.language.lexicon import read_lines, read_particles


class Kind:
    """Kinds of cues, as bits: a root may be of several."""

    NOT: Final = 1 << 0  # denies what follows
    DONT: Final = 1 << 1  # denies, and never tells that something ended: jangan, tanpa
    YET: Final = 1 << 2  # belum
    STOP: Final = 1 << 3  # berhenti
    REFUSE: Final = 1 << 4  # denies by its own meaning: menolak, gagal
    LOATH: Final = 1 << 5  # those of them that may follow their concept: ngutang kapok saya
    FREE: Final = 1 << 6  # denies where a preposition follows: bebas dari
    ALMOST: Final = 1 << 7  # denies the word that follows
    RATHER: Final = 1 << 8  # denies where it begins its clause: daripada ngutang mending puasa
    AVERSE: Final = 1 << 9  # denies nothing, and turns a denial round: tidak takut, tidak salah
    ONLY: Final = 1 << 10  # after a negator: not denied
    PARTLY: Final = 1 << 11  # just after a negator: not denied
    MODAL: Final = 1 << 12
    ABLE: Final = 1 << 13  # tidak bisa lagi: denied rather than ended
    HAVE: Final = 1 << 14  # what denies a concept that stands before the negator: utang nggak ada
    AGAIN: Final = 1 << 15
    AGAIN_YET: Final = 1 << 16  # not … yet
    ALREADY: Final = 1 << 17
    LIGHT: Final = 1 << 18  # may stand between a negator and what it denies without being its object
    TOPIC: Final = 1 << 19
    MARK: Final = 1 << 20  # particles between a concept and what is said of it
    YES: Final = 1 << 21  # answers, after which a title is an address: Iya Bu
    TIME: Final = 1 << 22
    BARRIER: Final = 1 << 23  # begins another clause
    SOFT: Final = 1 << 24  # does so unless it belongs to the negator: tidak jadi, tidak sampai
    CONTRAST: Final = 1 << 25
    UNDER: Final = 1 << 26  # begins a clause whose subject is not that of the sentence
    SELF: Final = 1 << 27
    THIRD: Final = 1 << 28
    PERSON: Final = 1 << 29
    JUNIOR: Final = 1 << 30
    TITLE: Final = 1 << 31  # an address or, with a name, a person
    PREP: Final = 1 << 32
    JOIN: Final = 1 << 33
    ABOUT: Final = 1 << 34
    GROUP: Final = 1 << 35  # banyak yang, ada yang
    DET: Final = 1 << 36
    LET: Final = 1 << 37  # whose object is the subject of what follows: nggak ngebolehin saya ikut
    ORDER: Final = 1 << 38
    SEE: Final = 1 << 39
    KNOW: Final = 1 << 40  # after these kalau is 'that'
    SAY: Final = 1 << 41
    ACCUSE: Final = 1 << 42
    SAID: Final = 1 << 43
    HEARSAY: Final = 1 << 44
    HEAR: Final = 1 << 45
    ACCORDING: Final = 1 << 46
    IF: Final = 1 << 47
    TOPICAL: Final = 1 << 48  # kalau, which is 'if' or 'as for'
    TRY: Final = 1 << 49  # 'if' only where it begins a clause
    WOULD: Final = 1 << 50
    FRAME: Final = 1 << 51  # kalau ditanya, kalau nggak salah: nothing is supposed
    PAST: Final = 1 << 52
    DULU: Final = 1 << 53
    FIRST: Final = 1 << 54
    GONE: Final = 1 << 55  # what such a word may follow
    AGE: Final = 1 << 56
    BEFORE: Final = 1 << 57
    USED: Final = 1 << 58
    NOW: Final = 1 << 59
    OR: Final = 1 << 60
    MANA: Final = 1 << 61
    HOW: Final = 1 << 62
    STATE: Final = 1 << 63  # what befalls somebody, after which another acts: anak sakit, ngutang
    THEN: Final = 1 << 64  # with the word that follows it: waktu itu, back then
    OWN: Final = 1 << 65  # denies what stands before it, whoever its subject is
    NEXT: Final = 1 << 66  # between a relative and an owner: orang tua saya
    YOUNG: Final = 1 << 67  # waktu saya kecil
    LEAST: Final = 1 << 68  # what is hard, so that more is out of reach: makan saja susah, apalagi


@cache
def read_kinds() -> dict[str, int]:
    """Every cue, and the kinds that it is of."""
    kinds: dict[str, int] = {}
    for line in read_lines("cues.txt"):
        name, _, words = line.partition(": ")
        for word in words.split():
            kinds[word] = kinds.get(word, 0) | getattr(Kind, name)
    return kinds


@cache
def find_fillers() -> frozenset[str]:
    """Words that a question may hold without asking of anything new: terus, kenapa, bu."""
    kinds = Kind.TITLE | Kind.BARRIER | Kind.SOFT | Kind.MARK | Kind.YES
    return read_particles() | {word for word, kind in read_kinds().items() if kind & kinds}


@dataclass(slots=True)
class Passage:
    """A hit and the words around it.

    Attributes
    ----------
    words, kinds
        Roots, and the kinds of cues that they are; 0 is a word of content.
    breaks
        What follows each word: nothing (a blank), `,`, `.` or `?`.
    first, last
        The hit, half-open.
    begin, end
        Its sentence, half-open.
    limit
        Where the sentence after it ends, which may answer it.
    """

    words: Sequence[str]
    kinds: Sequence[int]
    breaks: str
    first: int
    last: int
    begin: int
    end: int
    limit: int

    def is_start(self, at: int) -> bool:
        """Whether a word begins its sentence, or follows a mark of punctuation."""
        return at <= self.begin or self.breaks[at - 1] != " "

    def is_end(self, at: int) -> bool:
        """Whether a word is the last before a mark of punctuation."""
        return at >= self.end - 1 or self.breaks[at] != " "

    def kind(self, at: int) -> int:
        """The kinds of a word of the sentence; 0 outside it."""
        return self.kinds[at] if self.begin <= at < self.end else 0

    def word(self, at: int) -> str:
        """A word of the sentence; nothing outside it."""
        return self.words[at] if self.begin <= at < self.end else ""

    def is_complement(self, at: int) -> bool:
        """Whether kalau is 'that': tahu kalau …, nggak sanggup kalau harus …"""
        if self.is_start(at):
            return False
        before = self.kinds[at - 1]
        is_of_not = before & (Kind.MODAL | Kind.AVERSE) or self.word(at - 1) == "benar"
        return bool(before & Kind.KNOW or (is_of_not and self.kind(at - 2) & Kind.NOT))

    def is_clear(self, first: int, last: int, kinds: int) -> bool:
        """Whether all words between two places are of these kinds, and no punctuation stands among them or after."""
        for at in range(first, last):  # noqa: SIM110 - a generator takes three times as long
            if not self.kinds[at] & kinds or self.breaks[at] != " ":
                return False
        return True
