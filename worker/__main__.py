"""`python -m worker` is `slugline`."""

from worker.cli import main

main()
