"""Plans side by side: versions of one plan, and the plans of many councils."""

from __future__ import annotations

from .changes import find_changes

__all__ = ["find_changes"]
