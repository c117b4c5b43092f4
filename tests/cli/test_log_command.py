"""`qualkit log` as a researcher reads it in a terminal, and what it tells besides."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from made_study import MadeStudy
from qualkit.cli import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def folder(make_study: Callable[..., MadeStudy]) -> Path:
    made = make_study(codes=["money/moneylender/owing", "money/moneylender/free"])
    made.add_voice("F01", {"I owe him still, he comes on Mondays, and so it goes on and on.": None}, review=False)
    quote = "I owe him still, he comes on Mondays, and so it goes on and on."
    at = "2020-01-01T09:{:02}:00.000Z".format
    coding = made.code("F01", quote, "money/moneylender/free", at=at(1))
    made.log("a", "change", id=coding, code="money/moneylender/owing", at=at(2))
    made.log("a", "remove", id=coding, at=at(3))
    made.log("a", "undo", of="a-003", at=at(4))
    made.log("a", "memo", on="case", target="F01", text="lives\nalone", at=at(5))
    return made.write()


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*words: object, columns: int = 113) -> tuple[int, str, str]:
        monkeypatch.setenv("COLUMNS", str(columns))
        monkeypatch.setattr(sys, "argv", ["qualkit", "log", *map(str, words)])
        with pytest.raises(SystemExit) as stopped:
            main()
        code = stopped.value.code
        return (code if isinstance(code, int) else 0), *capsys.readouterr()

    return run


def test_a_wide_terminal_shows_an_event_a_line(run: Run, folder: Path) -> None:
    code, out, err = run("--study", folder)
    assert (code, err) == (0, "events: 5, undone: 1; times are UTC\n")
    assert [line.rstrip() for line in out.splitlines() if "──" not in line] == [
        "at                 coder   event    document   code                      what",
        "2020-01-01 09:01   a       add      F01        money/moneylender/free    “I owe him still, he comes on Mondays,…”",
        "2020-01-01 09:02   a       change   F01        money/moneylender/owing   code: money/moneylender/free → money/mo…",
        "2020-01-01 09:03   a       remove   F01        money/moneylender/owing   undone: “I owe him still, he comes on…”",
        "2020-01-01 09:04   a       undo     F01        money/moneylender/owing   “I owe him still, he…” remove taken back",
        "2020-01-01 09:05   a       memo                                          on case F01: lives alone",
    ]


def test_a_narrow_terminal_shows_the_words_below_the_code(run: Run, folder: Path) -> None:
    _, out, _ = run("--study", folder, columns=80)
    assert max(map(len, out.splitlines())) <= 80
    lines = out.splitlines()
    place = lines[0].index("what")
    assert lines[2][place:] == "money/moneylender/free"
    assert lines[3].startswith(" " * place + "“I owe him")


def test_lines_that_were_set_aside_are_told_with_their_number(run: Run, folder: Path) -> None:
    with (folder / "coding" / "codings" / "a.jsonl").open("a", encoding="utf-8") as log:
        log.write('{"event_id"')
    code, out, err = run("--study", folder, "--format", "json")
    assert (code, out.count('"event_id"')) == (0, 5)
    assert err.startswith("coding/codings/a.jsonl:6: warning: set aside: not a whole JSON object")


def test_who_did_what_is_told_where_a_transcript_has_vanished_too(run: Run, folder: Path) -> None:
    (folder / "transcripts" / "interviews" / "F01.txt").unlink()
    code, out, err = run("--study", folder, "--document", "F01", "--format", "json")
    assert (code, out.count('"event_id"')) == (0, 4)
    assert "qualkit check lists them" in err


def test_where_the_codebook_cannot_be_read_all_faults_are_told(run: Run, folder: Path) -> None:
    (folder / "coding" / "codebook.yaml").unlink()
    code, out, err = run("--study", folder)
    assert (code, out) == (1, "")
    assert "coding/codebook.yaml: the file is missing" in err


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["--coder", "c"], "no coder 'c' has a log"),
        (["--document", "F02"], "no document 'F02': did you mean 'F01'?"),
        (["--code", "mony"], "unknown code 'mony'"),
    ],
)
def test_what_is_not_there_is_an_error(run: Run, folder: Path, words: list[str], problem: str) -> None:
    code, out, err = run("--study", folder, *words)
    assert (code, out) == (1, "")
    assert problem in err
