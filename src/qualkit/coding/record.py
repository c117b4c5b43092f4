"""What one coder did, held against a study: its codings as objects, or, for what counts very many, as columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import UNSET

from qualkit.codebook.tree import Codebook
from qualkit.coding.displaced import Displaced
from qualkit.coding.log import Log, read_log
from qualkit.coding.placing import Standing, find_standing, make_placed
from qualkit.coding.reviews import Reviewed, reviewed_codes
from qualkit.errors import Fault
from qualkit.model import Coding, Documents

if TYPE_CHECKING:
    import pandas as pd

_COUNTED = (UNSET, None, "stands")


@dataclass(frozen=True)
class Record:
    """The log, what of it stands in today's texts, and what was read for which codes."""

    log: Log
    standing: Standing  # of the log's passages
    reviewed: Reviewed
    faults: tuple[Fault, ...]
    documents: Documents
    codebook: Codebook
    displaced: tuple[Displaced, ...] = ()  # the passages that do not stand as the log says

    @cached_property
    def codings(self) -> tuple[Coding, ...]:
        """The codings that stand, with today's code and the cases they are about, in the order of the texts."""
        return make_placed(self.log.passages, self.standing, self.documents, self.codebook)

    @property
    def moved(self) -> tuple[Displaced, ...]:
        """The codings that count at another place, or in other words, than the log says."""
        return tuple(one for one in self.displaced if one.stands)

    @property
    def doubtful(self) -> tuple[Displaced, ...]:
        """Those that perhaps stand elsewhere, and do not count until a person decides."""
        return tuple(one for one in self.displaced if one.how == "doubtful")

    @property
    def lost(self) -> tuple[Displaced, ...]:
        """Those whose words the text does not hold any more."""
        return tuple(one for one in self.displaced if one.how == "lost")

    def keep_reviews(self, starts: Mapping[str, str]) -> Record:
        """The record in which a document named in `starts` is read only where it was marked so at its time or later."""
        reviews = [one for one in self.log.reviews if (one.at or "") >= starts.get(one.document, "")]
        return replace(
            self, reviewed=reviewed_codes(reviews, self.documents, self.codebook, _find_missing(self.displaced))
        )

    @cached_property
    def spans(self) -> pd.DataFrame:
        """Where the codings stand that do, in the order of the log: document, start, end, code, cases, counts.

        Document and code are categories of all there are. `cases` are those that the coding itself names, None
        where it leaves that to who speaks there; `counts` is False of what was taken back or only reported.
        """
        import pandas as pd

        passages = [self.log.passages[number] for number in self.standing.number]
        return pd.DataFrame(
            {
                "document": pd.Categorical.from_codes(self.standing.document, list(self.documents.ids)),
                "start": pd.Series(self.standing.start, dtype="int64"),
                "end": pd.Series(self.standing.end, dtype="int64"),
                "code": pd.Categorical.from_codes(self.standing.code, list(self.codebook.codes)),
                "cases": pd.Series([None if one.cases is UNSET else one.cases for one in passages], dtype=object),
                "counts": pd.Series([one.status in _COUNTED for one in passages], dtype=bool),
            }
        )


def read_record(
    path: Path, documents: Documents, codebook: Codebook, *, file: str, ends: Mapping[str, str] | None = None
) -> Record:
    """Read a coder's log and hold it against the texts and the codebook of today.

    `ends` gives for some documents a time: of those only what happened before it counts.
    """
    log = read_log(path, file=file, ends=ends)
    standing, displaced, faults = find_standing(log.passages, documents, codebook, file)
    reviewed = reviewed_codes(log.reviews, documents, codebook, _find_missing(displaced))
    return Record(log, standing, reviewed, log.faults + faults, documents, codebook, displaced)


def _find_missing(displaced: Iterable[Displaced]) -> list[tuple[str, str]]:
    """Document and code of what the text does not hold any more."""
    return [(one.document, one.code) for one in displaced if not one.stands]


def empty_record(coder: str, documents: Documents, codebook: Codebook) -> Record:
    """That of a coder who has no log yet."""
    return Record(Log(coder, (), (), (), 0), Standing(), {}, (), documents, codebook)
