"""One sentence a finding that a student may copy: what was found, in how many of how many, and what it hangs on."""

from __future__ import annotations

import math
from collections.abc import Sequence

from qualkit.claims import Association, Combination, Event, Outcome, Prevalence
from qualkit.findings.weighed import Numbers, Weighed
from qualkit.prices import name_prices
from qualkit.settings import Settings
from qualkit.study import Study
from qualkit.wording import FALLBACK, format_amount, format_number, format_share, say_or_same, say_prices
from qualkit.yaml_file import in_language

Template = dict[str, str]
PREVALENCE: Template = {
    "en": "“{claim}” is {verdict}: of {n} cases {support} support it and {contradict} contradict it{against}{rest}, "
    "which is {share}{interval}, where more than {threshold} was needed{turns}.",
    "id": "“{claim}” {verdict}: dari {n} kasus, {support} mendukung dan {contradict} membantah{against}{rest}, artinya "
    "{share}{interval}, sedangkan yang diperlukan lebih dari {threshold}{turns}.",
}
PRESENT: Template = {
    "en": "“{claim}” is present in {support} of {n} cases{who}; no code could contradict it, so it is not weighed as "
    "a share{rest}.",
    "id": "“{claim}” ditemukan pada {support} dari {n} kasus{who}; tidak ada kode yang dapat membantahnya, jadi tidak "
    "ditimbang sebagai proporsi{rest}.",
}
ABSENT: Template = {
    "en": "“{claim}” was found in none of {n} cases{rest}; no code could contradict it, so the evidence is insufficient.",
    "id": "“{claim}” tidak ditemukan pada satu pun dari {n} kasus{rest}; tidak ada kode yang dapat membantahnya, jadi "
    "bukti belum cukup.",
}
EVENT: Template = {
    "en": "“{claim}” is {verdict}: of {n} sources that were there or are official, {support} support it{who} and "
    "{contradict} contradict it{against}{rest}; what others say is hearsay and was not counted.",
    "id": "“{claim}” {verdict}: dari {n} sumber yang hadir atau resmi, {support} mendukung{who} dan {contradict} "
    "membantah{against}{rest}; cerita sumber lain hanya kabar dan tidak dihitung.",
}
OUTCOME: Template = {
    "en": "“{claim}” is {verdict}: among {n} cases with both amounts the median change is {change} (smallest that "
    "matters: {smallest}), {support} moved as claimed, {same} stayed, {contradict} moved the other way{rest}"
    "{sign}{turns}; told by the informants,{prices} after joining and not because of it.",
    "id": "“{claim}” {verdict}: pada {n} kasus yang kedua nilainya ada, perubahan mediannya {change} (terkecil yang "
    "berarti: {smallest}), {support} berubah sesuai klaim, {same} tetap, {contradict} berubah sebaliknya{rest}"
    "{sign}{turns}; menurut informan,{prices} sesudah masuk dan belum tentu karenanya.",
}
FEW: Template = {
    "en": "“{claim}” cannot be weighed: {n} cases have both amounts, and five are the fewest{rest}.",
    "id": "“{claim}” belum dapat ditimbang: {n} kasus memiliki kedua nilainya, sedangkan sekurang-kurangnya lima{rest}.",
}
ASSOCIATION: Template = {
    "en": "“{claim}” is {verdict}: {a} of {exposed} cases that are {exposure} are {response}, of the others {c} of "
    "{others}, a difference of {difference} (95% interval {low} to {high}; exact p {p}; smallest that matters: "
    "{smallest}){rest}{turns}{rivals}.",
    "id": "“{claim}” {verdict}: {a} dari {exposed} kasus yang {exposure} ternyata {response}, dari yang lain {c} dari "
    "{others}, selisihnya {difference} (interval 95% {low} sampai {high}; p eksak {p}; terkecil yang berarti: "
    "{smallest}){rest}{turns}{rivals}.",
}
NO_GROUPS: Template = {
    "en": "“{claim}” cannot be weighed: one of the two groups is empty{rest}.",
    "id": "“{claim}” belum dapat ditimbang: salah satu dari kedua kelompok kosong{rest}.",
}
COMBINATION: Template = {
    "en": "“{claim}” is {verdict}, as the weakest of what it rests on: {premises}.",
    "id": "“{claim}” {verdict}, sesuai premisnya yang paling lemah: {premises}.",
}
RANGE: Template = {"en": "between {low} and {high}", "id": "antara {low} dan {high}"}
INTERVAL: Template = {
    "en": " (95% interval of the supporting share {low} to {high})",
    "id": " (interval 95% proporsi yang mendukung {low} sampai {high})",
}
TURNS: Template = {
    "en": "; {k} read otherwise would change that",
    "id": "; {k} yang dibaca lain akan mengubahnya",
}
KS: dict[str, tuple[str, str]] = {"en": ("1 case", "{k} cases"), "id": ("1 kasus", "{k} kasus")}
RIVALS: Template = {"en": "; rivals: {all}", "id": "; penjelasan lain: {all}"}
STRATUM: Template = {
    "en": "among those who {rival} {a} of {exposed} against {c} of {others}",
    "id": "di antara yang {rival} {a} dari {exposed} berbanding {c} dari {others}",
}
SIGN: Template = {"en": " (exact sign test p {p})", "id": " (uji tanda eksak p {p})"}
REST: dict[str, Template] = {
    "both": {"en": "{k} on both sides", "id": "{k} di kedua sisi"},
    "silent": {"en": "{k} silent on it", "id": "{k} tidak menyinggungnya"},
    "unread": {"en": "{k} not read", "id": "{k} belum dibaca"},
    "missing": {
        "en": "of {k} more it is not known whether they belong",
        "id": "{k} lagi tidak diketahui termasuk atau tidak",
    },
    "value": {"en": "{k} without an amount", "id": "{k} tanpa nilai"},
}
AND: Template = {"en": " and ", "id": " dan "}


