"""The words that stand on figures and in reports, in every language that qualkit speaks."""

from __future__ import annotations

import math
import re
from typing import Final

from qualkit.errors import QualkitError, suggest
from qualkit.wording.advice import ADVICE
from qualkit.wording.advice_reasons import ADVICE_REASONS
from qualkit.wording.choices import CHOICES
from qualkit.wording.coder import CODER
from qualkit.wording.codings import CODINGS
from qualkit.wording.compare import COMPARE
from qualkit.wording.displays import DISPLAYS
from qualkit.wording.figures import FIGURES
from qualkit.wording.findings import FINDINGS
from qualkit.wording.flows import FLOWS
from qualkit.wording.heads import HEADS
from qualkit.wording.keys import KEYS
from qualkit.wording.money import MONEY
from qualkit.wording.networks import NETWORKS
from qualkit.wording.notes import NOTES
from qualkit.wording.profiles import PROFILES
from qualkit.wording.session import SESSION
from qualkit.wording.tables import TABLES
from qualkit.wording.transcript import TRANSCRIPT
from qualkit.wording.typology import TYPOLOGY

FALLBACK: Final = "en"

CATALOGUE: Final[dict[str, dict[str, str]]] = {
    **ADVICE,
    **ADVICE_REASONS,
    **CHOICES,
    **CODER,
    **CODINGS,
    **COMPARE,
    **DISPLAYS,
    **FIGURES,
    **FINDINGS,
    **FLOWS,
    **HEADS,
    **KEYS,
    **MONEY,
    **NETWORKS,
    **NOTES,
    **PROFILES,
    **SESSION,
    **TABLES,
    **TRANSCRIPT,
    **TYPOLOGY,
}

_DRAWN = re.compile(r"(\d+) random arrangements, seed (\d+)")
_RUPIAH_STEPS: Final = (("rp_trillion", 1e12), ("rp_billion", 1e9), ("rp_million", 1e6))


def say(key: str, language: str, **values: object) -> str:
    """The wording of `key` in `language`, with its placeholders filled.

    Parameters
    ----------
    key : str
        A key of `CATALOGUE`.
    language : str
        'en' or 'id'; any other language is answered in English.
    **values : object
        What the placeholders of the wording stand for.

    Raises
    ------
    QualkitError
        If the catalogue has no such key.

    Examples
    --------
    >>> say("in_documents", "en", n=8), say("in_documents", "id", n=8), say("not_read", "nl")
    ('in 8 documents', 'dalam 8 dokumen', 'not read')
    """
    entry = CATALOGUE.get(key)
    if entry is None:
        raise QualkitError(f"the catalogue of words has no {key!r}: {suggest(key, CATALOGUE)}")
    return entry.get(language, entry[FALLBACK]).format(**values)


def say_or_same(group: str, word: str, language: str) -> str:
    """The wording of `group.word`, or the word itself where the catalogue does not know it.

    Examples
    --------
    >>> say_or_same("verdict", "mixed", "id"), say_or_same("verdict", "new_word", "id")
    ('beragam', 'new word')
    """
    key = f"{group}.{word}"
    return say(key, language) if key in CATALOGUE else word.replace("_", " ")


def say_note(note: str, language: str) -> str:
    """The column `note` as far as its words are known; the rest stays as the table has it.

    Examples
    --------
    >>> say_note("forced: no order; 9999 random arrangements, seed 1", "id")
    'dipaksakan: no order; 9999 susunan acak, benih 1'
    """
    said = []
    for part in filter(None, note.split("; ")):
        drawn = _DRAWN.fullmatch(part)
        if drawn:
            said.append(say("note_drawn", language, drawn=drawn[1], seed=drawn[2]))
        elif part.startswith("forced: "):
            said.append(say("note_forced", language, why=part.removeprefix("forced: ")))
        else:
            said.append(say(f"note.{part}", language) if f"note.{part}" in CATALOGUE else part)
    return "; ".join(said)


