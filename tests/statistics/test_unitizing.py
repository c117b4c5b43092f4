"""The unitizing family: against the published example, character by character, and the laws that hold."""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from qualkit.errors import QualkitError
from qualkit.statistics.agreement import measure_agreement
from qualkit.statistics.ratings import Ratings
from qualkit.statistics.resampling import resample_documents
from qualkit.statistics.runs import Coding, Unitized, rate_characters
from qualkit.statistics.unitizing import TextAgreement, measure_unitizing, pool_all_codes, pool_each_code

# Krippendorff (2019), Content analysis, figure 12.11, p. 340 (as in Krippendorff, Mathet, Bouvry & Widlöcher 2016), the
# places as in the tests of R's quallmer: first and last character, counted from 1, and the code.
OBSERVERS = {
    "Alex": [(1, 7, 1), (8, 13, 2), (31, 32, 5), (33, 37, 6), (38, 44, 6), (45, 60, 7)],
    "Paul": [(1, 7, 1), (8, 13, 3), (14, 21, 5), (33, 44, 6)],
    "Suzan": [(1, 7, 1), (8, 13, 4), (14, 21, 5), (33, 37, 6), (38, 41, 6), (42, 44, 6)],
}
FIGURE = [
    ("text", observer, code, first - 1, last) for observer, units in OBSERVERS.items() for first, last, code in units
]


def find(texts: Unitized, code: Any = None) -> dict[str, TextAgreement]:
    return {found.coefficient: found for found in measure_unitizing(texts) if found.code == code}


def estimates(texts: Unitized, code: Any = None) -> dict[str, float]:
    return {name: found.estimate for name, found in find(texts, code).items()}


# --- the published example


def test_three_observers_of_a_continuum_are_krippendorffs() -> None:
    """u-alpha .510, binary .413, cu-alpha .724, as the tests of R's quallmer quote Krippendorff (2019). Binary is
    1 - 26 / 44.34 = .4136; with the 44.3 that a table of one decimal holds it is the printed .413. With more than
    two coders only the mean length that the others coded gives .724: each pair for itself .726, their union .728."""
    found = find(Unitized.of(FIGURE, {"text": 60}, list(OBSERVERS)))
    assert found["u_alpha"].estimate == pytest.approx(0.510, abs=5e-4)
    assert found["u_alpha_binary"].estimate == pytest.approx(0.413, abs=1e-3)
    assert found["cu_alpha"].estimate == pytest.approx(0.724, abs=5e-4)
    assert found["u_alpha"].n_units == 60


@pytest.mark.parametrize(
    ("code", "alpha", "coverage"),
    [(1, 1, 1), (2, 0, 1), (3, 0, 1), (4, 0, 1), (5, 1, 8 / 18), (6, 1, 1), (7, math.nan, 0)],
)
def test_codes_of_three_observers_are_krippendorffs(code: int, alpha: float, coverage: float) -> None:
    """(k)u-alpha of the same figure: perfect for 1, 5 and 6, none for 2, 3 and 4, and 7 was paired with gaps only;
    44 % of what was given 5 meets a unit of another observer (as R's quallmer has it, Krippendorff 2019, 12.6.6)."""
    found = find(Unitized.of(FIGURE, {"text": 60}, list(OBSERVERS)), code)["ku_alpha"]
    assert (found.estimate, found.coverage) == pytest.approx((alpha, coverage), nan_ok=True, abs=1e-12)


# --- a second implementation: sets of characters, loops, and the matrices of the publication

Units = list[list[tuple[Any, frozenset[int]]]]  # of each coder: code and characters of each unit


def count_pairs(units: Units, length: int, *, coded_only: bool) -> tuple[dict[Any, float], dict[Any, float]]:
    """Observed and expected coincidences of values, None being a gap; equations 1, 4 and 10 of 2016."""
    value_at = [{place: value for value, places in own for place in places} for own in units]
    m, observed, squares = len(units), defaultdict(float), defaultdict(float)
    for i in range(m):
        for j in range(m):
            for place in range(length) if i != j else ():
                pair = value_at[i].get(place), value_at[j].get(place)
                if not (coded_only and None in pair):
                    observed[pair] += 1 / (m - 1)
    for i, own in enumerate(units):
        for value, places in own:
            met = [sum(place in value_at[j] for place in places) for j in range(m) if j != i]
            squares[value] += (sum(met) / (m - 1) if coded_only else len(places)) ** 2
        if not coded_only:
            squares[None] += length - len(value_at[i])
    total, values = sum(observed.values()), {c for c, _ in observed} | {None}
    margin = {c: sum(observed[c, k] for k in values) for c in values}
    scale = total**2 - sum(squares.values())
    expected = {
        (c, k): total * (margin[c] * margin[k] - (c == k) * squares[c]) / scale if scale > 0 else 0.0
        for c in values
        for k in values
    }
    return observed, expected


