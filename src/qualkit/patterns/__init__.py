"""Patterns: phrases that find what is said in all its forms, and what a researcher wants of the sentence around them."""
