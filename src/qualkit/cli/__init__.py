"""The command line: each command is a few lines over one public function, in the same words."""

from __future__ import annotations

import sys


def main() -> None:
    """Run `qualkit`; bad input ends with one clear message and exit code 1, misuse with 2."""
    from qualkit.cli import agreement, coding, commands, importing, tables  # noqa: F401  (they add themselves to the app)
    from qualkit.cli.options import app
    from qualkit.errors import QualkitError

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except QualkitError as error:
        print(f"qualkit: {error}", file=sys.stderr)  # noqa: T201
        raise SystemExit(1) from None
    except BrokenPipeError:
        raise SystemExit(0) from None