def ratio(observed: float, expected: float) -> float:
    return 1 - observed / expected if expected > 1e-9 else math.nan


def apart(pairs: dict[Any, float], of: Any = ...) -> float:
    """Pairs of different values, or of those the ones with the value `of`."""
    return sum(n for (c, k), n in pairs.items() if c != k and (of is ... or c == of))


def join(runs: Sequence[tuple[int, int]], keep: frozenset[int]) -> list[frozenset[int]]:
    """Characters of runs, those together that a run joins."""
    units: list[list[int]] = []
    for place in sorted(keep):
        joined = place - 1 in keep and any(start < place < end for start, end in runs)
        units[-1].append(place) if joined else units.append([place])
    return [frozenset(unit) for unit in units]


def characters(runs: Sequence[tuple[int, int]]) -> frozenset[int]:
    return frozenset(place for start, end in runs for place in range(start, end))


def by_characters(codings: Sequence[Coding], length: int, coders: Sequence[str], code: Any) -> dict[str, float]:
    own = {coder: [(row[2], row[3:]) for row in codings if row[1] == coder] for coder in coders}
    runs = {coder: [run for name, run in rows if name == code] for coder, rows in own.items()}
    others = {coder: [run for name, run in rows if name != code] for coder, rows in own.items()}
    alone = [[(True, unit) for unit in join(runs[coder], characters(runs[coder]))] for coder in coders]
    both = [
        some + [(False, unit) for unit in join(others[coder], characters(others[coder]) - characters(runs[coder]))]
        for coder, some in zip(coders, alone, strict=True)
    ]
    observed, expected = count_pairs(both, length, coded_only=True)
    used, by_chance = (sum(n for (c, _), n in pairs.items() if c is True) for pairs in (observed, expected))
    told = ratio(by_chance * apart(observed, True), used * apart(expected, True))
    seen, chance = count_pairs(alone, length, coded_only=False)
    return {
        "u_alpha": ratio(apart(seen), apart(chance)),
        "ku_alpha": told,
        "kcu_alpha": ratio(apart(observed), apart(expected)),
    }


def all_by_characters(codings: Sequence[Coding], length: int, coders: Sequence[str]) -> dict[str, float]:
    codes = {row[2] for row in codings}
    units: Units = []
    unions: Units = []
    for coder in coders:
        runs = {code: [row[3:] for row in codings if row[1:3] == (coder, code)] for code in codes}
        units.append([(code, unit) for code in codes for unit in join(runs[code], characters(runs[code]))])
        every = [run for some in runs.values() for run in some]
        unions.append([(True, unit) for unit in join(every, characters(every))])
    overlap = any(sum(len(unit) for _, unit in own) > len(frozenset().union(*(u for _, u in own))) for own in units)
    whole, by_chance = count_pairs(units, length, coded_only=False)
    coded, coded_by_chance = count_pairs(units, length, coded_only=True)
    seen, chance = count_pairs(unions, length, coded_only=False)
    return {
        "u_alpha": math.nan if overlap else ratio(apart(whole), apart(by_chance)),
        "u_alpha_binary": ratio(apart(seen, None), apart(chance, None)),
        "cu_alpha": math.nan if overlap else ratio(apart(coded), apart(coded_by_chance)),
    }


LENGTH = 14


@st.composite
def texts(draw: st.DrawFn, *, overlapping: bool = True, coders: tuple[int, int] = (2, 3)) -> list[Coding]:
    found: list[Coding] = []
    for coder in "xyz"[: draw(st.integers(*coders))]:
        places = draw(st.lists(st.integers(0, LENGTH), max_size=6, unique=True).map(sorted))
        if overlapping:
            pairs = draw(st.lists(st.tuples(st.integers(0, LENGTH - 1), st.integers(1, 6)), max_size=4))
            runs = [(start, min(LENGTH, start + size)) for start, size in pairs]
        else:
            runs = [run for run in itertools.pairwise(places) if draw(st.booleans())]
        found += [("d", coder, draw(st.sampled_from("abc")), *run) for run in runs]
    return found


