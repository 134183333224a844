"""The chain behind one action of a finished run: printed text, value, doubts, page and box."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from .errors import UsageError
from .evidence import lead_evidence, matches, reading_rules
from .export.load import read_rows
from .export.to_csv import cell_text

Row = Mapping[str, Any]

_INDENT = "  "
_LABEL = 24


@dataclass(frozen=True, slots=True)
class Chain:
    """Columns that were read from one printed text, and the table that holds the single mentions."""

    title: str
    printed: str
    values: tuple[str, ...] = ()
    table: str = ""
    mention: tuple[str, ...] = ()


CHAINS = (
    Chain("recommendation", "recommendation", ("recommendation_ref", "recommendation_timescale", "section")),
    Chain("outcome", "outcome"),
    Chain("phase", "phase"),
    Chain("action", "action", ("action_ref", "action_stem")),
    Chain(
        "leads",
        "leads_raw",
        ("leads", "lead_responsible"),
        "leads",
        ("lead_raw", "acronym", "role", "person", "lead_kind", "agency", "function", "seniority", "resolved_by"),
    ),
    Chain(
        "deadline",
        "deadline_raw",
        (
            "due_kind",
            "due_start",
            "due_date",
            "due_precision",
            "is_ongoing",
            "due_recurrence",
            "due_original",
            "accountable_to",
        ),
        "deadlines",
        ("deadline_raw", "start", "end", "precision", "recurrence", "purpose", "flags"),
    ),
    Chain(
        "progress",
        "progress_raw",
        (
            "progress_as_at",
            "status",
            "status_raw",
            "rag",
            "rag_source",
            "percent_complete",
            "overdue",
            "completed_date",
        ),
        "updates",
        ("as_at", "text", "status"),
    ),
    Chain("success measure", "success_measure"),
    Chain("monitoring", "monitoring"),
    Chain("resources", "resources"),
)


def explain_action(action_id: str, folder: Path) -> str:
    """The chain of every field of an action as text.

    Raises:
        InputMissing: the folder holds no run.
        UsageError: the run has no such action.
    """
    actions = {row["action_id"]: row for row in read_rows(folder, "actions")}
    if action_id not in actions:
        near = get_close_matches(action_id, actions, n=3)
        remedy = f"did you mean {', '.join(near)}" if near else "take a key from the column action_id"
        raise UsageError(folder / "actions.csv", f"holds no action {action_id!r}", remedy)
    action = actions[action_id]
    records = {action_id, action["recommendation_id"]}
    places = [row for row in read_rows(folder, "provenance") if row["record_id"] in records]
    findings = [row for row in read_rows(folder, "findings") if row["record_id"] in records]
    blocks = [_heading(action, folder)]
    blocks += [_block(chain, action, folder, places) for chain in CHAINS]
    blocks += [_inferred(action), _extra(action), _doubts(action), _findings(findings)]
    return "\n".join(line for block in blocks for line in block)


def _heading(action: Row, folder: Path) -> list[str]:
    plan = next((row for row in read_rows(folder, "plans") if row["plan_id"] == action["plan_id"]), {})
    parts = (plan.get("source_file"), action["council"], action["recommendation_ref"], f"action {action['action_ref']}")
    return [action["action_id"], _INDENT + " · ".join(part for part in parts if part)]


def _block(chain: Chain, action: Row, folder: Path, places: Sequence[Row]) -> list[str]:
    rows = read_rows(folder, chain.table) if chain.table else []
    mentions = [row for row in rows if row["action_id"] == action["action_id"]]
    text = action[chain.printed]
    lines = [_line("printed", text)] if text else []
    lines += [_line(name, cell_text(action[name])) for name in chain.values if action[name] not in (None, "", ())]
    for row in mentions:
        lines.append(_line(f"[{row['position']}]", _mention(row, chain.mention)))
        if chain.table == "leads":
            lines += [_line("", f"  {why}") for why in lead_evidence(row, _acronyms(folder, action["plan_id"]))]
    lines += [_line("rule", rule) for title, rule in reading_rules(action).items() if title == chain.title]
    names = {chain.title, chain.printed, *chain.values}
    lines += [_line("read at", _place(row)) for row in places if row["field"] in names]
    return ["", chain.title, *lines] if lines else []


def _acronyms(folder: Path, plan_id: str) -> list[dict[str, Any]]:
    return [row for row in read_rows(folder, "acronyms") if row["plan_id"] == plan_id]


def _inferred(action: Row) -> list[str]:
    """Change types and themes, with the words that triggered them."""
    lines = [
        _line(label, why)
        for label, table, column, values, text in (
            ("change type", "change_types", "change_type", action["change_types"], action["action"]),
            ("theme", "themes", "theme", action["themes"], action["recommendation"]),
        )
        for value in values
        for why in matches(table, column, value, text)
    ]
    return ["", "inferred", *lines] if lines else []


def _mention(row: Row, names: Iterable[str]) -> str:
    return ", ".join(f"{name} {cell_text(row[name])!r}" for name in names if row[name] not in (None, "", ()))


def _place(row: Row) -> str:
    box = ", ".join(cell_text(row[side]) for side in ("x0", "top", "x1", "bottom"))
    sure = f", confidence {cell_text(row['confidence'])}" if row["confidence"] is not None else ""
    return f"page {row['page']}, box ({box}) by {row['extractor'] or 'unknown'}{sure} [{row['field']}]"


def _extra(action: Row) -> list[str]:
    pairs = (action["extra"] or {}).items()
    return ["", "columns without a field", *(_line(name, text) for name, text in pairs)] if pairs else []


def _doubts(action: Row) -> list[str]:
    sure = cell_text(action["confidence"]) or "not stated"
    return ["", "doubts", _line("flags", ", ".join(action["flags"]) or "none"), _line("confidence", sure)]


def _findings(findings: Sequence[Row]) -> list[str]:
    if not findings:
        return [_line("findings", "none")]
    return [_line(row["severity"], f"{row['code']}: {row['message']}") for row in findings]


def _line(label: str, text: str) -> str:
    margin = "\n" + " " * (len(_INDENT) + _LABEL + 1)
    return f"{_INDENT}{label:<{_LABEL}} {text.replace(chr(10), margin)}"
