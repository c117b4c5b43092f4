"""The commands are the functions in the same words: a table to standard output, all else to standard error."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import qualkit as qk
from qualkit.cli import main
from qualkit.columns import format_table, to_rows

ROOT = Path(__file__).parents[2]
COMMANDS = (
    "init",
    "example",
    "check",
    "reproduce",
    "findings",
    "count",
    "crosstab",
    "quotes",
    "code",
    "kwic",
    "figures",
    "report",
    "sample",
    "lab",
    "moved",
    "log",
    "import",
    "agree",
)
Run = Callable[..., tuple[int, str, str]]

TABLES: dict[str, Callable[[qk.Study], pd.DataFrame]] = {
    "findings": lambda study: qk.weigh_findings(study),
    "findings --language id": lambda study: qk.weigh_findings(study, language="id"),
    "findings --coder b": lambda study: qk.weigh_findings(study, coder="b"),
    "findings --evidence training-passive": lambda study: qk.find_evidence(study, "training-passive"),
    "count": lambda study: qk.count_codes(study),
    "count --unit turn --code welfare/*": lambda study: qk.count_codes(study, "turn", code="welfare/*"),
    "count --by gender --where age<40": lambda study: qk.count_codes(study, by="gender", where="age<40"),
    "count --matrix --code participation": lambda study: qk.count_matrix(study, code="participation"),
    "crosstab --code welfare/finance/managed --outcome cashbook": lambda study: qk.crosstab(
        study, "welfare/finance/managed", "cashbook"
    ),
    "crosstab --code welfare/moneylender/free --outcome moneylender --change direction": lambda study: qk.crosstab(
        study, "welfare/moneylender/free", "moneylender", change="direction"
    ),
    "crosstab --code participation --outcome income_now --group count --bands 1000000,2000000": lambda study: (
        qk.crosstab(study, "participation", "income_now", group="count", bands=[1_000_000, 2_000_000])
    ),
    "agree": lambda study: qk.compare_coders(study, "a", "b", unit=("segment", "sentence")),
    "agree b a --unit turn --coefficient scott_pi --depth 1": lambda study: qk.compare_coders(
        study, "b", "a", unit="turn", coefficient="scott_pi", depth=1
    ),
    "agree --show codes --code welfare/needs --language id": lambda study: qk.compare_codes(
        study, "a", "b", code="welfare/needs", language="id"
    ),
    "agree --show confusions --depth 1": lambda study: qk.find_confusions(study, "a", "b", depth=1),
    "agree b a --show disagreements --code welfare/needs": lambda study: qk.find_disagreements(
        study, "b", "a", code="welfare/needs"
    ),
    "agree --show verdicts": lambda study: qk.compare_verdicts(study, "a", "b"),
    "agree --show estimates --language id": lambda study: qk.compare_estimates(study, "a", "b", language="id"),
    "agree b a --show training --code welfare/needs": lambda study: qk.score_coder(study, "b", "a", "welfare/needs"),
    "agree --show advice": lambda study: qk.advise_agreement(study, "a", "b"),
    "quotes --code welfare/needs": lambda study: qk.find_quotes(study, "welfare/needs"),
    "code --code welfare/moneylender": lambda study: qk.code_by_rules(study, "welfare/moneylender"),
    "log": lambda study: qk.find_events(study),
    "log --document M07 --code welfare/moneylender --coder b": lambda study: qk.find_events(
        study, coder="b", document="M07", code="welfare/moneylender"
    ),
    "sample": lambda study: qk.sample_documents(study),
    "sample --share 0.5 --by role --seed 3": lambda study: qk.sample_documents(study, share=0.5, by="role", seed=3),
    "kwic pinjam": lambda study: qk.find_kwic(study, "pinjam"),
    "kwic rentenir --turn-role informant --kind interview --where age>40 --width 30": lambda study: qk.find_kwic(
        study, "rentenir", turn_role="informant", kind="interview", where="age>40", width=30
    ),
    "quotes --where age>45 --coder b": lambda study: qk.find_quotes(study, where="age>45", coder="b"),
}
"""Commands that print a table, each with the function of the same words."""

tables = pytest.mark.parametrize("command", TABLES)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], example: qk.Study) -> Run:
    """Run a command on the example as `main` does: the exit code, standard output and standard error."""
    monkeypatch.setattr("qualkit.study.open_study", lambda path: example if Path(path) == ROOT else qk.open_study(path))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(ROOT)

    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["qualkit", *words])
        with pytest.raises(SystemExit) as stopped:
            main()
        code = stopped.value.code
        return (code if isinstance(code, int) else 0), *capsys.readouterr()

    return run


def words_of(command: str) -> list[str]:
    return [*command.split(), "--study", str(ROOT)]


# Help


def test_help_lists_every_command_and_no_other(run: Run) -> None:
    code, out, err = run("--help")
    listed = re.findall(r"^  ([a-z]+)  ", out.partition("Commands:")[2], re.MULTILINE)
    assert (code, err) == (0, "")
    assert set(COMMANDS) <= set(listed)
    assert max(map(len, out.splitlines())) <= 80


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_every_command_tells_what_it_does_and_has_an_example_of_it(run: Run, command: str) -> None:
    code, out, err = run(command, "--help")
    assert (code, err) == (0, "")
    assert f"Example: qualkit {command}" in " ".join(out.split())
    assert run(command, "-h")[1] == out
    described = re.search(r"^  --\w.*\n|^  -h", out, re.MULTILINE)
    assert described, "its options are described"


@pytest.mark.parametrize("command", [c for c in COMMANDS if c not in ("init", "example")])
def test_every_command_on_a_study_takes_the_folder_of_it(run: Run, command: str) -> None:
    assert "--study" in run(command, "--help")[1]


def test_without_a_command_the_help_is_shown(run: Run) -> None:
    code, out, err = run()
    assert code == 2
    assert "Commands:" in out + err


def test_the_version_is_that_of_the_package(run: Run) -> None:
    code, out, _ = run("--version")
    assert code == 0
    assert re.fullmatch(r"qualkit \d+\.\d+\.\d+\S*\n", out)


# Tables


@tables
def test_json_holds_the_rows_of_the_function_unrounded_and_nothing_else(
    run: Run, example: qk.Study, command: str
) -> None:
    code, out, err = run(*words_of(command), "--format", "json")
    expected = to_rows(TABLES[command](example))
    assert (code, err) == (0, "")
    assert json.loads(out, parse_constant=pytest.fail) == json.loads(json.dumps(expected))
    assert expected, "an empty table tells nothing"


@pytest.mark.parametrize("how", ["csv", "md"])
@pytest.mark.parametrize("command", ["findings", "quotes --code welfare/needs"])
def test_csv_and_markdown_hold_every_column_of_the_function(
    run: Run, example: qk.Study, command: str, how: Any
) -> None:
    code, out, err = run(*words_of(command), "--format", how)
    assert (code, out, err) == (0, format_table(TABLES[command](example), how), "")


@pytest.mark.parametrize(
    ("command", "code", "message"),
    [
        ("agree a c", 1, "no coder 'c'"),
        ("agree a", 1, "two coders or more"),
        ("agree a b --unit page", 1, "no unit 'page'"),
        ("agree a b --show codes --unit word --unit turn", 2, "one unit and one coefficient"),
        ("agree a b --show times", 2, "takes one coder"),
        ("agree a --show training", 2, "the new coder, and the reference"),
        ("agree a --show times", 1, "reviewed again"),
        ("agree a --show times --at someday", 1, "someday"),
    ],
)
def test_what_agree_cannot_tell_is_said(run: Run, command: str, code: int, message: str) -> None:
    ended, out, err = run(*words_of(command))
    assert (ended, out) == (code, "")
    assert message in " ".join(err.replace("│", " ").split())


@tables
def test_a_table_for_people_fits_a_terminal_of_80_columns(run: Run, command: str) -> None:
    code, out, _ = run(*words_of(command))
    assert code == 0
    assert max(map(len, out.splitlines())) <= 80
    assert len(out.splitlines()) > 2


@pytest.mark.parametrize(
    "command", ["count", "quotes --code welfare/needs", "crosstab --code welfare --outcome income"]
)
def test_a_table_for_people_breaks_no_heading(run: Run, command: str) -> None:
    heading = run(*words_of(command))[1].splitlines()[0].split()
    code, out, _ = run(*words_of(command), "--format", "csv")
    assert code == 0
    assert set(heading) <= set(out.splitlines()[0].split(","))


@pytest.mark.parametrize("how", ["csv", "json", "md", "table"])
@pytest.mark.parametrize("command", ["findings", "count --by gender", "quotes --code welfare/needs"])
def test_out_writes_the_whole_table_to_a_file_and_prints_nothing(
    run: Run, example: qk.Study, tmp_path: Path, command: str, how: Any
) -> None:
    functions = TABLES | {"count --by gender": lambda study: qk.count_codes(study, by="gender")}
    file = tmp_path / "table.txt"
    code, out, _ = run(*words_of(command), "--format", how, "--out", str(file))
    assert (code, out) == (0, "")
    written = file.read_bytes().decode()
    if how != "table":
        assert written == format_table(functions[command](example), how)
    assert written.count("\n") >= 3
    assert [path.name for path in tmp_path.iterdir()] == ["table.txt"]


def test_notes_on_a_crosstab_go_to_standard_error(run: Run) -> None:
    _, out, err = run(*words_of("crosstab --code welfare/finance/managed --outcome cashbook"))
    assert "unit: case" in err and "Fisher, exact: p < 0.001" in err and "95% interval 0.44 to 0.98" in err
    assert "groups of these sizes show differences of 0.66 or more" in err
    assert "Fisher" not in out


def test_a_concordance_is_aligned_at_its_hits(run: Run) -> None:
    heading, *lines = run(*words_of("kwic rentenir --kind interview"))[1].splitlines()
    place = heading.index("hit")
    assert {line[place : place + 8].strip().lower() for line in lines} == {"rentenir", "titil"}  # a synonym
    assert {line[place - 3] for line in lines} != {" "}


def test_why_a_phrase_is_found_nowhere_goes_to_standard_error(run: Run) -> None:
    code, out, err = run(*words_of("kwic rentnir"), "--format", "json")
    assert (code, json.loads(out)) == (0, [])
    assert "'rentnir' stands nowhere in the texts: did you mean 'rentenir'?" in err


def test_a_phrase_that_cannot_be_read_is_an_error_that_tells_how_to_write_one(run: Run) -> None:
    code, out, err = run(*words_of("kwic pinjam|"))
    assert (code, out) == (1, "")
    assert "the phrase 'pinjam|' cannot be found: 'pinjam|' has an empty alternative; write for example" in err


def test_an_effect_that_is_undefined_is_not_told_as_a_number(run: Run) -> None:
    code, out, err = run(*words_of("crosstab --code welfare --outcome cashbook"))
    assert code == 0
    assert "a group has no cases" in err
    assert "nan" not in out + err


@pytest.mark.parametrize("command", ["check", "findings"])
def test_a_command_works_on_the_study_of_the_current_folder(run: Run, command: str) -> None:
    assert run(command)[0] == 0


# Everything at once


@pytest.fixture
def copy(make_study: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small study whose figures are not drawn."""

    def draw(plot: object, path: Path, *_: object) -> str:
        path.parent.mkdir(exist_ok=True)
        path.with_name(f"{path.name}.svg").write_bytes(b"<svg/>")
        return ""

    monkeypatch.setattr("qualkit.report.reproduce.draw", draw)
    made = make_study(codes=["need/met", "need/unmet"])
    made.add_voice("M01", {"Dapat.": "need/met"})
    made.add_voice("M02", {"Dapat juga.": "need/met"})
    made.add_finding("needs-met", "prevalence", support="need/met", contradict="need/unmet")
    made.add_finding("needs-unmet", "prevalence", support="need/unmet", contradict="need/met")
    return made.write()


