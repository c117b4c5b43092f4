"""The words on the figure of stages, problems and consequences."""

from __future__ import annotations

from typing import Final

FLOWS: Final[dict[str, dict[str, str]]] = {
    "flows_title": {
        "en": "Stages, their problems, and what is told with these",
        "id": "Tahap, masalahnya, dan yang diceritakan bersamanya",
    },
    "flows_size": {
        "en": "Unit of counting: passage of a problem; the wider a band, the more passages. All: {n}; with no stage: "
        "{no_stage}; with no consequence: {no_consequence}.",
        "id": "Satuan hitung: kutipan tentang masalah; makin lebar pitanya, makin banyak kutipannya. Semua: {n}; tanpa "
        "tahap: {no_stage}; tanpa akibat: {no_consequence}.",
    },
    "flows_together": {
        "en": "What stands on the right was told together with the problem, which does not show that it was caused by "
        "it: coded in the same turn by the same coder, each passage with the nearest consequence. Bands keep the shade "
        "of their stage.",
        "id": "Yang di kanan diceritakan bersama masalahnya, dan itu tidak berarti disebabkan olehnya: diberi kode "
        "dalam giliran bicara yang sama oleh pengode yang sama, tiap kutipan dengan akibat yang terdekat. Warna pita "
        "mengikuti tahapnya.",
    },
    "flows_unknown": {
        "en": "Not counted, so not drawn: {n} combinations.",
        "id": "Tidak dihitung, jadi tidak digambar: {n} kombinasi.",
    },
    "flows_thin": {
        "en": "Bands of {n} or fewer passages are all drawn equally wide, wider than they are, so that they can be seen.",
        "id": "Pita dengan {n} kutipan atau kurang digambar sama lebar, lebih lebar dari semestinya, agar terlihat.",
    },
    "flows_stage": {"en": "Stage", "id": "Tahap"},
    "flows_problem": {"en": "Problem", "id": "Masalah"},
    "flows_consequence": {"en": "Told together with", "id": "Diceritakan bersama"},
    "no_consequence": {"en": "no consequence in the turn", "id": "tanpa akibat dalam giliran itu"},
}
