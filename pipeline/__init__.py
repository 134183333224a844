"""The flow from a published plan to the dataset: one module for each stage, one verb, one type in and one out.

| stage | takes | gives |
|---|---|---|
| ingest | path | SourceDocument |
| triage | SourceDocument | PageProfile |
| extract | PageProfile | RawTable |
| stitch | RawTable | LogicalTable |
| map_columns | LogicalTable | MappedTable |
| segment | MappedTable | RawAction |
| normalise | RawAction | Action |
| validate | Action | Finding |
| export | Dataset | files |
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from .stages import STAGES

_VERBS = {
    "ingest": "pipeline.ingest",
    "triage": "pipeline.triage",
    "extract": "pipeline.extract",
    "stitch": "pipeline.stitch",
    "map_columns": "pipeline.map_columns",
    "segment": "pipeline.segment",
    "normalise": "pipeline.normalise",
    "validate": "pipeline.validate",
    "run_plans": "pipeline.run",
    "load": "pipeline.export",
}

__all__ = ["STAGES", *_VERBS]  # noqa: PLE0604 (the verbs are loaded when they are asked for)


def __getattr__(name: str) -> Any:
    """Load a verb when it is first asked for, so that importing the package stays quick."""
    if name in _VERBS:
        return getattr(import_module(_VERBS[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
