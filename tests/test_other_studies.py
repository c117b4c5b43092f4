"""Nothing is wired to the example: two generated studies, unlike it in everything, are weighed and reproduced.

One is of a seed bank of Kenyan farmers: tags I and R, two informants in a file, two files for one person, three waves,
one coder. The other has neither outcomes nor measures.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

import qualkit as qk
from made_study import MadeStudy

Make = Callable[..., MadeStudy]
HARVEST = {"type": "amount", "unit": "bags", "better": "up", "columns": {"2019": "h19", "2021": "h21", "2023": "h23"}}
STORED = {"type": "yes/no", "better": "up", "columns": {"2019": "s19", "2023": "s23"}}
CODES = ["seed/enough", "seed/short", "bank/open", "bank/closed", "bank/founded-by-us", "bank/founded-without-us"]


def make_seed_bank(make_study: Make) -> MadeStudy:
    """Seven farmers and a clerk. Who has enough seed: K1 to K4; K5 is short; K6 is silent; K7 is not yet read."""
    made = make_study(
        title={"en": "A seed bank in the hills"},
        codes=CODES,
        coders=("wanjiru",),
        roles={"farmer": {"outcomes": True}, "clerk": {}},
        waves=["2019", "2021", "2023"],
        measures={"harvest": HARVEST, "stored": STORED},
        languages=["en"],
        stages={"stages": ["bank/open"], "problems": ["bank/closed"]},
        crosstabs=[{"code": "seed/enough", "outcome": "stored"}],
    )
    for case, sex, harvest, stored in [
        ("K1", "f", (10, 12, 15), ("no", "yes")),
        ("K2", "m", (10, 12, 14), ("no", "yes")),
        ("K3", "f", (10, None, 13), ("no", "yes")),
        ("K4", "m", (10, 9, 12), ("no", "no")),
        ("K5", "f", (10, 15, 11), ("no", "no")),
        ("K6", "m", (10, 15, 15), ("yes", None)),
        ("K7", "f", (10, 5, 15), ("no", "yes")),
    ]:
        told = dict(zip(("h19", "h21", "h23", "s19", "s23"), (*harvest, *stored), strict=True))
        made.add_case(case, role="farmer", sex=sex, outcomes=told)
    made.add_case("C1", role="clerk")

    def talk(document: str, *answers: tuple[str, str | None], case: str) -> None:
        speakers = {"I": {"role": "interviewer"}, "R": {"role": "informant", "case": case}}
        turns = [turn for words, _ in answers for turn in (("I", "Tell me more: what then?"), ("R", words))]
        made.add_interview(document, *turns, speakers=speakers)
        for words, code in answers:
            if code:
                made.code(document, words, code, coder="wanjiru")
        if case != "K7":
            made.review(document, coder="wanjiru")

    both = {
        "I": {"role": "interviewer"},
        "R1": {"role": "informant", "case": "K1"},
        "R2": {"role": "informant", "case": "K2"},
    }
    made.add_interview("k1-k2", ("I", "And you two?"), ("R1", "Our tins are full."), ("R2", "Ours too."), speakers=both)
    made.code("k1-k2", "Our tins are full.", "seed/enough", coder="wanjiru")
    made.code("k1-k2", "Ours too.", "seed/enough", coder="wanjiru")
    made.review("k1-k2", coder="wanjiru")
    talk("k3-first", ("It lasts.", "seed/enough"), case="K3")
    talk("k3-again", ("The door was shut.", "bank/closed"), case="K3")
    talk("k4", ("There is plenty.", "seed/enough"), ("We drew it up.", "bank/founded-by-us"), case="K4")
    talk("k5", ("It ran out in May.", "seed/short"), ("Open or shut?", "bank/open"), case="K5")
    talk("k6", ("The rains came late.", None), case="K6")
    talk("k7", ("I was away.", None), case="K7")
    talk("c1", ("The farmers founded it.", "bank/founded-by-us"), case="C1")
    made.add_text("minutes", "Founded on the third of May.\n\nThe clerk took the notes.", kind="document")
    made.code("minutes", "Founded on the third of May.", "bank/founded-by-us", coder="wanjiru")
    made.review("minutes", coder="wanjiru")

    farmers = {"cases": "role == 'farmer'"}
    made.add_finding("enough-seed", "prevalence", support="seed/enough", contradict="seed/short", **farmers)
    made.add_finding("door-shut", "prevalence", support="bank/closed", **farmers)
    made.add_finding("harvest-up", "outcome", measure="harvest", direction="up", smallest="20 %", **farmers)
    made.add_finding(
        "harvest-up-early", "outcome", measure="harvest", direction="up", smallest="20 %", to="2021", **farmers
    )
    marked = {"firsthand": ["C1", "K4"], "official": "minutes"}
    sides = {"support": "bank/founded-by-us", "contradict": "bank/founded-without-us"}
    made.add_finding("our-own", "event", **sides, **marked)
    made.add_finding("both", "combination", premises=["enough-seed", "our-own"])
    return made


def make_without_outcomes(make_study: Make) -> MadeStudy:
    made = make_study(codes=["calm", "fear"], roles={"nurse": {}}, coders=("tom",))
    for number, code in enumerate(["calm", "calm", "fear"], start=1):
        made.add_case(f"N{number}", role="nurse")
        made.add_voice(f"N{number}", {"So it was.": code}, coder="tom")
    made.add_finding("calm", "prevalence", support="calm", contradict="fear")
    return made


@pytest.fixture
def seed_bank(make_study: Make) -> MadeStudy:
    return make_seed_bank(make_study)


@pytest.fixture
def without_outcomes(make_study: Make) -> MadeStudy:
    return make_without_outcomes(make_study)


def test_the_seed_bank_is_weighed(seed_bank: MadeStudy) -> None:
    names = ["finding", "verdict", "n_cases", "n_support", "n_contradict", "n_both", "n_silent", "n_unread"]
    expected = pd.DataFrame(
        [
            ["enough-seed", "supported", 7, 4, 1, 0, 1, 1],
            ["door-shut", "present", 7, 1, 0, 0, 5, 1],
            ["harvest-up", "supported", 7, 7, 0, 0, 0, 0],
            ["harvest-up-early", "mixed", 7, 4, 2, 0, 0, 1],
            ["our-own", "established", 3, 3, 0, 0, 0, 0],
            ["both", "supported", 0, 0, 0, 0, 0, 0],
        ],
        columns=names,
    )
    pd.testing.assert_frame_equal(qk.weigh_findings(seed_bank.open())[names], expected)


def test_the_seed_bank_is_counted(seed_bank: MadeStudy) -> None:
    table = qk.count_codes(seed_bank.open(), code="seed", by="role")
    assert table[["value", "code", "n", "n_units", "n_missing"]].to_numpy().tolist() == [
        ["clerk", "seed/enough", 0, 1, 0],
        ["clerk", "seed/short", 0, 1, 0],
        ["farmer", "seed/enough", 4, 6, 1],
        ["farmer", "seed/short", 1, 6, 1],
    ]


def test_the_seed_bank_is_cross_tabulated(seed_bank: MadeStudy) -> None:
    table = qk.crosstab(seed_bank.open(), "seed/enough", "s23")
    assert table[["side", "value", "n", "n_units", "n_missing", "n_unread"]].to_numpy().tolist() == [
        ["coded", "yes", 3, 4, 0, 1],
        ["coded", "no", 1, 4, 0, 1],
        ["not coded", "yes", 0, 1, 1, 1],
        ["not coded", "no", 1, 1, 1, 1],
    ]


def test_a_farmer_with_two_files_and_two_farmers_in_one_are_told_apart(seed_bank: MadeStudy) -> None:
    study = seed_bank.open()
    assert study.documents_by_case["K3"] == ("k3-again", "k3-first")
    assert study.documents_by_case["K1"] == study.documents_by_case["K2"] == ("k1-k2",)
    assert qk.find_quotes(study, code="seed/enough", where="sex == 'f'")["case"].tolist() == ["K1", "K3"]


def test_the_study_without_outcomes_is_weighed_and_counted(without_outcomes: MadeStudy) -> None:
    study = without_outcomes.open()
    assert qk.weigh_findings(study)[["verdict", "n_support", "n_cases"]].to_numpy().tolist() == [["supported", 2, 3]]
    assert qk.count_codes(study)["n"].tolist() == [2, 1]
    assert study.outcomes.empty
    assert qk.compare_waves(study).empty
    with pytest.raises(qk.QualkitError, match="no outcome 'income': there are none"):
        qk.crosstab(study, "calm", "income")


# --- the whole way, from the command line


def reproduce(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "qualkit", "reproduce", "--study", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.mark.parametrize(
    ("make", "said", "tables"),
    [
        (
            make_seed_bank,
            {"enough-seed": "supported", "door-shut": "present", "harvest-up-early": "mixed", "our-own": "established"},
            {"findings", "evidence", "quotes", "code_counts", "codes_by_case", "waves", "stages"},
        ),
        (
            make_without_outcomes,
            {"calm": "supported"},
            {"findings", "evidence", "quotes", "code_counts", "codes_by_case"},
        ),
    ],
)
def test_it_is_reproduced(make_study: Make, make: Callable[[Make], MadeStudy], said: dict[str, str], tables: set[str]) -> None:  # fmt: skip
    folder = make(make_study).write()
    done = reproduce(folder)
    assert done.returncode == 0, done.stderr
    lines = {line.split()[0]: line for line in done.stdout.splitlines() if line.split()}
    for finding, verdict in said.items():
        assert verdict in lines[finding].split()
    assert max(map(len, done.stdout.splitlines())) <= 80
    reports = folder / "reports"
    page = (reports / "report.html").read_text(encoding="utf-8")
    assert all(finding in page for finding in said)
    assert tables <= {path.stem for path in (reports / "tables").glob("*.csv")}
    figures = {path.name for path in (reports / "figures").iterdir()}
    assert {"theme_map.svg", "theme_map.png", "findings.svg", "findings.png"} <= figures
    audit = (reports / "audit.json").read_text(encoding="utf-8")
    assert json.loads(audit)
    assert str(folder) not in audit


def test_a_faulty_study_reproduces_nothing(without_outcomes: MadeStudy) -> None:
    without_outcomes.events["tom"][0]["code"] = "clam"
    folder = without_outcomes.write()
    done = reproduce(folder)
    assert done.returncode == 1
    assert "coding/codings/tom.jsonl:1: unknown code 'clam': did you mean 'calm'?" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    assert not (folder / "reports").exists()


def test_a_folder_without_a_study_is_told(tmp_path: Path) -> None:
    done = reproduce(tmp_path)
    assert done.returncode == 1
    assert "there is no study.yaml" in done.stderr


def test_misuse_ends_with_two(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "qualkit", "reproduce", "--stdy", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 2
