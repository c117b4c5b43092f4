"""The example study: every coding on its quote, a codebook with care, and everywhere said that it is fictional."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import qualkit as qk
from qualkit.checks import check_opened

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "study"
CODERS = ("a", "b")
LANGUAGES = ("id", "en")


def read_events(coder: str) -> list[dict[str, Any]]:
    with (ROOT / "coding" / "codings" / f"{coder}.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def test_it_has_no_faults(example: qk.Study) -> None:
    assert check_opened(example) == ()


@pytest.mark.parametrize(("coder", "n"), [("a", 1062), ("b", 880)])
def test_every_coding_lands_exactly_on_its_quote(example: qk.Study, coder: str, n: int) -> None:
    codings = example.record(coder).codings
    assert len(codings) == n
    for coding in codings:
        text = example.documents[coding.document].text
        assert text[coding.start : coding.end] == coding.quote
        assert text[: coding.start].endswith(coding.before)
        assert text[coding.end :].startswith(coding.after)
        assert text.count(coding.quote) == 1
        assert len(example.documents[coding.document].turns_between(coding.start, coding.end)) == 1


@pytest.mark.parametrize("coder", CODERS)
def test_every_document_was_read_for_every_code(example: qk.Study, coder: str) -> None:
    reviewed = example.record(coder).reviewed
    assert set(reviewed) == set(example.documents.ids)
    assert set(reviewed.values()) == {frozenset(example.codebook.codes)}


@pytest.mark.parametrize("coder", CODERS)
def test_the_time_of_coding_is_unknown_and_stays_so(coder: str) -> None:
    events = read_events(coder)
    assert {event["at"] for event in events} == {None}
    assert {event.get("method", "import") for event in events} == {"import"}
    assert len({event["event_id"] for event in events}) == len(events)


def test_the_logs_name_the_texts_and_the_codebook_by_hash(example: qk.Study) -> None:
    for coder in CODERS:
        for event in read_events(coder):
            assert event["text_sha256"] == example.documents[event["document"]].text_sha256


@pytest.mark.skipif(not SHARED.is_dir(), reason="the material of the example lies beside the repository, and not here")
class TestAgainstItsMaterial:
    @pytest.mark.parametrize("coder", CODERS)
    def test_the_log_holds_every_row_of_the_coders_sheet_and_no_other(self, example: qk.Study, coder: str) -> None:
        with (SHARED / "codings" / f"coder-{coder}.csv").open(encoding="utf-8", newline="") as stream:
            rows = Counter((row["document"], row["quote"], row["code"]) for row in csv.DictReader(stream))
        logged = Counter((e["document"], e["quote"], e["code"]) for e in read_events(coder) if e["event"] == "add")
        assert rows == logged
        assert logged == Counter((c.document, c.quote, c.code) for c in example.record(coder).codings)

    def test_every_file_is_the_same_byte_by_byte(self) -> None:
        originals = [path for path in (SHARED / "transcripts").rglob("*") if path.is_file()]
        assert len(originals) > 40
        changed = [
            path.name
            for path in originals
            if path.read_bytes() != (ROOT / "transcripts" / path.relative_to(SHARED / "transcripts")).read_bytes()
        ]
        assert not changed

    def test_no_transcript_was_added(self) -> None:
        folders = (SHARED / "transcripts", ROOT / "transcripts")
        here, there = ({path.relative_to(folder) for path in folder.rglob("*.txt")} for folder in folders)
        assert here == there


def test_every_code_is_labelled_and_defined_in_both_languages(example: qk.Study) -> None:
    for code in example.codebook:
        for language in LANGUAGES:
            assert code.label.get(language), (code.path, language)
            assert code.definition.get(language), (code.path, language)


def test_every_leaf_tells_what_to_include_and_what_not(example: qk.Study) -> None:
    for path in example.codebook.leaves:
        code = example.codebook[path]
        for language in LANGUAGES:
            assert code.include.get(language), (path, language)
            assert code.exclude.get(language), (path, language)


def test_every_leaf_has_one_real_example_that_a_coder_gave_this_code(example: qk.Study) -> None:
    codings = [coding for coder in CODERS for coding in example.record(coder).codings]
    for path in example.codebook.leaves:
        (shown,) = example.codebook[path].examples
        text = example.documents[shown.document].text
        assert text.count(shown.quote) == 1, path
        start = text.index(shown.quote)
        end = start + len(shown.quote)
        assert any(
            coding.code == path and coding.document == shown.document and coding.start <= start and end <= coding.end
            for coding in codings
        ), path


def test_opposites_are_each_others(example: qk.Study) -> None:
    opposites = {code.path: code.opposite for code in example.codebook if code.opposite}
    assert opposites
    assert {other: path for path, other in opposites.items()} == opposites
    assert all(path != other for path, other in opposites.items())


def test_every_code_has_a_colour_of_its_own(example: qk.Study) -> None:
    colours = [code.colour for code in example.codebook]
    assert None not in colours
    assert len({str(colour).lower() for colour in colours}) == len(colours)


def test_everything_that_may_be_read_alone_says_that_it_is_fictional(example: qk.Study) -> None:
    assert example.settings.fictional
    assert all(document.header.get("fictional") == "true" for document in example.documents)
    for language, word in (("en", "fictional"), ("id", "rekaan")):
        assert word in example.settings.title[language]
        assert word in example.codebook.title[language]
    for name in ("coding/codebook.yaml", "coding/findings.yaml", "study.yaml", "README.md"):
        assert "fictional" in (ROOT / name).read_text(encoding="utf-8").lower(), name
    assert "(fictional example)" in example._repr_html_()
