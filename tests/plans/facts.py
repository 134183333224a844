"""What each invented plan says: read from TOML, drawn by `layouts`, compared by the tests."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
Values = dict[str, Any]
_DRAWING = {
    "page",
    "agency",
    "letter",
    "targets",
    "label",
    "bullets",
    "numberless",
    "start",
    "completed_raw",
    "stem_ref",
    "printed_ref",
    "printed_lead",
    "cut_action",
    "cut_progress_raw",
    "lenient",
}
"""Keys that say how an action is printed, and nothing about its values."""


@dataclass(frozen=True, slots=True)
class Facts:
    """One plan: its own values, its recommendations with their actions, and a table of initials."""

    name: str
    plan: Values
    recommendations: list[Values]
    initials: list[Values]
    progress_as_at: str

    def pairs(self) -> Iterator[tuple[Values, Values]]:
        for recommendation in self.recommendations:
            for action in recommendation["actions"]:
                yield recommendation, action


def names() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def load(name: str) -> Facts:
    data = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    return Facts(
        name, data["plan"], data["recommendations"], data.get("initials", []), str(data.get("progress_as_at", ""))
    )


def gold_actions(facts: Facts) -> list[Values]:
    """Every action with all its values; what the facts leave out follows from what they say."""
    return [_complete(facts, recommendation, action) for recommendation, action in facts.pairs()]


def lenient(facts: Facts) -> list[Values]:
    return [action.get("lenient", {}) for _, action in facts.pairs()]


def _complete(facts: Facts, recommendation: Values, action: Values) -> Values:
    raw = action.get("leads_raw", "")
    leads = action.get("leads", [raw] if raw else [])
    number = str(recommendation["actions"].index(action) + 1)
    base = {
        "section": recommendation.get("section", ""),
        "recommendation_kind": recommendation.get("kind", "recommendation"),
        "recommendation_ref": recommendation["ref"],
        "recommendation": recommendation["text"],
        "recommendation_timescale": recommendation.get("recommendation_timescale", ""),
        "action_ref": number,
        "action_stem": "",
        "outcome": recommendation.get("outcome", ""),
        "phase": "",
        "leads_raw": "",
        "deadline_raw": "",
        "due_kind": "date" if action.get("due_date") else "none",
        "due_start": "",
        "due_date": "",
        "due_precision": "day" if action.get("due_date") else "",
        "due_recurrence": "",
        "progress_raw": "",
        "progress_as_at": facts.progress_as_at,
        "status": "not_reported",
        "rag": "",
        "completed_date": "",
        "success_measure": "",
        "monitoring": "",
        "lead_responsible": leads[0] if len(leads) == 1 else "",
        "accountable": "",
        "milestones": [],
    }
    return base | {k: v for k, v in action.items() if k not in _DRAWING} | {"leads": leads}
