"""The codes as a tree of paths, and the little language that selects some of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from types import MappingProxyType

from qualkit.codebook.history import Change, follow
from qualkit.errors import Fault, QualkitError, list_names, suggest
from qualkit.patterns.pattern import Pattern
from qualkit.yaml_file import in_language


@dataclass(frozen=True)
class Example:
    """A quote that shows what a code is for."""

    document: str
    quote: str


@dataclass(frozen=True)
class Code:
    """One code. Texts are mappings from language to words."""

    path: str
    id: str
    label: Mapping[str, str] = field(default_factory=dict)
    definition: Mapping[str, str] = field(default_factory=dict)
    include: Mapping[str, str] = field(default_factory=dict)
    exclude: Mapping[str, str] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()
    colour: str | None = None
    opposite: str | None = None
    line: int = 0
    patterns: tuple[Pattern, ...] = ()

    @property
    def theme(self) -> str:
        return self.path.partition("/")[0]


@dataclass(frozen=True)
class Codebook:
    """All codes in the order in which they are listed; inner nodes that nobody listed are codes too."""

    codes: Mapping[str, Code]
    title: Mapping[str, str] = field(default_factory=dict)
    history: tuple[Change, ...] = ()
    sha256: str = ""
    file: str = "coding/codebook.yaml"
    source: str = field(repr=False, default="")  # the text of the file, of which `sha256` is the hash
    synonyms: Mapping[str, str] = field(default_factory=dict)  # words, each with that for which the study counts it
    warnings: tuple[Fault, ...] = ()
    written_from: tuple[str, ...] = ()  # the documents that were read for writing the patterns
    _parents: frozenset[str] = field(init=False, repr=False, default=frozenset())

    def __post_init__(self) -> None:
        parents = {parent for path in self.codes for parent in _above(path)}
        object.__setattr__(self, "_parents", frozenset(parents))

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes.values())

    def __len__(self) -> int:
        return len(self.codes)

    def __contains__(self, path: object) -> bool:
        return path in self.codes

    def __getitem__(self, path: str) -> Code:
        if path not in self.codes:
            raise QualkitError(f"no code {path!r} in {self.file}: {suggest(path, self.codes)}")
        return self.codes[path]

    @property
    def leaves(self) -> tuple[str, ...]:
        """The paths that have nothing below them."""
        return tuple(path for path in self.codes if path not in self._parents)

    def label(self, path: str, language: str = "en") -> str:
        """What to call a code on a figure: its label, else the last part of its path.

        >>> study.codebook.label("welfare/moneylender/free", "id")
        'Bebas dari rentenir'
        """
        code = self.codes.get(path)
        return (in_language(code.label, language) if code else "") or path.rpartition("/")[2].replace("-", " ")

    def labels(self, language: str = "en") -> dict[str, str]:
        """What to call each code, by its path, in the codebook's order: for figures that draw paths.

        >>> study.codebook.labels("id")["welfare/moneylender/free"]
        'Bebas dari rentenir'
        """
        return {path: self.label(path, language) for path in self.codes}

    def select(self, code: str | Iterable[str]) -> tuple[str, ...]:
        """The paths that a selection means, in the codebook's order.

        Parameters
        ----------
        code : a path (it and all below), `path/*` (one level below), `path/**` (it and all below),
            `**` (every code), or several of these.

        Raises
        ------
        QualkitError
            Where a selection means no code: a misspelt code is never an empty result.

        Examples
        --------
        >>> study.codebook.select("welfare/moneylender/*")
        ('welfare/moneylender/past', 'welfare/moneylender/free', 'welfare/moneylender/owing')
        """
        wanted: set[str] = set()
        for selection in list_names(code, "code"):
            chosen = {path for path in self.codes if _selects(selection, path)}
            if not chosen:
                stem = selection.removesuffix("/**").removesuffix("/*")
                raise QualkitError(f"no code {selection!r} in {self.file}: {suggest(stem, self.codes)}")
            wanted |= chosen
        return tuple(path for path in self.codes if path in wanted)

    def patterns(self, code: str | Iterable[str] = "**") -> tuple[Pattern, ...]:
        """The patterns of the selected codes, in the codebook's order. Raises QualkitError as `select`."""
        return tuple(pattern for path in self.select(code) for pattern in self.codes[path].patterns)

    def resolve(self, path: str) -> tuple[str, ...]:
        """The codes that a path found in a log stands for today: one, several after a split, none if retired.

        Raises QualkitError for a path that the codebook has never had.
        """
        if path in self.codes:
            return (path,)
        now = tuple(today for today in follow(path, self.history) if today in self.codes)
        if not now and not any(change.touches(path) for change in self.history):
            raise QualkitError(f"unknown code {path!r}: {suggest(path, self.codes)}")
        return now

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td style='text-align:left;padding-left:{code.path.count('/') + 0.5}em'>"
            f"{escape(self.label(code.path))}</td><td style='text-align:left'><code>{escape(code.path)}</code></td>"
            f"<td style='text-align:left'>{escape(in_language(code.definition, 'en'))}</td></tr>"
            for code in self
        )
        return f"<table><tr><th>label</th><th>code</th><th>definition</th></tr>{rows}</table>"

    def __repr__(self) -> str:
        themes = dict.fromkeys(code.theme for code in self)
        return f"<Codebook: {len(self.leaves)} codes under {', '.join(themes)}; .select('path/**') names some>"


def with_inner_nodes(codes: Iterable[Code]) -> Mapping[str, Code]:
    """The codes by path, each inner node that is not listed put before its first child."""
    listed = {code.path: code for code in codes}
    whole: dict[str, Code] = {}
    for path, code in listed.items():
        for parent in _above(path):
            whole.setdefault(parent, listed.get(parent) or Code(parent, parent))
        whole[path] = code
    return MappingProxyType(whole)


def _above(path: str) -> list[str]:
    parts = path.split("/")
    return ["/".join(parts[:depth]) for depth in range(1, len(parts))]


def _selects(selection: str, path: str) -> bool:
    if selection == "**":
        return True
    if selection == "*":
        return "/" not in path
    if selection.endswith("/*"):
        return path.rpartition("/")[0] == selection[:-2]
    stem = selection.removesuffix("/**")
    return path == stem or path.startswith(stem + "/")