def write_sentence(weighed: Weighed, study: Study, language: str) -> str:
    """The sentence for a finding, in English or Indonesian."""
    claim = weighed.claim
    language = language if language in TURNS else FALLBACK
    match claim:
        case Prevalence():
            return _write_prevalence(weighed, claim, language)
        case Event():
            return _write_event(weighed, claim, language)
        case Outcome():
            return _write_outcome(weighed, claim, study.settings, language)
        case Association():
            return _write_association(weighed, claim, language)
        case Combination():
            rows = weighed.tables["premises"].itertuples(index=False)
            premises = [f"{row.premise} ({say_or_same('verdict', str(row.verdict), language)})" for row in rows]
            return _fill(COMBINATION, weighed, language, premises=_join(premises, language))


def _write_prevalence(weighed: Weighed, claim: Prevalence, language: str) -> str:
    numbers, counts = weighed.numbers, weighed.numbers.counts
    shared = {"n": counts.all, "support": counts.support, "contradict": counts.contradict}
    rest = _rest(weighed, language)
    if not claim.contradict or not counts.all:
        template = PRESENT if counts.support else ABSENT
        return _fill(template, weighed, language, **shared, rest=rest, who=_names(weighed.on("supports"), language))
    return _fill(
        PREVALENCE,
        weighed,
        language,
        **shared,
        rest=rest,
        against=_names(weighed.on("contradicts"), language),
        share=_range(format_share(numbers.low, language), format_share(numbers.high, language), language),
        interval=_interval(numbers, language),
        threshold=format_share(numbers.threshold, language),
        turns=_turns(weighed, language),
    )


def _write_event(weighed: Weighed, claim: Event, language: str) -> str:
    supporting, against = weighed.on("supports", "both"), weighed.on("contradicts", "both")
    left = [("silent", len(weighed.on("silent"))), ("unread", len(weighed.on("unread")))]
    return _fill(
        EVENT,
        weighed,
        language,
        n=len(weighed.sides),
        support=len(supporting),
        contradict=len(against),
        who=_names(supporting, language),
        against=_names(against, language),
        rest=_list_rest(left, language),
    )


