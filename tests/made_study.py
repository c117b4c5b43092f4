"""Small studies made for a test: readable Python in, a study's folder out."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

import qualkit as qk

Said = Mapping[str, str | Sequence[str] | None]
"""Sentences, each with the code or codes that it carries (None: none)."""


class MadeStudy:
    """A study that is written when it is opened.

    Quotes are anchored here, by looking them up in the text, so that qualkit's own anchoring is not taken on trust.
    Events are numbered in the order in which they were added: `a-001`, `a-002`, …
    """

    def __init__(
        self,
        folder: Path,
        *,
        codes: Iterable[str | Mapping[str, Any]],
        coders: Sequence[str] = ("a",),
        combine: str = "either",
        roles: Mapping[str, Any] | None = None,
        waves: Sequence[str] = (),
        measures: Mapping[str, Any] | None = None,
        history: Sequence[Mapping[str, Any]] = (),
        **settings: Any,
    ) -> None:
        self.folder = folder
        self.codes = [{"code": code} if isinstance(code, str) else dict(code) for code in codes]
        self.coders = tuple(coders)
        self.history = list(history)
        self.settings = {
            "title": "A made study",
            "sampling": "purposive",
            "coders": {"of_record": list(coders), "combine": combine},
            "roles": dict(roles or {"member": {}}),
            "waves": list(waves),
            "measures": dict(measures or {}),
        } | settings
        self.cases: dict[str, dict[str, Any]] = {}
        self.outcomes: dict[str, dict[str, Any]] = {}
        self.documents: dict[str, tuple[str, dict[str, Any], str]] = {}
        self.events: dict[str, list[dict[str, Any]]] = {coder: [] for coder in coders}
        self.findings: list[dict[str, Any]] = []

    # --- people and texts ----------------------------------------------------------------------------------

    def add_case(
        self, case: str, *, role: str = "member", outcomes: Mapping[str, Any] | None = None, **known: Any
    ) -> None:
        """A row of cases.csv and, where there are outcomes, one of outcomes.csv. None is an empty cell."""
        self.cases[case] = {"role": role, **known}
        if outcomes is not None:
            self.outcomes[case] = dict(outcomes)

    def add_interview(self, document: str, *turns: tuple[str, str], **header: Any) -> None:
        """An interview of turns `(tag, words)`; by default I asks, and the one other tag is the case that answers."""
        if "speakers" not in header:
            tags = dict.fromkeys(tag for tag, _ in turns)
            header = {"interviewer": "I", "informant": [tag for tag in tags if tag != "I"], **header}
        text = "\n\n".join(f"{tag}: {words}" for tag, words in turns)
        self.documents[document] = ("interviews", {"type": "interview", **header}, text)

    def add_text(self, document: str, text: str, *, kind: str = "document", **header: Any) -> None:
        """A paper or a note."""
        self.documents[document] = (f"{kind}s", {"type": kind, **header}, text)

    def add_voice(self, case: str, said: Said, *, coder: str = "a", document: str = "", review: bool = True) -> None:
        """A case (new, if nothing was known of it) and its interview: what it says, coded and read by one coder."""
        if case not in self.cases:
            self.add_case(case)
        document = document or case
        turns = [turn for sentence in said for turn in (("I", "And then?"), (case, sentence))]
        self.add_interview(document, *(turns or [("I", "And then?"), (case, "Nothing.")]))
        for sentence, codes in said.items():
            for code in [codes] if isinstance(codes, str) else codes or ():
                self.code(document, sentence, code, coder=coder)
        if review:
            self.review(document, coder=coder)

    # --- what coders do --------------------------------------------------------------------------------------

    def code(self, document: str, quote: str, code: str, *, coder: str = "a", **more: Any) -> str:
        """An `add` event of a quote that stands once in the document; `more` are its status, cases, when, …"""
        text = self.documents[document][2]
        if text.count(quote) != 1:
            raise ValueError(f"{quote!r} stands {text.count(quote)} times in {document}")
        start = text.index(quote)
        identity = f"{coder}{len(self.events.get(coder, ())) + 1:03}"
        span = {"start": start, "end": start + len(quote), "quote": quote}
        self.log(coder, "add", id=identity, document=document, code=code, **span, **more)
        return identity

    def review(self, *documents: str, codes: Sequence[str] = ("*",), coder: str = "a", **more: Any) -> None:
        """`reviewed` events, of the texts as they are now."""
        for document in documents:
            text = self.documents[document][2]
            now = {"text_sha256": sha256(text.encode()).hexdigest()}
            self.log(coder, "reviewed", document=document, codes=list(codes), **now | more)

    def judge(self, finding: str, case: str, side: str, *, reason: str = "read again", coder: str = "a") -> None:
        self.log(coder, "judge", finding=finding, case=case, side=side, reason=reason)

    def log(self, coder: str, event: str, **more: Any) -> str:
        """Any event; its id comes back."""
        events = self.events.setdefault(coder, [])
        identity = f"{coder}-{len(events) + 1:03}"
        events.append({"event_id": identity, "event": event, "coder": coder, "at": None} | more)
        return identity

    # --- claims ------------------------------------------------------------------------------------------------

    def add_finding(self, finding: str, kind: str, **about: Any) -> None:
        self.findings.append({"id": finding, "kind": kind, "declared": "2020-01-01", "claim": finding, **about})

    # --- writing ------------------------------------------------------------------------------------------------

    def write(self) -> Path:
        """Write the folder; what lies there is written over."""
        self._write("study.yaml", _yaml(self.settings))
        self._write("coding/codebook.yaml", _yaml({"codes": self.codes, "history": self.history}))
        self._write("coding/findings.yaml", _yaml({"findings": self.findings}))
        self._write("transcripts/cases.csv", _csv(self.cases, ("role",)))
        if self.settings["measures"]:
            self._write("transcripts/outcomes.csv", _csv(self.outcomes, ()))
        for document, (folder, header, text) in self.documents.items():
            self._write(f"transcripts/{folder}/{document}.txt", f"---\n{_yaml({'id': document} | header)}---\n{text}\n")
        for coder, events in self.events.items():
            self._write(f"coding/codings/{coder}.jsonl", "".join(json.dumps(event) + "\n" for event in events))
        return self.folder

    def open(self) -> qk.Study:
        return qk.open_study(self.write())

    def _write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


def _yaml(data: Mapping[str, Any]) -> str:
    yaml, out = YAML(typ="safe", pure=True), io.StringIO()
    yaml.default_flow_style = False
    yaml.representer.ignore_aliases = lambda _: True
    yaml.dump(json.loads(json.dumps(data)), out)
    return out.getvalue()


def _csv(rows: Mapping[str, Mapping[str, Any]], needed: Sequence[str]) -> str:
    columns = list(dict.fromkeys([*needed, *(column for row in rows.values() for column in row)]))
    lines = [["case", *columns]]
    lines += [[case, *("" if row.get(c) is None else str(row[c]) for c in columns)] for case, row in rows.items()]
    return "".join(",".join(line) + "\n" for line in lines)
