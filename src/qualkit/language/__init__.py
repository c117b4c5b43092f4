"""How people speak, read as words: tokens, sentences, clauses, and roots of spoken and written forms."""

from qualkit.language.encoder import Encoder
from qualkit.language.rooter import LANGUAGES, Rooter
from qualkit.language.sentences import find_clauses, find_sentences
from qualkit.language.tokens import find_tokens

__all__ = ["LANGUAGES", "Encoder", "Rooter", "find_clauses", "find_sentences", "find_tokens"]
