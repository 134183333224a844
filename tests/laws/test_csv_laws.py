"""What holds for any text: it survives the guard, the file and the way back."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.export import read_rows, to_csv
from pipeline.export.to_csv import guard, is_formula, table_text, unguard
from schemas import Dataset, Update, columns

TEXTS = st.text() | st.text(alphabet="=+-@'\t\r\n 1aA(;\",|!%.")


@given(TEXTS)
def test_unguard_undoes_guard(text: str) -> None:
    assert unguard(guard(text)) == text


@given(TEXTS)
def test_guarded_text_is_no_formula(text: str) -> None:
    assert not is_formula(guard(text))


@given(TEXTS, TEXTS)
def test_guard_keeps_texts_apart(one: str, other: str) -> None:
    assert (guard(one) == guard(other)) == (one == other)


@given(st.lists(TEXTS, max_size=5), st.booleans())
def test_text_of_a_table_comes_back(texts: list[str], guarded: bool) -> None:
    rows = tuple(Update("a1", number, text=text) for number, text in enumerate(texts, 1))
    written = table_text(Dataset(updates=rows), "updates", guarded=guarded)
    heading, *found = csv.reader(io.StringIO(written, newline=""), strict=True)
    assert tuple(heading) == columns("updates")
    place = heading.index("text")
    assert [unguard(row[place]) if guarded else row[place] for row in found] == texts


@settings(max_examples=25, deadline=None)
@given(TEXTS, st.booleans())
def test_text_of_a_file_comes_back(text: str, bom: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        to_csv(Dataset(updates=(Update("a1", 1, text=text),)), Path(folder), bom=bom)
        (row,) = read_rows(Path(folder), "updates")
    assert row["text"] == text
