"""How people speak, read as words: tokens, sentences, clauses, and roots of spoken and written forms."""

from qualkit.language.rooter import LANGUAGES, Rooter
from qualkit.language.sentences import find_clauses, find_sentences
from qualkit.language.tokens import find_tokens
from qualkit.language.vocabulary import Vocabulary

__all__ = ["LANGUAGES", "Rooter", "Vocabulary", "find_clauses", "find_sentences", "find_tokens"]
