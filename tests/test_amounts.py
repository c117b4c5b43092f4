"""Amounts as people write them: read where one reading is sensible, listed with all readings where not."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualkit.amounts import describe_open, has_mark, read_amounts, write_plain


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1500000", 1_500_000),
        ("-3", -3),
        ("1500000.0", 1_500_000),
        ("0.125", 0.125),
        ("1,5 jt", 1_500_000),
        ("1.5 juta", 1_500_000),
        ("1,5jt.", 1_500_000),
        ("Rp 500.000", 500_000),
        ("rp.500.000", 500_000),
        ("Rp500.000,-", 500_000),
        ("500.000,--", 500_000),
        ("Rp 1.250.000,50", 1_250_000.5),
        ("1,250,000.50", 1_250_000.5),
        ("1.500.000", 1_500_000),
        ("500 ribu", 500_000),
        ("500rb", 500_000),
        ("750k", 750_000),
        ("2 JUTA", 2_000_000),
        ("Rp\u00a02 juta", 2_000_000),
        ("1 milyar", 1e9),
        ("1 miliar", 1e9),
        ("1,2 triliun", 1.2e12),
        ("1e12", 1e12),
        ("1E+06", 1e6),
        ("1,5E+06", 1.5e6),
        ("IDR 2,000,000", 2_000_000),
        ("500.000 rupiah", 500_000),
        ("-Rp 500.000", -500_000),
        ("Rp −500.000", -500_000),
        ("2,75", 2.75),
        ("0,500", 0.5),  # no group of thousands begins with 0
        ("1500.000", 1500),  # nor has one four digits
    ],
)
def test_one_reading_is_read(cell: str, value: float) -> None:
    (amount,) = read_amounts([cell])
    assert (amount.value, amount.why) == (value, "")


@pytest.mark.parametrize("cell", ["1500000", "-3", "1500000.0", "0.125", "007"])
def test_a_plain_number_is_not_counted_as_notation(cell: str) -> None:
    assert read_amounts([cell], unit="IDR")[0].plain


@pytest.mark.parametrize(
    ("cell", "readings", "why"),
    [
        ("1.500", [1500, "1.5"], "one separator before three digits"),
        ("500,000", [500_000, 500], "one separator before three digits"),
        ("1.500 juta", [1_500_000_000, 1_500_000], "one separator before three digits"),
        ("2 M", [2_000_000, 2_000_000_000], "'M' is million in English and miliar in Indonesian"),
        ("-", [0], "none, or not told"),
        ("–", [0], "none, or not told"),
        ("(500)", [-500, 500], "a loss, or an aside"),
        ("sekitar 2 juta", [2_000_000], "more, or less, than one number"),
        ("2-3 juta", [2_000_000, 3_000_000], "more, or less, than one number"),
        ("500 s/d 750 rb", [500_000, 750_000], "more, or less, than one number"),
        ("1jt/bln", [1_000_000], "more, or less, than one number"),
        ("2 jutaan", [2_000_000], "more, or less, than one number"),
        (">2 juta", [2_000_000], "more, or less, than one number"),
        ("10-12", [10, 12], "more, or less, than one number"),
        ("1 juta 500 ribu", [], "more, or less, than one number"),
        ("setengah juta", [], "more, or less, than one number"),
        ("tidak tahu", [], "more, or less, than one number"),
        ("--5", [5], "more, or less, than one number"),
        ("USD 100", [100], "more, or less, than one number"),
        ("1.50.000", [], "not part groups of three"),
        ("1.2.2010", [], "not part groups of three"),
        ("1.250.000.50", [], "not part groups of three"),
        ("9" * 20, [], "larger than"),
        ("1e40", [], "larger than"),
        ("9" * 5000, [], "too long"),
    ],
)
def test_anything_else_is_listed_with_its_readings(cell: str, readings: list[object], why: str) -> None:
    (amount,) = read_amounts([cell])
    assert amount.value is None
    assert amount.readings == tuple(Fraction(str(reading)) for reading in readings)
    assert why in amount.why


@pytest.mark.parametrize(
    ("cells", "unit", "values"),
    [
        (["500.000"], "IDR", [500_000]),  # rupiah have no thousandths
        (["500,000"], "IDR", [500_000]),
        (["1.500", "1.500.000"], "", [1500, 1_500_000]),
        (["1.500", "2,75"], "", [1500, 2.75]),
        (["1.500", "2.75"], "kg", [1.5, 2.75]),
        (["1,500", "2,75"], "kg", [1.5, 2.75]),
        (["1.500", "Rp 500.000"], "", [1500, 500_000]),
        (["1.500", "1,5 jt"], "", [None, 1_500_000]),  # beside a word decimals are written either way
        (["1.500", "1500"], "", [None, 1500]),
        (["1.500.000", "2,000,000"], "", [None, None]),
        (["500.000", "500,000"], "IDR", [None, None]),
        (["500.000", "1500000.0"], "IDR", [None, 1_500_000]),  # the plain number goes on
        (["1,5 jt", "1.5 juta", "Rp 500.000"], "IDR", [1_500_000, 1_500_000, 500_000]),
    ],
)
def test_the_column_decides_or_contradicts_itself(cells: list[str], unit: str, values: list[float | None]) -> None:
    assert [amount.value for amount in read_amounts(cells, unit=unit)] == values


def test_decimals_that_the_column_shows_to_be_decimals_are_plain_numbers() -> None:
    assert [amount.plain for amount in read_amounts(["1.125", "0.5"], unit="kg")] == [True, True]
    assert [amount.plain for amount in read_amounts(["1.125", "2,5"], unit="kg")] == [False, False]


def test_a_contradiction_names_a_cell_of_each_notation() -> None:
    amount = read_amounts(["1.500.000", "2,000,000"])[0]
    assert (
        amount.why
        == "the column contradicts itself: the decimal sign of '2,000,000' is a point, of '1.500.000' a comma"
    )


@pytest.mark.parametrize("cell", ["2,5", "Rp 2,5", "1500.000"])
def test_a_fraction_of_a_rupiah_is_listed(cell: str) -> None:
    (amount,) = read_amounts([cell], unit="IDR")
    assert amount.value is None
    assert amount.why.startswith("rupiah have no ")


def test_a_mark_must_be_that_of_the_measure() -> None:
    rupiah, own = read_amounts(["Rp 500.000", "2,000,000 KES"], unit="KES")
    assert rupiah.why == "it is marked as rupiah, but the unit of the measure is KES"
    assert own.value == 2_000_000
    assert read_amounts(["3 m"], unit="m")[0].value == 3  # metres, no millions


def test_what_is_to_be_written_instead_is_told() -> None:
    (amount,) = read_amounts(["1.125"])
    assert describe_open(amount) == (
        ", which may be 1125 or 1.1250: one separator before three digits may part thousands or decimals; "
        "write a plain number such as 1125 or 1.1250"
    )


@pytest.mark.parametrize(("cell", "expected"), [("Rp 5", True), ("5 jt", True), ("5.000,-", True), ("5k", False), ("2 M", False), ("5", False), ("Rp", False)])  # fmt: skip
def test_a_mark_of_amounts_is_told_from_a_code(cell: str, expected: bool) -> None:
    assert has_mark(cell) is expected


# --- laws

WHOLE = st.integers(min_value=0, max_value=10**14)


@given(whole=st.integers(1000, 10**13), cents=st.integers(0, 99), negative=st.booleans())
def test_a_number_formatted_in_any_notation_is_read_back(whole: int, cents: int, negative: bool) -> None:
    sign, value = ("-" if negative else ""), (-1 if negative else 1) * (Fraction(whole) + Fraction(cents, 100))
    english = f"{whole:,}.{cents:02}"
    indonesian = english.translate(str.maketrans(",.", ".,"))
    for cell in (f"Rp {sign}{indonesian}", f"{sign}IDR {english}", f"{sign}{whole}.{cents:02}", f"{sign}{english}"):
        assert read_amounts([cell])[0].value == float(value)


@given(whole=WHOLE)
def test_whole_rupiah_are_read_back_from_any_notation(whole: int) -> None:
    dotted = f"{whole:,}".replace(",", ".")
    for cell in (
        str(whole),
        dotted,
        f"{whole:,}",
        f"Rp{dotted},-",
        f"Rp. {dotted}",
        f"{dotted} rupiah",
        f"{dotted},00",
    ):
        assert read_amounts([cell], unit="IDR")[0].value == whole


@given(
    tenths=st.integers(1, 9999),
    word=st.sampled_from([("ribu", 3), ("rb", 3), ("juta", 6), ("jt", 6), ("miliar", 9), ("triliun", 12)]),
    sign=st.sampled_from(".,"),
)
def test_words_are_read_back(tenths: int, word: tuple[str, int], sign: str) -> None:
    (amount,) = read_amounts([f"{tenths // 10}{sign}{tenths % 10} {word[0]}"])
    assert amount.value == tenths * 10 ** (word[1] - 1)


@given(st.text(alphabet="0123456789.,-() eErpRjtbk", max_size=12), st.sampled_from(["", "IDR", "kg"]))
def test_what_is_told_to_write_instead_has_that_one_reading(cell: str, unit: str) -> None:
    (amount,) = read_amounts([cell], unit=unit)
    for reading in amount.readings:
        if abs(reading) < 10**12 and reading * 10**9 % 1 == 0:
            assert read_amounts([write_plain(reading)], unit=unit)[0].value == float(reading)
