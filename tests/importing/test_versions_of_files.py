"""A file that was corrected outside the study comes in again, as often as it is corrected, and nothing is lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import qualkit as qk
from qualkit.importing.plan import Plan
from qualkit.importing.planning import plan_import

BEGUN = ("Two", "Three", "Four", "Five")


def talk(version: int, *, about: str = "the shop") -> str:
    return (
        f"I: When did you start {about}?\nR: {BEGUN[version - 1]} years ago, together with my younger sister.\n"
        "I: Was it hard for you in the beginning?\nR: The first months were hard, and then people came.\n"
        "I: And how is it now?\nR: Now it goes by itself on most days of the week.\n"
    )


OTHER = (
    "I: Who looks after the children?\nR: Grandmother does, since she came to live under our roof last spring.\n"
    "I: Is that a help?\nR: A great one, although they quarrel over sweets every afternoon.\n"
    "I: What about weekends?\nR: Weekends are mine, we go down to the river then.\n"
)


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def bring(root: Path, *files: Path, **said: Any) -> Plan:
    with plan_import(root, files, processes=1, **said) as plan:
        plan.accept()
    return plan


def states(plan: Plan) -> list[str]:
    return [str(state) for state in plan.files["state"]]


def texts(root: Path) -> dict[str, str]:
    return {one.id: one.text.replace("\n\n", "\n") + "\n" for one in qk.open_study(root).documents}


def header(root: Path, name: str) -> dict[str, Any]:
    return dict(qk.open_study(root).documents[name].header)


def originals(root: Path) -> dict[str, str]:
    folder = root / "transcripts" / "originals"
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.iterdir())}


def edit(root: Path, name: str, old: str, new: str) -> None:
    path = root / "transcripts" / "interviews" / f"{name}.txt"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_every_version_takes_the_place_of_the_one_before_and_all_originals_stay(root: Path, inbox: Path) -> None:
    for version in (1, 2, 3, 4):
        file = write(inbox / "talk.txt", talk(version))
        if version > 1:
            plan = bring(root, file)
            assert states(plan) == ["failed"]
            assert "another version of it is in the study" in plan.files["problem"][0]
        assert states(bring(root, file, again=True)) == ["again" if version > 1 else "new"]
        assert texts(root) == {"talk": talk(version)}
        assert states(bring(root, file)) == ["present"]
    names = ["talk-2.txt", "talk-3.txt", "talk-4.txt", "talk.txt"]
    assert originals(root) == dict(zip(names, map(talk, (2, 3, 4, 1)), strict=True))
    assert (header(root, "talk")["source"], header(root, "talk")["version_of"]) == ("talk-4.txt", "talk.txt")


def test_headers_that_tell_no_version_are_known_by_their_id(root: Path, inbox: Path) -> None:
    for version in (1, 2):
        bring(root, write(inbox / "talk.txt", talk(version)), again=True)
    edit(root, "talk", "version_of: talk.txt\n", "")
    assert states(bring(root, write(inbox / "talk.txt", talk(3)), again=True)) == ["again"]
    assert texts(root) == {"talk": talk(3)}


def test_a_file_that_is_called_like_a_version_is_another_one(root: Path, inbox: Path) -> None:
    bring(root, write(inbox / "talk.txt", talk(1)), write(inbox / "talk-2.txt", OTHER))
    bring(root, write(inbox / "talk.txt", talk(2)), again=True)
    assert states(bring(root, write(inbox / "talk.txt", talk(3)), again=True)) == ["again"]
    assert texts(root) == {"talk": talk(3), "talk-2": OTHER}
    bring(root, write(inbox / "talk-2.txt", OTHER.replace("river", "lake")), again=True)
    assert texts(root) == {"talk": talk(3), "talk-2": OTHER.replace("river", "lake")}


def test_what_was_corrected_by_hand_stays_and_what_was_filled_in_goes_on(root: Path, inbox: Path) -> None:
    bring(root, write(inbox / "talk.txt", talk(1)))
    edit(root, "talk", "place:\n", "place: at the market\n")
    bring(root, write(inbox / "talk.txt", talk(2)), again=True)
    assert header(root, "talk")["place"] == "at the market"
    edit(root, "talk", "younger sister", "elder sister")
    plan = bring(root, write(inbox / "talk.txt", talk(3)), again=True)
    assert states(plan) == ["edited"]
    assert "nothing of this version was taken into transcripts/interviews/talk.txt" in plan.files["notes"][0]
    assert texts(root) == {"talk": talk(2).replace("younger", "elder")}
    edit(root, "talk", "elder sister", "younger sister")
    assert states(bring(root, inbox / "talk.txt", again=True)) == ["again"]
    assert texts(root) == {"talk": talk(3)}
    assert header(root, "talk")["place"] == "at the market"


def test_a_transcript_with_another_id_is_found_by_its_file(root: Path, inbox: Path) -> None:
    bring(root, write(inbox / "talk.txt", talk(1)))
    edit(root, "talk", "id: talk\n", "id: Sri\n")
    assert states(bring(root, write(inbox / "talk.txt", talk(2)))) == ["failed"]
    for version in (2, 3):
        assert states(bring(root, write(inbox / "talk.txt", talk(version)), again=True)) == ["again"]
        assert texts(root) == {"Sri": talk(version)}


def test_an_earlier_version_is_left_alone_and_comes_back_when_it_is_wanted(root: Path, inbox: Path) -> None:
    for version in (1, 2, 3):
        bring(root, write(inbox / "talk.txt", talk(version)), again=True)
    for said in ({}, {"again": True}):
        plan = bring(root, root / "transcripts" / "originals", **said)
        assert sorted(states(plan)) == sorted(["present", "present", "again" if said else "present"])
        assert "an earlier version of transcripts/interviews/talk.txt" in plan.files["notes"][0]
        assert texts(root) == {"talk": talk(3)}
    file = write(inbox / "talk.txt", talk(1))
    assert states(bring(root, file)) == ["present"]
    plan = bring(root, file, again=True)
    assert (states(plan), texts(root)) == (["again"], {"talk": talk(1)})
    assert "an earlier version" in plan.files["notes"][0]
    assert len(originals(root)) == 3


def test_files_of_one_name_in_several_folders_have_versions_of_their_own(root: Path, inbox: Path) -> None:
    first, second = inbox / "w1" / "talk.txt", inbox / "w2" / "talk.txt"
    bring(root, write(first, talk(1)), write(second, OTHER))
    assert list(texts(root)) == ["w1-talk", "w2-talk"]
    for version in (2, 3, 4):
        assert states(bring(root, write(first, talk(version)), second, again=True)) == ["again", "again"]
        assert texts(root) == {"w1-talk": talk(version), "w2-talk": OTHER}
    assert states(bring(root, write(first, talk(1).replace("Two", "Ten")), again=True)) == ["again"]
    assert list(texts(root)) == ["w1-talk", "w2-talk"]
    assert header(root, "w1-talk")["version_of"] == "w1-talk.txt"


def test_a_file_of_the_same_name_elsewhere_is_another_one_and_this_is_told(root: Path, inbox: Path) -> None:
    bring(root, write(inbox / "w1" / "talk.txt", talk(1)))
    plan = bring(root, write(inbox / "w1" / "talk.txt", talk(2)), write(inbox / "w2" / "talk.txt", OTHER), again=True)
    assert states(plan) == ["new", "new"]
    assert "transcripts/interviews/talk.txt came from a file of the same name" in plan.files["notes"][0]
    assert sorted(texts(root)) == ["talk", "w1-talk", "w2-talk"]


def test_another_interview_does_not_take_the_place_of_one_that_is_called_so(root: Path, inbox: Path) -> None:
    bring(root, write(inbox / "w1" / "talk.txt", talk(1)))
    plan = bring(root, write(inbox / "w2" / "talk.txt", OTHER), again=True)
    assert states(plan) == ["failed"]
    assert "hardly any words in common with transcripts/interviews/talk.txt" in plan.files["problem"][0]
    assert texts(root) == {"talk": talk(1)}


# --- several interviews in one file ------------------------------------------------------------------------------


def appendix(version: int, *numbers: int) -> str:
    about = ("the shop", "the farm", "the group", "the school")
    return "\n".join(
        f"Interview {n}\nName: Informant {'ABCD'[n - 1]}\nDate: {n} June 2024\n\n{talk(version, about=about[n - 1])}"
        for n in numbers
    )


def test_each_interview_of_a_file_gets_every_version(root: Path, inbox: Path) -> None:
    for version in (1, 2, 3, 4):
        file = write(inbox / "appendix.txt", appendix(version, 1, 2, 3))
        assert states(bring(root, file, again=True)) == ["again" if version > 1 else "new"]
        assert list(texts(root)) == ["appendix-1", "appendix-2", "appendix-3"]
        assert all(BEGUN[version - 1] in text for text in texts(root).values())
        assert states(bring(root, file)) == ["present"]
    assert header(root, "appendix-2")["version_of"] == "appendix.txt"


def test_of_them_one_that_was_corrected_by_hand_stays(root: Path, inbox: Path) -> None:
    bring(root, write(inbox / "appendix.txt", appendix(1, 1, 2, 3)))
    edit(root, "appendix-2", "younger sister", "elder sister")
    before = texts(root)["appendix-2"]
    for version in (2, 3):
        file = write(inbox / "appendix.txt", appendix(version, 1, 2, 3))
        plan = bring(root, file, again=True)
        assert states(plan) == ["again"]
        assert "edited by hand since, and left alone: appendix-2" in plan.files["notes"][0]
        assert texts(root)["appendix-2"] == before
        assert BEGUN[version - 1] in texts(root)["appendix-3"]
        assert states(bring(root, file)) == ["present"]
    former = write(inbox / "appendix.txt", appendix(1, 1, 2, 3))
    assert states(bring(root, former)) == ["present"]
    after = texts(root)
    assert "again" in states(bring(root, root / "transcripts" / "originals", again=True))
    assert texts(root) == after


def test_an_interview_more_or_less_comes_in_or_is_told(root: Path, inbox: Path) -> None:
    bring(root, write(inbox / "appendix.txt", appendix(1, 1, 2)))
    bring(root, write(inbox / "appendix.txt", appendix(2, 1, 2, 3)), again=True)
    plan = bring(root, write(inbox / "appendix.txt", appendix(3, 1, 3, 4)), again=True)
    assert states(plan) == ["again"]
    assert "transcripts/interviews/appendix-2.txt came from it before" in plan.files["notes"][0]
    assert [BEGUN.index(text.split("R: ")[1].split()[0]) + 1 for text in texts(root).values()] == [3, 2, 3, 3]


@pytest.mark.parametrize("whole", [True, False])
def test_what_is_one_document_stays_one_in_every_version(root: Path, inbox: Path, whole: bool) -> None:
    bring(root, write(inbox / "appendix.txt", appendix(1, 1, 2)), whole=True)
    for version in (2, 3):
        plan = bring(root, write(inbox / "appendix.txt", appendix(version, 1, 2)), again=True, whole=whole)
        assert states(plan) == ["again"]
        assert list(texts(root)) == ["appendix"]
