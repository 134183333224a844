"""Random tables without full rules, drawn as real PDFs with their true cells beside them.

A table is drawn at random places, in random fonts and sizes, with cells that wrap, blank cells, headings that are
centred or span two columns, figures that are right-aligned or centred, and prose above and below.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

KINDS = ("fills", "zebra", "rows", "booktabs", "none")
_VERBS = ("Review", "Agree", "Publish", "Audit", "Commission", "Extend", "Train", "Recruit", "Monitor", "Embed")
_NOUNS = (
    "the safeguarding policy", "supervision records", "all open cases", "the early help offer", "case file audits",
    "thresholds with partners", "the workforce strategy", "missing children data", "care leavers' pathway plans",
    "private fostering arrangements", "management oversight of referrals", "the electronic social care record",
)  # fmt: skip
_ENDS = ("", "", " and report to the Board", " across all teams", " by the end of term", " with the police", " monthly")
_PLACES = ("Oslo", "Port Elizabeth", "Rio de Janeiro", "Ulm", "New York", "Lisbon", "Kuala Lumpur", "York", "Bergen")
_LEADS = ("Head of Service", "AD Safeguarding", "DCS", "LSCB Chair", "Team Manager", "Director of Public Health")
_DATES = ("March 2013", "30/09/2012", "Ongoing", "Dec 2014", "Completed", "1 April 2013", "Q3 2013/14")
_STATES = ("Green", "Amber", "Red", "On track", "Complete", "Not started")
_HEADS = {
    "ref": ("Ref", "No.", "Item"), "action": ("Action", "What we will do", "Task"), "lead": ("Lead", "Who"),
    "date": ("By when", "Date", "Target date"), "state": ("Status", "RAG", "Progress"),
    "place": ("City", "Place", "Branch"), "figure": ("2011", "2012", "Total", "Cost (£)", "Share", "Number of cases"),
    "name": ("Name", "Contact"),
}  # fmt: skip
_NAMES = ("Ann Lee", "Omar Haddad", "Mary-Jane Watson", "P. Ng", "Li Wei", "Tom O'Brien", "Zoe Ashworth-Bell")
_PROSE = (
    "This section sets out what has been done since the last inspection and what remains to be done. The board meets "
    "every six weeks and hears from each of the leads in turn. Where progress is slower than planned, the reasons are "
    "given and the dates have been changed. The figures are those of the annual return and were checked by the team. "
)
Row = list[str]


@dataclass
class Drawn:
    """One table as it was drawn: where its text stands and which cells it has."""

    kind: str
    seed: int
    cells: list[dict[str, Any]] = field(default_factory=list)

    @property
    def grid(self) -> list[dict[str, Any]]:
        """The truth as a list of one table on page 1."""
        return [{"page": 1, "cells": self.cells}]

    def add(self, row: int, cols: tuple[int, int], lines: list[str]) -> None:
        if lines:
            spot = {"row0": row, "row1": row + 1, "col0": cols[0], "col1": cols[1]}
            self.cells.append({**spot, "text": "\n".join(lines)})


class _Maker:
    def __init__(self, path: Path, kind: str, seed: int) -> None:
        self.rng = random.Random(f"{kind}-{seed}")
        rng = self.rng
        self.drawn = Drawn(kind, seed)
        self.size = rng.choice((6, 7, 8, 8.5, 9, 10, 11, 12))
        self.wide = rng.random() < 0.5
        self.page = landscape(A4) if self.wide else A4
        self.face = rng.choice(("Helvetica", "Times-Roman"))
        self.canvas = Canvas(str(path), pagesize=self.page, invariant=1)
        self.leading = self.size * rng.choice((1.1, 1.15, 1.2, 1.3))
        self.pad_x = rng.uniform(0.3, 0.8) * self.size
        self.pad_y = self.size * rng.choice((0.05, 0.15, 0.25, 0.4, 0.6)) if kind == "none" else rng.uniform(1, 5)
        self.middle = kind in ("fills", "rows") and rng.random() < 0.3
        self.left = rng.uniform(36, 70)
        self.width = self.page[0] - 2 * self.left

    def bold(self) -> str:
        return {"Helvetica": "Helvetica-Bold", "Times-Roman": "Times-Bold"}[self.face]

    def columns(self) -> list[str]:
        rng = self.rng
        room = self.width / self.size
        count = rng.randint(3, 8)
        if rng.random() < 0.5:
            kinds = ["ref", "action", "lead", "date", "state", "name", "figure", "date"][:count]
            if rng.random() < 0.3:
                kinds[0], kinds[1] = "name", "action"
        else:
            kinds = [rng.choice(("place", "name")), *(rng.choice(("figure",) * 3 + ("state", "date", "place"))
                     for _ in range(count - 1))]  # fmt: skip
        needs = {"action": 11.0, "lead": 6.0, "name": 6.0, "place": 5.5, "date": 6.0, "state": 6.0}
        while sum(needs.get(k, 4.0) for k in kinds) > room - 1 and len(kinds) > 3:
            kinds.pop()
        return kinds

    def widths(self, kinds: list[str]) -> list[float]:
        weights = {"action": 4.0, "lead": 1.9, "name": 1.9, "place": 1.9, "date": 1.7, "state": 1.6, "ref": 0.8}
        parts = [weights.get(k, 1.3) * self.rng.uniform(0.9, 1.2) for k in kinds]
        total = min(self.width, sum(parts) * self.size * self.rng.uniform(4.4, 6.5))
        least = [{"action": 10.0, "ref": 3.6}.get(k, 5.6) * self.size + 2 * self.pad_x for k in kinds]
        return [max(total * p / sum(parts), low) for p, low in zip(parts, least, strict=True)]

    def value(self, kind: str, row: int) -> str:
        rng = self.rng
        if kind == "ref":
            return f"{1 + row // 5}.{1 + row % 5}"
        if kind == "action":
            return f"{rng.choice(_VERBS)} {rng.choice(_NOUNS)}{rng.choice(_ENDS)}"
        if kind == "figure":
            return rng.choice((f"{rng.randint(0, 99)}", f"{rng.randint(1, 9)},{rng.randint(100, 999)}",
                               f"{rng.uniform(0, 100):.1f}%"))  # fmt: skip
        pools = {"lead": _LEADS, "date": _DATES, "state": _STATES, "place": _PLACES, "name": _NAMES}
        return rng.choice(pools[kind])

    def wrapped(self, text: str, width: float, font: str) -> list[str]:
        lines: list[str] = []
        for word in text.split():
            if lines and stringWidth(f"{lines[-1]} {word}", font, self.size) <= width:
                lines[-1] += f" {word}"
            else:
                lines.append(word)
        return lines[:4]

    def text(self, x: float, y: float, text: str, font: str) -> None:
        self.canvas.setFont(font, self.size)
        self.canvas.drawString(x, self.page[1] - y, text)

    def prose(self, y: float, sentences: int) -> float:
        words = " ".join(_PROSE.split(". ")[:sentences])
        for line in self.wrapped(words, self.width, self.face):
            y += self.leading
            self.text(self.left, y, line, self.face)
        return y

    def make(self) -> Drawn:
        rng = self.rng
        y = 50.0
        if rng.random() < 0.6:
            y = self.prose(y, rng.randint(1, 3)) + self.size * rng.uniform(1.2, 2.5)
        kinds = self.columns()
        widths = self.widths(kinds)
        aligns = [rng.choice("lrrc") if k == "figure" else "l" for k in kinds]
        xs = [self.left]
        for width in widths:
            xs.append(xs[-1] + width)
        table = _Table(self, xs, aligns)
        top = y
        self.head(table, kinds)
        for row in range(rng.randint(4, 25)):
            values = [self.value(k, row) for k in kinds]
            values = [v if c == 0 or rng.random() > 0.1 else "" for c, v in enumerate(values)]
            if not table.row(values, self.page[1] - 60 - top - 3 * self.leading):
                break
        y = table.draw(top)
        if rng.random() < 0.6:
            self.prose(y + self.size * rng.uniform(1.2, 2.5), 2)
        self.canvas.save()
        return self.drawn

    def head(self, table: _Table, kinds: list[str]) -> None:
        names = [self.rng.choice(_HEADS[k]) for k in kinds]
        table.centred = self.rng.random() < 0.4
        figures = [c for c in range(1, len(kinds) - 1) if kinds[c] == kinds[c + 1] == "figure"]
        if figures and self.rng.random() < 0.3:
            table.pair = figures[0]
            table.row(["Year to March" if c == table.pair else "" for c in range(len(kinds))], 999, bold=True)
        table.row(names, 999, bold=True)
        table.heads = len(table.rows)


class _Table:
    def __init__(self, maker: _Maker, xs: list[float], aligns: list[str]) -> None:
        self.maker, self.xs, self.aligns = maker, xs, aligns
        self.rows: list[tuple[list[list[str]], bool]] = []
        self.heights: list[float] = []
        self.pair = -1
        self.heads = 1
        self.centred = False

    def row(self, values: Row, room: float, *, bold: bool = False) -> bool:
        maker = self.maker
        font = maker.bold() if bold else maker.face
        cells = []
        for c, value in enumerate(values):
            right = self.xs[c + 2] if self.pair == c and not self.rows else self.xs[c + 1]
            cells.append(maker.wrapped(value, right - self.xs[c] - 2 * maker.pad_x, font))
        height = max(map(len, cells)) * maker.leading + 2 * maker.pad_y
        if sum(self.heights) + height > room:
            return False
        self.rows.append((cells, bold))
        self.heights.append(height)
        return True

    def draw(self, top: float) -> float:
        ys = [top]
        for height in self.heights:
            ys.append(ys[-1] + height)
        self.ground(ys)
        for r, (cells, bold) in enumerate(self.rows):
            for c, lines in enumerate(cells):
                wide = self.pair == c and r == 0
                self.cell((r, c, c + 1 + wide), ys[r], lines, bold)
        return ys[-1]

    def cell(self, place: tuple[int, int, int], top: float, lines: list[str], bold: bool) -> None:
        maker = self.maker
        r, c0, c1 = place
        font = maker.bold() if bold else maker.face
        free = self.heights[r] - 2 * maker.pad_y - len(lines) * maker.leading
        y = top + maker.pad_y + (free / 2 if maker.middle else 0)
        align = "c" if bold and (self.centred or c1 - c0 > 1) else self.aligns[c0]
        left, right = self.xs[c0] + maker.pad_x, self.xs[c1] - maker.pad_x
        for line in lines:
            width = stringWidth(line, font, maker.size)
            x = {"l": left, "r": right - width, "c": (left + right - width) / 2}[align]
            maker.text(x, y + maker.size * 0.8, line, font)
            y += maker.leading
        maker.drawn.add(r, (c0, c1), lines)

    def box(self, x0: float, x1: float, top: float, bottom: float, shade: float) -> None:
        canvas = self.maker.canvas
        canvas.setFillGray(shade)
        canvas.rect(x0, self.maker.page[1] - bottom, x1 - x0, bottom - top, stroke=0, fill=1)
        canvas.setFillGray(0)

    def line(self, x0: float, x1: float, y: float) -> None:
        self.maker.canvas.setLineWidth(0.5)
        self.maker.canvas.line(x0, self.maker.page[1] - y, x1, self.maker.page[1] - y)

    def ground(self, ys: list[float]) -> None:
        rng = self.maker.rng
        kind = self.maker.drawn.kind
        if kind == "fills":
            self.fill_cells(ys, rng.choice((0.0, 0.0, 0.5, 1.0, 2.0)))
        elif kind == "zebra":
            for r in range(rng.choice((0, 1)), len(ys) - 1, 2):
                self.box(self.xs[0], self.xs[-1], ys[r], ys[r + 1], 0.9)
        elif kind == "rows":
            self.rule_rows(ys)
        elif kind == "booktabs":
            for y in (ys[0], ys[self.heads], ys[-1]):
                self.line(self.xs[0], self.xs[-1], y)

    def fill_cells(self, ys: list[float], gap: float) -> None:
        xs = self.xs
        for r in range(len(ys) - 1):
            for c in range(len(xs) - 1):
                if r == 0 and c == self.pair + 1 and self.pair >= 0:
                    continue
                right = xs[c + 2] if r == 0 and c == self.pair else xs[c + 1]
                shade = 0.75 if r < self.heads else (0.9, 0.95)[r % 2]
                self.box(xs[c] + gap / 2, right - gap / 2, ys[r] + gap / 2, ys[r + 1] - gap / 2, shade)

    def rule_rows(self, ys: list[float]) -> None:
        rng = self.maker.rng
        for y in ys[rng.choice((0, 1)) if self.heads == 1 else 0 :]:
            self.line(self.xs[0], self.xs[-1], y)
        if rng.random() < 0.3:
            for x in (self.xs[0], self.xs[-1]):
                height = self.maker.page[1]
                self.maker.canvas.line(x, height - ys[0], x, height - ys[-1])


def make(path: Path, kind: str, seed: int) -> Drawn:
    """Draw one random table of a kind and give its true cells."""
    return _Maker(path, kind, seed).make()
