"""A finished run written in other forms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from schemas import TABLES, Dataset, Plan

from ..errors import InputMissing
from ..forms import Form, chosen
from .load import iter_rows
from .to_csv import write_csv
from .to_datapackage import FILE_NAME, to_datapackage


@dataclass(frozen=True, slots=True)
class Export:
    """What to write of a finished run.

    `source` is the folder of the run, `out` the folder to write to, `plans` the files, and folders to search, where
    the plans may lie, so that the workbook can lead to their pages. `bom` and `guard` concern CSV files.
    """

    source: Path
    out: Path
    forms: tuple[Form, ...]
    plans: tuple[Path, ...] = ()
    bom: bool = True
    guard: bool = True


def export_folder(export: Export) -> list[Path]:
    """Write a finished run in other forms; gives the files.

    All forms are made from the CSV files of the run, with byte order mark and formula guard taken off. The archive
    holds those CSV files with their description, and every other form that is written with it.

    Raises:
        InputMissing: `source` does not hold a run.
        InputUnreadable: a table of the run cannot be read.
        OutputUnwritable: the folder cannot be written to.
        ExtraMissing: a form needs a library that is not installed.
    """
    forms = chosen(export.forms)
    absent = next((table for table in TABLES if not (export.source / f"{table}.csv").exists()), None)
    if absent:
        raise InputMissing(export.source / f"{absent}.csv", remedy="name the folder of a run")
    files: list[Path] = []
    for form in forms:
        if form is Form.ZIP:
            from .to_zip import to_zip

            files.append(to_zip(_contents(export, files), export.out))
        else:
            files += _write(form, export)
    return files


def _write(form: Form, export: Export) -> Sequence[Path]:
    source, out = export.source, export.out
    match form:
        case Form.XLSX:
            from .to_xlsx import to_xlsx

            return to_xlsx(source, out, export.plans)
        case Form.PARQUET:
            from .to_parquet import to_parquet

            return to_parquet(source, out)
        case Form.SQLITE:
            from .to_sqlite import to_sqlite

            return to_sqlite(source, out)
        case Form.DUCKDB:
            from .to_duckdb import to_duckdb

            return to_duckdb(source, out)
        case Form.JSONL:
            from .to_jsonl import to_jsonl

            return to_jsonl(source, out)
    return _csv_again(export)


def _csv_again(export: Export) -> list[Path]:
    values = ((table, list(row.values())) for table in TABLES for row in iter_rows(export.source, table))
    plans = tuple(Plan(**row) for row in iter_rows(export.source, "plans"))
    files = write_csv(values, export.out, bom=export.bom, guard=export.guard)
    return [*files, to_datapackage(Dataset(plans=plans), export.out, guard=export.guard)]


def _contents(export: Export, written: Sequence[Path]) -> dict[str, Path]:
    run = (export.source / name for name in (*(f"{table}.csv" for table in TABLES), FILE_NAME))
    named = {path.name: path for path in run if path.exists()}
    return named | {path.relative_to(export.out).as_posix(): path for path in written}
