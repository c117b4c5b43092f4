"""Which cases are compared, and which of them hang together: what a test must know of how a study was made."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from qualkit.analysis.bands import Bands
from qualkit.analysis.groups import Groups
from qualkit.errors import QualkitError, suggest
from qualkit.statistics.contrasts import Contrast
from qualkit.statistics.names import PERMUTE, Permute
from qualkit.study import Study


@dataclass(frozen=True)
class Design:
    """The cluster (group, village, branch) of each case, and the column it stands in; '' where there are none."""

    column: str
    cluster_of: Mapping[str, Hashable]

    @classmethod
    def of(cls, study: Study, clusters: str | None = None, permute: Permute | None = None) -> Design:
        """By a column of cases.csv: the one named here, else study.yaml's `clusters`; a case without one is its own.

        Raises QualkitError for an unknown column, and for a way to `permute` that is unknown or has no clusters.
        """
        column = study.settings.clusters if clusters is None else clusters
        if permute is not None and permute not in PERMUTE:
            raise QualkitError(f"no way to permute {permute!r}: {suggest(str(permute), PERMUTE)}")
        if permute is not None and not column:
            raise QualkitError("permute says how cases in clusters change sides: name their column by clusters=")
        if not column:
            return cls("", {})
        if column not in study.cases.columns:
            raise QualkitError(f"clusters {column!r}: no such column in cases.csv: {suggest(column, study.cases)}")
        told = zip(study.cases["case"], study.cases[column], strict=True)
        return cls(column, {case: ("", case) if _is_missing(value) else value for case, value in told})

    def contrast(self, groups: Groups, columns: Bands, cases: Collection[str] | None = None) -> Contrast:
        """The cases whose group takes part and whose value is known, in the order of the study."""
        row, column = ({name: place for place, name in enumerate(names)} for names in (groups.compared, columns.names))
        chosen = [
            case
            for case, name in groups.of_case.items()
            if name in row and case in columns.of_case and (cases is None or case in cases)
        ]
        numeric = columns.numeric or bool(columns.numbers)
        return Contrast(
            rows=groups.compared,
            columns=columns.names,
            row=[row[groups.of_case[case]] for case in chosen],
            column=[column[columns.of_case[case]] for case in chosen],
            numbers=[columns.numbers[case] for case in chosen] if numeric else None,
            clusters=[self.cluster_of[case] for case in chosen] if self.column else None,
            cluster_name=self.column,
            rows_ordered=groups.ordered,
            columns_ordered=columns.ordered,
        )


def _is_missing(value: Any) -> bool:
    return value is None or value == "" or value != value
