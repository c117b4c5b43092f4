"""Tables over a study: each names its unit, carries its denominators and counts what is missing."""
