"""What a log goes through in the field: killed kernels, full disks, several programs at once, git, hands."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import qualkit as qk
from made_study import MadeStudy
from qualkit import files
from qualkit.coding import journal as journals
from qualkit.coding.events import Event
from qualkit.coding.journal import Journal
from qualkit.coding.log import read_log
from qualkit.errors import QualkitError
from qualkit.start import make_study as make_empty_study

HERE = Path(__file__).parent
POSIX = pytest.mark.skipif(os.name != "posix", reason="made with fork, limits and rights of POSIX systems")


def add(coding: str, **more: Any) -> Event:
    about = {"id": coding, "document": "F01", "start": 0, "end": 4, "quote": "Yes.", "code": "money"}
    return {"event": "add", "event_id": coding} | about | more


def read_ids(path: Path) -> list[str]:
    return [coding.id for coding in read_log(path, file=path.name).codings]


def open_log(folder: Path) -> Journal:
    return Journal(folder / "a.jsonl", file="a.jsonl")


# --- killed


@pytest.fixture
def quick_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory, where there is one: the more of its time a writer spends in writing, the more it is cut."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else tmp_path) as folder:
        yield Path(folder)


@POSIX
def test_a_writer_that_is_killed_500_times_loses_nothing_that_it_acknowledged(quick_folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, HERE / "killing.py", quick_folder, "2017", "500"],
        capture_output=True, text=True, check=True, timeout=300,
    )  # fmt: skip
    found = json.loads(done.stdout)
    assert found["rounds"] == 500
    assert found["acknowledged"] >= 500
    assert (found["lost"], found["unclean"], found["untold"]) == (0, 0, 0)


@POSIX
def test_the_lock_of_a_writer_that_was_killed_is_free_at_once(tmp_path: Path) -> None:
    journal = open_log(tmp_path)
    with hold_lock(journal.path) as holder:
        holder.send_signal(signal.SIGKILL)
        assert holder.wait(timeout=60) < 0
    journal.append(add("x"))
    assert read_ids(journal.path) == ["x"]


@POSIX
def test_an_interrupt_in_the_middle_of_a_write_leaves_no_half_event(tmp_path: Path, monkeypatch: Any) -> None:
    journal = open_log(tmp_path)
    journal.append(add("x"))
    before = journal.path.read_bytes()
    write = os.write

    def write_half(stream: int, content: bytes) -> int:
        write(stream, content[: len(content) // 2])
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", write_half)
        with pytest.raises(KeyboardInterrupt):
            journal.append(add("y"))
    assert journal.path.read_bytes() == before
    journal.append(add("y"))
    assert read_ids(journal.path) == ["x", "y"]


@pytest.mark.parametrize("step", ["identity_of", "read_lines", "append_whole", "leave_out_doublets"])
def test_an_interrupt_at_any_step_leaves_the_journal_as_the_log_is(tmp_path: Path, step: str, monkeypatch: Any) -> None:
    journal, other = open_log(tmp_path), open_log(tmp_path)
    journal.append(add("x"))
    other.append(add("y"), add("z"))

    def interrupt(*about: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(journals, step, interrupt)
        with pytest.raises(KeyboardInterrupt):
            journal.append(add("w"))
    journal.append(add("v"))
    assert [coding.id for coding in journal.fold().codings] == ["x", "y", "z", "v"]
    assert journal.fold() == open_log(tmp_path).fold()


# --- several at once


@contextmanager
def hold_lock(path: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that holds the lock of a log meanwhile."""
    program = (
        "import sys; from pathlib import Path; from qualkit.files import lock_file\n"
        "with lock_file(Path(sys.argv[1]), 'log'): print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        yield holder


def test_three_programs_that_write_at_once_lose_nothing(make_study: Callable[..., MadeStudy]) -> None:
    made = make_study(codes=["money"])
    made.add_voice("F01", {"Yes.": "money"})
    made.write()
    log = made.folder / "coding" / "codings" / "a.jsonl"
    writers = [
        subprocess.Popen(
            [sys.executable, HERE / "racing.py", log, name, "60"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for name in ("p", "q", "r")
    ]  # fmt: skip
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    command = subprocess.run(
        [sys.executable, "-m", "qualkit", "log", "--study", made.folder, "--format", "json"],
        capture_output=True, text=True, encoding="utf-8", timeout=120,
    )  # fmt: skip
    assert [writer.wait(timeout=120) for writer in writers] == [0, 0, 0]
    for writer in writers:
        for stream in (writer.stdin, writer.stdout):
            assert stream is not None
            stream.close()
    assert (command.returncode, command.stderr) == (0, "")
    read = read_log(log, file="a.jsonl")
    assert read.faults == ()
    added = {memo.target for memo in read.memos}
    assert added == {f"{name}-{number}" for name in "pqr" for number in range(60)}
    shown = {row["event_id"] for row in json.loads(command.stdout)}
    assert shown <= added | {"a-001", "a-002"}


def test_a_lock_that_is_held_too_long_is_told_and_nothing_written(tmp_path: Path, monkeypatch: Any) -> None:
    journal = open_log(tmp_path)
    journal.append(add("x"))
    monkeypatch.setattr(files, "LOCK_SECONDS", 0.05)
    with (
        hold_lock(journal.path),
        pytest.raises(QualkitError, match=r"^a\.jsonl: another program has been writing .* nothing was written: wait"),
    ):
        journal.append(add("y"))
    journal.append(add("y"))
    assert read_ids(journal.path) == ["x", "y"]


# --- a full disk, rights, places


FULL = """
import json, resource, signal, sys
from pathlib import Path
from qualkit.coding.journal import Journal
from qualkit.errors import QualkitError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
path = Path(sys.argv[1])
journal = Journal(path, file=path.name)
def add(coding, quote):
    span = {"start": 0, "end": len(quote), "quote": quote}
    return {"event": "add", "event_id": coding, "id": coding, "document": "F01", "code": "money"} | span
journal.append(add("x", "Yes."))
size = path.stat().st_size
_, most = resource.getrlimit(resource.RLIMIT_FSIZE)
told = []
for events in ([add("y", "y" * 9000)], [add(str(n), "Yes.") for n in range(40)]):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 4000, most))
    try:
        journal.append(*events)
    except QualkitError as error:
        told.append(str(error))
    told.append(path.stat().st_size - size)
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
journal.append(add("y", "y" * 9000))
print(json.dumps(told))
"""


@POSIX
def test_what_does_not_fit_on_the_disk_is_taken_back_and_told(tmp_path: Path) -> None:
    """The limit of a file's size stands for a full disk: the system writes what fits, and refuses the rest."""
    path = tmp_path / "a.jsonl"
    done = subprocess.run([sys.executable, "-c", FULL, path], capture_output=True, text=True, check=True, timeout=60)
    one, one_size, many, many_size = json.loads(done.stdout)
    assert one == many
    assert one.startswith("a.jsonl: nothing was written, the disk is full (")
    assert (one_size, many_size) == (0, 0)
    assert read_ids(path) == ["x", "y"]
    assert read_log(path, file="a.jsonl").faults == ()


def test_what_the_disk_does_not_confirm_is_taken_back(tmp_path: Path, monkeypatch: Any) -> None:
    journal = open_log(tmp_path)
    journal.append(add("x"))

    def fail(stream: int) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", fail)
        with pytest.raises(QualkitError, match=r"a\.jsonl: nothing was written \(Input/output error\)"):
            journal.append(add("y"))
    assert read_ids(journal.path) == ["x"]
    assert len(journal.append(add("y"))) == 1


READ_ONLY = """
import os, sys, tempfile
from pathlib import Path
from qualkit.coding.journal import Journal
from qualkit.errors import QualkitError
path = Path(sys.argv[1])
with tempfile.TemporaryDirectory() as folder:  # what is imported when it is first used is so imported now
    Journal(Path(folder) / "a.jsonl", file="").append({"event": "remove", "id": "x"})
if os.geteuid() == 0:
    os.setuid(65534)
journal = Journal(path, file="coding/codings/a.jsonl")
print(len(journal.events))
try:
    journal.append({"event": "remove", "id": "x"})
except QualkitError as error:
    print(error)
"""


@POSIX
@pytest.mark.parametrize("locked_before", [True, False])
def test_a_read_only_folder_is_read_and_told_when_written_to(locked_before: bool) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        journal = open_log(folder)
        journal.append(add("x"))
        if not locked_before:
            (folder / ".a.jsonl.lock").unlink()
        for path in folder.iterdir():
            path.chmod(0o444)
        folder.chmod(0o555)
        done = subprocess.run(
            [sys.executable, "-c", READ_ONLY, journal.path], capture_output=True, text=True, timeout=60
        )
        assert done.returncode == 0, done.stderr
        events, told = done.stdout.splitlines()
        folder.chmod(0o755)
    assert events == "1"
    assert told.startswith("coding/codings/a.jsonl: nothing was written (Permission denied); the file or its folder is")


def test_a_log_whose_folder_is_gone_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "codings"
    folder.mkdir()
    journal = open_log(folder)
    folder.rename(tmp_path / "moved")
    with pytest.raises(QualkitError, match=r"nothing was written, its folder codings is gone; was the study moved"):
        journal.append(add("x"))
    assert not folder.exists()


@pytest.fixture
def study(make_study: Callable[..., MadeStudy]) -> qk.Study:
    made = make_study(codes=["money"])
    made.add_voice("F01", {"Yes.": "money"})
    return made.open()


@pytest.mark.parametrize(
    ("coder", "problem"),
    [
        ("../b", "'../b' cannot be a coder's name"),
        ("b/c", "'b/c' cannot be a coder's name"),
        ("b\\c", "cannot be a coder's name"),
        ("", "'' cannot be a coder's name"),
        ("con", "'con' cannot be a coder's name"),
        ("Ibu Siti", "use letters, digits, '.', '_' and '-', 64 at most, such as"),
        ("rules", "the coder 'rules' is the codebook's patterns"),
        ("A", "there is a coder 'a' already, whose log 'A' would share on some systems"),
    ],
)
def test_a_name_that_cannot_be_a_coders_is_refused(study: qk.Study, coder: str, problem: str) -> None:
    before = sorted(study.root.rglob("*"))
    with pytest.raises(QualkitError) as refused:
        study.open_journal(coder)
    assert problem in str(refused.value)
    assert sorted(study.root.rglob("*")) == before


def test_a_new_coders_log_begins_with_the_first_event(study: qk.Study) -> None:
    journal = study.open_journal("b")
    assert not journal.path.exists()
    text = study.documents["F01"].text
    journal.append(add("y", start=0, end=4, quote=text[:4]))
    assert study.coders == ("a", "b")
    assert [coding.id for coding in study.record("b").codings] == ["y"]


def test_a_log_that_is_a_folder_is_told_and_not_read(study: qk.Study) -> None:
    (study.root / "coding" / "codings" / "b.jsonl").mkdir()
    with pytest.raises(QualkitError, match=r"b\.jsonl: this is a folder, where a coder's log should be"):
        study.open_journal("b")
    with pytest.raises(QualkitError, match=r"b\.jsonl: this is a folder, where a coder's log should be"):
        study.reload()


@POSIX
def test_a_log_that_leads_out_of_the_study_is_neither_written_nor_read(study: qk.Study, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.jsonl"
    elsewhere.write_bytes(b"")
    (study.root / "coding" / "codings" / "b.jsonl").symlink_to(elsewhere)
    with pytest.raises(QualkitError, match=r"b\.jsonl: the log leads out of the study"):
        study.open_journal("b")
    with pytest.raises(QualkitError, match=r"b\.jsonl: the log leads out of the study"):
        study.reload()
    assert elsewhere.read_bytes() == b""


def test_a_log_that_was_edited_by_hand_is_read_as_it_is_and_written_on(study: qk.Study) -> None:
    journal = study.open_journal("a")
    journal.append(add("x"))
    lines = journal.path.read_text().splitlines()
    by_hand = [lines[0].replace("Yes.", "Yes, I did"), "# my notes", *lines[1:], lines[-1].replace('"x"', '"X"')]
    journal.path.write_bytes("\r\n".join(by_hand).encode())
    journal.append(add("y"))
    assert [(fault.line, "not a whole JSON object" in fault.problem) for fault in journal.faults] == [(2, True)]
    assert [coding.id for coding in journal.fold().codings] == ["a001", "X", "x", "y"]
    assert read_log(journal.path, file=journal.file).faults == journal.faults


# --- the versions of the codebook


def test_every_version_of_the_codebook_that_something_was_coded_under_is_kept_once(study: qk.Study) -> None:
    def code(coder: str, coding: str) -> None:
        quote = study.documents["F01"].text[:4]
        study.open_journal(coder).append(add(coding, quote=quote, codebook_sha256=study.codebook.sha256))

    versions = study.root / "coding" / "codebook.jsonl"
    codebook = study.root / "coding" / "codebook.yaml"
    texts = [codebook.read_text()]
    code("a", "x")
    code("b", "y")
    assert [json.loads(line)["text"] for line in versions.read_text().splitlines()] == texts
    codebook.write_text(texts[0] + "# a remark\n")
    texts.append(codebook.read_text())
    code("a", "z")  # the study has not read the change yet: what was coded under is the old version
    study.reload()
    code("a", "w")
    code("b", "v")
    kept = [json.loads(line) for line in versions.read_text().splitlines()]
    assert [version["text"] for version in kept] == texts
    assert [version["codebook_sha256"] for version in kept][-1] == study.codebook.sha256
    assert all(files.hash_text(version["text"]) == version["codebook_sha256"] for version in kept)


# --- git


def git(folder: Path, *words: str) -> str:
    who = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org"}
    who |= {key.replace("AUTHOR", "COMMITTER"): value for key, value in who.items()}
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    done = subprocess.run(
        ["git", *words], cwd=folder, env=os.environ | who | alone, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def empty_study(folder: Path) -> Path:
    return make_empty_study(folder / "study")


def this_repositorys(folder: Path) -> Path:
    """A folder with the rules for git that stand in the repository."""
    for name in (".gitattributes", ".gitignore"):
        (folder / name).write_bytes((HERE.parents[1] / name).read_bytes())
    (folder / "coding" / "codings").mkdir(parents=True)
    return folder


@pytest.mark.parametrize("make", [empty_study, this_repositorys])
@pytest.mark.parametrize("begun", [True, False], ids=["from one log", "from none"])
def test_git_merges_what_was_coded_on_two_branches(tmp_path: Path, make: Callable[[Path], Path], begun: bool) -> None:
    folder = make(tmp_path)
    log = folder / "coding" / "codings" / "a.jsonl"

    def code(*codings: str) -> None:
        Journal(log, file="a.jsonl").append(*(add(coding, quote="Ya, Kak. 🙂") for coding in codings))
        git(folder, "add", "--all")
        git(folder, "commit", "--quiet", "--message", "coded")

    git(folder, "init", "--quiet", "--initial-branch", "main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "begun")
    if begun:
        code("x", "y")
    git(folder, "checkout", "--quiet", "-b", "other")
    code("p", "q")
    Journal(log, file="a.jsonl").append({"event": "remove", "id": "x"})
    git(folder, "commit", "--quiet", "--all", "--message", "coded")
    git(folder, "checkout", "--quiet", "main")
    code("r", "s")
    git(folder, "merge", "--quiet", "other")
    read = read_log(log, file="a.jsonl")
    assert read.faults == ()
    assert {coding.id for coding in read.codings} == {"p", "q", "r", "s"} | ({"y"} if begun else set())
    assert git(folder, "status", "--porcelain", "--ignored=no") == ""
    assert "lock" not in git(folder, "ls-files")
    assert (log.parent / ".a.jsonl.lock").exists()
