"""Coding by hand in a notebook: the views, and what stands between them and the logs."""
