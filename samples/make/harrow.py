"""Lays out the Harrow sample: portrait pages of narrative, then one large table across landscape pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from expected import Opening, deadline, joined
from flatodt import Cell, Page, Paragraph, Table, TextStyle, paragraphs, plain
from wrapping import align

STYLES = {
    "Owner": TextStyle(12, 14, bold=True),
    "Title": TextStyle(16, 18.4, bold=True, before=14, after=10),
    "Heading": TextStyle(13, 15, bold=True, before=5, after=5),
    "Body": TextStyle(12, 13.8, after=7),
    "Term": TextStyle(12, 13.8, underlined=True, after=3),
    "Bullet": TextStyle(12, 13.8, left=18, hang=18, after=7),
    "Appendix": TextStyle(12, 14, bold=True, after=5, master_page="Standard"),
    "Terms": TextStyle(12, 13.8, after=2.2),
    "TermsBold": TextStyle(12, 13.8, bold=True, after=2.2),
    "TermsBullet": TextStyle(12, 13.8, left=18, hang=18, after=2.2),
    "Index": TextStyle(12, 14, bold=True, left=4.6, after=5, master_page="Landscape"),
    "Small": TextStyle(10, 12, left=4.6, after=3),
    "SmallBullet": TextStyle(10, 12, left=22.6, hang=18, after=1.5),
    "Centred": TextStyle(12, 14, bold=True, align="center"),
    "SmallHeading": TextStyle(10, 12, bold=True, left=4.6, before=9, after=3),
    "Part": TextStyle(12, 14, bold=True, left=4.6, before=12, after=5),
    "KeyTitle": TextStyle(9, 10.35, left=18, hang=18, after=1.5),
    "KeyCode": TextStyle(9, 10.35, bold=True, after=1.5),
    "Cell": TextStyle(9, 10.35),
    "CellBold": TextStyle(9, 10.35, bold=True),
    "CellBullet": TextStyle(9, 10.35, left=9, hang=9),
    "FooterStandard": TextStyle(8, 12, centre_tab=234),
    "FooterLandscape": TextStyle(8, 12, left=4.6, centre_tab=383),
}
PAGES = {
    "Standard": Page(595.3, 841.9, (57, 62, 24, 64), footer="V 2.01"),
    "Landscape": Page(841.9, 595.3, (40, 46, 20, 38), footer="V 2.01"),
}
_SIDES = "fo:padding-left='4.6pt' fo:padding-right='4.6pt' fo:padding-top='0.2pt' fo:padding-bottom='0.2pt'"
_BOX = f"fo:border='0.5pt solid #000000' {_SIDES}"
FILLS = {
    "Plain": _BOX,
    "Open": f"fo:border='none' {_SIDES}",
    "Banner": f"{_BOX} fo:background-color='#bfbfbf'",
    "Head": f"{_BOX} fo:background-color='#d9d9d9'",
    "Band": f"{_BOX} fo:background-color='#e6e6e6'",
}
FIRST_TABLE_PAGE = 6

_PADDING = 9.2
_WIDTHS = (121, 104, 73, 206, 58, 195)
_STACKED = (2, 3, 4, 5)
_BLANK = Paragraph("")

Content = dict[str, Any]


def body(content: Content) -> list[Paragraph | Table]:
    """Return the whole document in order."""
    parts: list[Paragraph | Table] = []
    for block in content["front"]:
        parts.extend(_front(block, content))
    parts.append(Table("Terms", (30, 120, 314.5), [row for term in content["terms"] for row in _terms(term)]))
    for block in content["landscape"]:
        if block["style"] == "Part":
            parts.append(_key(content["key"]))
        parts.extend(_front(block, content))
    parts.append(_action_table(content))
    return parts


def expected(content: Content) -> list[dict[str, str]]:
    """Return the expected row of every action, without its page."""
    rows = []
    for one in content["recommendation"]:
        phase = one.get("orphan_phase", "")
        previous: Content = {}
        for action in one["action"]:
            phase = action.get("phase", action.get("opens_phase", phase))
            lead = previous["lead"] if action.get("same_lead") else action["lead"]
            progress = previous["progress"] if action.get("same_progress") else action["progress"]
            previous = {**action, "lead": lead, "progress": progress}
            rows.append(_record(one, previous, phase, content))
    return rows


def openings(content: Content) -> list[Opening]:
    """Return the first words of every action as printed, for looking up its page."""
    return [_opening(action) for one in content["recommendation"] for action in one["action"]]


def _front(block: Content, content: Content) -> list[Paragraph]:
    style = block["style"]
    if "refs" in block:
        texts = {one["ref"]: one["text"] for one in content["recommendation"]}
        lines = [texts[ref] for ref in block["refs"]]
    else:
        lines = block["text"].strip().split("\n")
    bullet = "•\t" if style.endswith("Bullet") else ""
    return [Paragraph(bullet + line, style) for line in lines]


def _terms(term: Content) -> Iterator[list[Cell]]:
    number = Cell([Paragraph(term["number"], "TermsBold")])
    heading = [Paragraph(term["heading"], "TermsBold")]
    text = [_terms_paragraph(one) for one in paragraphs(term["text"].strip(), "Terms", "TermsBullet")]
    if term.get("wide"):
        yield [number, Cell(heading, columns=2)]
        yield [Cell(), Cell(text, columns=2)]
    else:
        yield [number, Cell(heading), Cell(text)]


def _terms_paragraph(paragraph: Paragraph) -> Paragraph:
    return Paragraph(paragraph.text, "TermsBullet") if re.match(r"\d\.\t", paragraph.text) else paragraph


def _key(key: Content) -> Table:
    rows = []
    for left, right in zip(key["left"], key["right"], strict=True):
        cells = []
        for title, code in (left, right):
            cells.append(Cell([Paragraph(f"•\t{title}", "KeyTitle")], "Open"))
            cells.append(Cell([Paragraph(code, "KeyCode")], "Open"))
        rows.append(cells)
    return Table("Key", (240, 120, 240, 120), rows)


def _action_table(content: Content) -> Table:
    table = content["table"]
    rows = [
        [Cell([Paragraph(table["banner"], "CellBold")], "Banner", columns=len(_WIDTHS))],
        [Cell([Paragraph(heading, "CellBold")], "Head") for heading in table["headings"]],
    ]
    for one in content["recommendation"]:
        rows.extend(_rows(one))
    return Table("Actions", _WIDTHS, rows, heading_rows=2)


def _rows(one: Content) -> Iterator[list[Cell]]:
    if "band" in one:
        yield [Cell([Paragraph(one["band"], "CellBold")], "Band", columns=len(_WIDTHS))]
    if "orphan_phase" in one:
        yield [Cell(), Cell(), *_phase_cells(one["orphan_phase"])]
    groups = _groups(one["action"])
    span = len(groups) + (1 if one.get("phase_row") else 0)
    title = [Paragraph(one["timescale"], "CellBold"), Paragraph(f"({one['ref']}) {one['text']}")]
    start = [Cell(title, rows=span), Cell(paragraphs(one["outcome"].strip()), rows=span)]
    if one.get("phase_row"):
        yield [*start, *_phase_cells(groups[0][0]["phase"])]
        start = []
    for group in groups:
        yield start + _cells(one, group)
        start = []


def _phase_cells(phase: str) -> list[Cell]:
    return [Cell(), Cell([Paragraph(phase, "CellBold")]), Cell(), Cell()]


def _groups(actions: list[Content]) -> list[list[Content]]:
    """Gather the actions that are stacked in one row of the table."""
    groups: list[list[Content]] = []
    for action in actions:
        if not action.get("stacked"):
            groups.append([])
        groups[-1].append(action)
    return groups


def _cells(one: Content, group: list[Content]) -> list[Cell]:
    bands = [_band(one, action) for action in group]
    room = [_WIDTHS[column] - _PADDING for column in _STACKED]
    columns = align(bands, room, STYLES, one.get("gap", 1))
    cells = [Cell(column) for column in columns]
    if "progress_rows" in group[0]:
        cells[-1] = Cell(columns[-1], rows=group[0]["progress_rows"])
    return cells[:-1] if group[0].get("same_progress") else cells


def _band(one: Content, action: Content) -> list[list[Paragraph]]:
    """Return what stands beside an action, column by column, with the sub-heading above it if there is one."""
    columns = [
        paragraphs(action.get("lead", "")),
        paragraphs(_numbered(action, action["text"].strip())) if action["text"] else [],
        paragraphs(action["by"]),
        paragraphs(_progress(action)),
    ]
    heading = "" if one.get("phase_row") else action.get("phase", "")
    if heading or (one.get("stray") and action is one["action"][0]):
        above = [_BLANK] * len(columns)
        above[0] = Paragraph(action.get("lead_beside_phase", ""))
        above[1] = Paragraph(heading, "CellBold") if heading else Paragraph(one["stray"])
        late = len(columns) - 1 if action.get("progress_early") else len(columns)
        columns = [[above[i], *column] if i < late else column for i, column in enumerate(columns)]
    if "trailing_phase" in action:
        columns[1] += [_BLANK, Paragraph(action["trailing_phase"], "CellBold")]
    if action.get("late"):
        columns[1] = [_BLANK, *columns[1]]
    return [column + [_BLANK] * action.get("pad", 0) for column in columns]


def _numbered(action: Content, text: str) -> str:
    return f"{action.get('number', '(' + action['ref'] + ')')} {text}"


def _progress(action: Content) -> str:
    text = action.get("progress", "").strip()
    number = action.get("progress_number", f"({action['ref']})")
    return f"{number} {text}".strip() if text else ""


def _opening(action: Content) -> Opening:
    if action["text"]:
        return Opening(_numbered(action, plain(action["text"])))
    return Opening(plain(_progress(action)), aside=True)


def _record(one: Content, action: Content, phase: str, content: Content) -> dict[str, str]:
    leads = [content["lead_roles"][part.strip()] for part in action["lead"].split("/")]
    return {
        "council": content["council"],
        "section": one["section"],
        "recommendation_kind": "recommendation",
        "recommendation_ref": one["ref"],
        "recommendation": plain(one["text"]),
        "recommendation_timescale": one["timescale"],
        "outcome": plain(one["outcome"]),
        "phase": phase,
        "action_ref": action["ref"],
        "action": plain(action["text"]),
        "leads_raw": action["lead"],
        "leads": joined(leads),
        "lead_responsible": leads[0] if len(leads) == 1 else "",
        **deadline(action, "day"),
        "progress_raw": plain(action["progress"]),
        "status": action["status"],
        "change_types": joined(action["changes"]),
        "flags": joined(action.get("flags", [])),
    }
