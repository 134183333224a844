"""The report that a board is given on one plan."""

from __future__ import annotations
