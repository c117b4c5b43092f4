"""Which cases are compared, and which of them hang together: what a test must know of how a study was made."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass

from qualkit.analysis.bands import Bands
from qualkit.analysis.contrasts import Contrast
from qualkit.analysis.groups import Groups
from qualkit.columns import format_number
from qualkit.errors import QualkitError, suggest
from qualkit.study import Study


@dataclass(frozen=True)
class Design:
    """The cluster (group, village, branch) of each case, and the column it stands in; '' where there are none."""

    column: str
    cluster_of: Mapping[str, Hashable]

    @classmethod
    def of(cls, study: Study, clusters: str | None = None) -> Design:
        """By a column of cases.csv: the one named here, else study.yaml's `clusters`; a case without one is its own.

        Raises QualkitError for an unknown column.
        """
        column = study.settings.clusters if clusters is None else clusters
        if not column:
            return cls("", {})
        if column not in study.cases.columns:
            raise QualkitError(f"clusters {column!r}: no such column in cases.csv: {suggest(column, study.cases)}")
        told = zip(study.cases["case"], study.cases[column], strict=True)
        return cls(column, {case: format_number(value) or ("", case) for case, value in told})

    def contrast(self, groups: Groups, columns: Bands, cases: Collection[str] | None = None) -> Contrast:
        """The cases whose group takes part and whose value is known, in the order of the study."""
        row, column = ({name: place for place, name in enumerate(names)} for names in (groups.compared, columns.names))
        chosen = [
            case
            for case, name in groups.of_case.items()
            if name in row and case in columns.of_case and (cases is None or case in cases)
        ]
        numeric = bool(columns.numbers)
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
