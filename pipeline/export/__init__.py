"""The last stage: the dataset as files, one module per kind of file, and the way back."""

from __future__ import annotations

from .load import load, read_rows
from .to_csv import to_csv
from .to_datapackage import to_datapackage

__all__ = ["load", "read_rows", "to_csv", "to_datapackage"]