def say_prices(prices: str, language: str) -> str:
    """The column `prices` in words; nothing for what is no money.

    Examples
    --------
    >>> say_prices("prices of 2017", "en"), say_prices("prices of 2017", "id"), say_prices("", "en")
    ('in prices of 2017', 'menurut harga tahun 2017', '')
    """
    if prices.startswith("prices of "):
        return say("prices.real", language, year=prices.removeprefix("prices of "))
    return say_or_same("prices", prices, language)


def format_number(value: float, language: str, *, decimals: int = 2) -> str:
    """A number with the separators of the language and no needless zeros.

    Examples
    --------
    >>> format_number(12300.5, "en"), format_number(12300.5, "id"), format_number(float("inf"), "en")
    ('12,300.5', '12.300,5', '∞')
    """
    if math.isnan(value):
        return say("not_told", language)
    sign = "−" if round(value, decimals) < 0 else ""  # a true minus sign
    if math.isinf(value):
        return f"{sign}∞"
    text = f"{abs(value):,.{decimals}f}"
    if decimals:
        text = text.rstrip("0").rstrip(".")
    if language == "id":
        text = text.translate(str.maketrans(",.", ".,"))
    return f"{sign}{text}"


def format_share(share: float, language: str) -> str:
    """A share in whole percent; what is not nothing is never shown as nothing.

    Examples
    --------
    >>> format_share(0.424, "en"), format_share(0.003, "en"), format_share(0.998, "id")
    ('42%', '<1%', '>99%')
    """
    if math.isnan(share):
        return say("not_told", language)
    percent = share * 100
    if 0 < percent < 0.5:
        return "<1%"
    if 99.5 <= percent < 100 - 1e-9:
        return ">99%"
    return f"{format_number(percent, language, decimals=0)}%"


def format_p(p_value: float, language: str) -> str:
    """A p value with its sign: never 0, never more digits than anybody needs.

    Examples
    --------
    >>> format_p(0.04567, "en"), format_p(0.00001, "id"), format_p(1.0, "en")
    ('= 0.046', '< 0,001', '= 1')
    """
    if p_value < 0.001:
        return f"< {format_number(0.001, language, decimals=3)}"
    return f"= {format_number(p_value, language, decimals=3)}"


def format_amount(value: float | None, unit: str, language: str) -> str:
    """An amount as people read it; rupiah in thousands, millions and more.

    Parameters
    ----------
    value : float or None
        The amount; None and NaN are 'not told'.
    unit : str
        'IDR' is written in rupiah, any other unit after the number; '' for none.
    language : str
        'en' or 'id'.

    Examples
    --------
    >>> format_amount(1_700_000, "IDR", "en"), format_amount(1_700_000, "IDR", "id")
    ('Rp 1.7 million', 'Rp 1,7 juta')
    >>> format_amount(250_000, "IDR", "en"), format_amount(250_000, "IDR", "id")
    ('Rp 250,000', 'Rp 250 ribu')
    >>> format_amount(12_300, "EUR", "en"), format_amount(None, "EUR", "id")
    ('12,300 EUR', 'tidak disebut')
    """
    number = math.nan if value is None or value != value else float(value)
    if math.isnan(number):
        return say("not_told", language)
    if unit != "IDR":
        return f"{format_number(number, language)} {unit}".rstrip()
    size = abs(round(number)) if math.isfinite(number) else math.inf
    sign = "−" if number < 0 and size else ""
    for key, step in _RUPIAH_STEPS:
        if size >= step * (0.999995 if step > 1e6 else 1):  # 999,999,999 is a billion, not 1,000 million
            return sign + say(key, language, n=format_number(size / step, language))
    if language == "id" and size >= 1000 and size % 1000 == 0:
        return sign + say("rp_thousand", language, n=format_number(size / 1000, language))
    return f"{sign}Rp {format_number(size, language, decimals=0)}"
