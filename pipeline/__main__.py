"""`python -m pipeline` does what the command `actionplans` does."""

from __future__ import annotations

from .cli import main

main()
