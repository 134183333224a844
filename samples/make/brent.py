"""Lays out the Brent sample: a narrative, one small table per recommendation, a glossary."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import Any

from expected import Opening, deadline, joined
from flatodt import Cell, Page, Paragraph, Table, TextStyle, paragraphs, plain
from wrapping import align

STYLES = {
    "Owner": TextStyle(12, 14, bold=True, left=5.4, after=10),
    "Appendix": TextStyle(12, 14, bold=True, align="end", after=8),
    "Title": TextStyle(12, 14, bold=True, left=5.4, after=10),
    "Body": TextStyle(11, 14.5, left=5.4, after=8),
    "Strong": TextStyle(11, 13, bold=True, left=5.4, after=8),
    "Number": TextStyle(11, 14.5, left=41, hang=18, after=2),
    "Section": TextStyle(12, 14, bold=True, left=5.4, before=8, after=9),
    "Glossary": TextStyle(10, 12, left=5.4, after=4),
    "Between": TextStyle(10, 13.5),
    "Cell": TextStyle(10, 11.5),
    "CellBold": TextStyle(10, 11.5, bold=True),
    "CellBullet": TextStyle(10, 11.5, left=18, hang=11),
    "CellBoldBullet": TextStyle(10, 11.5, bold=True, left=18, hang=11),
    "CellNumber": TextStyle(10, 11.5, left=18, hang=18),
    "CellLetter": TextStyle(10, 11.5, left=34, hang=16),
}
PAGES = {"Standard": Page(841.9, 595.3, (54, 62, 60, 56.6))}
_SIDES = "fo:padding-left='5.4pt' fo:padding-right='5.4pt' fo:padding-top='0.3pt' fo:padding-bottom='0.3pt'"
_BOX = f"fo:border='0.5pt solid #000000' {_SIDES}"
FILLS = {
    "Plain": _BOX,
    "Blue": f"{_BOX} fo:background-color='#c6d9f1'",
    "Grey": f"{_BOX} fo:background-color='#d9d9d9'",
}
FIRST_TABLE_PAGE = 2

_PADDING = 10.8
_COLUMNS = ("outcome", "actions", "lead", "by", "evidence")

Content = dict[str, Any]


def body(content: Content) -> list[Paragraph | Table]:
    """Return the whole document in order."""
    parts: list[Paragraph | Table] = []
    for block in content["front"]:
        parts.extend(_front(block))
    for number, group in enumerate(_groups(content["recommendation"])):
        heading = group[0].get("heading")
        parts.append(Paragraph(heading, "Section") if heading else Paragraph("", "Between"))
        rows = [row for one in group for row in _rows(one, group[0]["widths"], content["progress_heading"])]
        parts.append(Table(f"T{number + 1}", group[0]["widths"], rows))
    parts.append(Paragraph(content["glossary"]["heading"], "Section"))
    for acronym, dash, meaning in content["glossary"]["entries"]:
        parts.append(Paragraph(f"**{acronym}** {dash} {meaning}", "Glossary"))
    return parts


def expected(content: Content) -> list[dict[str, str]]:
    """Return the expected row of every action, without its page."""
    return [row for one in content["recommendation"] for row in _expected(one, content)]


def openings(content: Content) -> list[Opening]:
    """Return the first words of every action as printed, for looking up its page."""
    return [
        Opening(f"{_number(action)}{plain(action['text'])}")
        for one in content["recommendation"]
        for row in one["row"]
        for action in row["action"]
    ]


def _front(block: Content) -> list[Paragraph]:
    lines = block["text"].strip().split("\n")
    if block["style"] == "Number":
        return [Paragraph(f"{number}.\t{line}", "Number") for number, line in enumerate(lines, 1)]
    return [Paragraph(line, block["style"]) for line in lines]


def _groups(recommendations: list[Content]) -> list[list[Content]]:
    """Gather the recommendations that share one table: widths open a new one."""
    groups: list[list[Content]] = []
    for one in recommendations:
        if "widths" in one:
            groups.append([])
        groups[-1].append(one)
    return groups


def _rows(one: Content, widths: list[float], progress_heading: str) -> Iterator[list[Cell]]:
    if "band" in one:
        yield [Cell([Paragraph(one["band"], "CellBold")], "Grey", columns=len(_COLUMNS))]
    label = [one["label"]] + ([f"Timescale: {one['timescale']}"] if "timescale" in one else [])
    text = paragraphs(one["text"].strip(), "CellBold", "CellBoldBullet") + paragraphs(one.get("note", ""))
    yield [Cell([Paragraph(line, "CellBold") for line in label], "Blue"), Cell(text, "Blue", columns=4)]
    headings = ("Required Outcome", "Actions", "Lead", one["by_heading"], progress_heading)
    yield [Cell([Paragraph(heading, "CellBold")], "Grey") for heading in headings]
    for number, row in enumerate(one["row"]):
        cells = _cells(row, widths)
        yield [
            Cell(cells[key], rows=_span(one["row"], number, key)) for key in _COLUMNS if number == 0 or _owns(row, key)
        ]


def _owns(row: Content, key: str) -> bool:
    """Tell whether a row has a cell of its own in a column, else the cell above reaches into it."""
    return key == "actions" or key in row or any(key in action for action in row["action"])


def _span(rows: list[Content], number: int, key: str) -> int:
    return 1 + sum(1 for _ in takewhile(lambda row: not _owns(row, key), rows[number + 1 :]))


def _cells(row: Content, widths: list[float]) -> dict[str, list[Paragraph]]:
    cells = {key: paragraphs(row.get(key, "").strip()) for key in _COLUMNS}
    aligned = ["actions"] + [key for key in ("by", "evidence") if any(key in action for action in row["action"])]
    bands = [[_printed(row, action, key) for key in aligned] for action in _with_stem(row)]
    room = [widths[_COLUMNS.index(key)] - _PADDING for key in aligned]
    cells.update(zip(aligned, align(bands, room, STYLES, row.get("gap", 0)), strict=True))
    return cells


def _with_stem(row: Content) -> list[Content]:
    if "stem" not in row:
        return list(row["action"])
    stem = {"ref": row["stem_number"].rstrip("."), "text": row["stem"]}
    return [stem, *row["action"]]


def _printed(row: Content, action: Content, key: str) -> list[Paragraph]:
    if key == "actions":
        layout = action.get("layout", row.get("layout", "hanging"))
        if layout == "plain" or not _number(action):
            return [Paragraph(f"{_number(action)} {action['text']}".strip())]
        style = "CellLetter" if action["ref"][-1].isalpha() else "CellNumber"
        return [Paragraph(f"{_number(action)}\t{action['text']}", style)]
    letter = f"{_number(action)} " if action["ref"][-1].isalpha() else ""
    return paragraphs(letter + action[key]) if action.get(key) else []


def _number(action: Content) -> str:
    """Return an action's number as printed: `1.`, the letter of `1a`, nothing."""
    if action.get("layout") == "none":
        return ""
    ref: str = action["ref"]
    return str(action.get("number", f"{ref[-1] if ref[-1].isalpha() else ref}."))