def test_reproduce_prints_the_verdict_of_each_finding_and_tells_where_the_rest_lies(run: Run, copy: Path) -> None:
    code, out, err = run("reproduce", "--study", str(copy))
    assert code == 0
    verdicts = {line.split()[0]: line.split()[1] for line in out.splitlines() if line.startswith("needs-")}
    assert verdicts == {"needs-met": "supported", "needs-unmet": "contradicted"}
    assert "written to" in err and "report.html" in err
    assert max(map(len, out.splitlines())) <= 80


def test_reproduce_prints_json_that_is_the_table_of_findings(run: Run, copy: Path) -> None:
    code, out, _ = run("reproduce", "--study", str(copy), "--format", "json")
    assert code == 0
    assert json.loads(out) == to_rows(qk.weigh_findings(qk.open_study(copy)))


@pytest.mark.parametrize(("command", "says"), [("figures", "figures in"), ("report", "written: ")])
def test_figures_and_report_print_nothing_and_tell_where_they_lie(
    run: Run, copy: Path, command: str, says: str
) -> None:
    code, out, err = run(command, "--study", str(copy))
    assert (code, out) == (0, "")
    assert says in err


def test_what_was_set_aside_is_told_on_standard_error(run: Run, copy: Path) -> None:
    with (copy / "coding" / "codings" / "a.jsonl").open("a", encoding="utf-8") as log:
        log.write('{"event_id"')
    code, out, err = run("reproduce", "--study", str(copy))
    assert code == 0
    assert "coding/codings/a.jsonl:5: warning: set aside" in err
    assert "set aside" not in out


def test_a_fault_stops_reproduce_with_all_faults_and_nothing_printed(run: Run, copy: Path) -> None:
    (copy / "transcripts" / "cases.csv").write_text("case,role\nM01,member\n", encoding="utf-8")
    code, out, err = run("reproduce", "--study", str(copy))
    assert (code, out) == (1, "")
    assert "the informant 'M02' has no row in transcripts/cases.csv" in err
    assert not (copy / "reports").exists()
