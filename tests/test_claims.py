"""findings.yaml held against the study: each fault is told with its line, its finding and what would be right."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from qualkit.claims import Association, Claim, Outcome, Prevalence, read_claims
from qualkit.codebook.tree import Code, Codebook, with_inner_nodes
from qualkit.errors import FaultsError
from qualkit.settings import Settings

CODEBOOK = Codebook(with_inner_nodes(Code(path, path) for path in ("money/kept", "money/spent")))
SETTINGS = Settings.model_validate(
    {
        "title": "A study",
        "sampling": "purposive",
        "coders": {"of_record": ["a"]},
        "waves": ["before", "now"],
        "measures": {
            "debt": {"type": "amount", "columns": {"before": "d0", "now": "d1"}},
            "shop": {"type": "yes/no", "columns": {"before": "s0", "now": "s1"}},
            "crop": {"type": "category", "columns": {"before": "c0", "now": "c1"}},
            "once": {"type": "count", "columns": {"now": "o1"}},
            "book": {
                "type": "amount", "columns": {"before": "b0", "now": "b1"}, "comparable": False, "reason": "another book",
            },
        },
    }
)  # fmt: skip
COLUMNS = ("case", "role", "age", "d0", "d1")
SOURCES = ("F01", "P1", "D1")


def read(folder: Path, *claims: str) -> tuple[Claim, ...]:
    """Each claim is one line of YAML, on a line of its own: the first on line 2."""
    path = folder / "findings.yaml"
    path.write_text("findings:\n" + "".join(f"  - {{{claim}}}\n" for claim in claims), encoding="utf-8")
    return read_claims(
        path, file="coding/findings.yaml", codebook=CODEBOOK, settings=SETTINGS, columns=COLUMNS, sources=SOURCES
    )


HEAD = "claim: So it is., declared: 2020-01-01"
PREVALENCE = f"id: kept, kind: prevalence, {HEAD}, support: money/kept"
EVENT = f"id: was, kind: event, {HEAD}, support: money/kept"
OUTCOME = f"id: down, kind: outcome, {HEAD}, direction: down"
ASSOCIATION = f"id: with, kind: association, {HEAD}"


def test_a_claim_is_read_with_its_defaults(tmp_path: Path) -> None:
    (claim,) = read(tmp_path, PREVALENCE)
    assert isinstance(claim, Prevalence)
    assert (claim.support, claim.contradict, claim.threshold, claim.cases) == (("money/kept",), (), Fraction(1, 2), "")
    assert claim.words("id") == "So it is."


@pytest.mark.parametrize(
    ("typed", "share"),
    [
        ("0.7", Fraction(7, 10)),
        ("70 %", Fraction(7, 10)),
        ("70%", Fraction(7, 10)),
        ("2/3", Fraction(2, 3)),
        (".25", Fraction(1, 4)),
    ],
)
def test_a_share_is_exact_however_it_is_written(tmp_path: Path, typed: str, share: Fraction) -> None:
    (claim,) = read(tmp_path, f"{PREVALENCE}, threshold: {typed}")
    assert isinstance(claim, Prevalence)
    assert claim.threshold == share


def test_the_smallest_change_may_be_more_than_one(tmp_path: Path) -> None:
    (claim,) = read(tmp_path, f"{OUTCOME}, measure: debt, smallest: 500000, change: absolute, from: before, to: now")
    assert isinstance(claim, Outcome)
    assert (claim.smallest, claim.wave_from, claim.wave_to) == (500_000, "before", "now")


def test_an_association_names_all_its_codes_and_conditions(tmp_path: Path) -> None:
    exposure, response = "exposure: {support: money/kept, contradict: money/spent}", "response: {where: age > 40}"
    rivals = "rivals: [{label: Rich, where: d0 > 9}]"
    (claim,) = read(tmp_path, f"{ASSOCIATION}, {exposure}, {response}, {rivals}, smallest: .25, cases: role == 'm'")
    assert isinstance(claim, Association)
    assert claim.codes == ("money/kept", "money/spent")
    assert claim.conditions == ("role == 'm'", "age > 40", "d0 > 9")


@pytest.mark.parametrize(
    ("claim", "message"),
    [
        (f"{PREVALENCE}, threshold: 0", "'threshold' must lie between 0 and 1, found '0'"),
        (f"{PREVALENCE}, threshold: 100 %", "'threshold' must lie between 0 and 1"),
        (f"{PREVALENCE}, threshold: half", "'threshold' must be a number such as 0.5, 50 % or 2/3, found 'half'"),
        (f"{PREVALENCE}, threshold: 1/0", "'threshold' must be a number such as"),
        (f"{PREVALENCE}, suport: x", "unknown key 'suport'; did you mean 'support'"),
        (f"id: kept, kind: prevalence, {HEAD}", "'support' is missing"),
        ("id: kept, kind: prevalence, claim: So., support: money", "'declared' is missing"),
        (f"id: kept, kind: prevalance, {HEAD}", "'kind' is missing or unknown; it is one of 'prevalence', 'event'"),
        (f"id: kept, {HEAD}, support: money", "'kind' is missing"),
        (f"id: a/b, kind: prevalence, {HEAD}, support: money", "finding 'a/b': the id may only hold letters"),
        (f"id: kept, kind: prevalence, {HEAD}, support: money/kep", "finding 'kept': no code 'money/kep' .*did you mean 'money/kept'"),
        (f"{PREVALENCE}, contradict: money/spend", "no code 'money/spend' .*did you mean 'money/spent'"),
        (f"{PREVALENCE}, cases: agee > 40", "the column 'agee': did you mean 'age'"),
        (f"{PREVALENCE}, cases: \"__import__('os')\"", "which is not allowed"),
        (f"{PREVALENCE}, when: nov", "no wave 'nov' in study.yaml: did you mean 'now'"),
        (f"{EVENT}, firsthand: [F02]", "no case or document 'F02': did you mean 'F01'"),
        (f"{EVENT}, firsthand: [F01], official: [D9]", "no case or document 'D9': known are 'D1', 'F01', 'P1'"),
        (EVENT, "'firsthand' is missing"),
        (f"{OUTCOME}, measure: dept, smallest: .2", "no measure 'dept' in study.yaml: did you mean 'debt'"),
        (f"{OUTCOME}, measure: crop, smallest: .2", "'crop' is a category, which has no direction"),
        (f"{OUTCOME}, measure: shop, smallest: 1", "'shop' is yes or no: write `change: absolute`"),
        (f"{OUTCOME}, measure: book, smallest: .2", r"the waves of 'book' cannot be compared \(another book\)"),
        (f"{OUTCOME}, measure: once, smallest: .2", "'once' was measured once"),
        (f"{OUTCOME}, measure: debt, smallest: .2, from: befor", "'debt' has no wave 'befor': did you mean 'before'"),
        (f"{OUTCOME}, measure: debt, smallest: 0", "'smallest' must be more than 0"),
        (f"{OUTCOME}, measure: debt, smallest: .2, direction: lower", "the key 'direction' stands twice"),
        (f"{OUTCOME}, measure: debt, smallest: .2, said: money/kep", "no code 'money/kep'"),
        (f"{ASSOCIATION}, smallest: .2, exposure: {{}}, response: {{where: age > 1}}", "the exposure needs either `support:` codes or a `where:` condition"),
        (f"{ASSOCIATION}, smallest: .2, exposure: {{support: money}}, response: {{support: money, where: age > 1}}", "the response needs either"),
        (f"{ASSOCIATION}, smallest: .2, exposure: {{support: money}}, response: {{where: agee > 1}}", "the column 'agee'"),
        (f"{ASSOCIATION}, smallest: .2, exposure: {{support: money}}, response: {{where: age > 1}}, rivals: [{{label: x, where: rich > 1}}]", "the column 'rich'"),
        (f"id: all, kind: combination, {HEAD}, premises: [kep]", "finding 'all': no finding 'kep'"),
        (f"id: all, kind: combination, {HEAD}, premises: [all]", "the premise 'all' is a combination itself"),
    ],
)  # fmt: skip
def test_a_faulty_claim_says_where_and_what(tmp_path: Path, claim: str, message: str) -> None:
    with pytest.raises(FaultsError, match=rf"coding/findings\.yaml:2: .*{message}"):
        read(tmp_path, claim)


def test_all_faults_of_all_claims_are_told_together(tmp_path: Path) -> None:
    with pytest.raises(FaultsError, match="the id stands twice") as caught:
        read(tmp_path, PREVALENCE, f"{PREVALENCE}, cases: agee > 1", f"{EVENT}, firsthand: [F02]")
    assert [fault.line for fault in caught.value.faults] == [3, 3, 4]


def test_a_file_without_claims_is_none(tmp_path: Path) -> None:
    assert read(tmp_path) == ()
