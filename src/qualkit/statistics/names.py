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