def unitize(codings: Sequence[Coding], coders: Sequence[str] = "xyz", **options: Any) -> Unitized:
    return Unitized.of(codings, {"d": LENGTH}, coders, codes="abc", **options)


@given(texts(), st.sampled_from(["xy", "xyz"]))
def test_runs_are_their_characters(codings: list[Coding], coders: str) -> None:
    codings = [row for row in codings if row[1] in coders]
    found = unitize(codings, coders)
    assert estimates(found) == pytest.approx(all_by_characters(codings, LENGTH, coders), nan_ok=True, abs=1e-9)
    for code in "abc":
        expected = by_characters(codings, LENGTH, coders, code)
        assert estimates(found, code) == pytest.approx(expected, nan_ok=True, abs=1e-9)


@settings(max_examples=40)
@given(texts(overlapping=False))
def test_of_codes_that_exclude_each_other_each_is_equation_13(codings: list[Coding]) -> None:
    """(k)u-alpha from the matrices of all codes, as published, not of this code against the others."""
    found = unitize(codings)
    units: Units = []
    for coder in "xyz":
        runs = {code: [row[3:] for row in codings if row[1:3] == (coder, code)] for code in "abc"}
        units.append([(code, unit) for code in "abc" for unit in join(runs[code], characters(runs[code]))])
    observed, expected = count_pairs(units, LENGTH, coded_only=True)
    for code in "abc":
        used, by_chance = (sum(n for (c, _), n in pairs.items() if c == code) for pairs in (observed, expected))
        told = ratio(by_chance * apart(observed, code), used * apart(expected, code))
        assert estimates(found, code)["ku_alpha"] == pytest.approx(told, nan_ok=True, abs=1e-9)


@settings(max_examples=40)
@given(texts())
def test_characters_as_units_are_the_same_from_runs(codings: list[Coding]) -> None:
    found = unitize(codings)
    given_codes = [[frozenset(row[2] for row in codings if row[1] == coder and row[3] <= p < row[4]) for coder in "xyz"] for p in range(LENGTH)]  # fmt: skip
    for name in ("fleiss_kappa", "krippendorff_alpha", "conger_kappa"):
        one = measure_agreement(rate_characters(found, "a"), name)
        other = measure_agreement(Ratings.of([["a" in some for some in row] for row in given_codes], categories=[False, True]), name)  # fmt: skip
        assert (one.estimate, one.se) == pytest.approx((other.estimate, other.se), nan_ok=True, abs=1e-9)
        assert one.n_units == LENGTH
    of_sets, again = rate_characters(found), Ratings.of(given_codes)
    one, other = (measure_agreement(ratings, metric="masi").estimate for ratings in (of_sets, again))
    assert one == pytest.approx(other, nan_ok=True, abs=1e-9)


# --- laws


@given(texts(coders=(1, 1)))
def test_identical_coders_agree_wholly(codings: list[Coding]) -> None:
    both = codings + [(document, "y", *rest) for document, _, *rest in codings]
    for code in (None, *"abc"):
        for name, value in estimates(unitize(both, "xy"), code).items():
            assert math.isnan(value) or value == pytest.approx(1), (code, name)


@settings(max_examples=40)
@given(texts(), st.permutations("abc"), st.permutations("xyz"))
def test_neither_names_of_codes_nor_the_order_of_coders_matter(
    codings: list[Coding], codes: list[str], coders: list[str]
) -> None:
    renamed = dict(zip("abc", codes, strict=True))
    found, other = unitize(codings), unitize([(d, c, renamed[k], s, e) for d, c, k, s, e in codings], coders)
    for code in (None, *"abc"):
        assert estimates(found, code) == pytest.approx(estimates(other, renamed.get(code)), nan_ok=True, abs=1e-9)


@settings(max_examples=40)
@given(texts(), texts())
def test_documents_are_one_text(first: list[Coding], second: list[Coding]) -> None:
    moved = [("e", *row[1:]) for row in second]
    apart_ = Unitized.of([*first, *moved], {"d": LENGTH, "e": LENGTH}, "xyz", codes="abc")
    joined = [*first, *[("d", coder, code, start + LENGTH, end + LENGTH) for _, coder, code, start, end in second]]
    one = Unitized.of(joined, {"d": 2 * LENGTH}, "xyz", codes="abc")
    for code in (None, *"abc"):
        assert estimates(apart_, code) == pytest.approx(estimates(one, code), nan_ok=True, abs=1e-9)


