"""Opening a study: a folder of transcripts, codes, codings and outcomes, read once and held together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from qualkit.claims import Claim, read_claims
from qualkit.codebook.book import read_codebook
from qualkit.codebook.tree import Codebook
from qualkit.codebook.versions import FILE as CODEBOOK_VERSIONS
from qualkit.codebook.versions import Keeper
from qualkit.coding.journal import Journal, check_coder
from qualkit.coding.log import read_log
from qualkit.coding.placing import find_astray
from qualkit.coding.record import Record, empty_record, read_record
from qualkit.coding.rules import RULES, Ruled, code_documents, make_record
from qualkit.coding.table import tabulate_codings
from qualkit.columns import make_table
from qualkit.errors import Fault, FaultsError, QualkitError, suggest
from qualkit.files import collector_paused, is_inside, is_safe_name
from qualkit.model import Documents
from qualkit.outcomes import read_outcomes
from qualkit.patterns.pattern import Pattern
from qualkit.prices import find_price_faults
from qualkit.reading.folders import find_untold, read_folders
from qualkit.settings import Methods, Settings
from qualkit.sheets import Sheet, read_sheet, to_frame
from qualkit.yaml_file import in_language, read_yaml

if TYPE_CHECKING:
    import pandas as pd

STUDY = "study.yaml"
CASES = "transcripts/cases.csv"
OUTCOMES = "transcripts/outcomes.csv"
CODEBOOK = "coding/codebook.yaml"
FINDINGS = "coding/findings.yaml"
CODINGS = "coding/codings"

Read = TypeVar("Read")


class Study:
    """A study as opened; make one with `open_study`.

    Attributes
    ----------
    documents : every transcript, note and document, by id and in order.
    turns, cases, outcomes, codings : tables.
    codebook : the codes.
    findings : the claims that coding/findings.yaml declares.
    settings, methods : study.yaml and methods.yaml.
    documents_by_case : for each case the documents in which it speaks.

    Texts, codebook and tables are as they were when opened, until `reload()`; `codings` and `warnings` follow the logs.
    """

    root: Path
    settings: Settings
    methods: Methods
    documents: Documents
    codebook: Codebook
    cases: pd.DataFrame
    outcomes: pd.DataFrame
    documents_by_case: Mapping[str, tuple[str, ...]]
    findings: tuple[Claim, ...]

    def __init__(self, root: Path) -> None:
        self.root = root
        self.faults = self._read()

    def reload(self) -> Study:
        """Read everything again from the disk. Raises FaultsError with all faults together."""
        self.faults = self._read()
        if any(not fault.warning for fault in self.faults):
            raise FaultsError(self.faults)
        return self

    @property
    def warnings(self) -> tuple[Fault, ...]:
        """What was set aside while reading: lines of logs that are torn or foreign, files that are not read, …

        Like `codings` it follows the logs, so that it also tells what was wrong with them since the study was opened.
        """
        faults = set(self.faults)
        if self._whole:
            faults = (faults - self._coding_faults) | set(self._find_coding_faults())
        return tuple(sorted(fault for fault in faults if fault.warning or fault not in self.faults))

    @property
    def is_whole(self) -> bool:
        """Whether settings, codebook and cases could be read, so that the rest can be held against them."""
        return self._whole

    def _read(self) -> tuple[Fault, ...]:
        with collector_paused():
            return self._read_all()

    def _read_all(self) -> tuple[Fault, ...]:
        faults: list[Fault] = []
        self._rules: Record | None = None
        self._records: dict[str, tuple[tuple[int, int], Record]] = {}
        read = _try(faults, lambda: read_yaml(self.root / STUDY, STUDY, Settings))
        settings = read[0] if read else None
        self._coding_faults: frozenset[Fault] = frozenset()
        self._told: tuple[Fault, ...] = ()  # what is wrong beside the logs
        self.setting_line: Callable[..., int] = read[1] if read else lambda *place: 0
        methods = _try(faults, lambda: _read_methods(self.root))
        self.documents = read_folders(self.root, faults)
        codebook = _try(faults, lambda: read_codebook(self.root / CODEBOOK, file=CODEBOOK))
        self.case_sheet = _try(faults, lambda: _read_cases(self.root))
        self._whole = bool(settings and codebook and self.case_sheet)
        if settings and codebook and self.case_sheet:
            self.settings, self.methods, self.codebook = settings, methods or Methods(), codebook
            self.cases = to_frame(self.case_sheet, ("case", "role"), faults)
            self.documents_by_case = self._find_speech()
            self._read_outcomes(faults)
            faults += codebook.warnings
            faults += find_price_faults(settings, self._facts, STUDY, self.setting_line)
            self._read_findings(faults)
            self._told = tuple(faults)
            self._coding_faults = frozenset(self._find_coding_faults())
            faults += self._coding_faults
        else:
            faults += self._find_astray_codings()
        return tuple(sorted(set(faults)))

    def _find_speech(self) -> Mapping[str, tuple[str, ...]]:
        spoken: dict[str, list[str]] = {case: [] for case in self.cases["case"]}
        for document in self.documents:
            for case in document.cases:
                spoken.setdefault(case, []).append(document.id)
        return {case: tuple(documents) for case, documents in spoken.items()}

    def _read_outcomes(self, faults: list[Fault]) -> None:
        self.outcome_sheet: Sheet | None = None
        if self.settings.measures or (self.root / OUTCOMES).exists():
            self.outcome_sheet = _try(
                faults, lambda: read_sheet(self.root / OUTCOMES, file=OUTCOMES, needed=("case",), key="case")
            )
        years = self.settings.prices.years.values() if self.settings.prices else ()
        self.outcomes = read_outcomes(self.outcome_sheet, self.settings.measures, faults, years=set(years))
        both = [column for column in self.outcomes if column in self.cases and column != "case"]
        self._facts = self.cases.merge(self.outcomes.drop(columns=both), on="case", how="left")

    def _read_findings(self, faults: list[Fault]) -> None:
        def read() -> tuple[Claim, ...]:
            return read_claims(
                self.root / FINDINGS,
                file=FINDINGS,
                codebook=self.codebook,
                settings=self.settings,
                columns=self.facts.columns,
                sources=[*self.cases["case"], *self.documents.ids],
            )

        self.findings = (_try(faults, read) or ()) if (self.root / FINDINGS).exists() else ()

    # --- codings -----------------------------------------------------------------------------------------

    @property
    def coders(self) -> tuple[str, ...]:
        """Everyone who has a log in this study."""
        return find_coders(self.root)

    def record(self, coder: str) -> Record:
        """What a coder's log adds up to; read again when the file has changed. Raises QualkitError for no such coder."""
        if coder == RULES:
            return self._find_rules()
        path = self.root / CODINGS / f"{coder}.jsonl"
        if coder in self._coders_of_record and not path.exists():
            return empty_record(coder, self.documents, self.codebook)
        if coder not in self.coders:
            raise QualkitError(f"no coder {coder!r} has a log in {CODINGS}: {suggest(coder, self.coders)}")
        stat = path.stat()
        state = (stat.st_mtime_ns, stat.st_size)
        if coder not in self._records or self._records[coder][0] != state:
            record = read_record(path, self.documents, self.codebook, file=f"{CODINGS}/{path.name}")
            self._records[coder] = (state, record)
        return self._records[coder][1]

    def past_record(self, coder: str, ends: Mapping[str, str]) -> Record:
        """What a coder's log added up to at a time (UTC) that `ends` gives for some documents, in today's texts.

        Raises QualkitError for no such coder.
        """
        now = self.record(coder)
        if coder == RULES or not now.log.events:
            return now
        path, file = self.find_log(coder)
        return read_record(path, self.documents, self.codebook, file=file, ends=ends)

    def _find_rules(self) -> Record:
        """What the codebook's patterns find in the texts, worked out once."""
        kept = self._rules
        if kept is None or kept.codebook is not self.codebook or kept.documents is not self.documents:
            patterns = self.codebook.patterns()
            if not patterns:
                raise QualkitError(
                    f"no code in {CODEBOOK} has patterns, so that the rules find nothing: see docs/rules.md"
                )
            kept = self._rules = make_record(self.apply_patterns(patterns), self.documents, self.codebook)
        return kept

    def apply_patterns(self, patterns: Sequence[Pattern]) -> Iterator[Ruled]:
        """What patterns find in the study's texts, in their languages and with the study's synonyms."""
        return code_documents(
            self.documents,
            patterns,
            languages=self.settings.languages,
            synonyms=self.codebook.synonyms,
            roles=dict(zip(self.cases["case"], self.cases["role"], strict=True)),
        )

    def find_log(self, coder: str) -> tuple[Path, str]:
        """Where a coder's log lies, and how the study calls it. Raises QualkitError where it leads out of the study."""
        return _find_log(self.root, coder)

    def open_journal(self, coder: str) -> Journal:
        """Open a coder's log for writing; it is made with its first event.

        Parameters
        ----------
        coder : whose log; letters, digits, '.', '_' and '-'.

        Raises
        ------
        QualkitError
            The name is none for a coder, or the log cannot be read or lies outside the study.

        Examples
        --------
        >>> journal = study.open_journal("a")
        >>> len(journal.fold("M07").passages)
        30
        """
        return open_log(self.root, coder, lambda: self.codebook)

    def choose_coders(self, coder: str | Iterable[str] | None = None) -> tuple[str, ...]:
        """The coders that are meant: those named, or the coders of record. Raises QualkitError for an unknown one."""
        if coder is None:
            coder = self._coders_of_record
        chosen = (coder,) if isinstance(coder, str) else tuple(coder)
        for name in chosen:
            self.record(name)
        return chosen

    @property
    def codings(self) -> pd.DataFrame:
        """Every coding of every coder, one row each."""
        return tabulate_codings(
            [coding for coder in self.coders for coding in self.record(coder).codings], self.documents
        )

    def _find_coding_faults(self) -> list[Fault]:
        """What is wrong with the logs, but for codings in documents whose own fault is told already."""
        faults: list[Fault] = []
        for coder in self.coders:
            file = f"{CODINGS}/{coder}.jsonl"
            if not is_safe_name(coder):
                problem = "the coder's name may only hold letters, digits, '.', '_' and '-'; rename the file"
                faults.append(Fault(file, 0, problem))
                continue
            if not is_inside(self.root / file, self.root):
                faults.append(_tell_outside(file))
                continue
            record = self.record(coder)
            missing = find_untold({passage.document for passage in record.log.passages}, self._told)
            untold = {passage.line for passage in record.log.passages if passage.document in missing}
            faults += [fault for fault in record.faults if fault.line not in untold]
        for coder in self._coders_of_record:
            if coder not in self.coders:
                problem = f"coder of record {coder!r} has no log {CODINGS}/{coder}.jsonl yet: nothing counts as read"
                faults.append(Fault(STUDY, 0, problem, warning=True))
        return faults

    def _find_astray_codings(self) -> list[Fault]:
        """What can be told of the logs where the codebook, the cases or the settings cannot be read."""
        faults: list[Fault] = []
        for coder in filter(is_safe_name, self.coders):
            file = f"{CODINGS}/{coder}.jsonl"
            log = read_log(self.root / file, file=file)
            faults += [*log.faults, *find_astray(log.passages, self.documents, file)]
        return faults

    @property
    def _coders_of_record(self) -> tuple[str, ...]:
        record = self.settings.coders
        return ("consensus",) if record.combine == "consensus" else record.of_record

    # --- tables ------------------------------------------------------------------------------------------

    @property
    def turns(self) -> pd.DataFrame:
        """Every turn: document, turn (its number), speaker, turn_role, case, start, end, text."""
        return make_table(
            (
                {
                    "document": document.id,
                    "turn": turn.number,
                    "speaker": turn.speaker,
                    "turn_role": turn.turn_role,
                    "case": turn.case,
                    "start": turn.start,
                    "end": turn.end,
                    "text": document.text[turn.start : turn.end],
                }
                for document in self.documents
                for turn in document.turns
            ),
            ("document", "turn", "speaker", "turn_role", "case", "start", "end", "text"),
        )

    @property
    def facts(self) -> pd.DataFrame:
        """One row a case: role, attributes and outcomes side by side, as conditions see them."""
        return self._facts.copy()

    @property
    def language(self) -> str:
        """The language of reports and figures."""
        return self.settings.report_language

    def __repr__(self) -> str:
        title = in_language(self.settings.title, self.language)
        return (
            f"<Study {title!r}: {len(self.documents)} documents, {len(self.cases)} cases, "
            f"{len(self.codebook.leaves)} codes, coders {', '.join(self.coders)}; next: qk.weigh_findings(study)>"
        )

    def _repr_html_(self) -> str:
        fictional = " <b>(fictional example)</b>" if self.settings.fictional else ""
        counts = {
            "documents": len(self.documents),
            "words": sum(len(document.text.split()) for document in self.documents),
            "cases": len(self.cases),
            "codes": len(self.codebook.leaves),
            "findings declared": len(self.findings),
        }
        rows = "".join(f"<tr><td>{name}</td><td>{count:,}</td></tr>" for name, count in counts.items())
        title = escape(in_language(self.settings.title, self.language))
        return f"<p><b>{title}</b>{fictional}</p><table>{rows}</table>"


