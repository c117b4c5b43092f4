"""The words of findings and verdicts."""

from __future__ import annotations

from typing import Final

FINDINGS: Final[dict[str, dict[str, str]]] = {
    "findings_title": {"en": "Findings and the cases behind them", "id": "Temuan dan kasus yang mendasarinya"},
    "findings_size": {
        "en": "Unit of counting: case. N = cases the claim applies to (of an event: marked sources). Silent: read, nothing found. "
        "Not yet read (claims shown): {unread}.",
        "id": "Satuan hitung: kasus. N = kasus yang dicakup klaim (untuk peristiwa: sumber yang ditandai). Tidak menyinggung: dibaca, tidak "
        "ditemukan. Belum dibaca (klaim yang tampak): {unread}.",
    },
    "findings_n": {"en": "N = {n}", "id": "N = {n}"},
    "findings_threshold": {"en": "threshold", "id": "ambang batas"},
    "findings_support": {"en": "supports", "id": "mendukung"},
    "findings_both": {"en": "both", "id": "keduanya"},
    "findings_silent": {"en": "silent", "id": "tidak menyinggung"},
    "findings_contradict": {"en": "contradicts", "id": "membantah"},
    "findings_rest": {"en": "none of these", "id": "di luar itu"},
    "weighed.event": {
        "en": "weighed by its sources, not by a count of cases",
        "id": "ditimbang dari sumbernya, bukan dari jumlah kasus",
    },
    "weighed.combination": {
        "en": "weighed by its premises, not by a count of cases",
        "id": "ditimbang dari premisnya, bukan dari jumlah kasus",
    },
    "weighed.other": {"en": "no cases to count", "id": "tidak ada kasus yang dihitung"},
    "verdict.supported": {"en": "supported", "id": "didukung"},
    "verdict.contradicted": {"en": "contradicted", "id": "terbantah"},
    "verdict.mixed": {"en": "mixed", "id": "beragam"},
    "verdict.insufficient": {"en": "insufficient", "id": "bukti belum cukup"},
    "verdict.present": {"en": "present", "id": "ditemukan"},
    "verdict.established": {"en": "established", "id": "terbukti"},
    "verdict.disputed": {"en": "disputed", "id": "dipertentangkan"},
    "verdict.qualified": {"en": "qualified", "id": "terbukti dengan pengecualian"},
    "verdict.not established": {"en": "not established", "id": "belum terbukti"},
}