def _expected(one: Content, content: Content) -> Iterator[dict[str, str]]:
    carried: dict[str, Content] = {}
    for row in one["row"]:
        for key in ("outcome", "lead", "by", "evidence"):
            if key in row:
                carried[key] = row
            elif _owns(row, key):
                carried[key] = {}
        previous: dict[str, Content] = {}
        for action in row["action"]:
            units = _units(action, carried, previous)
            previous = units
            yield _record(one, row, action, units, content)


def _units(action: Content, carried: dict[str, Content], previous: dict[str, Content]) -> dict[str, Content]:
    """Return, column by column, the part of the content file that speaks of an action."""
    units = {key: action if key in action else unit for key, unit in carried.items()}
    if action.get("same_deadline"):
        units["by"] = previous["by"]
    if action.get("same_evidence"):
        units["evidence"] = previous["evidence"]
    return units


def _record(one: Content, row: Content, action: Content, units: dict[str, Content], content: Content) -> dict[str, str]:
    lead, evidence = units["lead"], units["evidence"]
    leads = lead["leads"]
    status = evidence.get("status", "not_reported") if evidence.get("evidence") else "not_reported"
    flags = ["unnumbered"] if action.get("layout") == "none" else []
    return {
        "council": content["council"],
        "section": one["section"],
        "recommendation_kind": one["kind"],
        "recommendation_ref": one["ref"],
        "recommendation": plain(one["text"] + "\n" + one.get("note", "")),
        "recommendation_timescale": one.get("timescale", ""),
        "outcome": plain(units["outcome"]["outcome"]),
        "action_ref": action["ref"],
        "action_stem": plain(row.get("stem", "")),
        "action": plain(action["text"]),
        "leads_raw": plain(lead["lead"]),
        "leads": joined(leads),
        "lead_responsible": leads[0] if len(leads) == 1 or "__" in lead["lead"] else "",
        **deadline(units["by"], "month"),
        "progress_raw": plain(evidence.get("evidence", "")),
        "progress_as_at": content["progress_as_at"],
        "status": action.get("status", status),
        "change_types": joined(action["changes"]),
        "flags": joined(flags + units["by"].get("due_flags", [])),
    }
