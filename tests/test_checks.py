"""`qualkit check` reads everything and tells all faults together, each with its place and what to do."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from made_study import MadeStudy
from qualkit.checks import check_study
from qualkit.cli import main
from qualkit.errors import Fault, FaultsError, QualkitError
from qualkit.start import copy_example
from qualkit.study import open_study

LOG_A, LOG_B = "coding/codings/a.jsonl", "coding/codings/b.jsonl"
CASES, OUTCOMES = "transcripts/cases.csv", "transcripts/outcomes.csv"
INTERVIEWS = "transcripts/interviews"


def read(folder: Path, file: str) -> list[str]:
    return (folder / file).read_text(encoding="utf-8").splitlines()


def write(folder: Path, file: str, lines: list[str]) -> None:
    (folder / file).write_bytes(("\n".join(lines) + "\n").encode())


def line_with(folder: Path, file: str, words: str) -> int:
    """The number of the first line that holds the words."""
    return next(number for number, line in enumerate(read(folder, file), 1) if words in line)


def exchange(folder: Path, file: str, old: str, new: str) -> int:
    """Put something else in place of the first `old`; the number of that line."""
    number, lines = line_with(folder, file, old), read(folder, file)
    lines[number - 1] = lines[number - 1].replace(old, new, 1)
    write(folder, file, lines)
    return number


def change_event(folder: Path, file: str, line: int, **changes: Any) -> dict[str, Any]:
    """Change the event on that line of a log; the event as it was comes back."""
    lines = read(folder, file)
    event: dict[str, Any] = json.loads(lines[line - 1])
    lines[line - 1] = json.dumps(event | changes, ensure_ascii=False)
    write(folder, file, lines)
    return event


def run(*words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """`python -m qualkit …` as a user's shell runs it."""
    return subprocess.run(
        [sys.executable, "-m", "qualkit", *words], cwd=cwd, capture_output=True, text=True, encoding="utf-8",
        env={**os.environ, "COLUMNS": "80"}, check=False,
    )  # fmt: skip


# Everything at once, in the example

Planted = dict[str, tuple[str, int, str]]
"""What was broken: the file, the line and words of the fault that must tell it."""