def find_coders(root: Path) -> tuple[str, ...]:
    """Everyone who has a log in the study in a folder."""
    return tuple(sorted(path.stem for path in (root / CODINGS).glob("*.jsonl")))


def open_log(root: Path, coder: str, codebook: Callable[[], Codebook]) -> Journal:
    """What `Study.open_journal` does, for a study whose texts nobody needs to read."""
    check_coder(coder, find_coders(root))
    try:
        (root / CODINGS).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise QualkitError(f"cannot make the folder {CODINGS}: {error.strerror}") from None
    path, file = _find_log(root, coder)
    return Journal(path, file=file, keep_version=Keeper(root / CODEBOOK_VERSIONS, codebook).keep)


def _find_log(root: Path, coder: str) -> tuple[Path, str]:
    file = f"{CODINGS}/{coder}.jsonl"
    if not is_inside(root / file, root):
        raise QualkitError(str(_tell_outside(file)))
    return root / file, file


def _tell_outside(file: str) -> Fault:
    return Fault(file, 0, "the log leads out of the study; nothing was read or written: put the log itself here")


def open_study(path: str | Path = ".") -> Study:
    """Open the study in a folder.

    Parameters
    ----------
    path : the folder that holds study.yaml.

    Raises
    ------
    FaultsError
        With every fault of every file together, each with file and line.

    Examples
    --------
    >>> study = open_study(".")
    >>> len(study.documents), len(study.cases)
    (40, 29)
    """
    study = read_study(path)
    if any(not fault.warning for fault in study.faults):
        raise FaultsError(study.faults)
    return study


def read_study(path: str | Path) -> Study:
    """A study with whatever faults it has, in `.faults`. Raises QualkitError where the folder holds none."""
    root = Path(path)
    if not (root / STUDY).is_file():
        raise QualkitError(
            f"no study in {root}: there is no {STUDY}; name another folder (--study DIR), "
            "make one (qualkit init DIR) or copy the example (qualkit example DIR)"
        )
    return Study(root)


def _try(faults: list[Fault], read: Callable[[], Read]) -> Read | None:
    try:
        return read()
    except FaultsError as error:
        faults += error.faults
        return None


def _read_methods(root: Path) -> Methods:
    if not (root / "methods.yaml").exists():
        return Methods()
    return read_yaml(root / "methods.yaml", "methods.yaml", Methods)[0]


def _read_cases(root: Path) -> Sheet:
    return read_sheet(root / CASES, file=CASES, needed=("case", "role"), key="case")
