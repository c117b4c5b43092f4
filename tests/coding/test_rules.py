"""What the codebook's patterns code, and why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import qualkit as qk
from made_study import MadeStudy
from qualkit.analysis.rules import code_by_rules
from qualkit.checks import check_study
from qualkit.coding.rules import find_languages
from qualkit.model import Document, Turn

Maker = Callable[..., MadeStudy]


def coded(study: qk.Study) -> list[tuple[str, str, str]]:
    table = code_by_rules(study)
    return list(zip(table["document"], table["code"], table["quote"], strict=True))


def made(make_study: Maker, patterns: list[Any], *turns: tuple[str, str], **about: Any) -> qk.Study:
    study = make_study(codes=[{"code": "debt", "patterns": patterns}, "other"], languages=["id"], **about)
    study.add_case("M1")
    study.add_interview("M1", *(turns or [("I", "Halo?")]))
    opened: qk.Study = study.open()
    return opened


def test_the_sentence_is_coded_that_carries_the_meaning(make_study: Maker) -> None:
    study = made(
        make_study,
        ["pinjam rentenir"],
        ("I", "Pinjam ke rentenir?"),
        ("M1", "Iya. Saya minjem ke rentenir, dua kali. Udah."),
    )
    assert coded(study) == [("M1", "debt", "Saya minjem ke rentenir, dua kali.")]
    row = code_by_rules(study).iloc[0]
    assert (row["coder"], row["method"], row["case"], row["turn"]) == ("rules", "rule", "M1", 2)
    assert (row["pattern"], row["matched"], row["polarity"]) == ("pinjam rentenir", "minjem ke rentenir", "affirmed")
    assert "minjem ke rentenir" in row["memo"]


@pytest.mark.parametrize(
    ("span", "quote"),
    [
        ("words", "minjem ke rentenir"),
        ("clause", "tapi saya minjem ke rentenir,"),
        ("turn", "Anu. Dulu hidup susah sekali, tapi saya minjem ke rentenir, dua kali itu."),
    ],
)
def test_what_is_coded_can_be_set(make_study: Maker, span: str, quote: str) -> None:
    turn = ("M1", "Anu. Dulu hidup susah sekali, tapi saya minjem ke rentenir, dua kali itu.")
    study = made(make_study, [{"phrase": "pinjam rentenir", "span": span}], ("I", "Gimana?"), turn)
    assert coded(study) == [("M1", "debt", quote)]


def test_hits_in_one_passage_are_one_coding_with_all_reasons(make_study: Maker) -> None:
    study = made(make_study, ["rentenir", "pinjam"], ("I", "Lalu?"), ("M1", "Saya minjem ke rentenir. Minjem lagi."))
    table = code_by_rules(study)
    assert list(table["quote"]) == ["Saya minjem ke rentenir.", "Minjem lagi."]
    assert table["pattern"][0] == "pinjam; rentenir"


def test_of_several_phrases_that_is_told_which_was_met(make_study: Maker) -> None:
    pattern = {"any of": ["bank keliling", "pinjam ... rentenir", "rentenir"], "about": "any"}
    study = made(
        make_study, [pattern], ("I", "Lalu?"), ("M1", "Rentenir itu. Saya minjem ke rentenir. Ke bank keliling.")
    )
    assert list(code_by_rules(study)["pattern"]) == ["rentenir", "pinjam ... rentenir; rentenir", "bank keliling"]


def test_ids_stay_as_long_as_nothing_changes(make_study: Maker) -> None:
    study = made(make_study, ["rentenir"], ("I", "Lalu?"), ("M1", "Ke rentenir."))
    assert list(code_by_rules(study)["id"]) == list(code_by_rules(study.reload())["id"])


def test_rules_count_only_when_named(make_study: Maker) -> None:
    study = made(make_study, ["rentenir"], ("I", "Lalu?"), ("M1", "Ke rentenir."))
    assert "rules" not in study.coders
    assert len(qk.find_quotes(study)) == 0
    assert list(qk.find_quotes(study, coder="rules")["quote"]) == ["Ke rentenir."]
    counted = qk.count_codes(study, coder="rules").set_index("code")
    assert counted.loc["debt", "n"] == 1
    assert not (study.root / "coding/codings/rules.jsonl").exists()


def test_without_patterns_the_rules_say_so(make_study: Maker) -> None:
    study = made(make_study, [])
    with pytest.raises(qk.QualkitError, match="has patterns"):
        code_by_rules(study)
    with pytest.raises(qk.QualkitError, match="patterns"):
        study.record("rules")


def test_check_tells_what_no_text_can_meet(make_study: Maker) -> None:
    study = made(make_study, ["rentnir", "kerbau sawah", "rentenir"], ("I", "Lalu?"), ("M1", "Ke rentenir, di sawah."))
    told = [str(fault) for fault in check_study(study.root) if "pattern" in fault.problem]
    assert len(told) == 2
    assert all("coding/codebook.yaml:" in fault and "warning" in fault for fault in told)
    assert any("'rentnir'" in fault and "'rentenir'" in fault for fault in told)
    assert any("'kerbau'" in fault for fault in told)


def test_a_language_without_roots_is_told_once_and_read_by_its_forms(make_study: Maker) -> None:
    study = made(make_study, ["nginjeum"], ("I", "Kumaha?"), ("M1", "Abdi nginjeum ka bank. Nginjeumkeun."))
    study.settings.__dict__["languages"] = ("su",)
    assert [quote for _, _, quote in coded(study)] == ["Abdi nginjeum ka bank."]


def test_each_turn_is_read_in_its_language(make_study: Maker) -> None:
    said = ["Gue sih nggak tau, udah lama banget nggak ke sana.", "I do not know what you mean by that, to be honest."]
    text = "\n\n".join(said)
    turns = tuple(
        Turn(n, "M", "informant", text.index(one), text.index(one) + len(one)) for n, one in enumerate(said, 1)
    )
    both = Document("D", "interview", text, turns, {"language": "id, en"})
    assert [language for _, language in find_languages(both, ["id"])] == ["id", "en"]
    assert {language for _, language in find_languages(Document("D", "interview", text, turns), ["id"])} == {"id"}
