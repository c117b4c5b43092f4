"""Which coefficients fit: by where passages are cut, whether places carry several codes, and how many coders there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from qualkit.analysis.agreement import ALL, Uncoded
from qualkit.analysis.situation import Situation
from qualkit.analysis.units import CodedUnit

EACH = "each"  # every code for itself


@dataclass(frozen=True)
class Pick:
    """A coefficient that is advised, or advised against: which, of what; `key` names its reason, sentence and source."""

    advice: Literal["report", "beside", "may", "not"]
    key: str
    coefficient: str
    unit: CodedUnit
    code: str = ALL
    uncoded: Uncoded = "counts"

    @property
    def place(self) -> dict[str, str]:
        """What it fills of a row."""
        return {"advice": self.advice, "coefficient": self.coefficient, "unit": self.unit, "code": self.code}

    def call(self, coders: Sequence[str]) -> str:
        """What computes it, to copy."""
        named = "".join(f', "{coder}"' for coder in coders)
        left_out = ', uncoded="left out"' if self.uncoded == "left out" else ""
        return f'qk.compare_coders(study{named}, unit="{self.unit}", coefficient="{self.coefficient}"{left_out})'


def plan(situation: Situation) -> tuple[Pick, ...]:
    """What to report, what may stand beside it, and what not to report."""
    picks = _choose(situation)
    return (*picks, _CASES) if situation.study.findings else picks


def _choose(situation: Situation) -> tuple[Pick, ...]:
    several, unit = situation.has_several, situation.boundaries
    if not situation.has_common_codes:
        if unit == "free" or unit == "given":
            return (_APART,)
        return (replace(_APART, coefficient="krippendorff_alpha", unit=unit),)
    if unit == "free":
        return _FREE_SEVERAL if several else _FREE_ONE
    if unit == "given":
        return _GIVEN_SEVERAL if several else _GIVEN_ONE
    two = len(situation.coders) == 2
    picks = [replace(pick, unit=unit) for pick in (_FIXED_SEVERAL if several else _FIXED_ONE)]
    if situation.is_complete:
        kappa = "cohen_kappa" if two else "fleiss_kappa"
        picks.append(Pick("may", "kappa", kappa, unit, EACH if several else ALL))
    if not two:
        picks.append(Pick("not", "not_kappa_many", "cohen_kappa", unit))
    return tuple(picks)


_APART = Pick("report", "apart_each", "u_alpha", "segment", EACH)
_CASES = Pick("beside", "cases", "krippendorff_alpha", "case", EACH)
_NOT_CHARACTERS = Pick("not", "not_characters", "cohen_kappa", "character")
_NOT_ABSENCE = Pick("not", "not_absence", "gwet_ac1", "sentence", EACH)
_FREE_ONE = (
    Pick("report", "u_alpha", "u_alpha", "segment"),
    Pick("beside", "cu_alpha", "cu_alpha", "segment"),
    Pick("beside", "each", "u_alpha", "segment", EACH),
    _NOT_CHARACTERS,
    _NOT_ABSENCE,
)
_FREE_SEVERAL = (
    Pick("report", "u_alpha_each", "u_alpha", "segment", EACH),
    Pick("beside", "u_alpha_binary", "u_alpha_binary", "segment"),
    Pick("not", "not_u_alpha", "u_alpha", "segment"),
    _NOT_CHARACTERS,
    _NOT_ABSENCE,
)
_GIVEN_ONE = (
    Pick("report", "cu_alpha_given", "cu_alpha", "segment"),
    Pick("not", "not_percent", "percent_agreement", "character", ALL, "left out"),
)
_GIVEN_SEVERAL = (
    Pick("report", "alpha_given_each", "krippendorff_alpha", "character", EACH, "left out"),
    Pick("beside", "masi", "krippendorff_alpha_masi", "character", ALL, "left out"),
    Pick("not", "not_sets", "krippendorff_alpha", "character", ALL, "left out"),
    Pick("not", "not_percent", "percent_agreement", "character", ALL, "left out"),
)
_FIXED_ONE = (  # `unit` is replaced by the one that passages keep to
    Pick("report", "alpha", "krippendorff_alpha", "turn"),
    Pick("beside", "percent", "percent_agreement", "turn"),
    Pick("beside", "each", "krippendorff_alpha", "turn", EACH),
)
_FIXED_SEVERAL = (
    Pick("report", "alpha_each", "krippendorff_alpha", "turn", EACH),
    Pick("beside", "masi", "krippendorff_alpha_masi", "turn"),
    Pick("not", "not_sets", "krippendorff_alpha", "turn"),
    Pick("not", "not_percent", "percent_agreement", "turn"),
)