@settings(max_examples=40)
@given(texts(), st.integers(2, 500))
def test_all_lengths_stretched_alike_are_nearly_the_same(codings: list[Coding], factor: int) -> None:
    """Pieces, not characters, are computed: the text may be of any length. Only the gaps' lengths are not squared."""
    long = [(d, coder, code, start * factor, end * factor) for d, coder, code, start, end in codings]
    found, stretched = unitize(codings), Unitized.of(long, {"d": LENGTH * factor}, "xyz", codes="abc")
    assert [piece.has.shape for piece in found.pieces] == [piece.has.shape for piece in stretched.pieces]
    for code in (None, *"abc"):
        for name in {"cu_alpha", "ku_alpha", "kcu_alpha"} & estimates(found, code).keys():
            assert estimates(found, code)[name] == pytest.approx(
                estimates(stretched, code)[name], nan_ok=True, abs=1e-9
            )


def test_independent_coders_agree_by_chance_only() -> None:
    random, runs = np.random.default_rng(5), []
    for document in range(200):
        for coder in "xy":
            cuts = np.sort(random.choice(2_000, 40, replace=False))
            runs += [
                (document, coder, "abc"[random.integers(3)], a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=True)
            ]
    found = Unitized.of(runs, dict.fromkeys(range(200), 2000), "xy", codes="abc")
    for code in (None, *"abc"):
        assert estimates(found, code) == pytest.approx(dict.fromkeys(estimates(found, code), 0), abs=0.05)


@settings(max_examples=40)
@given(texts(), st.lists(st.integers(0, 2), min_size=2, max_size=2))
def test_a_weighted_sum_is_the_coefficient_of_documents_taken_so_often(
    codings: list[Coding], weights: list[int]
) -> None:
    other = [("e", coder, "a", 2, 9) for coder in "xy"]
    found = Unitized.of([*codings, *other], {"d": LENGTH, "e": 10}, "xyz", codes="abc")
    rows, lengths = [], {}
    for document, times in zip("de", weights, strict=True):
        for i in range(times):
            lengths[document, i] = {"d": LENGTH, "e": 10}[document]
            rows += [((document, i), *row[1:]) for row in [*codings, *other] if row[0] == document]
    assume(bool(found.overlapping.size) == (bool(found.overlapping.size) and weights[0] > 0))
    often = Unitized.of(rows, lengths, "xyz", codes="abc")
    for pool in (pool_all_codes, pool_each_code):
        for name, pooled in pool(found).items():
            drawn = pooled.combine(np.array(weights) @ pooled.parts)
            assert drawn == pytest.approx(np.asarray(pool(often)[name].estimate), nan_ok=True, abs=1e-9)


def test_documents_of_texts_are_drawn_anew() -> None:
    runs = [
        (d, coder, "ab"[d % 2], 10 * d % 50, 10 * d % 50 + 20 - shift)
        for d in range(8)
        for coder, shift in (("x", 0), ("y", d))
    ]
    found = Unitized.of(runs, dict.fromkeys(range(8), 100), "xy")
    drawn = resample_documents(pool_each_code(found)["u_alpha"], np.random.default_rng(1))
    assert drawn.without.shape == (8, 2)
    assert (drawn.ci_low < np.array(pool_each_code(found)["u_alpha"].estimate)).all()
    assert (drawn.n_undefined > 0).all()  # resamples without a document of one of the codes


# --- undefined, missing, and what cannot be asked


def test_where_codes_of_a_coder_overlap_each_code_is_defined_but_not_all_together() -> None:
    rows = [("d", "x", "a", 0, 5), ("d", "x", "b", 3, 8), ("d", "y", "a", 0, 4), ("d", "y", "b", 5, 8)]
    found = unitize(rows, "xy")
    together = find(found)
    for name in ("u_alpha", "cu_alpha"):
        assert math.isnan(together[name].estimate)
        assert together[name].note == (
            "undefined: in 1 of 1 documents a coder's codes overlap, so that a place has no one code "
            "(each code for itself is defined)"
        )
    assert not math.isnan(together["u_alpha_binary"].estimate)
    assert not any(math.isnan(value) for code in "ab" for value in estimates(found, code).values())


