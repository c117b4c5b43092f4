"""What importing costs: many .txt files, each format beside the library that reads it, and memory.

    python benchmarks/importing.py

The speed of .txt is that of the whole import: read, hash, draft, copy, verify, write, put on the disk. It is told a
second and core: files / (seconds by the clock × cores used), and, for a machine that is busy with other things, files
a second of processor time, of all processes together, from the plan's beginning on. The modules are compiled
before, as they are where qualkit is installed. The aim is 150 of 10,000 words. Beside .docx and .pdf
stands the library alone, over the same files in one process; `ratio` is the reading here (one process, no writing) by
that. For .pdf it stands beside pdfium, by which qualkit reads, and beside what else is installed of the libraries that
researchers' tools read by (pypdf, pdfminer.six); .html and .vtt stand beside a library where it is installed. Then a
folder of them: the whole import with all cores, by the clock,
beside the library alone, which reads the same files one after the other and writes nothing. Memory is the most that
this process and those it started had at once; the aim is 1.2 at 1,000 files by that at 100. Nothing is asserted.
"""

from __future__ import annotations

import compileall
import io
import os
import random
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import qualkit
from qualkit.columns import format_table, make_table
from qualkit.importing.planning import plan_import
from qualkit.reading.apart import count_cores
from qualkit.reading.formats.endings import read_manuscript
from qualkit.start import make_study

WORDS = [
    "saya",
    "kami",
    "pergi",
    "ke",
    "pasar",
    "pagi",
    "itu",
    "lalu",
    "harga",
    "beras",
    "naik",
    "dan",
    "tidak",
    "ada",
    "yang",
    "membeli",
    "so",
    "we",
    "went",
    "home",
    "again",
]
N_WORDS, N_FILES, N_DOCX, N_PDF, N_FOLDER, ROUNDS = 10_000, 1000, 40, 20, 100, 3


def make_turns(seed: int, words: int = N_WORDS) -> Iterator[tuple[str, str]]:
    chance = random.Random(seed)
    while words > 0:
        for tag, most in (("P", 25), ("I", 120)):
            said = chance.choices(WORDS, k=chance.randrange(5, most))
            words -= len(said)
            yield tag, " ".join(said).capitalize() + ("?" if tag == "P" else ".")


def make_txt(folder: Path, count: int, words: int = N_WORDS) -> Path:
    folder.mkdir(parents=True)
    for number in range(count):
        text = "\n\n".join(f"{tag}: {said}" for tag, said in make_turns(number, words))
        (folder / f"W{number:04}.txt").write_bytes(text.encode())
    return folder


def make_docx(number: int) -> bytes:
    import docx

    document = docx.Document()
    for tag, said in make_turns(number):
        document.add_paragraph(f"{tag}: {said}")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def make_pdf(number: int) -> bytes:
    import matplotlib
    from matplotlib.backends.backend_pdf import PdfPages
    from matplotlib.figure import Figure

    matplotlib.rcParams["pdf.fonttype"] = 42
    out = io.BytesIO()
    lines = [f"{tag}: {said}"[at : at + 90] for tag, said in make_turns(number) for at in range(0, len(said), 90)]
    with PdfPages(out) as pages:
        for begin in range(0, len(lines), 45):
            page = Figure(figsize=(8.3, 11.7))
            for row, line in enumerate(lines[begin : begin + 45]):
                page.text(0.08, 0.94 - row * 0.02, line, fontsize=8)
            pages.savefig(page)
    return out.getvalue()


def read_by_docx(raw: bytes) -> int:
    import docx

    return sum(len(paragraph.text) for paragraph in docx.Document(io.BytesIO(raw)).paragraphs)


def read_by_pdfium(raw: bytes) -> int:
    import pypdfium2

    document = pypdfium2.PdfDocument(raw)
    return sum(len(document[number].get_textpage().get_text_range()) for number in range(len(document)))


def read_by_pypdf(raw: bytes) -> int:
    import pypdf

    return sum(len(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(raw)).pages)


def read_by_pdfminer(raw: bytes) -> int:
    from pdfminer.high_level import extract_text

    return len(extract_text(io.BytesIO(raw)))


PDF_LIBRARIES = {"pypdfium2": read_by_pdfium, "pypdf": read_by_pypdf, "pdfminer.six": read_by_pdfminer}


def make_html(number: int) -> bytes:
    return "".join(f"<p>{tag}: {said}</p>\n" for tag, said in make_turns(number)).encode()


def make_vtt(number: int) -> bytes:
    cues = (
        f"{n // 900:02}:{n // 15 % 60:02}:{n % 15 * 4:02}.000 --> {n // 900:02}:{n // 15 % 60:02}:{n % 15 * 4 + 3:02}.000\n"
        f"{tag}: {said}\n" for n, (tag, said) in enumerate(make_turns(number))
    )  # fmt: skip
    return ("WEBVTT\n\n" + "\n".join(cues)).encode()


def read_by_soup(raw: bytes) -> int:
    import bs4

    return len(bs4.BeautifulSoup(raw, "lxml").get_text())


def read_by_webvtt(raw: bytes) -> int:
    import webvtt

    return len(webvtt.from_buffer(io.StringIO(raw.decode())).captions)


