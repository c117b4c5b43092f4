"""From transcripts to reports/: the same bytes everywhere, all or nothing, and nothing of a person's lost."""

from __future__ import annotations

import getpass
import json
import shutil
import socket
import tempfile
from collections.abc import Callable
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from example_run import Run, draw_nothing, reproduce_example, run_once

from made_study import MadeStudy
from qualkit.cli import main
from qualkit.errors import FaultsError, QualkitError
from qualkit.report.reproduce import reproduce


def look_at(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def hash_of(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def first_run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    return run_once(tmp_path_factory.getbasetemp())


@pytest.fixture
def no_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qualkit.report.reproduce.draw", draw_nothing)


# The same bytes


def test_two_runs_give_the_same_bytes_under_another_hash_seed_time_zone_locale_and_folder(
    first_run: Run, tmp_path: Path
) -> None:
    settings = tmp_path / "matplotlibrc"
    settings.write_text("axes.facecolor: red\nfont.size: 30\nsvg.fonttype: path\nsavefig.dpi: 30\n", encoding="utf-8")
    second = reproduce_example(
        tmp_path / "a folder, with spaces" / "études",
        PYTHONHASHSEED="2",
        TZ="Asia/Jakarta",
        LC_ALL="C.UTF-8",
        LANG="id_ID.UTF-8",
        COLUMNS="200",
        MATPLOTLIBRC=str(settings),
    )
    first_files, second_files = look_at(first_run.reports), look_at(second.reports)
    assert list(first_files) == list(second_files)
    assert [name for name in first_files if first_files[name] != second_files[name]] == []


def test_everything_that_the_issue_names_is_written(first_run: Run) -> None:
    files = look_at(first_run.reports)
    assert {"report.html", "audit.json", "tables/findings.csv", "tables/quotes.csv", "tables/evidence.csv"} <= set(
        files
    )
    for figure in ("findings", "theme_map", "before_now", "stages"):
        assert {f"figures/{figure}.svg", f"figures/{figure}.png"} <= set(files)
    assert any(name.startswith("figures/crosstab-") for name in files)
    assert not any(path.name.startswith(".") or "partial" in path.name for path in first_run.study.rglob("report*"))


def test_the_verdicts_go_to_standard_output_and_all_else_to_standard_error(first_run: Run) -> None:
    findings = (first_run.reports / "tables" / "findings.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    printed = first_run.out.splitlines()
    assert max(map(len, printed)) <= 80
    for finding in (line.split(",")[0] for line in findings):
        assert any(line.startswith(finding) for line in printed)
    assert len(printed) == 2 + len(findings)
    assert "report.html" in first_run.err and "report.html" not in first_run.out


# The audit


@pytest.fixture(scope="module")
def audit(first_run: Run) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((first_run.reports / "audit.json").read_text(encoding="utf-8"))
    return read


def test_the_audit_names_every_input_with_the_hash_of_its_file(first_run: Run, audit: dict[str, Any]) -> None:
    folders = ("transcripts", "coding")
    inputs = {
        name: sha256(content).hexdigest()
        for name, content in look_at(first_run.study).items()
        if name.startswith(folders) or name in ("study.yaml", "methods.yaml")
    }
    assert audit["inputs"] == inputs


def test_the_audit_names_every_output_with_the_hash_of_its_file(first_run: Run, audit: dict[str, Any]) -> None:
    outputs = {name: sha256(content).hexdigest() for name, content in look_at(first_run.reports).items()}
    del outputs["audit.json"]
    assert audit["outputs"] == outputs


def test_the_audit_has_versions_seed_coders_and_command(audit: dict[str, Any]) -> None:
    assert audit["qualkit"] == version("qualkit")
    assert audit["libraries"] == {name: version(name) for name in audit["libraries"]}
    assert {"pandas", "matplotlib", "numpy"} <= set(audit["libraries"])
    assert audit["python"].startswith("3.")
    assert (audit["seed"], audit["coders"], audit["command"]) == (2017, ["a"], ["qualkit", "reproduce"])


def test_no_report_knows_a_user_a_machine_or_a_folder_of_it(first_run: Run) -> None:
    private = {str(first_run.study.parent), str(Path.home()), str(Path.cwd()), tempfile.gettempdir()}
    if len(socket.gethostname()) > 3:
        private.add(socket.gethostname())
    if getpass.getuser() != "root":
        private.add(getpass.getuser())
    for name, content in look_at(first_run.reports).items():
        assert not [word for word in private if len(word) > 1 and word.encode() in content], name


# All or nothing


@pytest.fixture
def made(make_study: Callable[..., MadeStudy]) -> MadeStudy:
    """Four people, one claim and two crosstabs."""
    made = make_study(
        codes=["need/met", "need/unmet"],
        waves=["before", "now"],
        measures={"debt": {"type": "yes/no", "columns": {"now": "debt_now"}}},
        crosstabs=[{"code": "need/met", "outcome": "debt"}, {"code": "need/unmet", "outcome": "debt"}],
    )
    for number, code in enumerate(["need/met", "need/met", "need/met", "need/unmet"], 1):
        made.add_case(f"M{number:02}", outcomes={"debt_now": "yes" if number > 2 else "no"})
        made.add_voice(f"M{number:02}", {f"Kalimat {number}.": code})
    made.add_finding("met", "prevalence", support="need/met", contradict="need/unmet")
    made.write()
    return made


@pytest.fixture
def study(made: MadeStudy, no_drawing: None) -> Path:
    """The made study, reproduced once."""
    reproduce(made.folder)
    return made.folder


def test_a_fault_leaves_the_reports_as_they_were(study: Path) -> None:
    before = look_at(study / "reports")
    with (study / "coding" / "findings.yaml").open("a", encoding="utf-8") as stream:
        stream.write("- [")
    with pytest.raises(FaultsError, match=r"coding/findings\.yaml:\d+: not valid YAML"):
        reproduce(study)
    assert look_at(study / "reports") == before
    assert not list(study.glob("reports.*"))


def test_a_study_that_never_ran_gets_no_reports_from_a_fault(made: MadeStudy) -> None:
    (made.folder / "transcripts" / "cases.csv").unlink()
    with pytest.raises(FaultsError, match="the file is missing"):
        reproduce(made.folder)
    assert not list(made.folder.glob("reports*"))


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
@pytest.mark.parametrize("broken", ["qualkit.report.reproduce.draw", "qualkit.report.reproduce.write_page"])
def test_a_figure_or_page_that_fails_leaves_the_reports_as_they_were(
    study: Path, monkeypatch: pytest.MonkeyPatch, broken: str, error: type[BaseException]
) -> None:
    before = look_at(study / "reports")

    def fail(*_: object) -> None:
        raise error("in the middle")

    monkeypatch.setattr(broken, fail)
    with pytest.raises(error, match="in the middle"):
        reproduce(study)
    assert look_at(study / "reports") == before
    assert not list(study.glob("reports.*"))


# What a person changed


@pytest.mark.parametrize("name", ["report.html", "tables/findings.csv", "figures/theme_map.svg"])
def test_a_file_changed_by_hand_is_kept_and_the_new_one_is_put_beside_it_and_told(
    study: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    changed = study / "reports" / name
    generated = changed.read_bytes()
    changed.write_bytes(b"my own words")
    monkeypatch.setattr("sys.argv", ["qualkit", "reproduce", "--study", str(study)])
    main_exits_with(0)
    beside = changed.with_name(f"{changed.stem}-new{changed.suffix}")
    assert changed.read_bytes() == b"my own words"
    assert beside.read_bytes() == generated
    out, err = capsys.readouterr()
    assert f"reports/{name} was changed by hand and kept; the new one is {beside.name}" in err.replace("\n", " ")
    assert "changed by hand" not in out


def main_exits_with(code: int) -> None:
    with pytest.raises(SystemExit) as stopped:
        main()
    assert (stopped.value.code or 0) == code


def test_a_file_that_a_person_put_there_before_the_first_run_is_kept(made: MadeStudy, no_drawing: None) -> None:
    mine = made.folder / "reports" / "report.html"
    mine.parent.mkdir()
    mine.write_bytes(b"mine")
    [note] = reproduce(made.folder).notes
    assert mine.read_bytes() == b"mine"
    assert "report-new.html" in note and (made.folder / "reports" / "report-new.html").is_file()


def test_a_kept_file_is_kept_again_on_the_next_run(study: Path) -> None:
    page = study / "reports" / "report.html"
    page.write_bytes(b"mine")
    assert [reproduce(study).notes != () for _ in range(2)] == [True, True]
    assert page.read_bytes() == b"mine"


def test_work_that_went_on_in_the_new_file_is_not_lost_either(study: Path) -> None:
    reports = study / "reports"
    (reports / "report.html").write_bytes(b"mine")
    reproduce(study)
    (reports / "report-new.html").write_bytes(b"mine as well")
    reproduce(study)
    assert b"mine as well" in look_at(reports).values()


def test_what_is_no_longer_generated_is_removed_but_for_what_a_person_changed_or_put_there(
    study: Path, made: MadeStudy
) -> None:
    reports = study / "reports"
    first = {path.name for path in reports.rglob("crosstab-2-*")}
    assert {Path(name).suffix for name in first} == {".csv", ".svg", ".png"}
    (reports / "my-notes.txt").write_bytes(b"mine")
    (reports / "tables" / "crosstab-9-mine.csv").write_bytes(b"mine")
    changed = next(reports.rglob("crosstab-2-*.csv"))
    changed.write_bytes(b"changed")
    made.settings["crosstabs"] = made.settings["crosstabs"][:1]
    made.write()
    reproduce(study)
    assert {path.name for path in reports.rglob("crosstab-2-*")} == {changed.name}
    assert (reports / "my-notes.txt").is_file() and (reports / "tables" / "crosstab-9-mine.csv").is_file()
    assert len(list(reports.rglob("crosstab-1-*"))) == 3


@pytest.mark.parametrize("planted", ["../study.yaml", "../../outside.txt"])
def test_an_audit_that_somebody_forged_removes_nothing_outside_the_reports(study: Path, planted: str) -> None:
    victim = (study / "reports" / planted).resolve()
    victim.exists() or victim.write_bytes(b"precious")
    audit = json.loads((study / "reports" / "audit.json").read_bytes())
    audit["outputs"][planted] = hash_of(victim)
    (study / "reports" / "audit.json").write_text(json.dumps(audit), encoding="utf-8")
    reproduce(study)
    assert victim.is_file()


@pytest.mark.parametrize("content", [b"", b"[]", b'{"outputs": []}', b'{"outputs": {"report.html": 3}}', b"\xff\xfe"])
def test_a_broken_audit_counts_as_none(study: Path, content: bytes) -> None:
    (study / "reports" / "audit.json").write_bytes(content)
    (study / "reports" / "report.html").write_bytes(b"mine")
    reproduce(study)
    assert (study / "reports" / "report.html").read_bytes() == b"mine"


# Parts


@pytest.mark.parametrize("command", ["figures", "report"])
def test_figures_and_report_leave_the_tables_alone(study: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    tables = study / "reports" / "tables"
    before = look_at(tables)
    audited = json.loads((study / "reports" / "audit.json").read_bytes())
    page = (study / "reports" / "report.html").stat().st_mtime_ns
    monkeypatch.setattr("sys.argv", ["qualkit", command, "--study", str(study), "--language", "id"])
    main_exits_with(0)
    assert look_at(tables) == before
    audit = json.loads((study / "reports" / "audit.json").read_bytes())
    assert audit["command"] == ["qualkit", command, "--language", "id"]
    assert set(audit["outputs"]) == set(audited["outputs"])
    assert ((study / "reports" / "report.html").stat().st_mtime_ns == page) is (command == "figures")


def test_figures_alone_write_no_page_and_no_tables(made: MadeStudy, no_drawing: None) -> None:
    reproduce(made.folder, parts=("figures",))
    assert {path.name for path in (made.folder / "reports").iterdir()} == {"figures", "audit.json"}


# Where it cannot be written


def test_a_folder_that_may_not_be_written_is_a_clear_error(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(tempfile, "mkdtemp", refuse)
    with pytest.raises(
        QualkitError, match=r"cannot write beside .*reports: Permission denied; is the folder read-only\?"
    ):
        reproduce(study)


def test_a_file_where_the_reports_should_lie_is_a_clear_error(made: MadeStudy, no_drawing: None) -> None:
    (made.folder / "reports").write_bytes(b"a file")
    with pytest.raises(QualkitError, match="reports"):
        reproduce(made.folder)
    assert (made.folder / "reports").read_bytes() == b"a file"


def test_a_report_that_another_program_holds_open_is_a_clear_error(
    study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def locked(self: Path, target: Path) -> Path:
        if Path(target).name == "findings.csv":
            raise PermissionError(13, "it is being used", str(self), None, str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(QualkitError, match=r"findings\.csv.*being used"):
        reproduce(study)
    assert not list(study.glob("reports.*"))


def test_a_study_on_another_disk_or_with_its_reports_gone_is_written_anew(study: Path) -> None:
    before = look_at(study / "reports")
    shutil.rmtree(study / "reports")
    assert reproduce(study).notes == ()
    assert look_at(study / "reports") == before
