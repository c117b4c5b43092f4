"""Which measure of agreement is advised: read from the study, computable as it stands, and said in two languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pandas as pd
import pytest

import qualkit as qk
from made_study import MadeStudy
from qualkit.analysis.advice import ADVICE_COLUMNS

MakeStudy = Callable[..., MadeStudy]
CODES = ["help", "money", "work"]
WORDS = ("The bank lent us money.", "I sew all day.", "My sister helps.", "Nothing else.", "It rained a lot.")
IN_ORDER = ("money", "work", "help", None, None)


def write_interviews(made: MadeStudy, n: int = 12, *, words: Sequence[str] = WORDS) -> list[str]:
    """Interviews of a few turns, a sentence each, that nobody has coded yet."""
    names = [f"P{number:02}" for number in range(1, n + 1)]
    for name in names:
        made.add_case(name)
        made.add_interview(name, *(turn for said in words for turn in (("I", "And?"), (name, said))))
    return names


def code_turns(made: MadeStudy, names: Sequence[str], coder: str, codes: Sequence[str | None] = IN_ORDER) -> None:
    """Whole turns, in their order; every fourth document with another code for the first."""
    for number, name in enumerate(names):
        for said, code in zip(WORDS, codes, strict=True):
            if code:
                differs = coder != "a" and number % 4 == 3 and said == WORDS[0]
                made.code(name, said, "work" if differs else code, coder=coder)
        made.review(name, coder=coder)


def whole_turns(
    make_study: MakeStudy, n: int = 12, coders: Sequence[str] = ("a", "b"), **settings: object
) -> MadeStudy:
    made = make_study(codes=CODES, coders=coders, **settings)
    names = write_interviews(made, n)
    for coder in coders:
        code_turns(made, names, coder)
    return made


def several_on_turns(make_study: MakeStudy) -> MadeStudy:
    made = whole_turns(make_study)
    for name in made.documents:
        for coder in "ab":
            made.code(name, WORDS[0], "help", coder=coder)
    return made


def whole_documents(make_study: MakeStudy) -> MadeStudy:
    made = make_study(codes=CODES, coders=("a", "b"))
    for number in range(12):
        name, text = f"N{number:02}", f"A note about the market, number {number}. It rained."
        made.add_text(name, text, kind="observation")
        for coder in "ab":
            if number % 3:
                made.code(name, text, "work" if number % 2 or (coder == "b" and number == 4) else "help", coder=coder)
            made.review(name, coder=coder)
    return made


def whole_sentences(make_study: MakeStudy) -> MadeStudy:
    made = make_study(codes=CODES, coders=("a", "b"))
    for name in write_interviews(made, words=[" ".join(WORDS)]):
        for coder in "ab":
            made.code(name, WORDS[0], "money", coder=coder)
            made.code(name, WORDS[1], "work" if coder == "a" or name > "P03" else "money", coder=coder)
            made.review(name, coder=coder)
    return made


def cut_freely(make_study: MakeStudy, *, n: int = 12) -> MadeStudy:
    """Parts of sentences, of one code each, which the coders cut differently."""
    made = make_study(codes=CODES, coders=("a", "b"))
    for name in write_interviews(made, n):
        made.code(name, "bank lent us money", "money")
        made.code(name, "sew all day", "work")
        made.code(name, "lent us money", "money", coder="b")
        made.code(name, "sew all", "work" if name > "P02" else "help", coder="b")
        for coder in "ab":
            made.review(name, coder=coder)
    return made


def cut_freely_with_overlaps(make_study: MakeStudy) -> MadeStudy:
    made = cut_freely(make_study)
    made.code("P05", "us money", "help")
    return made


def given_passages(make_study: MakeStudy) -> MadeStudy:
    made = make_study(codes=CODES, coders=("a", "b"))
    for name in write_interviews(made):
        for coder in "ab":
            made.code(name, "bank lent", "money", coder=coder)
            made.code(name, "all day", "work" if coder == "a" or name > "P03" else "help", coder=coder)
            made.review(name, coder=coder)
    return made


def given_passages_with_several_codes(make_study: MakeStudy) -> MadeStudy:
    made = given_passages(make_study)
    for name in made.documents:
        made.code(name, "bank lent", "work", coder="b")
    return made


def three_coders_in_part(make_study: MakeStudy) -> MadeStudy:
    """Six documents that all have read, three of a and b, three of b and c."""
    made = make_study(codes=CODES, coders=("a", "b", "c"))
    names = write_interviews(made)
    code_turns(made, names[:9], "a")
    code_turns(made, names, "b")
    code_turns(made, [*names[:6], *names[9:]], "c")
    return made


def three_coders(make_study: MakeStudy) -> MadeStudy:
    return whole_turns(make_study, coders=("a", "b", "c"))


def few_documents(make_study: MakeStudy) -> MadeStudy:
    return whole_turns(make_study, n=4)


def one_document(make_study: MakeStudy) -> MadeStudy:
    return whole_turns(make_study, n=1)


def read_in_part(make_study: MakeStudy, second: Sequence[str] | None = None) -> MadeStudy:
    """Of 40 interviews b has read what a draw of a fifth gives, or those named."""
    made = make_study(codes=CODES, coders=("a", "b"), seed=7)
    names = write_interviews(made, 40)
    code_turns(made, names, "a")
    drawn = second or qk.sample_documents(made.open(), share=0.2)["document"].tolist()
    code_turns(made, drawn, "b")
    return made


def chosen_by_hand(make_study: MakeStudy) -> MadeStudy:
    return read_in_part(make_study, [f"P{number:02}" for number in range(1, 13)])


def a_rare_code(make_study: MakeStudy) -> MadeStudy:
    """`help` in two of sixty turns by each, never in the same."""
    made = make_study(codes=CODES, coders=("a", "b"))
    names = write_interviews(made)
    code_turns(made, names, "a", ("money", "work", None, None, None))
    code_turns(made, names, "b", ("money", "work", None, None, None))
    for coder, name in (("a", "P01"), ("a", "P02"), ("b", "P03"), ("b", "P04")):
        made.code(name, WORDS[2], "help", coder=coder)
    return made


def with_consensus(make_study: MakeStudy) -> MadeStudy:
    made = whole_turns(make_study)
    for name in list(made.documents)[:3]:
        made.code(name, WORDS[0], "money", coder="consensus")
        made.review(name, coder="consensus")
    return made


def some_seen(make_study: MakeStudy) -> MadeStudy:
    """b saw what a did in two documents before marking them as reviewed."""
    made = whole_turns(make_study)
    for name in ("P01", "P02"):
        made.log("b", "shown", document=name, whose="a", before_review=True)
    return made


def all_seen(make_study: MakeStudy) -> MadeStudy:
    """b saw everything before."""
    made = whole_turns(make_study, n=2)
    for name in made.documents:
        made.log("b", "shown", document=name, whose="a", before_review=True)
    return made


def imported(make_study: MakeStudy) -> MadeStudy:
    made = whole_turns(make_study)
    for events in made.events.values():
        for event in events:
            if event["event"] == "add":
                event["method"] = "import"
    return made


def no_variation(make_study: MakeStudy) -> MadeStudy:
    """Everything of all documents is `money`, by both."""
    made = make_study(codes=CODES, coders=("a", "b"))
    for number in range(3):
        made.add_text(f"N{number}", f"Note {number} of the day.")
        for coder in "ab":
            made.code(f"N{number}", f"Note {number} of the day.", "money", coder=coder)
            made.review(f"N{number}", coder=coder)
    return made


def nothing_found(make_study: MakeStudy) -> MadeStudy:
    """Both have read everything, and coded nothing."""
    made = make_study(codes=CODES, coders=("a", "b"))
    for name in write_interviews(made):
        for coder in "ab":
            made.review(name, coder=coder)
    return made


def read_for_other_codes(make_study: MakeStudy) -> MadeStudy:
    """No code for which all three have read: a and b for money, b and c for work."""
    made = make_study(codes=CODES, coders=("a", "b", "c"))
    for name in write_interviews(made):
        for coder, codes in (("a", ["money"]), ("b", ["money", "work"]), ("c", ["work"])):
            for said, code in zip(WORDS, IN_ORDER, strict=True):
                if code in codes:
                    made.code(name, said, code, coder=coder)
            made.review(name, codes=codes, coder=coder)
    return made


def one_coder(make_study: MakeStudy) -> MadeStudy:
    return whole_turns(make_study, coders=("a",))


def nobody(make_study: MakeStudy) -> MadeStudy:
    made = make_study(codes=CODES, coders=("a", "b"))
    write_interviews(made, 2)
    return made


def apart(make_study: MakeStudy) -> MadeStudy:
    made = make_study(codes=CODES, coders=("a", "b"))
    names = write_interviews(made)
    code_turns(made, names[:6], "a")
    code_turns(made, names[6:], "b")
    return made


SITUATIONS = (
    whole_turns, several_on_turns, whole_documents, whole_sentences, cut_freely, cut_freely_with_overlaps, given_passages,
    given_passages_with_several_codes, three_coders_in_part, three_coders, few_documents, one_document, read_in_part,
    chosen_by_hand, a_rare_code, with_consensus, some_seen, all_seen, imported, no_variation, nothing_found,
    read_for_other_codes, one_coder, nobody, apart,
)  # fmt: skip


def said(advice: pd.DataFrame) -> str:
    return " ".join(filter(None, advice["sentence"]))


def picked(advice: pd.DataFrame, kind: str) -> list[tuple[str, str, str]]:
    rows = advice.loc[(advice["advice"] == kind) & (advice["coefficient"] != ""), ["coefficient", "unit", "code"]]
    return [tuple(row) for row in rows.values.tolist()]


def about(study: qk.Study, made: MadeStudy, analysis: str) -> qk.Study:
    (made.folder / "methods.yaml").write_text(f"analysis: {analysis}\n", encoding="utf-8")
    return study.reload()


# --- what is advised


@pytest.mark.parametrize(
    ("situation", "report", "beside"),
    [
        (whole_turns, [("krippendorff_alpha", "turn", "*")], [("percent_agreement", "turn", "*"), ("krippendorff_alpha", "turn", "each")]),
        (several_on_turns, [("krippendorff_alpha", "turn", "each")], [("krippendorff_alpha_masi", "turn", "*")]),
        (whole_documents, [("krippendorff_alpha", "document", "*")], [("percent_agreement", "document", "*"), ("krippendorff_alpha", "document", "each")]),
        (whole_sentences, [("krippendorff_alpha", "sentence", "*")], [("percent_agreement", "sentence", "*"), ("krippendorff_alpha", "sentence", "each")]),
        (cut_freely, [("u_alpha", "segment", "*")], [("cu_alpha", "segment", "*"), ("u_alpha", "segment", "each")]),
        (cut_freely_with_overlaps, [("u_alpha", "segment", "each")], [("u_alpha_binary", "segment", "*")]),
        (given_passages, [("cu_alpha", "segment", "*")], []),
        (given_passages_with_several_codes, [("krippendorff_alpha", "character", "each")], [("krippendorff_alpha_masi", "character", "*")]),
        (read_for_other_codes, [("krippendorff_alpha", "turn", "each")], []),
        (three_coders_in_part, [("krippendorff_alpha", "turn", "*")], [("percent_agreement", "turn", "*"), ("krippendorff_alpha", "turn", "each")]),
    ],
)  # fmt: skip
def test_the_coefficient_follows_how_passages_are_cut_and_how_many_codes_a_place_has(
    make_study, situation, report, beside
):
    advice = qk.advise_agreement(situation(make_study).open())
    assert (picked(advice, "report"), picked(advice, "beside")) == (report, beside)


def test_the_numbers_are_those_of_compare_coders(make_study):
    study = whole_turns(make_study).open()
    row = qk.advise_agreement(study).query("advice == 'report'").iloc[0]
    table = qk.compare_coders(study, "a", "b", unit="turn", coefficient="krippendorff_alpha")
    together = table[table["code"] == "*"].iloc[0]
    columns = ["estimate", "ci_low", "ci_high", "n_units", "n_documents"]
    assert row[columns].tolist() == together[columns].tolist()
    low, high = together["ci_low"], together["ci_high"]
    assert (
        f"{together['estimate']:.2f} (95% interval {low:.2f} to {high:.2f}; 60 turns in 12 documents)"
        in row["sentence"]
    )


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("situation", SITUATIONS)
def test_every_call_runs_and_gives_what_is_advised(make_study, situation, language):
    study = situation(make_study).open()
    advice = qk.advise_agreement(study, language=language)
    assert list(advice.columns) == list(ADVICE_COLUMNS)
    assert advice.loc[advice["advice"].isin(["report", "beside", "may"]), "call"].ne("").all()
    for row in advice[advice["call"] != ""].to_dict("records"):
        table = eval(row["call"], {"qk": qk, "study": study})
        if row["coefficient"]:
            found = table[(table["code"] == "*") == (row["code"] == "*")]
            assert set(found["coefficient"]) == {row["coefficient"]}
            assert set(found["unit"]) == {row["unit"]}
            if row["code"] == "*":
                assert found["estimate"].tolist() == pytest.approx([row["estimate"]], nan_ok=True)


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("situation", SITUATIONS)
def test_what_is_said_is_whole(make_study, situation, language):
    """No gap, no number that is none, no sentence without its point, each reason once."""
    advice = qk.advise_agreement(situation(make_study).open(), language=language)
    assert not re.search(r"\{[a-z]|\bnan\b|NaN|None| \.(?!\d)|\.\.", repr(advice) + said(advice))
    assert all(sentence.endswith(".") for sentence in advice["sentence"] if sentence)
    reasons = advice.loc[advice["reason"] != "", "reason"]
    assert reasons.is_unique
    assert len(repr(advice)) > 50
    if language == "id":
        assert not {"the", "coders", "and", "documents"} & set(said(advice).split())


# --- who, how many, how chosen, how blind


def test_all_documents_coded_blind(make_study):
    assert said(qk.advise_agreement(whole_turns(make_study).open())).startswith(
        "All 12 documents were coded by coders a and b, independently and without sight of each other’s codings."
    )


def test_imported_codings_vouch_for_nothing(make_study):
    text = said(qk.advise_agreement(imported(make_study).open()))
    assert "[independently of each other? The codings were imported" in text


def test_a_draw_is_recognised(make_study):
    advice = qk.advise_agreement(read_in_part(make_study).open())
    assert "Of the 40 documents, 8 (20%) were coded more than once, by coders a and b" in said(advice)
    assert "they were drawn at random within each kind of document." in said(advice)
    assert advice["reason"].str.contains("8 of 40 documents were compared").any()


def test_a_choice_by_hand_must_be_told(make_study):
    advice = qk.advise_agreement(chosen_by_hand(make_study).open(), language="id")
    assert "dokumen tersebut [sebutkan cara pemilihannya" in said(advice)
    assert advice["reason"].str.contains("tidak ada undian qk.sample_documents").any()


def test_coders_who_have_not_read_the_same(make_study):
    advice = qk.advise_agreement(three_coders_in_part(make_study).open())
    assert said(advice).startswith("All 12 documents were coded more than once, by coders a, b and c, independently")
    assert "by at least two of the 3 coders, 6 by all of them." in said(advice)
    assert picked(advice, "may") == []
    assert picked(advice, "not") == [("cohen_kappa", "turn", "*")]


def test_kappa_where_it_is_asked_for(make_study):
    assert picked(qk.advise_agreement(whole_turns(make_study).open()), "may") == [("cohen_kappa", "turn", "*")]
    study = three_coders(make_study).open()
    assert picked(qk.advise_agreement(study), "may") == [("fleiss_kappa", "turn", "*")]
    assert picked(qk.advise_agreement(study, "a", "c"), "may") == [("cohen_kappa", "turn", "*")]


def test_documents_that_were_not_coded_blind_are_left_out_and_told(make_study):
    advice = qk.advise_agreement(some_seen(make_study).open())
    assert said(advice).startswith("All 12 documents were coded by coders a and b, and 10 of them (83%), independently")
    assert "Not compared were 2 further documents" in said(advice)


def test_consensus_is_no_coder_and_comes_after(make_study):
    advice = qk.advise_agreement(with_consensus(make_study).open())
    assert "by coders a and b," in said(advice)
    assert "(3 codings); the agreement reported is that of the independent codings before it." in said(advice)
    assert "rest on the codings so agreed" not in said(advice)


def test_findings_that_rest_on_the_consensus_say_so(make_study):
    made = with_consensus(make_study)
    made.settings["coders"] = {"of_record": ["a", "b"], "combine": "consensus"}
    assert "The findings rest on the codings so agreed." in said(qk.advise_agreement(made.open()))


# --- what the numbers are worth


def test_few_documents_make_a_rough_interval(make_study):
    text = said(qk.advise_agreement(few_documents(make_study).open()))
    assert "With 4 documents an interval is rough; with any one document left out the estimate lies between" in text


def test_one_document_has_no_interval(make_study):
    advice = qk.advise_agreement(one_document(make_study).open())
    assert "No interval is given" in said(advice)
    assert advice.query("advice == 'report'")["ci_low"].isna().all()
    assert "intervals tell" not in said(advice)


def test_rare_codes_get_percent_agreement_and_ac1_beside_alpha(make_study):
    advice = qk.advise_agreement(a_rare_code(make_study).open())
    assert picked(advice, "beside")[-2:] == [("percent_agreement", "turn", "each"), ("gwet_ac1", "turn", "each")]
    assert "So it is with “help”: percent agreement over turns is 93%, Gwet’s AC1 0.93" in said(advice)


def test_in_free_text_agreement_on_absence_is_no_advice(make_study):
    made = make_study(codes=CODES, coders=("a", "b"))
    filler = [f"We talked about the weather of day {number} for long." for number in range(40)]
    for name in write_interviews(made, words=[*WORDS, *filler]):
        made.code(name, "lent us money", "money")
        made.code(name, "day 7", "money", coder="b")
        for coder in "ab":
            made.review(name, coder=coder)
    advice = qk.advise_agreement(made.open())
    against = advice.query("advice == 'not' and coefficient == 'gwet_ac1'")
    assert (
        against["reason"]
        .str.contains("AC1 is 0.95 or more for every code, also for the one whose u-alpha is 0.00")
        .all()
    )


def test_codes_of_few_passages_are_named(make_study):
    text = said(qk.advise_agreement(cut_freely_with_overlaps(make_study).open()))
    assert "Few passages carry “help” (3 by all coders together)" in text


def test_what_does_not_vary_is_undefined_and_no_agreement(make_study):
    advice = qk.advise_agreement(no_variation(make_study).open())
    assert "The coefficient is undefined for these codings" in said(advice)
    assert advice.query("advice == 'report'")["estimate"].isna().all()
    assert "ntervals" not in said(advice)


def test_a_population_is_spoken_of_only_where_one_was_sampled(make_study):
    assert "nothing about a population" in said(qk.advise_agreement(whole_turns(make_study).open()))
    sampled = whole_turns(make_study, sampling="probability").open()
    assert "nothing about a population" not in said(qk.advise_agreement(sampled))


def test_where_findings_count_cases_agreement_on_cases_stands_beside(make_study):
    made = whole_turns(make_study)
    made.add_finding(
        "in-debt", "prevalence", cases="role == 'member'", support="money", contradict="help", threshold=0.5
    )
    advice = qk.advise_agreement(made.open())
    assert picked(advice, "beside")[-1] == ("krippendorff_alpha", "case", "each")
    assert "The findings count cases. For single codes, alpha over cases" in said(advice)


# --- no coefficient


@pytest.mark.parametrize(
    ("situation", "sentence", "reason"),
    [
        (one_coder, "All codings are those of one person, coder a;", "One coder cannot agree with anybody."),
        (apart, "The documents were divided among coders a and b,", "No document was marked as reviewed by two"),
        (all_seen, "Coders a and b read the same documents (2), but with sight", "she tends to follow"),
        (nothing_found, "", "Coders a and b have coded nothing"),
        (nobody, "", "No coder has marked a document as reviewed"),
    ],
)
def test_without_two_independent_readings_there_is_none(make_study, situation, sentence, reason):
    advice = qk.advise_agreement(situation(make_study).open())
    assert not advice["coefficient"].any()
    assert advice["advice"].iloc[0] == "none"
    assert said(advice).startswith(sentence)
    assert reason in advice["reason"].iloc[0]


def test_a_coder_who_coded_nothing_where_another_did_is_asked_about(make_study):
    made = nothing_found(make_study)
    made.code("P01", WORDS[0], CODES[0], coder="a")
    reasons = qk.advise_agreement(made.open()).query("advice == 'do'")["reason"].tolist()
    assert reasons[0].startswith("Marked documents as reviewed and coded nothing in them: b.")


def test_one_coder_is_told_what_to_do_instead(make_study):
    advice = qk.advise_agreement(one_coder(make_study).open())
    tasks = advice.loc[advice["advice"] == "do", "reason"].tolist()
    assert "qualkit sample" in tasks[0]
    assert "qk.compare_times" in tasks[1]


@pytest.mark.parametrize("situation", [whole_turns, all_seen, one_coder])
@pytest.mark.parametrize("analysis", ["reflexive thematic", "interpretive"])
def test_where_coding_is_interpretation_no_coefficient_is_advised(make_study, situation, analysis):
    made = situation(make_study)
    advice = qk.advise_agreement(about(made.open(), made, analysis))
    assert not advice["coefficient"].any()
    assert said(advice).startswith("No coefficient of agreement is reported")
    assert ("[say what the second reading was for" in said(advice)) == (situation is not one_coder)
    assert "Braun" in advice["source"].iloc[0] or analysis == "interpretive"


@pytest.mark.parametrize("analysis", ["codebook", "content analysis"])
def test_where_the_approach_is_told_nothing_is_asked(make_study, analysis):
    made = whole_turns(make_study)
    study = made.open()
    assert qk.advise_agreement(study)["reason"].str.contains("`analysis:`").any()
    assert not qk.advise_agreement(about(study, made, analysis))["reason"].str.contains("`analysis:`").any()


def test_a_misspelt_approach_is_a_fault(make_study):
    made = whole_turns(make_study)
    study = made.open()
    with pytest.raises(qk.FaultsError, match=r"methods\.yaml:1: 'analysis' should be 'reflexive thematic', "):
        about(study, made, "reflexiv thematic")


# --- bad input


@pytest.mark.parametrize(
    ("coders", "message"),
    [
        (("a", "nobody"), "no coder 'nobody'"),
        (("a", "a"), "named twice"),
        (("a", "rules"), "score_rules"),
        (("a", "consensus"), "name those who coded before"),
    ],
)
def test_who_is_no_independent_coder_is_refused(make_study, coders, message):
    with pytest.raises(qk.QualkitError, match=message):
        qk.advise_agreement(with_consensus(make_study).open(), *coders)


# --- how it shows itself


def test_it_reads_as_text_and_in_a_notebook(make_study):
    made = make_study(codes=["help", {"code": "money", "label": {"en": "<i>Money</i>"}}, "work"], coders=("a", "b"))
    names = write_interviews(made)
    for coder in "ab":
        code_turns(made, names, coder, (None, "work", None, None, None))
    made.code("P01", WORDS[0], "money")
    advice = qk.advise_agreement(made.open())
    assert repr(advice).startswith("For the methods chapter\n  All 12 documents")
    assert "\n\nReport: Krippendorff’s alpha, turn, all codes together, 0.9" in repr(advice)
    assert "<i>Money" not in advice._repr_html_()
    assert "&lt;i&gt;Money" in advice._repr_html_()
    assert "<blockquote" in advice._repr_html_()


def test_a_part_of_it_is_a_plain_table(make_study):
    advice = qk.advise_agreement(whole_turns(make_study).open())
    part = advice[["advice", "coefficient"]]
    assert "krippendorff_alpha" in repr(part)
    assert "<table" in part._repr_html_()


def test_the_study_stays_as_it_is(example):
    before = example.codings
    qk.advise_agreement(example)
    pd.testing.assert_frame_equal(example.codings, before)
