"""Tests, effects and intervals that are honest with few cases: pure functions of counts and values."""
