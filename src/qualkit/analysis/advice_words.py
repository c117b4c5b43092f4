"""The sentences of the advice on agreement: numbers and names as the methods chapter of a paper writes them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qualkit.wording import format_number, format_share, say, say_or_same

if TYPE_CHECKING:
    import pandas as pd

_MOST_NAMED = 4  # codes in a sentence


@dataclass(frozen=True)
class Words:
    """Wording in one language."""

    language: str

    def say(self, key: str, **values: Any) -> str:
        """A reason (`r.u_alpha`), a sentence (`s.u_alpha`), or another wording of the advice."""
        return say(f"advice.{key}", self.language, **values)

    def digits(self, value: float, decimals: int = 2) -> str:
        """With its zeros, as papers print a coefficient.

        >>> Words("en").digits(0.7), Words("id").digits(-0.046)
        ('0.70', '−0,05')
        """
        text = f"{round(value, decimals) + 0.0:.{decimals}f}".replace("-", "−")  # no minus before zero
        return text.replace(".", ",") if self.language == "id" else text

    def count(self, value: float) -> str:
        return format_number(value, self.language, decimals=0)

    def share(self, value: float) -> str:
        return format_share(value, self.language)

    def join(self, ends: Sequence[str]) -> str:
        """From one to the other, or the one that both are."""
        low, high = ends
        return low if low == high else self.say("between", low=low, high=high)

    def units(self, unit: str) -> dict[str, str]:
        """A unit and its plural, to fill a sentence with."""
        return {"unit": say_or_same("unit", unit, self.language), "units": self.say(f"units.{unit}")}

    def list(self, names: Sequence[str]) -> str:
        """
        >>> Words("en").list(["a", "b", "c"]), Words("id").list(["a", "b", "c"])
        ('a, b and c', 'a, b, dan c')
        """
        *first, last = names
        return self.say("two" if len(first) == 1 else "more", first=", ".join(first), last=last) if first else last

    def quote(self, labels: Sequence[str]) -> str:
        """Labels of codes in quotation marks, of many the first ones."""
        quoted, left = [f"“{label}”" for label in labels], len(labels) - _MOST_NAMED
        return self.list([*quoted[:_MOST_NAMED], self.say("others", n=left)] if left > 1 else quoted)

    def number(self, row: pd.Series[Any]) -> str:
        """An estimate with its interval and what it rests on."""
        interval = ""
        if not math.isnan(row["ci_low"]):
            interval = self.say("interval", low=self.digits(row["ci_low"]), high=self.digits(row["ci_high"]))
        return self.say(
            "number_document" if row["unit"] == "document" else "number", estimate=self.digits(row["estimate"]), interval=interval, documents=row["n_documents"],
            n=self.count(row["n_units"]), units=self.units(row["unit"])["units"],
        )  # fmt: skip

    def range(self, codes: pd.DataFrame, name: str = "") -> str:
        """Between what the estimates of single codes lie, of the coefficient `name` where the text has named another."""
        if len(codes) == 1:
            return self.say("range_one", label=codes.iloc[0]["label"], estimate=self.number(codes.iloc[0]))
        told = codes.dropna(subset="estimate").sort_values("estimate", kind="stable")
        values, labels = told["estimate"], told["label"].tolist()
        numbers = {"low": values.min(), "high": values.max(), "median": values.median()}
        digits = {key: self.digits(value) for key, value in numbers.items()}
        key = ("range_of" if name else "range") + ("_same" if digits["low"] == digits["high"] else "")
        said = self.say(key, name=name, k=len(told), weakest=labels[0], strongest=labels[-1], **digits)
        undefined = len(codes) - len(told)
        return said + (self.say("range_undefined", n=undefined) if undefined else "")
