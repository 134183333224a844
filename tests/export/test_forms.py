"""What is written in any form is what other programs read there, whatever the text."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.export import Export, export_folder, read_rows, to_csv, to_datapackage
from pipeline.forms import Form
from schemas import TABLES, Dataset
from tests.export.hostile import TEXTS, dataset
from tests.export.readers import READERS

pytestmark = pytest.mark.filterwarnings("error")

ALIKE = ("csv", "xlsx", "parquet", "sqlite", "jsonl", "zip")
"""Forms whose bytes are the same each time; DuckDB writes something of its own into its files."""


def run_folder(data: Dataset, folder: Path) -> Path:
    to_csv(data, folder)
    to_datapackage(data, folder)
    return folder


def export(source: Path, out: Path, *forms: str) -> list[Path]:
    return export_folder(Export(source, out, tuple(map(Form, forms)), bom=False, guard=False))


def digests(files: list[Path]) -> list[str]:
    return [hashlib.sha256(file.read_bytes()).hexdigest() for file in files]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return run_folder(dataset(), tmp_path_factory.mktemp("run"))


@pytest.mark.parametrize("form", READERS)
def test_every_table_comes_back(form: str, hostile: Path, tmp_path: Path) -> None:
    export(hostile, tmp_path, form)
    for table in TABLES:
        assert READERS[form](tmp_path, table) == read_rows(hostile, table), table


def test_the_run_itself_holds_the_texts(hostile: Path) -> None:
    assert [row["action"] for row in read_rows(hostile, "actions")] == list(TEXTS)
    assert [row["text"] for row in read_rows(hostile, "updates")] == list(TEXTS)


@pytest.mark.parametrize("form", READERS)
@settings(max_examples=8, deadline=None)
@given(st.lists(st.text() | st.text(alphabet="=+-@'\t\r\n\x00 1aA(;\",|!%._x0D<>/&"), min_size=1, max_size=25))
def test_any_text_comes_back(form: str, texts: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = run_folder(dataset(tuple(texts)), Path(folder) / "run")
        export(source, Path(folder) / "out", form)
        for table in ("actions", "updates", "plans"):
            assert READERS[form](Path(folder) / "out", table) == read_rows(source, table)


@pytest.mark.parametrize("form", READERS)
def test_an_empty_run_has_every_form(form: str, tmp_path: Path) -> None:
    export(run_folder(Dataset(), tmp_path / "run"), tmp_path, form)
    assert [READERS[form](tmp_path, table) for table in TABLES] == [[]] * len(TABLES)


@pytest.mark.parametrize("form", ALIKE)
def test_same_run_gives_same_bytes(form: str, hostile: Path, tmp_path: Path) -> None:
    assert digests(export(hostile, tmp_path / "one", form)) == digests(export(hostile, tmp_path / "two", form))
