"""Two processes at work: the same answers, whatever becomes of the second one."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest

from qualkit.report import worker as module
from qualkit.report.worker import Job, Worker


def do_all(jobs: Sequence[Job], modules: Sequence[str] = ("json",)) -> list[str]:
    with Worker(modules) as worker:
        worker.begin(jobs)
        return worker.finish(lambda done, number: None)


def on_cores(monkeypatch: pytest.MonkeyPatch, cores: int) -> None:
    monkeypatch.setattr(module, "count_cores", lambda: cores)


@pytest.fixture(autouse=True)
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    on_cores(monkeypatch, 2)


# What the jobs are: names that another process can import


def wait_for(path: Path) -> str:
    """Until somebody has written the file."""
    limit = time.monotonic() + 60
    while not path.exists():
        assert time.monotonic() < limit, "nobody writes it: one process does all"
        time.sleep(0.01)
    return str(path)


def evaluate(expression: str, mark: Path | None = None) -> partial[str]:
    """A job that another process can be sent; it writes the file first."""
    marked = f"__import__('pathlib').Path({str(mark)!r}).write_text('x') and " if mark else ""
    return partial(eval, f"{marked}({expression})")


GETPID = "str(__import__('os').getpid())"


def test_both_processes_do_a_part_and_the_answers_keep_their_order(tmp_path: Path) -> None:
    first, seen = tmp_path / "first", []

    def last() -> str:  # cannot be sent, and is done here, once the worker has done the first
        wait_for(first)
        return "last"

    with Worker(["json"]) as worker:
        worker.begin([evaluate(GETPID, first), partial(str, "second"), last])
        answers = worker.finish(lambda done, number: seen.append((done, number)))
    assert answers[1:] == ["second", "last"]
    assert answers[0].isdigit() and answers[0] != str(os.getpid())
    assert seen[0] == (0, 2)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)


@pytest.mark.parametrize(("modules", "cores"), [((), 2), (("json",), 1)])
def test_without_a_use_for_it_or_on_one_core_no_process_is_started(
    monkeypatch: pytest.MonkeyPatch, modules: tuple[str, ...], cores: int
) -> None:
    monkeypatch.setattr("subprocess.Popen", lambda *_, **__: pytest.fail("started"))
    on_cores(monkeypatch, cores)
    assert do_all([evaluate(GETPID)] * 3, modules) == [str(os.getpid())] * 3


def test_where_no_process_can_be_started_all_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("subprocess.Popen", refuse)
    assert do_all([evaluate(GETPID)] * 3) == [str(os.getpid())] * 3


@pytest.mark.parametrize("executable", ["", "Rscript", "qualkit.exe"])
def test_inside_another_program_that_program_is_not_started(monkeypatch: pytest.MonkeyPatch, executable: str) -> None:
    monkeypatch.setattr("subprocess.Popen", lambda *_, **__: pytest.fail("started"))
    monkeypatch.setattr(sys, "executable", executable)
    assert do_all([evaluate(GETPID)]) == [str(os.getpid())]


@pytest.mark.parametrize("program", ["raise SystemExit", "import time; time.sleep(600)"])
def test_a_worker_that_never_becomes_ready_holds_nothing_up(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    monkeypatch.setattr(module, "PROGRAM", program)
    assert do_all([evaluate(GETPID)] * 3) == [str(os.getpid())] * 3


def test_what_a_worker_that_dies_had_in_hand_is_done_here(tmp_path: Path) -> None:
    first = tmp_path / "first"
    die = f"__import__('os')._exit(3) if {GETPID} != {str(os.getpid())!r} else 'done here'"
    assert do_all([evaluate(die, first), lambda: wait_for(first)]) == ["done here", str(first)]


def test_an_error_of_the_worker_is_raised_here_with_its_message(tmp_path: Path) -> None:
    first = tmp_path / "first"
    with pytest.raises(ZeroDivisionError, match="division by zero"):
        do_all([evaluate("1 / 0", first), lambda: wait_for(first)])


def test_what_is_printed_there_is_no_answer(tmp_path: Path) -> None:
    first = tmp_path / "first"
    printing = evaluate("(print('noise', flush=True), __import__('os').system('echo noise'), 'answer')[2]", first)
    assert do_all([printing, lambda: wait_for(first)]) == ["answer", str(first)]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_an_error_here_ends_the_worker_at_once(tmp_path: Path, error: type[BaseException]) -> None:
    first = tmp_path / "first"

    def fail() -> str:
        wait_for(first)
        raise error("stopped")

    begin, threads = time.monotonic(), threading.active_count()
    with pytest.raises(error, match="stopped"):
        do_all([evaluate("__import__('time').sleep(600)", first), fail])
    assert time.monotonic() - begin < 60
    assert threading.active_count() == threads
