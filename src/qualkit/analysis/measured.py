"""One coefficient of agreement, with all that a table tells beside it."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from numbers import Integral, Real
from typing import TYPE_CHECKING, Any

from qualkit.errors import QualkitError
from qualkit.statistics.names import Coefficient, Metric

if TYPE_CHECKING:
    import numpy as np

    from qualkit.statistics.ratings import Floats, Ratings
    from qualkit.statistics.resampling import Pooled, Resampled

OF_TWO: tuple[Coefficient, ...] = (
    "percent_agreement", "holsti", "cohen_kappa", "scott_pi", "brennan_prediger", "gwet_ac1", "krippendorff_alpha",
)  # fmt: skip
OF_MORE: tuple[Coefficient, ...] = (
    "percent_agreement", "holsti", "conger_kappa", "fleiss_kappa", "brennan_prediger", "gwet_ac1", "krippendorff_alpha",
)  # fmt: skip
Measured = dict[str, Any]
"""What a coefficient adds to a row."""


@dataclass(frozen=True)
class Resampling:
    """How intervals are drawn: the same documents for every coefficient."""

    level: float = 0.95
    n_resamples: int = 1_000
    seed: int = 0

    def __post_init__(self) -> None:
        if not isinstance(self.level, Real) or not 0 < self.level < 1:
            raise QualkitError(f"level={self.level!r}: between 0 and 1, such as 0.95")
        if not isinstance(self.n_resamples, Integral) or self.n_resamples < 1:
            raise QualkitError(f"n_resamples={self.n_resamples!r}: a whole number from 1, such as 1000")
        if not isinstance(self.seed, Integral) or self.seed < 0:
            raise QualkitError(f"seed={self.seed!r}: a whole number from 0; the same one draws the same")

    @property
    def rng(self) -> np.random.Generator:
        import numpy as np

        return np.random.default_rng(self.seed)

    def draw(self, pooled: Pooled, kinds: Sequence[Hashable] | None = None, alike: Floats | None = None) -> Resampled:
        """Documents drawn anew within their kind."""
        from qualkit.statistics.resampling import resample_documents

        return resample_documents(
            pooled, self.rng, kinds=kinds, alike=alike, n_resamples=self.n_resamples, level=self.level
        )


def measure_ratings(
    ratings: Ratings,
    coefficient: Coefficient,
    resampling: Resampling,
    *,
    kinds: Sequence[Hashable] | None = None,
    alike: Floats | None = None,
    metric: Metric = "nominal",
    weights: Any = "identity",
) -> Measured:
    """A coefficient of fixed units; `kinds` and `alike` as for `resample_documents`."""
    from qualkit.statistics.agreement import measure_agreement, pool_agreement
    from qualkit.statistics.alpha_distribution import CUSTOMS, draw_alpha

    found = measure_agreement(ratings, coefficient, metric=metric, weights=weights, level=resampling.level)
    resampled = resampling.draw(pool_agreement(ratings, coefficient, metric=metric, weights=weights), kinds, alike)
    row = {
        "coefficient": coefficient,
        "estimate": found.estimate,
        "n_units": found.n_units,
        "analytic_low": found.ci_low,
        "analytic_high": found.ci_high,
        **describe(resampled),
        "note": join_notes(found.note, resampled.note),
    }
    if coefficient == "krippendorff_alpha":
        drawn = draw_alpha(ratings, resampling.rng, metric=metric)
        row |= zip(("below_667", "below_800"), map(drawn.fall_short, CUSTOMS), strict=True)
    return row


def describe(resampled: Resampled, place: int | None = None) -> Measured:
    """The interval, of one statistic or of the one at a place among several."""
    values = {
        "ci_low": resampled.ci_low,
        "ci_high": resampled.ci_high,
        "lowest": resampled.lowest,
        "highest": resampled.highest,
        "n_undefined": resampled.n_undefined,
    }
    told = {name: float(value if place is None else value[place]) for name, value in values.items()}
    return told | {"n_resamples": resampled.n_resamples, "n_undefined": int(told["n_undefined"])}


def join_notes(*notes: str) -> str:
    """Each note once.

    >>> join_notes("a", "", "b", "a")
    'a; b'
    """
    return "; ".join(dict.fromkeys(note for note in notes if note))
