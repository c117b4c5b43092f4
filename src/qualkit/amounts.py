"""Amounts as people write them: read where one reading alone is sensible, else listed with every reading.

`1.500` and `500,000` are the trap: one separator before three digits parts thousands or decimals. What decides is a
mark or unit of rupiah, which have no such fractions, or another cell of the same column that shows the notation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

LARGEST = 10**15
"""Amounts beyond are listed: a float no longer holds them to the cent."""

_SCALES = {
    **dict.fromkeys(("ribu", "rb", "k", "thousand"), 10**3),
    **dict.fromkeys(("juta", "jt", "million"), 10**6),
    **dict.fromkeys(("miliar", "milyar", "billion"), 10**9),
    **dict.fromkeys(("triliun", "trilyun", "trillion"), 10**12),
}
_TWO_SCALES = {"m": (10**6, 10**9)}
_RUPIAH = ("rp.", "rp", "idr", "rupiah")
_PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_EXPONENT = re.compile(r"(-?[0-9](?:[.,][0-9]+)?)e([+-]?[0-9]{1,2})")
_OTHER = {".": ",", ",": "."}


@dataclass(frozen=True)
class Amount:
    """A cell: its `value`, or None and its `readings`, with `why` it stays open. A `plain` one is written as numbers are."""

    value: float | None
    readings: tuple[Fraction, ...]
    why: str = ""
    plain: bool = False


@dataclass(frozen=True)
class _Form:
    """A cell taken apart: `decimal` is the sign that its form shows to part decimals.

    Two readings, as thousands and as decimals, where `doubtful` is the sign that may part either.
    """

    cell: str
    readings: tuple[Fraction, ...]
    decimal: str = ""
    doubtful: str = ""
    why: str = ""


def read_amounts(cells: Sequence[str], *, unit: str = "") -> list[Amount]:
    """The told cells of one column as amounts.

    Parameters
    ----------
    cells : what was written, without empty cells and declared marks.
    unit : the measure's unit; it may stand before or after the number, and `IDR` settles thousands.

    Where cells of a column contradict each other in their notation, those with separators are listed, but for plain
    numbers such as 0.5 or 1500000.0.

    Examples
    --------
    >>> [amount.value for amount in read_amounts(["Rp 1.250.000,50", "500 ribu", "2.000"])]
    [1250000.5, 500000.0, 2000.0]
    >>> read_amounts(["1.500"])[0].readings
    (Fraction(1500, 1), Fraction(3, 2))
    """
    forms = {
        cell: _take_apart(cell, unit) for cell in dict.fromkeys(cells)
    }  # the same amounts are told again and again
    shown: dict[str, str] = {}
    for form in forms.values():
        if form.decimal and not form.why:
            shown.setdefault(form.decimal, form.cell)
    amounts = {cell: _settle(form, shown) for cell, form in forms.items()}
    return [amounts[cell] for cell in cells]


def has_mark(cell: str) -> bool:
    """Whether a cell says by a mark of rupiah or a word such as `juta` that it is an amount; `5k` may be a code."""
    match = _pattern("").fullmatch(_tidy(cell))
    if match is None:
        return False
    return bool(match["before"] or match["after"] or match["whole"] or len(match["scale"] or "") > 1)


def is_like_thousands(cell: str) -> bool:
    """Whether a cell is `500.000` or `1.500.000`: digits in groups of three that points part."""
    return bool(_groups(".").fullmatch(cell.strip().removeprefix("-")))


def describe_open(amount: Amount) -> str:
    """What a cell that was not read may mean, why that is open, and what to write instead."""
    readings = [write_plain(value) for value in amount.readings]
    may = f", which may be {' or '.join(readings)}" if readings else ""
    example = " or ".join(readings) or "1500000"
    return f"{may}: {amount.why}; write a plain number such as {example}"


def write_plain(value: Fraction) -> str:
    """A number that has one reading only: 1.5 is itself, 1.125 gets a zero, as three decimals look like thousands.

    >>> write_plain(Fraction(1500000)), write_plain(Fraction("1.125"))
    ('1500000', '1.1250')
    """
    if value.denominator == 1:
        return str(value.numerator)
    text = f"{float(value):.12f}".rstrip("0")
    return text + "0" if _groups(".").fullmatch(text.removeprefix("-")) else text


def _settle(form: _Form, shown: dict[str, str]) -> Amount:
    plain = bool(_PLAIN.fullmatch(form.cell))
    if form.why:
        return Amount(None, form.readings, form.why)
    if len(shown) > 1 and (form.doubtful or (form.decimal and not plain)):
        why = f"the column contradicts itself: the decimal sign of {shown['.']!r} is a point, of {shown[',']!r} a comma"
        return Amount(None, form.readings, why)
    if form.doubtful and not shown:
        return Amount(None, form.readings, "one separator before three digits may part thousands or decimals")
    value = form.readings[form.doubtful in shown]
    if abs(value) > LARGEST:
        return Amount(None, (), f"it is larger than {LARGEST:.0e}, beyond what is exact")
    return Amount(float(value), (value,), plain=plain and form.doubtful in ("", *shown))


def _take_apart(cell: str, unit: str) -> _Form:
    if cell.isascii() and cell.isdigit() and len(cell) < 60:  # most cells, and none needs more
        return _Form(cell, (Fraction(int(cell)),))
    text = _tidy(cell)
    if len(text) > 60:
        return _Form(cell, (), why="it is too long for a number")
    if exponent := _EXPONENT.fullmatch(text):
        value = Fraction(exponent[1].replace(",", ".")) * Fraction(10) ** int(exponent[2])
        return _Form(cell, (value,))
    match = _pattern(unit.casefold()).fullmatch(text)
    if match is None or (match["sign"] and match["minus"]):
        return _Form(cell, _read_inside(text, unit), why=_explain(text))
    marks = {match["before"], match["after"]} - {None}
    if unit and not is_rupiah(unit) and not marks.isdisjoint(_RUPIAH):
        return _Form(cell, (), why=f"it is marked as rupiah, but the unit of the measure is {unit}")
    negative = bool(match["sign"]) or bool(match["minus"])
    rupiah = is_rupiah(unit) or not marks.isdisjoint(_RUPIAH)
    form = _take_number_apart(cell, match["number"], whole=bool(match["whole"]), rupiah=rupiah)
    form = _scale(form, match["scale"] or "", rupiah)
    signed = tuple(-value if negative else value for value in form.readings)
    return _Form(cell, signed, form.decimal, form.doubtful, form.why)


def _take_number_apart(cell: str, number: str, *, whole: bool, rupiah: bool) -> _Form:
    """Digits with their separators; `whole` where a `,-` after them says that there are no decimals."""
    signs = sorted({sign for sign in number if sign in ".,"}, key=number.rindex)
    if not signs:
        return _Form(cell, (Fraction(number),))
    last = signs[-1]
    left, _, right = number.rpartition(last)
    if len(signs) == 2:
        if not (_groups(signs[0]).fullmatch(left) and right.isdigit()):
            return _Form(cell, (), why="its points and commas do not part groups of three digits")
        return _Form(cell, (Fraction(f"{left.replace(signs[0], '')}.{right}"),), decimal=last)
    grouped = bool(_groups(last).fullmatch(number))
    if number.count(last) > 1 or (whole and grouped):
        if not grouped:
            return _Form(cell, (), why=f"its {last!r} does not part groups of three digits")
        return _Form(cell, (Fraction(number.replace(last, "")),), decimal=_OTHER[last])
    value = Fraction(f"{left}.{right}")
    both = (Fraction(left + right), value)
    if rupiah and len(left) > 3 and len(right) == 3:
        return _Form(cell, both, why="rupiah have no three decimals, and the digits before them are no group of three")
    if not grouped:
        return _Form(cell, (value,), decimal=last)
    return _Form(cell, both, decimal=_OTHER[last] if rupiah else "", doubtful=last)


def _scale(form: _Form, word: str, rupiah: bool) -> _Form:
    """The number times its word. Beside a word decimals are written either way, so they show no notation."""
    if form.why:
        return form
    if not word:
        (value, *more) = form.readings
        if rupiah and not more and value.denominator > 1 and value < 1000 and not _PLAIN.fullmatch(form.cell):
            return _Form(form.cell, (value, value * 10**6), why="rupiah have no such fractions: was 'juta' left out?")
        return form
    steps = _TWO_SCALES.get(word) or (_SCALES[word],)
    readings = tuple(value * step for value in form.readings for step in steps)
    why = "one separator before three digits may part thousands or decimals" if form.doubtful else ""
    if len(steps) > 1:
        why = f"{word.upper()!r} is million in English and miliar in Indonesian"
    return _Form(form.cell, readings, why=why)


def is_rupiah(unit: str) -> bool:
    """Whether a unit is the rupiah, of which nobody counts thousandths."""
    return unit.casefold() in _RUPIAH


def _tidy(cell: str) -> str:
    text = cell.strip().casefold().replace("−", "-")
    return re.sub(r"\s+", " ", text)


@cache
def _groups(sign: str) -> re.Pattern[str]:
    return re.compile(rf"[1-9][0-9]{{0,2}}(?:{re.escape(sign)}[0-9]{{3}})+")


@cache
def _pattern(unit: str) -> re.Pattern[str]:
    marks = "|".join(map(re.escape, [*([unit] if unit else []), *_RUPIAH]))
    scales = "|".join(word for word in (*_SCALES, *_TWO_SCALES) if word != unit)
    return re.compile(
        rf"(?P<sign>-)? ?(?P<before>{marks})? ?(?P<minus>-)?"
        r"(?P<number>[0-9](?:[0-9.,]*[0-9])?)(?P<whole>[.,]-{1,2})?"
        rf" ?(?P<scale>{scales})?\.? ?(?P<after>{marks})?\.?"
    )


def _explain(text: str) -> str:
    if re.fullmatch("[-–—]+", text):
        return "the mark may mean none, or not told"
    if re.fullmatch(r"\(.*\)", text):
        return "brackets may mean a loss, or an aside"
    return "it says more, or less, than one number"


def _read_inside(text: str, unit: str) -> tuple[Fraction, ...]:
    """What a cell that is no number may mean: `sekitar 2 juta`, `2-3 juta`, `(500)`, a mark."""
    if re.fullmatch("[-–—]+", text):
        return (Fraction(0),)
    if bracketed := re.fullmatch(r"\((.+)\)", text):
        inside = _take_apart(bracketed[1], unit)
        return () if inside.why else tuple(-value for value in inside.readings[:1]) + inside.readings[:1]
    scales = "|".join(_SCALES)
    found = re.findall(rf"([0-9](?:[0-9.,]*[0-9])?) ?(?:({scales})(?:an)?(?![a-z]))?", text)
    is_range = bool(re.search(r"[0-9a-z] ?(?:-|–|sampai|s/d|to) ?[0-9]", text))
    if not (len(found) == 1 or (len(found) == 2 and is_range)):
        return ()
    parts = [_take_apart(f"{number} {scale or found[-1][1]}", unit) for number, scale in found]
    return tuple(dict.fromkeys(value for part in parts if not part.why for value in part.readings))
