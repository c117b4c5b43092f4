"""Roots on spaCy's Docs: a component that puts them into `token.lemma_`.

    nlp = spacy.blank("id")
    nlp.add_pipe("qualkit_roots", config={"synonyms": {"duit": "uang"}})

`qualkit.language.spacy_component` has to be imported first: that registers the component.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from qualkit.language.rooter import Rooter

NAME = "qualkit_roots"


class RootsComponent:
    """Sets each token's lemma to its root; of a token that holds two words (gamau) to the last one's.

    >>> import spacy
    >>> nlp = spacy.blank("id")
    >>> _ = nlp.add_pipe("qualkit_roots")
    >>> [token.lemma_ for token in nlp("Minjemin duitnya")]
    ['pinjam', 'duit']
    """

    def __init__(self, rooter: Rooter) -> None:
        self._rooter = rooter
        self._lemmas: dict[str, str] = {}

    def __call__(self, doc: Doc) -> Doc:
        lemmas = self._lemmas
        if len(lemmas) > 500_000:
            lemmas.clear()
        for token in doc:
            text = token.text
            if (lemma := lemmas.get(text)) is None:
                lemma = lemmas[text] = self._rooter.find_root(text)
            token.lemma_ = lemma
        return doc

    # spaCy asks a component to write and read its state; this one has none beside its settings
    def to_bytes(self, **_: Any) -> bytes:
        return b""

    def from_bytes(self, _data: bytes, **_more: Any) -> RootsComponent:
        return self

    def to_disk(self, _path: Any, **_: Any) -> None:
        return None

    def from_disk(self, _path: Any, **_: Any) -> RootsComponent:
        return self


@Language.factory(NAME, assigns=["token.lemma"], default_config={"language": None, "synonyms": {}})
def make_roots(nlp: Language, name: str, language: str | None, synonyms: Mapping[str, str]) -> RootsComponent:
    """The component for a pipeline; its language is the pipeline's unless another is named."""
    return RootsComponent(Rooter(language or nlp.lang or "", synonyms=synonyms))
