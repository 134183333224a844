"""The last stage: the dataset as files, one module per kind of file, and the way back.

A run writes CSV files; every other form is made from those.
"""

from __future__ import annotations

from ..forms import Form
from .export_folder import Export, export_folder
from .frames import Frames
from .load import iter_rows, load, read_rows
from .to_csv import to_csv
from .to_datapackage import to_datapackage

__all__ = [
    "Export",
    "Form",
    "Frames",
    "export_folder",
    "iter_rows",
    "load",
    "read_rows",
    "to_csv",
    "to_datapackage",
]
