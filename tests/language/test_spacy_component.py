"""The component puts roots on spaCy's Docs."""

from __future__ import annotations

import pytest
import spacy
from spacy.matcher import PhraseMatcher

import qualkit.language.spacy_component  # noqa: F401 (registers the component)


@pytest.fixture(scope="module")
def nlp() -> spacy.language.Language:
    nlp = spacy.blank("id")
    nlp.add_pipe("qualkit_roots", config={"synonyms": {"duit": "uang"}})
    return nlp


def test_lemmas_are_roots(nlp: spacy.language.Language) -> None:
    assert [token.lemma_ for token in nlp("Dipinjemin duitnya, meminjam")] == ["pinjam", "uang", ",", "pinjam"]


def test_phrases_match_in_all_their_forms(nlp: spacy.language.Language) -> None:
    matcher = PhraseMatcher(nlp.vocab, attr="LEMMA")
    matcher.add("loan", [nlp("pinjam uang")])
    doc = nlp("Saya minjemin duit, terus dia meminjamkan uangnya")
    assert [doc[start:end].text for _, start, end in matcher(doc)] == ["minjemin duit", "meminjamkan uangnya"]


def test_a_pipeline_with_it_is_written_and_read(nlp: spacy.language.Language, tmp_path) -> None:
    nlp.to_disk(tmp_path)
    assert [token.lemma_ for token in spacy.load(tmp_path)("duitnya")] == ["uang"]
