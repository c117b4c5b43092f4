"""Reading codebook.yaml."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints

from qualkit.codebook.history import Action, Change
from qualkit.codebook.patterns import PatternList, find_twins, read_patterns
from qualkit.codebook.tree import Code, Codebook, Example, with_inner_nodes
from qualkit.errors import Fault, FaultsError, suggest
from qualkit.files import hash_text, is_safe_name, read_text
from qualkit.patterns.pattern import Span
from qualkit.yaml_file import Schema, Text, Words, load_strings, validate

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


class _Example(Schema):
    document: str
    quote: Annotated[str, StringConstraints(min_length=1)]


class _Code(Schema):
    code: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
    id: str = ""
    label: Text = Field(default_factory=dict)
    definition: Text = Field(default_factory=dict)
    include: Text = Field(default_factory=dict)
    exclude: Text = Field(default_factory=dict)
    examples: tuple[_Example, ...] = ()
    colour: str | None = None
    opposite: str | None = None
    patterns: PatternList = ()


class _Change(Schema):
    at: str
    by: str
    action: Action
    old: Words = Field(default=(), alias="from")
    new: Words = Field(default=(), alias="to")
    why: str = ""


class _Codebook(Schema):
    title: Text = Field(default_factory=dict)
    codes: tuple[_Code, ...]
    history: tuple[_Change, ...] = ()
    synonyms: Mapping[str, Words] = Field(default_factory=dict)  # a word, and those that the study counts as it
    span: Span = "sentence"
    written_from: Words = ()  # the documents that were read for writing the patterns


def read_codebook(path: Path, *, file: str = "coding/codebook.yaml") -> Codebook:
    """Read a codebook. Raises FaultsError with every fault: bad YAML, a path or id twice, no such opposite, …"""
    return parse_codebook(read_text(path, file), file)


def parse_codebook(source: str, file: str) -> Codebook:
    """What the text of a codebook says; as `read_codebook`, which reads the text."""
    read, line = validate(load_strings(source, file), file, _Codebook)
    faults: list[Fault] = []
    named_by = {code.opposite: code.code for code in read.codes if code.opposite}
    codes = [
        Code(
            path=code.code,
            id=code.id or code.code,
            label=code.label,
            definition=code.definition,
            include=code.include,
            exclude=code.exclude,
            examples=tuple(Example(example.document, example.quote) for example in code.examples),
            colour=code.colour,
            opposite=code.opposite or named_by.get(code.code),
            line=line("codes", number),
            patterns=read_patterns(
                code.patterns, code.code, read.span, partial(line, "codes", number, "patterns"), file, faults
            ),
        )
        for number, code in enumerate(read.codes)
    ]
    history = tuple(Change(c.at, c.by, c.action, c.old, c.new, c.why) for c in read.history)
    faults += [*_check_codes(codes, file), *_check_history(codes, history, file, line("history"))]
    if faults:
        raise FaultsError(faults)
    synonyms = {other: word for word, others in read.synonyms.items() for other in others}
    twins = tuple(find_twins((pattern for code in codes for pattern in code.patterns), file))
    return Codebook(
        with_inner_nodes(codes),
        read.title,
        history,
        hash_text(source),
        file,
        source,
        synonyms,
        twins,
        read.written_from,
    )


def _check_codes(codes: list[Code], file: str) -> list[Fault]:
    faults = []
    paths, ids = {code.path for code in codes}, set[str]()
    seen = set[str]()
    for code in codes:
        bad_parts = [part for part in code.path.split("/") if not is_safe_name(part)]
        if bad_parts:
            faults.append(Fault(file, code.line, f"code {code.path!r}: the part {bad_parts[0]!r} may only hold letters, "
                                "digits, '.', '_' and '-', with '/' between the parts"))  # fmt: skip
        if code.path in seen:
            faults.append(Fault(file, code.line, f"the code {code.path!r} stands twice; keep one"))
        if code.id in ids:
            faults.append(Fault(file, code.line, f"the id {code.id!r} belongs to two codes; give each its own"))
        if code.colour and not _COLOUR.fullmatch(code.colour):
            faults.append(Fault(file, code.line, f"colour {code.colour!r} of {code.path}: write it like '#0072B2'"))
        if code.opposite and code.opposite not in paths:
            faults.append(Fault(file, code.line, f"opposite {code.opposite!r} of {code.path} is no code: "
                                f"{suggest(code.opposite, paths)}"))  # fmt: skip
        seen.add(code.path)
        ids.add(code.id)
    opposites = {code.path: code.opposite for code in codes if code.opposite in paths}
    for path, opposite in opposites.items():
        if opposites.get(str(opposite), path) != path:
            line = next(code.line for code in codes if code.path == path)
            problem = (
                f"{path} names {opposite} as its opposite, which names {opposites[str(opposite)]}; make them agree"
            )
            faults.append(Fault(file, line, problem))
    return faults


def _check_history(codes: list[Code], history: tuple[Change, ...], file: str, line: int) -> list[Fault]:
    retired = {old for change in history if change.action == "retire" for old in change.old}
    return [
        Fault(file, line, f"the code {code.path!r} was retired and may not be used again; choose another path")
        for code in codes
        if code.path in retired
    ]
