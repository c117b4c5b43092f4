"""Words that one group of cases uses more, or less, than another."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from qualkit.columns import make_table
from qualkit.conditions import decide
from qualkit.errors import QualkitError
from qualkit.model import Document
from qualkit.study import Study

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import ArrayLike, NDArray
    from scipy.sparse import csr_array

    Numbers = NDArray[np.float64]

COLUMNS = (
    "word", "unit", "n", "n_against", "n_words", "n_words_against", "per_1000", "per_1000_against", "g2", "log_ratio",
    "n_cases", "n_cases_against", "n_units", "n_units_against", "n_missing", "p_value", "p_adjusted",
)  # fmt: skip
_NOTE = re.compile(r"\[[^\[\]\n]*\]")  # [laughs] is the transcriber's
_PERMUTATIONS_AT_ONCE = 50


def count_keyness(
    study: Study,
    where: str,
    *,
    against: str | None = None,
    minimum: int = 5,
    permutations: int = 0,
    seed: int | None = None,
) -> pd.DataFrame:
    """The words of some cases' speech set against those of other cases.

    Counted are the informants' own turns. A word is a run of letters, with hyphens and apostrophes inside it, in
    lower case; what stands in square brackets is the transcriber's and is left out. Words are not reduced to roots,
    and scripts that do not part their words are not cut.

    Parameters
    ----------
    where : a condition on the case: the group whose words are sought.
    against : a condition on the case: the group to compare with. By default all for whom `where` does not hold.
    minimum : words that both groups together use less often are left out.
    permutations : 0 for no p values; else how often the cases are dealt anew to the two groups.
    seed : of the permutations; study.yaml's by default.

    Returns
    -------
    DataFrame, one row a word, the highest `g2` first.
    `n n_against` : how often the group and the other one use it, of `n_words n_words_against` words in all.
    `per_1000 per_1000_against` : 1000 n / n_words.
    `g2` : log-likelihood, 2 (n ln(n / e) + n_against ln(n_against / e_against)), with e = n_words (n + n_against) /
        (n_words + n_words_against) and so on; 0 or more. It says how strong the evidence of a difference would be if
        all words were independent. They are not: one case may use a word forty times. So read `n_cases`, and take
        no p value from it.
    `log_ratio` : log2 of ((n + 0.5) / n_words) / ((n_against + 0.5) / n_words_against): 1 is twice as often, -1
        half as often; 0.5 is added throughout, so that a word only one group uses has a value too.
    `n_cases n_cases_against` : cases that use it, of `n_units n_units_against` that speak. `n_missing` : cases that
        speak, but for whom a missing value leaves it open which group they belong to.
    `p_value` : how often a dealing of the cases gives this word a `g2` as high or higher, (1 + such dealings) /
        (1 + permutations); NaN where none were asked for. `p_adjusted` : the same against the highest `g2` of all words
        of that dealing, so that it holds for the whole list.
    `unit` : 'word'.

    Raises
    ------
    QualkitError
        For an unknown column, a group in which no case speaks, and a case that is in both.

    References
    ----------
    G2: Rayson & Garside (2000), doi:10.3115/1117729.1117730, after Dunning (1993), Computational Linguistics 19(1).
    Log ratio: Hardie (2014), 'Log Ratio: an informal introduction', CASS. Adjusted p: Westfall & Young (1993),
    Resampling-Based Multiple Testing, single-step maxT.

    Examples
    --------
    >>> table = count_keyness(study, "role == 'member'")
    >>> table[["word", "n", "n_against", "n_cases", "n_units"]].head(3)
       word    n  n_against  n_cases  n_units
    0   aye  125          0        3       24
    1  kami    7         20        5       24
    2  ndak   94          0        5       24
    """
    if minimum < 1 or permutations < 0:
        raise QualkitError(f"minimum={minimum}, permutations={permutations}: write 1 or more, and 0 or more")
    counted = count_words(study.documents)
    group, other, missing = _split(study, where, against, counted)
    cases = [*group, *other]
    return compare_words(
        {case: counted[case] for case in cases},
        group,
        minimum=minimum,
        permutations=permutations,
        seed=study.settings.seed if seed is None else seed,
    ).assign(n_missing=missing)


def compare_words(
    counted: Mapping[str, Mapping[str, int]],
    group: Iterable[str],
    *,
    minimum: int = 1,
    permutations: int = 0,
    seed: int = 0,
) -> pd.DataFrame:
    """The words of the cases in the group against those of all others: for each case its words and how often.

    Returns
    -------
    DataFrame as of `count_keyness`; `n_missing` is 0.
    """
    import numpy as np
    from scipy.sparse import csr_array

    cases = list(counted)
    inside = np.isin(cases, list(group))
    total = Counter[str]()
    for words in counted.values():
        total.update(words)
    kept = sorted(word for word, n in total.items() if n >= minimum)
    column = {word: number for number, word in enumerate(kept)}
    cells = [
        (row, column[word], n) for row, case in enumerate(cases) for word, n in counted[case].items() if word in column
    ]
    rows, columns, numbers = np.array(cells, dtype=np.int64).reshape(-1, 3).T
    table = csr_array((numbers.astype(np.float64), (rows, columns)), shape=(len(cases), len(kept)))
    sizes = np.array([sum(counted[case].values()) for case in cases], dtype=np.float64)
    n, n_against = inside @ table, ~inside @ table
    words_in, words_out = sizes[inside].sum(), sizes[~inside].sum()
    used = (table > 0).astype(np.float64)
    g2 = log_likelihood(n, n_against, words_in, words_out)
    p_value, p_adjusted = _permute(table, sizes, inside, g2, permutations, seed)
    with np.errstate(divide="ignore", invalid="ignore"):  # a group without words has no rate: NaN
        per_1000, per_1000_against = (
            np.where(words > 0, 1000 * count / words, np.nan)
            for count, words in ((n, words_in), (n_against, words_out))
        )
        ratio = np.log2(((n + 0.5) / words_in) / ((n_against + 0.5) / words_out))
        ratio = np.where(np.isfinite(ratio), ratio, np.nan)
    values = {
        "word": kept,
        "n": n.astype(int).tolist(),
        "n_against": n_against.astype(int).tolist(),
        "per_1000": per_1000.tolist(),
        "per_1000_against": per_1000_against.tolist(),
        "g2": g2.tolist(),
        "log_ratio": ratio.tolist(),
        "n_cases": (inside @ used).astype(int).tolist(),
        "n_cases_against": (~inside @ used).astype(int).tolist(),
        "p_value": p_value.tolist(),
        "p_adjusted": p_adjusted.tolist(),
    }
    shared = {
        "unit": "word",
        "n_words": int(words_in),
        "n_words_against": int(words_out),
        "n_units": int(inside.sum()),
        "n_units_against": int((~inside).sum()),
        "n_missing": 0,
    }
    listed = (dict(zip(values, row, strict=True)) | shared for row in zip(*values.values(), strict=True))
    return make_table(sorted(listed, key=lambda row: -row["g2"]), COLUMNS)


def log_likelihood(n: ArrayLike, n_against: ArrayLike, n_words: ArrayLike, n_words_against: ArrayLike) -> Numbers:
    """G2 of a word's frequency in two bodies of text; a count of 0 adds nothing (x ln x goes to 0 with x).

    NaN where either body has no words.

    >>> float(log_likelihood(52, 57, 50_000, 75_000).round(2))
    2.65
    """
    import numpy as np
    from scipy.special import xlogy

    a, b, c, d = (np.asarray(values, dtype=np.float64) for values in (n, n_against, n_words, n_words_against))
    with np.errstate(divide="ignore", invalid="ignore"):
        share = (a + b) / (c + d)
        g2 = 2 * (xlogy(a, a / (c * share)) + xlogy(b, b / (d * share)))
    g2 = np.where(a + b > 0, g2, 0.0)
    return np.where((c > 0) & (d > 0), np.maximum(g2, 0.0), np.nan)


def count_words(documents: Iterable[Document]) -> dict[str, Counter[str]]:
    """For each case that speaks as an informant how often it uses each word."""
    counted: dict[str, Counter[str]] = {}
    for document in documents:
        for turn in document.turns:
            if turn.turn_role == "informant" and turn.case:
                counted.setdefault(turn.case, Counter()).update(find_words(document.text[turn.start : turn.end]))
    return counted


def find_words(text: str) -> Iterator[str]:
    """The words of a text in lower case: letters and their marks, with hyphens and apostrophes inside.

    >>> list(find_words("Anak-anak Jum'at [tertawa] bayar 500 ribu, -nya… Ça va?"))
    ['anak-anak', "jum'at", 'bayar', 'ribu', 'nya', 'ça', 'va']
    """
    for found in _word_pattern().finditer(_NOTE.sub(" ", text)):
        yield found[0].lower().replace("\u2019", "'").replace("\u2010", "-").replace("\u2011", "-")


@functools.cache
def _word_pattern() -> re.Pattern[str]:
    marks = "".join(
        chr(number)
        for number in (*range(0x300, 0x20000), 0x200C, 0x200D)
        if unicodedata.category(chr(number))[0] == "M"
    )
    letters = rf"(?:[^\W\d_][{re.escape(marks)}]*)+"  # re has no class for letters with their marks
    return re.compile(rf"{letters}(?:[-\u2010\u2011'\u2019]{letters})*")


def _split(
    study: Study, where: str, against: str | None, counted: Mapping[str, Counter[str]]
) -> tuple[list[str], list[str], int]:
    """The cases of the two groups that speak, and how many belong to neither because a value is missing."""
    facts = study.facts
    speaks = facts["case"].isin([case for case, words in counted.items() if words.total()])
    chosen = decide(where, facts)
    compared = decide(against, facts) if against else chosen.map({True: False, False: True, None: None})
    group, other = (facts["case"][speaks & held.eq(True)].tolist() for held in (chosen, compared))
    both = sorted(set(group) & set(other))
    if both:
        raise QualkitError(
            f"{', '.join(both[:12])} are in both groups: narrow `where` {where!r} or `against` {against!r}"
        )
    for cases, condition in ((group, where), (other, against or f"not ({where})")):
        if not cases:
            raise QualkitError(
                f"no case for which {condition!r} holds speaks in an informant's turn: there are no words"
            )
    open_ = chosen.isna() | compared.isna()
    return group, other, int((speaks & open_ & ~facts["case"].isin([*group, *other])).sum())


def _permute(
    table: csr_array, sizes: Numbers, inside: NDArray[np.bool_], g2: Numbers, permutations: int, seed: int
) -> tuple[Numbers, Numbers]:
    """The p values of the words, each by itself and adjusted for all; NaN without permutations."""
    import numpy as np

    if not permutations or not len(g2):
        return np.full(len(g2), np.nan), np.full(len(g2), np.nan)
    random = np.random.default_rng(seed)
    total, words = table.sum(axis=0), sizes.sum()
    reached = g2 * (1 - 1e-12)  # equal but for rounding is as high
    higher, highest = np.ones(len(g2)), np.ones(len(g2))
    for begin in range(0, permutations, _PERMUTATIONS_AT_ONCE):
        times = min(_PERMUTATIONS_AT_ONCE, permutations - begin)
        dealt = random.permuted(np.tile(inside, (times, 1)), axis=1).astype(np.float64)
        n, words_in = dealt @ table, (dealt @ sizes)[:, None]
        drawn = log_likelihood(n, total - n, words_in, words - words_in)
        higher += (drawn >= reached).sum(axis=0)
        highest += (drawn.max(axis=1)[:, None] >= reached).sum(axis=0)
    return higher / (1 + permutations), highest / (1 + permutations)
