"""The names by which tests, effects and corrections are asked for."""

from __future__ import annotations

from typing import Literal

Test = Literal["fisher", "boschloo", "barnard", "freeman_halton", "trend", "permutation", "mann_whitney"]
TESTS: tuple[Test, ...] = ("fisher", "boschloo", "barnard", "freeman_halton", "trend", "permutation", "mann_whitney")
EffectName = Literal["risk_difference", "odds_ratio", "cramers_v", "cliffs_delta", "rank_biserial"]
EFFECTS: tuple[EffectName, ...] = ("risk_difference", "odds_ratio", "cramers_v", "cliffs_delta", "rank_biserial")
Correction = Literal["holm", "benjamini-hochberg"]
CORRECTIONS: tuple[Correction, ...] = ("holm", "benjamini-hochberg")
Permute = Literal["within", "clusters"]
PERMUTE: tuple[Permute, ...] = ("within", "clusters")
Coefficient = Literal[
    "percent_agreement",
    "holsti",
    "cohen_kappa",
    "scott_pi",
    "fleiss_kappa",
    "conger_kappa",
    "brennan_prediger",
    "gwet_ac1",
    "gwet_ac2",
    "krippendorff_alpha",
]
COEFFICIENTS: tuple[Coefficient, ...] = (
    "percent_agreement",
    "holsti",
    "cohen_kappa",
    "scott_pi",
    "fleiss_kappa",
    "conger_kappa",
    "brennan_prediger",
    "gwet_ac1",
    "gwet_ac2",
    "krippendorff_alpha",
)
Metric = Literal["nominal", "ordinal", "interval", "ratio", "masi", "jaccard"]
METRICS: tuple[Metric, ...] = ("nominal", "ordinal", "interval", "ratio", "masi", "jaccard")
Weights = Literal["identity", "linear", "quadratic", "ordinal", "radical"]
WEIGHTS: tuple[Weights, ...] = ("identity", "linear", "quadratic", "ordinal", "radical")