def read_folder(folder: Path, read: Callable[[bytes], int]) -> int:
    return sum(read(file.read_bytes()) for file in folder.iterdir())


def best(work: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        work()
        times.append(time.perf_counter() - begin)
    return min(times)


def compare(suffix: str, files: list[bytes], bare: Mapping[str, Callable[[bytes], int]]) -> Iterator[dict[str, object]]:
    """One row a library that is installed."""
    here = best(lambda: [read_manuscript(raw, file=f"a{suffix}", suffix=suffix) for raw in files])
    for library, read in bare.items():
        try:
            alone = best(lambda read=read: [read(raw) for raw in files])
        except ImportError:
            continue
        about = {"format": suffix, "files": len(files), "library": library}
        yield about | {"here_s": here, "library_s": alone, "ratio": here / alone}


@contextmanager
def watch_memory() -> Iterator[list[float]]:
    """The most memory, in MB, of this process and all below it; where it can be looked up."""
    peak, stop = [0.0], threading.Event()

    def look() -> None:
        import psutil

        own = psutil.Process()
        while not stop.wait(0.02):
            total = 0
            for process in (own, *own.children(recursive=True)):
                try:
                    total += process.memory_info().rss
                except psutil.Error:
                    continue
            peak[0] = max(peak[0], total / 2**20)

    watch = threading.Thread(target=look)
    watch.start()
    try:
        yield peak
    finally:
        stop.set()
        watch.join()


def run_import(folder: Path, study: Path, processes: int) -> tuple[float, float]:
    """The seconds that an import takes, by the clock and of all processors."""
    make_study(study)
    before, begin = sum(os.times()[:4]), time.perf_counter()
    with plan_import(study, folder, processes=processes) as plan:
        plan.accept()
    seconds, used = time.perf_counter() - begin, sum(os.times()[:4]) - before
    assert plan.n_failed == 0
    return seconds, used


def measure_memory(folder: Path, study: Path, processes: int) -> tuple[float]:
    """The most memory of an import, in MB. Looking at it takes a fifth of a core, so that no time is measured here."""
    with watch_memory() as peak:
        run_import(folder, study, processes)
    return (peak[0],)


def main() -> None:
    if len(sys.argv) > 1:  # one import in a process of its own, whose memory is that of no other
        measure = measure_memory if sys.argv[1] == "memory" else run_import
        print(*measure(Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4])))
        return
    import subprocess

    with tempfile.TemporaryDirectory(dir=Path.cwd(), prefix=".benchmark") as name:
        place = Path(name)

        def run(what: str, folder: Path, processes: int) -> tuple[float, ...]:
            study = tempfile.mkdtemp(dir=place)
            command = [sys.executable, __file__, what, str(folder), study, str(processes)]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            return tuple(map(float, done.stdout.split()))

        rows: list[Mapping[str, object]] = []
        compileall.compile_dir(Path(qualkit.__file__).parent, quiet=1)
        files = make_txt(place / "txt", N_FILES)
        for processes in sorted({1, count_cores()}):
            runs = [run("time", files, processes) for _ in range(ROUNDS)]
            seconds, used = min(one[0] for one in runs), min(one[1] for one in runs)
            about = {"import": ".txt", "files": N_FILES, "processes": processes, "seconds": seconds}
            rows.append(about | {"a_second_and_core": N_FILES / seconds / processes, "by_cpu": N_FILES / used})
        print(format_table(make_table(rows, tuple(rows[0])), width=110))
        rows = [
            *compare(".docx", [make_docx(number) for number in range(N_DOCX)], {"python-docx": read_by_docx}),
            *compare(".pdf", [make_pdf(number) for number in range(N_PDF)], PDF_LIBRARIES),
            *compare(".html", [make_html(number) for number in range(N_DOCX)], {"beautifulsoup4, lxml": read_by_soup}),
            *compare(".vtt", [make_vtt(number) for number in range(N_DOCX)], {"webvtt-py": read_by_webvtt}),
        ]
        print(format_table(make_table(rows, tuple(rows[0])), width=110))
        rows = []
        for suffix, make, library, read in (
            (".docx", make_docx, "python-docx", read_by_docx), (".pdf", make_pdf, "pypdfium2", read_by_pdfium),
        ):  # fmt: skip
            folder = place / f"folder{suffix}"
            folder.mkdir()
            for number in range(N_FOLDER):
                (folder / f"W{number:04}{suffix}").write_bytes(make(number))
            here = min(run("time", folder, count_cores())[0] for _ in range(ROUNDS))
            alone = best(partial(read_folder, folder, read))
            about = {"folder": suffix, "files": N_FOLDER, "processes": count_cores(), "library": library}
            rows.append(about | {"import_s": here, "library_s": alone, "ratio": here / alone})
        print(format_table(make_table(rows, tuple(rows[0])), width=110))
        peaks = [run("memory", make_txt(place / f"memory{count}", count), count_cores())[0] for count in (100, 1000)]
        rows = [
            {"files": 100, "mb": peaks[0], "ratio": 1.0},
            {"files": 1000, "mb": peaks[1], "ratio": peaks[1] / peaks[0]},
        ]
        print(format_table(make_table(rows, tuple(rows[0])), width=110), end="")


if __name__ == "__main__":
    main()
