"""What one coder did, held against a study: its codings as objects, or, for what counts very many, as columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import UNSET

from qualkit.codebook.tree import Codebook
from qualkit.coding.events import Passage
from qualkit.coding.log import Log, make_coding, read_log
from qualkit.coding.placing import place_codings, place_passages
from qualkit.coding.reviews import Reviewed, reviewed_codes
from qualkit.errors import Fault
from qualkit.model import Coding, Documents

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Record:
    """The log, the passages of it that stand in today's texts, and what was read for which codes."""

    log: Log
    passages: tuple[Passage, ...]
    reviewed: Reviewed
    faults: tuple[Fault, ...]
    documents: Documents
    codebook: Codebook

    @cached_property
    def codings(self) -> tuple[Coding, ...]:
        """The passages with today's code and the cases they are about, in the order of the texts."""
        return place_codings(map(make_coding, self.passages), self.documents, self.codebook, "")[0]

    @cached_property
    def spans(self) -> pd.DataFrame:
        """The passages as `tabulate_passages` has them."""
        return tabulate_passages(self.passages, self.documents, self.codebook)


def read_record(path: Path, documents: Documents, codebook: Codebook, *, file: str) -> Record:
    """Read a coder's log and hold it against the texts and the codebook."""
    log = read_log(path, file=file)
    passages, faults = place_passages(log.passages, documents, codebook, file)
    reviewed = reviewed_codes(log.reviews, documents, codebook)
    return Record(log, passages, reviewed, log.faults + faults, documents, codebook)


def tabulate_passages(passages: Sequence[Passage], documents: Documents, codebook: Codebook) -> pd.DataFrame:
    """Document and today's code (as categories of all there are), start and end of each passage, in the order given.

    `cases` are those that the passage itself names, None where it leaves that to who speaks there.
    """
    import pandas as pd

    codes = list(codebook.codes)
    today = {code: codes.index(codebook.resolve(code)[0]) for code in {one.code for one in passages}}
    place = {document: number for number, document in enumerate(documents.ids)}
    return pd.DataFrame(
        {
            "document": pd.Categorical.from_codes([place[one.document] for one in passages], list(place)),
            "start": pd.Series([one.start for one in passages], dtype="int64"),
            "end": pd.Series([one.end for one in passages], dtype="int64"),
            "code": pd.Categorical.from_codes([today[one.code] for one in passages], codes),
            "cases": pd.Series([None if one.cases is UNSET else one.cases for one in passages], dtype=object),
        }
    )
