"""The words for prices: nominal, or of one year."""

from __future__ import annotations

from typing import Final

MONEY: Final[dict[str, dict[str, str]]] = {
    "prices.nominal": {"en": "nominal", "id": "nominal"},
    "prices.real": {"en": "in prices of {year}", "id": "menurut harga tahun {year}"},
    "change_nominal": {
        "en": "Amounts are nominal: as told, not adjusted for prices.",
        "id": "Nilai nominal: seperti disebut, tidak disesuaikan dengan perubahan harga.",
    },
    "change_real": {
        "en": "Amounts are in prices of {year}; a case whose year is unknown counts as missing.",
        "id": "Nilai menurut harga tahun {year}; kasus yang tahunnya tidak diketahui dihitung sebagai tanpa data.",
    },
}
