"""Which files are versions of one another: somebody corrected a file outside the study, and imports it once more."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from qualkit.files import hash_file, is_inside
from qualkit.importing.existing import Existing, Known
from qualkit.importing.sources import Source
from qualkit.reading.names import make_portable

_NUMBERED = re.compile(r"(.+)-([0-9]{1,4})")
_WORD = re.compile(r"\w+")
_ENOUGH = 30  # words from which on two texts can be compared
_LITTLE = 0.1  # of the runs of words of the shorter one
_RUN = 3  # words
_FOLDERS = 6  # before a name at most


@dataclass(frozen=True, slots=True)
class Family:
    """The transcripts that versions of a file became; those of a file called so in another folder are `namesakes`."""

    members: tuple[Known, ...] = ()
    namesakes: tuple[Known, ...] = ()

    @property
    def only(self) -> Known | None:
        """The transcript that the file is, where it is one document."""
        return self.members[0] if len(self.members) == 1 and not self.members[0].part else None

    @property
    def newest(self) -> Known | None:
        """Of the version that came last: where a file became several documents, those that were edited stay behind."""
        return max((*self.members, *self.namesakes), key=_number_of, default=None)


def find_family(existing: Existing, source: Source, originals: Path, known: Sequence[Known]) -> Family:
    """What the study has of versions of a file: by its bytes, else by what it is called.

    Files of one name that came together have their folders' names before theirs, and one of them may come again alone.
    Where originals themselves are named, a number behind a name tells a version that a later one took the place of.
    """
    if known:
        return Family(tuple(dict.fromkeys((*known, *existing.versions_of([one.called for one in known])))))
    numbered = _NUMBERED.fullmatch(PurePath(source.original).stem)
    if numbered and is_inside(source.path, originals):
        family = Family(existing.versions_of([f"{numbered[1]}{PurePath(source.original).suffix}"]))
        if family.newest and _number_of(family.newest) > int(numbered[2]):
            return family
    for name in _find_names(source):
        if members := existing.versions_of([name]):
            return Family(members)
    return Family((), existing.versions_of([make_portable(source.path.name)]))


def number_name(name: str, number: int) -> str:
    """The name under which one of several files is kept that are called the same.

    >>> number_name("talk.docx", 1), number_name("talk.docx", 3)
    ('talk.docx', 'talk-3.docx')
    """
    path = PurePath(name)
    return name if number == 1 else f"{path.stem}-{number}{path.suffix}"


def is_kept(newest: Known, sha256: str, size: int, originals: Path) -> bool:
    """Whether these bytes are kept as another version of the file of which the newest one is `newest`."""
    if newest.source_sha256 == sha256:
        return False
    number = 1
    while (path := originals / number_name(newest.called, number)).is_file():
        if path.stat().st_size == size and hash_file(path) == sha256:
            return True
        number += 1
    return False


def have_little_in_common(one: str, other: str) -> bool:
    """Whether two texts are too different to be versions of one; short ones tell nothing.

    >>> have_little_in_common("one two three " * 20, "four five six " * 20), have_little_in_common("one", "two")
    (True, False)
    """
    words = [_WORD.findall(text.casefold()) for text in (one, other)]
    if min(map(len, words)) < _ENOUGH:
        return False
    first, second = ({tuple(said[at : at + _RUN]) for at in range(len(said) - _RUN + 1)} for said in words)
    return len(first & second) < _LITTLE * min(len(first), len(second))


def _find_names(source: Source) -> Iterator[str]:
    """What the file may be called in the study, the longest first."""
    parts = PurePath(os.path.abspath(source.path)).parts  # noqa: PTH100  (a link is a file of its own)
    for depth in range(min(len(parts) - 2, _FOLDERS), 0, -1):
        yield make_portable("-".join(parts[-1 - depth :]))
    yield source.original


def _number_of(known: Known) -> int:
    number = PurePath(known.source).stem.removeprefix(f"{PurePath(known.called).stem}-")
    return int(number) if number.isdecimal() and known.source != known.called else 1
