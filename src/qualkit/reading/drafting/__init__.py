"""From a manuscript to a transcript: who speaks, in which role, and what belongs into the header."""
