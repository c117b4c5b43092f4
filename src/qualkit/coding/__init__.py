"""What coders did: their append-only logs, and the codings that these add up to."""
