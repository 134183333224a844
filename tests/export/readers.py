"""Each form read back by other means than ours, as the values that `read_rows` gives for the CSV files."""

from __future__ import annotations

import csv
import datetime as dt
import json
import re
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import duckdb
import pyarrow.parquet as pq

from schemas import column_types, table_schema

Rows = list[dict[str, Any]]

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
DAY_ZERO = dt.date(1899, 12, 30)


def from_csv(folder: Path, table: str) -> Rows:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return [
            {name: of_text(text, column_types(table)[name]) for name, text in row.items()}
            for row in csv.DictReader(file, strict=True)
        ]


def from_jsonl(folder: Path, table: str) -> Rows:
    lines = (folder / "jsonl" / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()
    return [of_json(json.loads(line), table) for line in lines]


def from_parquet(folder: Path, table: str) -> Rows:
    rows = pq.read_table(folder / "parquet" / f"{table}.parquet").to_pylist()
    return [of_json(row, table) for row in rows]


def from_sqlite(folder: Path, table: str) -> Rows:
    with closing(sqlite3.connect(folder / "actionplans.sqlite")) as database:
        database.row_factory = sqlite3.Row
        return [of_json(dict(row), table) for row in database.execute(f"SELECT * FROM {table} ORDER BY rowid")]


def from_duckdb(folder: Path, table: str) -> Rows:
    with duckdb.connect(str(folder / "actionplans.duckdb"), read_only=True) as database:
        found = database.execute(f"SELECT * FROM {table} ORDER BY rowid").fetchall()
        names = [column[0] for column in database.description or ()]
    return [of_json(dict(zip(names, row, strict=True)), table) for row in found]


def from_xlsx(folder: Path, table: str) -> Rows:
    book = Book(folder / "actionplans.xlsx")
    long_texts: dict[tuple[str, ...], str] = {}
    for row in book.rows("long_texts") if "long_texts" in book.places else ():
        place = (row["table"], row["key"], row["column"])
        long_texts[place] = long_texts.get(place, "") + row["text"]
    names = table_schema(table)["primaryKey"]
    rows = []
    for row in book.rows(table):
        if not any(value is not None for value in row.values()):
            continue
        key = " / ".join(f"{row[name]:g}" if isinstance(row[name], float) else row[name] for name in names)
        whole = {name: long_texts.get((table, key, name), value) for name, value in row.items()}
        rows.append({name: of_cell(whole[name], kind) for name, kind in column_types(table).items()})
    return rows


READERS: dict[str, Callable[[Path, str], Rows]] = {
    "csv": from_csv,
    "xlsx": from_xlsx,
    "parquet": from_parquet,
    "sqlite": from_sqlite,
    "duckdb": from_duckdb,
    "jsonl": from_jsonl,
}


def of_text(text: str, kind: str) -> Any:
    if not text:
        return {"string": "", "list": ()}.get(kind)
    if kind in {"boolean", "object", "integer", "number"}:
        return json.loads(text)
    if kind == "list":
        return tuple(text.split("; "))
    return dt.date.fromisoformat(text) if kind == "date" else text


def of_json(row: dict[str, Any], table: str) -> dict[str, Any]:
    return {name: of_stored(row[name], kind) for name, kind in column_types(table).items()}


def of_stored(value: Any, kind: str) -> Any:
    if value is None:
        return "" if kind == "string" else None
    if kind == "list":
        return tuple(json.loads(value) if isinstance(value, str) else value)
    if kind == "object":
        return json.loads(value) if isinstance(value, str) else value
    if kind == "date" and isinstance(value, str):
        return dt.date.fromisoformat(value)
    return bool(value) if kind == "boolean" else value


def of_cell(value: Any, kind: str) -> Any:
    if value is None or isinstance(value, str):
        return of_text(value or "", kind)
    if kind == "date":
        return DAY_ZERO + dt.timedelta(days=int(value))
    assert kind not in {"string", "list", "object"}, "text that became a number"
    return int(value) if kind == "integer" else value


class Book:
    """The cells of a workbook, straight from its XML, with Excel's escapes undone."""

    def __init__(self, path: Path) -> None:
        self.archive = zipfile.ZipFile(path)
        targets = {
            entry.get("Id"): entry.get("Target", "")
            for entry in self.tree("xl/_rels/workbook.xml.rels").iter()
            if entry.get("Id")
        }
        sheets = self.tree("xl/workbook.xml").iter(f"{SHEET}sheet")
        self.places = {sheet.get("name", ""): f"xl/{targets[sheet.get(RELATION)]}" for sheet in sheets}
        shared = self.tree("xl/sharedStrings.xml").iter(f"{SHEET}si")
        self.texts = [unescaped("".join(part.text or "" for part in item.iter(f"{SHEET}t"))) for item in shared]

    def tree(self, name: str) -> ElementTree.Element:
        return ElementTree.fromstring(self.archive.read(name))

    def cells(self, sheet: str) -> Iterator[tuple[int, str, Any, ElementTree.Element]]:
        """Row, column letters, value and element of each cell."""
        for cell in self.tree(self.places[sheet]).iter(f"{SHEET}c"):
            letters, number = re.fullmatch(r"([A-Z]+)([0-9]+)", cell.get("r", "")).groups()  # type: ignore[union-attr]
            yield int(number), letters, self.value(cell), cell

    def value(self, cell: ElementTree.Element) -> Any:
        assert cell.find(f"{SHEET}f") is None, "a formula"
        value = cell.findtext(f"{SHEET}v")
        if value is None:
            return None
        return {"s": lambda: self.texts[int(value)], "b": lambda: value == "1"}.get(
            cell.get("t", "n"), lambda: float(value)
        )()

    def rows(self, sheet: str) -> Rows:
        heads: dict[str, str] = {}
        rows: dict[int, dict[str, Any]] = {}
        for number, letters, value, _ in self.cells(sheet):
            if number == 1:
                heads[letters] = value
            else:
                rows.setdefault(number, {})[heads[letters]] = value
        return [rows[number] for number in sorted(rows)]


def unescaped(text: str) -> str:
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)
