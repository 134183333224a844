"""How the workbook looks: formats, and the colours that go with words (never instead of them)."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

FONT = "Arial"
INK = "#1A1A1A"
NAVY = "#1F3A5F"
LINE = "#C9CFD6"
LINK = "#0B4F9E"

CELL: dict[str, Any] = {
    "font_name": FONT,
    "font_size": 10,
    "font_color": INK,
    "valign": "top",
    "border": 1,
    "border_color": LINE,
}
"""What all cells of tables share."""

RIGHT = {"align": "right", "indent": 1}

_COLOURS: dict[tuple[str, str], dict[str, tuple[str, str]]] = {
    ("actions", "status"): {
        "completed": ("#C8E6C9", "#10401A"),
        "on_track": ("#DFF2E0", "#10401A"),
        "in_progress": ("#D6E6F7", "#0D355E"),
        "awaiting_approval": ("#E5DFF5", "#38216B"),
        "planned": ("#EAF1F8", "#0D355E"),
        "not_started": ("#ECECEC", "#333333"),
        "at_risk": ("#FFE5B4", "#5C3A00"),
        "delayed": ("#F9CFCB", "#7A110A"),
        "on_hold": ("#E3DDD3", "#453A26"),
        "withdrawn": ("#E0E0E0", "#444444"),
        "unclear": ("#FFF8D6", "#554700"),
        "not_reported": ("#F6F6F6", "#555555"),
    },
    ("actions", "rag"): {
        "red": ("#E8877F", "#000000"),
        "amber": ("#FFC966", "#000000"),
        "yellow": ("#FFF08A", "#000000"),
        "green": ("#9AD29D", "#000000"),
        "blue": ("#9CC5EE", "#000000"),
        "purple": ("#CDB5E8", "#000000"),
        "grey": ("#CFCFCF", "#000000"),
    },
    ("findings", "severity"): {
        "error": ("#F9CFCB", "#7A110A"),
        "warning": ("#FFE5B4", "#5C3A00"),
        "info": ("#EAF1F8", "#0D355E"),
    },
}
_SAME = {("updates", "status"): ("actions", "status")}


@dataclass(frozen=True, slots=True)
class Looks:
    """The formats of a workbook; each is made once."""

    title: Format
    lead: Format
    section: Format
    head: Format
    count: Format
    label: Format
    text: Format
    guarded: Format
    key: Format
    date: Format
    whole: Format
    number: Format
    truth: Format
    figure: Format
    share: Format
    link: Format
    page: Format

    @classmethod
    def of(cls, workbook: Workbook) -> Looks:
        """Make the formats in a workbook."""
        wide = {**CELL, "text_wrap": True}
        dark = {**wide, "bold": True, "font_color": "#FFFFFF", "bg_color": NAVY, "border_color": "#FFFFFF"}
        plain = {"font_name": FONT, "font_color": INK, "valign": "top"}
        wanted: dict[str, dict[str, Any]] = {
            "title": {**plain, "font_size": 20, "bold": True, "font_color": NAVY},
            "lead": {**plain, "font_size": 12},
            "section": {**plain, "font_size": 14, "bold": True, "font_color": NAVY, "valign": "bottom"},
            "head": {**dark, "font_size": 10, "valign": "vcenter"},
            "count": {**dark, "font_size": 10, "valign": "vcenter", **RIGHT},
            "label": {**wide, "bold": True},
            "text": wide,
            "guarded": {**wide, "quote_prefix": True},
            "key": {**CELL, "font_size": 9, "font_color": "#555555"},
            "date": {**CELL, "num_format": "d mmm yyyy", "align": "left"},
            "whole": {**CELL, "num_format": "#,##0", **RIGHT},
            "number": {**CELL, "num_format": "0.0#", **RIGHT},
            "truth": {**CELL, "num_format": '"TRUE";"TRUE";"FALSE"', "align": "left"},
            "figure": {**CELL, "num_format": "#,##0", **RIGHT},
            "share": {**CELL, "num_format": "0%", "align": "left"},
            "link": {**wide, "font_color": LINK, "underline": 1},
            "page": {**CELL, "num_format": "0", "font_color": LINK, "underline": 1, **RIGHT},
        }
        return cls(**{field.name: workbook.add_format(wanted[field.name]) for field in fields(cls)})


def colours(table: str, column: str) -> dict[str, tuple[str, str]]:
    """Background and ink of the words of a column that has colours; for the others nothing."""
    place = (table, column)
    return _COLOURS.get(_SAME.get(place, place), {})