def break_everything(folder: Path) -> Planted:
    planted: Planted = {}
    lines = read(folder, LOG_A)

    typo = str(json.loads(lines[0])["code"])[:-1]
    code = change_event(folder, LOG_A, 1, code=typo)["code"]
    planted["an unknown code"] = (LOG_A, 1, f"unknown code {typo!r}: did you mean {code!r}")

    moved = change_event(folder, LOG_A, 4, start=5, end=9)
    file, text = f"{INTERVIEWS}/{moved['document']}.txt", f"now {moved['start']}-{moved['end']} (line "
    planted["a quote that moved"] = (LOG_A, 4, text)
    planted["the place it should have"] = (LOG_A, 4, f"warning: 1 coding stands elsewhere in {file}")
    planted["how many moved"] = (
        LOG_A,
        0,
        "warning: transcripts were edited since they were coded: moved 1, reworded 0",
    )

    change_event(folder, LOG_A, 6, quote="nobody ever said this")
    planted["a quote that is gone"] = (LOG_A, 6, "warning: transcripts/interviews/M01.txt, coded ")

    change_event(folder, LOG_A, 8, cases=["M1"])
    planted["a coding about no case"] = (LOG_A, 8, "about 'M1', no case: did you mean 'M")

    change_event(folder, LOG_A, 9, when="befor")
    planted["a time that is no wave"] = (LOG_A, 9, "no wave of study.yaml: did you mean 'before'?")

    change_event(folder, LOG_A, 10, document="M99x")
    planted["a coding in no document"] = (LOG_A, 10, "no document 'M99x'")

    write(folder, LOG_B, [*read(folder, LOG_B), '{"event_id": "b-99'])
    planted["a torn line"] = (LOG_B, len(read(folder, LOG_B)), "warning: set aside: not a whole JSON object")

    speech = [
        "---",
        "id: X01",
        "type: interview",
        "interviewer: P",
        "informant: M77",
        "---",
        "P: Ada?",
        "",
        "M77: Ada.",
    ]
    write(folder, f"{INTERVIEWS}/X01.txt", speech)
    planted["an informant without a case"] = (f"{INTERVIEWS}/X01.txt", 9, f"the informant 'M77' has no row in {CASES}")

    write(folder, f"{INTERVIEWS}/X02.txt", ["---", "id: X02", "type: interview", "---", "P: Siapa?", "", "Q: Saya."])
    planted["nobody who answers"] = (f"{INTERVIEWS}/X02.txt", 1, "nobody speaks as informant")

    write(folder, f"{INTERVIEWS}/X03.txt", ["---", "id: X03", "type: interview", "informant: M01", "---", "", " ", ""])
    planted["an empty transcript"] = (f"{INTERVIEWS}/X03.txt", 5, "the transcript is empty")

    write(folder, f"{INTERVIEWS}/X04.txt", ["---", "id: X04", "place: [rumah", "---", "M01: Ya."])
    planted["a header that is no YAML"] = (f"{INTERVIEWS}/X04.txt", 3, "not valid YAML")

    write(folder, f"{INTERVIEWS}/X05.txt", ["---", "id: X05", "type: intervew", "---", "M01: Ya."])
    planted["a kind of text that does not exist"] = (f"{INTERVIEWS}/X05.txt", 3, "type 'intervew' is unknown")

    write(folder, f"{INTERVIEWS}/Z01.txt", read(folder, f"{INTERVIEWS}/M01.txt"))
    planted["an id that two files bear"] = (f"{INTERVIEWS}/Z01.txt", 1, f"belongs to {INTERVIEWS}/M01.txt already")

    (folder / INTERVIEWS / "Z02.docx").write_bytes(b"PK")
    planted["a file that is not read"] = (f"{INTERVIEWS}/Z02.docx", 0, "warning: not read: only .txt")

    number = line_with(folder, CASES, "M24,")
    write(folder, OUTCOMES, [line for line in read(folder, OUTCOMES) if not line.startswith("M24,")])
    planted["a case without outcomes"] = (
        CASES,
        number,
        f"case 'M24' has the role 'member', which has outcomes, but no row in {OUTCOMES}",
    )

    number = exchange(folder, CASES, ",trainer,", ",trainr,")
    planted["an unknown role"] = (CASES, number, "the role 'trainr': did you mean 'trainer'?")

    rows = read(folder, OUTCOMES)
    write(folder, OUTCOMES, [*rows, "M70" + "," * rows[0].count(",")])
    planted["outcomes of no case"] = (OUTCOMES, len(rows) + 1, f"case 'M70' has no row in {CASES}")

    exchange(folder, OUTCOMES, "income_now", "income_nwo")
    planted["a column of another name"] = (OUTCOMES, 1, "no column 'income_now': did you mean 'income_nwo'")

    rows = read(folder, OUTCOMES)
    write(folder, OUTCOMES, [rows[0], rows[1].replace(",1400000,", ",sekitar 1.4 juta,", 1), *rows[2:]])
    planted["an amount in words"] = (OUTCOMES, 2, "income_before of M01 is 'sekitar 1.4 juta', which may be 1400000")

    codebook = "coding/codebook.yaml"
    quoted = line_with(folder, codebook, "quote:")
    entry = max(
        number for number, line in enumerate(read(folder, codebook), 1) if number < quoted and "- code:" in line
    )
    exchange(folder, codebook, 'quote: "', 'quote: "Xyz ')
    planted["an example that nobody said"] = (codebook, entry, "does not hold the words 'Xyz ")

    write(folder, "coding/findings.yaml", [*read(folder, "coding/findings.yaml"), "  - id: [a"])
    planted["findings that are no YAML"] = (
        "coding/findings.yaml",
        len(read(folder, "coding/findings.yaml")) + 1,
        "not valid YAML",
    )
    return planted


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Planted]:
    """A copy of the example in which everything that can be planted at once is planted."""
    folder = copy_example(tmp_path_factory.mktemp("broken") / "study")
    return folder, break_everything(folder)


