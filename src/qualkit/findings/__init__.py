"""Claims weighed against the evidence: what supports them, what contradicts them, and what they rest on."""
