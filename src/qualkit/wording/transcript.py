"""What the pane of a coded transcript says, above all to those who listen to it."""

from __future__ import annotations

from typing import Final

TRANSCRIPT: Final[dict[str, dict[str, str]]] = {
    "coder.pane.codes": {"en": "Codes: {codes}", "id": "Kode: {codes}"},
    "coder.pane.continued": {"en": "{turn}, continued", "id": "{turn}, lanjutan"},
    "coder.pane.move_end": {"en": "Drag to move where the coding ends", "id": "Seret untuk menggeser akhir pengodean"},
    "coder.pane.move_start": {
        "en": "Drag to move where the coding begins",
        "id": "Seret untuk menggeser awal pengodean",
    },
    "coder.pane.paragraph": {"en": "Paragraph {number}", "id": "Paragraf {number}"},
    "coder.pane.selected": {"en": "Selected: {words}", "id": "Terpilih: {words}"},
    "coder.pane.turn": {"en": "{speaker}, turn {number}", "id": "{speaker}, giliran {number}"},
}