@pytest.fixture(scope="module")
def told(broken: tuple[Path, Planted]) -> tuple[Fault, ...]:
    return check_study(broken[0])


def test_all_planted_faults_are_told_together_each_with_file_and_line(
    broken: tuple[Path, Planted], told: tuple[Fault, ...]
) -> None:
    untold = {
        what: place
        for what, place in broken[1].items()
        if not any((fault.file, fault.line) == place[:2] and place[2] in str(fault) for fault in told)
    }
    assert not untold, "\n".join(["told was:", *map(str, told)])


def test_nothing_is_told_that_was_not_broken(broken: tuple[Path, Planted], told: tuple[Fault, ...]) -> None:
    places = {place[:2] for place in broken[1].values()}
    follows = ("belongs to no measure of study.yaml", "speaks in no document", "no finding '")
    assert not [
        str(fault)
        for fault in told
        if (fault.file, fault.line) not in places and not any(w in fault.problem for w in follows)
    ]


def test_the_faults_are_sorted_by_file_and_line_and_each_is_told_once(told: tuple[Fault, ...]) -> None:
    assert list(told) == sorted(set(told))


def test_the_place_where_a_moved_quote_stands_now_is_its_line_in_the_file(
    broken: tuple[Path, Planted], told: tuple[Fault, ...]
) -> None:
    quote = json.loads(read(broken[0], LOG_A)[3])["quote"]
    line = line_with(broken[0], f"{INTERVIEWS}/M01.txt", quote)
    assert any(f"(line {line})" in fault.problem for fault in told if (fault.file, fault.line) == (LOG_A, 4))


def test_the_command_prints_every_fault_and_counts_them(broken: tuple[Path, Planted], told: tuple[Fault, ...]) -> None:
    done = run("check", "--study", str(broken[0]))
    assert done.stdout.splitlines() == [str(fault) for fault in told]
    warnings = sum(fault.warning for fault in told)
    assert done.stderr.splitlines() == [f"faults: {len(told) - warnings}, warnings: {warnings}"]
    assert done.returncode == 1


def test_a_study_with_faults_is_not_opened_and_the_error_holds_all_that_reading_found(
    broken: tuple[Path, Planted], told: tuple[Fault, ...]
) -> None:
    with pytest.raises(FaultsError, match="unknown code") as caught:
        open_study(broken[0])
    assert set(caught.value.faults) <= set(told)


def test_the_example_itself_has_no_faults(example: Any) -> None:
    assert check_study(example.root) == ()


# One at a time, in a small study


@pytest.fixture
def small(make_study: Callable[..., MadeStudy]) -> Path:
    """A study of two people with one amount, without faults."""
    made = make_study(
        codes=["need/met", "need/unmet"],
        roles={"member": {"outcomes": True}},
        waves=["before", "now"],
        measures={"debt": {"type": "amount", "columns": {"before": "debt_before", "now": "debt_now"}}},
    )
    for case, sentence in (("M01", "Dapat pinjaman."), ("M02", "Enggak dapat, é.")):
        made.add_case(case, name="Bu Émi", outcomes={"debt_before": 10, "debt_now": 0})
        made.add_voice(case, {sentence: "need/met" if case == "M01" else "need/unmet"})
    made.add_finding("met", "prevalence", support="need/met", contradict="need/unmet", cases="role == 'member'")
    return made.write()


def semicolons(folder: Path) -> None:
    (folder / CASES).write_bytes((folder / CASES).read_bytes().replace(b",", b";"))


def windows(file: str) -> Callable[[Path], None]:
    def save(folder: Path) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        (folder / file).write_bytes(text.replace("\n", "\r\n").encode("cp1252"))

    return save


def utf_16(folder: Path) -> None:
    text = (folder / CASES).read_text(encoding="utf-8")
    (folder / CASES).write_bytes(text.encode("utf-16"))


def put(file: str, old: str, new: str) -> Callable[[Path], None]:
    return lambda folder: exchange(folder, file, old, new) and None


def append(file: str, line: str) -> Callable[[Path], None]:
    return lambda folder: write(folder, file, [*read(folder, file), line])


