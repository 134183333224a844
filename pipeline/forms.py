"""The forms in which the dataset can be had; light, so that the command line can name them without loading any."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from importlib.util import find_spec

from .errors import ExtraMissing


class Form(StrEnum):
    """What `--to` takes, in the order in which the forms are written."""

    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"
    SQLITE = "sqlite"
    DUCKDB = "duckdb"
    JSONL = "jsonl"
    ZIP = "zip"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Needed:
    """The library that a form needs, and the extra that brings it."""

    library: str
    extra: str


NEEDS = {Form.PARQUET: Needed("pyarrow", "parquet"), Form.DUCKDB: Needed("duckdb", "db")}


def chosen(forms: Iterable[Form]) -> tuple[Form, ...]:
    """The forms that were asked for, each once, in the order of writing.

    Raises:
        ExtraMissing: one of them needs a library that is not installed.
    """
    asked = set(forms)
    found = tuple(form for form in Form if form is not Form.ALL and (form in asked or Form.ALL in asked))
    for form in found:
        need = NEEDS.get(form)
        if need and find_spec(need.library) is None:
            raise ExtraMissing(f"--to {form}", remedy=f"install it with `pip install 'actionplans[{need.extra}]'`")
    return found
