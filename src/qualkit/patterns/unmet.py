"""Patterns that the words of a corpus can never meet, and words of patterns that are likely misspelt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from qualkit.language.vocabulary import Vocabulary
from qualkit.patterns.pattern import Pattern
from qualkit.patterns.phrases import Phrase, Word, show_phrase
from qualkit.patterns.symbols import Table, expand, find_alike, find_words

_LEAST = 5  # letters of a word whose near relations are looked for


def find_unmet(patterns: Iterable[Pattern], vocabularies: Sequence[Vocabulary]) -> Iterator[tuple[Pattern, str]]:
    """What is wrong with patterns in texts that hold just these words, one problem a pattern.

    A pattern is told where none of its phrases can be met, or where a word of it stands nowhere while one that differs
    from it by a letter does. That one of several phrases is not met is no fault: codebooks serve other texts too.
    """
    patterns = list(patterns)
    phrases = list(dict.fromkeys(phrase for pattern in patterns for phrase in _all_phrases(pattern)))
    met: set[Phrase] = set()
    known: set[Word] = set()
    for vocabulary in vocabularies:
        ways = {phrase: expand(phrase, vocabulary.rooter) for phrase in phrases}
        found = Table(vocabulary, find_words([*phrases, *(way for each in ways.values() for way in each)]), frozenset())
        here = found.find_met()
        known |= here
        met |= {phrase for phrase, each in ways.items() if any(all(slot.words & here for slot in way) for way in each)}
    unknown = {
        word
        for phrase in phrases if phrase not in met
        for slot in phrase for word in slot.words
        if word not in known and word.kind == "root" and len(word.text) >= _LEAST
    }  # fmt: skip
    alike = find_alike(unknown, (form for vocabulary in vocabularies for form in vocabulary.forms))
    for pattern in patterns:
        if problem := _find_problem(pattern, met, known, alike):
            yield pattern, problem


def _find_problem(pattern: Pattern, met: set[Phrase], known: set[Word], alike: dict[Word, str]) -> str:
    for phrase in _all_phrases(pattern):
        for word in sorted(word for slot in phrase for word in slot.words):
            if word in alike:
                return f"holds {word.text!r}, which stands nowhere in the texts: did you mean {alike[word]!r}?"
    for key, phrases in (("", pattern.phrases), ("near ", pattern.near), ("after question ", pattern.after)):
        if phrases and met.isdisjoint(phrases):
            words = [word for phrase in phrases for slot in phrase for word in sorted(slot.words - known)]
            shown = ", ".join(dict.fromkeys(repr(word.text) for word in words[:6])) or show_phrase(phrases[0])
            return f"can never be met in these texts: {key}{shown} stands nowhere in them"
    return ""


def _all_phrases(pattern: Pattern) -> tuple[Phrase, ...]:
    return (*pattern.phrases, *pattern.near, *pattern.avoid, *pattern.after)
