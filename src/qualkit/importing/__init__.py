"""Bringing files from anywhere into a study: what they seem to be is shown, and what is accepted is written."""

from __future__ import annotations
