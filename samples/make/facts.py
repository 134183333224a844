"""What an invented plan says: read from TOML, drawn by a layout, and written down as the expected table.

Every value of the expected table is stated in the TOML file or follows from the rules of the contract that `row` spells
out; nothing comes from the program's output. `page` alone is looked up in the PDF.
"""

from __future__ import annotations

import csv
import json
import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from expected import Opening, joined, pages_of
from flatodt import plain as without_marks

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parent
Values = dict[str, Any]

COLUMNS = (
    "section",
    "recommendation_kind",
    "recommendation_ref",
    "recommendation",
    "recommendation_timescale",
    "outcome",
    "phase",
    "action_ref",
    "action_stem",
    "action",
    "leads_raw",
    "leads",
    "lead_responsible",
    "other_owners",
    "deadline_raw",
    "due_kind",
    "due_start",
    "due_date",
    "due_precision",
    "due_original",
    "is_ongoing",
    "due_recurrence",
    "accountable_to",
    "progress_raw",
    "progress_as_at",
    "completed_date",
    "updates",
    "milestones",
    "status",
    "rag",
    "status_raw",
    "percent_complete",
    "success_measure",
    "monitoring",
    "resources",
    "extra",
    "page",
    "flags",
)
"""Columns of the expected tables. Beyond `actions` of the contract: `other_owners` (leads of another kind than `lead`),
`updates` (dates of the entries in the progress cell) and `milestones` (targets), joined by `; `."""

PLAN_COLUMNS = (
    "source_file",
    "council",
    "title",
    "version",
    "plan_date",
    "framework",
    "inspection_start",
    "inspection_end",
    "report_date",
    "judgement",
    "text_layer",
)
"""Columns of the table of plans."""

_COPIED = {
    "phase": "phase",
    "ref": "action_ref",
    "kind": "due_kind",
    "start": "due_start",
    "due": "due_date",
    "was": "due_original",
    "recur": "due_recurrence",
    "status": "status",
    "rag": "rag",
    "raw": "status_raw",
    "pct": "percent_complete",
    "done": "completed_date",
}
_PRINTED = {
    "stem": "action_stem",
    "text": "action",
    "lead": "leads_raw",
    "by": "deadline_raw",
    "progress": "progress_raw",
    "success": "success_measure",
    "monitoring": "monitoring",
    "resources": "resources",
    "outcome": "outcome",
}
_LISTED = {"other": "other_owners", "board": "accountable_to", "updates": "updates", "targets": "milestones"}


def plain(text: str) -> str:
    """Return content without marks and bullets; the letter o at the beginning of a line is a bullet as well."""
    return "\n".join(re.sub("^[o➢-] ", "", line) for line in without_marks(text).split("\n"))


def load(name: str) -> Values:
    """Return the facts of a sample, by the name of its TOML file."""
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


def pairs(facts: Values) -> Iterator[tuple[Values, Values]]:
    """Give every recommendation with each of its actions, in printed order."""
    for recommendation in facts["rec"]:
        for action in recommendation["action"]:
            yield recommendation, action


def groups(facts: Values, key: str = "section") -> Iterator[tuple[str, list[Values]]]:
    """Give the recommendations that follow each other under one section."""
    for name in dict.fromkeys(r[key] for r in facts["rec"]):
        yield name, [r for r in facts["rec"] if r[key] == name]


def row(facts: Values, recommendation: Values, action: Values) -> dict[str, str]:
    """Return what a careful reader writes down of one action."""
    found = dict.fromkeys(COLUMNS, "")
    found |= {
        "section": recommendation.get("section", ""),
        "recommendation_kind": recommendation.get("kind", facts.get("kind", "recommendation")),
        "recommendation_ref": recommendation["ref"],
        "recommendation": plain(recommendation["text"]),
        "recommendation_timescale": recommendation.get("timescale", ""),
        "outcome": plain(recommendation.get("outcome", "")),
        "action_ref": str(recommendation["action"].index(action) + 1),
        "progress_as_at": facts.get("as_at", "") if "at" not in action else action["at"],
        "due_kind": "date" if action.get("due") else "none",
        "due_precision": action.get("prec", "day") if action.get("due") else "",
        "is_ongoing": "true" if action.get("ongoing") else "",
        "status": "not_reported",
        "flags": joined(action.get("flags", ())),
    }
    found |= {column: action[key] for key, column in _COPIED.items() if key in action}
    found |= {column: plain(action[key]) for key, column in _PRINTED.items() if key in action}
    found |= {column: joined(filter(None, action[key])) for key, column in _LISTED.items() if key in action}
    if action.get("extra"):
        found["extra"] = json.dumps(action["extra"], ensure_ascii=False, sort_keys=True)
    owners = leads(facts, action)
    responsible = action.get("responsible", owners[0] if len(owners) == 1 else "")
    return found | {"leads": joined(owners), "lead_responsible": responsible}


def leads(facts: Values, action: Values) -> list[str]:
    """Return the titles of the leads: stated, or the parts of the printed cell by the document's own key."""
    if "leads" in action:
        return list(action["leads"])
    key = facts.get("key", {})
    parts = [part.strip() for part in re.split(r"\s*[/\n;]\s*", plain(action.get("lead", "")))]
    return [key.get(part, part) for part in parts if part]


def write(name: str, facts: Values, pdf: Path, first_page: int = 1) -> list[dict[str, str]]:
    """Write the expected table of a sample beside its PDF and return its rows."""
    both = list(pairs(facts))
    rows = [row(facts, r, a) for r, a in both]
    pages = _pages([plain(a["text"]) for _, a in both], pdf, first_page)
    for line, (recommendation, _), page in zip(rows, both, pages, strict=True):
        line["page"] = page or recommendation.get("page", "")
    with (SAMPLES / f"{name}.expected.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return rows


def write_plans(names: Sequence[str]) -> None:
    """Write what every document says of itself into one table; what it leaves out is empty."""
    with (SAMPLES / "councils.plans.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, PLAN_COLUMNS, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows({"source_file": f"{name}.pdf", **load(name)["plan"]} for name in names)


def _pages(texts: Sequence[str], pdf: Path, first_page: int) -> list[str]:
    return pages_of([Opening(text) for text in texts], pdf, first_page)