def test_codes_that_only_touch_do_not_overlap() -> None:
    rows = [("d", coder, code, *run) for coder in "xy" for code, run in (("a", (0, 5)), ("b", (5, 8)))]
    assert estimates(unitize(rows, "xy"))["u_alpha"] == 1


@pytest.mark.parametrize(
    ("rows", "code", "name", "note"),
    [
        ([], None, "u_alpha", "undefined: nobody coded anything"),
        ([], "a", "ku_alpha", "undefined: nobody used the code"),
        ([("d", "x", "a", 0, 14), ("d", "y", "a", 0, 14)], None, "u_alpha", "no variation, everybody coded everything with one code"),
        ([("d", "x", "a", 0, 14), ("d", "y", "b", 0, 14)], None, "u_alpha_binary", "no variation, everybody coded everything"),
        ([("d", "x", "a", 0, 14), ("d", "y", "a", 0, 14)], "a", "u_alpha", "no variation, everybody gave the code to everything"),
        ([("d", "x", "a", 0, 4), ("d", "y", "a", 5, 9)], None, "cu_alpha", "no two coders coded the same place"),
        ([("d", "x", "a", 0, 4), ("d", "y", "a", 2, 9)], None, "cu_alpha", "one code only where two coded"),
        ([("d", "x", "a", 0, 4), ("d", "y", "b", 5, 9)], "a", "ku_alpha", "where it was given, no other coder coded anything"),
        ([("d", "x", "a", 0, 4), ("d", "y", "a", 2, 9)], "a", "kcu_alpha", "no other code where two coders coded"),
    ],
)  # fmt: skip
def test_what_is_undefined_says_why(rows: list[Coding], code: Any, name: str, note: str) -> None:
    found = find(unitize(rows, "xy"), code)[name]
    assert math.isnan(found.estimate)
    assert found.note.endswith(note)


def test_a_coder_who_found_nothing_disagrees_and_one_who_has_not_read_is_missing() -> None:
    rows = [("d", coder, "a", 2, 8) for coder in "xy"]
    assert estimates(unitize(rows, "xyz"))["u_alpha"] < 1
    assert estimates(unitize(rows, "xyz", read={"d": "xy"}))["u_alpha"] == 1


def test_what_only_one_has_read_is_not_compared() -> None:
    rows = [("d", "x", "a", 2, 8), ("d", "y", "a", 2, 8), ("e", "x", "a", 0, 9)]
    found = Unitized.of(rows, {"d": LENGTH, "e": 10}, "xy", read={"d": "xy", "e": "x"})
    assert (found.n_units, found.compared.tolist()) == (LENGTH, [0])
    assert estimates(found)["u_alpha"] == 1
    nothing = Unitized.of(rows[2:], {"e": 10}, "xy", read={"e": "x"})
    assert {one.note for one in measure_unitizing(nothing)} == {"undefined: no document was read by two coders"}
    assert measure_agreement(rate_characters(nothing, "a")).n_units == 0


def test_overlapping_runs_of_one_code_are_one_and_told() -> None:
    rows = [("d", "x", "a", 0, 5), ("d", "x", "a", 3, 8), ("d", "x", "a", 8, 9), ("d", "y", "a", 0, 8)]
    found = unitize(rows, "xy")
    assert found.n_merged == 1
    assert found.codings[:, 3:].tolist() == [[0, 8], [8, 9], [0, 8]]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (("f", "x", "a", 0, 5), "no document 'f'"),
        (("d", "w", "a", 0, 5), "no coder 'w'"),
        (("d", "x", "abc", 0, 5), "no code 'abc'"),
        (("d", "x", "a", 5, 5), "from 5 to 5: a run lies within 0 and 14 and ends after it begins"),
        (("d", "x", "a", 9, 15), "from 9 to 15: a run lies within 0 and 14"),
        (("d", "x", "a", -1, 5), "from -1 to 5"),
        (("d", "z", "a", 0, 5), "'z' coded 'd' and has not read it"),
    ],
)
def test_what_is_no_run_is_told(row: Coding, message: str) -> None:
    with pytest.raises(QualkitError, match=message):
        unitize([row], "xyz", read={"d": "xy"})


def test_a_code_that_is_none_cannot_be_rated() -> None:
    with pytest.raises(QualkitError, match="no code 'q'"):
        rate_characters(unitize([]), "q")
