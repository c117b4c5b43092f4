"""Several interviews in one file become several documents of the study, with one original beside."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import qualkit as qk
from qualkit.importing.plan import Plan
from qualkit.importing.planning import plan_import

TALKS = (
    "P: Sejak kapan Ibu berjualan?\nI: Sudah lama, sejak anak masih kecil.\nP: Modalnya?\nI: Pinjam dari saudara.",
    "P: Bapak jual apa?\nI: Ikan, dari dulu ikan terus.\nP: Ramai tidak?\nI: Kadang ramai kadang sepi.",
    "P: Ibu sebagai apa di koperasi?\nI: Bendahara sejak awal.\nP: Berat?\nI: Berat kalau akhir bulan.",
)


def appendix(*numbers: int) -> str:
    parts = (
        f"Transkrip Wawancara {n}\nNama: Informan {'ABC'[n - 1]}\nTanggal: {n} Juni 2024\n\n{TALKS[n - 1]}\n"
        for n in numbers
    )
    return "\n".join(parts)


def write(folder: Path, text: str, name: str = "lampiran.txt") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def bring(root: Path, file: Path, **said: Any) -> Plan:
    with plan_import(root, file, processes=1, **said) as plan:
        plan.accept()
    return plan


def state(plan: Plan) -> str:
    (found,) = plan.files["state"]
    return str(found)


def texts(root: Path) -> dict[str, str]:
    return {document.id: document.text for document in qk.open_study(root).documents}


@pytest.fixture
def three(root: Path, inbox: Path) -> Path:
    """The file whose three interviews the study has."""
    file = write(inbox, appendix(1, 2, 3))
    bring(root, file)
    return file


def test_each_interview_becomes_a_document_with_its_own_header(root: Path, three: Path) -> None:
    documents = {one.id: one for one in qk.open_study(root).documents}
    assert list(documents) == ["lampiran-1", "lampiran-2", "lampiran-3"]
    assert [one.text.replace("\n\n", "\n") for one in documents.values()] == list(TALKS)
    assert [one.header["date"] for one in documents.values()] == ["2024-06-01", "2024-06-02", "2024-06-03"]
    assert [one.header["part"] for one in documents.values()] == ["1 of 3", "2 of 3", "3 of 3"]
    assert {one.header["source"] for one in documents.values()} == {"lampiran.txt"}
    assert len({one.header["source_sha256"] for one in documents.values()}) == 1
    assert [one.cases for one in documents.values()] == [("lampiran-1",), ("lampiran-2",), ("lampiran-3",)]
    assert (root / "transcripts" / "originals" / "lampiran.txt").read_bytes() == three.read_bytes()


def test_the_plan_tells_so_before_it_is_accepted(root: Path, inbox: Path) -> None:
    with plan_import(root, write(inbox, appendix(1, 2))) as plan:
        assert list(plan.files["document"]) == ["lampiran-1, lampiran-2"]
        assert list(plan.speakers["document"]) == ["lampiran-1"] * 2 + ["lampiran-2"] * 2
        (note,) = plan.notes["note"]
        assert note.startswith("2 interviews stand in the file ('Transkrip Wawancara 1', 'Transkrip Wawancara 2')")
        assert "--whole" in note
    assert not texts(root)


def test_whole_keeps_a_file_one_document_and_tells_what_stands_in_it(root: Path, inbox: Path) -> None:
    plan = bring(root, write(inbox, appendix(1, 2)), whole=True)
    assert list(texts(root)) == ["lampiran"]
    assert "it is kept one document" in plan.files["notes"][0]


def test_read_document_reads_them_as_one_text(inbox: Path) -> None:
    text = qk.read_document(write(inbox, appendix(1, 2))).text
    assert all(line in text for talk in TALKS[:2] for line in talk.split("\n"))


def test_where_it_is_not_sure_the_file_is_one_document_and_this_is_told(root: Path, inbox: Path) -> None:
    plan = bring(root, write(inbox, f"Wawancara 1\n{TALKS[0]}\n\nWawancara 2\nyang kemarin.\n{TALKS[1]}"))
    assert list(texts(root)) == ["lampiran"]
    assert "2 interviews seem to stand in the file" in plan.files["notes"][0]


def test_the_same_file_again_is_there_already(root: Path, three: Path) -> None:
    plan = bring(root, three)
    assert state(plan) == "present"
    assert plan.files["document"][0] == "lampiran-1, lampiran-2, lampiran-3"


def test_a_part_that_is_missing_comes_with_the_next_import(root: Path, three: Path) -> None:
    before = texts(root)
    other = root / "transcripts" / "interviews" / "lampiran-1.txt"
    edited = other.read_text(encoding="utf-8").replace("Pinjam", "Meminjam")
    other.write_text(edited, encoding="utf-8")
    (root / "transcripts" / "interviews" / "lampiran-2.txt").unlink()
    assert state(bring(root, three)) == "new"
    assert texts(root)["lampiran-2"] == before["lampiran-2"]
    assert other.read_text(encoding="utf-8") == edited


def test_again_reads_all_of_them_anew_and_leaves_what_was_edited(root: Path, three: Path) -> None:
    other = root / "transcripts" / "interviews" / "lampiran-1.txt"
    edited = other.read_text(encoding="utf-8").replace("Pinjam", "Meminjam")
    other.write_text(edited, encoding="utf-8")
    plan = bring(root, three, again=True, speakers="P=other")
    assert state(plan) == "again"
    assert "edited by hand since, and left alone: lampiran-1" in plan.files["notes"][0]
    assert other.read_text(encoding="utf-8") == edited
    assert qk.open_study(root).documents["lampiran-2"].header["speakers"]["P"]["role"] == "other"


def test_another_version_takes_the_place_of_each_with_again(root: Path, three: Path) -> None:
    write(three.parent, appendix(1, 2, 3).replace("Pinjam", "Meminjam"))
    assert state(bring(root, three)) == "failed"
    assert state(bring(root, three, again=True)) == "again"
    assert "Meminjam" in texts(root)["lampiran-1"]
    assert list(texts(root)) == ["lampiran-1", "lampiran-2", "lampiran-3"]


def test_what_is_not_in_another_version_stays_and_is_told(root: Path, three: Path) -> None:
    before = texts(root)
    write(three.parent, appendix(1, 3))
    plan = bring(root, three, again=True)
    assert state(plan) == "again"
    assert (
        "transcripts/interviews/lampiran-2.txt came from it before and is not in it any more" in plan.files["notes"][0]
    )
    assert texts(root) == before


@pytest.mark.parametrize("changed", [False, True])
def test_what_is_several_documents_does_not_become_one_beside_them(root: Path, three: Path, changed: bool) -> None:
    if changed:
        write(three.parent, appendix(1))
    before = texts(root)
    plan = bring(root, three, again=True, whole=not changed)
    assert state(plan) == "failed"
    assert "it is in the study as several documents" in plan.files["problem"][0]
    assert texts(root) == before


def test_what_is_one_document_stays_one_and_this_is_told(root: Path, inbox: Path) -> None:
    file = write(inbox, appendix(1, 2))
    bring(root, file, whole=True)
    plan = bring(root, file, again=True)
    assert state(plan) == "again"
    assert "2 interviews stand in the file" in plan.files["notes"][0]
    assert list(texts(root)) == ["lampiran"]
