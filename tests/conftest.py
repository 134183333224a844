"""Laws are tried on the same examples each time, however slow the machine; `make fuzz` looks for new ones."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("steady", deadline=None, derandomize=True, database=None)
settings.load_profile("steady")
