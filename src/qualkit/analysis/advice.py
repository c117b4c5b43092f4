"""Which measure of agreement to report in a study's situation, why, and in which words; or why none."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from qualkit.analysis.advice_plan import EACH, Pick, plan
from qualkit.analysis.advice_words import Words
from qualkit.analysis.advised import Advice
from qualkit.analysis.agreement import ALL, compare_coders
from qualkit.analysis.situation import Situation, read_situation
from qualkit.analysis.sources import SOURCES
from qualkit.analysis.units import CodedUnit
from qualkit.columns import make_table
from qualkit.study import Study

if TYPE_CHECKING:
    import pandas as pd

ADVICE_COLUMNS = (
    "advice", "coefficient", "unit", "code", "estimate", "ci_low", "ci_high", "n_units", "n_documents", "reason",
    "sentence", "call", "source",
)  # fmt: skip
FEW = 10  # documents, below which an interval over documents is rough
_LEAST_SHARE = 0.1  # of the documents, coded twice
_FEW_PASSAGES = 10  # of a code by each coder
_HIGH, _LOW = 0.9, 0.667  # percent agreement above, alpha below: high agreement, low coefficient
_INTERPRETING = {"reflexive thematic": "reflexive", "interpretive": "interpretive"}
_SAMPLE = "qk.sample_documents(study, share=0.2)"
_PARADOX = ("percent_agreement", "gwet_ac1", "krippendorff_alpha")
_MEASURED = ("estimate", "ci_low", "ci_high", "n_units", "n_documents")


def advise_agreement(study: Study, *coders: str, language: str | None = None) -> pd.DataFrame:
    """Which coefficient of agreement to report for this study, why, and in which words; or that none is right.

    The situation is read from the study: who has marked what as reviewed, and how much of it blind; whether passages
    are whole documents, turns or sentences, or were cut freely; whether a place carries several codes; how the
    documents for the second reading were drawn; which codes are rare; whether there was a consensus; and which kind of
    analysis methods.yaml names (`analysis:`).

    Parameters
    ----------
    coders : by default all who have marked a document as reviewed, but for `consensus`.
    language : of reasons and sentences, 'en' or 'id'; the study's by default.

    Returns
    -------
    DataFrame, which shows itself as a paragraph and a list; one row a piece of advice
    `advice` : `report`; `beside` it; `say` (without a coefficient); `may`, if a reader asks for it; `not`; `do`, before
        or instead; `none`, that no coefficient is right.
    `coefficient unit` : as in `compare_coders`, '' where the advice is about none.
    `code` : `*` all codes together, `each` every code for itself, in which case the numbers stand in the table that
        `call` makes.
    `estimate ci_low ci_high n_units n_documents` : as in `compare_coders`; NaN where there is none.
    `reason` : why.
    `sentence` : for the methods chapter, '' where nothing is to be said; joined with blanks they are the paragraph. What
        stands in [brackets] the study's files do not tell.
    `call` : what computes it, to copy. `source` : the literature.

    Raises
    ------
    QualkitError
        For an unknown coder, one named twice, and for `rules` and `consensus`, which are no independent coders.

    Examples
    --------
    >>> advice = advise_agreement(study, "a", "b")
    >>> advice.loc[advice["advice"] == "report", ["coefficient", "unit", "code"]].values.tolist()
    [['u_alpha', 'segment', 'each']]
    """
    language = language or study.language
    situation = read_situation(study, coders)
    rows = list(_Adviser(situation, Words(language)).advise())
    return Advice.of(make_table(rows, ADVICE_COLUMNS), language)


Row = dict[str, Any]


@dataclass(frozen=True)
class _Adviser:
    situation: Situation
    words: Words
    tables: dict[tuple[str, str], pd.DataFrame] = field(default_factory=dict)  # by unit and what uncoded ones count

    def advise(self) -> Iterator[Row]:
        analysis = self.situation.study.methods.analysis
        if analysis in _INTERPRETING:
            yield from self._advise_reading(_INTERPRETING[analysis])
        elif self.situation.obstacle:
            yield from self._advise_none()
        else:
            yield from self._advise_measures()

    # --- no coefficient -----------------------------------------------------------------------------------------

    def _advise_reading(self, which: str) -> Iterator[Row]:
        """For analyses in which agreement is no criterion."""
        yield self._tell("none", f"none_{which}")
        one = self.situation
        n = len(one.documents) + len(one.seen)  # a second reader need not be blind here
        if n:
            told = {"coders": self._coders, "n": n, "total": len(one.study.documents)}
            yield self._row(advice="say", sentence=self.words.say("s.second", **told), source=SOURCES[f"none_{which}"])
        yield self._reason("do", "do_quality")

    def _advise_none(self) -> Iterator[Row]:
        obstacle = self.situation.obstacle
        if obstacle == "nothing coded":
            yield self._reason("none", "none_nothing", coders=self._coders)
            return
        if obstacle == "nobody":
            yield self._reason("none", "none_nobody")
            yield self._reason("do", "do_review")
            return
        key = {"one coder": "none_one", "not the same": "none_apart", "not blind": "none_seen"}[obstacle]
        yield self._tell("none", key, coders=self._coders, n=len(self.situation.seen))
        yield self._reason("do", "do_second") | {"call": _SAMPLE}
        if obstacle == "one coder":
            yield self._reason("do", "do_again")
        yield from self._ask_for_approach()

    # --- coefficients -------------------------------------------------------------------------------------------

    def _advise_measures(self) -> Iterator[Row]:
        yield self._tell_reading()
        for pick in self._picks:
            if pick.advice != "not":
                yield from self._measure(pick)
        yield from self._tell_rare()
        yield from self._tell_circumstances()
        yield from self._tell_against()
        yield from self._tell_tasks()

    def _tell_reading(self) -> Row:
        """Who coded what, how chosen, and blind or not: what every report begins with."""
        one, words = self.situation, self.words
        n, total = len(one.documents), len(one.study.documents)
        blind = words.say("s.blind" if one.is_recorded else "s.unrecorded")
        told = {"coders": self._coders, "blind": blind, "n": n, "total": total, "share": words.share(n / total)}
        if one.draw == "all":
            key = "s.all_but" if n < total else "s.all" if one.is_complete else "s.all_shared"
            said = words.say(key, **told)
        else:
            said = words.say("s.part", drawn=words.say(f"s.drawn.{one.draw}"), **told)
        if one.is_complete:
            return self._row(advice="say", sentence=said, n_documents=n)
        said += " " + words.say("s.shared", m=len(one.coders), full=one.n_by_all)
        return self._row(advice="say", sentence=said, n_documents=n, reason=words.say("r.shared"))

    def _measure(self, pick: Pick) -> Iterator[Row]:
        """A coefficient with its number; nothing where it would stand beside another and is undefined."""
        chosen = self._choose(pick)
        undefined = chosen["estimate"].isna().all()
        if pick.advice == "beside" and (undefined or (pick.code == EACH and len(chosen) < 2)):
            return
        row = self._row(**pick.place, call=pick.call(self.situation.coders), source=SOURCES.get(pick.key, ""))
        row["reason"] = self.words.say(f"r.{pick.key}", **self.words.units(pick.unit))
        if pick.code == ALL and not chosen.empty:
            row |= {name: chosen.iloc[0][name] for name in _MEASURED}
        if undefined and not chosen.empty:
            row["reason"] += f" ({chosen.iloc[0]['note']})"
        if pick.advice != "may":
            row["sentence"] = self.words.say("s.undefined") if undefined else self._write(pick, chosen)
        yield row
        if pick.advice == "report" and not undefined:
            yield from self._tell_few(pick, chosen)

    def _write(self, pick: Pick, chosen: pd.DataFrame) -> str:
        """The sentence with its numbers."""
        words = self.words
        told = words.units(pick.unit)
        if pick.code == EACH:
            name = words.say("name.cases" if pick.unit == "case" else f"name.{pick.coefficient}")
            named = "" if pick.advice == "report" else name
            return words.say(f"s.{pick.key}", range=words.range(chosen, named), name=name, **told)
        first = chosen.iloc[0]
        if pick.key == "percent":
            told["percent"] = words.share(first["estimate"])
        return words.say(f"s.{pick.key}", number=words.number(first), **told)

    def _tell_few(self, pick: Pick, chosen: pd.DataFrame) -> Iterator[Row]:
        """What an interval over few documents is worth."""
        n, first, words = len(self.situation.documents), chosen.iloc[0], self.words
        if n >= FEW:
            return
        if chosen["ci_low"].isna().all():
            said = words.say("s.no_interval", n=n)
        elif pick.code == EACH or math.isnan(first["lowest"]):
            said = words.say("s.few_each", n=n)
        else:
            said = words.say("s.few", n=n, low=words.digits(first["lowest"]), high=words.digits(first["highest"]))
        yield self._row(advice="say", sentence=said, reason=words.say("r.few", few=FEW), n_documents=n)

    # --- beside the coefficients --------------------------------------------------------------------------------

    def _tell_rare(self) -> Iterator[Row]:
        """Codes of which little was seen: few passages, or nearly no unit, or nearly all."""
        boundaries = self.situation.boundaries
        if boundaries == "free":
            yield from self._tell_thin()
        elif boundaries != "given":
            yield from self._tell_paradox(boundaries)
        if self.situation.study.findings:
            yield from self._tell_paradox("case")

    def _tell_thin(self) -> Iterator[Row]:
        codes = self._choose(Pick("report", "each", "u_alpha", "segment", EACH))
        thin = codes[codes["n_units"] < _FEW_PASSAGES * len(self.situation.coders)]
        if not thin.empty:
            number = self.words.join([str(thin["n_units"].min()), str(thin["n_units"].max())])
            yield self._tell("say", "thin", labels=self.words.quote(thin["label"].tolist()), number=number)

    def _tell_paradox(self, unit: CodedUnit) -> Iterator[Row]:
        """High agreement, low alpha: percent agreement and AC1 beside it."""
        picks = [Pick("beside", "paradox", name, unit, EACH) for name in _PARADOX]
        words = self.words
        percent, ac1, alpha = (self._choose(pick).set_index("code")["estimate"] for pick in picks)
        rare = percent.index[(percent >= _HIGH) & (alpha < _LOW)]
        if rare.empty:
            return
        labels = [self.situation.study.codebook.label(code, words.language) for code in rare]
        told = {
            "units": words.units(unit)["units"],
            "labels": words.quote(labels),
            "percent": words.join([words.share(end) for end in (percent[rare].min(), percent[rare].max())]),
            "number": words.join([words.digits(end) for end in (ac1[rare].min(), ac1[rare].max())]),
        }
        reason = words.say("r.paradox", percent=words.share(_HIGH), custom=words.digits(_LOW, 3), units=told["units"])
        sentence = words.say("s.paradox", **told)
        source = SOURCES["paradox"]
        calls = [pick.call(self.situation.coders) for pick in picks]
        yield self._row(**picks[0].place, reason=reason, call=calls[0], source=source)
        reason = words.say("r.paradox_ac1", units=told["units"])
        yield self._row(**picks[1].place, reason=reason, sentence=sentence, call=calls[1], source=source)

    def _tell_circumstances(self) -> Iterator[Row]:
        one, words = self.situation, self.words
        if one.seen:
            yield self._tell("say", "seen", n=len(one.seen))
        if one.n_consensus:
            row = self._tell("say", "consensus", n=one.n_consensus)
            if one.study.settings.coders.combine == "consensus":
                row["sentence"] += words.say("s.of_record")
            yield row
        row = self._tell("say", "limits", coders=self._coders)
        drawn = self._choose(next(pick for pick in self._picks if pick.advice == "report")).dropna(subset="ci_low")
        if not drawn.empty:
            n_drawn = words.say("s.intervals", n=words.count(drawn.iloc[0]["n_resamples"]))
            sampled = one.study.settings.sampling == "probability"
            row["sentence"] = f"{n_drawn} {row['sentence']}" + ("" if sampled else words.say("s.limits_interval"))
        yield row

    def _tell_against(self) -> Iterator[Row]:
        """What not to report, with what it would have been where that is telling."""
        for pick in self._picks:
            if pick.advice == "not":
                told: dict[str, str] | None = {}
                if pick.key == "not_absence":
                    told = self._compare_absence(pick)
                if told is not None:
                    yield self._reason("not", pick.key, **told) | pick.place

    def _compare_absence(self, pick: Pick) -> dict[str, str] | None:
        """The lowest AC1 of a code over sentences, and the lowest u-alpha; None where the first is not high."""
        low, high = (self._choose(Pick("not", "", "u_alpha", "segment", EACH)), self._choose(pick))
        if low["estimate"].isna().all() or not high["estimate"].min() >= _HIGH:
            return None
        return {"low": self.words.digits(low["estimate"].min()), "high": self.words.digits(high["estimate"].min())}

    def _tell_tasks(self) -> Iterator[Row]:
        one = self.situation
        n, total = len(one.documents), len(one.study.documents)
        if one.compared and (empty := one.compared.find_empty()):
            yield self._reason("do", "do_empty", coders=self.words.list(empty))
        if one.draw != "all" and (n < FEW or n / total < _LEAST_SHARE):
            yield self._reason("do", "do_more", n=n, total=total, few=FEW) | {"call": _SAMPLE}
        if one.draw == "unknown":
            yield self._reason("do", "do_drawn")
        named = "".join(f', "{coder}"' for coder in one.coders)
        differ = f"qk.find_disagreements(study{named})" if len(one.coders) == 2 else ""
        yield self._reason("do", "do_codebook") | {"call": differ}
        yield from self._ask_for_approach()

    def _ask_for_approach(self) -> Iterator[Row]:
        if not self.situation.study.methods.analysis:
            yield self._reason("do", "do_approach")

    # --- rows and numbers ---------------------------------------------------------------------------------------

    @cached_property
    def _picks(self) -> tuple[Pick, ...]:
        return plan(self.situation)

    @property
    def _coders(self) -> str:
        return self.words.list(self.situation.coders)

    def _choose(self, pick: Pick) -> pd.DataFrame:
        """The rows of a coefficient, of all codes together or of each; those of one unit are computed at once."""
        place = (pick.unit, pick.uncoded)
        if place not in self.tables:
            wanted = {one.coefficient for one in self._picks if (one.unit, one.uncoded) == place} | {pick.coefficient}
            if pick.unit in (self.situation.boundaries, "case"):
                wanted.update(_PARADOX)
            self.tables[place] = compare_coders(
                self.situation.study, *self.situation.coders, unit=pick.unit, coefficient=sorted(wanted),
                uncoded=pick.uncoded, language=self.words.language,
            )  # fmt: skip
        table = self.tables[place]
        return table[(table["coefficient"] == pick.coefficient) & ((table["code"] == ALL) == (pick.code == ALL))]

    def _row(self, **told: Any) -> Row:
        return dict.fromkeys(ADVICE_COLUMNS, "") | dict.fromkeys(_MEASURED, math.nan) | told

    def _reason(self, advice: str, key: str, **values: Any) -> Row:
        """A row with a reason, and nothing for the methods chapter."""
        return self._row(advice=advice, reason=self.words.say(f"r.{key}", **values), source=SOURCES.get(key, ""))

    def _tell(self, advice: str, key: str, **values: Any) -> Row:
        """A row with a reason, and the sentence of the same key."""
        return self._reason(advice, key, **values) | {"sentence": self.words.say(f"s.{key}", **values)}
