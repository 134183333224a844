"""The contract with users: record types, Table Schemas, vocabularies. Imports nothing else of the project."""

from __future__ import annotations

from .records import (
    ROW_TYPES,
    AcronymRow,
    Action,
    Change,
    Dataset,
    Deadline,
    Finding,
    Lead,
    Milestone,
    Plan,
    Provenance,
    Recommendation,
    Update,
)
from .tables import TABLES, column_types, columns, table_schema

__all__ = [
    "ROW_TYPES",
    "TABLES",
    "AcronymRow",
    "Action",
    "Change",
    "Dataset",
    "Deadline",
    "Finding",
    "Lead",
    "Milestone",
    "Plan",
    "Provenance",
    "Recommendation",
    "Update",
    "column_types",
    "columns",
    "table_schema",
]
