"""`python -m qualkit` is `qualkit`."""

from qualkit.cli import main

main()
