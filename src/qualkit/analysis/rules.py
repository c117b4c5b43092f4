"""Coding by the codebook's patterns, and what is wrong with them in these texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from qualkit.coding.rules import Ruled, find_languages, make_record
from qualkit.coding.table import tabulate_codings
from qualkit.columns import make_table
from qualkit.errors import Fault, QualkitError
from qualkit.language.rooter import Rooter
from qualkit.language.vocabulary import Vocabulary
from qualkit.patterns.unmet import find_unmet
from qualkit.study import Study

if TYPE_CHECKING:
    import pandas as pd

REASON_COLUMNS = ("pattern", "line", "matched", "polarity", "about", "mode", "time")


def code_by_rules(study: Study, code: str | Iterable[str] = "**") -> pd.DataFrame:
    """Apply the codebook's patterns to every text of a study.

    Nothing is written: rule codings are worked out anew each time, and count nowhere unless `coder="rules"` is asked for.
    A person takes them over, or rejects them, in the coder.

    Parameters
    ----------
    code : the codes whose patterns are applied: `welfare/needs` (it and all below), `welfare/*`, `**`, or several.

    Returns
    -------
    DataFrame, one row a coding, in the order of the texts: the columns of `study.codings` (`method` is `rule`), then why:
    `pattern` as the codebook writes it and its `line` there, the words that `matched`, and what the sentence says of them:
    `polarity` (affirmed, negated, ceased, not yet), `about` (self, other), `mode` (stated, supposed, reported) and `time`
    (open, past). Of a passage that several patterns found, each is told, parted by '; '.

    Raises
    ------
    QualkitError
        For an unknown code, or where no chosen code has patterns.

    Examples
    --------
    >>> code_by_rules(study, "welfare/moneylender")[["document", "start", "pattern", "matched"]].head(2)  # doctest: +SKIP
    """
    patterns = study.codebook.patterns(code)
    if not patterns:
        raise QualkitError(f"no code of {code!r} has patterns in {study.codebook.file}: write some below `patterns:`")
    ruled = list(study.apply_patterns(patterns))
    record = make_record(ruled, study.documents, study.codebook)
    table = tabulate_codings(record.codings, study.documents)
    reasons = {one.id: _tell_reasons(one) for one in ruled}
    return table.join(make_table((reasons[identity] for identity in table["id"]), REASON_COLUMNS))


def find_pattern_faults(study: Study, code: str | Iterable[str] = "**") -> Iterator[Fault]:
    """Warnings of patterns that cannot be met in the study's texts, or hold a word that is likely misspelt."""
    patterns = study.codebook.patterns(code)
    if not patterns:
        return
    vocabularies = []
    spoken: dict[str, list[str]] = {}
    for document in study.documents:
        for turn, language in find_languages(document, study.settings.languages):
            spoken.setdefault(language, []).append(document.text[turn.start : turn.end])
    for language, texts in spoken.items():
        vocabulary = Vocabulary(Rooter(language, synonyms=study.codebook.synonyms))
        vocabulary.encode("\n".join(texts))
        vocabularies.append(vocabulary)
        if not vocabulary.rooter.has_roots:
            problem = f"texts in {language!r} are read by their exact forms, in small letters: no roots are known of it"
            yield Fault(study.codebook.file, 0, problem, warning=True)
    for pattern, problem in find_unmet(patterns, vocabularies):
        yield Fault(study.codebook.file, pattern.line, f"the pattern {pattern.source!r} of {pattern.code} {problem}",
                    warning=True)  # fmt: skip


def _tell_reasons(one: Ruled) -> dict[str, Any]:
    def tell(values: Iterable[str]) -> str:
        return "; ".join(dict.fromkeys(values))

    why = one.reasons
    return {
        "pattern": tell(reason.pattern for reason in why),
        "line": why[0].line,
        "matched": tell(reason.matched for reason in why),
        "polarity": tell(reason.meaning.polarity for reason in why),
        "about": tell(reason.meaning.about for reason in why),
        "mode": tell(reason.meaning.mode for reason in why),
        "time": tell(reason.meaning.time for reason in why),
    }


# --- how well that agrees with a person ---------------------------------------------------------------------
