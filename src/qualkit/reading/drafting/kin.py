"""People of a group who are counted by what they are: Nurse 1, Nurse 2 and Doctor 1; Kader 3."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from qualkit.reading.drafting.lexicon import words
from qualkit.reading.drafting.shapes import shape_of

_COUNTED = re.compile(r"([^\W\d_][^\d\n]{1,28}?)[ .-]?([0-9]{1,2})")
_NUMBER = re.compile(r"[0-9]+")
_BACK = 2  # times that a lower number comes behind a higher one: headings and lists only go up
_LEAST = 4  # turns of a kind
_SHARE, _MANY = 0.15, 0.3  # their share of the lines; that from which on once back is enough
_NAMES = ("name", "title")
_PARTS = words(
    "siklus tahap tahapan fase bagian pertemuan sesi hari minggu bulan tahun kelas semester tema topik kategori indikator "
    "poin langkah soal kasus pilihan opsi pilar cycle phase stage step part section session day week month year class grade "
    "theme topic category point case option scene chapter unit item round level teil tag woche schritt thema del dag uge "
    "trin deel stap parte día semana paso etapa étape partie jour"
)
"""What is counted, and is nobody."""


def kin_of(tag: str) -> str:
    """What somebody is who is counted; '' where a tag is otherwise one, or none.

    >>> kin_of("Kader 2"), kin_of("Bidan Desa 1"), kin_of("R1"), kin_of("Informan 2"), kin_of("Satu hal 2")
    ('Kader', 'Bidan Desa', '', '', '')
    """
    if not tag[-1:].isdigit() or shape_of(tag) not in ("", "word") or not (found := _COUNTED.fullmatch(tag)):
        return ""
    people = found[1][0].isupper() and found[1].split()[0].lower() not in _PARTS
    return found[1] if people and shape_of(found[1]) in _NAMES else ""


def find_kin(sequence: Sequence[str], lines: int, timed: Mapping[str, int] | None = None) -> frozenset[str]:
    """The counted ones that speak, of the tags of a file in their order.

    At least two of a kind take turns: their numbers go down again; or each comes again and again, and mostly another
    speaks after it. Or a time stands beside one each time. Where such a kind speaks, so does one of another kind who
    comes again. `lines` are those that may be turns.
    """
    times = {tag: number for tag, number in Counter(sequence).items() if kin_of(tag)}
    after = Counter(here for here, there in pairwise(sequence) if here != there)
    kinds: dict[str, list[int]] = defaultdict(list)
    for tag in sequence:
        if tag in times:
            kinds[kin_of(tag)].append(int(_NUMBER.findall(tag)[-1]))
    talking = {kind for kind, numbers in kinds.items() if _take_turns(numbers, lines)}
    talking |= {
        kin_of(tag)
        for tag, number in times.items()
        if number >= max(_LEAST, _SHARE * lines) and 2 * after[tag] >= number
    }
    spoken = {tag for tag, number in times.items() if kin_of(tag) in talking or (talking and number > 1)}
    return frozenset(spoken | {tag for tag, number in times.items() if timed and timed.get(tag) == number > 1})


def _take_turns(numbers: Sequence[int], lines: int) -> bool:
    back = sum(after < here for here, after in pairwise(numbers))
    share = len(numbers) / max(lines, 1)
    return len(numbers) >= _LEAST and ((back >= _BACK and share >= _SHARE) or (back > 0 and share >= _MANY))