def _write_outcome(weighed: Weighed, claim: Outcome, settings: Settings, language: str) -> str:
    measure = settings.measures[claim.measure]
    unit, prices = measure.unit, say_prices(name_prices(measure, settings), language)
    numbers, counts = weighed.numbers, weighed.numbers.counts
    rest = _list_rest([("value", counts.unread), ("missing", numbers.n_missing)], language)
    told = counts.support + counts.contradict + numbers.n_same
    if math.isnan(numbers.turns_with):
        return _fill(FEW, weighed, language, n=told, rest=rest)
    relative = claim.change == "relative"
    sign = "" if math.isnan(numbers.p_value) else SIGN[language].format(p=_p(numbers.p_value, language))
    return _fill(
        OUTCOME,
        weighed,
        language,
        n=told,
        support=counts.support,
        same=numbers.n_same,
        contradict=counts.contradict,
        change=format_share(numbers.estimate, language)
        if relative
        else format_amount(numbers.estimate, unit, language),
        smallest=format_share(numbers.threshold, language)
        if relative
        else format_amount(numbers.threshold, unit, language),
        rest=rest,
        sign=sign,
        prices=f" {prices}," if prices else "",
        turns=_turns(weighed, language),
    )


def _write_association(weighed: Weighed, claim: Association, language: str) -> str:
    numbers = weighed.numbers
    rest = _rest(weighed, language)
    if math.isnan(numbers.estimate):
        return _fill(NO_GROUPS, weighed, language, rest=rest)
    cross = weighed.tables["cross"].iloc[0]
    strata = [
        STRATUM[language].format(
            rival=row.rival,
            a=row.exposed_with,
            exposed=row.exposed_with + row.exposed_without,
            c=row.others_with,
            others=row.others_with + row.others_without,
        )
        for row in weighed.tables["rivals"].itertuples(index=False)
        if row.stratum == "yes"
    ]
    return _fill(
        ASSOCIATION,
        weighed,
        language,
        a=cross["exposed_with"],
        exposed=cross["exposed_with"] + cross["exposed_without"],
        c=cross["others_with"],
        others=cross["others_with"] + cross["others_without"],
        exposure=in_language(claim.exposure.label, language)
        or claim.exposure.where
        or ", ".join(claim.exposure.support),
        response=in_language(claim.response.label, language)
        or claim.response.where
        or ", ".join(claim.response.support),
        difference=format_number(numbers.estimate, language),
        low=format_number(numbers.ci_low, language),
        high=format_number(numbers.ci_high, language),
        p=_p(numbers.p_value, language),
        smallest=format_number(numbers.threshold, language),
        rest=rest,
        turns=_turns(weighed, language),
        rivals=RIVALS[language].format(all="; ".join(strata)) if strata else "",
    )


def _fill(template: Template, weighed: Weighed, language: str, **values: object) -> str:
    claim = weighed.claim.words(language).strip().removesuffix(".")
    verdict = say_or_same("verdict", weighed.verdict, language)
    return template[language].format(claim=claim, verdict=verdict, **values)


def _rest(weighed: Weighed, language: str) -> str:
    counts = weighed.numbers.counts
    return _list_rest(
        [
            ("both", counts.both),
            ("silent", counts.silent),
            ("unread", counts.unread),
            ("missing", weighed.numbers.n_missing),
        ],
        language,
    )


def _list_rest(counted: Sequence[tuple[str, int]], language: str) -> str:
    said = [REST[reason][language].format(k=count) for reason, count in counted if count]
    return f"; {', '.join(said)}" if said else ""


def _turns(weighed: Weighed, language: str) -> str:
    if math.isnan(weighed.numbers.turns_with):
        return ""
    one, several = KS[language]
    count = int(weighed.numbers.turns_with)
    return TURNS[language].format(k=one if count == 1 else several.format(k=count))


def _range(low: str, high: str, language: str) -> str:
    return low if low == high else RANGE[language].format(low=low, high=high)


def _interval(numbers: Numbers, language: str) -> str:
    if math.isnan(numbers.ci_low):
        return ""
    low, high = format_share(numbers.ci_low, language), format_share(numbers.ci_high, language)
    return INTERVAL[language].format(low=low, high=high)


def _names(cases: Sequence[str], language: str) -> str:
    return f" ({', '.join(cases)})" if 0 < len(cases) <= 12 else ""


def _join(words: Sequence[str], language: str) -> str:
    return AND[language].join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""


def _p(value: float, language: str) -> str:
    smallest = format_number(0.001, language, decimals=3)
    return f"< {smallest}" if value < 0.001 else f"= {format_number(value, language, decimals=3)}"