def delete(file: str) -> Callable[[Path], None]:
    return lambda folder: (folder / file).unlink()


@pytest.mark.parametrize(
    ("break_it", "place", "words"),
    [
        (semicolons, f"{CASES}:1", "separated by ';'; save the file with commas"),
        (windows(CASES), f"{CASES}:2", r"not UTF-8 text (byte 0xc9), perhaps Windows (cp1252); open it"),
        (windows(f"{INTERVIEWS}/M02.txt"), f"{INTERVIEWS}/M02.txt:", "perhaps Windows (cp1252)"),
        (utf_16, f"{CASES}:1", "perhaps UTF-16"),
        (put(CASES, "role", "rol"), f"{CASES}:1", "there is no column 'role': did you mean 'rol'?"),
        (put(OUTCOMES, "case", "kasus"), f"{OUTCOMES}:1", "there is no column 'case'"),
        (put(CASES, "name", "role"), f"{CASES}:1", "two columns are called 'role'"),
        (append(CASES, "M01,member,again"), f"{CASES}:4", "case 'M01' stands already on line 2; keep one row"),
        (append(CASES, "M03,member,Emi, ibu"), f"{CASES}:4", "4 cells where the first line names 3 columns"),
        (append(CASES, ',member,"Emi'), f"{CASES}:4", "not readable as CSV"),
        (append(CASES, ",member,Emi"), f"{CASES}:4", "the row has no case"),
        (delete(CASES), CASES, "the file is missing; expected it at transcripts/cases.csv"),
        (delete(OUTCOMES), OUTCOMES, "the file is missing"),
        (delete("coding/codebook.yaml"), "coding/codebook.yaml", "the file is missing"),
        (append("coding/codebook.yaml", "codes: []"), "coding/codebook.yaml:5", "the key 'codes' stands twice"),
        (append("coding/codebook.yaml", "- code: 'need/met'"), "coding/codebook.yaml:5", "not valid YAML"),
        (append("study.yaml", "  title: [a"), "study.yaml:", "not valid YAML"),
        (append("study.yaml", "samplin: x"), "study.yaml:", "unknown key 'samplin'; did you mean 'sampling'?"),
        (append("study.yaml", "about: &a x"), "study.yaml:", "anchors (&), aliases (*) and tags (!) are not allowed"),
        (put("coding/findings.yaml", "need/unmet", "need/unmat"), "coding/findings.yaml:", "did you mean 'need/unmet'"),
        (put("coding/findings.yaml", "role == ", "rule == "), "coding/findings.yaml:", "did you mean 'role'"),
        (put("coding/findings.yaml", "prevalence", "prevalent"), "coding/findings.yaml:", "'kind' is missing or unknown"),
        (put(f"{INTERVIEWS}/M02.txt", "M02: ", "M02:\u00a0x "), f"{LOG_A}:3", "in the same words ('Enggak dapat, é.', 19-35, now 21-37 (line 10))"),
        (put(f"{INTERVIEWS}/M02.txt", "- M02", "- M03"), f"{INTERVIEWS}/M02.txt:1", "nobody speaks as informant"),
        (lambda folder: (folder / INTERVIEWS / "M02.txt").write_bytes(b""), f"{INTERVIEWS}/M02.txt", "header"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_place_and_in_words(
    small: Path, break_it: Callable[[Path], None], place: str, words: str
) -> None:
    assert check_study(small) == ()
    break_it(small)
    told = [str(fault) for fault in check_study(small)]
    assert any(line.startswith(place) and words in line for line in told), told


def test_of_a_text_that_was_edited_it_is_told_in_one_line_how_many_codings_shifted(make_study: Any) -> None:
    made = make_study(codes=["a", "b"])
    made.add_voice("M01", {"Satu kali saja.": "a", "Dua kali sudah.": "b"})
    folder = made.write()
    exchange(folder, f"{INTERVIEWS}/M01.txt", "And then?", "And then, please?")
    faults = check_study(folder)
    assert all(fault.warning for fault in faults), "the study opens as before"
    [shifted] = [fault for fault in faults if (fault.file, fault.line) == (LOG_A, 1)]
    start = made.documents["M01"][2].replace("And then?", "And then, please?", 1).index("Satu")
    line = line_with(folder, f"{INTERVIEWS}/M01.txt", "Satu")
    assert "2 codings stand elsewhere" in shifted.problem
    assert f"now {start}-{start + 15} (line {line})" in shifted.problem


def test_bad_methods_do_not_hide_what_else_is_wrong(small: Path) -> None:
    (small / "methods.yaml").write_text("access: [a\n", encoding="utf-8")
    change_event(small, LOG_A, 1, code="need/mt")
    files = [fault.file for fault in check_study(small)]
    assert files == [LOG_A, "methods.yaml"]


@pytest.mark.parametrize("file", ["coding/codebook.yaml", "study.yaml", CASES])
def test_one_unreadable_file_does_not_hide_a_quote_that_moved(small: Path, file: str) -> None:
    write(small, file, [*read(small, file), '"'])
    change_event(small, LOG_A, 1, start=0, end=3)
    assert {fault.file for fault in check_study(small)} == {LOG_A, file}


def test_an_unknown_code_of_a_crosstab_is_told_with_its_line(small: Path) -> None:
    lines = read(small, "study.yaml")
    write(small, "study.yaml", [*lines, "crosstabs:", "- {code: need/mt, outcome: debt}"])
    [fault] = check_study(small)
    assert (fault.file, fault.line) == ("study.yaml", len(lines) + 2)


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        (["crosstabs:", "- {code: need/met, outcome: debt_now, test: fischer}"], "crosstabs: no test 'fischer'"),
        (["families:", "  all: {codes: [need/mt], outcomes: [debt]}"], "family 'all': no code 'need/mt'"),
        (["families:", "  all: {codes: [need], outcomes: [det]}"], "family 'all': no outcome 'det'"),
        (["families:", "  all: {codes: [need], outcomes: [debt_again]}"], "family 'all': no outcome 'debt_again'"),
        (["joint_displays:", "- {codes: [need/mt], outcome: debt_now}"], "joint_displays: no code 'need/mt'"),
        (["joint_displays:", "- {codes: [need], outcome: det}"], "joint_displays: no outcome 'det'"),
        (
            ["joint_displays:", "- {codes: [need], outcome: debt_now, bands: [2, 1]}"],
            "joint_displays: bands must ascend",
        ),
        (
            ["joint_displays:", "- {codes: [need], outcome: debt, change: direction}"],
            "whether more of 'debt' is better",
        ),
        (["", "clusters: village"], "clusters: transcripts/cases.csv has no column 'village'"),
    ],
)
def test_what_a_crosstab_or_a_family_cannot_do_is_told_with_its_line(
    small: Path, lines: list[str], problem: str
) -> None:
    before = read(small, "study.yaml")
    write(small, "study.yaml", [*before, *lines])
    [fault] = check_study(small)
    assert (fault.file, fault.line) == ("study.yaml", len(before) + 2)
    assert problem in fault.problem


@pytest.mark.parametrize(
    ("consequences", "problem"),
    [
        pytest.param("[need/mt]", "no code 'need/mt'", id="unknown"),
        pytest.param("[need/met]", "'need/met' is a problem and a consequence", id="a problem too"),
    ],
)
def test_a_wrong_consequence_is_told_with_the_line_of_the_stages(small: Path, consequences: str, problem: str) -> None:
    lines = read(small, "study.yaml")
    stages = f"stages: {{stages: [need/met], problems: [need/met], consequences: {consequences}}}"
    write(small, "study.yaml", [*lines, stages])
    [fault] = check_study(small)
    assert (fault.file, fault.line) == ("study.yaml", len(lines) + 1)
    assert problem in fault.problem


def test_warnings_alone_are_no_fault(small: Path) -> None:
    write(small, LOG_A, [*read(small, LOG_A), '{"event_id": "a-9', "[1]"])
    assert [fault.warning for fault in check_study(small)] == [True, True]
    done = run("check", "--study", str(small))
    assert (done.returncode, done.stderr) == (0, "faults: 0, warnings: 2\n")
    assert "no event of qualkit" in done.stdout


def test_what_looks_wrong_in_a_transcript_is_a_warning_with_its_line(make_study: Any) -> None:
    made = make_study(codes=["need"])
    made.add_case("R1")
    made.add_interview("R1", ("I", "Are you a member?"), ("R1", "Yes, I am."), ("R2", "So am I."))
    made.documents["R1"][1]["informant"] = "R1"
    [warning] = [fault for fault in check_study(made.write()) if "transcripts" in fault.file]
    assert warning.warning
    assert str(warning).startswith("transcripts/interviews/R1.txt:11: warning: a line begins with 'R2', no tag of this")


def test_the_same_interview_twice_is_told(make_study: Any) -> None:
    made = make_study(codes=["need"])
    made.add_case("R1")
    for document in ("R1", "R9"):
        made.add_interview(document, ("I", "Are you a member?"), ("R1", "Yes, I am."))
    [warning] = [fault for fault in check_study(made.write()) if "transcripts" in fault.file]
    assert "R9.txt:1: warning: the text is the same as that of R1" in str(warning)


def test_a_folder_without_a_study_is_told_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(QualkitError, match=r"there is no study\.yaml; name another folder .* or copy the example"):
        check_study(tmp_path)


# Exit codes

CALLS: list[tuple[list[str], int, str]] = [
    (["check"], 0, "no faults found"),
    (["findings", "--format", "json"], 0, ""),
    (["check", "--study", "nowhere"], 1, "qualkit: no study in nowhere: there is no study.yaml"),
    (["reproduce", "--study", "nowhere"], 1, "qualkit: no study in nowhere: there is no study.yaml"),
    (["count", "--code", "need/mt"], 1, "qualkit: no code 'need/mt' in coding/codebook.yaml: did you mean 'need/met'"),
    (["count", "--by", "nmae"], 1, "qualkit: "),
    (["quotes", "--where", "role =="], 1, "qualkit: "),
    (["quotes", "--coder", "z"], 1, "qualkit: no coder 'z' has a log in coding/codings: known are 'a'"),
    (["quotes", "--out", "no/such/folder/q.csv"], 1, "qualkit: cannot write "),
    (["crosstab", "--code", "need", "--outcome", "deb_now"], 1, "qualkit: no outcome 'deb_now': did you mean"),
    (["findings", "--evidence", "mett"], 1, "qualkit: "),
    (["init", "."], 1, "qualkit: . is not empty; nothing was written"),
    (["check", "--nope"], 2, "No such option: --nope"),
    (["count", "--format", "xml"], 2, "'xml' is not one of"),
    (["count", "--unit", "words"], 2, "'words' is not one of"),
    (["crosstab", "--code", "need"], 2, "--outcome: name at least one, or a --family"),
    (["crosstab", "--code", "need", "--outcome", "debt", "--bands", "a,b"], 2, "'a,b' is no list of numbers"),
    (["chekc"], 2, "No such command 'chekc'"),
    (["init"], 2, "Missing argument 'DIR'"),
]


@pytest.mark.parametrize(("words", "code", "says"), CALLS, ids=[" ".join(words) for words, _, _ in CALLS])
def test_the_exit_code_tells_done_from_bad_input_from_misuse(
    small: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    code: int,
    says: str,
) -> None:
    monkeypatch.chdir(small)
    monkeypatch.setattr(sys, "argv", ["qualkit", *words])
    with pytest.raises(SystemExit) as stopped:
        main()
    out, err = capsys.readouterr()
    assert (stopped.value.code or 0) == code
    assert says in err.splitlines()[-1] if says else not err, "one clear line, and the last"
    assert code == 0 or not out


@pytest.mark.parametrize(("words", "code"), [(["count", "--code", "x"], 1), (["count", "--unit", "x"], 2)])
def test_a_shell_sees_the_exit_code_and_no_traceback(small: Path, words: list[str], code: int) -> None:
    done = run(*words, cwd=small)
    assert (done.returncode, done.stdout) == (code, "")
    assert "Traceback" not in done.stderr and "'x'" in done.stderr
