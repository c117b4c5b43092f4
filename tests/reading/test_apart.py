"""Files are read in processes of their own: what goes wrong there costs one file, and nothing outside is touched."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import strange_readers
from qualkit.errors import FaultsError, QualkitError
from qualkit.reading.apart import Limits, Readers
from qualkit.reading.transcribe import Job

MEMORY = 700 * 2**20
SHORT = 1.5  # seconds; long enough for a process to start and import what it needs on a busy machine
TEXT = "I: How?\n\nR: Slowly."


@pytest.fixture
def readers() -> Iterator[Readers]:
    with Readers(1, Limits(60, MEMORY), strange_readers.PROGRAM) as opened:
        yield opened


def read(readers: Readers, reader: str, content: str = TEXT) -> str:
    (done,) = readers.read(Job(content.encode(), "made.doc", f".{reader}", "made"))
    return done.content


def find_problem(readers: Readers, reader: str) -> str:
    with pytest.raises(FaultsError) as told:
        read(readers, reader)
    (fault,) = told.value.faults
    assert fault.file == "made.doc"
    return fault.problem


def test_what_was_read_comes_back_as_a_transcript(readers: Readers) -> None:
    assert TEXT in read(readers, "read_well")


def test_one_process_reads_many_files(readers: Readers) -> None:
    read(readers, "read_well")
    first = readers._all[0]._process
    assert [read(readers, "read_well", f"I: {number}?") for number in range(5)]
    assert readers._all[0]._process is first


@pytest.mark.parametrize("reader", ["read_forever", "sleep_on"])
def test_a_reader_that_hangs_is_stopped_and_the_next_file_is_read(reader: str) -> None:
    with Readers(1, Limits(SHORT, MEMORY), strange_readers.PROGRAM) as readers:
        assert find_problem(readers, reader).startswith("reading it took longer than 1.5 seconds and was stopped")
    with Readers(1, Limits(60, MEMORY), strange_readers.PROGRAM) as readers:
        assert TEXT in read(readers, "read_well")


@pytest.mark.skipif(sys.platform != "linux", reason="only there the system holds a process to so much memory")
def test_a_reader_that_eats_memory_is_stopped_and_the_next_file_is_read(readers: Readers) -> None:
    assert find_problem(readers, "eat_memory").startswith("reading it needed more than 700 MB and was stopped")
    assert TEXT in read(readers, "read_well")


@pytest.mark.parametrize("reader", ["crash", "end_itself", "fail", "say_too_much"])
def test_a_reader_that_crashes_costs_its_file_and_the_next_is_read(readers: Readers, reader: str) -> None:
    assert find_problem(readers, reader).startswith("the reader crashed on it")
    assert TEXT in read(readers, "read_well")


def test_a_process_that_somebody_kills_is_replaced(readers: Readers) -> None:
    read(readers, "read_well")
    process = readers._all[0]._process
    assert process
    process.kill()
    process.wait()
    assert TEXT in read(readers, "read_well")


def test_what_a_library_prints_is_no_answer(readers: Readers) -> None:
    assert TEXT in read(readers, "chatter")


def test_what_is_nested_too_deep_is_told(readers: Readers) -> None:
    assert "nested deeper than any text" in find_problem(readers, "recurse")


def test_a_reader_can_neither_write_nor_connect_nor_start_a_program(readers: Readers, tmp_path: Path) -> None:
    assert "went through: nothing" in read(readers, "reach_out", str(tmp_path / "outside"))
    assert not list(tmp_path.iterdir())


def test_several_threads_share_the_processes() -> None:
    with Readers(2, Limits(60, MEMORY), strange_readers.PROGRAM) as readers, ThreadPoolExecutor(6) as threads:
        done = list(threads.map(lambda number: read(readers, "read_well", f"I: {number}?"), range(30)))
    assert [text.rstrip().rpartition("\n")[2] for text in done] == [f"I: {number}?" for number in range(30)]


def test_what_is_being_read_ends_when_reading_is_stopped() -> None:
    with Readers(1, Limits(60, MEMORY), strange_readers.PROGRAM) as readers, ThreadPoolExecutor(2) as threads:
        waiting = [threads.submit(read, readers, "sleep_on") for _ in range(2)]
        while readers._free:
            threading.Event().wait(0.01)
        readers.close()
        for future in waiting:
            with pytest.raises(QualkitError):
                future.result()


def test_a_script_needs_no_guard_around_what_it_calls(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "from qualkit.reading.apart import read_apart\nfrom qualkit.reading.transcribe import Job\n"
        f"print(read_apart(Job({TEXT.encode()!r}, 'a.txt', '.txt', 'a'))[0].content)\n",
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False)
    assert TEXT in done.stdout, done.stderr
